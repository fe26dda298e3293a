// SPDX-License-Identifier: Apache-2.0
//
// What a pass is, and what it says about its work: remarks for people, counters for --stats.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/phantom/catalogue.h"

namespace pbc::opt {

/// Why a pass left something alone that it looks for. A refusal is always safe: the program runs as it was written.
enum class Refusal : std::uint8_t {
  kMayRaise,      // Python would raise here, and so must the program
  kTooLarge,      // the result exceeds the limits of the pass
  kIdentity,      // the answer depends on which objects the implementation shares
  kInexact,       // the result depends on how a number is rounded or written
  kDynamicNames,  // the program looks names up while it runs
  kEffect,        // the action changes something, or is not known not to
  kComputed,      // which action it is shows only when it runs
  kRepeats,       // the act asks again to see a change
  kOptIn,         // the action costs or leaves traces, and is shared only when asked for
  kNeedsResults,  // takes what something before it finds
  kDoesMore,      // does more than to ask
  kMayChange,     // reads what may change until its turn comes
  kNotCertain,    // may never run
};
/// "MayRaise"
std::string_view name(Refusal refusal);

/// Another place that a remark is about.
struct RelatedPlace {
  std::string function;
  std::uint32_t line = 0;
  Span span;
  std::string message;  // "may send the same request"
};

struct Remark {
  std::string_view pass;  // its command-line name
  std::string function;   // the name of the function it is about
  std::uint32_t line = 0;
  Span span;
  std::string message;
  bool is_refusal = false;
  Refusal refusal{};
  std::vector<RelatedPlace> related;  // in the same file
};

/// "@on_start:12: folded `binary 1 + 2` to 3", "@on_start: refused: `binary 1 / 0` [MayRaise]"; behind it a line
/// "  note: @ask_again:30: may send the same request" for each related place.
std::string to_text(const Remark& remark);

/// What an action does outside, by its name and the assets that are written out; the catalogue's business.
using EffectSource =
    std::function<phantom::EffectClass(std::string_view action, const std::vector<std::string>& assets)>;

/// The most parameter dicts that one request of an action may hold; as an EffectSource.
using BatchSource = std::function<std::uint32_t(std::string_view action, const std::vector<std::string>& assets)>;

/// What is allowed besides, and what is not certain.
struct PassOptions {
  bool speculate = false;          // --speculate: look-ups that may turn out not to be needed
  bool share_detonations = false;  // --share-detonations
  bool is_beside_others = false;   // other playbooks of the program may run at the same time, on the same container
};

/// What passes know and write besides the module.
class PassContext {
 public:
  PassContext() = default;
  explicit PassContext(EffectSource effects, BatchSource batches = {}, PassOptions options = {})
      : effects_(std::move(effects)), batches_(std::move(batches)), options_(options) {}

  /// Anything at all, without a source.
  phantom::EffectClass effect(std::string_view action, const std::vector<std::string>& assets) const {
    return effects_ ? effects_(action, assets) : phantom::EffectClass::kExecute;
  }

  /// One, without a source.
  std::uint32_t batch(std::string_view action, const std::vector<std::string>& assets) const {
    return batches_ ? batches_(action, assets) : 1;
  }

  const PassOptions& options() const { return options_; }

  /// The pass that speaks from here on.
  void set_pass(std::string_view name) { pass_ = name; }

  /// The place of an operation, for `related` of a remark.
  static RelatedPlace place(const ir::Module& module, ir::FunctionId function, ir::OpId op, std::string message);

  /// `op` none: about the function as a whole.
  void acted(const ir::Module& module, ir::FunctionId function, ir::OpId op, std::string message,
             std::vector<RelatedPlace> related = {});
  void refused(const ir::Module& module, ir::FunctionId function, ir::OpId op, Refusal refusal, std::string message,
               std::vector<RelatedPlace> related = {});
  /// Adds to the counter `pass.what`: "fold-constants.folded".
  void count(std::string_view what, std::uint64_t amount = 1);

  const std::vector<Remark>& remarks() const { return remarks_; }
  /// By name.
  const std::map<std::string, std::uint64_t>& counters() const { return counters_; }

 private:
  Remark& add(const ir::Module& module, ir::FunctionId function, ir::OpId op, std::string message);

  EffectSource effects_;
  BatchSource batches_;
  PassOptions options_;
  std::string_view pass_;
  std::vector<Remark> remarks_;
  std::map<std::string, std::uint64_t> counters_;
};

}  // namespace pbc::opt
