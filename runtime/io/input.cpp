// SPDX-License-Identifier: Apache-2.0
#include "io/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "phantom/plain.h"
#include "python/json.h"

namespace pbc::io {

namespace {

/// A text of this size would not fit into the run's memory as values; a device may never end.
constexpr off_t kMostBytes = off_t{512} << 20;
constexpr std::string_view kTooLarge = "larger than 512 MB";

[[noreturn]] void fail_file(const std::string& file, std::string_view what) {
  throw InputError{file + ": " + std::string(what)};
}

/// How many bytes the UTF-8 character at `at` has; 0 for a sequence that is none (too long a form, surrogates, cut
/// off).
std::size_t character_length(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  unsigned first = byte(at);
  if (first < 0x80) return 1;
  std::size_t length = first >= 0xc2 && first <= 0xdf   ? 2
                       : (first & 0xf0) == 0xe0         ? 3
                       : first >= 0xf0 && first <= 0xf4 ? 4
                                                        : 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
  unsigned second = byte(at + 1);
  bool is_wrong = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                  (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
  return is_wrong ? 0 : length;
}

/// FILE:LINE:COLUMN, with the column in characters.
std::string at_byte(const std::string& file, std::string_view text, std::size_t byte) {
  JsonError place = json_error_at(text.substr(0, byte), byte, "");
  return file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string lower_first(std::string text) {
  bool is_word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
  if (is_word && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + ('a' - 'A'));
  return text;
}

std::string_view kind_of(const Value& value) {
  switch (value.tag()) {
    case Tag::kUnset:
      return "nothing";
    case Tag::kNone:
      return "null";
    case Tag::kBool:
      return value.as_int() != 0 ? "true" : "false";
    case Tag::kInt:
    case Tag::kBigInt:
    case Tag::kFloat:
      return "a number";
    case Tag::kList:
      return "a list";
    case Tag::kDict:
      return "an object";
    default:
      return "a string";
  }
}

}  // namespace

std::string read_bytes(const std::string& file) {
  struct Descriptor {
    int number;
    ~Descriptor() {
      if (number >= 0) close(number);
    }
  } descriptor{open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (descriptor.number < 0) fail_file(file, errno == ENOENT ? "no such file" : std::strerror(errno));
  struct stat status {};
  if (fstat(descriptor.number, &status) != 0) fail_file(file, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) fail_file(file, "is a directory, expected a file");
  std::string bytes;
  if (S_ISREG(status.st_mode) && status.st_size > kMostBytes) fail_file(file, kTooLarge);
  if (S_ISREG(status.st_mode)) bytes.reserve(static_cast<std::size_t>(status.st_size));
  char buffer[1 << 16];
  while (true) {
    ssize_t count = read(descriptor.number, buffer, sizeof buffer);
    if (count == 0) return bytes;
    if (count > 0) {
      bytes.append(buffer, static_cast<std::size_t>(count));
      if (bytes.size() > static_cast<std::size_t>(kMostBytes)) fail_file(file, kTooLarge);
    } else if (errno != EINTR) {
      fail_file(file, std::strerror(errno));
    }
  }
}

std::string checked_text(const std::string& file, std::string text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\0') throw InputError{at_byte(file, text, at) + ": a NUL byte, expected text in UTF-8"};
    std::size_t length = character_length(text, at);
    if (length == 0) throw InputError{at_byte(file, text, at) + ": not UTF-8"};
    at += length;
  }
  return text;
}

std::string read_text(const std::string& file) { return checked_text(file, read_bytes(file)); }

Value read_json(const std::string& file) { return json_of(file, read_text(file)); }

Value json_of(const std::string& file, std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == text.npos) throw InputError{file + ": empty, expected JSON"};
  try {
    return parse_json(text);
  } catch (const JsonError& error) {
    throw InputError{file + ":" + std::to_string(error.line) + ":" + std::to_string(error.column) + ": " +
                     lower_first(error.message)};
  } catch (const Raised& raised) {
    if (is_exception(raised.exception, kMemoryError)) throw;
    bool is_deep = is_exception(raised.exception, kRecursionError);
    std::string what = is_deep ? "nested too deep" : lower_first(to_str(raised.exception));
    caught();
    throw InputError{file + ": " + what};
  }
}

Place Place::member(std::string_view name) const {
  const Value* found = engine::member(value_, name);
  std::string path;
  path.reserve(path_.size() + 1 + name.size());
  path.append(path_).append(path_.empty() ? 0 : 1, '.').append(name);
  return {file_, std::move(path), found ? *found : Value()};
}

Place Place::item(std::size_t index) const {
  return {file_, path_ + "[" + std::to_string(index) + "]", as_list(value_)[index]};
}

const Place& Place::expect_object() const {
  if (!value_.is(Tag::kDict)) fail_expected("an object");
  return *this;
}

const Place& Place::expect_list() const {
  if (!value_.is(Tag::kList)) fail_expected("a list");
  return *this;
}

std::size_t Place::size() const { return as_list(expect_list().value_).size(); }

std::string_view Place::text() const {
  if (!value_.is_str()) fail_expected("a string");
  return value_.text();
}

std::int64_t Place::integer() const {
  if (value_.is(Tag::kBigInt)) fail("expected an integer of 64 bits, found a larger one");
  if (!value_.is(Tag::kInt)) fail_expected("an integer");
  return value_.as_int();
}

double Place::number() const {
  if (!value_.is(Tag::kInt) && !value_.is(Tag::kFloat)) fail_expected("a number");
  return value_.is(Tag::kInt) ? static_cast<double>(value_.as_int()) : value_.as_float();
}

void Place::fail(std::string_view what) const {
  throw InputError{path_.empty() ? file_ + ": " + std::string(what) : file_ + ": " + path_ + ": " + std::string(what)};
}

void Place::fail_expected(std::string_view expected) const {
  fail("expected " + std::string(expected) + ", found " + std::string(kind_of(value_)));
}

}  // namespace pbc::io
