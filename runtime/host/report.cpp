// SPDX-License-Identifier: Apache-2.0
#include "host/report.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "host/page.h"
#include "phantom/plain.h"

namespace pbc::host {

namespace {

using engine::member;
using Cells = std::vector<Page::Cell>;

constexpr std::size_t kMostColumns = 100;  // longer lines are hard to read

std::string text_of(const Value& value) { return value.is_str() ? std::string(value.text()) : engine::to_json(value); }

std::string member_text(const Value& dict, std::string_view key) {
  const Value* found = member(dict, key);
  return found && !found->is_none() ? text_of(*found) : std::string();
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// 250 ms, 1.25 s, 3 min 20 s
std::string duration(std::int64_t ms) {
  char text[48];
  if (ms < 1000) {
    std::snprintf(text, sizeof text, "%lld ms", static_cast<long long>(ms));
  } else if (ms < 60'000) {
    std::snprintf(text, sizeof text, "%.3g s", static_cast<double>(ms) / 1000);
  } else {
    std::snprintf(text, sizeof text, "%lld min %lld s", static_cast<long long>(ms / 60'000),
                  static_cast<long long>(ms / 1000 % 60));
  }
  return text;
}

Tone tone_of_severity(std::string_view severity) {
  return severity == "high" ? Tone::kBad : severity == "medium" ? Tone::kWarning : Tone::kPlain;
}

/// What the acts asked of one asset.
struct Asked {
  std::string action;
  std::string asset;
  std::size_t calls = 0;
  std::size_t failures = 0;
  std::size_t withheld = 0;  // of them
  std::string first_failure = {};
};

class Report {
 public:
  Report(const engine::Run& run, const engine::Outcome& outcome, const Before& before, const Style& style)
      : run_(run), outcome_(outcome), before_(before), page_(style) {}

  std::string text() {
    head();
    actions();
    changes();
    notes();
    pins();
    comments();
    outputs();
    errors();
    totals();
    return page_.text();
  }

 private:
  void head() {
    std::string name = member_text(run_.container, "name");
    page_.line({{visible(run_.playbook.name), Tone::kStrong},
                {outcome_.success ? "succeeded" : "failed", outcome_.success ? Tone::kGood : Tone::kBad},
                {"container " + std::to_string(run_.container_id()) + (name.empty() ? "" : ": " + visible(name)),
                 Tone::kFaint}});
    if (!outcome_.message.empty()) page_.line({{visible(outcome_.message), Tone::kBad}});
  }

  void actions() {
    if (run_.action_runs.empty()) return;
    std::vector<Asked> asked;
    for (const auto& action_run : run_.action_runs) {
      if (action_run->assets.empty()) entry(asked, text_of(action_run->action), "no asset");
      for (const engine::AssetRun& asset : action_run->assets) count(asked, *action_run, asset);
    }
    page_.section("Asked");
    std::vector<Cells> rows;
    for (const Asked& one : asked) {
      Cells row{{visible(one.action)},
                {visible(one.asset), Tone::kFaint},
                {one.calls == 0 ? "not called: no parameters" : counted(one.calls, "call", "calls"),
                 one.calls == 0 ? Tone::kFaint : Tone::kPlain}};
      if (one.failures > 0) {
        const bool is_withheld = one.withheld == one.failures;
        row.push_back({std::to_string(one.failures) + (is_withheld ? " withheld" : " failed"),
                       is_withheld ? Tone::kWarning : Tone::kBad});
        row.push_back({visible(one.first_failure), Tone::kFaint});
      }
      rows.push_back(std::move(row));
    }
    page_.table(rows);
  }

  static Asked& entry(std::vector<Asked>& asked, const std::string& action, const std::string& asset) {
    auto same = [&](const Asked& one) { return one.action == action && one.asset == asset; };
    auto known = std::ranges::find_if(asked, same);
    return known != asked.end() ? *known : asked.emplace_back(Asked{.action = action, .asset = asset});
  }

  static void count(std::vector<Asked>& asked, const engine::ActionRun& action_run, const engine::AssetRun& asset) {
    Asked& one = entry(asked, text_of(action_run.action), asset.asset.name);
    for (const Value& result : asset.results) {
      if (result.is_unset()) continue;  // the run was stopped before the answer
      ++one.calls;
      if (member_text(result, "status") == "success") continue;
      const std::string message = member_text(result, "message");
      if (message.starts_with("withheld:")) ++one.withheld;
      if (one.failures++ == 0) one.first_failure = message;
    }
  }

  void changes() {
    std::vector<Cells> rows;
    add_change(rows, "severity", before_.severity, true);
    add_change(rows, "status", before_.status, false);
    for (const Table::Entry& entry : as_dict(run_.lists).entries_in_place()) {
      std::string name = text_of(entry.key);
      auto known = before_.list_rows.find(name);
      std::size_t had = known == before_.list_rows.end() ? 0 : known->second;
      std::size_t has = as_list(entry.value).size();
      if (has > had) rows.push_back({{"list"}, {visible(name)}, {counted(has - had, "row added", "rows added")}});
    }
    if (rows.empty()) return;
    page_.section("Changed");
    page_.table(rows);
  }

  void add_change(std::vector<Cells>& rows, const char* field, const std::string& old, bool is_severity) const {
    std::string now = member_text(run_.container, field);
    if (now == old) return;
    rows.push_back({{field},
                    {visible(old) + " ->", Tone::kFaint},
                    {visible(now), is_severity ? tone_of_severity(now) : Tone::kStrong}});
  }

  void notes() {
    if (run_.notes.empty()) return;
    page_.section("Notes");
    bool is_first = true;
    for (const Value& note : run_.notes) {
      if (!std::exchange(is_first, false)) page_.blank();
      std::string title = member_text(note, "title");
      page_.line({{title.empty() ? "(no title)" : visible(title), Tone::kStrong}});
      std::string content = visible(member_text(note, "content"), true);
      while (content.ends_with('\n')) content.pop_back();
      if (!content.empty()) page_.paragraph(content, 4);
    }
  }

  void pins() {
    if (run_.pins.empty()) return;
    page_.section("Pins");
    std::vector<Cells> rows;
    for (const Value& pin : run_.pins) {
      std::string style = member_text(pin, "pin_style");
      Tone tone = style == "red" ? Tone::kBad : style == "grey" ? Tone::kFaint : Tone::kStrong;
      rows.push_back({{visible(member_text(pin, "message"))}, {visible(member_text(pin, "data")), tone}});
    }
    page_.table(rows);
  }

  void comments() {
    if (run_.comments.empty()) return;
    page_.section("Comments");
    for (const Value& comment : run_.comments) page_.paragraph(visible(member_text(comment, "comment"), true), 2);
  }

  void outputs() {
    if (as_dict(run_.outputs).empty()) return;
    page_.section("Outputs");
    std::vector<Cells> rows;
    for (const Table::Entry& entry : as_dict(run_.outputs).entries_in_place()) {
      std::string name = visible(text_of(entry.key));
      rows.push_back({{name}, {visible(text_of(entry.value))}});
    }
    page_.table(rows);
  }

  void errors() {
    if (run_.errors.empty()) return;
    page_.section("Errors logged");
    for (const std::string& message : run_.errors) page_.paragraph(visible(message, true), 2);
  }

  void totals() {
    metrics::Totals sums = run_.ledger.totals(run_.t_ms());
    std::string text = counted(static_cast<std::size_t>(sums.requests), "remote request", "remote requests");
    if (sums.parameters != sums.requests)
      text += " for " + counted(static_cast<std::size_t>(sums.parameters), "parameter", "parameters");
    if (sums.cache_hits > 0) text += ", " + std::to_string(sums.cache_hits) + " answered from the cache";
    page_.blank();
    const std::string_view clock = run_.world.is_live() ? "" : " of the world's time";
    page_.line({{text + ", " + duration(sums.t_ms) + std::string(clock), Tone::kFaint}});
  }

  const engine::Run& run_;
  const engine::Outcome& outcome_;
  const Before& before_;
  Page page_;
};

}  // namespace

Style style_of(int descriptor) {
  Style style;
  if (!isatty(descriptor)) return style;
  const char* no_color = std::getenv("NO_COLOR");
  style.color = !no_color || *no_color == '\0';
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = std::clamp<std::size_t>(size.ws_col, 40, kMostColumns);
  return style;
}

Before look_before(const engine::RunInput& input) {
  Before before{member_text(input.container, "severity"), member_text(input.container, "status"), {}};
  for (const Table::Entry& entry : as_dict(input.lists).entries_in_place())
    before.list_rows.emplace(text_of(entry.key), as_list(entry.value).size());
  return before;
}

std::string report(const engine::Run& run, const engine::Outcome& outcome, const Before& before, const Style& style) {
  return Report(run, outcome, before, style).text();
}

}  // namespace pbc::host
