// SPDX-License-Identifier: Apache-2.0
//
// The module email.utils (Python library reference, email.utils).
#include <array>

#include "python/arguments.h"
#include "python/attributes.h"
#include "python/base64_codec.h"
#include "python/email_address.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {
namespace {

constexpr const char* kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr const char* kLongMonths[] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
constexpr const char* kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
struct Zone {
  const char* name;
  int offset;  // hours * 100
};
constexpr Zone kZones[] = {{"UT", 0},     {"UTC", 0},    {"GMT", 0},    {"Z", 0},      {"AST", -400},
                           {"ADT", -300}, {"EST", -500}, {"EDT", -400}, {"CST", -600}, {"CDT", -500},
                           {"MST", -700}, {"MDT", -600}, {"PST", -800}, {"PDT", -700}};

struct ParsedDate {
  std::array<std::int64_t, 6> fields{};
  bool has_zone = false;
  std::int64_t offset = 0;  // seconds
};

int month_of(std::string_view name) {
  for (int i = 0; i < 12; ++i)
    if (name == kMonths[i] || name == kLongMonths[i]) return i + 1;
  return 0;
}

/// int(text), or nothing.
bool to_number(std::string_view text, std::int64_t& number) {
  try {
    number = to_index(py("int")({make_str(text)}));
    return true;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kValueError) && !is_exception(raised.exception, kOverflowError)) throw;
    caught();
    return false;
  }
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::string_view part : text::split(text, separator, text::kAll)) parts.emplace_back(part);
  return parts;
}

void drop_comma(std::string& text) {
  if (text.ends_with(',')) text.pop_back();
}

bool read_clock(const std::string& text, ParsedDate& date) {
  std::vector<std::string> parts = split(text, ":");
  if (parts.size() == 1 && parts[0].find('.') != std::string::npos) parts = split(parts[0], ".");
  if (parts.size() == 2) parts.emplace_back("0");
  if (parts.size() != 3) return false;
  for (std::size_t i = 0; i < 3; ++i)
    if (!to_number(parts[i], date.fields[3 + i])) return false;
  return true;
}

