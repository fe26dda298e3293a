// SPDX-License-Identifier: Apache-2.0
#include "content/page.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "content/content.h"
#include "content/text.h"
#include "mail/ascii.h"
#include "mail/entities.h"
#include "mail/html_scanner.h"

namespace pbc::content {
namespace {

using mail::HtmlScanner;

constexpr std::size_t kDeepest = 400;      // open elements that are told apart
constexpr std::size_t kMostHidden = 4096;  // bytes that are kept
constexpr std::size_t kMostLinkText = 1024;

template <std::size_t n>
bool is_one_of(std::string_view name, const std::string_view (&list)[n]) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

constexpr std::string_view kVoid[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                      "input", "link", "meta", "param", "source", "track", "wbr"};
constexpr std::string_view kInline[] = {"a",      "abbr",   "b",   "bdi",   "bdo",  "big", "cite", "code",  "em",
                                        "font",   "i",      "img", "label", "mark", "q",   "s",    "small", "span",
                                        "strike", "strong", "sub", "sup",   "tt",   "u",   "wbr"};

/// The number at the beginning of "0.5px"; nothing where there is none.
std::optional<double> number_of(std::string_view text) {
  text = mail::trim(text);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return value;
}

/// "#fff", "#FFFFFF", "white", "rgb(255, 255, 255)" as six hexadecimal digits; empty for what is none of them.
std::string color_of(std::string_view text) {
  std::string color = mail::lower(mail::trim(text));
  color = color.substr(0, color.find('!'));
  while (!color.empty() && color.back() == ' ') color.pop_back();
  if (color == "white") return "ffffff";
  if (color == "black") return "000000";
  if (color.starts_with('#')) {
    color.erase(0, 1);
    if (color.size() == 3) return {color[0], color[0], color[1], color[1], color[2], color[2]};
    return color.size() == 6 ? color : "";
  }
  if (!color.starts_with("rgb")) return "";
  std::string digits;
  const std::size_t open = color.find('(');
  if (open == std::string::npos) return "";
  for (const std::string_view part : split(std::string_view(color).substr(open + 1), ',')) {
    const auto value = number_of(part);
    if (!value || digits.size() == 6) break;
    constexpr std::string_view kHex = "0123456789abcdef";
    const int whole = std::clamp(static_cast<int>(*value), 0, 255);
    digits += {kHex[static_cast<std::size_t>(whole / 16)], kHex[static_cast<std::size_t>(whole % 16)]};
  }
  return digits.size() == 6 ? digits : "";
}

struct Style {
  bool hides = false;
  std::string color, background;
};

Style style_of(const HtmlScanner& tag) {
  Style style;
  style.hides = tag.has("hidden");
  if (const auto* color = tag.attribute("bgcolor")) style.background = color_of(*color);
  if (const auto* color = tag.attribute("color"); color != nullptr && tag.name() == "font")
    style.color = color_of(*color);
  const auto* text = tag.attribute("style");
  if (text == nullptr) return style;
  bool has_no_height = false, has_no_width = false, cuts = false;
  for (const std::string_view part : split(shortened(*text, 2048), ';')) {
    const std::size_t colon = part.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = mail::lower(mail::trim(part.substr(0, colon)));
    const std::string value = mail::lower(mail::trim(part.substr(colon + 1)));
    const auto number = number_of(value);
    if (name == "display") style.hides = style.hides || value.starts_with("none");
    if (name == "visibility") style.hides = style.hides || value.starts_with("hidden");
    if (name == "opacity") style.hides = style.hides || (number && *number < 0.05);
    if (name == "font-size")
      style.hides = style.hides || (number && *number <= 1 && value.find("em") == std::string::npos);
    if (name == "mso-hide") style.hides = style.hides || value.starts_with("all");
    if (name == "text-indent") style.hides = style.hides || (number && *number <= -500);
    if (name == "max-height" || name == "height") has_no_height = has_no_height || (number && *number == 0);
    if (name == "max-width" || name == "width") has_no_width = has_no_width || (number && *number == 0);
    if (name == "overflow") cuts = value.starts_with("hidden");
    if (name == "color") style.color = color_of(value);
    if (name == "background" || name == "background-color") style.background = color_of(value);
  }
  style.hides = style.hides || (cuts && (has_no_height || has_no_width));
  return style;
}

class PageReader {
 public:
  explicit PageReader(std::string_view html) : scanner_(html) {}

  Page read() {
    while (true) {
      switch (scanner_.next()) {
        case HtmlScanner::kText:
          add_text(scanner_.text());
          break;
        case HtmlScanner::kComment:
          gap_ = true;
          break;
        case HtmlScanner::kRaw:
          break;
        case HtmlScanner::kTag:
          scanner_.closes() ? close() : open();
          break;
        case HtmlScanner::kEnd:
          end_link();
          return std::move(page_);
      }
    }
  }

 private:
  struct Element {
    std::string name;
    bool is_hidden = false, is_quote = false;
    std::string color, background;
  };

  void open() {
    const std::string& name = scanner_.name();
    note(name);
    if (name == "br") line();
    const bool is_void = is_one_of(name, kVoid);
    if (!is_void && !is_one_of(name, kInline)) line();
    if (name == "a" || name == "area") begin_link(name == "a");
    if (is_void || stack_.size() == kDeepest) return;
    const Element* parent = stack_.empty() ? nullptr : &stack_.back();
    Style style = style_of(scanner_);
    Element element;
    element.name = name;
    element.color = !style.color.empty() || parent == nullptr ? style.color : parent->color;
    element.background = !style.background.empty() || parent == nullptr ? style.background : parent->background;
    const bool is_invisible = !element.color.empty() && element.color == element.background;
    element.is_hidden = style.hides || is_invisible || name == "title" || name == "template" || name == "noscript" ||
                        (parent != nullptr && parent->is_hidden);
    element.is_quote = name == "blockquote" || (parent != nullptr && parent->is_quote);
    stack_.push_back(std::move(element));
  }

