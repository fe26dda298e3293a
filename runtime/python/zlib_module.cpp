// SPDX-License-Identifier: Apache-2.0
//
// The module zlib (Python library reference, zlib).
#include <zlib.h>

#include <algorithm>

#include "python/deflate.h"
#include "python/file_library.h"
#include "python/file_objects.h"

namespace pbc {

namespace deflate {

constinit const Type kZlibError{.name = "error", .module = "zlib", .base = &kException};

namespace {

[[noreturn]] void fail(int code, const char* message, const char* doing) {
  if (message == nullptr) {
    message = code == Z_BUF_ERROR      ? "incomplete or truncated stream"
              : code == Z_STREAM_ERROR ? "inconsistent stream state"
              : code == Z_DATA_ERROR   ? "invalid input data"
                                       : nullptr;
  }
  std::string text = "Error " + std::to_string(code) + " " + doing;
  if (message != nullptr) text.append(": ").append(message);
  raise_error(kZlibError, text);
}

Bytef* input_of(std::string_view input) { return reinterpret_cast<Bytef*>(const_cast<char*>(input.data())); }

}  // namespace

Inflated inflate(std::string_view input, int bits, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, bits) != Z_OK) raise_value_error("Invalid initialization option");
  Inflated result;
  stream.next_in = input_of(input);
  std::size_t left = input.size();
  int code = Z_OK;
  char chunk[65536];
  do {
    const auto step = static_cast<uInt>(std::min<std::size_t>(left, 1u << 30));
    stream.avail_in = step;
    do {
      stream.next_out = reinterpret_cast<Bytef*>(chunk);
      stream.avail_out = sizeof chunk;
      code = ::inflate(&stream, Z_NO_FLUSH);
      if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
        const std::string message = stream.msg != nullptr ? stream.msg : "";
        inflateEnd(&stream);
        fail(code, message.empty() ? nullptr : message.c_str(), "while decompressing data");
      }
      const std::size_t made = sizeof chunk - stream.avail_out;
      if (result.bytes.size() + made > limit) {
        inflateEnd(&stream);
        raise_error(kMemoryError, "decompressed data is larger than a run may hold");
      }
      result.bytes.append(chunk, made);
    } while (stream.avail_out == 0 && code != Z_STREAM_END);
    left -= step - stream.avail_in;
  } while (code != Z_STREAM_END && left > 0 && stream.avail_in == 0);
  result.used = input.size() - left;
  result.is_finished = code == Z_STREAM_END;
  inflateEnd(&stream);
  return result;
}

std::string deflate(std::string_view input, int level, int bits) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    raise_error(kZlibError, "Bad compression level");
  std::string out;
  stream.next_in = input_of(input);
  std::size_t left = input.size();
  char chunk[65536];
  do {
    const auto step = static_cast<uInt>(std::min<std::size_t>(left, 1u << 30));
    stream.avail_in = step;
    left -= step;
    do {
      stream.next_out = reinterpret_cast<Bytef*>(chunk);
      stream.avail_out = sizeof chunk;
      ::deflate(&stream, left == 0 ? Z_FINISH : Z_NO_FLUSH);
      out.append(chunk, sizeof chunk - stream.avail_out);
    } while (stream.avail_out == 0);
  } while (left > 0);
  deflateEnd(&stream);
  return out;
}

std::uint32_t crc32(std::string_view bytes, std::uint32_t start) {
  return static_cast<std::uint32_t>(::crc32_z(start, input_of(bytes), bytes.size()));
}

}  // namespace deflate

