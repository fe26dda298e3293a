// SPDX-License-Identifier: Apache-2.0
//
// The modules hashlib and hmac (Python library reference).
#include "python/arguments.h"
#include "python/hashes.h"
#include "python/library.h"
#include "python/memory_view.h"
#include "python/objects.h"
#include "python/unicode.h"

namespace pbc {
namespace {

extern const Type kHashType;
extern const Type kHmacType;

/// A digest in the making; it keeps what it was given, since digests are asked for once and of small things.
struct Hash final : Native {
  Hash(const hashes::Algorithm& algorithm, std::string data)
      : Native(kHashType), algorithm(algorithm), data(std::move(data)) {}
  const hashes::Algorithm& algorithm;
  std::string data;

  std::string digest() const { return algorithm.digest(data); }
  std::string repr() const override { return std::string("<") + algorithm.name + " _hashlib.HASH object>"; }
};

struct Hmac final : Native {
  Hmac(const hashes::Algorithm& algorithm, std::string key, std::string data)
      : Native(kHmacType), algorithm(algorithm), key(std::move(key)), data(std::move(data)) {}
  const hashes::Algorithm& algorithm;
  std::string key;
  std::string data;

  std::string digest() const { return hashes::hmac(algorithm, key, data); }
};

std::string_view bytes_argument(Value& value) {
  value = plain_bytes(value);
  if (value.is_str()) raise_type_error("Strings must be encoded before hashing");
  if (!is_any_bytes(value)) raise_type_error("object supporting the buffer API required");
  return as_bytes(value);
}

std::string optional_bytes(Value& value) {
  return value.is_unset() ? std::string() : std::string(bytes_argument(value));
}

const hashes::Algorithm& algorithm_named(const Value& name) {
  if (!name.is_str()) raise_type_error("name must be a string");
  const hashes::Algorithm* found = hashes::find(name.text());
  if (found == nullptr) raise_value_error("unsupported hash type ", name.text());
  return *found;
}

template <typename Object>
Value update(const Value& self, Value* a) {
  as_native<Object>(self).data += bytes_argument(a[0]);
  return None;
}
template <typename Object>
Value digest(const Value& self, Value*) {
  return make_bytes(as_native<Object>(self).digest());
}
template <typename Object>
Value hexdigest(const Value& self, Value*) {
  const std::string bytes = as_native<Object>(self).digest();
  char* digits = nullptr;
  Value text = make_str(2 * bytes.size(), 2 * bytes.size(), &digits);
  hashes::write_hex(bytes, digits);
  return text;
}

Value copy_hash(const Value& self, Value*) {
  const Hash& hash = as_native<Hash>(self);
  return make_native(new Hash(hash.algorithm, hash.data));
}

Value copy_hmac(const Value& self, Value*) {
  const Hmac& hmac = as_native<Hmac>(self);
  return make_native(new Hmac(hmac.algorithm, hmac.key, hmac.data));
}

constexpr Method kHashMethods[] = {
    {"update", update<Hash>, "obj, /"},
    {"digest", digest<Hash>, ""},
    {"hexdigest", hexdigest<Hash>, ""},
    {"copy", copy_hash, ""},
};

template <typename Object>
Value digest_size(const Value& self) {
  return as_native<Object>(self).algorithm.digest_size;
}
template <typename Object>
Value block_size(const Value& self) {
  return as_native<Object>(self).algorithm.block_size;
}

constexpr Attribute kHashAttributes[] = {
    {"name", [](const Value& self) { return make_str(as_native<Hash>(self).algorithm.name); }},
    {"digest_size", digest_size<Hash>},
    {"block_size", block_size<Hash>},
};

constinit const Type kHashType{
    .name = "HASH",
    .module = "_hashlib",
    .error_name = "_hashlib.HASH",
    .methods = [] { return std::span<const Method>(kHashMethods); },
    .attributes = [] { return std::span<const Attribute>(kHashAttributes); },
};

constexpr Method kHmacMethods[] = {
    {"update", update<Hmac>, "def msg"},
    {"digest", digest<Hmac>, "def"},
    {"hexdigest", hexdigest<Hmac>, "def"},
    {"copy", copy_hmac, "def"},
};

constexpr Attribute kHmacAttributes[] = {
    {"name", [](const Value& self) { return make_str(std::string("hmac-") + as_native<Hmac>(self).algorithm.name); }},
    {"digest_size", digest_size<Hmac>},
    {"block_size", block_size<Hmac>},
};

Value new_hmac(const Value& self, Value* arguments);
constexpr Method kNewHmac{"__init__", new_hmac, "def key, msg=, digestmod="};

constinit const Type kHmacType{
    .name = "HMAC",
    .module = "hmac",
    .constructor = &kNewHmac,
    .methods = [] { return std::span<const Method>(kHmacMethods); },
    .attributes = [] { return std::span<const Attribute>(kHmacAttributes); },
};

template <std::size_t Name>
Value make_hash(const Value&, Value* a) {
  constexpr const char* kNames[] = {"md5",    "sha1",     "sha224",   "sha256",   "sha384",
                                    "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"};
  return make_native(new Hash(*hashes::find(kNames[Name]), optional_bytes(a[0])));
}

Value new_hash(const Value&, Value* a) { return make_native(new Hash(algorithm_named(a[0]), optional_bytes(a[1]))); }

Value pbkdf2_hmac(const Value&, Value* a) {
  const hashes::Algorithm& algorithm = algorithm_named(a[0]);
  const std::int64_t rounds = to_index(a[3]);
  if (rounds < 1) raise_value_error("iteration value must be greater than 0.");
  std::int64_t length = static_cast<std::int64_t>(algorithm.digest_size);
  if (!a[4].is_unset() && !a[4].is_none()) length = to_index(a[4]);
  if (length < 1) raise_value_error("key length must be greater than 0.");
  return make_bytes(hashes::pbkdf2(algorithm, bytes_argument(a[1]), bytes_argument(a[2]),
                                   static_cast<std::uint64_t>(rounds), static_cast<std::size_t>(length)));
}

Value algorithms() {
  Table names;
  for (const char* name :
       {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"})
    add_key(names, make_str(name));
  return make_set(std::move(names));
}

constexpr Method kHashlibFunctions[] = {
    {"md5", make_hash<0>, "string=, *, usedforsecurity="},
    {"sha1", make_hash<1>, "string=, *, usedforsecurity="},
    {"sha224", make_hash<2>, "string=, *, usedforsecurity="},
    {"sha256", make_hash<3>, "string=, *, usedforsecurity="},
    {"sha384", make_hash<4>, "string=, *, usedforsecurity="},
    {"sha512", make_hash<5>, "string=, *, usedforsecurity="},
    {"sha3_224", make_hash<6>, "string=, *, usedforsecurity="},
    {"sha3_256", make_hash<7>, "string=, *, usedforsecurity="},
    {"sha3_384", make_hash<8>, "string=, *, usedforsecurity="},
    {"sha3_512", make_hash<9>, "string=, *, usedforsecurity="},
    {"new", new_hash, "def name, data=, **kwargs"},
    {"pbkdf2_hmac", pbkdf2_hmac, "hash_name, password, salt, iterations, dklen="},
};

constexpr Constant kHashlibConstants[] = {
    {"algorithms_available", algorithms},
    {"algorithms_guaranteed", algorithms},
};

/// A digestmod argument: a name, or the function of hashlib that makes such a digest.
const hashes::Algorithm& digestmod_argument(const Value& value) {
  if (!given(value) || (value.is_str() && value.text().empty()))
    raise_type_error("Missing required parameter 'digestmod'.");
  if (value.is_str()) return algorithm_named(value);
  const Value made = value();
  const Hash* hash = native_if<Hash>(made, kHashType);
  if (hash == nullptr) raise_type_error("digestmod must make a hash of hashlib, not ", type_name(made));
  return hash->algorithm;
}

Value new_hmac(const Value&, Value* a) {
  a[0] = plain_bytes(a[0]);
  if (!is_any_bytes(a[0])) raise_type_error("key: expected bytes or bytearray, but got '", type_name(a[0]), "'");
  const std::string message = !given(a[1]) ? std::string() : optional_bytes(a[1]);
  return make_native(new Hmac(digestmod_argument(a[2]), as_bytes(a[0]), message));
}

Value hmac_digest(const Value&, Value* a) {
  return make_bytes(hashes::hmac(digestmod_argument(a[2]), bytes_argument(a[0]), bytes_argument(a[1])));
}

Value compare_digest(const Value&, Value* a) {
  for (int i = 0; i < 2; ++i) {
    if (a[i].is_str() && !unicode::is_ascii(a[i].text()))
      raise_type_error("comparing strings with non-ASCII characters is not supported");
    a[i] = plain_bytes(a[i]);
  }
  if (a[0].is_str() != a[1].is_str() || (!a[0].is_str() && (!is_any_bytes(a[0]) || !is_any_bytes(a[1])))) {
    raise_type_error("unsupported operand types(s) or combination of types: '", type_name(a[0]), "' and '",
                     type_name(a[1]), "'");
  }
  return a[0] == a[1];
}

constexpr Method kHmacFunctions[] = {
    {"new", new_hmac, "def key, msg=, digestmod="},
    {"digest", hmac_digest, "def key, msg, digest"},
    {"compare_digest", compare_digest, "a, b, /"},
};

constexpr const Type* kHmacTypes[] = {&kHmacType};

}  // namespace

constinit const Module kHashlibModule{
    .name = "hashlib", .functions = kHashlibFunctions, .constants = kHashlibConstants};
constinit const Module kHmacModule{.name = "hmac", .functions = kHmacFunctions, .types = kHmacTypes};

}  // namespace pbc
