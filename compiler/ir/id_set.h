// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <vector>

#include "compiler/base/ids.h"

namespace pbc::ir {

/// Some objects of a store. Membership costs O(1).
template <class IdT>
class IdSet {
 public:
  bool contains(IdT id) const { return id.index() < members_.size() && members_[id.index()]; }
  /// False if it was there already.
  bool insert(IdT id) {
    assert(id);
    if (contains(id)) return false;
    if (id.index() >= members_.size()) members_.resize(id.index() + 1);
    members_[id.index()] = true;
    return true;
  }
  void erase(IdT id) {
    if (contains(id)) members_[id.index()] = false;
  }

 private:
  std::vector<bool> members_;
};

}  // namespace pbc::ir
