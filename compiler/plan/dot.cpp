// SPDX-License-Identifier: Apache-2.0
#include "compiler/diag/excerpt.h"
#include "compiler/plan/graph.h"
#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

constexpr std::size_t kLongest = 48;  // code points of a line

/// A quoted string of DOT. Graphviz takes backslashes for escapes and `&` for an entity in what it shows.
std::string quoted(std::string_view text) {
  std::string escaped = "\"";
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\')
      escaped += {'\\', c};
    else if (c == '&')
      escaped += "&amp;";
    else
      escaped += c;
  }
  return escaped + "\"";
}

/// Lines of a label; each is cut.
std::string label(const std::vector<std::string>& lines) {
  std::string text = "\"";
  for (const std::string& line : lines) {
    const std::string one = quoted(cut(line, kLongest));
    text += (text.size() > 1 ? "\\n" : "") + one.substr(1, one.size() - 2);
  }
  return text + "\"";
}

std::string_view shape(BlockKind kind) {
  switch (kind) {
    case BlockKind::kStart:
    case BlockKind::kFinish:
    case BlockKind::kModule:
      return "oval";
    case BlockKind::kDecision:
    case BlockKind::kLoop:
      return "diamond";
    case BlockKind::kFilter:
      return "invtrapezium";
    case BlockKind::kJoin:
      return "hexagon";
    case BlockKind::kPlaybook:
      return "box3d";
    case BlockKind::kPrompt:
      return "house";
    case BlockKind::kCustomFunction:
      return "component";
    case BlockKind::kFormat:
      return "note";
    case BlockKind::kAction:
    case BlockKind::kCode:
      break;
  }
  return "box";
}

std::string node(const Node& node) {
  std::vector<std::string> lines = {node.name, node.kind};
  for (const Row& row : node.rows) {
    if (row.tag == "changes") continue;
    std::string line = row.tag + ": " + row.text;
    if (row.group != 0) line += " [shared " + std::to_string(row.group) + "]";
    lines.push_back(std::move(line));
  }
  std::string tooltip = node.name + ": " + node.kind + ", " + node.note;
  if (!node.description.empty()) tooltip += ". " + node.description;
  std::string text = node.id + " [label=" + label(lines) + ", shape=" + std::string(shape(node.block_kind)) +
                     ", tooltip=" + quoted(tooltip);
  if (!node.effect.empty())
    text += ", style=filled, fillcolor=\"" + std::string(colours_of(node.effect).ground) + "\", fontcolor=\"#ffffff\"";
  return text + "];\n";
}

std::string link(const Drawing& drawing, const Link& link) {
  std::string options;
  const auto add = [&](const std::string& option) { options += (options.empty() ? "" : ", ") + option; };
  if (!link.label.empty())
    add("label=" + label(broken(short_condition(link.label), 32, 3)) + ", tooltip=" + quoted(link.label));
  switch (link.kind) {
    case Link::Kind::kCall:
      break;
    case Link::Kind::kCallback:
      add("style=bold, arrowhead=vee");
      break;
    case Link::Kind::kValue:
      add("style=dotted");
      break;
    case Link::Kind::kPlaybook:
      add("style=dashed, constraint=false");
      break;
    case Link::Kind::kShared:
      add("style=dashed, dir=none, constraint=false, color=\"#1f5fbf\", fontcolor=\"#1f5fbf\"");
      break;
  }
  if (link.is_back) add("constraint=false, color=\"#b3261e\"");
  return "  " + drawing.nodes[link.from].id + " -> " + drawing.nodes[link.to].id +
         (options.empty() ? "" : " [" + options + "]") + ";\n";
}

}  // namespace

std::string to_dot(const Drawing& drawing) {
  std::string text = "digraph playbook {\n  graph [label=" + label({drawing.title + ", " + drawing.caption}) +
                     ", labelloc=t, rankdir=TB, fontname=\"Helvetica\"];\n"
                     "  node [fontname=\"Helvetica\", fontsize=11];\n  edge [fontname=\"Helvetica\", fontsize=9];\n";
  for (const Cluster& cluster : drawing.clusters) {
    const bool is_main = cluster.part == 0;
    if (!is_main)
      text += "  subgraph cluster_" + std::to_string(cluster.part) +
              " {\n    label=" + label({"sub-playbook " + cluster.name}) + ";\n";
    for (const std::size_t each : cluster.nodes) text += (is_main ? "  " : "    ") + node(drawing.nodes[each]);
    if (!is_main) text += "  }\n";
  }
  for (const Link& each : drawing.links) text += link(drawing, each);
  return text + "}\n";
}

}  // namespace pbc::plan
