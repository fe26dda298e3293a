// SPDX-License-Identifier: Apache-2.0
//
// The last phase: C++ text to an executable, by the host compiler, with a cache keyed by content.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/build/toolchain.h"

namespace pbc::build {

struct Request {
  /// The emitted files. Of several, each becomes an object of its own, as many at once as there are processors, and the
  /// cache keeps the objects too.
  std::vector<std::string> units;
  std::string_view source;  // the playbooks, for the lines of tracebacks
  std::string output;       // where the executable goes
  bool use_cache = true;
  /// The level of the host compiler's own optimizer, 0 to 2. It costs as much again as the rest of the compilation, and
  /// a playbook waits for the outside, not for its own code; the runtime it stands on is always optimized. A plain
  /// script is worth level 1.
  int optimize = 0;
};

struct Outcome {
  bool cached = false;
  std::string error;   // not empty: why there is no executable
  std::string output;  // what the host compiler printed, when it failed
};

/// Makes `request.output`, or leaves it as it was. Files appear whole or not at all.
Outcome build(const Toolchain& toolchain, const Request& request);

/// The executable in the cache, made when it is not there yet; for `pbc run`.
Outcome build_in_cache(const Toolchain& toolchain, const Request& request, std::string* executable);

}  // namespace pbc::build
