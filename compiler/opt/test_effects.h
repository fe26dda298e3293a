// SPDX-License-Identifier: Apache-2.0
//
// For tests: what a few actions do, independent of the connectors that pbc comes with.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/fold.h"
#include "compiler/opt/pass.h"

namespace pbc::opt {

inline phantom::EffectClass test_effect(std::string_view action, const std::vector<std::string>&) {
  using phantom::EffectClass;
  static const std::map<std::string, EffectClass, std::less<>> kEffects = {
      {"ip reputation", EffectClass::kLookup},   {"geolocate ip", EffectClass::kLookup},
      {"list endpoints", EffectClass::kState},   {"get file", EffectClass::kFetch},
      {"detonate file", EffectClass::kDetonate}, {"block ip", EffectClass::kContain},
      {"unblock ip", EffectClass::kRestore},     {"send email", EffectClass::kNotify},
      {"create ticket", EffectClass::kRecord},
  };
  const auto found = kEffects.find(to_lower(action));
  return found == kEffects.end() ? EffectClass::kExecute : found->second;
}

/// How many parameters one request holds; the test's only asset that takes more than one.
inline std::uint32_t test_batch(std::string_view, const std::vector<std::string>& assets) {
  return assets == std::vector<std::string>{"greynoise"} ? 500 : 1;
}

}  // namespace pbc::opt
