// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/drawing.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

/// From what changes most to what only asks.
constexpr std::array<std::string_view, 9> kBySeverity = {"contain",  "execute", "restore", "record", "notify",
                                                         "detonate", "fetch",   "state",   "lookup"};

class Draw {
 public:
  explicit Draw(const Plan& plan) : plan_(plan) {}

  Drawing run(const std::string& caption) {
    const ModulePlan& main = plan_.parts.front();
    drawing_.title = main.name;
    drawing_.caption = caption;
    number_groups();
    for (std::size_t part = 0; part < plan_.parts.size(); ++part)
      if (plan_.parts[part].is_playbook) add_cluster(part);
    for (const Cluster& cluster : drawing_.clusters) add_links(cluster);
    add_groups();
    for (const Colours& each : colours()) {
      const auto has = [&](const Row& row) { return row.is_effect && row.tag == each.effect; };
      if (std::ranges::any_of(drawing_.nodes, [&](const Node& node) { return std::ranges::any_of(node.rows, has); }))
        drawing_.effects.emplace_back(each.effect);
    }
    return std::move(drawing_);
  }

 private:
  void number_groups() {
    groups_ = sharing_groups(plan_);
    for (std::size_t i = 0; i < groups_.size(); ++i)
      for (const ActId act : groups_[i]) group_of_[act] = i + 1;
  }

  void add_cluster(std::size_t part) {
    const ModulePlan& module = plan_.parts[part];
    Cluster cluster{part, module.name, module.file, {}};
    first_node_[part] = drawing_.nodes.size();
    for (std::size_t i = 0; i < module.blocks.size(); ++i) {
      cluster.nodes.push_back(drawing_.nodes.size());
      drawing_.nodes.push_back(node(part, i));
    }
    drawing_.clusters.push_back(std::move(cluster));
  }

  Node node(std::size_t part, std::size_t index) const {
    const Block& block = plan_.parts[part].blocks[index];
    Node node;
    node.id = (part == 0 ? "" : "s" + std::to_string(part) + "_") + "b" + std::to_string(index);
    node.name = block.name;
    node.kind = name(block.kind);
    node.block_kind = block.kind;
    node.note = "level " + std::to_string(block.level);
    if (block.place.line != 0) node.note += ", line " + std::to_string(block.place.line);
    node.description = block.description;
    std::size_t severity = kBySeverity.size();
    for (const std::size_t index_of_act : block.acts) {
      const ActId id{part, index_of_act};
      const Act& act = act_of(plan_, id);
      Row row;
      row.tag = phantom::name(act.site.effect);
      row.is_effect = true;
      row.text = act.site.action.empty() ? "an action that shows when it runs" : act.site.action;
      if (!act.site.assets.empty()) row.text += " on " + listed(act.site.assets);
      if (act.has_computed_assets) row.text += " on computed assets";
      row.condition = condition_words(act.condition);
      if (const auto group = group_of_.find(id); group != group_of_.end()) row.group = group->second;
      const auto rank = std::ranges::find(kBySeverity, row.tag) - kBySeverity.begin();
      severity = std::min(severity, static_cast<std::size_t>(rank));
      node.rows.push_back(std::move(row));
    }
    if (severity < kBySeverity.size()) node.effect = kBySeverity[severity];
    for (const Call& call : block.calls) {
      constexpr std::string_view kTags[] = {"playbook", "function", "prompt"};
      Row row;
      row.tag = kTags[static_cast<std::size_t>(call.kind)];
      row.text = call.what.empty() ? (call.kind == Call::Kind::kPrompt ? "a person" : "a computed name") : call.what;
      if (call.kind != Call::Kind::kPrompt && !call.part && !call.what.empty()) row.text += " (not found)";
      if (call.kind == Call::Kind::kPlaybook) row.part = call.part;
      row.condition = condition_words(call.condition);
      node.rows.push_back(std::move(row));
    }
    for (const Change& change : block.changes)
      node.rows.push_back(
          {change.is_request ? "request" : "changes", change.what, false, 0, {}, condition_words(change.condition)});
    if (!block.awaits.empty()) {
      std::vector<std::string> names;
      for (const Awaited& awaited : block.awaits) names.push_back(awaited.name);
      node.rows.push_back({"waits", "for " + listed(names), false, 0, {}, {}});
    }
    return node;
  }

