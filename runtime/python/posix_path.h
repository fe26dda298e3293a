// SPDX-License-Identifier: Apache-2.0
//
// Paths as text (Python library reference, os.path on POSIX); nothing here looks at files.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pbc::posix_path {

std::string join(std::string_view first, std::string_view second);
/// Everything before the last slash, without the slashes that end it, and the rest.
std::pair<std::string, std::string> split(std::string_view path);
std::string base_name(std::string_view path);
std::string folder_name(std::string_view path);
/// The extension with its dot; leading dots of a name are no extension.
std::pair<std::string, std::string> split_extension(std::string_view path);
std::string normalize(std::string_view path);
/// normalize(), from the current folder.
std::string absolute(std::string_view path);
std::string relative(std::string_view path, std::string_view start);
/// The parts between slashes that are not empty.
std::vector<std::string> parts(std::string_view path);

}  // namespace pbc::posix_path
