// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "triage/page.h"
#include "triage/report.h"
#include "triage/time_axis.h"

namespace pbc::triage {
namespace {

std::string html(const Facts& facts) {
  const Settings settings;
  return report_html(facts, judge(facts, settings), settings);
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++found;
  return found;
}

Call call_of(Micros sent, Micros answered) {
  Call call;
  call.asset = call.app = "virustotal";
  call.action = "url reputation";
  call.component = "url";
  call.indicator = "http://a.example/";
  call.sent = sent;
  call.answered = answered;
  call.success = true;
  call.assessment = Assessment{0.9, 0.9, "known"};
  return call;
}

std::string text_of(std::string_view data) {
  Page page;
  page.text(data);
  return page.take();
}

std::string plain_of(std::string_view data) {
  Page page;
  page.plain(data);
  return page.take();
}

TEST(Markup, DataBecomesNoMarkup) {
  EXPECT_EQ(text_of("<b>\"'&"), "<bdi>&lt;b&gt;&quot;&#39;&amp;</bdi>");
  EXPECT_EQ(plain_of("\"><script>"), "&quot;&gt;&lt;script&gt;");
}

TEST(Markup, WhatCannotBeSeenIsShown) {
  EXPECT_EQ(plain_of("\xE2\x80\xAE"
                     "gpj"),
            "[U+202E]gpj");
  EXPECT_EQ(text_of("\xE2\x80\xAE"), "<bdi><span class=\"code\">U+202E</span></bdi>");
  EXPECT_EQ(plain_of(std::string_view("\0\n", 2)), "[U+0000]\u21B5 ");
  EXPECT_EQ(plain_of("\x7F\xC2\x85\xE2\x80\x8B\xF3\xA0\x81\xA1"), "[U+007F][U+0085][U+200B][U+E0061]");
}

TEST(Markup, BrokenUtf8IsReplaced) {
  EXPECT_EQ(plain_of("\xFF\xC0\x80\xE2\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(plain_of("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
  EXPECT_EQ(plain_of("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), "\u00E9\u20AC\U0001F600");
}

TEST(Markup, MarksDoNotPileUp) { EXPECT_EQ(plain_of("a\u0301\u0301\u0301\u0301"), "a\u0301\u0301\u0301[U+0301]"); }

TEST(Markup, LongTextsOpenOnDemand) {
  Page page;
  page.long_text(std::string(100'000, 'x'));
  const std::string text = page.take();
  EXPECT_NE(text.find("<details class=\"long\"><summary>"), std::string::npos);
  EXPECT_LT(text.size(), kMostLetters + kMostAtOnce + 200);
}

TEST(Markup, Durations) {
  EXPECT_EQ(duration(0), "0 ms");
  EXPECT_EQ(duration(470'000), "470 ms");
  EXPECT_EQ(duration(1'500), "1.5 ms");
  EXPECT_EQ(duration(1'360'000), "1.36 s");
  EXPECT_EQ(duration(600'470'000), "10 min 0.5 s");
  EXPECT_EQ(duration(7'500'000'000), "2 h 5 min");
  EXPECT_EQ(duration(7'201'500'000), "2 h 1.5 s");
  EXPECT_EQ(duration(7'200'000'000), "2 h");
  EXPECT_EQ(duration(60'000'000), "1 min");
  EXPECT_EQ(duration(100'000), "100 ms");
}

TEST(TimeAxis, LongWaitsDoNotSqueezeTheRest) {
  constexpr Micros kMillisecond = 1000;
  const TimeAxis axis({0, 470 * kMillisecond, 1360 * kMillisecond, 600'470 * kMillisecond}, 100, 1000);
  EXPECT_DOUBLE_EQ(axis.at(0), 100);
  EXPECT_GT(axis.at(1360 * kMillisecond), 1000);
  EXPECT_NEAR(axis.at(600'470 * kMillisecond), 1100, 1e-6);
  ASSERT_EQ(axis.pieces().size(), 2U);
  EXPECT_TRUE(axis.pieces()[1].is_broken);
  EXPECT_EQ(axis.ticks().back().time, 600'470 * kMillisecond);
}

TEST(TimeAxis, IsWholeWithoutSuchWaits) {
  const TimeAxis axis({1'000, 100'000, 4'000'000}, 0, 800);
  EXPECT_EQ(axis.pieces().size(), 1U);
  EXPECT_DOUBLE_EQ(axis.at(2'000'000), 400);
  const TimeAxis alone({600'000'000}, 0, 800);
  EXPECT_EQ(alone.pieces().size(), 1U);
  EXPECT_FALSE(alone.pieces()[0].is_broken);
}

TEST(TimeAxis, AtOneInstant) {
  const TimeAxis axis({}, 10, 800);
  EXPECT_DOUBLE_EQ(axis.at(0), 10);
  ASSERT_EQ(axis.ticks().size(), 1U);
}

TEST(ReportHtml, OfNothing) {
  const std::string page = html({});
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n"));
  EXPECT_TRUE(page.ends_with("</html>\n"));
  EXPECT_NE(page.find("Nobody was asked."), std::string::npos);
  EXPECT_EQ(count(page, "<h1>"), 1U);
}

TEST(ReportHtml, AllowsItsOwnStyleAlone) {
  Facts facts;
  const std::string plain = html(facts);
  EXPECT_NE(plain.find("content=\"default-src 'none'; style-src 'sha256-"), std::string::npos);
  facts.picture_style = "<style>.pb-box{fill:#fff}</style>\n";
  const std::string styled = html(facts);
  EXPECT_NE(styled.find(".pb-box{fill:#fff}"), std::string::npos);
  EXPECT_EQ(count(styled, "<style>"), 1U);
  EXPECT_NE(plain.substr(0, 260), styled.substr(0, 260));
  facts.picture_style = "<style>a{}</style><script>1</script></style>";
  EXPECT_TRUE(html(facts) == plain);
}

TEST(ReportHtml, OfHostileFacts) {
  const std::string evil = "</style></title></svg><script>x</script><a href=\"javascript:x\" onclick='x'>\xE2\x80\xAE";
  Facts facts;
  facts.subject = {evil, evil, 1, evil, evil, evil, true, evil, evil, evil, evil, evil};
  facts.indicators = {{evil, 1, 1}};
  facts.calls = {call_of(0, 1000), call_of(0, 0)};
  for (Call& call : facts.calls) {
    call.asset = call.app = call.action = call.parameter = call.indicator = call.message = evil;
    call.askers = {{evil, evil}};
    call.success = false;
  }
  facts.calls[0].assessment->reason = evil;
  facts.missing = {{"url", evil, evil}};
  PlaybookRun run;
  run.name = run.file = run.caller = run.message = evil;
  run.blocks = {{evil, 0}};
  run.conditions = {{evil, evil, evil, true, 0}};
  run.acts = {{evil, evil, evil, {evil}, 1, false, evil}};
  run.deeds = {{evil, evil, {{evil, evil}}, 0}};
  facts.playbooks = {run, run};
  facts.playbooks[1].applies = false;
  facts.playbooks[1].reason = evil;
  const std::string page = html(facts);
  EXPECT_EQ(count(page, "<script"), 0U);
  EXPECT_EQ(count(page, "</style>"), 1U);
  EXPECT_EQ(count(page, "\xE2\x80\xAE"), 0U);
  EXPECT_EQ(count(page, " href=\""), count(page, " href=\"#"));
  EXPECT_EQ(count(page, "<a href=\"javascript"), 0U);
  EXPECT_EQ(count(page, "onclick='"), 0U);
}

TEST(ReportHtml, SameFactsSameBytes) {
  Facts facts;
  for (int i = 0; i < 500; ++i) facts.calls.push_back(call_of(i * 100, i * 100 + 5'000));
  EXPECT_TRUE(html(facts) == html(facts));
}

TEST(ReportHtml, HasEveryCall) {
  Facts facts;
  for (int i = 0; i < 500; ++i) {
    facts.calls.push_back(call_of(i * 100, i * 100 + 500'000));
    facts.calls.back().indicator = "http://a.example/" + std::to_string(i) + "#";
  }
  const std::string page = html(facts);
  EXPECT_EQ(count(page, "<g class=\"tl-call\">"), 500U);
  EXPECT_EQ(count(page, "<rect class=\"tl-request\""), 1000U);  // for a telephone, too
  EXPECT_EQ(count(page, "http://a.example/499#"), 3U);          // evidence, timeline, table
}

TEST(ReportHtml, HasBounds) {
  Facts facts;
  for (int i = 0; i < 3'000; ++i) {
    facts.calls.push_back(call_of(0, 1));
    facts.calls.back().indicator = std::string(5'000, '<');
  }
  PlaybookRun run;
  const std::string picture = "<svg role=\"img\"><title>t</title>" + std::string(3U << 20, ' ') + "</svg>";
  run.graph = picture;
  for (int i = 0; i < 10; ++i) facts.playbooks.push_back(run);
  const std::string page = html(facts);
  EXPECT_LT(page.size(), kMostOfPage + (std::size_t{2} << 20));
  EXPECT_NE(page.find("this page has no room"), std::string::npos);
  EXPECT_TRUE(page.ends_with("</html>\n"));
}

TEST(Picture, ShowsTheWay) {
  PlaybookRun run;
  run.blocks = {{"a", 0}, {"b<", 1}, {"a", 2}, {"nowhere", 3}};
  run.graph =
      "<svg role=\"img\"><title>a</title><marker id=\"p1-m\"/><g class=\"pb-arrow\" data-from=\"a\" data-to=\"b&lt;\">"
      "<path class=\"pb-edge\" marker-end=\"url(#p1-m)\"/></g><g class=\"pb-arrow\" data-from=\"a\" data-to=\"c\"></g>"
      "<g id=\"p1-1\" data-block=\"a\"><path class=\"pb-box\" d=\"M30 20L1 1\"/></g>"
      "<g id=\"p1-2\" data-block=\"b&lt;\"><rect class=\"pb-box\" x=\"7\" y=\"8\"/><a href=\"#p1-1\"></a></g>"
      "<g id=\"p1-3\" data-block=\"c\"><rect class=\"pb-box\" x=\"7\" y=\"8\"/></g></svg>";
  Page page;
  const std::vector<Station> way = add_picture(page, run, "g3-");
  ASSERT_EQ(way.size(), 3U);
  EXPECT_EQ(way[0].id, "g3-p1-1");
  EXPECT_EQ(way[1].block, "b<");
  EXPECT_EQ(way[1].id, "g3-p1-2");
  EXPECT_EQ(way[2].id, "");
  const std::string text = page.take();
  EXPECT_NE(text.find("<svg role=\"group\">"), std::string::npos);
  EXPECT_NE(text.find("id=\"g3-p1-m\""), std::string::npos);
  EXPECT_NE(text.find("url(#g3-p1-m)"), std::string::npos);
  EXPECT_NE(text.find("href=\"#g3-p1-1\""), std::string::npos);
  EXPECT_NE(text.find("class=\"pb-ran pb-arrow\" data-from=\"a\" data-to=\"b&lt;\""), std::string::npos);
  EXPECT_NE(text.find("class=\"pb-idle pb-arrow\" data-from=\"a\" data-to=\"c\""), std::string::npos);
  EXPECT_NE(text.find("data-block=\"b&lt;\" class=\"pb-ran\""), std::string::npos);
  EXPECT_NE(text.find("data-block=\"c\" class=\"pb-idle\""), std::string::npos);
  EXPECT_NE(text.find("<circle cx=\"22\" cy=\"22\""), std::string::npos);  // of a, whose corner is cut
  EXPECT_EQ(count(text, "<circle"), 2U);
}

TEST(Picture, OfWhatIsNoPicture) {
  for (const std::string_view graph : {"", "<", "<g data-block=\"a", "<svg", "text", "<g data-block=\"a\"></g></g>"}) {
    PlaybookRun run;
    run.blocks = {{"a", 0}};
    run.graph = graph;
    Page page;
    add_picture(page, run, "g1-");
  }
}

}  // namespace
}  // namespace pbc::triage
