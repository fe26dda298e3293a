// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/text_sink.h"

namespace pbc {

TextSink& TextSink::write(std::string_view text) {
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::string_view line = text.substr(0, newline);
    if (!line.empty()) {
      if (text_.empty() || text_.back() == '\n')
        text_.append(static_cast<std::size_t>(depth_) * static_cast<std::size_t>(spaces_per_level_), ' ');
      text_ += line;
    }
    if (newline == std::string_view::npos) break;
    text_ += '\n';
    text.remove_prefix(newline + 1);
  }
  return *this;
}

}  // namespace pbc
