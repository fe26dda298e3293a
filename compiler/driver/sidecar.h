// SPDX-License-Identifier: Apache-2.0
//
// What SOAR exports beside a playbook, NAME.json for NAME.py: whom it is for.
#pragma once

#include <string>
#include <vector>

#include "compiler/diag/diag_sink.h"

namespace pbc::driver {

struct Sidecar {
  std::vector<std::string> labels;  // of the events that it is for; empty: any
  std::vector<std::string> tags;
  std::vector<std::string> inputs;  // that it declares
};

/// Of a playbook's file. One without a sidecar has nothing; what cannot be read is a warning.
Sidecar read_sidecar(const std::string& playbook, DiagSink& diags);

}  // namespace pbc::driver
