// SPDX-License-Identifier: Apache-2.0
#include "triage/json_writer.h"

#include <gtest/gtest.h>

#include <random>

namespace pbc::triage {
namespace {

using Json = nlohmann::ordered_json;

/// As a member, which is how a report has it.
std::string copied(const std::string& text) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("parameter");
  writer.json(text);
  writer.member("next", 1);
  writer.end_object();
  return writer.take();
}

std::string expected(Json json) {
  return Json{{"parameter", std::move(json)}, {"next", 1}}.dump(2, ' ', false, Json::error_handler_t::replace);
}

TEST(JsonWriter, CopiesWhatIsJsonAlready) {
  for (const char* text :
       {R"({})", R"([])", R"({"a": {}, "b": [], "c": [1, [2, {"d": null}]]})", R"("text")", R"(0)", R"(-12)", R"(-0)",
        R"(1.50)", R"(1e3)", R"(123456789012345678901234567890)", R"([true,false])", R"({"a\"b":"\\ \n \u00e9 \/"})",
        R"({"long": "more than eight bytes, then a quote: \" and a tab: \t", "ä": "öüß", "d": "eight by"})"})
    EXPECT_EQ(copied(text), expected(Json::parse(text))) << text;
}

TEST(JsonWriter, WritesWhatIsNoJsonAsText) {
  for (const char* text : {"", "{\"a\": NaN}", "no", "\"open", "\"a\\", "01", "{\"a\": \"\\x\"}"})
    EXPECT_EQ(copied(text), expected(text)) << text;
}

TEST(JsonWriter, WritesTextsOfAnyLength) {
  for (std::size_t size = 4000; size < 4200; ++size)
    for (const char* end : {"", " 1.50", " \u00e9", ", no"}) {
      std::string text = "[\"" + std::string(size, 'x') + "\", \"" + std::string(90, 'y') + "\"";
      text.append(*end == ' ' ? "," : "").append(end).append("]");
      const Json json = Json::parse(text, nullptr, false);
      EXPECT_EQ(copied(text), expected(json.is_discarded() ? Json(text) : json)) << size << end;
    }
  const std::string longest(1 << 20, 'z');
  EXPECT_EQ(copied(longest), expected(longest));
}

TEST(JsonWriter, WritesNumbersAsNlohmannDoes) {
  const auto check = [](double number) {
    JsonWriter writer;
    writer.value(number);
    EXPECT_EQ(writer.take(), nlohmann::ordered_json(number).dump());
  };
  for (int i = 0; i <= 3'000'000; i += i < 20'000 ? 1 : 997) check(i / 1000.0);
  for (const double number :
       {-0.0, -1.5, 0.1 + 0.2, 0.0005, 1e-9, 999999.999, 1e6, 1e6 + 0.5, 1e15, 1e300, 5e-324, 123456.7891})
    check(number);
}

TEST(JsonWriter, QuotesAnyBytes) {
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 24, 'a');
    for (char& c : text)
      if (random() % 12 == 0) c = static_cast<char>(random());
    JsonWriter writer;
    writer.begin_object();
    writer.member("parameter", text);
    writer.member("next", 1);
    writer.end_object();
    ASSERT_EQ(writer.take(), expected(text));
    ASSERT_EQ(copied(Json(text).dump(-1, ' ', i % 2 == 0, Json::error_handler_t::replace)),
              expected(Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace))));
  }
}

}  // namespace
}  // namespace pbc::triage
