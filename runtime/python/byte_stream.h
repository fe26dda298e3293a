// SPDX-License-Identifier: Apache-2.0
//
// What stands behind Python's file objects: bytes in a file, in memory, or made from another stream.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "python/files.h"

namespace pbc {

/// Bytes in order with a position. A derived class does the raw work; this class buffers. Raises OSError.
class ByteStream {
 public:
  static constexpr std::size_t kChunk = 8192;
  virtual ~ByteStream() = default;

  /// Up to `count` bytes, all that are left when negative; fewer only at the end.
  std::string read(std::int64_t count);
  /// What one raw read gives, at most `count` bytes (negative: a chunk).
  std::string read_once(std::int64_t count);
  /// Through the next newline, `limit` bytes at most unless negative.
  std::string read_line(std::int64_t limit = -1);
  /// What is buffered, at least one byte unless at the end; the position stays.
  std::string_view peek();
  void write(std::string_view bytes);
  std::int64_t seek(std::int64_t offset, int whence);
  std::int64_t tell();
  /// To `size` bytes; the position stays.
  void truncate(std::int64_t size);
  void flush();
  /// Flushes and lets go of what is below; once.
  void close();
  void set_unbuffered() { buffers_writes_ = false; }

  virtual bool can_read() const { return true; }
  virtual bool can_write() const { return false; }
  virtual bool can_seek() const { return true; }
  /// A file descriptor, or -1.
  virtual int descriptor() const { return -1; }
  /// Takes all of a string at once, for memory; null otherwise.
  virtual std::string* memory() { return nullptr; }

 protected:
  virtual std::size_t raw_read(char* into, std::size_t count) = 0;
  virtual void raw_write(std::string_view bytes);
  virtual std::int64_t raw_seek(std::int64_t offset, int whence);
  virtual void raw_truncate(std::int64_t size);
  virtual void raw_flush() {}
  virtual void raw_close() {}

 private:
  bool fill();
  void flush_writes();
  void drop_reads();

  std::string ahead_;  // read, not yet asked for, from at_
  std::size_t at_ = 0;
  std::string behind_;  // written, not yet passed on
  bool buffers_writes_ = true;
};

/// A file that is open by its descriptor, which it closes unless told otherwise.
class FileStream final : public ByteStream {
 public:
  FileStream(int fd, bool reads, bool writes, bool appends, bool closes)
      : fd_(fd), reads_(reads), writes_(writes), appends_(appends), closes_(closes) {}
  ~FileStream() override;
  bool can_read() const override { return reads_; }
  bool can_write() const override { return writes_; }
  int descriptor() const override { return fd_; }

 protected:
  std::size_t raw_read(char* into, std::size_t count) override;
  void raw_write(std::string_view bytes) override;
  std::int64_t raw_seek(std::int64_t offset, int whence) override;
  void raw_truncate(std::int64_t size) override;
  void raw_close() override;

 private:
  int fd_;
  bool reads_, writes_, appends_, closes_;
};

/// io.BytesIO.
class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string bytes) : bytes_(std::move(bytes)) { set_unbuffered(); }
  bool can_write() const override { return true; }
  std::string* memory() override { return &bytes_; }

 protected:
  std::size_t raw_read(char* into, std::size_t count) override;
  void raw_write(std::string_view bytes) override;
  std::int64_t raw_seek(std::int64_t offset, int whence) override;
  void raw_truncate(std::int64_t size) override;

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

/// stdout or stderr of the process; nothing can be read.
class StandardStream final : public ByteStream {
 public:
  explicit StandardStream(std::FILE* file) : file_(file) { set_unbuffered(); }
  bool can_read() const override { return false; }
  bool can_write() const override { return true; }
  bool can_seek() const override { return false; }
  int descriptor() const override;

 protected:
  std::size_t raw_read(char*, std::size_t) override { return 0; }
  void raw_write(std::string_view bytes) override;
  void raw_flush() override;

 private:
  std::FILE* file_;
};

/// stdin, which is always at its end: a playbook has no console.
class EmptyStream final : public ByteStream {
 public:
  bool can_seek() const override { return false; }
  int descriptor() const override { return 0; }

 protected:
  std::size_t raw_read(char*, std::size_t) override { return 0; }
};

}  // namespace pbc
