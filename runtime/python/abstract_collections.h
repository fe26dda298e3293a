// SPDX-License-Identifier: Apache-2.0
//
// The classes of collections.abc, for other parts of the library.
#pragma once

#include <string_view>

#include "python/class.h"

namespace pbc {

/// collections.abc.NAME; made at the first use in a run.
Class& abstract_collection(std::string_view name);
/// Whether objects of `type`, of which `instance` may be one, have the special method `name` and it is not None.
bool provides(const Type& type, const Value& instance, Name name);

}  // namespace pbc
