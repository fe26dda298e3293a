// SPDX-License-Identifier: Apache-2.0
#include "host/bundle.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "host/options.h"
#include "io/input.h"
#include "phantom/linked.h"

namespace pbc::host {

namespace {

constexpr std::size_t kMostShown = 20;  // names in an error

/// As --playbook takes them: NAME, or FOLDER/NAME where an earlier one has the name.
std::vector<std::string> names_of_playbooks() {
  std::vector<std::string> names;
  for (const Playbook* linked : engine::linked_playbooks()) {
    const bool is_first = engine::find_linked(linked->name, engine::LinkKind::kPlaybook) == linked;
    const auto own = std::ranges::find(playbook.links, linked, &Link::playbook);
    names.emplace_back(is_first ? linked->name : own->reference);
  }
  return names;
}

/// " `a`, `b` and 3 more"
std::string shown_names() {
  const std::vector<std::string> names = names_of_playbooks();
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMostShown); ++i) text += (i == 0 ? " `" : ", `") + names[i] + "`";
  if (names.size() > kMostShown) text += " and " + std::to_string(names.size() - kMostShown) + " more";
  return text;
}

}  // namespace

const Playbook& chosen_playbook(const Playbook& program, const std::string& name) {
  if (!program.is_bundle()) return program;
  const std::vector<const Playbook*> all = engine::linked_playbooks();
  if (name.empty() && all.size() == 1) return *all.front();
  if (name.empty())
    throw io::InputError("choose one of the " + std::to_string(all.size()) +
                         " playbooks with --playbook NAME:" + shown_names());
  if (const Playbook* found = engine::find_playbook(name)) return *found;
  throw io::InputError("no playbook of the bundle is called `" + name + "`; it holds" + shown_names());
}

int list_playbooks() {
  for (const std::string& name : names_of_playbooks()) std::printf("%s\n", name.c_str());
  return kSucceeded;
}

}  // namespace pbc::host
