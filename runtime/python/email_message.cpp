// SPDX-License-Identifier: Apache-2.0
//
// email.message.Message, and what EmailMessage shares with it.
#include "python/email_message.h"

#include <algorithm>

#include "python/arguments.h"
#include "python/base64_codec.h"
#include "python/codecs.h"
#include "python/iterators.h"
#include "python/text.h"

namespace pbc {

namespace email {

namespace {

Mail& mail_of(const Value& self) { return as_native<Mail>(self); }
Value none_or(const Value& argument) { return argument.is_unset() ? Value(None) : argument; }

}  // namespace

bool has_escaped_bytes(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '\xED' && static_cast<unsigned char>(text[i + 1]) >= 0xB2) return true;
  return false;
}

namespace {

std::string bytes_of(std::string_view text) {
  if (has_escaped_bytes(text)) return text::encode(text, "ascii", "surrogateescape");
  return text::encode(text, "raw-unicode-escape");
}

std::string transfer_encoding(const Mail& mail) {
  const Value value = mail.find("content-transfer-encoding");
  return value.is_unset() ? "" : text::lower(text::strip_space<text::Text>(value.text(), text::Side::kBoth));
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

Value shown(const Mail& mail, const Value& value) {
  if (!mail.is_modern()) {
    if (!has_escaped_bytes(value.text())) return value;
    return make_str(text::decode(bytes_of(value.text()), "ascii", "replace"));
  }
  if (has_escaped_bytes(value.text()))
    return make_str(decoded_text(text::decode(bytes_of(value.text()), "utf-8", "replace")));
  return make_str(decoded_text(value.text()));
}

Value Mail::find(std::string_view name) const {
  for (const auto& [own, value] : headers)
    if (same_name(own, name)) return value;
  return Value();
}

void Mail::erase(std::string_view name) {
  std::erase_if(headers, [&](const auto& header) { return same_name(header.first, name); });
}

std::vector<Parameter> Mail::parameters(std::string_view header) const {
  const Value value = find(header);
  if (value.is_unset()) return {};
  std::string unfolded;
  for (char c : value.text())
    if (c != '\r' && c != '\n') unfolded += c;
  return parse_parameters(unfolded);
}

const Parameter* Mail::parameter(const std::vector<Parameter>& all, std::string_view name) const {
  const auto found = std::ranges::find_if(all, [&](const Parameter& one) { return same_name(one.name, name); });
  return found == all.end() ? nullptr : &*found;
}

std::string Mail::text_parameter(std::string_view name, std::string_view header, bool* found) const {
  const std::vector<Parameter> all = parameters(header);
  const Parameter* one = parameter(all, name);
  *found = one != nullptr;
  return one == nullptr ? "" : text_of(*one);
}

std::string Mail::content_type() const {
  const std::vector<Parameter> all = parameters();
  if (all.empty()) return default_type;
  const std::string type = text::lower(all.front().name);
  return std::ranges::count(type, '/') == 1 ? type : "text/plain";
}

std::string decoded_payload(const Mail& mail) {
  const std::string_view text = mail.payload.text();
  const std::string bytes = bytes_of(text);
  const std::string encoding = transfer_encoding(mail);
  if (encoding == "quoted-printable") return as_bytes(import("quopri").call("decodestring", {make_bytes(bytes)}));
  if (encoding == "base64") {
    std::string packed;
    for (char c : bytes)
      if (c != '\r' && c != '\n') packed += c;
    while (packed.size() % 4 != 0) packed += '=';
    try {
      return base64_decode(packed);
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kValueError)) throw;
      caught();
      return bytes;
    }
  }
  return bytes;
}

// --- Mail as an object -----------------------------------------------------------------------------------------------

Value Mail::attribute(Name wanted) {
  if (wanted == Name("preamble")) return preamble;
  if (wanted == Name("epilogue")) return epilogue;
  if (wanted == Name("defects")) return defects;
  if (wanted == Name("policy")) return policy;
  if (attributes.is_unset()) return Value();
  const Value* own = as_dict(attributes).find(wanted.view());
  return own == nullptr ? Value() : *own;
}

bool Mail::set_attribute(Name wanted, const Value& value) {
  Value* const place = wanted == Name("preamble")   ? &preamble
                       : wanted == Name("epilogue") ? &epilogue
                       : wanted == Name("defects")  ? &defects
                       : wanted == Name("policy")   ? &policy
                                                    : nullptr;
  if (place != nullptr) {
    *place = none_or(value);
    return true;
  }
  if (attributes.is_unset()) attributes = make_dict();
  if (value.is_unset()) return as_dict(attributes).erase(make_str(wanted.view()));
  as_dict(attributes).set(make_str(wanted.view()), value);
  return true;
}

Value Mail::iterate() {
  Values names;
  for (const auto& header : headers) names.push_back(make_str(header.first));
  return to_iterator(make_list(std::move(names)));
}
bool Mail::contains(const Value& item) { return !find(require_str(item, "header name")).is_unset(); }
Value Mail::get_item(const Value& key) {
  const Value found = find(require_str(key, "header name"));
  return found.is_unset() ? Value(None) : shown(*this, found);
}
void Mail::set_item(const Value& key, const Value& value) {
  const std::string_view name = require_str(key, "header name");
  Value text = value.is_str() ? value : make_str(to_str(value));
  if (is_modern()) {
    if (text.text().find_first_of("\r\n") != std::string_view::npos)
      raise_value_error("Header values may not contain linefeed or carriage return characters");
    constexpr std::string_view kOnce[] = {"from",
                                          "to",
                                          "cc",
                                          "bcc",
                                          "subject",
                                          "date",
                                          "sender",
                                          "reply-to",
                                          "message-id",
                                          "content-type",
                                          "content-transfer-encoding",
                                          "mime-version"};
    const bool once = std::ranges::any_of(kOnce, [&](std::string_view one) { return same_name(one, name); });
    if (once && !find(name).is_unset())
      raise_value_error("There may be at most 1 ", std::string(name), " headers in a message");
    if (is_instance(value, *as_type(import_from("datetime", "datetime"))))
      text = import_from("email.utils", "format_datetime")({value});
  }
  headers.emplace_back(name, text);
}
void Mail::del_item(const Value& key) { erase(require_str(key, "header name")); }
std::string Mail::str() const { return generate(*this, false, is_modern() ? 78 : 0, true); }

// --- Methods ---------------------------------------------------------------------------------------------------------

namespace {

Value is_multipart(const Value& self, Value*) { return mail_of(self).is_multipart(); }
Value set_unixfrom(const Value& self, Value* a) {
  mail_of(self).unix_from = a[0];
  return None;
}

Value attach(const Value& self, Value* a) {
  Mail& mail = mail_of(self);
  if (mail.payload.is_none()) mail.payload = make_list();
  if (!mail.is_multipart()) raise_type_error("Attach is not valid on a message with a non-multipart payload");
  append(mail.payload, a[0]);
  return None;
}

Value get_payload(const Value& self, Value* a) {
  const Mail& mail = mail_of(self);
  const bool decode = flag(a[1], false);
  if (mail.is_multipart()) {
    if (decode) return None;
    return given(a[0]) ? mail.payload[a[0]] : mail.payload;
  }
  if (given(a[0])) {
    if (!mail.payload.is(Tag::kList))
      raise_type_error("Expected list, got ", to_repr(type_value(type_of(mail.payload))));
  }
  if (!mail.payload.is_str()) return mail.payload;
  if (decode) return make_bytes(decoded_payload(mail));
  if (!has_escaped_bytes(mail.payload.text())) return mail.payload;
  bool found = false;
  std::string charset = mail.text_parameter("charset", "content-type", &found);
  const std::string bytes = bytes_of(mail.payload.text());
  try {
    return make_str(text::decode(bytes, found ? charset : "ascii", "replace"));
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kLookupError)) throw;
    caught();
    return make_str(text::decode(bytes, "ascii", "replace"));
  }
}

