// SPDX-License-Identifier: Apache-2.0
//
// The value of every Python expression in a compiled playbook, and the operators on it.
//
// A Value is 16 bytes: a tag, a length (text literals only) and one word. Small integers, floats, booleans, None and
// text literals live in the Value itself; everything else is a reference-counted heap object. Counts are not atomic:
// a run and all of its values belong to one thread, and the memory of a run is given back when the run ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>

namespace pbc {

class Object;
class Value;

/// What a Value holds. Tags up to kLastInline keep their payload inside the Value; the rest point to an Object.
enum class Tag : std::uint8_t {
  kUnset,  // no value: an unbound variable, an argument that was not passed
  kNone,
  kBool,      // int_ is 0 or 1
  kInt,       // int_, when the number fits 64 bits; larger numbers are kBigInt
  kFloat,     // float_
  kLiteral,   // a str with static storage: text_, length_ bytes of UTF-8
  kFunction,  // a function of the playbook that closes over nothing: code_
  kBuiltin,   // a built-in function or type of the runtime with static storage: builtin_
  kLastInline = kBuiltin,
  kStr,
  kBigInt,
  kBytes,
  kByteArray,
  kList,
  kTuple,
  kDict,
  kDictView,
  kSet,
  kFrozenSet,
  kRange,
  kSlice,
  kIterator,
  kClosure,  // a function with captured cells or default values made at run time
  kBoundMethod,
  kType,
  kModule,
  kException,
  kNative,    // an object of the library, such as a datetime: its class decides what it can do
  kInstance,  // an object of a class that the playbook defines
};

/// A name known at compile time (an attribute, a method, a keyword): its text and the hash that dispatch goes by.
struct Name {
  const char* text;
  std::uint32_t length : 31;
  std::uint32_t is_literal : 1;  // `text` has static storage, so its address may stand for it
  std::uint32_t hash;

  template <std::size_t N>
  consteval Name(const char (&literal)[N])
      : text(literal), length(N - 1), is_literal(1), hash(hash_of({literal, N - 1})) {}
  constexpr explicit Name(std::string_view view)
      : text(view.data()), length(static_cast<std::uint32_t>(view.size())), is_literal(0), hash(hash_of(view)) {}

  constexpr std::string_view view() const { return {text, length}; }
  /// FNV-1a, 32 bits; stable, so that a switch can go by it.
  static constexpr std::uint32_t hash_of(std::string_view view) {
    std::uint32_t hash = 2166136261u;
    for (char c : view) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619u;
    return hash;
  }
  friend constexpr bool operator==(const Name& a, const Name& b) {
    if (a.hash != b.hash) return false;
    // Linkers merge equal literals.
    if (!std::is_constant_evaluated() && a.text == b.text && a.length == b.length) return true;
    return a.view() == b.view();
  }
};

struct Builtin;
struct Element;
struct Keyword;

/// The untyped address of an emitted function; FunctionInfo (function.h) knows how to call it.
using Code = void (*)();

/// What is always inlined costs a call at every turn of emitted code that is compiled without optimization.
class Value {
 public:
  constexpr Value() noexcept : head_(head(Tag::kUnset)), int_(0) {}
  constexpr Value(std::nullptr_t) noexcept : head_(head(Tag::kNone)), int_(0) {}
  constexpr Value(bool b) noexcept : head_(head(Tag::kBool)), int_(b ? 1 : 0) {}
  template <typename I>
  requires(std::is_integral_v<I> && !std::is_same_v<I, bool> && !std::is_same_v<I, char>) constexpr Value(I i) noexcept
      : head_(head(Tag::kInt)), int_(static_cast<std::int64_t>(i)) {}
  constexpr Value(double d) noexcept : head_(head(Tag::kFloat)), float_(d) {}
  /// A text literal; the characters must have static storage, which is true of a literal only.
  template <std::size_t N>
  constexpr Value(const char (&literal)[N]) noexcept
      : head_(head(Tag::kLiteral, is_ascii({literal, N - 1}), N - 1)), text_(literal) {}
  /// A pointer is no value; without this, C++ would take one for a bool.
  template <typename P>
  requires std::is_pointer_v<P> Value(P)
  = delete;
  /// A str with a copy of `text`, which is UTF-8 (lone surrogates in their three-byte form, as CPython's
  /// surrogatepass).
  explicit Value(std::string_view text);
  Value(const Builtin& builtin) noexcept : head_(head(Tag::kBuiltin)), builtin_(&builtin) {}
  /// A function of the playbook; its name and parameters are found in the playbook's table.
  template <typename A>
  Value(Value (*function)(A)) noexcept : head_(head(Tag::kFunction)), code_(reinterpret_cast<Code>(function)) {}
  /// Takes over one reference to `object`.
  Value(Tag tag, Object* object) noexcept : head_(head(tag)), object_(object) {}

