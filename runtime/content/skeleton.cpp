// SPDX-License-Identifier: Apache-2.0
#include "content/skeleton.h"

#include <unicode/uspoof.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "mail/ascii.h"

namespace pbc::content {
namespace {

struct Close {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};
using Checker = std::unique_ptr<USpoofChecker, Close>;

/// Null where the machine's ICU has no data: then nothing looks like anything else.
const USpoofChecker* checker() {
  static const Checker own = [] {
    UErrorCode status = U_ZERO_ERROR;
    Checker made(uspoof_open(&status));
    if (U_FAILURE(status)) return Checker();
    uspoof_setChecks(made.get(), USPOOF_RESTRICTION_LEVEL, &status);
    uspoof_setRestrictionLevel(made.get(), USPOOF_HIGHLY_RESTRICTIVE);
    return made;
  }();
  return own.get();
}

std::u16string utf16(std::string_view text) {
  std::u16string result(text.size() + 1, u'\0');
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = 0;
  u_strFromUTF8WithSub(result.data(), static_cast<std::int32_t>(result.size()), &length, text.data(),
                       static_cast<std::int32_t>(text.size()), 0xFFFD, nullptr, &status);
  result.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return result;
}

std::u16string skeleton(const std::u16string& text) {
  if (checker() == nullptr) return text;
  std::u16string result(text.size() * 4 + 32, u'\0');
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length = uspoof_getSkeleton(checker(), 0, text.data(), static_cast<std::int32_t>(text.size()),
                                                 result.data(), static_cast<std::int32_t>(result.size()), &status);
  if (U_FAILURE(status)) return text;
  result.resize(static_cast<std::size_t>(length));
  return result;
}

/// By character of ASCII, in lower case as well; empty for one whose skeleton is not of ASCII.
std::array<std::string, 128> ascii_skeletons() {
  std::array<std::string, 128> skeletons;
  for (char32_t character = 0; character < skeletons.size(); ++character) {
    const char small = mail::lower(static_cast<char>(character));
    const std::u16string made = skeleton(std::u16string(1, static_cast<char16_t>(small)));
    if (std::ranges::none_of(made, [](char16_t c) { return c >= 0x80; }))
      skeletons[character].assign(made.begin(), made.end());
  }
  return skeletons;
}

/// Without the detour by way of UTF-16: where all of it is ASCII, nothing is composed or put into another order, and
/// each character counts for itself. False where it is not.
bool append_ascii_skeleton(std::string_view text, std::string* result) {
  static const std::array<std::string, 128> skeletons = ascii_skeletons();
  for (const char c : text) {
    if (mail::is_high(c) || skeletons[static_cast<std::size_t>(c)].empty()) return false;
    result->append(skeletons[static_cast<std::size_t>(c)]);
  }
  return true;
}

}  // namespace

std::u16string skeleton(char32_t character) {
  std::u16string text;
  if (character < 0x10000) {
    text += static_cast<char16_t>(character);
  } else {
    text += static_cast<char16_t>(0xD7C0 + (character >> 10));
    text += static_cast<char16_t>(0xDC00 | (character & 0x3FF));
  }
  return skeleton(text);
}

std::string skeleton(std::string_view text) {
  std::string plain;
  if (append_ascii_skeleton(text, &plain)) return plain;
  std::u16string wide = utf16(text);
  std::u16string lower(wide.size() * 2 + 16, u'\0');
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t size = u_strToLower(lower.data(), static_cast<std::int32_t>(lower.size()), wide.data(),
                                         static_cast<std::int32_t>(wide.size()), "", &status);
  if (U_SUCCESS(status)) {
    lower.resize(static_cast<std::size_t>(size));
    wide = lower;
  }
  const std::u16string made = skeleton(wide);
  std::string result(made.size() * 3 + 1, '\0');
  std::int32_t length = 0;
  status = U_ZERO_ERROR;
  u_strToUTF8(result.data(), static_cast<std::int32_t>(result.size()), &length, made.data(),
              static_cast<std::int32_t>(made.size()), &status);
  result.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return result;
}

bool mixes_scripts(std::string_view text) {
  if (checker() == nullptr) return false;
  const std::u16string wide = utf16(text);
  UErrorCode status = U_ZERO_ERROR;
  return uspoof_check(checker(), wide.data(), static_cast<std::int32_t>(wide.size()), nullptr, &status) != 0;
}

}  // namespace pbc::content
