// SPDX-License-Identifier: Apache-2.0
//
// Input that is no playbook, event, world or inputs file: one clear error, the documented exit code, nothing written,
// and soon.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "tests/golden/support.h"

namespace pbc::golden {
namespace {

namespace fs = std::filesystem;

constexpr double kSeconds = 30;  // with sanitizers, on a busy machine

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

class BadInput : public testing::Test {
 protected:
  /// A file `name` in the folder where the program runs.
  void write(const std::string& name, const std::string& text) const {
    std::ofstream stream(folder_.path() / name, std::ios::binary);
    stream << text;
  }

  Outcome expect_nothing_written(const Command& command) const {
    const auto before = names_in(folder_.path());
    const Outcome outcome = run(command);
    EXPECT_EQ(names_in(folder_.path()), before) << "the program left files behind";
    EXPECT_LT(outcome.seconds, kSeconds);
    return outcome;
  }

  const TemporaryFolder folder_;
};

// --- pbc ------------------------------------------------------------------------------------------------------------

class BadPlaybook : public BadInput {
 protected:
  /// The first line that pbc prints about p.py is `first`, for every command.
  void expect_error(const std::string& first) const {
    expect(pbc_command(folder_.path(), {"check", "p.py"}), first, true);
    expect(pbc_command(folder_.path(), {"compile", "p.py", "-o", "made"}), first, false);
    expect(pbc_command(folder_.path(), {"compile", "p.py", "--emit=cpp", "-o", "made"}), first, false);
    expect(pbc_command(folder_.path(), {"run", "p.py", "--result", "made"}), first, false);
  }

