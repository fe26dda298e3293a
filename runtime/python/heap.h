// SPDX-License-Identifier: Apache-2.0
//
// The memory of a run. Every heap object and every buffer of a list, dict or str comes from the Heap that is current on
// its thread, and goes back to it: a Value must not outlive the Heap it was made under, so no Value with a heap tag may
// have static storage. When a Heap ends, cycles and all, its memory is gone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "pbc/value.h"
#include "python/limits.h"

namespace pbc {

/// An object that owns something outside of the Heap (a C++ string, a std::map): its destructor runs when the Heap ends
/// even if a reference cycle keeps it alive.
class Registered : public Object {
 public:
  Registered();
  virtual ~Registered();
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;

  static void* operator new(std::size_t bytes);
  static void operator delete(void* block, std::size_t bytes) noexcept;

 private:
  friend class Heap;
  Registered* previous_;
  Registered* next_;
};

/// Blocks of up to kSmall bytes come from free lists by size over large chunks, larger ones from malloc. Under the
/// address sanitizer every block comes from malloc.
class Heap {
 public:
  Heap();
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// The heap of this thread's run; a thread without a HeapScope has one of its own that lives as long as the thread.
  static Heap& current() { return *(current_ ? current_ : make_default()); }

  void* allocate(std::size_t bytes) {
    ++live_blocks_;
    if (bytes > kSmall) return allocate_large(bytes);
    std::size_t size_class = (bytes + kGrain - 1) / kGrain;
    FreeBlock* block = free_[size_class];
    if (block == nullptr) return allocate_from_chunk(size_class * kGrain);
    free_[size_class] = block->next;
    return block;
  }
  /// `bytes` as it was allocated with.
  void deallocate(void* block, std::size_t bytes) noexcept {
    --live_blocks_;
    if (bytes > kSmall) return deallocate_large(block, bytes);
    std::size_t size_class = (bytes + kGrain - 1) / kGrain;
    auto* freed = static_cast<FreeBlock*>(block);
    freed->next = free_[size_class];
    free_[size_class] = freed;
  }
  /// Makes another heap the current one of this thread; null: none. Gives the one before.
  static Heap* exchange(Heap* heap) { return std::exchange(current_, heap); }
  /// The heap is being given up: values need not be destroyed one by one.
  bool is_ending() const { return is_ending_; }
  /// Blocks handed out and not given back; what is left when a run's values are gone was kept by a cycle.
  std::size_t live_blocks() const { return live_blocks_; }

 private:
  friend class Registered;
  friend class HeapScope;
  template <typename T>
  friend T& run_local();
  struct FreeBlock {
    FreeBlock* next;
  };
  struct LargeBlock {
    LargeBlock* previous;
    LargeBlock* next;
  };
  struct Local {
    const void* key;
    void* object;
    void (*destroy)(void*);
  };
  static constexpr std::size_t kGrain = 16;
#if defined(__SANITIZE_ADDRESS__)
  static constexpr std::size_t kSmall = 0;
#else
  static constexpr std::size_t kSmall = 512;
#endif

  static Heap* make_default();
  void* allocate_from_chunk(std::size_t bytes);
  void* allocate_large(std::size_t bytes);
  void deallocate_large(void* block, std::size_t bytes) noexcept;

  static constinit thread_local Heap* current_;
  FreeBlock* free_[kSmall / kGrain + 1] = {};
  char* chunk_ = nullptr;
  char* chunk_end_ = nullptr;
  std::vector<void*> chunks_;
  LargeBlock* large_ = nullptr;
  Registered* registered_ = nullptr;
  std::vector<Local> locals_;
  std::size_t live_blocks_ = 0;
  std::size_t charged_ = 0;  // bytes of chunks and large blocks
  bool is_ending_ = false;
};

/// A new Heap is current from here to the end of the scope; made by whoever starts a run.
class HeapScope {
 public:
  HeapScope();
  ~HeapScope();
  HeapScope(const HeapScope&) = delete;
  HeapScope& operator=(const HeapScope&) = delete;

 private:
  Heap* previous_;
  Heap heap_;
};

/// The T of the current run, made by its default constructor at the first use: the state of a module (random's
/// generator) or of the engine. It ends with the run's Heap, the last made first, before the Heap's memory goes.
template <typename T>
T& run_local() {
  static const char kKey = 0;
  Heap& heap = Heap::current();
  for (const Heap::Local& local : heap.locals_)
    if (local.key == &kKey) return *static_cast<T*>(local.object);
  T* object = new T();
  heap.locals_.push_back({&kKey, object, [](void* made) { delete static_cast<T*>(made); }});
  return *object;
}

/// Lets the standard containers live in the current Heap.
template <typename T>
struct HeapAllocator {
  using value_type = T;
  using is_always_equal = std::true_type;
  HeapAllocator() = default;
  template <typename U>
  HeapAllocator(const HeapAllocator<U>&) {}
  T* allocate(std::size_t count) {
    if (count > (std::size_t{1} << 40) / sizeof(T)) out_of_memory();
    return static_cast<T*>(Heap::current().allocate(count * sizeof(T)));
  }
  void deallocate(T* block, std::size_t count) noexcept { Heap::current().deallocate(block, count * sizeof(T)); }
  friend bool operator==(const HeapAllocator&, const HeapAllocator&) { return true; }
};

/// Makes an object that is not Registered in the current Heap, with one reference, for Value(tag, object). Registered
/// objects are made by `new`.
template <typename T, typename... A>
T* make_object(A&&... arguments) {
  void* block = Heap::current().allocate(sizeof(T));
  try {
    return new (block) T(std::forward<A>(arguments)...);
  } catch (...) {
    Heap::current().deallocate(block, sizeof(T));
    throw;
  }
}

/// Calls `run` on a thread with a stack that is deep enough for Python's recursion limit; gives back what it throws.
void on_deep_stack(void (*run)(void* context), void* context);

}  // namespace pbc
