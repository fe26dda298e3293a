// SPDX-License-Identifier: Apache-2.0
//
// io.StringIO (Python library reference, io): a text file in memory, with positions in characters.
#include <algorithm>

#include "python/file_objects.h"
#include "python/unicode.h"

namespace pbc {
namespace {

constexpr std::size_t kMostCharacters = std::size_t{1} << 29;

struct StringIO final : Native {
  explicit StringIO(Newlines newlines) : Native(kStringIOType), newlines(newlines) {}
  std::u32string text;
  std::size_t at = 0;
  Newlines newlines;
  bool is_closed = false;
  TextDecoder decoder{"utf-8", "surrogatepass", true};

  void check_open() const {
    if (is_closed) raise_value_error("I/O operation on closed file");
  }

  void write(std::string_view given) {
    std::string lines;
    if (newlines == Newlines::kTranslate || newlines == Newlines::kKeep) {
      // What was read from a file comes with its line ends; None makes them "\n".
      lines = given;
      if (newlines == Newlines::kTranslate && given.find('\r') != given.npos) {
        lines.clear();
        for (std::size_t i = 0; i < given.size(); ++i) {
          if (given[i] == '\r' && i + 1 < given.size() && given[i + 1] == '\n') continue;
          lines += given[i] == '\r' ? '\n' : given[i];
        }
      }
    } else {
      lines = write_newlines(given, newlines);
    }
    const std::u32string more = unicode::decode(lines);
    if (more.empty()) return;
    if (at + more.size() > kMostCharacters) raise_error(kMemoryError, "");
    if (text.size() < at + more.size()) text.resize(at + more.size(), U'\0');
    std::copy(more.begin(), more.end(), text.begin() + static_cast<std::ptrdiff_t>(at));
    at += more.size();
  }

  std::string take(std::size_t end) {
    if (at >= end) return "";
    std::string taken = unicode::encode(std::u32string_view(text).substr(at, end - at));
    at = end;
    return taken;
  }

  std::string read(std::int64_t count) {
    if (at >= text.size()) return "";
    const std::size_t left = text.size() - at;
    return take(count < 0 ? text.size() : at + std::min(left, static_cast<std::size_t>(count)));
  }

  std::string read_line(std::int64_t limit) {
    std::size_t end = at;
    while (end < text.size()) {
      const char32_t c = text[end++];
      if (c == U'\n' && newlines != Newlines::kReturn && newlines != Newlines::kReturnLineFeed) break;
      if (c == U'\n' && newlines == Newlines::kReturnLineFeed && end >= at + 2 && text[end - 2] == U'\r') break;
      if (c == U'\r' && newlines == Newlines::kReturn) break;
      if (c == U'\r' && newlines == Newlines::kKeep) {
        if (end < text.size() && text[end] == U'\n') ++end;
        break;
      }
    }
    if (limit >= 0) end = std::min(end, at + static_cast<std::size_t>(limit));
    return take(end);
  }

