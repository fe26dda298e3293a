// SPDX-License-Identifier: Apache-2.0
//
// memoryview (Python library reference, Memory Views) of bytes, bytearrays and arrays, in one dimension.
#include "python/memory_view.h"

#include "python/arguments.h"
#include "python/array.h"
#include "python/numbers.h"
#include "python/sequences.h"
#include "python/special_methods.h"
#include "python/struct_codes.h"

namespace pbc {
namespace {

/// 0 for what is no format of a view: padding and texts are none.
int size_of(char format) {
  if (format == 'w') return 4;  // the characters of an array
  const bool is_number = format != 'x' && format != 's' && format != 'p';
  return is_number ? static_cast<int>(size_of_code(format, true)) : 0;
}

Value new_view(const Value&, Value* a);

/// A view of an array; any other value as it is.
Value viewed(const Value& v) {
  ArrayBuffer array;
  Value arguments[] = {v};
  return array_buffer(v, &array) ? new_view(Value(), arguments) : v;
}

struct MemoryView final : Native {
  MemoryView(Value owner, std::int64_t count) : Native(kMemoryViewType), owner(std::move(owner)), count(count) {}
  MemoryView& live() {
    if (released) raise_value_error("operation forbidden on released memoryview object");
    return *this;
  }
  const MemoryView& live() const { return const_cast<MemoryView*>(this)->live(); }
  bool is_readonly() const { return readonly || owner.is(Tag::kBytes); }
  int item_size() const { return size_of(format); }
  bool is_contiguous() const { return step == item_size() || count <= 1; }
  /// Where item `index` begins. The owner may have become shorter, which CPython would have forbidden.
  std::size_t place(std::int64_t index) const {
    const std::int64_t at = start + index * step;
    if (at < 0 || at + item_size() > static_cast<std::int64_t>(as_bytes(owner).size()))
      raise_error(kBufferError, "Existing exports of data: object cannot be re-sized");
    return static_cast<std::size_t>(at);
  }
  std::string bytes() const {
    live();
    std::string out;
    for (std::int64_t i = 0; i < count; ++i)
      out += std::string_view(as_bytes(owner)).substr(place(i), static_cast<std::size_t>(item_size()));
    return out;
  }
  Value item(std::int64_t index) const {
    const std::size_t at = place(index);
    const std::string_view part = std::string_view(as_bytes(owner)).substr(at, static_cast<std::size_t>(item_size()));
    if (format == 'B') return static_cast<std::int64_t>(static_cast<unsigned char>(part[0]));
    if (format == 'w') raise_error(kNotImplementedError, "memoryview: format w not supported");
    const Value read =
        import("struct").call("unpack", {Value(std::string_view(&format, 1)), make_bytes(std::string(part))});
    return as_tuple(read)[0];
  }
  std::int64_t index_of(const Value& key) const {
    std::int64_t at = to_index(key);
    if (at < 0) at += count;
    if (at < 0 || at >= count) raise_index_error("index out of bounds on dimension 1");
    return at;
  }

