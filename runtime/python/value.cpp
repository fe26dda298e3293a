// SPDX-License-Identifier: Apache-2.0
//
// The life of a value: heap objects end here.
#include "pbc/value.h"

#include "python/execution.h"
#include "python/special_methods.h"
#include "python/unicode.h"
#include "python/weak_reference.h"

namespace pbc {

namespace {

template <typename T>
void destroy_as(Object* object) {
  auto* concrete = static_cast<T*>(object);
  concrete->~T();
  Heap::current().deallocate(concrete, sizeof(T));
}

void destroy_str(Object* object) {
  auto* str = static_cast<Str*>(object);
  if (str->offsets != nullptr) free_offsets(*str);
  Heap::current().deallocate(str, sizeof(Str) + str->capacity + 1);
}

/// __del__ of an object whose last reference is gone; true when that made a new one.
bool finalize(Tag tag, Object* object) noexcept {
  object->references = 2;  // one for `self`, one that is taken back below
  {
    Value self(tag, object);
    if (find_special(self, "__del__") != nullptr) run_finalizer(self);
  }
  return --object->references != 0;
}

void destroy_object(Tag tag, Object* object) {
  if (object->has_class != 0) {
    if (finalize(tag, object)) return;
    if (object->has_class == kHasWeakReferences) end_weak_references(object);
    if (tag != Tag::kInstance) drop_extension(object);
  }
  switch (tag) {
    case Tag::kInstance:
      return destroy_as<Instance>(object);
    case Tag::kStr:
      return destroy_str(object);
    case Tag::kList:
      return destroy_as<List>(object);
    case Tag::kTuple:
      return static_cast<Tuple*>(object)->destroy();
    case Tag::kDict:
      return destroy_as<Dict>(object);
    case Tag::kDictView:
      return destroy_as<DictView>(object);
    case Tag::kSet:
    case Tag::kFrozenSet:
      return destroy_as<Set>(object);
    case Tag::kRange:
      return destroy_as<Range>(object);
    case Tag::kSlice:
      return destroy_as<Slice>(object);
    case Tag::kBoundMethod:
      return destroy_as<BoundMethod>(object);
    case Tag::kModule:
      return destroy_as<ModuleObject>(object);
    default:
      delete static_cast<Registered*>(object);
  }
}

/// Destroying a list destroys its items, and so on: beyond this depth the rest waits in a queue, so that a chain of a
/// million lists does not take a million stack frames.
constexpr int kDeepest = 256;

struct Waiting {
  Tag tag;
  Object* object;
  Waiting* next;
};

// Plain data, so that reaching it takes no call: the queue is made of blocks of its own.
constinit thread_local int depth = 0;
constinit thread_local Waiting* waiting = nullptr;

void destroy_waiting() {
  while (waiting != nullptr) {
    const Waiting first = *waiting;
    delete std::exchange(waiting, first.next);
    ++depth;
    destroy_object(first.tag, first.object);
    --depth;
  }
}

}  // namespace

void exchange_destruction(int& own_depth, void*& own_waiting) {
  std::swap(depth, own_depth);
  void* const other = waiting;
  waiting = static_cast<Waiting*>(std::exchange(own_waiting, other));
}

bool Value::is_ascii_at_run_time(std::string_view text) { return unicode::is_ascii(text); }

void Value::destroy() noexcept {
  if (Heap::current().is_ending()) return;
  if (is(Tag::kStr) && object_->has_class == 0) return destroy_str(object_);
  if (depth == kDeepest) {
    waiting = new Waiting{tag(), object_, waiting};
    return;
  }
  ++depth;
  destroy_object(tag(), object_);
  --depth;
  if (depth == 0 && waiting != nullptr) destroy_waiting();
}

Value::Value(std::string_view text) : Value(make_str(text)) {}

bool Value::truth() const {
  if (has_class(*this))
    if (const std::optional<bool> own = class_truth(*this)) return *own;
  switch (tag()) {
    case Tag::kFloat:
      return float_ != 0;
    case Tag::kLiteral:
      return literal_length() != 0;
    case Tag::kStr:
      return as_str(*this).bytes != 0;
    case Tag::kBytes:
    case Tag::kByteArray:
      return !as_bytes(*this).empty();
    case Tag::kList:
      return !as_list(*this).empty();
    case Tag::kTuple:
      return !as_tuple(*this).empty();
    case Tag::kDict:
      return !as_dict(*this).empty();
    case Tag::kSet:
    case Tag::kFrozenSet:
      return !as_set(*this).empty();
    case Tag::kDictView:
      return !as_dict(as_view(*this).dict).empty();
    case Tag::kRange:
      return as_range(*this).length() != 0;
    case Tag::kNative:
      return as_native(*this).truth();
    case Tag::kBigInt:  // of a class: others are never zero
      return !has_class(*this) || to_float(*this) != 0;
    default:
      return true;
  }
}

}  // namespace pbc
