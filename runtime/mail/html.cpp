// SPDX-License-Identifier: Apache-2.0
//
// A scanner of tags, not a parser of documents: what elements a browser would make of wrong nesting does not matter
// here. It only moves forward; what is not closed reaches to the end.
#include "mail/html.h"

#include <algorithm>
#include <optional>

#include "mail/ascii.h"
#include "mail/entities.h"

namespace pbc::mail {
namespace {

constexpr std::size_t kLongestText = 8192;  // of a link; no address is longer

struct Tag {
  std::string name;  // lower case
  bool closes = false;
  std::optional<std::string> href, src;
};

class Scanner {
 public:
  explicit Scanner(std::string_view html) : html_(html) {}

  std::vector<Link> scan() {
    while (at_ < html_.size()) {
      const std::size_t next = std::min(html_.find('<', at_), html_.size());
      add_text(html_.substr(at_, next - at_));
      at_ = next;
      if (at_ == html_.size()) break;
      const std::string_view rest = html_.substr(at_);
      if (rest.starts_with("<!--")) {
        skip_beyond("-->", at_ + 4);
      } else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
        skip_beyond(">", at_ + 2);
      } else if (rest.size() > 1 && (is_letter(rest[1]) || (rest[1] == '/' && rest.size() > 2 && is_letter(rest[2])))) {
        const std::size_t position = at_;
        Tag tag;
        if (read_tag(tag)) handle(tag, position);
      } else {
        add_text("<");
        ++at_;
      }
    }
    finish_text();
    return std::move(links_);
  }

 private:
  void skip_beyond(std::string_view what, std::size_t from) {
    const std::size_t found = html_.find(what, std::min(from, html_.size()));
    at_ = found == std::string_view::npos ? html_.size() : found + what.size();
  }

  void skip_spaces() {
    while (at_ < html_.size() && is_space(html_[at_])) ++at_;
  }

  /// Everything up to one of `ends`, or a space.
  std::string_view take_until(std::string_view ends) {
    const std::size_t begin = at_;
    while (at_ < html_.size() && !is_space(html_[at_]) && ends.find(html_[at_]) == std::string_view::npos) ++at_;
    return html_.substr(begin, at_ - begin);
  }

  /// False where the tag does not end.
  bool read_tag(Tag& tag) {
    ++at_;
    tag.closes = html_[at_] == '/';
    if (tag.closes) ++at_;
    tag.name = lower(take_until("/>"));
    while (true) {
      while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
      if (at_ == html_.size()) return false;
      if (html_[at_] == '>') {
        ++at_;
        return true;
      }
      if (!read_attribute(tag)) return false;
    }
  }

  bool read_attribute(Tag& tag) {
    const std::size_t begin = at_;
    if (html_[at_] == '=') ++at_;  // a name may begin so
    take_until("=/>");
    const std::string_view name = html_.substr(begin, at_ - begin);
    skip_spaces();
    if (at_ == html_.size() || html_[at_] != '=') return true;
    ++at_;
    skip_spaces();
    if (at_ == html_.size()) return false;
    std::string_view value;
    const char quote = html_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = html_.find(quote, at_ + 1);
      if (end == std::string_view::npos) {
        at_ = html_.size();
        return false;
      }
      value = html_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
    } else {
      value = take_until(">");
    }
    std::optional<std::string>* wanted = equal_ignoring_case(name, "href")  ? &tag.href
                                         : equal_ignoring_case(name, "src") ? &tag.src
                                                                            : nullptr;
    if (wanted != nullptr && !*wanted) *wanted = unescape(value, true);  // of equal names the first one counts
    return true;
  }

  void handle(const Tag& tag, std::size_t position) {
    if (tag.name == "a") finish_text();
    if (tag.closes) return;
    if (tag.href) links_.push_back({Link::kHref, *tag.href, position});
    if (tag.src) links_.push_back({Link::kSrc, *tag.src, position});
    if (tag.name == "a" && tag.href) {
      in_link_ = true;
      text_position_ = at_;
    }
    if (tag.name == "script" || tag.name == "style") skip_raw_text(tag.name);
  }

  void skip_raw_text(const std::string& name) {
    while (at_ < html_.size()) {
      skip_beyond("</", at_);
      if (!starts_with_ignoring_case(html_.substr(at_), name)) continue;
      at_ -= 2;
      return;
    }
  }

  void add_text(std::string_view text) {
    if (in_link_ && text_.size() < kLongestText) text_ += text.substr(0, kLongestText - text_.size());
  }

  void finish_text() {
    if (in_link_) links_.push_back({Link::kText, unescape(text_, false), text_position_});
    in_link_ = false;
    text_.clear();
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<Link> links_;
  bool in_link_ = false;  // inside of an `a` with an href
  std::string text_;
  std::size_t text_position_ = 0;
};

}  // namespace

std::vector<Link> links_of(std::string_view html) {
  std::vector<Link> links = Scanner(html).scan();
  // A text is complete only after the tags inside of it.
  std::stable_sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.position < b.position; });
  return links;
}

}  // namespace pbc::mail
