// SPDX-License-Identifier: Apache-2.0
//
// Binding the arguments of a call to parameters.
#pragma once

#include "python/objects.h"

namespace pbc {

/// The arguments of a call with `*iterable` and `**mapping` expanded.
struct FlatArguments {
  Values positional;
  std::vector<std::pair<Value, Value>> keywords;
};
/// Names what is called, in errors about what cannot be expanded: "__main__.f()".
using Callee = std::function<std::string()>;
FlatArguments flatten(const Callee& callee, const Arguments& arguments);
/// Whether `**v` takes it: a dict, or what has keys().
bool is_mapping(const Value& v);
/// True when there is nothing to expand and no keyword: each Element is one argument.
inline bool is_plain(const Arguments& arguments) {
  if (arguments.keywords.size() != 0) return false;
  for (const Element& element : arguments.positional)
    if (element.starred) return false;
  return true;
}
/// How many arguments are written, those with a star counted as one.
inline std::size_t positional_count(const Arguments& arguments) {
  return arguments.count + arguments.positional.size();
}
/// callee(arguments)
Value call_value(const Value& callee, const Arguments& arguments);

/// `count` Values that a call's arguments are bound to; unset at first.
class Slots {
 public:
  static constexpr int kInline = 8;
  explicit Slots(int count) : count_(count) {
    values_ = count <= kInline ? reinterpret_cast<Value*>(inline_) : new Value[static_cast<std::size_t>(count)];
    if (count <= kInline)
      for (int i = 0; i < count; ++i) new (&values_[i]) Value();
  }
  ~Slots() {
    if (count_ > kInline) {
      delete[] values_;
    } else {
      for (int i = 0; i < count_; ++i) values_[i].~Value();
    }
  }
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;
  Value* get() { return values_; }
  Value& operator[](int i) { return values_[i]; }

 private:
  int count_;
  Value* values_;
  alignas(Value) std::byte inline_[kInline * sizeof(Value)];
};

/// One parameter of a function written in Python, or of a library function that stands for one.
struct PythonParameter {
  std::string_view name;
  ParameterKind kind;
  bool has_default;
};
/// Binds as CPython's interpreter does and raises its errors; a parameter that takes its default stays unset.
void bind_python(std::string_view function, std::span<const PythonParameter> parameters, FlatArguments arguments,
                 Value* bound);
/// Binds to a built-in function's signature.
void bind_signature(const Method& method, const Value& self, FlatArguments arguments, Value* bound);

/// Whether so many arguments by position have a parameter each, and the others may be left out.
inline bool takes(const Signature& signature, std::size_t given) {
  return given >= static_cast<std::size_t>(signature.required()) &&
         given <= static_cast<std::size_t>(signature.positional()) && signature.args() < 0 && signature.kwargs() < 0;
}
/// Whether those that are required, which lead, are there: the runtime's own calls may leave an argument unset for one
/// that is left out.
inline bool fits(const Signature& signature, const Value* values) {
  for (int i = 0; i < signature.required(); ++i)
    if (values[i].is_unset()) return false;
  return true;
}

/// call_method() where an argument is missing, or one too many, or collected into a tuple.
Value call_method_binding(const Method& method, const Value& self, Value* values, std::size_t count);
/// call_method() without a call in between where every argument goes to a parameter of its own: the usual case.
inline Value call_method_inline(const Method& method, const Value& self, Value* values, std::size_t count) {
  const Signature& signature = method.signature;
  const auto parameters = static_cast<std::size_t>(signature.count());
  if (!takes(signature, count) || !fits(signature, values)) return call_method_binding(method, self, values, count);
  if (count == parameters) return method.function(self, values);
  constexpr std::size_t kFew = 3;
  if (parameters > kFew) {
    Slots bound(signature.count());
    for (std::size_t i = 0; i < count; ++i) bound[static_cast<int>(i)] = std::move(values[i]);
    return method.function(self, bound.get());
  }
  Value bound[kFew];
  for (std::size_t i = 0; i < count; ++i) bound[i].swap(values[i]);
  return method.function(self, bound);
}

/// The function as error texts name it: "list.append()", "math.sqrt()".
std::string full_name(const Method& method, const Value& self);

}  // namespace pbc
