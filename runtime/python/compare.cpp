// SPDX-License-Identifier: Apache-2.0
//
// Comparisons (Python reference, 6.10 Comparisons). What does not implement == is equal to itself alone; what does not
// implement an order raises TypeError.
#include <bit>
#include <cmath>

#include "pbc/comparison.h"
#include "python/counter.h"
#include "python/numbers.h"
#include "python/plain_order.h"
#include "python/sequences.h"
#include "python/sets.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

bool holds(Comparison op, int order) {
  switch (op) {
    case Comparison::kLess:
      return order < 0;
    case Comparison::kLessEqual:
      return order <= 0;
    case Comparison::kEqual:
      return order == 0;
    case Comparison::kNotEqual:
      return order != 0;
    case Comparison::kGreater:
      return order > 0;
    case Comparison::kGreaterEqual:
      return order >= 0;
  }
  return false;
}

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

bool is_equality(Comparison op) { return op == Comparison::kEqual || op == Comparison::kNotEqual; }

int sign_of(int order) { return order < 0 ? -1 : order > 0 ? 1 : 0; }

bool compare_numbers(Comparison op, const Value& a, const Value& b) {
  if (a.is(Tag::kFloat) && b.is(Tag::kFloat)) {
    double x = a.as_float(), y = b.as_float();
    if (std::isnan(x) || std::isnan(y)) return op == Comparison::kNotEqual;
    return holds(op, x < y ? -1 : x > y ? 1 : 0);
  }
  if (a.is(Tag::kFloat)) return compare_numbers(mirrored(op), b, a);
  if (!b.is(Tag::kFloat)) return holds(op, int_compare(a, b));
  int order = int_float_compare(a, b.as_float());
  return order == 2 ? op == Comparison::kNotEqual : holds(op, order);
}

/// The bytes of UTF-8 order as the code points do.
bool compare_texts(Comparison op, const Value& a, const Value& b) {
  if (is_equality(op)) return is_same_text(text_of(a), text_of(b)) == (op == Comparison::kEqual);
  return holds(op, text_of(a).compare(text_of(b)));
}

bool compare_sequences(Comparison op, const Values& a, const Values& b) {
  if (is_equality(op) && a.size() != b.size()) return op == Comparison::kNotEqual;
  Recursion recursion(" in comparison");
  // The sizes are read anew at each step: comparing may change a list.
  std::size_t i = 0;
  while (i < a.size() && i < b.size()) {
    const int order = plain_order(a[i], b[i]);
    if (order == 0) {
      ++i;
      continue;
    }
    if (order != kNoPlainOrder) return holds(op, order);
    Value x = a[i], y = b[i];
    if (is_same(x, y)) {
      ++i;
      continue;
    }
    if (i >= a.size() || i >= b.size()) break;
    return is_equality(op) ? op == Comparison::kNotEqual : compare(op, x, y);
  }
  return holds(op, a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0);
}

bool equal_dicts(const Table& a, const Table& b) {
  if (a.size() != b.size()) return false;
  Recursion recursion(" in comparison");
  for (const Table::Entry& entry : a.entries()) {
    const Value* other = b.find(entry.key);
    if (other == nullptr) return false;
    const int order = plain_order(entry.value, *other);
    if (order == 0) continue;
    if (order != kNoPlainOrder || !is_same(entry.value, Value(*other))) return false;
  }
  return true;
}

/// As multisets: whether each element is there as often as `op` says.
bool compare_counters(Comparison op, const Table& a, const Table& b) {
  const bool is_strict = op == Comparison::kLess || op == Comparison::kGreater;
  if (is_strict || op == Comparison::kNotEqual) {
    const bool same = compare_counters(Comparison::kEqual, a, b);
    if (same || op == Comparison::kNotEqual) return !same;
    op = op == Comparison::kLess ? Comparison::kLessEqual : Comparison::kGreaterEqual;
  }
  const auto holds_for = [&](const Table& keys) {
    for (std::size_t i = keys.next(0); i != Table::end(); i = keys.next(i + 1)) {
      const Value key = keys.at(i).key;
      const Value *left = a.find(key), *right = b.find(key);
      if (!compare(op, left != nullptr ? Value(*left) : Value(0), right != nullptr ? Value(*right) : Value(0)))
        return false;
    }
    return true;
  };
  return holds_for(a) && holds_for(b);
}

bool same_order(const Table& a, const Table& b) {
  std::size_t i = a.next(0), j = b.next(0);
  for (; i != Table::end() && j != Table::end(); i = a.next(i + 1), j = b.next(j + 1))
    if (!is_same(Value(a.at(i).key), Value(b.at(j).key))) return false;
  return i == j;
}

bool equal_ranges(const Range& a, const Range& b) {
  std::int64_t count = a.length();
  if (count != b.length()) return false;
  return count == 0 || (a.start == b.start && (count == 1 || a.step == b.step));
}

bool equal_mappings(const Value& a, const Value& b) {
  if (!equal_dicts(as_dict(a), as_dict(b))) return false;
  const bool is_plain = as_dict_object(a).type == &kDictType || as_dict_object(b).type == &kDictType;
  return is_plain || !is_ordered_dict(a) || !is_ordered_dict(b) || same_order(as_dict(a), as_dict(b));
}

