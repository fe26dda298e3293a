// SPDX-License-Identifier: Apache-2.0
//
// Values that threads and processes share: JSON in one run of bytes that nobody changes. A cache keeps an answer in
// this form and gives the same bytes to every run; each makes values of its own from them, without parsing text. It is
// how values get over the border of libpbc_live.so, which knows none of Python's.
//
//   n null    t true    f false    i int64    d finite double    s length, UTF-8    [ count, items    { count, keys and
//   values
//
// Lengths and counts are 32 bits, numbers little-endian; a key is written as a text without its letter.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace pbc::frozen {

/// Writes frozen bytes. Whoever begins a list or dict writes as many items as it said.
class Writer {
 public:
  void null() { bytes_ += 'n'; }
  void boolean(bool value) { bytes_ += value ? 't' : 'f'; }
  void integer(std::int64_t value) { put('i', value); }
  /// Finite. Without a fraction, and up to 2^53, it is an integer.
  void number(double value) {
    constexpr double kExact = 9007199254740992;
    if (std::abs(value) <= kExact && value == std::floor(value)) return integer(static_cast<std::int64_t>(value));
    put('d', value);
  }
  void text(std::string_view value) {
    bytes_ += 's';
    key(value);
  }
  void list(std::uint32_t items) { put('[', items); }
  void dict(std::uint32_t entries) { put('{', entries); }
  void key(std::string_view name) {
    raw(static_cast<std::uint32_t>(name.size()));
    bytes_.append(name);
  }
  /// A value that is frozen already.
  void value(std::string_view frozen) { bytes_.append(frozen); }
  std::string take() { return std::move(bytes_); }

 private:
  template <typename T>
  void raw(T value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    bytes_.append(bytes, sizeof value);
  }
  template <typename T>
  void put(char letter, T value) {
    bytes_ += letter;
    raw(value);
  }

  std::string bytes_;
};

/// A dict whose entries are counted while they come; their names differ.
class Dict {
 public:
  Dict& text(std::string_view name, std::string_view value) {
    next(name).text(value);
    return *this;
  }
  Dict& boolean(std::string_view name, bool value) {
    next(name).boolean(value);
    return *this;
  }
  Dict& integer(std::string_view name, std::int64_t value) {
    next(name).integer(value);
    return *this;
  }
  Dict& number(std::string_view name, double value) {
    next(name).number(value);
    return *this;
  }
  Dict& value(std::string_view name, std::string_view frozen) {
    next(name).value(frozen);
    return *this;
  }
  std::string take() {
    Writer whole;
    whole.dict(count_);
    whole.value(entries_.take());
    return whole.take();
  }

 private:
  Writer& next(std::string_view name) {
    ++count_;
    entries_.key(name);
    return entries_;
  }

  std::uint32_t count_ = 0;
  Writer entries_;
};

/// The same for a list.
class List {
 public:
  List& text(std::string_view value) {
    ++count_;
    items_.text(value);
    return *this;
  }
  List& value(std::string_view frozen) {
    ++count_;
    items_.value(frozen);
    return *this;
  }
  bool empty() const { return count_ == 0; }
  std::string take() {
    Writer whole;
    whole.list(count_);
    whole.value(items_.take());
    return whole.take();
  }

 private:
  std::uint32_t count_ = 0;
  Writer items_;
};

/// Reads frozen bytes from front to back. Of bytes that are none (a foreign entry of a shared cache) every further
/// letter is 0, so that readers come to an end.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  /// The letter of the next value, which is taken; 0 at the end.
  char letter() {
    if (rest_.empty()) return 0;
    const char letter = rest_.front();
    rest_.remove_prefix(1);
    return letter;
  }
  std::int64_t integer() { return raw<std::int64_t>(); }
  double number() { return raw<double>(); }
  /// Items or entries, never more than bytes are left.
  std::uint32_t count() {
    const auto count = raw<std::uint32_t>();
    if (count <= rest_.size()) return count;
    fail();
    return 0;
  }
  std::string_view text() {
    const std::uint32_t size = count();
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }
  /// The bytes of the next value, whatever it is; none where there is no whole one.
  std::string_view value();
  /// Everything was read, and there was as much as was said.
  bool is_complete() const { return rest_.empty() && !has_failed_; }

 private:
  void fail() {
    rest_ = {};
    has_failed_ = true;
  }
  template <typename T>
  T raw() {
    T value{};
    if (rest_.size() < sizeof value) {
      fail();
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }

  std::string_view rest_;
  bool has_failed_ = false;
};

/// Whether `bytes` are one whole value; nested no deeper than 512.
bool is_frozen(std::string_view bytes);

/// A value as JSON text on one line.
std::string to_json(std::string_view frozen);

}  // namespace pbc::frozen