  Value attribute(Name name) override {
    switch (name.hash) {
      case Name("closed").hash:
        return is_closed;
      case Name("newlines").hash:
      case Name("encoding").hash:
      case Name("errors").hash:
        return None;
      case Name("line_buffering").hash:
        check_open();
        return false;
      default:
        return Value();
    }
  }
  bool is_iterator() const override { return true; }
  Value iterate() override {
    check_open();
    return self();
  }
  bool next(Value& item) override {
    check_open();
    const std::string line = read_line(-1);
    if (line.empty()) return false;
    item = make_str(line);
    return true;
  }
};

StringIO& self_of(const Value& self) {
  StringIO& file = as_native<StringIO>(self);
  file.check_open();
  return file;
}

Value read(const Value& self, Value* a) { return make_str(self_of(self).read(count_argument(a[0]))); }
Value readline(const Value& self, Value* a) { return make_str(self_of(self).read_line(count_argument(a[0]))); }

Value readlines(const Value& self, Value* a) {
  const std::int64_t hint = count_argument(a[0]);
  StringIO& file = self_of(self);
  Values lines;
  std::int64_t total = 0;
  for (std::string line = file.read_line(-1); !line.empty(); line = file.read_line(-1)) {
    lines.push_back(make_str(line));
    total += static_cast<std::int64_t>(str_length(lines.back()));
    if (hint > 0 && total >= hint) break;
  }
  return make_list(std::move(lines));
}

Value write(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("string argument expected, got '", type_name(a[0]), "'");
  self_of(self).write(a[0].text());
  return str_length(a[0]);
}

Value writelines(const Value& self, Value* a) {
  self_of(self);
  for (const Value& line : to_values(a[0])) write(self, const_cast<Value*>(&line));
  return None;
}

Value seek(const Value& self, Value* a) {
  StringIO& file = self_of(self);
  const std::int64_t offset = to_index(a[0]), whence = a[1].is_unset() ? 0 : to_index(a[1]);
  if (whence < 0 || whence > 2) raise_value_error("Invalid whence (", std::to_string(whence), ", should be 0, 1 or 2)");
  if (whence == 0 && offset < 0) raise_value_error("Negative seek position ", std::to_string(offset));
  if (whence != 0 && offset != 0) raise_error(kOSError, "Can't do nonzero cur-relative seeks");
  if (whence == 0) file.at = static_cast<std::size_t>(offset);
  if (whence == 2) file.at = file.text.size();
  return file.at;
}

Value truncate(const Value& self, Value* a) {
  StringIO& file = self_of(self);
  const std::int64_t size = a[0].is_unset() || a[0].is_none() ? static_cast<std::int64_t>(file.at) : to_index(a[0]);
  if (size < 0) raise_value_error("Negative size value ", std::to_string(size));
  if (static_cast<std::size_t>(size) < file.text.size()) file.text.resize(static_cast<std::size_t>(size));
  return size;
}

Value close(const Value& self, Value*) {
  StringIO& file = as_native<StringIO>(self);
  file.is_closed = true;
  file.text.clear();
  return None;
}

Value enter(const Value& self, Value*) {
  if (as_native<StringIO>(self).is_closed) raise_value_error("I/O operation on closed file.");
  return self;
}

template <bool Answer>
Value answer(const Value& self, Value*) {
  self_of(self);
  return Answer;
}

[[noreturn]] Value unsupported(const Value&, const char* what) { raise_unsupported(what); }

Value next_line(const Value& self, Value*) {
  Value line;
  if (!self_of(self).next(line)) raise_exception(kStopIteration, {});
  return line;
}

constexpr Method kMethods[] = {
    {"read", read, "size=, /"},
    {"readline", readline, "size=, /"},
    {"readlines", readlines, "hint=, /"},
    {"write", write, "s, /"},
    {"writelines", writelines, "lines, /"},
    {"seek", seek, "pos, whence=, /"},
    {"tell", [](const Value& self, Value*) -> Value { return self_of(self).at; }, ""},
    {"truncate", truncate, "pos=, /"},
    {"getvalue", [](const Value& self, Value*) { return make_str(unicode::encode(self_of(self).text)); }, ""},
    {"flush", [](const Value&, Value*) -> Value { return None; }, ""},
    {"close", close, ""},
    {"detach", [](const Value& self, Value*) { return unsupported(self, "detach"); }, ""},
    {"fileno", [](const Value& self, Value*) { return unsupported(self, "fileno"); }, ""},
    {"isatty", answer<false>, ""},
    {"readable", answer<true>, ""},
    {"writable", answer<true>, ""},
    {"seekable", answer<true>, ""},
    {"__iter__", enter, ""},
    {"__next__", next_line, ""},
    {"__enter__", enter, ""},
    {"__exit__", close, "*args"},
};

Value new_string_io(const Value&, Value* a) {
  Newlines newlines = Newlines::kLineFeed;
  if (!a[1].is_unset()) {
    if (!a[1].is_none() && !a[1].is_str()) raise_type_error("newline must be str or None, not ", type_name(a[1]));
    newlines = newlines_of(a[1]);
  }
  auto* file = new StringIO(newlines);
  const Value made = make_native(file);
  if (!a[0].is_unset() && !a[0].is_none()) {
    if (!a[0].is_str()) raise_type_error("initial_value must be str or None, not ", type_name(a[0]));
    file->write(a[0].text());
    file->at = 0;
  }
  return made;
}

constexpr Method kNewStringIO{"StringIO", new_string_io, "initial_value=, newline="};

}  // namespace

constinit const Type kStringIOType{
    .name = "StringIO",
    .module = "_io",
    .base = &kTextIOBaseType,
    .error_name = "_io.StringIO",
    .constructor = &kNewStringIO,
    .methods = [] { return std::span<const Method>(kMethods); },
};

}  // namespace pbc
