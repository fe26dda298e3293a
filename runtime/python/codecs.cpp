// SPDX-License-Identifier: Apache-2.0
#include "python/codecs.h"

#include <cstdint>
#include <cstring>

#include "python/charmaps.h"
#include "python/objects.h"
#include "python/text.h"
#include "python/unicode_data.h"

namespace pbc::text {
namespace {

constexpr char kHex[] = "0123456789abcdef";

enum class Codec : std::uint8_t {
  kUtf8,
  kUtf8Sig,
  kAscii,
  kLatin1,
  kCharmap,
  kUtf16,
  kUtf32,
  kUnicodeEscape,
  kRawUnicodeEscape
};
/// Of UTF-16 and UTF-32: kNative writes a byte order mark and reads one.
enum class Order : std::uint8_t { kNative, kLittle, kBig };

struct Encoding {
  Codec codec;
  Order order = Order::kNative;
  const char* name = "";     // as errors name it
  bool is_built_in = false;  // CPython's own, not one of its library
  const Charmap* charmap = nullptr;
};

struct Alias {
  std::string_view name;
  Encoding encoding;
};

constexpr Encoding kUtf8{Codec::kUtf8, Order::kNative, "utf-8", true};
constexpr Encoding kAscii{Codec::kAscii, Order::kNative, "ascii", true};
constexpr Encoding kLatin1{Codec::kLatin1, Order::kNative, "latin-1", true};
constexpr Encoding kUtf16{Codec::kUtf16, Order::kNative, "utf-16", true};
constexpr Encoding kUtf16Le{Codec::kUtf16, Order::kLittle, "utf-16-le"};
constexpr Encoding kUtf16Be{Codec::kUtf16, Order::kBig, "utf-16-be"};
constexpr Encoding kUtf32{Codec::kUtf32, Order::kNative, "utf-32", true};
constexpr Encoding kUtf32Le{Codec::kUtf32, Order::kLittle, "utf-32-le"};
constexpr Encoding kUtf32Be{Codec::kUtf32, Order::kBig, "utf-32-be"};

/// The same, where it is the library that finds it under a name.
constexpr Encoding aliased(Encoding encoding) {
  encoding.is_built_in = false;
  return encoding;
}

/// Names in lower case with - for whatever stands between letters and digits.
constexpr Alias kAliases[] = {
    {"utf-8", kUtf8},
    {"utf8", kUtf8},
    {"u8", aliased(kUtf8)},
    {"utf", aliased(kUtf8)},
    {"cp65001", aliased(kUtf8)},
    {"utf8-ucs2", aliased(kUtf8)},
    {"utf8-ucs4", aliased(kUtf8)},
    {"utf-8-sig", {Codec::kUtf8Sig, Order::kNative, "utf-8"}},
    {"ascii", kAscii},
    {"us-ascii", kAscii},
    {"646", aliased(kAscii)},
    {"ansi-x3.4-1968", aliased(kAscii)},
    {"ansi-x3-4-1968", aliased(kAscii)},
    {"ansi-x3.4-1986", aliased(kAscii)},
    {"csascii", aliased(kAscii)},
    {"ibm367", aliased(kAscii)},
    {"iso646-us", aliased(kAscii)},
    {"iso-646.irv-1991", aliased(kAscii)},
    {"iso-ir-6", aliased(kAscii)},
    {"us", aliased(kAscii)},
    {"cp367", aliased(kAscii)},
    {"latin-1", kLatin1},
    {"latin1", kLatin1},
    {"latin", aliased(kLatin1)},
    {"iso-8859-1", kLatin1},
    {"iso8859-1", kLatin1},
    {"iso-8859-1-1987", aliased(kLatin1)},
    {"iso8859", aliased(kLatin1)},
    {"8859", aliased(kLatin1)},
    {"cp819", aliased(kLatin1)},
    {"csisolatin1", aliased(kLatin1)},
    {"ibm819", aliased(kLatin1)},
    {"l1", aliased(kLatin1)},
    {"iso-ir-100", aliased(kLatin1)},
    {"utf-16", kUtf16},
    {"utf16", kUtf16},
    {"u16", aliased(kUtf16)},
    {"utf-16-le", kUtf16Le},
    {"utf-16le", kUtf16Le},
    {"unicodelittleunmarked", kUtf16Le},
    {"utf-16-be", kUtf16Be},
    {"utf-16be", kUtf16Be},
    {"unicodebigunmarked", kUtf16Be},
    {"utf-32", kUtf32},
    {"utf32", kUtf32},
    {"u32", aliased(kUtf32)},
    {"utf-32-le", kUtf32Le},
    {"utf-32le", kUtf32Le},
    {"utf-32-be", kUtf32Be},
    {"utf-32be", kUtf32Be},
    {"unicode-escape", {Codec::kUnicodeEscape, Order::kNative, "unicodeescape"}},
    {"raw-unicode-escape", {Codec::kRawUnicodeEscape, Order::kNative, "rawunicodeescape"}},
};

/// Codecs that take and give other things than a text and its bytes.
constexpr std::string_view kOtherCodecs[] = {
    "hex",   "hex-codec",  "base64", "base-64",          "base64-codec",    "bz2",          "bz2-codec", "zlib",
    "zip",   "zlib-codec", "quopri", "quoted-printable", "quotedprintable", "quopri-codec", "uu",        "uu-codec",
    "rot13", "rot-13"};

std::string normal_name(std::string_view name) {
  std::string normal;
  bool between = false;
  for (char c : name) {
    const bool stands = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '.' ||
                        static_cast<unsigned char>(c) >= 0x80;
    if (stands) {
      if (between && !normal.empty()) normal += '-';
      normal += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    between = !stands;
  }
  return normal;
}

/// `direction`: "encode" or "decode".
Encoding find_encoding(std::string_view name, std::string_view direction) {
  for (const Alias& alias : kAliases)
    if (alias.name == name) return alias.encoding;
  const std::string normal = normal_name(name);
  for (const Alias& alias : kAliases)
    if (alias.name == normal) return alias.encoding;
  for (std::size_t i = 0; i < kCharmapNameCount; ++i)
    if (kCharmapNames[i].name == normal)
      return {Codec::kCharmap, Order::kNative, "charmap", false, &kCharmaps[kCharmapNames[i].index]};
  for (std::string_view other : kOtherCodecs)
    if (other == normal)
      raise_error(kLookupError, joined({"'", name, "' is not a text encoding; use codecs.", direction,
                                        "() to handle arbitrary codecs"}));
  raise_error(kLookupError, "unknown encoding: " + std::string(name));
}

/// Whether each byte below 128 is the ASCII character: not so in the UTF-16s and UTF-32s, and in cp864.
bool extends_ascii(const Encoding& encoding) {
  return encoding.codec <= Codec::kLatin1 || (encoding.codec == Codec::kCharmap && (*encoding.charmap)['%'] == '%');
}

/// Of an exception that an error handler raises: the codecs of the library wrap it in another of its type.
[[noreturn]] void raise_of_handler(const Type& type, std::string_view message, const Encoding& encoding,
                                   std::string_view name, std::string_view doing) {
  if (encoding.is_built_in) raise_error(type, std::string(message));
  raise_error(type, joined({doing, " with '", name, "' codec failed (", type.name.view(), ": ", message, ")"}));
}

void append_hex(std::string& out, char32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out.push_back(kHex[(value >> shift) & 15]);
}

void append_backslash(std::string& out, char32_t c) {
  out += c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U";
  append_hex(out, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
}

void append_unit(std::string& out, std::uint32_t unit, int bytes, bool big) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(unit >> 8 * (big ? bytes - 1 - i : i)));
}

// --- Encode
// -----------------------------------------------------------------------------------------------------------

class Encoder {
 public:
  /// `name`: of the encoding, as the program gives it.
  Encoder(std::string_view text, const Encoding& encoding, std::string_view errors, std::string_view name)
      : text_(text), encoding_(encoding), errors_(errors), name_(name), big_(encoding.order == Order::kBig) {}

