// SPDX-License-Identifier: Apache-2.0
//
// The special methods of built-in types as methods: what `super().__setitem__(...)`, `object.__repr__(x)` and
// `hasattr(x, "__iter__")` find. Each does what the operator does for the built-in type, whatever the object's class
// says.
#include <cmath>

#include "python/attributes.h"
#include "python/bind.h"
#include "python/class_tools.h"
#include "python/complex.h"
#include "python/deque.h"
#include "python/float_object.h"
#include "python/format.h"
#include "python/iterators.h"
#include "python/memory_view.h"
#include "python/sequences.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

// What a type can do, as far as special methods go.
enum Ability : unsigned {
  kAny = 0,
  kSized = 1,
  kIterable = 2,
  kSubscript = 4,
  kMutable = 8,  // item assignment
  kNumber = 16,
  kInteger = 32,
  kIterator = 64,
  kCallable = 128,
  kOrdered = 256,
  kAddable = 512,
  kSetLike = 1024,
  kTruth = 2048,
  kReversible = 4096,
  kDictLike = 8192,
  kReal = 16384,       // the numbers that have an order
  kFormatted = 32768,  // text with %
  kGrowing = 65536,    // + and * in place
  kElements = 131072,  // a set that may change
};

unsigned abilities_of(const Type& type) {
  const auto is = [&](const Type& base) { return is_subtype(type, base); };
  if (is(kTupleType)) return kSized | kIterable | kSubscript | kOrdered | kAddable;
  if (is(kStrType) || is(kBytesType)) return kSized | kIterable | kSubscript | kOrdered | kAddable | kFormatted;
  if (is(kListType)) return kSized | kIterable | kSubscript | kMutable | kOrdered | kAddable | kReversible | kGrowing;
  if (is(kByteArrayType))
    return kSized | kIterable | kSubscript | kMutable | kOrdered | kAddable | kFormatted | kGrowing;
  if (is(kDictType)) return kSized | kIterable | kSubscript | kMutable | kReversible | kDictLike;
  if (is(kSetType)) return kSized | kIterable | kSetLike | kOrdered | kElements;
  if (is(kFrozenSetType)) return kSized | kIterable | kSetLike | kOrdered;
  if (is(kRangeType)) return kSized | kIterable | kSubscript | kTruth | kReversible;
  if (is(kDictKeysType) || is(kDictItemsType) || is(kDictValuesType)) return kSized | kIterable | kReversible;
  if (is(kDequeType)) return kSized | kIterable | kSubscript | kMutable | kOrdered | kAddable | kReversible | kGrowing;
  if (is(kMemoryViewType)) return kSized | kSubscript | kMutable;
  if (is(kIntType)) return kNumber | kReal | kInteger | kOrdered | kTruth;
  if (is(kFloatType)) return kNumber | kReal | kOrdered | kTruth;
  if (is(kComplexType)) return kNumber | kTruth;
  if (is(kFunctionType) || is(kBuiltinFunctionType) || is(kMethodType) || is(kTypeType) || is(kMethodDescriptorType))
    return kCallable;
  if (is(kListIteratorType) || is(kTupleIteratorType) || is(kStrIteratorType) || is(kStrAsciiIteratorType) ||
      is(kGeneratorType) || is(kEnumerateType) || is(kZipType) || is(kMapType) || is(kFilterType) ||
      is(kReversedType) || is(kDictKeyIteratorType) || is(kDictValueIteratorType) || is(kDictItemIteratorType) ||
      is(kSetIteratorType) || is(kRangeIteratorType) || is(kListReverseIteratorType) || is(kBytesIteratorType) ||
      is(kByteArrayIteratorType) || is(kDictReverseKeyIteratorType) || is(kDictReverseValueIteratorType) ||
      is(kDictReverseItemIteratorType) || is(kCallableIteratorType))
    return kIterable | kIterator;
  return 0;
}

Value not_implemented() { return Value(kNotImplemented.head); }

// --- object ---

