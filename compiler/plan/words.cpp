// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/words.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "compiler/phantom/datapath.h"

namespace pbc::plan {

using opt::Refusal;
using phantom::EffectClass;

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!is_blank)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  const std::string word(count == 1 ? one : many);
  const std::string noun = count != 1 && many.empty() ? std::string(one) + "s" : word;
  return (count == 0 ? "no" : std::to_string(count)) + " " + noun;
}

std::string listed(const std::vector<std::string>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) text += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
    text += words[i];
  }
  return text;
}

std::string cut(std::string_view text, std::size_t limit) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  std::size_t count = 0;
  std::size_t end = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!begins(text[i])) continue;
    if (count == limit - 3) end = i;
    if (++count > limit) return std::string(text.substr(0, end)) + "...";
  }
  return std::string(text);
}

std::string short_condition(std::string text) {
  const auto remove = [&](std::string_view what, std::string_view with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
      text.replace(at, what.size(), with);
  };
  // filtered-data:FILTER:CONDITION:
  constexpr std::string_view kFiltered = "filtered-data:";
  for (std::size_t at = 0; (at = text.find(kFiltered, at)) != std::string::npos;) {
    std::size_t end = text.find(':', at + kFiltered.size());
    if (end != std::string::npos) end = text.find(':', end + 1);
    if (end == std::string::npos || text.substr(at, end - at).find(' ') != std::string::npos) break;
    text.erase(at, end + 1 - at);
  }
  remove("artifact:*.cef.", "");
  remove("artifact:*.", "artifact ");
  remove(":action_result.", " ");
  remove("playbook_input:", "input ");
  return text;
}

std::vector<std::string> broken(std::string_view text, std::size_t limit, std::size_t lines) {
  std::vector<std::string> found;
  while (!text.empty() && found.size() + 1 < lines) {
    const std::string head = cut(text, limit);
    if (head.size() == text.size() && head == text) break;
    // The longest beginning that fits and ends at a blank, else as much as fits.
    std::size_t fits = head.size() - 3;
    for (std::size_t more = 0; more < 3 && fits < text.size(); ++more) {
      ++fits;
      while (fits < text.size() && (static_cast<unsigned char>(text[fits]) & 0xC0) == 0x80) ++fits;
    }
    const std::size_t blank = text.rfind(' ', fits);
    const std::size_t joint = text.find_last_of(".:_", fits - 1);
    const auto is_good = [&](std::size_t at) { return at != std::string_view::npos && at > fits / 3; };
    const std::size_t end = is_good(blank) ? blank : is_good(joint) ? joint + 1 : fits;
    found.emplace_back(text.substr(0, end));
    text.remove_prefix(is_good(blank) ? end + 1 : end);
  }
  if (!text.empty()) found.push_back(cut(text, limit));
  return found;
}

std::string_view verb(const Act& act) {
  switch (act.site.effect) {
    case EffectClass::kLookup:
    case EffectClass::kState:
    case EffectClass::kFetch:
      return "asks";
    case EffectClass::kDetonate:
      return "runs";
    default:
      return "does";
  }
}

std::string_view sharing_words(const Act& act) {
  switch (act.sharing) {
    case ir::Sharing::kRun:
      return "equal requests are sent once in the whole run, all at the same time";
    case ir::Sharing::kAct:
      return "equal parameters are sent once, all at the same time";
    case ir::Sharing::kNone:
      break;
  }
  return "one request for each parameter, one after the other";
}

std::string refusal_words(const Act& act) {
  if (!act.site.refusal) {
    if (act.sharing == ir::Sharing::kAct && act.site.asks_of_now)
      return "not shared with other acts: it asks how things are now [" + std::string(name(Refusal::kRepeats)) + "]";
    return "";
  }
  std::string why;
  switch (*act.site.refusal) {
    case Refusal::kComputed:
      why = "which action it is shows only when it runs";
      break;
    case Refusal::kRepeats:
      why = "it asks again to see a change";
      break;
    case Refusal::kOptIn:
      why = "it runs a sample each time";
      break;
    default:
      why = act.site.effect == EffectClass::kExecute ? "it may change anything, as far as the connectors tell"
                                                     : "it changes something";
  }
  return "never shared: " + why + " [" + std::string(name(*act.site.refusal)) + "]";
}

std::string condition_words(const Edge& edge) {
  std::string text;
  for (const Condition& condition : edge.conditions) {
    if (condition.empty()) return "";
    text += (text.empty() ? "" : "; or ") + to_text(condition);
  }
  return text;
}

std::string condition_words(const Condition& condition) {
  const std::string text = to_text(condition);
  return text.empty() ? "" : ", " + text;
}

std::string awaited_words(const Block& block) {
  std::vector<std::string> names;
  for (const Awaited& awaited : block.awaits) names.push_back("`" + awaited.name + "`");
  return "for " +
         std::string(names.size() == 2  ? "both "
                     : names.size() > 2 ? "all of "
                                        : "") +
         listed(names) + ": join";
}