  Value(const Value& other) noexcept {
    copy_from(other);
    retain();
  }
  Value(Value&& other) noexcept {
    copy_from(other);
    other.head_ = head(Tag::kUnset);
  }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~Value() {
    if (is_heap()) release();
  }
  void swap(Value& other) noexcept {
    Value kept;
    kept.copy_from(*this);
    copy_from(other);
    other.copy_from(kept);
    kept.head_ = head(Tag::kUnset);
  }

  [[gnu::always_inline]] constexpr Tag tag() const noexcept { return static_cast<Tag>(head_ & 0xFF); }
  [[gnu::always_inline]] constexpr bool is(Tag tag) const noexcept { return this->tag() == tag; }
  [[gnu::always_inline]] constexpr bool is_unset() const noexcept { return is(Tag::kUnset); }
  [[gnu::always_inline]] constexpr bool is_none() const noexcept { return is(Tag::kNone); }
  constexpr bool is_str() const noexcept { return is(Tag::kLiteral) || is(Tag::kStr); }
  constexpr bool is_ascii_literal() const noexcept { return (head_ >> 8 & 1) != 0; }
  [[gnu::always_inline]] constexpr bool is_heap() const noexcept { return tag() > Tag::kLastInline; }

  // The payload; each is defined only for its own tag (as_int also for kBool).
  [[gnu::always_inline]] constexpr std::int64_t as_int() const noexcept { return int_; }
  constexpr double as_float() const noexcept { return float_; }
  Object* object() const noexcept { return object_; }
  Code code() const noexcept { return code_; }
  const Builtin& builtin() const noexcept { return *builtin_; }
  /// Both are the same object, or plain values of the same bits: equal, whatever they are, but for a NaN.
  bool is_same_word(const Value& other) const noexcept { return head_ == other.head_ && object_ == other.object_; }
  /// The UTF-8 bytes of a str (kLiteral or kStr); they live as long as the value does.
  inline std::string_view text() const noexcept;

  /// Python's truth value (Python reference, 4.1 Truth Value Testing). May raise, where __bool__ or __len__ does.
  explicit operator bool() const { return tag() <= Tag::kInt ? tag() >= Tag::kBool && int_ != 0 : truth(); }

  // Attribute, item and method access, named as Python's operator module names them where C++ has no operator.
  Value attr(Name name) const;
  void set_attr(Name name, Value value) const;
  void del_attr(Name name) const;
  inline Value operator[](const Value& key) const;
  inline void set_item(const Value& key, Value value) const;
  void del_item(const Value& key) const;

  // Calls: `f({x, y})`, `f({x, star(rest)}, {{"key", y}})`. Arguments that are given by position alone go to the
  // function as they stand, in an array that it may move from; all others are bound to its parameters one by one.

  /// self.name(positional..., keywords...): looks the method up and calls it, without making a bound method of it.
  Value call(Name name) const { return call_values(name, nullptr, 0); }
  template <std::size_t N>
  Value call(Name name, Value (&&positional)[N]) const {
    return call_values(name, positional, N);
  }
  Value call(Name name, std::initializer_list<Element> positional, std::initializer_list<Keyword> keywords) const;
  /// self(positional..., keywords...)
  Value operator()() const { return call_values(nullptr, 0); }
  template <std::size_t N>
  Value operator()(Value (&&positional)[N]) const {
    return call_values(positional, N);
  }
  Value operator()(std::initializer_list<Element> positional, std::initializer_list<Keyword> keywords) const;
  /// self(values...) and self.name(values...); what is called may move from the values.
  Value call_values(Value* values, std::size_t count) const;
  Value call_values(Name name, Value* values, std::size_t count) const;

