// SPDX-License-Identifier: Apache-2.0
//
// The module quopri (Python library reference, quopri; RFC 2045, 6.7).
#include "python/arguments.h"
#include "python/file_objects.h"
#include "python/library_more.h"
#include "python/quoted_printable.h"

namespace pbc {
namespace {

constexpr std::size_t kLineLength = 76;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

class Encoder {
 public:
  Encoder(std::string_view data, const QuotedPrintable& form) : data_(data), form_(form) {
    const std::size_t end = data.find('\n');
    line_end_ = end != data.npos && end > 0 && data[end - 1] == '\r' ? "\r\n" : "\n";
  }

  std::string encoded() {
    for (std::size_t at = 0; at < data_.size(); ++at) {
      const char c = data_[at];
      if (must_quote(at)) {
        break_before(3);
        add_code(c);
        length_ += 3;
      } else if (c == '\n' || (c == '\r' && next_is(at, '\n'))) {
        end_line();
        if (c == '\r') ++at;
      } else {
        if (at + 1 < data_.size() && data_[at + 1] != '\n') break_before(1);
        ++length_;
        out_ += form_.is_header && c == ' ' ? '_' : c;
      }
    }
    return std::move(out_);
  }

 private:
  bool next_is(std::size_t at, char c) const { return at + 1 < data_.size() && data_[at + 1] == c; }
  bool must_quote(std::size_t at) const {
    const char c = data_[at];
    const auto byte = static_cast<unsigned char>(c);
    const bool is_last = at + 1 == data_.size();
    if (byte > 126 || c == '=' || (form_.is_header && c == '_')) return true;
    if (!form_.is_text && (c == '\r' || c == '\n')) return true;
    if (c == '.' && length_ == 0 && (is_last || next_is(at, '\n') || next_is(at, '\r') || next_is(at, '\0')))
      return true;
    if (c == '\t' || c == ' ') return is_last || (form_.quotes_tabs && byte < 33);
    return byte < 33 && c != '\r' && c != '\n';
  }
  void add_code(char c) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out_ += '=';
    out_ += kDigits[byte >> 4];
    out_ += kDigits[byte & 15];
  }
  void break_before(std::size_t width) {
    if (length_ + width < kLineLength) return;
    out_.append("=").append(line_end_);
    length_ = 0;
  }
  /// Blanks at the end of a line would get lost.
  void end_line() {
    length_ = 0;
    if (!out_.empty() && (out_.back() == ' ' || out_.back() == '\t')) {
      const char blank = out_.back();
      out_.pop_back();
      add_code(blank);
    }
    out_ += line_end_;
  }

  std::string_view data_;
  QuotedPrintable form_;
  std::string_view line_end_;
  std::string out_;
  std::size_t length_ = 0;  // of the line that is being written
};

std::string decoded(std::string_view data, bool is_header) {
  std::string out;
  for (std::size_t at = 0; at < data.size(); ++at) {
    const char c = data[at];
    if (is_header && c == '_') {
      out += ' ';
    } else if (c != '=') {
      out += c;
    } else if (at + 1 == data.size()) {
      break;
    } else if (data[at + 1] == '\n' || data[at + 1] == '\r') {
      at = std::min(data.find('\n', at), data.size());
    } else if (data[at + 1] == '=') {
      out += '=';
      ++at;
    } else if (at + 2 < data.size() && hex_digit(data[at + 1]) >= 0 && hex_digit(data[at + 2]) >= 0) {
      out += static_cast<char>(hex_digit(data[at + 1]) * 16 + hex_digit(data[at + 2]));
      at += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

Value encode_string(const Value&, Value* a) {
  return make_bytes(Encoder(bytes_argument(a[0]), {flag(a[1], false), true, flag(a[2], false)}).encoded());
}
Value decode_string(const Value&, Value* a) {
  const std::string_view data = a[0].is_str() ? a[0].text() : bytes_argument(a[0]);
  return make_bytes(decoded(data, flag(a[1], false)));
}
Value encode(const Value&, Value* a) {
  const Value data = a[0].call("read");
  a[1].call("write", {make_bytes(Encoder(bytes_argument(data), {bool(a[2]), true, flag(a[3], false)}).encoded())});
  return None;
}
Value decode(const Value&, Value* a) {
  const Value data = a[0].call("read");
  a[1].call("write", {make_bytes(decoded(bytes_argument(data), flag(a[2], false)))});
  return None;
}

constexpr Method kFunctions[] = {
    {"decode", decode, "def input, output, header="},
    {"decodestring", decode_string, "def s, header="},
    {"encode", encode, "def input, output, quotetabs, header="},
    {"encodestring", encode_string, "def s, quotetabs=, header="},
};

}  // namespace

std::string encode_quoted_printable(std::string_view data, const QuotedPrintable& form) {
  return Encoder(data, form).encoded();
}

std::string decode_quoted_printable(std::string_view data, bool is_header) { return decoded(data, is_header); }

constinit const Module kQuopriModule{.name = "quopri", .functions = kFunctions};

}  // namespace pbc