Value object_init(const Value& self, Value* a) {
  const Values& positional = as_tuple(a[0]);
  if (self.is(Tag::kList) || self.is(Tag::kDict) || self.is(Tag::kSet) || self.is(Tag::kByteArray)) {
    const Type& layout = has_class(self) ? *class_of(self).layout : type_of(self);
    Value filled = call_with(type_value(layout), positional, a[1]);
    if (self.is(Tag::kList)) as_list(self).swap(as_list(filled));
    if (self.is(Tag::kByteArray)) as_bytes(self).swap(as_bytes(filled));
    if (self.is(Tag::kSet)) {
      as_set(self).clear();
      for (const Table::Entry& entry : as_set(filled).entries()) add_key(as_set(self), entry.key);
    }
    if (self.is(Tag::kDict)) {
      for (const Table::Entry& entry : as_dict(filled).entries()) as_dict(self).set(entry.key, entry.value);
      if (!as_dict_object(filled).extra.is_unset()) as_dict_object(self).extra = as_dict_object(filled).extra;
    }
    return None;
  }
  if (self.is(Tag::kException)) {
    const Type& layout = has_class(self) ? *class_of(self).layout : type_of(self);
    if (!as_dict(a[1]).empty() && layout.constructor == nullptr && !is_subtype(layout, kOSError) &&
        !is_subtype(layout, kImportError) && !is_subtype(layout, kNameError) && !is_subtype(layout, kAttributeError))
      raise_type_error(type_of(self).name.view(), "() takes no keyword arguments");
    const Value made = call_with(type_value(layout), positional, a[1]);
    as_exception(self).args = as_exception(made).args;
    for (const Table::Entry& entry : as_exception(made).attributes.entries())
      as_exception(self).attributes.set(entry.key, entry.value);
    return None;
  }
  if (self.is(Tag::kInstance) && (!positional.empty() || !as_dict(a[1]).empty()))
    raise_type_error("object.__init__() takes exactly one argument (the instance to initialize)");
  return None;
}

Value object_new(const Value&, Value* a) {
  const Values& positional = as_tuple(a[0]);
  if (positional.empty()) raise_type_error("object.__new__(): not enough arguments");
  const Type* type = as_type(positional[0]);
  if (type == nullptr) raise_type_error("object.__new__(X): X is not a type object (", type_name(positional[0]), ")");
  const Values rest(positional.begin() + 1, positional.end());
  if (type->own_class == nullptr) return call_with(positional[0], rest, a[1]);
  Class& cls = *type->own_class;
  if (cls.layout == &kObjectType && (!rest.empty() || !as_dict(a[1]).empty())) {
    if (cls.find("__new__") != nullptr)
      raise_type_error("object.__new__() takes exactly one argument (the type to instantiate)");
    if (cls.find("__init__") == nullptr) raise_type_error(cls.name, "() takes no arguments");
  }
  const Value all = make_list(rest);
  return new_instance(cls, {{star(all)}, {expand(a[1])}});
}

Value object_repr(const Value& self, Value*) {
  Bypass bypass(self, "__repr__");
  return make_str(to_repr(self));
}
Value object_str(const Value& self, Value*) {
  Bypass bypass(self, "__str__");
  return make_str(to_str(self));
}
Value object_format(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("__format__() argument must be str, not ", type_name(a[0]));
  Bypass bypass(self, "__format__");
  return make_str(format_value(self, a[0].text()));
}
Value object_hash(const Value& self, Value*) {
  Bypass bypass(self, "__hash__");
  return static_cast<std::int64_t>(hash_of(self));
}
Value object_setattr(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("attribute name must be string, not '", type_name(a[0]), "'");
  if (has_class(self))
    plain_change_instance_attribute(self, Name(a[0].text()), a[1]);
  else
    self.set_attr(Name(a[0].text()), a[1]);
  return None;
}
Value object_delattr(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("attribute name must be string, not '", type_name(a[0]), "'");
  if (has_class(self))
    plain_change_instance_attribute(self, Name(a[0].text()), Value());
  else
    self.del_attr(Name(a[0].text()));
  return None;
}
Value object_getattribute(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("attribute name must be string, not '", type_name(a[0]), "'");
  const Name name(a[0].text());
  const Value found = has_class(self) ? plain_instance_attribute(self, name) : find_attribute(self, name);
  if (found.is_unset()) raise_attribute_error(self, name);
  return found;
}
Value object_init_subclass(const Value& self, Value* a) {
  if (!as_dict(a[0]).empty())
    raise_type_error(as_type(self)->name.view(), ".__init_subclass__() takes no keyword arguments");
  return None;
}
Value object_dir(const Value& self, Value*) {
  Values names;
  for (const std::string& name : attribute_names(self)) names.push_back(make_str(name));
  return make_list(std::move(names));
}

