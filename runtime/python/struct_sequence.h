// SPDX-License-Identifier: Apache-2.0
//
// Tuples whose items have names, such as os.stat_result: what their types share.
#pragma once

#include "python/objects.h"

namespace pbc {

/// The getter of an Attribute for item I.
template <std::size_t I>
Value named_item(const Value& self) {
  return as_tuple(self)[I];
}

/// name(first=1, second=2), of as many items as there are names.
inline std::string named_repr(const Value& self, std::string_view name, std::span<const Attribute> fields) {
  std::string text = std::string(name) + "(";
  const Values& items = as_tuple(self);
  for (std::size_t i = 0; i < items.size() && i < fields.size(); ++i)
    text += (i > 0 ? ", " : "") + std::string(fields[i].name.view()) + "=" + to_repr(items[i]);
  return text + ")";
}

}  // namespace pbc