Value set_payload(const Value& self, Value* a) {
  Mail& mail = mail_of(self);
  mail.payload = a[0];
  if (given(a[1])) {
    const std::string charset = to_str(a[1]);
    if (mail.find("mime-version").is_unset()) mail.headers.emplace_back("MIME-Version", Value("1.0"));
    if (mail.find("content-type").is_unset())
      mail.headers.emplace_back("Content-Type", make_str("text/plain; charset=\"" + charset + "\""));
    if (mail.find("content-transfer-encoding").is_unset() && a[0].is_str()) {
      const std::string bytes = text::encode(a[0].text(), charset);
      const bool ascii = std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 128; });
      mail.headers.emplace_back("Content-Transfer-Encoding",
                                ascii && charset != "utf-8" ? Value("7bit") : Value("base64"));
      if (!ascii || charset == "utf-8") mail.payload = make_str(base64_lines(bytes));
    }
  }
  return None;
}

Value keys(const Value& self, Value*) { return make_list(to_values(self)); }
Value values(const Value& self, Value*) {
  Values all;
  for (const auto& header : mail_of(self).headers) all.push_back(shown(mail_of(self), header.second));
  return make_list(std::move(all));
}
Value items(const Value& self, Value*) {
  Values all;
  for (const auto& [name, value] : mail_of(self).headers)
    all.push_back(make_tuple({make_str(name), shown(mail_of(self), value)}));
  return make_list(std::move(all));
}
Value raw_items(const Value& self, Value*) {
  Values all;
  for (const auto& [name, value] : mail_of(self).headers) all.push_back(make_tuple({make_str(name), value}));
  return to_iterator(make_list(std::move(all)));
}

