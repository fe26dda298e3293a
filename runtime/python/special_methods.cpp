// SPDX-License-Identifier: Apache-2.0
//
// The special methods that classes define (Python reference, 3.3 Special method names), for the operators and built-in
// functions to ask.
#include "python/special_methods.h"
#include "python/execution.h"

#include "python/class_tools.h"
#include "python/iterators.h"

namespace pbc {

namespace {

struct Bypassed {
  const Object* object = nullptr;
  std::uint32_t hash = 0;
};
constinit thread_local Bypassed bypassed;

bool is_not_implemented(const Value& v) { return v.is(Tag::kBuiltin) && &v.builtin() == &kNotImplemented.head; }

constexpr Name kBinaryNames[][3] = {
    {"__add__", "__radd__", "__iadd__"},
    {"__sub__", "__rsub__", "__isub__"},
    {"__mul__", "__rmul__", "__imul__"},
    {"__truediv__", "__rtruediv__", "__itruediv__"},
    {"__mod__", "__rmod__", "__imod__"},
    {"__and__", "__rand__", "__iand__"},
    {"__or__", "__ror__", "__ior__"},
    {"__xor__", "__rxor__", "__ixor__"},
    {"__lshift__", "__rlshift__", "__ilshift__"},
    {"__rshift__", "__rrshift__", "__irshift__"},
    {"__floordiv__", "__rfloordiv__", "__ifloordiv__"},
    {"__pow__", "__rpow__", "__ipow__"},
    {"__matmul__", "__rmatmul__", "__imatmul__"},
};

constexpr Name kComparisonNames[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};

Comparison mirrored(Comparison op) {
  switch (op) {
    case Comparison::kLess:
      return Comparison::kGreater;
    case Comparison::kLessEqual:
      return Comparison::kGreaterEqual;
    case Comparison::kGreater:
      return Comparison::kLess;
    case Comparison::kGreaterEqual:
      return Comparison::kLessEqual;
    default:
      return op;
  }
}

Value compare_one(Comparison op, const Value& a, const Value& b) {
  if (!has_class(a)) return Value();
  Value result = call_special(a, kComparisonNames[static_cast<int>(op)], {b});
  if (!result.is_unset() || op != Comparison::kNotEqual) return result;
  // What defines == has != too.
  if (find_special(a, "__ne__") != nullptr) return result;
  result = call_special(a, "__eq__", {b});
  return result.is_unset() ? result : Value(!static_cast<bool>(result));
}

/// Whether the right operand is asked first: it is of a class derived from the left one's that defines the method anew.
bool right_first(const Value& a, const Value& b, Name method) {
  if (!has_class(b)) return false;
  const Type &left = type_of(a), &right = type_of(b);
  if (&left == &right || !is_subtype(right, left)) return false;
  const Value* own = class_of(b).find(method);
  if (own == nullptr) return false;
  return !has_class(a) || class_of(a).find(method) != own;
}

constinit const Type kItemIteratorType{.name = "iterator"};

/// Iterates by __getitem__ with 0, 1, 2 ... up to IndexError.
struct ItemIterator final : Iterator {
  explicit ItemIterator(Value source) : source(std::move(source)) {}
  bool next(Value& item) override {
    if (source.is_unset()) return false;
    try {
      item = call_special(source, "__getitem__", {index++});
      return true;
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kIndexError) && !is_exception(raised.exception, kStopIteration)) throw;
      caught();
    }
    source = Value();
    return false;
  }
  const Type& type() const override { return kItemIteratorType; }
  Value source;
  std::int64_t index = 0;
};

}  // namespace

void exchange_bypassed(std::pair<const Object*, std::uint32_t>& other) {
  const Bypassed own = std::exchange(bypassed, {other.first, other.second});
  other = {own.object, own.hash};
}

Bypass::Bypass(const Value& self, Name name) : outer_object_(bypassed.object), outer_hash_(bypassed.hash) {
  bypassed = {has_class(self) ? self.object() : nullptr, name.hash};
}
Bypass::~Bypass() { bypassed = {outer_object_, outer_hash_}; }

const Value* find_special(const Value& self, Name name) {
  if (!has_class(self)) return nullptr;
  if (bypassed.object == self.object() && bypassed.hash == name.hash) return nullptr;
  return class_of(self).find(name);
}

namespace {

/// Unset where the class has no such method; NotImplemented is handed on.
Value call_found(const Value& self, Name name, std::initializer_list<Element> arguments) {
  if (!has_class(self)) return Value();
  if (bypassed.object == self.object() && bypassed.hash == name.hash) {
    bypassed = {};
    return Value();
  }
  Class& cls = class_of(self);
  const Value* found = cls.find(name);
  if (found == nullptr) return Value();
  const Value method = *found;
  const Value object = self;  // the call may drop the last other reference
  if (method.is(Tag::kFunction) || method.is(Tag::kClosure)) return call_with_self(method, object, {arguments, {}});
  return bind_attribute(method, object, cls)(arguments, {});
}

}  // namespace

