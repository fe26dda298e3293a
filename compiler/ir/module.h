// SPDX-License-Identifier: Apache-2.0
//
// The IR: one playbook as a module of functions, each a tree of regions that hold operations in order of evaluation.
//
// Everything is named by a 32-bit id into a store of the module; nothing points at anything. Control flow is
// structured, because the output is source text again. An operation yields at most one value, and the value is named by
// its operation. Python's variables stay variables: `load` and `store`, not phi nodes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/base/ids.h"
#include "compiler/phantom/api.h"
#include "compiler/source/span.h"

namespace pbc::ir {

struct NameTag;
struct ConstantTag;
struct TermTag;
struct VariableTag;
struct OpTag;
struct RegionTag;
struct FunctionTag;
using NameId = Id<NameTag>;  // an interned text: identifiers, modules, operators
using ConstantId = Id<ConstantTag>;
using TermId = Id<TermTag>;
using VariableId = Id<VariableTag>;
using OpId = Id<OpTag>;  // also names the value that the operation makes
using RegionId = Id<RegionTag>;
using FunctionId = Id<FunctionTag>;

// --- Operands ---

/// A Python constant.
struct Constant {
  enum class Kind : std::uint8_t { kNone, kBool, kInt, kFloat, kStr, kBytes, kEllipsis };
  Kind kind = Kind::kNone;
  /// kBool: "True" or "False". kInt: decimal digits, of any length. kFloat: the shortest text that reads back as the
  /// same number ("inf" too). kStr: UTF-8 with lone surrogates in three-byte form. kBytes: the bytes.
  std::string text;
  friend bool operator==(const Constant&, const Constant&) = default;
};

/// What an operation works on.
struct Operand {
  enum class Kind : std::uint8_t { kAbsent, kValue, kConstant, kFunction, kTerm };
  Kind kind = Kind::kAbsent;
  bool starred = false;  // `*x` in a display or call; `**x` where pairs or keywords stand
  std::uint32_t index = 0;

  Operand() = default;
  Operand(OpId value) : kind(Kind::kValue), index(value.index()) {}
  Operand(ConstantId constant) : kind(Kind::kConstant), index(constant.index()) {}
  Operand(FunctionId function) : kind(Kind::kFunction), index(function.index()) {}
  Operand(TermId term) : kind(Kind::kTerm), index(term.index()) {}

