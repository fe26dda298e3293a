// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/formula.h"

#include <algorithm>
#include <limits>
#include <map>

namespace pbc::plan {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

std::uint64_t add(std::uint64_t a, std::uint64_t b) { return a > kMost - b ? kMost : a + b; }
std::uint64_t multiply(std::uint64_t a, std::uint64_t b) { return a != 0 && b > kMost / a ? kMost : a * b; }

/// The terms of a sum, the number among them apart.
struct Parts {
  std::vector<Formula> terms;
  std::uint64_t number = 0;
};
Parts parts_of(const Formula& formula) {
  Parts parts;
  if (formula.kind() != Formula::Kind::kSum) return {{formula}, 0};
  for (const Formula& term : formula.terms())
    if (term.kind() == Formula::Kind::kNumber)
      parts.number = term.number();
    else
      parts.terms.push_back(term);
  return parts;
}

/// Whether `part` is never the larger one.
bool is_part_of(const Formula& part, const Formula& whole) {
  const Parts a = parts_of(part);
  const Parts b = parts_of(whole);
  return a.number <= b.number && std::includes(b.terms.begin(), b.terms.end(), a.terms.begin(), a.terms.end());
}

}  // namespace

bool operator==(const Formula& a, const Formula& b) {
  return a.kind_ == b.kind_ && a.number_ == b.number_ && a.terms_ == b.terms_;
}

bool operator<(const Formula& a, const Formula& b) {
  if (a.kind_ != b.kind_) return a.kind_ < b.kind_;
  if (a.terms_ != b.terms_)
    return std::ranges::lexicographical_compare(a.terms_, b.terms_,
                                                [](const Formula& x, const Formula& y) { return x < y; });
  return a.number_ < b.number_;
}

Formula Formula::number(std::uint64_t value) {
  Formula made;
  made.number_ = value;
  return made;
}

Formula Formula::symbol(SymbolId id) {
  Formula made;
  made.kind_ = Kind::kSymbol;
  made.number_ = id;
  return made;
}

Formula Formula::unbounded() {
  Formula made;
  made.kind_ = Kind::kUnbounded;
  return made;
}

bool Formula::is_unbounded() const {
  return kind_ == Kind::kUnbounded || std::ranges::any_of(terms_, [](const Formula& t) { return t.is_unbounded(); });
}

void Formula::collect_symbols(std::set<SymbolId>* symbols) const {
  if (kind_ == Kind::kSymbol) symbols->insert(symbol());
  for (const Formula& term : terms_) term.collect_symbols(symbols);
}

/// Flat, with equal terms as one with a factor.
Formula sum(std::vector<Formula> terms) {
  std::uint64_t number = 0;
  std::map<Formula, std::uint64_t> factors;
  for (std::size_t i = 0; i < terms.size(); ++i) {  // grows while it is read: sums inside are taken apart
    const Formula term = terms[i];
    if (term.kind_ == Formula::Kind::kUnbounded) return Formula::unbounded();
    if (term.kind_ == Formula::Kind::kNumber) {
      number = add(number, term.number_);
    } else if (term.kind_ == Formula::Kind::kSum) {
      terms.insert(terms.end(), term.terms_.begin(), term.terms_.end());
    } else if (term.kind_ == Formula::Kind::kProduct && term.terms_.back().kind_ == Formula::Kind::kNumber) {
      std::vector<Formula> rest(term.terms_.begin(), term.terms_.end() - 1);
      const Formula of = product(std::move(rest));
      factors[of] = add(factors[of], term.terms_.back().number_);
    } else {
      factors[term] = add(factors[term], 1);
    }
  }
  Formula made;
  made.kind_ = Formula::Kind::kSum;
  for (const auto& [term, factor] : factors) made.terms_.push_back(product({term, Formula::number(factor)}));
  std::sort(made.terms_.begin(), made.terms_.end());
  if (number != 0 || made.terms_.empty()) made.terms_.push_back(Formula::number(number));
  return made.terms_.size() == 1 ? Formula(made.terms_.front()) : made;
}

/// Flat, the number last.
Formula product(std::vector<Formula> factors) {
  std::uint64_t number = 1;
  bool is_unbounded = false;
  std::vector<Formula> kept;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const Formula factor = factors[i];
    if (factor.is_zero()) return {};
    if (factor.kind_ == Formula::Kind::kUnbounded)
      is_unbounded = true;
    else if (factor.kind_ == Formula::Kind::kNumber)
      number = multiply(number, factor.number_);
    else if (factor.kind_ == Formula::Kind::kProduct)
      factors.insert(factors.end(), factor.terms_.begin(), factor.terms_.end());
    else
      kept.push_back(factor);
  }
  if (is_unbounded) return Formula::unbounded();
  std::sort(kept.begin(), kept.end());
  if (number != 1 || kept.empty()) kept.push_back(Formula::number(number));
  if (kept.size() == 1) return kept.front();
  Formula made;
  made.kind_ = Formula::Kind::kProduct;
  made.terms_ = std::move(kept);
  return made;
}