 private:
  friend class Object;
  static constexpr bool is_ascii(std::string_view text) {
    // Where a loop over a literal would not be folded: in emitted code that is compiled without optimization.
    if (!std::is_constant_evaluated() && !__builtin_constant_p(text.size())) return is_ascii_at_run_time(text);
    for (char c : text)
      if (static_cast<unsigned char>(c) > 127) return false;
    return true;
  }
  static bool is_ascii_at_run_time(std::string_view text);
  [[gnu::always_inline]] void copy_from(const Value& other) noexcept {
    head_ = other.head_;
    std::memcpy(&int_, &other.int_, sizeof int_);
  }
  [[gnu::always_inline]] inline void retain() const noexcept;
  [[gnu::always_inline]] inline void release() noexcept;
  void destroy() noexcept;
  bool truth() const;
  Value item(const Value& key) const;
  void assign_item(const Value& key, Value value) const;

  [[gnu::always_inline]] static constexpr std::uint64_t head(Tag tag, bool ascii = false, std::size_t length = 0) {
    return static_cast<std::uint64_t>(tag) | std::uint64_t{ascii} << 8 | static_cast<std::uint64_t>(length) << 32;
  }
  std::uint32_t literal_length() const noexcept { return static_cast<std::uint32_t>(head_ >> 32); }

  // The tag, and of a kLiteral whether every character is below 128 and, in the upper half, its bytes. Both words are
  // written and read whole: a processor cannot hand a narrow store on to a wider load that follows, and waits.
  std::uint64_t head_;
  union {
    std::int64_t int_;
    double float_;
    const char* text_;
    const Builtin* builtin_;
    Code code_;
    Object* object_;
  };
};

static_assert(sizeof(Value) == 16);

inline constexpr std::nullptr_t None = nullptr;

/// The head of every heap object. Concrete layouts are the runtime's own (runtime/python/objects.h).
class Object {
 public:
  std::uint32_t references = 1;
  std::uint32_t has_class = 0;  // 1: belongs to a class of the playbook, whatever its tag (runtime/python/class.h)

