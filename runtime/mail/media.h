// SPDX-License-Identifier: Apache-2.0
//
// What kind of file an attachment is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pbc::mail {

/// ".pdf" of "application/pdf"; empty where none is usual.
std::string_view extension_of(std::string_view media_type);

/// The media type that the first bytes show; empty where they show none.
std::string_view media_type_of(std::string_view bytes);

/// SOAR's types of a file, by its name and first bytes: "pe file", "pdf", "doc", ...
std::vector<std::string> file_types(std::string_view name, std::string_view bytes);

/// `name` without folders and control characters, shortened to 255 bytes.
std::string safe_file_name(std::string_view name);

}  // namespace pbc::mail
