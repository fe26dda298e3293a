// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/ir/constants.h"
#include "compiler/ir/id_set.h"
#include "compiler/ir/ops.h"
#include "compiler/ir/print.h"
#include "compiler/ir/text.h"
#include "compiler/ir/verify_op.h"

namespace pbc::ir {
namespace {

class Verifier {
 public:
  explicit Verifier(const Module& module) : module_(module) {}

  std::vector<Finding> run() {
    check_module();
    for (const FunctionId id : module_.functions.ids()) {
      function_ = id;
      op_ = {};
      if (!check_function()) continue;
      values_ = {};
      Context context;
      check_region(module_.functions[id].body, context);
    }
    return std::move(findings_);
  }

 private:
  /// What encloses the operation that is looked at.
  struct Context {
    int depth = 0;
    bool in_loop = false;          // break and continue have a target
    bool in_handlers = false;      // directly in the second region of `try`
    bool is_value_region = false;  // ends with yield
    bool takes_incoming = false;
    bool in_class = false;            // directly, not in a function of it
    OpKind builder = OpKind::kYield;  // the comprehension that `add` and `add_item` add to; kYield: none
  };

  void report(std::string message) { findings_.push_back({function_, op_, std::move(message)}); }

  template <class IdT, class T>
  static bool holds(const Store<IdT, T>& store, IdT id) {
    return id.index() < store.size();
  }

  // --- Module ---

  void check_module() {
    if (module_.functions.empty()) {
      report("module has no body");
      return;
    }
    const std::size_t ops = module_.ops.size();
    const std::size_t functions = module_.functions.size();
    if (module_.op_spans.size() != ops || module_.op_lines.size() != ops) report("operations without location");
    if (module_.function_spans.size() != functions || module_.function_lines.size() != functions) {
      report("functions without location");
    }
    for (const Constant& constant : module_.constants) {
      if (!is_well_formed(constant)) report(fmt::format("constant {} is not in its canonical form", print(constant)));
    }
    for (const CustomCode& code : module_.custom_code) {
      if (!holds(module_.functions, code.function)) report("custom code of a function that does not exist");
      if (code.first_line > code.last_line) report("custom code ends before it begins");
    }
  }

  // --- Functions ---

  /// False when the body cannot be looked at.
  bool check_function() {
    const Function& function = module_.functions[function_];
    const bool is_body = function_ == module_.module_body();
    if (is_body != (function.role == FunctionRole::kModule))
      report("the first function, and no other, is the module's body");
    if (is_body ? static_cast<bool>(function.parent) : !(function.parent < function_)) {
      report("the function around this one must stand before it");
    }
    if (!module_.knows(function.name)) report("function without name");
    if (!is_body && function.parent < function_ && is_static_by_default(function.role) &&
        function.parent != module_.module_body()) {
      report("only nested functions and lambdas stand inside of other functions");
    }
    check_variables(function);
    check_parameters(function);
    if (!claim(function.body)) {
      report("body is missing or shared");
      return false;
    }
    return true;
  }

  void check_variables(const Function& function) {
    for (const VariableId id : function.variables) {
      if (!holds(module_.variables, id)) {
        report("variable out of range");
      } else if (module_.variables[id].owner != function_ || !module_.knows(module_.variables[id].name)) {
        report("variable of another function, or without name");
      } else if (!listed_.insert(id)) {
        report("variable is listed twice");
      }
    }
  }

  void check_parameters(const Function& function) {
    Parameter::Kind previous = Parameter::Kind::kPositionalOnly;
    // In the order of Python's grammar; the enum's order differs: *args comes before keyword-only ones.
    const auto rank = [](Parameter::Kind kind) {
      switch (kind) {
        case Parameter::Kind::kPositionalOnly:
          return 0;
        case Parameter::Kind::kNormal:
          return 1;
        case Parameter::Kind::kArgs:
          return 2;
        case Parameter::Kind::kKeywordOnly:
          return 3;
        case Parameter::Kind::kKwargs:
          return 4;
      }
      return 5;
    };
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const Parameter& parameter = function.parameters[i];
      const bool is_rest = parameter.kind == Parameter::Kind::kArgs || parameter.kind == Parameter::Kind::kKwargs;
      if (i >= function.variables.size() || function.variables[i] != parameter.variable) {
        report("parameters must be the first variables, in order");
      } else if (holds(module_.variables, parameter.variable) &&
                 module_.variables[parameter.variable].kind == Variable::Kind::kComprehension) {
        report("parameter as variable of a comprehension");
      }
      if (i != 0 && (rank(parameter.kind) < rank(previous) || (is_rest && parameter.kind == previous))) {
        report("parameters are out of order");
      }
      previous = parameter.kind;
      const Operand& value = parameter.default_value;
      const bool is_fine = value.is_absent() || (value.is_constant() && holds(module_.constants, value.constant()));
      if (!is_fine || value.starred) report("default value must be a constant");
      const bool has_default = parameter.computed_default || !value.is_absent();
      if (has_default && (is_rest || (parameter.computed_default && !value.is_absent()))) {
        report("parameter has a default value that it cannot have");
      }
    }
  }

