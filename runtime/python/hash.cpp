// SPDX-License-Identifier: Apache-2.0
//
// hash(): for numbers, tuples and frozen sets the very values of CPython 3.11 (Python library reference, Hashing of
// numeric types); for text any, since CPython's differ from process to process.
#include <bit>
#include <cmath>
#include <cstring>

#include "python/execution.h"
#include "python/large_range.h"
#include "python/objects.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

constexpr std::uint64_t kModulus = (std::uint64_t{1} << 61) - 1;

std::uint64_t signed_hash(std::uint64_t magnitude, bool negative) {
  auto hash = static_cast<std::int64_t>(magnitude);
  if (negative) hash = -hash;
  return static_cast<std::uint64_t>(hash == -1 ? -2 : hash);
}

std::uint64_t hash_of_int(std::int64_t number) {
  bool negative = number < 0;
  std::uint64_t magnitude = negative ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  return signed_hash(magnitude % kModulus, negative);
}

std::uint64_t hash_of_pointer(const void* pointer) {
  auto bits = reinterpret_cast<std::uintptr_t>(pointer);
  return bits >> 4 | static_cast<std::uint64_t>(bits) << 60;
}

/// tuplehash of CPython: the rounds of xxHash over the hashes of the items.
template <typename HashAt>
std::uint64_t hash_of_sequence(std::size_t count, HashAt hash_at) {
  constexpr std::uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u,
                          kPrime5 = 2870177450012600261u;
  std::uint64_t sum = kPrime5;
  for (std::size_t i = 0; i < count; ++i) {
    sum += hash_at(i) * kPrime2;
    sum = sum << 31 | sum >> 33;
    sum *= kPrime1;
  }
  sum += count ^ (kPrime5 ^ 3527539u);
  return sum == ~std::uint64_t{0} ? 1546275796u : sum;
}

/// frozenset_hash of CPython: independent of the order.
std::uint64_t hash_of_set(const Table& table) {
  std::uint64_t hash = 0;
  for (const Table::Entry& entry : table.entries())
    hash ^= ((entry.hash ^ 89869747u) ^ (entry.hash << 16)) * 3644798167u;
  hash ^= (table.size() + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  return hash == ~std::uint64_t{0} ? 590923713u : hash;
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// CPython hashes nested tuples until its C stack ends; this is where ours stops.
class Depth {
 public:
  Depth() {
    if (depth_ == kDeepest) raise_error(kRecursionError, "maximum recursion depth exceeded");
    ++depth_;
  }
  ~Depth() { --depth_; }
  static int exchange(int depth) { return std::exchange(depth_, depth); }

 private:
  static constexpr int kDeepest = 20000;
  static constinit thread_local int depth_;
};
constinit thread_local int Depth::depth_ = 0;

template <typename Word>
std::uint64_t read(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

}  // namespace

int exchange_hash_depth(int depth) { return Depth::exchange(depth); }

std::uint64_t hash_of_text(std::string_view text) {
  constexpr std::uint64_t kFirst = 0xA0761D6478BD642Fu, kSecond = 0xE7037ED1A0B428DBu;
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t hash = text.size() ^ kFirst;
  while (left > 16) {
    hash = mix(read<std::uint64_t>(at) ^ kSecond, read<std::uint64_t>(at + 8) ^ hash);
    at += 16;
    left -= 16;
  }
  std::uint64_t low = 0, high = 0;
  if (left >= 8) {
    low = read<std::uint64_t>(at);
    high = read<std::uint64_t>(at + left - 8);
  } else if (left >= 4) {
    low = read<std::uint32_t>(at);
    high = read<std::uint32_t>(at + left - 4);
  } else if (left > 0) {
    low = static_cast<std::uint64_t>(static_cast<unsigned char>(at[0])) << 16 |
          static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8 |
          static_cast<unsigned char>(at[left - 1]);
  }
  hash = mix(kSecond ^ low, hash ^ high);
  return hash <= 1 || hash == ~std::uint64_t{0} ? 2 : hash;  // 0 says "not computed", -1 is no Python hash
}

std::uint64_t hash_of_float(double number) {
  if (std::isinf(number)) return number > 0 ? 314159 : static_cast<std::uint64_t>(-314159);
  if (std::isnan(number)) return hash_of_int(static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(number) >> 1));
  int exponent;
  double mantissa = std::frexp(std::fabs(number), &exponent);
  std::uint64_t hash = 0;
  while (mantissa != 0) {
    hash = (hash << 28 & kModulus) | hash >> 33;
    mantissa *= 268435456.0;  // 2**28
    exponent -= 28;
    auto digit = static_cast<std::uint64_t>(mantissa);
    mantissa -= static_cast<double>(digit);
    hash += digit;
    if (hash >= kModulus) hash -= kModulus;
  }
  exponent = exponent >= 0 ? exponent % 61 : 61 - 1 - ((-1 - exponent) % 61);
  hash = (hash << exponent & kModulus) | hash >> (61 - exponent);
  return signed_hash(hash, number < 0);
}

std::uint64_t hash_of_range(const Value& count, const Value& start, const Value& step) {
  const Value* parts[] = {&count, &start, &step};
  return hash_of_sequence(3, [&](std::size_t i) { return hash_of(*parts[i]); });
}

std::uint64_t hash_of(const Value& v) {
  if (has_class(v))
    if (const std::optional<std::uint64_t> own = class_hash(v)) return *own;
  switch (v.tag()) {
    case Tag::kStr: {
      const Str& str = as_str(v);
      if (str.hash == 0) str.hash = hash_of_text(str.view());
      return str.hash;
    }
    case Tag::kLiteral:
      return hash_of_text(v.text());
    case Tag::kInt:
    case Tag::kBool:
      return hash_of_int(v.as_int());
    case Tag::kNone:
      return 0xFCA86420;
    case Tag::kFloat:
      return hash_of_float(v.as_float());
    case Tag::kBigInt: {
      const BigInteger& number = as_big_int(v);
      auto magnitude = static_cast<std::uint64_t>(boost::multiprecision::abs(number) % kModulus);
      return signed_hash(magnitude, number < 0);
    }
    case Tag::kBytes:
      return hash_of_text(as_bytes(v));
    case Tag::kTuple: {
      Depth depth;
      const Values& items = as_tuple(v);
      return hash_of_sequence(items.size(), [&](std::size_t i) { return hash_of(items[i]); });
    }
    case Tag::kFrozenSet:
      return hash_of_set(as_set(v));
    case Tag::kRange: {
      const Range& range = as_range(v);
      std::int64_t count = range.length();
      return hash_of_range(count, count > 0 ? Value(range.start) : None, count > 1 ? Value(range.step) : None);
    }
    case Tag::kFunction:
      return hash_of_pointer(reinterpret_cast<const void*>(v.code()));
    case Tag::kBuiltin:
      return hash_of_pointer(&v.builtin());
    case Tag::kBoundMethod: {
      const BoundMethod& bound = as_bound(v);
      return hash_of_pointer(bound.method) ^ (bound.self.is_heap() ? hash_of_pointer(bound.self.object()) : 0);
    }
    case Tag::kNative:
      return as_native(v).hash();
    case Tag::kIterator:
    case Tag::kClosure:
    case Tag::kModule:
    case Tag::kException:
    case Tag::kType:
    case Tag::kInstance:
      return hash_of_pointer(v.object());
    case Tag::kDictView:
      if (as_view(v).kind == DictView::Kind::kValues) return hash_of_pointer(v.object());
      [[fallthrough]];
    default:
      raise_type_error("unhashable type: '", type_name(v), "'");
  }
}

}  // namespace pbc
