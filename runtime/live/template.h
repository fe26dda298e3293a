// SPDX-License-Identifier: Apache-2.0
//
// Templates of requests (docs/connectors.md, Requests): text with {places} that parameters, secrets and settings fill.
// What fills a place is data: it is escaped for where it stands, and never read as a template.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace pbc::live {

using OrderedJson = nlohmann::ordered_json;

/// What the names of places mean: a parameter `ip`, `secret.api_key`, `setting.project`, `vars.uuid`. Null: not given.
using Lookup = std::function<OrderedJson(std::string_view name)>;

/// How a value is written where it stands.
enum class Escape : std::uint8_t { kNone, kPathSegment, kQuery, kHeader };

/// Without blanks and line breaks at both ends.
std::string trimmed(std::string_view text);
/// UTF-8, whatever it was: what is none becomes U+FFFD.
std::string clean_text(const std::string& text);
/// RFC 4648, with padding.
std::string base64(std::string_view bytes);
/// Two digits for each byte, in lower case.
std::string hex(std::string_view bytes);
std::string escape(std::string_view text, Escape how);
/// A text as it is, anything else as JSON.
std::string text_of(const OrderedJson& value);

class Template {
 public:
  Template() = default;
  /// Sets `error` to what is wrong: a brace without its partner, an unknown filter.
  static Template parse(std::string_view text, std::string* error);

  /// Nothing where a place without a default is not given.
  std::optional<std::string> fill(const Lookup& lookup, Escape how) const;
  /// A template that is one place and no more stands for the value itself, of whatever type; nothing as above.
  std::optional<OrderedJson> value(const Lookup& lookup) const;
  /// One that is `{name*}` stands for the values of all parameters of a batch.
  bool is_all() const { return parts_.size() == 1 && parts_[0].is_all; }
  void names(std::set<std::string>* names) const;

 private:
  enum class Filter : std::uint8_t { kBase64, kBase64Url, kLower, kUpper, kTrim, kRaw, kPath, kJson, kRelative };
  struct Part {
    std::string text;  // of the template itself, where `name` is empty
    std::string name;
    std::vector<Filter> filters;
    std::optional<std::string> otherwise;  // the default
    bool is_all = false;
  };
  static std::optional<Filter> find_filter(std::string_view name);
  static OrderedJson filtered(OrderedJson value, const Part& part);

  std::vector<Part> parts_;
};

/// A JSON value whose texts are templates.
class JsonTemplate {
 public:
  static JsonTemplate parse(const OrderedJson& json, std::string* error);
  /// Members that are not given are left out; a list keeps its places, as null.
  OrderedJson fill(const Lookup& lookup) const;
  void names(std::set<std::string>* names) const;

 private:
  OrderedJson constant_;
  std::optional<Template> text_;
  std::vector<std::pair<std::string, JsonTemplate>> members_;
  std::vector<JsonTemplate> items_;
  enum class Kind : std::uint8_t { kConstant, kText, kObject, kList } kind_ = Kind::kConstant;
};

}  // namespace pbc::live