  std::string run() {
    if (encoding_.codec == Codec::kUtf8Sig) out_ = "\xEF\xBB\xBF";
    if (encoding_.codec == Codec::kUtf16 && encoding_.order == Order::kNative) append_unit(out_, 0xFEFF, 2, false);
    if (encoding_.codec == Codec::kUtf32 && encoding_.order == Order::kNative) append_unit(out_, 0xFEFF, 4, false);
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t start = at;
      const char32_t c = unicode::next(text_, at);
      if (!put(c)) at = fail(start);
    }
    return std::move(out_);
  }

 private:
  /// False where the encoding has no such character.
  bool put(char32_t c) {
    switch (encoding_.codec) {
      case Codec::kUtf8:
      case Codec::kUtf8Sig:
        if (unicode::is_surrogate(c)) return false;
        unicode::append(out_, c);
        return true;
      case Codec::kAscii:
        return put_byte(c, c < 0x80);
      case Codec::kLatin1:
        return put_byte(c, c < 0x100);
      case Codec::kCharmap:
        if (c == 0) return put_byte(0, true);
        for (char32_t i = 1; i < 256; ++i)
          if ((*encoding_.charmap)[i] == c) return put_byte(i, true);
        return false;
      case Codec::kUtf16:
        if (unicode::is_surrogate(c)) return false;
        if (c >= 0x10000) {
          append_unit(out_, 0xD800 + ((c - 0x10000) >> 10), 2, big_);
          append_unit(out_, 0xDC00 + ((c - 0x10000) & 0x3FF), 2, big_);
        } else {
          append_unit(out_, c, 2, big_);
        }
        return true;
      case Codec::kUtf32:
        if (unicode::is_surrogate(c)) return false;
        append_unit(out_, c, 4, big_);
        return true;
      case Codec::kUnicodeEscape:
        switch (c) {
          case '\\':
            out_ += "\\\\";
            break;
          case '\n':
            out_ += "\\n";
            break;
          case '\r':
            out_ += "\\r";
            break;
          case '\t':
            out_ += "\\t";
            break;
          default:
            if (c >= 32 && c < 127) {
              out_.push_back(static_cast<char>(c));
            } else {
              append_backslash(out_, c);
            }
        }
        return true;
      case Codec::kRawUnicodeEscape:
        if (c < 0x100) return put_byte(c, true);
        append_backslash(out_, c);
        return true;
    }
    return false;
  }

