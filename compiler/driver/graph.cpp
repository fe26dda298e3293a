// SPDX-License-Identifier: Apache-2.0
//
// pbc graph: a playbook as a picture.
#include "compiler/plan/graph.h"

#include "compiler/driver/planning.h"
#include "compiler/plan/explain.h"

namespace pbc::driver {

int graph_command(const Options& options) {
  Compilation compilation;
  Plans plans;
  if (const ExitCode code = plan_both(options, "graph", &compilation, &plans); code != kFine) return code;
  const auto& [before, after] = plans;
  const std::string caption = passes_text(options);
  const plan::Drawing drawing = plan::draw(after, caption);
  switch (options.graph) {
    case Graph::kDot:
      return write_out(options.output, plan::to_dot(drawing));
    case Graph::kMermaid:
      return write_out(options.output, plan::to_mermaid(drawing));
    case Graph::kSvg:
      return write_out(options.output, plan::to_svg(drawing));
    case Graph::kJson:
      return write_out(options.output, plan::to_graph_json(drawing));
    case Graph::kHtml:
      break;
  }
  const plan::ModulePlan& main = after.parts.front();
  std::vector<plan::Figure> figures = {{caption, &drawing, plan::explain_text(after, caption)}};
  const bool is_changed = options.passes || options.level != opt::Level::kO0;
  const std::string written = "as written (-O0)";
  const plan::Drawing first = plan::draw(before, written);
  if (is_changed) figures.insert(figures.begin(), {written, &first, plan::explain_text(before, written)});
  return write_out(options.output, plan::to_html(main.name, main.description, figures));
}

}  // namespace pbc::driver
