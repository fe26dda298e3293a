// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/utf8.h"
#include "compiler/diag/excerpt.h"
#include "compiler/plan/graph.h"
#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

constexpr std::size_t kLongest = 48;  // code points of a line

/// Inside of quotes. Mermaid reads HTML, Markdown, entities and directives there: of ASCII, only what means nothing to
/// any of them stays as it is.
std::string escaped(std::string_view text) {
  constexpr std::string_view kPlain = " .,:=()/-_";
  std::string result;
  for (const char c : printable(cut(text, kLongest))) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_letter || static_cast<unsigned char>(c) >= 0x80 || kPlain.find(c) != std::string_view::npos)
      result += c;
    else
      result += "#" + std::to_string(static_cast<int>(c)) + ";";
  }
  return result;
}

std::string shaped(const Node& node, const std::string& text) {
  switch (node.block_kind) {
    case BlockKind::kStart:
    case BlockKind::kFinish:
    case BlockKind::kModule:
      return "([" + text + "])";
    case BlockKind::kDecision:
    case BlockKind::kLoop:
      return "{" + text + "}";
    case BlockKind::kFilter:
      return "[\\" + text + "/]";
    case BlockKind::kJoin:
      return "{{" + text + "}}";
    case BlockKind::kPlaybook:
    case BlockKind::kCustomFunction:
      return "[[" + text + "]]";
    case BlockKind::kPrompt:
      return "[/" + text + "/]";
    case BlockKind::kFormat:
    case BlockKind::kAction:
    case BlockKind::kCode:
      break;
  }
  return "[" + text + "]";
}

std::string node(const Node& node) {
  std::string text = "\"" + escaped(node.name) + "<br/>" + escaped(node.kind);
  for (const Row& row : node.rows) {
    if (row.tag == "changes") continue;
    text += "<br/>" + escaped(row.tag + ": " + row.text);
    if (row.group != 0) text += " (shared " + std::to_string(row.group) + ")";
  }
  return node.id + shaped(node, text + "\"") + "\n";
}

std::string link(const Drawing& drawing, const Link& link) {
  // An arrow, and what surrounds its label.
  std::string_view arrow = "-->";
  switch (link.kind) {
    case Link::Kind::kCall:
      break;
    case Link::Kind::kCallback:
      arrow = "==>";
      break;
    case Link::Kind::kValue:
    case Link::Kind::kPlaybook:
      arrow = "-.->";
      break;
    case Link::Kind::kShared:
      arrow = "-.-";
      break;
  }
  std::string label;
  for (const std::string& line : broken(short_condition(link.label), 32, 3))
    label += (label.empty() ? "" : "<br/>") + escaped(line);
  if (link.is_back) label += label.empty() ? "loop" : " (loop)";
  return "  " + drawing.nodes[link.from].id + " " + std::string(arrow) + (label.empty() ? "" : "|\"" + label + "\"|") +
         " " + drawing.nodes[link.to].id + "\n";
}

}  // namespace

std::string to_mermaid(const Drawing& drawing) {
  std::string text = "flowchart TB\n";
  for (const Cluster& cluster : drawing.clusters) {
    const bool is_main = cluster.part == 0;
    if (!is_main)
      text += "  subgraph s" + std::to_string(cluster.part) + "[\"sub-playbook " + escaped(cluster.name) + "\"]\n";
    for (const std::size_t each : cluster.nodes) text += (is_main ? "  " : "    ") + node(drawing.nodes[each]);
    if (!is_main) text += "  end\n";
  }
  for (const Link& each : drawing.links) text += link(drawing, each);
  for (const std::string& effect : drawing.effects) {
    std::string members;
    for (const Node& each : drawing.nodes)
      if (each.effect == effect) members += (members.empty() ? "" : ",") + each.id;
    if (members.empty()) continue;
    text += "  classDef " + effect + " fill:" + std::string(colours_of(effect).ground) + ",color:#ffffff\n";
    text += "  class " + members + " " + effect + "\n";
  }
  return text;
}

}  // namespace pbc::plan
