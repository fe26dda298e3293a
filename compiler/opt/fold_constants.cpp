// SPDX-License-Identifier: Apache-2.0
//
// fold-constants
//
// Computes operations whose operands are constants, and leaves out the operands of `and`, `or` and `select` that a
// constant condition rules out:
//
//   %binary = binary "artifact:" + "*"           %and = and True {
//   %not = not %binary                             %f = call @f()
//   store x %not                                   yield %f
//                                                }
//                                                store y %and
//   ->
//   store x False                                %f = call @f()
//                                                store y %f
//
// What folds: unary, binary, compare, not; subscript of a str by an int; field without format specification, fstring;
// and, or, select with a constant condition. The rules of Python are in constant_math.cpp.
//
// Refuses, and says so: what would raise (the program must raise when it gets there, and not before), integers beyond
// 64 bits and long texts, identity of objects other than None, True, False and ..., text of floats and bytes.
//
// Order: one walk from top to bottom suffices, because values are defined before they are used. What becomes unused or
// unreachable stays for prune-unreachable, but for the folded operations themselves.
#include "compiler/opt/fold_constants.h"

#include <unordered_map>

#include "compiler/ir/constants.h"
#include "compiler/ir/print.h"
#include "compiler/ir/walk.h"
#include "compiler/opt/constant_math.h"

namespace pbc::opt {
namespace {

using ir::FunctionId;
using ir::Module;
using ir::Op;
using ir::Operand;
using ir::OpId;
using ir::OpKind;
using ir::RegionId;

/// Enough of a text to recognise it.
std::string clipped(std::string text) {
  constexpr std::size_t kLongest = 80;
  if (text.size() <= kLongest) return text;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

class Folder {
 public:
  Folder(Module& module, PassContext& context, FunctionId function)
      : module_(module), context_(context), function_(function) {}

  void run() { fold_region(module_.functions[function_].body); }

 private:
  void fold_region(RegionId region) {
    std::vector<OpId> kept;
    fold_ops(std::vector<OpId>(module_.regions[region].ops), kept);
    module_.regions[region].ops = std::move(kept);
  }

  void fold_ops(const std::vector<OpId>& ops, std::vector<OpId>& kept) {
    for (const OpId op : ops) {
      replace_operands(module_.ops[op].operands);
      if (!fold_branch(op, kept) && !fold_value(op)) {
        kept.push_back(op);
        for (std::size_t i = 0; i < module_.ops[op].regions.size(); ++i) fold_region(module_.ops[op].regions[i]);
      }
    }
  }

  void replace_operands(std::vector<Operand>& operands) {
    for (Operand& operand : operands) {
      if (operand.is_term()) replace_operands(module_.terms[operand.term()].elements);
      if (!operand.is_value()) continue;
      const auto found = replaced_.find(operand.value());
      if (found == replaced_.end()) continue;
      const bool starred = operand.starred;
      operand = found->second;
      operand.starred = starred;
    }
  }

  /// `and`, `or`, `select` with a constant condition: the operations of the region that runs take its place.
  bool fold_branch(OpId op, std::vector<OpId>& kept) {
    const OpKind kind = module_.ops[op].kind;
    if (kind != OpKind::kAnd && kind != OpKind::kOr && kind != OpKind::kSelect) return false;
    const Operand condition = module_.ops[op].operands[0];
    if (!condition.is_constant()) return false;
    const bool is_true = ir::is_true(module_.constants[condition.constant()]);
    acted(op, "decided `" + head(op) + "`");
    if (kind != OpKind::kSelect && is_true == (kind == OpKind::kOr)) {
      replaced_[op] = condition;
      return true;
    }
    const RegionId taken = module_.ops[op].regions[kind == OpKind::kSelect && !is_true ? 1 : 0];
    std::vector<OpId> ops = module_.regions[taken].ops;
    const OpId yield = ops.back();
    ops.pop_back();
    fold_ops(ops, kept);
    replace_operands(module_.ops[yield].operands);
    replaced_[op] = module_.ops[yield].operands[0];
    return true;
  }

  bool fold_value(OpId op) {
    const std::optional<Folded> folded = compute(module_.ops[op]);
    if (!folded) return false;
    if (!*folded) {
      context_.refused(module_, function_, op, folded->refusal, "`" + head(op) + "`");
      context_.count("refused");
      return false;
    }
    acted(op, "folded `" + head(op) + "` to " + clipped(print(*folded->constant)));
    replaced_[op] = module_.intern(*folded->constant);
    return true;
  }

  /// Nothing when the operation is not one that folds, or an operand is not constant.
  std::optional<Folded> compute(const Op& op) const {
    switch (op.kind) {
      case OpKind::kUnary:
      case OpKind::kBinary:
      case OpKind::kCompare:
      case OpKind::kNot:
      case OpKind::kSubscript:
        break;
      case OpKind::kField:
        return field(op);
      case OpKind::kFString:
        return fstring(op);
      default:
        return std::nullopt;
    }
    for (const Operand& operand : op.operands) {
      if (!operand.is_constant()) return std::nullopt;
    }
    const ir::Constant& a = constant(op, 0);
    if (op.kind == OpKind::kNot) return ir::bool_constant(!ir::is_true(a));
    if (op.kind == OpKind::kSubscript) return fold_subscript(a, constant(op, 1));
    const std::string_view sign = module_.text(op.names[0]);
    if (op.kind == OpKind::kUnary) return fold_unary(sign, a);
    if (op.kind == OpKind::kBinary) return fold_binary(a, sign, constant(op, 1));
    return fold_compare(a, sign, constant(op, 1));
  }

  std::optional<Folded> field(const Op& op) const {
    if (!op.operands[0].is_constant()) return std::nullopt;
    const Operand& spec = op.operands[1];
    const bool has_spec = !spec.is_absent() && !(spec.is_constant() && constant(op, 1) == ir::str_constant(""));
    if (has_spec) return std::nullopt;
    return fold_field(constant(op, 0), module_.text(op.names[0]));
  }

  std::optional<Folded> fstring(const Op& op) const {
    ir::Constant text = ir::str_constant("");
    for (std::size_t i = 0; i < op.operands.size(); ++i) {
      if (!op.operands[i].is_constant() || constant(op, i).kind != ir::Constant::Kind::kStr) return std::nullopt;
      text.text += constant(op, i).text;
    }
    if (text.text.size() > kLongestText) return Refusal::kTooLarge;
    return text;
  }

  const ir::Constant& constant(const Op& op, std::size_t operand) const {
    return module_.constants[op.operands[operand].constant()];
  }

  /// The operation without the value's name: `binary 1 + 2`.
  std::string head(OpId op) const {
    const std::string text = print_op(module_, op);
    return clipped(text.substr(text.find(" = ") + 3));
  }

  void acted(OpId op, std::string message) {
    context_.acted(module_, function_, op, std::move(message));
    context_.count("folded");
  }

  Module& module_;
  PassContext& context_;
  FunctionId function_;
  std::unordered_map<OpId, Operand> replaced_;  // values that are gone, and what stands for them
};

}  // namespace

void fold_constants(ir::Module& module, PassContext& context) {
  for (const FunctionId function : module.functions.ids()) Folder(module, context, function).run();
}

}  // namespace pbc::opt
