// SPDX-License-Identifier: Apache-2.0
//
// What the module functools has for classes and their methods; defined in functools_classes.cpp and
// functools_dispatch.cpp.
#pragma once

#include "python/class.h"

namespace pbc {

extern const Type kCachedPropertyType, kPartialMethodType, kSingleDispatchMethodType;

/// functools.partial(function, *positional, **keywords)
Value make_partial(const Value& function, Values positional, const Value& keywords);

// Functions of the module.
Value wrapper_assignments();
Value update_wrapper(const Value&, Value* arguments);
Value wraps(const Value&, Value* arguments);
Value total_ordering(const Value&, Value* arguments);
Value single_dispatch(const Value&, Value* arguments);

}  // namespace pbc
