// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/verify_op.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/ir/text.h"

namespace pbc::ir {
namespace {

class ShapeCheck {
 public:
  ShapeCheck(const Module& module, const Op& op) : module_(module), op_(op) {}

  std::vector<std::string> run() {
    const std::string_view shape = info(op_.kind).shape;
    const auto count = [&](char part) { return static_cast<std::size_t>(std::ranges::count(shape, part)); };
    const bool may_unbind = count('V') != 0;
    if (may_unbind && op_.variable && op_.names[0]) report("unbinds a variable and a name of the module");
    if (!may_unbind || op_.variable) check_variable(may_unbind || count('v') != 0);
    check_function(count('f') != 0);
    check_names(may_unbind && op_.names[0] ? 1 : count('n'));
    for (std::size_t i = count('i'); i < op_.integers.size(); ++i) {
      if (op_.integers[i] != 0) report("integer that the operation has no use for");
    }
    if (op_.regions.size() != count('r') + count('e')) report("wrong number of regions");
    check_operands(shape);
    return std::move(problems_);
  }

  std::vector<std::string> run(const Term& term) {
    if (term.kind == Term::Kind::kDict) {
      check_pairs(term.elements, 0);
    } else {
      for (const Operand& element : term.elements) check_plain(element, false, true);
    }
    return std::move(problems_);
  }

 private:
  void report(std::string problem) { problems_.push_back(std::move(problem)); }

  void check_variable(bool expected) {
    if (static_cast<bool>(op_.variable) != expected) {
      report(expected ? "variable is missing" : "variable that the operation has no use for");
    } else if (!expected) {
      return;
    } else if (op_.variable.index() >= module_.variables.size()) {
      report("variable out of range");
    }
  }

  void check_function(bool expected) {
    if (static_cast<bool>(op_.function) != expected) {
      report(expected ? "function is missing" : "function that the operation has no use for");
    } else if (expected && op_.function.index() >= module_.functions.size()) {
      report("function out of range");
    }
  }

  void check_names(std::size_t expected) {
    for (std::size_t i = 0; i < op_.names.size(); ++i) {
      if (i >= expected && op_.names[i]) report("name that the operation has no use for");
      if (i < expected && !module_.knows(op_.names[i])) report("name is missing");
    }
  }

  void check_operands(std::string_view shape) {
    std::size_t next = 0;
    bool is_open = false;  // the variable part takes the rest
    for (char part : shape) {
      if (part == 'o' || part == '?') {
        if (next >= op_.operands.size()) {
          report("operand is missing");
          return;
        }
        check_plain(op_.operands[next], part == '?', false);
        ++next;
      }
      if (part == '*' || part == ':' || part == '(' || part == 'p') is_open = true;
      if (part == '*') check_elements(next);
      if (part == ':') check_pairs(op_.operands, next);
      if (part == '(') check_arguments(next);
      if (part == 'p') check_api_arguments();
    }
    if (!is_open && next != op_.operands.size()) report("too many operands");
    const bool takes_keywords = shape.find_first_of("(p") != std::string_view::npos;
    if (!takes_keywords && !op_.keywords.empty()) report("keywords that the operation has no use for");
  }

  /// An operand in range, of a kind that may stand there.
  void check_plain(const Operand& operand, bool may_be_absent, bool may_be_starred) {
    if (operand.starred && !may_be_starred) report("starred operand where none may stand");
    switch (operand.kind) {
      case Operand::Kind::kAbsent:
        if (!may_be_absent) report("operand is absent");
        return;
      case Operand::Kind::kValue:
        return;  // scopes are the verifier's
      case Operand::Kind::kConstant:
        if (operand.index >= module_.constants.size()) report("constant out of range");
        return;
      case Operand::Kind::kFunction:
        if (operand.index >= module_.functions.size()) report("function out of range");
        return;
      case Operand::Kind::kTerm:
        if (op_.kind != OpKind::kPhantom) report("term outside of a Playbook API call");
        return;
    }
    report("operand of no kind");
  }

