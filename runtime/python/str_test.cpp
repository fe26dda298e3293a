// SPDX-License-Identifier: Apache-2.0
//
// str, bytes and their formatting. The expected texts are CPython 3.11's.
#include "python/format.h"
#include "python/format_float.h"
#include "python/python_test.h"
#include "python/text.h"

namespace pbc {
namespace {

std::string format_with(const Value& value, const char* spec) { return format_value(value, spec); }

TEST(Str, MapsCaseBeyondAscii) {
  EXPECT_EQ(to_repr(Value("ΑΣ ΣΑΣ Σ").call("lower")), "'ας σας σ'");
  EXPECT_EQ(to_repr(Value("straße ŉ").call("upper")), "'STRASSE ʼN'");
  EXPECT_EQ(Value("ǆungla").call("title").text(), "ǅungla");
}

TEST(Str, TitleKeepsLettersBehindApostrophesApart) {
  EXPECT_EQ(Value("they're bill's").call("title").text(), "They'Re Bill'S");
  EXPECT_EQ(Value("ﬁne İ").call("capitalize").text(), "Fine i̇");
  EXPECT_EQ(Value("Maße ΣΣ").call("casefold").text(), "masse σσ");
}

TEST(Str, FindsByCharacters) {
  EXPECT_EQ(Value("aé😀b😀").call("find", {"😀"}).as_int(), 2);
  EXPECT_EQ(Value("aé😀b😀").call("rfind", {"😀"}).as_int(), 4);
  EXPECT_EQ(Value("aé😀b😀").call("find", {"😀", 3, -1}).as_int(), -1);
  EXPECT_EQ(Value("aaa").call("count", {""}).as_int(), 4);
  EXPECT_EQ(Value("abc").call("find", {"", 4}).as_int(), -1);
  EXPECT_EQ(raised_by([] { Value("abc").call("index", {"x"}); }), "ValueError: substring not found");
  EXPECT_EQ(raised_by([] { Value("abc").call("find", {1}); }), "TypeError: must be str, not int");
}

TEST(Str, SplitsAndJoins) {
  EXPECT_EQ(to_repr(Value("  a b  c ").call("split")), "['a', 'b', 'c']");
  EXPECT_EQ(to_repr(Value("  a b  c ").call("split", {None, 1})), "['a', 'b  c ']");
  EXPECT_EQ(to_repr(Value("  a b  c ").call("rsplit", {None, 1})), "['  a b', 'c']");
  EXPECT_EQ(to_repr(Value("a,,b").call("split", {","})), "['a', '', 'b']");
  EXPECT_EQ(to_repr(Value("a\r\nb\x1c"
                          "c\n")
                        .call("splitlines", {true})),
            "['a\\r\\n', 'b\\x1c', 'c\\n']");
  EXPECT_EQ(to_repr(Value("a=b=c").call("rpartition", {"="})), "('a=b', '=', 'c')");
  EXPECT_EQ(raised_by([] {
              Value("").call("join", {list({"a", 1})});
            }),
            "TypeError: sequence item 1: expected str instance, int found");
}

TEST(Str, ReprEscapesWhatDoesNotPrint) {
  EXPECT_EQ(to_repr(Value("it's")), "\"it's\"");
  EXPECT_EQ(to_repr(Value("'\"")), "'\\'\"'");
  EXPECT_EQ(to_repr(Value("\t\x7f\u00a0é\u200b")), "'\\t\\x7f\\xa0é\\u200b'");
  EXPECT_EQ(to_repr(make_str("\xED\xA0\x80")), "'\\ud800'");
  EXPECT_EQ(to_ascii(Value("é😀")), "'\\xe9\\U0001f600'");
}

TEST(Str, EncodesAndDecodes) {
  EXPECT_EQ(to_repr(Value("é€").call("encode", {"cp1252"})), "b'\\xe9\\x80'");
  EXPECT_EQ(
      raised_by([] { Value("aé").call("encode", {"ascii"}); }),
      "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 1: ordinal not in range(128)");
  EXPECT_EQ(raised_by([] { make_bytes("ab\xe2\x82").call("decode"); }),
            "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 2-3: unexpected end of data");
  EXPECT_EQ(make_bytes("a\xff").call("decode", {"utf-8", "replace"}).text(), "a\uFFFD");
  EXPECT_EQ(raised_by([] { Value("a").call("encode", {"nope"}); }), "LookupError: unknown encoding: nope");
}

TEST(Bytes, WorkOnBytesAndInts) {
  EXPECT_EQ(make_bytes("abca").call("rfind", {97}).as_int(), 3);
  EXPECT_EQ(to_repr(make_bytes("a-b").call("split", {make_bytes("-")})), "[b'a', b'b']");
  EXPECT_EQ(make_bytes("\x01\xab\xcd").call("hex", {":", 2}).text(), "01:abcd");
  EXPECT_EQ(raised_by([] { make_bytes("a").call("find", {"a"}); }),
            "TypeError: argument should be integer or bytes-like object, not 'str'");
}

TEST(FloatRepr, IsTheShortestThatReadsBack) {
  EXPECT_EQ(text::float_repr(0.1), "0.1");
  EXPECT_EQ(text::float_repr(1e16), "1e+16");
  EXPECT_EQ(text::float_repr(9999999999999998.0), "9999999999999998.0");
  EXPECT_EQ(text::float_repr(0.0001), "0.0001");
  EXPECT_EQ(text::float_repr(0.00001), "1e-05");
  EXPECT_EQ(text::float_repr(-0.0), "-0.0");
  EXPECT_EQ(text::float_repr(5e-324), "5e-324");
}

TEST(FormatSpec, LaysNumbersOut) {
  EXPECT_EQ(format_with(1234567, ",d"), "1,234,567");
  EXPECT_EQ(format_with(1234, "010,"), "00,001,234");
  EXPECT_EQ(format_with(-255, "#_x"), "-0xff");
  EXPECT_EQ(format_with(3.14159, "+09.2f"), "+00003.14");
  EXPECT_EQ(format_with(1e10, "g"), "1e+10");
  EXPECT_EQ(format_with(0.5, ".0%"), "50%");
  EXPECT_EQ(format_with(-0.001, "z.1f"), "0.0");
  EXPECT_EQ(format_with(2.5, ".0f"), "2");
  EXPECT_EQ(format_with("é", "*^5"), "**é**");
  EXPECT_EQ(format_with(true, "d"), "1");
  EXPECT_EQ(format_with(97, "c"), "a");
}

TEST(FormatSpec, RefusesAsCPythonDoes) {
  EXPECT_EQ(raised_by([] { format_with(1, "yy"); }),
            "ValueError: Invalid format specifier 'yy' for object of type 'int'");
  EXPECT_EQ(raised_by([] { format_with("a", "d"); }), "ValueError: Unknown format code 'd' for object of type 'str'");
  EXPECT_EQ(raised_by([] { format_with(1, ".2"); }), "ValueError: Precision not allowed in integer format specifier");
  EXPECT_EQ(raised_by([] { format_with(1.0, ",n"); }), "ValueError: Cannot specify ',' with 'n'.");
  EXPECT_EQ(raised_by([] { format_with(list({}), "5"); }),
            "TypeError: unsupported format string passed to list.__format__");
}

TEST(StrFormat, CountsOrNumbersButNotBoth) {
  const Value item = dict({{"k", "v"}});
  EXPECT_EQ(to_str(Value("{}-{!r:>5}|{d[k]:{w}}").call("format", {1, "x"}, {{"d", item}, {"w", 3}})), "1-  'x'|v  ");
  EXPECT_EQ(to_str(Value("{{{0}}}").call("format", {1})), "{1}");
  EXPECT_EQ(raised_by([] {
              Value("{0} {}").call("format", {1, 2});
            }),
            "ValueError: cannot switch from manual field specification to automatic field numbering");
  EXPECT_EQ(raised_by([] { Value("{2}").call("format", {1}); }),
            "IndexError: Replacement index 2 out of range for positional args tuple");
  EXPECT_EQ(raised_by([] { Value("{").call("format"); }), "ValueError: Single '{' encountered in format string");
  EXPECT_EQ(raised_by([] {
              Value("{a!x}").call("format", {}, {{"a", 1}});
            }),
            "ValueError: Unknown conversion specifier x");
}

TEST(Percent, FormatsTuplesMappingsAndSingles) {
  EXPECT_EQ(to_str(Value("%s-%5.1f|%-4d|%#x") % tuple({"a", 2.25, 7, 255})), "a-  2.2|7   |0xff");
  EXPECT_EQ(to_str(Value("%(k)s %%") % dict({{"k", 1}})), "1 %");
  EXPECT_EQ(to_str(Value("%+.3d") % Value(5)), "+005");
  EXPECT_EQ(raised_by([] { Value("%d") % Value("a"); }), "TypeError: %d format: a real number is required, not str");
  EXPECT_EQ(raised_by([] { Value("%s %s") % tuple({1}); }), "TypeError: not enough arguments for format string");
  EXPECT_EQ(raised_by([] { Value("x") % Value(1); }),
            "TypeError: not all arguments converted during string formatting");
}

}  // namespace
}  // namespace pbc
