// SPDX-License-Identifier: Apache-2.0
//
// What time it is for Python code: datetime.now(), time.time(), time.sleep(). The local time zone is UTC.
#pragma once

#include <cstdint>

namespace pbc {

/// Where a run's time comes from. The engine sets a virtual clock for a replayed run.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Microseconds since 1970-01-01 00:00 UTC.
  virtual std::int64_t now() = 0;
  /// Lets `microseconds` (not negative) pass.
  virtual void sleep(std::int64_t microseconds) = 0;
};

/// The clock of this thread; the system's unless set_clock named another.
Clock& clock();
/// `clock` must outlive its use; null brings the system's clock back.
void set_clock(Clock* clock);
/// The same; gives the one that was named before, or null.
Clock* exchange_clock(Clock* clock);

}  // namespace pbc
