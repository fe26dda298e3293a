// SPDX-License-Identifier: Apache-2.0
//
// The file: facts, declarations, functions in the order of the playbook, the table of functions.
#include <algorithm>
#include <functional>

#include "compiler/emit/emit.h"
#include "compiler/emit/emitter.h"
#include "compiler/ir/walk.h"

namespace pbc::emit {

using ir::FunctionRole;
using ir::OpKind;

void Emitter::name_functions() {
  for (ir::FunctionId id : module_.functions.ids()) {
    const ir::Function& function = module_.functions[id];
    if (id == module_.module_body() || function.parent != module_.module_body() ||
        function.role == FunctionRole::kLambda || function.role == FunctionRole::kGeneratorExpression)
      continue;
    const bool is_method = function.role == FunctionRole::kMethod;
    function_names_[id] =
        file_names_.unique(identifier(is_method ? function.qualified_name : module_.text(function.name)));
  }
  // A variable hides the function of its name, as in Python, but where two names of Python became one, and where a
  // nested function may mean that of the module (`global`).
  for (const auto& [id, name] : function_names_)
    if (name != module_.text(module_.functions[id].name)) visible_functions_.insert(name);
  for (ir::FunctionId id : module_.functions.ids()) {
    if (id == module_.module_body() || module_.functions[id].parent == module_.module_body()) continue;
    ir::for_each_op(module_, id, [&](ir::OpId op, ir::RegionId) {
      ir::for_each_operand(module_, op, [&](const ir::Operand& operand) {
        if (operand.is_function()) visible_functions_.insert(function_names_.at(operand.function()));
      });
    });
  }
  for (const auto& [id, name] : function_names_) argument_types_[id] = file_names_.unique(name + "_arguments");
}

/// The module's variables, and which of them are bound before any function can run: those that the body's first
/// operations store, up to the first one that could run code.
void Emitter::collect_globals() {
  NameSet names;
  for (ir::OpId id : module_.ops.ids())
    says_globals_ |= module_.ops[id].kind == OpKind::kBuiltin && module_.text(module_.ops[id].names[0]) == "globals";
  const auto add = [&](ir::NameId name) {
    if (!in_namespace(name) && !global_names_.contains(name))
      global_names_[name] = names.unique(identifier(module_.text(name)));
  };
  std::set<ir::NameId> deleted;
  std::map<ir::NameId, int> stores;
  for (ir::FunctionId id : module_.functions.ids())
    ir::for_each_op(module_, id, [&](ir::OpId op_id, ir::RegionId) {
      const ir::Op& op = module_.ops[op_id];
      if (op.kind == OpKind::kStoreGlobal || op.kind == OpKind::kDeleteGlobal) add(op.names[0]);
      if ((op.kind == OpKind::kExcept || op.kind == OpKind::kClass) && op.names[0]) add(op.names[0]);
      if (op.kind == OpKind::kStoreGlobal) ++stores[op.names[0]];
      if (op.kind == OpKind::kDeleteGlobal || op.kind == OpKind::kExcept) deleted.insert(op.names[0]);
    });
  if (says_globals_) return;
  for (ir::OpId op_id : module_.regions[module_.functions[module_.module_body()].body].ops) {
    const ir::Op& op = module_.ops[op_id];
    const bool runs_nothing = op.kind == OpKind::kImport || op.kind == OpKind::kImportLeaf ||
                              op.kind == OpKind::kImportFrom || op.kind == OpKind::kList || op.kind == OpKind::kTuple ||
                              op.kind == OpKind::kDict || op.kind == OpKind::kDefine || op.kind == OpKind::kStoreGlobal;
    if (!runs_nothing) break;
    if (op.kind != OpKind::kStoreGlobal || deleted.contains(op.names[0])) continue;
    certain_globals_.insert(op.names[0]);
    if (stores[op.names[0]] == 1) constant_globals_.insert(op.names[0]);
  }
}

std::string Emitter::arguments_structs() {
  std::string text;
  for (const auto& [id, name] : function_names_) {
    if (uses_block_arguments(id)) continue;
    CxxWriter writer;
    writer.open("struct " + arguments_type(id));
    const std::vector<ir::Parameter>& parameters = module_.functions[id].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const ir::Parameter& parameter = parameters[i];
      std::string value;
      if (!parameter.default_value.is_absent())
        value = " = " + constant(module_.constants[parameter.default_value.constant()]).text;
      else if (parameter.kind == ir::Parameter::Kind::kArgs)
        value = " = tuple({})";
      else if (parameter.kind == ir::Parameter::Kind::kKwargs)
        value = " = dict({})";
      writer.line("Value " + parameter_names(id)[i] + value + ";");
    }
    writer.close(";");
    text += writer.text() + "\n";
  }
  return text;
}