  bool is_absent() const { return kind == Kind::kAbsent; }
  bool is_value() const { return kind == Kind::kValue; }
  bool is_constant() const { return kind == Kind::kConstant; }
  bool is_function() const { return kind == Kind::kFunction; }
  bool is_term() const { return kind == Kind::kTerm; }
  OpId value() const { return OpId(index); }
  ConstantId constant() const { return ConstantId(index); }
  FunctionId function() const { return FunctionId(index); }
  TermId term() const { return TermId(index); }
  friend bool operator==(const Operand&, const Operand&) = default;
};

/// A list, tuple or dict written out as an argument of a Playbook API call. It is built anew each time the call runs;
/// that its parts stand here, rather than in operations of their own, is what makes datapaths and conditions static.
struct Term {
  enum class Kind : std::uint8_t { kList, kTuple, kDict };
  Kind kind = Kind::kList;
  std::vector<Operand> elements;  // kDict: key, value, key, value ...; `**mapping` is an absent key and a starred value
};

// --- Operations ---

enum class OpKind : std::uint8_t {
#define PBC_OP(kind, text, result, shape, effects) k##kind,
#include "compiler/ir/ops.def"
};

/// One line of ops.def.
struct OpInfo {
  std::string_view text;
  bool has_result;
  std::string_view shape;
  phantom::Effects effects;
};
const OpInfo& info(OpKind kind);
std::size_t op_kind_count();

/// How far one request may serve equal ones of an act, and whether its requests may be under way together. A pass
/// decides (opt/share_requests.h); as lifted, every parameter dict is a request of its own, one after the other.
enum class Sharing : std::uint8_t {
  kNone,
  kAct,  // equal requests of one act() call are one; all are sent at once
  kRun,  // those of the whole run, sub-playbooks included, as far as nothing between them changes what they ask about
};
/// "none", "act", "run".
std::string_view name(Sharing sharing);
std::optional<Sharing> find_sharing(std::string_view name);

/// One operation. Which of the fields are used is the shape in ops.def.
struct Op {
  OpKind kind;
  phantom::Api api{};                      // p
  Sharing sharing{};                       // p, of `phantom.act` alone, as the next two
  std::uint32_t batch = 1;                 // the most parameter dicts that one request may hold
  VariableId variable{};                   // v, V
  FunctionId function{};                   // f
  std::array<NameId, 2> names{};           // n, V (a name of the module)
  std::array<std::int32_t, 2> integers{};  // i
  /// One for each o and ?, in order; an absent ? is an absent operand. Then the variable part: * ( : p. In `(` the last
  /// keywords.size() of them are keyword arguments, in `p` all are; the positional arguments of an API function that
  /// takes any number come first and have the name of that parameter, `*parts`. In `:` they are key, value, key, value
  /// ...;
  /// `**mapping` is an absent key and a starred value.
  std::vector<Operand> operands{};
  std::vector<NameId> keywords{};  // NameId::kNone for `**mapping`
  /// p: functions of the module that are rehearsed when the act begins (opt/prefetch_lookups.h).
  std::vector<FunctionId> ahead{};
  /// r, e; always as many as the shape says. An empty region stands for a clause that is not there: `else`, `finally`,
  /// the class of a bare `except:`, the message of `assert`.
  std::vector<RegionId> regions{};
};

/// Regions and terms inside of one another; deeper ones are refused by the reader and by the verifier.
inline constexpr int kDeepestNesting = 1000;

struct Region {
  std::vector<OpId> ops;
};

// --- Functions ---

struct Variable {
  enum class Kind : std::uint8_t {
    kLocal,
    kCell,           // shared with a nested function
    kComprehension,  // belongs to one comprehension only
  };
  NameId name;
  Kind kind = Kind::kLocal;
  FunctionId owner;
};

struct Parameter {
  enum class Kind : std::uint8_t { kPositionalOnly, kNormal, kKeywordOnly, kArgs, kKwargs };
  VariableId variable;
  Kind kind = Kind::kNormal;
  /// Absent: required. A constant: the default. Any other default is computed by the `define` that makes the function:
  /// one operand there for each parameter with `computed_default`, in order.
  Operand default_value;
  bool computed_default = false;
};

/// What the SOAR editor calls a function, as far as its name and signature tell.
enum class FunctionRole : std::uint8_t {
  kModule,  // the body of the file
  kStart,   // on_start(container)
  kFinish,  // on_finish(container, summary)
  kBlock,   // a block: the editor's parameters, or the callback of some act
  kPlain,   // any other function of the module
  kMethod,  // def in the body of a class of the module
  kNested,  // def inside a function
  kLambda,
  kGeneratorExpression,  // its parameter is the iterator of the first `for`
};

struct Function {
  NameId name;
  FunctionRole role = FunctionRole::kPlain;
  FunctionId parent;           // kNone for the module's body
  std::string qualified_name;  // as Python's __qualname__
  std::string description;     // the editor's comment banner, or the docstring; may be empty
  bool is_documented = false;  // the description is the docstring, and so Python's __doc__
  bool is_decorated = false;   // @phantom.playbook_block()
  /// Calling it makes a generator, whose body runs piece by piece: there is a `yield` in its source.
  bool is_generator = false;
  /// Known never to be rebound, and defined before any code of the module runs: calls may name it directly.
  bool is_static = false;
  std::vector<Parameter> parameters;
  std::vector<VariableId> variables;  // parameters first, then in order of first binding
  RegionId body;
};

/// The name of the module's body, as tracebacks show it.
inline constexpr std::string_view kModuleName = "<module>";

/// "module", "start", "finish", "block", "function", "method", "nested", "lambda", "generator".
std::string_view text(FunctionRole role);
/// Functions of the module are static unless something says otherwise; methods, lambdas, generator expressions, nested
/// functions and the module are not.
bool is_static_by_default(FunctionRole role);

/// Author code between the editor's custom-code markers, where it is not empty.
struct CustomCode {
  FunctionId function;
  std::uint32_t first_line;
  std::uint32_t last_line;
  friend bool operator==(const CustomCode&, const CustomCode&) = default;
};

struct Module {
  std::string name;  // the playbook's: the file's name without .py
  std::string file;  // as diagnostics and tracebacks name it
  std::string description;

  Store<ConstantId, Constant> constants;
  Store<TermId, Term> terms;
  Store<VariableId, Variable> variables;
  Store<OpId, Op> ops;
  Store<RegionId, Region> regions;
  Store<FunctionId, Function> functions;  // the module's body first, then in source order
  std::vector<CustomCode> custom_code;

  /// Side tables by operation and function: where it stands in the source.
  std::vector<Span> op_spans;
  std::vector<std::uint32_t> op_lines;
  std::vector<Span> function_spans;
  std::vector<std::uint32_t> function_lines;

  NameId intern(std::string_view text);
  std::string_view text(NameId name) const { return names_[name]; }
  bool knows(NameId name) const { return name.index() < names_.size(); }
  ConstantId intern(Constant constant);

  OpId add(Op op, Span span = {}, std::uint32_t line = 0);
  RegionId add_region() { return regions.add({}); }
  FunctionId add(Function function, Span span = {}, std::uint32_t line = 0);

  FunctionId module_body() const { return FunctionId(0); }
  /// Whether the function is one of those that the module's own names may mean.
  bool is_top_level(FunctionId function) const;
  /// The module's own function of that name, or none.
  FunctionId find_function(std::string_view name) const;
  bool is_script() const { return find_function("on_start").is_none(); }

 private:
  Store<NameId, std::string> names_;
  std::unordered_map<std::string, NameId> name_ids_;
  std::unordered_map<std::string, ConstantId> constant_ids_;
};

/// Python's __qualname__ of a function `name` defined in `parent` (Python reference, 5.1): `outer.<locals>.name`.
std::string default_qualified_name(const Module& module, FunctionId parent, std::string_view name);

/// Same structure, whatever the ids and locations (spans, lines, `file`).
bool operator==(const Module& a, const Module& b);

}  // namespace pbc::ir