/// 1 or 0 for the result; -1 when the two types know no such comparison.
int try_compare(Comparison op, const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) return compare_numbers(op, a, b) ? 1 : 0;
  if (a.is_str() && b.is_str()) return compare_texts(op, a, b) ? 1 : 0;
  if (a.is(Tag::kNative) || b.is(Tag::kNative)) {
    Value result = a.is(Tag::kNative) ? as_native(a).compare(op, b) : Value();
    if (result.is_unset() && b.is(Tag::kNative)) result = as_native(b).compare(mirrored(op), a);
    return result.is_unset() ? -1 : result ? 1 : 0;
  }
  if (is_any_bytes(a) && is_any_bytes(b)) return holds(op, sign_of(as_bytes(a).compare(as_bytes(b)))) ? 1 : 0;
  if (is_any_set_like(a) && is_any_set_like(b)) return set_compare(op, a, b) ? 1 : 0;
  if (a.tag() != b.tag()) return -1;
  switch (a.tag()) {
    case Tag::kList:
      return compare_sequences(op, as_list(a), as_list(b)) ? 1 : 0;
    case Tag::kTuple:
      return compare_sequences(op, as_tuple(a), as_tuple(b)) ? 1 : 0;
    case Tag::kDict:
      if (is_instance(a, kCounterType) && is_instance(b, kCounterType))
        return compare_counters(op, as_dict(a), as_dict(b)) ? 1 : 0;
      if (!is_equality(op)) return -1;
      return equal_mappings(a, b) == (op == Comparison::kEqual) ? 1 : 0;
    case Tag::kRange:
      if (!is_equality(op)) return -1;
      return equal_ranges(as_range(a), as_range(b)) == (op == Comparison::kEqual) ? 1 : 0;
    case Tag::kSlice: {
      const Slice &x = as_slice(a), &y = as_slice(b);
      return compare_sequences(op, {x.start, x.stop, x.step}, {y.start, y.stop, y.step}) ? 1 : 0;
    }
    case Tag::kBoundMethod: {
      if (!is_equality(op)) return -1;
      const BoundMethod &x = as_bound(a), &y = as_bound(b);
      return (x.method == y.method && is(x.self, y.self)) == (op == Comparison::kEqual) ? 1 : 0;
    }
    default:
      return -1;
  }
}

}  // namespace

namespace {

/// What the classes of the two say, or unset.
Value own_compare(Comparison op, const Value& a, const Value& b) {
  Recursion recursion(" in comparison");
  return class_compare(op, a, b);
}

/// What no class has an answer to.
bool plain_compare(Comparison op, const Value& a, const Value& b) {
  int result = try_compare(op, a, b);
  if (result >= 0) return result == 1;
  if (op == Comparison::kEqual) return is(a, b);
  if (op == Comparison::kNotEqual) return !is(a, b);
  constexpr const char* kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
  raise_type_error("'", kSymbols[static_cast<int>(op)], "' not supported between instances of '", type_name(a),
                   "' and '", type_name(b), "'");
}

}  // namespace

bool compare(Comparison op, const Value& a, const Value& b) {
  if (are_plain_text(a, b)) return compare_texts(op, a, b);
  if (either_has_class(a, b))
    if (const Value answer = own_compare(op, a, b); !answer.is_unset()) return static_cast<bool>(answer);
  return plain_compare(op, a, b);
}

Value compared(Comparison op, const Value& a, const Value& b) {
  if (either_has_class(a, b))
    if (Value answer = own_compare(op, a, b); !answer.is_unset()) return answer;
  return plain_compare(op, a, b);
}

bool is_same(const Value& a, const Value& b) {
  if (both_int(a, b)) return a.as_int() == b.as_int();
  if (are_plain_text(a, b)) return is_same_text(text_of(a), text_of(b));
  return is(a, b) || compare(Comparison::kEqual, a, b);
}

bool is(const Value& a, const Value& b) {
  // Equal text of up to one character and every small int is one object in CPython; so is each literal within a module.
  if (a.is_str() && b.is_str()) {
    if (a.is(Tag::kStr) && b.is(Tag::kStr) && a.object() == b.object()) return true;
    if (either_has_class(a, b)) return false;
    return (a.is(Tag::kLiteral) && b.is(Tag::kLiteral)) || a.text().size() <= 1 ? a.text() == b.text() : false;
  }
  if (a.tag() != b.tag()) return false;
  switch (a.tag()) {
    case Tag::kUnset:
    case Tag::kNone:
      return true;
    case Tag::kFloat:
      // Every nan that a call makes has bits of its own (new_nan).
      return a.as_float() == b.as_float() ||
             std::bit_cast<std::uint64_t>(a.as_float()) == std::bit_cast<std::uint64_t>(b.as_float());
    case Tag::kBuiltin:
      return &a.builtin() == &b.builtin();
    case Tag::kFunction:
      return a.code() == b.code();
    case Tag::kTuple:
      return a.object() == b.object() || (as_tuple(a).empty() && as_tuple(b).empty());
    default:
      return a.is_heap() ? a.object() == b.object() : a.as_int() == b.as_int();
  }
}

}  // namespace pbc
