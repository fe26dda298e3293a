// SPDX-License-Identifier: Apache-2.0
//
// collections.ChainMap, UserDict, UserList and UserString: classes made to be derived from.
#pragma once

#include "python/class.h"

namespace pbc {

Value chain_map_class();
Value user_dict_class();
Value user_list_class();
Value user_string_class();

}  // namespace pbc
