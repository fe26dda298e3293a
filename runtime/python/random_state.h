// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/big_integer.h"
#include "python/random.h"

namespace pbc {

/// What a random.Random holds, and how its numbers are drawn.
struct RandomState {
  /// In [0, 1).
  double next_double();
  BigInteger bits(std::int64_t count);
  /// In [0, limit); `limit` > 0.
  BigInteger below(const BigInteger& limit);
  std::int64_t below(std::int64_t limit);
  std::string next_bytes(std::size_t count);

  MersenneTwister twister;
  bool is_system = false;  // random.SystemRandom: all comes from random_bytes()
  bool has_gauss = false;  // gauss() makes two numbers at a time
  double next_gauss = 0;
};

/// The random numbers of a run, from the system's entropy until they are seeded.
struct RunRandom {
  RunRandom();
  RandomState numbers;
  MersenneTwister bytes;
};

}  // namespace pbc
