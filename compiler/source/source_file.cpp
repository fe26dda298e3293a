// SPDX-License-Identifier: Apache-2.0
#include "compiler/source/source_file.h"

#include <algorithm>
#include <utility>

namespace pbc {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void unify_line_ends(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::size_t out = 0;
  for (std::size_t in = 0; in < text.size(); ++in) {
    if (text[in] == '\r') {
      text[out++] = '\n';
      if (in + 1 < text.size() && text[in + 1] == '\n') ++in;
    } else {
      text[out++] = text[in];
    }
  }
  text.resize(out);
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  had_byte_order_mark_ = text_.starts_with(kByteOrderMark);
  if (had_byte_order_mark_) text_.erase(0, kByteOrderMark.size());
  unify_line_ends(text_);
  line_starts_.push_back(0);
  for (std::size_t newline = text_.find('\n'); newline != std::string::npos; newline = text_.find('\n', newline + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(newline + 1));
  }
}

std::uint32_t SourceFile::line_of(std::uint32_t byte) const {
  return static_cast<std::uint32_t>(std::ranges::upper_bound(line_starts_, byte) - line_starts_.begin());
}

std::string_view SourceFile::line_text(std::uint32_t line) const {
  const std::size_t begin = line_starts_[line - 1];
  const std::size_t end = line < line_count() ? line_starts_[line] - 1 : text_.size();
  return text().substr(begin, end - begin);
}

Position SourceFile::position(std::uint32_t byte) const {
  const std::uint32_t line = line_of(byte);
  const std::uint32_t begin = line_start(line);
  const std::string_view before = text().substr(begin, byte - begin);
  const auto code_points =
      std::ranges::count_if(before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return {line, static_cast<std::uint32_t>(code_points) + 1};
}

}  // namespace pbc
