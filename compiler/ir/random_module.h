// SPDX-License-Identifier: Apache-2.0
//
// Random modules for property tests: every operation of ops.def, every kind of operand, variable and parameter, names
// and texts that are hard to spell. The same seed gives the same module.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/builder.h"
#include "compiler/ir/ops.h"

namespace pbc::ir {

class RandomModule {
 public:
  explicit RandomModule(std::uint32_t seed) : random_(seed), build_(module_) {}

  Module run() {
    module_.name = text();
    module_.file = module_.name + ".py";
    module_.description = text() + "\n" + text();
    build_.function(kModuleName, FunctionRole::kModule);
    // Signatures first, so that any function can be named anywhere.
    const int count = pick(1, 6);
    for (int i = 0; i < count; ++i) make_function();
    for (const FunctionId id : module_.functions.ids()) fill(id);
    return std::move(module_);
  }

 private:
  /// What may stand at the current place.
  struct Place {
    int depth = 0;
    bool in_loop = false;
    bool in_class = false;
    OpKind builder = OpKind::kYield;
  };

  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  bool chance(int percent) { return pick(1, 100) <= percent; }
  template <class T>
  const T& one_of(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(pick(0, static_cast<int>(from.size()) - 1))];
  }

  std::string text() {
    static const std::vector<std::string> kTexts = {"",
                                                    "x",
                                                    "url",
                                                    "a b",
                                                    "not in",
                                                    "%x",
                                                    "@f",
                                                    "\"",
                                                    "\\",
                                                    "\n\t\r",
                                                    std::string("\0z", 2),
                                                    "\x7f",
                                                    "caf\xc3\xa9",
                                                    "\xed\xa0\x80",
                                                    "\xed\xb3\xbf",
                                                    "\xff\xfe",
                                                    "\xc3",
                                                    "\xe2\x80\xae",
                                                    "\xf0\x9f\x90\x9f",
                                                    "artifact:*.cef.requestURL",
                                                    "x.2",
                                                    "2",
                                                    "at",
                                                    "# no comment",
                                                    "{",
                                                    "None",
                                                    "_",
                                                    "\\u0041",
                                                    "else"};
    std::string out = one_of(kTexts);
    if (chance(20)) out += one_of(kTexts);
    return out;
  }
  std::string name() {
    static const std::vector<std::string> kNames = {"x",    "x",   "rows", "container", "at",
                                                    "cell", "inf", "vars", "global",    "do"};
    return chance(85) ? one_of(kNames) : text();
  }

  Operand constant() {
    switch (pick(0, 9)) {
      case 0:
        return build_.none();
      case 1:
        return build_.boolean(chance(50));
      case 2:
        return build_.integer(pick(-5, 5));
      case 3:
        return build_.big_integer(chance(50) ? "123456789012345678901234567890" : "-98765432109876543210");
      case 4: {
        static const std::vector<double> kNumbers = {0.0,
                                                     -0.0,
                                                     0.1,
                                                     1e16,
                                                     1e15,
                                                     1e-5,
                                                     -2.5,
                                                     1e300,
                                                     5e-324,
                                                     1.0 / 3,
                                                     __builtin_inf(),
                                                     -__builtin_inf(),
                                                     __builtin_nan("")};
        return build_.floating(one_of(kNumbers));
      }
      case 5:
        return build_.bytes(text());
      case 6:
        return build_.ellipsis();
      default:
        return build_.str(text());
    }
  }

