// SPDX-License-Identifier: Apache-2.0
#include "python/zip_archive.h"

#include <algorithm>
#include <cstdio>

#include "python/unicode.h"

namespace pbc::zip {

namespace {

constexpr std::string_view kLocalMark = "PK\3\4", kCentralMark = "PK\1\2", kEndMark = "PK\5\6", kEnd64Mark = "PK\6\6",
                           kLocator64Mark = "PK\6\7";
constexpr std::size_t kLocalSize = 30, kCentralSize = 46, kEndSize = 22, kEnd64Size = 56, kLocator64Size = 20;

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void append(std::string& out, std::int64_t value, int width) {
  for (int i = 0; i < width; ++i) out += static_cast<char>(static_cast<std::uint64_t>(value) >> 8 * i);
}

/// Code page 437 above ASCII, which names are in unless they say that they are UTF-8.
constexpr std::u32string_view kCodePage437 =
    U"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡"
    U"±≥≤⌠⌡÷≈"
    U"°∙·√ⁿ²■\u00a0";

std::string decode_name(std::string_view bytes, bool is_utf8) {
  if (is_utf8) return std::string(bytes);
  std::string name;
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    unicode::append(name, byte < 128 ? byte : kCodePage437[byte - 128u]);
  }
  return name;
}

struct End {
  std::size_t place = 0;  // of the record; npos: there is none
  std::uint64_t size = 0, offset = 0;
  std::size_t zip64 = 0;  // bytes of the ZIP64 records in front
  std::string comment;
};

End find_end(std::string_view archive) {
  End end;
  end.place = archive.npos;
  if (archive.size() < kEndSize) return end;
  const std::size_t last = archive.size() - kEndSize;
  const bool is_plain = archive.substr(last).starts_with(kEndMark) && archive.ends_with(std::string_view("\0\0", 2));
  const std::size_t first = archive.size() > 65536 + kEndSize ? archive.size() - 65536 - kEndSize : 0;
  std::size_t at = is_plain ? last : archive.rfind(kEndMark);
  if (at == archive.npos || at < first || at + kEndSize > archive.size()) return end;
  end.place = at;
  end.size = number(archive, at + 12, 4);
  end.offset = number(archive, at + 16, 4);
  end.comment = archive.substr(at + kEndSize, number(archive, at + 20, 2));
  if (at >= kLocator64Size + kEnd64Size && archive.substr(at - kLocator64Size).starts_with(kLocator64Mark)) {
    const std::size_t record = at - kLocator64Size - kEnd64Size;
    if (archive.substr(record).starts_with(kEnd64Mark)) {
      end.size = number(archive, record + 40, 8);
      end.offset = number(archive, record + 48, 8);
      end.zip64 = kLocator64Size + kEnd64Size;
    }
  }
  return end;
}

/// The sizes and the offset that did not fit 32 bits.
void decode_zip64(Entry& entry) {
  std::string_view extra = entry.extra;
  while (extra.size() >= 4) {
    const std::size_t kind = number(extra, 0, 2), length = number(extra, 2, 2);
    if (length + 4 > extra.size())
      throw FormatError{"Corrupt extra field " +
                        [&] {
                          char text[8];
                          std::snprintf(text, sizeof text, "%04x", static_cast<unsigned>(kind));
                          return std::string(text);
                        }() +
                        " (size=" + std::to_string(length) + ")"};
    if (kind == 1) {
      std::string_view data = extra.substr(4, length);
      for (std::int64_t* field : {&entry.size, &entry.compressed_size, &entry.header_offset}) {
        if (*field != 0xFFFFFFFF) continue;
        if (data.size() < 8) throw FormatError{"Corrupt zip64 extra field."};
        *field = static_cast<std::int64_t>(number(data, 0, 8));
        data.remove_prefix(8);
      }
    }
    extra.remove_prefix(length + 4);
  }
}

std::uint16_t dos_date(const Entry& entry) {
  return static_cast<std::uint16_t>((entry.date[0] - 1980) << 9 | entry.date[1] << 5 | entry.date[2]);
}
std::uint16_t dos_time(const Entry& entry) {
  return static_cast<std::uint16_t>(entry.date[3] << 11 | entry.date[4] << 5 | entry.date[5] / 2);
}

}  // namespace

