// SPDX-License-Identifier: Apache-2.0
//
// The descriptors of runtime/connectors/ that can be asked, inside the library (embed.py).
#pragma once

namespace pbc::live {

struct BuiltIn {
  const char* file;
  const char* json;
};

/// The last one has an empty name.
extern const BuiltIn kBuiltIn[];

}  // namespace pbc::live
