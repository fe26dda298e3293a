// SPDX-License-Identifier: Apache-2.0
//
// Built-in functions, types and modules as static tables.
//
//   constexpr Method kListMethods[] = {
//       {"append", list_append, "object, /"},
//       {"sort", list_sort, "*, key=, reverse="},
//   };
//   constinit const Type kListType{.name = "list", .methods = [] { return std::span<const Method>(kListMethods); }};
//
// One table serves calls, `attr` (a bound method), unbound access (`str.lower`), `dir` and `hasattr`. The signature
// binds the arguments and, when they do not fit, raises CPython's own TypeError for a function of that form:
//
//   ""                        METH_NOARGS       list.clear() takes no arguments (1 given)
//   "object, /"               METH_O            list.append() takes exactly one argument (2 given)
//   "index, object, /"        positional only   insert expected 2 arguments, got 1
//   "key, default=, /"        positional only   get expected at least 1 argument, got 0
//   "sep=, maxsplit="         Argument Clinic   split() takes at most 2 arguments (3 given)
//   "*, key=, reverse="       keyword only      sort() takes no positional arguments
//   "parsed sub, start="       PyArg_ParseTuple   find() takes at least 1 argument (0 given)
//   "def obj, *, indent="     written in Python dumps() missing 1 required positional argument: 'obj'
//   "*args" "**kwargs"        collected into a tuple, a dict, at their place
//
// A parameter with `=` may be left out: the function then gets an unset Value in its place. A function gets exactly one
// Value per parameter, in the order of the signature, and may move from it.
#pragma once

#include <atomic>
#include <span>
#include <string>

#include "pbc/function.h"
#include "python/heap.h"

namespace pbc {

struct Method;
struct Type;

/// What a kBuiltin value points to: the head of a Type, a Method or a Singleton.
struct Builtin {
  enum class Kind : std::uint8_t { kMethod, kType, kSingleton };
  Kind kind;
};

/// The parameters of a built-in function, read from its text form at compile time.
class Signature {
 public:
  static constexpr int kMost = 16;
  enum class Form : std::uint8_t { kNoArguments, kOneArgument, kPositional, kParsed, kClinic, kPython };

  template <std::size_t N>
  consteval Signature(const char (&text)[N]) {
    parse({text, N - 1});
  }

  constexpr Form form() const { return form_; }
  constexpr int count() const { return count_; }  // of all parameters, the collecting ones too
  constexpr std::string_view name(int parameter) const { return names_[parameter]; }
  constexpr bool is_required(int parameter) const { return parameter < 32 && (required_ >> parameter & 1) != 0; }
  constexpr int positional_only() const { return positional_only_; }  // how many lead without a name
  constexpr int positional() const { return positional_; }            // how many can be given by position
  constexpr int required() const { return required_count_; }
  constexpr int args() const { return args_; }      // the index of *args, or -1
  constexpr int kwargs() const { return kwargs_; }  // the index of **kwargs, or -1

 private:
  consteval void parse(std::string_view text) {
    if (text.starts_with("def")) {
      form_ = Form::kPython;
      text.remove_prefix(text.size() > 3 ? 4 : 3);
    }
    if (text.starts_with("parsed ")) {
      form_ = Form::kParsed;
      text.remove_prefix(7);
    }
    bool keyword_only = false;
    while (!text.empty()) {
      std::size_t comma = 0;  // not find(): g++ 12 cannot evaluate it here under -fsanitize=undefined
      while (comma < text.size() && text[comma] != ',') ++comma;
      std::string_view part = text.substr(0, comma);
      text = comma == text.size() ? std::string_view() : text.substr(comma + 1);
      while (part.starts_with(' ')) part.remove_prefix(1);
      if (part == "/") {
        positional_only_ = static_cast<std::int8_t>(count_);
        continue;
      }
      if (part == "*") {
        keyword_only = true;
        continue;
      }
      if (count_ == kMost) throw "a signature with too many parameters";
      if (part.starts_with("**")) {
        kwargs_ = static_cast<std::int8_t>(count_);
        part.remove_prefix(2);
      } else if (part.starts_with("*")) {
        args_ = static_cast<std::int8_t>(count_);
        keyword_only = true;
        part.remove_prefix(1);
      } else {
        if (part.ends_with('=')) {
          part.remove_suffix(1);
        } else {
          required_ |= 1u << count_;
          ++required_count_;
        }
        if (!keyword_only) ++positional_;
      }
      names_[count_++] = part;
    }
    if (form_ == Form::kPython || form_ == Form::kParsed) return;
    bool collects = args_ >= 0 || kwargs_ >= 0;
    if (count_ == 0)
      form_ = Form::kNoArguments;
    else if (count_ == 1 && required_count_ == 1 && positional_only_ == 1)
      form_ = Form::kOneArgument;
    else if (!collects && positional_only_ == count_)
      form_ = Form::kPositional;
  }

  std::string_view names_[kMost] = {};
  std::uint32_t required_ = 0;
  std::int8_t count_ = 0;
  std::int8_t positional_only_ = 0;
  std::int8_t positional_ = 0;
  std::int8_t required_count_ = 0;
  std::int8_t args_ = -1;
  std::int8_t kwargs_ = -1;
  Form form_ = Form::kClinic;
};

/// What a method's first argument is: the object, the class, or nothing.
enum class Binding : std::uint8_t { kInstance, kClass, kStatic };

/// A built-in function: of a module, of the builtins, or a method of a Type.
struct Method {
  /// `self` is the object, for Binding::kClass the class (as_type), unset for a plain function.
  using Function = Value (*)(const Value& self, Value* arguments);