  // --- Regions ---

  /// Each region belongs to one place only.
  bool claim(RegionId region) { return holds(module_.regions, region) && claimed_.insert(region); }

  void check_region(RegionId region, const Context& context) {
    if (context.depth > kDeepestNesting) {
      report("regions are nested too deep");
      return;
    }
    std::vector<OpId> defined;
    const std::vector<OpId>& ops = module_.regions[region].ops;
    for (std::size_t i = 0; i < ops.size(); ++i) {
      op_ = ops[i];
      if (!holds(module_.ops, op_) || !placed_.insert(op_)) {
        report("operation is missing or stands in two places");
        continue;
      }
      check_op(i == 0, i + 1 == ops.size(), context);
      values_.insert(ops[i]);
      defined.push_back(ops[i]);
    }
    for (const OpId op : defined) values_.erase(op);  // out of scope
  }

  void check_op(bool is_first, bool is_last, const Context& context) {
    const OpId id = op_;
    const Op& op = module_.ops[id];
    for (const std::string& problem : shape_problems(module_, op)) report(problem);
    if (holds(module_.variables, op.variable)) check_owner(op.variable);
    check_operands(op.operands, 0);
    check_place(op, is_first, is_last, context);
    if (op.kind == OpKind::kTry) check_handlers(op);

    for (std::size_t i = 0; i < op.regions.size() && i < info(op.kind).shape.size(); ++i) {
      op_ = id;
      const RegionId region = op.regions[i];
      if (!claim(region)) {
        report("region is missing or shared");
        continue;
      }
      const Context inner = inside(op.kind, i, context);
      if (inner.is_value_region && !ends_with_yield(region) &&
          !(may_lack_yield(op.kind) && module_.regions[region].ops.empty())) {
        report("region must end with yield");
      }
      check_region(region, inner);
    }
    op_ = id;
  }

  void check_owner(VariableId id) {
    const Variable& variable = module_.variables[id];
    if (!listed_.contains(id)) report("variable is not listed in its function");
    if (variable.owner == function_) return;
    if (variable.kind != Variable::Kind::kCell) report("variable of another function is no cell");
    // Parents stand before their children, so this ends.
    for (FunctionId inner = function_; inner;) {
      const FunctionId parent = module_.functions[inner].parent;
      if (parent == variable.owner) return;
      inner = parent < inner ? parent : FunctionId();
    }
    report("variable belongs to a function that is not around this one");
  }

  /// The scope of values, and terms in depth.
  void check_operands(const std::vector<Operand>& operands, int depth) {
    for (const Operand& operand : operands) {
      if (operand.is_value()) {
        if (!holds(module_.ops, operand.value())) {
          report("value out of range");
        } else if (!values_.contains(operand.value())) {
          report("value is used where it is not defined");
        } else if (!info(module_.ops[operand.value()].kind).has_result) {
          report("operation without result is used as a value");
        }
      } else if (operand.is_term()) {
        const TermId id = operand.term();
        // Each term belongs to one place only, so none is inside of itself.
        if (!holds(module_.terms, id) || !placed_terms_.insert(id)) {
          report("term is missing or stands in two places");
        } else if (depth >= kDeepestNesting) {
          report("terms are nested too deep");
        } else {
          for (const std::string& problem : term_problems(module_, module_.terms[id])) report(problem);
          check_operands(module_.terms[id].elements, depth + 1);
        }
      }
    }
  }

  void check_handlers(const Op& op) {
    if (op.regions.size() < 2 || !holds(module_.regions, op.regions[1])) return;
    std::set<OpKind> kinds;
    for (const OpId handler : module_.regions[op.regions[1]].ops)
      if (holds(module_.ops, handler)) kinds.insert(module_.ops[handler].kind);
    if (kinds.size() > 1) report("the handlers of a try are of one kind");
  }

