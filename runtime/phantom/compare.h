// SPDX-License-Identifier: Apache-2.0
//
// How conditions compare two values, which is not how Python does (docs/playbook-api.md, Comparisons).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pbc/value.h"

namespace pbc::engine {

/// The eight operators are five tests, two of them also denied.
enum class Test : std::uint8_t { kEqual, kIn, kLess, kLessEqual, kGreater, kGreaterEqual };

struct ConditionOperator {
  Test test;
  bool is_negated;  // !=, not in: the exact opposite, for all values of the right side instead of any
};

/// Nothing for a text that is no operator.
std::optional<ConditionOperator> parse_operator(std::string_view text);

/// What the right side of a comparison is, which decides what `in` means.
enum class Right : std::uint8_t {
  kLiteral,   // a value of the playbook
  kDatapath,  // a value that a datapath led to
  kListCell,  // a cell of a custom list
};

class Comparer {
 public:
  /// `delimiter` separates the items of a literal text on the right of `in`; none: it is one text.
  Comparer(Test test, bool case_sensitive, std::optional<std::string> delimiter)
      : test_(test), case_sensitive_(case_sensitive), delimiter_(std::move(delimiter)) {}

  /// The test, never negated.
  bool operator()(const Value& left, const Value& right, Right kind) const;

 private:
  bool equal(const Value& left, const Value& right) const;
  bool ordered(const Value& left, const Value& right) const;
  bool is_in(const Value& left, const Value& right, Right kind) const;
  bool is_element(const Value& left, const Value& element) const;
  bool is_item(const Value& left, std::string_view items) const;
  std::string folded(const Value& value) const;

  Test test_;
  bool case_sensitive_;
  std::optional<std::string> delimiter_;
};

}  // namespace pbc::engine