void Emitter::collect_failing() {
  for (const auto& [id, name] : function_names_) {
    const ir::Function& function = module_.functions[id];
    if (function.role != ir::FunctionRole::kPlain || function.is_generator || uses_block_arguments(id)) continue;
    bool raises = false;
    ir::for_each_op(module_, function.body, [&](ir::OpId op, ir::RegionId) {
      raises |= module_.ops[op].kind == ir::OpKind::kRaise && !module_.ops[op].operands[0].is_absent();
    });
    if (raises) failing_.insert(id);
  }
}

void Emitter::collect_callbacks() {
  for (const ir::OpId id : module_.ops.ids()) {
    const ir::Op& op = module_.ops[id];
    bool is_callee = op.kind == ir::OpKind::kCall;
    ir::for_each_operand(module_, id, [&](const ir::Operand& operand) {
      if (operand.is_function() && !is_callee) callbacks_.insert(operand.function());
      is_callee = false;
    });
  }
}

/// A class can get a comparison method by a `def`, an assignment, or a text that names it for setattr() or type().
void Emitter::look_for_names() {
  const auto look = [this](std::string_view name) {
    const bool compares = name == "__eq__" || name == "__ne__" || name == "__lt__" || name == "__le__" ||
                          name == "__gt__" || name == "__ge__";
    comparisons_are_bool_ &= !compares;
    sees_ends_ |= name == "__del__" || name == "weakref";
  };
  for (ir::FunctionId id : module_.functions.ids()) look(module_.text(module_.functions[id].name));
  for (ir::OpId id : module_.ops.ids())
    for (ir::NameId name : module_.ops[id].names)
      if (name) look(module_.text(name));
  for (ir::ConstantId id : module_.constants.ids()) look(module_.constants[id].text);
}

std::string Emitter::globals_struct() {
  CxxWriter writer;
  writer.line("/// The module's variables; every run has its own.");
  writer.open("struct Globals final : pbc::Globals");
  // In the order of the source, which is that of the names' first use as ids.
  for (const auto& [id, name] : global_names_) writer.line("Value " + name + ";");
  writer.close(";");
  writer.open("Globals& module()");
  writer.line("return static_cast<Globals&>(globals(" + (index_ == 0 ? "" : std::to_string(index_)) + "));");
  writer.close();
  return writer.text();
}

std::string Emitter::declarations() {
  std::string text;
  for (const auto& [id, name] : function_names_) text += "Value " + name + "(" + arguments_type(id) + ");\n";
  return text;
}

/// The last members of a FunctionInfo, where there is anything to say.
std::string Emitter::documentation(ir::FunctionId id) const {
  const ir::Function& function = module_.functions[id];
  const std::string needs = argument_needs(id);
  std::string text = function.is_documented ? ", " + string_literal(function.description) : "";
  if (needs.empty()) return text;
  if (text.empty()) text = ", nullptr";
  return text + ", {" + needs + "}";
}

/// Of a function that the engine calls, by the parameters that it makes values for: on_start's and on_finish's, and of
/// callbacks those of these names.
std::string Emitter::argument_needs(ir::FunctionId id) const {
  const ir::Function& function = module_.functions[id];
  const bool is_end = function.role == ir::FunctionRole::kStart || function.role == ir::FunctionRole::kFinish;
  if (!is_end && !callbacks_.contains(id)) return "";
  std::string unread, looked_at;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const std::string_view name = module_.text(module_.variables[function.parameters[i].variable].name);
    const ir::Need need = needs_.of(id, i);
    if (need == ir::Need::kOwn || !(is_end || name == "container" || name == "results")) continue;
    std::string& names = need == ir::Need::kNothing ? unread : looked_at;
    names.append(names.empty() ? "" : " ").append(name);
  }
  std::string text;
  if (!unread.empty()) text = ".unread = " + string_literal(unread);
  if (!looked_at.empty()) text += (text.empty() ? "" : ", ") + (".looked_at = " + string_literal(looked_at));
  return text;
}

