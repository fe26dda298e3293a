// SPDX-License-Identifier: Apache-2.0
//
// Failing without a throw. A C++ exception costs microseconds, nearly all of them for finding its handler. Where the
// `try` stands in the same function, an operation that may well fail has a form that gives an unset Value instead, and
// leaves its exception waiting until the handler takes it:
//
//   try {
//     const Value t = item_or_failure(table, key);
//     if (t.is_unset()) goto failed;
//     return t;
//   } catch (const Raised& raised) {
//     fail(raised);
//   }
//   failed:
//   if (const Failure failure; failure.happened()) {
//     Handling handling(failure);
//     ...
//
// A function of the module that raises ends in the same way: its callers say `or_throw(f({...}))` or look at the value.
#pragma once

#include "pbc/frame.h"

namespace pbc {

/// Makes an exception that was thrown the one that waits.
void fail(const Raised& raised);
/// `raise exception` into the handlers of the same function, and out of the function whose frame is `at`; both give an
/// unset Value.
Value fail(const Value& exception);
Value fail(Frame& at, const Value& exception);

/// object[key]
Value item_or_failure(const Value& object, const Value& key);
/// int(value)
Value int_or_failure(const Value& value);

/// Throws the exception that waits, if `value` is unset.
[[noreturn]] void throw_failure();
inline Value or_throw(Value value) {
  if (value.is_unset()) throw_failure();
  return value;
}

/// Takes the exception that waits, if there is one.
struct Failure : Raised {
  Failure();
  bool happened() const { return !exception.is_unset(); }
  /// None of the handlers took it.
  [[noreturn]] void throw_again() const;
};

}  // namespace pbc