bool has_directory(std::string_view archive) { return find_end(archive).place != archive.npos; }

Directory read_directory(std::string_view archive) {
  const End end = find_end(archive);
  if (end.place == archive.npos) throw FormatError{"File is not a zip file"};
  // What stands before the archive proper moves all of its offsets.
  const auto before = static_cast<std::int64_t>(end.place - end.zip64) - static_cast<std::int64_t>(end.size) -
                      static_cast<std::int64_t>(end.offset);
  const std::int64_t start = static_cast<std::int64_t>(end.offset) + before;
  if (start < 0 || static_cast<std::uint64_t>(start) > archive.size())
    throw FormatError{"Bad offset for central directory"};
  Directory directory;
  directory.start = static_cast<std::size_t>(start);
  directory.comment = end.comment;
  const std::string_view data = archive.substr(directory.start, end.size);
  for (std::size_t at = 0; at < end.size;) {
    if (at + kCentralSize > data.size()) throw FormatError{"Truncated central directory"};
    const std::string_view head = data.substr(at, kCentralSize);
    if (!head.starts_with(kCentralMark)) throw FormatError{"Bad magic number for central directory"};
    const auto field = [&](std::size_t place, std::size_t width) {
      return static_cast<std::int64_t>(number(head, place, width));
    };
    Entry entry;
    entry.create_version = field(4, 1);
    entry.create_system = field(5, 1);
    entry.extract_version = field(6, 1);
    entry.reserved = field(7, 1);
    entry.flags = field(8, 2);
    entry.method = field(10, 2);
    const std::int64_t time = field(12, 2), date = field(14, 2);
    entry.raw_time = static_cast<std::uint16_t>(time);
    entry.crc = field(16, 4);
    entry.compressed_size = field(20, 4);
    entry.size = field(24, 4);
    const std::size_t names = number(head, 28, 2), extras = number(head, 30, 2), comments = number(head, 32, 2);
    entry.volume = field(34, 2);
    entry.internal_attributes = field(36, 2);
    entry.external_attributes = field(38, 4);
    entry.header_offset = field(42, 4);
    std::string_view rest = data.substr(at + kCentralSize);
    entry.original_name = decode_name(rest.substr(0, names), (entry.flags & kUtf8) != 0);
    entry.name = entry.original_name.substr(0, entry.original_name.find('\0'));
    entry.extra = rest.substr(std::min(names, rest.size()), extras);
    entry.comment = rest.substr(std::min(names + extras, rest.size()), comments);
    entry.date = {(date >> 9) + 1980, date >> 5 & 0xF, date & 0x1F, time >> 11, time >> 5 & 0x3F, (time & 0x1F) * 2};
    decode_zip64(entry);
    entry.header_offset += before;
    directory.entries.push_back(std::move(entry));
    at += kCentralSize + names + extras + comments;
  }
  return directory;
}

std::string_view stored_bytes(std::string_view archive, const Entry& entry) {
  const auto at = static_cast<std::uint64_t>(entry.header_offset);
  if (entry.header_offset < 0 || at > archive.size() || archive.size() - at < kLocalSize)
    throw FormatError{"Truncated file header"};
  if (!archive.substr(at).starts_with(kLocalMark)) throw FormatError{"Bad magic number for file header"};
  const std::size_t names = number(archive, at + 26, 2), extras = number(archive, at + 28, 2);
  const std::size_t start = at + kLocalSize + names + extras;
  const std::string_view given = archive.substr(at + kLocalSize, names);
  if (decode_name(given, (number(archive, at + 6, 2) & kUtf8) != 0) != entry.original_name)
    throw FormatError{std::string("\0", 1) + std::string(given)};  // the caller words it
  if (start > archive.size()) return {};
  return archive.substr(start, static_cast<std::uint64_t>(entry.compressed_size));
}

