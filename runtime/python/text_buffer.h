// SPDX-License-Identifier: Apache-2.0
//
// Text in the making, which lies on the stack as long as it is short.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>

#include "python/text_of.h"

namespace pbc {

class TextBuffer {
 public:
  TextBuffer() = default;
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;

  std::string_view view() const { return {data_, size_}; }
  std::size_t size() const { return size_; }
  void append(std::string_view text) { copy_text(add(text.size()), text); }
  void append(std::size_t count, char c) { std::memset(add(count), c, count); }
  void append(char c) { *add(1) = c; }
  /// Room for `bytes` more characters, to be filled at once.
  char* add(std::size_t bytes) {
    if (capacity_ - size_ < bytes) grow(bytes);
    char* place = data_ + size_;
    size_ += bytes;
    return place;
  }

 private:
  static constexpr std::size_t kInline = 240;

  [[gnu::noinline]] void grow(std::size_t bytes) {
    const std::size_t capacity = std::max(size_ + bytes, 2 * capacity_);
    std::unique_ptr<char[]> larger(new char[capacity]);
    std::memcpy(larger.get(), data_, size_);
    owned_ = std::move(larger);
    data_ = owned_.get();
    capacity_ = capacity;
  }

  char* data_ = inline_;
  std::size_t size_ = 0;
  std::size_t capacity_ = kInline;
  std::unique_ptr<char[]> owned_;
  char inline_[kInline];
};

}  // namespace pbc