namespace {

int option(const Value& v, int otherwise) { return v.is_unset() ? otherwise : static_cast<int>(to_index(v)); }

Value compress(const Value&, Value* a) {
  return make_bytes(deflate::deflate(bytes_argument(a[0]), option(a[1], -1), option(a[2], 15)));
}

Value decompress(const Value&, Value* a) {
  deflate::Inflated inflated = deflate::inflate(bytes_argument(a[0]), option(a[1], 15));
  if (!inflated.is_finished)
    raise_error(deflate::kZlibError, "Error -5 while decompressing data: incomplete or truncated stream");
  return make_bytes(std::move(inflated.bytes));
}

Value crc32(const Value&, Value* a) {
  const auto start = a[1].is_unset() ? 0 : static_cast<std::uint32_t>(to_index(a[1]));
  return deflate::crc32(bytes_argument(a[0]), start);
}

Value adler32(const Value&, Value* a) {
  const std::string_view bytes = bytes_argument(a[0]);
  const auto start = a[1].is_unset() ? 1 : static_cast<uLong>(to_index(a[1]));
  return static_cast<std::int64_t>(::adler32_z(start, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()) &
                                   0xFFFFFFFF);
}

// --- Objects ---------------------------------------------------------------------------------------------------------

/// compressobj() and decompressobj() gather their input; what comes out, comes at the end of it.
struct Compressor final : Native {
  Compressor(const Type& type, int level, int bits) : Native(type), level(level), bits(bits) {}
  int level, bits;
  std::string input;
};

extern const Type kCompressType, kDecompressType;

Value add_input(const Value& self, Value* a) {
  as_native<Compressor>(self).input += bytes_argument(a[0]);
  return make_bytes("");
}
Value finish_compressing(const Value& self, Value*) {
  Compressor& compressor = as_native<Compressor>(self);
  std::string bytes = deflate::deflate(compressor.input, compressor.level, compressor.bits);
  compressor.input.clear();
  return make_bytes(std::move(bytes));
}

constexpr Method kCompressMethods[] = {
    {"compress", add_input, "data, /"},
    {"flush", finish_compressing, "mode=, /"},
};
constinit const Type kCompressType{
    .name = "Compress",
    .module = "zlib",
    .error_name = "zlib.Compress",
    .methods = [] { return std::span<const Method>(kCompressMethods); },
};

struct Decompressor final : Native {
  explicit Decompressor(int bits) : Native(kDecompressType), bits(bits) {}
  int bits;
  std::string input, unused;
  std::size_t given = 0;  // bytes of output that the caller has
  bool is_finished = false;
  Value attribute(Name name) override {
    if (name == Name("eof")) return is_finished;
    if (name == Name("unused_data")) return make_bytes(unused);
    if (name == Name("unconsumed_tail")) return make_bytes("");
    return Value();
  }
};

Value decompress_more(const Value& self, Value* a) {
  Decompressor& decompressor = as_native<Decompressor>(self);
  if (decompressor.is_finished) {
    decompressor.unused += bytes_argument(a[0]);
    return make_bytes("");
  }
  decompressor.input += bytes_argument(a[0]);
  deflate::Inflated inflated = deflate::inflate(decompressor.input, decompressor.bits);
  std::string fresh = inflated.bytes.substr(decompressor.given);
  decompressor.given = inflated.bytes.size();
  if (inflated.is_finished) {
    decompressor.is_finished = true;
    decompressor.unused = decompressor.input.substr(inflated.used);
    decompressor.input.clear();
  }
  return make_bytes(std::move(fresh));
}

constexpr Method kDecompressMethods[] = {
    {"decompress", decompress_more, "data, /, max_length="},
    {"flush", [](const Value&, Value*) { return make_bytes(""); }, "length=, /"},
};
constinit const Type kDecompressType{
    .name = "Decompress",
    .module = "zlib",
    .error_name = "zlib.Decompress",
    .methods = [] { return std::span<const Method>(kDecompressMethods); },
};

Value compressobj(const Value&, Value* a) {
  const int level = option(a[0], -1);
  if (level < -1 || level > 9) raise_value_error("Invalid initialization option");
  return make_native(new Compressor(kCompressType, level, option(a[2], 15)));
}
Value decompressobj(const Value&, Value* a) { return make_native(new Decompressor(option(a[0], 15))); }

constexpr Method kFunctions[] = {
    {"adler32", adler32, "data, value=, /"},
    {"compress", compress, "data, /, level=, wbits="},
    {"compressobj", compressobj, "level=, method=, wbits=, memLevel=, strategy=, zdict="},
    {"crc32", crc32, "data, value=, /"},
    {"decompress", decompress, "data, /, wbits=, bufsize="},
    {"decompressobj", decompressobj, "wbits=, zdict="},
};

constexpr Constant kConstants[] = {
    {"DEFLATED", []() -> Value { return 8; }},
    {"DEF_BUF_SIZE", []() -> Value { return 16384; }},
    {"DEF_MEM_LEVEL", []() -> Value { return 8; }},
    {"MAX_WBITS", []() -> Value { return 15; }},
    {"Z_BEST_COMPRESSION", []() -> Value { return 9; }},
    {"Z_BEST_SPEED", []() -> Value { return 1; }},
    {"Z_DEFAULT_COMPRESSION", []() -> Value { return -1; }},
    {"Z_DEFAULT_STRATEGY", []() -> Value { return 0; }},
    {"Z_FINISH", []() -> Value { return 4; }},
    {"Z_NO_FLUSH", []() -> Value { return 0; }},
    {"Z_SYNC_FLUSH", []() -> Value { return 2; }},
};

constexpr const Type* kTypes[] = {&deflate::kZlibError};

}  // namespace

constinit const Module kZlibModule{.name = "zlib", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
