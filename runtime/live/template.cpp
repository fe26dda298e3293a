// SPDX-License-Identifier: Apache-2.0
#include "live/template.h"

#include <openssl/evp.h>

#include <algorithm>

#include "mail/text.h"

namespace pbc::live {

std::string base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '~';
}

void append_percent(std::string* out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  *out += '%';
  *out += kDigits[byte >> 4U];
  *out += kDigits[byte & 15U];
}

std::string percent_encoded(std::string_view text, std::string_view kept) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != kept.npos)
      out += c;
    else
      append_percent(&out, c);
  }
  return out;
}

/// A path as it is, but for what ends it or its line.
std::string raw_path(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 127 || c == '#')
      append_percent(&out, c);
    else
      out += c;
  }
  return out;
}

std::string base64_url(std::string_view bytes) {
  std::string out = base64(bytes);
  while (out.ends_with('=')) out.pop_back();
  std::ranges::replace(out, '+', '-');
  std::ranges::replace(out, '/', '_');
  return out;
}

std::string in_case(std::string text, bool upper) {
  for (char& c : text) {
    if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == text.npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(kSpace) - begin + 1));
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::string text_of(const OrderedJson& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string clean_text(const std::string& text) {
  if (mail::is_utf8(text)) return text;
  return OrderedJson::parse(OrderedJson(text).dump(-1, ' ', false, OrderedJson::error_handler_t::replace))
      .get<std::string>();
}

std::string escape(std::string_view text, Escape how) {
  switch (how) {
    case Escape::kNone:
      return std::string(text);
    case Escape::kPathSegment:
      // A segment of dots alone would mean another folder.
      if (!text.empty() && text.find_first_not_of('.') == text.npos) {
        std::string out;
        for (const char c : text) append_percent(&out, c);
        return out;
      }
      return percent_encoded(text, ":@!$&'()*+,;=");
    case Escape::kQuery:
      return percent_encoded(text, "");
    case Escape::kHeader: {
      std::string out(text);
      std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; });
      return out;
    }
  }
  return "";
}

std::optional<Template::Filter> Template::find_filter(std::string_view name) {
  constexpr std::pair<std::string_view, Filter> kFilters[] = {
      {"base64", Filter::kBase64}, {"base64url", Filter::kBase64Url}, {"lower", Filter::kLower},
      {"upper", Filter::kUpper},   {"trim", Filter::kTrim},           {"raw", Filter::kRaw},
      {"path", Filter::kPath},     {"json", Filter::kJson},           {"relative", Filter::kRelative}};
  for (const auto& [known, filter] : kFilters)
    if (known == name) return filter;
  return std::nullopt;
}

