// SPDX-License-Identifier: Apache-2.0
//
// Tables behind unicode.h. Every table is sorted by code point.
#pragma once

#include <cstddef>

namespace pbc::unicode {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

/// A mapping of one character to up to three; unused places are 0.
struct LongMapping {
  char32_t from;
  char32_t to[3];
};

extern const CodePointRange kAddedLater[];
extern const std::size_t kAddedLaterCount;
extern const CodePointRange kOtherLowercase[];
extern const std::size_t kOtherLowercaseCount;
extern const CodePointRange kOtherUppercase[];
extern const std::size_t kOtherUppercaseCount;
extern const CodePointRange kDigitNotDecimal[];
extern const std::size_t kDigitNotDecimalCount;
extern const CodePointRange kNumericNotNumber[];
extern const std::size_t kNumericNotNumberCount;
extern const CodePointRange kIdentifierStartFlipped[];
extern const std::size_t kIdentifierStartFlippedCount;
extern const CodePointRange kIdentifierContinueFlipped[];
extern const std::size_t kIdentifierContinueFlippedCount;
extern const CodePointRange kCaseIgnorablePunctuation[];
extern const std::size_t kCaseIgnorablePunctuationCount;
extern const char32_t kDecimalZeros[];
extern const std::size_t kDecimalZerosCount;
extern const LongMapping kLongUpper[];
extern const std::size_t kLongUpperCount;
extern const LongMapping kLongTitle[];
extern const std::size_t kLongTitleCount;

}  // namespace pbc::unicode
