// SPDX-License-Identifier: Apache-2.0
//
// Regions, and statements that hold no loop and no try.
#include "compiler/emit/emitter.h"

namespace pbc::emit {

using ir::OpKind;

void Emitter::emit_block(ir::RegionId region, std::size_t first) {
  const std::size_t count = module_.regions[region].ops.size();
  for (std::size_t index = first; index < count;) index = emit_op(region, index);
  flush();
  // What is left ends with the block; the next one of this depth does not see it.
  std::erase_if(fn_.temporaries, [depth = out_->depth()](const auto& temporary) { return temporary.second >= depth; });
}

std::size_t Emitter::emit_op(ir::RegionId region, std::size_t index) {
  const ir::OpId id = module_.regions[region].ops[index];
  if (const auto declared = fn_.declared_before.find(id); declared != fn_.declared_before.end())
    for (ir::VariableId variable : declared->second) {
      const std::string_view type = declared_type(variable);
      out_->line(std::string(type) + " " + variable_name(variable) + (type == "Value" ? ";" : "{};"));
    }
  switch (module_.ops[id].kind) {
    case OpKind::kLoad:
    case OpKind::kLoadGlobal:
    case OpKind::kBuiltin:
      emit_load(id);
      break;
    case OpKind::kStore:
    case OpKind::kStoreGlobal:
      emit_store(id);
      break;
    case OpKind::kAddVariable:
    case OpKind::kLocals:
      emit_locals(id);
      break;
    case OpKind::kDelete:
    case OpKind::kDeleteGlobal:
    case OpKind::kDeleteAttribute:
    case OpKind::kDeleteSubscript:
    case OpKind::kSetAttribute:
      emit_delete(id);
      break;
    case OpKind::kList:
    case OpKind::kTuple:
    case OpKind::kSet:
    case OpKind::kDict:
      emit_display(id);
      break;
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
    case OpKind::kAdd:
    case OpKind::kAddItem:
      return emit_comprehension(region, index);
    case OpKind::kField:
      emit_field(id);
      break;
    case OpKind::kFString:
      emit_fstring(id);
      break;
    case OpKind::kAttribute:
      emit_attribute(id);
      break;
    case OpKind::kSubscript:
    case OpKind::kSetSubscript:
      emit_subscript(id);
      break;
    case OpKind::kSlice:
      emit_slice(id);
      break;
    case OpKind::kUnary:
    case OpKind::kBinary:
    case OpKind::kInPlace:
    case OpKind::kNot:
      emit_operator(id);
      break;
    case OpKind::kCompare:
      emit_compare(id);
      break;
    case OpKind::kAnd:
    case OpKind::kOr:
      emit_and_or(id);
      break;
    case OpKind::kSelect:
      emit_select(id);
      break;
    case OpKind::kCall:
    case OpKind::kCallMethod:
      emit_call(id);
      break;
    case OpKind::kPhantom:
      emit_phantom(id);
      break;
    case OpKind::kDefine:
      return emit_define(region, index);
    case OpKind::kGenerator:
      return emit_generator(region, index);
    case OpKind::kSuspend:
    case OpKind::kDelegate:
      return emit_yield(region, index);
    case OpKind::kImport:
    case OpKind::kImportLeaf:
    case OpKind::kImportFrom:
      emit_import(id);
      break;
    case OpKind::kUnpack:
      return emit_unpack(region, index);
    case OpKind::kItem:      // named by its `unpack`
    case OpKind::kIncoming:  // named by the construct that its region belongs to
    case OpKind::kExcept:    // part of its `try`
    case OpKind::kExceptGroup:
    case OpKind::kYield:  // taken by the construct that its region belongs to
      break;
    case OpKind::kClass:
      emit_class(id);
      break;
    case OpKind::kLoadName:
    case OpKind::kStoreName:
    case OpKind::kDeleteName:
    case OpKind::kAnnotate:
    case OpKind::kNamespace:
      emit_name(id);
      break;
    case OpKind::kIf:
      emit_if(id);
      break;
    case OpKind::kFor:
      emit_for(id);
      break;
    case OpKind::kWhile:
      emit_while(id);
      break;
    case OpKind::kTry:
      emit_try(id);
      break;
    case OpKind::kWith:
      emit_with(id);
      break;
    case OpKind::kBreak:
    case OpKind::kContinue:
      emit_jump(id);
      break;
    case OpKind::kReturn:
      emit_return(id);
      break;
    case OpKind::kRaise:
      emit_raise(id);
      break;
    case OpKind::kAssert:
      emit_assert(id);
      break;
  }
  return index + 1;
}

void Emitter::emit_if(ir::OpId id) {
  Expression test = std::move(take(module_.ops[id].operands)[0]);
  flush();
  at(test.first_line);
  emit_arms(id, std::move(test));
}

void Emitter::emit_arms(ir::OpId id, Expression test) {
  std::vector<int> shown;  // the frame's line after each arm
  out_->open("if (" + as_condition(test, Binds::kTernary) + ")");
  while (true) {
    if (test.last_line != Expression::kNoLine) fn_.frame_line = test.last_line;
    const int after_test = fn_.frame_line;
    const ir::Op& op = module_.ops[id];
    emit_block(op.regions[0]);
    shown.push_back(fn_.frame_line);
    fn_.frame_line = after_test;
    const auto& otherwise = module_.regions[op.regions[1]].ops;
    if (otherwise.empty()) {
      out_->close();
      break;
    }

    CxxWriter inner(out_->depth());
    CxxWriter* outer = std::exchange(out_, &inner);
    bool chained = false;
    for (std::size_t index = 0; index < otherwise.size() && !chained;) {
      chained = index + 1 == otherwise.size() && module_.ops[otherwise[index]].kind == OpKind::kIf && inner.empty();
      if (!chained) index = emit_op(op.regions[1], index);
    }
    if (chained) {
      id = otherwise.back();
      test = std::move(take(module_.ops[id].operands)[0]);
      flush();
      // An `else` that holds nothing but an `if` continues the chain.
      if (inner.empty()) {
        out_ = outer;
        out_->reopen("else if (" + lined_condition(&test) + ")");
        continue;
      }
      at(test.first_line);
      emit_arms(id, std::move(test));
    }
    flush();
    out_ = outer;
    out_->reopen("else");
    out_->append(inner.text());
    out_->close();
    break;
  }
  for (int line : shown)
    if (line != fn_.frame_line) fn_.frame_line = Expression::kUnknownLine;
}

std::string Emitter::lined_condition(Expression* test) {
  if (test->first_line <= 0 || test->first_line == fn_.frame_line) return as_condition(*test, Binds::kTernary);
  fn_.frame_line = test->first_line;
  if (test->lined.empty() || !test->condition.empty())
    return "at(" + std::to_string(test->first_line) + "); " + as_condition(*test, Binds::kTernary);
  test->text = test->lined;
  return as_condition(*test, Binds::kTernary);
}

void Emitter::run_cleanups(std::size_t keep) {
  const std::vector<Cleanup> all = fn_.cleanups;
  while (fn_.cleanups.size() > keep) {
    const Cleanup cleanup = fn_.cleanups.back();
    fn_.cleanups.pop_back();
    out_->line(cleanup.done_flag + " = true;");
    if (!cleanup.leave.empty()) {
      out_->line(cleanup.leave);
      continue;
    }
    const std::vector<std::uint32_t> uses = uses_;
    out_->open("");
    emit_block(cleanup.finally);
    out_->close();
    uses_ = uses;
  }
  fn_.cleanups = all;
}

void Emitter::emit_return(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  const std::string value = op.operands[0].is_absent() ? "None" : operands[0].text;
  if (module_.functions[fn_.id].role == ir::FunctionRole::kModule) return out_->line("return;");
  const std::string leave = fn_.in_steps ? "co_return " : "return ";
  if (fn_.cleanups.empty()) return statement(operands[0], leave + value + ";");
  const std::string result = fresh("result");
  statement(operands[0], "Value " + result + " = " + value + ";");
  run_cleanups(0);
  out_->line(leave + result + ";");
}

void Emitter::emit_jump(ir::OpId id) {
  flush();
  const bool is_break = module_.ops[id].kind == OpKind::kBreak;
  std::size_t keep = 0;
  while (keep < fn_.cleanups.size() && fn_.cleanups[keep].loops < fn_.loop_flags.size()) ++keep;
  run_cleanups(keep);
  if (is_break && !fn_.loop_flags.back().empty()) out_->line(fn_.loop_flags.back() + " = true;");
  out_->line(is_break ? "break;" : "continue;");
}

void Emitter::emit_raise(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  Expression result;
  sequence({&operands[0], &operands[1]}, line(id), &result);
  const bool is_plain = !op.operands[0].is_absent() && op.operands[1].is_absent();
  if (is_plain && has_handler()) {
    statement(result, "fail(" + operands[0].text + ");");
    return out_->line("goto " + fn_.handler + ";");
  }
  if (is_plain && fn_.ends_with_failure && fn_.guards == 0)
    return statement(result, "return fail(at, " + operands[0].text + ");");
  std::string text = "reraise()";
  if (!op.operands[0].is_absent()) text = "raise(" + operands[0].text;
  if (!op.operands[1].is_absent()) text += ", " + operands[1].text;
  if (!op.operands[0].is_absent()) text += ")";
  statement(result, text + ";");
}

void Emitter::emit_assert(ir::OpId id) {
  const ir::Op& op = module_.ops[id];
  auto operands = take(op.operands);
  flush();
  at(operands[0].first_line);
  if (operands[0].last_line != Expression::kNoLine) fn_.frame_line = operands[0].last_line;
  const int after = fn_.frame_line;
  out_->open("if (!" + as_condition(operands[0], Binds::kUnary) + ")");
  Expression message;
  if (!module_.regions[op.regions[0]].ops.empty()) {
    std::string statements;
    message = emit_yield_region(op.regions[0], &statements, out_->depth());
    out_->append(statements);
    if (!statements.empty()) fn_.frame_line = Expression::kUnknownLine;
  }
  Expression result;
  sequence({&message}, line(id), &result);
  statement(result, "raise_assertion(" + message.text + ");");
  out_->close();
  fn_.frame_line = after;
}

}  // namespace pbc::emit
