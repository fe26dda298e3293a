// SPDX-License-Identifier: Apache-2.0
//
// What the module traceback can ask for beyond format_traceback (errors.h).
#pragma once

#include <optional>
#include <string>

#include "python/errors.h"

namespace pbc {

struct TracebackOptions {
  std::optional<std::int64_t> limit;  // so many entries, the outermost ones; below zero the innermost ones
  bool chain = true;                  // with causes and contexts
};
std::string format_traceback(const Value& exception, const SourceText& source, const TracebackOptions& options);

}  // namespace pbc