void read_zone(std::string_view name, ParsedDate& date) {
  const std::string upper = text::upper(name);
  std::int64_t offset = 0;
  for (const Zone& zone : kZones) {
    if (upper != zone.name) continue;
    date.has_zone = true;
    offset = zone.offset;
  }
  if (!date.has_zone) {
    date.has_zone = to_number(upper, offset);
    if (offset == 0 && upper.starts_with('-')) date.has_zone = false;  // -0000: nobody knows the zone
  }
  if (!date.has_zone) return;
  const std::int64_t size = std::min<std::int64_t>(std::abs(offset), 1'000'000'000);
  date.offset = (offset < 0 ? -1 : 1) * (size / 100 * 3600 + size % 100 * 60);
}

/// The date of a mail header in any of the forms that mail programs write; false where it is none.
bool parse_date(std::string_view text, ParsedDate& date) {
  std::vector<std::string> words;
  for (std::string_view word : text::split_space<text::Text>(text, -1)) words.emplace_back(word);
  if (words.empty()) return false;
  bool is_day = words[0].ends_with(',');
  for (const char* day : kDays) is_day = is_day || text::lower(words[0]) == day;
  if (is_day) {
    words.erase(words.begin());
  } else if (const std::size_t comma = words[0].rfind(','); comma != std::string::npos) {
    words[0].erase(0, comma + 1);
  }
  if (words.size() == 3) {  // RFC 850: 06-Nov-94
    const std::vector<std::string> parts = split(words[0], "-");
    if (parts.size() == 3) {
      words.erase(words.begin());
      words.insert(words.begin(), parts.begin(), parts.end());
    }
  }
  if (words.size() == 4) {
    const std::string last = words[3];
    std::size_t sign = last.find('+');
    if (sign == last.npos) sign = last.find('-');
    if (sign != last.npos && sign > 0) {
      words[3] = last.substr(0, sign);
      words.push_back(last.substr(sign));
    } else {
      words.emplace_back();
    }
  }
  if (words.size() < 5) return false;
  std::string day = words[0], month = words[1], year = words[2], clock = words[3], zone = words[4];
  if (day.empty() || month.empty() || year.empty()) return false;
  month = text::lower(month);
  if (month_of(month) == 0) {
    std::swap(day, month);
    month = text::lower(month);
    if (month_of(month) == 0) return false;
  }
  date.fields[1] = month_of(month);
  drop_comma(day);
  if (const std::size_t colon = year.find(':'); colon != year.npos && colon > 0) std::swap(year, clock);
  drop_comma(year);
  if (year.empty()) return false;
  if (year[0] < '0' || year[0] > '9') std::swap(year, zone);
  drop_comma(clock);
  if (!read_clock(clock, date)) return false;
  if (!to_number(year, date.fields[0]) || !to_number(day, date.fields[2])) return false;
  if (date.fields[0] < 100) date.fields[0] += date.fields[0] > 68 ? 1900 : 2000;
  read_zone(zone, date);
  return true;
}

Value parsed_tuple(const Value& text, bool with_zone) {
  ParsedDate date;
  if (!text || !parse_date(require_str(text, "parsedate_tz() argument"), date)) return None;
  Values items;
  for (std::int64_t field : date.fields) items.emplace_back(field);
  for (int rest : {0, 1, -1}) items.emplace_back(rest);
  if (with_zone) items.emplace_back(date.offset);
  return make_tuple(std::move(items));
}

Value parsedate_to_datetime(const Value&, Value* a) {
  ParsedDate date;
  if (!a[0] || !parse_date(require_str(a[0], "parsedate_to_datetime() argument"), date))
    raise_value_error("Invalid date value or format \"", to_str(a[0]), "\"");
  const Value datetime = import("datetime");
  Value zone = None;
  if (date.has_zone)
    zone = datetime.attr("timezone")({datetime.attr("timedelta")({}, {{"seconds", Value(date.offset)}})});
  const auto& f = date.fields;
  return datetime.attr("datetime")({f[0], f[1], f[2], f[3], f[4], f[5]}, {{"tzinfo", zone}});
}

Value mktime_tz(const Value&, Value* a) {
  const Values fields = to_values(a[0]);
  if (fields.size() < 10) raise_index_error("tuple index out of range");
  if (fields[9].is_none()) {
    Values local(fields.begin(), fields.begin() + 8);
    local.emplace_back(-1);
    return import("time").call("mktime", {make_tuple(std::move(local))});
  }
  return import("calendar").call("timegm", {a[0]}) - fields[9];
}

// --- Writing dates
// -----------------------------------------------------------------------------------------------------

Value format_datetime(const Value&, Value* a) {
  const Value& date = a[0];
  const Value zone = date.attr("tzinfo");
  std::string shown = "-0000";
  if (flag(a[1], false)) {
    if (zone.is_none() || zone != import_from("datetime", "timezone").attr("utc"))
      raise_value_error("usegmt option requires a UTC datetime");
    shown = "GMT";
  } else if (!zone.is_none()) {
    shown = to_str(date.call("strftime", {"%z"}));
  }
  constexpr const char* kDayNames[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr const char* kMonthNames[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto part = [&](Name name) { return static_cast<int>(to_index(date.attr(name))); };
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d ", kDayNames[to_index(date.call("weekday"))],
                part("day"), kMonthNames[part("month") - 1], part("year"), part("hour"), part("minute"),
                part("second"));
  return make_str(text + shown);
}

Value formatdate(const Value&, Value* a) {
  const Value type = import_from("datetime", "datetime");
  const bool is_local = flag(a[1], false), is_gmt = flag(a[2], false);
  const Value at = given(a[0]) ? a[0] : import("time").call("time");
  Value date = is_local || is_gmt ? type.call("fromtimestamp", {at, import_from("datetime", "timezone").attr("utc")})
                                  : type.call("utcfromtimestamp", {at});
  if (is_local) date = date.call("astimezone");
  Value arguments[] = {date, is_gmt && !is_local};
  return format_datetime(None, arguments);
}

// --- Addresses
// ---------------------------------------------------------------------------------------------------------

Value pair_of(const email::Address& address) { return make_tuple({make_str(address.first), make_str(address.second)}); }

Value parseaddr(const Value&, Value* a) {
  const std::vector<email::Address> all = email::parse_addresses(require_str(a[0], "parseaddr() argument"));
  return pair_of(all.empty() ? email::Address() : all[0]);
}

Value getaddresses(const Value&, Value* a) {
  std::string text;
  bool is_first = true;
  for (Value field : iterate(a[0])) {
    text += (is_first ? "" : ", ") + to_str(field);
    is_first = false;
  }
  Values all;
  for (const email::Address& address : email::parse_addresses(text)) all.push_back(pair_of(address));
  return make_list(std::move(all));
}

/// RFC 2047, as Charset.header_encode does: base64 where it is shorter, else quoted-printable.
std::string encoded_word(std::string_view text) {
  std::string quoted;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = std::isalnum(byte) != 0 || std::string_view("-!*+/").find(c) != std::string_view::npos;
    if (byte < 128 && is_plain) {
      quoted += c;
    } else if (c == ' ') {
      quoted += '_';
    } else {
      char code[4];
      std::snprintf(code, sizeof code, "=%02X", byte);
      quoted += code;
    }
  }
  const std::size_t base64_size = (text.size() + 2) / 3 * 4;
  if (base64_size >= quoted.size()) return "=?utf-8?q?" + quoted + "?=";
  const Value coded = import("base64").call("b64encode", {make_bytes(std::string(text))});
  return "=?utf-8?b?" + as_bytes(coded) + "?=";
}

Value formataddr(const Value&, Value* a) {
  const Values pair = to_values(a[0]);
  if (pair.size() > 2) raise_value_error("too many values to unpack (expected 2)");
  if (pair.size() < 2)
    raise_value_error("not enough values to unpack (expected 2, got ", std::to_string(pair.size()), ")");
  pair[1].call("encode", {"ascii"});
  if (!pair[0]) return pair[1];
  const std::string address = to_str(pair[1]);
  const std::string_view name = pair[0].text();
  if (!str_is_ascii(pair[0])) return make_str(encoded_word(name) + " <" + address + ">");
  const char* quotes = name.find_first_of("][\\()<>@,:;\".") != name.npos ? "\"" : "";
  std::string escaped;
  for (char c : name) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return make_str(quotes + escaped + quotes + " <" + address + ">");
}

Value quote(const Value&, Value* a) {
  std::string escaped;
  for (char c : require_str(a[0], "quote() argument")) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return make_str(escaped);
}

Value unquote(const Value&, Value* a) {
  std::string_view text = require_str(a[0], "unquote() argument");
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') {
    std::string plain;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool escapes = text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '\\' || text[i + 1] == '"');
      plain += text[escapes ? ++i : i];
    }
    return make_str(plain);
  }
  if (text.size() > 1 && text.front() == '<' && text.back() == '>') return make_str(text.substr(1, text.size() - 2));
  return a[0];
}

