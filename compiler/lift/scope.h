// SPDX-License-Identifier: Apache-2.0
//
// Which variable a name means (Python reference, 4.2 Naming and binding): one walk over the syntax finds every binding
// and every use; names are then resolved outwards.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/ids.h"
#include "compiler/syntax/syntax.h"

namespace pbc::lift {

struct ScopeTag;
using ScopeId = Id<ScopeTag>;

/// A block of Python in which names are bound.
struct Scope {
  enum class Kind : std::uint8_t { kModule, kFunction, kClass, kLambda, kComprehension, kGenerator };

  Kind kind = Kind::kModule;
  ScopeId parent;
  std::string_view class_name = {};     // of a class, without leading underscores: what private names begin with
  std::vector<std::string_view> bound;  // in order of first binding; parameters first
  std::set<std::string_view> is_bound;
  std::set<std::string_view> captured;       // of `bound`: those that a nested function uses
  std::set<std::string_view> globals;        // declared `global`
  std::set<std::string_view> nonlocals;      // declared `nonlocal`
  bool lists_variables = false;              // says `locals()` or `vars()`
  std::set<std::string_view> shared;         // of `bound`: those that scopes inside use
  std::map<std::string_view, ScopeId> free;  // where it lists them: variables of scopes around, and whose they are
};

/// What a name means where it is used.
struct Resolution {
  enum class Kind : std::uint8_t { kVariable, kClassName, kGlobal, kBuiltin, kUnknown };
  Kind kind = Kind::kUnknown;
  ScopeId owner;  // of a variable; the class
};

class ScopeTree {
 public:
  explicit ScopeTree(const syntax::Cst& cst);

  /// Whether the file names anything that reads the annotations of functions at run time; otherwise they are left out.
  bool keeps_annotations() const { return keeps_annotations_; }

  /// Whether anything in the file says `globals()`, or `locals()` of the module.
  bool says_globals() const { return says_globals_; }

  ScopeId module_scope() const { return ScopeId(0); }
  const Scope& operator[](ScopeId id) const { return scopes_[id]; }
  /// The scope that `node` (a def, a lambda, a comprehension) opens.
  ScopeId of(const syntax::Node& node) const;
  Resolution resolve(ScopeId scope, std::string_view name) const;
  /// What `name` means in the code of a class beyond the names of the class.
  Resolution resolve_outside(std::string_view name) const;
  /// `__name` inside of a class is `_Class__name` (Python reference, 6.2.1 Identifiers).
  std::string_view mangled(ScopeId scope, std::string_view name) const;
  /// The class whose method (or a function inside of one) the code of `scope` belongs to, or none.
  ScopeId class_around(ScopeId scope) const;
  /// How often a name is bound in the module's scope, by whatever statement of whatever function.
  int global_bindings(std::string_view name) const;

 private:
  friend class ScopeWalk;
  using Key = std::pair<Span, syntax::NodeKind>;

  bool may_be_rebound(std::string_view name) const;

  std::string_view source_;
  bool keeps_annotations_;
  bool says_globals_ = false;
  Store<ScopeId, Scope> scopes_;
  std::map<Key, ScopeId> by_node_;
  std::map<std::string_view, int> global_bindings_;
  mutable std::set<std::string> mangled_;
};

/// Whether the call is `locals()` or `vars()`, by name.
bool asks_for_locals(const syntax::Node& call);

/// Whether CPython 3.11 has a builtin of that name; `in_python_2`: whether Python 2 had one that Python 3 dropped.
bool is_builtin(std::string_view name);
bool is_python_2_builtin(std::string_view name);

}  // namespace pbc::lift
