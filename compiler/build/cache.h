// SPDX-License-Identifier: Apache-2.0
//
// Executables by the content they were made of: $PBC_CACHE_DIR, else $XDG_CACHE_HOME/pbc, else ~/.cache/pbc. Entries
// are made under another name and renamed, so any number of processes may share the folder. The oldest entries go when
// the folder holds more than kMaxEntries.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pbc::build {

inline constexpr std::size_t kMaxEntries = 256;
inline constexpr std::size_t kMaxObjects = 2048;

/// The folder, made when needed; empty when there is none to be had (no home, read-only).
std::string cache_directory();

/// The folder inside it for the objects of bundles, of which there are kMaxObjects at most.
std::string objects_directory();

/// SHA-256 over the parts, each with its length, in hexadecimal.
std::string content_key(const std::vector<std::string_view>& parts);

/// Removes the files of the folder that were used longest ago, down to `most`.
void trim_cache(const std::string& directory, std::size_t most);

}  // namespace pbc::build
