// SPDX-License-Identifier: Apache-2.0
//
// The module urllib.parse (Python library reference, urllib.parse), for URLs that are str.
#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "python/codecs.h"
#include "python/ip_address.h"
#include "python/library.h"
#include "python/objects.h"
#include "python/text.h"

namespace pbc {
namespace {

extern const Type kParseResultType, kSplitResultType, kDefragResultType;

constexpr std::string_view kUsesRelative[] = {"",      "ftp",   "http",  "gopher",  "nntp",     "imap", "wais",
                                              "file",  "https", "shttp", "mms",     "prospero", "rtsp", "rtsps",
                                              "rtspu", "sftp",  "svn",   "svn+ssh", "ws",       "wss"};
constexpr std::string_view kUsesNetloc[] = {"",     "ftp",   "http",    "gopher", "nntp",  "telnet",  "imap",
                                            "wais", "file",  "mms",     "https",  "shttp", "snews",   "prospero",
                                            "rtsp", "rtsps", "rtspu",   "rsync",  "svn",   "svn+ssh", "sftp",
                                            "nfs",  "git",   "git+ssh", "ws",     "wss"};
constexpr std::string_view kUsesParams[] = {"",     "ftp",   "hdl",   "prospero", "http", "imap", "https", "shttp",
                                            "rtsp", "rtsps", "rtspu", "sip",      "sips", "mms",  "sftp",  "tel"};

template <std::size_t N>
bool listed(const std::string_view (&list)[N], std::string_view name) {
  return std::ranges::find(list, name) != std::end(list);
}

std::string_view url_argument(const Value& value) {
  if (!value.is_str()) raise_type_error("urllib.parse: a URL must be str here, not ", type_name(value));
  return value.text();
}

// --- Splitting
// --------------------------------------------------------------------------------------------------------

struct Url {
  std::string scheme, netloc, path, params, query, fragment;
};

/// Characters that become delimiters under NFKC must not stand in a host (CVE-2019-9636).
void check_netloc(const std::string& netloc) {
  if (unicode::is_ascii(netloc)) return;
  std::string plain = netloc;
  std::erase_if(plain, [](char c) { return c == '@' || c == ':' || c == '#' || c == '?'; });
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(plain.data()), static_cast<utf8proc_ssize_t>(plain.size()),
                   &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  if (length < 0) return;
  const std::string normal(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
  std::free(mapped);
  if (normal != plain && normal.find_first_of("/?#@:") != normal.npos)
    raise_value_error("netloc '", netloc, "' contains invalid characters under NFKC normalization");
}

void check_bracketed_host(std::string_view host) {
  if (host.starts_with('v')) {
    const std::size_t dot = host.find_first_not_of("0123456789abcdefABCDEF", 1);
    if (dot == host.npos || dot == 1 || host[dot] != '.' || dot + 1 >= host.size())
      raise_value_error("IPvFuture address is invalid");
    return;
  }
  if (!ip::parse_either(host).is_v6()) raise_value_error("An IPv4 address cannot be in brackets");
}

Url split_url(std::string_view given, std::string_view default_scheme, bool allow_fragments) {
  Url url;
  std::string rest(
      given.substr(std::min(given.find_first_not_of(std::string_view(
                                "\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20\21\22\23\24\25\26\27\30\31\32\33"
                                "\34\35\36\37 ",
                                33)),
                            given.size())));
  std::erase_if(rest, [](char c) { return c == '\t' || c == '\r' || c == '\n'; });
  url.scheme = default_scheme;
  const std::size_t colon = rest.find(':');
  constexpr std::string_view kSchemeCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.";
  if (colon != rest.npos && colon > 0 && ((rest[0] | 32) >= 'a' && (rest[0] | 32) <= 'z') &&
      std::string_view(rest).substr(0, colon).find_first_not_of(kSchemeCharacters) == rest.npos) {
    url.scheme = text::lower(rest.substr(0, colon));
    rest.erase(0, colon + 1);
  }
  if (rest.starts_with("//")) {
    const std::size_t end = std::min(rest.find_first_of("/?#", 2), rest.size());
    url.netloc = rest.substr(2, end - 2);
    rest.erase(0, end);
    const bool opens = url.netloc.find('[') != rest.npos;
    const bool closes = url.netloc.find(']') != rest.npos;
    if (opens != closes) raise_value_error("Invalid IPv6 URL");
    if (opens) {
      std::string_view host = std::string_view(url.netloc).substr(url.netloc.find('[') + 1);
      check_bracketed_host(host.substr(0, host.find(']')));
    }
  }
  if (const std::size_t hash = rest.find('#'); allow_fragments && hash != rest.npos) {
    url.fragment = rest.substr(hash + 1);
    rest.resize(hash);
  }
  if (const std::size_t mark = rest.find('?'); mark != rest.npos) {
    url.query = rest.substr(mark + 1);
    rest.resize(mark);
  }
  check_netloc(url.netloc);
  url.path = std::move(rest);
  return url;
}

Url parse_url(std::string_view given, std::string_view default_scheme, bool allow_fragments) {
  Url url = split_url(given, default_scheme, allow_fragments);
  if (listed(kUsesParams, url.scheme)) {
    const std::size_t slash = url.path.rfind('/');
    const std::size_t semicolon = url.path.find(';', slash == url.path.npos ? 0 : slash);
    if (semicolon != url.path.npos) {
      url.params = url.path.substr(semicolon + 1);
      url.path.resize(semicolon);
    }
  }
  return url;
}

std::string join_parts(const Url& url) {
  std::string result = url.path;
  if (!url.params.empty()) result += ";" + url.params;
  if (!url.netloc.empty() || (!url.scheme.empty() && listed(kUsesNetloc, url.scheme) && !result.starts_with("//"))) {
    if (!result.empty() && result[0] != '/') result.insert(0, "/");
    result = "//" + url.netloc + result;
  }
  if (!url.scheme.empty()) result = url.scheme + ":" + result;
  if (!url.query.empty()) result += "?" + url.query;
  if (!url.fragment.empty()) result += "#" + url.fragment;
  return result;
}

std::string join_urls(std::string_view base_text, std::string_view text, bool allow_fragments) {
  if (base_text.empty()) return std::string(text);
  if (text.empty()) return std::string(base_text);
  const Url base = parse_url(base_text, "", allow_fragments);
  Url url = parse_url(text, base.scheme, allow_fragments);
  if (url.scheme != base.scheme || !listed(kUsesRelative, url.scheme)) return std::string(text);
  if (listed(kUsesNetloc, url.scheme)) {
    if (!url.netloc.empty()) return join_parts(url);
    url.netloc = base.netloc;
  }
  if (url.path.empty() && url.params.empty()) {
    url.path = base.path;
    url.params = base.params;
    if (url.query.empty()) url.query = base.query;
    return join_parts(url);
  }
  std::vector<std::string> segments;
  const auto add = [&](std::string_view path) {
    for (std::string_view part : text::split(path, "/", -1)) segments.emplace_back(part);
  };
  if (url.path.starts_with('/')) {
    add(url.path);
  } else {
    add(base.path);
    if (!segments.back().empty()) segments.pop_back();
    add(url.path);
    // Empty segments inside would double the slashes.
    for (std::size_t i = segments.size() - 1; i-- > 1;)
      if (segments[i].empty()) segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(i));
  }
  std::vector<std::string> resolved;
  for (const std::string& segment : segments) {
    if (segment == "..") {
      if (!resolved.empty()) resolved.pop_back();
    } else if (segment != ".") {
      resolved.push_back(segment);
    }
  }
  if (segments.back() == "." || segments.back() == "..") resolved.emplace_back();
  url.path.clear();
  for (std::size_t i = 0; i < resolved.size(); ++i) url.path += (i > 0 ? "/" : "") + resolved[i];
  if (url.path.empty()) url.path = "/";
  return join_parts(url);
}

// --- Results: named tuples
// --------------------------------------------------------------------------------------------

Value tuple_of(std::initializer_list<std::string_view> parts, const Type& type) {
  Values items;
  for (std::string_view part : parts) items.push_back(make_str(part));
  return make_tuple(std::move(items), type);
}

template <std::size_t I>
Value field(const Value& self) {
  return as_tuple(self)[I];
}

/// User, password, host and port of a netloc, as written; unset where missing.
struct Netloc {
  Value username = None, password = None;
  std::string host;
  std::string port;

