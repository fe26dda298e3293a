// SPDX-License-Identifier: Apache-2.0
#include "triage/json_writer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pbc::triage {

using Json = nlohmann::ordered_json;

void JsonWriter::element() {
  if (std::exchange(has_key_, false) || depth_ == 0) return;
  if (!std::exchange(is_first_, false)) text_ += ',';
  new_line();
}

void JsonWriter::key(std::string_view name) {
  element();
  quote(name);
  text_ += ": ";
  has_key_ = true;
}

void JsonWriter::begin(char bracket) {
  element();
  text_ += bracket;
  ++depth_;
  is_first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  // What is empty stands on one line.
  if (!is_first_) new_line();
  text_ += bracket;
  is_first_ = false;
}

void JsonWriter::quote(std::string_view text) {
  const auto is_plain = [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; };
  if (std::ranges::all_of(text, is_plain)) {
    text_.append(1, '"').append(text).append(1, '"');
  } else {
    text_ += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
}

void JsonWriter::value(std::string_view text) {
  element();
  quote(text);
}

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return value(nullptr);
  element();
  std::array<char, 64> digits{};
  char* const end = nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), number);
  text_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void JsonWriter::value(std::nullptr_t) {
  element();
  text_ += "null";
}

void JsonWriter::value(const Json& tree) {
  if (tree.is_object()) {
    begin_object();
    for (const auto& [name, each] : tree.items()) member(name, each);
    return end_object();
  }
  if (tree.is_array()) {
    begin_array();
    for (const Json& each : tree) value(each);
    return end_array();
  }
  if (tree.is_string()) return value(std::string_view(tree.get_ref<const std::string&>()));
  element();
  text_ += tree.dump();
}

}  // namespace pbc::triage
