// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pbc::content {

/// The pieces between separators, empty ones included.
std::vector<std::string_view> split(std::string_view text, char separator);

/// On one line, without control and invisible characters, kMostEvidence bytes at most, whole characters.
std::string one_line(std::string_view text);

/// No longer than `most` bytes, whole characters.
std::string_view shortened(std::string_view text, std::size_t most);

}  // namespace pbc::content
