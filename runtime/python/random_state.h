// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "python/random.h"

namespace pbc {

/// What a random.Random holds.
struct RandomState {
  MersenneTwister twister;
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
