// SPDX-License-Identifier: Apache-2.0
#include "live/frozen.h"

#include <cmath>

namespace pbc::live {

namespace {

constexpr int kDeepest = 512;

bool skip(FrozenReader& reader, int depth) {
  if (depth > kDeepest) return false;
  switch (reader.letter()) {
    case 'n':
    case 't':
    case 'f':
      return true;
    case 'i':
      reader.integer();
      return true;
    case 'd':
      return std::isfinite(reader.number());
    case 's':
      reader.text();
      return true;
    case '[':
      for (std::uint32_t left = reader.count(); left > 0; --left)
        if (!skip(reader, depth + 1)) return false;
      return true;
    case '{':
      for (std::uint32_t left = reader.count(); left > 0; --left) {
        reader.text();
        if (!skip(reader, depth + 1)) return false;
      }
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_frozen(std::string_view bytes) {
  FrozenReader reader(bytes);
  return skip(reader, 0) && reader.is_complete();
}

}  // namespace pbc::live
