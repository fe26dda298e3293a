// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/fields.h"
#include "triage/settings.h"

namespace pbc::triage {

/// The `triage` member of a configuration; problems are told by `fields`.
Settings read_settings(const live::Fields& fields);
/// As a configuration has it, every key given.
live::OrderedJson to_json(const Settings& settings);

}  // namespace pbc::triage
