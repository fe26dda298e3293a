// SPDX-License-Identifier: Apache-2.0
//
// `except*` (PEP 654).
#pragma once

#include "pbc/frame.h"

namespace pbc {

/// Scope of the `except*` clauses of a `try`. Each clause that fits is given its part of the exception as a group:
///
///   GroupHandling groups(handling);
///   if (groups.take(py("ValueError"))) {
///     try {
///       Handling handling(groups.taken());
///       ...
///     } catch (const Raised& raised) {
///       groups.keep(raised);
///     }
///   }
///   groups.finish();
class GroupHandling {
 public:
  explicit GroupHandling(const Handling& handling);
  /// Whether something is left that is one of the classes; it is left no longer. Raises TypeError for what is no
  /// exception class, and for groups.
  bool take(const Value& classes);
  Raised taken() const { return {taken_}; }
  /// A clause raised an exception, which waits until the others have run.
  void keep(const Raised& raised);
  /// Raises what the clauses raised and what is left, as one; or nothing.
  void finish();

 private:
  Value merged() const;
  Value original_;
  Value rest_;
  Value taken_;
  Value raised_;  // a list
};

}  // namespace pbc
