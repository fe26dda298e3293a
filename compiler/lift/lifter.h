// SPDX-License-Identifier: Apache-2.0
//
// The state of one lift, and its parts by construct: lift_assign.cpp, lift_call.cpp, ... Used inside this folder only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diag/diag_sink.h"
#include "compiler/ir/module.h"
#include "compiler/lift/scope.h"
#include "compiler/syntax/syntax.h"

namespace pbc::lift {

using syntax::Field;
using syntax::Node;
using syntax::NodeKind;
using syntax::Nodes;

/// The text of a str or bytes literal, decoded. `value` is absent when it holds interpolations.
std::optional<ir::Constant> decode_string(const Node& string);
/// Decodes escapes of `raw` text between the quotes; `prefix` is what stands before the quote, in lower case.
std::string decode_escapes(std::string_view raw, std::string_view prefix);
/// The value of an integer literal in decimal digits.
std::string decode_integer(std::string_view literal);
/// The text of a float constant (ir::Constant) for a literal.
std::string decode_float(std::string_view literal);

class Lifter {
 public:
  Lifter(const syntax::Cst& cst, DiagSink& diags);
  ir::Module run();

 private:
  // --- lifter.cpp: regions, operations, names
  ir::OpId emit(ir::Op op, const Node& at);
  ir::OpId emit(ir::OpKind kind, const Node& at, std::vector<ir::Operand> operands = {}, std::string_view name = {});
  /// Runs `fill` with a new region as the place where operations go.
  template <typename F>
  ir::RegionId region(F&& fill) {
    const ir::RegionId outer = region_;
    const ir::RegionId inner = module_.add_region();
    region_ = inner;
    fill();
    region_ = outer;
    return inner;
  }
  ir::RegionId empty_region() { return module_.add_region(); }
  ir::Operand none() { return module_.intern(ir::Constant{}); }
  ir::Operand str(std::string_view text) {
    return module_.intern(ir::Constant{ir::Constant::Kind::kStr, std::string(text)});
  }
  ir::Operand integer(long number) {
    return module_.intern(ir::Constant{ir::Constant::Kind::kInt, std::to_string(number)});
  }

  /// The name of an attribute or a keyword as the class around this place sees it (`__x` is `_C__x`).
  std::string_view mangled(std::string_view name) const { return scopes_.mangled(scope_, name); }
  ir::VariableId variable(ScopeId owner, std::string_view name);
  ir::Operand load(std::string_view name, const Node& at);
  void store(std::string_view name, ir::Operand value, const Node& at);
  void unsupported(const Node& at, std::string_view what, std::string_view instead = {});
  void undefined(std::string_view name, const Node& at);

  // --- lift_module.cpp, lift_function.cpp
  void declare_functions(const Node& root);
  ir::FunctionId declare_function(const Node& node, std::string_view name, ir::FunctionId parent, ScopeId scope);
  void lift_body(ir::FunctionId function, const Node& node);
  void parameters(ir::FunctionId function, const Node& node, ScopeId scope, std::vector<ir::Operand>* computed);
  ir::Operand define(ir::FunctionId function, const Node& node);
  void function_definition(const Node& node, Nodes decorators);
  void keep_annotations(const Node& node, ir::Operand function);
  ir::Operand lambda(const Node& node);
  // --- lift_generator.cpp
  ir::FunctionId declare_generator_expression(const Node& node, ir::FunctionId parent, ScopeId scope);
  ir::Operand generator_expression(const Node& node);
  ir::Operand yield_expression(const Node& node);
  bool is_inert(const Node& statement) const;
  bool is_playbook_block_decorator(const Node& decorator) const;
  void find_custom_code();
  std::string banner_of(const Node& function) const;
  std::optional<std::string> docstring_of(const Node& function) const;

  // --- lift_class.cpp
  struct OpenClass {
    ScopeId scope;
    ir::FunctionId function;  // that runs the body
    ir::Operand names;        // the namespace
    std::string qualified_name;
    bool needs_cell = false;  // a method says `super()` or `__class__`
    ir::VariableId cell;
  };
  void class_definition(const Node& node, Nodes decorators);
  ir::RegionId class_body(const Node& node, const std::string& qualified_name);
  bool check_metaclass(const Node& superclasses);
  ir::Operand load_name(ScopeId scope, std::string_view name, const Node& at);
  ir::Operand class_cell(OpenClass& open, const Node& at);
  /// The class that `super()` means at this place, or null.
  OpenClass* open_class();
  OpenClass& open_class(ScopeId scope);
  ir::Operand super_call(const Node& node);
  void annotation(const Node& target, const Node& type);
  std::string qualified_prefix(const Node& definition) const;

