// SPDX-License-Identifier: Apache-2.0
//
// Ranges whose ends, step or length do not fit the 64 bits of a Range.
#pragma once

#include <array>

#include "python/big_integer.h"

namespace pbc {

struct LargeRange final : Native {
  LargeRange(BigInteger start, BigInteger stop, BigInteger step);
  std::string repr() const override;
  bool truth() const override { return count > 0; }
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  bool has_length() const override { return true; }
  std::size_t length() const override;
  Value iterate() override;
  bool contains(const Value& item) override;
  Value get_item(const Value& key) override;
  /// Where `number` stands, or -1.
  BigInteger find(const BigInteger& number) const;
  const BigInteger start, stop, step, count;
};

inline const LargeRange* as_large_range(const Value& v) { return native_if<LargeRange>(v, kRangeType); }

/// Ends below this leave a Range room for what slices and steps compute with them.
inline constexpr std::int64_t kSmallRange = std::int64_t{1} << 61;

/// range(start, stop, step), in the smallest form that holds it; `step` is not zero.
Value make_range(const BigInteger& start, const BigInteger& stop, const BigInteger& step);
/// The slice applied to `length` items, as start, stop and step: slice.indices beyond 64 bits.
std::array<BigInteger, 3> large_slice(const Value& slice, const BigInteger& length);
Value reversed_range(const LargeRange& range);
/// The first numbers of a range, those of 64 bits, as a loop over them goes: start, step, count. OverflowError where a
/// loop could get to one that does not fit.
std::array<std::int64_t, 3> leading_integers(const LargeRange& range);
/// hash() of a range of `count` numbers.
std::uint64_t hash_of_range(const Value& count, const Value& start, const Value& step);

}  // namespace pbc
