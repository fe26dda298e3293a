// SPDX-License-Identifier: Apache-2.0
//
// What `pbc connectors` shows: the connectors that live runs would have, and what is wrong with descriptors.
#pragma once

#include <string>
#include <vector>

namespace pbc::live {

/// As JSON: {"connectors": [{app, service, file, as_of, assets, transport, base_url, secrets, settings, quotas,
/// actions}], "problems": [{file, place, what}]}. `checks`: jq programs are compiled too.
std::string list_connectors(const std::vector<std::string>& folders, bool checks);

}  // namespace pbc::live
