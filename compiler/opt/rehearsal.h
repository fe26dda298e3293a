// SPDX-License-Identifier: Apache-2.0
//
// Which blocks may be rehearsed: run ahead of their time for the look-ups that they will ask for, with nothing else
// done (docs/passes.md, prefetch-lookups). One that only reads what is there already asks for the same whenever it
// runs.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/pass.h"

namespace pbc::opt {

/// What stands against a rehearsal.
struct Objection {
  Refusal refusal{};
  std::string why;            // "reads the custom list that it names"
  ir::FunctionId function{};  // where that is; none: the block as a whole
  ir::OpId op{};
};

/// What another block leaves and a rehearsed one reads: results, a text, a filter's choice.
struct BlockRead {
  std::string block;
  bool only_parameters = false;  // of an action: there when it begins
};

class Rehearsals {
 public:
  Rehearsals(const ir::Module& module, const PassOptions& options);

  /// Against a rehearsal of the function, whose argument `container` is the run's, and its others are not known yet.
  const std::optional<Objection>& objection(ir::FunctionId function);
  /// The acts in the function and what it calls that would ask.
  const std::vector<ir::OpId>& lookups(ir::FunctionId function) { return known_[function].found.lookups; }
  /// What both read.
  const std::vector<BlockRead>& reads(ir::FunctionId function) { return known_[function].found.reads; }

  /// What the function calls in any case when it runs; itself first. Where it stops for another reason than an
  /// exception, nothing behind that.
  std::vector<ir::FunctionId> certain_calls(ir::FunctionId function) const;
  /// What it may call.
  std::vector<ir::FunctionId> possible_calls(ir::FunctionId function) const;

 private:
  struct Found {
    std::vector<ir::OpId> lookups;
    std::vector<BlockRead> reads;
  };
  struct Known {
    bool is_asked = false;
    std::optional<Objection> objection;
    Found found;
  };

  std::optional<Objection> check(ir::FunctionId function, Found* found);
  std::optional<Objection> check(ir::FunctionId function, ir::OpId op, Found* found);
  std::optional<Objection> check_call(ir::FunctionId function, const ir::Op& op, Found* found);
  std::optional<Objection> check_phantom(ir::FunctionId function, ir::OpId op, Found* found);
  std::optional<Objection> check_reading(ir::FunctionId function, const ir::Op& call, Found* found) const;
  std::optional<Objection> check_datapath(const std::string& text, Found* found) const;
  /// A load of another parameter than `container`.
  bool is_argument(ir::FunctionId function, const ir::Operand& operand) const;
  bool is_block_call(ir::FunctionId function, const ir::Op& call) const;
  bool is_container(ir::FunctionId function, const ir::Operand& operand) const;
  void add_calls(ir::FunctionId function, bool only_certain, std::vector<ir::FunctionId>* calls) const;

  const ir::Module& module_;
  const PassOptions& options_;
  std::string artifacts_change_;  // what may change them; empty: nothing
  std::set<ir::FunctionId> called_otherwise_;
  std::map<ir::FunctionId, Known> known_;
};

/// Whether passes were right: an error about a function that is rehearsed though something stands against it, or
/// nothing.
std::string illegal_rehearsal(const ir::Module& module, const PassContext& context);

}  // namespace pbc::opt
