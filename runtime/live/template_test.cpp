// SPDX-License-Identifier: Apache-2.0
#include "live/template.h"

#include <gtest/gtest.h>

namespace pbc::live {
namespace {

const char* const kHostile = "a/../b?c=d&e#f\r\nX-Evil: 1\t\"{g}\" 'h' \\ ä\x7f%2F";

OrderedJson value_of(std::string_view name) {
  static const OrderedJson kValues = {{"ip", "1.2.3.4"},
                                      {"url", "http://evil.example/a?b=c"},
                                      {"hostile", kHostile},
                                      {"number", 5},
                                      {"fraction", 0.5},
                                      {"flag", true},
                                      {"list", {1, "b"}},
                                      {"text", " Mixed \n"},
                                      {"json", R"({"a": [1, 2]})"},
                                      {"braces", "{ip} {{ip}} }{"},
                                      {"ip*", {"1", "2"}},
                                      {"dots", ".."},
                                      {"empty", ""}};
  return kValues.value(std::string(name), OrderedJson());
}

std::string filled(std::string_view text, Escape how = Escape::kNone) {
  std::string error;
  const Template parsed = Template::parse(text, &error);
  EXPECT_EQ(error, "") << text;
  return parsed.fill(value_of, how).value_or("(nothing)");
}

std::string error_of(std::string_view text) {
  std::string error;
  Template::parse(text, &error);
  return error;
}

OrderedJson filled_json(const char* text) {
  std::string error;
  const JsonTemplate parsed = JsonTemplate::parse(OrderedJson::parse(text), &error);
  EXPECT_EQ(error, "") << text;
  return parsed.fill(value_of);
}

TEST(Template, PlacesAndDefaults) {
  EXPECT_EQ(filled("/check/{ip}/x"), "/check/1.2.3.4/x");
  EXPECT_EQ(filled("{number} {fraction} {flag} {list}"), "5 0.5 true [1,\"b\"]");
  EXPECT_EQ(filled("{missing=30}"), "30");
  EXPECT_EQ(filled("{missing=}"), "");
  EXPECT_EQ(filled("{number=30}"), "5");
  EXPECT_EQ(filled("{empty=30}"), "");  // given, though empty
  EXPECT_EQ(filled("a{missing}b"), "(nothing)");
  EXPECT_EQ(filled("{{ip}} {{{ip}}}"), "{ip} {1.2.3.4}");
}

TEST(Template, Problems) {
  EXPECT_EQ(error_of("a}b"), "`}` without `{`; a brace itself is written `}}`");
  EXPECT_EQ(error_of("a{b"), "`{` without `}`; a brace itself is written `{{`");
  EXPECT_EQ(error_of("{}"), "`{}` names nothing");
  EXPECT_EQ(error_of("{ip|nothing}"), "unknown filter `nothing`");
  EXPECT_EQ(error_of("{ip|lower|upper=x}"), "");
}

TEST(Template, Filters) {
  EXPECT_EQ(filled("{text|trim|lower}"), "mixed");
  EXPECT_EQ(filled("{text|trim|upper}"), "MIXED");
  EXPECT_EQ(filled("{url|base64}"), "aHR0cDovL2V2aWwuZXhhbXBsZS9hP2I9Yw==");
  EXPECT_EQ(filled("{url|base64url}", Escape::kPathSegment), "aHR0cDovL2V2aWwuZXhhbXBsZS9hP2I9Yw");
  // RFC 4648: what 62 and 63 are written as differs.
  const auto bytes = [](std::string_view) { return OrderedJson("\u00bf\u00ff\u00be"); };
  std::string error;
  EXPECT_EQ(Template::parse("{x|base64}", &error).fill(bytes, Escape::kNone), "wr/Dv8K+");
  EXPECT_EQ(Template::parse("{x|base64url}", &error).fill(bytes, Escape::kNone), "wr_Dv8K-");
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Template, WhatFillsAPlaceIsNeverReadAsATemplate) {
  EXPECT_EQ(filled("{braces}"), "{ip} {{ip}} }{");
  EXPECT_EQ(filled_json(R"({"a": "{braces}"})"), OrderedJson::parse(R"({"a": "{ip} {{ip}} }{"})"));
}

TEST(Template, ValuesDoNotLeaveAPathSegment) {
  const std::string path = filled("/v/{hostile}/w", Escape::kPathSegment);
  EXPECT_EQ(path, "/v/a%2F..%2Fb%3Fc=d&e%23f%0D%0AX-Evil:%201%09%22%7Bg%7D%22%20'h'%20%5C%20%C3%A4%7F%252F/w");
  EXPECT_EQ(filled("/v/{dots}/w", Escape::kPathSegment), "/v/%2E%2E/w");
}

TEST(Template, PathsAndRawPathsKeepTheirLine) {
  const std::string path = filled("/{hostile|path}", Escape::kPathSegment);
  EXPECT_EQ(path.find_first_of("?#\r\n \"{}"), std::string::npos) << path;
  EXPECT_NE(path.find("a/../b"), std::string::npos) << path;
  const std::string raw = filled("/{hostile|raw}", Escape::kPathSegment);
  EXPECT_EQ(raw.find_first_of("#\r\n\t "), std::string::npos) << raw;
  EXPECT_NE(raw.find("?c=d&e"), std::string::npos) << raw;
}

TEST(Template, QueriesAndHeaders) {
  EXPECT_EQ(filled("{url}", Escape::kQuery), "http%3A%2F%2Fevil.example%2Fa%3Fb%3Dc");
  EXPECT_EQ(filled("{hostile}", Escape::kQuery).find_first_of("&=+#\r\n "), std::string::npos);
  const std::string header = filled("Bearer {hostile}", Escape::kHeader);
  for (const char c : header) EXPECT_TRUE(static_cast<unsigned char>(c) >= ' ' && c != 127) << header;
}

TEST(JsonTemplate, ValuesKeepTheirTypes) {
  EXPECT_EQ(filled_json(R"({"a": "{number}", "b": "{list}", "c": "{flag}", "d": "n{number}", "e": 7, "f": null})"),
            OrderedJson::parse(R"({"a": 5, "b": [1, "b"], "c": true, "d": "n5", "e": 7, "f": null})"));
  EXPECT_EQ(filled_json(R"({"a": "{missing=30}", "b": "{missing=x}", "c": "{json|json}"})"),
            OrderedJson::parse(R"({"a": 30, "b": "x", "c": {"a": [1, 2]}})"));
}

TEST(JsonTemplate, WhatIsNotGivenIsLeftOut) {
  EXPECT_EQ(filled_json(R"({"a": "{missing}", "b": {"c": "{missing}"}, "d": ["{missing}", "{ip}"]})"),
            OrderedJson::parse(R"({"d": [null, "1.2.3.4"]})"));
}

TEST(JsonTemplate, ValuesDoNotChangeTheStructure) {
  const OrderedJson made = filled_json(R"({"a": "{hostile}", "b": "x{hostile}y"})");
  EXPECT_EQ(made, (OrderedJson{{"a", kHostile}, {"b", std::string("x") + kHostile + "y"}}));
  EXPECT_EQ(OrderedJson::parse(made.dump()), made);
}

TEST(JsonTemplate, AllParametersOfABatch) {
  EXPECT_EQ(filled_json(R"({"ips": "{ip*}"})"), OrderedJson::parse(R"({"ips": ["1", "2"]})"));
  EXPECT_EQ(filled_json(R"("{ip*}")"), OrderedJson::parse(R"(["1", "2"])"));
}

}  // namespace
}  // namespace pbc::live
