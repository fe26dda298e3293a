// SPDX-License-Identifier: Apache-2.0
//
// An HTML body as people see it, and what it does that they do not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::content {

struct Anchor {
  std::string href, text;  // references replaced
  bool has_image = false;
};

struct Page {
  std::string text;  // that is seen, blocks on lines of their own, quoted ones with ">" before
  std::vector<Anchor> anchors;
  std::string hidden;  // text that is not seen, the beginning of it

  std::size_t hidden_letters = 0;
  std::size_t split_words = 0;          // by something invisible: a comment, a hidden element
  std::size_t needless_references = 0;  // &#112; for "p"
  std::size_t images = 0, linked_images = 0, image_maps = 0;
  std::size_t scripts = 0, handlers = 0;
  std::vector<std::string> form_actions;
  bool has_form = false, asks_password = false, asks_text = false;
  std::string refresh, base;  // addresses; empty where there is none
  bool has_frame = false;
  bool is_cut = false;  // it was longer than kMostText
};

Page read_page(std::string_view html);

}  // namespace pbc::content