  /// A value, constant or function; in `for_api` a term as well.
  Operand operand(bool for_api = false, int depth = 0) {
    if (!values_.empty() && chance(50)) return one_of(values_);
    if (chance(10))
      return FunctionId(static_cast<std::size_t>(pick(0, static_cast<int>(module_.functions.size()) - 1)));
    if (!for_api || depth > 3 || chance(60)) return constant();
    const auto kind = static_cast<Term::Kind>(pick(0, 2));
    return build_.term(kind, kind == Term::Kind::kDict ? pairs(true, depth + 1) : elements(true, depth + 1));
  }
  std::vector<Operand> elements(bool for_api = false, int depth = 0, int star_percent = 15) {
    std::vector<Operand> out(static_cast<std::size_t>(pick(0, 3)));
    for (Operand& element : out) {
      element = operand(for_api, depth);
      element.starred = chance(star_percent);
    }
    return out;
  }
  std::vector<Operand> pairs(bool for_api = false, int depth = 0) {
    std::vector<Operand> out;
    for (int i = pick(0, 3); i > 0; --i) {
      const bool is_expansion = chance(20);
      out.push_back(is_expansion ? Operand() : operand(for_api, depth));
      out.push_back(operand(for_api, depth));
      out.back().starred = is_expansion;
    }
    return out;
  }

  void make_function() {
    const FunctionId last(module_.functions.size() - 1);
    const bool is_nested = chance(40);
    static const std::vector<FunctionRole> kTop = {FunctionRole::kStart, FunctionRole::kFinish, FunctionRole::kBlock,
                                                   FunctionRole::kPlain};
    static const std::vector<FunctionRole> kInner = {FunctionRole::kLambda, FunctionRole::kGeneratorExpression};
    const FunctionRole role = !is_nested ? one_of(kTop) : chance(50) ? FunctionRole::kNested : one_of(kInner);
    build_.at(span(), static_cast<std::uint32_t>(pick(0, 99)));
    const FunctionId id = build_.function(role == FunctionRole::kLambda ? "<lambda>" : name(), role,
                                          is_nested ? last : module_.module_body());
    Function& function = module_.functions[id];
    const bool is_expression = role == FunctionRole::kGeneratorExpression;
    function.is_generator = is_expression || chance(30);
    function.is_documented = chance(30);
    function.is_decorated = chance(30);
    if (chance(20)) function.is_static = !function.is_static;
    if (chance(20)) function.qualified_name = text();
    if (chance(50)) function.description = chance(50) ? "\n" : text();
    if (chance(30)) module_.custom_code.push_back({id, 3, 7});
    if (is_expression)
      build_.parameter(id, name(), Operand(), Parameter::Kind::kNormal);
    else
      make_parameters(id);
    for (int i = pick(0, 4); i > 0; --i) build_.variable(id, name(), static_cast<Variable::Kind>(pick(0, 2)));
  }

  void make_parameters(FunctionId id) {
    using Kind = Parameter::Kind;
    for (const Kind kind : {Kind::kPositionalOnly, Kind::kNormal, Kind::kArgs, Kind::kKeywordOnly, Kind::kKwargs}) {
      const bool is_rest = kind == Kind::kArgs || kind == Kind::kKwargs;
      for (int i = pick(0, is_rest ? 1 : 2); i > 0; --i) {
        const bool has_default = !is_rest && chance(50);
        const VariableId variable = build_.parameter(id, name(), has_default ? constant() : Operand(), kind);
        if (chance(20)) module_.variables[variable].kind = Variable::Kind::kCell;
        if (!is_rest && !has_default && chance(30)) module_.functions[id].parameters.back().computed_default = true;
      }
    }
  }

  void fill(FunctionId id) {
    function_ = id;
    values_.clear();
    build_.enter(id);
    fill_region({}, pick(2, 14));
  }

  void fill_region(const Place& place, int count) {
    const std::size_t visible = values_.size();
    for (int i = 0; i < count; ++i) make_op(place);
    values_.resize(visible);
  }

