// SPDX-License-Identifier: Apache-2.0
//
// Weak references. Only objects of the program's classes end while the program sees it; those of the library that
// CPython refers to weakly are held, so that a reference to one of them never dies.
#pragma once

#include "python/class.h"

namespace pbc {

extern const Type kWeakReferenceType;

struct WeakReference final : Native {
  /// TypeError "cannot create weak reference to 'x' object".
  WeakReference(const Value& object, Value callback, const Type& type);
  ~WeakReference() override;
  /// The object, or None.
  Value get() const;
  bool is_dead() const { return object_ == nullptr && held_.is_unset(); }
  std::string repr() const override;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override;
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override;
  /// The object has ended.
  void die() { object_ = nullptr; }
  Value callback;

 private:
  Tag tag_ = Tag::kUnset;
  Object* object_ = nullptr;
  Value held_;
  mutable std::optional<std::uint64_t> hash_;
};

/// Tells the references to `object`, which is ending, and calls their callbacks.
void end_weak_references(Object* object) noexcept;

/// The weak references to an object of a class of the program that are alive, the oldest first.
Values weak_references(const Value& object);

/// Object::has_class of an object that has weak references.
inline constexpr std::uint32_t kHasWeakReferences = 3;

}  // namespace pbc