  std::string repr() const override {
    char text[64];
    std::snprintf(text, sizeof text, "<%s at 0x%012zx>", released ? "released memory" : "memory",
                  reinterpret_cast<std::size_t>(this));
    return text;
  }
  bool truth() const override { return live().count != 0; }
  Value compare(Comparison op, const Value& compared) const override {
    if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    Value bytes_compared[] = {compared};
    const bool is_view = is_any_bytes(compared) && format != 'B';  // items are compared, not bytes
    const Value other = is_view ? new_view(Value(), bytes_compared) : viewed(compared);
    const MemoryView* right = native_if<MemoryView>(other, kMemoryViewType);
    bool equal = false;
    if (right == this) {
      equal = true;
    } else if (released || (right != nullptr && right->released)) {
      equal = false;
    } else if (right != nullptr && (format != 'B' || right->format != 'B')) {
      equal = count == right->count;
      for (std::int64_t i = 0; equal && i < count; ++i) equal = is_same(item(i), right->item(i));
    } else if (right != nullptr) {
      equal = bytes() == right->bytes();
    } else if (is_any_bytes(other)) {
      equal = bytes() == as_bytes(other);
    } else {
      return Value();
    }
    return equal == (op == Comparison::kEqual);
  }
  std::uint64_t hash() const override {
    if (!live().is_readonly()) raise_value_error("cannot hash writable memoryview object");
    return hash_of(make_bytes(bytes()));
  }
  Value binary(Operator op, const Value& other, bool reflected) const override {
    if (op != Operator::kAdd || !reflected || !is_any_bytes(other)) return Value();
    return pbc::binary(op, other, make_bytes(bytes()));
  }
  bool has_length() const override { return true; }
  std::size_t length() const override { return static_cast<std::size_t>(live().count); }
  Values items() const {
    live();
    Values all;
    for (std::int64_t i = 0; i < count; ++i) all.push_back(item(i));
    return all;
  }
  Value iterate() override {
    live();
    static constinit const Type kIterator{.name = "memory_iterator"};
    return make_iterator(kIterator, [self = self(), at = std::int64_t{0}](Value& next) mutable {
      const MemoryView& view = as_native<MemoryView>(self);
      if (view.released || at >= view.count) return false;
      next = view.item(at++);
      return true;
    });
  }
  /// The part that a slice picks, on the same memory.
  Value part(const Value& key) {
    const Value slice = plain_slice(key);
    const SliceRange range = resolve_slice(slice, static_cast<std::size_t>(count));
    const Value made = make_native(new MemoryView(owner, range.count));
    MemoryView& view = as_native<MemoryView>(made);
    view.object = object;
    view.format = format;
    view.readonly = readonly;
    view.start = start + range.start * step;
    view.step = step * range.step;
    return made;
  }
  Value get_item(const Value& key) override {
    live();
    if (key.is(Tag::kSlice)) return part(key);
    if (key.is(Tag::kTuple)) {
      const Values& indices = as_tuple(key);
      if (indices.size() != 1)
        raise_type_error("cannot index 1-dimension view with ", std::to_string(indices.size()), "-element tuple");
      return get_item(indices[0]);
    }
    if (!is_any_int(key) && find_special(key, "__index__") == nullptr)
      raise_type_error("memoryview: invalid slice key");
    return item(index_of(key));
  }
  void set_item(const Value& key, const Value& given) override {
    const Value value = key.is(Tag::kSlice) ? viewed(given) : given;
    if (live().is_readonly()) raise_type_error("cannot modify read-only memory");
    if (key.is(Tag::kSlice)) {
      const Value target = part(key);
      MemoryView& view = as_native<MemoryView>(target);
      const MemoryView* other = native_if<MemoryView>(value, kMemoryViewType);
      if (other == nullptr && !is_any_bytes(value))
        raise_type_error("a bytes-like object is required, not '", type_name(value), "'");
      const std::string source = other != nullptr ? other->bytes() : as_bytes(value);
      if (source.size() != static_cast<std::size_t>(view.count * view.item_size()) ||
          (other != nullptr ? other->format : 'B') != format)
        raise_value_error("memoryview assignment: lvalue and rvalue have different structures");
      for (std::int64_t i = 0; i < view.count; ++i)
        as_bytes(owner).replace(view.place(i), static_cast<std::size_t>(item_size()), source,
                                static_cast<std::size_t>(i * item_size()), static_cast<std::size_t>(item_size()));
      return;
    }
    if (!is_any_int(key) && find_special(key, "__index__") == nullptr)
      raise_type_error("memoryview: invalid slice key");
    const std::size_t at = place(index_of(key));
    as_bytes(owner).replace(at, static_cast<std::size_t>(item_size()), packed(value));
  }
  /// The bytes of one item.
  std::string packed(const Value& value) const {
    const std::string shown(1, format);
    const bool is_real = format == 'f' || format == 'd' || format == 'e';
    const bool fits = format == 'c'   ? value.is(Tag::kBytes)
                      : format == '?' ? true
                      : is_real       ? is_number(value)
                                      : is_any_int(value) || find_special(value, "__index__") != nullptr;
    if (!fits) raise_type_error("memoryview: invalid type for format '", shown, "'");
    try {
      return as_bytes(import("struct").call("pack", {make_str(shown), value}));
    } catch (const Raised&) {
      caught();
      raise_value_error("memoryview: invalid value for format '", shown, "'");
    }
  }
  void del_item(const Value&) override {
    raise_type_error(live().is_readonly() ? "cannot modify read-only memory" : "cannot delete memory");
  }