  RegionId region(OpKind kind, std::size_t index, bool gives_value, const Place& outer) {
    if (may_lack_yield(kind) && gives_value && chance(30)) return build_.empty_region();
    Place place = outer;
    ++place.depth;
    const bool is_comprehension = kind == OpKind::kListOf || kind == OpKind::kSetOf || kind == OpKind::kDictOf;
    if (is_comprehension) place.builder = kind;
    if (is_comprehension || gives_value) place.in_loop = false;
    if (kind == OpKind::kClass) {
      place.builder = OpKind::kYield;
      place.in_loop = false;
      place.in_class = true;
    }
    if ((kind == OpKind::kFor && index == 0) || (kind == OpKind::kWhile && index == 1)) place.in_loop = true;
    const std::size_t visible = values_.size();
    const RegionId id = build_.region([&] {
      if (kind == OpKind::kTry && index == 1) {
        const OpKind handler = chance(50) ? OpKind::kExcept : OpKind::kExceptGroup;
        for (int i = pick(0, 2); i > 0; --i) make(handler, place);
        return;
      }
      if (begins_with_incoming(kind, index) && chance(80)) make(OpKind::kIncoming, place);
      for (int i = pick(0, 3); i > 0; --i) make_op(place);
      if (gives_value) make(OpKind::kYield, place);
    });
    values_.resize(visible);
    return id;
  }

  void make_op(const Place& place) {
    const auto kind = static_cast<OpKind>(pick(0, static_cast<int>(op_kind_count()) - 1));
    switch (kind) {
      case OpKind::kIncoming:
      case OpKind::kYield:
      case OpKind::kExcept:
      case OpKind::kExceptGroup:
        return;  // they stand at places of their own
      case OpKind::kBreak:
      case OpKind::kContinue:
        if (!place.in_loop) return;
        break;
      case OpKind::kAdd:
        if (place.builder == OpKind::kYield || place.builder == OpKind::kDictOf) return;
        break;
      case OpKind::kAddItem:
        if (place.builder != OpKind::kDictOf) return;
        break;
      case OpKind::kReturn:
        if (place.builder != OpKind::kYield || place.in_class) return;
        break;
      case OpKind::kSuspend:
      case OpKind::kDelegate:
        if (place.builder != OpKind::kYield || !module_.functions[function_].is_generator) return;
        break;
      case OpKind::kGenerator:
      case OpKind::kDefine:
        if (!made_function(kind)) return;
        break;
      default:
        break;
    }
    const bool has_regions = info(kind).shape.find_first_of("re") != std::string_view::npos;
    if (has_regions && place.depth > 3) return;
    make(kind, place);
  }

  void make(OpKind kind, const Place& place) {
    Op op{.kind = kind};
    std::size_t next_name = 0;
    std::size_t next_integer = 0;
    std::size_t next_region = 0;
    for (char part : info(kind).shape) {
      switch (part) {
        case 'v':
          op.variable = variable();
          break;
        case 'V':
          if (chance(30)) {
            op.variable = variable();
          } else if (chance(30)) {
            op.names[0] = build_.name(name());
          }
          break;
        case 'f':
          op.function = made_function(kind);
          break;
        case 'n':
          op.names[next_name++] = operator_or_name(kind);
          break;
        case 'i':
          op.integers[next_integer++] = pick(-1, 4);
          break;
        case 'o':
          op.operands.push_back(operand());
          break;
        case '?':
          op.operands.push_back(chance(50) ? Operand() : operand());
          break;
        case '*':
          add_elements(op);
          break;
        case ':': {
          const auto all = pairs();
          op.operands.insert(op.operands.end(), all.begin(), all.end());
          break;
        }
        case '(':
          add_arguments(op);
          break;
        case 'p':
          add_api_arguments(op);
          break;
        default:
          op.regions.push_back(region(kind, next_region++, part == 'e', place));
          break;
      }
    }
    build_.at(span(), static_cast<std::uint32_t>(pick(0, 99)));
    const OpId id = build_.add(std::move(op));
    if (info(kind).has_result) values_.push_back(id);
  }