Value get(const Value& self, Value* a) {
  const Value found = mail_of(self).find(require_str(a[0], "header name"));
  return found.is_unset() ? none_or(a[1]) : shown(mail_of(self), found);
}
Value get_all(const Value& self, Value* a) {
  Values all;
  for (const auto& [name, value] : mail_of(self).headers)
    if (same_name(name, require_str(a[0], "header name"))) all.push_back(shown(mail_of(self), value));
  return all.empty() ? none_or(a[1]) : make_list(std::move(all));
}

/// `name="value"`, quoted where it has to be.
std::string parameter_text(std::string_view name, const Value& value) {
  if (value.is_none() || value.is_unset() || (value.is_str() && value.text().empty())) return std::string(name);
  if (value.is(Tag::kTuple)) {
    const Values& parts = as_tuple(value);
    const std::string charset = text_or(parts[0], "");
    return std::string(name) + "*=" + charset + "'" + text_or(parts[1], "") + "'" +
           to_str(import("urllib.parse")
                      .call("quote", {parts[2], Value("")},
                            {{"encoding", Value(make_str(charset.empty() ? "ascii" : charset))}}));
  }
  const std::string text = to_str(value);
  const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (!ascii)
    return std::string(name) + "*=utf-8''" + to_str(import("urllib.parse").call("quote", {make_str(text), Value("")}));
  std::string quoted;
  for (char c : text) {
    if (c == '\\' || c == '"') quoted += '\\';
    quoted += c;
  }
  return std::string(name) + "=\"" + quoted + "\"";
}

Value add_header(const Value& self, Value* a) {
  std::string text;
  if (!a[1].is_none()) text = to_str(a[1]);
  for (const Table::Entry& entry : as_dict(a[2]).entries()) {
    std::string name = to_str(entry.key);
    std::ranges::replace(name, '_', '-');
    text += (text.empty() ? "" : "; ") + parameter_text(name, entry.value);
  }
  mail_of(self).set_item(a[0], make_str(text));
  return None;
}

Value replace_header(const Value& self, Value* a) {
  for (auto& [name, value] : mail_of(self).headers)
    if (same_name(name, require_str(a[0], "header name"))) {
      value = a[1].is_str() ? a[1] : make_str(to_str(a[1]));
      return None;
    }
  raise_key_error(a[0]);
}

Value content_type(const Value& self, Value*) { return make_str(mail_of(self).content_type()); }
Value content_maintype(const Value& self, Value*) {
  const std::string type = mail_of(self).content_type();
  return make_str(type.substr(0, type.find('/')));
}
Value content_subtype(const Value& self, Value*) {
  const std::string type = mail_of(self).content_type();
  return make_str(type.substr(type.find('/') + 1));
}
Value default_type(const Value& self, Value*) { return make_str(mail_of(self).default_type); }
Value set_default_type(const Value& self, Value* a) {
  mail_of(self).default_type = to_str(a[0]);
  return None;
}

Value parameter_value(const Parameter& parameter, bool unquote) {
  if (parameter.is_extended)
    return make_tuple(
        {parameter.charset.empty() ? Value(None) : make_str(parameter.charset),
         parameter.charset.empty() && parameter.language.empty() ? Value(None) : make_str(parameter.language),
         make_str(text::decode(parameter.value, "latin-1"))});
  return make_str(unquote ? unquoted(parameter.value) : parameter.value);
}

