// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace pbc::golden {

/// What leads from `before` to `after`, line by line, as `diff -u` shows it, without the two lines of file names. Empty
/// for equal texts. Costs O(n * m) in the lines between the first and the last difference.
std::string unified_diff(std::string_view before, std::string_view after);

}  // namespace pbc::golden
