// SPDX-License-Identifier: Apache-2.0
//
// The module graphlib (Python library reference, graphlib).
#include <algorithm>

#include "python/arguments.h"
#include "python/iterators.h"
#include "python/library_more.h"

namespace pbc {
namespace {

constinit const Type kCycleError{.name = "CycleError", .module = "graphlib", .base = &kValueError};
extern const Type kTopologicalSorterType;

struct Node {
  Value value;
  std::vector<std::size_t> successors{};
  std::int64_t waits_for = 0;  // predecessors that are not done
  enum class State : std::uint8_t { kWaiting, kOut, kDone } state = State::kWaiting;
};

struct Sorter final : Native {
  Sorter() : Native(kTopologicalSorterType) {}
  std::vector<Node> nodes;
  Value places = make_dict();  // node -> its place in `nodes`
  std::vector<std::size_t> ready;
  std::int64_t passed_out = 0, finished = 0;
  bool is_prepared = false;

  bool is_active() const {
    if (!is_prepared) raise_value_error("prepare() must be called first");
    return finished < passed_out || !ready.empty();
  }
  bool truth() const override { return is_active(); }
  std::size_t place(const Value& value) {
    if (const Value* known = as_dict(places).find(value)) return static_cast<std::size_t>(known->as_int());
    as_dict(places).set(value, static_cast<std::int64_t>(nodes.size()));
    nodes.push_back({value});
    return nodes.size() - 1;
  }
};
Sorter& sorter(const Value& self) { return as_native<Sorter>(self); }

Value add(const Value& self, Value* a) {
  Sorter& own = sorter(self);
  if (own.is_prepared) raise_value_error("Nodes cannot be added after a call to prepare()");
  const std::size_t node = own.place(a[0]);
  const Values& before = as_tuple(a[1]);
  own.nodes[node].waits_for += static_cast<std::int64_t>(before.size());
  for (const Value& one : before) {
    const std::size_t place = own.place(one);
    own.nodes[place].successors.push_back(node);
  }
  return None;
}

/// The nodes of a cycle, the first one again at the end; empty where there is none.
std::vector<std::size_t> find_cycle(const Sorter& own) {
  enum class Mark : std::uint8_t { kNew, kOpen, kClosed };
  std::vector<Mark> marks(own.nodes.size(), Mark::kNew);
  for (std::size_t start = 0; start < own.nodes.size(); ++start) {
    if (marks[start] != Mark::kNew) continue;
    std::vector<std::pair<std::size_t, std::size_t>> path = {{start, 0}};  // node, the next of its successors
    marks[start] = Mark::kOpen;
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == own.nodes[node].successors.size()) {
        marks[node] = Mark::kClosed;
        path.pop_back();
        continue;
      }
      const std::size_t successor = own.nodes[node].successors[next++];
      if (marks[successor] == Mark::kOpen) {
        const auto begin = std::ranges::find(path, successor, [](const auto& step) { return step.first; });
        std::vector<std::size_t> cycle;
        for (auto at = begin; at != path.end(); ++at) cycle.push_back(at->first);
        cycle.push_back(successor);
        return cycle;
      }
      if (marks[successor] == Mark::kNew) {
        marks[successor] = Mark::kOpen;
        path.emplace_back(successor, 0);
      }
    }
  }
  return {};
}

Value prepare(const Value& self, Value*) {
  Sorter& own = sorter(self);
  if (own.is_prepared) raise_value_error("cannot prepare() more than once");
  own.is_prepared = true;
  for (std::size_t i = 0; i < own.nodes.size(); ++i)
    if (own.nodes[i].waits_for == 0) own.ready.push_back(i);
  const std::vector<std::size_t> cycle = find_cycle(own);
  if (cycle.empty()) return None;
  Values values;
  for (std::size_t node : cycle) values.push_back(own.nodes[node].value);
  raise_exception(kCycleError, {Value("nodes are in a cycle"), make_list(std::move(values))});
}

void need_prepared(const Sorter& own) {
  if (!own.is_prepared) raise_value_error("prepare() must be called first");
}

Value get_ready(const Value& self, Value*) {
  Sorter& own = sorter(self);
  need_prepared(own);
  Values values;
  for (std::size_t node : std::exchange(own.ready, {})) {
    own.nodes[node].state = Node::State::kOut;
    values.push_back(own.nodes[node].value);
  }
  own.passed_out += static_cast<std::int64_t>(values.size());
  return make_tuple(std::move(values));
}

Value is_active(const Value& self, Value*) { return sorter(self).is_active(); }

Value done(const Value& self, Value* a) {
  Sorter& own = sorter(self);
  need_prepared(own);
  for (const Value& value : as_tuple(a[0])) {
    const Value* known = as_dict(own.places).find(value);
    if (known == nullptr) raise_value_error("node ", to_repr(value), " was not added using add()");
    Node& node = own.nodes[static_cast<std::size_t>(known->as_int())];
    if (node.state == Node::State::kWaiting)
      raise_value_error("node ", to_repr(value), " was not passed out (still not ready)");
    if (node.state == Node::State::kDone) raise_value_error("node ", to_repr(value), " was already marked done");
    node.state = Node::State::kDone;
    ++own.finished;
    for (std::size_t successor : node.successors)
      if (--own.nodes[successor].waits_for == 0) own.ready.push_back(successor);
  }
  return None;
}

Value static_order(const Value& self, Value*) {
  prepare(self, nullptr);
  Values order;
  while (!sorter(self).ready.empty()) {
    Value group = get_ready(self, nullptr);
    for (const Value& value : as_tuple(group)) order.push_back(value);
    done(self, &group);
  }
  return to_iterator(make_list(std::move(order)));
}

Value make_sorter(const Value&, Value* a) {
  const Value made = make_native(new Sorter());
  if (given(a[0]))
    for (const Value& item : to_values(a[0].call("items"))) {
      Value arguments[] = {item[0], make_tuple(to_values(item[1]))};
      add(made, arguments);
    }
  return made;
}
constexpr Method kNewSorter{"TopologicalSorter.__init__", make_sorter, "def graph="};
constexpr Method kMethods[] = {
    {"add", add, "def node, *predecessors"}, {"done", done, "def *nodes"}, {"get_ready", get_ready, "def"},
    {"is_active", is_active, "def"},         {"prepare", prepare, "def"},  {"static_order", static_order, "def"},
};
constinit const Type kTopologicalSorterType{
    .name = "TopologicalSorter",
    .module = "graphlib",
    .constructor = &kNewSorter,
    .methods = [] { return std::span<const Method>(kMethods); },
};
constexpr const Type* kTypes[] = {&kCycleError, &kTopologicalSorterType};

}  // namespace

constinit const Module kGraphlibModule{.name = "graphlib", .types = kTypes};

}  // namespace pbc
