// SPDX-License-Identifier: Apache-2.0
//
// The module ipaddress (Python library reference, ipaddress): addresses, interfaces and networks.
#include <algorithm>

#include "python/big_integer.h"
#include "python/ip_address.h"
#include "python/library.h"
#include "python/objects.h"

namespace pbc::ip {
namespace {

extern const Type kV4Address, kV6Address, kV4Network, kV6Network, kV4Interface, kV6Interface;

BigInteger to_big(Number number) {
  BigInteger big = static_cast<std::uint64_t>(number >> 64);
  big <<= 64;
  return big + static_cast<std::uint64_t>(number);
}

Number of_big(const BigInteger& big) {
  return static_cast<Number>(static_cast<std::uint64_t>(BigInteger(big >> 64))) << 64 |
         static_cast<std::uint64_t>(BigInteger(big & BigInteger(~std::uint64_t{0})));
}

/// An address; of an interface, also the length of its network's prefix.
struct AddressObject final : Native {
  AddressObject(Address address, int prefix, const Type& type)
      : Native(type), address(std::move(address)), prefix(prefix) {}
  Address address;
  int prefix;  // -1: no interface

  bool is_interface() const { return prefix >= 0; }
  std::string address_text() const { return address.compressed() + (address.scope.empty() ? "" : "%" + address.scope); }
  std::string str() const override { return address_text() + (is_interface() ? "/" + std::to_string(prefix) : ""); }
  std::string repr() const override { return std::string(type().name.view()) + "('" + str() + "')"; }
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override {
    return hash_of(make_int(to_big(address.number))) ^ static_cast<std::uint64_t>(prefix + 1);
  }
  Value binary(Operator op, const Value& other, bool reflected) const override;
};

struct NetworkObject final : Native {
  NetworkObject(Address address, int prefix, const Type& type)
      : Native(type), address(std::move(address)), prefix(prefix) {}
  Address address;
  int prefix;

  Number mask() const { return mask_of(prefix, address.bits()); }
  Number host_mask() const { return mask() ^ mask_of(address.bits(), address.bits()); }
  Number last() const { return address.number | host_mask(); }
  bool has(const Address& other) const {
    return other.version == address.version && (other.number & mask()) == address.number;
  }
  bool has(const NetworkObject& other) const { return has(other.address) && other.prefix >= prefix; }

