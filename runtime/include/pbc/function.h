// SPDX-License-Identifier: Apache-2.0
//
// Calls: arguments, functions of the playbook, built-in functions, closures.
#pragma once

#include <array>

#include "pbc/limits.h"
#include "pbc/value.h"

namespace pbc {

// --- Arguments
// --------------------------------------------------------------------------------------------------------

/// One `name=value` of a call.
struct Keyword {
  Value name;  // a str; unset for `**mapping`
  Value value;
  template <std::size_t N>
  Keyword(const char (&name)[N], Value value) : name(name), value(std::move(value)) {}
  Keyword(Value name, Value value) : name(std::move(name)), value(std::move(value)) {}
};
/// `**mapping` in a call.
inline Keyword expand(Value mapping) { return {Value(), std::move(mapping)}; }

/// The arguments of one call, in the order of the source. It refers to the lists it was made from and lives no longer
/// than the full expression of the call.
struct Arguments {
  Arguments() = default;
  Arguments(const Value* values, std::size_t count) : values(values), count(count) {}
  Arguments(std::initializer_list<Element> positional, std::initializer_list<Keyword> keywords)
      : positional(positional), keywords(keywords) {}

  const Value* values = nullptr;  // the whole call, where nothing is starred and no keyword given; else there are none
  std::size_t count = 0;
  std::initializer_list<Element> positional;
  std::initializer_list<Keyword> keywords;
};

// --- Functions of the playbook
// ----------------------------------------------------------------------------------------

/// How a parameter takes its argument (Python reference, 8.7 Function definitions).
enum class ParameterKind : std::uint8_t { kPositionalOnly, kNormal, kKeywordOnly, kArgs, kKwargs };

struct Parameter {
  const char* name;
  ParameterKind kind = ParameterKind::kNormal;
  Value default_value = Value();  // unset: required, or made at run time (Closure)

  // Not an aggregate: g++ 12 loses fields of a static list whose elements leave out different members.
  Parameter(const char* name, ParameterKind kind = ParameterKind::kNormal, Value default_value = Value())
      : name(name), kind(kind), default_value(std::move(default_value)) {}
};

/// What a function needs of the arguments that the engine makes: names of parameters, with spaces between them.
struct ArgumentNeeds {
  const char* unread = "";     // nothing reads them: they are None
  const char* looked_at = "";  // they go to the Playbook API alone: they need not be copies of the function's own
};

/// One function of the playbook: what a call needs to bind its arguments, and what a traceback names.
struct FunctionInfo {
  const char* name;  // __qualname__
  int line;          // of the `def`
  Code code;         // identifies the function; the address of its emitted body
  std::initializer_list<Parameter> parameters;
  /// Calls the body with one Value per parameter, in declaration order; kArgs is a tuple, kKwargs a dict.
  Value (*call)(Value* bound);
  const char* doc = nullptr;  // __doc__
  ArgumentNeeds needs = {};
};

template <typename A>
Code code_of(Value (*function)(A)) {
  return reinterpret_cast<Code>(function);
}

/// The arguments of a block, as the SOAR editor declares them (playbook API: blocks and callbacks). A field that the
/// caller leaves out is None, like the editor's defaults; `kwargs` collects what the block has no parameter for.
struct BlockArguments {
  Value action = None;
  Value success = None;
  Value container = None;
  Value results = None;
  Value handle = None;
  Value filtered_artifacts = None;
  Value filtered_results = None;
  Value custom_function = None;
  Value loop_state_json = None;
  Value kwargs = Value();
};

// --- Nested functions
// -------------------------------------------------------------------------------------------------

/// A variable that a nested function shares with the function around it (a closure cell). Copies share the variable.
class Cell {
 public:
  Cell();
  explicit Cell(Value value);
  Cell(const Cell& other) noexcept;
  Cell& operator=(const Cell& other) noexcept;
  ~Cell();
  Value& operator*() const noexcept { return *shared_; }
  Value* operator->() const noexcept { return shared_; }

 private:
  Value* shared_;  // a Value followed by the count of Cells that share it
};

/// What a nested `def` or a lambda makes: `body` is called with one Value per parameter, in declaration order.
struct ClosureBody {
  virtual ~ClosureBody() = default;
  virtual Value call(Value* bound) = 0;
};
Value make_closure(const FunctionInfo& info, ClosureBody* body, std::initializer_list<Value> defaults);

/// A function object for `lambda`, which takes `Value*`. `defaults` are the default values made when the `def` ran, for
/// the last parameters that have one.
template <typename F>
Value closure(const FunctionInfo& info, F lambda, std::initializer_list<Value> defaults = {}) {
  struct Body final : ClosureBody {
    F lambda;
    explicit Body(F lambda) : lambda(std::move(lambda)) {}
    Value call(Value* bound) override { return lambda(bound); }
  };
  return make_closure(info, new Body(std::move(lambda)), defaults);
}

// --- Variables
// --------------------------------------------------------------------------------------------------------

[[noreturn]] void raise_unbound_local(const char* name);
[[noreturn]] void raise_unbound_cell(const char* name);
[[noreturn]] void raise_name_error(const char* name);

/// A name of Python's builtins: `py("sum")`. The compiler knows the names; an absent one raises NameError.
Value py(Name name);

/// The builtins whose results C++ has a type for.
std::int64_t len(const Value& object);
bool isinstance(const Value& object, const Value& classes);

/// A variable that may be unbound where it is read: raises UnboundLocalError, NameError for a cell or a global.
inline const Value& bound(const Value& variable, const char* name) {
  if (variable.is_unset()) raise_unbound_local(name);
  return variable;
}
inline const Value& bound_cell(const Value& variable, const char* name) {
  if (variable.is_unset()) raise_unbound_cell(name);
  return variable;
}
/// A name of the module that nothing binds may still be one of the builtins.
inline Value bound_global(const Value& variable, const char* name) {
  return variable.is_unset() ? py(Name(std::string_view(name))) : variable;
}

// --- Iteration and unpacking
// ------------------------------------------------------------------------------------------

/// A Python iterator as a C++ range: `for (Value item : iterate(rows))`. Lists and tuples are walked without an
/// iterator object, by index and up to their length at each step, as Python does.
class Iteration {
 public:
  explicit Iteration(Value iterable);
  ~Iteration();
  Iteration(const Iteration&) = delete;
  Iteration& operator=(const Iteration&) = delete;

