// SPDX-License-Identifier: Apache-2.0
//
// How often the operations of a program run, from its start to its end: sums along the code, the larger side of an
// `if`, a factor for each loop, and what is called, or called back, counts each time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "compiler/plan/plan.h"
#include "compiler/plan/sources.h"

namespace pbc::plan {

class CostWalk {
 public:
  /// `speculates`: look-ups of either side of an `if` may be asked.
  CostWalk(const Program& program, std::vector<std::unique_ptr<Flow>>& flows, bool speculates);

  /// An operation of a part.
  using Of = std::function<Formula(std::size_t part, ir::OpId op)>;
  /// The sum over a run of the program of what `of` gives for each time that an operation runs.
  Formula total(const Of& of) const;

  using Is = std::function<bool(std::size_t part, ir::OpId op)>;
  /// Whether every run comes to an operation for which `is` holds.
  bool is_certain(const Is& is) const;
  /// Whether the function runs no more than once in a run of the program.
  bool runs_once(std::size_t part, ir::FunctionId function) const;
  /// Whether it stands in no loop of its function.
  bool is_in_loop(std::size_t part, ir::OpId op) const;
  /// Functions that can come to themselves again; none: a playbook that can run itself.
  std::vector<std::pair<std::size_t, ir::FunctionId>> recursive() const;
  /// The calls of playbooks, with the part that each means.
  const std::vector<std::tuple<std::size_t, ir::OpId, std::size_t>>& playbook_calls() const { return playbook_calls_; }
  /// What of a program cannot be counted: playbooks that are not there, names that show at run time.
  const std::vector<std::string>& not_counted() const { return not_counted_; }

 private:
  /// Functions by index: those of all parts, then for each part a run of it as a playbook.
  struct Target {
    std::size_t function = 0;
    bool is_unlimited = false;  // it may be called at any time, any number of times
    bool is_callback = false;   // it is called later, when what the operation begins has ended
  };
  struct Function {
    std::size_t part = 0;
    ir::FunctionId id;  // none: the run of a playbook
    /// Behind these operations everything happens once in a run of the playbook.
    std::set<ir::OpId> guards;
    /// `if`s of joins: when they hold, they do once in a run of the playbook.
    std::set<ir::OpId> joins;
    std::set<ir::OpId> once;  // the operations behind guards and in joins
    std::vector<std::size_t> callees;
  };
  struct Costs {
    std::vector<Formula> each;  // by function: each time that it runs
    std::vector<Formula> once;  // by function: in a run of its playbook, however often it runs
    std::vector<bool> is_known;
    bool is_at_once = false;  // without what is called back later
  };

  std::size_t index(std::size_t part, ir::FunctionId function) const { return first_[part] + function.index(); }
  std::size_t run_of(std::size_t part) const { return functions_.size() - program_.parts.size() + part; }
  void find_targets(std::size_t part);
  void find_playbook(std::size_t part, std::size_t from, ir::OpId call);
  void find_guards(std::size_t part);
  void guards_in(std::size_t function, ir::RegionId region, std::set<std::string> keys);
  void find_order();
  bool find_joins(std::size_t part);
  bool fires_once(std::size_t function, ir::OpId branch) const;
  std::vector<ir::OpId> makers_of(std::size_t part, const std::string& name) const;
  std::vector<int> count_runs(bool in_own_playbook) const;

  Formula region(const Of& of, Costs& costs, std::size_t function, ir::RegionId region) const;
  Formula operation(const Of& of, Costs& costs, std::size_t function, ir::OpId op) const;
  bool leaves(std::size_t part, ir::RegionId region) const;
  bool is_certain(const Is& is, const std::vector<bool>& known, std::size_t function, ir::RegionId region) const;

  const Program& program_;
  std::vector<std::unique_ptr<Flow>>& flows_;
  bool speculates_;
  std::vector<std::size_t> first_;  // by part: index of its first function
  std::vector<Function> functions_;
  std::map<std::pair<std::size_t, ir::OpId>, std::vector<Target>> targets_;  // by operation
  std::vector<std::size_t> order_;                                           // what runs at all, callees first
  std::vector<bool> is_recursive_;
  std::vector<int> runs_;         // by function: 0, 1, or 2 for several
  std::vector<int> runs_in_own_;  // the same for a run of its own playbook
  std::map<std::pair<std::size_t, ir::OpId>, std::size_t> function_of_;
  std::map<std::pair<std::size_t, ir::OpId>, bool> in_loop_;
  std::vector<std::string> not_counted_;
  std::vector<std::tuple<std::size_t, ir::OpId, std::size_t>> playbook_calls_;
};

}  // namespace pbc::plan
