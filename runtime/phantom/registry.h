// SPDX-License-Identifier: Apache-2.0
//
// Users, assets and what else is configured, for the API's calls and for REST.
#pragma once

#include "phantom/run.h"

namespace pbc::engine {

/// The id of the world's first user, who runs playbooks; 1 without users.
Value effective_user(Run& run);
/// What the world lists of an asset, with its app as product_name.
Value asset_record(Run& run, const Asset& asset);

}  // namespace pbc::engine
