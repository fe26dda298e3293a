// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/print.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/text_sink.h"
#include "compiler/ir/names.h"
#include "compiler/ir/ops.h"
#include "compiler/ir/print_op.h"
#include "compiler/ir/text.h"
#include "compiler/ir/variables.h"

namespace pbc::ir {
namespace {

/// One string literal a line, as many as the text has lines; none for empty text.
void print_description(TextSink& out, std::string_view description) {
  if (description.empty()) return;
  while (true) {
    const std::size_t end = description.find('\n');
    out.line(quote(description.substr(0, end)));
    if (end == std::string_view::npos) return;
    description.remove_prefix(end + 1);
  }
}

class Printer {
 public:
  Printer(const Module& module, const PrintOptions& options) : module_(module), options_(options), names_(module) {}

  std::string run() {
    if (!options_.only_function.empty()) {
      for (const FunctionId id : module_.functions.ids()) {
        if (is_inside(id, options_.only_function)) print_function(id);
      }
      return out_.take();
    }
    out_.print("playbook {}", quote(module_.name));
    if (options_.locations) out_.print(" file {}", quote(module_.file));
    out_.line(" {");
    {
      auto indent = out_.indent();
      print_description(out_, module_.description);
      for (const FunctionId id : module_.functions.ids()) print_function(id);
    }
    out_.line("}");
    return out_.take();
  }

 private:
  bool is_inside(FunctionId id, std::string_view name) const {
    for (; id; id = module_.functions[id].parent) {
      if (module_.text(module_.functions[id].name) == name) return true;
    }
    return false;
  }

  void print_function(FunctionId id) {
    const Function& function = module_.functions[id];
    out_.line(header(id) + " {");
    {
      auto indent = out_.indent();
      print_description(out_, function.description);
      for (const CustomCode& code : module_.custom_code) {
        if (code.function == id) out_.println("custom_code {}..{}", code.first_line, code.last_line);
      }
      print_declared_variables(id);
      const SideTable<OpId, std::string> values = names_.values(id);
      print_region(function.body, OpText(module_, names_, values, id));
    }
    out_.line("}");
  }

  std::string header(FunctionId id) const {
    const Function& function = module_.functions[id];
    std::string out(text(function.role));
    const bool is_plain_module = function.role == FunctionRole::kModule && function.parameters.empty() &&
                                 module_.text(function.name) == kModuleName;
    if (!is_plain_module) out += " " + names_.function(id) + parameters(function);
    const bool has_usual_parent = function.role == FunctionRole::kModule
                                      ? function.parent.is_none()
                                      : is_static_by_default(function.role) && function.parent == FunctionId(0);
    if (!has_usual_parent && function.parent) out += " in " + names_.function(function.parent);
    const std::string qualified = default_qualified_name(module_, function.parent, module_.text(function.name));
    if (function.qualified_name != qualified) out += " as " + quote(function.qualified_name);
    if (function.is_documented) out += " documented";
    if (function.is_decorated) out += " decorated";
    if (function.is_generator && function.role != FunctionRole::kGeneratorExpression) out += " yields";
    if (function.is_static != is_static_by_default(function.role))
      out += function.is_static ? " static" : " rebindable";
    if (options_.locations) out += location(module_.function_lines[id.index()], module_.function_spans[id.index()]);
    return out;
  }

  /// `(a, /, b=1, *args, c=?, **kwargs)` with `/` and `*` where Python has them.
  std::string parameters(const Function& function) const {
    std::string out;
    const auto add = [&](std::string_view text) {
      if (!out.empty()) out += ", ";
      out += text;
    };
    bool names_follow = false;  // `*` or `*args` was there
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const Parameter& parameter = function.parameters[i];
      if (parameter.kind == Parameter::Kind::kKeywordOnly && !names_follow) {
        add("*");
        names_follow = true;
      }
      std::string text;
      if (module_.variables[parameter.variable].kind == Variable::Kind::kCell) text += "cell ";
      if (parameter.kind == Parameter::Kind::kArgs) {
        text += "*";
        names_follow = true;
      }
      if (parameter.kind == Parameter::Kind::kKwargs) text += "**";
      text += names_.variable(parameter.variable);
      if (parameter.computed_default) {
        text += "=?";
      } else if (parameter.default_value.is_constant()) {
        text += "=" + print(module_.constants[parameter.default_value.constant()]);
      }
      add(text);
      const bool is_last_positional_only =
          parameter.kind == Parameter::Kind::kPositionalOnly &&
          (i + 1 == function.parameters.size() || function.parameters[i + 1].kind != Parameter::Kind::kPositionalOnly);
      if (is_last_positional_only) add("/");
    }
    return "(" + out + ")";
  }

  void print_declared_variables(FunctionId id) {
    const Function& function = module_.functions[id];
    const VariableParts parts = variable_parts(module_, id);
    std::string vars;
    for (std::size_t i = function.parameters.size(); i < parts.first_implied; ++i) {
      const VariableId variable = function.variables[i];
      vars += vars.empty() ? "vars " : ", ";
      vars += variable_word(module_.variables[variable].kind);
      vars += names_.variable(variable);
    }
    if (!vars.empty()) out_.line(vars);
    std::string comprehension;
    for (std::size_t i = parts.first_comprehension; i < function.variables.size(); ++i) {
      comprehension += comprehension.empty() ? "comprehension " : ", ";
      comprehension += names_.variable(function.variables[i]);
    }
    if (!comprehension.empty()) out_.line(comprehension);
  }

  void print_region(RegionId region, const OpText& text) {
    for (const OpId op : module_.regions[region].ops) print_op(op, text);
  }

  void print_op(OpId id, const OpText& text) {
    const Op& op = module_.ops[id];
    out_.write(text.head(id));
    if (options_.locations) out_.write(location(module_.op_lines[id.index()], module_.op_spans[id.index()]));
    bool is_open = false;  // a region was written, its `}` is still missing
    for (std::size_t i = 0; i < op.regions.size(); ++i) {
      if (module_.regions[op.regions[i]].ops.empty()) continue;
      if (is_open) out_.write("}");
      const std::string_view word = region_word(op.kind, i);
      if (!word.empty()) out_.print(" {}", word);
      out_.line(" {");
      auto indent = out_.indent();
      print_region(op.regions[i], text);
      is_open = true;
    }
    out_.line(is_open ? "}" : "");
  }

  static std::string location(std::uint32_t line, Span span) {
    if (line == 0 && span.is_nowhere()) return {};
    if (span.is_nowhere()) return fmt::format(" at {}", line);
    return fmt::format(" at {} ({}..{})", line, span.begin, span.end);
  }

  const Module& module_;
  const PrintOptions& options_;
  Names names_;
  TextSink out_;
};

}  // namespace

std::string print(const Module& module, const PrintOptions& options) { return Printer(module, options).run(); }

}  // namespace pbc::ir