  explicit Netloc(std::string_view netloc) {
    const std::size_t at = netloc.rfind('@');
    if (at != netloc.npos) {
      const std::string_view user = netloc.substr(0, at);
      const std::size_t colon = user.find(':');
      username = make_str(user.substr(0, colon));
      if (colon != user.npos) password = make_str(user.substr(colon + 1));
      netloc = netloc.substr(at + 1);
    }
    if (const std::size_t open = netloc.find('['); open != netloc.npos) {
      const std::string_view bracketed = netloc.substr(open + 1);
      const std::size_t close = std::min(bracketed.find(']'), bracketed.size());
      host = bracketed.substr(0, close);
      netloc = bracketed.substr(std::min(close + 1, bracketed.size()));
      if (const std::size_t colon = netloc.find(':'); colon != netloc.npos) port = netloc.substr(colon + 1);
    } else {
      const std::size_t colon = netloc.find(':');
      host = netloc.substr(0, colon);
      if (colon != netloc.npos) port = netloc.substr(colon + 1);
    }
  }
};

Netloc netloc_of(const Value& self) { return Netloc(as_tuple(self)[1].text()); }

Value hostname(const Value& self) {
  const std::string host = netloc_of(self).host;
  if (host.empty()) return None;
  const std::size_t zone = std::min(host.find('%'), host.size());  // the zone of a scoped address keeps its case
  return make_str(text::lower(host.substr(0, zone)) + host.substr(zone));
}

Value port(const Value& self) {
  const std::string port = netloc_of(self).port;
  if (port.empty()) return None;
  if (port.find_first_not_of("0123456789") != port.npos)
    raise_value_error("Port could not be cast to integer value as ", to_repr(make_str(port)));
  std::int64_t number = 0;
  for (char c : port) number = std::min<std::int64_t>(number * 10 + (c - '0'), 65536);
  if (number > 65535) raise_value_error("Port out of range 0-65535");
  return number;
}

std::string result_repr(const Value& self, std::string_view name, std::initializer_list<const char*> fields) {
  std::string text = std::string(name) + "(";
  std::size_t i = 0;
  for (const char* field : fields) {
    text += (i > 0 ? ", " : "") + std::string(field) + "=" + to_repr(as_tuple(self)[i]);
    ++i;
  }
  return text + ")";
}

std::string text_at(const Value& self, std::size_t i) { return std::string(as_tuple(self)[i].text()); }

Value parse_geturl(const Value& self, Value*) {
  return make_str(join_parts(
      {text_at(self, 0), text_at(self, 1), text_at(self, 2), text_at(self, 3), text_at(self, 4), text_at(self, 5)}));
}

Value split_geturl(const Value& self, Value*) {
  return make_str(
      join_parts({text_at(self, 0), text_at(self, 1), text_at(self, 2), "", text_at(self, 3), text_at(self, 4)}));
}

Value defrag_geturl(const Value& self, Value*) {
  const std::string fragment = text_at(self, 1);
  return make_str(fragment.empty() ? text_at(self, 0) : text_at(self, 0) + "#" + fragment);
}

/// _replace(**kwargs): the same with some fields exchanged.
template <std::size_t N>
Value replaced(const Value& self, Value* a, const std::string_view (&fields)[N], const Type& type) {
  Values items = as_tuple(self);
  for (const Table::Entry& entry : as_dict(a[0]).entries()) {
    const auto at = std::ranges::find(fields, entry.key.text());
    if (at == std::end(fields)) raise_value_error("Got unexpected field names: ", to_repr(make_list({entry.key})));
    items[static_cast<std::size_t>(at - std::begin(fields))] = entry.value;
  }
  return make_tuple(std::move(items), type);
}

constexpr std::string_view kParseFields[] = {"scheme", "netloc", "path", "params", "query", "fragment"};
constexpr std::string_view kSplitFields[] = {"scheme", "netloc", "path", "query", "fragment"};

template <std::size_t N>
Value as_dictionary(const Value& self, const std::string_view (&fields)[N]) {
  Table table;
  for (std::size_t i = 0; i < N; ++i) table.set(make_str(fields[i]), as_tuple(self)[i]);
  return make_dict(std::move(table));
}

constexpr Method kParseMethods[] = {
    {"geturl", parse_geturl, "def"},
    {"_replace", [](const Value& self, Value* a) { return replaced(self, a, kParseFields, kParseResultType); },
     "**kwds"},
    {"_asdict", [](const Value& self, Value*) { return as_dictionary(self, kParseFields); }, "def"},
};
constexpr Method kSplitMethods[] = {
    {"geturl", split_geturl, "def"},
    {"_replace", [](const Value& self, Value* a) { return replaced(self, a, kSplitFields, kSplitResultType); },
     "**kwds"},
    {"_asdict", [](const Value& self, Value*) { return as_dictionary(self, kSplitFields); }, "def"},
};
constexpr Method kDefragMethods[] = {{"geturl", defrag_geturl, "def"}};

constexpr Attribute kParseAttributes[] = {
    {"scheme", field<0>},
    {"netloc", field<1>},
    {"path", field<2>},
    {"params", field<3>},
    {"query", field<4>},
    {"fragment", field<5>},
    {"hostname", hostname},
    {"port", port},
    {"username", [](const Value& self) { return netloc_of(self).username; }},
    {"password", [](const Value& self) { return netloc_of(self).password; }},
};
constexpr Attribute kSplitAttributes[] = {
    {"scheme", field<0>},
    {"netloc", field<1>},
    {"path", field<2>},
    {"query", field<3>},
    {"fragment", field<4>},
    {"hostname", hostname},
    {"port", port},
    {"username", [](const Value& self) { return netloc_of(self).username; }},
    {"password", [](const Value& self) { return netloc_of(self).password; }},
};
constexpr Attribute kDefragAttributes[] = {{"url", field<0>}, {"fragment", field<1>}};

Value new_parse_result(const Value&, Value* a) {
  return make_tuple({a[0], a[1], a[2], a[3], a[4], a[5]}, kParseResultType);
}
Value new_split_result(const Value&, Value* a) { return make_tuple({a[0], a[1], a[2], a[3], a[4]}, kSplitResultType); }
constexpr Method kNewParseResult{"ParseResult", new_parse_result, "def scheme, netloc, path, params, query, fragment"};
constexpr Method kNewSplitResult{"SplitResult", new_split_result, "def scheme, netloc, path, query, fragment"};

constinit const Type kParseResultType{
    .name = "ParseResult",
    .module = "urllib.parse",
    .base = &kTupleType,
    .constructor = &kNewParseResult,
    .methods = [] { return std::span<const Method>(kParseMethods); },
    .attributes = [] { return std::span<const Attribute>(kParseAttributes); },
    .repr =
        [](const Value& self) {
          return result_repr(self, "ParseResult", {"scheme", "netloc", "path", "params", "query", "fragment"});
        },
};
constinit const Type kSplitResultType{
    .name = "SplitResult",
    .module = "urllib.parse",
    .base = &kTupleType,
    .constructor = &kNewSplitResult,
    .methods = [] { return std::span<const Method>(kSplitMethods); },
    .attributes = [] { return std::span<const Attribute>(kSplitAttributes); },
    .repr =
        [](const Value& self) {
          return result_repr(self, "SplitResult", {"scheme", "netloc", "path", "query", "fragment"});
        },
};
constinit const Type kDefragResultType{
    .name = "DefragResult",
    .module = "urllib.parse",
    .base = &kTupleType,
    .methods = [] { return std::span<const Method>(kDefragMethods); },
    .attributes = [] { return std::span<const Attribute>(kDefragAttributes); },
    .repr =
        [](const Value& self) {
          return result_repr(self, "DefragResult", {"url", "fragment"});
        },
};

// --- Functions on URLs
// ------------------------------------------------------------------------------------------------

bool flag(const Value& value, bool fallback) { return value.is_unset() ? fallback : bool(value); }
std::string_view optional_text(const Value& value, std::string_view fallback) {
  return value.is_unset() || value.is_none() ? fallback : url_argument(value);
}

Value urlparse(const Value&, Value* a) {
  const Url url = parse_url(url_argument(a[0]), optional_text(a[1], ""), flag(a[2], true));
  return tuple_of({url.scheme, url.netloc, url.path, url.params, url.query, url.fragment}, kParseResultType);
}

Value urlsplit(const Value&, Value* a) {
  const Url url = split_url(url_argument(a[0]), optional_text(a[1], ""), flag(a[2], true));
  return tuple_of({url.scheme, url.netloc, url.path, url.query, url.fragment}, kSplitResultType);
}

template <std::size_t N>
std::array<std::string, N> components(const Value& value) {
  const std::array<Value, N> items = unpack<N>(value);
  std::array<std::string, N> texts;
  for (std::size_t i = 0; i < N; ++i)
    if (!items[i].is_none()) texts[i] = url_argument(items[i]);
  return texts;
}

Value urlunparse(const Value&, Value* a) {
  const auto [scheme, netloc, path, params, query, fragment] = components<6>(a[0]);
  return make_str(join_parts({scheme, netloc, path, params, query, fragment}));
}

Value urlunsplit(const Value&, Value* a) {
  const auto [scheme, netloc, path, query, fragment] = components<5>(a[0]);
  return make_str(join_parts({scheme, netloc, path, "", query, fragment}));
}

Value urljoin(const Value&, Value* a) {
  return make_str(join_urls(optional_text(a[0], ""), optional_text(a[1], ""), flag(a[2], true)));
}

Value urldefrag(const Value&, Value* a) {
  const std::string_view text = url_argument(a[0]);
  if (text.find('#') == text.npos) return tuple_of({text, ""}, kDefragResultType);
  Url url = parse_url(text, "", true);
  const std::string fragment = std::move(url.fragment);
  url.fragment.clear();
  return tuple_of({join_parts(url), fragment}, kDefragResultType);
}

// --- Quoting
// ----------------------------------------------------------------------------------------------------------

std::string quote_bytes(std::string_view bytes, std::string_view safe) {
  constexpr std::string_view kAlwaysSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";
  std::string out;
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 128 && (kAlwaysSafe.find(c) != kAlwaysSafe.npos || safe.find(c) != safe.npos)) {
      out += c;
    } else {
      out += '%';
      out += "0123456789ABCDEF"[byte >> 4];
      out += "0123456789ABCDEF"[byte & 15];
    }
  }
  return out;
}

