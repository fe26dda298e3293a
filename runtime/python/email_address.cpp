// SPDX-License-Identifier: Apache-2.0
#include "python/email_address.h"

#include "python/errors.h"
#include "python/text.h"

namespace pbc::email {

namespace {

constexpr std::string_view kSpecials = "()<>@,:;.\"[]";
constexpr std::string_view kAtomEnds = "()<>@,:;.\"[] \t\r\n";
constexpr std::string_view kPhraseEnds = "()<>@,:;\"[] \t\r\n";

bool is_one_of(char c, std::string_view set) { return set.find(c) != set.npos; }

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text.append(i > 0 ? separator : "").append(parts[i]);
  return text;
}

class Parser {
 public:
  explicit Parser(std::string_view field) : field_(field) {}

  std::vector<Address> addresses() {
    std::vector<Address> all;
    while (more()) {
      std::vector<Address> found = address();
      if (found.empty()) found.emplace_back();
      all.insert(all.end(), found.begin(), found.end());
    }
    return all;
  }

 private:
  bool more() const { return at_ < field_.size(); }
  char here() const { return field_[at_]; }

  /// White space and comments; gives the blanks.
  std::string skip_space() {
    std::string blanks;
    while (more()) {
      if (here() == ' ' || here() == '\t') {
        blanks += field_[at_++];
      } else if (here() == '\r' || here() == '\n') {
        ++at_;
      } else if (here() == '(') {
        comments_.push_back(comment());
      } else {
        break;
      }
    }
    return blanks;
  }

  std::vector<Address> address() {
    const Recursion level("");
    comments_.clear();
    skip_space();
    const std::size_t start = at_;
    const std::vector<std::string> phrase = phrases();
    skip_space();
    std::vector<Address> found;
    if (!more()) {
      if (!phrase.empty()) found.emplace_back(join(comments_, " "), phrase[0]);
    } else if (here() == '.' || here() == '@') {
      at_ = start;  // its comments are read twice, and kept twice
      std::string text = address_text();
      found.emplace_back(join(comments_, " "), std::move(text));
    } else if (here() == ':') {
      ++at_;
      while (more()) {
        skip_space();
        if (more() && here() == ';') {
          ++at_;
          break;
        }
        const std::vector<Address> member = address();
        found.insert(found.end(), member.begin(), member.end());
      }
    } else if (here() == '<') {
      std::string route = routed();
      std::string name = join(phrase, " ");
      if (!comments_.empty()) name += " (" + join(comments_, " ") + ")";
      found.emplace_back(std::move(name), std::move(route));
    } else if (!phrase.empty()) {
      found.emplace_back(join(comments_, " "), phrase[0]);
    } else if (is_one_of(here(), kSpecials)) {
      ++at_;
    }
    skip_space();
    if (more() && here() == ',') ++at_;
    return found;
  }

  /// <@route:address>; the route is left out.
  std::string routed() {
    ++at_;
    skip_space();
    bool is_route = false;
    while (more()) {
      if (is_route) {
        domain();
        is_route = false;
      } else if (here() == '>') {
        ++at_;
        break;
      } else if (here() == '@') {
        ++at_;
        is_route = true;
      } else if (here() == ':') {
        ++at_;
      } else {
        std::string text = address_text();
        ++at_;
        return text;
      }
      skip_space();
    }
    return "";
  }

  std::string address_text() {
    std::vector<std::string> parts;
    const auto drop_blank = [&] {
      if (!parts.empty() && text::strip_space<text::Text>(parts.back(), text::Side::kBoth).empty()) parts.pop_back();
    };
    skip_space();
    while (more()) {
      bool keeps_space = true;
      if (here() == '.') {
        drop_blank();
        parts.emplace_back(".");
        ++at_;
        keeps_space = false;
      } else if (here() == '"') {
        std::string quoted = "\"";
        for (char c : delimited('"', false)) {
          if (c == '\\' || c == '"') quoted += '\\';
          quoted += c;
        }
        parts.push_back(quoted + "\"");
      } else if (is_one_of(here(), kAtomEnds)) {
        drop_blank();
        break;
      } else {
        parts.push_back(atom(kAtomEnds));
      }
      std::string blanks = skip_space();
      if (keeps_space && !blanks.empty()) parts.push_back(std::move(blanks));
    }
    if (!more() || here() != '@') return join(parts, "");
    ++at_;
    skip_space();
    const std::string host = domain();
    return host.empty() ? "" : join(parts, "") + "@" + host;
  }

  std::string domain() {
    std::string text;
    while (more()) {
      if (here() == ' ' || here() == '\t') {
        ++at_;
      } else if (here() == '(') {
        comments_.push_back(comment());
      } else if (here() == '[') {
        text += "[" + delimited(']', false) + "]";
      } else if (here() == '.') {
        ++at_;
        text += '.';
      } else if (here() == '@') {
        return "";  // one domain in another is a forgery
      } else if (is_one_of(here(), kAtomEnds)) {
        break;
      } else {
        text += atom(kAtomEnds);
      }
    }
    return text;
  }

  /// From the opening character here to `end` or a carriage return, without both; a backslash quotes.
  std::string delimited(char end, bool nests) {
    const Recursion level("");
    std::string text;
    bool is_quoted = false;
    ++at_;
    while (more()) {
      const char c = here();
      if (is_quoted) {
        text += c;
        is_quoted = false;
      } else if (c == end || c == '\r') {
        ++at_;
        break;
      } else if (nests && c == '(') {
        text += comment();
        continue;
      } else if (c == '\\') {
        is_quoted = true;
      } else {
        text += c;
      }
      ++at_;
    }
    return text;
  }
  std::string comment() { return delimited(')', true); }

  std::string atom(std::string_view ends) {
    const std::size_t start = at_;
    while (more() && !is_one_of(here(), ends)) ++at_;
    return std::string(field_.substr(start, at_ - start));
  }

  std::vector<std::string> phrases() {
    std::vector<std::string> words;
    while (more()) {
      if (is_one_of(here(), " \t\r\n")) {
        ++at_;
      } else if (here() == '"') {
        words.push_back(delimited('"', false));
      } else if (here() == '(') {
        comments_.push_back(comment());
      } else if (is_one_of(here(), kPhraseEnds)) {
        break;
      } else {
        words.push_back(atom(kPhraseEnds));
      }
    }
    return words;
  }

  std::string_view field_;
  std::size_t at_ = 0;
  std::vector<std::string> comments_;
};

}  // namespace

std::vector<Address> parse_addresses(std::string_view field) { return Parser(field).addresses(); }

}  // namespace pbc::email
