// SPDX-License-Identifier: Apache-2.0
//
// The generator behind the module random: MT19937, seeded and read as CPython does, so that a seed gives CPython's
// sequence.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace pbc {

class MersenneTwister {
 public:
  /// random.seed of an int whose magnitude has these 32-bit digits, the lowest first.
  void seed(const std::vector<std::uint32_t>& key);
  std::uint32_t next();
  /// In [0, 1), with 53 bits.
  double next_double();
  /// random.getrandbits for up to 64 bits.
  std::uint64_t bits(int count);
  /// In [0, limit), as random._randbelow draws it; `limit` > 0.
  std::uint64_t below(std::uint64_t limit);

 private:
  void initialize(std::uint32_t seed);
  static constexpr std::size_t kSize = 624;
  std::array<std::uint32_t, kSize> state_{};
  std::size_t at_ = kSize + 1;
};

/// Seeds what random and uuid draw from in the current run, before either draws; without it they start from the
/// system's entropy.
void seed_random(std::int64_t seed);
/// `count` bytes that do not disturb the sequence of the module random (os.urandom, uuid4).
std::string random_bytes(std::size_t count);

}  // namespace pbc