Value make_msgid(const Value&, Value* a) {
  const Value now = import("time").call("time");
  const std::string id = "<" + std::to_string(to_index(py("int")({now * Value(100)}))) + ".1." +
                         to_str(import("random").call("getrandbits", {64})) +
                         (given(a[0]) ? "." + to_str(a[0]) : std::string());
  return make_str(id + "@" + text_or(a[1], "localhost") + ">");
}

constexpr Method kFunctions[] = {
    {"format_datetime", format_datetime, "def dt, usegmt="},
    {"formataddr", formataddr, "def pair, charset="},
    {"formatdate", formatdate, "def timeval=, localtime=, usegmt="},
    {"getaddresses", getaddresses, "def fieldvalues"},
    {"make_msgid", make_msgid, "def idstring=, domain="},
    {"mktime_tz", mktime_tz, "def data"},
    {"parseaddr", parseaddr, "def addr"},
    {"parsedate", [](const Value&, Value* a) { return parsed_tuple(a[0], false); }, "def data"},
    {"parsedate_to_datetime", parsedate_to_datetime, "def data"},
    {"parsedate_tz", [](const Value&, Value* a) { return parsed_tuple(a[0], true); }, "def data"},
    {"quote", quote, "def str"},
    {"unquote", unquote, "def str"},
};

}  // namespace

constinit const Module kEmailUtilsModule{.name = "email.utils", .functions = kFunctions};

}  // namespace pbc
