// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/diag/excerpt.h"
#include "compiler/plan/explain.h"
#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

constexpr std::size_t kLongestText = 400;  // code points of one fact
constexpr std::size_t kWidth = 118;        // columns

class Text {
 public:
  Text(const Plan& plan, std::size_t part) : plan_(plan), part_(part), module_(plan.parts[part]) {
    for (std::size_t i = 0; i < module_.edges.size(); ++i) {
      into_.resize(module_.blocks.size());
      out_.resize(module_.blocks.size());
      into_[module_.edges[i].to].push_back(i);
      out_[module_.edges[i].from].push_back(i);
    }
    into_.resize(module_.blocks.size());
    out_.resize(module_.blocks.size());
  }

  std::string run(const std::string& title) {
    line(0, title);
    for (std::size_t level = 1; level <= deepest(); ++level) this->level(level);
    names("Never runs, behind conditions that are decided already: ", module_.removed);
    names("Never reached: ", module_.unreached);
    return std::move(text_);
  }

 private:
  void names(const std::string& title, const std::vector<std::string>& functions) {
    if (functions.empty()) return;
    std::vector<std::string> quoted;
    for (const std::string& name : functions) quoted.push_back("`" + name + "`");
    blank();
    wrapped(0, title + listed(quoted), 2);
  }

  std::size_t deepest() const {
    std::size_t deepest = 0;
    for (const Block& block : module_.blocks) deepest = std::max(deepest, block.level);
    return deepest;
  }

  void level(std::size_t level) {
    std::vector<std::size_t> members;
    std::size_t acts = 0;
    std::ptrdiff_t playbooks = 0;
    for (std::size_t i = 0; i < module_.blocks.size(); ++i) {
      if (module_.blocks[i].level != level) continue;
      members.push_back(i);
      acts += module_.blocks[i].acts.size();
      playbooks += std::ranges::count(module_.blocks[i].calls, Call::Kind::kPlaybook, &Call::kind);
    }
    if (members.empty()) return;
    blank();
    std::string title = "Level " + std::to_string(level);
    title += level == 1 ? ": at once" : ": when answers of level " + std::to_string(level - 1) + " are there";
    std::vector<std::string> under_way;
    if (acts != 0) under_way.push_back(counted(acts, "act"));
    if (playbooks != 0) under_way.push_back(counted(static_cast<std::size_t>(playbooks), "playbook"));
    if (acts + static_cast<std::size_t>(playbooks) > 1)
      title += "; up to " + listed(under_way) + " under way at the same time";
    else if (!under_way.empty())
      title += "; " + under_way.front();
    line(0, title);
    for (const std::size_t member : members) block(member);
  }

  void block(std::size_t index) {
    const Block& block = module_.blocks[index];
    blank();
    std::string head = block.name + "  " + std::string(name(block.kind));
    if (block.place.line != 0) head += ", line " + std::to_string(block.place.line);
    if (block.has_custom_code) head += ", with custom code";
    line(2, head);
    if (!block.description.empty()) item("about", on_one_line(block.description));
    if (block.kind == BlockKind::kFinish) item("waits", "for the end of everything else");
    if (!block.awaits.empty()) item("waits", awaited_words(block));
    for (const std::size_t edge : into_[index]) enter(block, module_.edges[edge]);
    for (const std::size_t act : block.acts) this->act(act);
    for (const Call& call : block.calls) this->call(call);
    const std::string_view label = block.acts.empty() ? "reads" : "takes";
    for (const std::string& words : read_words(block, index)) item(label, words);
    for (const Change& change : block.changes)
      item(change.is_request ? "sends" : "changes",
           change.what + ", line " + std::to_string(change.place.line) + condition_words(change.condition));
    leave(out_[index]);
  }

  std::string way_here(const Block& block, const Edge& edge) const {
    const Block& from = module_.blocks[edge.from];
    if (edge.way == ir::Way::kCallback) {
      std::string what = edge.act ? module_.acts[*edge.act].name : "";
      if (what.empty())
        for (const Call& call : from.calls)
          if (call.place.line == edge.place.line) what = call.name;
      if (what.empty()) what = from.name;
      const bool is_awaited = std::ranges::find(block.awaits, what, &Awaited::name) != block.awaits.end();
      if (is_awaited && edge.conditions.front().empty()) return "";
      return "for `" + what + "`" + (what == from.name ? "" : " of " + from.name) + ": callback";
    }
    return (edge.way == ir::Way::kCall ? "" : "mentioned by ") + from.name;
  }

  void enter(const Block& block, const Edge& edge) {
    std::string words = way_here(block, edge);
    if (words.empty()) return;
    if (const std::string condition = condition_words(edge); !condition.empty()) words += ", " + condition;
    if (edge.is_handler) words += ", after an exception";
    if (edge.repeats) words += ", each time round a loop";
    if (edge.is_back) words += ", again (loop)";
    item(edge.way == ir::Way::kCallback ? "waits" : "after", words);
  }

  /// Those with the same condition on one line.
  void leave(const std::vector<std::size_t>& edges) {
    std::vector<std::pair<std::string, std::vector<std::string>>> ways;
    for (const std::size_t index : edges) {
      const Edge& edge = module_.edges[index];
      const std::string condition = condition_words(edge);
      std::string words = condition.empty() ? "" : ", " + condition;
      if (edge.is_handler) words += ", after an exception";
      if (edge.is_back) words += " (back: loop)";
      std::string target = module_.blocks[edge.to].name;
      if (edge.way == ir::Way::kCallback) target += " (callback)";
      if (!ways.empty() && ways.back().first == words)
        ways.back().second.push_back(target);
      else
        ways.push_back({words, {target}});
    }
    for (const auto& [words, targets] : ways) item("then", listed(targets) + words);
  }

