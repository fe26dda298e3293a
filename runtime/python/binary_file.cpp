// SPDX-License-Identifier: Apache-2.0
//
// FileIO, BufferedReader, BufferedWriter, BufferedRandom and BytesIO (Python library reference, io).
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <set>

#include "python/attributes.h"
#include "python/file_objects.h"
#include "python/memory_view.h"
#include "python/open_files.h"

namespace pbc {

// --- Files that are open at the end of the run -----------------------------------------------------------------------

OpenFiles::~OpenFiles() {
  // Text first: what it has not passed on goes to the binary files.
  while (!text.empty()) {
    TextFile* file = *text.begin();
    text.erase(text.begin());
    file->finish();
  }
  while (!binary.empty()) {
    BinaryFile* file = *binary.begin();
    binary.erase(binary.begin());
    file->finish();
  }
}

OpenFiles& open_files() {
  files::current_folder();  // the folder outlives the files in it
  return run_local<OpenFiles>();
}

// --- The object ------------------------------------------------------------------------------------------------------

BinaryFile::BinaryFile(const Type& type, std::unique_ptr<ByteStream> stream, Value name, std::string mode)
    : Native(type), stream_(std::move(stream)), name_(std::move(name)), mode_(std::move(mode)) {
  if (stream_->descriptor() > 2) open_files().binary.insert(this);
}

BinaryFile::~BinaryFile() {
  // When the heap ends, what the stream refers to may be gone; the files in it were finished before.
  if (is_closed_ || Heap::current().is_ending()) return;
  if (stream_->descriptor() > 2) open_files().binary.erase(this);
  finish();
}

void BinaryFile::finish() noexcept {
  try {
    if (!is_closed_) {
      is_closed_ = true;
      stream_->close();
    }
  } catch (const Raised&) {
    caught();
  }
}

void BinaryFile::close() {
  if (is_closed_) return;
  is_closed_ = true;
  if (stream_->descriptor() > 2) open_files().binary.erase(this);
  stream_->close();
}

ByteStream& BinaryFile::stream(const char* what) {
  if (!is_closed_) return *stream_;
  const bool is_buffered = is_subtype(type(), kBufferedReaderType) || is_subtype(type(), kBufferedWriterType) ||
                           is_subtype(type(), kBufferedRandomType);
  const std::string_view text = what;
  if (text == ".") raise_value_error("I/O operation on closed file.");
  if (is_buffered && !text.empty()) raise_value_error(text, text == "write" ? " to closed file" : " of closed file");
  raise_value_error("I/O operation on closed file", is_subtype(type(), kFileIOType) || is_buffered ? "" : ".");
}

ByteStream& BinaryFile::reading(const char* what) {
  const bool is_raw = is_subtype(type(), kFileIOType);
  if (is_subtype(type(), kBufferedWriterType)) raise_unsupported(std::strcmp(what, "read1") == 0 ? "read1" : "read");
  ByteStream& open = stream(what);
  if (!open.can_read()) raise_unsupported(is_raw ? "File not open for reading" : "read");
  return open;
}

ByteStream& BinaryFile::writing(const char* what) {
  if (is_subtype(type(), kBufferedReaderType)) raise_unsupported("write");
  ByteStream& open = stream(what);
  if (!open.can_write()) raise_unsupported(is_subtype(type(), kFileIOType) ? "File not open for writing" : "write");
  return open;
}

std::string BinaryFile::repr() const {
  if (&type() == &kFileIOType) {
    if (is_closed_) return "<_io.FileIO [closed]>";
    return "<_io.FileIO name=" + to_repr(name_) + " mode='" + mode_ + "' closefd=True>";
  }
  if (name_.is_unset()) return Native::repr();
  return joined({"<", type().module, ".", type().name.view(), " name="}) + to_repr(name_) + ">";
}

Value BinaryFile::attribute(Name name) {
  if (name == Name("name")) return name_;
  if (name == Name("mode") && !mode_.empty()) return make_str(mode_);
  if (name == Name("closed")) return is_closed_;
  if (name == Name("raw") && is_subtype(type(), kBufferedIOBaseType) && !name_.is_unset()) return self();
  if (name == Name("closefd") && is_subtype(type(), kFileIOType)) return true;
  return Value();
}

bool BinaryFile::set_attribute(Name name, const Value& value) {
  if (!(name == Name("name"))) return false;
  name_ = value;
  return true;
}

bool BinaryFile::next(Value& item) {
  std::string line = reading("readline").read_line();
  if (line.empty()) return false;
  item = make_bytes(std::move(line));
  return true;
}

// --- Arguments -------------------------------------------------------------------------------------------------------

std::string_view bytes_argument(Value& v) {
  v = plain_bytes(v);
  return bytes_argument(std::as_const(v));
}

std::string_view bytes_argument(const Value& v) {
  if (is_any_bytes(v)) return as_bytes(v);
  raise_type_error("a bytes-like object is required, not '", type_name(v), "'");
}

std::int64_t count_argument(const Value& v) {
  if (v.is_unset() || v.is_none()) return -1;
  if (!is_any_int(v)) raise_type_error("argument should be integer or None, not '", type_name(v), "'");
  return to_index(v);
}

// --- The methods -----------------------------------------------------------------------------------------------------

namespace {

BinaryFile& self_of(const Value& self) { return as_native<BinaryFile>(self); }

bool is_memory(const Value& self) { return is_subtype(self_of(self).type(), kBytesIOType); }

Value read(const Value& self, Value* a) {
  const std::int64_t count = count_argument(a[0]);
  ByteStream& stream = self_of(self).reading("read");
  if (count < -1 && !is_memory(self) && !is_subtype(self_of(self).type(), kFileIOType))
    raise_value_error("read length must be non-negative or -1");
  return make_bytes(stream.read(count));
}

Value read_once(const Value& self, Value* a) {
  const std::int64_t count = count_argument(a[0]);
  ByteStream& stream = self_of(self).reading("read1");
  return make_bytes(is_memory(self) ? stream.read(count) : stream.read_once(count));
}

Value readline(const Value& self, Value* a) {
  const std::int64_t count = count_argument(a[0]);
  return make_bytes(self_of(self).reading("readline").read_line(count));
}

Value readlines(const Value& self, Value* a) {
  const std::int64_t hint = count_argument(a[0]);
  self_of(self).stream(".");
  ByteStream& stream = self_of(self).reading("readline");
  Values lines;
  std::int64_t total = 0;
  for (std::string line = stream.read_line(); !line.empty(); line = stream.read_line()) {
    total += static_cast<std::int64_t>(line.size());
    lines.push_back(make_bytes(std::move(line)));
    if (hint > 0 && total >= hint) break;
  }
  return make_list(std::move(lines));
}

Value read_into(const Value& self, Value* a) {
  if (!a[0].is(Tag::kByteArray))
    raise_type_error("readinto() argument must be read-write bytes-like object, not ", type_name(a[0]));
  std::string& target = as_bytes(a[0]);
  const std::string bytes = self_of(self).reading("readinto").read(static_cast<std::int64_t>(target.size()));
  std::memcpy(target.data(), bytes.data(), bytes.size());
  return bytes.size();
}

Value peek(const Value& self, Value*) { return make_bytes(std::string(self_of(self).reading("peek").peek())); }

Value write(const Value& self, Value* a) {
  ByteStream& stream = self_of(self).writing("write");
  const std::string_view bytes = bytes_argument(a[0]);
  stream.write(bytes);
  return bytes.size();
}

Value writelines(const Value& self, Value* a) {
  self_of(self).stream(".");
  for (const Value& line : to_values(a[0])) self_of(self).writing("write").write(bytes_argument(line));
  return None;
}

Value seek(const Value& self, Value* a) {
  ByteStream& stream = self_of(self).stream("seek");
  const std::int64_t offset = to_index(a[0]), whence = a[1].is_unset() ? 0 : to_index(a[1]);
  if (whence < 0 || whence > 2) {
    if (is_memory(self)) raise_value_error("invalid whence (", std::to_string(whence), ", should be 0, 1 or 2)");
    raise_value_error("whence value ", std::to_string(whence), " unsupported");
  }
  if (!stream.can_seek()) raise_unsupported("underlying stream is not seekable");
  if (is_memory(self) && whence == 0 && offset < 0) raise_value_error("negative seek value ", std::to_string(offset));
  return stream.seek(offset, static_cast<int>(whence));
}

Value tell(const Value& self, Value*) {
  ByteStream& stream = self_of(self).stream("");
  if (!stream.can_seek()) raise_unsupported("underlying stream is not seekable");
  return stream.tell();
}

Value truncate(const Value& self, Value* a) {
  ByteStream& stream = self_of(self).stream("truncate");
  if (!stream.can_write())
    raise_unsupported(is_subtype(self_of(self).type(), kFileIOType) ? "File not open for writing" : "truncate");
  const std::int64_t size = a[0].is_unset() || a[0].is_none() ? stream.tell() : to_index(a[0]);
  if (size < 0) {
    if (is_memory(self)) raise_value_error("negative size value ", std::to_string(size));
    files::raise_os_error(22);
  }
  stream.truncate(size);
  return size;
}

Value flush(const Value& self, Value*) {
  BinaryFile& file = self_of(self);
  const bool is_writer = is_subtype(file.type(), kBufferedWriterType) || is_subtype(file.type(), kBufferedRandomType);
  file.stream(is_writer ? "flush" : ".").flush();
  return None;
}

Value close(const Value& self, Value*) {
  self_of(self).close();
  return None;
}

Value detach(const Value& self, Value*) {
  if (is_memory(self)) raise_unsupported("detach");
  self_of(self).stream(".").flush();
  return self;
}

Value fileno(const Value& self, Value*) {
  const int fd = self_of(self).stream("").descriptor();
  if (fd < 0) raise_unsupported("fileno");
  return fd;
}

Value isatty(const Value& self, Value*) {
  self_of(self).stream("");
  return false;
}
Value readable(const Value& self, Value*) {
  if (is_subtype(self_of(self).type(), kBufferedWriterType)) return false;
  return self_of(self).stream("").can_read();
}
Value writable(const Value& self, Value*) {
  if (is_subtype(self_of(self).type(), kBufferedReaderType)) return false;
  return self_of(self).stream("").can_write();
}
Value seekable(const Value& self, Value*) { return self_of(self).stream("").can_seek(); }

Value enter(const Value& self, Value*) {
  self_of(self).stream(".");
  return self;
}

Value leave(const Value& self, Value*) {
  // A wrapper around the file may have a close() of its own.
  self_of(self).close();
  return None;
}

std::string& memory(const Value& self) { return *self_of(self).stream(".").memory(); }

Value getvalue(const Value& self, Value*) { return make_bytes(memory(self)); }
Value getbuffer(const Value& self, Value*) { return make_bytes(memory(self)); }

Value next_line(const Value& self, Value*) {
  Value line;
  if (!self_of(self).next(line)) raise_exception(kStopIteration, {});
  return line;
}

constexpr Method kMethods[] = {
    {"read", read, "size=, /"},
    {"read1", read_once, "size=, /"},
    {"readline", readline, "size=, /"},
    {"readlines", readlines, "hint=, /"},
    {"readinto", read_into, "buffer, /"},
    {"readinto1", read_into, "buffer, /"},
    {"write", write, "buffer, /"},
    {"writelines", writelines, "lines, /"},
    {"seek", seek, "target, whence=, /"},
    {"tell", tell, ""},
    {"truncate", truncate, "pos=, /"},
    {"flush", flush, ""},
    {"close", close, ""},
    {"detach", detach, ""},
    {"fileno", fileno, ""},
    {"isatty", isatty, ""},
    {"readable", readable, ""},
    {"writable", writable, ""},
    {"seekable", seekable, ""},
    {"__iter__", enter, ""},
    {"__next__", next_line, ""},
    {"__enter__", enter, ""},
    {"__exit__", leave, "*args"},
};

constexpr Method kPeekMethods[] = {{"peek", peek, "size=, /"}};
constexpr Method kRawMethods[] = {{"readall",
                                   [](const Value& self, Value*) {
                                     Value all;
                                     return read(self, &all);
                                   },
                                   ""}};
constexpr Method kMemoryMethods[] = {{"getvalue", getvalue, ""}, {"getbuffer", getbuffer, ""}};

Value new_bytes_io(const Value&, Value* a) {
  std::string bytes;
  if (!a[0].is_unset() && !a[0].is_none()) bytes = bytes_argument(a[0]);
  return make_native(new BinaryFile(kBytesIOType, std::make_unique<MemoryStream>(std::move(bytes))));
}

Value new_file_io(const Value&, Value* a) {
  std::string mode(a[1].is_unset() ? "r" : to_str(a[1]));
  if (mode.find('b') == mode.npos) mode += 'b';
  return open_file(a[0], mode, 0);
}

/// BufferedReader(raw) and its kin: the raw file is buffered already.
Value new_buffered(const Value& self, Value* a) {
  BinaryFile* raw = native_if<BinaryFile>(a[0], kIOBaseType);
  if (raw == nullptr && as_type(self) == &kBufferedWriterType) raise_attribute_error(a[0], "writable");
  if (raw == nullptr) raise_attribute_error(a[0], "readable");
  return a[0];
}

constexpr Method kNewBytesIO{"BytesIO", new_bytes_io, "initial_bytes="};
constexpr Method kNewFileIO{"FileIO", new_file_io, "file, mode=, closefd=, opener="};
constexpr Method kNewBuffered{"BufferedReader", new_buffered, "raw, buffer_size="};

}  // namespace

constinit const Type kIOBaseType{.name = "IOBase", .module = "io", .error_name = "io.IOBase"};
constinit const Type kRawIOBaseType{
    .name = "RawIOBase",
    .module = "io",
    .base = &kIOBaseType,
    .methods = [] { return std::span<const Method>(kMethods); },
};
constinit const Type kBufferedIOBaseType{
    .name = "BufferedIOBase",
    .module = "io",
    .base = &kIOBaseType,
    .methods = [] { return std::span<const Method>(kMethods); },
};
constinit const Type kFileIOType{
    .name = "FileIO",
    .module = "_io",
    .base = &kRawIOBaseType,
    .error_name = "_io.FileIO",
    .constructor = &kNewFileIO,
    .methods = [] { return std::span<const Method>(kRawMethods); },
};
constinit const Type kBufferedReaderType{
    .name = "BufferedReader",
    .module = "_io",
    .base = &kBufferedIOBaseType,
    .error_name = "_io.BufferedReader",
    .constructor = &kNewBuffered,
    .methods = [] { return std::span<const Method>(kPeekMethods); },
};
constinit const Type kBufferedWriterType{
    .name = "BufferedWriter",
    .module = "_io",
    .base = &kBufferedIOBaseType,
    .error_name = "_io.BufferedWriter",
    .constructor = &kNewBuffered,
};
constinit const Type kBufferedRandomType{
    .name = "BufferedRandom",
    .module = "_io",
    .base = &kBufferedIOBaseType,
    .error_name = "_io.BufferedRandom",
    .constructor = &kNewBuffered,
    .methods = [] { return std::span<const Method>(kPeekMethods); },
};
constinit const Type kBytesIOType{
    .name = "BytesIO",
    .module = "_io",
    .base = &kBufferedIOBaseType,
    .error_name = "_io.BytesIO",
    .constructor = &kNewBytesIO,
    .methods = [] { return std::span<const Method>(kMemoryMethods); },
};

}  // namespace pbc
