// SPDX-License-Identifier: Apache-2.0
#include "python/hashes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "python/sha256_blocks.h"

namespace pbc::hashes {
namespace {

/// Gives `take` the blocks of `data` and of what pads it to whole ones: a one bit, zeros, and the length in bits in the
/// last `LengthBytes`.
template <std::size_t Block, std::size_t LengthBytes, std::endian Order, typename Take>
void for_each_block(std::string_view data, Take take) {
  const std::uint64_t bits = static_cast<std::uint64_t>(data.size()) * 8;
  for (; data.size() >= Block; data.remove_prefix(Block)) take(data.data());
  std::array<char, 2 * Block> last{};
  std::copy(data.begin(), data.end(), last.begin());
  last[data.size()] = '\x80';
  const std::size_t end = data.size() + 1 + LengthBytes <= Block ? Block : 2 * Block;
  for (std::size_t i = 0; i < sizeof bits; ++i) {
    const std::size_t place = Order == std::endian::big ? end - 1 - i : end - LengthBytes + i;
    last[place] = static_cast<char>(bits >> 8 * i);
  }
  for (std::size_t at = 0; at < end; at += Block) take(last.data() + at);
}

template <typename Word>
Word read_little(const char* at) {
  static_assert(std::endian::native == std::endian::little);
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

template <typename Word>
Word read_big(const char* at) {
  if constexpr (sizeof(Word) == 8) {
    return __builtin_bswap64(read_little<Word>(at));
  } else {
    return __builtin_bswap32(read_little<Word>(at));
  }
}

template <typename Word>
void append_big(std::string& out, Word word) {
  for (std::size_t i = sizeof(Word); i-- > 0;) out.push_back(static_cast<char>(word >> 8 * i));
}

template <typename Word, std::size_t N>
std::string big_endian(std::array<Word, N> words) {
  for (Word& word : words) word = read_big<Word>(reinterpret_cast<const char*>(&word));
  return {reinterpret_cast<const char*>(words.data()), sizeof words};
}

/// What SHA-256 and SHA-512 differ in.
template <typename Word>
struct Sha2;

template <>
struct Sha2<std::uint32_t> {
  static constexpr int kRounds = 64;
  static std::uint32_t constant(int i) { return static_cast<std::uint32_t>(kSha2[i] >> 32); }
  static std::uint32_t sum0(std::uint32_t x) { return std::rotr(x, 2) ^ std::rotr(x, 13) ^ std::rotr(x, 22); }
  static std::uint32_t sum1(std::uint32_t x) { return std::rotr(x, 6) ^ std::rotr(x, 11) ^ std::rotr(x, 25); }
  static std::uint32_t mix0(std::uint32_t x) { return std::rotr(x, 7) ^ std::rotr(x, 18) ^ (x >> 3); }
  static std::uint32_t mix1(std::uint32_t x) { return std::rotr(x, 17) ^ std::rotr(x, 19) ^ (x >> 10); }
};

template <>
struct Sha2<std::uint64_t> {
  static constexpr int kRounds = 80;
  static std::uint64_t constant(int i) { return kSha2[i]; }
  static std::uint64_t sum0(std::uint64_t x) { return std::rotr(x, 28) ^ std::rotr(x, 34) ^ std::rotr(x, 39); }
  static std::uint64_t sum1(std::uint64_t x) { return std::rotr(x, 14) ^ std::rotr(x, 18) ^ std::rotr(x, 41); }
  static std::uint64_t mix0(std::uint64_t x) { return std::rotr(x, 1) ^ std::rotr(x, 8) ^ (x >> 7); }
  static std::uint64_t mix1(std::uint64_t x) { return std::rotr(x, 19) ^ std::rotr(x, 61) ^ (x >> 6); }
};

template <typename Word>
std::string sha2(std::string_view data, std::array<Word, 8> state, std::size_t size) {
  using Rules = Sha2<Word>;
  Sha256Block by_instructions = nullptr;
  if constexpr (sizeof(Word) == sizeof(std::uint32_t)) by_instructions = sha256_instructions();
  for_each_block<16 * sizeof(Word), 2 * sizeof(Word), std::endian::big>(data, [&](const char* block) {
    if constexpr (sizeof(Word) == sizeof(std::uint32_t)) {
      if (by_instructions != nullptr) return by_instructions(state.data(), block);
    }
    std::array<Word, Rules::kRounds> w;
    for (std::size_t i = 0; i < 16; ++i) w[i] = read_big<Word>(block + i * sizeof(Word));
    for (std::size_t i = 16; i < w.size(); ++i)
      w[i] = w[i - 16] + Rules::mix0(w[i - 15]) + w[i - 7] + Rules::mix1(w[i - 2]);
    auto [a, b, c, d, e, f, g, h] = state;
    // A round changes two of the eight words and turns the rest by one place; eight rounds by name turn nothing.
    std::size_t i = 0;
    const auto round = [&](Word a, Word b, Word c, Word& d, Word e, Word f, Word g, Word& h) {
      const Word first = h + Rules::sum1(e) + ((e & f) ^ (~e & g)) + Rules::constant(static_cast<int>(i)) + w[i];
      d += first;
      h = first + Rules::sum0(a) + ((a & b) ^ (a & c) ^ (b & c));
      ++i;
    };
    while (i < w.size()) {
      round(a, b, c, d, e, f, g, h);
      round(h, a, b, c, d, e, f, g);
      round(g, h, a, b, c, d, e, f);
      round(f, g, h, a, b, c, d, e);
      round(e, f, g, h, a, b, c, d);
      round(d, e, f, g, h, a, b, c);
      round(c, d, e, f, g, h, a, b);
      round(b, c, d, e, f, g, h, a);
    }
    const std::array<Word, 8> added{a, b, c, d, e, f, g, h};
    for (std::size_t word = 0; word < 8; ++word) state[word] += added[word];
  });
  return big_endian(state).substr(0, size);
}

// The constants of MD5: floor(2^32 * |sin(i + 1)|).
constexpr std::uint32_t kMd5[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

/// The permutation of SHA-3 (FIPS 202).
void keccak(std::array<std::uint64_t, 25>& state) {
  constexpr std::uint64_t kRounds[24] = {
      0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
      0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
      0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
      0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
      0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};
  constexpr int kTurns[24] = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                              27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};
  constexpr std::size_t kLanes[24] = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                      15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
  for (std::uint64_t round : kRounds) {
    std::array<std::uint64_t, 5> column;
    for (std::size_t x = 0; x < 5; ++x)
      column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
    for (std::size_t i = 0; i < 25; ++i) state[i] ^= column[(i + 4) % 5] ^ std::rotl(column[(i + 1) % 5], 1);
    std::uint64_t lane = state[1];
    for (std::size_t i = 0; i < 24; ++i) {
      const std::uint64_t next = state[kLanes[i]];
      state[kLanes[i]] = std::rotl(lane, kTurns[i]);
      lane = next;
    }
    for (std::size_t y = 0; y < 25; y += 5) {
      std::array<std::uint64_t, 5> row;
      for (std::size_t x = 0; x < 5; ++x) row[x] = state[y + x];
      for (std::size_t x = 0; x < 5; ++x) state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    state[0] ^= round;
  }
}

constexpr Algorithm kAlgorithms[] = {
    {"md5", md5, 16, 64},
    {"sha1", sha1, 20, 64},
    {"sha224", sha224, 28, 64},
    {"sha256", sha256, 32, 64},
    {"sha384", sha384, 48, 128},
    {"sha512", sha512, 64, 128},
    {"sha3_224", [](std::string_view data) { return sha3(data, 28); }, 28, 144},
    {"sha3_256", [](std::string_view data) { return sha3(data, 32); }, 32, 136},
    {"sha3_384", [](std::string_view data) { return sha3(data, 48); }, 48, 104},
    {"sha3_512", [](std::string_view data) { return sha3(data, 64); }, 64, 72},
};

}  // namespace

std::string md5(std::string_view data) {
  constexpr int kTurns[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  std::array<std::uint32_t, 4> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  for_each_block<64, 8, std::endian::little>(data, [&](const char* block) {
    std::array<std::uint32_t, 16> w;
    for (std::size_t i = 0; i < 16; ++i) w[i] = read_little<std::uint32_t>(block + 4 * i);
    auto [a, b, c, d] = state;
    const auto quarter = [&, &a = a, &b = b, &c = c, &d = d](std::size_t number, std::size_t factor, std::size_t first,
                                                             auto mix) {
      const auto& turns = kTurns[number];
      const auto round = [&](std::size_t i, std::uint32_t& a, std::uint32_t b, std::uint32_t c, std::uint32_t d,
                             int turn) {
        a = b + std::rotl(a + mix(b, c, d) + kMd5[16 * number + i] + w[(factor * i + first) % 16], turn);
      };
      for (std::size_t i = 0; i < 16; i += 4) {
        round(i, a, b, c, d, turns[0]);
        round(i + 1, d, a, b, c, turns[1]);
        round(i + 2, c, d, a, b, turns[2]);
        round(i + 3, b, c, d, a, turns[3]);
      }
    };
    using Word = std::uint32_t;
    quarter(0, 1, 0, [](Word b, Word c, Word d) { return (b & c) | (~b & d); });
    quarter(1, 5, 1, [](Word b, Word c, Word d) { return (d & b) | (~d & c); });
    quarter(2, 3, 5, [](Word b, Word c, Word d) { return b ^ c ^ d; });
    quarter(3, 7, 0, [](Word b, Word c, Word d) { return c ^ (b | ~d); });
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  });
  static_assert(std::endian::native == std::endian::little);
  return {reinterpret_cast<const char*>(state.data()), sizeof state};
}

std::string sha1(std::string_view data) {
  std::array<std::uint32_t, 5> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  for_each_block<64, 8, std::endian::big>(data, [&](const char* block) {
    std::array<std::uint32_t, 80> w;
    for (std::size_t i = 0; i < 16; ++i) w[i] = read_big<std::uint32_t>(block + 4 * i);
    for (std::size_t i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    auto [a, b, c, d, e] = state;
    using Word = std::uint32_t;
    const auto quarter = [&, &a = a, &b = b, &c = c, &d = d, &e = e](std::size_t first, Word constant, auto mix) {
      // A round changes two of the five words and turns the rest by one place; five rounds by name turn nothing.
      const auto round = [&](std::size_t i, Word a, Word& b, Word c, Word d, Word& e) {
        e += std::rotl(a, 5) + mix(b, c, d) + constant + w[i];
        b = std::rotl(b, 30);
      };
      for (std::size_t i = first; i < first + 20; i += 5) {
        round(i, a, b, c, d, e);
        round(i + 1, e, a, b, c, d);
        round(i + 2, d, e, a, b, c);
        round(i + 3, c, d, e, a, b);
        round(i + 4, b, c, d, e, a);
      }
    };
    quarter(0, 0x5a827999, [](Word b, Word c, Word d) { return (b & c) | (~b & d); });
    quarter(20, 0x6ed9eba1, [](Word b, Word c, Word d) { return b ^ c ^ d; });
    quarter(40, 0x8f1bbcdc, [](Word b, Word c, Word d) { return (b & c) | (b & d) | (c & d); });
    quarter(60, 0xca62c1d6, [](Word b, Word c, Word d) { return b ^ c ^ d; });
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  });
  return big_endian(state);
}

std::string sha224(std::string_view data) {
  return sha2<std::uint32_t>(
      data, {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4}, 28);
}

std::string sha256(std::string_view data) {
  return sha2<std::uint32_t>(
      data, {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}, 32);
}

std::string sha384(std::string_view data) {
  return sha2<std::uint64_t>(data,
                             {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
                              0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4},
                             48);
}

std::string sha512(std::string_view data) {
  return sha2<std::uint64_t>(data,
                             {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                              0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179},
                             64);
}

std::string sha3(std::string_view data, std::size_t bytes) {
  const std::size_t rate = 200 - 2 * bytes;
  std::string message(data);
  message.push_back('\x06');
  while (message.size() % rate != 0) message.push_back('\0');
  message.back() = static_cast<char>(static_cast<unsigned char>(message.back()) | 0x80);
  std::array<std::uint64_t, 25> state{};
  for (std::size_t block = 0; block < message.size(); block += rate) {
    for (std::size_t i = 0; i < rate; ++i)
      state[i / 8] ^= static_cast<std::uint64_t>(static_cast<unsigned char>(message[block + i])) << 8 * (i % 8);
    keccak(state);
  }
  std::string digest;
  for (std::size_t i = 0; i < bytes; ++i) digest.push_back(static_cast<char>(state[i / 8] >> 8 * (i % 8)));
  return digest;
}

const Algorithm* find(std::string_view name) {
  for (const Algorithm& algorithm : kAlgorithms)
    if (name == algorithm.name) return &algorithm;
  std::string lower;
  for (char c : name) lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '-' ? '_' : c);
  if (lower.starts_with("sha_")) lower.erase(3, 1);
  for (const Algorithm& algorithm : kAlgorithms) {
    // Python spells SHA-3 with an underscore and in lower case; the spelling with a hyphen is free.
    const bool is_spelt = name.find('_') == name.npos || name == lower;
    if (is_spelt && lower == algorithm.name) return &algorithm;
  }
  return nullptr;
}

std::string hmac(const Algorithm& algorithm, std::string_view key, std::string_view message) {
  std::string block = key.size() > algorithm.block_size ? algorithm.digest(key) : std::string(key);
  block.resize(algorithm.block_size);
  std::string inner;
  std::string outer;
  for (char c : block) {
    inner.push_back(static_cast<char>(c ^ 0x36));
    outer.push_back(static_cast<char>(c ^ 0x5c));
  }
  return algorithm.digest(outer + algorithm.digest(inner + std::string(message)));
}

std::string pbkdf2(const Algorithm& algorithm, std::string_view password, std::string_view salt, std::uint64_t rounds,
                   std::size_t length) {
  std::string key;
  for (std::uint32_t block = 1; key.size() < length; ++block) {
    std::string seed(salt);
    append_big(seed, block);
    std::string u = hmac(algorithm, password, seed);
    std::string sum = u;
    for (std::uint64_t round = 1; round < rounds; ++round) {
      u = hmac(algorithm, password, u);
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = static_cast<char>(sum[i] ^ u[i]);
    }
    key += sum;
  }
  key.resize(length);
  return key;
}

void write_hex(std::string_view bytes, char* out) {
  static constexpr auto kPairs = [] {
    std::array<std::array<char, 2>, 256> pairs{};
    for (std::size_t byte = 0; byte < pairs.size(); ++byte)
      pairs[byte] = {"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
    return pairs;
  }();
  for (std::size_t i = 0; i < bytes.size(); ++i)
    std::memcpy(out + 2 * i, kPairs[static_cast<unsigned char>(bytes[i])].data(), 2);
}

std::string to_hex(std::string_view bytes) {
  std::string text(2 * bytes.size(), '0');
  write_hex(bytes, text.data());
  return text;
}

}  // namespace pbc::hashes