  void add_links(const Cluster& cluster) {
    const ModulePlan& module = plan_.parts[cluster.part];
    const std::size_t first = first_node_[cluster.part];
    std::map<std::tuple<std::size_t, std::size_t, bool>, std::size_t> link_of;
    for (const Edge& edge : module.edges) {
      Link link;
      link.kind = edge.way == ir::Way::kCall       ? Link::Kind::kCall
                  : edge.way == ir::Way::kCallback ? Link::Kind::kCallback
                                                   : Link::Kind::kValue;
      link.from = first + edge.from;
      link.to = first + edge.to;
      link.label = condition_words(edge);
      if (edge.is_handler) link.label += link.label.empty() ? "after an exception" : ", after an exception";
      link.is_back = edge.is_back;
      // Two ways from a block to another are one arrow.
      const auto [known, is_new] = link_of.try_emplace({link.from, link.to, link.is_back}, drawing_.links.size());
      if (is_new) {
        drawing_.links.push_back(std::move(link));
      } else {
        Link* same = &drawing_.links[known->second];
        if (link.label.empty())
          same->label.clear();
        else if (!same->label.empty() && same->label != link.label)
          same->label += "; or " + link.label;
        if (link.kind == Link::Kind::kCallback) same->kind = link.kind;
      }
    }
    for (std::size_t i = 0; i < module.blocks.size(); ++i)
      for (const Call& call : module.blocks[i].calls)
        if (call.kind == Call::Kind::kPlaybook && call.part && first_node_.contains(*call.part) &&
            !plan_.parts[*call.part].blocks.empty())
          drawing_.links.push_back({Link::Kind::kPlaybook, first + i, first_node_[*call.part], "", false});
  }

  void add_groups() {
    for (const std::vector<ActId>& group : groups_) {
      Drawing::Group made;
      made.text = act_words(act_of(plan_, group.front()));
      for (const ActId act : group) {
        const std::size_t node = first_node_[act.part] + act_of(plan_, act).block;
        if (std::ranges::find(made.nodes, node) == made.nodes.end()) made.nodes.push_back(node);
      }
      for (std::size_t i = 1; i < made.nodes.size(); ++i)
        drawing_.links.push_back({Link::Kind::kShared, made.nodes[i - 1], made.nodes[i],
                                  "shared " + std::to_string(drawing_.groups.size() + 1), false});
      drawing_.groups.push_back(std::move(made));
    }
  }

  const Plan& plan_;
  Drawing drawing_;
  std::vector<std::vector<ActId>> groups_;
  std::map<ActId, std::size_t> group_of_;
  std::map<std::size_t, std::size_t> first_node_;  // by part
};

}  // namespace

std::string_view name(Link::Kind kind) {
  constexpr std::string_view kNames[] = {"call", "callback", "value", "playbook", "shared"};
  return kNames[static_cast<std::size_t>(kind)];
}

Drawing draw(const Plan& plan, const std::string& caption) { return Draw(plan).run(caption); }

const std::array<Colours, 9>& colours() {
  static constexpr std::array<Colours, 9> kColours = {{
      {"lookup", "#1f5fbf", "#8ab4ff", "asks about an indicator"},
      {"state", "#0b6e75", "#67d4dc", "reads how things are now"},
      {"fetch", "#3b5b76", "#a9c4dc", "gets a file"},
      {"detonate", "#7a2fb0", "#d3a4ff", "has a sample run"},
      {"execute", "#a34700", "#ffb27a", "may do anything"},
      {"contain", "#b3261e", "#ff9c94", "blocks or isolates"},
      {"restore", "#1b7a3d", "#7fdca0", "undoes a block"},
      {"notify", "#7d5200", "#f0c45c", "tells people"},
      {"record", "#6b5344", "#d6bfae", "writes to a ticket or a log"},
  }};
  return kColours;
}

const Colours& colours_of(std::string_view effect) {
  const auto found = std::ranges::find(colours(), effect, &Colours::effect);
  return found == colours().end() ? colours().front() : *found;
}

}  // namespace pbc::plan
