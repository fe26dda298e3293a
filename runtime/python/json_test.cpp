// SPDX-License-Identifier: Apache-2.0
//
// The expected texts are CPython 3.11's.
#include "python/json.h"
#include "python/text_buffer.h"

#include "python/python_test.h"

namespace pbc {
namespace {

std::string written(const Value& value, const JsonWriting& writing = {}) {
  TextBuffer out;
  write_json(out, value, writing);
  return std::string(out.view());
}

std::string error_of(std::string_view text) {
  try {
    parse_json(text);
  } catch (const JsonError& error) {
    return error.text();
  }
  return "";
}

Value dumps(const Value& value, std::initializer_list<Keyword> keywords = {}) {
  return import("json").call("dumps", {value}, keywords);
}

TEST(JsonParse, MakesValuesOfEveryKind) {
  EXPECT_EQ(to_repr(parse_json(R"( {"a": [1, -2.5, 1e3, true, null, "x\u00e9\ud83d\ude00\ud800"]} )")),
            "{'a': [1, -2.5, 1000.0, True, None, 'xé😀\\ud800']}");
  EXPECT_EQ(to_repr(parse_json("[123456789012345678901, NaN, -Infinity, 1E400, -0]")),
            "[123456789012345678901, nan, -inf, inf, 0]");
  EXPECT_EQ(to_repr(parse_json(R"({"a": 1, "b": 2, "a": 3})")), "{'a': 3, 'b': 2}");
}

TEST(JsonParse, SaysWhereAndWhy) {
  EXPECT_EQ(error_of(""), "Expecting value: line 1 column 1 (char 0)");
  EXPECT_EQ(error_of("[1,\n é]"), "Expecting value: line 2 column 2 (char 5)");
  EXPECT_EQ(error_of("{\"a\" 1}"), "Expecting ':' delimiter: line 1 column 6 (char 5)");
  EXPECT_EQ(error_of("{\"a\": 1,}"), "Expecting property name enclosed in double quotes: line 1 column 9 (char 8)");
  EXPECT_EQ(error_of("[1 2]"), "Expecting ',' delimiter: line 1 column 4 (char 3)");
  EXPECT_EQ(error_of("\"a"), "Unterminated string starting at: line 1 column 1 (char 0)");
  EXPECT_EQ(error_of("\"\\x\""), "Invalid \\escape: line 1 column 2 (char 1)");
  EXPECT_EQ(error_of("\"\\u12\""), "Invalid \\uXXXX escape: line 1 column 3 (char 2)");
  EXPECT_EQ(error_of("\"\n\""), "Invalid control character at: line 1 column 2 (char 1)");
  EXPECT_EQ(error_of("1 1"), "Extra data: line 1 column 3 (char 2)");
}

TEST(JsonParse, BoundsItsRecursion) {
  EXPECT_EQ(raised_by([] { parse_json(std::string(100000, '[')); }),
            "RecursionError: maximum recursion depth exceeded while decoding a JSON array from a unicode string");
}

TEST(JsonWrite, WritesAsDumpsDoes) {
  EXPECT_EQ(written(list({1, 2.0, "é\x7f\n", None, true, tuple({})})), R"([1, 2.0, "\u00e9\u007f\n", null, true, []])");
  EXPECT_EQ(written(dict({{1, 2}, {None, 3}, {true, 4}, {2.5, 5}})), R"({"1": 4, "null": 3, "2.5": 5})");
  EXPECT_EQ(to_str(dumps(dict({{"b", list({1})}, {"a", dict({})}}), {{"indent", 2}, {"sort_keys", true}})),
            "{\n  \"a\": {},\n  \"b\": [\n    1\n  ]\n}");
  EXPECT_EQ(to_str(dumps(list({"é"}), {{"ensure_ascii", false}})), "[\"é\"]");
  EXPECT_EQ(to_str(dumps(dict({{"a", 1}, {"b", 2}}), {{"separators", tuple({",", ":"})}})), R"({"a":1,"b":2})");
}

TEST(JsonWrite, RefusesWhatJsonLacks) {
  EXPECT_EQ(raised_by([] { dumps(set({1})); }), "TypeError: Object of type set is not JSON serializable");
  EXPECT_EQ(raised_by([] {
              dumps(dict({{tuple({1}), 1}}));
            }),
            "TypeError: keys must be str, int, float, bool or None, not tuple");
  EXPECT_EQ(raised_by([] {
              dumps(py("float")({"nan"}), {{"allow_nan", false}});
            }),
            "ValueError: Out of range float values are not JSON compliant");
  const Value loop = list({});
  append(loop, loop);
  EXPECT_EQ(raised_by([&] { dumps(loop); }), "ValueError: Circular reference detected");
  as_list(loop).clear();
  EXPECT_EQ(to_str(dumps(set({1}), {{"default", py("str")}})), "\"{1}\"");
}

TEST(JsonModule, RaisesJsonDecodeErrorWithItsPlace) {
  try {
    import("json").call("loads", {"[1,\n2"});
    FAIL();
  } catch (const Raised& raised) {
    caught();
    EXPECT_EQ(format_exception_only(raised.exception),
              "json.decoder.JSONDecodeError: Expecting ',' delimiter: line 2 column 2 (char 5)");
    EXPECT_EQ(raised.exception.attr("lineno").as_int(), 2);
    EXPECT_EQ(raised.exception.attr("colno").as_int(), 2);
    EXPECT_EQ(raised.exception.attr("pos").as_int(), 5);
    EXPECT_EQ(raised.exception.attr("msg").text(), "Expecting ',' delimiter");
    EXPECT_TRUE(is_exception(raised.exception, kValueError));
  }
}

}  // namespace
}  // namespace pbc
