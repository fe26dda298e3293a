// SPDX-License-Identifier: Apache-2.0
//
// Frozen values (frozen/frozen.h) as JSON, and back.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace pbc::live {

/// As Json::frozen (jq.h) writes what is the same: whole numbers are integers, texts are UTF-8.
std::string frozen_of(const nlohmann::ordered_json& json);
nlohmann::ordered_json thawed(std::string_view frozen);

}  // namespace pbc::live
