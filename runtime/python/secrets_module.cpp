// SPDX-License-Identifier: Apache-2.0
//
// The module secrets (Python library reference, secrets), over the random bytes of the run.
#include "python/arguments.h"
#include "python/big_integer.h"
#include "python/codecs.h"
#include "python/hashes.h"
#include "python/library_more.h"
#include "python/random_state.h"

namespace pbc {
namespace {

std::string token(const Value& count) {
  const std::int64_t bytes = index_or(count, 32);
  if (bytes < 0) raise_value_error("negative argument not allowed");
  if (bytes > 1 << 26) raise_error(kMemoryError, "");
  return random_bytes(static_cast<std::size_t>(bytes));
}

Value token_bytes(const Value&, Value* a) { return make_bytes(token(a[0])); }
Value token_hex(const Value&, Value* a) { return make_str(hashes::to_hex(token(a[0]))); }

Value token_urlsafe(const Value&, Value* a) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const std::string bytes = token(a[0]);
  std::string text;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (char c : bytes) {
    buffer = (buffer << 8 | static_cast<unsigned char>(c)) & 0xFFFFFF;
    for (bits += 8; bits >= 6; bits -= 6) text += kAlphabet[buffer >> (bits - 6) & 63];
  }
  if (bits > 0) text += kAlphabet[buffer << (6 - bits) & 63];
  return make_str(text);
}

/// What random.SystemRandom() draws from.
RandomState system_random() {
  RandomState state;
  state.is_system = true;
  return state;
}

Value randbelow(const Value&, Value* a) {
  const BigInteger limit = to_big_int(a[0]);
  if (limit <= 0) raise_value_error("Upper bound must be positive.");
  return make_int(system_random().below(limit));
}

Value randbits(const Value&, Value* a) {
  const std::int64_t bits = to_index(a[0]);
  if (bits < 0) raise_value_error("number of bits must be non-negative");
  if (bits > 1 << 26) raise_error(kMemoryError, "");
  return make_int(system_random().bits(bits));
}

Value choice(const Value&, Value* a) {
  const std::size_t length = length_of(a[0]);
  if (length == 0) raise_index_error("Cannot choose from an empty sequence");
  return a[0][system_random().below(static_cast<std::int64_t>(length))];
}

Value compare_digest(const Value&, Value* a) {
  const bool texts = a[0].is_str() && a[1].is_str();
  if (texts && (!str_is_ascii(a[0]) || !str_is_ascii(a[1])))
    raise_type_error("comparing strings with non-ASCII characters is not supported");
  if (!texts && (!is_any_bytes(a[0]) || !is_any_bytes(a[1]))) {
    raise_type_error("unsupported operand types(s) or combination of types: '", type_name(a[0]), "' and '",
                     type_name(a[1]), "'");
  }
  return texts ? a[0].text() == a[1].text() : as_bytes(a[0]) == as_bytes(a[1]);
}

constexpr Method kFunctions[] = {
    {"token_bytes", token_bytes, "def nbytes="},
    {"token_hex", token_hex, "def nbytes="},
    {"token_urlsafe", token_urlsafe, "def nbytes="},
    {"randbelow", randbelow, "def exclusive_upper_bound"},
    {"randbits", randbits, "def k"},
    {"choice", choice, "def seq"},
    {"compare_digest", compare_digest, "a, b, /"},
};

constexpr Constant kConstants[] = {
    {"DEFAULT_ENTROPY", []() -> Value { return 32; }},
    {"SystemRandom", []() -> Value { return import_from("random", "SystemRandom"); }},
};

}  // namespace

constinit const Module kSecretsModule{.name = "secrets", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
