// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace pbc {

struct HtmlEntity {
  const char* name;  // without the ampersand
  const char* text;  // UTF-8
};

extern const HtmlEntity kHtmlEntities[];
extern const std::size_t kHtmlEntityCount;

}  // namespace pbc
