// SPDX-License-Identifier: Apache-2.0
//
// Functions: signatures, parameters, bodies, closures.
#include <algorithm>

#include "compiler/emit/emitter.h"
#include "compiler/ir/walk.h"

namespace pbc::emit {

using ir::FunctionRole;
using ir::OpKind;
using Kind = ir::Parameter::Kind;

namespace {

/// The members of BlockArguments (runtime/include/pbc/function.h), in order.
constexpr std::string_view kBlockParameters[] = {
    "action",           "success",         "container",       "results", "handle", "filtered_artifacts",
    "filtered_results", "custom_function", "loop_state_json", "kwargs",
};

constexpr std::string_view kKindNames[] = {"kPositionalOnly", "kNormal", "kKeywordOnly", "kArgs", "kKwargs"};

std::size_t block_position(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(kBlockParameters, name) - std::begin(kBlockParameters));
}

}  // namespace

const std::vector<std::string>& Emitter::parameter_names(ir::FunctionId id) {
  const auto [known, is_new] = parameter_names_.try_emplace(id);
  if (is_new) {
    NameSet names;  // two names may become one identifier: `caf\u00e9` and `caf_`
    for (const ir::Parameter& parameter : module_.functions[id].parameters)
      known->second.push_back(names.unique(identifier(module_.text(module_.variables[parameter.variable].name))));
  }
  return known->second;
}

bool Emitter::uses_block_arguments(ir::FunctionId id) const {
  const ir::Function& function = module_.functions[id];
  if (function.role != FunctionRole::kBlock && function.role != FunctionRole::kStart) return false;
  // Members of a struct are initialized in its order, so the parameters have to stand in it, as the editor writes them.
  std::size_t next = 0;
  return std::ranges::all_of(function.parameters, [&](const ir::Parameter& parameter) {
    const std::string_view name = module_.text(module_.variables[parameter.variable].name);
    const std::size_t position = block_position(name);
    if (position < next || position == std::size(kBlockParameters)) return false;
    next = position + 1;
    if (parameter.kind == Kind::kKwargs || name == "kwargs") return parameter.kind == Kind::kKwargs && name == "kwargs";
    if (parameter.kind != Kind::kNormal || parameter.computed_default) return false;
    return parameter.default_value.is_absent() ||
           module_.constants[parameter.default_value.constant()].kind == ir::Constant::Kind::kNone;
  });
}

std::string Emitter::arguments_type(ir::FunctionId id) const {
  return uses_block_arguments(id) ? "BlockArguments" : argument_types_.at(id);
}

/// A call that is bound at run time goes by a constant list of parameters; functions with equal lists share it.
std::string Emitter::parameter_list(ir::FunctionId id, std::string* section) {
  const ir::Function& function = module_.functions[id];
  if (function.parameters.empty()) return "{}";
  std::string text = "{";
  for (const ir::Parameter& parameter : function.parameters) {
    if (text.size() > 1) text += ", ";
    text += "{" + string_literal(module_.text(module_.variables[parameter.variable].name));
    const bool has_default = !parameter.default_value.is_absent();
    if (parameter.kind != Kind::kNormal || has_default)
      text += ", ParameterKind::" + std::string(kKindNames[static_cast<std::size_t>(parameter.kind)]);
    if (has_default) text += ", " + constant(module_.constants[parameter.default_value.constant()]).text;
    text += "}";
  }
  text += "}";
  auto& name = parameter_lists_[text];
  if (name.empty()) {
    const bool is_block = uses_block_arguments(id) && function.parameters.size() > 1;
    std::string base = is_block ? "kBlockParameters" : "kParametersOf_" + identifier(module_.text(function.name));
    name = file_names_.unique(std::move(base));
    // `{{"x"}}` could also be a list that is copied from a list, whose elements would not live long enough.
    if (function.parameters.size() == 1) text.insert(1, "Parameter");
    *section += wrap("const std::initializer_list<Parameter> " + name + " = " + text + ";", 0) + "\n";
  }
  return name;
}

void Emitter::bind_parameters(ir::FunctionId id, bool from_array) {
  const ir::Function& function = module_.functions[id];
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ir::Parameter& parameter = function.parameters[i];
    if (!fn_.accessed.contains(parameter.variable) && !is_cell(parameter.variable)) continue;
    const std::string source = from_array ? "args[" + std::to_string(i) + "]" : "args." + parameter_names(id)[i];
    const bool fill = parameter.kind == Kind::kKwargs && !from_array && uses_block_arguments(id);
    const std::string value = fill ? source + ".is_unset() ? dict({}) : " + source : source;
    const std::string name = variable_name(parameter.variable);
    out_->line(is_cell(parameter.variable) ? "Cell " + name + "{" + value + "};"
                                           : "Value " + name + " = " + value + ";");
  }
}

/// The cells that no parameter fills.
void Emitter::declare_cells(ir::FunctionId id) {
  const ir::Function& function = module_.functions[id];
  const auto is_parameter = [&](ir::VariableId variable) {
    return std::ranges::any_of(function.parameters, [&](const ir::Parameter& p) { return p.variable == variable; });
  };
  for (ir::VariableId variable : function.variables)
    if (is_cell(variable) && !is_parameter(variable)) out_->line("Cell " + variable_name(variable) + ";");
}

