// SPDX-License-Identifier: Apache-2.0
//
// The tables that the checks share, and the checks: one file for each thing they look at.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/diag/diag_sink.h"
#include "compiler/ir/block_graph.h"
#include "compiler/ir/module.h"
#include "compiler/ir/stored_once.h"
#include "compiler/phantom/catalogue.h"
#include "compiler/phantom/datapath.h"

namespace pbc::check {

/// A name under which other blocks find data.
struct Block {
  struct Maker {
    ir::FunctionId function;
    ir::OpId call;
  };
  std::vector<Maker> makers;  // the calls that make its data
  bool is_async = false;      // the data is there when a callback runs, not when the call returns
  /// Of an act: its action and assets, as far as they are written out.
  std::string action;
  std::vector<std::string> assets;
  bool is_known_act = false;  // every maker is an act of this one action
};

class Checker {
 public:
  Checker(const ir::Module& module, const CatalogueSource& catalogue, DiagSink& diags)
      : module_(module), catalogue_(catalogue), diags_(diags), graph_(module), stored_(module) {}

  void run();

 private:
  // checker.cpp: what the playbook names, and reading operands
  void collect_names();
  void collect_block(ir::OpId id);
  /// Calls visit(op) for every Playbook API call, with `function_` and `stored_` at its function.
  template <typename Visit>
  void for_each_call(Visit&& visit);
  std::optional<std::string> constant_text(const ir::Operand* operand) const;
  ir::Operand resolve(const ir::Operand& operand) const { return stored_.resolve(operand); }
  /// The elements of a list or tuple that is written out; null for anything else.
  const std::vector<ir::Operand>* elements_of(const ir::Operand& operand) const;
  /// The texts of a text, or of a list of them, that is written out.
  std::vector<std::string> texts_of(const ir::Operand* operand) const;
  /// The place of `text` as a literal inside the source of an operation, so that the caret points at it.
  Span literal_span(const std::string& text, ir::OpId op) const;
  Span name_span(ir::FunctionId function) const;

  // check_datapaths.cpp
  void datapaths(ir::OpId call, const ir::Operand& operand, bool only_those_that_look_it);
  void conditions(ir::OpId call, const ir::Operand& rows);
  void datapath(const std::string& text, Span where);
  void output(const phantom::Datapath& path, Span where);
  void mixed_sources(ir::OpId call, const ir::Operand& operand);
  void unknown_block(const std::string& name, const std::set<std::string>& known, const char* what, Span where);

  // check_calls.cpp
  void call(ir::OpId id);
  void act(ir::OpId id);
  void format(ir::OpId id);
  void prompt(ir::OpId id);
  void late_parameters(ir::OpId act);

  // check_flow.cpp
  void unreachable();
  void read_too_early(const std::string& block, Span where);
  void join(ir::OpId call);
  void kept_whole(ir::OpId decision);
  /// By the value that an `if` of the function that is looked at asks for: the blocks that follow when it is true.
  const std::map<ir::OpId, std::set<ir::FunctionId>>& followers();
  /// The functions whose act, playbook ... `completed` waits for under this name.
  std::vector<ir::FunctionId> makers_of(const std::string& block) const;
  std::vector<ir::FunctionId> entries() const;
  /// What a run can get to before it first leaves `reader`.
  const std::set<ir::FunctionId>& before(ir::FunctionId reader);

  const ir::Module& module_;
  const CatalogueSource& catalogue_;
  DiagSink& diags_;
  ir::BlockGraph graph_;
  std::map<std::string, Block> made_;  // what calls make
  std::set<std::string> blocks_;       // every name that may stand for a block
  std::set<std::string> filters_;
  std::set<ir::FunctionId> running_;  // what a run can get to at all, on_finish and what is behind it not counted
  std::map<ir::FunctionId, std::set<ir::FunctionId>> before_;
  std::map<ir::OpId, std::set<ir::FunctionId>> followers_;
  ir::FunctionId followers_of_;  // the function of `followers_`
  ir::FunctionId function_;      // the one that is looked at
  ir::StoredOnce stored_;        // of it
};

}  // namespace pbc::check
