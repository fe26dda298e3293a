// SPDX-License-Identifier: Apache-2.0
#include "host/bundle.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "host/options.h"
#include "io/input.h"
#include "pbc/front.h"
#include "phantom/linked.h"
#include "phantom/plain.h"
#include "python/objects.h"

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

Value text(std::string_view text) { return Value(text); }

template <typename Elements, typename Make>
Value list_of(const Elements& elements, Make make) {
  Values made;
  for (const auto& element : elements) made.push_back(make(element));
  return make_list(std::move(made));
}

Value texts(const std::initializer_list<const char*>& texts) { return list_of(texts, text); }

Value known_action(const FrontAction& action) {
  return dict({{"action", text(action.action)}, {"asset", text(action.asset)}, {"effect", text(action.effect)}});
}

Value known_block(const FrontBlock& block) {
  return dict({{"name", text(block.name)}, {"kind", text(block.kind)}, {"line", block.line}});
}

/// `list --format=json` (docs/contracts.md).
Value known_of_playbooks() {
  const std::vector<std::string> names = names_of_playbooks();
  std::size_t index = 0;
  const auto known = [&](const FrontPlaybook* one) {
    return dict({{"name", text(names[index++])},
                 {"file", text(one->playbook->file)},
                 {"description", text(one->description)},
                 {"labels", texts(one->labels)},
                 {"tags", texts(one->tags)},
                 {"fields", texts(one->fields)},
                 {"contains", texts(one->contains)},
                 {"reads_unknown", one->reads_unknown},
                 {"inputs", texts(one->inputs)},
                 {"callers", texts(one->callers)},
                 {"actions", list_of(one->actions, known_action)},
                 {"blocks", list_of(one->blocks, known_block)}});
  };
  return dict(
      {{"schema", 1}, {"bundle", text(playbook.name)}, {"playbooks", list_of(playbook.front->playbooks, known)}});
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

int list_playbooks(bool as_json) {
  if (as_json) {
    std::printf("%s\n", engine::to_json(known_of_playbooks(), true).c_str());
    return kSucceeded;
  }
  for (const std::string& name : names_of_playbooks()) std::printf("%s\n", name.c_str());
  return kSucceeded;
}

}  // namespace pbc::host
