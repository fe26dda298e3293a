// SPDX-License-Identifier: Apache-2.0
#include "phantom/compare.h"

#include <algorithm>
#include <charconv>

#include "phantom/choices.h"
#include "phantom/network.h"
#include "python/objects.h"
#include "python/text.h"
#include "python/values.h"

namespace pbc::engine {

namespace {

bool is_empty_text(const Value& value) { return value.is_str() && value.text().empty(); }

/// choices::kEmptyValuesAreEqual: the values that count as "nothing there".
bool is_empty(const Value& value) {
  return value.is_none() || is_empty_text(value) || (value.is(Tag::kList) && as_list(value).empty());
}

bool is_number(const Value& value) { return value.is(Tag::kInt) || value.is(Tag::kBigInt) || value.is(Tag::kFloat); }

bool is_sequence(const Value& value) { return value.is(Tag::kList) || value.is(Tag::kTuple); }

bool is_compound(const Value& value) { return is_sequence(value) || value.is(Tag::kDict); }

const Values& items_of(const Value& sequence) {
  return sequence.is(Tag::kList) ? as_list(sequence) : as_tuple(sequence);
}

std::string_view trimmed(std::string_view text) { return text::strip_space<text::Text>(text, text::Side::kBoth); }

constexpr std::size_t kMostDigits = 4000;  // int() refuses 4301 and more

/// The number that a value is, or that a text reads as: digits as an int, so that long ids stay exact. Words such as
/// "nan" and "inf" are no numbers.
std::optional<Value> to_number(const Value& value) {
  if (is_number(value)) return value;
  if (!value.is_str()) return std::nullopt;
  std::string_view text = trimmed(value.text());
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool is_whole = digits.find_first_not_of("0123456789") == digits.npos;
  if (digits.empty() || (digits[0] > '9' || (digits[0] < '0' && digits[0] != '.'))) return std::nullopt;
  if (is_whole && digits.size() < kMostDigits) return py("int")({make_str(text)});
  double number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Value(number);
}

struct Numbers {
  Value left;
  Value right;
};

std::optional<Numbers> both_numbers(const Value& left, const Value& right) {
  std::optional<Value> a = to_number(left);
  std::optional<Value> b = a ? to_number(right) : std::nullopt;
  if (!b) return std::nullopt;
  return Numbers{*std::move(a), *std::move(b)};
}

}  // namespace

std::optional<ConditionOperator> parse_operator(std::string_view text) {
  if (text == "==") return ConditionOperator{Test::kEqual, false};
  if (text == "!=") return ConditionOperator{Test::kEqual, true};
  if (text == "in") return ConditionOperator{Test::kIn, false};
  if (text == "not in") return ConditionOperator{Test::kIn, true};
  if (text == "<") return ConditionOperator{Test::kLess, false};
  if (text == "<=") return ConditionOperator{Test::kLessEqual, false};
  if (text == ">") return ConditionOperator{Test::kGreater, false};
  if (text == ">=") return ConditionOperator{Test::kGreaterEqual, false};
  return std::nullopt;
}

bool Comparer::operator()(const Value& left, const Value& right, Right kind) const {
  switch (test_) {
    case Test::kEqual:
      return equal(left, right);
    case Test::kIn:
      return is_in(left, right, kind);
    default:
      return ordered(left, right);
  }
}

/// The text that values are compared by when they are not compared as numbers; None is "".
std::string Comparer::folded(const Value& value) const {
  if (value.is_none()) return {};
  std::string text = to_str(value);
  return case_sensitive_ ? text : text::lower(text);
}

bool Comparer::equal(const Value& left, const Value& right) const {
  if (is_empty(left) || is_empty(right)) return is_empty(left) && is_empty(right);
  if (left.is(Tag::kBool) || right.is(Tag::kBool)) return text::lower(to_str(left)) == text::lower(to_str(right));
  if (is_compound(left) || is_compound(right)) return left == right;
  if (is_number(left) && is_number(right)) return left == right;
  if (is_number(left) || is_number(right)) {
    if (std::optional<Numbers> numbers = both_numbers(left, right)) return numbers->left == numbers->right;
  }
  if (case_sensitive_ && left.is_str() && right.is_str()) return left.text() == right.text();
  return folded(left) == folded(right);
}

bool Comparer::ordered(const Value& left, const Value& right) const {
  static_assert(choices::kOrderingWithEmptyIsFalse);
  if (is_empty(left) || is_empty(right)) return false;
  auto holds = [this](const auto& a, const auto& b) {
    switch (test_) {
      case Test::kLess:
        return a < b;
      case Test::kLessEqual:
        return a <= b;
      case Test::kGreater:
        return a > b;
      default:
        return a >= b;
    }
  };
  if (left.is(Tag::kBool) || right.is(Tag::kBool)) return holds(text::lower(to_str(left)), text::lower(to_str(right)));
  if (std::optional<Numbers> numbers = both_numbers(left, right)) return holds(numbers->left, numbers->right);
  return holds(folded(left), folded(right));
}

/// Equal to the element, or an address inside the network that it names.
bool Comparer::is_element(const Value& left, const Value& element) const {
  if (equal(left, element)) return true;
  if (!left.is_str() || !element.is_str()) return false;
  std::optional<IpNetwork> network = parse_network(trimmed(element.text()));
  std::optional<IpAddress> address = network ? parse_ip(trimmed(left.text())) : std::nullopt;
  return address && network->contains(*address);
}

/// One of the items of a delimited text.
bool Comparer::is_item(const Value& left, std::string_view items) const {
  while (true) {
    std::size_t end = items.find(*delimiter_);
    if (is_element(left, make_str(trimmed(items.substr(0, end))))) return true;
    if (end == items.npos) return false;
    items.remove_prefix(end + delimiter_->size());
  }
}

bool Comparer::is_in(const Value& left, const Value& right, Right kind) const {
  static_assert(choices::kEmptyIsNotIn);
  if (left.is_none() || is_empty_text(left) || right.is_none()) return false;
  if (is_sequence(left))
    return std::ranges::any_of(items_of(left), [&](const Value& item) { return is_in(item, right, kind); });
  if (is_sequence(right))
    return std::ranges::any_of(items_of(right), [&](const Value& element) { return is_element(left, element); });
  if (kind == Right::kListCell && !choices::kListCellsMatchSubstrings) return is_element(left, right);
  if (is_compound(left) || is_compound(right)) return equal(left, right);
  if (right.is_str()) {
    bool is_delimited = kind == Right::kLiteral && delimiter_ && !delimiter_->empty() &&
                        right.text().find(*delimiter_) != std::string_view::npos;
    if (is_delimited && is_item(left, right.text())) return true;
    if (left.is_str() && parse_network(trimmed(right.text())) && parse_ip(trimmed(left.text())))
      return is_element(left, right);
  }
  return equal(left, right) || folded(right).find(folded(left)) != std::string::npos;
}

}  // namespace pbc::engine
