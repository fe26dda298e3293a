// SPDX-License-Identifier: Apache-2.0
//
// bs4, which is not of the standard library. The expected texts follow its documentation.
#include "python/python_test.h"

namespace pbc {
namespace {

constexpr const char* kPage =
    "<!DOCTYPE html><html><head><title>The &amp; title</title><script>var x = \"<a>\";</script></head>"
    "<body class=\"a b\"><!-- note --><div id=main><p class=\"first intro\">One <b>bold</b> text</p>\n"
    "<p>Two<br>lines <a href=\"http://x.example/?a=1&amp;b=2\" rel=\"nofollow me\">link</a></p>"
    "<ul><li>1</li><li class=\"x\">2</li><li>3</li></ul></div><p>unclosed <i>italic</body></html>";

Value soup(std::string_view text = kPage) {
  return import("bs4").call("BeautifulSoup", {make_str(text), Value("html.parser")});
}
std::string selected(std::string_view selector) { return to_repr(soup().call("select", {make_str(selector)})); }

TEST(Soup, FindsTagsByNameAttributeAndText) {
  const Value page = soup();
  EXPECT_EQ(to_str(page.attr("title").attr("string")), "The & title");
  EXPECT_EQ(to_repr(page.attr("p")["class"]), "['first', 'intro']");
  EXPECT_EQ(to_repr(page.call("find_all", {"li"})), "[<li>1</li>, <li class=\"x\">2</li>, <li>3</li>]");
  EXPECT_EQ(to_repr(page.call("find_all", {}, {{"class_", "x"}})), "[<li class=\"x\">2</li>]");
  EXPECT_EQ(to_repr(page.call("find_all", {"a"}, {{"href", true}, {"limit", 1}})),
            "[<a href=\"http://x.example/?a=1&amp;b=2\" rel=\"nofollow me\">link</a>]");
  EXPECT_EQ(to_repr(page.call("find_all", {}, {{"string", "2"}})), "['2']");
  EXPECT_EQ(to_repr(page.call("find", {"table"})), "None");
  EXPECT_EQ(to_str(page.call("find", {"li"}, {{"string", "3"}}).call("find_parent", {"div"})["id"]), "main");
  EXPECT_EQ(to_str(page.attr("a").call("get", {"href"})), "http://x.example/?a=1&b=2");
  EXPECT_EQ(raised_by([&] { static_cast<void>(page.attr("a")["name"]); }), "KeyError: 'name'");
}

TEST(Soup, SelectsByCss) {
  EXPECT_EQ(selected("ul > li.x, b"), "[<b>bold</b>, <li class=\"x\">2</li>]");
  EXPECT_EQ(selected("#main li:nth-of-type(2n+1)"), "[<li>1</li>, <li>3</li>]");
  EXPECT_EQ(selected("li:not(.x) ~ li"), "[<li class=\"x\">2</li>, <li>3</li>]");
  EXPECT_EQ(selected("a[href^=\"http\"][rel~=me]").substr(0, 9), "[<a href=");
  EXPECT_EQ(selected("body p + p i"), "[]");
  EXPECT_EQ(selected("div:has(> ul) + p > i"), "[<i>italic</i>]");
  EXPECT_EQ(raised_by([] { selected("li >"); }).substr(0, 18), "ValueError: Malfor");
}

TEST(Soup, ShowsText) {
  EXPECT_EQ(to_str(soup().attr("div").call("get_text", {"|"}, {{"strip", true}})),
            "One|bold|text|Two|lines|link|1|2|3");
  EXPECT_EQ(to_str(soup().attr("head").attr("text")), "The & title");
  EXPECT_EQ(to_str(soup().attr("script").attr("text")), "var x = \"<a>\";");
  EXPECT_EQ(to_repr(py("list")({soup("<p> a <b>b</b>\n</p>").attr("stripped_strings")})), "['a', 'b']");
}

TEST(Soup, Changes) {
  const Value page = soup("<div><p>a</p><b>c</b><!--n--></div>");
  page.attr("p").call("decompose");
  const Value made = page.call("new_tag", {"i"}, {{"title", "x \"y\""}});
  made.set_attr("string", "1 < 2");
  page.attr("b").call("insert_before", {made});
  page.attr("b").call("unwrap");
  EXPECT_EQ(to_str(page), "<div><i title='x \"y\"'>1 &lt; 2</i>c<!--n--></div>");
  for (const Value& text : to_values(page.call("find_all", {}, {{"string", true}}))) text.call("extract");
  EXPECT_EQ(to_str(page), "<div><i title='x \"y\"'></i></div>");
  EXPECT_EQ(to_str(soup("<p>a<br/>b").call("prettify")), "<p>\n a\n <br/>\n b\n</p>\n");
}

}  // namespace
}  // namespace pbc