  void check_place(const Op& op, bool is_first, bool is_last, const Context& context) {
    switch (op.kind) {
      case OpKind::kIncoming:
        if (!is_first || !context.takes_incoming)
          report("incoming stands at the start of a region that is given a value");
        break;
      case OpKind::kYield:
        if (!is_last || !context.is_value_region) report("yield stands at the end of a region that gives a value");
        break;
      case OpKind::kBreak:
      case OpKind::kContinue:
        if (!context.in_loop) report("outside of a loop");
        break;
      case OpKind::kExcept:
      case OpKind::kExceptGroup:
        if (!context.in_handlers) report("except stands among the handlers of a try");
        break;
      case OpKind::kAdd:
        if (context.builder == OpKind::kYield || context.builder == OpKind::kDictOf)
          report("nothing that this adds to");
        break;
      case OpKind::kAddItem:
        if (context.builder != OpKind::kDictOf) report("no dict that this adds to");
        break;
      case OpKind::kSuspend:
      case OpKind::kDelegate:
        if (!module_.functions[function_].is_generator) report("only a generator can be suspended");
        if (context.builder != OpKind::kYield) report("suspended inside of a comprehension");
        break;
      case OpKind::kGenerator:
      case OpKind::kDefine:
        check_made_function(op);
        break;
      case OpKind::kReturn:
        if (context.builder != OpKind::kYield) report("return inside of a comprehension");
        if (context.in_class) report("return inside of a class");
        break;
      default:
        break;
    }
    if (context.in_handlers && !is_handler(op.kind)) report("only except stands among the handlers of a try");
  }

  void check_made_function(const Op& op) {
    if (!holds(module_.functions, op.function)) return;
    const Function& made = module_.functions[op.function];
    const bool is_expression = made.role == FunctionRole::kGeneratorExpression;
    if (is_expression != (op.kind == OpKind::kGenerator)) {
      report("`generator` and nothing else makes generator expressions");
    } else if (is_expression && (made.parameters.size() != 1 || !made.is_generator)) {
      report("a generator expression takes one iterator and yields");
    }
  }

  static Context inside(OpKind kind, std::size_t region, Context context) {
    context.depth += 1;
    context.is_value_region = false;
    std::size_t seen = 0;
    for (char part : info(kind).shape) {
      if (part == 'e' && seen == region) context.is_value_region = true;
      if (part == 'e' || part == 'r') ++seen;
    }
    context.takes_incoming = begins_with_incoming(kind, region);
    context.in_handlers = kind == OpKind::kTry && region == 1;
    if (kind == OpKind::kFor && region == 0) context.in_loop = true;
    if (kind == OpKind::kWhile && region == 1) context.in_loop = true;
    if (context.is_value_region) context.in_loop = false;
    if (kind == OpKind::kListOf || kind == OpKind::kSetOf || kind == OpKind::kDictOf) {
      context.builder = kind;
      context.in_loop = false;
    }
    if (kind == OpKind::kClass) {
      context.builder = OpKind::kYield;
      context.in_loop = false;
      context.in_class = true;
    }
    return context;
  }

  bool ends_with_yield(RegionId region) const {
    const std::vector<OpId>& ops = module_.regions[region].ops;
    return !ops.empty() && holds(module_.ops, ops.back()) && module_.ops[ops.back()].kind == OpKind::kYield;
  }

  const Module& module_;
  std::vector<Finding> findings_;
  FunctionId function_;
  OpId op_;
  IdSet<VariableId> listed_;
  IdSet<RegionId> claimed_;
  IdSet<OpId> placed_;
  IdSet<TermId> placed_terms_;
  IdSet<OpId> values_;  // those that can be used at this place
};

}  // namespace

std::vector<Finding> verify(const Module& module) { return Verifier(module).run(); }

std::string to_text(const Module& module, const Finding& finding) {
  std::string text;
  if (finding.function && finding.function.index() < module.functions.size()) {
    const NameId name = module.functions[finding.function].name;
    text += "in " + (module.knows(name) ? spell_function_name(module.text(name)) : std::string("@?")) + ": ";
  }
  if (finding.op) text += "`" + print_op(module, finding.op) + "`: ";
  return text + finding.message;
}

}  // namespace pbc::ir
