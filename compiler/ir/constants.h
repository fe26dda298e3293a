// SPDX-License-Identifier: Apache-2.0
//
// Python constants: making them, reading them as C++ values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/ir/module.h"

namespace pbc::ir {

Constant none_constant();
Constant bool_constant(bool value);
Constant int_constant(std::int64_t value);
/// The text is Python's repr(): "1.0", "1e+16", "inf", "nan", "-0.0".
Constant float_constant(double value);
Constant str_constant(std::string_view text);

/// What `bool(constant)` gives (Python library reference, Truth Value Testing).
bool is_true(const Constant& constant);
/// A bool or an int that fits 64 bits, as the number that it is in arithmetic; nothing for any other constant.
std::optional<std::int64_t> as_int64(const Constant& constant);
/// The number of a float constant.
double as_double(const Constant& constant);

/// Whether the text is what Constant says it has to be, in canonical form: one number has one text.
bool is_well_formed(const Constant& constant);

}  // namespace pbc::ir
