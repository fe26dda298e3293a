// SPDX-License-Identifier: Apache-2.0
#include "python/byte_stream.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "python/file_objects.h"

namespace pbc {

namespace {

/// A read of all of a stream stops here: MemoryError, as for any text or bytes that are too large.
constexpr std::size_t kMostAtOnce = std::size_t{1} << 31;

}  // namespace

// --- The buffers -----------------------------------------------------------------------------------------------------

bool ByteStream::fill() {
  flush_writes();
  ahead_.resize(kChunk);
  at_ = 0;
  std::size_t got = 0;
  try {
    got = raw_read(ahead_.data(), kChunk);
  } catch (...) {
    ahead_.clear();
    throw;
  }
  ahead_.resize(got);
  return got > 0;
}

void ByteStream::flush_writes() {
  if (behind_.empty()) return;
  std::string bytes;
  bytes.swap(behind_);
  raw_write(bytes);
}

/// Puts the raw position where the reader thinks it is.
void ByteStream::drop_reads() {
  const std::size_t left = ahead_.size() - at_;
  ahead_.clear();
  at_ = 0;
  if (left > 0) raw_seek(-static_cast<std::int64_t>(left), SEEK_CUR);
}

std::string ByteStream::read(std::int64_t count) {
  flush_writes();
  std::string bytes;
  const std::size_t wanted = count < 0 ? kMostAtOnce : static_cast<std::size_t>(count);
  while (bytes.size() < wanted) {
    const std::size_t left = ahead_.size() - at_;
    if (left > 0) {
      const std::size_t taken = std::min(left, wanted - bytes.size());
      bytes.append(ahead_, at_, taken);
      at_ += taken;
      continue;
    }
    const std::size_t missing = wanted - bytes.size();
    if (missing <= kChunk) {
      if (!fill()) break;
      continue;
    }
    const std::size_t before = bytes.size();
    const std::size_t step = std::min<std::size_t>(missing, std::max<std::size_t>(before, 65536));
    bytes.resize(before + step);
    const std::size_t got = raw_read(bytes.data() + before, step);
    bytes.resize(before + got);
    if (got == 0) break;
  }
  if (count < 0 && bytes.size() >= kMostAtOnce) raise_error(kMemoryError, "");
  return bytes;
}

std::string ByteStream::read_once(std::int64_t count) {
  flush_writes();
  if (count == 0) return "";
  if (at_ == ahead_.size() && !fill()) return "";
  const std::size_t left = ahead_.size() - at_;
  const std::size_t taken = count < 0 ? left : std::min(left, static_cast<std::size_t>(count));
  std::string bytes = ahead_.substr(at_, taken);
  at_ += taken;
  return bytes;
}

std::string ByteStream::read_line(std::int64_t limit) {
  flush_writes();
  std::string line;
  const std::size_t most = limit < 0 ? kMostAtOnce : static_cast<std::size_t>(limit);
  while (line.size() < most) {
    if (at_ == ahead_.size() && !fill()) break;
    const char* begin = ahead_.data() + at_;
    const std::size_t left = std::min(ahead_.size() - at_, most - line.size());
    const void* end = std::memchr(begin, '\n', left);
    const std::size_t taken =
        end == nullptr ? left : static_cast<std::size_t>(static_cast<const char*>(end) - begin) + 1;
    line.append(begin, taken);
    at_ += taken;
    if (end != nullptr) break;
  }
  return line;
}

std::string_view ByteStream::peek() {
  if (at_ == ahead_.size() && !fill()) return {};
  return std::string_view(ahead_).substr(at_);
}

void ByteStream::write(std::string_view bytes) {
  drop_reads();
  if (!buffers_writes_) return raw_write(bytes);
  if (behind_.size() + bytes.size() > kChunk) flush_writes();
  if (bytes.size() >= kChunk) return raw_write(bytes);
  behind_ += bytes;
}

std::int64_t ByteStream::seek(std::int64_t offset, int whence) {
  flush_writes();
  if (whence == SEEK_CUR) {
    offset -= static_cast<std::int64_t>(ahead_.size() - at_);
  }
  const std::int64_t place = raw_seek(offset, whence);
  ahead_.clear();
  at_ = 0;
  return place;
}

std::int64_t ByteStream::tell() {
  flush_writes();
  return raw_seek(0, SEEK_CUR) - static_cast<std::int64_t>(ahead_.size() - at_);
}

void ByteStream::truncate(std::int64_t size) {
  flush_writes();
  drop_reads();
  raw_truncate(size);
}

void ByteStream::flush() {
  flush_writes();
  raw_flush();
}

void ByteStream::close() {
  flush_writes();
  raw_close();
}

void ByteStream::raw_write(std::string_view) { raise_unsupported("write"); }
std::int64_t ByteStream::raw_seek(std::int64_t, int) { raise_unsupported("seek"); }
void ByteStream::raw_truncate(std::int64_t) { raise_unsupported("truncate"); }

// --- Files -----------------------------------------------------------------------------------------------------------

FileStream::~FileStream() {
  if (fd_ >= 0 && closes_) ::close(fd_);
}

std::size_t FileStream::raw_read(char* into, std::size_t count) {
  const ssize_t got = ::read(fd_, into, count);
  if (got < 0) files::raise_os_error(errno);
  return static_cast<std::size_t>(got);
}

void FileStream::raw_write(std::string_view bytes) {
  files::charge(bytes.size());
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
    if (done < 0) files::raise_os_error(errno);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

std::int64_t FileStream::raw_seek(std::int64_t offset, int whence) {
  const off_t place = lseek(fd_, offset, whence);
  if (place < 0) files::raise_os_error(errno);
  return place;
}

void FileStream::raw_truncate(std::int64_t size) {
  if (ftruncate(fd_, size) != 0) files::raise_os_error(errno);
}

void FileStream::raw_close() {
  const int fd = fd_;
  fd_ = -1;
  if (fd >= 0 && closes_ && ::close(fd) != 0) files::raise_os_error(errno);
}

// --- Memory ----------------------------------------------------------------------------------------------------------

std::size_t MemoryStream::raw_read(char* into, std::size_t count) {
  if (at_ >= bytes_.size()) return 0;
  const std::size_t taken = std::min(count, bytes_.size() - at_);
  std::memcpy(into, bytes_.data() + at_, taken);
  at_ += taken;
  return taken;
}

void MemoryStream::raw_write(std::string_view bytes) {
  if (bytes.empty()) return;
  if (at_ > kMostAtOnce || bytes.size() > kMostAtOnce - at_) raise_error(kMemoryError, "");
  if (bytes_.size() < at_ + bytes.size()) bytes_.resize(at_ + bytes.size());
  std::memcpy(bytes_.data() + at_, bytes.data(), bytes.size());
  at_ += bytes.size();
}

std::int64_t MemoryStream::raw_seek(std::int64_t offset, int whence) {
  if (whence == SEEK_CUR) offset += static_cast<std::int64_t>(at_);
  if (whence == SEEK_END) offset += static_cast<std::int64_t>(bytes_.size());
  at_ = static_cast<std::size_t>(std::max<std::int64_t>(offset, 0));
  return static_cast<std::int64_t>(at_);
}

void MemoryStream::raw_truncate(std::int64_t size) {
  if (static_cast<std::size_t>(size) < bytes_.size()) bytes_.resize(static_cast<std::size_t>(size));
}

// --- The process's own -----------------------------------------------------------------------------------------------

int StandardStream::descriptor() const { return fileno(file_); }

void StandardStream::raw_write(std::string_view bytes) {
  if (file_ != stdout) std::fflush(stdout);
  std::fwrite(bytes.data(), 1, bytes.size(), file_);
}

void StandardStream::raw_flush() { std::fflush(file_); }

}  // namespace pbc
