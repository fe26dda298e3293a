// SPDX-License-Identifier: Apache-2.0
//
// Reads the text form of the IR (print.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "compiler/diag/diag_sink.h"
#include "compiler/ir/module.h"
#include "compiler/source/source_file.h"

namespace pbc::ir {

/// The module that `file` describes, or nothing when `diags` got an error (SyntaxError). What it gives has the right
/// shape for the printer, but only verify() says whether it means something. Costs O(size of the text); deep nesting is
/// refused.
std::optional<Module> read(const SourceFile& file, DiagSink& diags);

/// Reads any bytes, and prints and reads again what they are if they are a module that verifies. Returns 0; aborts when
/// the second reading differs. What a fuzzer calls.
int fuzz_read(const std::uint8_t* data, std::size_t size);

}  // namespace pbc::ir
