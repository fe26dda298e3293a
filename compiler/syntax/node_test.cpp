// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/node.h"

#include <gtest/gtest.h>

#include <set>

#include "compiler/syntax/language.h"
#include "compiler/syntax/syntax.h"

namespace pbc::syntax {
namespace {

TEST(NodeKindTest, ListsTheGrammarsNodesAndNothingElse) {
  std::set<std::string> listed;
#define PBC_NODE_KIND(Name, text) listed.insert(text);
#include "compiler/syntax/node_kinds.def"
#undef PBC_NODE_KIND
  std::set<std::string> grammar;
  for (std::uint32_t i = 0; i < ts_language_symbol_count(language()); ++i) {
    const auto symbol = static_cast<TSSymbol>(i);
    if (ts_language_symbol_type(language(), symbol) != TSSymbolTypeRegular) continue;
    const std::string text = ts_language_symbol_name(language(), symbol);
    if (text != "end") grammar.insert(text);
  }
  EXPECT_EQ(listed, grammar);
}

TEST(FieldTest, ListsTheGrammarsFieldsAndNothingElse) {
  std::set<std::string> listed;
#define PBC_FIELD(Name, text) listed.insert(text);
#include "compiler/syntax/fields.def"
#undef PBC_FIELD
  std::set<std::string> grammar;
  for (std::uint32_t id = 1; id <= ts_language_field_count(language()); ++id) {
    grammar.insert(ts_language_field_name_for_id(language(), static_cast<TSFieldId>(id)));
  }
  EXPECT_EQ(listed, grammar);
}

class TreeTest : public testing::Test {
 protected:
  /// The module of `text`.
  Node module(std::string text) {
    source_ = std::make_unique<SourceFile>("x.py", std::move(text));
    cst_ = parse(*source_, diags_);
    EXPECT_FALSE(diags_.has_errors()) << (diags_.empty() ? "" : diags_.sorted()[0]->message);
    return cst_.root();
  }
  /// The expression that is the whole of `text`.
  Node expression(std::string text) { return module(std::move(text)).first_child().first_child(); }

