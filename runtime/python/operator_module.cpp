// SPDX-License-Identifier: Apache-2.0
//
// The module operator (Python library reference, operator).
#include "pbc/comparison.h"
#include "python/bind.h"
#include "python/library.h"
#include "python/objects.h"
#include "python/sequences.h"
#include "python/special_methods.h"

namespace pbc {
namespace {

extern const Type kItemGetterType, kAttributeGetterType, kMethodCallerType;

template <Value (*Operation)(const Value&, const Value&)>
Value binary(const Value&, Value* a) {
  return Operation(a[0], a[1]);
}

template <Comparison Op>
Value comparison(const Value&, Value* a) {
  return compared(Op, a[0], a[1]);
}

template <Operator Op>
Value in_place_operation(const Value&, Value* a) {
  return in_place(Op, a[0], a[1]);
}

Value concat(const Value&, Value* a) {
  const auto is_sequence = [](const Value& v) {
    return v.is_str() || is_any_bytes(v) || v.is(Tag::kList) || v.is(Tag::kTuple) || v.is(Tag::kNative);
  };
  if (!is_sequence(a[0])) raise_type_error("'", type_name(a[0]), "' object can't be concatenated");
  return a[0] + a[1];
}

Value count_of(const Value&, Value* a) {
  std::int64_t count = 0;
  for (const Value& item : to_values(a[0])) count += is_same(item, a[1]) ? 1 : 0;
  return count;
}

Value index_of(const Value&, Value* a) {
  const Values items = to_values(a[0]);
  for (std::size_t i = 0; i < items.size(); ++i)
    if (is_same(items[i], a[1])) return i;
  raise_value_error("sequence.index(x): x not in sequence");
}

Value set_item(const Value&, Value* a) {
  a[0].set_item(a[1], a[2]);
  return None;
}

Value del_item(const Value&, Value* a) {
  a[0].del_item(a[1]);
  return None;
}

Value index(const Value&, Value* a) {
  if (has_class(a[0]) && !is_any_int(a[0])) {
    const Value number = class_number(a[0], "__index__", "int");
    if (!number.is_unset()) return number;
  }
  if (!is_any_int(a[0])) raise_type_error("'", type_name(a[0]), "' object cannot be interpreted as an integer");
  return a[0].is(Tag::kBool) ? Value(a[0].as_int()) : a[0];
}

Value length_hint_of(const Value&, Value* a) {
  if (!a[1].is_unset() && !is_any_int(a[1]))
    raise_type_error("'", type_name(a[1]), "' object cannot be interpreted as an integer");
  return length_hint(a[0], a[1].is_unset() ? Value(0) : a[1]);
}

Value call_object(const Value&, Value* a) { return call_with(a[0], as_tuple(a[1]), a[2]); }

// --- itemgetter, attrgetter, methodcaller
// -----------------------------------------------------------------------------

/// What one of the three was made with.
struct Getter final : Native {
  Getter(const Type& type, Values items, Value keywords)
      : Native(type), items(std::move(items)), keywords(std::move(keywords)) {}
  Values items;
  Value keywords;

  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override;
  std::string repr() const override {
    std::string text = "operator." + std::string(type().name.view()) + "(";
    for (std::size_t i = 0; i < items.size(); ++i) text += (i > 0 ? ", " : "") + to_repr(items[i]);
    if (!keywords.is_unset())
      for (const Table::Entry& entry : as_dict(keywords).entries())
        text += ", " + to_str(entry.key) + "=" + to_repr(entry.value);
    return text + ")";
  }
};

/// `a.b.c`
Value dotted(Value object, std::string_view name) {
  while (true) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    object = object.attr(Name(name.substr(0, dot)));
    if (dot == name.size()) return object;
    name.remove_prefix(dot + 1);
  }
}

Value Getter::call(const Arguments& arguments) {
  Value object;
  if (arguments.count == 1) {
    object = *arguments.values;
  } else {
    FlatArguments given = flatten([&] { return std::string(type().name.view()) + "()"; }, arguments);
    if (given.positional.size() != 1 || !given.keywords.empty())
      raise_type_error(type().name.view(), " expected 1 argument, got ", std::to_string(given.positional.size()));
    object = std::move(given.positional[0]);
  }
  if (&type() == &kMethodCallerType) {
    const Value method = object.attr(Name(items[0].text()));
    return call_with(method, Values(items.begin() + 1, items.end()), keywords);
  }
  const auto get = [&](const Value& item) {
    return &type() == &kItemGetterType ? object[item] : dotted(object, item.text());
  };
  if (items.size() == 1) return get(items[0]);
  Values result;
  for (const Value& item : items) result.push_back(get(item));
  return make_tuple(std::move(result));
}

template <const Type& Made>
Value new_getter(const Value&, Value* a) {
  Values items = as_tuple(a[0]);
  if (items.empty()) raise_type_error(Made.name.view(), " expected 1 argument, got 0");
  for (const Value& item : items)
    if (&Made == &kAttributeGetterType && !item.is_str()) raise_type_error("attribute name must be a string");
  return make_native(new Getter(Made, std::move(items), Value()));
}

Value new_method_caller(const Value&, Value* a) {
  Values items = as_tuple(a[0]);
  if (items.empty()) raise_type_error("methodcaller needs at least one argument, the method name");
  if (!items[0].is_str()) raise_type_error("method name must be a string");
  return make_native(new Getter(kMethodCallerType, std::move(items), a[1]));
}

constexpr Method kNewItemGetter{"itemgetter", new_getter<kItemGetterType>, "*items"};
constexpr Method kNewAttributeGetter{"attrgetter", new_getter<kAttributeGetterType>, "*attributes"};
constexpr Method kNewMethodCaller{"methodcaller", new_method_caller, "*args, **kwargs"};

constinit const Type kItemGetterType{.name = "itemgetter", .module = "operator", .constructor = &kNewItemGetter};
constinit const Type kAttributeGetterType{
    .name = "attrgetter", .module = "operator", .constructor = &kNewAttributeGetter};
constinit const Type kMethodCallerType{.name = "methodcaller", .module = "operator", .constructor = &kNewMethodCaller};

constexpr Method kFunctions[] = {
    {"abs", [](const Value&, Value* a) { return py("abs")({a[0]}); }, "a, /"},
    {"add", [](const Value&, Value* a) { return a[0] + a[1]; }, "a, b, /"},
    {"and_", [](const Value&, Value* a) { return a[0] & a[1]; }, "a, b, /"},
    {"call", call_object, "obj, /, *args, **kwargs"},
    {"concat", concat, "a, b, /"},
    {"contains", [](const Value&, Value* a) -> Value { return in(a[1], a[0]); }, "a, b, /"},
    {"countOf", count_of, "a, b, /"},
    {"delitem", del_item, "a, b, /"},
    {"eq", comparison<Comparison::kEqual>, "a, b, /"},
    {"floordiv", binary<floor_divide>, "a, b, /"},
    {"ge", comparison<Comparison::kGreaterEqual>, "a, b, /"},
    {"getitem", [](const Value&, Value* a) { return a[0][a[1]]; }, "a, b, /"},
    {"gt", comparison<Comparison::kGreater>, "a, b, /"},
    {"iadd", in_place_operation<Operator::kAdd>, "a, b, /"},
    {"iand", in_place_operation<Operator::kAnd>, "a, b, /"},
    {"iconcat", in_place_operation<Operator::kAdd>, "a, b, /"},
    {"ifloordiv", in_place_operation<Operator::kFloorDiv>, "a, b, /"},
    {"ilshift", in_place_operation<Operator::kShiftLeft>, "a, b, /"},
    {"imod", in_place_operation<Operator::kMod>, "a, b, /"},
    {"imul", in_place_operation<Operator::kMul>, "a, b, /"},
    {"index", index, "a, /"},
    {"indexOf", index_of, "a, b, /"},
    {"inv", [](const Value&, Value* a) { return ~a[0]; }, "a, /"},
    {"invert", [](const Value&, Value* a) { return ~a[0]; }, "a, /"},
    {"ior", in_place_operation<Operator::kOr>, "a, b, /"},
    {"ipow", in_place_operation<Operator::kPow>, "a, b, /"},
    {"irshift", in_place_operation<Operator::kShiftRight>, "a, b, /"},
    {"is_", [](const Value&, Value* a) -> Value { return is(a[0], a[1]); }, "a, b, /"},
    {"is_not", [](const Value&, Value* a) -> Value { return !is(a[0], a[1]); }, "a, b, /"},
    {"isub", in_place_operation<Operator::kSub>, "a, b, /"},
    {"itruediv", in_place_operation<Operator::kDiv>, "a, b, /"},
    {"ixor", in_place_operation<Operator::kXor>, "a, b, /"},
    {"le", comparison<Comparison::kLessEqual>, "a, b, /"},
    {"length_hint", length_hint_of, "obj, default=, /"},
    {"lshift", [](const Value&, Value* a) { return a[0] << a[1]; }, "a, b, /"},
    {"lt", comparison<Comparison::kLess>, "a, b, /"},
    {"matmul", binary<matrix_multiply>, "a, b, /"},
    {"mod", [](const Value&, Value* a) { return a[0] % a[1]; }, "a, b, /"},
    {"mul", [](const Value&, Value* a) { return a[0] * a[1]; }, "a, b, /"},
    {"ne", comparison<Comparison::kNotEqual>, "a, b, /"},
    {"neg", [](const Value&, Value* a) { return -a[0]; }, "a, /"},
    {"not_", [](const Value&, Value* a) -> Value { return !bool(a[0]); }, "a, /"},
    {"or_", [](const Value&, Value* a) { return a[0] | a[1]; }, "a, b, /"},
    {"pos", [](const Value&, Value* a) { return +a[0]; }, "a, /"},
    {"pow", binary<power>, "a, b, /"},
    {"rshift", [](const Value&, Value* a) { return a[0] >> a[1]; }, "a, b, /"},
    {"setitem", set_item, "a, b, c, /"},
    {"sub", [](const Value&, Value* a) { return a[0] - a[1]; }, "a, b, /"},
    {"truediv", [](const Value&, Value* a) { return a[0] / a[1]; }, "a, b, /"},
    {"truth", [](const Value&, Value* a) -> Value { return bool(a[0]); }, "a, /"},
    {"xor", [](const Value&, Value* a) { return a[0] ^ a[1]; }, "a, b, /"},
};

constexpr const Type* kTypes[] = {&kItemGetterType, &kAttributeGetterType, &kMethodCallerType};

}  // namespace

constinit const Module kOperatorModule{.name = "operator", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
