// SPDX-License-Identifier: Apache-2.0
//
// open() and the module io (Python library reference, io).
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "python/codecs.h"
#include "python/file_objects.h"
#include "python/library.h"

namespace pbc {

constinit const Type kUnsupportedOperation{
    .name = "UnsupportedOperation", .module = "io", .base = &kOSError, .second_base = &kValueError};

void raise_unsupported(std::string_view what) { raise_exception(kUnsupportedOperation, {make_str(what)}); }

namespace {

struct Mode {
  bool reads = false, writes = false, appends = false, creates = false, updates = false, is_binary = false;
  int flags() const {
    int flags = updates ? O_RDWR : reads ? O_RDONLY : O_WRONLY;
    if (writes) flags |= O_CREAT | O_TRUNC;
    if (appends) flags |= O_CREAT | O_APPEND;
    if (creates) flags |= O_CREAT | O_EXCL;
    return flags;
  }
};

Mode parse_mode(std::string_view text) {
  Mode mode;
  bool is_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool* flag = nullptr;
    switch (text[i]) {
      case 'r':
        flag = &mode.reads;
        break;
      case 'w':
        flag = &mode.writes;
        break;
      case 'a':
        flag = &mode.appends;
        break;
      case 'x':
        flag = &mode.creates;
        break;
      case '+':
        flag = &mode.updates;
        break;
      case 'b':
        flag = &mode.is_binary;
        break;
      case 't':
        flag = &is_text;
        break;
      default:
        break;
    }
    if (flag == nullptr || *flag) raise_value_error("invalid mode: ", to_repr(make_str(text)));
    *flag = true;
  }
  if (is_text && mode.is_binary) raise_value_error("can't have text and binary mode at once");
  const int kinds = mode.reads + mode.writes + mode.appends + mode.creates;
  if (kinds > 1) raise_value_error("must have exactly one of create/read/write/append mode");
  if (kinds == 0) raise_value_error("Must have exactly one of create/read/write/append mode and at most one plus");
  return mode;
}

/// The descriptor behind `file`, a path or a number that os.open gave.
int open_descriptor(const Value& file, const Mode& mode) {
  if (is_any_int(file)) {
    const std::int64_t fd = to_index(file);
    if (fd < 0) raise_value_error("negative file descriptor");
    if (fd > 1 << 20 || !files::is_handed_out(static_cast<int>(fd))) files::raise_os_error(9, file);
    return static_cast<int>(fd);
  }
  const std::string path = files::path_text(file);
  files::Descriptor opened;
  int error = path.empty() ? 2 : files::open(path, mode.flags(), 0666, &opened);
  struct stat status;
  if (error == 0 && fstat(opened.get(), &status) == 0 && S_ISDIR(status.st_mode)) error = 21;
  files::check(error, files::fs_path(file));
  return opened.release();
}

std::string_view text_option(const Value& v, const char* name) {
  if (v.is_unset() || v.is_none()) return {};
  if (!v.is_str()) raise_type_error("open() argument '", name, "' must be str or None, not ", type_name(v));
  return v.text();
}

}  // namespace

Value open_file(const Value& file, std::string_view mode_text, std::int64_t buffering, const Value& encoding,
                const Value& errors, const Value& newline, bool closes) {
  if (!is_any_int(file)) files::fs_path(file);
  const std::string_view encoding_text = text_option(encoding, "encoding"), errors_text = text_option(errors, "errors");
  text_option(newline, "newline");
  const Mode mode = parse_mode(mode_text);
  if (mode.is_binary) {
    if (!encoding.is_none()) raise_value_error("binary mode doesn't take an encoding argument");
    if (!errors.is_none()) raise_value_error("binary mode doesn't take an errors argument");
    if (!newline.is_none()) raise_value_error("binary mode doesn't take a newline argument");
  }
  const int fd = open_descriptor(file, mode);
  if (is_any_int(file) && closes) files::take_back(fd);
  const bool reads = mode.reads || mode.updates, writes = !mode.reads || mode.updates;
  auto stream = std::make_unique<FileStream>(fd, reads, writes, mode.appends, closes);
  if (mode.appends) stream->seek(0, SEEK_END);
  const bool is_raw = buffering == 0;
  if (is_raw && !mode.is_binary) raise_value_error("can't have unbuffered text I/O");
  const Value name = is_any_int(file) ? file : files::fs_path(file);
  if (is_raw) {
    stream->set_unbuffered();
    std::string shown(mode.creates ? "xb" : mode.appends ? "ab" : writes && !reads ? "wb" : "rb");
    if (mode.updates) shown = mode.creates ? "xb+" : mode.appends ? "ab+" : "rb+";
    return make_native(new BinaryFile(kFileIOType, std::move(stream), name, shown));
  }
  const Type& type = mode.updates ? kBufferedRandomType : mode.reads ? kBufferedReaderType : kBufferedWriterType;
  std::string raw_mode(mode.creates ? "xb" : mode.appends ? "ab" : mode.reads ? "rb" : "wb");
  if (mode.updates) raw_mode = mode.creates ? "xb+" : mode.appends ? "ab+" : "rb+";
  const Value binary = make_native(new BinaryFile(type, std::move(stream), name, raw_mode));
  if (mode.is_binary) return binary;
  TextFile::Options options;
  if (!encoding_text.empty() && encoding_text != "locale") options.encoding = encoding_text;
  if (!errors_text.empty()) options.errors = errors_text;
  options.newlines = newlines_of(newline);
  options.line_buffering = buffering == 1;
  return make_native(new TextFile(binary, std::move(options), std::string(mode_text)));
}

Value builtin_open(const Value&, Value* a) {
  if (!a[1].is_unset() && !a[1].is_str()) raise_type_error("open() argument 'mode' must be str, not ", type_name(a[1]));
  if (!a[7].is_unset() && !a[7].is_none())
    raise_error(kNotImplementedError, "open() with an opener: files are opened in the run's directory only");
  const auto given = [&](int i) { return a[i].is_unset() ? Value(None) : a[i]; };
  const bool closes = a[6].is_unset() || static_cast<bool>(a[6]);
  if (!closes && !is_any_int(a[0])) raise_value_error("Cannot use closefd=False with file name");
  return open_file(a[0], a[1].is_unset() ? "r" : a[1].text(), a[2].is_unset() ? -1 : to_index(a[2]), given(3), given(4),
                   given(5), closes);
}

namespace {

constexpr Method kFunctions[] = {
    {"text_encoding", [](const Value&, Value* a) -> Value { return a[0].is_none() ? Value("locale") : a[0]; },
     "encoding, stacklevel=, /"},
};

constexpr Constant kConstants[] = {
    {"open", [] { return py("open"); }},
    {"SEEK_SET", []() -> Value { return 0; }},
    {"SEEK_CUR", []() -> Value { return 1; }},
    {"SEEK_END", []() -> Value { return 2; }},
    {"DEFAULT_BUFFER_SIZE", []() -> Value { return 8192; }},
    {"BlockingIOError", []() -> Value { return type_value(kBlockingIOError); }},
};

constexpr const Type* kTypes[] = {&kIOBaseType,  &kRawIOBaseType,      &kBufferedIOBaseType, &kTextIOBaseType,
                                  &kFileIOType,  &kBufferedReaderType, &kBufferedWriterType, &kBufferedRandomType,
                                  &kBytesIOType, &kTextIOWrapperType,  &kStringIOType,       &kUnsupportedOperation};

}  // namespace

constinit const Module kIoModule{.name = "io", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