std::string safe_argument(const Value& value, std::string_view fallback) {
  if (value.is_unset()) return std::string(fallback);
  if (value.is_str()) return std::string(value.text());
  if (is_any_bytes(value)) return as_bytes(value);
  std::string safe;
  for (const Value& code : iterate(value))
    if (code < Value(128)) safe += static_cast<char>(to_index(code));
  return safe;
}

std::string quoted(const Value& string, std::string_view safe, const Value& encoding, const Value& errors) {
  if (string.is_str())
    return quote_bytes(text::encode(string.text(), optional_text(encoding, "utf-8"), optional_text(errors, "strict")),
                       safe);
  if (!encoding.is_unset() && !encoding.is_none()) raise_type_error("quote() doesn't support 'encoding' for bytes");
  if (!errors.is_unset() && !errors.is_none()) raise_type_error("quote() doesn't support 'errors' for bytes");
  if (!is_any_bytes(string)) raise_type_error("quote_from_bytes() expected bytes");
  return quote_bytes(as_bytes(string), safe);
}

std::string quoted_plus(const Value& string, std::string_view safe, const Value& encoding, const Value& errors) {
  std::string result = quoted(string, std::string(safe) + " ", encoding, errors);
  std::ranges::replace(result, ' ', '+');
  return result;
}

