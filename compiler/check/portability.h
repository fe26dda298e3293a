// SPDX-License-Identifier: Apache-2.0
//
// What a collection of playbooks uses, and whether it runs without a SOAR server: the report of `pbc check DIR`.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/diag/diag_sink.h"
#include "compiler/ir/module.h"
#include "compiler/source/source_file.h"

namespace pbc::check {

enum class Support : std::uint8_t {
  kSupported,
  kNeedsShim,    // compiles; runs as on SOAR when the user adds something, which the help names
  kUnsupported,  // does not compile, or fails at run time whatever the user adds
};

struct Place {
  std::string file;
  std::uint32_t line = 0;  // 0: the file as a whole
  std::uint32_t column = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

/// "`phantom.act()`", "module `json`", "action `ip reputation`", "`class`", or what a diagnostic says.
struct Construct {
  std::string what;
  std::string help;
  std::vector<Place> places;  // in the order in which files were added
};

class Portability {
 public:
  /// Adds what a lifted module uses.
  void add(const ir::Module& module, const SourceFile& source, const CatalogueSource& catalogue);
  /// Adds what diagnostics say about a file: errors, and those warnings that tell what the run will miss.
  void add(const DiagSink& diags);

  /// In alphabetical order.
  std::vector<const Construct*> constructs(Support support) const;

 private:
  void add(Support support, const std::string& what, const std::string& help, Place place);
  void add_op(const ir::Module& module, const ir::Op& op, const Place& place, const CatalogueSource& catalogue);

  std::map<std::pair<Support, std::string>, Construct> constructs_;
};

}  // namespace pbc::check
