// SPDX-License-Identifier: Apache-2.0
//
// Python's file objects (Python library reference, io): binary ones over a ByteStream, text over a binary one.
#pragma once

#include <memory>

#include "python/byte_stream.h"
#include "python/text_decoder.h"

namespace pbc {

extern const Type kIOBaseType, kRawIOBaseType, kBufferedIOBaseType, kTextIOBaseType;
extern const Type kFileIOType, kBufferedReaderType, kBufferedWriterType, kBufferedRandomType, kBytesIOType,
    kTextIOWrapperType, kStringIOType, kUnsupportedOperation;

/// io.UnsupportedOperation(what)
[[noreturn]] void raise_unsupported(std::string_view what);

/// FileIO, the Buffered ones, BytesIO, and library files such as zipfile's: `type` derives from kIOBaseType.
class BinaryFile : public Native {
 public:
  BinaryFile(const Type& type, std::unique_ptr<ByteStream> stream, Value name = Value(), std::string mode = "");
  ~BinaryFile() override;

  /// The stream; ValueError when closed. `what` is the operation, as the error texts of the buffered types name it:
  /// "read of closed file"; "" and "." give the general text without and with a full stop.
  ByteStream& stream(const char* what);
  ByteStream& reading(const char* what);
  ByteStream& writing(const char* what);
  bool is_closed() const { return is_closed_; }
  void close();
  /// close(), for the end of the run: what fails is forgotten.
  void finish() noexcept;
  const Value& name() const { return name_; }
  const std::string& mode() const { return mode_; }

  std::string repr() const override;
  Value attribute(Name name) override;
  bool set_attribute(Name name, const Value& value) override;
  bool is_iterator() const override { return true; }
  Value iterate() override { return self(); }
  bool next(Value& item) override;

 private:
  std::unique_ptr<ByteStream> stream_;
  Value name_;  // unset: none
  std::string mode_;
  bool is_closed_ = false;
};

/// How text files treat line ends: io.TextIOWrapper's `newline`.
enum class Newlines : std::uint8_t { kTranslate, kKeep, kLineFeed, kReturn, kReturnLineFeed };
/// ValueError "illegal newline value: x" for a str that is none.
Newlines newlines_of(const Value& newline);
/// The end of the line that starts at `from`, or npos when `text` has none.
std::size_t line_end(std::string_view text, std::size_t from, Newlines newlines);
/// What is written for a newline.
std::string write_newlines(std::string_view text, Newlines newlines);

/// TextIOWrapper over any object with the methods of a binary file.
class TextFile final : public Native {
 public:
  struct Options {
    std::string encoding = "UTF-8";
    std::string errors = "strict";
    Newlines newlines = Newlines::kTranslate;
    bool line_buffering = false;
    bool write_through = false;
  };
  TextFile(Value buffer, Options options, std::string mode = "");
  ~TextFile() override;

  std::string read(std::int64_t count);
  std::string read_line(std::int64_t limit);
  void write(std::string_view text);
  void flush();
  void close();
  void finish() noexcept;
  Value detach();
  Value seek(const Value& cookie, std::int64_t whence);
  std::int64_t tell();
  Value truncate(const Value& size);
  void reconfigure(const Options& options);

  /// ValueError once the buffer is closed or detached.
  void check_open() const;
  bool is_closed() const;
  const Value& buffer() const { return buffer_; }
  const Options& options() const { return options_; }
  Value newlines_seen() const { return decoder_.newlines_seen(); }

  std::string repr() const override;
  Value attribute(Name name) override;
  bool set_attribute(Name name, const Value& value) override;
  bool is_iterator() const override { return true; }
  Value iterate() override;
  bool next(Value& item) override;

 private:
  BinaryFile* plain() const;
  void want_reading() const;
  void flush_text();
  bool fill();
  void forget_text();

  Value buffer_;
  Options options_;
  std::string mode_;
  TextDecoder decoder_;
  std::string text_;  // decoded, from at_
  std::size_t at_ = 0;
  std::string raw_;             // the bytes that text_ was made from
  std::int64_t raw_start_ = 0;  // where they are in the buffer
  TextDecoder raw_decoder_;     // as it was before them
  std::string unwritten_;       // encoded, not yet passed on
  bool wrote_ = false;          // a byte order mark comes first
  bool is_detached_ = false;
  bool tells_ = true;  // not during iteration
};

/// open(...), io.open
Value open_file(const Value& file, std::string_view mode = "r", std::int64_t buffering = -1,
                const Value& encoding = None, const Value& errors = None, const Value& newline = None,
                bool closes = true);
/// The builtin's arguments: file, mode, buffering, encoding, errors, newline, closefd, opener.
Value builtin_open(const Value& self, Value* arguments);

/// The bytes of a str is refused, as CPython refuses it: "a bytes-like object is required, not 'x'".
std::string_view bytes_argument(const Value& v);
/// The same of what is like bytes too, a memoryview or an array; `v` becomes the bytes.
std::string_view bytes_argument(Value& v);
/// The count that read() and its kin take: None and nothing are -1. "argument should be integer or None, not 'x'".
std::int64_t count_argument(const Value& v);

}  // namespace pbc
