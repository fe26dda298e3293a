// SPDX-License-Identifier: Apache-2.0
#include "phantom/case.h"

#include "phantom/plain.h"
#include "phantom/run.h"

namespace pbc::engine {

Case::Case(World& world, RunInput input, Trace& trace, metrics::Ledger& ledger)
    : world(world),
      trace(trace),
      ledger(ledger),
      started(world.now()),
      container(std::move(input.container)),
      artifacts(std::move(input.artifacts)),
      lists(std::move(input.lists)),
      resources(input.resources.is_unset() ? make_dict() : std::move(input.resources)),
      stored(make_dict()) {}

Case::~Case() = default;

Run& Case::add_run(const Playbook& playbook, Value inputs, Run& parent) {
  return *children_.emplace_back(std::make_unique<Run>(*this, playbook, std::move(inputs), &parent));
}

std::int64_t Case::next_id(std::string_view kind) {
  auto counter = counters_.find(kind);
  if (counter == counters_.end()) counter = counters_.emplace(kind, 0).first;
  return ++counter->second;
}

void Case::at(Micros time, std::function<void()> deliver) {
  const auto order = static_cast<std::uint32_t>(issued.size());
  issued.push_back({nullptr, nullptr, std::move(deliver)});
  world.wake_at(time, {order, 0, 0});
}

std::int64_t Case::container_id() const {
  const Value* id = member(container, "id");
  return id && id->is(Tag::kInt) ? id->as_int() : 0;
}

Values& Case::resource(std::string_view name) {
  const Value* found = member(resources, name);
  if (!found || !found->is(Tag::kList)) {
    set_member(resources, name, make_list());
    found = member(resources, name);
  }
  return as_list(*found);
}

}  // namespace pbc::engine
