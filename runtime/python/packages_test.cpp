// SPDX-License-Identifier: Apache-2.0
//
// Packages that are not of the standard library. The expected texts are those of their documentation.
#include "python/http.h"
#include "python/python_test.h"

namespace pbc {
namespace {

/// Answers every request with `answer` and keeps what was asked.
class Recorder : public http::Transport {
 public:
  Recorder() { http::set_transport(this); }
  ~Recorder() override { http::set_transport(nullptr); }
  http::Response send(const http::Request& request) override {
    asked = request;
    return answer;
  }
  std::string header(std::string_view name) const {
    for (const auto& [key, value] : asked.headers)
      if (key == name) return value;
    return "";
  }
  http::Request asked;
  http::Response answer;
};

Value call(const char* module, const char* function, std::initializer_list<Element> arguments,
           std::initializer_list<Keyword> keywords = {}) {
  return import_leaf(Name(std::string_view(module))).call(Name(std::string_view(function)), arguments, keywords);
}

TEST(Requests, SendsWhatItsKeywordsSay) {
  Recorder world;
  call("requests", "get", {"https://example.com/a b"}, {{"params", dict({{"q", list({"x y", "z"})}, {"n", None}})}});
  EXPECT_EQ(world.asked.method, "GET");
  EXPECT_EQ(world.asked.url, "https://example.com/a%20b?q=x+y&q=z");
  call("requests", "post", {"https://example.com"}, {{"json", dict({{"a", 1}})}, {"auth", tuple({"user", "pass"})}});
  EXPECT_EQ(world.asked.url, "https://example.com/");
  EXPECT_EQ(world.asked.body, "{\"a\": 1}");
  EXPECT_EQ(world.header("Content-Type"), "application/json");
  EXPECT_EQ(world.header("Authorization"), "Basic dXNlcjpwYXNz");
  call("requests", "put", {"https://example.com/x", dict({{"k", "v w"}})}, {{"verify", false}});
  EXPECT_EQ(world.asked.body, "k=v+w");
  EXPECT_EQ(world.header("Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_FALSE(world.asked.verify);
}

TEST(Requests, GivesTheAnswer) {
  Recorder world;
  world.answer = {404, "", {{"Content-Type", "application/json"}}, "{\"ok\": [1, \"é\"]}", ""};
  const Value response = call("requests", "get", {"https://example.com/gone"});
  EXPECT_EQ(to_repr(response), "<Response [404]>");
  EXPECT_FALSE(bool(response));
  EXPECT_EQ(to_repr(response.call("json")), "{'ok': [1, 'é']}");
  EXPECT_EQ(to_str(response.attr("headers")[Value("content-type")]), "application/json");
  EXPECT_EQ(raised_by([&] { response.call("raise_for_status"); }),
            "requests.exceptions.HTTPError: 404 Client Error: Not Found for url: https://example.com/gone");
  world.answer = {200, "", {{"Content-Type", "text/html"}}, "<html>", ""};
  EXPECT_EQ(raised_by([&] { call("requests", "get", {"https://example.com"}).call("json"); }),
            "requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)");
}

TEST(Requests, FailsWithoutAWorld) {
  EXPECT_EQ(
      raised_by([] { call("requests", "get", {"https://example.com"}); }),
      "requests.exceptions.ConnectionError: GET https://example.com/: no network here; a plain script has no world "
      "to ask");
  EXPECT_EQ(raised_by([] { call("requests", "get", {"example.com"}); }),
            "requests.exceptions.MissingSchema: Invalid URL 'example.com': No scheme supplied. Perhaps you meant "
            "https://example.com?");
}

std::string parsed(const char* text) {
  const Value standard = import("datetime").call("datetime", {2003, 9, 25});
  return to_repr(call("dateutil.parser", "parse", {Value(std::string_view(text))}, {{"default", standard}}));
}

TEST(Dateutil, ReadsTheDatesOfItsDocumentation) {
  EXPECT_EQ(parsed("Thu Sep 25 10:36:28 2003"), "datetime.datetime(2003, 9, 25, 10, 36, 28)");
  EXPECT_EQ(parsed("2003-09-25T10:49:41.5-03:00"),
            "datetime.datetime(2003, 9, 25, 10, 49, 41, 500000, tzinfo=tzoffset(None, -10800))");
  EXPECT_EQ(parsed("20030925T104941"), "datetime.datetime(2003, 9, 25, 10, 49, 41)");
  EXPECT_EQ(parsed("10/09/2003"), "datetime.datetime(2003, 10, 9, 0, 0)");
  EXPECT_EQ(parsed("10h36m28.5s"), "datetime.datetime(2003, 9, 25, 10, 36, 28, 500000)");
  EXPECT_EQ(parsed("Wed, July 10, '96"), "datetime.datetime(1996, 7, 10, 0, 0)");
  EXPECT_EQ(parsed("1996.July.10 AD 12:08 PM"), "datetime.datetime(1996, 7, 10, 12, 8)");
  EXPECT_EQ(parsed("3rd of May 2001"), "datetime.datetime(2001, 5, 3, 0, 0)");
  EXPECT_EQ(raised_by([] { parsed("hello"); }), "dateutil.parser._parser.ParserError: Unknown string format: hello");
}

TEST(Pytz, LocalizesAsItsDocumentationShows) {
  const Value eastern = call("pytz", "timezone", {"US/Eastern"});
  const auto local = [&](int month, int day, int hour, int minute, const Value& is_dst) {
    const Value naive = import("datetime").call("datetime", {2002, month, day, hour, minute});
    return to_str(eastern.call("localize", {naive}, {{"is_dst", is_dst}}));
  };
  EXPECT_EQ(local(10, 27, 6, 0, false), "2002-10-27 06:00:00-05:00");
  EXPECT_EQ(local(10, 27, 1, 30, true), "2002-10-27 01:30:00-04:00");
  EXPECT_EQ(local(10, 27, 1, 30, false), "2002-10-27 01:30:00-05:00");
  EXPECT_EQ(raised_by([&] { local(4, 7, 2, 30, None); }), "pytz.exceptions.NonExistentTimeError: 2002-04-07 02:30:00");
  EXPECT_EQ(raised_by([] { call("pytz", "timezone", {"Foo/Bar"}); }),
            "pytz.exceptions.UnknownTimeZoneError: 'Foo/Bar'");
}

}  // namespace
}  // namespace pbc
