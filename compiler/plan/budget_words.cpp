// SPDX-License-Identifier: Apache-2.0
//
// How the numbers of a budget are called.
#include "compiler/phantom/cef.h"
#include "compiler/plan/budget.h"

namespace pbc::plan {
namespace {

std::string field_of(const Source& source) {
  const std::size_t dot = source.datapath.rfind('.');
  const std::size_t colon = source.datapath.rfind(':');
  const std::size_t at = dot == std::string::npos ? colon : dot;
  return at == std::string::npos ? source.datapath : source.datapath.substr(at + 1);
}

}  // namespace

std::string indicator_of(const Source& source) {
  if (source.kind != Source::Kind::kArtifact || !source.datapath.starts_with("artifact:*.cef.")) return "";
  return std::string(phantom::indicator_of_cef_field(source.datapath.substr(15)));
}

std::string indicator_of(const Count& count) {
  if (count.of == Count::Of::kTuples || count.of == Count::Of::kRows) return "";
  std::string kind = indicator_of(count.columns.front());
  for (const Source& source : count.columns)
    if (indicator_of(source) != kind) return "";
  return kind;
}

Formula Budget::calls_with_any(const ServiceCost& service) const {
  std::vector<Formula> terms = {service.calls};
  for (const ServiceCost& other : services)
    if (other.is_any && other.service != service.service) terms.push_back(other.calls);
  return sum(terms);
}

std::string full_name(const Budget& budget, const Source& source) {
  return (source.part == 0 ? "" : budget.parts[source.part] + "/") + source.datapath;
}

std::string text(const Budget& budget, SymbolId symbol) {
  const Count& count = budget.counts[symbol];
  const auto of = [&](const Source& source) {
    const bool is_field = source.datapath.starts_with("artifact:*.cef.");
    if (source.datapath == "artifact:*") return std::string("artifact");
    return is_field ? field_of(source) : full_name(budget, source);
  };
  std::string columns;
  const std::string_view between = count.of == Count::Of::kTuples ? " & " : ", ";
  for (const Source& source : count.columns) columns += (columns.empty() ? "" : std::string(between)) + of(source);
  // Equal ones count too: #url.
  const bool is_all = count.of == Count::Of::kValues || count.of == Count::Of::kRows;
  const auto marked = [&](const std::string& what) { return is_all ? "#(" + what + ")" : "|" + what + "|"; };
  if (count.columns.front().kind == Source::Kind::kLoop || columns == "artifact") return "#(" + columns + ")";
  if (count.of == Count::Of::kRows) return "#(rows of " + columns + ")";
  const std::string kind = indicator_of(count);
  if (kind.empty()) return marked(columns);
  // The kind alone where no other formula is about other columns of it.
  for (SymbolId other = 0; other < budget.counts.size(); ++other)
    if (indicator_of(budget.counts[other]) == kind && budget.counts[other].columns != count.columns)
      return marked(kind + ": " + columns);
  return marked(kind);
}

}  // namespace pbc::plan
