// SPDX-License-Identifier: Apache-2.0
//
// The one place where texts of a playbook become C++: literals are escaped, names are kept apart from C++'s and the
// runtime's, lines are indented.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace pbc::emit {

/// A C++ string literal with exactly these bytes.
std::string string_literal(std::string_view bytes);

/// A comment of one line or more, each with `// ` before it; empty text gives nothing.
std::string comment(std::string_view text);

/// A comment line across the page that begins a section, with blank lines around it.
std::string banner(std::string_view title);

/// `name` as a C++ identifier that is neither a word of C++ nor one that emitted code uses itself: one that is gets an
/// underscore. Characters that C++ identifiers lack become `_`.
std::string identifier(std::string_view name);

/// Gives out identifiers that differ from one another: `f`, `f_2`, ...
class NameSet {
 public:
  std::string unique(std::string name);
  void take(const std::string& name) { taken_.insert(name); }

 private:
  std::set<std::string> taken_;
  std::map<std::string, int> tried_;  // how many numbers each name was tried with
};

/// Lines of C++ at a depth of indentation.
class CxxWriter {
 public:
  explicit CxxWriter(int depth = 0) : depth_(depth) {}

  void line(std::string_view text);
  void blank() { text_ += '\n'; }
  /// Opens a block: `text {`; what follows stands one deeper, until close().
  void open(std::string_view text);
  /// `} text`, one less deep.
  void close(std::string_view text = {});
  /// `} text {` at the depth of the block that it closes.
  void reopen(std::string_view text);
  /// Appends lines that are indented already.
  void append(std::string_view lines) { text_ += lines; }

  int depth() const { return depth_; }
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

 private:
  std::string text_;
  int depth_;
};

/// Breaks a line of code that is longer than the columns of a page at the commas and operators of its outermost
/// brackets.
std::string wrap(std::string_view code, int depth);
/// The same, appended to `out`.
void wrap(std::string_view code, int depth, std::string& out);

}  // namespace pbc::emit
