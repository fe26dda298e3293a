// SPDX-License-Identifier: Apache-2.0
//
// Which block can follow which: the functions of a module, and where each calls another or names it as a callback.
#pragma once

#include <functional>
#include <set>
#include <unordered_map>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// Taking one way at an `if`, or at a conditional expression, `and` or `or`: its operation, and whether the condition,
/// which is its first operand, held.
struct Choice {
  OpId at;
  bool holds;
  friend auto operator<=>(const Choice& a, const Choice& b) {
    return std::pair(a.at.index(), a.holds) <=> std::pair(b.at.index(), b.holds);
  }
  friend bool operator==(const Choice& a, const Choice& b) = default;
};

/// How a block is mentioned in another.
enum class Way : std::uint8_t {
  kCall,
  kCallback,  // an argument of the Playbook API that is called later
  kValue,     // anything else, which may become either
};

/// A block is mentioned in another: called, a callback, or a value that may become either.
struct Edge {
  FunctionId from;
  FunctionId to;
  /// All that lead there in `from`: the ifs around it, and the ifs before it that leave when they go the other way.
  std::set<Choice> choices;
  OpId at;  // the call, or what else names the block
  Way way = Way::kValue;
  bool repeats = false;     // in a loop
  bool is_handler = false;  // in an `except`
};

class BlockGraph {
 public:
  explicit BlockGraph(const Module& module);

  const std::vector<Edge>& edges() const { return edges_; }

  /// What a run is in the middle of where it gets to an operation, as Edge has it.
  struct Where {
    std::set<Choice> choices;
    bool repeats = false;
    bool is_handler = false;
  };
  /// Of a call of the Playbook API, or of a method.
  const Where& where(OpId call) const;

  using Without = std::function<bool(const Edge&)>;
  /// What a run can get to from `start` over edges for which `without` is false, `start` included.
  std::set<FunctionId> reach(const std::vector<FunctionId>& start, const Without& without = {}) const;

  /// The function of the module that `function` is or stands in; the module's body for one of its lambdas.
  FunctionId owner(FunctionId function) const;

 private:
  void walk(FunctionId from, RegionId region, Where* where);
  static Where inside(const Where& where, OpId id, const Op& op, std::size_t region);
  /// The function that an operand names, also by the module's variable.
  void mention(FunctionId from, const Where& where, const Operand& operand, OpId at, Way way);
  void mention_operands(FunctionId from, const Where& where, OpId id);
  bool leaves(RegionId region) const;

  const Module& module_;
  std::vector<Edge> edges_;
  std::unordered_map<OpId, Where> where_;
  std::unordered_map<OpId, std::size_t> loads_;  // edges by the load that made them, until its use says more
  std::vector<std::vector<std::size_t>> from_;   // by function: indices into edges_
};

}  // namespace pbc::ir
