// SPDX-License-Identifier: Apache-2.0
//
// The vector behind lists and tuples, and tuples themselves.
#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "python/objects.h"

namespace pbc {

namespace {

constexpr std::size_t kSmallest = 4;
constexpr std::size_t kLargest = ~std::uint32_t{0} / 2;

void move_bytes(Value* to, const Value* from, std::size_t count) {
  if (count != 0) std::memmove(static_cast<void*>(to), static_cast<const void*>(from), count * sizeof(Value));
}

Value* allocate(std::size_t count) {
  if (count > kLargest) out_of_memory();
  return static_cast<Value*>(Heap::current().allocate(count * sizeof(Value)));
}

}  // namespace

const Value& Values::at(std::size_t index) const {
  if (index >= size_) throw std::out_of_range("Values::at");
  return data_[index];
}

void Values::grow() { reallocate(std::max(kSmallest, std::size_t{capacity_} * 2)); }

void Values::reallocate(std::size_t capacity) {
  Value* const data = allocate(capacity);
  move_bytes(data, data_, size_);
  if (data_ != nullptr) Heap::current().deallocate(data_, capacity_ * sizeof(Value));
  data_ = data;
  capacity_ = static_cast<std::uint32_t>(capacity);
}

void Values::clear() noexcept {
  Value* const data = std::exchange(data_, nullptr);
  const std::uint32_t size = std::exchange(size_, 0);
  const std::uint32_t capacity = std::exchange(capacity_, 0);
  for (std::uint32_t i = 0; i < size; ++i) data[i].~Value();
  if (capacity != 0) Heap::current().deallocate(data, capacity * sizeof(Value));
}

void Values::resize(std::size_t count) {
  if (count < size_) {
    erase(begin() + count, end());
    return;
  }
  reserve(count);
  while (size_ < count) new (data_ + size_++) Value();
}

Value* Values::open(const_iterator place, std::size_t count) {
  const std::size_t at = static_cast<std::size_t>(place - data_);
  if (size_ + count > capacity_) reallocate(std::max(size_ + count, std::size_t{capacity_} * 2));
  move_bytes(data_ + at + count, data_ + at, size_ - at);
  size_ += static_cast<std::uint32_t>(count);
  return data_ + at;
}

Values::iterator Values::erase(const_iterator first, const_iterator last) {
  const std::size_t at = static_cast<std::size_t>(first - data_);
  Values removed;
  if (first != last) {
    const auto count = static_cast<std::size_t>(last - first);
    removed.reserve(count);
    move_bytes(removed.data_, first, count);
    removed.size_ = static_cast<std::uint32_t>(count);
    move_bytes(data_ + at, last, static_cast<std::size_t>(end() - last));
    size_ -= static_cast<std::uint32_t>(count);
  }
  return data_ + at;
}

Tuple* Tuple::make(std::size_t count, const Type& type) {
  if (count > kLargest) out_of_memory();
  auto* tuple = new (Heap::current().allocate(sizeof(Tuple) + count * sizeof(Value))) Tuple(type);
  tuple->items.data_ = reinterpret_cast<Value*>(tuple + 1);
  tuple->items.size_ = static_cast<std::uint32_t>(count);
  for (Value& item : tuple->items) new (&item) Value();
  return tuple;
}

Tuple* Tuple::make(Values&& items, const Type& type) {
  Tuple* tuple = make(items.size(), type);
  move_bytes(tuple->items.data_, items.data_, items.size_);
  items.size_ = 0;
  items.clear();
  return tuple;
}

void Tuple::destroy() {
  const std::size_t bytes = sizeof(Tuple) + items.size() * sizeof(Value);
  this->~Tuple();
  Heap::current().deallocate(this, bytes);
}

}  // namespace pbc
