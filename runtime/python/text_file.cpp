// SPDX-License-Identifier: Apache-2.0
//
// TextIOWrapper (Python library reference, io): characters and lines over a binary file.
#include <algorithm>

#include "python/attributes.h"
#include "python/codecs.h"
#include "python/open_files.h"
#include "python/unicode.h"

namespace pbc {

Newlines newlines_of(const Value& newline) {
  if (newline.is_unset() || newline.is_none()) return Newlines::kTranslate;
  const std::string_view text = newline.text();
  if (text.empty()) return Newlines::kKeep;
  if (text == "\n") return Newlines::kLineFeed;
  if (text == "\r") return Newlines::kReturn;
  if (text == "\r\n") return Newlines::kReturnLineFeed;
  raise_value_error("illegal newline value: ", text);
}

std::size_t line_end(std::string_view text, std::size_t from, Newlines newlines) {
  const auto behind = [&](std::string_view end) {
    const std::size_t at = text.find(end, from);
    return at == text.npos ? text.npos : at + end.size();
  };
  switch (newlines) {
    case Newlines::kTranslate:
    case Newlines::kLineFeed:
      return behind("\n");
    case Newlines::kReturn:
      return behind("\r");
    case Newlines::kReturnLineFeed:
      return behind("\r\n");
    case Newlines::kKeep: {
      const std::size_t at = text.find_first_of("\r\n", from);
      if (at == text.npos) return at;
      return text.substr(at).starts_with("\r\n") ? at + 2 : at + 1;
    }
  }
  return text.npos;
}

std::string write_newlines(std::string_view text, Newlines newlines) {
  const bool changes = newlines == Newlines::kReturn || newlines == Newlines::kReturnLineFeed;
  if (!changes) return std::string(text);
  std::string out;
  for (char c : text) {
    if (c != '\n') {
      out += c;
    } else {
      out += newlines == Newlines::kReturn ? "\r" : "\r\n";
    }
  }
  return out;
}

TextFile::TextFile(Value buffer, Options options, std::string mode)
    : Native(kTextIOWrapperType), buffer_(std::move(buffer)), options_(std::move(options)), mode_(std::move(mode)) {
  forget_text();
  text::decode("", options_.encoding);  // LookupError
  if (plain() != nullptr) open_files().text.insert(this);
}

TextFile::~TextFile() {
  if (is_detached_ || Heap::current().is_ending()) return;
  if (plain() == nullptr || open_files().text.erase(this) != 0) finish();
}

/// The buffer, when it is one of ours.
BinaryFile* TextFile::plain() const { return native_if<BinaryFile>(buffer_, kIOBaseType); }

void TextFile::finish() noexcept {
  try {
    if (!is_closed()) {
      flush_text();
      if (BinaryFile* file = plain()) file->close();
    }
  } catch (const Raised&) {
    caught();
  }
}

bool TextFile::is_closed() const {
  if (const BinaryFile* file = plain()) return file->is_closed();
  return static_cast<bool>(buffer_.attr("closed"));
}

void TextFile::check_open() const {
  if (is_detached_) raise_value_error("underlying buffer has been detached");
  if (is_closed()) raise_value_error("I/O operation on closed file.");
}

void TextFile::forget_text() {
  text_.clear();
  at_ = 0;
  raw_.clear();
  decoder_ = TextDecoder(options_.encoding, options_.errors, options_.newlines == Newlines::kTranslate);
  raw_decoder_ = decoder_;
}

// --- Reading ---------------------------------------------------------------------------------------------------------

void TextFile::want_reading() const {
  const BinaryFile* file = plain();
  if (file != nullptr && !const_cast<BinaryFile*>(file)->stream(".").can_read()) raise_unsupported("not readable");
}

/// One more piece of text; false at the end.
bool TextFile::fill() {
  if (at_ == text_.size()) {
    text_.clear();
    at_ = 0;
    if (decoder_.is_clean()) {
      raw_.clear();
      raw_decoder_ = decoder_;
      if (BinaryFile* file = plain(); file != nullptr && file->stream(".").can_seek())
        raw_start_ = file->stream(".").tell();
    }
  }
  std::string bytes;
  if (BinaryFile* file = plain()) {
    bytes = file->stream(".").read_once(static_cast<std::int64_t>(ByteStream::kChunk));
  } else {
    const bool once = !find_attribute(buffer_, "read1").is_unset();
    const Value read = once ? buffer_.call("read1", {Value(8192)}) : buffer_.call("read", {Value(8192)});
    if (!is_any_bytes(read)) {
      raise_type_error("underlying ", once ? "read1" : "read", "() should have returned a bytes-like object, not '",
                       type_name(read), "'");
    }
    bytes = as_bytes(read);
  }
  raw_ += bytes;
  text_ += decoder_.feed(bytes, bytes.empty());
  return !bytes.empty();
}

std::string TextFile::read(std::int64_t count) {
  check_open();
  want_reading();
  flush_text();
  if (count < 0) {
    // All at once, so that an error names its place in the whole.
    std::string bytes;
    if (BinaryFile* file = plain()) {
      bytes = file->stream(".").read(-1);
    } else {
      const Value read = buffer_.call("read");
      bytes = bytes_argument(read);
    }
    std::string text = text_.substr(at_);
    text_.clear();
    at_ = 0;
    text += decoder_.feed(bytes, true);
    raw_.clear();
    if (BinaryFile* file = plain(); file != nullptr && file->stream(".").can_seek())
      raw_start_ = file->stream(".").tell();
    return text;
  }
  std::size_t end = at_;
  for (std::int64_t left = count; left > 0; --left) {
    if (end == text_.size()) {
      const std::size_t taken = end - at_;
      // fill() empties what was read, so what belongs to this read stays before at_.
      bool more = true;
      while (more && at_ + taken == text_.size()) more = fill();
      end = at_ + taken;
      if (end == text_.size()) break;
    }
    end += unicode::length_of(text_[end]);
  }
  std::string text = text_.substr(at_, end - at_);
  at_ = end;
  return text;
}

std::string TextFile::read_line(std::int64_t limit) {
  check_open();
  want_reading();
  flush_text();
  std::size_t searched = 0;
  for (;;) {
    std::size_t end = line_end(text_, at_ + searched, options_.newlines);
    bool is_end = end != text_.npos;
    if (!is_end) {
      // The last character may be half of a line end.
      searched = text_.size() - at_ > 0 ? text_.size() - at_ - 1 : 0;
      const bool enough = limit >= 0 && unicode::count_code_points(std::string_view(text_).substr(at_)) >=
                                            static_cast<std::size_t>(limit);
      if (!enough && fill()) continue;
      end = line_end(text_, at_, options_.newlines);
      if (end == text_.npos) end = text_.size();
    }
    if (limit >= 0) {
      std::size_t at = at_;
      for (std::int64_t left = limit; left > 0 && at < end; --left) at += unicode::length_of(text_[at]);
      end = std::min(end, at);
    }
    std::string line = text_.substr(at_, end - at_);
    at_ = end;
    return line;
  }
}

bool TextFile::next(Value& item) {
  tells_ = false;
  std::string line = read_line(-1);
  if (line.empty()) {
    tells_ = true;
    return false;
  }
  item = make_str(line);
  return true;
}

Value TextFile::iterate() {
  check_open();
  return self();
}

// --- Writing ---------------------------------------------------------------------------------------------------------

void TextFile::write(std::string_view text) {
  check_open();
  if (BinaryFile* file = plain(); file != nullptr && !file->stream(".").can_write()) raise_unsupported("not writable");
  const std::string lines = write_newlines(text, options_.newlines);
  std::string encoding = options_.encoding;
  if (wrote_ && encoding.size() >= 5) {
    // The byte order mark stands at the start only.
    std::string name;
    for (char c : encoding) name += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (name == "utf-8-sig" || name == "utf8-sig") encoding = "utf-8";
    if (name == "utf-16" || name == "utf16") encoding = "utf-16-le";
    if (name == "utf-32" || name == "utf32") encoding = "utf-32-le";
  }
  unwritten_ += text::encode(lines, encoding, options_.errors);
  wrote_ = true;
  const bool is_line = options_.line_buffering && text.find_first_of("\r\n") != text.npos;
  if (unwritten_.size() > ByteStream::kChunk || options_.write_through || is_line) flush_text();
  if (is_line) flush();
  if (!text_.empty()) {
    text_.clear();
    at_ = 0;
  }
}

/// Passes on what was written.
void TextFile::flush_text() {
  if (unwritten_.empty()) return;
  std::string bytes;
  bytes.swap(unwritten_);
  if (BinaryFile* file = plain()) {
    file->stream(".").write(bytes);
  } else {
    buffer_.call("write", {make_bytes(std::move(bytes))});
  }
}

void TextFile::flush() {
  check_open();
  flush_text();
  tells_ = true;
  if (BinaryFile* file = plain()) {
    file->stream(".").flush();
  } else {
    buffer_.call("flush");
  }
}

void TextFile::close() {
  if (is_detached_) raise_value_error("underlying buffer has been detached");
  if (is_closed()) return;
  if (BinaryFile* file = plain()) {
    open_files().text.erase(this);
    try {
      flush_text();
    } catch (const Raised&) {
      file->finish();
      throw;
    }
    file->close();
  } else {
    flush_text();
    buffer_.call("close");
  }
}

Value TextFile::detach() {
  check_open();
  flush();
  if (plain() != nullptr) open_files().text.erase(this);
  is_detached_ = true;
  return buffer_;
}

// --- Position --------------------------------------------------------------------------------------------------------

Value TextFile::seek(const Value& cookie, std::int64_t whence) {
  check_open();
  const std::int64_t target = to_index(cookie);
  if (whence == 1) {
    if (target != 0) raise_unsupported("can't do nonzero cur-relative seeks");
    return seek(tell(), 0);
  }
  if (whence == 2 && target != 0) raise_unsupported("can't do nonzero end-relative seeks");
  if (whence != 0 && whence != 2)
    raise_value_error("invalid whence (", std::to_string(whence), ", should be 0, 1 or 2)");
  if (target < 0) raise_value_error("negative seek position ", to_repr(cookie));
  flush();
  forget_text();
  std::int64_t place = 0;
  if (BinaryFile* file = plain()) {
    if (!file->stream(".").can_seek()) raise_unsupported("underlying stream is not seekable");
    place = file->stream(".").seek(target, static_cast<int>(whence));
  } else {
    place = to_index(buffer_.call("seek", {Value(target), Value(whence)}));
  }
  wrote_ = place != 0;
  return place;
}

std::int64_t TextFile::tell() {
  check_open();
  BinaryFile* file = plain();
  if (file != nullptr && !file->stream(".").can_seek()) raise_unsupported("underlying stream is not seekable");
  if (!tells_) raise_error(kOSError, "telling position disabled by next() call");
  flush();
  if (at_ == text_.size() && decoder_.is_clean())
    return file != nullptr ? file->stream(".").tell() : to_index(buffer_.call("tell"));
  // How many of the raw bytes make the characters that were read.
  TextDecoder decoder = raw_decoder_;
  std::size_t made = 0, used = 0;
  while (made < at_ && used < raw_.size()) {
    made += decoder.feed(std::string_view(raw_).substr(used, 1), false).size();
    ++used;
  }
  return raw_start_ + static_cast<std::int64_t>(used);
}

Value TextFile::truncate(const Value& size) {
  check_open();
  flush();
  return size.is_unset() ? buffer_.call("truncate") : buffer_.call("truncate", {size});
}

void TextFile::reconfigure(const Options& options) {
  flush();
  options_ = options;
  if (text_.empty()) forget_text();
}

// --- Attributes ------------------------------------------------------------------------------------------------------

std::string TextFile::repr() const {
  std::string text = "<_io.TextIOWrapper";
  if (const Value name = find_attribute(buffer_, "name"); !name.is_unset()) text += " name=" + to_repr(name);
  if (!mode_.empty()) text += " mode='" + mode_ + "'";
  return text + " encoding='" + options_.encoding + "'>";
}

Value TextFile::attribute(Name name) {
  switch (name.hash) {
    case Name("name").hash:
      return find_attribute(buffer_, "name");
    case Name("mode").hash:
      return mode_.empty() ? Value() : make_str(mode_);
    case Name("closed").hash:
      return is_closed();
    case Name("buffer").hash:
      return buffer_;
    case Name("encoding").hash:
      return make_str(options_.encoding);
    case Name("errors").hash:
      return make_str(options_.errors);
    case Name("newlines").hash:
      if (options_.newlines > Newlines::kKeep) return None;
      return newlines_seen();
    case Name("line_buffering").hash:
      return options_.line_buffering;
    case Name("write_through").hash:
      return options_.write_through;
    default:
      return Value();
  }
}

bool TextFile::set_attribute(Name name, const Value& value) {
  if (!(name == Name("mode")) || !value.is_str()) return false;
  mode_ = value.text();
  return true;
}

namespace {

TextFile& self_of(const Value& self) { return as_native<TextFile>(self); }

Value read(const Value& self, Value* a) { return make_str(self_of(self).read(count_argument(a[0]))); }
Value readline(const Value& self, Value* a) {
  return make_str(self_of(self).read_line(a[0].is_unset() ? -1 : to_index(a[0])));
}

Value readlines(const Value& self, Value* a) {
  const std::int64_t hint = count_argument(a[0]);
  Values lines;
  std::int64_t total = 0;
  for (std::string line = self_of(self).read_line(-1); !line.empty(); line = self_of(self).read_line(-1)) {
    total += static_cast<std::int64_t>(unicode::count_code_points(line));
    lines.push_back(make_str(line));
    if (hint > 0 && total >= hint) break;
  }
  return make_list(std::move(lines));
}

Value write(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("write() argument must be str, not ", type_name(a[0]));
  self_of(self).write(a[0].text());
  return str_length(a[0]);
}

Value writelines(const Value& self, Value* a) {
  self_of(self).check_open();
  for (const Value& line : to_values(a[0])) write(self, const_cast<Value*>(&line));
  return None;
}

Value seek(const Value& self, Value* a) { return self_of(self).seek(a[0], a[1].is_unset() ? 0 : to_index(a[1])); }
Value tell(const Value& self, Value*) { return self_of(self).tell(); }
Value truncate(const Value& self, Value* a) { return self_of(self).truncate(a[0]); }
Value flush(const Value& self, Value*) {
  self_of(self).flush();
  return None;
}
Value close(const Value& self, Value*) {
  self_of(self).close();
  return None;
}
Value detach(const Value& self, Value*) { return self_of(self).detach(); }

Value ask_buffer(const Value& self, Name method) { return self_of(self).buffer().call(method); }

Value reconfigure(const Value& self, Value* a) {
  TextFile::Options options = self_of(self).options();
  if (!a[0].is_unset() && !a[0].is_none()) options.encoding = to_str(a[0]);
  if (!a[1].is_unset() && !a[1].is_none()) options.errors = to_str(a[1]);
  if (!a[2].is_unset()) options.newlines = newlines_of(a[2]);
  if (!a[3].is_unset() && !a[3].is_none()) options.line_buffering = static_cast<bool>(a[3]);
  if (!a[4].is_unset() && !a[4].is_none()) options.write_through = static_cast<bool>(a[4]);
  self_of(self).reconfigure(options);
  return None;
}

Value enter(const Value& self, Value*) {
  self_of(self).check_open();
  return self;
}

Value next_line(const Value& self, Value*) {
  Value line;
  if (!self_of(self).next(line)) raise_exception(kStopIteration, {});
  return line;
}

constexpr Method kMethods[] = {
    {"read", read, "size=, /"},
    {"readline", readline, "size=, /"},
    {"readlines", readlines, "hint=, /"},
    {"write", write, "text, /"},
    {"writelines", writelines, "lines, /"},
    {"seek", seek, "cookie, whence=, /"},
    {"tell", tell, ""},
    {"truncate", truncate, "pos=, /"},
    {"flush", flush, ""},
    {"close", close, ""},
    {"detach", detach, ""},
    {"reconfigure", reconfigure, "*, encoding=, errors=, newline=, line_buffering=, write_through="},
    {"fileno", [](const Value& self, Value*) { return ask_buffer(self, "fileno"); }, ""},
    {"isatty", [](const Value& self, Value*) { return ask_buffer(self, "isatty"); }, ""},
    {"readable", [](const Value& self, Value*) { return ask_buffer(self, "readable"); }, ""},
    {"writable", [](const Value& self, Value*) { return ask_buffer(self, "writable"); }, ""},
    {"seekable", [](const Value& self, Value*) { return ask_buffer(self, "seekable"); }, ""},
    {"__iter__", enter, ""},
    {"__next__", next_line, ""},
    {"__enter__", enter, ""},
    {"__exit__", close, "*args"},
};

Value new_text_io_wrapper(const Value&, Value* a) {
  TextFile::Options options;
  const auto text = [&](int i, const char* name, std::string* option) {
    if (a[i].is_unset() || a[i].is_none()) return;
    if (!a[i].is_str())
      raise_type_error("TextIOWrapper() argument '", name, "' must be str or None, not ", type_name(a[i]));
    *option = a[i].text();
  };
  text(1, "encoding", &options.encoding);
  text(2, "errors", &options.errors);
  options.newlines = newlines_of(a[3]);
  options.line_buffering = !a[4].is_unset() && static_cast<bool>(a[4]);
  options.write_through = !a[5].is_unset() && static_cast<bool>(a[5]);
  if (find_attribute(a[0], "readable").is_unset()) raise_attribute_error(a[0], "readable");
  return make_native(new TextFile(a[0], std::move(options)));
}

constexpr Method kNewTextIOWrapper{"TextIOWrapper", new_text_io_wrapper,
                                   "buffer, encoding=, errors=, newline=, line_buffering=, write_through="};

}  // namespace

constinit const Type kTextIOBaseType{.name = "TextIOBase", .module = "io", .base = &kIOBaseType};
constinit const Type kTextIOWrapperType{
    .name = "TextIOWrapper",
    .module = "_io",
    .base = &kTextIOBaseType,
    .error_name = "_io.TextIOWrapper",
    .constructor = &kNewTextIOWrapper,
    .methods = [] { return std::span<const Method>(kMethods); },
};

}  // namespace pbc
