// SPDX-License-Identifier: Apache-2.0
//
// Calls on the container and what belongs to it: fields, artifacts, tags, notes, pins, workbooks, the vault.
#include <gtest/gtest.h>

#include "phantom/testing.h"
#include "phantom/vault.h"

namespace pbc::engine {
namespace {

constexpr char kWorld[] =
    "{'users': [{'id': 3, 'username': 'ann'}], 'roles': [{'id': 9, 'name': 'Analysts'}],"
    " 'containers': [{'id': 8, 'name': 'other', 'artifacts': [{'cef': {'a': 1}}]}],"
    " 'vault': [{'vault_id': 'abc', 'name': 'mail.eml', 'container_id': 7}, {'vault_id': 'def', 'name': 'x', "
    "'container_id': 8}],"
    " 'workbooks': [{'name': 'w', 'phases': [{'name': 'Find', 'tasks': [{'name': 't', 'is_note_required': true}]},"
    "                                        {'name': 'Respond'}]}]}";

struct CaseTest : ::testing::Test {
  TestRun test{"[{'id': 1, 'cef': {'a': 'x', 'sourceAddress': '192.0.2.1'}, 'cef_types': {'a': ['host name']}}]", "{}",
               "{}", TestRun::kEmptyPlaybook, kWorld};
  std::string field(const char* name) { return show(*member(test.run.container, name)); }
};

TEST_F(CaseTest, fields) {
  EXPECT_EQ(show(phantom::set_sensitivity({.sensitivity = "RED"})), "(True, '')");
  EXPECT_EQ(field("sensitivity"), "'red'");
  EXPECT_EQ(show(phantom::set_label({.container = 7, .label = "Phishing"})), "(True, '')");
  EXPECT_EQ(field("label"), "'Phishing'");
  EXPECT_EQ(show(phantom::set_label({.label = None})), "(False, 'label must be a text that is not empty')");
  EXPECT_EQ(show(phantom::close({})), "(True, '')");
  EXPECT_EQ(field("status"), "'closed'");
  EXPECT_EQ(show(phantom::update({.container = "7", .update_dict = json("{'name': 'n', 'tags': ['t']}")})),
            "(True, '')");
  EXPECT_EQ(field("name") + field("tags"), "'n'['t']");
  EXPECT_EQ(show(phantom::update({.container = 8, .update_dict = make_dict()})), "(False, 'no container with id 8')");
  EXPECT_EQ(show(phantom::promote({.template_ = "Breach"})), "(True, '')");
  EXPECT_EQ(field("container_type") + field("workflow_name"), "'case''Breach'");
  EXPECT_EQ(show(phantom::deescalate({})), "(True, '')");
  EXPECT_EQ(field("container_type"), "'default'");
}

TEST_F(CaseTest, owners) {
  EXPECT_EQ(show(phantom::set_owner({.user = "ann"})), "(True, '')");
  EXPECT_EQ(field("owner") + field("owner_name"), "3'ann'");
  EXPECT_EQ(show(phantom::set_owner({.user = "somebody"})), "(True, '')");
  EXPECT_EQ(field("owner"), "'somebody'");
  EXPECT_EQ(show(phantom::set_owner({.role = "Analysts"})), "(True, '')");
  EXPECT_EQ(field("role_id"), "9");
  EXPECT_EQ(show(phantom::get_effective_user({})), "3");
}

TEST_F(CaseTest, containers) {
  EXPECT_EQ(show(phantom::get_container({.container_id = "8"})["name"]), "'other'");
  EXPECT_EQ(show(phantom::get_container({.container_id = 99})), "{}");
  EXPECT_EQ(show(phantom::create_container({.name = "new", .label = "l"})), "(True, '', 9)");
  EXPECT_EQ(show(phantom::get_container({.container_id = 9})["url"]), "'https://127.0.0.1/mission/9'");
  EXPECT_EQ(show(phantom::find_events({.conditions = json("{'name': 'other'}")})), "(True, '', [8])");
  EXPECT_EQ(show(phantom::merge({.case_ = 7, .container_id = 8})), "(True, '')");
  EXPECT_EQ(show(phantom::get_artifact({.artifact_id = 2})["in_case"]), "True");
  EXPECT_EQ(field("artifact_count"), "2");
  EXPECT_EQ(show(phantom::merge({.case_ = 7, .container_id = 55})), "(False, 'no container with id 55')");
}

TEST_F(CaseTest, artifacts) {
  Value added = phantom::add_artifact({.container = 7, .cef_data = json("{'b': 1}"), .identifier = "same"});
  EXPECT_EQ(show(added), "(True, '', 2)");
  EXPECT_EQ(show(phantom::add_artifact({.identifier = "same"})), "(True, '', 2)");
  EXPECT_EQ(show(phantom::add_artifact({.cef_data = "text"})), "(False, 'artifact data must be a dict', None)");
  EXPECT_EQ(show(phantom::update_artifact({.artifact_id = 2, .name = "renamed"})), "(True, '')");
  EXPECT_EQ(show(phantom::collect2({.datapath = "artifact:*.name"})), "[None, 'renamed']");
  EXPECT_EQ(show(phantom::collect_from_contains({.contains = list({"host name"})})), "['x']");
  EXPECT_EQ(show(phantom::attacker_ips({})), "['192.0.2.1']");
  EXPECT_EQ(show(phantom::delete_artifact({.artifact_id = 2})), "(True, '')");
  EXPECT_EQ(show(phantom::delete_artifact({.artifact_id = 2})), "(False, 'no artifact with id 2')");
  EXPECT_EQ(field("artifact_count"), "1");
}

TEST_F(CaseTest, tags) {
  phantom::add_tags({.tags = list({"a", "b", "a"})});
  phantom::add_tag({.tag = "c"});
  phantom::remove_tags({.tags = "b"});
  EXPECT_EQ(show(phantom::get_tags({})), "(True, '', ['a', 'c'])");
}

TEST_F(CaseTest, notes_and_pins) {
  phantom::add_note({.note_type = "task", .title = "t", .task_id = 4});
  phantom::add_note({.title = "g"});
  EXPECT_EQ(phantom::get_notes({})[1]["data"]["title"], Value("g"));
  EXPECT_EQ(as_list(phantom::get_notes({.task_id = 4})).size(), 1u);
  phantom::pin({.message = "m", .data = "1"});
  EXPECT_EQ(show(phantom::update_pin({.pin_id = 1, .data = 2})), "(True, '')");
  EXPECT_EQ(show(test.run.pins[0]["data"]), "2");
  EXPECT_EQ(show(phantom::delete_pin({.pin_id = 1})), "(True, '')");
  EXPECT_EQ(show(phantom::delete_pin({.pin_id = 1})), "(False, 'no pin with id 1')");
  EXPECT_EQ(show(phantom::pin({.message = "m"})), "(True, '', 2)");
}

TEST_F(CaseTest, workbooks) {
  EXPECT_EQ(show(phantom::get_phase({})), "(False, 'the container has no current phase', None, None)");
  EXPECT_EQ(show(phantom::add_workbook({.workbook_id = 2})), "(False, 'no workbook with id 2')");
  EXPECT_EQ(show(phantom::add_workbook({.workbook_id = 1})), "(True, '')");
  EXPECT_EQ(show(phantom::get_phase({})), "(True, '', 1, 'Find')");
  EXPECT_EQ(show(phantom::set_phase({.phase = "Respond"})), "(True, '')");
  EXPECT_EQ(show(phantom::set_phase({.phase = "None"})), "(False, \"no phase 'None'\")");
  EXPECT_EQ(show(phantom::add_task({.name = "more"})), "(True, '', 2)");
  EXPECT_EQ(show(phantom::get_tasks({})[1]["data"]["phase"]), "2");
}

TEST_F(CaseTest, vault) {
  EXPECT_EQ(show(phantom::vault_info({})[2][0]["name"]), "'mail.eml'");
  EXPECT_EQ(show(phantom::vault_info({.vault_id = "def"})[2][0]["container_id"]), "8");
  EXPECT_EQ(show(phantom::vault_info({.file_name = "none"})), "(False, 'no such file in the vault', [])");
  EXPECT_EQ(show(phantom::vault_delete({})[0]), "False");
  EXPECT_EQ(show(phantom::vault_delete({.file_name = "mail.eml"})), "(True, '', ['mail.eml'])");
}

TEST_F(CaseTest, vault_files) {
  const auto read = [&](std::string_view id, std::size_t most = 100) {
    return read_vault_file(test.run.shared, id, most);
  };
  const auto write = [](const char* content) {
    const Value file = py("open")({"/tmp/a.txt", "wb"});
    file.call("write", {make_bytes(content)});
    file.call("close");
  };
  EXPECT_EQ(read("nothing").problem, "`nothing` is not in the vault");
  EXPECT_EQ(read("abc").problem, "the vault's file `abc` has no path");
  write("content");
  const std::string id(phantom::vault_add({.file_location = "/tmp/a.txt"})[2].text());
  const VaultFile file = read(id);
  EXPECT_EQ(file.name + " " + file.bytes + file.problem, "a.txt content");
  EXPECT_EQ(read(id, 6).problem, "the vault's file `" + id + "` is too large: it has 7 bytes, and 6 more may be sent");
  write("another");
  EXPECT_EQ(read(id).problem, "the vault's file `" + id + "` has changed since it was put there");
}

TEST_F(CaseTest, objects) {
  phantom::save_object({.key = "k1", .value = json("{'a': 1}"), .container_id = 7});
  phantom::save_object({.key = "k2", .value = json("{'a': 2}"), .container_id = 7});
  phantom::save_object({.key = "k1", .value = json("{'a': 3}"), .container_id = 7});
  EXPECT_EQ(show(phantom::get_object({.key = "k1", .container_id = 7})[0]["value"]), "{'a': 3}");
  EXPECT_EQ(as_list(phantom::get_object({.key = "k*"})).size(), 2u);
  EXPECT_EQ(as_list(phantom::get_object({.key = "k1", .container_id = 8})).size(), 0u);
  phantom::clear_object({.key = "k1", .container_id = 7});
  EXPECT_EQ(as_list(phantom::get_object({.key = "k*"})).size(), 1u);
  Value key = phantom::save_data({.value = list({1})});
  EXPECT_EQ(show(phantom::get_data({.key = key, .clear_data = true})), "[1]");
  EXPECT_EQ(show(phantom::get_data({.key = key})), "None");
}

TEST_F(CaseTest, addresses) {
  EXPECT_EQ(show(phantom::valid_ip({.ip = "2001:db8::1"})), "True");
  EXPECT_EQ(show(phantom::valid_ip({.ip = None})), "False");
  EXPECT_EQ(show(phantom::valid_net({.net = "192.0.2.9/24"})), "True");
  EXPECT_EQ(show(phantom::address_in_network({.ip = "192.0.2.9", .net = "192.0.2.1/24"})), "True");
  EXPECT_EQ(show(phantom::address_in_network({.ip = "192.0.2.9", .net = "no"})), "False");
  EXPECT_EQ(show(phantom::build_phantom_rest_url({.parts = tuple({"container", 7, "/a b/"})})),
            "'https://127.0.0.1/rest/container/7/a%20b'");
  EXPECT_EQ(show(phantom::render_template({.template_ = "{{ a.b }}!", .context = json("{'a': {'b': 1}}")})),
            "(True, '', '1!')");
  EXPECT_EQ(show(phantom::render_template({.template_ = "{% if x %}"})[0]), "False");
}

TEST(Lists, all_calls) {
  TestRun test("[]", "{}", "{'hosts': [['a', '1'], ['b', '2'], ['a', '3']]}");
  EXPECT_EQ(show(phantom::check_list({.list_name = "hosts", .value = "A", .case_sensitive = false})), "(True, '', 2)");
  EXPECT_EQ(show(phantom::datastore_present({.list = "hosts", .values = list({"b"})})), "{'matches': [{'index': 1}]}");
  EXPECT_EQ(show(phantom::delete_from_list({.list_name = "hosts", .value = "a"})), "(True, '')");
  EXPECT_EQ(show(phantom::datastore_get({.list = "hosts"})), "[['', '1'], ['b', '2'], ['a', '3']]");
  EXPECT_EQ(show(phantom::delete_from_list({.list_name = "hosts", .value = "a", .remove_row = true})), "(True, '')");
  EXPECT_EQ(show(phantom::datastore_add({.list = "new", .values = list({"x", None})})), "(True, '')");
  EXPECT_EQ(show(phantom::get_list({.list_name = "new"})), "(True, '', [['x', '']])");
  EXPECT_EQ(show(phantom::set_list({.list_name = "new", .values = 3})),
            "(False, 'the content of a custom list must be a list of rows')");
  EXPECT_EQ(show(phantom::remove_list({.list_name = "new"})), "(True, '')");
  EXPECT_EQ(show(phantom::remove_list({.list_name = "new"})), "(False, \"no custom list named 'new'\")");
}

}  // namespace
}  // namespace pbc::engine
