// SPDX-License-Identifier: Apache-2.0
//
// The container format of ZIP archives (APPNOTE 6.3), as bytes: what the module zipfile reads and writes. Archives of
// up to 2 GiB with up to 65,535 entries; ZIP64 fields are read.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::zip {

inline constexpr int kStored = 0, kDeflated = 8;
inline constexpr std::uint16_t kEncrypted = 1, kPatched = 0x20, kStronglyEncrypted = 0x40, kUtf8 = 0x800;

/// One entry of the central directory.
struct Entry {
  std::string original_name;  // as it is in the archive, in UTF-8
  std::string name;           // up to the first NUL
  std::array<std::int64_t, 6> date{1980, 1, 1, 0, 0, 0};
  std::int64_t method = kStored;
  std::int64_t level = -1;
  std::string comment, extra;
  std::int64_t create_system = 3, create_version = 20, extract_version = 20, reserved = 0, flags = 0, volume = 0;
  std::int64_t internal_attributes = 0, external_attributes = 0, header_offset = 0, crc = 0;
  std::int64_t compressed_size = 0, size = 0;
  std::uint16_t raw_time = 0;

  bool is_folder() const { return name.ends_with('/'); }
};

struct Directory {
  std::vector<Entry> entries;
  std::string comment;
  std::size_t start = 0;  // where the central directory is
};

/// Throws the text of a BadZipFile as FormatError.
struct FormatError {
  std::string text;
};
Directory read_directory(std::string_view archive);
bool has_directory(std::string_view archive);

/// The compressed bytes of an entry, after its local header was compared with the directory. Throws FormatError.
std::string_view stored_bytes(std::string_view archive, const Entry& entry);
/// What the traditional encryption hides; false when the password is wrong.
bool decrypt(std::string_view password, const Entry& entry, std::string_view bytes, std::string* plain);

/// The header in front of an entry's bytes; sets the flags for its name.
std::string local_header(Entry& entry);
/// The central directory and its end, for entries that precede it directly.
std::string directory_bytes(std::vector<Entry>& entries, std::size_t start, std::string_view comment);

}  // namespace pbc::zip