  Value owner;   // bytes or a bytearray
  Value object;  // what was viewed, where that is an array
  std::int64_t start = 0, step = 1, count;
  char format = 'B';
  bool readonly = false, released = false;
};

MemoryView& view_of(const Value& self) { return as_native<MemoryView>(self); }

Value new_view(const Value&, Value* a) {
  if (const MemoryView* other = native_if<MemoryView>(a[0], kMemoryViewType)) {
    const Value made = make_native(new MemoryView(other->live().owner, other->count));
    MemoryView& view = view_of(made);
    view.object = other->object;
    view.start = other->start;
    view.step = other->step;
    view.format = other->format;
    view.readonly = other->readonly;
    return made;
  }
  if (ArrayBuffer array; array_buffer(a[0], &array)) {
    const std::int64_t item_size = size_of(array.format);
    const auto size = static_cast<std::int64_t>(as_bytes(array.bytes).size());
    const Value made = make_native(new MemoryView(array.bytes, size / item_size));
    MemoryView& view = view_of(made);
    view.object = a[0];
    view.format = array.format;
    view.step = item_size;
    return made;
  }
  if (!is_any_bytes(a[0])) raise_type_error("memoryview: a bytes-like object is required, not '", type_name(a[0]), "'");
  return make_native(new MemoryView(a[0], static_cast<std::int64_t>(as_bytes(a[0]).size())));
}

Value tobytes(const Value& self, Value*) { return make_bytes(view_of(self).bytes()); }
Value tolist(const Value& self, Value*) { return make_list(view_of(self).items()); }
Value hex(const Value& self, Value* a) {
  const Value bytes = make_bytes(view_of(self).bytes());
  if (a[0].is_unset()) return bytes.call("hex");
  return a[1].is_unset() ? bytes.call("hex", {a[0]}) : bytes.call("hex", {a[0], a[1]});
}
Value toreadonly(const Value& self, Value*) {
  view_of(self).live();
  Value whole[] = {self};
  Value made = new_view(Value(), whole);
  view_of(made).readonly = true;
  return made;
}
Value release(const Value& self, Value*) {
  view_of(self).released = true;
  return None;
}
Value enter(const Value& self, Value*) {
  view_of(self).live();
  return self;
}
Value leave(const Value& self, Value*) { return release(self, nullptr); }

Value cast(const Value& self, Value* a) {
  MemoryView& view = view_of(self).live();
  if (!a[0].is_str()) raise_type_error("cast() argument 'format' must be str, not ", argument_type(a[0]));
  std::string_view format = a[0].text();
  if (format.starts_with('@')) format.remove_prefix(1);
  if (format.size() != 1 || size_of(format[0]) == 0)
    raise_value_error(
        "memoryview: destination format must be a native single character format prefixed with an optional '@'");
  if (given(a[1])) raise_error(kNotImplementedError, "memoryview: only one dimension is supported");
  if (!view.is_contiguous()) raise_type_error("memoryview: casts are restricted to C-contiguous views");
  if (size_of(format[0]) != 1 && view.item_size() != 1)
    raise_type_error("memoryview: cannot cast between two non-byte formats");
  const std::int64_t bytes = view.count * view.item_size();
  if (bytes % size_of(format[0]) != 0) raise_type_error("memoryview: length is not a multiple of itemsize");
  Value whole[] = {self};
  Value made = new_view(Value(), whole);
  MemoryView& result = view_of(made);
  result.format = format[0];
  result.step = result.item_size();
  result.count = bytes / result.item_size();
  return made;
}

constexpr Method kNewView{"memoryview", new_view, "object"};
constexpr Method kMethods[] = {
    {"__enter__", enter, ""},
    {"__exit__", leave, "*args"},
    {"cast", cast, "format, shape="},
    {"hex", hex, "sep=, bytes_per_sep="},
    {"release", release, ""},
    {"tobytes", tobytes, "order="},
    {"tolist", tolist, ""},
    {"toreadonly", toreadonly, ""},
    {"__reversed__",
     [](const Value& self, Value*) {
       Values items = view_of(self).items();
       return to_iterator(make_list(Values(items.rbegin(), items.rend())));
     },
     ""},
};

constexpr Attribute kAttributes[] = {
    {"c_contiguous", [](const Value& self) -> Value { return view_of(self).live().is_contiguous(); }},
    {"contiguous", [](const Value& self) -> Value { return view_of(self).live().is_contiguous(); }},
    {"f_contiguous", [](const Value& self) -> Value { return view_of(self).live().is_contiguous(); }},
    {"format", [](const Value& self) -> Value { return Value(std::string_view(&view_of(self).live().format, 1)); }},
    {"itemsize", [](const Value& self) -> Value { return view_of(self).live().item_size(); }},
    {"nbytes", [](const Value& self) -> Value { return view_of(self).live().count * view_of(self).item_size(); }},
    {"ndim", [](const Value& self) -> Value { return view_of(self).live().step != 0 ? 1 : 0; }},
    {"obj",
     [](const Value& self) -> Value {
       return view_of(self).live().object.is_unset() ? view_of(self).owner : view_of(self).object;
     }},
    {"readonly", [](const Value& self) -> Value { return view_of(self).live().is_readonly(); }},
    {"shape", [](const Value& self) -> Value { return make_tuple({view_of(self).live().count}); }},
    {"strides", [](const Value& self) -> Value { return make_tuple({view_of(self).live().step}); }},
    {"suboffsets",
     [](const Value& self) -> Value { return view_of(self).live().step != 0 ? make_tuple({}) : Value(None); }},
};

}  // namespace

Value plain_bytes(const Value& v) {
  if (!v.is(Tag::kNative)) return v;
  if (const MemoryView* view = native_if<MemoryView>(v, kMemoryViewType)) return make_bytes(view->bytes());
  ArrayBuffer array;
  return array_buffer(v, &array) ? make_bytes(as_bytes(array.bytes)) : v;
}

constinit const Type kMemoryViewType{
    .name = "memoryview",
    .constructor = &kNewView,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
    .is_final = true,
};

}  // namespace pbc
