// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "compiler/base/suggest.h"
#include "compiler/ir/ops.h"
#include "compiler/ir/reader.h"

namespace pbc::ir {
namespace {

constexpr std::string_view kPhantomPrefix = "phantom.";

std::string suggest_op(std::string_view text) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < op_kind_count(); ++i) names.push_back(info(static_cast<OpKind>(i)).text);
  return did_you_mean(text, names);
}

std::string suggest_api(std::string_view text) {
  std::vector<std::string_view> names;
  for (const phantom::ApiInfo& api : phantom::all_apis()) names.push_back(api.name);
  return did_you_mean(text, names);
}

}  // namespace

void Reader::read_ops(RegionId region) {
  if (++depth_ > kDeepestNesting) error(peek(), "regions are nested too deep");
  while (!peek().is_sign("}") && peek().kind != Token::Kind::kEnd) read_op(region);
  --depth_;
}

void Reader::read_op(RegionId region) {
  const Token first = peek();
  std::optional<Token> result;
  if (first.kind == Token::Kind::kValue) {
    result = next();
    expect_sign("=");
  }

  Op op{};
  const Token word = peek();
  const auto kind = read_kind(op);
  if (!kind) return;
  op.kind = *kind;
  std::size_t names = 0;
  std::size_t integers = 0;
  for (char part : info(op.kind).shape) read_part(op, part, names, integers);
  Span span;
  std::uint32_t line = 0;
  read_location(span, line);
  read_regions(op);
  if (!peek().begins_line && !peek().is_sign("}")) unexpected("the end of the line");
  if (failed_) return;

  const OpId id = module_.add(std::move(op), span, line);
  module_.regions[region].ops.push_back(id);
  if (!result) return;
  if (!info(*kind).has_result) error(word, "`" + std::string(info(*kind).text) + "` has no result");
  if (!values_.emplace(key(*result), id).second) error(*result, "value is defined twice");
}

std::optional<OpKind> Reader::read_kind(Op& op) {
  const Token token = peek();
  if (token.kind != Token::Kind::kName) {
    unexpected("an operation");
    return std::nullopt;
  }
  next();
  if (token.text.starts_with(kPhantomPrefix)) {
    const std::string name = token.text.substr(kPhantomPrefix.size());
    const auto api = phantom::find_api(name);
    if (!api) {
      error(token, "unknown Playbook API function `" + name + "`", suggest_api(name));
      return std::nullopt;
    }
    op.api = *api;
    return OpKind::kPhantom;
  }
  const auto kind = find_op_kind(token.text);
  if (!kind || *kind == OpKind::kPhantom) {
    error(token, "unknown operation `" + token.text + "`", suggest_op(token.text));
    return std::nullopt;
  }
  return kind;
}

template <typename T>
void Reader::read_number(T* number) {
  const Token token = expect(Token::Kind::kInt, "a number");
  const char* end = token.text.data() + token.text.size();
  const auto result = std::from_chars(token.text.data(), end, *number);
  if (result.ec != std::errc() || result.ptr != end) error(token, "number is out of range");
}

/// `act`, `run`, `batch 500`, `ahead @f`
void Reader::read_mark(Op& op) {
  const Token token = expect(Token::Kind::kName, "`act`, `run`, `batch` or `ahead`");
  if (token.is_name("batch")) {
    read_number(&op.batch);
  } else if (token.is_name("ahead")) {
    if (const FunctionId function = read_function_name()) op.ahead.push_back(function);
  } else if (const auto sharing = find_sharing(token.text)) {
    op.sharing = *sharing;
  } else {
    error(token, "unknown mark `" + token.text + "`: `act`, `run`, `batch` or `ahead`");
  }
}

void Reader::read_part(Op& op, char part, std::size_t& names, std::size_t& integers) {
  switch (part) {
    case 'v':
      op.variable = read_variable();
      break;
    case 'V':
      if (!accept_name("as")) break;
      if (accept_name("global")) {  // a variable of that name is written in quotes
        op.names[0] = read_name();
      } else {
        op.variable = read_variable();
      }
      break;
    case 'f':
      op.function = read_function_name();
      break;
    case 'n':
      op.names[names++] = read_name();
      break;
    case 'i':
      read_number(&op.integers[integers++]);
      break;
    case 'o':
      op.operands.push_back(read_operand());
      break;
    case '?':
      op.operands.push_back(at_end_of_head() || accept_sign("-") ? Operand() : read_operand());
      break;
    case '*':
      if (info(op.kind).shape.size() > 1 && at_end_of_head()) break;
      expect_sign("[");
      read_elements(op.operands, "]");
      break;
    case ':':
      expect_sign("{");
      read_pairs(op.operands);
      break;
    case 'p':
      if (accept_sign("[")) {
        do read_mark(op);
        while (accept_sign(","));
        expect_sign("]");
      }
      read_arguments(op);
      break;
    case '(':
      read_arguments(op);
      break;
    case 'r':
    case 'e':
      op.regions.push_back(module_.add_region());
      break;
    default:
      break;
  }
}

bool Reader::at_end_of_head() const {
  return peek().begins_line || peek().is_sign("{") || peek().is_sign("}") || is_location() ||
         peek().kind == Token::Kind::kEnd;
}

void Reader::read_regions(Op& op) {
  for (std::size_t i = 0; i < op.regions.size(); ++i) {
    const std::string_view word = region_word(op.kind, i);
    if (word.empty() ? !peek().is_sign("{") : !peek().is_name(word) || !peek(1).is_sign("{")) continue;
    if (!word.empty()) next();
    expect_sign("{");
    read_ops(op.regions[i]);
    expect_sign("}");
  }
}

}  // namespace pbc::ir
