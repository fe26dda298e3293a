// SPDX-License-Identifier: Apache-2.0
//
// How deep a block lies, counted in answers that come one after the other. Loops are cut where a walk in the order of
// the text comes back to a block that it is on the way from.
#include <algorithm>
#include <limits>

#include "compiler/plan/module_planner.h"

namespace pbc::plan {
namespace {

constexpr std::size_t kNoEdge = std::numeric_limits<std::size_t>::max();

/// One way from a block to another: an edge of the plan, or that a join waits for the block.
struct Step {
  std::size_t to;
  std::size_t weight;  // answers that have to come
  std::size_t edge;    // index, or kNoEdge
};

class Levels {
 public:
  explicit Levels(ModulePlan& plan) : plan_(plan), next_(plan.blocks.size()) {
    for (std::size_t i = 0; i < plan.edges.size(); ++i) {
      const Edge& edge = plan.edges[i];
      next_[edge.from].push_back({edge.to, edge.way == ir::Way::kCallback ? wait(edge) : 0, i});
    }
    for (std::size_t i = 0; i < plan.blocks.size(); ++i)
      for (const Awaited& awaited : plan.blocks[i].awaits)
        if (awaited.block && *awaited.block != i)
          next_[*awaited.block].push_back({i, wait_of(*awaited.block), kNoEdge});
  }

  void run() {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < plan_.blocks.size(); ++i)
      if (plan_.blocks[i].kind != BlockKind::kFinish) starts.push_back(i);
    walk(starts);
    settle();
    // on_finish runs when all answers are there.
    for (std::size_t i = 0; i < plan_.blocks.size(); ++i) {
      if (plan_.blocks[i].kind != BlockKind::kFinish) continue;
      std::size_t last = 0;
      for (std::size_t k = 0; k < i; ++k) last = std::max(last, plan_.blocks[k].level + wait_of(k) - 1);
      walk({i});
      plan_.blocks[i].level = last + 1;
      settle();
    }
  }

 private:
  /// A custom function answers by itself, at once; anything else takes time.
  std::size_t wait(const Edge& edge) const { return edge.act ? 1 : wait_of(edge.from); }
  std::size_t wait_of(std::size_t block) const {
    const Block& from = plan_.blocks[block];
    const bool asks = !from.acts.empty() || std::ranges::any_of(from.calls, [](const Call& call) {
      return call.kind != Call::Kind::kCustomFunction;
    });
    return asks ? 1 : 0;
  }

  /// Puts what is reached into `order_`, each before those that it leads to, and marks the edges that lead back.
  void walk(const std::vector<std::size_t>& starts) {
    if (state_.empty()) state_.resize(plan_.blocks.size(), State::kNew);
    std::vector<std::size_t> finished;
    for (const std::size_t start : starts) {
      if (state_[start] != State::kNew) continue;
      std::vector<std::pair<std::size_t, std::size_t>> path = {{start, 0}};  // block, and the step to take next
      state_[start] = State::kOnPath;
      while (!path.empty()) {
        auto& [at, step] = path.back();
        if (step == next_[at].size()) {
          state_[at] = State::kDone;
          finished.push_back(at);
          path.pop_back();
          continue;
        }
        Step& way = next_[at][step++];
        if (state_[way.to] == State::kOnPath) {
          if (way.edge != kNoEdge) plan_.edges[way.edge].is_back = true;
          way.to = at;  // not a way that counts
          way.weight = 0;
        } else if (state_[way.to] == State::kNew) {
          state_[way.to] = State::kOnPath;
          path.emplace_back(way.to, 0);
        }
      }
    }
    order_.assign(finished.rbegin(), finished.rend());
  }

  void settle() {
    for (const std::size_t from : order_)
      for (const Step& step : next_[from])
        plan_.blocks[step.to].level = std::max(plan_.blocks[step.to].level, plan_.blocks[from].level + step.weight);
  }

  enum class State : std::uint8_t { kNew, kOnPath, kDone };
  ModulePlan& plan_;
  std::vector<std::vector<Step>> next_;
  std::vector<State> state_;
  std::vector<std::size_t> order_;
};

}  // namespace

void set_levels(ModulePlan& plan) { Levels(plan).run(); }

}  // namespace pbc::plan
