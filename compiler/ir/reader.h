// SPDX-License-Identifier: Apache-2.0
//
// The parser of the text form, in three parts: read.cpp (module and functions), read_op.cpp, read_operand.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/lexer.h"
#include "compiler/ir/module.h"

namespace pbc::ir {

/// Reads one file. After the first error `peek()` shows the end of the file only, which ends all loops.
class Reader {
 public:
  Reader(const SourceFile& file, DiagSink& diags)
      : diags_(diags), errors_before_(diags.count(Severity::kError)), tokens_(tokenize(file, diags)) {}

  std::optional<Module> run();

 private:
  /// A name of the text form with the number behind it.
  using Key = std::pair<std::string, std::uint32_t>;
  static Key key(const Token& token) { return {token.text, token.suffix}; }

  // Tokens
  const Token& peek(std::size_t ahead = 0) const;
  Token next();
  bool accept_sign(std::string_view sign);
  bool accept_name(std::string_view name);
  void expect_sign(std::string_view sign);
  Token expect(Token::Kind kind, std::string_view what);
  /// Reports what was seen at `token`; the reading ends.
  void error(const Token& token, std::string message, std::string help = {});
  void unexpected(std::string_view wanted);
  /// Whether the operation, as far as it stands on this line, is over.
  bool at_end_of_head() const;
  bool is_location() const;

  // Modules and functions
  void declare_functions();
  void read_function(FunctionId id);
  void read_parameters(FunctionId id);
  void read_attributes(FunctionId id);
  void read_declared_variables(FunctionId id);
  std::vector<VariableId> read_comprehension_variables(FunctionId id);
  std::string read_description();
  std::uint32_t read_number();
  void read_location(Span& span, std::uint32_t& line);

  // Operations
  void read_ops(RegionId region);
  void read_op(RegionId region);
  std::optional<OpKind> read_kind(Op& op);
  void read_part(Op& op, char part, std::size_t& names, std::size_t& integers);
  void read_regions(Op& op);

  // Names and operands
  NameId read_name();
  VariableId read_variable();
  VariableId add_variable(FunctionId owner, const Token& token, Variable::Kind kind);
  FunctionId read_function_name();
  Operand read_operand();
  std::optional<Operand> read_constant();
  Operand read_term();
  void read_elements(std::vector<Operand>& out, std::string_view close);
  void read_pairs(std::vector<Operand>& out);
  void read_arguments(Op& op);
  void read_mark(Op& op);
  template <typename T>
  void read_number(T* number);
  void read_api_positional(Op& op);

  DiagSink& diags_;
  std::size_t errors_before_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool failed_ = false;
  int depth_ = 0;

  Module module_;
  std::map<Key, FunctionId> functions_;
  std::map<FunctionId, std::map<Key, VariableId>> variables_;
  std::map<Key, OpId> values_;  // of the function that is read
  FunctionId function_;
};

}  // namespace pbc::ir
