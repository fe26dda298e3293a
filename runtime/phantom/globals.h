// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "pbc/playbook.h"

namespace pbc::engine {

/// The variables of a playbook's module, new, and found by pbc::globals() until the end of the scope. They are values
/// of the current Heap.
class GlobalsScope {
 public:
  explicit GlobalsScope(const Playbook& playbook);
  ~GlobalsScope();
  GlobalsScope(const GlobalsScope&) = delete;
  GlobalsScope& operator=(const GlobalsScope&) = delete;

 private:
  std::unique_ptr<Globals> variables_;
  Globals* previous_;
};

}  // namespace pbc::engine