  // --- lift_statement.cpp, lift_assign.cpp, lift_loop.cpp, lift_try.cpp, lift_import.cpp
  void block(const Node& node);
  void statement(const Node& node);
  void if_statement(const Node& condition, const Node& consequence, Nodes alternatives, std::size_t next,
                    const Node& at);
  void delete_target(const Node& node);
  void assert_statement(const Node& node);
  void raise_statement(const Node& node);
  void assignment(const Node& node);
  void augmented_assignment(const Node& node);
  void assign(const Node& target, ir::Operand value);
  void unpack(Nodes targets, ir::Operand value, const Node& at);
  void for_statement(const Node& node);
  void while_statement(const Node& node);
  void try_statement(const Node& node);
  void with_items(Nodes items, std::size_t next, const Node& body);
  void import_statement(const Node& node);
  void import_from_statement(const Node& node);
  void check_module(const Node& module);
  void warn_of_doctest(const Node& module);

  // --- lift_expression.cpp, lift_display.cpp, lift_text.cpp, lift_comprehension.cpp
  ir::Operand expression(const Node& node);
  ir::Operand boolean_operator(const Node& node);
  ir::Operand comparison(const Node& node);
  ir::Operand comparison_rest(Nodes operands, Nodes operators, std::size_t index, ir::Operand left, const Node& at);
  ir::Operand compare(ir::Operand left, std::string_view op, ir::Operand right, const Node& at);
  ir::Operand unary(const Node& node);
  ir::Operand conditional(const Node& node);
  ir::Operand named_expression(const Node& node);
  ir::Operand attribute(const Node& node);
  ir::Operand subscript(const Node& node);
  ir::Operand subscript_key(const Node& node);
  ir::Operand slice(const Node& node);
  ir::Operand generic_type(const Node& node);
  ir::RegionId yields(const Node& node);
  std::vector<ir::Operand> elements(Nodes nodes);
  ir::Operand display(ir::OpKind kind, const Node& node);
  ir::Operand dictionary(const Node& node);
  ir::Operand string(const Node& node);
  ir::Operand fstring(Nodes strings, const Node& at);
  ir::Operand field(const Node& interpolation);
  ir::Operand comprehension(const Node& node, ir::OpKind kind);
  void comprehension_clauses(Nodes clauses, std::size_t next, const Node& body, ir::OpKind kind);

  // --- lift_call.cpp, lift_phantom.cpp
  ir::Operand call(const Node& node);
  ir::Operand local_variables(const Node& node);
  ir::Operand kept_locals(const Node& node);
  void arguments(const Node& list, ir::Op* op);
  bool is_phantom(const Node& object) const;
  ir::Operand phantom_call(const Node& node, std::string_view name);
  /// Reports a name that the Playbook API lacks, or that is not supported yet.
  void check_api_name(std::string_view name, const Node& at);
  ir::Operand term(const Node& node);
  ir::Operand callback(const Node& node, std::string_view api);

  const syntax::Cst& cst_;
  DiagSink& diags_;
  ScopeTree scopes_;
  ir::Module module_;

  ir::RegionId region_;
  ir::FunctionId function_;
  ScopeId scope_;
  int finally_depth_ = 0;                // `finally` blocks around this place
  std::vector<OpenClass> open_classes_;  // whose bodies are being lifted, the innermost last
  int nameerror_handlers_ = 0;           // `try`s around this place that catch NameError
  int import_handlers_ = 0;              // those that catch ImportError, and tests of TYPE_CHECKING
  bool is_script_ = true;
  bool imports_all_ = false;            // some `import *` may bind any name
  bool postponed_annotations_ = false;  // from __future__ import annotations
  std::map<std::pair<ScopeId, std::string_view>, ir::VariableId> variables_;
  std::map<ir::FunctionId, ir::VariableId> kept_locals_;
  std::map<std::string_view, ir::FunctionId> static_functions_;
  std::map<Span, ir::FunctionId> functions_by_span_;
  std::string_view phantom_alias_;  // the global that `import phantom.rules as ...` binds, and nothing else
};

}  // namespace pbc::lift