  /// A function that `define` or `generator` may make, or none.
  FunctionId made_function(OpKind kind) {
    std::vector<FunctionId> all;
    for (const FunctionId id : module_.functions.ids()) {
      const bool is_expression = module_.functions[id].role == FunctionRole::kGeneratorExpression;
      if (is_expression == (kind == OpKind::kGenerator)) all.push_back(id);
    }
    return all.empty() ? FunctionId() : one_of(all);
  }

  VariableId variable() {
    const auto& own = module_.functions[function_].variables;
    const FunctionId parent = module_.functions[function_].parent;
    if (parent && chance(30)) {
      for (const VariableId id : module_.functions[parent].variables) {
        if (module_.variables[id].kind == Variable::Kind::kCell && chance(50)) return id;
      }
    }
    if (own.empty() || chance(20)) return build_.variable(function_, name());
    return one_of(own);
  }

  NameId operator_or_name(OpKind kind) {
    static const std::vector<std::string_view> kOperators = {"+", "-", "*",  "**", "/", "//",
                                                             "%", "@", "<<", "&",  "|", "^"};
    static const std::vector<std::string_view> kComparisons = {"==", "!=", "<", ">=", "in", "not in", "is", "is not"};
    switch (kind) {
      case OpKind::kBinary:
      case OpKind::kInPlace:
        return build_.name(one_of(kOperators));
      case OpKind::kUnary:
        return build_.name(chance(50) ? "-" : "~");
      case OpKind::kCompare:
        return build_.name(one_of(kComparisons));
      case OpKind::kField:
        return build_.name(chance(50) ? "format" : "r");
      default:
        return build_.name(name());
    }
  }

  void add_elements(Op& op) {
    std::vector<Operand> all;
    if (op.kind == OpKind::kDefine) {
      for (const Parameter& parameter : module_.functions[op.function].parameters) {
        if (parameter.computed_default) all.push_back(operand());
      }
    } else {
      all = elements(false, 0, op.kind == OpKind::kFString ? 0 : 15);
    }
    op.operands.insert(op.operands.end(), all.begin(), all.end());
  }

  void add_arguments(Op& op) {
    const auto positional = elements();
    op.operands.insert(op.operands.end(), positional.begin(), positional.end());
    for (int i = pick(0, 3); i > 0; --i) {
      const bool is_expansion = chance(20);
      op.operands.push_back(operand());
      op.operands.back().starred = is_expansion;
      op.keywords.push_back(is_expansion ? NameId() : build_.name(name() + std::to_string(i)));
    }
  }

  void add_api_arguments(Op& op) {
    op.api = static_cast<phantom::Api>(pick(0, static_cast<int>(phantom::all_apis().size()) - 1));
    if (op.api == phantom::Api::act) add_marks(op);
    for (std::string_view parameter : phantom::info(op.api).parameters) {
      if (parameter.starts_with('*')) {
        op.operands = elements(true, 0, 0);
        op.keywords.assign(op.operands.size(), build_.name(parameter));
      } else if (chance(40)) {
        op.operands.push_back(operand(true));
        op.keywords.push_back(build_.name(parameter));
      }
    }
  }

  void add_marks(Op& act) {
    act.sharing = static_cast<Sharing>(pick(0, 2));
    if (act.sharing == Sharing::kRun && chance(50)) act.batch = static_cast<std::uint32_t>(pick(1, 1000));
    for (const FunctionId function : module_.functions.ids())
      if (module_.is_top_level(function) && module_.functions[function].is_static && chance(20))
        act.ahead.push_back(function);
  }

  Span span() {
    const auto begin = static_cast<std::uint32_t>(pick(0, 999));
    return chance(50) ? Span{begin, begin + 5} : Span{};
  }

  std::mt19937 random_;
  Module module_;
  Builder build_;
  FunctionId function_;
  std::vector<OpId> values_;  // those in scope
};

inline Module random_module(std::uint32_t seed) { return RandomModule(seed).run(); }

}  // namespace pbc::ir
