// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/ops.h"

#include <array>

namespace pbc::ir {
namespace {

using namespace phantom;  // the effects that ops.def names

constexpr bool kValue = true;
constexpr bool kNone = false;

constexpr std::array kInfos = {
#define PBC_OP(kind, text, result, shape, effects) OpInfo{text, result, shape, static_cast<Effects>(effects)},
#include "compiler/ir/ops.def"
};

}  // namespace

const OpInfo& info(OpKind kind) { return kInfos[static_cast<std::size_t>(kind)]; }

std::size_t op_kind_count() { return kInfos.size(); }

std::optional<OpKind> find_op_kind(std::string_view text) {
  for (std::size_t i = 0; i < kInfos.size(); ++i) {
    if (kInfos[i].text == text) return static_cast<OpKind>(i);
  }
  return std::nullopt;
}

std::string_view name(Sharing sharing) {
  switch (sharing) {
    case Sharing::kNone:
      return "none";
    case Sharing::kAct:
      return "act";
    case Sharing::kRun:
      return "run";
  }
  return "";
}

std::optional<Sharing> find_sharing(std::string_view name) {
  if (name == "act") return Sharing::kAct;
  if (name == "run") return Sharing::kRun;
  return std::nullopt;
}

std::string_view region_word(OpKind kind, std::size_t index) {
  if (index == 0) return {};
  switch (kind) {
    case OpKind::kWhile:
      return index == 1 ? "do" : "else";
    case OpKind::kExcept:
    case OpKind::kExceptGroup:
      return "do";
    case OpKind::kTry:
      return index == 1 ? "handlers" : index == 2 ? "else" : "finally";
    default:
      return "else";
  }
}

bool may_lack_yield(OpKind kind) { return kind == OpKind::kExcept || kind == OpKind::kAssert; }

bool begins_with_incoming(OpKind kind, std::size_t region) {
  switch (kind) {
    case OpKind::kFor:
    case OpKind::kListOf:
    case OpKind::kSetOf:
    case OpKind::kDictOf:
    case OpKind::kWith:
    case OpKind::kClass:
      return region == 0;
    case OpKind::kExcept:
    case OpKind::kExceptGroup:
      return region == 1;
    default:
      return false;
  }
}

}  // namespace pbc::ir
