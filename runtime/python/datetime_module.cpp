// SPDX-License-Identifier: Apache-2.0
#include "python/datetime.h"
#include "python/library.h"

namespace pbc {
namespace {

constexpr const Type* kTypes[] = {&kDateType,      &kTimeType,   &kDateTimeType,
                                  &kTimeDeltaType, &kTzInfoType, &kTimeZoneType};

constexpr Constant kConstants[] = {
    {"MINYEAR", []() -> Value { return 1; }},
    {"MAXYEAR", []() -> Value { return 9999; }},
    {"UTC", [] { return utc_timezone(); }},
};

}  // namespace

constinit const Module kDatetimeModule{.name = "datetime", .constants = kConstants, .types = kTypes};

}  // namespace pbc
