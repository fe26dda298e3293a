// SPDX-License-Identifier: Apache-2.0
//
// A string under construction that knows about lines and indentation: what every printer of the compiler writes to.
#pragma once

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace pbc {

/// Appends text. The indentation in force is put before the first character of each line, so text may hold newlines;
/// empty lines stay empty.
class TextSink {
 public:
  /// Widens the indentation for as long as it lives.
  class Indent {
   public:
    explicit Indent(TextSink& sink) : sink_(sink) { ++sink_.depth_; }
    ~Indent() { --sink_.depth_; }
    Indent(const Indent&) = delete;
    Indent& operator=(const Indent&) = delete;

   private:
    TextSink& sink_;
  };

  explicit TextSink(int spaces_per_level = 2) : spaces_per_level_(spaces_per_level) {}

  /// Appends `text` as it is.
  TextSink& write(std::string_view text);
  /// Appends `text` and ends the line.
  TextSink& line(std::string_view text = {}) { return write(text).write("\n"); }
  /// Appends formatted text: `sink.print("{} = {}", name, value)`.
  template <class... Args>
  TextSink& print(fmt::format_string<Args...> format, Args&&... args) {
    return write(fmt::format(format, std::forward<Args>(args)...));
  }
  /// print(), then the end of the line.
  template <class... Args>
  TextSink& println(fmt::format_string<Args...> format, Args&&... args) {
    return print(format, std::forward<Args>(args)...).write("\n");
  }
  TextSink& operator<<(std::string_view text) { return write(text); }

  /// `auto inner = sink.indent();` indents until the end of the scope.
  [[nodiscard]] Indent indent() { return Indent(*this); }

  std::string_view text() const { return text_; }
  /// Gives the text away and leaves the sink empty.
  std::string take() { return std::exchange(text_, {}); }

 private:
  std::string text_;
  int spaces_per_level_;
  int depth_ = 0;
};

}  // namespace pbc
