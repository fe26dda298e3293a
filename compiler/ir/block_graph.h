// SPDX-License-Identifier: Apache-2.0
//
// Which block can follow which: the functions of a module, and where each calls another or names it as a callback.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// Taking one way at an `if`: its operation, and whether the condition held.
struct Choice {
  OpId at;
  bool holds;
  friend auto operator<=>(const Choice& a, const Choice& b) {
    return std::pair(a.at.index(), a.holds) <=> std::pair(b.at.index(), b.holds);
  }
  friend bool operator==(const Choice& a, const Choice& b) = default;
};

/// A block is mentioned in another: called, a callback, or a value that may become either.
struct Edge {
  FunctionId from;
  FunctionId to;
  /// All that lead there in `from`: the ifs around it, and the ifs before it that leave when they go the other way.
  std::set<Choice> choices;
};

class BlockGraph {
 public:
  explicit BlockGraph(const Module& module);

  const std::vector<Edge>& edges() const { return edges_; }

  using Without = std::function<bool(const Edge&)>;
  /// What a run can get to from `start` over edges for which `without` is false, `start` included.
  std::set<FunctionId> reach(const std::vector<FunctionId>& start, const Without& without = {}) const;

  /// The function of the module that `function` is or stands in; the module's body for one of its lambdas.
  FunctionId owner(FunctionId function) const;

 private:
  void walk(FunctionId from, RegionId region, std::set<Choice>* choices);
  void mention(FunctionId from, FunctionId to, const std::set<Choice>& choices);
  bool leaves(RegionId region) const;

  const Module& module_;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::size_t>> from_;  // by function: indices into edges_
};

}  // namespace pbc::ir
