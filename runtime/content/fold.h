// SPDX-License-Identifier: Apache-2.0
//
// Texts as words that can be compared: without case and accents, invisible characters, and letters of other scripts
// that look like Latin ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::content {

struct Word {
  std::uint32_t begin = 0, end = 0;       // in the text
  std::uint32_t letters = 0, length = 0;  // in Words::letters
  std::uint32_t sentence = 0;
  bool is_quoted = false;  // the words of somebody else: behind ">", or between quotation marks
  bool has_digits = false;
};

struct Words {
  std::string_view text;
  std::string letters;  // of all words one after the other: a to z, 0 to 9, and `?` for any other letter
  std::vector<Word> all;
  std::size_t disguised = 0;  // words of Latin letters with ones of another script, or invisible characters, between
  std::string_view first_disguised;

  std::string_view folded(const Word& word) const { return {letters.data() + word.letters, word.length}; }
};

/// Invisible, or of no width, wherever it stands.
bool is_invisible(char32_t character);
/// Changes the direction of what follows.
bool is_bidi_control(char32_t character);

/// The words of `text`, which must outlive the result.
Words words_of(std::string_view text);

/// The letters and digits of `text` alone, folded, words separated by one blank.
std::string folded(std::string_view text);

}  // namespace pbc::content