Template Template::parse(std::string_view text, std::string* error) {
  Template result;
  std::string literal;
  const auto end_literal = [&] {
    if (literal.empty()) return;
    result.parts_.emplace_back().text = std::exchange(literal, {});
  };
  while (!text.empty()) {
    const char c = text.front();
    if (text.starts_with("{{") || text.starts_with("}}")) {
      literal += c;
      text.remove_prefix(2);
      continue;
    }
    if (c == '}') {
      *error = "`}` without `{`; a brace itself is written `}}`";
      return result;
    }
    if (c != '{') {
      literal += c;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t end = text.find('}');
    if (end == text.npos) {
      *error = "`{` without `}`; a brace itself is written `{{`";
      return result;
    }
    end_literal();
    std::string_view inside = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    Part& part = result.parts_.emplace_back();
    if (const std::size_t equal = inside.find('='); equal != inside.npos) {
      part.otherwise = inside.substr(equal + 1);
      inside = inside.substr(0, equal);
    }
    std::size_t bar = inside.find('|');
    part.name = inside.substr(0, bar);
    while (bar != inside.npos) {
      inside.remove_prefix(bar + 1);
      bar = inside.find('|');
      const std::string_view filter = inside.substr(0, bar);
      if (const std::optional<Filter> known = find_filter(filter)) {
        part.filters.push_back(*known);
      } else {
        *error = "unknown filter `" + std::string(filter) + "`";
        return result;
      }
    }
    if (part.name.ends_with('*')) {
      part.is_all = true;
      part.name.pop_back();
    }
    if (part.name.empty()) {
      *error = "`{}` names nothing";
      return result;
    }
  }
  end_literal();
  return result;
}

OrderedJson Template::filtered(OrderedJson value, const Part& part) {
  for (const Filter filter : part.filters) {
    switch (filter) {
      case Filter::kBase64:
        value = base64(text_of(value));
        break;
      case Filter::kBase64Url:
        value = base64_url(text_of(value));
        break;
      case Filter::kLower:
      case Filter::kUpper:
        value = in_case(text_of(value), filter == Filter::kUpper);
        break;
      case Filter::kTrim:
        value = trimmed(text_of(value));
        break;
      case Filter::kRelative: {
        const std::string text = text_of(value);
        const std::size_t begin = text.find_first_not_of('/');
        value = begin == text.npos ? "" : text.substr(begin, text.find_last_not_of('/') - begin + 1);
        break;
      }
      case Filter::kJson: {
        OrderedJson parsed = OrderedJson::parse(text_of(value), nullptr, false);
        if (!parsed.is_discarded()) value = std::move(parsed);
        break;
      }
      case Filter::kRaw:
      case Filter::kPath:
        break;
    }
  }
  return value;
}

std::optional<std::string> Template::fill(const Lookup& lookup, Escape how) const {
  std::string out;
  for (const Part& part : parts_) {
    if (part.name.empty()) {
      out += part.text;
      continue;
    }
    OrderedJson value = lookup(part.name);
    if (value.is_null()) {
      if (!part.otherwise) return std::nullopt;
      out += *part.otherwise;
      continue;
    }
    const std::string text = text_of(filtered(std::move(value), part));
    const auto has = [&](Filter filter) { return std::ranges::find(part.filters, filter) != part.filters.end(); };
    if (how == Escape::kPathSegment && has(Filter::kRaw)) {
      out += raw_path(text);
    } else if (how == Escape::kPathSegment && has(Filter::kPath)) {
      out += percent_encoded(text, "/:@!$&'()*+,;=");
    } else {
      out += escape(text, how);
    }
  }
  return out;
}

std::optional<OrderedJson> Template::value(const Lookup& lookup) const {
  if (parts_.size() == 1 && !parts_[0].name.empty()) {
    const Part& part = parts_[0];
    OrderedJson value = lookup(part.is_all ? part.name + "*" : part.name);
    if (!value.is_null()) return filtered(std::move(value), part);
    if (!part.otherwise) return std::nullopt;
    // A default is JSON where it is JSON.
    OrderedJson otherwise = OrderedJson::parse(*part.otherwise, nullptr, false);
    return otherwise.is_discarded() ? OrderedJson(*part.otherwise) : otherwise;
  }
  std::optional<std::string> text = fill(lookup, Escape::kNone);
  if (!text) return std::nullopt;
  return OrderedJson(std::move(*text));
}

void Template::names(std::set<std::string>* names) const {
  for (const Part& part : parts_)
    if (!part.name.empty()) names->insert(part.name);
}

JsonTemplate JsonTemplate::parse(const OrderedJson& json, std::string* error) {
  JsonTemplate result;
  if (json.is_string()) {
    result.kind_ = Kind::kText;
    result.text_ = Template::parse(json.get<std::string>(), error);
  } else if (json.is_object()) {
    result.kind_ = Kind::kObject;
    for (const auto& [name, value] : json.items()) result.members_.emplace_back(name, parse(value, error));
  } else if (json.is_array()) {
    result.kind_ = Kind::kList;
    for (const OrderedJson& item : json) result.items_.push_back(parse(item, error));
  } else {
    result.constant_ = json;
  }
  return result;
}

OrderedJson JsonTemplate::fill(const Lookup& lookup) const {
  switch (kind_) {
    case Kind::kConstant:
      return constant_;
    case Kind::kText:
      return text_->value(lookup).value_or(OrderedJson());
    case Kind::kObject: {
      OrderedJson object = OrderedJson::object();
      for (const auto& [name, value] : members_) {
        OrderedJson filled = value.fill(lookup);
        const bool is_left_out = filled.is_null() && value.kind_ == Kind::kText;
        // An object of nothing but what is not given is not given either.
        if (is_left_out || (filled.is_object() && filled.empty() && !value.members_.empty())) continue;
        object[name] = std::move(filled);
      }
      return object;
    }
    case Kind::kList: {
      OrderedJson list = OrderedJson::array();
      for (const JsonTemplate& item : items_) list.push_back(item.fill(lookup));
      return list;
    }
  }
  return {};
}

void JsonTemplate::names(std::set<std::string>* names) const {
  if (text_) text_->names(names);
  for (const auto& [name, member] : members_) member.names(names);
  for (const JsonTemplate& item : items_) item.names(names);
}

}  // namespace pbc::live