  bool put_byte(char32_t c, bool fits) {
    if (fits) out_.push_back(static_cast<char>(c));
    return fits;
  }

  bool can_encode(char32_t c) const {
    switch (encoding_.codec) {
      case Codec::kAscii:
        return c < 0x80;
      case Codec::kLatin1:
        return c < 0x100;
      case Codec::kCharmap:
        return Encoder({}, encoding_, {}, {}).put(c);
      default:
        return !unicode::is_surrogate(c);
    }
  }

  /// Handles the characters from byte `start` on that cannot be encoded; gives the byte to go on from.
  std::size_t fail(std::size_t start) {
    std::size_t end = start;
    std::u32string bad;
    while (end < text_.size()) {
      std::size_t at = end;
      const char32_t c = unicode::next(text_, at);
      if (can_encode(c)) break;
      bad.push_back(c);
      end = at;
      if (has_units()) break;
    }
    if (errors_ == "ignore") return end;
    if (errors_ == "replace") {
      for (std::size_t i = 0; i < bad.size(); ++i) put('?');
    } else if (errors_ == "backslashreplace" || errors_ == "namereplace") {
      std::string shown;
      for (char32_t c : bad) {
        const std::string name = errors_ == "namereplace" ? unicode::name_of(c) : "";
        if (name.empty())
          append_backslash(shown, c);
        else
          shown += "\\N{" + name + "}";
      }
      for (char c : shown) put(static_cast<unsigned char>(c));
    } else if (errors_ == "xmlcharrefreplace") {
      for (char32_t c : bad)
        for (char digit : "&#" + std::to_string(static_cast<std::uint32_t>(c)) + ";")
          put(static_cast<unsigned char>(digit));
    } else if (errors_ == "surrogatepass" && is_unicode() && all(bad, 0xD800, 0xDFFF)) {
      for (char32_t c : bad) {
        if (encoding_.codec == Codec::kUtf16) {
          append_unit(out_, c, 2, big_);
        } else if (encoding_.codec == Codec::kUtf32) {
          append_unit(out_, c, 4, big_);
        } else {
          unicode::append(out_, c);
        }
      }
    } else if (errors_ == "surrogateescape" && !has_units() && all(bad, 0xDC80, 0xDCFF)) {
      for (char32_t c : bad) out_.push_back(static_cast<char>(c - 0xDC00));
    } else if (errors_ == "strict" || errors_.starts_with("surrogate")) {
      const std::size_t first = unicode::count_code_points(text_.substr(0, start));
      const char* reason = encoding_.codec == Codec::kAscii     ? "ordinal not in range(128)"
                           : encoding_.codec == Codec::kLatin1  ? "ordinal not in range(256)"
                           : encoding_.codec == Codec::kCharmap ? "character maps to <undefined>"
                                                                : "surrogates not allowed";
      raise_exception(kUnicodeEncodeError, {make_str(encoding_.name), make_str(text_), Value(first),
                                            Value(first + bad.size()), make_str(reason)});
    } else {
      raise_of_handler(kLookupError, joined({"unknown error handler name '", errors_, "'"}), encoding_, name_,
                       "encoding");
    }
    return end;
  }

