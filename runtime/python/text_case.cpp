// SPDX-License-Identifier: Apache-2.0
#include "python/text.h"

#include <cstring>

namespace pbc::text {
namespace {

/// Lower case of the sigma at `at`: final where a cased letter stands before it and none after it, with characters that
/// do not count for case between (Unicode 3.13, Final_Sigma).
char32_t lower_sigma(std::string_view text, std::size_t at) {
  std::size_t before = at;
  char32_t c = 0;
  do {
    if (before == 0) return 0x3C3;
    c = unicode::previous(text, before);
  } while (unicode::is_case_ignorable(c));
  if (!unicode::is_cased(c)) return 0x3C3;
  std::size_t after = at;
  unicode::next(text, after);
  while (after < text.size()) {
    c = unicode::next(text, after);
    if (!unicode::is_case_ignorable(c)) return unicode::is_cased(c) ? 0x3C3 : 0x3C2;
  }
  return 0x3C2;
}

void append_lower_at(std::string& out, std::string_view text, std::size_t at, char32_t c) {
  if (c == 0x3A3) {
    unicode::append(out, lower_sigma(text, at));
  } else {
    unicode::append_lower(out, c);
  }
}

/// Calls `visit(character, place)` for each character of `text`.
template <typename F>
std::string transform(std::string_view text, F visit) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    visit(result, unicode::next(text, at), start);
  }
  return result;
}

bool is_ascii_letter(char c) { return static_cast<unsigned char>((c | 0x20) - 'a') < 26; }

/// Writes ASCII text to `out` with the letters from `first` on ('a' or 'A'), 26 of them, in the other case.
void flip_ascii(std::string_view text, char first, char* out) {
  // The high bit of a byte says whether it is at least `first`, or beyond the last letter; no sum carries over.
  const auto flip = [first]<typename Word>(const char* from, char* to, Word) {
    constexpr Word kEach = static_cast<Word>(0x0101010101010101u);
    const Word start = static_cast<unsigned char>(first);
    Word word;
    std::memcpy(&word, from, sizeof word);
    const Word letters = ((word + (0x80 - start) * kEach) ^ (word + (0x80 - start - 26) * kEach)) & 0x80 * kEach;
    word ^= letters >> 2;
    std::memcpy(to, &word, sizeof word);
  };
  const std::size_t size = text.size();
  const char* const data = text.data();
  if (size >= sizeof(std::uint64_t)) {
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) < size; at += sizeof(std::uint64_t)) flip(data + at, out + at, std::uint64_t{});
    at = size - sizeof(std::uint64_t);  // the last word overlaps with the one before
    flip(data + at, out + at, std::uint64_t{});
  } else if (size >= sizeof(std::uint32_t)) {
    flip(data, out, std::uint32_t{});
    flip(data + size - sizeof(std::uint32_t), out + size - sizeof(std::uint32_t), std::uint32_t{});
  } else {
    for (std::size_t at = 0; at < size; ++at)
      out[at] = static_cast<unsigned char>(data[at] - first) < 26 ? static_cast<char>(data[at] ^ 0x20) : data[at];
  }
}

/// One of the 26 letters from `first` on in the other case; any other ASCII character as it is.
char flipped(char32_t c, char first) {
  return static_cast<char>(c - static_cast<unsigned char>(first) < 26 ? c ^ 0x20 : c);
}

/// What `change` writes.
std::string changed(std::string_view text, void (*change)(std::string_view, char*)) {
  std::string result(text);
  change(text, result.data());
  return result;
}

}  // namespace

void lower_ascii(std::string_view text, char* out) { flip_ascii(text, 'A', out); }
void upper_ascii(std::string_view text, char* out) { flip_ascii(text, 'a', out); }

void title_ascii(std::string_view text, char* out) {
  bool inside = false;
  for (const char c : text) {
    const bool letter = is_ascii_letter(c);
    *out++ = static_cast<char>(!letter ? c : inside ? c | 0x20 : c & ~0x20);
    inside = letter;
  }
}

void capitalize_ascii(std::string_view text, char* out) {
  lower_ascii(text, out);
  upper_ascii(text.substr(0, 1), out);
}

void swap_case_ascii(std::string_view text, char* out) {
  for (const char c : text) *out++ = static_cast<char>(is_ascii_letter(c) ? c ^ 0x20 : c);
}

std::string lower(std::string_view text) {
  if (unicode::is_ascii(text)) return changed(text, lower_ascii);
  return transform(text, [&](std::string& out, char32_t c, std::size_t at) {
    if (c < 128)
      out.push_back(flipped(c, 'A'));
    else
      append_lower_at(out, text, at, c);
  });
}

std::string upper(std::string_view text) {
  if (unicode::is_ascii(text)) return changed(text, upper_ascii);
  return transform(text, [](std::string& out, char32_t c, std::size_t) {
    if (c < 128)
      out.push_back(flipped(c, 'a'));
    else
      unicode::append_upper(out, c);
  });
}

std::string title(std::string_view text) {
  if (unicode::is_ascii(text)) return changed(text, title_ascii);
  bool inside = false;
  return transform(text, [&](std::string& out, char32_t c, std::size_t at) {
    if (inside) {
      append_lower_at(out, text, at, c);
    } else {
      unicode::append_title(out, c);
    }
    inside = unicode::is_cased(c);
  });
}

std::string capitalize(std::string_view text) {
  return transform(text, [&](std::string& out, char32_t c, std::size_t at) {
    if (at == 0) {
      unicode::append_title(out, c);
    } else {
      append_lower_at(out, text, at, c);
    }
  });
}

std::string swap_case(std::string_view text) {
  return transform(text, [&](std::string& out, char32_t c, std::size_t at) {
    if (unicode::is_upper(c)) {
      append_lower_at(out, text, at, c);
    } else if (unicode::is_lower(c)) {
      unicode::append_upper(out, c);
    } else {
      unicode::append(out, c);
    }
  });
}

std::string fold_case(std::string_view text) {
  return transform(text, [](std::string& out, char32_t c, std::size_t) {
    if (c < 128)
      out.push_back(flipped(c, 'A'));
    else
      unicode::append_folded(out, c);
  });
}

bool is_lower(std::string_view text) {
  bool cased = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::next(text, at);
    if (unicode::is_upper(c) || unicode::is_title(c)) return false;
    cased = cased || unicode::is_lower(c);
  }
  return cased;
}

bool is_upper(std::string_view text) {
  bool cased = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::next(text, at);
    if (unicode::is_lower(c) || unicode::is_title(c)) return false;
    cased = cased || unicode::is_upper(c);
  }
  return cased;
}

bool is_title(std::string_view text) {
  bool cased = false;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::next(text, at);
    if (unicode::is_upper(c) || unicode::is_title(c)) {
      if (inside) return false;
      inside = cased = true;
    } else if (unicode::is_lower(c)) {
      if (!inside) return false;
    } else {
      inside = false;
    }
  }
  return cased;
}

bool is_identifier(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = 0;
  if (!unicode::is_identifier_start(unicode::next(text, at))) return false;
  while (at < text.size())
    if (!unicode::is_identifier_continue(unicode::next(text, at))) return false;
  return true;
}

bool all_of(std::string_view text, bool (*predicate)(char32_t)) {
  if (text.empty()) return false;
  for (std::size_t at = 0; at < text.size();)
    if (!predicate(unicode::next(text, at))) return false;
  return true;
}

}  // namespace pbc::text
