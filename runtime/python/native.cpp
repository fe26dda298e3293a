// SPDX-License-Identifier: Apache-2.0
//
// What an object of the library does unless its class says otherwise.
#include "python/objects.h"

namespace pbc {

std::string Native::format(std::string_view spec) const {
  if (spec.empty()) return str();
  raise_type_error("unsupported format string passed to ", type().name.view(), ".__format__");
}

Value Native::compare(Comparison, const Value&) const { return Value(); }

std::uint64_t Native::hash() const {
  auto bits = reinterpret_cast<std::uintptr_t>(this);
  return bits >> 4 | static_cast<std::uint64_t>(bits) << 60;
}

Value Native::binary(Operator, const Value&, bool) const { return Value(); }
Value Native::in_place(Operator, const Value&) { return Value(); }
Value Native::unary(char) const { return Value(); }
Value Native::attribute(Name) { return Value(); }
bool Native::set_attribute(Name, const Value&) { return false; }
Value Native::iterate() { return Value(); }

bool Native::next(Value&) { raise_type_error("'", type_name(type()), "' object is not an iterator"); }

bool Native::contains(const Value& item) {
  Value iterator = is_iterator() ? self() : iterate();
  if (iterator.is_unset()) raise_type_error("argument of type '", type_name(type()), "' is not iterable");
  for (Value at : pbc::iterate(iterator))
    if (is_same(at, item)) return true;
  return false;
}

Value Native::get_item(const Value&) { raise_type_error("'", type_name(type()), "' object is not subscriptable"); }
void Native::set_item(const Value&, const Value&) {
  raise_type_error("'", type_name(type()), "' object does not support item assignment");
}
void Native::del_item(const Value&) {
  raise_type_error("'", type_name(type()), "' object does not support item deletion");
}
Value Native::call(const Arguments&) { raise_type_error("'", type_name(type()), "' object is not callable"); }

}  // namespace pbc
