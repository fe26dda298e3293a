// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/parser_memory.h"

#include <tree_sitter/api.h>

#include <cassert>
#include <cstddef>
#include <cstring>

namespace pbc::syntax {

namespace {

thread_local std::pmr::memory_resource* current = nullptr;

/// Stands before each allocation.
struct alignas(std::max_align_t) Header {
  std::size_t size;
};

void* allocate(std::size_t size) {
  assert(current != nullptr);
  auto* header = static_cast<Header*>(current->allocate(sizeof(Header) + size, alignof(Header)));
  header->size = size;
  return header + 1;
}

void* allocate_zeroed(std::size_t count, std::size_t size) {
  return std::memset(allocate(count * size), 0, count * size);
}

void* reallocate(void* old, std::size_t size) {
  if (old == nullptr) return allocate(size);
  const std::size_t old_size = (static_cast<Header*>(old) - 1)->size;
  return size <= old_size ? old : std::memcpy(allocate(size), old, old_size);
}

void release(void*) {}

}  // namespace

ParserMemory::ParserMemory() {
  ts_set_allocator(allocate, allocate_zeroed, reallocate, release);
  current = &memory_;
}

ParserMemory::~ParserMemory() { current = nullptr; }

}  // namespace pbc::syntax