Value call_special(const Value& self, Name name, std::initializer_list<Element> arguments) {
  Value result = call_found(self, name, arguments);
  return is_not_implemented(result) ? Value() : result;
}

Value class_binary(Operator op, const Value& a, const Value& b) {
  const Name* names = kBinaryNames[static_cast<int>(op)];
  if (right_first(a, b, names[1])) {
    Value result = call_special(b, names[1], {a});
    return result.is_unset() ? call_special(a, names[0], {b}) : result;
  }
  Value result = call_special(a, names[0], {b});
  if (!result.is_unset() || &type_of(a) == &type_of(b)) return result;
  return call_special(b, names[1], {a});
}

Value class_in_place(Operator op, const Value& a, const Value& b) {
  return call_special(a, kBinaryNames[static_cast<int>(op)][2], {b});
}

Value class_compare(Comparison op, const Value& a, const Value& b) {
  if (right_first(a, b, kComparisonNames[static_cast<int>(mirrored(op))])) {
    Value result = compare_one(mirrored(op), b, a);
    return result.is_unset() ? compare_one(op, a, b) : result;
  }
  Value result = compare_one(op, a, b);
  return result.is_unset() ? compare_one(mirrored(op), b, a) : result;
}

Value class_unary(char op, const Value& a) {
  switch (op) {
    case '-':
      return call_found(a, "__neg__", {});
    case '+':
      return call_found(a, "__pos__", {});
    case '~':
      return call_found(a, "__invert__", {});
    default:
      return call_found(a, "__abs__", {});
  }
}

std::optional<std::string> class_text(const Value& v, Name name) {
  const Value result = call_special(v, name);
  if (result.is_unset()) return std::nullopt;
  if (!result.is_str()) raise_type_error(name.view(), " returned non-string (type ", type_name(result), ")");
  return std::string(result.text());
}

std::optional<bool> class_truth(const Value& v) {
  Value result = call_special(v, "__bool__");
  if (!result.is_unset()) {
    if (!result.is(Tag::kBool)) raise_type_error("__bool__ should return bool, returned ", type_name(result));
    return result.as_int() != 0;
  }
  const std::optional<std::size_t> length = class_length(v);
  if (length.has_value()) return *length != 0;
  return std::nullopt;
}

std::optional<std::size_t> class_length(const Value& v) {
  const Value result = call_special(v, "__len__");
  if (result.is_unset()) return std::nullopt;
  const std::int64_t length = to_index(result);
  if (length < 0) raise_value_error("__len__() should return >= 0");
  return static_cast<std::size_t>(length);
}

std::optional<std::uint64_t> class_hash(const Value& v) {
  const Value* found = find_special(v, "__hash__");
  if (found == nullptr) {
    call_special(v, "__hash__");  // uses up a bypass
    return std::nullopt;
  }
  if (found->is_none()) raise_type_error("unhashable type: '", type_name(v), "'");
  const Value result = call_special(v, "__hash__");
  if (!is_any_int(result)) raise_type_error("__hash__ method should return an integer");
  return result.is(Tag::kInt) ? static_cast<std::uint64_t>(result.as_int() == -1 ? -2 : result.as_int())
                              : hash_of(result);
}

Value class_iterator(const Value& v) {
  const Value* found = find_special(v, "__iter__");
  if (found != nullptr && found->is_none()) raise_type_error("'", type_name(v), "' object is not iterable");
  const Value iterator = call_special(v, "__iter__");
  if (!iterator.is_unset()) {
    const bool is_iterator = iterator.is(Tag::kIterator) || find_special(iterator, "__next__") != nullptr ||
                             (iterator.is(Tag::kNative) && as_native(iterator).is_iterator());
    if (!is_iterator) raise_type_error("iter() returned non-iterator of type '", type_name(iterator), "'");
    return iterator;
  }
  if (v.is(Tag::kInstance) && find_special(v, "__getitem__") != nullptr) return make_iterator(new ItemIterator(v));
  return Value();
}

int class_next(const Value& v, Value& item) {
  if (find_special(v, "__next__") == nullptr) return -1;
  try {
    item = call_special(v, "__next__");
    return 1;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kStopIteration)) throw;
    caught();
    return 0;
  }
}

int class_contains(const Value& container, const Value& element) {
  const Value* found = find_special(container, "__contains__");
  if (found != nullptr && found->is_none()) raise_type_error("'", type_name(container), "' object is not a container");
  const Value result = call_special(container, "__contains__", {element});
  return result.is_unset() ? -1 : static_cast<bool>(result) ? 1 : 0;
}

Value class_number(const Value& v, Name name, const char* wanted) {
  const Value result = call_special(v, name);
  if (result.is_unset()) return result;
  const bool fits = name == Name("__float__") ? result.is(Tag::kFloat) : is_any_int(result);
  if (!fits) {
    if (name == Name("__float__"))
      raise_type_error(type_name(v), ".__float__ returned non-float (type ", type_name(result), ")");
    raise_type_error(name.view(), " returned non-", wanted, " (type ", type_name(result), ")");
  }
  return result;
}

}  // namespace pbc
