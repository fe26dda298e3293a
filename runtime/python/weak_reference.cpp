// SPDX-License-Identifier: Apache-2.0
#include "python/weak_reference.h"

#include <algorithm>

#include "python/bind.h"
#include "python/class_tools.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

using References = std::unordered_map<const Object*, std::vector<WeakReference*>>;

/// What CPython's type has a place for weak references in, beside classes of the program.
bool is_held(const Value& v) {
  switch (v.tag()) {
    case Tag::kFunction:
    case Tag::kClosure:
    case Tag::kBoundMethod:
    case Tag::kBuiltin:
    case Tag::kType:
    case Tag::kModule:
    case Tag::kSet:
    case Tag::kFrozenSet:
    case Tag::kNative:
      return true;
    case Tag::kIterator:
      return type_of(v).name == Name("generator");
    default:
      return false;
  }
}

/// Whether one of the object's classes says so in __slots__.
bool has_slot(const Class& cls) {
  return std::ranges::any_of(cls.mro, [](const Type* type) {
    const Value* slots = type->own_class != nullptr ? type->own_class->attributes.find("__slots__") : nullptr;
    if (slots == nullptr) return false;
    return slots->is_str() ? slots->text() == "__weakref__" : in("__weakref__", *slots);
  });
}

/// Whether a class leaves room for weak references: not with __slots__, int or tuple.
bool has_room(const Value& v) {
  const Class& cls = class_of(v);
  if (!cls.has_dict && !has_slot(cls)) return false;
  return !v.is(Tag::kBigInt) && !v.is(Tag::kTuple) && !v.is(Tag::kBytes);
}

}  // namespace

WeakReference::WeakReference(const Value& object, Value callback, const Type& type)
    : Native(type), callback(std::move(callback)) {
  if (pbc::has_class(object) && has_room(object)) {
    tag_ = object.tag();
    object_ = object.object();
    object_->has_class = kHasWeakReferences;
    run_local<References>()[object_].push_back(this);
  } else if (!pbc::has_class(object) && is_held(object)) {
    held_ = object;
  } else {
    raise_type_error("cannot create weak reference to '", type_name(object), "' object");
  }
}

WeakReference::~WeakReference() {
  if (object_ == nullptr || Heap::current().is_ending()) return;
  References& all = run_local<References>();
  const auto found = all.find(object_);
  if (found == all.end()) return;
  std::erase(found->second, this);
  if (found->second.empty()) all.erase(found);
}

Value WeakReference::get() const {
  if (object_ == nullptr) return held_.is_unset() ? Value(None) : held_;
  ++object_->references;
  return {tag_, object_};
}

std::string WeakReference::repr() const {
  char address[40];
  std::snprintf(address, sizeof address, "<weakref at 0x%012zx; ", reinterpret_cast<std::size_t>(this));
  if (is_dead()) return std::string(address) + "dead>";
  const Value object = get();
  char place[32];
  std::snprintf(place, sizeof place, "' at 0x%012zx>",
                object.is_heap() ? reinterpret_cast<std::size_t>(object.object()) : 0);
  return joined({address, "to '", type_name(object), place});
}

Value WeakReference::compare(Comparison op, const Value& other) const {
  const WeakReference* right = native_if<WeakReference>(other, kWeakReferenceType);
  if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
  const bool equal =
      is_dead() || right->is_dead() ? this == right : pbc::compare(Comparison::kEqual, get(), right->get());
  return equal == (op == Comparison::kEqual);
}

std::uint64_t WeakReference::hash() const {
  if (!hash_) {
    if (is_dead()) raise_type_error("weak object has gone away");
    hash_ = hash_of(get());
  }
  return *hash_;
}

Value WeakReference::call(const Arguments& arguments) {
  const FlatArguments flat = flatten([] { return std::string("weakref()"); }, arguments);
  if (!flat.positional.empty())
    raise_type_error("weakref() takes 0 positional arguments but ", std::to_string(flat.positional.size()),
                     flat.positional.size() == 1 ? " was given" : " were given");
  return get();
}

Values weak_references(const Value& object) {
  Values alive;
  if (!has_class(object) || object.object()->has_class != kHasWeakReferences) return alive;
  const References& all = run_local<References>();
  const auto found = all.find(object.object());
  if (found == all.end()) return alive;
  for (WeakReference* reference : found->second) alive.push_back(reference->self());
  return alive;
}

void end_weak_references(Object* object) noexcept {
  References& all = run_local<References>();
  const auto found = all.find(object);
  if (found == all.end()) return;
  Values ended;
  for (WeakReference* reference : found->second) {
    reference->die();
    ended.push_back(reference->self());
  }
  all.erase(found);
  for (auto at = ended.rbegin(); at != ended.rend(); ++at) {
    const Value callback = as_native<WeakReference>(*at).callback;
    if (callback.is_none() || callback.is_unset()) continue;
    try {
      callback({*at});
    } catch (const Raised&) {
      caught();  // CPython writes it to stderr and goes on
    }
  }
}

}  // namespace pbc
