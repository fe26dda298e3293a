// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/read.h"

#include <charconv>

#include "compiler/ir/reader.h"

namespace pbc::ir {
namespace {

std::optional<FunctionRole> find_role(const Token& token) {
  using enum FunctionRole;
  for (const FunctionRole role :
       {kModule, kStart, kFinish, kBlock, kPlain, kMethod, kNested, kLambda, kGeneratorExpression}) {
    if (token.is_name(text(role))) return role;
  }
  return std::nullopt;
}

std::string show(const Token& token) {
  switch (token.kind) {
    case Token::Kind::kEnd:
      return "the end of the file";
    case Token::Kind::kString:
      return "a string";
    case Token::Kind::kBytes:
      return "bytes";
    case Token::Kind::kValue:
      return "`%" + token.text + "`";
    case Token::Kind::kFunction:
      return "`@" + token.text + "`";
    default:
      return "`" + token.text + "`";
  }
}

}  // namespace

std::optional<Module> read(const SourceFile& file, DiagSink& diags) {
  diags.set_file(&file);
  return Reader(file, diags).run();
}

// --- Tokens ---

const Token& Reader::peek(std::size_t ahead) const {
  if (failed_ || at_ + ahead >= tokens_.size()) return tokens_.back();
  return tokens_[at_ + ahead];
}

Token Reader::next() {
  Token token = peek();
  if (at_ + 1 < tokens_.size()) ++at_;
  return token;
}

bool Reader::accept_sign(std::string_view sign) {
  if (!peek().is_sign(sign)) return false;
  next();
  return true;
}

bool Reader::accept_name(std::string_view name) {
  if (!peek().is_name(name)) return false;
  next();
  return true;
}

void Reader::expect_sign(std::string_view sign) {
  if (!accept_sign(sign)) unexpected("`" + std::string(sign) + "`");
}

Token Reader::expect(Token::Kind kind, std::string_view what) {
  if (peek().kind != kind) unexpected(what);
  return next();
}

void Reader::error(const Token& token, std::string message, std::string help) {
  if (failed_) return;  // a consequence of the first one
  failed_ = true;
  diags_.error(DiagKind::kSyntaxError, token.span, std::move(message)).help(std::move(help));
}

void Reader::unexpected(std::string_view wanted) {
  error(peek(), "expected " + std::string(wanted) + ", found " + show(peek()));
}

// --- Modules and functions ---

std::optional<Module> Reader::run() {
  if (diags_.count(Severity::kError) != errors_before_) return std::nullopt;
  if (!accept_name("playbook")) unexpected("`playbook`");
  module_.name = expect(Token::Kind::kString, "the name of the playbook in quotes").text;
  module_.file = module_.name + ".py";
  if (accept_name("file")) module_.file = expect(Token::Kind::kString, "the name of the file in quotes").text;
  expect_sign("{");
  module_.description = read_description();
  declare_functions();
  for (const FunctionId id : module_.functions.ids()) read_function(id);
  if (!peek().is_sign("}")) unexpected("`}` or a function (module, start, finish, block, function, nested, lambda)");
  expect_sign("}");
  if (peek().kind != Token::Kind::kEnd) unexpected("the end of the file");
  if (failed_) return std::nullopt;
  return std::move(module_);
}

/// Functions may be named before they are written: all of them are made first.
void Reader::declare_functions() {
  if (failed_) return;
  int depth = 0;
  for (std::size_t i = at_; i < tokens_.size(); ++i) {
    const Token& token = tokens_[i];
    if (token.is_sign("{")) ++depth;
    if (token.is_sign("}")) --depth;
    if (depth < 0) return;
    const auto role = find_role(token);
    if (depth != 0 || !token.begins_line || !role) continue;

    const bool is_named = tokens_[i + 1].kind == Token::Kind::kFunction;
    Key name = is_named ? key(tokens_[i + 1]) : Key(kModuleName, 0);
    Function function;
    function.name = module_.intern(name.first);
    function.role = *role;
    function.is_static = is_static_by_default(*role);
    function.body = module_.add_region();
    const FunctionId id = module_.add(std::move(function));
    if (!functions_.emplace(std::move(name), id).second) error(token, "function is defined twice");
  }
}

void Reader::read_function(FunctionId id) {
  if (!find_role(peek())) unexpected("a function");
  function_ = id;
  values_.clear();
  const bool is_module = next().is_name(text(FunctionRole::kModule));
  if (!is_module || peek().kind == Token::Kind::kFunction) {
    expect(Token::Kind::kFunction, "the name of the function");
    read_parameters(id);
  }
  read_attributes(id);
  expect_sign("{");
  module_.functions[id].description = read_description();
  while (accept_name("custom_code")) {
    const std::uint32_t first = read_number();
    expect_sign("..");
    module_.custom_code.push_back({id, first, read_number()});
  }
  if (accept_name("vars")) read_declared_variables(id);
  std::vector<VariableId> comprehension;
  if (accept_name("comprehension")) comprehension = read_comprehension_variables(id);
  read_ops(module_.functions[id].body);
  auto& variables = module_.functions[id].variables;
  variables.insert(variables.end(), comprehension.begin(), comprehension.end());
  expect_sign("}");
}

void Reader::read_parameters(FunctionId id) {
  expect_sign("(");
  bool names_follow = false;
  while (!peek().is_sign(")") && !failed_) {
    std::vector<Parameter>& parameters = module_.functions[id].parameters;
    if (accept_sign("/")) {
      for (Parameter& before : parameters) before.kind = Parameter::Kind::kPositionalOnly;
    } else if (peek().is_sign("*") && (peek(1).is_sign(",") || peek(1).is_sign(")"))) {
      next();
      names_follow = true;
    } else {
      const bool is_cell =
          peek().is_name("cell") && !peek(1).is_sign(",") && !peek(1).is_sign(")") && !peek(1).is_sign("=");
      if (is_cell) next();
      Parameter parameter;
      if (accept_sign("*")) {
        parameter.kind = Parameter::Kind::kArgs;
      } else if (accept_sign("**")) {
        parameter.kind = Parameter::Kind::kKwargs;
      } else if (names_follow) {
        parameter.kind = Parameter::Kind::kKeywordOnly;
      }
      names_follow = names_follow || parameter.kind == Parameter::Kind::kArgs;
      parameter.variable = add_variable(id, next(), is_cell ? Variable::Kind::kCell : Variable::Kind::kLocal);
      if (accept_sign("=")) {
        parameter.computed_default = accept_sign("?");
        if (!parameter.computed_default) parameter.default_value = read_operand();
      }
      parameters.push_back(parameter);
    }
    if (!accept_sign(",")) break;
  }
  expect_sign(")");
}

void Reader::read_attributes(FunctionId id) {
  Function& function = module_.functions[id];
  if (is_static_by_default(function.role)) function.parent = FunctionId(0);
  if (accept_name("in")) function.parent = read_function_name();
  function.qualified_name = default_qualified_name(module_, function.parent, module_.text(function.name));
  if (accept_name("as")) function.qualified_name = expect(Token::Kind::kString, "the qualified name in quotes").text;
  function.is_documented = accept_name("documented");
  function.is_decorated = accept_name("decorated");
  function.is_generator = accept_name("yields") || function.role == FunctionRole::kGeneratorExpression;
  if (accept_name("static")) function.is_static = true;
  if (accept_name("rebindable")) function.is_static = false;
  read_location(module_.function_spans[id.index()], module_.function_lines[id.index()]);
}

void Reader::read_declared_variables(FunctionId id) {
  do {
    Variable::Kind kind = Variable::Kind::kLocal;
    const bool has_word = !peek(1).begins_line && !peek(1).is_sign(",");
    if (has_word && accept_name("cell")) {
      kind = Variable::Kind::kCell;
    } else if (has_word && accept_name("comprehension")) {
      kind = Variable::Kind::kComprehension;
    }
    add_variable(id, next(), kind);
  } while (accept_sign(","));
}

/// They can be named from here on, but stand at the end of the list.
std::vector<VariableId> Reader::read_comprehension_variables(FunctionId id) {
  const std::size_t before = module_.functions[id].variables.size();
  do {
    add_variable(id, next(), Variable::Kind::kComprehension);
  } while (accept_sign(","));
  auto& variables = module_.functions[id].variables;
  std::vector<VariableId> added(variables.begin() + static_cast<std::ptrdiff_t>(before), variables.end());
  variables.resize(before);
  return added;
}

std::string Reader::read_description() {
  std::string text;
  for (bool is_first = true; peek().kind == Token::Kind::kString; is_first = false) {
    if (!is_first) text += '\n';
    text += next().text;
  }
  return text;
}

std::uint32_t Reader::read_number() {
  const Token token = expect(Token::Kind::kInt, "a number");
  std::uint32_t value = 0;
  const char* end = token.text.data() + token.text.size();
  const auto result = std::from_chars(token.text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end) error(token, "number is out of range");
  return value;
}

bool Reader::is_location() const { return peek().is_name("at") && peek(1).kind == Token::Kind::kInt; }

void Reader::read_location(Span& span, std::uint32_t& line) {
  if (!is_location()) return;
  next();
  line = read_number();
  if (!accept_sign("(")) return;
  span.begin = read_number();
  expect_sign("..");
  span.end = read_number();
  expect_sign(")");
}

}  // namespace pbc::ir