Value quote(const Value&, Value* a) { return make_str(quoted(a[0], safe_argument(a[1], "/"), a[2], a[3])); }
Value quote_plus(const Value&, Value* a) { return make_str(quoted_plus(a[0], safe_argument(a[1], ""), a[2], a[3])); }

Value quote_from_bytes(const Value&, Value* a) {
  if (!is_any_bytes(a[0])) raise_type_error("quote_from_bytes() expected bytes");
  return make_str(quote_bytes(as_bytes(a[0]), safe_argument(a[1], "/")));
}

std::string unquote_bytes(std::string_view text) {
  const auto digit = [&](std::size_t at) {
    const char c = at < text.size() ? text[at] : '\0';
    if (c >= '0' && c <= '9') return c - '0';
    return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && digit(at + 1) >= 0 && digit(at + 2) >= 0) {
      out += static_cast<char>(digit(at + 1) * 16 + digit(at + 2));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

/// Escapes are decoded run by run of ASCII characters; what is not ASCII stands for itself.
std::string unquoted(std::string_view text, std::string_view encoding, std::string_view errors) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool ascii = static_cast<unsigned char>(text[at]) < 128;
    std::size_t end = at;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) < 128) == ascii) ++end;
    const std::string_view run = text.substr(at, end - at);
    out += ascii ? text::decode(unquote_bytes(run), encoding, errors) : std::string(run);
    at = end;
  }
  return out;
}

