// SPDX-License-Identifier: Apache-2.0
//
// Answers that replays work out where their world has none: those of the content of a mail.
#pragma once

#include <string_view>

#include "live/live.h"

namespace pbc::io {

/// Whether there may be something that computes the action: then it is worth loading the library.
bool may_be_computed(std::string_view action);

/// What libpbc_live.so computes without any configuration. It is loaded with the first question; where it is not to be
/// had, nothing is computed.
const live::Computer& usual_computer();

}  // namespace pbc::io
