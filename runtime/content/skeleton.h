// SPDX-License-Identifier: Apache-2.0
//
// Skeletons of Unicode Technical Standard 39: texts that look alike have the same one.
#pragma once

#include <string>
#include <string_view>

namespace pbc::content {

/// Of a character.
std::u16string skeleton(char32_t character);
/// Of a text in UTF-8, as UTF-8; lower case before.
std::string skeleton(std::string_view text);

/// Letters of several scripts that do not belong together (beyond Latin with one of Han, Kana and Hangul).
bool mixes_scripts(std::string_view text);

}  // namespace pbc::content