  Builtin head{Builtin::Kind::kMethod};
  Name name;
  Function function;
  Signature signature;
  Binding binding;

  consteval Method(Name name, Function function, Signature signature, Binding binding = Binding::kInstance)
      : name(name), function(function), signature(signature), binding(binding) {}
};

/// An attribute of every instance that is computed: `datetime.year`.
struct Attribute {
  Name name;
  Value (*get)(const Value& self);
};

/// An attribute of a type or module that is made anew at each access: `datetime.min`, `math.pi`.
struct Constant {
  Name name;
  Value (*make)();
};

/// A built-in type. Static; a library makes one per class and lists it in its module. Everything but the name may be
/// absent.
struct Type {
  Builtin head{Builtin::Kind::kType};
  Name name;                         // __name__
  const char* module = "builtins";   // __module__; a repr shows it unless it is builtins
  const Type* base = nullptr;        // unset: object
  const char* error_name = nullptr;  // as error texts name it when that is not __name__: "datetime.datetime"
  /// Calling the type: the function's `self` is the type that was called. Null: "cannot create 'x' instances".
  const Method* constructor = nullptr;
  std::span<const Method> (*methods)() = nullptr;
  std::span<const Attribute> (*attributes)() = nullptr;
  std::span<const Constant> (*constants)() = nullptr;
  // For subclasses of dict, tuple and the exceptions, whose instances are a Dict, Tuple or Exception with `type` set;
  // unset means as the base does. (What a Native does is decided by its virtual functions.)
  std::string (*repr)(const Value& self) = nullptr;
  std::string (*str)(const Value& self) = nullptr;
  Value (*missing)(const Value& self, const Value& key) = nullptr;  // dict.__missing__
  Value (*binary)(Operator op, const Value& self, const Value& other, bool reflected) = nullptr;
  bool is_final = false;              // cannot be a base
  const Type* second_base = nullptr;  // io.UnsupportedOperation is a ValueError too; isinstance and except see it
  bool is_mixin = false;              // a base that says nothing about the layout of instances: ABC, Generic, Enum
  Value (*generic)(const Value& type, const Value& arguments) = nullptr;  // type[arguments]: `list[int]`
  const struct ClassHooks* hooks = nullptr;  // what deriving from it does besides (class.h); bases' hooks are inherited
  struct Class* own_class = nullptr;         // of a class of the playbook (class.h)

  mutable std::atomic<const struct MethodIndex*> index{nullptr};  // made at the first lookup
};

/// NotImplemented and Ellipsis.
struct Singleton {
  Builtin head{Builtin::Kind::kSingleton};
  const char* name;
  const Type* type;
};
extern const Singleton kNotImplemented, kEllipsis;

/// The type of any set value.
const Type& type_of(const Value& value);
/// The type that a value is, as in `isinstance(x, value)`; null when the value is no type.
const Type* as_type(const Value& value);
Value type_value(const Type& type);
/// A Type::generic for types whose subscript says nothing at run time: `list[int]` is an alias (typing_alias.h).
Value make_generic_alias(const Value& origin, const Value& arguments);
/// Null when the value is no built-in function.
const Method* as_method(const Value& value);
inline Value method_value(const Method& method) { return method.head; }
bool is_subtype(const Type& type, const Type& base);
bool is_instance(const Value& value, const Type& type);
/// As CPython's error texts name the value's type.
std::string_view type_name(const Value& value);
std::string_view type_name(const Type& type);
/// The type as CPython names it where an argument of a built-in function has the wrong one: "None" for None.
std::string_view argument_type(const Value& value);
/// Own and inherited methods; null when there is none of that name. Cost: one hash probe.
const Method* find_method(const Type& type, Name name);

/// Calls `method` after binding the arguments to its signature.
Value call_method(const Method& method, const Value& self, const Arguments& arguments);
/// The same with arguments that are given by position alone; moves from them.
Value call_method(const Method& method, const Value& self, Value* values, std::size_t count);

// --- Modules ---------------------------------------------------------------------------------------------------------

/// A module of the library. A dotted name is a submodule and an attribute of its package once either is imported.
struct Module {
  Name name;  // "json", "urllib.parse"
  std::span<const Method> functions = {};
  std::span<const Constant> constants = {};
  std::span<const Type* const> types = {};
};

/// Every module that a playbook can import: defined in host/modules.cpp, one line per module.
std::span<const Module* const> library_modules();

// --- Types of the core (defined beside their methods) ----------------------------------------------------------------

extern const Type kObjectType, kTypeType, kNoneType, kNotImplementedType, kEllipsisType, kBoolType, kIntType,
    kFloatType, kStrType, kBytesType, kByteArrayType, kListType, kTupleType, kDictType, kDictKeysType, kDictValuesType,
    kDictItemsType, kSetType, kFrozenSetType, kRangeType, kSliceType, kFunctionType, kBuiltinFunctionType,
    kMethodDescriptorType, kModuleType, kMethodType, kPropertyType, kStaticMethodType, kClassMethodType, kSuperType,
    kMappingProxyType;

// The methods of the text and number types are in files of their own.
std::span<const Method> str_methods();
std::span<const Method> bytes_methods();
std::span<const Method> bytearray_methods();
std::span<const Method> int_methods();
std::span<const Method> float_methods();

}  // namespace pbc