  void act(std::size_t index) {
    const ActId id{part_, index};
    const Act& act = act_of(plan_, id);
    std::string words = act_words(act) + " (" + std::string(phantom::name(act.site.effect)) + "), line " +
                        std::to_string(act.place.line);
    if (act.name != module_.blocks[act.block].name && act.name != act.site.action) words += ", as `" + act.name + "`";
    words += condition_words(act.condition);
    if (act.repeats) words += ", in a loop";
    item(verb(act), words);
    if (act.sharing != ir::Sharing::kNone) more(std::string(sharing_words(act)));
    if (act.batch > 1) more("up to " + std::to_string(act.batch) + " parameters go in one request");
    if (!act.ahead.empty()) more("asks ahead what " + listed(act.ahead) + " will ask when this has ended");
    if (const auto others = sharers(plan_, id); !others.empty()) more("merges with " + places(others));
    if (const std::string why = refusal_words(act); !why.empty()) more(why);
    if (const auto others = fenced(plan_, id); !others.empty())
      more("fences: answers that " + places(others) + " got before are asked for anew after it");
  }

  std::string places(const std::vector<ActId>& acts) const {
    std::vector<std::string> words;
    for (const ActId act : acts) words.push_back(place_words(plan_, act, part_));
    return listed(words);
  }

  void call(const Call& call) {
    std::string words =
        call_words(call) + ", line " + std::to_string(call.place.line) + condition_words(call.condition);
    const char* label = call.kind == Call::Kind::kPrompt           ? "prompts"
                        : call.kind == Call::Kind::kCustomFunction ? "calls"
                                                                   : "runs";
    if (call.kind != Call::Kind::kPrompt) {
      if (call.part)
        words += ", linked from " + plan_.parts[*call.part].file;
      else if (!call.what.empty())
        words += ", not found: it fails when it is called";
    }
    item(label, words);
    if (call.kind == Call::Kind::kPlaybook && !call.is_waited_for) more("nothing waits for its end");
  }

  void item(std::string_view label, const std::string& text) {
    std::string head(label);
    const bool repeats = last_label_ == label;
    last_label_ = label;
    if (repeats) head.clear();
    head.resize(9, ' ');
    wrapped(4, head + cut(text, kLongestText), 15);
  }
  void more(const std::string& text) { wrapped(15, cut(text, kLongestText), 17); }
  /// Broken at blanks, what is behind the first line further in.
  void wrapped(std::size_t indent, std::string text, std::size_t further) {
    while (indent + text.size() > kWidth) {
      std::size_t blank = text.rfind(' ', kWidth - indent);
      const std::size_t first_word = text.find_first_not_of(' ');
      if (blank == std::string::npos || blank < std::max(first_word, std::size_t{20})) blank = text.find(' ', 20);
      if (blank == std::string::npos) break;
      // A word and its number stay together.
      constexpr std::string_view kLine = " line";
      if (blank > kLine.size() + 20 && text.compare(blank - kLine.size(), kLine.size(), kLine) == 0)
        blank -= kLine.size();
      line(indent, text.substr(0, blank));
      text.erase(0, blank + 1);
      indent = further;
    }
    line(indent, text);
  }
  void blank() {
    text_ += '\n';
    last_label_.clear();
  }
  void line(std::size_t indent, const std::string& text) {
    std::string one(text);
    std::ranges::replace(one, '\n', ' ');
    text_ += std::string(indent, ' ') + printable(one) + "\n";
  }

  const Plan& plan_;
  std::size_t part_;
  const ModulePlan& module_;
  std::vector<std::vector<std::size_t>> into_;  // by block: edges
  std::vector<std::vector<std::size_t>> out_;
  std::string text_;
  std::string last_label_;
};

/// ", run by `a` and `b`"
std::string callers_of(const Plan& plan, std::size_t part) {
  std::vector<std::string> callers;
  for (const ModulePlan& module : plan.parts)
    for (const Block& block : module.blocks)
      if (std::ranges::find(block.calls, std::optional(part), &Call::part) != block.calls.end())
        callers.push_back("`" + block.name + "`" + (&module == &plan.parts.front() ? "" : " of " + module.name));
  return callers.empty() ? "" : ", run by " + listed(callers);
}

std::string shared_text(const Plan& plan) {
  std::string text;
  for (const std::vector<ActId>& group : sharing_groups(plan)) {
    std::vector<std::string> places;
    for (const ActId act : group) places.push_back(place_words(plan, act, 0));
    text += "  " + printable(act_words(act_of(plan, group.front())) + ": " + listed(places)) + "\n";
  }
  return text.empty() ? "" : "\nShared requests: what is equal is sent once\n" + text;
}

}  // namespace

std::string explain_text(const Plan& plan, const std::string& passes) {
  std::string text;
  for (std::size_t part = 0; part < plan.parts.size(); ++part) {
    const ModulePlan& module = plan.parts[part];
    if (!module.is_playbook) continue;
    if (part != 0) text += "\n\n";
    std::string title = (part == 0 ? "Plan of " : "Sub-playbook ") + module.name + " (" + module.file + ")";
    title += part == 0 ? ", " + passes : callers_of(plan, part);
    text += Text(plan, part).run(title);
  }
  text += shared_text(plan);
  return text + "\n" + summary_words(summary(plan)) + "\n";
}

}  // namespace pbc::plan