Value get_params(const Value& self, Value* a) {
  const std::vector<Parameter> all = mail_of(self).parameters(text_or(a[1], "content-type"));
  if (all.empty()) return none_or(a[0]);
  Values pairs;
  for (const Parameter& one : all)
    pairs.push_back(make_tuple({make_str(one.name), parameter_value(one, flag(a[2], true))}));
  return make_list(std::move(pairs));
}
Value get_param(const Value& self, Value* a) {
  const Mail& mail = mail_of(self);
  const std::vector<Parameter> all = mail.parameters(text_or(a[2], "content-type"));
  const Parameter* one = mail.parameter(all, require_str(a[0], "parameter"));
  return one == nullptr ? none_or(a[1]) : parameter_value(*one, flag(a[3], true));
}

/// Puts a header with parameters where CPython does: at the end, unless it stays as it was.
void change_header(Mail& mail, const std::string& header, const std::string& text, bool in_place) {
  const Value now = mail.find(header);
  if (!now.is_unset() && now.text() == text) return;
  if (in_place && !now.is_unset()) {
    for (auto& [name, value] : mail.headers)
      if (same_name(name, header)) {
        value = make_str(text);
        return;
      }
  }
  mail.erase(header);
  mail.headers.emplace_back(header, make_str(text));
}

std::string with_parameter(const std::vector<Parameter>& all, const std::string& wanted, const Value& value) {
  std::string text = all.front().name;
  bool known = false;
  for (std::size_t i = 1; i < all.size(); ++i) {
    const bool is_it = same_name(all[i].name, wanted);
    known |= is_it;
    text += "; " + (is_it ? parameter_text(all[i].name, value) : all[i].name + "=" + all[i].value);
  }
  return known ? text : text + "; " + parameter_text(wanted, value);
}

Value set_param(const Value& self, Value* a) {
  Mail& mail = mail_of(self);
  const std::string header = text_or(a[2], "Content-Type");
  std::vector<Parameter> all = mail.parameters(header);
  if (all.empty()) all = {{same_name(header, "content-type") ? "text/plain" : "", "", false, "", ""}};
  change_header(mail, header, with_parameter(all, to_str(a[0]), a[1]), flag(a[6], false));
  return None;
}
Value del_param(const Value& self, Value* a) {
  Mail& mail = mail_of(self);
  const std::string header = text_or(a[1], "content-type");
  const std::vector<Parameter> all = mail.parameters(header);
  if (all.empty()) return None;
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && same_name(all[i].name, require_str(a[0], "parameter"))) continue;
    text += i == 0 ? all[i].name : "; " + all[i].name + "=" + all[i].value;
  }
  change_header(mail, header, text, false);
  return None;
}
Value set_type(const Value& self, Value* a) {
  Mail& mail = mail_of(self);
  const std::string type = to_str(a[0]);
  if (std::ranges::count(type, '/') != 1) raise_exception(kValueError, {});
  const std::string header = text_or(a[1], "Content-Type");
  if (same_name(header, "content-type")) {
    mail.erase("mime-version");
    mail.headers.emplace_back("MIME-Version", Value("1.0"));
  }
  std::string text = type;
  const std::vector<Parameter> all = mail.parameters(header);
  for (std::size_t i = 1; i < all.size(); ++i) text += "; " + all[i].name + "=" + all[i].value;
  mail.erase(header);
  mail.headers.emplace_back(header, make_str(text));
  return None;
}

Value get_filename(const Value& self, Value* a) {
  bool found = false;
  std::string name = mail_of(self).text_parameter("filename", "content-disposition", &found);
  if (!found) name = mail_of(self).text_parameter("name", "content-type", &found);
  if (!found) return none_or(a[0]);
  if (mail_of(self).is_modern()) name = decoded_text(name);
  return make_str(text::strip_space<text::Text>(name, text::Side::kBoth));
}
Value get_boundary(const Value& self, Value* a) {
  bool found = false;
  std::string boundary = mail_of(self).text_parameter("boundary", "content-type", &found);
  if (!found) return none_or(a[0]);
  return make_str(text::strip_space<text::Text>(boundary, text::Side::kRight));
}
Value set_boundary(const Value& self, Value* a) {
  if (mail_of(self).find("content-type").is_unset()) raise_error(kHeaderParseError, "No Content-Type header found");
  Value arguments[] = {Value("boundary"), a[0], Value(), Value(), Value(), Value(), true};
  return set_param(self, arguments);
}
Value charset_of(const Mail& mail, const Value& missing) {
  bool found = false;
  const std::string charset = mail.text_parameter("charset", "content-type", &found);
  return found ? make_str(text::lower(charset)) : none_or(missing);
}
Value content_charset(const Value& self, Value* a) { return charset_of(mail_of(self), a[0]); }
Value content_disposition(const Value& self, Value*) {
  const std::vector<Parameter> all = mail_of(self).parameters("content-disposition");
  return all.empty() ? Value(None) : make_str(text::lower(all.front().name));
}