  /// One character of several bytes at a time: a handler that gives single bytes does not fit.
  bool has_units() const { return encoding_.codec == Codec::kUtf16 || encoding_.codec == Codec::kUtf32; }
  bool is_unicode() const {
    return encoding_.codec == Codec::kUtf8 || encoding_.codec == Codec::kUtf8Sig || encoding_.codec == Codec::kUtf16 ||
           encoding_.codec == Codec::kUtf32;
  }
  static bool all(const std::u32string& characters, char32_t first, char32_t last) {
    for (char32_t c : characters)
      if (c < first || c > last) return false;
    return true;
  }

  std::string_view text_;
  const Encoding& encoding_;
  std::string_view errors_;
  std::string_view name_;
  bool big_;
  std::string out_;
};

// --- Decode
// -----------------------------------------------------------------------------------------------------------

/// What is wrong at some place of the input.
struct Flaw {
  std::size_t length;
  const char* reason;
};

/// The UTF-8 sequence at `at`: the length of a good one, or what is wrong with it.
std::size_t utf8_sequence(std::string_view bytes, std::size_t at, Flaw& flaw) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) {
    flaw = {1, "invalid start byte"};
    return 0;
  }
  const std::size_t length = unicode::length_of(bytes[at]);
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= bytes.size()) {
      flaw = {i, "unexpected end of data"};
      return 0;
    }
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (i == 1) {
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (byte(i) < low || byte(i) > high) {
      flaw = {i, "invalid continuation byte"};
      return 0;
    }
  }
  return length;
}

class Decoder {
 public:
  Decoder(std::string_view bytes, const Encoding& encoding, std::string_view errors, std::string_view given_name)
      : bytes_(bytes), encoding_(encoding), errors_(errors), given_name_(given_name), name_(encoding.name) {}

  std::string run() {
    switch (encoding_.codec) {
      case Codec::kUtf8Sig:
        if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        [[fallthrough]];
      case Codec::kUtf8:
        utf8();
        break;
      case Codec::kAscii:
      case Codec::kLatin1:
      case Codec::kCharmap:
        single_bytes();
        break;
      case Codec::kUtf16:
        utf16();
        break;
      case Codec::kUtf32:
        utf32();
        break;
      case Codec::kUnicodeEscape:
      case Codec::kRawUnicodeEscape:
        escapes();
        break;
    }
    return std::move(out_);
  }

