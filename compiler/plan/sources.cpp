// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/sources.h"

#include <algorithm>

#include "compiler/phantom/datapath.h"
#include "compiler/plan/function_flow.h"

namespace pbc::plan {

using phantom::Datapath;

std::string_view name(Source::Kind kind) {
  switch (kind) {
    case Source::Kind::kArtifact:
      return "artifact";
    case Source::Kind::kContainer:
      return "container";
    case Source::Kind::kResult:
      return "action_result";
    case Source::Kind::kCustomFunction:
      return "custom_function";
    case Source::Kind::kPlaybookInput:
      return "playbook_input";
    case Source::Kind::kPlaybookOutput:
      return "playbook_output";
    case Source::Kind::kCustomList:
      return "custom_list";
    case Source::Kind::kFormat:
      return "format";
    case Source::Kind::kLoop:
      return "loop";
  }
  return "";
}

SymbolId Counts::add(const Count& count) {
  const auto [known, is_new] = ids_.try_emplace(count, static_cast<SymbolId>(counts_.size()));
  if (is_new) counts_.push_back(count);
  return known->second;
}

Source source_of(const std::string& datapath, std::size_t part, std::string* filter) {
  const Datapath path = phantom::parse_datapath(datapath);
  if (filter != nullptr && !path.filter.empty()) *filter = path.filter + ":" + path.condition;
  Source source{Source::Kind::kResult, part, path.rest};
  switch (path.source) {
    case Datapath::Source::kArtifact:
      return {Source::Kind::kArtifact, 0, "artifact:" + path.rest};
    case Datapath::Source::kContainer:
      return {Source::Kind::kContainer, 0, "container:" + path.rest};
    case Datapath::Source::kCustomList:
      return {Source::Kind::kCustomList, 0, "custom_list:" + path.rest};
    case Datapath::Source::kPlaybookInput:
      return {Source::Kind::kPlaybookInput, part, "playbook_input:" + path.rest};
    case Datapath::Source::kPlaybook:
      return {Source::Kind::kContainer, 0, "playbook:" + path.rest};
    case Datapath::Source::kResults:
      return source;
    case Datapath::Source::kBlock:
      break;
  }
  std::string rest = path.rest;
  for (const std::string_view selector : {"artifact:*", "filtered-artifact:*"})
    if (rest.starts_with(selector)) return {Source::Kind::kArtifact, 0, "artifact:*" + rest.substr(selector.size())};
  if (rest.starts_with("filtered-action_result")) rest.erase(0, 9);
  if (rest.starts_with("custom_function_result") || rest.starts_with("custom_function:"))
    source.kind = Source::Kind::kCustomFunction;
  else if (rest.starts_with("playbook_output"))
    source.kind = Source::Kind::kPlaybookOutput;
  else if (rest.starts_with("formatted_data"))
    source.kind = Source::Kind::kFormat;
  source.datapath = path.block + ":" + rest;
  return source;
}

Spread spread_of(const Source& source) {
  Spread spread;
  std::string_view rest = source.datapath;
  const auto take = [&](std::string_view root) {
    const std::size_t at = rest.find(root);
    if (at == std::string_view::npos) return false;
    const std::size_t end = at + root.size();
    spread.root = rest.substr(0, end);
    rest.remove_prefix(end);
    return true;
  };
  const bool is_known = take("artifact:*") || take(":action_result") || take(":custom_function_result");
  if (!is_known) spread.root = rest.substr(0, rest.find_first_of(".:"));
  for (std::size_t begin = rest.starts_with('.') ? 1 : 0; begin < rest.size();) {
    const std::size_t end = std::min(rest.find('.', begin), rest.size());
    spread.segments.emplace_back(rest.substr(begin, end - begin));
    begin = end + 1;
  }
  if (!spread.segments.empty()) spread.segments.pop_back();
  // These are dicts.
  constexpr std::string_view kDicts[] = {"cef", "parameter", "context", "summary"};
  while (is_known && !spread.segments.empty()) {
    const std::string& first = spread.segments.front();
    if (std::ranges::find(kDicts, first) == std::end(kDicts)) break;
    spread.segments.erase(spread.segments.begin());
  }
  return spread;
}

Flow::Flow(const ir::Module& module, std::size_t part, Counts& counts)
    : module_(module), part_(part), counts_(counts) {}
Flow::~Flow() = default;

FunctionFlow& Flow::in(ir::FunctionId function) {
  std::unique_ptr<FunctionFlow>& flow = functions_[function];
  if (flow == nullptr) flow = std::make_unique<FunctionFlow>(module_, part_, counts_, function);
  return *flow;
}

ActParameters Flow::parameters(ir::FunctionId function, ir::OpId act) { return in(function).parameters(act); }

std::map<std::string, ValueSet> Flow::inputs(ir::FunctionId function, const ir::Operand& dict, ir::OpId at) {
  return in(function).inputs(dict, at);
}

std::vector<Origin> Flow::origins(ir::FunctionId function, const ir::Operand& operand, ir::OpId at) {
  return in(function).origins(operand, at);
}

std::map<std::string, std::vector<Origin>> Flow::entries(ir::FunctionId function, const ir::Operand& dict,
                                                         ir::OpId at) {
  return in(function).dict_origins(dict, at);
}

Formula Flow::rounds(ir::FunctionId function, ir::OpId loop) { return in(function).rounds(loop); }

}  // namespace pbc::plan
