// SPDX-License-Identifier: Apache-2.0
//
// What the tools of the IR know about an operation beyond its line in ops.def.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// The operation that ops.def gives that text.
std::optional<OpKind> find_op_kind(std::string_view text);

/// A clause of a `try`: `except` or `except*`.
constexpr bool is_handler(OpKind kind) { return kind == OpKind::kExcept || kind == OpKind::kExceptGroup; }

/// The word before region number `index` of an operation in the text form; the first region has none.
std::string_view region_word(OpKind kind, std::size_t index);

/// Whether the region that should `yield` may be empty instead: a bare `except`, an `assert` without message.
bool may_lack_yield(OpKind kind);

/// Whether that region of an operation is given a value, which `incoming` takes.
bool begins_with_incoming(OpKind kind, std::size_t region);

}  // namespace pbc::ir
