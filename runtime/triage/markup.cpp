// SPDX-License-Identifier: Apache-2.0
#include "triage/markup.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace pbc::triage {

namespace {

struct Letter {
  char32_t value;
  std::size_t length;
};

/// The letter that `text`, which is not empty, begins with; U+FFFD for a byte that is not UTF-8.
Letter letter_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  constexpr Letter kBroken = {0xFFFD, 1};
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return kBroken;
  char32_t value = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return kBroken;
    value = value << 6 | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kLeast[length] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return kBroken;
  return {value, length};
}

struct Range {
  char32_t first, last;
};

template <std::size_t kCount>
bool is_in(const std::array<Range, kCount>& ranges, char32_t c) {
  for (const Range& range : ranges)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

/// What changes a text without being seen: controls, directions, joiners, blanks that are none, tags.
bool is_unseen(char32_t c) {
  constexpr std::array<Range, 16> kUnseen = {{{0, 0x1F},
                                              {0x7F, 0x9F},
                                              {0xAD, 0xAD},
                                              {0x34F, 0x34F},
                                              {0x61C, 0x61C},
                                              {0x115F, 0x1160},
                                              {0x17B4, 0x17B5},
                                              {0x180B, 0x180F},
                                              {0x200B, 0x200F},
                                              {0x2028, 0x202E},
                                              {0x2060, 0x206F},
                                              {0x3164, 0x3164},
                                              {0xFE00, 0xFE0E},
                                              {0xFEFF, 0xFEFF},
                                              {0xFFF0, 0xFFFB},
                                              {0xE0000, 0xE0FFF}}};
  return is_in(kUnseen, c) || (c & 0xFFFE) == 0xFFFE;
}

bool is_mark(char32_t c) {
  constexpr std::array<Range, 6> kMarks = {
      {{0x300, 0x36F}, {0x483, 0x489}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F}}};
  return is_in(kMarks, c);
}

void add_utf8(std::string* out, char32_t c) {
  const auto byte = [&](char32_t value) { out->push_back(static_cast<char>(value)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

enum class Place : std::uint8_t { kText, kPlain };

void add_number(std::string* out, char32_t c, Place place) {
  char number[16];
  std::snprintf(number, sizeof number, "U+%04X", static_cast<unsigned>(c));
  if (place == Place::kText)
    out->append("<span class=\"code\">").append(number).append("</span>");
  else
    out->append("[").append(number).append("]");
}

/// Letters that pile up on one another would hide their neighbours.
constexpr int kMostMarks = 3;

/// The one place where data becomes markup.
void escape(std::string* out, std::string_view data, std::size_t most, Place place) {
  int marks = 0;
  for (std::size_t count = 0; !data.empty(); ++count) {
    if (count == most) {
      *out += "\u2026";
      return;
    }
    const auto [c, length] = letter_of(data);
    data.remove_prefix(length);
    marks = is_mark(c) ? marks + 1 : 0;
    switch (c) {
      case '&':
        *out += "&amp;";
        break;
      case '<':
        *out += "&lt;";
        break;
      case '>':
        *out += "&gt;";
        break;
      case '"':
        *out += "&quot;";
        break;
      case '\'':
        *out += "&#39;";
        break;
      case '\n':
        *out += "\u21B5 ";
        break;
      default:
        if (is_unseen(c) || marks > kMostMarks)
          add_number(out, c, place);
        else
          add_utf8(out, c);
    }
  }
}

std::size_t letters_in(std::string_view data, std::size_t most) {
  std::size_t count = 0;
  for (; !data.empty() && count <= most; ++count) data.remove_prefix(letter_of(data).length);
  return count;
}

std::string trimmed(double value, int places) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", places, value);
  std::string out(text);
  while (out.find('.') != std::string::npos && (out.back() == '0' || out.back() == '.')) {
    const bool is_point = out.back() == '.';
    out.pop_back();
    if (is_point) break;
  }
  return out;
}

}  // namespace

Page& Page::operator<<(Markup markup) {
  out_ += markup.text;
  return *this;
}

Page& Page::operator<<(Number number) {
  out_ += trimmed(number.value, 2);
  return *this;
}

Page& Page::operator<<(std::int64_t number) {
  out_ += std::to_string(number);
  return *this;
}

Page& Page::text(std::string_view data, std::size_t most) {
  out_ += "<bdi>";
  escape(&out_, data, most, Place::kText);
  out_ += "</bdi>";
  return *this;
}

Page& Page::long_text(std::string_view data) {
  if (letters_in(data, kMostAtOnce) <= kMostAtOnce) return text(data);
  *this << "<details class=\"long\"><summary>";
  text(data, kMostAtOnce - 40);
  *this << "</summary><div>";
  text(data, kMostLetters);
  return *this << "</div></details>";
}

Page& Page::plain(std::string_view data, std::size_t most) {
  escape(&out_, data, most, Place::kPlain);
  return *this;
}

Page& Page::made(std::string_view markup) {
  out_ += markup;
  return *this;
}

Table::Table(Page& page, Markup caption, std::initializer_list<Column> columns) : page_(page), columns_(columns) {
  page_ << "<table>\n<caption>" << caption << "</caption>\n<thead><tr>";
  for (const Column& column : columns_)
    page_ << (column.is_number ? Markup("<th scope=\"col\" class=\"number\">") : Markup("<th scope=\"col\">"))
          << column.name << "</th>";
  page_ << "</tr></thead>\n<tbody>\n";
}

Table::~Table() {
  end_cell();
  if (is_in_row_) page_ << "</tr>\n";
  page_ << "</tbody>\n</table>\n";
  if (left_out_ > 0)
    page_ << "<p class=\"note\">" << left_out_
          << " more rows, which this page has no room for: see the JSON report</p>\n";
}

bool Table::row() {
  end_cell();
  if (is_in_row_) page_ << "</tr>\n";
  next_ = 0;
  is_in_row_ = !page_.is_full();
  if (is_in_row_)
    page_ << "<tr>";
  else
    ++left_out_;
  return is_in_row_;
}

Page& Table::cell() {
  end_cell();
  const Column& column = columns_[next_];
  page_ << (next_ == 0 ? Markup("<th scope=\"row\"") : Markup("<td"));
  if (column.is_number) page_ << " class=\"number\"";
  page_ << " data-label=\"" << column.name << "\">";
  ++next_;
  return page_;
}

Page& Table::wide_cell(std::size_t columns) {
  end_cell();
  page_ << "<td colspan=\"" << static_cast<std::int64_t>(columns) << "\" data-label=\"" << columns_[next_].name
        << "\">";
  next_ += columns;
  return page_;
}

void Table::end_cell() {
  if (!is_in_row_ || next_ == 0) return;
  page_ << (next_ == 1 ? Markup("</th>") : Markup("</td>"));
}

std::string duration(live::Micros time) {
  constexpr live::Micros kSecond = 1'000'000, kMinute = 60 * kSecond, kHour = 60 * kMinute;
  if (time < kSecond) return trimmed(static_cast<double>(time) / 1000, 1) + " ms";
  if (time < kMinute) return trimmed(static_cast<double>(time) / 1e6, 2) + " s";
  std::string text;
  if (time >= kHour) text = std::to_string(time / kHour) + " h ";
  if (time % kHour >= kMinute) text += std::to_string(time % kHour / kMinute) + " min ";
  const std::string rest = trimmed(static_cast<double>(time % kMinute) / 1e6, 1);
  if (rest != "0") return text + rest + " s";
  text.pop_back();
  return text;
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace pbc::triage
