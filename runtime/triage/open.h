// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/config.h"
#include "triage/triage.h"

namespace pbc::triage {

/// Null, with `error` set, where the configuration cannot be used.
Triage* open(const Opening& opening, std::string* error);

/// The configuration with every default, as JSON. What it names secrets by, it keeps; their values stand nowhere.
std::string configuration_of(const live::Config& config, const Settings& settings);

}  // namespace pbc::triage