std::string unquoted(const Value& string, const Value& encoding, const Value& errors) {
  const std::string_view codec = optional_text(encoding, "utf-8");
  const std::string_view handler = optional_text(errors, "replace");
  if (is_any_bytes(string)) return text::decode(unquote_bytes(as_bytes(string)), codec, handler);
  if (!string.is_str()) raise_type_error("argument of type '", type_name(string), "' is not iterable");
  return unquoted(string.text(), codec, handler);
}

Value unquote(const Value&, Value* a) { return make_str(unquoted(a[0], a[1], a[2])); }

Value unquote_plus(const Value&, Value* a) {
  return make_str(unquoted(make_str(text::replace<text::Text>(url_argument(a[0]), "+", " ", -1)), a[1], a[2]));
}

Value unquote_to_bytes(const Value&, Value* a) {
  if (is_any_bytes(a[0])) return make_bytes(unquote_bytes(as_bytes(a[0])));
  if (!a[0].is_str()) raise_attribute_error(a[0], "split");
  return make_bytes(unquote_bytes(text::encode(a[0].text())));
}

// --- Queries
// ----------------------------------------------------------------------------------------------------------

std::vector<std::pair<Value, Value>> parse_query(Value* a) {
  const std::string_view query = url_argument(a[0]);
  const bool keep_blank = flag(a[1], false);
  const bool strict = flag(a[2], false);
  const std::string_view separator = optional_text(a[6], "&");
  if (separator.empty()) raise_value_error("Separator must be of type string or bytes.");
  std::vector<std::pair<Value, Value>> pairs;
  if (query.empty()) return pairs;
  const text::Parts fields = text::split(query, separator, -1);
  if (!a[5].is_unset() && !a[5].is_none() && to_index(a[5]) < static_cast<std::int64_t>(fields.size()))
    raise_value_error("Max number of fields exceeded");
  const auto decoded = [&](std::string_view part) {
    return make_str(unquoted(make_str(text::replace<text::Text>(part, "+", " ", -1)), a[3], a[4]));
  };
  for (std::string_view field : fields) {
    if (field.empty() && !strict) continue;
    const std::size_t equals = field.find('=');
    if (equals == field.npos && strict) raise_value_error("bad query field: ", to_repr(make_str(field)));
    if (equals == field.npos && !keep_blank) continue;
    const std::string_view value = equals == field.npos ? std::string_view() : field.substr(equals + 1);
    if (value.empty() && !keep_blank) continue;
    pairs.emplace_back(decoded(field.substr(0, equals)), decoded(value));
  }
  return pairs;
}

