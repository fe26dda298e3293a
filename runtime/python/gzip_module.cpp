// SPDX-License-Identifier: Apache-2.0
//
// The module gzip (Python library reference, gzip).
#include "python/clock.h"
#include "python/deflate.h"
#include "python/file_library.h"
#include "python/file_objects.h"

namespace pbc {
namespace {

constinit const Type kBadGzipFile{.name = "BadGzipFile", .module = "gzip", .base = &kOSError};

constexpr int kRawBits = -15;

void append_little(std::string& out, std::uint32_t number) {
  for (int i = 0; i < 4; ++i) out += static_cast<char>(number >> 8 * i);
}

std::uint32_t little(std::string_view bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

/// One member (RFC 1952). `name` is that of the file, "" for none.
std::string compress_member(std::string_view bytes, int level, std::uint32_t time, std::string_view name) {
  std::string out = {'\x1f', '\x8b', '\x08', static_cast<char>(name.empty() ? 0 : 8)};
  append_little(out, time);
  out += level == 9 ? '\x02' : level == 1 ? '\x04' : '\x00';
  out += '\xff';
  if (!name.empty()) out.append(name).append(1, '\0');
  out += deflate::deflate(bytes, level, kRawBits);
  append_little(out, deflate::crc32(bytes));
  append_little(out, static_cast<std::uint32_t>(bytes.size()));
  return out;
}

[[noreturn]] void raise_end() {
  raise_error(kEOFError, "Compressed file ended before the end-of-stream marker was reached");
}

/// The length of a member's header.
std::size_t header_length(std::string_view member) {
  if (member.substr(0, 2) != "\x1f\x8b") {
    raise_error(kBadGzipFile, "Not a gzipped file (" + to_repr(make_bytes(std::string(member.substr(0, 2)))) + ")");
  }
  if (member.size() < 10) raise_end();
  if (member[2] != 8) raise_error(kBadGzipFile, "Unknown compression method");
  const int flags = static_cast<unsigned char>(member[3]);
  std::size_t at = 10;
  const auto need = [&](std::size_t end) {
    if (end > member.size()) raise_end();
  };
  if ((flags & 4) != 0) {
    need(at + 2);
    at += 2 + (static_cast<unsigned char>(member[at]) |
               static_cast<std::size_t>(static_cast<unsigned char>(member[at + 1])) << 8);
  }
  for (int flag : {8, 16}) {
    if ((flags & flag) == 0) continue;
    const std::size_t end = member.find('\0', at);
    if (end == member.npos) raise_end();
    at = end + 1;
  }
  if ((flags & 2) != 0) at += 2;
  need(at);
  return at;
}

std::string decompress_all(std::string_view bytes) {
  std::string out;
  bool is_first = true;
  for (;;) {
    // Zeros may pad the end.
    if (!is_first) bytes.remove_prefix(std::min(bytes.find_first_not_of('\0'), bytes.size()));
    if (bytes.empty()) return out;
    is_first = false;
    bytes.remove_prefix(header_length(bytes));
    const deflate::Inflated inflated = deflate::inflate(bytes, kRawBits, deflate::kMostBytes - out.size());
    if (!inflated.is_finished || bytes.size() - inflated.used < 8) raise_end();
    bytes.remove_prefix(inflated.used);
    const std::uint32_t sum = little(bytes), known = deflate::crc32(inflated.bytes);
    if (sum != known) raise_error(kBadGzipFile, "CRC check failed");
    if (little(bytes.substr(4)) != static_cast<std::uint32_t>(inflated.bytes.size()))
      raise_error(kBadGzipFile, "Incorrect length of data produced");
    bytes.remove_prefix(8);
    out += inflated.bytes;
  }
}

std::uint32_t time_option(const Value& v) {
  return static_cast<std::uint32_t>(v.is_unset() || v.is_none() ? clock().now() / 1000000 : to_index(v));
}
int level_option(const Value& v) { return v.is_unset() ? 9 : static_cast<int>(to_index(v)); }

// --- Files -----------------------------------------------------------------------------------------------------------

/// The bytes of a compressed file, read whole at the first use.
class GzipReader final : public ByteStream {
 public:
  GzipReader(Value file, bool owns) : file_(std::move(file)), owns_(owns) {}

 protected:
  std::size_t raw_read(char* into, std::size_t count) override {
    load();
    if (at_ >= bytes_.size()) return 0;
    const std::size_t taken = bytes_.copy(into, count, at_);
    at_ += taken;
    return taken;
  }
  std::int64_t raw_seek(std::int64_t offset, int whence) override {
    if (whence == SEEK_CUR) offset += static_cast<std::int64_t>(at_);
    if (whence == SEEK_END) {
      load();
      offset += static_cast<std::int64_t>(bytes_.size());
    }
    at_ = static_cast<std::size_t>(std::max<std::int64_t>(offset, 0));
    return static_cast<std::int64_t>(at_);
  }
  void raw_close() override {
    if (owns_) file_.call("close");
  }

 private:
  void load() {
    if (is_loaded_) return;
    const Value all = file_.call("read");
    bytes_ = decompress_all(bytes_argument(all));
    is_loaded_ = true;
  }
  Value file_;
  bool owns_;
  bool is_loaded_ = false;
  std::string bytes_;
  std::size_t at_ = 0;
};

/// Gathers what is written and compresses it at the end.
class GzipWriter final : public ByteStream {
 public:
  GzipWriter(Value file, bool owns, int level, std::uint32_t time, std::string name)
      : file_(std::move(file)), owns_(owns), level_(level), time_(time), name_(std::move(name)) {
    set_unbuffered();
  }
  bool can_read() const override { return false; }
  bool can_write() const override { return true; }

 protected:
  std::size_t raw_read(char*, std::size_t) override { return 0; }
  void raw_write(std::string_view bytes) override {
    if (bytes_.size() + bytes.size() > deflate::kMostBytes) raise_error(kMemoryError, "");
    bytes_ += bytes;
  }
  std::int64_t raw_seek(std::int64_t offset, int whence) override {
    if (whence == SEEK_END) raise_value_error("Seek from end not supported");
    const std::int64_t target = whence == SEEK_CUR ? offset + static_cast<std::int64_t>(bytes_.size()) : offset;
    if (target < static_cast<std::int64_t>(bytes_.size())) raise_error(kOSError, "Negative seek in write mode");
    bytes_.resize(static_cast<std::size_t>(target));
    return target;
  }
  void raw_close() override {
    file_.call("write", {make_bytes(compress_member(bytes_, level_, time_, name_))});
    if (owns_) file_.call("close");
  }

 private:
  Value file_;
  bool owns_;
  int level_;
  std::uint32_t time_;
  std::string name_;
  std::string bytes_;
};

extern const Type kGzipFileType;

Value make_gzip_file(const Value& file_name, const std::string& mode, int level, const Value& file_object,
                     const Value& time) {
  if (mode.find('t') != mode.npos || mode.find('U') != mode.npos)
    raise_value_error("Invalid mode: ", to_repr(make_str(mode)));
  const bool reads = mode.empty() || mode[0] == 'r';
  if (!reads && mode[0] != 'w' && mode[0] != 'a' && mode[0] != 'x')
    raise_value_error("Invalid mode: ", to_repr(make_str(mode)));
  const bool owns = file_object.is_unset() || file_object.is_none();
  const std::string raw_mode = mode.empty() ? "rb" : mode.find('b') == mode.npos ? mode + "b" : mode;
  const Value file = owns ? open_file(file_name, raw_mode) : file_object;
  Value name = file_name.is_unset() || file_name.is_none() ? Value("") : files::fs_path(file_name);
  std::unique_ptr<ByteStream> stream;
  if (reads) {
    stream = std::make_unique<GzipReader>(file, owns);
  } else {
    std::string base = name.is_str() ? std::string(name.text()) : "";
    base = base.substr(base.rfind('/') + 1);
    if (base.ends_with(".gz")) base.resize(base.size() - 3);
    stream = std::make_unique<GzipWriter>(file, owns, level, time_option(time), base);
  }
  return make_native(new BinaryFile(kGzipFileType, std::move(stream), name));
}

Value new_gzip_file(const Value&, Value* a) {
  const std::string mode = a[1].is_unset() || a[1].is_none() ? "rb" : to_str(a[1]);
  return make_gzip_file(a[0], mode, level_option(a[2]), a[3], a[4]);
}
constexpr Method kNewGzipFile{"GzipFile", new_gzip_file, "def filename=, mode=, compresslevel=, fileobj=, mtime="};

constinit const Type kGzipFileType{
    .name = "GzipFile", .module = "gzip", .base = &kBufferedIOBaseType, .constructor = &kNewGzipFile};

Value open(const Value&, Value* a) {
  std::string mode = a[1].is_unset() ? "rb" : to_str(a[1]);
  const bool is_text = mode.find('t') != mode.npos;
  if (is_text && mode.find('b') != mode.npos) raise_value_error("Invalid mode: ", to_repr(a[1]));
  if (!is_text) {
    for (int i : {3, 4, 5}) {
      if (a[i].is_unset() || a[i].is_none()) continue;
      raise_value_error("Argument '",
                        i == 3   ? "encoding"
                        : i == 4 ? "errors"
                                 : "newline",
                        "' not supported in binary mode");
    }
  }
  std::erase(mode, 't');
  const bool is_path = a[0].is_str() || a[0].is(Tag::kBytes) ||
                       (a[0].is(Tag::kNative) && find_method(type_of(a[0]), "__fspath__") != nullptr);
  const Value binary =
      make_gzip_file(is_path ? a[0] : Value(None), mode, level_option(a[2]), is_path ? Value(None) : a[0], None);
  if (!is_text) return binary;
  TextFile::Options options;
  if (!a[3].is_unset() && !a[3].is_none()) options.encoding = to_str(a[3]);
  if (!a[4].is_unset() && !a[4].is_none()) options.errors = to_str(a[4]);
  options.newlines = newlines_of(a[5]);
  return make_native(new TextFile(binary, std::move(options)));
}

Value compress(const Value&, Value* a) {
  return make_bytes(compress_member(bytes_argument(a[0]), level_option(a[1]), time_option(a[2]), ""));
}
Value decompress(const Value&, Value* a) { return make_bytes(decompress_all(bytes_argument(a[0]))); }

constexpr Method kFunctions[] = {
    {"compress", compress, "def data, compresslevel=, *, mtime="},
    {"decompress", decompress, "def data"},
    {"open", open, "def filename, mode=, compresslevel=, encoding=, errors=, newline="},
};
constexpr const Type* kTypes[] = {&kGzipFileType, &kBadGzipFile};

}  // namespace

constinit const Module kGzipModule{.name = "gzip", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