  std::string str() const override { return address.compressed() + "/" + std::to_string(prefix); }
  std::string repr() const override { return std::string(type().name.view()) + "('" + str() + "')"; }
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override { return hash_of(make_int(to_big(address.number ^ mask()))); }
  bool contains(const Value& item) override;
  Value iterate() override;
  Value get_item(const Value& key) override;
};

AddressObject* address_if(const Value& value) {
  for (const Type* type : {&kV4Address, &kV6Address})
    if (AddressObject* object = native_if<AddressObject>(value, *type)) return object;
  return nullptr;
}

NetworkObject* network_if(const Value& value) {
  for (const Type* type : {&kV4Network, &kV6Network})
    if (NetworkObject* object = native_if<NetworkObject>(value, *type)) return object;
  return nullptr;
}

const AddressObject& address_of(const Value& self) { return as_native<AddressObject>(self); }
const NetworkObject& network_of(const Value& self) { return as_native<NetworkObject>(self); }

Value make_address(Number number, int version, std::string scope = {}) {
  return make_native(
      new AddressObject({version, number, std::move(scope)}, -1, version == 4 ? kV4Address : kV6Address));
}

Value make_network(Number number, int prefix, int version) {
  return make_native(new NetworkObject({version, number, {}}, prefix, version == 4 ? kV4Network : kV6Network));
}

[[noreturn]] void raise_versions(const Native& a, const Native& b) {
  raise_type_error(a.str(), " and ", b.str(), " are not of the same version");
}

Value ordered(Comparison op, int order) {
  switch (op) {
    case Comparison::kLess:
      return order < 0;
    case Comparison::kLessEqual:
      return order <= 0;
    case Comparison::kEqual:
      return order == 0;
    case Comparison::kNotEqual:
      return order != 0;
    case Comparison::kGreater:
      return order > 0;
    default:
      return order >= 0;
  }
}

template <typename T>
int three_way(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

bool is_equality(Comparison op) { return op == Comparison::kEqual || op == Comparison::kNotEqual; }

Value AddressObject::compare(Comparison op, const Value& other) const {
  const AddressObject* right = address_if(other);
  if (right == nullptr) return Value();
  if (is_equality(op)) return (address == right->address && prefix == right->prefix) == (op == Comparison::kEqual);
  if (address.version != right->address.version) raise_versions(*this, *right);
  if (!is_interface() || !right->is_interface()) {
    const int order = three_way(address.number, right->address.number);
    return ordered(op, order != 0 ? order : three_way(is_interface(), right->is_interface()));
  }
  int order = three_way(address.number & mask_of(prefix, address.bits()),
                        right->address.number & mask_of(right->prefix, address.bits()));
  if (order == 0) order = three_way(prefix, right->prefix);
  return ordered(op, order != 0 ? order : three_way(address.number, right->address.number));
}

/// An address so many steps further.
Value AddressObject::binary(Operator op, const Value& other, bool reflected) const {
  if (reflected || is_interface() || !is_any_int(other) || (op != Operator::kAdd && op != Operator::kSub))
    return Value();
  const BigInteger by = to_big_int(other);
  const BigInteger sum =
      op == Operator::kAdd ? BigInteger(to_big(address.number) + by) : BigInteger(to_big(address.number) - by);
  if (sum < 0) {
    raise_error(kAddressValueError,
                sum.str() + " (< 0) is not permitted as an IPv" + std::to_string(address.version) + " address");
  }
  if (sum >= BigInteger(1) << static_cast<unsigned>(address.bits())) {
    raise_error(kAddressValueError, sum.str() + " (>= 2**" + std::to_string(address.bits()) +
                                        ") is not permitted as an IPv" + std::to_string(address.version) + " address");
  }
  return make_address(of_big(sum), address.version);
}

Value NetworkObject::compare(Comparison op, const Value& other) const {
  const NetworkObject* right = network_if(other);
  if (right == nullptr) return Value();
  if (is_equality(op)) {
    const bool same =
        address.version == right->address.version && address.number == right->address.number && prefix == right->prefix;
    return same == (op == Comparison::kEqual);
  }
  if (address.version != right->address.version) raise_versions(*this, *right);
  const int order = three_way(address.number, right->address.number);
  return ordered(op, order != 0 ? order : three_way(prefix, right->prefix));
}

bool NetworkObject::contains(const Value& item) {
  const AddressObject* other = address_if(item);
  if (other != nullptr) return has(other->address);
  if (network_if(item) != nullptr) return false;
  raise_attribute_error(item, "_version");
}

/// The addresses from `first` to `last`.
Value walk(Number first, Number last, int version) {
  static constexpr Type kGenerator{.name = "generator"};
  return make_iterator(kGenerator, [next = first, last, version, done = first > last](Value& item) mutable {
    if (done) return false;
    item = make_address(next, version);
    done = next++ == last;
    return true;
  });
}

Value NetworkObject::iterate() { return walk(address.number, last(), address.version); }

Value NetworkObject::get_item(const Value& key) {
  const BigInteger n = to_big_int(key);
  const BigInteger place = n >= 0 ? BigInteger(to_big(address.number) + n) : BigInteger(to_big(last()) + n + 1);
  if (place < to_big(address.number) || place > to_big(last())) raise_index_error("address out of range");
  return make_address(of_big(place), address.version);
}

// --- Making
// -----------------------------------------------------------------------------------------------------------

/// An address from a str, an int or packed bytes.
Address parse(const Value& value, int version) {
  const int bits = version == 4 ? 32 : 128;
  if (is_any_int(value)) {
    const BigInteger number = to_big_int(value);
    const std::string what = " is not permitted as an IPv" + std::to_string(version) + " address";
    if (number < 0) raise_error(kAddressValueError, number.str() + " (< 0)" + what);
    if (number >= BigInteger(1) << static_cast<unsigned>(bits))
      raise_error(kAddressValueError, number.str() + " (>= 2**" + std::to_string(bits) + ")" + what);
    return {version, of_big(number), {}};
  }
  if (value.is(Tag::kBytes)) {
    const std::string& bytes = as_bytes(value);
    if (bytes.size() != static_cast<std::size_t>(bits / 8)) {
      raise_error(kAddressValueError, to_repr(value) + " (len " + std::to_string(bytes.size()) +
                                          " != " + std::to_string(bits / 8) + ") is not permitted as an IPv" +
                                          std::to_string(version) + " address");
    }
    Number number = 0;
    for (char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
    return {version, number, {}};
  }
  const std::string text = to_str(value);
  return version == 4 ? parse_v4(text) : parse_v6(text);
}

/// Address and prefix of a network or interface: "address/prefix", a pair of the two, or an address alone.
std::pair<Address, int> parse_with_prefix(const Value& value, int version) {
  const int bits = version == 4 ? 32 : 128;
  if (is_any_int(value) || value.is(Tag::kBytes)) return {parse(value, version), bits};
  if (value.is(Tag::kTuple)) {
    const Values& pair = as_tuple(value);
    const Address address = parse(pair.at(0), version);
    if (pair.size() < 2) return {address, bits};
    if (!is_small_int(pair[1])) return {address, parse_prefix(to_str(pair[1]), version)};
    if (pair[1].as_int() < 0 || pair[1].as_int() > bits)
      raise_error(kNetmaskValueError, to_repr(pair[1]) + " is not a valid netmask");
    return {address, static_cast<int>(pair[1].as_int())};
  }
  const std::string text = to_str(value);
  const std::size_t slash = text.find('/');
  if (slash != text.npos && text.find('/', slash + 1) != text.npos)
    raise_error(kAddressValueError, "Only one '/' permitted in " + to_repr(value));
  const Address address = parse(make_str(text.substr(0, slash)), version);
  return {address, slash == text.npos ? bits : parse_prefix(text.substr(slash + 1), version)};
}

template <int Version>
Value new_address(const Value&, Value* a) {
  return make_native(new AddressObject(parse(a[0], Version), -1, Version == 4 ? kV4Address : kV6Address));
}

template <int Version>
Value new_interface(const Value&, Value* a) {
  const auto [address, prefix] = parse_with_prefix(a[0], Version);
  return make_native(new AddressObject(address, prefix, Version == 4 ? kV4Interface : kV6Interface));
}

template <int Version>
Value new_network(const Value&, Value* a) {
  const auto [address, prefix] = parse_with_prefix(a[0], Version);
  const Number mask = mask_of(prefix, address.bits());
  if ((address.number & mask) != address.number && (a[1].is_unset() || bool(a[1])))
    raise_value_error(address.compressed(), "/", std::to_string(prefix), " has host bits set");
  return make_network(address.number & mask, prefix, Version);
}

/// Tries IPv4, then IPv6.
Value either(Value* a, Value (*v4)(const Value&, Value*), Value (*v6)(const Value&, Value*), const char* what) {
  for (const auto make : {v4, v6}) {
    try {
      return make(Value(), a);
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kAddressValueError) && !is_exception(raised.exception, kNetmaskValueError))
        throw;
      caught();
    }
  }
  raise_value_error(to_repr(a[0]), " does not appear to be an IPv4 or IPv6 ", what);
}

// --- What kind of address it is
// ---------------------------------------------------------------------------------------

constexpr const char* kV4Private[] = {"0.0.0.0/8",      "10.0.0.0/8",        "127.0.0.0/8",     "169.254.0.0/16",
                                      "172.16.0.0/12",  "192.0.0.0/29",      "192.0.0.170/31",  "192.0.2.0/24",
                                      "192.168.0.0/16", "198.18.0.0/15",     "198.51.100.0/24", "203.0.113.0/24",
                                      "240.0.0.0/4",    "255.255.255.255/32"};
constexpr const char* kV6Private[] = {"::1/128",     "::/128",        "::ffff:0:0/96", "100::/64", "2001::/23",
                                      "2001:2::/48", "2001:db8::/32", "2001:10::/28",  "fc00::/7", "fe80::/10"};
constexpr const char* kV6Reserved[] = {"::/8",     "100::/8",  "200::/7",  "400::/6",  "800::/5",
                                       "1000::/4", "4000::/3", "6000::/3", "8000::/3", "a000::/3",
                                       "c000::/3", "e000::/4", "f000::/5", "f800::/6", "fe00::/9"};

bool in_block(const Address& address, std::string_view block) {
  const std::size_t slash = block.find('/');
  const Address base = address.version == 4 ? parse_v4(block.substr(0, slash)) : parse_v6(block.substr(0, slash));
  const int prefix = parse_prefix(block.substr(slash + 1), address.version);
  return (address.number & mask_of(prefix, address.bits())) == base.number;
}

template <std::size_t N>
bool in_blocks(const Address& address, const char* const (&blocks)[N]) {
  return std::ranges::any_of(blocks, [&](const char* block) { return in_block(address, block); });
}

bool is_mapped(const Address& address) { return address.version == 6 && address.number >> 32 == 0xFFFF; }
Address mapped_of(const Address& address) { return {4, address.number & 0xFFFFFFFF, {}}; }

bool is_multicast(const Address& a) { return in_block(a, a.version == 4 ? "224.0.0.0/4" : "ff00::/8"); }
bool is_private(const Address& a) {
  if (is_mapped(a)) return is_private(mapped_of(a));
  return a.version == 4 ? in_blocks(a, kV4Private) : in_blocks(a, kV6Private);
}
bool is_global(const Address& a) { return !(a.version == 4 && in_block(a, "100.64.0.0/10")) && !is_private(a); }
bool is_unspecified(const Address& a) { return a.number == 0; }
bool is_reserved(const Address& a) { return a.version == 4 ? in_block(a, "240.0.0.0/4") : in_blocks(a, kV6Reserved); }
bool is_loopback(const Address& a) { return a.version == 4 ? in_block(a, "127.0.0.0/8") : a.number == 1; }
bool is_link_local(const Address& a) { return in_block(a, a.version == 4 ? "169.254.0.0/16" : "fe80::/10"); }
bool is_site_local(const Address& a) { return a.version == 6 && in_block(a, "fec0::/10"); }

template <bool (*Test)(const Address&)>
Value address_test(const Value& self) {
  return Test(address_of(self).address);
}

/// A network is of a kind when its first and last address are.
template <bool (*Test)(const Address&)>
Value network_test(const Value& self) {
  const NetworkObject& network = network_of(self);
  return Test(network.address) && Test({network.address.version, network.last(), {}});
}

bool network_is_private(const NetworkObject& network) {
  const auto inside = [&](std::string_view block) {
    return in_block(network.address, block) && in_block({network.address.version, network.last(), {}}, block);
  };
  return network.address.version == 4 ? std::ranges::any_of(kV4Private, inside)
                                      : std::ranges::any_of(kV6Private, inside);
}

Value network_private(const Value& self) { return network_is_private(network_of(self)); }
Value network_global(const Value& self) {
  const NetworkObject& network = network_of(self);
  if (network.address.version == 4 && in_block(network.address, "100.64.0.0/10") &&
      in_block({4, network.last(), {}}, "100.64.0.0/10"))
    return false;
  return !network_is_private(network);
}

// --- Addresses
// --------------------------------------------------------------------------------------------------------

Value reverse_pointer(const Value& self) {
  const Address& address = address_of(self).address;
  std::string text;
  if (address.version == 4) {
    for (int shift = 0; shift < 32; shift += 8)
      text += std::to_string(static_cast<unsigned>(address.number >> shift & 255)) + ".";
    return make_str(text + "in-addr.arpa");
  }
  const std::string digits = address.exploded();
  for (auto c = digits.rbegin(); c != digits.rend(); ++c)
    if (*c != ':') text += std::string(1, *c) + ".";
  return make_str(text + "ip6.arpa");
}

Value embedded(const Value& self, bool there, int shift) {
  return there ? make_address(address_of(self).address.number >> shift & 0xFFFFFFFF, 4) : Value(None);
}

Value teredo(const Value& self) {
  const Number number = address_of(self).address.number;
  if (number >> 96 != 0x20010000) return None;
  return make_tuple({make_address(number >> 64 & 0xFFFFFFFF, 4), make_address(~number & 0xFFFFFFFF, 4)});
}

Value interface_network(const Value& self) {
  const AddressObject& object = address_of(self);
  return make_network(object.address.number & mask_of(object.prefix, object.address.bits()), object.prefix,
                      object.address.version);
}

Value interface_mask(const Value& self) {
  const AddressObject& object = address_of(self);
  return make_address(mask_of(object.prefix, object.address.bits()), object.address.version);
}

Value interface_host_mask(const Value& self) {
  return make_address(network_of(interface_network(self)).host_mask(), address_of(self).address.version);
}

Value format_address(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("__format__() argument must be str, not ", argument_type(a[0]));
  return make_str(as_native(self).format(a[0].text()));
}

constexpr Method kAddressMethods[] = {
    {"__format__", format_address, "fmt, /"},
    {"__int__", [](const Value& self, Value*) { return make_int(to_big(address_of(self).address.number)); }, ""},
};

constexpr Attribute kAddressAttributes[] = {
    {"version", [](const Value& self) -> Value { return address_of(self).address.version; }},
    {"max_prefixlen", [](const Value& self) -> Value { return address_of(self).address.bits(); }},
    {"compressed", [](const Value& self) { return make_str(address_of(self).str()); }},
    {"exploded",
     [](const Value& self) {
       const AddressObject& object = address_of(self);
       return make_str(object.address.exploded() + (object.is_interface() ? "/" + std::to_string(object.prefix) : ""));
     }},
    {"packed", [](const Value& self) { return make_bytes(address_of(self).address.packed()); }},
    {"reverse_pointer", reverse_pointer},
    {"is_multicast", address_test<is_multicast>},
    {"is_private", address_test<is_private>},
    {"is_global", address_test<is_global>},
    {"is_unspecified", address_test<is_unspecified>},
    {"is_reserved", address_test<is_reserved>},
    {"is_loopback", address_test<is_loopback>},
    {"is_link_local", address_test<is_link_local>},
};

constexpr Attribute kV6Attributes[] = {
    {"is_site_local", address_test<is_site_local>},
    {"ipv4_mapped", [](const Value& self) { return embedded(self, is_mapped(address_of(self).address), 0); }},
    {"sixtofour",
     [](const Value& self) { return embedded(self, address_of(self).address.number >> 112 == 0x2002, 80); }},
    {"teredo", teredo},
    {"scope_id",
     [](const Value& self) {
       const std::string& scope = address_of(self).address.scope;
       return scope.empty() ? Value(None) : make_str(scope);
     }},
};

constexpr Attribute kInterfaceAttributes[] = {
    {"ip",
     [](const Value& self) { return make_address(address_of(self).address.number, address_of(self).address.version); }},
    {"network", interface_network},
    {"netmask", interface_mask},
    {"hostmask", interface_host_mask},
    {"with_prefixlen", [](const Value& self) { return make_str(address_of(self).str()); }},
    {"with_netmask",
     [](const Value& self) { return make_str(address_of(self).address_text() + "/" + to_str(interface_mask(self))); }},
    {"with_hostmask",
     [](const Value& self) {
       return make_str(address_of(self).address_text() + "/" + to_str(interface_host_mask(self)));
     }},
};

// --- Networks
// ---------------------------------------------------------------------------------------------------------

const NetworkObject& network_argument(const Value& self, const Value& other) {
  const NetworkObject* network = network_if(other);
  if (network == nullptr) raise_type_error(to_str(other), " is not a network object");
  if (network->address.version != network_of(self).address.version) raise_versions(network_of(self), *network);
  return *network;
}

Value hosts(const Value& self, Value*) {
  const NetworkObject& network = network_of(self);
  const int bits = network.address.bits();
  if (network.prefix == bits) return make_list({make_address(network.address.number, network.address.version)});
  Number first = network.address.number;
  Number last = network.last();
  if (network.prefix < bits - 1) {
    ++first;
    if (network.address.version == 4) --last;  // the broadcast address; IPv6 has none
  }
  return walk(first, last, network.address.version);
}

Value overlaps(const Value& self, Value* a) {
  const NetworkObject* other = network_if(a[0]);
  if (other == nullptr) raise_attribute_error(a[0], "network_address");
  const NetworkObject& network = network_of(self);
  return network.address.version == other->address.version &&
         (network.has(other->address) || other->has(network.address));
}

Value subnet_of(const Value& self, Value* a) { return network_argument(self, a[0]).has(network_of(self)); }
Value supernet_of(const Value& self, Value* a) { return network_of(self).has(network_argument(self, a[0])); }

/// The parts of a network with a prefix that much longer.
Values parts_of(const NetworkObject& network, int prefix) {
  constexpr int kMost = 20;  // a million networks
  if (prefix - network.prefix > kMost) raise_error(kMemoryError, "");
  Values parts;
  const Number step = network.address.bits() == prefix ? 1 : Number{1} << (network.address.bits() - prefix);
  Number number = network.address.number;
  for (std::uint64_t left = std::uint64_t{1} << (prefix - network.prefix); left > 0; --left, number += step)
    parts.push_back(make_network(number, prefix, network.address.version));
  return parts;
}

Value subnets(const Value& self, Value* a) {
  const NetworkObject& network = network_of(self);
  if (network.prefix == network.address.bits()) return to_iterator(make_list({self}));
  std::int64_t difference = a[0].is_unset() ? 1 : to_index(a[0]);
  if (!a[1].is_unset() && !a[1].is_none()) {
    const std::int64_t prefix = to_index(a[1]);
    if (prefix < network.prefix) raise_value_error("new prefix must be longer");
    if (difference != 1) raise_value_error("cannot set prefixlen_diff and new_prefix");
    difference = prefix - network.prefix;
  }
  if (difference < 0) raise_value_error("prefix length diff must be > 0");
  const std::int64_t prefix = network.prefix + difference;
  if (prefix > network.address.bits())
    raise_value_error("prefix length diff ", std::to_string(prefix), " is invalid for netblock ", network.str());
  return to_iterator(make_list(parts_of(network, static_cast<int>(prefix))));
}

Value supernet(const Value& self, Value* a) {
  const NetworkObject& network = network_of(self);
  if (network.prefix == 0) return self;
  std::int64_t difference = a[0].is_unset() ? 1 : to_index(a[0]);
  if (!a[1].is_unset() && !a[1].is_none()) {
    const std::int64_t prefix = to_index(a[1]);
    if (prefix > network.prefix) raise_value_error("new prefix must be shorter");
    if (difference != 1) raise_value_error("cannot set prefixlen_diff and new_prefix");
    difference = network.prefix - prefix;
  }
  const std::int64_t prefix = network.prefix - difference;
  if (prefix < 0) {
    raise_value_error("current prefixlen is ", std::to_string(network.prefix), ", cannot have a prefixlen_diff of ",
                      std::to_string(difference));
  }
  const Number mask = mask_of(static_cast<int>(prefix), network.address.bits());
  return make_network(network.address.number & mask, static_cast<int>(prefix), network.address.version);
}

Value address_exclude(const Value& self, Value* a) {
  const NetworkObject& other = network_argument(self, a[0]);
  const NetworkObject& network = network_of(self);
  if (!network.has(other)) raise_value_error(other.str(), " not contained in ", network.str());
  Values rest;
  Value current = self;
  while (network_of(current).prefix < other.prefix) {
    const Values halves = parts_of(network_of(current), network_of(current).prefix + 1);
    const bool in_first = network_of(halves[0]).has(other);
    rest.push_back(halves[in_first ? 1 : 0]);
    current = halves[in_first ? 0 : 1];
  }
  return to_iterator(make_list(std::move(rest)));
}

Value compare_networks(const Value& self, Value* a) {
  const NetworkObject* other = network_if(a[0]);
  const NetworkObject& network = network_of(self);
  if (other == nullptr || other->address.version != network.address.version)
    raise_type_error(network.str(), " and ", to_str(a[0]), " are not of the same type");
  const int order = three_way(network.address.number, other->address.number);
  return order != 0 ? order : three_way(network.prefix, other->prefix);
}

constexpr Method kNetworkMethods[] = {
    {"hosts", hosts, "def"},
    {"overlaps", overlaps, "def other"},
    {"subnet_of", subnet_of, "def other"},
    {"supernet_of", supernet_of, "def other"},
    {"subnets", subnets, "def prefixlen_diff=, new_prefix="},
    {"supernet", supernet, "def prefixlen_diff=, new_prefix="},
    {"address_exclude", address_exclude, "def other"},
    {"compare_networks", compare_networks, "def other"},
};

Value address_in(const Value& self, Number number) { return make_address(number, network_of(self).address.version); }
Value with_suffix(const Value& self, const Value& suffix) {
  return make_str(network_of(self).address.compressed() + "/" + to_str(suffix));
}

constexpr Attribute kNetworkAttributes[] = {
    {"version", [](const Value& self) -> Value { return network_of(self).address.version; }},
    {"max_prefixlen", [](const Value& self) -> Value { return network_of(self).address.bits(); }},
    {"network_address", [](const Value& self) { return address_in(self, network_of(self).address.number); }},
    {"broadcast_address", [](const Value& self) { return address_in(self, network_of(self).last()); }},
    {"netmask", [](const Value& self) { return address_in(self, network_of(self).mask()); }},
    {"hostmask", [](const Value& self) { return address_in(self, network_of(self).host_mask()); }},
    {"prefixlen", [](const Value& self) -> Value { return network_of(self).prefix; }},
    {"num_addresses",
     [](const Value& self) {
       return make_int(
           BigInteger(1) << static_cast<unsigned>(network_of(self).address.bits() - network_of(self).prefix));
     }},
    {"compressed", [](const Value& self) { return make_str(network_of(self).str()); }},
    {"exploded",
     [](const Value& self) {
       return make_str(network_of(self).address.exploded() + "/" + std::to_string(network_of(self).prefix));
     }},
    {"with_prefixlen", [](const Value& self) { return make_str(network_of(self).str()); }},
    {"with_netmask", [](const Value& self) { return with_suffix(self, address_in(self, network_of(self).mask())); }},
    {"with_hostmask",
     [](const Value& self) { return with_suffix(self, address_in(self, network_of(self).host_mask())); }},
    {"is_multicast", network_test<is_multicast>},
    {"is_private", network_private},
    {"is_global", network_global},
    {"is_unspecified", network_test<is_unspecified>},
    {"is_reserved", network_test<is_reserved>},
    {"is_loopback", network_test<is_loopback>},
    {"is_link_local", network_test<is_link_local>},
    {"is_site_local", network_test<is_site_local>},
};

// --- The types
// --------------------------------------------------------------------------------------------------------

constexpr Method kNewV4Address{"IPv4Address", new_address<4>, "def address"};
constexpr Method kNewV6Address{"IPv6Address", new_address<6>, "def address"};
constexpr Method kNewV4Interface{"IPv4Interface", new_interface<4>, "def address"};
constexpr Method kNewV6Interface{"IPv6Interface", new_interface<6>, "def address"};
constexpr Method kNewV4Network{"IPv4Network", new_network<4>, "def address, strict="};
constexpr Method kNewV6Network{"IPv6Network", new_network<6>, "def address, strict="};

std::span<const Method> address_methods() { return kAddressMethods; }
std::span<const Method> network_methods() { return kNetworkMethods; }
std::span<const Attribute> address_attributes() { return kAddressAttributes; }
std::span<const Attribute> interface_attributes() { return kInterfaceAttributes; }
std::span<const Attribute> network_attributes() { return kNetworkAttributes; }

/// Beneath IPv6Address, which adds to what both versions have.
constinit const Type kAnyAddress{
    .name = "_BaseAddress", .module = "ipaddress", .methods = address_methods, .attributes = address_attributes};
constinit const Type kV4Address{
    .name = "IPv4Address", .module = "ipaddress", .base = &kAnyAddress, .constructor = &kNewV4Address};
constinit const Type kV6Address{.name = "IPv6Address",
                                .module = "ipaddress",
                                .base = &kAnyAddress,
                                .constructor = &kNewV6Address,
                                .attributes = [] { return std::span<const Attribute>(kV6Attributes); }};
constinit const Type kV4Interface{.name = "IPv4Interface",
                                  .module = "ipaddress",
                                  .base = &kV4Address,
                                  .constructor = &kNewV4Interface,
                                  .attributes = interface_attributes};
constinit const Type kV6Interface{.name = "IPv6Interface",
                                  .module = "ipaddress",
                                  .base = &kV6Address,
                                  .constructor = &kNewV6Interface,
                                  .attributes = interface_attributes};
constinit const Type kV4Network{.name = "IPv4Network",
                                .module = "ipaddress",
                                .constructor = &kNewV4Network,
                                .methods = network_methods,
                                .attributes = network_attributes};
constinit const Type kV6Network{.name = "IPv6Network",
                                .module = "ipaddress",
                                .constructor = &kNewV6Network,
                                .methods = network_methods,
                                .attributes = network_attributes};

// --- Functions
// --------------------------------------------------------------------------------------------------------

/// The fewest networks that make up a range.
void summarize(Values& result, Number first, Number last, int version) {
  const int bits = version == 4 ? 32 : 128;
  while (true) {
    int size = 0;  // the largest block that starts here and does not go beyond
    while (size < bits && (first & mask_of(bits - size - 1, bits)) == first &&
           (first | (mask_of(bits - size - 1, bits) ^ mask_of(bits, bits))) <= last)
      ++size;
    result.push_back(make_network(first, bits - size, version));
    const Number end = network_of(result.back()).last();
    if (end >= last) return;
    first = end + 1;
  }
}

Value summarize_address_range(const Value&, Value* a) {
  const AddressObject* first = address_if(a[0]);
  const AddressObject* last = address_if(a[1]);
  if (first == nullptr || last == nullptr) raise_type_error("first and last must be IP addresses, not networks");
  if (first->address.version != last->address.version) raise_versions(*first, *last);
  if (first->address.number > last->address.number) raise_value_error("last IP address must be greater than first");
  Values result;
  summarize(result, first->address.number, last->address.number, first->address.version);
  return to_iterator(make_list(std::move(result)));
}

Value collapse_addresses(const Value&, Value* a) {
  std::vector<std::pair<Number, Number>> ranges;
  const Native* before = nullptr;
  int version = 0;
  for (const Value& item : to_values(a[0])) {
    const AddressObject* address = address_if(item);
    const NetworkObject* network = network_if(item);
    if (address == nullptr && network == nullptr) raise_attribute_error(item, "_version");
    const int own = address != nullptr ? address->address.version : network->address.version;
    if (version != 0 && own != version) raise_versions(as_native(item), *before);
    version = own;
    before = &as_native(item);
    if (address != nullptr) {
      ranges.emplace_back(address->address.number, address->address.number);
    } else {
      ranges.emplace_back(network->address.number, network->last());
    }
  }
  std::ranges::sort(ranges);
  std::vector<std::pair<Number, Number>> merged;
  for (const auto& [first, last] : ranges) {
    if (!merged.empty() && (first <= merged.back().second || first - 1 == merged.back().second)) {
      merged.back().second = std::max(merged.back().second, last);
    } else {
      merged.emplace_back(first, last);
    }
  }
  Values result;
  for (const auto& [first, last] : merged) summarize(result, first, last, version);
  return to_iterator(make_list(std::move(result)));
}

Value ip_address(const Value&, Value* a) { return either(a, new_address<4>, new_address<6>, "address"); }
Value ip_network(const Value&, Value* a) { return either(a, new_network<4>, new_network<6>, "network"); }
Value ip_interface(const Value&, Value* a) { return either(a, new_interface<4>, new_interface<6>, "interface"); }

template <int Version>
Value int_to_packed(const Value&, Value* a) {
  return make_bytes(parse(a[0], Version).packed());
}

constexpr Method kFunctions[] = {
    {"collapse_addresses", collapse_addresses, "def addresses"},
    {"ip_address", ip_address, "def address"},
    {"ip_interface", ip_interface, "def address"},
    {"ip_network", ip_network, "def address, strict="},
    {"summarize_address_range", summarize_address_range, "def first, last"},
    {"v4_int_to_packed", int_to_packed<4>, "def address"},
    {"v6_int_to_packed", int_to_packed<6>, "def address"},
};

constexpr const Type* kTypes[] = {&kAddressValueError, &kNetmaskValueError, &kV4Address, &kV6Address,
                                  &kV4Interface,       &kV6Interface,       &kV4Network, &kV6Network};

}  // namespace
}  // namespace pbc::ip

namespace pbc {

constinit const Module kIpaddressModule{.name = "ipaddress", .functions = ip::kFunctions, .types = ip::kTypes};

}  // namespace pbc
