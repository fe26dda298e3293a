// SPDX-License-Identifier: Apache-2.0
//
// phantom.concatenate: one flat list of its arguments; lists are extended by one level.
#include <algorithm>

#include "phantom/choices.h"
#include "phantom/run.h"
#include "python/values.h"

namespace pbc::engine {

namespace {

/// Values seen so far, by Python's equality; those that cannot be hashed are compared one by one.
class Seen {
 public:
  bool add(const Value& value) {
    if (value.is(Tag::kList) || value.is(Tag::kDict) || value.is(Tag::kSet) || value.is(Tag::kTuple)) {
      if (std::ranges::any_of(others_, [&](const Value& other) { return is_same(other, value); })) return false;
      others_.push_back(value);
      return true;
    }
    std::size_t before = table_.size();
    add_key(table_, value);
    return table_.size() > before;
  }

 private:
  Table table_;
  Values others_;
};

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value concatenate(const concatenate_arguments& arguments) {
  Values all;
  for (const Value& part : arguments.parts.is_unset() ? Values() : to_values(arguments.parts)) {
    if (choices::kConcatenateSkipsNone && part.is_none()) continue;
    if (part.is(Tag::kList) || part.is(Tag::kTuple)) {
      for (Value& element : to_values(part)) all.push_back(std::move(element));
    } else {
      all.push_back(part);
    }
  }
  if (!arguments.dedup.is_unset() && bool(arguments.dedup)) {
    Seen seen;
    erase_if(all, [&](const Value& value) { return !seen.add(value); });
  }
  return make_list(std::move(all));
}

}  // namespace pbc::phantom