  struct End {};
  class Cursor {
   public:
    explicit Cursor(Iteration* iteration) : iteration_(iteration) {}
    Value operator*() const { return std::move(iteration_->current_); }
    Cursor& operator++() {
      iteration_->advance();
      return *this;
    }
    bool operator!=(End) const { return !iteration_->done_; }

   private:
    Iteration* iteration_;
  };
  Cursor begin() {
    advance();
    return Cursor(this);
  }
  End end() { return {}; }

 protected:
  /// The next element unpacked into `count` values; false at the end.
  bool advance_row(Value* row, std::size_t count);

 private:
  void advance() {
    step();
    if (items_ != nullptr) {
      if (index_ < items_->size()) {
        current_ = (*items_)[index_++];
      } else {
        done_ = true;
      }
    } else if (left_ > 0) {
      --left_;
      current_ = static_cast<std::int64_t>(at_);
      at_ += static_cast<std::uint64_t>(step_);  // may wrap after the last element
    } else {
      advance_iterator();
    }
  }
  void advance_iterator();
  Value source_;
  Value current_;
  const Values* items_ = nullptr;  // of a list or tuple, which `source_` keeps
  std::size_t index_ = 0;
  bool done_ = false;
  int line_;              // of the frame at the beginning: what an iterator does is on that line
  std::uint64_t at_ = 0;  // of a range: the next element, how far the one after it is, how many are left
  std::int64_t step_ = 0;
  std::int64_t left_ = 0;
};
inline Iteration iterate(Value iterable) { return Iteration(std::move(iterable)); }

/// The same for elements that are unpacked at once: `for (auto [key, value] : unpack_each<2>(table.call("items")))`.
/// The tuples that enumerate, zip and items() would make are never made.
template <std::size_t N>
class UnpackEach : private Iteration {
 public:
  explicit UnpackEach(Value iterable) : Iteration(std::move(iterable)) {}

  class Cursor {
   public:
    explicit Cursor(UnpackEach* each) : each_(each) {}
    std::array<Value, N> operator*() const { return std::move(each_->row_); }
    Cursor& operator++() {
      each_->has_row_ = each_->advance_row(each_->row_.data(), N);
      return *this;
    }
    bool operator!=(End) const { return each_->has_row_; }

   private:
    UnpackEach* each_;
  };
  Cursor begin() { return ++Cursor(this); }
  End end() { return {}; }

 private:
  std::array<Value, N> row_;
  bool has_row_ = false;
};
template <std::size_t N>
UnpackEach<N> unpack_each(Value iterable) {
  return UnpackEach<N>(std::move(iterable));
}

/// The elements of a `range` as C++ numbers: `for (std::int64_t i : integers(py("range")({10})))`.
class Integers {
 public:
  explicit Integers(const Value& range);

  class Cursor {
   public:
    Cursor(std::uint64_t at, std::uint64_t step, std::int64_t left) : at_(at), step_(step), left_(left) {}
    std::int64_t operator*() const { return static_cast<std::int64_t>(at_); }
    Cursor& operator++() {
      step();
      at_ += step_;  // may wrap after the last element
      --left_;
      return *this;
    }
    bool operator!=(const Cursor& end) const { return left_ != end.left_; }

   private:
    std::uint64_t at_, step_;
    std::int64_t left_;
  };
  Cursor begin() const { return {start_, step_, count_}; }
  Cursor end() const { return {0, 0, 0}; }

 private:
  std::uint64_t start_, step_;
  std::int64_t count_;
};
inline Integers integers(const Value& range) { return Integers(range); }

void unpack_into(const Value& iterable, Value* out, std::size_t count);
void unpack_into(const Value& iterable, Value* out, std::size_t before, std::size_t after);

/// `a, b = value`: exactly N elements, or ValueError. For structured bindings: `auto [a, b] = unpack<2>(value);`
template <std::size_t N>
std::array<Value, N> unpack(const Value& iterable) {
  std::array<Value, N> result;
  unpack_into(iterable, result.data(), N);
  return result;
}
/// `a, *b, c = value`: `Before` elements, a list of the rest, `After` elements.
template <std::size_t Before, std::size_t After>
std::array<Value, Before + 1 + After> unpack_rest(const Value& iterable) {
  std::array<Value, Before + 1 + After> result;
  unpack_into(iterable, result.data(), Before, After);
  return result;
}

// --- Modules
// ----------------------------------------------------------------------------------------------------------

/// `import name` and `import name as x` (then `name` is dotted and the leaf is meant). Raises ModuleNotFoundError.
Value import(Name name);
Value import_leaf(Name name);
/// `from module import name`. Raises ModuleNotFoundError or ImportError.
Value import_from(Name module, Name name);

}  // namespace pbc
