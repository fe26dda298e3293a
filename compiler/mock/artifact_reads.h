// SPDX-License-Identifier: Apache-2.0
//
// What a module reads of the artifacts of its event.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "compiler/ir/module.h"

namespace pbc::mock {

/// All of it is what may be read, by functions that a run can get to.
struct ArtifactReads {
  std::set<std::string> fields;    // paths: "cef.requestURL", "name"; "*": an artifact as a whole
  std::set<std::string> contains;  // kinds of data for which all fields are looked through: "url"
  bool is_unknown = false;         // and more than can be followed

  void add(const ArtifactReads& other);
  /// The field of a datapath, from behind `artifact:*` on: ".cef.requestURL".
  void add_path(std::string_view path);
};

/// The functions that a run can get to; all of a custom function.
std::set<ir::FunctionId> functions_in_use(const ir::Module& module);

/// Adds what author code reads of artifacts that the Playbook API gives it as dicts, and notes where it asks SOAR's
/// REST interface for them. A value is followed through the variables, loops and displays of the module; one that goes
/// elsewhere makes what is read unknown.
void follow_artifacts(const ir::Module& module, const std::set<ir::FunctionId>& functions, ArtifactReads* reads);

}  // namespace pbc::mock