 private:
  unsigned char byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }

  void utf8() {
    while (at_ < bytes_.size()) {
      Flaw flaw{};
      const std::size_t length = utf8_sequence(bytes_, at_, flaw);
      if (length > 0) {
        out_ += bytes_.substr(at_, length);
        at_ += length;
      } else if (errors_ == "surrogatepass" && at_ + 3 <= bytes_.size() && byte(at_) == 0xED &&
                 unicode::is_continuation(bytes_[at_ + 1]) && unicode::is_continuation(bytes_[at_ + 2])) {
        out_ += bytes_.substr(at_, 3);
        at_ += 3;
      } else {
        fail(flaw);
      }
    }
  }

  void single_bytes() {
    while (at_ < bytes_.size()) {
      const unsigned char c = byte(at_);
      const char32_t mapped = encoding_.codec == Codec::kCharmap ? (*encoding_.charmap)[c] : c;
      const bool is_known = encoding_.codec == Codec::kAscii ? c < 0x80 : mapped != 0 || c == 0;
      if (is_known) {
        unicode::append(out_, mapped);
        ++at_;
      } else {
        fail({1, encoding_.codec == Codec::kAscii ? "ordinal not in range(128)" : "character maps to <undefined>"});
      }
    }
  }

  std::uint32_t unit(std::size_t at, int size, bool big) const {
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i)
      value |= static_cast<std::uint32_t>(byte(at + static_cast<std::size_t>(i))) << 8 * (big ? size - 1 - i : i);
    return value;
  }

  void utf16() {
    bool big = encoding_.order == Order::kBig;
    if (encoding_.order == Order::kNative && bytes_.size() >= 2) {
      const std::uint32_t mark = unit(0, 2, false);
      if (mark == 0xFEFF || mark == 0xFFFE) {
        at_ = 2;
        big = mark == 0xFFFE;
      }
    }
    name_ = big ? "utf-16-be" : "utf-16-le";
    while (at_ < bytes_.size()) {
      if (at_ + 2 > bytes_.size()) {
        fail({1, "truncated data"});
        continue;
      }
      const std::uint32_t first = unit(at_, 2, big);
      if (!unicode::is_surrogate(first)) {
        unicode::append(out_, first);
        at_ += 2;
      } else if (first >= 0xDC00) {
        fail({2, "illegal encoding"});
      } else if (at_ + 4 > bytes_.size()) {
        fail({bytes_.size() - at_, "unexpected end of data"});
      } else if (const std::uint32_t second = unit(at_ + 2, 2, big); second < 0xDC00 || second > 0xDFFF) {
        fail({2, "illegal UTF-16 surrogate"});
      } else {
        unicode::append(out_, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
        at_ += 4;
      }
    }
  }

  void utf32() {
    bool big = encoding_.order == Order::kBig;
    if (encoding_.order == Order::kNative && bytes_.size() >= 4) {
      const std::uint32_t mark = unit(0, 4, false);
      if (mark == 0xFEFF || mark == 0xFFFE0000) {
        at_ = 4;
        big = mark != 0xFEFF;
      }
    }
    name_ = big ? "utf-32-be" : "utf-32-le";
    while (at_ < bytes_.size()) {
      if (at_ + 4 > bytes_.size()) {
        fail({bytes_.size() - at_, "truncated data"});
        continue;
      }
      const std::uint32_t c = unit(at_, 4, big);
      if (unicode::is_surrogate(c)) {
        fail({4, "code point in surrogate code point range(0xd800, 0xe000)"});
      } else if (c > 0x10FFFF) {
        fail({4, "code point not in range(0x110000)"});
      } else {
        unicode::append(out_, c);
        at_ += 4;
      }
    }
  }

  /// The code point of `digits` hex digits behind a \x, \u or \U at at_.
  void hex_escape(std::size_t digits, const char* truncated) {
    std::size_t end = at_ + 2;
    std::uint64_t value = 0;
    for (; end < bytes_.size() && end < at_ + 2 + digits; ++end) {
      const char c = bytes_[end];
      const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
      if (digit < 0) break;
      value = value * 16 + static_cast<std::uint64_t>(digit);
    }
    if (end < at_ + 2 + digits) {
      fail({end - at_, truncated});
    } else if (value > 0x10FFFF) {
      fail({end - at_,
            encoding_.codec == Codec::kUnicodeEscape ? "illegal Unicode character" : "\\Uxxxxxxxx out of range"});
    } else {
      unicode::append(out_, static_cast<char32_t>(value));
      at_ = end;
    }
  }

  void escapes() {
    const bool raw = encoding_.codec == Codec::kRawUnicodeEscape;
    while (at_ < bytes_.size()) {
      if (bytes_[at_] != '\\') {
        unicode::append(out_, byte(at_++));
        continue;
      }
      if (at_ + 1 >= bytes_.size()) {
        if (raw) {
          out_.push_back(bytes_[at_++]);
          continue;
        }
        fail({1, "\\ at end of string"});
        continue;
      }
      const char kind = bytes_[at_ + 1];
      if (kind == 'u') {
        hex_escape(4, "truncated \\uXXXX escape");
      } else if (kind == 'U') {
        hex_escape(8, "truncated \\UXXXXXXXX escape");
      } else if (raw) {
        out_.push_back('\\');
        unicode::append(out_, byte(at_ + 1));
        at_ += 2;
      } else {
        simple_escape(kind);
      }
    }
  }

  void simple_escape(char kind) {
    constexpr std::string_view kFrom = "\\'\"bfnrtva";
    constexpr std::string_view kTo = "\\'\"\b\f\n\r\t\v\a";
    if (const std::size_t found = kFrom.find(kind); found != kFrom.npos) {
      out_.push_back(kTo[found]);
      at_ += 2;
    } else if (kind == '\n') {
      at_ += 2;
    } else if (kind == 'x') {
      hex_escape(2, "truncated \\xXX escape");
    } else if (kind >= '0' && kind <= '7') {
      char32_t value = 0;
      std::size_t end = at_ + 1;
      for (; end < bytes_.size() && end < at_ + 4 && bytes_[end] >= '0' && bytes_[end] <= '7'; ++end)
        value = value * 8 + static_cast<char32_t>(bytes_[end] - '0');
      unicode::append(out_, value);
      at_ = end;
    } else if (kind == 'N') {
      fail({2, "malformed \\N character escape"});
    } else {
      out_.push_back('\\');
      unicode::append(out_, byte(at_ + 1));
      at_ += 2;
    }
  }

  /// Handles the bytes at at_ that are no text, and goes behind them.
  void fail(Flaw flaw) {
    const std::size_t end = at_ + flaw.length;
    if (errors_ == "replace") {
      unicode::append(out_, 0xFFFD);
    } else if (errors_ == "backslashreplace") {
      for (std::size_t i = at_; i < end; ++i) {
        out_ += "\\x";
        append_hex(out_, byte(i), 2);
      }
    } else if (errors_ == "surrogateescape" && byte(at_) >= 0x80) {
      unicode::append(out_, 0xDC00 + byte(at_));
      ++at_;
      return;
    } else if (errors_ == "strict" || errors_.starts_with("surrogate")) {
      raise_exception(kUnicodeDecodeError, {make_str(name_), make_bytes(std::string(bytes_)), Value(at_), Value(end),
                                            make_str(flaw.reason)});
    } else if (errors_ == "xmlcharrefreplace" || errors_ == "namereplace") {
      raise_of_handler(kTypeError, "don't know how to handle UnicodeDecodeError in error callback", encoding_,
                       given_name_, "decoding");
    } else if (errors_ != "ignore") {
      raise_of_handler(kLookupError, joined({"unknown error handler name '", errors_, "'"}), encoding_, given_name_,
                       "decoding");
    }
    at_ = end;
  }

  std::string_view bytes_;
  const Encoding& encoding_;
  std::string_view errors_;
  std::string_view given_name_;
  const char* name_;
  std::size_t at_ = 0;
  std::string out_;
};