std::vector<std::string> read_words(const Block& block, std::size_t self) {
  // Sources in order of the text, with what is read of each.
  std::vector<std::pair<std::string, std::vector<std::string>>> sources;
  for (const Read& read : block.reads) {
    if (read.block == self) continue;
    const phantom::Datapath path = phantom::parse_datapath(read.text);
    std::string what = read.text;
    std::string from;
    using Source = phantom::Datapath::Source;
    if (!path.filter.empty()) {
      const std::string prefix = "filtered-data:" + read.of + ":";
      if (what.starts_with(prefix)) what.erase(0, prefix.size());
      from = "kept by `" + read.of + "`";
    } else if (!read.of.empty()) {
      if (what.starts_with(read.of + ":")) what.erase(0, read.of.size() + 1);
      if (what == read.of || what.starts_with(read.of + "__")) what = "what";
      from = (what == "what" ? "`" + read.of + "` made" : "of `" + read.of + "`");
      if (!read.block) from += ", which nothing here makes";
    } else {
      switch (path.source) {
        case Source::kResults:
          from = "of the results that it is called with";
          break;
        case Source::kPlaybookInput:
          from = "of the playbook";
          what = "input `" + path.rest + "`";
          break;
        case Source::kCustomList:
          from = "of SOAR";
          what = "custom list `" + path.rest + "`";
          break;
        case Source::kContainer:
        case Source::kArtifact:
          from = "of the event";
          break;
        default:
          from = "of the run";
      }
    }
    const auto known = std::ranges::find(sources, from, [](const auto& source) { return source.first; });
    auto& list = known == sources.end() ? sources.emplace_back(from, std::vector<std::string>()) : *known;
    list.second.push_back(what);
  }
  std::vector<std::string> lines;
  constexpr std::size_t kMostShown = 6;
  for (auto& [from, whats] : sources) {
    if (whats.size() > kMostShown) {
      const std::size_t more = whats.size() - kMostShown + 1;
      whats.resize(kMostShown - 1);
      whats.push_back(std::to_string(more) + " more");
    }
    lines.push_back(listed(whats) + " " + from);
  }
  return lines;
}

std::string act_words(const Act& act) {
  std::string text = opt::describe(act.site);
  if (act.site.assets.empty())
    text += act.has_computed_assets ? " on assets that show when it runs" : " on every asset that can";
  return text;
}

std::string call_words(const Call& call) {
  switch (call.kind) {
    case Call::Kind::kPlaybook:
      return call.what.empty() ? "a playbook whose name is computed" : "playbook `" + call.what + "`";
    case Call::Kind::kCustomFunction:
      return call.what.empty() ? "a custom function whose name is computed" : "custom function `" + call.what + "`";
    case Call::Kind::kPrompt:
      break;
  }
  return call.what.empty() ? "a person" : "`" + call.what + "`";
}

std::string place_words(const Plan& plan, ActId id, std::size_t seen_from) {
  std::string text = block_of(plan, id).name + " (line " + std::to_string(act_of(plan, id).place.line) + ")";
  return id.part == seen_from ? text : plan.parts[id.part].name + ": " + text;
}

std::vector<std::vector<ActId>> sharing_groups(const Plan& plan) {
  std::vector<std::vector<ActId>> groups;
  std::map<ActId, bool> is_known;
  for (std::size_t part = 0; part < plan.parts.size(); ++part)
    for (std::size_t act = 0; act < plan.parts[part].acts.size(); ++act) {
      if (is_known[{part, act}]) continue;
      // An act without assets may share with several that do not share among themselves: one group.
      std::vector<ActId> group = {{part, act}};
      is_known[{part, act}] = true;
      for (std::size_t i = 0; i < group.size(); ++i)
        for (const ActId other : sharers(plan, group[i]))
          if (!std::exchange(is_known[other], true)) group.push_back(other);
      std::ranges::sort(group, {}, [&](ActId id) { return std::tuple(id.part, block_of(plan, id).level, id.act); });
      if (group.size() > 1) groups.push_back(std::move(group));
    }
  return groups;
}

std::string summary_words(const Summary& sum) {
  std::string text = counted(sum.acts, "act");
  if (sum.acts != 0) {
    text += ": " + counted(sum.lookups, "look-up");
    if (sum.shared != 0) text += ", of which " + std::to_string(sum.shared) + " share requests with another act";
    text += "; " + (sum.effectful == 0 ? "none" : std::to_string(sum.effectful)) + " effectful";
  }
  text += "; " + counted(sum.blocks, "block") + " in " + counted(sum.levels, "level");
  std::vector<std::string> calls;
  if (sum.playbooks != 0) calls.push_back(counted(sum.playbooks, "call of a playbook", "calls of playbooks"));
  if (sum.custom_functions != 0)
    calls.push_back(counted(sum.custom_functions, "call of a custom function", "calls of custom functions"));
  if (sum.prompts != 0) calls.push_back(counted(sum.prompts, "prompt"));
  return calls.empty() ? text : text + "; " + listed(calls);
}

}  // namespace pbc::plan