void walk_into(const Value& self, Values& all) {
  const Recursion recursion(" in a mail");
  all.push_back(self);
  const Mail& mail = mail_of(self);
  if (mail.is_multipart())
    for (const Value& part : as_list(mail.payload)) walk_into(part, all);
}
Value walk(const Value& self, Value*) {
  Values all;
  walk_into(self, all);
  return to_iterator(make_list(std::move(all)));
}
Value get_charsets(const Value& self, Value* a) {
  Values all, found;
  walk_into(self, all);
  for (const Value& one : all) found.push_back(charset_of(mail_of(one), a[0]));
  return make_list(std::move(found));
}

std::size_t width_of(const Mail& mail, const Value& given_width) {
  return given(given_width) ? static_cast<std::size_t>(to_index(given_width)) : mail.is_modern() ? 78 : 0;
}
Value as_string(const Value& self, Value* a) {
  return make_str(generate(mail_of(self), flag(a[0], false), width_of(mail_of(self), a[1]), true));
}
Value as_bytes_(const Value& self, Value* a) {
  const std::string text = generate(mail_of(self), flag(a[0], false), mail_of(self).is_modern() ? 78 : 0, false);
  return make_bytes(has_escaped_bytes(text) ? text::encode(text, "ascii", "surrogateescape")
                                            : text::encode(text, "utf-8", "surrogateescape"));
}

constexpr Method kMethods[] = {
    {"__bytes__", [](const Value& self, Value*) { return self.call("as_bytes"); }, "def"},
    {"add_header", add_header, "def _name, _value, **_params"},
    {"as_bytes", as_bytes_, "def unixfrom=, policy="},
    {"as_string", as_string, "def unixfrom=, maxheaderlen=, policy="},
    {"attach", attach, "def payload"},
    {"del_param", del_param, "def param, header=, requote="},
    {"get", get, "def name, failobj="},
    {"get_all", get_all, "def name, failobj="},
    {"get_boundary", get_boundary, "def failobj="},
    {"get_charset", [](const Value& self, Value*) { return mail_of(self).charset; }, "def"},
    {"get_charsets", get_charsets, "def failobj="},
    {"get_content_charset", content_charset, "def failobj="},
    {"get_content_disposition", content_disposition, "def"},
    {"get_content_maintype", content_maintype, "def"},
    {"get_content_subtype", content_subtype, "def"},
    {"get_content_type", content_type, "def"},
    {"get_default_type", default_type, "def"},
    {"get_filename", get_filename, "def failobj="},
    {"get_param", get_param, "def param, failobj=, header=, unquote="},
    {"get_params", get_params, "def failobj=, header=, unquote="},
    {"get_payload", get_payload, "def i=, decode="},
    {"get_unixfrom", [](const Value& self, Value*) { return mail_of(self).unix_from; }, "def"},
    {"is_multipart", is_multipart, "def"},
    {"items", items, "def"},
    {"keys", keys, "def"},
    {"raw_items", raw_items, "def"},
    {"replace_header", replace_header, "def _name, _value"},
    {"set_boundary", set_boundary, "def boundary"},
    {"set_default_type", set_default_type, "def ctype"},
    {"set_param", set_param, "def param, value, header=, requote=, charset=, language=, replace="},
    {"set_payload", set_payload, "def payload, charset="},
    {"set_type", set_type, "def type, header=, requote="},
    {"set_unixfrom", set_unixfrom, "def unixfrom"},
    {"values", values, "def"},
    {"walk", walk, "def"},
};

Value make_mail(const Value& self, Value* a) {
  const Value made = make_native(new Mail(*as_type(self)));
  as_native<Mail>(made).policy = none_or(a[0]);
  return made;
}
constexpr Method kNewMail{"Message.__init__", make_mail, "def policy="};

}  // namespace
}  // namespace email

constinit const Type kMessageType{
    .name = "Message",
    .module = "email.message",
    .constructor = &email::kNewMail,
    .methods = [] { return std::span<const Method>(email::kMethods); },
};
constinit const Type kEmailMessageType{
    .name = "EmailMessage",
    .module = "email.message",
    .base = &kMessageType,
    .constructor = &email::kNewMail,
    .methods = email::email_message_methods,
};

}  // namespace pbc
