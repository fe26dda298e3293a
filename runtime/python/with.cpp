// SPDX-License-Identifier: Apache-2.0
//
// The context manager protocol (Python reference, 8.5 The with statement). CPython looks both methods up before it
// calls one, so a manager without __exit__ is never entered.
#include "pbc/frame.h"
#include "python/attributes.h"
#include "python/errors.h"
#include "python/objects.h"

namespace pbc {

Value enter(const Value& manager) {
  const auto require = [&](Name method, const char* explanation) {
    if (find_attribute(manager, method).is_unset())
      raise_type_error("'", type_name(manager), "' object does not support the context manager protocol", explanation);
  };
  require("__enter__", "");
  require("__exit__", " (missed __exit__ method)");
  return manager.call("__enter__");
}

void leave(const Value& manager) { manager.call("__exit__", {None, None, None}); }

bool leave(const Value& manager, const Raised& raised) {
  const Value type = type_value(type_of(raised.exception));
  return static_cast<bool>(manager.call("__exit__", {type, raised.exception, raised.exception.attr("__traceback__")}));
}

}  // namespace pbc
