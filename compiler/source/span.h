// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace pbc {

/// A range of bytes of one source file's text. A default-made span stands for no place: of the file as a whole.
struct Span {
  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

  std::uint32_t begin = kNowhere;
  std::uint32_t end = kNowhere;  // one past the last byte; equal to begin for a point

  bool is_nowhere() const { return begin == kNowhere; }
  auto operator<=>(const Span&) const = default;
};

}  // namespace pbc
