// SPDX-License-Identifier: Apache-2.0
//
// Writes operations into a module at an insertion point: what the lifter, the passes and the tests build IR with.
//
//   Builder b(module);
//   b.enter(function);
//   const OpId rows = b.load(variable);
//   const RegionId body = b.region([&] {
//     const OpId row = b.op(OpKind::kIncoming);
//     b.call_method(out, "append", {b.op(OpKind::kSubscript, {row, b.integer(0)})});
//   });
//   b.structured(OpKind::kFor, {rows}, {body, b.empty_region()});
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

class Builder {
 public:
  /// `keyword=operand` of a call; an empty name stands for `**operand`, which is then marked as starred.
  using Keyword = std::pair<std::string_view, Operand>;
  using Operands = std::vector<Operand>;
  using Names = std::vector<std::string_view>;
  using Keywords = std::vector<Keyword>;

  explicit Builder(Module& module) : module_(module) {}

  Module& module() { return module_; }

  // --- Where ---

  RegionId insertion() const { return region_; }
  void set_insertion(RegionId region) { region_ = region; }
  /// Goes on at the end of the body of `function`.
  void enter(FunctionId function) { region_ = module_.functions[function].body; }
  /// The place in the source that the next operations get.
  void at(Span span, std::uint32_t line) {
    span_ = span;
    line_ = line;
  }
  Span span() const { return span_; }
  std::uint32_t line() const { return line_; }

  // --- Functions and variables ---

  /// A function with an empty body, at the current place. Qualified name and is_static are those that the role implies:
  /// functions of the module are static, lambdas and nested functions are not. The first one must be the module's body.
  FunctionId function(std::string_view name, FunctionRole role, FunctionId parent = {});
  VariableId variable(FunctionId owner, std::string_view name, Variable::Kind kind = Variable::Kind::kLocal);
  VariableId parameter(FunctionId owner, std::string_view name, Operand default_value = {},
                       Parameter::Kind kind = Parameter::Kind::kNormal);

  // --- Operands ---

  NameId name(std::string_view text) { return module_.intern(text); }
  Operand none();
  Operand boolean(bool value);
  Operand integer(std::int64_t value);
  /// Decimal digits with an optional minus, of any length.
  Operand big_integer(std::string_view digits);
  Operand floating(double value);
  Operand str(std::string_view text);
  Operand bytes(std::string_view bytes);
  Operand ellipsis();
  Operand list_term(Operands elements) { return term(Term::Kind::kList, std::move(elements)); }
  Operand tuple_term(Operands elements) { return term(Term::Kind::kTuple, std::move(elements)); }
  /// key, value, key, value ...
  Operand dict_term(Operands elements) { return term(Term::Kind::kDict, std::move(elements)); }
  Operand term(Term::Kind kind, Operands elements);
  static Operand starred(Operand operand) {
    operand.starred = true;
    return operand;
  }

  // --- Operations ---

  /// Any operation without a variable, a function, integers, keywords or regions. Operands missing at the end are
  /// absent.
  OpId op(OpKind kind, Operands operands = {}, const Names& names = {});
  /// An operation with regions, which must be as many as its shape says.
  OpId structured(OpKind kind, Operands operands, std::vector<RegionId> regions);
  OpId add(Op op);

  OpId load(VariableId variable);
  OpId store(VariableId variable, Operand value);
  OpId remove(VariableId variable);
  OpId define(FunctionId function, Operands defaults = {});
  OpId unpack(Operand value, std::int32_t before, std::int32_t after = -1);
  OpId item(Operand unpacked, std::int32_t index);
  OpId call(Operand callee, Operands positional = {}, const Keywords& keywords = {});
  OpId call_method(Operand object, std::string_view method, Operands positional = {}, const Keywords& keywords = {});
  /// `positional`: for the functions that take any number of them.
  OpId phantom(phantom::Api api, const Keywords& arguments, const Operands& positional = {});

  // --- Regions ---

  RegionId empty_region() { return module_.add_region(); }
  /// A new region, filled by what `fill()` builds.
  template <class Fill>
  RegionId region(Fill&& fill) {
    const RegionId inner = module_.add_region();
    const RegionId outer = std::exchange(region_, inner);
    std::forward<Fill>(fill)();
    region_ = outer;
    return inner;
  }

 private:
  void add_arguments(Op& op, Operands positional, const Keywords& keywords);

  Module& module_;
  RegionId region_;
  Span span_;
  std::uint32_t line_ = 0;
};

}  // namespace pbc::ir
