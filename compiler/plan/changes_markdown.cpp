// SPDX-License-Identifier: Apache-2.0
//
// Changes as a comment of a review.
#include <algorithm>
#include <cstdio>

#include "compiler/base/utf8.h"
#include "compiler/plan/changes.h"
#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

constexpr std::size_t kLongest = 160;  // code points of one text

/// Marks that change the direction of the text around them, or do not show at all.
bool is_hidden(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

/// The code point that begins at `*at`, which moves behind it; what is no UTF-8 is U+FFFD.
std::uint32_t next(std::string_view text, std::size_t* at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(*at);
  const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
  if (length == 0 || *at + length > text.size()) {
    ++*at;
    return 0xFFFD;
  }
  std::uint32_t c = length == 1 ? first : first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(*at + i) & 0xC0) != 0x80) {
      ++*at;
      return 0xFFFD;
    }
    c = (c << 6) | (byte(*at + i) & 0x3Fu);
  }
  *at += length;
  return c;
}

class Writer {
 public:
  Writer(const Changes& changes, const Version& before, const Version& after, const Wishes& wishes)
      : changes_(changes), before_(before), after_(after), wishes_(wishes) {}

  std::string run() {
    if (changes_.empty()) {
      line("No difference between " + code_span(before_.file) + " and " + code_span(after_.file) + " in what they do.");
      return text_;
    }
    line("## What changes from " + code_span(before_.file) + " to " + code_span(after_.file));
    warnings();
    for (std::size_t i = 0; i < category_count(); ++i) category(static_cast<Fact::Category>(i));
    blocks();
    budget();
    return text_;
  }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }

  void warnings() {
    for (const phantom::EffectClass effect : changes_.new_effects) {
      std::string acts;
      for (const FactChange& change : changes_.facts)
        if (change.after && change.after->effect == effect)
          acts += (acts.empty() ? ": " : ", ") + code_span(change.after->what) + " in " + code_span(change.block) +
                  " (line " + std::to_string(change.after->place.line) + ")";
      line("");
      line("> **Warning: a new kind of effect, " + std::string(phantom::name(effect)) + "**" + acts);
    }
  }

  static std::string arguments(const Fact& fact) {
    std::string text;
    for (const auto& [name, value] : fact.arguments)
      text += (text.empty() ? ": " : ", ") + code_span(name) + " from " + code_span(value);
    return text;
  }

  static std::string what(const Fact& fact) {
    const bool is_named = fact.head == "act" || fact.head == "request" || fact.category == Fact::Category::kCondition ||
                          fact.category == Fact::Category::kFlow;
    std::string text = is_named ? "" : code_span(fact.head);
    if (fact.category == Fact::Category::kFlow) text = fact.head;
    if (!fact.what.empty()) text += (text.empty() ? "" : " ") + code_span(fact.what);
    if (fact.effect) text += " (" + std::string(phantom::name(*fact.effect)) + ")";
    return text;
  }

  void category(Fact::Category category) {
    bool is_first = true;
    for (const FactChange& change : changes_.facts) {
      const Fact& fact = change.after ? *change.after : *change.before;
      if (fact.category != category) continue;
      if (is_first) {
        std::string title(name(category));
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
        line("");
        line("### " + title);
        line("");
      }
      is_first = false;
      const std::string where = " in " + code_span(change.block) + ", line " + std::to_string(fact.place.line);
      switch (change.kind) {
        case FactChange::Kind::kAdded:
          line("- **added** " + what(fact) + where + arguments(fact));
          break;
        case FactChange::Kind::kRemoved:
          line("- **removed** " + what(fact) + where + " of the old file" + arguments(fact));
          break;
        case FactChange::Kind::kChanged:
          line("- **changed** " + what(*change.before) +
               (what(*change.before) == what(fact) ? "" : " to " + what(fact)) + where);
          for (const ArgumentChange& argument : change.arguments)
            line("  - " + code_span(argument.name) + ": " +
                 (argument.before ? code_span(*argument.before) : "not given") + " -> " +
                 (argument.after ? code_span(*argument.after) : "not given"));
          break;
      }
    }
  }

  void blocks() {
    if (changes_.renamed.empty() && changes_.added_blocks.empty() && changes_.removed_blocks.empty() &&
        changes_.code.empty())
      return;
    line("");
    line("### Blocks");
    line("");
    for (const auto& [from, to] : changes_.renamed) line("- **renamed** " + code_span(from) + " to " + code_span(to));
    for (const std::string& block : changes_.added_blocks) line("- **added** " + code_span(block));
    for (const std::string& block : changes_.removed_blocks)
      line("- **removed**, or nothing leads to it any more: " + code_span(block));
    for (const std::string& block : changes_.code)
      line("- **other code** in " + code_span(block) + ", with the same calls and arguments");
  }

  /// A cell of a table ends at a bar, in code too.
  static std::string cell(const std::string& text) {
    std::string escaped;
    for (const char c : text) escaped += c == '|' ? "\\|" : std::string(1, c);
    return " " + escaped + " |";
  }

  std::string cost(const Version& version, const std::optional<Formula>& formula, const std::string& shown) const {
    if (!formula) return "nothing";
    std::string text = code_span(shown);
    if (formula->kind() != Formula::Kind::kNumber)
      if (const auto value = value_of(version.budget, wishes_, *formula)) text += " = " + std::to_string(*value);
    if (const auto value = value_of(version.budget, wishes_, *formula); value && wishes_.rate) {
      const std::string at = plan::text(*wishes_.rate);
      Rate all = *wishes_.rate;
      all.count *= *value;
      text += ", " + plan::text(all) + " at " + at;
    }
    return text;
  }

  void budget() {
    line("");
    line("### Requests of one event at most");
    line("");
    if (changes_.services.empty()) {
      line("As before.");
      return;
    }
    line("| service | before | after |");
    line("|---|---|---|");
    for (const ServiceChange& service : changes_.services)
      line("|" + cell(code_span(service.service)) + cell(cost(before_, service.before, service.before_text)) +
           cell(cost(after_, service.after, service.after_text)));
    if (changes_.same_services > 0) line("");
    if (changes_.same_services > 0) line(counted(changes_.same_services, "other service") + " as before.");
    for (const std::string& what : after_.budget.not_counted)
      if (std::ranges::find(before_.budget.not_counted, what) == before_.budget.not_counted.end())
        line("\nNot counted: " + code_span(what));
    for (const ServiceFit& fit : fits(after_.budget, wishes_)) {
      if (!fit.binding) continue;
      const Fit& window = fit.windows[*fit.binding];
      line("\n> **Warning: " + code_span(after_.budget.services[fit.service].service) +
           " goes beyond its quota**: " + std::to_string(*window.requests) + " instead of " +
           std::to_string(window.quota.requests) + " a " + std::string(phantom::name(window.quota.per)));
    }
  }

  const Changes& changes_;
  const Version& before_;
  const Version& after_;
  const Wishes& wishes_;
  std::string text_;
};

}  // namespace

