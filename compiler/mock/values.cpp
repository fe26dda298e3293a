// SPDX-License-Identifier: Apache-2.0
#include "compiler/mock/values.h"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace pbc::mock {
namespace {

constexpr std::size_t kPoolSize = 4;
constexpr std::size_t kMostElements = 3;

// Addresses and names that nobody owns (RFC 5737, 2606).
constexpr std::array<std::string_view, 8> kDomains = {"example.com",        "login.example.net", "cdn.example.org",
                                                      "mail.example.com",   "files.example",     "update.example.net",
                                                      "portal.example.org", "secure.example.com"};
constexpr std::array<std::string_view, 6> kUsers = {"alice", "bob", "carol", "dave", "erin", "frank"};
constexpr std::array<std::string_view, 6> kHosts = {"ws-0142",   "ws-0377",   "srv-mail",
                                                    "srv-files", "laptop-17", "dc-01"};
constexpr std::array<std::string_view, 6> kFiles = {"invoice.pdf", "report.docx", "setup.exe",
                                                    "photo.jpg",   "macro.xlsm",  "notes.txt"};
constexpr std::array<std::string_view, 6> kProcesses = {"explorer.exe", "powershell.exe", "winword.exe",
                                                        "svchost.exe",  "python3",        "sshd"};
constexpr std::array<std::string_view, 6> kCountries = {"United States", "France", "Germany",
                                                        "Brazil",        "India",  "Japan"};
constexpr std::array<std::string_view, 8> kWords = {"alpha", "bravo",  "charlie", "delta",
                                                    "echo",  "harbor", "meadow",  "signal"};
constexpr std::array<std::string_view, 3> kSeverities = {"low", "medium", "high"};
constexpr std::array<std::string_view, 4> kStates = {"active", "open", "closed", "unknown"};

std::optional<double> number_of(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  const std::string text = value.get<std::string>();
  std::size_t used = 0;
  try {
    const double number = std::stod(text, &used);
    return used == text.size() ? std::optional(number) : std::nullopt;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

/// `number` as the literal has numbers: 10 is 10, "10" is "10".
Json like(const Json& literal, double number) {
  const auto whole = static_cast<std::int64_t>(number);
  if (literal.is_string()) return std::to_string(whole);
  return whole;
}

/// An address of the network `10.0.0.0/8`, if the text is one of version 4.
std::optional<std::string> address_in(std::string_view text, Random& random) {
  unsigned a = 0, b = 0, c = 0, d = 0, bits = 0;
  int used = 0;
  const std::string copy(text);
  if (std::sscanf(copy.c_str(), "%3u.%3u.%3u.%3u/%2u%n", &a, &b, &c, &d, &bits, &used) != 5) return std::nullopt;
  if (static_cast<std::size_t>(used) != copy.size() || (a | b | c | d) > 255 || bits > 32) return std::nullopt;
  const std::uint32_t mask = bits == 0 ? 0 : ~std::uint32_t{0} << (32 - bits);
  const std::uint32_t network = (a << 24 | b << 16 | c << 8 | d) & mask;
  const std::uint32_t address = network | (static_cast<std::uint32_t>(random.next()) & ~mask);
  return fmt::format("{}.{}.{}.{}", address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
}

}  // namespace

std::uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

Json Values::fresh(Kind kind) {
  const auto one_of = [&](const auto& list) { return std::string(list[random_.below(list.size())]); };
  const auto hex = [&](std::size_t digits) {
    std::string text;
    while (text.size() < digits) text += fmt::format("{:x}", random_.below(16));
    return text;
  };
  switch (kind) {
    case Kind::kText:
      return one_of(kWords) + " " + one_of(kWords);
    case Kind::kNumber:
      return random_.chance(40) ? random_.below(4) : random_.below(100);
    case Kind::kBool:
      return random_.chance(50);
    case Kind::kTime:
      return fmt::format("2024-05-{:02}T{:02}:{:02}:00.000000Z", 1 + random_.below(13), random_.below(24),
                         random_.below(60));
    case Kind::kIp:
      if (random_.chance(40))
        return fmt::format("10.{}.{}.{}", random_.below(8), random_.below(256), 1 + random_.below(254));
      return fmt::format("{}.{}", random_.chance(50) ? "198.51.100" : "203.0.113", 1 + random_.below(254));
    case Kind::kUrl:
      return fmt::format("https://{}/{}/{}", one_of(kDomains), one_of(kWords), random_.below(1000));
    case Kind::kDomain:
      return one_of(kDomains);
    case Kind::kHost:
      return one_of(kHosts);
    case Kind::kEmail:
      return one_of(kUsers) + "@" + one_of(kDomains);
    case Kind::kUser:
      return one_of(kUsers);
    case Kind::kMd5:
      return hex(32);
    case Kind::kSha1:
    case Kind::kVaultId:
      return hex(40);
    case Kind::kSha256:
      return hex(64);
    case Kind::kFileName:
      return one_of(kFiles);
    case Kind::kFilePath:
      return "/home/" + one_of(kUsers) + "/" + one_of(kFiles);
    case Kind::kProcess:
      return one_of(kProcesses);
    case Kind::kCountry:
      return one_of(kCountries);
    case Kind::kId:
      return std::to_string(1000 + random_.below(9000));
    case Kind::kSeverity:
      return one_of(kSeverities);
    case Kind::kStatus:
      return one_of(kStates);
  }
  return nullptr;
}

const std::vector<Json>& Values::pool(Kind kind) {
  static const std::vector<Json> kNone;
  if (kind == Kind::kText || kind == Kind::kNumber || kind == Kind::kBool || kind == Kind::kTime) return kNone;
  std::vector<Json>& pool = pools_[kind];
  // A kind may have fewer different values than wanted: the tries are counted, not the values.
  for (std::size_t tries = 0; pool.size() < kPoolSize && tries < 4 * kPoolSize; ++tries)
    if (Json value = fresh(kind); std::find(pool.begin(), pool.end(), value) == pool.end())
      pool.push_back(std::move(value));
  return pool;
}

Json Values::shared(Kind kind) {
  const std::vector<Json>& values = pool(kind);
  return values.empty() ? fresh(kind) : values[random_.below(values.size())];
}

Json Values::satisfying(const Shape& shape, const Comparison& comparison) {
  const Json& literal = comparison.literal;
  const std::string& op = comparison.op;
  const bool is_text = literal.is_string();
  const bool is_empty = literal.is_null() || (is_text && literal.get_ref<const std::string&>().empty()) ||
                        (literal.is_array() && literal.empty());
  const auto other = [&] { return shared(kind_of(shape.name, shape.contains)); };
  if (op == "==") return is_empty ? Json() : literal;
  if (op == "!=" || op == "not in") return other();
  if (op == "in") {
    if (literal.is_array()) return literal.empty() ? other() : literal[random_.below(literal.size())];
    if (!literal.is_string()) return literal;
    const std::string text = literal.get<std::string>();
    // "tag" in artifact:*.tags, ".eml" in ...file_name
    if (comparison.reversed)
      return shape.name == "tags" ? Json::array({text}) : Json(text + " " + fresh(Kind::kText).get<std::string>());
    if (const auto address = address_in(text, random_)) return *address;
    std::vector<std::string> items(1);
    for (const char c : text) {
      if (c == ',')
        items.emplace_back();
      else if (c != ' ' || !items.back().empty())
        items.back() += c;
    }
    return items[random_.below(items.size())];
  }
  const auto number = number_of(literal);
  if (!number) return other();
  const bool wants_more = (op == ">" || op == ">=") != comparison.reversed;
  const double step = op.size() == 1 ? 1 : 0;
  return like(literal, *number + (wants_more ? 1 : -1) * (step + static_cast<double>(random_.below(3))));
}

Json Values::plain(const Shape& shape) {
  if (!shape.comparisons.empty() && random_.chance(60))
    return satisfying(shape, shape.comparisons[random_.below(shape.comparisons.size())]);
  if (shape.name == "tags") return random_.chance(50) ? Json::array() : Json::array({fresh(Kind::kText)});
  // A comparison with a number or a bool tells the type where no descriptor does.
  for (const Comparison& comparison : shape.comparisons) {
    if (comparison.literal.is_boolean()) return fresh(Kind::kBool);
    if (comparison.literal.is_number()) return fresh(Kind::kNumber);
  }
  if (shape.type == "boolean") return fresh(Kind::kBool);
  if (shape.type == "numeric") return fresh(Kind::kNumber);
  const Kind kind = kind_of(shape.name, shape.contains);
  if (shape.type == "string" && (kind == Kind::kNumber || kind == Kind::kBool)) {
    const Json value = fresh(kind);
    return value.is_boolean() ? Json(value.get<bool>() ? "true" : "false") : Json(value.dump());
  }
  return shared(kind);
}

Json Values::make(const Shape& shape) {
  if (shape.elements != nullptr) {
    // What is read by key below a list is read of its elements.
    Json list = Json::array();
    const std::size_t size = random_.chance(10) ? 0 : 1 + random_.below(kMostElements);
    for (std::size_t i = 0; i < size; ++i) list.push_back(make(*shape.elements));
    return list;
  }
  if (shape.keys.empty()) return plain(shape);
  Json dict = Json::object();
  for (const auto& [key, value] : shape.keys)
    if (!random_.chance(6)) dict[key] = make(value);
  return dict;
}

}  // namespace pbc::mock
