// SPDX-License-Identifier: Apache-2.0
#include "host/bundle.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "host/options.h"
#include "io/input.h"
#include "phantom/linked.h"

namespace pbc::host {

const Playbook& chosen_playbook(const Playbook& program, const std::string& name) {
  if (!program.is_bundle()) return program;
  if (name.empty()) {
    const std::vector<const Playbook*> all = engine::linked_playbooks();
    if (all.size() == 1) return *all.front();
    throw io::InputError("the bundle has " + std::to_string(all.size()) +
                         " playbooks: choose one with --playbook NAME; `list` shows the names");
  }
  if (const Playbook* found = engine::find_linked(name, engine::LinkKind::kPlaybook)) return *found;
  throw io::InputError("no playbook of the bundle is called `" + name + "`; `list` shows the names");
}

int list_playbooks() {
  for (const Playbook* linked : engine::linked_playbooks()) {
    // Two of one name are told apart by their folders.
    const bool is_first = engine::find_linked(linked->name, engine::LinkKind::kPlaybook) == linked;
    const auto own = std::ranges::find(playbook.links, linked, &Link::playbook);
    std::printf("%s\n", is_first ? linked->name : own->reference);
  }
  return kSucceeded;
}

}  // namespace pbc::host
