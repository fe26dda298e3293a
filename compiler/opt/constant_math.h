// SPDX-License-Identifier: Apache-2.0
//
// Python's operators on constants, as CPython 3.11 computes them (Python reference, 6.5 to 6.11), or a refusal. Nothing
// here guesses: what is not certain to be exact, small and free of exceptions is refused.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/ir/module.h"
#include "compiler/opt/pass.h"

namespace pbc::opt {

/// A constant, or why there is none.
struct Folded {
  std::optional<ir::Constant> constant;
  Refusal refusal{};  // iff there is no constant

  Folded(ir::Constant value) : constant(std::move(value)) {}
  Folded(Refusal why) : refusal(why) {}
  explicit operator bool() const { return constant.has_value(); }
};

/// Texts longer than that (in bytes) are not made; CPython's own limit.
inline constexpr std::size_t kLongestText = 4096;

/// `-a`, `+a`, `~a`
Folded fold_unary(std::string_view op, const ir::Constant& a);
/// `a + b` and the other arithmetic operators
Folded fold_binary(const ir::Constant& a, std::string_view op, const ir::Constant& b);
/// `a < b` and the other comparisons, membership and identity
Folded fold_compare(const ir::Constant& a, std::string_view op, const ir::Constant& b);
/// `a[b]`
Folded fold_subscript(const ir::Constant& a, const ir::Constant& b);
/// A field of an f-string without format specification; `conversion` is the name of `field`: format, s, r, a
Folded fold_field(const ir::Constant& a, std::string_view conversion);

}  // namespace pbc::opt
