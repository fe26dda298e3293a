// SPDX-License-Identifier: Apache-2.0
#include "phantom/trace.h"

#include "phantom/plain.h"

namespace pbc::engine {

void Trace::add(const Value& line) {
  if (!is_on_) return;
  text_ += to_json(line);
  text_ += '\n';
}

}  // namespace pbc::engine
