// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a datapath, by the compiler's reader and the runtime's.
#include <cstdint>
#include <cstdlib>

#include "compiler/phantom/datapath.h"
#include "phantom/datapath.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  pbc::phantom::looks_like_datapath(text);
  pbc::phantom::parse_datapath(text);
  pbc::engine::is_datapath(text);
  const pbc::engine::Datapath path = pbc::engine::parse_datapath(text);
  for (const pbc::engine::Segment& segment : path.segments)
    if (segment.begin > segment.end || segment.end > path.path.size()) std::abort();
  return 0;
}
