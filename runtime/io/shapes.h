// SPDX-License-Identifier: Apache-2.0
//
// What the members of an object in an input file must be, as tables.
#pragma once

#include <span>
#include <string_view>

#include "io/input.h"

namespace pbc::io {

enum class Shape { kText, kInteger, kTruth, kList, kObject };

struct Member {
  std::string_view name;
  Shape shape;
};

/// Checks a value that is there; null is what SOAR gives for a field without a value, so it has any shape.
void check_shape(const Place& place, Shape shape);

/// Checks that `object` is one, and those of its members that the table names and the file gives. Throws InputError.
void check_members(const Place& object, std::span<const Member> members);

/// The same for each object of a list, if it is given.
void check_records(const Place& list, std::span<const Member> members);

}  // namespace pbc::io
