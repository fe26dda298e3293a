// SPDX-License-Identifier: Apache-2.0
//
// The heap objects behind pbc::Value and the internal interface of the runtime: include this one from python/,
// phantom/, io/ and host/. What is where:
//
//   pbc/layout.h   Str, Values, List: what emitted code sees of them
//   heap.h         Heap, HeapScope (a run's memory), run_local<T>(), Registered
//   type.h         Signature, Method, Type, Module: the tables of functions; type_of, type_name, find_method
//   dict.h         Table: the ordered hash table of dict and set
//   errors.h       raise_error, raise_type_error, the exception types, format_traceback
//   convert.h      to_str, to_repr, hash_of, compare, to_index, slices, to_iterator, to_values
//   big_integer.h  ints beyond 64 bits: BigInteger, as_big_int
//   format.h, text.h, codecs.h, format_float.h, parse_number.h: numbers and text as text, and back
//
//   to make one:     make_str make_bytes make_list make_tuple make_dict make_set make_int make_iterator make_native ...
//   to look at one:  as_list as_tuple as_dict as_set as_bytes as_exception as_native<T> ...: unchecked, for that tag
#pragma once

#include <functional>
#include <string>

#include "python/convert.h"
#include "python/dict.h"
#include "python/errors.h"
#include "python/heap.h"
#include "python/type.h"

namespace pbc {

// --- Layouts ---------------------------------------------------------------------------------------------------------

/// kBytes and kByteArray.
struct Bytes : Registered {
  explicit Bytes(std::string bytes) : bytes(std::move(bytes)) {}
  std::string bytes;
};

/// kTuple; `type` is kTupleType or a subclass of it, such as a named tuple. The items never change; they follow the
/// object, in the same block.
struct Tuple : Object {
  /// Takes the items over.
  static Tuple* make(Values&& items, const Type& type = kTupleType);
  /// Of `count` items that are unset.
  static Tuple* make(std::size_t count, const Type& type = kTupleType);
  void destroy();

  Values items;
  const Type* type;

 private:
  explicit Tuple(const Type& type) : type(&type) {}
};

/// kDict; `type` is kDictType or a subclass: defaultdict, Counter, OrderedDict.
struct Dict : Object {
  explicit Dict(const Type& type = kDictType) : type(&type) {}
  Dict(Table table, const Type& type) : table(std::move(table)), type(&type) {}
  Table table;
  const Type* type;
  Value extra;  // the subclass's own: default_factory
};

/// kSet and kFrozenSet: the keys of the table. Their order, and what the other fields are for, is set_order.h's.
struct Set : Object {
  Set() = default;
  explicit Set(Table table) : table(std::move(table)) {}
  Table table;                // the value of an entry is its slot in CPython's table, None where it is not known yet
  std::uint32_t slots = 8;    // of CPython's table when the entries got their slots
  std::uint32_t grown = 8;    // of CPython's table after what was added since
  std::uint32_t filled = 0;   // of these slots, those of erased elements included
  std::uint32_t counted = 0;  // elements that `grown` and `filled` know of
  std::uint32_t literal = 0;  // so many elements, the first ones, are those of a display
};

/// kDictView
struct DictView : Object {
  enum class Kind : std::uint8_t { kKeys, kValues, kItems };
  DictView(Value dict, Kind kind) : dict(std::move(dict)), kind(kind) {}
  Value dict;
  Kind kind;
};

/// kRange; its parts are kInt. Larger ranges raise OverflowError.
struct Range : Object {
  Range(std::int64_t start, std::int64_t stop, std::int64_t step) : start(start), stop(stop), step(step) {}
  std::int64_t start, stop, step;
  std::int64_t length() const;
  std::int64_t at(std::int64_t index) const { return start + index * step; }
};

/// kSlice
struct Slice : Object {
  Slice(Value start, Value stop, Value step) : start(std::move(start)), stop(std::move(stop)), step(std::move(step)) {}
  Value start, stop, step;
};

/// kIterator: base of every iterator. `next` gives false at the end, and then always.
struct Iterator : Registered {
  virtual bool next(Value& item) = 0;
  /// The next item unpacked into `count` values; an iterator of tuples need not make them.
  virtual bool next_row(Value* row, std::size_t count);
  /// list_iterator, zip, map, generator ...
  virtual const Type& type() const;
};

/// kClosure
struct Closure : Registered {
  Closure(const FunctionInfo& info, ClosureBody* body, Values defaults)
      : info(info), body(body), defaults(std::move(defaults)) {}
  const FunctionInfo& info;
  std::unique_ptr<ClosureBody> body;
  Values defaults;
  Value attributes;  // a dict, once one was set
};

/// kBoundMethod: `self.method`; with `self` unset, the method of a type that takes its object as first argument.
struct BoundMethod : Object {
  BoundMethod(Value self, const Method& method, const Type& owner)
      : self(std::move(self)), method(&method), owner(&owner) {}
  Value self;
  const Method* method;
  const Type* owner;
};

/// kModule; its attributes are what was set on it and the submodules imported so far, before those of `module`.
struct ModuleObject : Object {
  explicit ModuleObject(const Module& module) : module(&module) {}
  const Module* module;
  Table attributes;
};

/// kException
struct Exception : Registered {
  struct Place {
    const char* function;
    int line;
    int module;  // active_module.h
  };
  Exception(const Type& type, Value args) : type(&type), args(std::move(args)) {}
  const Type* type;
  Value args;  // a tuple
  Value cause = None;
  Value context = None;
  bool suppress_context = false;
  std::vector<Place> traceback;       // the innermost call first
  const Frame* last_frame = nullptr;  // the frame whose place was added last, while the exception is on its way
  Table attributes;                   // further attributes: errno, doc, pos, __notes__
};

/// kNative: base of the library's objects. The type's tables give methods and computed attributes; the virtual
/// functions give what operators and displays do. What is not overridden raises the TypeError that CPython raises.
class Native : public Registered {
 public:
  explicit Native(const Type& type) : type_(&type) {}
  const Type& type() const { return *type_; }
  /// Makes it an object of a class derived from its own.
  void become(const Type& type) { type_ = &type; }
  /// This object as a value.
  Value self() {
    ++references;
    return Value(Tag::kNative, this);
  }

