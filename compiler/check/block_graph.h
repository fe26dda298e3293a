// SPDX-License-Identifier: Apache-2.0
//
// Which block can follow which: the functions of a module, and where each calls another or names it as a callback.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::check {

/// Taking one way at an `if`: its operation, and whether the condition held.
struct Choice {
  ir::OpId at;
  bool holds;
  friend auto operator<=>(const Choice& a, const Choice& b) {
    return std::pair(a.at.index(), a.holds) <=> std::pair(b.at.index(), b.holds);
  }
  friend bool operator==(const Choice& a, const Choice& b) = default;
};

/// A block is mentioned in another: called, a callback, or a value that may become either.
struct Edge {
  ir::FunctionId from;
  ir::FunctionId to;
  /// All that lead there in `from`: the ifs around it, and the ifs before it that leave when they go the other way.
  std::set<Choice> choices;
};

class BlockGraph {
 public:
  explicit BlockGraph(const ir::Module& module);

  const std::vector<Edge>& edges() const { return edges_; }

  using Without = std::function<bool(const Edge&)>;
  /// What a run can get to from `start` over edges for which `without` is false, `start` included.
  std::set<ir::FunctionId> reach(const std::vector<ir::FunctionId>& start, const Without& without = {}) const;

  /// The function of the module that `function` is or stands in; the module's body for one of its lambdas.
  ir::FunctionId owner(ir::FunctionId function) const;

 private:
  void walk(ir::FunctionId from, ir::RegionId region, std::set<Choice>* choices);
  void mention(ir::FunctionId from, ir::FunctionId to, const std::set<Choice>& choices);
  bool leaves(ir::RegionId region) const;

  const ir::Module& module_;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::size_t>> from_;  // by function: indices into edges_
};

}  // namespace pbc::check
