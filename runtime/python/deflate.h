// SPDX-License-Identifier: Apache-2.0
//
// Compression by zlib for the modules zlib, gzip and zipfile. `bits` is zlib's windowBits: 15 with the header of zlib,
// -15 without any, 31 with that of gzip.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "python/type.h"

namespace pbc::deflate {

extern const Type kZlibError;

/// What may come out of one decompression: more is MemoryError, so that a few bytes cannot fill the memory.
inline constexpr std::size_t kMostBytes = std::size_t{1} << 30;

struct Inflated {
  std::string bytes;
  std::size_t used = 0;      // of the input
  bool is_finished = false;  // the end of the stream was there
};

/// Raises zlib.error for what is no such stream.
Inflated inflate(std::string_view input, int bits, std::size_t limit = kMostBytes);
/// `level` -1 is zlib's own choice, 6. Raises zlib.error "Bad compression level".
std::string deflate(std::string_view input, int level, int bits);
std::uint32_t crc32(std::string_view bytes, std::uint32_t start = 0);

}  // namespace pbc::deflate
