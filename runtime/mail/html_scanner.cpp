// SPDX-License-Identifier: Apache-2.0
#include "mail/html_scanner.h"

#include <algorithm>
#include <utility>

#include "mail/ascii.h"

namespace pbc::mail {

HtmlScanner::Token HtmlScanner::next() {
  position_ = at_;
  if (std::exchange(in_raw_, false))
    if (const std::size_t end = end_of_raw(); end > at_) return take(kRaw, end);
  if (at_ == html_.size()) return kEnd;
  if (html_[at_] != '<') return take(kText, std::min(html_.find('<', at_), html_.size()));
  const std::string_view rest = html_.substr(at_);
  if (rest.starts_with("<!--")) return take(kComment, find("-->", at_ + 4));
  if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) return take(kComment, find(">", at_ + 2));
  if (rest.size() > 1 && (is_letter(rest[1]) || (rest[1] == '/' && rest.size() > 2 && is_letter(rest[2])))) {
    if (!read_tag()) {
      at_ = html_.size();
      return kEnd;
    }
    in_raw_ = !closes_ && (name_ == "script" || name_ == "style");
    return kTag;
  }
  return take(kText, at_ + 1);
}

HtmlScanner::Token HtmlScanner::take(Token token, std::size_t end) {
  text_ = html_.substr(at_, end - at_);
  at_ = end;
  return token;
}

const std::string_view* HtmlScanner::attribute(std::string_view name) const {
  for (const Attribute& attribute : attributes_)
    if (attribute.value.data() != nullptr && equal_ignoring_case(attribute.name, name)) return &attribute.value;
  return nullptr;
}

bool HtmlScanner::has(std::string_view name) const {
  return std::ranges::any_of(attributes_, [&](const Attribute& own) { return equal_ignoring_case(own.name, name); });
}

/// Behind `what`.
std::size_t HtmlScanner::find(std::string_view what, std::size_t from) const {
  const std::size_t found = html_.find(what, std::min(from, html_.size()));
  return found == std::string_view::npos ? html_.size() : found + what.size();
}

std::size_t HtmlScanner::end_of_raw() const {
  std::size_t at = at_;
  while (at < html_.size()) {
    at = find("</", at);
    if (starts_with_ignoring_case(html_.substr(at), name_)) return at - 2;
  }
  return at;
}

void HtmlScanner::skip_spaces() {
  while (at_ < html_.size() && is_space(html_[at_])) ++at_;
}

/// Everything up to one of `ends`, or a space.
std::string_view HtmlScanner::take_until(std::string_view ends) {
  const std::size_t begin = at_;
  while (at_ < html_.size() && !is_space(html_[at_]) && ends.find(html_[at_]) == std::string_view::npos) ++at_;
  return html_.substr(begin, at_ - begin);
}

/// False where the tag does not end.
bool HtmlScanner::read_tag() {
  attributes_.clear();
  ++at_;
  closes_ = html_[at_] == '/';
  if (closes_) ++at_;
  name_ = lower(take_until("/>"));
  while (true) {
    while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
    if (at_ == html_.size()) return false;
    if (html_[at_] == '>') {
      ++at_;
      return true;
    }
    if (!read_attribute()) return false;
  }
}

bool HtmlScanner::read_attribute() {
  const std::size_t begin = at_;
  if (html_[at_] == '=') ++at_;  // a name may begin so
  take_until("=/>");
  const std::string_view name = html_.substr(begin, at_ - begin);
  skip_spaces();
  if (at_ == html_.size() || html_[at_] != '=') {
    attributes_.push_back({name, {}});
    return true;
  }
  ++at_;
  skip_spaces();
  if (at_ == html_.size()) return false;
  std::string_view value;
  const char quote = html_[at_];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = html_.find(quote, at_ + 1);
    if (end == std::string_view::npos) return false;
    value = html_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
  } else {
    value = take_until(">");
  }
  attributes_.push_back({name, value});
  return true;
}

}  // namespace pbc::mail
