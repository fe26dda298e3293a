// SPDX-License-Identifier: Apache-2.0
#include "mail/html.h"

#include <algorithm>

#include "mail/entities.h"
#include "mail/html_scanner.h"

namespace pbc::mail {
namespace {

constexpr std::size_t kLongestText = 8192;  // of a link; no address is longer

class LinkReader {
 public:
  explicit LinkReader(std::string_view html) : scanner_(html) {}

  std::vector<Link> read() {
    while (true) {
      switch (scanner_.next()) {
        case HtmlScanner::kText:
          if (in_link_ && text_.size() < kLongestText) text_ += scanner_.text().substr(0, kLongestText - text_.size());
          break;
        case HtmlScanner::kTag:
          handle_tag();
          break;
        case HtmlScanner::kComment:
        case HtmlScanner::kRaw:
          break;
        case HtmlScanner::kEnd:
          finish_text();
          return std::move(links_);
      }
    }
  }

 private:
  void handle_tag() {
    const bool is_link = scanner_.name() == "a";
    if (is_link) finish_text();
    if (scanner_.closes()) return;
    const std::string_view* href = scanner_.attribute("href");
    const std::string_view* src = scanner_.attribute("src");
    if (href != nullptr) links_.push_back({Link::kHref, unescape(*href, true), scanner_.position()});
    if (src != nullptr) links_.push_back({Link::kSrc, unescape(*src, true), scanner_.position()});
    if (!is_link || href == nullptr) return;
    in_link_ = true;
    text_position_ = scanner_.end();
  }

  void finish_text() {
    if (in_link_) links_.push_back({Link::kText, unescape(text_, false), text_position_});
    in_link_ = false;
    text_.clear();
  }

  HtmlScanner scanner_;
  std::vector<Link> links_;
  bool in_link_ = false;  // inside of an `a` with an href
  std::string text_;
  std::size_t text_position_ = 0;
};

}  // namespace

std::vector<Link> links_of(std::string_view html) {
  std::vector<Link> links = LinkReader(html).read();
  // A text is complete only after the tags inside of it.
  std::stable_sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.position < b.position; });
  return links;
}

}  // namespace pbc::mail
