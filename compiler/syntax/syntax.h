// SPDX-License-Identifier: Apache-2.0
//
// The first phase: SourceFile -> Cst.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/diag/diag_sink.h"
#include "compiler/syntax/node.h"

namespace pbc::syntax {

/// The syntax tree of one file. Owns the tree and refers to the file, which must outlive it.
///
/// The tree stands for a program that CPython 3.11 would compile: no node of it is an error node or missing, and no
/// node is nested deeper than kMaxDepth, so recursion over it is safe.
class Cst {
 public:
  static constexpr int kMaxDepth = 1000;

  /// The `module` node; the absent node when the file was refused.
  Node root() const { return root_; }
  explicit operator bool() const { return static_cast<bool>(root_); }
  const SourceFile& source() const { return tree_->source(); }
  /// All comments in order, each from its `#` to the end of its line.
  const std::vector<Span>& comments() const { return comments_; }

 private:
  friend Cst parse(const SourceFile& source, DiagSink& diags);

  std::unique_ptr<Tree> tree_;
  Node root_;
  std::vector<Span> comments_;
};

/// Parses `source` by the rules of CPython 3.11 (Python Language Reference 3.11, chapters 2, 6, 7, 8). What CPython's
/// compile() rejects is reported to `diags`, several errors per file where they are independent, and gives an empty
/// Cst. Never throws, never recurses without bound; costs O(size of the file).
Cst parse(const SourceFile& source, DiagSink& diags);

/// Reads the file at `path` and makes it the file that `diags` is about. Never null: an unreadable or too large file is
/// reported and gives an empty text.
std::unique_ptr<SourceFile> load(const std::string& path, DiagSink& diags);

}  // namespace pbc::syntax
