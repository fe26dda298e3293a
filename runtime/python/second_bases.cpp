// SPDX-License-Identifier: Apache-2.0
#include "python/second_bases.h"

#include "python/decimal.h"
#include "python/errors.h"
#include "python/json.h"
#include "python/requests_errors.h"

namespace pbc {
namespace {

constexpr SecondBase kSecondBases[] = {
    {&decimal::kDivisionByZeroSignal, &kZeroDivisionError},
    {&decimal::kDivisionUndefinedCondition, &kZeroDivisionError},
    {&decimal::kFloatOperationSignal, &kTypeError},
    {&decimal::kOverflowSignal, &decimal::kRoundedSignal},
    {&decimal::kUnderflowSignal, &decimal::kSubnormalSignal},
    {&requests::kJSONDecodeError, &kJsonDecodeError},
    {&requests::kConnectTimeout, &requests::kTimeout},
    {&requests::kMissingSchema, &kValueError},
    {&requests::kInvalidSchema, &kValueError},
    {&requests::kInvalidURL, &kValueError},
    {&requests::kInvalidHeader, &kValueError},
    {&requests::kStreamConsumedError, &kTypeError},
};

}  // namespace

std::span<const SecondBase> second_bases() { return kSecondBases; }

}  // namespace pbc