/// An alternative that is a part of another is dropped: max(a + b, a) is a + b.
Formula maximum(std::vector<Formula> terms) {
  std::vector<Formula> kept;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const Formula term = terms[i];
    if (term.kind_ == Formula::Kind::kUnbounded) return Formula::unbounded();
    if (term.kind_ == Formula::Kind::kMaximum)
      terms.insert(terms.end(), term.terms_.begin(), term.terms_.end());
    else if (term.kind_ == Formula::Kind::kNumber)
      number = std::max(number, term.number_);
    else
      kept.push_back(term);
  }
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  // One that another is a part of is never the larger.
  std::vector<Formula> largest;
  for (const Formula& one : kept) {
    const bool is_part =
        std::ranges::any_of(kept, [&](const Formula& other) { return !(one == other) && is_part_of(one, other); });
    if (!is_part) largest.push_back(one);
  }
  if (largest.empty()) return Formula::number(number);
  if (number != 0) largest.push_back(Formula::number(number));
  if (largest.size() == 1) return largest.front();
  Formula made;
  made.kind_ = Formula::Kind::kMaximum;
  made.terms_ = std::move(largest);
  return made;
}

Formula ceiling(Formula term, std::uint64_t by) {
  if (by <= 1 || term.kind_ == Formula::Kind::kUnbounded) return term;
  if (term.kind_ == Formula::Kind::kNumber)
    return Formula::number(term.number_ / by + static_cast<std::uint64_t>(term.number_ % by != 0));
  Formula made;
  made.kind_ = Formula::Kind::kCeiling;
  made.number_ = by;
  made.terms_.push_back(std::move(term));
  return made;
}

Formula Formula::replaced(const std::function<Formula(SymbolId)>& by) const {
  if (kind_ == Kind::kSymbol) return by(symbol());
  std::vector<Formula> terms;
  for (const Formula& term : terms_) terms.push_back(term.replaced(by));
  switch (kind_) {
    case Kind::kSum:
      return sum(std::move(terms));
    case Kind::kProduct:
      return product(std::move(terms));
    case Kind::kMaximum:
      return maximum(std::move(terms));
    case Kind::kCeiling:
      return ceiling(std::move(terms.front()), number_);
    default:
      return *this;
  }
}

std::string Formula::text(const Name& name) const {
  switch (kind_) {
    case Kind::kNumber:
      return number_ == kMost ? "unlimited" : std::to_string(number_);
    case Kind::kSymbol:
      return name(symbol());
    case Kind::kUnbounded:
      return "unbounded";
    case Kind::kCeiling:
      return "ceil(" + terms_.front().text(name) + " / " + std::to_string(number_) + ")";
    default:
      break;
  }
  std::vector<std::string> parts;
  for (const Formula& term : terms_) {
    const bool needs_braces = kind_ == Kind::kProduct && term.kind_ == Kind::kSum;
    parts.push_back(needs_braces ? "(" + term.text(name) + ")" : term.text(name));
  }
  // A number reads best before a product, and behind a sum.
  if (kind_ == Kind::kProduct && terms_.back().kind_ == Kind::kNumber) std::ranges::rotate(parts, parts.end() - 1);
  const std::string_view between = kind_ == Kind::kSum ? " + " : kind_ == Kind::kProduct ? " * " : ", ";
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : std::string(between)) + part;
  return kind_ == Kind::kMaximum ? "max(" + joined + ")" : joined;
}

std::optional<std::uint64_t> Formula::value(const Value& value) const {
  switch (kind_) {
    case Kind::kNumber:
      return number_;
    case Kind::kSymbol:
      return value(symbol());
    case Kind::kUnbounded:
      return std::nullopt;
    default:
      break;
  }
  std::uint64_t result = kind_ == Kind::kProduct ? 1 : 0;
  bool is_known = true;
  for (const Formula& term : terms_) {
    const auto one = term.value(value);
    if (kind_ == Kind::kProduct && one == 0) return 0;
    if (!one)
      is_known = false;
    else if (kind_ == Kind::kProduct)
      result = multiply(result, *one);
    else if (kind_ == Kind::kMaximum)
      result = std::max(result, *one);
    else
      result = add(result, *one);
  }
  if (!is_known) return std::nullopt;
  if (kind_ == Kind::kCeiling) result = result / number_ + static_cast<std::uint64_t>(result % number_ != 0);
  return result;
}

}  // namespace pbc::plan
