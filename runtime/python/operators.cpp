// SPDX-License-Identifier: Apache-2.0
//
// Binary and unary operators (Python reference, 6.5 to 6.9). Numbers come first, then text and sequences, then whatever
// brings operators of its own; what is left raises TypeError in CPython's words.
#include <cmath>
#include <cstring>

#include "python/complex.h"
#include "python/format.h"
#include "python/memory_view.h"
#include "python/numbers.h"
#include "python/sequences.h"
#include "python/sets.h"
#include "python/special_methods.h"
#include "python/text_of.h"
#include "python/typing_alias.h"

namespace pbc {

namespace {

constexpr const char* kSymbols[] = {"+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "//", "** or pow()", "@"};
constexpr const char* kInPlaceSymbols[] = {
    "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "//=", "**=", "@="};

Value int_operation(Operator op, const Value& a, const Value& b) {
  Value result;
  switch (op) {
    case Operator::kAdd:
      return int_add(a, b);
    case Operator::kSub:
      return int_subtract(a, b);
    case Operator::kMul:
      return int_multiply(a, b);
    case Operator::kDiv:
      return int_true_divide(a, b);
    case Operator::kMod:
      int_divmod(a, b, nullptr, &result);
      return result;
    case Operator::kFloorDiv:
      int_divmod(a, b, &result, nullptr);
      return result;
    case Operator::kPow:
      return int_power(a, b);
    case Operator::kShiftLeft:
      return int_shift_left(a, b);
    case Operator::kShiftRight:
      return int_shift_right(a, b);
    case Operator::kAnd:
    case Operator::kOr:
    case Operator::kXor:
      return int_bitwise(op, a, b);
    case Operator::kMatMul:
      return Value();
  }
  return Value();
}

Value float_operation(Operator op, double a, double b) {
  double quotient, remainder;
  switch (op) {
    case Operator::kAdd:
      return a + b;
    case Operator::kSub:
      return a - b;
    case Operator::kMul:
      return a * b;
    case Operator::kDiv:
      if (b == 0) raise_error(kZeroDivisionError, "float division by zero");
      return a / b;
    case Operator::kMod:
      if (b == 0) raise_error(kZeroDivisionError, "float modulo");
      return float_modulo(a, b);
    case Operator::kFloorDiv:
      if (b == 0) raise_error(kZeroDivisionError, "float floor division by zero");
      float_divmod(a, b, &quotient, &remainder);
      return quotient;
    case Operator::kPow:
      if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
        return make_complex(complex_power({a, 0}, {b, 0}));
      return float_power(a, b);
    default:
      return Value();
  }
}

/// The operators of natives and of the subclasses of dict and tuple; unset when neither side has one.
Value own_operation(Operator op, const Value& a, const Value& b) {
  auto ask = [op](const Value& self, const Value& other, bool reflected) {
    if (self.is(Tag::kNative)) return as_native(self).binary(op, other, reflected);
    for (const Type* type = &type_of(self); type != nullptr; type = type->base)
      if (type->binary != nullptr) return type->binary(op, self, other, reflected);
    return Value();
  };
  const Type& left = type_of(a);
  const Type& right = type_of(b);
  bool right_first = &left != &right && is_subtype(right, left);
  Value result = right_first ? ask(b, a, true) : ask(a, b, false);
  if (!result.is_unset() || &left == &right) return result;
  return right_first ? ask(a, b, false) : ask(b, a, true);
}

bool brings_operators(const Value& v) { return v.is(Tag::kNative) || v.is(Tag::kTuple) || v.is(Tag::kDict); }

Value concatenate(const Value& a, const Value& b) {
  if (a.is_str()) {
    if (!b.is_str()) raise_type_error("can only concatenate str (not \"", type_name(b), "\") to str");
    return str_concatenate(a, b);
  }
  if (a.is(Tag::kList) || a.is(Tag::kTuple)) {
    if (b.tag() != a.tag()) {
      std::string_view name = a.is(Tag::kList) ? "list" : "tuple";
      raise_type_error("can only concatenate ", name, " (not \"", type_name(b), "\") to ", name);
    }
    const Values& left = a.is(Tag::kList) ? as_list(a) : as_tuple(a);
    const Values& right = b.is(Tag::kList) ? as_list(b) : as_tuple(b);
    Values joined;
    joined.reserve(left.size() + right.size());
    joined.insert(joined.end(), left.begin(), left.end());
    joined.insert(joined.end(), right.begin(), right.end());
    return a.is(Tag::kList) ? make_list(std::move(joined)) : make_tuple(std::move(joined));
  }
  if (is_any_bytes(a)) {
    const Value more = plain_bytes(b);
    if (!is_any_bytes(more)) raise_type_error("can't concat ", type_name(b), " to ", type_name(a));
    std::string joined = as_bytes(a) + as_bytes(more);
    return a.is(Tag::kBytes) ? make_bytes(std::move(joined)) : make_bytearray(std::move(joined));
  }
  return Value();
}

/// How often a sequence is repeated, which may be said by __index__.
Value repetitions(const Value& v) {
  if (!has_class(v) || is_any_int(v)) return v;
  const Value index = class_number(v, "__index__", "int");
  return index.is_unset() ? v : index;
}

/// What `op` means for text, sequences, sets and dicts; unset when it means nothing.
Value collection_operation(Operator op, const Value& a, const Value& b) {
  switch (op) {
    case Operator::kAdd:
      return concatenate(a, b);
    case Operator::kMul:
      if (is_repeatable(a)) return repeat(a, repetitions(b));
      if (is_repeatable(b)) return repeat(b, repetitions(a));
      return Value();
    case Operator::kMod:
      return a.is_str() || is_any_bytes(a) ? percent_format(a, b) : Value();
    case Operator::kOr:
      if (a.is(Tag::kDict) && b.is(Tag::kDict)) return dict_union(a, b);
      [[fallthrough]];
    case Operator::kSub:
    case Operator::kAnd:
    case Operator::kXor:
      return set_operation(op, a, b);
    default:
      return Value();
  }
}

[[noreturn]] void raise_unsupported(const char* symbol, const Value& a, const Value& b) {
  raise_type_error("unsupported operand type(s) for ", symbol, ": '", type_name(a), "' and '", type_name(b), "'");
}

/// Unset when the operands do not support `op`.
Value try_binary(Operator op, const Value& a, const Value& b) {
  if (either_has_class(a, b)) {
    Value result = class_binary(op, a, b);
    if (!result.is_unset()) return result;
  }
  if (is_any_int(a) && is_any_int(b)) return int_operation(op, a, b);
  if (is_number(a) && is_number(b)) return float_operation(op, as_real(a), as_real(b));
  if (brings_operators(a) || brings_operators(b)) {
    Value result = own_operation(op, a, b);
    if (!result.is_unset()) return result;
  }
  return collection_operation(op, a, b);
}

Value unary(char op, const Value& a) {
  if (has_class(a)) {
    Value result = class_unary(op, a);
    if (!result.is_unset()) return result;
  }
  if (is_any_int(a)) {
    if (op == '-') return int_negative(a);
    if (op == '~') return int_subtract(int_negative(a), 1);
    return a.is(Tag::kBool) ? Value(a.as_int()) : has_class(a) ? int_add(a, 0) : a;
  }
  if (a.is(Tag::kFloat) && op != '~') return op == '-' ? Value(-a.as_float()) : a;
  Value result = a.is(Tag::kNative) ? as_native(a).unary(op) : Value();
  if (a.is(Tag::kDict) && op != '~')  // a Counter
    if (const Method* method = find_method(type_of(a), op == '-' ? Name("__neg__") : Name("__pos__")))
      return method->function(a, nullptr);
  const char symbol[] = {op, 0};
  if (result.is_unset()) raise_type_error("bad operand type for unary ", symbol, ": '", type_name(a), "'");
  return result;
}

}  // namespace

Value str_concatenate(const Value& a, const Value& b) {
  const std::string_view left = text_of(a), right = text_of(b);
  if (left.empty()) return b;
  if (right.empty()) return a;
  char* data;
  Value result = make_str(left.size() + right.size(), length_of_text(a) + length_of_text(b), &data);
  copy_text(copy_text(data, left), right);
  return result;
}

namespace {

/// + - * / of two floats or a float and a 64-bit int, by far the most frequent ones beside those of ints; false where
/// it is none or the divisor is zero.
bool simple_float_operation(Operator op, const Value& a, const Value& b, double* result) {
  double left, right;
  if (a.is(Tag::kFloat)) {
    left = a.as_float();
    if (b.is(Tag::kFloat)) {
      right = b.as_float();
    } else if (b.is(Tag::kInt)) {
      right = static_cast<double>(b.as_int());
    } else {
      return false;
    }
  } else if (a.is(Tag::kInt) && b.is(Tag::kFloat)) {
    left = static_cast<double>(a.as_int());
    right = b.as_float();
  } else {
    return false;
  }
  switch (op) {
    case Operator::kAdd:
      *result = left + right;
      return true;
    case Operator::kSub:
      *result = left - right;
      return true;
    case Operator::kMul:
      *result = left * right;
      return true;
    case Operator::kDiv:
      *result = left / right;
      return right != 0;
    default:
      return false;
  }
}

}  // namespace

Value binary(Operator op, const Value& a, const Value& b) {
  double number;
  if (simple_float_operation(op, a, b, &number)) return number;
  if (op == Operator::kAdd && a.is_str() && b.is_str() && !either_has_class(a, b)) return str_concatenate(a, b);
  if (op == Operator::kMod && a.is_str()) return percent_format(a, b);
  Value result = try_binary(op, a, b);
  if (result.is_unset() && op == Operator::kOr) result = union_of_types(a, b);
  if (result.is_unset()) raise_unsupported(kSymbols[static_cast<int>(op)], a, b);
  return result;
}

Value operator-(const Value& a) { return unary('-', a); }
Value operator+(const Value& a) { return unary('+', a); }
Value operator~(const Value& a) { return unary('~', a); }

Value in_place_any(Operator op, const Value& a, const Value& b) {
  double number;
  if (simple_float_operation(op, a, b, &number)) return number;
  if (has_class(a)) {
    Value result = class_in_place(op, a, b);
    if (!result.is_unset()) return result;
  }
  if (!a.is_heap() && !a.is_str()) {
    Value result = try_binary(op, a, b);
    if (result.is_unset()) raise_unsupported(kInPlaceSymbols[static_cast<int>(op)], a, b);
    return result;
  }
  if (a.is(Tag::kList) && op == Operator::kAdd) {
    extend(as_list(a), b);
    return a;
  }
  if (a.is(Tag::kList) && op == Operator::kMul && is_any_int(b)) {
    Value repeated = repeat(a, b);
    as_list(a).swap(as_list(repeated));
    return a;
  }
  if (a.is(Tag::kByteArray) && op == Operator::kAdd)
    if (const Value more = plain_bytes(b); is_any_bytes(more)) {
      as_bytes(a) += std::string(as_bytes(more));
      return a;
    }
  if (a.is(Tag::kSet) && is_any_set_like(b) && set_in_place(op, a, b)) return a;
  if (a.is(Tag::kDict) && op == Operator::kOr && &type_of(a) == &kDictType) {
    dict_update(a, b);
    return a;
  }
  if (a.is(Tag::kNative)) {
    Value result = as_native(a).in_place(op, b);
    if (!result.is_unset()) return result;
  }
  const bool is_text = op == Operator::kAdd && a.is_str() && b.is_str() && !either_has_class(a, b);
  Value result = is_text ? str_append(a, b) : try_binary(op, a, b);
  if (result.is_unset()) raise_unsupported(kInPlaceSymbols[static_cast<int>(op)], a, b);
  return result;
}

}  // namespace pbc
