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

#include "compiler/ir/block_graph.h"
#include "compiler/ir/module.h"
#include "compiler/ir/stored_once.h"
#include "compiler/opt/act_sites.h"
#include "compiler/opt/pass.h"

namespace pbc::opt {

/// What stands against a rehearsal.
struct Objection {
  Refusal refusal{};
  std::string why;            // "reads the custom list that it names"
  ir::FunctionId function{};  // where that is; none: the block as a whole
  ir::OpId op{};
  bool is_argument = false;  // an argument of the block is looked at
};

class Rehearsals {
 public:
  Rehearsals(const ir::Module& module, const PassOptions& options);

  /// Against a rehearsal of the function, whose argument `container` is the run's, and its others are not known yet.
  const std::optional<Objection>& objection(ir::FunctionId function);
  /// The acts in the function and what it calls that would ask.
  const std::vector<ir::OpId>& lookups(ir::FunctionId function) { return known_[function].found.lookups; }
  /// The names of the acts whose parameters both read.
  const std::vector<std::string>& reads(ir::FunctionId function) { return known_[function].found.reads; }
  /// Whether a run comes to the act once at most, and to no other of its name: its parameters are those of any time.
  bool runs_once(const ActSite& act, std::string_view name) const;

  /// What the function calls in any case when it runs; itself first. Where it stops for another reason than an
  /// exception, nothing behind that.
  std::vector<ir::FunctionId> certain_calls(ir::FunctionId function) const;
  /// What it may call.
  std::vector<ir::FunctionId> possible_calls(ir::FunctionId function) const;

 private:
  struct Found {
    std::vector<ir::OpId> lookups;
    std::vector<std::string> reads;
  };
  struct Known {
    bool is_asked = false;
    std::optional<Objection> objection;
    Found found;
  };

  std::optional<Objection> check(ir::FunctionId function, Found* found);
  std::optional<Objection> check(ir::FunctionId function, ir::OpId op, Found* found);
  std::optional<Objection> check_kind(ir::FunctionId function, ir::OpId op, Found* found);
  std::optional<Objection> check_call(const ir::Op& op, Found* found);
  std::optional<Objection> check_method(ir::FunctionId function, const ir::Op& op) const;
  std::optional<Objection> check_container(const std::string& what) const;
  std::optional<Objection> check_phantom(ir::FunctionId function, ir::OpId op, Found* found);
  std::optional<Objection> check_reading(ir::FunctionId function, const ir::Op& call, Found* found);
  std::optional<Objection> check_datapath(const std::string& text, Found* found) const;

  const ir::StoredOnce& stored_in(ir::FunctionId function);
  void note_changes(const ir::Op& op);
  bool keeps_container(ir::FunctionId function, const ir::Op& op) const;
  bool is_block_call(ir::FunctionId function, const ir::Op& call) const;
  bool runs_once(ir::FunctionId function) const;
  /// A load of another parameter than `container`.
  bool is_argument(ir::FunctionId function, const ir::Operand& operand) const;
  bool is_load_of(ir::FunctionId function, const ir::Operand& operand, std::string_view name) const;
  bool is_container(ir::FunctionId function, const ir::Operand& operand) const;
  void add_calls(ir::FunctionId function, bool only_certain, std::vector<ir::FunctionId>* calls) const;

  const ir::Module& module_;
  const PassOptions& options_;
  ir::BlockGraph graph_;
  SideTable<ir::OpId, std::uint32_t> uses_;
  // What may change artifacts, or the container, or end the run; empty: nothing.
  std::string artifacts_change_, container_changes_, stops_;
  std::map<std::string, int, std::less<>> acts_;  // how many have the name; "" for those whose name is not written out
  std::set<ir::FunctionId> called_otherwise_;
  std::map<ir::FunctionId, ir::StoredOnce> stored_;
  std::map<ir::FunctionId, Known> known_;
};

/// Whether passes were right: an error about a function that is rehearsed though something stands against it, or
/// nothing.
std::string illegal_rehearsal(const ir::Module& module, const PassContext& context);

}  // namespace pbc::opt
