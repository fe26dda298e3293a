// SPDX-License-Identifier: Apache-2.0
//
// What the standard library has for its own containers only.
#pragma once

#include "python/objects.h"

namespace pbc {

/// std::erase_if's meaning.
template <typename P>
void erase_if(Values& values, P predicate) {
  auto kept = values.begin();
  for (Value& value : values) {
    if (predicate(std::as_const(value))) continue;
    if (kept != &value) *kept = std::move(value);
    ++kept;
  }
  values.erase(kept, values.end());
}

}  // namespace pbc
