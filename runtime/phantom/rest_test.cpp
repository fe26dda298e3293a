// SPDX-License-Identifier: Apache-2.0
//
// REST on the store that the calls of the Playbook API use.
#include "phantom/rest.h"

#include <gtest/gtest.h>

#include "phantom/module.h"
#include "phantom/testing.h"

namespace pbc::engine {
namespace {

struct RestTest : ::testing::Test {
  TestRun test{
      "[{'id': 1, 'name': 'one', 'cef': {'a': 'x', 'n': 5}, 'tags': ['t']}, {'id': 2, 'name': 'Two', 'cef': {'a': "
      "'y'}}]",
      "{}", "{'hosts': [['a'], ['b'], ['c']]}", TestRun::kEmptyPlaybook,
      "{'http': [{'url': 'https://example.com/x', 'status': 503, 'text': 'busy'}],"
      " 'indicators': [{'value': 'x'}]}"};

  Value get(const char* path, Value params = None) {
    return rest_request("GET", make_str(std::string("https://127.0.0.1/rest/") + path), params, Value());
  }
  std::string ids(const char* path) {
    Values found;
    const Value data = get(path).call("json")["data"];
    for (const Value& record : as_list(data)) found.push_back(record["id"]);
    return show(make_list(std::move(found)));
  }
  Value post(const char* path, std::string body) {
    return rest_request("POST", make_str(std::string("/") + path), None, json(std::move(body)));
  }
};

TEST_F(RestTest, filters) {
  EXPECT_EQ(ids("artifact?_filter_cef__a=%22y%22"), "[2]");
  EXPECT_EQ(ids("artifact?_filter_name__iexact='two'"), "[2]");
  EXPECT_EQ(ids("artifact?_filter_id__in=[1,2]"), "[1, 2]");
  EXPECT_EQ(ids("artifact?_filter_id=%222%22"), "[2]") << "a number compares with its text";
  EXPECT_EQ(ids("artifact?_filter_id__in=['2','x']"), "[2]");
  EXPECT_EQ(ids("artifact?_exclude_id=1"), "[2]");
  EXPECT_EQ(ids("artifact?_filter_cef__n__gt=4"), "[1]");
  EXPECT_EQ(ids("artifact?_filter_tags__contains=%22t%22"), "[1]");
  EXPECT_EQ(ids("artifact?_filter_tags__contains=[%22t%22]"), "[1]");
  EXPECT_EQ(ids("artifact?_filter_tags__contains=[%22t%22,%22u%22]"), "[]");
  EXPECT_EQ(ids("artifact?sort=id&order=desc"), "[2, 1]");
  EXPECT_EQ(ids("artifact?page_size=1&page=1"), "[2]");
  EXPECT_EQ(show(get("artifact?page_size=1").call("json")["num_pages"]), "2");
  EXPECT_EQ(show(get("artifact?page_size=x").attr("status_code")), "400");
  EXPECT_EQ(show(get("artifact?_filter_name__gt=4").attr("status_code")), "400");
}

TEST_F(RestTest, records) {
  EXPECT_EQ(show(get("container/7").call("json")["name"]), "'test'");
  EXPECT_EQ(show(get("container/7/artifacts").call("json")["count"]), "2");
  EXPECT_EQ(show(get("container/99").attr("status_code")), "404");
  EXPECT_EQ(show(get("nothing").attr("ok")), "False");
  EXPECT_EQ(show(get("decided_list/hosts").call("json")["content"]), "[['a'], ['b'], ['c']]");
  EXPECT_EQ(show(get("indicator", dict({{"_filter_value__iexact", "\"X\""}})).call("json")["count"]), "1");
  EXPECT_THROW(get("container/99").call("raise_for_status"), Raised);
}

TEST_F(RestTest, changes) {
  EXPECT_EQ(show(post("container/7", "{'name': 'renamed'}").call("json")), "{'success': True, 'id': 7}");
  EXPECT_EQ(show(phantom::get_container({.container_id = 7})["name"]), "'renamed'");
  EXPECT_EQ(show(post("artifact", "{'container_id': 7, 'cef': {'b': 1}, 'source_data_identifier': 'i'}").call("json")),
            "{'success': True, 'id': 3}");
  EXPECT_EQ(
      show(post("artifact", "{'container_id': 7, 'source_data_identifier': 'i'}").call("json")["existing_artifact_id"]),
      "3");
  post("artifact/3", "{'cef': {'c': 2}}");
  EXPECT_EQ(show(phantom::get_artifact({.artifact_id = 3})["cef"]), "{'c': 2}");
  post("decided_list/hosts", "{'delete_rows': [0, 2], 'append_rows': [['d']]}");
  EXPECT_EQ(show(phantom::datastore_get({.list = "hosts"})), "[['b'], ['d']]");
  EXPECT_EQ(show(post("decided_list/hosts", "{'delete_rows': [9]}").attr("status_code")), "400");
  EXPECT_EQ(
      show(post("evidence", "{'container_id': 7, 'object_id': 1, 'content_type': 'artifact'}").call("json")["id"]),
      "1");
  EXPECT_EQ(
      show(post("evidence", "{'container_id': 7, 'object_id': 1, 'content_type': 'artifact'}").call("json")["failed"]),
      "True");
  EXPECT_EQ(show(post("nothing", "{}").attr("status_code")), "404");
  EXPECT_EQ(show(rest_request("DELETE", "/artifact/3", None, Value()).attr("ok")), "True");
}

TEST_F(RestTest, other_hosts) {
  Value answer = rest_request("GET", "https://example.com/x", None, Value());
  EXPECT_EQ(show(answer.attr("status_code")) + show(answer.attr("text")), "503'busy'");
  EXPECT_EQ(show(rest_request("GET", "https://example.org/", None, Value()).attr("status_code")), "404");
}

}  // namespace
}  // namespace pbc::engine