/// Of text as the runtime keeps it: a surrogate is three bytes, ED A0 to BF and another.
bool has_surrogate(std::string_view text) {
  for (std::size_t at = text.find('\xED'); at != text.npos; at = text.find('\xED', at + 1))
    if (static_cast<unsigned char>(text[at + 1]) >= 0xA0) return true;
  return false;
}

}  // namespace

std::string encode(std::string_view text, std::string_view encoding, std::string_view errors) {
  const Encoding known = find_encoding(encoding, "encode");
  if (known.codec != Codec::kUtf8Sig && extends_ascii(known) && unicode::is_ascii(text)) return std::string(text);
  if (known.codec == Codec::kUtf8 && !has_surrogate(text)) return std::string(text);
  return Encoder(text, known, errors, encoding).run();
}

bool keeps_ascii(std::string_view encoding) { return extends_ascii(find_encoding(encoding, "decode")); }

std::string decode(std::string_view bytes, std::string_view encoding, std::string_view errors) {
  const Encoding known = find_encoding(encoding, "decode");
  if (extends_ascii(known) && unicode::is_ascii(bytes)) return std::string(bytes);
  if (known.codec == Codec::kUtf8 && find_invalid_utf8(bytes) == bytes.npos) return std::string(bytes);
  return Decoder(bytes, known, errors, encoding).run();
}

std::size_t find_invalid_utf8(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  for (std::size_t at = 0; at < bytes.size();) {
    std::uint64_t word = kHighBits;
    if (at + sizeof word <= bytes.size()) std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & kHighBits) == 0) {
      at += sizeof word;
      continue;
    }
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    Flaw flaw{};
    const std::size_t length = utf8_sequence(bytes, at, flaw);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace pbc::text