 private:
  void expect(const Command& command, const std::string& first, bool on_stdout) const {
    SCOPED_TRACE(shell_text(command));
    const Outcome outcome = expect_nothing_written(command);
    EXPECT_EQ(outcome.exit_code, 1);
    const std::string& text = on_stdout ? outcome.out : outcome.err;
    EXPECT_EQ(on_stdout ? outcome.err : outcome.out, "");
    EXPECT_EQ(text.substr(0, text.find('\n')), first);
  }
};

TEST_F(BadPlaybook, Missing) {
  expect_error("p.py: error: cannot open file: no such file or directory [UnreadableFile]");
}

TEST_F(BadPlaybook, Directory) {
  fs::create_directory(folder_.path() / "p.py");
  expect_error("p.py: error: cannot read file: is a directory [UnreadableFile]");
}

TEST_F(BadPlaybook, Unreadable) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  write("p.py", "x = 1\n");
  chmod((folder_.path() / "p.py").c_str(), 0);
  expect_error("p.py: error: cannot open file: permission denied [UnreadableFile]");
}

TEST_F(BadPlaybook, InvalidUtf8) {
  write("p.py", "x = 1\ny = '\xff'\n");
  expect_error("p.py:2:6: error: byte 0xff is not UTF-8 [InvalidEncoding]");
}

TEST_F(BadPlaybook, NulByte) {
  write("p.py", std::string("x = 1\ny = '\0'\n", 13));
  expect_error("p.py:2:6: error: NUL byte in source [NulByte]");
}

TEST_F(BadPlaybook, NestedBrackets) {
  for (const char* bracket : {"(", "[", "{", "-(", "f(", "{1:", "lambda:("}) {
    SCOPED_TRACE(bracket);
    write("p.py", "x = " + repeated(bracket, 10'000));
    const Outcome outcome = expect_nothing_written(pbc_command(folder_.path(), {"check", "p.py"}));
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_NE(outcome.out.find("[NestingTooDeep]"), std::string::npos) << outcome.out.substr(0, 300);
  }
}

TEST_F(BadPlaybook, NestedOperators) {
  for (const char* text : {"not ", "-", "await ", "1 if 1 else ", "lambda: ", "x."}) {
    SCOPED_TRACE(text);
    write("p.py", "x = " + repeated(text, 10'000) + "y\n");
    const Outcome outcome = expect_nothing_written(pbc_command(folder_.path(), {"check", "p.py"}));
    EXPECT_EQ(outcome.exit_code, 1) << outcome.out.substr(0, 300);
    EXPECT_LT(outcome.out.size(), 100'000U);
  }
}

TEST_F(BadPlaybook, TwentyMegabytes) {
  write("p.py", repeated("x = [1, 2, 3]\n", 20'000'000 / 14));
  const Outcome outcome = expect_nothing_written(pbc_command(folder_.path(), {"check", "p.py"}));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(outcome.out.starts_with("p.py:")) << outcome.out.substr(0, 300);
  EXPECT_NE(outcome.out.find("[FileTooLarge]"), std::string::npos) << outcome.out.substr(0, 300);
}

TEST_F(BadPlaybook, TwentyMegabytesInOneLine) {
  write("p.py", "x = '" + repeated("x", 20'000'000) + "\n");
  const Outcome outcome = expect_nothing_written(pbc_command(folder_.path(), {"check", "p.py"}));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_LT(outcome.out.size(), 1'000U) << "the excerpt of a long line is cut";
}

TEST_F(BadPlaybook, MoreThanTheLimit) {
  write("p.py", "x = 1\n");
  fs::resize_file(folder_.path() / "p.py", (std::uintmax_t{64} << 20) + 1);  // sparse
  const Outcome outcome = expect_nothing_written(pbc_command(folder_.path(), {"check", "p.py"}));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.out.find("[FileTooLarge]"), std::string::npos) << outcome.out.substr(0, 300);
}

/// An empty file is a Python program that does nothing.
TEST_F(BadPlaybook, Empty) {
  write("p.py", "");
  const Outcome outcome = expect_nothing_written(pbc_command(folder_.path(), {"check", "p.py"}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
}

TEST_F(BadPlaybook, Broken) {
  write("p.py", "def on_start(container:\n    return\n");
  expect_error("p.py:1:13: error: `(` was never closed [SyntaxError]");
}

TEST_F(BadPlaybook, OutputThatCannotBeWritten) {
  write("p.py", "print(1)\n");
  for (const char* output : {"missing/made", "."}) {
    const Outcome outcome =
        expect_nothing_written(pbc_command(folder_.path(), {"compile", "p.py", "--emit=cpp", "-o", output}));
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_TRUE(outcome.err.starts_with("error: " + std::string(output) + ": ")) << outcome.err;
  }
}

// --- The executable -------------------------------------------------------------------------------------------------

class BadRun : public BadInput {
 protected:
  /// The executable runs `arguments` and gives the one line `error: FIRST...`, exit code 2 and no file.
  void expect_error(std::vector<std::string> arguments, const std::string& first) const {
    const std::string executable = executable_of(source_root() / "playbooks" / "hello" / "hello_phishing.py");
    if (executable.empty()) return;
    arguments.insert(arguments.begin(), {"hello_phishing", "run", "--trace", "t", "--ledger", "l", "--result", "r"});
    const Command command{executable, std::move(arguments), folder_.path().string()};
    SCOPED_TRACE(shell_text(command));
    const Outcome outcome = expect_nothing_written(command);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("error: " + first))
        << "expected: error: " << first << "\nfound:    " << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  }

  /// The same for a file of each role.
  void expect_error_everywhere(const std::string& file, const std::string& first) const {
    expect_error({file}, first);
    expect_error({"--world", file}, first);
    expect_error({"--inputs", file}, first);
  }
};

TEST_F(BadRun, Missing) { expect_error_everywhere("f.json", "f.json: "); }

TEST_F(BadRun, Directory) {
  fs::create_directory(folder_.path() / "f.json");
  expect_error_everywhere("f.json", "f.json: ");
}

TEST_F(BadRun, Unreadable) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  write("f.json", "{}");
  chmod((folder_.path() / "f.json").c_str(), 0);
  expect_error_everywhere("f.json", "f.json: ");
}

TEST_F(BadRun, BrokenJson) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "f.json: "},
      {"{\n  \"id\": 1,\n}\n", "f.json:"},
      {"{\"id\": 1", "f.json:1:"},
      {"{'id': 1}", "f.json:1:2: "},
      {"{\"id\": 1} x", "f.json:1:11: "},
      {"{\"id\": \xff}", "f.json:1:8: "},
      {std::string("{\"id\": \0}", 9), "f.json:1:8: "},
      {"{\"id\": \"\xff\"}", "f.json:1:9: "},
      {repeated("[", 100'000), "f.json:"},
      {repeated("{\"id\":", 100'000), "f.json:"},
      {"{\"id\": " + repeated("9", 100'000) + "}", "f.json:"},
  };
  for (const auto& [text, first] : cases) {
    SCOPED_TRACE(text.substr(0, 40));
    write("f.json", text);
    expect_error_everywhere("f.json", first);
  }
}

TEST_F(BadRun, NotAnObject) {
  for (const char* text : {"[]", "1", "\"text\"", "null", "true"}) {
    write("f.json", text);
    expect_error_everywhere("f.json", "f.json: expected an object");
  }
}

TEST_F(BadRun, EventOfWrongTypes) {
  const std::pair<std::string, std::string> cases[] = {
      {R"({"artifacts": 1})", "artifacts: expected a list"},
      {R"({"artifacts": [{}, 1]})", "artifacts[1]: expected an object"},
      {R"({"artifacts": [{"cef": []}]})", "artifacts[0].cef: expected an object"},
      {R"({"artifacts": [{"id": "x"}]})", "artifacts[0].id: expected an integer"},
      {R"({"id": "x"})", "id: expected an integer"},
      {R"({"name": 1})", "name: expected a string"},
      {R"({"tags": "x"})", "tags: expected a list"},
  };
  for (const auto& [text, place] : cases) {
    write("f.json", text);
    expect_error({"f.json"}, "f.json: " + place);
  }
}

TEST_F(BadRun, WorldOfWrongTypes) {
  const std::pair<std::string, std::string> cases[] = {
      {R"({"now": 1})", "now: expected a string"},
      {R"({"now": "yesterday"})", "now: expected a time"},
      {R"({"seed": "x"})", "seed: expected an integer"},
      {R"({"actions": {}})", "actions: expected a list"},
      {R"({"actions": [1]})", "actions[0]: expected an object"},
      {R"({"actions": [{}]})", "actions[0].action: missing"},
      {R"({"actions": [{"action": 1}]})", "actions[0].action: expected a string"},
      {R"({"actions": [{"action": "a", "parameter": 1}]})", "actions[0].parameter: expected an object"},
      {R"({"actions": [{"action": "a", "result": 1}]})", "actions[0].result: expected an object"},
      {R"({"actions": [{"action": "a", "result": {"data": {}}}]})", "actions[0].result.data: expected a list"},
      {R"({"actions": [{"action": "a", "latency_ms": "x"}]})", "actions[0].latency_ms: expected a number"},
      {R"({"actions": [{"action": "a", "latency_ms": -1}]})", "actions[0].latency_ms: expected milliseconds"},
      {R"({"actions": [{"action": "a", "times": "x"}]})", "actions[0].times: expected an integer"},
      {R"({"lists": []})", "lists: expected an object"},
      {R"({"lists": {"l": 1}})", "lists.l: expected a list"},
      {R"({"lists": {"l": [1]}})", "lists.l[0]: expected a list"},
      {R"({"assets": {}})", "assets: expected a list"},
      {R"({"assets": [{}]})", "assets[0].name: missing"},
      {R"({"assets": [{"name": 1}]})", "assets[0].name: expected a string"},
  };
  for (const auto& [text, place] : cases) {
    write("f.json", text);
    expect_error({"--world", "f.json"}, "f.json: " + place);
  }
}

TEST_F(BadRun, Usage) {
  expect_error({"--no-such-option"}, "");
  expect_error({"--input", "without_value"}, "");
  expect_error({"one.json", "two.json"}, "");
}

TEST_F(BadRun, OutputThatCannotBeWritten) { expect_error({"--trace", "missing/t"}, ""); }

}  // namespace
}  // namespace pbc::golden
