// SPDX-License-Identifier: Apache-2.0
//
// From datapaths to data: what a source ranges over in the current run, and the rows that datapaths give together.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "phantom/datapath.h"
#include "phantom/expand.h"
#include "phantom/run.h"

namespace pbc::engine {

/// The arguments that collect2, condition, decision and format share; each may be unset.
struct Scope {
  Value container;
  Value scope;             // "new", "all" or a list of artifact ids
  Value action_results;    // a list of app runs: looked at before the stored results
  Value filter_artifacts;  // a list of artifact ids, for filtered-artifact
  Value tags;              // only artifacts with one of these
};

/// What datapaths can be compared and filtered by: two with the same key range over the same roots. For a source with a
/// name (playbook_input:url) the name is part of it.
std::string source_key(const Run& run, const Datapath& path);

/// The segment at which the path into a root starts: behind the name, for sources that have one.
std::size_t first_segment(const Run& run, const Datapath& path);

/// What the source ranges over, in order (docs/playbook-api.md, Sources). `filtered-data:` gives what the filter kept.
Roots roots_of(const Run& run, const Datapath& path, const Scope& scope);

/// The rows of collect2: one cell for every path, in order.
Rows collect_rows(const Run& run, std::span<const Datapath> paths, const Scope& scope);

/// The cells of one datapath.
std::vector<Value> collect_column(const Run& run, const Datapath& path, const Scope& scope);

/// Cells of one path over given roots.
std::vector<Value> column_of(const Roots& roots, const Datapath& path, std::size_t first);

/// Ids of the artifacts that were the context of these action results, in ascending order, each once.
std::vector<std::int64_t> context_ids(const Roots& action_results);

}  // namespace pbc::engine
