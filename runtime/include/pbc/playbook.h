// SPDX-License-Identifier: Apache-2.0
//
// The one header that emitted code includes.
#pragma once

#include "pbc/attempt.h"
#include "pbc/class.h"
#include "pbc/comparison.h"
#include "pbc/exception_group.h"
#include "pbc/frame.h"
#include "pbc/function.h"
#include "pbc/generator.h"
#include "pbc/phantom.h"
#include "pbc/value.h"

namespace pbc {

/// The variables of the playbook's module, one set per run. Emitted code derives its own from it.
struct Globals {
  virtual ~Globals() = default;

  // A module that says `globals()` keeps its variables in a dict, which that gives; others have a member for each.
  Value variables;
  /// Makes the dict, with what Python puts into it: `__name__`, `__doc__` ...
  void expose(const char* name, const Value& doc);
  /// The variable, unset if there is none.
  Value find(std::string_view name) const;
  /// The variable, or the builtin of that name, or NameError.
  Value load(const char* name) const;
  void store(std::string_view name, Value value);
  /// `del name`
  void remove(const char* name);
};
/// The variables of a module of the program, of the run that is active on this thread; 0 is the playbook itself.
Globals& globals(int module = 0);

struct Front;
struct Link;

/// Scope of the name of an `except ... as name`: the clause unbinds it, however it ends.
struct Unbinding {
  Value& variable;
  ~Unbinding() { variable = Value(); }
};

/// The same for a name of a module that keeps its variables in a dict.
struct Forgetting {
  Globals& globals;
  std::string_view name;
  ~Forgetting();
};

/// What locals() gives in a function, which `kept` keeps.
Value locals_in(Value& kept);
/// Brings the item of a variable up to date, or removes it if the variable is unbound.
void add_bound(const Value& all, const char* name, const Value& variable);

/// Everything the host needs to know of a playbook.
struct Playbook {
  const char* name;                               // the file's name without .py
  const char* file;                               // as tracebacks name it
  std::initializer_list<FunctionInfo> functions;  // the module's own functions, in source order
  Globals* (*make_globals)();
  /// The body of the module; it runs once at the start of each run. Null for a bundle, which has no body of its own: a
  /// run names one of the playbooks that are linked to it.
  void (*load)();
  bool is_script;  // no on_start: the module body is the whole program
  int module = 0;  // its place among the modules of the program
  /// The functions that make generators: __qualname__ and line.
  std::initializer_list<std::pair<std::string_view, int>> generators = {};
  std::initializer_list<Link> links = {};  // of the playbook itself: what it and its sub-playbooks may run
  const Front* front = nullptr;            // of a bundle: what is known of its playbooks (front.h)

  bool is_bundle() const { return load == nullptr; }
};

/// A sub-playbook or custom function that is part of the program, under the name that calls give.
struct Link {
  const char* reference;  // "community/indicator_tag"
  const Playbook* playbook;
};

/// Defined by the emitted file.
extern const Playbook playbook;

}  // namespace pbc
