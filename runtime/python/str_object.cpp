// SPDX-License-Identifier: Apache-2.0
//
// The storage of text: UTF-8 with the number of code points beside it.
#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "python/sequences.h"
#include "python/text_of.h"
#include "python/unicode.h"

namespace pbc {

namespace {

constexpr std::size_t kLargest = std::size_t{1} << 31;
constexpr std::size_t kStride = 64;  // code points between two known offsets

bool is_start(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

template <std::size_t... Code>
Value ascii_literal(std::size_t code, std::index_sequence<Code...>) {
  static constexpr char kTexts[][2] = {{static_cast<char>(Code), 0}...};
  return kTexts[code];
}

void fill_offsets(std::string_view text, std::uint32_t* offsets) {
  std::size_t point = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_start(text[i])) continue;
    if (point % kStride == 0) offsets[point / kStride] = static_cast<std::uint32_t>(i);
    ++point;
  }
  if (point % kStride == 0) offsets[point / kStride] = static_cast<std::uint32_t>(text.size());
}

/// Literals have static storage, so what is learnt of one holds for good.
struct LiteralIndex {
  std::size_t bytes;
  std::size_t length;
  std::vector<std::uint32_t> offsets;
};
const LiteralIndex& literal_index(std::string_view text) {
  static thread_local std::unordered_map<const char*, LiteralIndex> known;
  LiteralIndex& index = known[text.data()];
  if (index.offsets.empty() || index.bytes != text.size()) {
    index.bytes = text.size();
    index.length = unicode::count_code_points(text);
    index.offsets.resize(index.length / kStride + 1);
    fill_offsets(text, index.offsets.data());
  }
  return index;
}

std::size_t step_from(std::string_view text, std::size_t offset, std::size_t points) {
  while (points > 0) {
    ++offset;
    while (offset < text.size() && !is_start(text[offset])) ++offset;
    --points;
  }
  return offset;
}

/// The str that make_str() gives.
inline Str* new_str(std::size_t bytes, std::size_t length) {
  if (bytes >= kLargest) raise_error(kMemoryError, "");
  void* block = Heap::current().allocate(sizeof(Str) + bytes + 1);
  auto* str = new (block) Str;
  str->bytes = static_cast<std::uint32_t>(bytes);
  str->length = static_cast<std::uint32_t>(length);
  str->capacity = str->bytes;
  str->data()[bytes] = 0;
  return str;
}

}  // namespace

bool str_is_ascii(const Value& v) {
  if (v.is(Tag::kStr)) return as_str(v).is_ascii();
  return v.is_ascii_literal();
}

std::size_t str_length(const Value& v) {
  if (v.is(Tag::kStr)) return as_str(v).length;
  return v.is_ascii_literal() ? v.text().size() : literal_index(v.text()).length;
}

std::size_t str_offset(const Value& v, std::size_t index) {
  std::string_view text = v.text();
  if (str_is_ascii(v)) return index;
  const std::uint32_t* offsets;
  if (v.is(Tag::kStr)) {
    const Str& str = as_str(v);
    if (str.offsets == nullptr) {
      std::size_t count = str.length / kStride + 1;
      str.offsets = static_cast<std::uint32_t*>(Heap::current().allocate(count * sizeof(std::uint32_t)));
      fill_offsets(text, str.offsets);
    }
    offsets = str.offsets;
  } else {
    offsets = literal_index(text).offsets.data();
  }
  return step_from(text, offsets[index / kStride], index % kStride);
}

Value make_str(std::size_t bytes, std::size_t length, char** data) {
  Str* str = new_str(bytes, length);
  *data = str->data();
  return {Tag::kStr, str};
}

void free_offsets(Str& str) {
  if (str.offsets == nullptr) return;
  Heap::current().deallocate(str.offsets, (str.length / kStride + 1) * sizeof(std::uint32_t));
  str.offsets = nullptr;
}

Value str_append(const Value& a, const Value& b) {
  const std::string_view more = text_of(b);
  Str* str = a.is(Tag::kStr) ? &as_str(a) : nullptr;
  if (str == nullptr || str->references != 1 || more.empty()) return str_concatenate(a, b);
  std::size_t bytes = str->bytes + more.size(), length = str->length + length_of_text(b);
  if (bytes <= str->capacity) {
    free_offsets(*str);
    copy_text(str->data() + str->bytes, more);
    str->bytes = static_cast<std::uint32_t>(bytes);
    str->length = static_cast<std::uint32_t>(length);
    str->data()[bytes] = 0;
    str->hash = 0;
    return a;
  }
  char* data;
  std::size_t room = std::max(bytes, std::min(bytes * 2, kLargest - 1));
  Value grown = make_str(room, length, &data);
  std::memcpy(data, str->data(), str->bytes);
  std::memcpy(data + str->bytes, more.data(), more.size());
  as_str(grown).bytes = static_cast<std::uint32_t>(bytes);
  data[bytes] = 0;
  return grown;
}

Value ascii_character(char c) { return ascii_literal(static_cast<unsigned char>(c), std::make_index_sequence<128>()); }

Value make_ascii(std::string_view text) {
  if (text.size() <= 1) return text.empty() ? Value("") : ascii_character(text[0]);
  Str* str = new_str(text.size(), text.size());
  copy_text(str->data(), text);
  return {Tag::kStr, str};
}

Value make_str(std::string_view text) {
  if (unicode::is_ascii(text)) return make_ascii(text);
  Str* str = new_str(text.size(), unicode::count_wide(text));
  copy_text(str->data(), text);
  return {Tag::kStr, str};
}

}  // namespace pbc