 private:
  friend class Value;
};

inline void Value::retain() const noexcept {
  if (is_heap()) ++object_->references;
}
inline void Value::release() noexcept {
  if (--object_->references == 0) destroy();
}

// --- Displays: [a, b], (a, b), {k: v}, {a, b} ------------------------------------------------------------------------

/// `*iterable` in a display or call.
struct Star {
  Value iterable;
};
inline Star star(Value iterable) { return {std::move(iterable)}; }

/// One element of a display, or one positional argument of a call. Whoever is given the list may move from it, once.
struct Element {
  mutable Value value;
  bool starred = false;
  template <typename T>
  requires std::is_convertible_v<T&&, Value> Element(T&& value) : value(std::forward<T>(value)) {}
  Element(Star star) : value(std::move(star.iterable)), starred(true) {}
};

/// One `key: value` of a dict display, or `**mapping`.
struct Item {
  mutable Value key;  // unset for `**mapping`
  mutable Value value;
  Item(Value key, Value value) : key(std::move(key)), value(std::move(value)) {}
};
inline Item star_star(Value mapping) { return {Value(), std::move(mapping)}; }

Value list(std::initializer_list<Element> elements);
Value tuple(std::initializer_list<Element> elements);
Value set(std::initializer_list<Element> elements);
Value dict(std::initializer_list<Item> items);

/// The element that a comprehension adds to the list, set or dict that it builds.
inline void append(const Value& list, Value element);
void add(const Value& set, Value element);

// --- Operators
// --------------------------------------------------------------------------------------------------------
//
// Same results, same exceptions and texts as CPython 3.11. C++ does not fix the order in which the two operands of an
// arithmetic operator are evaluated, so emitted code never puts more than one operand with effects into one of these.

/// What an operator or an augmented assignment stands for; operator.iadd's name.
enum class Operator : std::uint8_t {
  kAdd,
  kSub,
  kMul,
  kDiv,
  kMod,
  kAnd,
  kOr,
  kXor,
  kShiftLeft,
  kShiftRight,
  kFloorDiv,
  kPow,
  kMatMul
};
/// `a op b`
Value binary(Operator op, const Value& a, const Value& b);
Value in_place_any(Operator op, const Value& a, const Value& b);

inline bool both_int(const Value& a, const Value& b) { return a.is(Tag::kInt) && b.is(Tag::kInt); }
inline bool both_float(const Value& a, const Value& b) { return a.is(Tag::kFloat) && b.is(Tag::kFloat); }

inline Value operator+(const Value& a, const Value& b) {
  std::int64_t sum;
  if (both_int(a, b) && !__builtin_add_overflow(a.as_int(), b.as_int(), &sum)) return sum;
  if (both_float(a, b)) return a.as_float() + b.as_float();
  return binary(Operator::kAdd, a, b);
}
inline Value operator-(const Value& a, const Value& b) {
  std::int64_t difference;
  if (both_int(a, b) && !__builtin_sub_overflow(a.as_int(), b.as_int(), &difference)) return difference;
  if (both_float(a, b)) return a.as_float() - b.as_float();
  return binary(Operator::kSub, a, b);
}
inline Value operator*(const Value& a, const Value& b) {
  std::int64_t product;
  if (both_int(a, b) && !__builtin_mul_overflow(a.as_int(), b.as_int(), &product)) return product;
  if (both_float(a, b)) return a.as_float() * b.as_float();
  return binary(Operator::kMul, a, b);
}
inline Value operator/(const Value& a, const Value& b) {
  if (both_float(a, b) && b.as_float() != 0) return a.as_float() / b.as_float();
  return binary(Operator::kDiv, a, b);
}
inline Value operator%(const Value& a, const Value& b) {
  if (both_int(a, b) && b.as_int() > 0) {
    std::int64_t rest = a.as_int() % b.as_int();
    return rest < 0 ? rest + b.as_int() : rest;
  }
  return binary(Operator::kMod, a, b);
}
inline Value operator&(const Value& a, const Value& b) {
  return both_int(a, b) ? Value(a.as_int() & b.as_int()) : binary(Operator::kAnd, a, b);
}
inline Value operator|(const Value& a, const Value& b) {
  return both_int(a, b) ? Value(a.as_int() | b.as_int()) : binary(Operator::kOr, a, b);
}
inline Value operator^(const Value& a, const Value& b) {
  return both_int(a, b) ? Value(a.as_int() ^ b.as_int()) : binary(Operator::kXor, a, b);
}
inline Value operator<<(const Value& a, const Value& b) { return binary(Operator::kShiftLeft, a, b); }
inline Value operator>>(const Value& a, const Value& b) { return binary(Operator::kShiftRight, a, b); }
inline Value floor_divide(const Value& a, const Value& b) {
  if (both_int(a, b) && b.as_int() > 0) {
    std::int64_t quotient = a.as_int() / b.as_int();
    return a.as_int() % b.as_int() < 0 ? quotient - 1 : quotient;
  }
  return binary(Operator::kFloorDiv, a, b);
}
inline Value power(const Value& a, const Value& b) { return binary(Operator::kPow, a, b); }
inline Value matrix_multiply(const Value& a, const Value& b) { return binary(Operator::kMatMul, a, b); }
Value operator-(const Value& a);
Value operator+(const Value& a);
Value operator~(const Value& a);

/// `a op= b`; `a` keeps its identity where it is mutable.
inline Value in_place(Operator op, const Value& a, const Value& b) {
  std::int64_t result;
  if (op == Operator::kAdd) {
    if (both_int(a, b) && !__builtin_add_overflow(a.as_int(), b.as_int(), &result)) return result;
    if (both_float(a, b)) return a.as_float() + b.as_float();
  } else if (op == Operator::kSub) {
    if (both_int(a, b) && !__builtin_sub_overflow(a.as_int(), b.as_int(), &result)) return result;
    if (both_float(a, b)) return a.as_float() - b.as_float();
  }
  return in_place_any(op, a, b);
}
inline Value& operator+=(Value& a, const Value& b) { return a = in_place(Operator::kAdd, a, b); }
inline Value& operator-=(Value& a, const Value& b) { return a = in_place(Operator::kSub, a, b); }
inline Value& operator*=(Value& a, const Value& b) { return a = in_place(Operator::kMul, a, b); }
inline Value& operator/=(Value& a, const Value& b) { return a = in_place(Operator::kDiv, a, b); }
inline Value& operator%=(Value& a, const Value& b) { return a = in_place(Operator::kMod, a, b); }
inline Value& operator&=(Value& a, const Value& b) { return a = in_place(Operator::kAnd, a, b); }
inline Value& operator|=(Value& a, const Value& b) { return a = in_place(Operator::kOr, a, b); }
inline Value& operator^=(Value& a, const Value& b) { return a = in_place(Operator::kXor, a, b); }
inline Value& operator<<=(Value& a, const Value& b) { return a = in_place(Operator::kShiftLeft, a, b); }
inline Value& operator>>=(Value& a, const Value& b) { return a = in_place(Operator::kShiftRight, a, b); }

enum class Comparison : std::uint8_t { kLess, kLessEqual, kEqual, kNotEqual, kGreater, kGreaterEqual };
/// `a op b` as a truth value; raises TypeError where Python does.
bool compare(Comparison op, const Value& a, const Value& b);

inline bool operator==(const Value& a, const Value& b) {
  if (both_int(a, b)) return a.as_int() == b.as_int();
  return both_float(a, b) ? a.as_float() == b.as_float() : compare(Comparison::kEqual, a, b);
}
inline bool operator!=(const Value& a, const Value& b) {
  if (both_int(a, b)) return a.as_int() != b.as_int();
  return both_float(a, b) ? a.as_float() != b.as_float() : compare(Comparison::kNotEqual, a, b);
}
inline bool operator<(const Value& a, const Value& b) {
  if (both_int(a, b)) return a.as_int() < b.as_int();
  return both_float(a, b) ? a.as_float() < b.as_float() : compare(Comparison::kLess, a, b);
}
inline bool operator<=(const Value& a, const Value& b) {
  if (both_int(a, b)) return a.as_int() <= b.as_int();
  return both_float(a, b) ? a.as_float() <= b.as_float() : compare(Comparison::kLessEqual, a, b);
}
inline bool operator>(const Value& a, const Value& b) {
  if (both_int(a, b)) return a.as_int() > b.as_int();
  return both_float(a, b) ? a.as_float() > b.as_float() : compare(Comparison::kGreater, a, b);
}
inline bool operator>=(const Value& a, const Value& b) {
  if (both_int(a, b)) return a.as_int() >= b.as_int();
  return both_float(a, b) ? a.as_float() >= b.as_float() : compare(Comparison::kGreaterEqual, a, b);
}
/// `a is b`
bool is(const Value& a, const Value& b);
/// `element in container`; the argument order is Python's.
bool in(const Value& element, const Value& container);
/// `element in (x, y)` and `element in [x, y]`, without making the tuple or list.
bool in(const Value& element, std::initializer_list<Value> items);

/// `a and b`, `a or b` as values; the right side is a lambda, evaluated only when it decides.
template <typename F>
Value and_(Value a, F&& b) {
  return a ? Value(b()) : a;
}
template <typename F>
Value or_(Value a, F&& b) {
  return a ? a : Value(b());
}

/// `x[start:stop:step]`'s slice object; an absent part is None.
Value slice(Value start, Value stop, Value step = None);

// --- Literals that C++ lacks ---

/// An int of any length, from decimal digits with an optional minus.
Value integer(std::string_view decimal);
/// A bytes object with a copy of `data`.
Value bytes(std::string_view data);
template <std::size_t N>
Value bytes(const char (&literal)[N]) {
  return bytes(std::string_view(literal, N - 1));
}
inline constexpr double kInfinity = __builtin_inf();
inline constexpr double kNan = __builtin_nan("");

// --- Text ------------------------------------------------------------------------------------------------------------

/// `{value!conversion:spec}` of an f-string; conversion is 'r', 's', 'a' or 0.
struct Field {
  Value value;
  char conversion = 0;
  Value spec = Value();  // unset: no spec
};
/// One part of an f-string: literal text or a field.
struct Part {
  Value text;
  template <std::size_t N>
  Part(const char (&literal)[N]) : text(literal) {}
  Part(Field field);
  Part(Value str) : text(std::move(str)) {}
};
/// An f-string.
Value fstring(std::initializer_list<Part> parts);

}  // namespace pbc

#include "pbc/layout.h"