  void close() {
    const std::string& name = scanner_.name();
    if (name == "a") end_link();
    if (!is_one_of(name, kInline)) line();
    // What is open inside ends as well; an end without a beginning, or one too deep to look for, means nothing.
    constexpr std::size_t kLookedAt = 32;
    for (std::size_t i = 0; i < stack_.size() && i < kLookedAt; ++i) {
      if (stack_[stack_.size() - 1 - i].name != name) continue;
      stack_.resize(stack_.size() - 1 - i);
      return;
    }
  }

  void note(const std::string& name) {
    for (const HtmlScanner::Attribute& attribute : scanner_.attributes())
      if (attribute.name.size() > 4 && mail::starts_with_ignoring_case(attribute.name, "on")) ++page_.handlers;
    if (name == "script") ++page_.scripts;
    if (name == "iframe" || name == "object" || name == "embed" || name == "frame") page_.has_frame = true;
    if (name == "img") {
      const auto* width = scanner_.attribute("width");
      const auto size = width == nullptr ? std::nullopt : number_of(*width);
      if (size && *size <= 2) return;  // counts readers
      ++page_.images;
      if (scanner_.has("usemap")) ++page_.image_maps;
      if (in_link_) {
        ++page_.linked_images;
        page_.anchors.back().has_image = true;
      }
    }
    if (name == "form") {
      page_.has_form = true;
      const auto* action = scanner_.attribute("action");
      if (action != nullptr && page_.form_actions.size() < 20)
        page_.form_actions.push_back(mail::unescape(shortened(*action, 2048), true));
    }
    if (name == "input") {
      const auto* type = scanner_.attribute("type");
      if (type != nullptr && mail::equal_ignoring_case(*type, "password"))
        page_.asks_password = true;
      else if (type == nullptr || mail::equal_ignoring_case(*type, "text") || mail::equal_ignoring_case(*type, "email"))
        page_.asks_text = true;
    }
    if (name == "base" && page_.base.empty())
      if (const auto* href = scanner_.attribute("href")) page_.base = mail::unescape(shortened(*href, 2048), true);
    if (name == "meta") {
      const auto* what = scanner_.attribute("http-equiv");
      const auto* content = scanner_.attribute("content");
      if (what != nullptr && content != nullptr && mail::equal_ignoring_case(*what, "refresh"))
        page_.refresh = mail::unescape(shortened(*content, 2048), true);
    }
  }

  void begin_link(bool has_text) {
    end_link();
    const auto* href = scanner_.attribute("href");
    if (href == nullptr || page_.anchors.size() >= 4 * kMostLinks) return;
    page_.anchors.push_back({mail::unescape(shortened(*href, 4096), true), "", false});
    in_link_ = has_text;
  }
  void end_link() { in_link_ = false; }

  void line() {
    gap_ = false;
    if (!page_.text.empty() && page_.text.back() != '\n') page_.text += '\n';
    after_hidden_ = false;
  }

  void add_text(std::string_view raw) {
    count_references(raw);
    const std::string text = raw.find('&') == std::string_view::npos ? std::string(raw) : mail::unescape(raw, false);
    const auto is_letter = [](char c) { return mail::is_alnum(c) || mail::is_high(c); };
    if (!stack_.empty() && stack_.back().is_hidden) {
      if (stack_.back().name == "title") return;
      page_.hidden_letters += static_cast<std::size_t>(std::ranges::count_if(text, is_letter));
      if (page_.hidden.size() < kMostHidden) page_.hidden += shortened(text, kMostHidden - page_.hidden.size());
      if (!text.empty()) after_hidden_ = true;
      return;
    }
    if (text.empty()) return;
    const bool was_gap = std::exchange(gap_, false) | std::exchange(after_hidden_, false);
    if (was_gap && !page_.text.empty() && is_letter(page_.text.back()) && is_letter(text.front())) ++page_.split_words;
    if (page_.text.size() + text.size() > kMostText) page_.is_cut = true;
    if (page_.text.size() < kMostText) append(text);
    if (in_link_ && page_.anchors.back().text.size() < kMostLinkText)
      page_.anchors.back().text += shortened(text, kMostLinkText - page_.anchors.back().text.size());
  }

  /// Line ends of the source are blanks.
  void append(std::string_view text) {
    const bool is_quote = !stack_.empty() && stack_.back().is_quote;
    for (char c : text) {
      if (mail::is_space(c)) {
        if (page_.text.empty() || mail::is_space(page_.text.back())) continue;
        c = ' ';
      }
      if (is_quote && (page_.text.empty() || page_.text.back() == '\n')) page_.text += '>';
      page_.text += c;
    }
  }

  void count_references(std::string_view raw) {
    for (std::size_t at = raw.find("&#"); at != std::string_view::npos; at = raw.find("&#", at + 2)) {
      const std::string one = mail::unescape(raw.substr(at, 8), false);
      if (!one.empty() && mail::is_alnum(one.front())) ++page_.needless_references;
    }
  }

  HtmlScanner scanner_;
  Page page_;
  std::vector<Element> stack_;
  bool in_link_ = false;
  bool gap_ = false;           // a comment stood before
  bool after_hidden_ = false;  // or text that is not seen
};

}  // namespace

Page read_page(std::string_view html) { return PageReader(html).read(); }

}  // namespace pbc::content