Value parse_qsl(const Value&, Value* a) {
  Values items;
  for (const auto& [name, value] : parse_query(a)) items.push_back(make_tuple({name, value}));
  return make_list(std::move(items));
}

Value parse_qs(const Value&, Value* a) {
  Table table;
  for (const auto& [name, value] : parse_query(a)) append(table.find_or_add(name, make_list()), value);
  return make_dict(std::move(table));
}

Value urlencode(const Value&, Value* a) {
  const bool doseq = flag(a[1], false);
  const std::string safe = safe_argument(a[2], "");
  const auto quoted_with = [&](const Value& value) {
    const Value text = is_any_bytes(value) ? value : str_value(value);
    if (!a[5].is_unset()) {
      if (is_any_bytes(text)) return to_str(a[5]({text, make_str(safe)}));
      const Value encoding = a[3].is_unset() ? Value(None) : a[3];
      const Value errors = a[4].is_unset() ? Value(None) : a[4];
      return to_str(a[5]({text, make_str(safe), encoding, errors}));
    }
    return is_any_bytes(text) ? quoted_plus(text, safe, Value(), Value()) : quoted_plus(text, safe, a[3], a[4]);
  };
  Value pairs = a[0];
  if (pairs.is(Tag::kDict)) {
    pairs = pairs.call("items");
  } else if (pairs.is_str() || is_any_int(pairs) || pairs.is_none() ||
             ((pairs.is(Tag::kList) || pairs.is(Tag::kTuple)) && length_of(pairs) > 0 &&
              !pairs[Value(0)].is(Tag::kTuple))) {
    if (!pairs.is_str() || !pairs.text().empty()) raise_type_error("not a valid non-string sequence or mapping object");
  }
  std::string out;
  const auto add = [&](const std::string& name, const Value& value) {
    if (!out.empty()) out += '&';
    out += name + "=" + quoted_with(value);
  };
  for (const Value& pair : to_values(pairs)) {
    const auto [key, value] = unpack<2>(pair);
    const std::string name = quoted_with(key);
    const bool is_sequence = value.is(Tag::kList) || value.is(Tag::kTuple) || value.is(Tag::kDict) ||
                             is_any_set(value) || value.is(Tag::kRange) || value.is(Tag::kDictView);
    if (doseq && is_sequence) {
      for (const Value& one : to_values(value)) add(name, one);
    } else {
      add(name, value);
    }
  }
  return make_str(out);
}

