// SPDX-License-Identifier: Apache-2.0
//
// The plan of one module.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/ir/block_graph.h"
#include "compiler/ir/stored_once.h"
#include "compiler/plan/conditions.h"
#include "compiler/plan/plan.h"

namespace pbc::plan {

class ModulePlanner {
 public:
  ModulePlanner(const Program& program, std::size_t part, const opt::PassContext& context);
  ModulePlan run();

 private:
  // Which functions are blocks, and in which order
  void find_blocks();
  bool is_own_step(ir::FunctionId function) const;
  void order_blocks();

  // What they hold
  void fill(std::size_t block);
  void visit(std::size_t block, ir::OpId op);
  void act(std::size_t block, ir::OpId op);
  void call(std::size_t block, ir::OpId op);
  void await(std::size_t block, const ir::Op& op);
  void reads(std::size_t block, const ir::Op& op);
  void read(std::size_t block, const std::string& text);
  void read_name(std::size_t block, const std::string& text, const std::string& of);
  void change(std::size_t block, ir::OpId op);
  void request(std::size_t block, ir::OpId op);
  void makes(std::size_t block, const std::string& name);
  BlockKind kind_of(std::size_t block) const;
  void resolve_names();

  void add_edges();
  /// `block` is where it stands.
  Condition condition_of(const std::set<ir::Choice>& choices, const Block* block = nullptr) const;
  Condition condition_of(ir::OpId call) const { return condition_of(graph_.where(call).choices); }
  /// The branches of which an edge takes the way where the condition holds, or does not.
  std::set<ir::Choice> taken_;

  Place place_of(ir::OpId op) const;
  Place place_of(ir::FunctionId function) const;
  std::optional<std::string> text_of(const ir::Op& op, std::string_view parameter) const;
  std::vector<std::string> texts_of(const ir::Operand* operand) const;

  const Program& program_;
  const Part part_;
  const ir::Module& module_;
  ir::BlockGraph graph_;
  Conditions conditions_;
  ir::StoredOnce stored_;
  std::unordered_map<ir::OpId, opt::ActSite> sites_;
  std::vector<std::vector<ir::FunctionId>> parts_of_;  // by function: those that stand inside of it, itself first
  std::set<ir::FunctionId> reached_;
  std::set<ir::FunctionId> is_block_;
  std::unordered_map<ir::FunctionId, std::size_t> block_of_;
  std::unordered_map<ir::OpId, std::size_t> act_of_;
  std::map<std::string, std::size_t> makers_;      // by the name of what they make
  std::vector<std::set<phantom::Api>> apis_;       // by block: what it calls itself
  std::vector<bool> names_its_condition_;          // by block
  std::vector<std::set<std::string>> seen_reads_;  // by block
  ModulePlan plan_;
};

/// Marks the edges that lead back, and sets the levels (levels.cpp).
void set_levels(ModulePlan& plan);

}  // namespace pbc::plan