std::string code_span(std::string_view text) {
  std::string shown;
  std::size_t run = 0;
  std::size_t longest = 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (++count > kLongest) {
      shown += "...";
      break;
    }
    const std::size_t begin = at;
    const std::uint32_t c = next(text, &at);
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    if (c == '\n' || c == '\t' || c == '\r') {
      shown += ' ';
    } else if (is_hidden(c)) {
      char written[16];
      std::snprintf(written, sizeof written, "\\u%04x", static_cast<unsigned>(c));
      shown += written;
    } else if (c == 0xFFFD) {
      shown += "\xEF\xBF\xBD";
    } else {
      shown += text.substr(begin, at - begin);
    }
  }
  // A span of blanks would show them as they are, and no backtick may stand at its ends.
  if (shown.find_first_not_of(' ') == std::string::npos) return "(empty)";
  const std::string fence(longest + 1, '`');
  const bool needs_room = shown.front() == '`' || shown.back() == '`' || shown.front() == ' ' || shown.back() == ' ';
  return fence + (needs_room ? " " + shown + " " : shown) + fence;
}

std::string changes_markdown(const Changes& changes, const Version& before, const Version& after,
                             const Wishes& wishes) {
  return Writer(changes, before, after, wishes).run();
}

}  // namespace pbc::plan
