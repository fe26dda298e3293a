// SPDX-License-Identifier: Apache-2.0
#include "python/heap.h"

#include <pthread.h>

#include <cstdlib>
#include <exception>

#include "python/execution.h"
#include "python/extensions.h"

namespace pbc {

namespace {

/// The first is small, because runs that wait are many; the next ones are each as large as all before, up to the most.
constexpr std::size_t kFirstChunk = 16 << 10;
constexpr std::size_t kMostChunk = 256 << 10;
/// Enough for 1000 Python calls of the deepest frames that emitted code makes; the pages are used only when touched.
constexpr std::size_t kDeepStack = std::size_t{512} << 20;
constexpr std::size_t kUsualStack = std::size_t{8} << 20;
/// What library functions below the deepest call may use.
constexpr std::size_t kStackReserve = std::size_t{1} << 20;

}  // namespace

constinit thread_local Heap* Heap::current_ = nullptr;

Heap::Heap() = default;

Heap::~Heap() {
  Heap* outer = current_ == this ? nullptr : current_;
  current_ = this;
  while (!locals_.empty()) {
    Local local = locals_.back();
    locals_.pop_back();
    local.destroy(local.object);
  }
  // What is left is held by cycles: only what lies outside of the heap needs a destructor.
  is_ending_ = true;
  while (registered_ != nullptr) {
    Registered* object = registered_;
    object->~Registered();
  }
  while (large_ != nullptr) deallocate_large(large_ + 1, 0);
  for (void* chunk : chunks_) std::free(chunk);
  refund(charged_);
  current_ = outer;
}

Heap* Heap::make_default() {
  struct Default {
    Heap heap;
    Default() { current_ = &heap; }
  };
  static thread_local Default fallback;
  current_ = &fallback.heap;
  return current_;
}

void* Heap::allocate_from_chunk(std::size_t bytes) {
  if (static_cast<std::size_t>(chunk_end_ - chunk_) < bytes) {
    const std::size_t size = chunks_.size() < 5 ? kFirstChunk << chunks_.size() : kMostChunk;
    charge(size);
    void* chunk = std::malloc(size);
    if (chunk == nullptr) out_of_memory();
    charged_ += size;
    chunks_.push_back(chunk);
    chunk_ = static_cast<char*>(chunk);
    chunk_end_ = chunk_ + size;
  }
  void* block = chunk_;
  chunk_ += bytes;
  return block;
}

void* Heap::allocate_large(std::size_t bytes) {
  charge(bytes);
  auto* block = static_cast<LargeBlock*>(std::malloc(sizeof(LargeBlock) + bytes));
  if (block == nullptr) out_of_memory();
  charged_ += bytes;
  block->previous = nullptr;
  block->next = large_;
  if (large_ != nullptr) large_->previous = block;
  large_ = block;
  return block + 1;
}

void Heap::deallocate_large(void* memory, std::size_t bytes) noexcept {
  refund(bytes);
  charged_ -= bytes;
  auto* block = static_cast<LargeBlock*>(memory) - 1;
  (block->previous != nullptr ? block->previous->next : large_) = block->next;
  if (block->next != nullptr) block->next->previous = block->previous;
  std::free(block);
}

HeapScope::HeapScope() : previous_(Heap::current_) {
  Heap::current_ = &heap_;
  begin_extensions();
}
HeapScope::~HeapScope() { Heap::current_ = previous_; }

Registered::Registered() {
  Heap& heap = Heap::current();
  previous_ = nullptr;
  next_ = heap.registered_;
  if (next_ != nullptr) next_->previous_ = this;
  heap.registered_ = this;
}

Registered::~Registered() {
  (previous_ != nullptr ? previous_->next_ : Heap::current().registered_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
}

void* Registered::operator new(std::size_t bytes) { return Heap::current().allocate(bytes); }
void Registered::operator delete(void* block, std::size_t bytes) noexcept { Heap::current().deallocate(block, bytes); }

void on_deep_stack(void (*run)(void* context), void* context) {
  struct Job {
    void (*run)(void*);
    void* context;
    std::size_t stack;
    std::exception_ptr failure;
  } job{run, context, kDeepStack, nullptr};
  auto body = [](void* argument) -> void* {
    Job& job = *static_cast<Job*>(argument);
    limit_stack(job.stack - kStackReserve);
    try {
      job.run(job.context);
    } catch (...) {
      job.failure = std::current_exception();
    }
    return nullptr;
  };
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kDeepStack);
  pthread_t thread;
  int failed = pthread_create(&thread, &attributes, body, &job);
  pthread_attr_destroy(&attributes);
  if (failed != 0) {
    job.stack = kUsualStack;  // no room for such a stack: the one at hand has to do
    body(&job);
  } else {
    pthread_join(thread, nullptr);
  }
  if (job.failure) std::rethrow_exception(job.failure);
}

}  // namespace pbc
