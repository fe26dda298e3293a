// SPDX-License-Identifier: Apache-2.0
//
// The report page as it is written. Whatever a mail, an answer or a playbook says is data, and becomes markup in
// markup.cpp alone: what stands in a page as it is, is a literal of this library.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "live/live.h"

namespace pbc::triage {

/// Markup that is known when this library is compiled.
struct Markup {
  std::string_view text;
  consteval Markup(const char* literal) : text(literal) {}
};

/// A number of an SVG, of pixels or percent.
struct Number {
  double value;
};

/// Bytes from which on a page takes no more rows and pictures, but says how many are left out.
inline constexpr std::size_t kMostOfPage = std::size_t{8} << 20;
/// Letters of a text that are shown at once, and of those that are shown at all.
inline constexpr std::size_t kMostAtOnce = 200;
inline constexpr std::size_t kMostLetters = 4000;
/// Of names of assets, actions and blocks, which are the configuration's and playbooks' own.
inline constexpr std::size_t kMostOfName = 80;

class Page {
 public:
  Page& operator<<(Markup markup);
  Page& operator<<(Number number);
  Page& operator<<(std::int64_t number);
  /// Data as text, in any order of writing of its own. Characters that cannot be seen are shown by their numbers.
  Page& text(std::string_view data, std::size_t most = kMostAtOnce);
  /// The same; what is longer opens on demand.
  Page& long_text(std::string_view data);
  /// Data between the quotes of an attribute, or as the content of a <title>: without elements.
  Page& plain(std::string_view data, std::size_t most = kMostLetters);
  /// A picture or style that the compiler has made.
  Page& made(std::string_view markup);

  bool is_full() const { return out_.size() > kMostOfPage; }
  bool has_room(std::size_t bytes) const { return out_.size() + bytes <= kMostOfPage; }
  std::size_t size() const { return out_.size(); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

struct Column {
  Markup name;
  bool is_number = false;
};

/// A table of the page. The first cell of a row is its header.
class Table {
 public:
  Table(Page& page, Markup caption, std::initializer_list<Column> columns);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  ~Table();

  /// False where the page is full; then the row must not be written.
  bool row();
  /// Begins the next cell; the page, to write it.
  Page& cell();
  /// The next cell over `columns` columns.
  Page& wide_cell(std::size_t columns);

 private:
  void end_cell();

  Page& page_;
  std::vector<Column> columns_;
  std::size_t next_ = 0;
  std::int64_t left_out_ = 0;
  bool is_in_row_ = false;
};

/// "470 ms", "1.36 s", "10 min 0.5 s", "2 h 5 min"
std::string duration(live::Micros time);
/// "3 calls", "1 call"
std::string counted(std::size_t count, std::string_view noun);

}  // namespace pbc::triage