template <Comparison kOp>
Value object_compare(const Value& self, Value* a) {
  constexpr Name kNames[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
  if (self.is(Tag::kInstance)) {
    if (kOp == Comparison::kEqual) return is(self, a[0]) ? Value(true) : not_implemented();
    if (kOp != Comparison::kNotEqual) return not_implemented();
    const Value equal = call_special(self, "__eq__", {a[0]});
    if (!equal.is_unset()) return !static_cast<bool>(equal);
    return is(self, a[0]) ? Value(false) : not_implemented();
  }
  const bool comparable =
      self.tag() == a[0].tag() || (is_any_int(self) && is_any_int(a[0])) ||
      (plain_float(self).is(Tag::kFloat) && (plain_float(a[0]).is(Tag::kFloat) || is_any_int(a[0]))) ||
      (self.is_str() && a[0].is_str()) || (is_any_set(self) && is_any_set(a[0]));
  if (!comparable) return not_implemented();
  Bypass bypass(self, kNames[static_cast<int>(kOp)]);
  return compare(kOp, self, a[0]);
}

// --- containers ---

Value special_len(const Value& self, Value*) {
  Bypass bypass(self, "__len__");
  return length_of(self);
}
Value special_iter(const Value& self, Value*) {
  Bypass bypass(self, "__iter__");
  return to_iterator(self);
}
Value special_reversed(const Value& self, Value*) {
  Bypass bypass(self, "__reversed__");
  return make_reversed(self);
}
Value special_getitem(const Value& self, Value* a) {
  Bypass bypass(self, "__getitem__");
  return self[a[0]];
}
Value special_setitem(const Value& self, Value* a) {
  Bypass bypass(self, "__setitem__");
  self.set_item(a[0], a[1]);
  return None;
}
Value special_delitem(const Value& self, Value* a) {
  Bypass bypass(self, "__delitem__");
  self.del_item(a[0]);
  return None;
}
Value special_contains(const Value& self, Value* a) {
  Bypass bypass(self, "__contains__");
  return in(a[0], self);
}
Value special_next(const Value& self, Value*) {
  Bypass bypass(self, "__next__");
  Value item;
  if (!iterator_next(self, item)) raise_exception(kStopIteration, {});
  return item;
}
Value special_length_hint(const Value& self, Value*) { return length_hint(self, 0); }
Value special_call(const Value& self, Value* a) { return call_with(self, as_tuple(a[0]), a[1]); }

// --- operators ---

constexpr Name kForward[] = {"__add__", "__sub__",    "__mul__",    "__truediv__",  "__mod__", "__and__",   "__or__",
                             "__xor__", "__lshift__", "__rshift__", "__floordiv__", "__pow__", "__matmul__"};

/// Whether `self` is a number that leaves an operation to `other`: what is no number, or one of a wider type.
bool leaves_to(const Value& other, const Value& self) {
  const bool is_int = is_any_int(self), is_float = plain_float(self).is(Tag::kFloat);
  if (!is_int && !is_float && !is_subtype(type_of(self), kComplexType)) return false;
  if (is_any_int(other)) return false;
  if (plain_float(other).is(Tag::kFloat)) return is_int;
  return is_int || is_float || !is_subtype(type_of(other), kComplexType);
}

/// What the operator gives, or NotImplemented where it does not apply.
Value operated(Operator op, const Value& a, const Value& b) {
  try {
    return binary(op, a, b);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError)) throw;
    caught();
    return not_implemented();
  }
}

