// SPDX-License-Identifier: Apache-2.0
//
// The heap objects that emitted code looks into without a call: text and lists. value.h includes this file.
#pragma once

#include <iterator>
#include <new>

#include "pbc/value.h"

namespace pbc {

/// kStr. Made by make_str only; the characters follow the object and end with a NUL that is not counted.
struct Str : Object {
  std::uint32_t bytes;
  std::uint32_t length;                      // code points; equals `bytes` iff ASCII
  std::uint32_t capacity;                    // bytes that there is room for: `text += more` grows it in place
  mutable std::uint64_t hash = 0;            // 0: not computed
  mutable std::uint32_t* offsets = nullptr;  // of every 64th code point, made at the first index into non-ASCII text
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  char* data() { return reinterpret_cast<char*>(this + 1); }
  std::string_view view() const { return {data(), bytes}; }
  bool is_ascii() const { return bytes == length; }
};

/// Iterators of a range whose length can be told before it is walked.
template <typename I>
concept Countable = std::forward_iterator<I> ||(std::input_iterator<I>&& std::sized_sentinel_for<I, I>);

/// What lists and tuples are made of: a vector of values in the current Heap. A Value may be moved as bytes, since
/// nothing refers to where one lies; so growing copies memory and destroys nothing. The names are std::vector's.
class Values {
 public:
  using value_type = Value;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = Value&;
  using const_reference = const Value&;
  using iterator = Value*;
  using const_iterator = const Value*;
  using reverse_iterator = std::reverse_iterator<iterator>;
  using const_reverse_iterator = std::reverse_iterator<const_iterator>;

  Values() noexcept = default;
  explicit Values(std::size_t count) { resize(count); }
  Values(std::size_t count, const Value& value) { insert(begin(), count, value); }
  Values(std::initializer_list<Value> values) : Values(values.begin(), values.end()) {}
  template <Countable I>
  Values(I first, I last) {
    insert(begin(), first, last);
  }
  Values(const Values& other) : Values(other.begin(), other.end()) {}
  Values(Values&& other) noexcept { swap(other); }
  Values& operator=(Values other) noexcept {
    swap(other);
    return *this;
  }
  ~Values() { clear(); }
  void swap(Values& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  std::size_t capacity() const noexcept { return capacity_; }
  Value* data() noexcept { return data_; }
  const Value* data() const noexcept { return data_; }
  iterator begin() noexcept { return data_; }
  iterator end() noexcept { return data_ + size_; }
  const_iterator begin() const noexcept { return data_; }
  const_iterator end() const noexcept { return data_ + size_; }
  reverse_iterator rbegin() noexcept { return reverse_iterator(end()); }
  reverse_iterator rend() noexcept { return reverse_iterator(begin()); }
  const_reverse_iterator rbegin() const noexcept { return const_reverse_iterator(end()); }
  const_reverse_iterator rend() const noexcept { return const_reverse_iterator(begin()); }
  Value& operator[](std::size_t index) noexcept { return data_[index]; }
  const Value& operator[](std::size_t index) const noexcept { return data_[index]; }
  Value& front() noexcept { return data_[0]; }
  const Value& front() const noexcept { return data_[0]; }
  Value& back() noexcept { return data_[size_ - 1]; }
  const Value& back() const noexcept { return data_[size_ - 1]; }

  /// Throws std::out_of_range.
  const Value& at(std::size_t index) const;

  template <Countable I>
  void assign(I first, I last) {
    *this = Values(first, last);
  }
  void push_back(Value value) {
    if (size_ == capacity_) grow();
    new (data_ + size_) Value(std::move(value));
    ++size_;
  }
  template <typename... A>
  Value& emplace_back(A&&... arguments) {
    push_back(Value(std::forward<A>(arguments)...));
    return back();
  }
  void pop_back() { Value last = take_back(); }
  /// The last value, which leaves.
  Value take_back() { return std::move(data_[--size_]); }
  /// To room for exactly `count`, unless there is more.
  void reserve(std::size_t count) {
    if (count > capacity_) reallocate(count);
  }
  void resize(std::size_t count);
  /// Empties it before the first value ends: what its end does may look here.
  void clear() noexcept;
  iterator insert(const_iterator place, Value value) { return new (open(place, 1)) Value(std::move(value)); }
  /// The value may be one of this vector's own: hence a copy.
  iterator insert(const_iterator place, std::size_t count, Value value) {
    Value* const first = open(place, count);
    for (std::size_t i = 0; i < count; ++i) new (first + i) Value(value);
    return first;
  }
  /// The range is not a part of this vector, and reading it does not throw.
  template <Countable I>
  iterator insert(const_iterator place, I first, I last) {
    Value* const begin = open(place, static_cast<std::size_t>(std::ranges::distance(first, last)));
    for (Value* to = begin; first != last; ++first, ++to) new (to) Value(*first);
    return begin;
  }
  iterator erase(const_iterator place) { return erase(place, place + 1); }
  iterator erase(const_iterator first, const_iterator last);

 private:
  friend struct Tuple;
  void grow();
  void reallocate(std::size_t capacity);
  /// Makes room for `count` values at `place`, which the caller fills.
  Value* open(const_iterator place, std::size_t count);

  Value* data_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;  // 0 also where the values lie in a Tuple, behind its head
};

/// kList
struct List : Object {
  List() = default;
  explicit List(Values items) : items(std::move(items)) {}
  Values items;
};

inline std::string_view Value::text() const noexcept {
  return is(Tag::kLiteral) ? std::string_view(text_, literal_length()) : static_cast<const Str*>(object_)->view();
}

inline Value Value::operator[](const Value& key) const {
  if (is(Tag::kList) && key.is(Tag::kInt) && object_->has_class == 0) {
    const Values& items = static_cast<const List*>(object_)->items;
    if (static_cast<std::uint64_t>(key.as_int()) < items.size()) return items[static_cast<std::size_t>(key.as_int())];
  }
  return item(key);
}

inline void Value::set_item(const Value& key, Value value) const {
  if (is(Tag::kList) && key.is(Tag::kInt) && object_->has_class == 0) {
    Values& items = static_cast<List*>(object_)->items;
    if (static_cast<std::uint64_t>(key.as_int()) < items.size())
      return items[static_cast<std::size_t>(key.as_int())].swap(value);
  }
  assign_item(key, std::move(value));
}

inline void append(const Value& list, Value element) {
  static_cast<List*>(list.object())->items.push_back(std::move(element));
}

}  // namespace pbc
