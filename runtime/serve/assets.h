// SPDX-License-Identifier: Apache-2.0
//
// Files of assets/, which embed.py makes a source of.
#pragma once

#include <string_view>

namespace pbc::serve {

extern const std::string_view kDashboard;
extern const std::string_view kOpenApi;

}  // namespace pbc::serve