template <Operator kOp>
Value special_binary(const Value& self, Value* a) {
  if (leaves_to(a[0], self)) return not_implemented();
  Bypass bypass(self, kForward[static_cast<int>(kOp)]);
  return operated(kOp, self, a[0]);
}
template <Operator kOp>
Value special_reflected(const Value& self, Value* a) {
  if (leaves_to(a[0], self)) return not_implemented();
  return operated(kOp, a[0], self);
}
template <Operator kOp>
Value special_in_place(const Value& self, Value* a) {
  constexpr Name kNames[] = {"__iadd__", "__isub__", "__imul__", "", "", "__iand__", "__ior__", "__ixor__"};
  if (self.is(Tag::kSet) && !is_any_set(a[0])) return not_implemented();
  Bypass bypass(self, kNames[static_cast<int>(kOp)]);
  return in_place(kOp, self, a[0]);
}
Value special_neg(const Value& self, Value*) {
  Bypass bypass(self, "__neg__");
  return -self;
}
Value special_pos(const Value& self, Value*) {
  Bypass bypass(self, "__pos__");
  return +self;
}
Value special_invert(const Value& self, Value*) {
  Bypass bypass(self, "__invert__");
  return ~self;
}
Value special_abs(const Value& self, Value*) {
  Bypass bypass(self, "__abs__");
  return py("abs")({self});
}
Value special_bool(const Value& self, Value*) {
  Bypass bypass(self, "__bool__");
  return static_cast<bool>(self);
}
Value special_int(const Value& self, Value*) {
  Bypass bypass(self, "__int__");
  return type_value(kIntType)({self});
}
Value special_float(const Value& self, Value*) {
  Bypass bypass(self, "__float__");
  return type_value(kFloatType)({self});
}
Value special_round(const Value& self, Value* a) {
  Bypass bypass(self, "__round__");
  return a[0].is_unset() ? py("round")({self}) : py("round")({self, a[0]});
}
/// The answer of a built-in function to two numbers, or NotImplemented where it has none.
Value answered(Name function, const Value& a, const Value& b) {
  try {
    return py(function)({a, b});
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError)) throw;
    caught();
    return not_implemented();
  }
}
Value special_divmod(const Value& self, Value* a) {
  if (leaves_to(a[0], self)) return not_implemented();
  Bypass bypass(self, "__divmod__");
  return answered("divmod", self, a[0]);
}
Value special_rdivmod(const Value& self, Value* a) {
  return leaves_to(a[0], self) ? not_implemented() : answered("divmod", a[0], self);
}
Value special_pow(const Value& self, Value* a) {
  Bypass bypass(self, "__pow__");
  if (leaves_to(a[0], self)) return not_implemented();
  if (a[1].is_unset() || a[1].is_none()) return operated(Operator::kPow, self, a[0]);
  return py("pow")({self, a[0], a[1]});
}
double truncated(double number) { return std::trunc(number); }
double floored(double number) { return std::floor(number); }
double raised_up(double number) { return std::ceil(number); }
template <double (*kRounded)(double)>
Value special_whole(const Value& self, Value*) {
  const Value number = plain_float(self);
  return number.is(Tag::kFloat) ? int_of_float(kRounded(number.as_float())) : +number;
}

struct Special {
  unsigned needs;  // any of these abilities; kAny: every type has it
  Method method;
};

