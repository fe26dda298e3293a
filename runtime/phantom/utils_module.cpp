// SPDX-License-Identifier: Apache-2.0
//
// The module phantom.utils: what kind of thing is this text?
#include <algorithm>
#include <cctype>

#include "phantom/module.h"
#include "phantom/network_calls.h"
#include "python/objects.h"

namespace pbc {

namespace {

bool is_hex(std::string_view text, std::initializer_list<std::size_t> lengths) {
  return std::ranges::find(lengths, text.size()) != lengths.end() &&
         std::ranges::all_of(text, [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
}

/// Letters, digits and hyphens between dots, two labels at least, the last not a number.
bool is_domain_text(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  std::size_t labels = 0;
  std::string_view last;
  while (true) {
    const std::size_t dot = text.find('.');
    last = text.substr(0, dot);
    const bool is_label = !last.empty() && last.size() <= 63 && last.front() != '-' && last.back() != '-' &&
                          std::ranges::all_of(last, [](char c) {
                            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
                          });
    if (!is_label) return false;
    ++labels;
    if (dot == text.npos) break;
    text.remove_prefix(dot + 1);
  }
  const bool is_number = std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
  return labels >= 2 && !is_number;
}

/// Is the argument a text for which `test` holds?
template <typename F>
Value test(Value* a, F&& test) {
  return a[0].is_str() && test(a[0].text());
}

bool is_url_text(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon == text.npos || colon == 0) return false;
  const std::string_view scheme = text.substr(0, colon);
  const bool is_scheme = std::ranges::all_of(scheme, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
  });
  std::string_view host = text.substr(colon + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  return is_scheme && !host.empty() && text.find_first_of(" \t\n\r") == text.npos;
}

bool is_email_text(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != text.npos && at > 0 && at == text.rfind('@') && text.find_first_of(" \t\n\r,;<>") == text.npos &&
         is_domain_text(text.substr(at + 1));
}

constexpr Method kFunctions[] = {
    {"is_ip", [](const Value&, Value* a) -> Value { return engine::is_valid_ip(a[0]); }, "def value"},
    {"is_ipv4",
     [](const Value&, Value* a) -> Value {
       return engine::is_valid_ip(a[0]) && a[0].text().find(':') == a[0].text().npos;
     },
     "def value"},
    {"is_ipv6",
     [](const Value&, Value* a) -> Value {
       return engine::is_valid_ip(a[0]) && a[0].text().find(':') != a[0].text().npos;
     },
     "def value"},
    {"is_hash", [](const Value&, Value* a) { return test(a, [](auto t) {
                                               return is_hex(t, {32, 40, 64, 96, 128});
                                             }); },
     "def value"},
    {"is_md5", [](const Value&, Value* a) { return test(a, [](auto t) { return is_hex(t, {32}); }); }, "def value"},
    {"is_sha1", [](const Value&, Value* a) { return test(a, [](auto t) { return is_hex(t, {40}); }); }, "def value"},
    {"is_sha256", [](const Value&, Value* a) { return test(a, [](auto t) { return is_hex(t, {64}); }); }, "def value"},
    {"is_url", [](const Value&, Value* a) { return test(a, is_url_text); }, "def value"},
    {"is_email", [](const Value&, Value* a) { return test(a, is_email_text); }, "def value"},
    {"is_domain", [](const Value&, Value* a) { return test(a, is_domain_text); }, "def value"},
};

}  // namespace

const Module kPhantomUtilsModule{.name = "phantom.utils", .functions = kFunctions};

}  // namespace pbc