constexpr Method kFunctions[] = {
    {"parse_qs", parse_qs,
     "def qs, keep_blank_values=, strict_parsing=, encoding=, errors=, max_num_fields=, separator="},
    {"parse_qsl", parse_qsl,
     "def qs, keep_blank_values=, strict_parsing=, encoding=, errors=, max_num_fields=, separator="},
    {"quote", quote, "def string, safe=, encoding=, errors="},
    {"quote_from_bytes", quote_from_bytes, "def bs, safe="},
    {"quote_plus", quote_plus, "def string, safe=, encoding=, errors="},
    {"unquote", unquote, "def string, encoding=, errors="},
    {"unquote_plus", unquote_plus, "def string, encoding=, errors="},
    {"unquote_to_bytes", unquote_to_bytes, "def string"},
    {"urldefrag", urldefrag, "def url"},
    {"urlencode", urlencode, "def query, doseq=, safe=, encoding=, errors=, quote_via="},
    {"urljoin", urljoin, "def base, url, allow_fragments="},
    {"urlparse", urlparse, "def url, scheme=, allow_fragments="},
    {"urlsplit", urlsplit, "def url, scheme=, allow_fragments="},
    {"urlunparse", urlunparse, "def components"},
    {"urlunsplit", urlunsplit, "def components"},
};

constexpr const Type* kTypes[] = {&kParseResultType, &kSplitResultType, &kDefragResultType};

}  // namespace

constinit const Module kUrllibModule{.name = "urllib"};
constinit const Module kUrllibParseModule{.name = "urllib.parse", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