constexpr Special kSpecials[] = {
    {kAny, {"__init__", object_init, "*args, **kwargs"}},
    {kAny, {"__new__", object_new, "*args, **kwargs", Binding::kStatic}},
    {kAny, {"__repr__", object_repr, ""}},
    {kAny, {"__str__", object_str, ""}},
    {kAny, {"__format__", object_format, "format_spec, /"}},
    {kAny, {"__hash__", object_hash, ""}},
    {kAny, {"__setattr__", object_setattr, "name, value, /"}},
    {kAny, {"__delattr__", object_delattr, "name, /"}},
    {kAny, {"__getattribute__", object_getattribute, "name, /"}},
    {kAny, {"__init_subclass__", object_init_subclass, "**kwargs", Binding::kClass}},
    {kAny, {"__dir__", object_dir, ""}},
    {kAny, {"__lt__", object_compare<Comparison::kLess>, "value, /"}},
    {kAny, {"__le__", object_compare<Comparison::kLessEqual>, "value, /"}},
    {kAny, {"__eq__", object_compare<Comparison::kEqual>, "value, /"}},
    {kAny, {"__ne__", object_compare<Comparison::kNotEqual>, "value, /"}},
    {kAny, {"__gt__", object_compare<Comparison::kGreater>, "value, /"}},
    {kAny, {"__ge__", object_compare<Comparison::kGreaterEqual>, "value, /"}},
    {kSized, {"__len__", special_len, ""}},
    {kIterable, {"__iter__", special_iter, ""}},
    {kReversible, {"__reversed__", special_reversed, ""}},
    {kSubscript, {"__getitem__", special_getitem, "key, /"}},
    {kMutable, {"__setitem__", special_setitem, "key, value, /"}},
    {kMutable, {"__delitem__", special_delitem, "key, /"}},
    {kSized, {"__contains__", special_contains, "key, /"}},
    {kIterator, {"__next__", special_next, ""}},
    {kIterator, {"__length_hint__", special_length_hint, ""}},
    {kCallable, {"__call__", special_call, "*args, **kwargs"}},
    {kNumber | kAddable, {"__add__", special_binary<Operator::kAdd>, "value, /"}},
    {kNumber, {"__radd__", special_reflected<Operator::kAdd>, "value, /"}},
    {kNumber | kSetLike, {"__sub__", special_binary<Operator::kSub>, "value, /"}},
    {kNumber | kSetLike, {"__rsub__", special_reflected<Operator::kSub>, "value, /"}},
    {kNumber | kAddable, {"__mul__", special_binary<Operator::kMul>, "value, /"}},
    {kNumber | kAddable, {"__rmul__", special_reflected<Operator::kMul>, "value, /"}},
    {kNumber, {"__truediv__", special_binary<Operator::kDiv>, "value, /"}},
    {kNumber, {"__rtruediv__", special_reflected<Operator::kDiv>, "value, /"}},
    {kReal, {"__floordiv__", special_binary<Operator::kFloorDiv>, "value, /"}},
    {kReal, {"__rfloordiv__", special_reflected<Operator::kFloorDiv>, "value, /"}},
    {kReal | kFormatted, {"__mod__", special_binary<Operator::kMod>, "value, /"}},
    {kReal | kFormatted, {"__rmod__", special_reflected<Operator::kMod>, "value, /"}},
    {kNumber, {"__pow__", special_pow, "value, mod=, /"}},
    {kNumber, {"__rpow__", special_reflected<Operator::kPow>, "value, mod=, /"}},
    {kInteger | kSetLike, {"__and__", special_binary<Operator::kAnd>, "value, /"}},
    {kInteger | kSetLike, {"__rand__", special_reflected<Operator::kAnd>, "value, /"}},
    {kInteger | kSetLike | kDictLike, {"__or__", special_binary<Operator::kOr>, "value, /"}},
    {kInteger | kSetLike | kDictLike, {"__ror__", special_reflected<Operator::kOr>, "value, /"}},
    {kInteger | kSetLike, {"__xor__", special_binary<Operator::kXor>, "value, /"}},
    {kInteger | kSetLike, {"__rxor__", special_reflected<Operator::kXor>, "value, /"}},
    {kInteger, {"__lshift__", special_binary<Operator::kShiftLeft>, "value, /"}},
    {kInteger, {"__rshift__", special_binary<Operator::kShiftRight>, "value, /"}},
    {kInteger, {"__rlshift__", special_reflected<Operator::kShiftLeft>, "value, /"}},
    {kInteger, {"__rrshift__", special_reflected<Operator::kShiftRight>, "value, /"}},
    {kGrowing, {"__iadd__", special_in_place<Operator::kAdd>, "value, /"}},
    {kGrowing, {"__imul__", special_in_place<Operator::kMul>, "value, /"}},
    {kElements, {"__isub__", special_in_place<Operator::kSub>, "value, /"}},
    {kElements, {"__iand__", special_in_place<Operator::kAnd>, "value, /"}},
    {kElements, {"__ixor__", special_in_place<Operator::kXor>, "value, /"}},
    {kDictLike | kElements, {"__ior__", special_in_place<Operator::kOr>, "value, /"}},
    {kNumber, {"__neg__", special_neg, ""}},
    {kNumber, {"__pos__", special_pos, ""}},
    {kInteger, {"__invert__", special_invert, ""}},
    {kNumber, {"__abs__", special_abs, ""}},
    {kTruth, {"__bool__", special_bool, ""}},
    {kReal, {"__int__", special_int, ""}},
    {kInteger, {"__index__", special_int, ""}},
    {kReal, {"__float__", special_float, ""}},
    {kReal, {"__round__", special_round, "ndigits=, /"}},
    {kReal, {"__trunc__", special_whole<truncated>, ""}},
    {kReal, {"__floor__", special_whole<floored>, ""}},
    {kReal, {"__ceil__", special_whole<raised_up>, ""}},
    {kReal, {"__divmod__", special_divmod, "value, /"}},
    {kReal, {"__rdivmod__", special_rdivmod, "value, /"}},
};

}  // namespace

const Method* builtin_special(const Type& type, Name name) {
  if (!name.view().starts_with("__") || !name.view().ends_with("__")) return nullptr;
  for (const Special& special : kSpecials) {
    if (!(special.method.name == name)) continue;
    return special.needs == kAny || (special.needs & abilities_of(type)) != 0 ? &special.method : nullptr;
  }
  return nullptr;
}

}  // namespace pbc
