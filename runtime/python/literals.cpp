// SPDX-License-Identifier: Apache-2.0
//
// Literals that C++ lacks.
#include "python/objects.h"
#include "python/parse_number.h"

namespace pbc {

Value integer(std::string_view decimal) { return parse_int(Value(decimal), 10); }

Value bytes(std::string_view data) { return make_bytes(std::string(data)); }

}  // namespace pbc
