// SPDX-License-Identifier: Apache-2.0
#include "frozen/frozen.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "live/frozen_json.h"
#include "live/jq.h"

namespace pbc::live {
namespace {

std::string frozen(const char* json) { return Json::parse(json)->frozen(); }

TEST(Frozen, RoundTrip) {
  for (const char* json :
       {"null", "true", "false", "0", "-7", "1.5", "9007199254740992", "\"\"", "\"a\\\"\\u00e9\\u0000\"", "[]", "{}",
        "[1,[2,{\"a\":[null]}],\"x\"]", "[5.0, 1e300, -0.5, 9007199254740993, 18446744073709551615]",
        "{\"b\":1,\"a\":{\"c\":[true,false]}}"}) {
    EXPECT_TRUE(frozen::is_frozen(frozen(json))) << json;
    EXPECT_EQ(Json::parse(frozen::to_json(frozen(json)))->dump(), Json::parse(json)->dump()) << json;
    EXPECT_EQ(frozen_of(nlohmann::ordered_json::parse(json)), frozen(json)) << json;
  }
}

TEST(Frozen, NumbersWithoutFractionAreIntegersAsFarAsTheyAreExact) {
  EXPECT_EQ(frozen("5.0")[0], 'i');
  EXPECT_EQ(frozen("1e300")[0], 'd');
  EXPECT_EQ(frozen("0.1")[0], 'd');
}

TEST(Frozen, NumbersAreThoseOfJson) {
  EXPECT_EQ(frozen::to_json(frozen("[NaN, 1e999, -1e999]")), "[null,1.7976931348623157e+308,-1.7976931348623157e+308]");
  frozen::Writer writer;
  writer.number(std::numeric_limits<double>::infinity());
  EXPECT_FALSE(frozen::is_frozen(writer.take()));
}

TEST(Frozen, TextsAreUtf8) {
  const nlohmann::ordered_json json = {{"a\xff", "\xc3\xa9\xff"}};
  EXPECT_EQ(frozen_of(json), frozen("{\"a\\ufffd\": \"\\u00e9\\ufffd\"}"));
}

TEST(Frozen, TextsAreEscapedAsNlohmannEscapesThem) {
  std::string all = "\xc3\xa9 \xe2\x82\xac";
  for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
  const nlohmann::ordered_json json = {{all, {all, "", "plain"}}, {"\"", "\\"}};
  EXPECT_EQ(frozen::to_json(frozen_of(json)), json.dump());
}

TEST(Frozen, DictsAndListsCountWhatComes) {
  frozen::List list;
  EXPECT_TRUE(list.empty());
  list.text("a").value(frozen("[]"));
  const std::string dict =
      frozen::Dict().text("t", "x").boolean("b", true).integer("i", -7).value("l", list.take()).take();
  EXPECT_EQ(frozen::to_json(dict), R"({"t":"x","b":true,"i":-7,"l":["a",[]]})");
  EXPECT_EQ(frozen::to_json(frozen::Dict().take()), "{}");
  EXPECT_EQ(frozen::to_json(frozen::List().take()), "[]");
}

TEST(Frozen, ValuesAreTakenWhole) {
  const std::string dict = frozen::Dict().value("a", frozen("[1,{\"b\":null}]")).text("c", "d").take();
  frozen::Reader reader(dict);
  ASSERT_EQ(reader.letter(), '{');
  ASSERT_EQ(reader.count(), 2u);
  EXPECT_EQ(reader.text(), "a");
  EXPECT_EQ(frozen::to_json(reader.value()), R"([1,{"b":null}])");
  EXPECT_EQ(reader.text(), "c");
  EXPECT_EQ(frozen::to_json(reader.value()), R"("d")");
  EXPECT_TRUE(reader.is_complete());
  EXPECT_EQ(reader.value(), "");
  EXPECT_FALSE(reader.is_complete());
}

TEST(Frozen, ForeignBytesAreNoValue) {
  for (const std::string_view bytes :
       {"", "x", "i", "s\x05\x00\x00\x00", "[\xff\xff\xff\xff", "nn", "{\x01\x00\x00\x00"})
    EXPECT_FALSE(frozen::is_frozen(bytes));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep.append("[\1\0\0\0", 5);
  EXPECT_FALSE(frozen::is_frozen(deep + "n"));
}

TEST(Frozen, DamagedBytesComeToAnEnd) {
  const std::string whole = frozen(R"({"a": [1, "two", {"b": null}], "c": 1.5})");
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string damaged = whole.substr(0, random() % (whole.size() + 1));
    for (char& c : damaged)
      if (random() % 8 == 0) c = static_cast<char>(random());
    if (frozen::is_frozen(damaged)) frozen::to_json(damaged);
  }
}

TEST(Jq, GivesWhatItIsGiven) {
  std::string error;
  const Jq jq("{a: .x, p: $parameter.ip, s: $status, h: $headers[\"x-y\"], v: $vars.id, n: ($parameters | length)}",
              &error);
  ASSERT_EQ(error, "");
  Jq::Input input;
  input.body = *Json::parse("{\"x\": 1}");
  input.parameter = *Json::parse("{\"ip\": \"192.0.2.1\"}");
  input.parameters = *Json::parse("[{}, {}]");
  input.headers = *Json::parse("{\"x-y\": \"z\"}");
  input.status = 404;
  input.vars = *Json::parse("{\"id\": 7}");
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(jq.run(input, &error)->dump(), R"({"a":1,"p":"192.0.2.1","s":404,"h":"z","v":7,"n":2})");
}

TEST(Jq, SaysWhatIsWrong) {
  std::string error;
  const Jq wrong(".a |", &error);
  EXPECT_NE(error, "");
  error.clear();
  const Jq jq(".a.b", &error);
  ASSERT_EQ(error, "");
  Jq::Input input;
  input.body = *Json::parse("{\"a\": \"text\"}");
  EXPECT_FALSE(jq.run(input, &error));
  EXPECT_NE(error.find("Cannot index"), std::string::npos) << error;
  // And goes on afterwards.
  input.body = *Json::parse("{\"a\": {\"b\": 2}}");
  EXPECT_EQ(jq.run(input, &error)->dump(), "2");
}

TEST(Jq, TakesHostileText) {
  EXPECT_FALSE(Json::parse(""));
  EXPECT_FALSE(Json::parse("{} {}"));
  EXPECT_FALSE(Json::parse("{\"a\":"));
  EXPECT_FALSE(Json::parse(std::string(100'000, '[')));
  EXPECT_TRUE(frozen::is_frozen(Json::of(std::string_view("\xff\xfe\0x", 4)).frozen()));
}

}  // namespace
}  // namespace pbc::live
