// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory_resource>

namespace pbc::syntax {

/// What tree-sitter allocates in this thread while such an object lives, given back all at once at its end: a parse
/// makes tens of thousands of small objects that live until the tree is copied.
class ParserMemory {
 public:
  ParserMemory();
  ~ParserMemory();
  ParserMemory(const ParserMemory&) = delete;
  ParserMemory& operator=(const ParserMemory&) = delete;

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace pbc::syntax
