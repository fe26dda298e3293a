// SPDX-License-Identifier: Apache-2.0
//
// Where the values come from that an act sends, by data flow through its function, and how many there can be. All of it
// is an upper bound: what cannot be followed counts as often as it is computed, and a loop over what cannot be followed
// is a number of its own that somebody has to tell.
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/plan/formula.h"

namespace pbc::plan {

class FunctionFlow;

/// A set of values that a run has.
struct Source {
  enum class Kind : std::uint8_t {
    kArtifact,        // artifact:*.cef.requestURL
    kContainer,       // container:name
    kResult,          // BLOCK:action_result.data.*.x, and whatever else a block leaves behind
    kCustomFunction,  // BLOCK:custom_function_result.data.x
    kPlaybookInput,   // playbook_input:url
    kPlaybookOutput,  // BLOCK:playbook_output:x
    kCustomList,      // custom_list:NAME
    kFormat,          // BLOCK:formatted_data
    kLoop,            // how often a loop goes round, or how long a list is, that shows only in a run: `loop:41`
  };
  Kind kind = Kind::kLoop;
  std::size_t part = 0;  // of the program: whose block, input or line it is; 0 for what belongs to the event
  std::string datapath;  // without what narrows it
  auto operator<=>(const Source&) const = default;
};
/// "artifact", "action result" ...
std::string_view name(Source::Kind kind);

/// A number that a formula counts with.
struct Count {
  enum class Of : std::uint8_t {
    kDifferent,  // values, those that are equal once; in whichever of the columns
    kTuples,     // the rows that differ in these columns
    kValues,     // values, without those that are missing
    kRows,       // rows, also those whose value is missing
  };
  Of of = Of::kDifferent;
  std::vector<Source> columns;  // sorted
  auto operator<=>(const Count&) const = default;
};

/// The numbers of a program, by what they count; a formula names them by their position.
class Counts {
 public:
  SymbolId add(const Count& count);
  const Count& operator[](SymbolId id) const { return counts_[id]; }
  std::size_t size() const { return counts_.size(); }
  Formula formula(const Count& count) { return Formula::symbol(add(count)); }

 private:
  std::vector<Count> counts_;
  std::map<Count, SymbolId> ids_;
};

/// What a parameter's value is made of, for people: `artifact:*.cef.requestURL`, `"high"`, `format_1`, `computed`.
struct Origin {
  std::string text;
  std::string filter;  // "filter_1:condition_1", what narrows it
  auto operator<=>(const Origin&) const = default;
};

/// The values that a parameter or an input can have in a run.
struct ValueSet {
  std::vector<Source> sources;  // all are of one of these,
  std::uint64_t constants = 0;  // or of so many that are written out
  bool is_known = true;         // or this does not hold
};

/// What the number of different values is the product of.
struct Factor {
  std::vector<Source> columns;  // of the same rows
  bool or_missing = false;      // and one more: nobody looked whether there is a value
  auto operator<=>(const Factor&) const = default;
};

/// Parameter dicts that come from one place in the code.
struct Item {
  std::map<std::string, std::vector<Origin>> parameters;  // what is sent, by key
  std::map<std::string, ValueSet> values;                 // the same, as sets
  Formula all;                                            // how many such dicts one act has, equal ones too
  Formula different;                                      // how many of them differ
  /// Those that differ in all acts of a run together, however often the function runs; none: not known.
  std::optional<std::vector<Factor>> in_run;
  /// Equal for dicts that may be equal: the keys, and the constants among the values.
  std::string shape;
};

struct ActParameters {
  std::vector<Item> items;
  bool may_be_empty = false;  // there may be no parameters at all
};

/// The data flow of one module.
class Flow {
 public:
  Flow(const ir::Module& module, std::size_t part, Counts& counts);
  ~Flow();

  ActParameters parameters(ir::FunctionId function, ir::OpId act);
  /// The values under each key of a dict: the inputs of a playbook, whose lists are their elements.
  std::map<std::string, ValueSet> inputs(ir::FunctionId function, const ir::Operand& dict, ir::OpId at);
  /// What an operand's value is made of; of a list what its elements are made of.
  std::vector<Origin> origins(ir::FunctionId function, const ir::Operand& operand, ir::OpId at);
  /// The same for each key of a dict, or of the dicts in a list; empty where it cannot be looked into.
  std::map<std::string, std::vector<Origin>> entries(ir::FunctionId function, const ir::Operand& dict, ir::OpId at);
  /// How often a loop goes round, each time it is come to.
  Formula rounds(ir::FunctionId function, ir::OpId loop);

 private:
  FunctionFlow& in(ir::FunctionId function);

  const ir::Module& module_;
  std::size_t part_;
  Counts& counts_;
  std::map<ir::FunctionId, std::unique_ptr<FunctionFlow>> functions_;
};

/// Where the path of a source may give several cells for one artifact or result: everything before its last segment,
/// but for what is never a list. Also without a `*`, since a key on a list means each of its elements.
struct Spread {
  std::string root;                   // what it goes through: "artifact:*", "block:action_result"
  std::vector<std::string> segments;  // empty: one cell each
};
Spread spread_of(const Source& source);

/// What a datapath reads, and the filter that narrows it. `filter` may be null.
Source source_of(const std::string& datapath, std::size_t part, std::string* filter);

}  // namespace pbc::plan