  void check_elements(std::size_t first) {
    const bool may_be_starred = op_.kind == OpKind::kList || op_.kind == OpKind::kTuple || op_.kind == OpKind::kSet;
    for (std::size_t i = first; i < op_.operands.size(); ++i) check_plain(op_.operands[i], false, may_be_starred);
    if (op_.kind == OpKind::kDefine && op_.function.index() < module_.functions.size()) {
      const auto& parameters = module_.functions[op_.function].parameters;
      const auto computed = std::ranges::count(parameters, true, &Parameter::computed_default);
      if (op_.operands.size() != static_cast<std::size_t>(computed)) report("one operand for each computed default");
    }
  }

  void check_pairs(const std::vector<Operand>& operands, std::size_t first) {
    if ((operands.size() - first) % 2 != 0) {
      report("half a pair");
      return;
    }
    for (std::size_t i = first; i < operands.size(); i += 2) {
      if (operands[i].starred) report("starred key");
      check_plain(operands[i], operands[i + 1].starred, false);
      if (operands[i + 1].starred != operands[i].is_absent()) report("`**` goes with an absent key");
      check_plain(operands[i + 1], false, true);
    }
  }

  void check_arguments(std::size_t first) {
    if (op_.keywords.size() > op_.operands.size() - first) {
      report("more keywords than operands");
      return;
    }
    const std::size_t positional_end = op_.operands.size() - op_.keywords.size();
    for (std::size_t i = first; i < positional_end; ++i) check_plain(op_.operands[i], false, true);
    std::set<NameId> given;
    for (std::size_t i = positional_end; i < op_.operands.size(); ++i) {
      const NameId keyword = op_.keywords[i - positional_end];
      check_plain(op_.operands[i], false, keyword.is_none());
      if (op_.operands[i].starred != keyword.is_none()) report("`**` goes with an absent keyword");
      const bool is_one_of_many =
          op_.kind == OpKind::kPhantom && module_.knows(keyword) && module_.text(keyword).starts_with('*');
      if (is_one_of_many && i != positional_end && op_.keywords[i - positional_end - 1] != keyword) {
        report("positional arguments stand first");
      }
      if (is_one_of_many) continue;
      if (module_.knows(keyword) && !given.insert(keyword).second) {
        report(fmt::format("argument `{}` is given twice", module_.text(keyword)));
      }
    }
  }

  void check_api_arguments() {
    if (static_cast<std::size_t>(op_.api) >= phantom::all_apis().size()) {
      report("Playbook API function out of range");
      return;
    }
    const phantom::ApiInfo& api = phantom::info(op_.api);
    check_arguments(0);
    check_marks();
    if (op_.operands.size() != op_.keywords.size()) report("argument without name");
    for (const NameId keyword : op_.keywords) {
      if (keyword.is_none()) {
        report("`**` in a Playbook API call");
      } else if (!module_.knows(keyword)) {
        report("name of an argument is missing");
      } else if (!std::ranges::count(api.parameters, module_.text(keyword))) {
        report(fmt::format("`{}` has no argument `{}`", api.name, module_.text(keyword)));
      }
    }
  }

  void check_marks() {
    const bool is_marked = op_.sharing != Sharing::kNone || op_.batch != 1 || !op_.ahead.empty();
    if (is_marked && op_.api != phantom::Api::act) report("only the requests of `act` are planned");
    if (op_.batch == 0) report("a batch of none");
    if (op_.batch > 1 && op_.sharing != Sharing::kRun) report("requests in a batch are shared in the run");
    for (const FunctionId function : op_.ahead) {
      if (function.index() >= module_.functions.size()) {
        report("function out of range");
      } else if (!module_.is_top_level(function) || !module_.functions[function].is_static) {
        report("only functions of the module are rehearsed");
      }
    }
  }

  const Module& module_;
  const Op& op_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> shape_problems(const Module& module, const Op& op) { return ShapeCheck(module, op).run(); }

std::vector<std::string> term_problems(const Module& module, const Term& term) {
  static const Op kCall{.kind = OpKind::kPhantom};  // where terms stand
  return ShapeCheck(module, kCall).run(term);
}

}  // namespace pbc::ir
