// SPDX-License-Identifier: Apache-2.0
//
// xmltodict and yaml, which are not of the standard library. The expected texts are those of their documentation.
#include "python/python_test.h"

namespace pbc {
namespace {

Value call(const char* module, const char* function, std::initializer_list<Element> arguments,
           std::initializer_list<Keyword> keywords = {}) {
  return import_leaf(Name(std::string_view(module))).call(Name(std::string_view(function)), arguments, keywords);
}

TEST(Xmltodict, ReadsTheExampleOfItsDocumentation) {
  const Value text =
      "<mydocument has=\"an attribute\"><and><many>elements</many><many>more elements</many></and>"
      "<plus a=\"complex\">element as well</plus></mydocument>";
  EXPECT_EQ(to_repr(call("xmltodict", "parse", {text})),
            "{'mydocument': {'@has': 'an attribute', 'and': {'many': ['elements', 'more elements']}, "
            "'plus': {'@a': 'complex', '#text': 'element as well'}}}");
  EXPECT_EQ(to_repr(call("xmltodict", "parse", {"<a><b>1</b></a>"}, {{"force_list", tuple({"b"})}})),
            "{'a': {'b': ['1']}}");
  EXPECT_EQ(to_repr(call("xmltodict", "parse", {"<a xmlns=\"u\"><b/></a>"}, {{"process_namespaces", true}})),
            "{'u:a': {'@xmlns': {'': 'u'}, 'u:b': None}}");
}

TEST(Xmltodict, RefusesWhatIsNoDocument) {
  EXPECT_EQ(raised_by([] { call("xmltodict", "parse", {"<a>"}); }),
            "xml.parsers.expat.ExpatError: no element found: line 1, column 3");
  EXPECT_EQ(raised_by([] { call("xmltodict", "parse", {"<!DOCTYPE d [<!ENTITY e \"x\">]><d>&e;</d>"}); }),
            "ValueError: entities are disabled");
}

TEST(Xmltodict, WritesDocuments) {
  const Value root = dict({{"r", dict({{"@id", "1"}, {"#text", "x<y"}, {"i", list({1, None})}})}});
  EXPECT_EQ(to_str(call("xmltodict", "unparse", {root}, {{"full_document", false}})),
            "<r id=\"1\"><i>1</i><i></i>x&lt;y</r>");
  EXPECT_EQ(raised_by([] { call("xmltodict", "unparse", {dict({})}); }),
            "ValueError: Document must have exactly one root.");
}

std::string loaded(std::string_view text) { return to_repr(call("yaml", "safe_load", {Value(text)})); }

TEST(Yaml, ResolvesPlainScalars) {
  EXPECT_EQ(loaded("[1, 0x1F, 010, 1_000, 1:30, 2.5, 1e3, .inf, yes, Off, ~, null, abc, '1']"),
            "[1, 31, 8, 1000, 90, 2.5, '1e3', inf, True, False, None, None, 'abc', '1']");
  EXPECT_EQ(loaded("d: 2002-12-14\nt: 2001-12-14 21:59:43.1Z"),
            "{'d': datetime.date(2002, 12, 14), "
            "'t': datetime.datetime(2001, 12, 14, 21, 59, 43, 100000, tzinfo=datetime.timezone.utc)}");
  EXPECT_EQ(loaded("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}"), "{'a': {'b': 1, 'c': 2}, 'd': {'b': 1, 'c': 3}}");
  EXPECT_EQ(loaded(""), "None");
}

TEST(Yaml, RefusesWhatIsNoYaml) {
  EXPECT_EQ(raised_by([] { loaded("a: b: c"); }),
            "yaml.scanner.ScannerError: mapping values are not allowed here\n"
            "  in \"<unicode string>\", line 1, column 5:\n    a: b: c\n        ^");
  EXPECT_EQ(raised_by([] { loaded("!!python/name:os.system x"); }),
            "yaml.constructor.ConstructorError: could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/name:os.system'\n"
            "  in \"<unicode string>\", line 1, column 1:\n    !!python/name:os.system x\n    ^");
}

TEST(Yaml, SharesWhatAliasesShare) {
  std::string text = "a0: &a0 {x: 1}\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = std::to_string(i - 1), name = std::to_string(i);
    text += "a" + name + ": &a" + name + " {p: *a" + before + ", q: *a" + before + "}\n";
  }
  EXPECT_EQ(length_of(call("yaml", "safe_load", {Value(std::string_view(text))})), 40u);
}

TEST(Yaml, WritesWhatItReads) {
  const Value shared = list({1, 2});
  const Value data = dict({{"b", list({1, "1", "yes", None, true, 1e20})}, {"a", shared}, {"c", shared}});
  EXPECT_EQ(to_str(call("yaml", "safe_dump", {data})),
            "a: &id001\n- 1\n- 2\nb:\n- 1\n- '1'\n- 'yes'\n- null\n- true\n- 1.0e+20\nc: *id001\n");
  EXPECT_EQ(to_str(call("yaml", "dump", {list({1, dict({{"a", 2}})})}, {{"default_flow_style", true}})),
            "[1, {a: 2}]\n");
  EXPECT_EQ(to_str(call("yaml", "safe_dump", {"abc"})), "abc\n...\n");
}

}  // namespace
}  // namespace pbc
