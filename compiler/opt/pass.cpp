// SPDX-License-Identifier: Apache-2.0
#include "compiler/opt/pass.h"

namespace pbc::opt {

std::string_view name(Refusal refusal) {
  switch (refusal) {
    case Refusal::kMayRaise:
      return "MayRaise";
    case Refusal::kTooLarge:
      return "TooLarge";
    case Refusal::kIdentity:
      return "Identity";
    case Refusal::kInexact:
      return "Inexact";
    case Refusal::kDynamicNames:
      return "DynamicNames";
    case Refusal::kEffect:
      return "Effect";
    case Refusal::kComputed:
      return "Computed";
    case Refusal::kRepeats:
      return "Repeats";
    case Refusal::kOptIn:
      return "OptIn";
    case Refusal::kNeedsResults:
      return "NeedsResults";
    case Refusal::kDoesMore:
      return "DoesMore";
    case Refusal::kMayChange:
      return "MayChange";
    case Refusal::kNotCertain:
      return "NotCertain";
  }
  return "";
}

namespace {

std::string place_text(const std::string& function, std::uint32_t line) {
  return "@" + function + (line == 0 ? "" : ":" + std::to_string(line));
}

}  // namespace

std::string to_text(const Remark& remark) {
  std::string text = place_text(remark.function, remark.line);
  text += remark.is_refusal ? ": refused: " : ": ";
  text += remark.message;
  if (remark.is_refusal) text += " [" + std::string(name(remark.refusal)) + "]";
  for (const RelatedPlace& place : remark.related)
    text += "\n  note: " + place_text(place.function, place.line) + ": " + place.message;
  return text;
}

RelatedPlace PassContext::place(const ir::Module& module, ir::FunctionId function, ir::OpId op, std::string message) {
  return {std::string(module.text(module.functions[function].name)), module.op_lines[op.index()],
          module.op_spans[op.index()], std::move(message)};
}

void PassContext::acted(const ir::Module& module, ir::FunctionId function, ir::OpId op, std::string message,
                        std::vector<RelatedPlace> related) {
  add(module, function, op, std::move(message)).related = std::move(related);
}

void PassContext::refused(const ir::Module& module, ir::FunctionId function, ir::OpId op, Refusal refusal,
                          std::string message, std::vector<RelatedPlace> related) {
  Remark& remark = add(module, function, op, std::move(message));
  remark.related = std::move(related);
  remark.is_refusal = true;
  remark.refusal = refusal;
}

void PassContext::count(std::string_view what, std::uint64_t amount) {
  if (amount != 0) counters_[std::string(pass_) + "." + std::string(what)] += amount;
}

Remark& PassContext::add(const ir::Module& module, ir::FunctionId function, ir::OpId op, std::string message) {
  Remark remark;
  remark.pass = pass_;
  remark.function = module.text(module.functions[function].name);
  remark.line = op ? module.op_lines[op.index()] : module.function_lines[function.index()];
  remark.span = op ? module.op_spans[op.index()] : module.function_spans[function.index()];
  remark.message = std::move(message);
  return remarks_.emplace_back(std::move(remark));
}

}  // namespace pbc::opt
