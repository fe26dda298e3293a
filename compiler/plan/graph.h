// SPDX-License-Identifier: Apache-2.0
//
// Pictures of a plan (docs/explain.md). All are the same for the same playbook, and need nothing else to be looked at.
#pragma once

#include <string>
#include <vector>

#include "compiler/plan/drawing.h"

namespace pbc::plan {

/// For graphviz.
std::string to_dot(const Drawing& drawing);
/// A Mermaid flowchart.
std::string to_mermaid(const Drawing& drawing);
/// One picture, with its colours for light and dark pages.
std::string to_svg(const Drawing& drawing);
/// `{"schema": 1, "nodes": [...], "edges": [...]}`.
std::string to_graph_json(const Drawing& drawing);

/// A page with one picture, or with several of which the reader chooses one, and under it the plan in words.
struct Figure {
  std::string name;  // "as written"
  const Drawing* drawing = nullptr;
  std::string words;
};
std::string to_html(const std::string& title, const std::string& description, const std::vector<Figure>& figures);

}  // namespace pbc::plan