  virtual std::string repr() const;  // <module.Name object at 0x...>
  virtual std::string str() const { return repr(); }
  virtual std::string format(std::string_view spec) const;  // __format__: str() when `spec` is empty, else TypeError
  virtual bool truth() const { return true; }
  /// `op` applied to this and `other`. Unset: not implemented, and the other side is asked; == falls back to identity.
  virtual Value compare(Comparison op, const Value& other) const;
  /// Raises TypeError (unhashable) unless overridden or, for objects without `compare`, the identity serves.
  virtual std::uint64_t hash() const;
  /// self op other, or other op self when `reflected`. Unset: not implemented.
  virtual Value binary(Operator op, const Value& other, bool reflected) const;
  virtual Value in_place(Operator op, const Value& other);  // unset: `binary` is used
  virtual Value unary(char op) const;                       // '-', '+', '~'; 'a' for abs(); unset: TypeError

  virtual Value attribute(Name name);                         // asked before the type's tables; unset: not there
  virtual bool set_attribute(Name name, const Value& value);  // false: no such attribute; `value` unset deletes it
  virtual std::vector<std::string> attribute_names() const { return {}; }  // for dir()

  virtual bool has_length() const { return false; }
  virtual std::size_t length() const { return 0; }
  virtual Value iterate();  // a kIterator or a Native with next(); unset: not iterable
  virtual bool is_iterator() const { return false; }
  virtual bool next(Value& item);            // for a Native that is its own iterator
  virtual bool contains(const Value& item);  // by iteration, unless overridden
  virtual Value get_item(const Value& key);
  virtual void set_item(const Value& key, const Value& value);
  virtual void del_item(const Value& key);
  virtual bool is_callable() const { return false; }
  virtual Value call(const Arguments& arguments);

