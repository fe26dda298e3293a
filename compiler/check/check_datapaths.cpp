// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/base/suggest.h"
#include "compiler/check/checker.h"
#include "compiler/ir/phantom_call.h"

namespace pbc::check {

using phantom::Datapath;

void Checker::datapaths(ir::OpId call, const ir::Operand& operand, bool only_those_that_look_it) {
  const ir::Operand found = resolve(operand);
  // The list may stand in a variable; then its text is not in the call's.
  const ir::OpId place = found.is_value() ? found.value() : call;
  for (const std::string& text : texts_of(&operand))
    if (!only_those_that_look_it || phantom::looks_like_datapath(text)) datapath(text, literal_span(text, place));
}

void Checker::conditions(ir::OpId call, const ir::Operand& rows) {
  constexpr std::string_view kOperators[] = {"==", "!=", "<", "<=", ">", ">=", "in", "not in"};
  const auto* list = elements_of(rows);
  if (list == nullptr) return;
  for (const ir::Operand& row : *list) {
    const auto* cells = elements_of(row);
    if (cells == nullptr) continue;
    for (std::size_t i = 0; i < cells->size(); ++i) {
      const auto text = constant_text(&(*cells)[i]);
      if (!text) continue;
      if (i == 1 && std::ranges::find(kOperators, *text) == std::end(kOperators)) {
        const std::string near = did_you_mean(*text, kOperators);
        diags_.warning(DiagKind::kUnknownOperator, literal_span(*text, call), "no comparison is called `" + *text + "`")
            .help(near.empty() ? "there are == != < <= > >= in `not in`; the run raises ValueError when it gets here"
                               : near);
      }
      if (i != 1 && phantom::looks_like_datapath(*text)) datapath(*text, literal_span(*text, call));
    }
  }
}

void Checker::datapath(const std::string& text, Span where) {
  const Datapath path = phantom::parse_datapath(text);
  if (!path.malformed.empty()) {
    diags_.warning(DiagKind::kMalformedDatapath, where, "datapath with " + path.malformed).help("it reads as None");
    return;
  }
  if (!path.filter.empty()) {
    const std::string filter = path.filter + ":" + path.condition;
    if (!filters_.contains(filter)) return unknown_block(filter, filters_, "filter", where);
  }
  if (path.source != Datapath::Source::kBlock) return;
  if (!blocks_.contains(path.block)) return unknown_block(path.block, blocks_, "block", where);
  output(path, where);
  read_too_early(path.block, where);
}

/// `data.*.country_iso_code` is declared, or something below it is, or it is below something that is.
static bool is_declared(const std::map<std::string, phantom::Field>& outputs, const std::string& path) {
  return std::ranges::any_of(outputs, [&](const auto& output) {
    const std::string& known = output.first;
    const std::size_t shorter = std::min(known.size(), path.size());
    if (known.compare(0, shorter, path, 0, shorter) != 0) return false;
    const std::string& longer = known.size() > path.size() ? known : path;
    return longer.size() == shorter || longer[shorter] == '.';
  });
}

void Checker::output(const Datapath& path, Span where) {
  const auto block = made_.find(path.block);
  if (block == made_.end() || !block->second.is_known_act) return;
  std::string rest = path.rest;
  for (const std::string_view selector : {"filtered-action_result.", "action_result."})
    if (rest.starts_with(selector)) rest.erase(0, selector.size());
  if (!rest.starts_with("data.") && !rest.starts_with("summary.")) return;
  // An index is one of the elements.
  std::string wanted;
  for (std::size_t begin = 0; begin <= rest.size();) {
    const std::size_t end = std::min(rest.find('.', begin), rest.size());
    std::string segment = rest.substr(begin, end - begin);
    if (!segment.empty() && std::ranges::all_of(segment, [](char c) { return c >= '0' && c <= '9'; })) segment = "*";
    wanted += (wanted.empty() ? "" : ".") + segment;
    begin = end + 1;
  }
  const std::size_t last = wanted.rfind('.') + 1;
  const std::string parent = wanted.substr(0, last);
  std::vector<std::string> siblings;
  bool is_lookup = true;
  for (const std::string& asset : block->second.assets) {
    const auto actions = catalogue_().find(block->second.action, asset);
    if (actions.empty()) return;
    for (const phantom::ActionDescriptor* action : actions) {
      // What one of the assets, or of the apps that it may belong to, may give is not wrong.
      if (action->outputs.empty() || action->outputs_are_open || is_declared(action->outputs, wanted)) return;
      is_lookup = is_lookup && action->effect == phantom::EffectClass::kLookup;
      for (const auto& [name, field] : action->outputs)
        if (name.starts_with(parent)) siblings.push_back(name.substr(last, name.find('.', last) - last));
    }
  }
  // Answers of look-ups have one shape; those of other actions grow from one version of an app to the next, and only
  // what looks misspelt is worth a word.
  const std::string near = did_you_mean(wanted.substr(last), siblings);
  if (near.empty() && (!is_lookup || siblings.empty())) return;
  diags_.warning(DiagKind::kUnknownOutput, where, "`" + block->second.action + "` gives no `" + wanted + "`")
      .help(near.empty() ? "it reads as None" : near);
}

void Checker::mixed_sources(ir::OpId call, const ir::Operand& operand) {
  const std::vector<std::string> texts = texts_of(&operand);
  if (texts.size() < 2) return;
  const auto source_of = [](const std::string& text) {
    const Datapath path = phantom::parse_datapath(text);
    std::string source =
        std::to_string(static_cast<int>(path.source)) + ":" + path.filter + ":" + path.condition + ":" + path.block;
    switch (path.source) {
      case Datapath::Source::kBlock:
        // Fields of app runs go with the results in them.
        if (const std::string head = path.rest.substr(0, path.rest.find_first_of(".:"));
            head == "custom_function_result" || head == "playbook_output" || head == "playbook_input" ||
            head == "formatted_data" || head == "custom_function" || head == "artifact")
          source += ":" + head;
        if (path.rest.starts_with("playbook_output:") || path.rest.starts_with("playbook_input:") ||
            path.rest.starts_with("custom_function:"))
          source += path.rest.substr(0, path.rest.find('.'));
        break;
      case Datapath::Source::kPlaybookInput:
      case Datapath::Source::kCustomList:
        source += path.rest.substr(0, path.rest.find('.'));
        break;
      default:
        break;
    }
    return source;
  };
  const std::string first = source_of(texts[0]);
  for (const std::string& text : texts) {
    if (!phantom::parse_datapath(text).malformed.empty() || source_of(text) == first) continue;
    const ir::Operand found = resolve(operand);
    const ir::OpId place = found.is_value() ? found.value() : call;
    diags_
        .warning(DiagKind::kMixedSources, literal_span(text, place),
                 "`" + text + "` comes from another source than `" + texts[0] + "`")
        .help("one collect2 for each source; their rows have nothing to do with one another");
    return;
  }
}

void Checker::unknown_block(const std::string& name, const std::set<std::string>& known, const char* what, Span where) {
  diags_.warning(DiagKind::kUnknownBlock, where, std::string("no ") + what + " is called `" + name + "`")
      .help(did_you_mean(name, known));
}

}  // namespace pbc::check