std::string Emitter::function_body(ir::FunctionId id, int depth, bool from_array) {
  const ir::Function& function = module_.functions[id];
  FunctionState state;
  state.id = id;
  state.in_steps = function.is_generator && generator_type(id) != "Value";
  state.ends_with_failure = !from_array && failing_.contains(id);
  if (from_array) state.names = fn_.names;  // captured variables keep their names
  for (const std::string& name : visible_functions_) state.names.take(name);
  state.types = LocalTypes(module_, id, assigned_, comparisons_are_bool_);
  std::swap(fn_, state);
  CxxWriter writer(depth);
  CxxWriter* outer = std::exchange(out_, &writer);

  count_uses(function.body);
  place_variables(id);
  const std::string_view name = module_.text(function.name);
  const bool is_expression = function.role == FunctionRole::kGeneratorExpression;
  const bool makes_generator = function.is_generator && !is_expression;
  if (makes_generator) {
    bind_parameters(id, from_array);
    open_generator(id, "return ", "=");
  }
  out_->line("Frame at{" + string_literal(name) + "};");
  if (id == module_.module_body() && says_globals_) {
    const std::string name = module_.is_script() ? "__main__" : module_.name;
    const std::string text = function.description.empty() ? "None" : string_literal(function.description);
    out_->line("module().expose(" + string_literal(name) + ", " + text + ");");
  }
  if (!function.is_generator) bind_parameters(id, from_array);
  declare_cells(id);
  emit_block(function.body);
  const auto& ops = module_.regions[function.body].ops;
  const bool returns = !ops.empty() && (module_.ops[ops.back()].kind == OpKind::kReturn ||
                                        module_.ops[ops.back()].kind == OpKind::kRaise);
  if (function.role != FunctionRole::kModule && !returns) out_->line(fn_.in_steps ? "co_return None;" : "return None;");
  if (makes_generator) out_->close(");");

  out_ = outer;
  std::swap(fn_, state);
  return writer.text();
}

bool Emitter::is_huge(ir::FunctionId id) const {
  std::size_t weight = 0;
  ir::for_each_op(module_, module_.functions[id].body, [&](ir::OpId op, ir::RegionId) {
    const OpKind kind = module_.ops[op].kind;
    weight += kind == OpKind::kTry || kind == OpKind::kWith ? kGuardWeight : 1;
  });
  return weight > kHugeFunction;
}

std::string Emitter::definition(ir::FunctionId id) {
  const ir::Function& function = module_.functions[id];
  std::string text = comment(function.description);
  if (is_huge(id)) text += "[[gnu::optimize(\"O0\")]]\n";
  const std::string args = function.parameters.empty() ? "" : " args";
  text += "Value " + function_names_.at(id) + "(" + arguments_type(id) + args + ") {\n";
  return text + function_body(id, 1, false) + "}\n";
}

std::size_t Emitter::emit_define(ir::RegionId region, std::size_t index) {
  const auto& ops = module_.regions[region].ops;
  const ir::OpId id = ops[index];
  const ir::Op& op = module_.ops[id];
  const ir::Function& function = module_.functions[op.function];
  auto defaults = take(op.operands);
  if (function.parent == module_.module_body() && function.role != FunctionRole::kLambda && op.operands.empty()) {
    Expression result;
    result.text = function_names_.at(op.function);
    result.type = CxxType::kLiteral;
    hold(id, std::move(result));
    return index + 1;
  }

  flush();
  const std::string plain = identifier(function.role == FunctionRole::kLambda ? "lambda" : module_.text(function.name));
  const std::string info = file_names_.unique("k" + plain + "_info");
  const std::string list_name = parameter_list(op.function, &closure_section_);
  closure_section_ += wrap("const FunctionInfo " + info + "{" + string_literal(function.qualified_name) + ", " +
                               std::to_string(module_.function_lines[op.function.index()]) + ", nullptr, " + list_name +
                               ", nullptr" + documentation(op.function) + "};",
                           0) +
                      "\n";
  std::string name;
  const ir::VariableId declared = declared_with(ops, index);
  const bool stored = uses_[id.index()] == 1 && declared;
  if (stored) name = variable_name(declared);
  if (!stored) name = fresh(plain);
  std::vector<Expression*> parts;
  for (Expression& value : defaults) parts.push_back(&value);
  Expression result;
  sequence(parts, Expression::kNoLine, &result);
  at(result.first_line);
  out_->line("Value " + name + " = closure(" + info + ", [=]([[maybe_unused]] Value* args) -> Value {");
  out_->append(function_body(op.function, out_->depth() + 1, true));
  // The runtime gives them to the last parameters, so those between that have a constant default are listed too.
  std::string list;
  std::size_t computed = 0;
  for (const ir::Parameter& parameter : function.parameters) {
    if (defaults.empty() || parameter.kind == Kind::kArgs || parameter.kind == Kind::kKwargs) continue;
    const bool constant_default = !parameter.default_value.is_absent();
    if (list.empty() && !parameter.computed_default && !constant_default) continue;
    std::string value = "Value()";
    if (parameter.computed_default)
      value = defaults[computed++].text;
    else if (constant_default)
      value = constant(module_.constants[parameter.default_value.constant()]).text;
    list += (list.empty() ? "" : ", ") + value;
  }
  out_->line(defaults.empty() ? "});" : "}, {" + list + "});");
  if (stored) return index + 2;
  Expression made;
  made.text = name;
  hold(id, std::move(made));
  return index + 1;
}

}  // namespace pbc::emit