 private:
  const Type* type_;
};

// --- Unchecked access ------------------------------------------------------------------------------------------------

inline Str& as_str(const Value& v) { return *static_cast<Str*>(v.object()); }  // kStr, not kLiteral
inline std::string& as_bytes(const Value& v) { return static_cast<Bytes*>(v.object())->bytes; }
inline Values& as_list(const Value& v) { return static_cast<List*>(v.object())->items; }
inline const Values& as_tuple(const Value& v) { return static_cast<Tuple*>(v.object())->items; }
inline Table& as_dict(const Value& v) { return static_cast<Dict*>(v.object())->table; }
inline Dict& as_dict_object(const Value& v) { return *static_cast<Dict*>(v.object()); }
inline Table& as_set(const Value& v) { return static_cast<Set*>(v.object())->table; }
inline DictView& as_view(const Value& v) { return *static_cast<DictView*>(v.object()); }
inline Range& as_range(const Value& v) { return *static_cast<Range*>(v.object()); }
inline Slice& as_slice(const Value& v) { return *static_cast<Slice*>(v.object()); }
inline Iterator& as_iterator(const Value& v) { return *static_cast<Iterator*>(v.object()); }
inline Closure& as_closure(const Value& v) { return *static_cast<Closure*>(v.object()); }
inline BoundMethod& as_bound(const Value& v) { return *static_cast<BoundMethod*>(v.object()); }
inline ModuleObject& as_module(const Value& v) { return *static_cast<ModuleObject*>(v.object()); }
inline Exception& as_exception(const Value& v) { return *static_cast<Exception*>(v.object()); }
inline Native& as_native(const Value& v) { return *static_cast<Native*>(v.object()); }
/// The library's object in `v`, when `v` is known to be one.
template <typename T>
T& as_native(const Value& v) {
  return *static_cast<T*>(static_cast<Native*>(v.object()));
}
/// Null unless `v` is a Native of exactly or a subclass of `type`.
template <typename T>
T* native_if(const Value& v, const Type& type) {
  return v.is(Tag::kNative) && is_subtype(as_native(v).type(), type) ? &as_native<T>(v) : nullptr;
}

inline bool is_any_int(const Value& v) { return v.is(Tag::kInt) || v.is(Tag::kBool) || v.is(Tag::kBigInt); }
inline bool is_small_int(const Value& v) { return v.is(Tag::kInt) || v.is(Tag::kBool); }
inline bool is_any_set(const Value& v) { return v.is(Tag::kSet) || v.is(Tag::kFrozenSet); }
inline bool is_any_bytes(const Value& v) { return v.is(Tag::kBytes) || v.is(Tag::kByteArray); }

// --- Text ------------------------------------------------------------------------------------------------------------

/// Code points of a str.
std::size_t str_length(const Value& v);
bool str_is_ascii(const Value& v);
/// The byte offset of code point `index`, which is at most str_length. Constant time for ASCII, else 64 steps at most.
std::size_t str_offset(const Value& v, std::size_t index);
/// Forgets what indexing has learnt: before the text changes or ends.
void free_offsets(Str& str);

// --- Making ----------------------------------------------------------------------------------------------------------

/// `text` is UTF-8 (lone surrogates as three bytes). MemoryError beyond 2 GiB.
Value make_str(std::string_view text);
/// An uninitialized str of `bytes` ASCII or of `length` code points, to be filled at `*data` before anything else.
Value make_str(std::size_t bytes, std::size_t length, char** data);
Value make_bytes(std::string bytes);
Value make_bytearray(std::string bytes);
Value make_list(Values items = {});
Value make_tuple(Values items = {});
Value make_tuple(Values items, const Type& type);
Value make_dict();
Value make_dict(Table table);
Value make_set(Table table = {});
Value make_frozenset(Table table = {});
Value make_module(const Module& module);
/// new Derived(...), for a class derived from Native or Iterator; takes over the only reference.
inline Value make_native(Native* object) { return {Tag::kNative, object}; }
inline Value make_iterator(Iterator* object) { return {Tag::kIterator, object}; }
/// An iterator of type `type` over what `next` gives until it returns false.
Value make_iterator(const Type& type, std::function<bool(Value&)> next);

/// Adds to a set or a table of keys.
inline void add_key(Table& table, const Value& key) { table.find_or_add(key, None); }

// --- Calling from the runtime ----------------------------------------------------------------------------------------

/// The table entry of a kFunction. The functions of pbc::playbook and those given to add_functions are known.
const FunctionInfo& function_info(Code code);
void add_functions(std::initializer_list<FunctionInfo> functions);
/// info.call with the arguments bound; `defaults` belong to the last parameters that have one.
Value call_function(const FunctionInfo& info, const Arguments& arguments);
/// Calls with positional arguments and a dict of keywords made at run time.
Value call_with(const Value& callee, const Values& positional, const Value& keywords = Value());
bool is_callable(const Value& v);

}  // namespace pbc
