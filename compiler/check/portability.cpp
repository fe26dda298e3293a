// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/portability.h"

#include <algorithm>
#include <optional>

#include "compiler/ir/phantom_call.h"
#include "compiler/phantom/api.h"
#include "compiler/phantom/library.h"

namespace pbc::check {

namespace {

using ir::OpKind;
using phantom::Api;

Place place_of(const SourceFile* file, Span span) {
  if (file == nullptr) return {};
  if (span.is_nowhere()) return {file->path()};
  const Position position = file->position(span.begin);
  return {file->path(), position.line, position.column};
}

/// The statement or expression that an operation stands for, where it is more than plain data and calls.
std::string_view construct_of(OpKind kind) {
  switch (kind) {
    case OpKind::kClass:
      return "`class`";
    case OpKind::kTry:
      return "`try`";
    case OpKind::kExceptGroup:
      return "`except*`";
    case OpKind::kWith:
      return "`with`";
    case OpKind::kFString:
      return "f-string";
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
      return "comprehension";
    case OpKind::kRaise:
      return "`raise`";
    case OpKind::kAssert:
      return "`assert`";
    case OpKind::kWhile:
      return "`while`";
    default:
      return "";
  }
}

std::string_view construct_of(const ir::Function& function) {
  switch (function.role) {
    case ir::FunctionRole::kLambda:
      return "`lambda`";
    case ir::FunctionRole::kGeneratorExpression:
      return "generator expression";
    case ir::FunctionRole::kNested:
      return "nested function";
    default:
      return function.is_generator ? "generator" : "";
  }
}

/// What a kind of diagnostic means for a run without a server; nothing when it is about the playbook's own sense.
std::optional<Support> support_of(const Diagnostic& diagnostic) {
  if (diagnostic.severity == Severity::kError) return Support::kUnsupported;
  switch (diagnostic.kind) {
    case DiagKind::kUnsupportedConstruct:
    case DiagKind::kUnknownModule:
      return Support::kUnsupported;
    case DiagKind::kNotLinked:
    case DiagKind::kComputedAction:
      return Support::kNeedsShim;
    default:
      return std::nullopt;
  }
}

constexpr std::string_view kHttpHelp = "answers of other hosts come from `http` of the world";

}  // namespace

void Portability::add(Support support, const std::string& what, const std::string& help, Place place) {
  Construct& construct = constructs_[{support, what}];
  construct.what = what;
  construct.help = help;
  // `from x import a, b` is two operations at one place.
  if (construct.places.empty() || construct.places.back() != place) construct.places.push_back(std::move(place));
}

void Portability::add_op(const ir::Module& module, const ir::Op& op, const Place& place,
                         const CatalogueSource& catalogue) {
  if (op.kind == OpKind::kPhantom) {
    add(Support::kSupported, "`phantom." + std::string(phantom::info(op.api).name) + "()`", "", place);
    if (op.api != Api::act) return;
    const auto action = ir::text_argument(module, op, "action");
    if (!action) return;
    const bool is_known = !catalogue().find(*action).empty();
    add(is_known ? Support::kSupported : Support::kNeedsShim, "action `" + *action + "`",
        is_known ? "" : "no connector describes it: record its answers in the world, or add a connector", place);
  } else if (op.kind == OpKind::kImport || op.kind == OpKind::kImportLeaf || op.kind == OpKind::kImportFrom) {
    const std::string name(module.text(op.names[0]));
    const bool is_http = name == "requests";
    if (!phantom::is_library_module(name)) return;  // told by a diagnostic
    add(is_http ? Support::kNeedsShim : Support::kSupported, "module `" + name + "`",
        is_http ? std::string(kHttpHelp) : "", place);
  } else if (const std::string_view construct = construct_of(op.kind); !construct.empty()) {
    add(Support::kSupported, std::string(construct), "", place);
  }
}

void Portability::add(const ir::Module& module, const SourceFile& source, const CatalogueSource& catalogue) {
  for (const ir::OpId id : module.ops.ids())
    add_op(module, module.ops[id], place_of(&source, module.op_spans[id.index()]), catalogue);
  for (const ir::FunctionId id : module.functions.ids())
    if (const std::string_view construct = construct_of(module.functions[id]); !construct.empty())
      add(Support::kSupported, std::string(construct), "", place_of(&source, module.function_spans[id.index()]));
}

void Portability::add(const DiagSink& diags) {
  for (const Diagnostic* diagnostic : diags.sorted())
    if (const auto support = support_of(*diagnostic))
      add(*support, diagnostic->message, diagnostic->help_text, place_of(diagnostic->file, diagnostic->span));
}

std::vector<const Construct*> Portability::constructs(Support support) const {
  std::vector<const Construct*> found;
  for (const auto& [key, construct] : constructs_)
    if (key.first == support) found.push_back(&construct);
  return found;
}

}  // namespace pbc::check
