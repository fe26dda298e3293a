// SPDX-License-Identifier: Apache-2.0
//
// JSON as nlohmann's dump(2) writes it, written at once: no tree is built.
#pragma once

#include <array>
#include <concepts>
#include <cstring>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace pbc::triage {

class JsonWriter {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  /// Of the member that comes next; a literal stands for itself.
  void key(const char* name);
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(double number);
  void value(std::integral auto number) {
    element();
    if constexpr (std::same_as<decltype(number), bool>)
      append(number ? "true" : "false");
    else
      append(std::to_string(number));
  }
  void value(std::nullptr_t);
  /// null where there is none.
  template <typename T>
  void value(const std::optional<T>& value_or_none) {
    value_or_none ? value(*value_or_none) : value(nullptr);
  }

  void member(const char* name, const auto& its_value) {
    key(name);
    value(its_value);
  }
  /// null for an empty text.
  void text_or_null(const char* name, const std::string& text) {
    text.empty() ? member(name, nullptr) : member(name, text);
  }
  /// A list of what `write` writes of each.
  template <typename Elements, typename Write>
  void list(const char* name, const Elements& elements, Write write) {
    key(name);
    begin_array();
    for (const auto& each : elements) write(each);
    end_array();
  }
  /// The same, of objects whose members it writes.
  template <typename Elements, typename Write>
  void objects(const char* name, const Elements& elements, Write write) {
    list(name, elements, [&](const auto& each) {
      begin_object();
      write(each);
      end_object();
    });
  }

  /// What somebody has written as JSON already, such as the parameter of a call; as text where it is none.
  void json(const std::string& text);

  std::string take() {
    flush();
    return std::move(text_);
  }

 private:
  void begin(char bracket);
  void end(char bracket);
  /// What stands before an element.
  void element();
  void quote(std::string_view text);
  /// Writes the tokens of JSON as they stand. False, with something written, where one might be written otherwise.
  bool copy(std::string_view text);
  void new_line();
  // A string's own functions would do more for each of a report's thousands of small texts.
  void append(std::string_view text) {
    if (text.size() > newest_.size() - used_) return append_long(text);
    if (!text.empty()) std::memcpy(&newest_[used_], text.data(), text.size());
    used_ += text.size();
  }
  void append(char c) { append(std::string_view(&c, 1)); }
  void append_long(std::string_view text);
  void flush();
  std::size_t size() const { return text_.size() + used_; }
  /// Forgets what was written since then.
  void cut(std::size_t size);

  std::string text_;               // without the newest
  std::array<char, 4096> newest_;  // of which some are used
  std::size_t used_ = 0;
  std::size_t depth_ = 0;
  bool is_first_ = true;  // of its object or array
  bool has_key_ = false;  // the member's name was written
};

}  // namespace pbc::triage
