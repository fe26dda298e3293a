// SPDX-License-Identifier: Apache-2.0
#include "io/shapes.h"

#include "python/objects.h"

namespace pbc::io {

void check_shape(const Place& place, Shape shape) {
  if (!place.is_given()) return;
  switch (shape) {
    case Shape::kText:
      place.text();
      break;
    case Shape::kInteger:
      place.integer();
      break;
    case Shape::kTruth:
      if (!place.value().is(Tag::kBool)) place.fail_expected("true or false");
      break;
    case Shape::kList:
      place.expect_list();
      break;
    case Shape::kObject:
      place.expect_object();
      break;
  }
}

void check_members(const Place& object, std::span<const Member> members) {
  object.expect_object();
  for (const Member& member : members) check_shape(object.member(member.name), member.shape);
}

void check_records(const Place& list, std::span<const Member> members) {
  if (!list.is_given()) return;
  for (std::size_t i = 0; i < list.size(); ++i) check_members(list.item(i), members);
}

}  // namespace pbc::io
