// SPDX-License-Identifier: Apache-2.0
//
// What the branches of a playbook ask, in words.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/plan/plan.h"

namespace pbc::plan {

/// The text of an operation on one line: as it is written where the source is at hand, else as IR.
std::string source_text(const Part& part, ir::OpId op);
/// An argument: constants as Python writes them, but datapaths bare; else its source text.
std::string argument_text(const Part& part, const ir::Operand& operand);

class Conditions {
 public:
  explicit Conditions(const Part& part);

  struct Text {
    std::string text;
    bool is_negated = false;   // it holds when the text does not
    bool is_compound = false;  // alternatives, which need parentheses beside others
    std::size_t awaited = 0;   // of `completed`: how many names it asks for
  };
  /// What is asked at an operation that has a choice (ir/block_graph.h).
  Text of(ir::OpId branch) const;

 private:
  using Values = std::unordered_map<ir::VariableId, ir::Operand>;
  void walk(ir::RegionId region, Values* values);
  /// `depth` counts how far inside of a condition it is: beyond some, the source has to do.
  Text describe(const ir::Operand& operand, int depth) const;
  /// The call of `decision`, `condition`, `completed` ... that a value comes from, as what the value means.
  std::optional<Text> of_call(const ir::Operand& operand, int depth) const;
  Text rows(const ir::Op& call) const;
  std::optional<Text> row(const ir::Operand& row) const;
  const std::vector<ir::Operand>* elements_of(const ir::Operand& operand) const;
  ir::Operand resolve(const ir::Operand& operand) const;

  Part part_;
  const ir::Module& module_;
  std::unordered_map<ir::OpId, ir::Operand> loaded_;  // by load: what the variable was then given
};

}  // namespace pbc::plan
