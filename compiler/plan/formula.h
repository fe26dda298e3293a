// SPDX-License-Identifier: Apache-2.0
//
// An upper bound of a number of calls as a formula over the values that an event brings: `|url| + 2 * |hash|`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pbc::plan {

/// The position of a Symbol in its table (budget.h).
using SymbolId = std::uint32_t;

class Formula {
 public:
  enum class Kind : std::uint8_t {
    kNumber,
    kSymbol,
    kSum,
    kProduct,
    kMaximum,
    kCeiling,    // of its term, divided by `number`: requests that hold several items each
    kUnbounded,  // nothing is known that limits it
  };

  Formula() = default;  // 0
  static Formula number(std::uint64_t value);
  static Formula symbol(SymbolId id);
  static Formula unbounded();

  Kind kind() const { return kind_; }
  std::uint64_t number() const { return number_; }
  SymbolId symbol() const { return static_cast<SymbolId>(number_); }
  /// Of a sum, product or maximum; in one order, whatever the order they came in.
  const std::vector<Formula>& terms() const { return terms_; }

  bool is_zero() const { return kind_ == Kind::kNumber && number_ == 0; }
  bool is_unbounded() const;
  void collect_symbols(std::set<SymbolId>* symbols) const;

  using Name = std::function<std::string(SymbolId)>;
  using Value = std::function<std::optional<std::uint64_t>(SymbolId)>;
  /// As people write it.
  std::string text(const Name& name) const;
  /// Its value; none where a symbol has none, or nothing limits it. Numbers beyond 64 bits are the largest there is.
  std::optional<std::uint64_t> value(const Value& value) const;

  /// With other formulas in the place of symbols.
  Formula replaced(const std::function<Formula(SymbolId)>& by) const;

  friend Formula sum(std::vector<Formula> terms);
  friend Formula product(std::vector<Formula> factors);
  friend Formula maximum(std::vector<Formula> terms);
  friend Formula ceiling(Formula term, std::uint64_t by);
  friend bool operator==(const Formula& a, const Formula& b);
  friend bool operator<(const Formula& a, const Formula& b);

 private:
  Kind kind_ = Kind::kNumber;
  std::uint64_t number_ = 0;
  std::vector<Formula> terms_;
};

// All of them simplify: numbers are added up, equal terms become a factor, nothing is multiplied by one. `0 *
// unbounded` is 0: what is never done costs nothing however often it is not done.
Formula sum(std::vector<Formula> terms);
Formula product(std::vector<Formula> factors);
Formula maximum(std::vector<Formula> terms);
Formula ceiling(Formula term, std::uint64_t by);

}  // namespace pbc::plan