std::string Emitter::table_entry(ir::FunctionId id) {
  const ir::Function& function = module_.functions[id];
  const std::string& name = function_names_.at(id);
  const std::string list = parameter_list(id, &parameter_list_section_);
  const auto members = [&] {
    std::string text;
    for (std::size_t i = 0; i < function.parameters.size(); ++i)
      text += (text.empty() ? "." : ", .") + parameter_names(id)[i] + " = args[" + std::to_string(i) + "]";
    return text;
  };
  std::string call;
  if (uses_block_arguments(id) && function.parameters.size() > 1) {
    std::string& helper = block_calls_[list];
    if (helper.empty()) {
      helper = file_names_.unique("call_block");
      parameter_list_section_ += "template <Value (*f)(BlockArguments)>\nValue " + helper + "(Value* args) {\n" +
                                 wrap("return f({" + members() + "});", 1) + "\n}\n";
    }
    call = helper + "<" + name + ">";
  } else {
    const std::string made = name + "({" + members() + "})";
    call = std::string("[](Value*") + (function.parameters.empty() ? "" : " args") + ") { return " +
           (failing_.contains(id) ? "or_throw(" + made + ")" : made) + "; }";
  }
  return "{" + string_literal(function.qualified_name) + ", " + std::to_string(module_.function_lines[id.index()]) +
         ", code_of(" + name + "), " + list + ", " + call + documentation(id) + "},";
}

std::string Emitter::function_table() {
  CxxWriter table;
  table.open("const std::initializer_list<FunctionInfo> kFunctions =");
  for (const auto& [id, name] : function_names_) table.line(table_entry(id));
  table.close(";");
  return table.text();
}

std::string Emitter::load_function() {
  return "void load() {\n" + function_body(module_.module_body(), 1, false) + "}\n";
}

std::string Emitter::playbook_facts(bool has_links) {
  CxxWriter writer;
  const bool is_linked = index_ != 0;
  writer.open(is_linked ? "extern const pbc::Playbook kPlaybook =" : "const pbc::Playbook pbc::playbook =");
  const std::string space = is_linked ? "" : space_ + "::";
  writer.line(".name = " + string_literal(module_.name) + ",");
  writer.line(".file = " + string_literal(module_.file) + ",");
  if (!function_names_.empty()) writer.line(".functions = " + space + "kFunctions,");
  const std::string globals = has_globals() ? space + "Globals" : "pbc::Globals";
  writer.line(".make_globals = []() -> pbc::Globals* { return new " + globals + "; },");
  writer.line(".load = " + space + "load,");
  writer.line(std::string(".is_script = ") + (module_.is_script() ? "true," : "false,"));
  if (is_linked) writer.line(".module = " + std::to_string(index_) + ",");
  std::string generators;
  for (const ir::FunctionId id : module_.functions.ids())
    if (const ir::Function& function = module_.functions[id];
        function.is_generator && function.role != FunctionRole::kGeneratorExpression)
      generators += (generators.empty() ? "{" : ", {") + string_literal(function.qualified_name) + ", " +
                    std::to_string(module_.function_lines[id.index()]) + "}";
  if (!generators.empty()) writer.line(".generators = {" + generators + "},");
  if (has_links) writer.line(".links = " + space + "kLinks,");
  writer.close(";");
  return writer.text();
}

std::string Emitter::run(const std::string& links) {
  name_functions();
  collect_failing();
  collect_callbacks();
  look_for_names();
  collect_globals();
  std::string bodies;
  for (const auto& [id, name] : function_names_) bodies += "\n" + definition(id);
  const std::string load = load_function();
  const std::string table = function_names_.empty() ? "" : function_table();

  std::string text = "namespace " + space_ + " {\n\nusing namespace pbc;\n";
  const std::string structs = arguments_structs();
  if (!function_names_.empty()) text += banner("Declarations") + structs + declarations();
  if (!closure_section_.empty()) text += "\n" + closure_section_;
  if (has_globals()) text += banner("Module") + globals_struct();
  if (!function_names_.empty()) text += banner("Functions") + bodies.substr(1);
  text += banner("Module body") + load;
  if (!function_names_.empty()) text += banner("Functions by name") + parameter_list_section_ + "\n" + table;
  if (!links.empty()) text += banner("What is linked") + links;
  const std::string facts = playbook_facts(!links.empty());
  const std::string end = "\n}  // namespace " + space_ + "\n";
  return index_ == 0 ? text + end + "\n" + facts : text + "\n" + facts + end;
}

}  // namespace pbc::emit
