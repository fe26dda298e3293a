// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/phantom_call.h"

namespace pbc::ir {

const Operand* argument(const Module& module, const Op& call, std::string_view parameter) {
  for (std::size_t i = 0; i < call.keywords.size(); ++i)
    if (module.text(call.keywords[i]) == parameter) return &call.operands[i];
  return nullptr;
}

std::optional<std::string> constant_text(const Module& module, const Operand* operand) {
  if (operand == nullptr || !operand->is_constant()) return std::nullopt;
  const Constant& constant = module.constants[operand->constant()];
  if (constant.kind != Constant::Kind::kStr) return std::nullopt;
  return constant.text;
}

std::optional<std::string> text_argument(const Module& module, const Op& call, std::string_view parameter) {
  return constant_text(module, argument(module, call, parameter));
}

const std::vector<Operand>* elements_of(const Module& module, const Operand& operand) {
  if (operand.is_term()) {
    const Term& term = module.terms[operand.term()];
    return term.kind == Term::Kind::kDict ? nullptr : &term.elements;
  }
  if (!operand.is_value()) return nullptr;
  const Op& op = module.ops[operand.value()];
  return op.kind == OpKind::kList || op.kind == OpKind::kTuple ? &op.operands : nullptr;
}

}  // namespace pbc::ir