  std::unique_ptr<SourceFile> source_;
  DiagSink diags_;
  Cst cst_;
};

/// The tree in one line: kinds of inner nodes, text of leaves and operators.
std::string shape(Node node) {
  const Nodes children = node.children();
  if (children.empty()) return std::string(node.text());
  std::string out = "(" + std::string(name(node.kind()));
  if (const Node op = node.field(Field::kOperator)) out += " " + std::string(op.symbol());
  for (const Node child : children) out += " " + shape(child);
  return out + ")";
}

TEST_F(TreeTest, GivesFieldsChildrenAndTokens) {
  const Node call = expression("f(a, *b, c=1)  # comment\n");
  EXPECT_EQ(call.kind(), NodeKind::kCall);
  EXPECT_EQ(call.field(Field::kFunction).text(), "f");
  const Node arguments = call.field(Field::kArguments);
  ASSERT_EQ(arguments.children().size(), 3U);
  EXPECT_EQ(arguments.children()[2].kind(), NodeKind::kKeywordArgument);
  EXPECT_EQ(arguments.children()[2].field(Field::kValue).text(), "1");
  EXPECT_TRUE(arguments.has_token(","));
  EXPECT_FALSE(arguments.has_token(";"));
  EXPECT_EQ(arguments.all_children().size(), 7U);
  EXPECT_EQ(call.span().begin, 0U);
  EXPECT_EQ(call.span().end, 13U);
  EXPECT_EQ(call.parent().kind(), NodeKind::kExpressionStatement);
}

TEST_F(TreeTest, AnAbsentNodeAnswersNothing) {
  const Node absent = expression("x\n").field(Field::kBody);
  EXPECT_FALSE(absent);
  EXPECT_EQ(absent.kind(), NodeKind::kAbsent);
  EXPECT_EQ(absent.text(), "");
  EXPECT_TRUE(absent.children().empty());
  EXPECT_FALSE(absent.field(Field::kName));
  EXPECT_FALSE(absent.first_child());
  EXPECT_FALSE(absent.parent());
  EXPECT_TRUE(absent.span().is_nowhere());
}

TEST_F(TreeTest, GivesRepeatedFields) {
  const Node statement = module("if a: pass\nelif b: pass\nelif c: pass\nelse: pass\n").first_child();
  EXPECT_EQ(statement.fields(Field::kAlternative).size(), 3U);
  const Node comparison = expression("a < b is not c not  in d\n");
  std::vector<std::string> operators;
  for (const Node op : comparison.fields(Field::kOperators)) operators.emplace_back(op.symbol());
  EXPECT_EQ(operators, (std::vector<std::string>{"<", "is not", "not in"}));
}

TEST_F(TreeTest, KeepsCommentsApart) {
  module("x = [  # one\n    1,\n    # two\n]\n# three é\n");
  std::vector<std::string> comments;
  for (const Span span : cst_.comments()) comments.emplace_back(source_->text(span));
  EXPECT_EQ(comments, (std::vector<std::string>{"# one", "# two", "# three é"}));
}

TEST_F(TreeTest, BindsOperatorsAsPythonDoes) {
  EXPECT_EQ(shape(expression("a & b ^ c | d\n")),
            "(binary_operator | (binary_operator ^ (binary_operator & a b) c) d)");
  EXPECT_EQ(shape(expression("a ^ b & c\n")), "(binary_operator ^ a (binary_operator & b c))");
  EXPECT_EQ(shape(expression("-a ** -b\n")), "(unary_operator - (binary_operator ** a (unary_operator - b)))");
  EXPECT_EQ(shape(expression("f'{a & b ^ c}'\n").children()[1]),
            "(interpolation (binary_operator ^ (binary_operator & a b) c))");
}

TEST_F(TreeTest, ReadsNamesOfStatementsAsNames) {
  EXPECT_EQ(shape(expression("print >>f, x\n").parent()), "(expression_statement (binary_operator >> print f) x)");
  EXPECT_EQ(shape(expression("print (a)\n")), "(call print (argument_list a))");
  EXPECT_EQ(shape(expression("exec (a)\n")), "(call exec (argument_list a))");
  EXPECT_EQ(shape(expression("match (a)\n")), "(call match (argument_list a))");
  EXPECT_EQ(shape(expression("re.match[type]\n")), "(subscript (attribute re match) type)");
  EXPECT_EQ(module("match match:\n    case case: pass\n").first_child().kind(), NodeKind::kMatchStatement);
}

TEST_F(TreeTest, GivesStarsTheirWholeOperand) {
  EXPECT_EQ(shape(expression("[*f(x), *a.b, *c + d, *e]\n")),
            "(list (list_splat (parenthesized_expression (call f (argument_list x))))"
            " (list_splat (parenthesized_expression (attribute a b)))"
            " (list_splat (parenthesized_expression (binary_operator + c d))) (list_splat e))");
  const Node tuple = expression("x = *a.b, c\n").field(Field::kRight);
  EXPECT_EQ(shape(tuple), "(tuple (list_splat (parenthesized_expression (attribute a b))) c)");
  EXPECT_EQ(tuple.text(), "*a.b, c");
  EXPECT_EQ(tuple.children()[0].first_child().text(), "a.b");
  EXPECT_EQ(tuple.children()[1].text(), "c");
}

TEST_F(TreeTest, RefusesStarredTargetsThatTheGrammarTearsApart) {
  const SourceFile source("x.py", "*a.b, c = d\n");
  const Cst cst = parse(source, diags_);
  EXPECT_FALSE(cst);
  EXPECT_EQ(diags_.sorted()[0]->kind, DiagKind::kUnsupportedConstruct);
}

TEST_F(TreeTest, ReadsBracketsAcrossLinesAtAnyIndentation) {
  EXPECT_EQ(
      shape(module("def f():\n    return (a.\nb, c[\n0], # d\n # e\nd +\ne)\nx\n").first_child().field(Field::kBody)),
      "(block (return_statement (tuple (attribute a b) (subscript c 0) (binary_operator + d e))))");
}

TEST_F(TreeTest, KnowsLinesBehindJoinedOnes) {
  const Node second = module("x = (1,\n     2)\ny = \\\n  3\nz\n").children()[2];
  EXPECT_EQ(second.text(), "z");
  EXPECT_EQ(second.line(), 5U);
}

TEST_F(TreeTest, ReadsNamesBeyondAscii) {
  EXPECT_EQ(expression("名前.größe\n").field(Field::kAttribute).text(), "größe");
}

}  // namespace
}  // namespace pbc::syntax
