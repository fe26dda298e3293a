// SPDX-License-Identifier: Apache-2.0
//
// Run data, outputs, the container, notes, pins, comments, custom lists, and the module for dynamic uses.
#include <gtest/gtest.h>

#include "phantom/module.h"
#include "phantom/testing.h"

namespace pbc::engine {
namespace {

class Data : public testing::Test {
 protected:
  TestRun test{"[]", "{}", "{'hosts': [['a', '1'], ['b', '2'], ['c', '1']]}"};
};

/// What an exception says, or "nothing".
std::string raised(const std::function<void()>& call) {
  try {
    call();
  } catch (const Raised& raised) {
    std::string text = format_exception_only(raised.exception);
    caught();
    return text;
  }
  return "nothing";
}

TEST_F(Data, RunDataIsFoundByKey) {
  EXPECT_EQ(show(phantom::get_run_data({.key = "k"})), "''") << "which generated code tells from None";
  EXPECT_EQ(show(phantom::save_run_data({.value = "[1]", .key = "k", .auto_ = true})), "'k'");
  EXPECT_EQ(show(phantom::get_run_data({.key = "k"})), "'[1]'");
  Value list_value = list({1});
  phantom::save_block_result({.key = "k", .value = list_value});
  append(list_value, 2);
  EXPECT_EQ(show(phantom::get_run_data({.key = "k"})), "[1]") << "what was saved does not change any more";
  EXPECT_EQ(show(phantom::save_run_data({.value = "x"})), "'run_data_2'");
}

TEST_F(Data, TheLastOutputWins) {
  phantom::save_playbook_output_data({.output = json("{'a': [1]}")});
  phantom::save_playbook_output_data({.output = json("{'b': [2]}")});
  EXPECT_EQ(show(test.run.outputs), "{'b': [2]}");
  EXPECT_EQ(raised([] { phantom::save_playbook_output_data({.output = "x"}); }),
            "TypeError: save_playbook_output_data() output must be a dict, not str");
}

TEST_F(Data, ConcatenateFlattensByOneLevel) {
  Value parts = tuple({list({1, list({2})}), None, "ab", list({1, None, 1.0, true})});
  EXPECT_EQ(show(phantom::concatenate({.parts = parts})), "[1, [2], 'ab', 1, None, 1.0, True]");
  EXPECT_EQ(show(phantom::concatenate({.parts = parts, .dedup = true})), "[1, [2], 'ab', None]");
  EXPECT_EQ(show(phantom::concatenate({.parts = tuple({})})), "[]");
}

TEST_F(Data, SeverityAndStatusChange) {
  EXPECT_EQ(show(phantom::set_severity({.container = test.run.container, .severity = "High"})), "(True, '')");
  EXPECT_EQ(show(phantom::set_status({.container = 7, .status = "In Progress"})), "(True, '')");
  EXPECT_EQ(show(test.run.container["severity"]), "'high'");
  EXPECT_EQ(show(test.run.container["status"]), "'In Progress'");
  EXPECT_EQ(show(phantom::set_status({.container = 8, .status = "open"})), "(False, 'no container with id 8')");
  EXPECT_EQ(show(phantom::set_severity({.severity = None})), "(False, 'severity must be a text that is not empty')");
}

TEST_F(Data, NotesPinsAndCommentsCountFromOne) {
  EXPECT_EQ(show(phantom::add_note({.container = test.run.container, .title = "t", .content = "c", .task_id = 4})),
            "(True, '', 1)");
  EXPECT_EQ(show(phantom::add_note({})), "(True, '', 2)");
  EXPECT_EQ(
      show(test.run.notes[0]),
      "{'id': 1, 'container': 7, 'note_type': 'general', 'title': 't', 'content': 'c', 'note_format': 'markdown', "
      "'author': None, 'task': 4, 'phase': None, 'create_time': '2024-01-01T00:00:00.000000Z'}");
  EXPECT_EQ(show(phantom::pin({.message = "m", .data = 3, .pin_style = "red"})), "(True, '', 1)");
  EXPECT_EQ(
      show(test.run.pins[0]),
      "{'id': 1, 'container': 7, 'message': 'm', 'data': 3, 'pin_type': 'card', 'pin_style': 'red', 'name': None}");
  EXPECT_EQ(show(phantom::comment({.container = 7, .comment = "hello"})), "(True, '')");
  EXPECT_EQ(show(test.run.comments[0]),
            "{'id': 1, 'container': 7, 'comment': 'hello', 'create_time': '2024-01-01T00:00:00.000000Z'}");
}

TEST_F(Data, ListsGrow) {
  EXPECT_EQ(show(phantom::get_list({.list_name = "none"})), "(False, \"no custom list named 'none'\", [])");
  EXPECT_EQ(show(phantom::add_list({.list_name = "new", .values = "cell"})), "(True, '')");
  EXPECT_EQ(show(phantom::add_list({.list_name = "new", .values = list({"a", 5, None})})), "(True, '')");
  EXPECT_EQ(show(phantom::get_list({.list_name = "new"})), "(True, '', [['cell'], ['a', '5', '']])");
  EXPECT_EQ(show(phantom::add_list({.list_name = "new", .values = 5})), "(False, 'values must be a text or a list')");
  EXPECT_EQ(show(phantom::get_list({.list_name = "hosts", .values = "1"})), "(True, '', [['a', '1'], ['c', '1']])");
  EXPECT_EQ(show(phantom::get_list({.list_name = "hosts", .values = list({"b", "1"}), .column_index = 0})),
            "(True, '', [['b', '2']])");
  phantom::get_list({.list_name = "hosts"})[2][0].set_item(0, "changed");
  EXPECT_EQ(show(phantom::get_list({.list_name = "hosts"})[2][0]), "['a', '1']");
}

TEST_F(Data, TracesWhatChangesThings) {
  phantom::get_list({.list_name = "hosts"});
  phantom::add_list({.list_name = "hosts", .values = tuple({"x"})});
  phantom::error({.message = "bad"});
  EXPECT_EQ(test.lines(),
            (std::vector<std::string>{
                R"({"t_ms": 0, "block": "<module>", "api": "add_list", "list_name": "hosts", "values": ["x"]})",
                R"({"t_ms": 0, "block": "<module>", "api": "error", "message": "bad"})"}));
}

TEST_F(Data, TheModuleTakesKeywords) {
  Value debug = import_from("phantom.rules", "debug");
  debug({"by position"});
  debug({}, {{"message", "by name"}});
  EXPECT_EQ(test.lines().size(), 2u);
  EXPECT_EQ(show(import_from("phantom.rules", "concatenate")({list({1}), 2, 2}, {{"dedup", true}})), "[1, 2]");
  EXPECT_EQ(raised([&] {
              debug({"a", "b"});
            }),
            "TypeError: debug() takes from 0 to 1 positional arguments but 2 were given");
  EXPECT_EQ(raised([&] {
              debug({}, {{"massage", "x"}});
            }),
            "TypeError: debug() got an unexpected keyword argument 'massage'");
  EXPECT_EQ(show(import_from("phantom.rules", "promote")({}, {{"template", "Response"}})), "(True, '')");
  Value decorator = import_leaf("phantom.rules").attr("playbook_block")();
  EXPECT_EQ(show(decorator({5})), "5");
}

TEST(Run, IsNeededByThePlaybookApi) {
  HeapScope memory;
  EXPECT_EQ(raised([] { phantom::debug({.message = "x"}); }),
            "RuntimeError: the Playbook API needs a run, which a file without on_start does not have");
}

TEST(SameJson, KnowsNumbersFromTruth) {
  HeapScope memory;
  EXPECT_TRUE(same_json(1, 1.0));
  EXPECT_FALSE(same_json(1, true));
  EXPECT_FALSE(same_json(1, "1"));
  EXPECT_TRUE(same_json(json("{'a': [1, {'b': null}]}"), json("{'a': [1.0, {'b': null}]}")));
  EXPECT_FALSE(same_json(json("{'a': [1, true]}"), json("{'a': [1, 1]}")));
}

TEST(IsoTime, ReadsAndWrites) {
  EXPECT_EQ(iso_text(*parse_iso_time("2024-01-02T03:04:05.678901Z")), "2024-01-02T03:04:05.678901Z");
  EXPECT_EQ(iso_text(*parse_iso_time("2024-01-02")), "2024-01-02T00:00:00.000000Z");
  EXPECT_EQ(iso_text(*parse_iso_time("2024-01-02 03:04")), "2024-01-02T03:04:00.000000Z");
  EXPECT_EQ(iso_text(*parse_iso_time("1969-12-31T23:59:59.5+02:00")), "1969-12-31T21:59:59.500000Z");
  for (const char* text : {"", "2024", "2024-13-01", "2023-02-29", "2024-01-02T", "2024-01-02T25:00",
                           "2024-01-02T03:04:05.", "2024-01-02T03:04:05Zx", "now", "2024-01-02T03:04:05+"})
    EXPECT_FALSE(parse_iso_time(text)) << text;
}

}  // namespace
}  // namespace pbc::engine
