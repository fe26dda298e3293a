// SPDX-License-Identifier: Apache-2.0
//
// The schema is documented in docs/explain.md.
#include "compiler/plan/graph.h"
#include "compiler/plan/plan_json.h"

namespace pbc::plan {

std::string to_graph_json(const Drawing& drawing) {
  Json json = {{"schema", 1}, {"playbook", drawing.title}, {"optimizer", drawing.caption}};
  json["clusters"] = Json::array();
  json["nodes"] = Json::array();
  json["edges"] = Json::array();
  for (const Cluster& cluster : drawing.clusters) {
    json["clusters"].push_back({{"id", cluster.part}, {"name", cluster.name}, {"file", cluster.file}});
    for (const std::size_t index : cluster.nodes) {
      const Node& node = drawing.nodes[index];
      Json made = {{"id", node.id}, {"cluster", cluster.part}, {"name", node.name}, {"kind", node.kind}};
      made["effect"] = node.effect.empty() ? Json() : Json(node.effect);
      made["note"] = node.note;
      made["rows"] = Json::array();
      for (const Row& row : node.rows)
        made["rows"].push_back({{"tag", row.tag},
                                {"text", row.text},
                                {"condition", row.condition.empty() ? Json() : Json(row.condition.substr(2))},
                                {"shared", row.group == 0 ? Json() : Json(row.group)},
                                {"cluster", row.part ? Json(*row.part) : Json()}});
      json["nodes"].push_back(std::move(made));
    }
  }
  for (const Link& link : drawing.links)
    json["edges"].push_back({{"from", drawing.nodes[link.from].id},
                             {"to", drawing.nodes[link.to].id},
                             {"kind", name(link.kind)},
                             {"label", link.label},
                             {"back", link.is_back}});
  return to_text(json);
}

}  // namespace pbc::plan
