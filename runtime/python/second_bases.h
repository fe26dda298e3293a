// SPDX-License-Identifier: Apache-2.0
//
// Classes of the library with two bases. A Type has one base; what the second one decides is isinstance, issubclass and
// except alone.
#pragma once

#include <span>

#include "python/type.h"

namespace pbc {

struct SecondBase {
  const Type* type;
  const Type* base;
};
/// All of them are exceptions.
std::span<const SecondBase> second_bases();

}  // namespace pbc