bool decrypt(std::string_view password, const Entry& entry, std::string_view bytes, std::string* plain) {
  std::uint32_t keys[3] = {0x12345678, 0x23456789, 0x34567890};
  static const std::array<std::uint32_t, 256> kTable = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? value >> 1 ^ 0xEDB88320 : value >> 1;
      made[i] = value;
    }
    return made;
  }();
  const auto crc = [&](std::uint32_t value, std::uint8_t byte) { return value >> 8 ^ kTable[(value ^ byte) & 0xFF]; };
  const auto update = [&](std::uint8_t byte) {
    keys[0] = crc(keys[0], byte);
    keys[1] = (keys[1] + (keys[0] & 0xFF)) * 134775813 + 1;
    keys[2] = crc(keys[2], static_cast<std::uint8_t>(keys[1] >> 24));
  };
  for (char c : password) update(static_cast<std::uint8_t>(c));
  std::string out;
  for (char c : bytes) {
    const std::uint32_t mask = keys[2] | 2;
    const auto byte = static_cast<std::uint8_t>(static_cast<std::uint8_t>(c) ^ ((mask * (mask ^ 1)) >> 8 & 0xFF));
    update(byte);
    out += static_cast<char>(byte);
  }
  if (out.size() < 12) return false;
  const auto check = static_cast<std::uint8_t>((entry.flags & 8) != 0 ? entry.raw_time >> 8 : entry.crc >> 24);
  if (static_cast<std::uint8_t>(out[11]) != check) return false;
  *plain = out.substr(12);
  return true;
}

std::string local_header(Entry& entry) {
  if (!unicode::is_ascii(entry.name)) entry.flags |= kUtf8;
  std::string out(kLocalMark);
  append(out, entry.extract_version, 1);
  append(out, entry.reserved, 1);
  append(out, entry.flags, 2);
  append(out, entry.method, 2);
  append(out, dos_time(entry), 2);
  append(out, dos_date(entry), 2);
  append(out, entry.crc, 4);
  append(out, entry.compressed_size, 4);
  append(out, entry.size, 4);
  append(out, static_cast<std::int64_t>(entry.name.size()), 2);
  append(out, static_cast<std::int64_t>(entry.extra.size()), 2);
  return out + entry.name + entry.extra;
}

std::string directory_bytes(std::vector<Entry>& entries, std::size_t start, std::string_view comment) {
  std::string out;
  for (Entry& entry : entries) {
    if (!unicode::is_ascii(entry.name)) entry.flags |= kUtf8;
    out += kCentralMark;
    append(out, entry.create_version, 1);
    append(out, entry.create_system, 1);
    append(out, entry.extract_version, 1);
    append(out, entry.reserved, 1);
    append(out, entry.flags, 2);
    append(out, entry.method, 2);
    append(out, dos_time(entry), 2);
    append(out, dos_date(entry), 2);
    append(out, entry.crc, 4);
    append(out, entry.compressed_size, 4);
    append(out, entry.size, 4);
    append(out, static_cast<std::int64_t>(entry.name.size()), 2);
    append(out, static_cast<std::int64_t>(entry.extra.size()), 2);
    append(out, static_cast<std::int64_t>(entry.comment.size()), 2);
    append(out, 0, 2);
    append(out, entry.internal_attributes, 2);
    append(out, entry.external_attributes, 4);
    append(out, entry.header_offset, 4);
    out += entry.name + entry.extra + entry.comment;
  }
  const std::size_t size = out.size();
  out += kEndMark;
  append(out, 0, 4);
  append(out, static_cast<std::int64_t>(entries.size()), 2);
  append(out, static_cast<std::int64_t>(entries.size()), 2);
  append(out, static_cast<std::int64_t>(size), 4);
  append(out, static_cast<std::int64_t>(start), 4);
  append(out, static_cast<std::int64_t>(comment.size()), 2);
  return out.append(comment);
}

}  // namespace pbc::zip
