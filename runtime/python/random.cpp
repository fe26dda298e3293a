// SPDX-License-Identifier: Apache-2.0
#include "python/random.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <random>

#include "python/heap.h"
#include "python/random_state.h"

namespace pbc {

void MersenneTwister::initialize(std::uint32_t seed) {
  state_[0] = seed;
  for (std::uint32_t i = 1; i < kSize; ++i) state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  at_ = kSize;
}

void MersenneTwister::seed(const std::vector<std::uint32_t>& key) {
  initialize(19650218u);
  const std::size_t length = key.size();
  std::size_t i = 1;
  std::size_t j = 0;
  const auto wrap = [&] {
    if (++i >= kSize) {
      state_[0] = state_[kSize - 1];
      i = 1;
    }
  };
  for (std::size_t k = std::max(kSize, length); k > 0; --k) {
    state_[i] =
        (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1664525u)) + key[j] + static_cast<std::uint32_t>(j);
    wrap();
    if (++j >= length) j = 0;
  }
  for (std::size_t k = kSize - 1; k > 0; --k) {
    state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1566083941u)) - static_cast<std::uint32_t>(i);
    wrap();
  }
  state_[0] = 0x80000000u;
}

std::uint32_t MersenneTwister::next() {
  if (at_ >= kSize) {
    for (std::size_t k = 0; k < kSize; ++k) {
      const std::uint32_t y = (state_[k] & 0x80000000u) | (state_[(k + 1) % kSize] & 0x7FFFFFFFu);
      state_[k] = state_[(k + 397) % kSize] ^ (y >> 1) ^ ((y & 1) != 0 ? 0x9908B0DFu : 0);
    }
    at_ = 0;
  }
  std::uint32_t y = state_[at_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680u;
  y ^= (y << 15) & 0xEFC60000u;
  return y ^ (y >> 18);
}

double MersenneTwister::next_double() {
  const std::uint32_t high = next() >> 5;
  const std::uint32_t low = next() >> 6;
  return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

std::uint64_t MersenneTwister::bits(int count) {
  if (count <= 0) return 0;
  if (count <= 32) return next() >> (32 - count);
  const std::uint64_t low = next();
  return low | static_cast<std::uint64_t>(next() >> (64 - count)) << 32;
}

std::uint64_t MersenneTwister::below(std::uint64_t limit) {
  const int width = std::bit_width(limit);
  std::uint64_t drawn = bits(width);
  while (drawn >= limit) drawn = bits(width);
  return drawn;
}

namespace {

/// What seed_random was given. Seeding costs more than a short run does otherwise, and few draw a number.
struct Seed {
  std::optional<std::int64_t> number;
};

std::vector<std::uint32_t> entropy_key() {
  std::random_device entropy;
  std::vector<std::uint32_t> key(8);
  for (std::uint32_t& word : key) word = entropy();
  return key;
}

}  // namespace

RunRandom::RunRandom() {
  const std::optional<std::int64_t> seed = run_local<Seed>().number;
  if (!seed) {
    std::vector<std::uint32_t> key = entropy_key();
    numbers.twister.seed(key);
    key[0] ^= 1;
    bytes.seed(key);
    return;
  }
  const std::uint64_t magnitude = *seed < 0 ? 0 - static_cast<std::uint64_t>(*seed) : static_cast<std::uint64_t>(*seed);
  std::vector<std::uint32_t> key{static_cast<std::uint32_t>(magnitude)};
  if (magnitude >> 32 != 0) key.push_back(static_cast<std::uint32_t>(magnitude >> 32));
  numbers.twister.seed(key);
  if (magnitude == 0) key.clear();
  key.insert(key.begin(), 0x75756964u);  // another stream than that of the module random
  bytes.seed(key);
}

void seed_random(std::int64_t seed) { run_local<Seed>().number = seed; }

std::string random_bytes(std::size_t count) {
  std::string bytes;
  MersenneTwister& twister = run_local<RunRandom>().bytes;
  while (bytes.size() < count) bytes.push_back(static_cast<char>(twister.next() >> 24));
  return bytes;
}

double RandomState::next_double() {
  return is_system ? static_cast<double>(bits(53)) * (1.0 / 9007199254740992.0) : twister.next_double();
}

BigInteger RandomState::bits(std::int64_t count) {
  BigInteger number = 0;
  if (is_system) {
    for (char c : random_bytes(static_cast<std::size_t>((count + 7) / 8)))
      number = number << 8 | static_cast<unsigned char>(c);
    return number >> static_cast<unsigned>(-count & 7);
  }
  for (unsigned shift = 0; count > 0; shift += 32, count -= 32) {
    std::uint32_t word = twister.next();
    if (count < 32) word >>= 32 - count;
    number |= BigInteger(word) << shift;
  }
  return number;
}

BigInteger RandomState::below(const BigInteger& limit) {
  const auto width = static_cast<std::int64_t>(msb(limit)) + 1;
  BigInteger drawn = bits(width);
  while (drawn >= limit) drawn = bits(width);
  return drawn;
}

std::int64_t RandomState::below(std::int64_t limit) {
  if (is_system) return static_cast<std::int64_t>(below(BigInteger(limit)));
  return static_cast<std::int64_t>(twister.below(static_cast<std::uint64_t>(limit)));
}

std::string RandomState::next_bytes(std::size_t count) {
  if (is_system) return random_bytes(count);
  std::string bytes;
  for (std::size_t left = count; left > 0; left -= std::min<std::size_t>(left, 4)) {
    const std::uint32_t word = left < 4 ? twister.next() >> (32 - 8 * left) : twister.next();
    for (std::size_t i = 0; i < 4 && i < left; ++i) bytes.push_back(static_cast<char>(word >> 8 * i));
  }
  return bytes;
}

}  // namespace pbc
