// SPDX-License-Identifier: Apache-2.0
//
// What the unit tests of the runtime share.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "python/objects.h"

namespace pbc {

/// What `action` raises, as the last line of its traceback; "" when it raises nothing.
template <typename F>
std::string raised_by(F&& action) {
  try {
    action();
  } catch (const Raised& raised) {
    caught();
    return format_exception_only(raised.exception);
  }
  return "";
}

}  // namespace pbc
