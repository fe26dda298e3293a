// SPDX-License-Identifier: Apache-2.0
//
// The sub-playbooks and custom functions that are part of the program.
#pragma once

#include <string_view>
#include <vector>

#include "pbc/playbook.h"

namespace pbc::engine {

enum class LinkKind : std::uint8_t { kPlaybook, kCustomFunction };

/// What `repo/name` names: the reference itself, else by the name, in any case and with blanks, hyphens and underscores
/// taken for one another. Null when nothing of that kind is linked.
const Playbook* find_linked(std::string_view reference, LinkKind kind);

/// The playbook that a person names: as find_linked(), but a folder in the name must be the file's.
const Playbook* find_playbook(std::string_view name);

/// Every playbook that is linked, in the order of the compiler.
std::vector<const Playbook*> linked_playbooks();

/// "name" of "repo/name".
inline std::string_view base_name(std::string_view reference) {
  const std::size_t slash = reference.rfind('/');
  return slash == reference.npos ? reference : reference.substr(slash + 1);
}

}  // namespace pbc::engine
