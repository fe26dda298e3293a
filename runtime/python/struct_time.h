// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/objects.h"
#include "python/strftime.h"

namespace pbc {

/// time.struct_time: a tuple of nine with names.
extern const Type kStructTimeType;
/// What gmtime gives: its zone is called GMT, that of all others UTC.
extern const Type kGreenwichTimeType;
Value make_struct_time(const BrokenDownTime& time, const Type& type = kStructTimeType);
/// The fields of a struct_time or a tuple of nine ints, as the functions of `time` take them. Raises TypeError,
/// ValueError.
BrokenDownTime struct_time_argument(const Value& value, const char* function);

/// `format` with %f, %z and %Z replaced, which the C library does not know of.
std::string with_zone_and_fraction(std::string_view format, std::string_view fraction, std::string_view offset,
                                   std::string_view zone);

}  // namespace pbc
