// SPDX-License-Identifier: Apache-2.0
//
// One test for every golden (docs/golden.md). The folder says what is printed:
//
//   lift/NAME.py     NAME.py.pbir   pbc compile --dump-ir=lift NAME.py
//   emit/NAME.py     NAME.py.cpp    pbc compile --emit=cpp -O0 NAME.py
//   diag/NAME.py     NAME.diag      pbc check NAME.py
//   plan/NAME.py     NAME.explain, .explain.json, .dot, .mermaid, .svg, .html, .json   pbc explain, pbc graph
//   cli/NAME.cmd     NAME.out       the command that stands in the file, with its exit code
//   run/NAME.py      NAME.ledger, .trace, .result, .stdout, .stderr; a case more for each NAME.CASE.event.json
//   playbooks/*/*.py run/playbooks/NAME.CASE.ledger, .result, .summary, .stderr
//   playbooks/*/*.py generated/NAME.cpp
//
// In all folders a program that starts with `fail_` ends with exit code 1, any other with 0.
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <utility>

#include "tests/golden/support.h"

namespace pbc::golden {
namespace {

namespace fs = std::filesystem;

fs::path goldens() { return source_root() / "tests" / "golden"; }

class GoldenTest : public testing::Test {
 public:
  explicit GoldenTest(std::function<void()> body) : body_(std::move(body)) {}
  void TestBody() override { body_(); }

 private:
  std::function<void()> body_;
};

void add_test(const std::string& suite, const std::string& name, std::function<void()> body) {
  testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                        [body = std::move(body)]() -> testing::Test* { return new GoldenTest(body); });
}

int expected_exit_code(const fs::path& input) { return input.filename().string().starts_with("fail_") ? 1 : 0; }

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  if (what.empty()) return;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

/// stderr belongs to the golden of no suite but diag and cli: what a compiler that succeeds says there is a surprise.
void check_print(const fs::path& input, std::vector<std::string> arguments, const fs::path& golden) {
  arguments.push_back(input.filename().string());
  const Command command = pbc_command(input.parent_path(), std::move(arguments));
  const Outcome outcome = run(command);
  EXPECT_EQ(outcome.exit_code, expected_exit_code(input)) << shell_text(command);
  EXPECT_EQ(outcome.err, "");
  expect_golden(golden, outcome.out, shell_text(command));
}

// --- plan -----------------------------------------------------------------------------------------------------------

/// What is said on stderr is the business of diag.
void check_plan(const fs::path& playbook, std::vector<std::string> arguments, const std::string& suffix) {
  arguments.push_back(playbook.filename().string());
  const Command command = pbc_command(playbook.parent_path(), std::move(arguments));
  const Outcome outcome = run(command);
  EXPECT_EQ(outcome.exit_code, 0) << shell_text(command) << outcome.err;
  expect_golden(fs::path(playbook).replace_extension(suffix), outcome.out, shell_text(command));
}

void register_plans() {
  for (const fs::path& file : files_in(goldens() / "plan", ".py")) {
    if (file.parent_path() != goldens() / "plan") continue;  // others run them
    const std::string name = file.stem().string();
    add_test("plan", name + ".explain", [=] { check_plan(file, {"explain"}, ".explain"); });
    add_test("plan", name + ".explain.json", [=] { check_plan(file, {"explain", "--format=json"}, ".explain.json"); });
    for (const std::string format : {"dot", "mermaid", "svg", "html", "json"})
      add_test("plan", name + "." + format, [=] { check_plan(file, {"graph", "--format=" + format}, "." + format); });
  }
}

// --- run ------------------------------------------------------------------------------------------------------------

struct Case {
  fs::path playbook;
  fs::path stem;    // of NAME.event.json, NAME.world.json, NAME.inputs.json; each may be absent
  fs::path golden;  // stem of what comes out
};

std::vector<std::string> arguments_of(const Case& test, const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {test.playbook.stem().string(), "run"};
  const auto add = [&](const std::string& option, const std::string& suffix) {
    const fs::path file = test.stem.string() + suffix;
    if (!fs::exists(file)) return;
    if (!option.empty()) arguments.push_back(option);
    arguments.push_back(file.filename().string());
  };
  add("", ".event.json");
  add("--world", ".world.json");
  add("--inputs", ".inputs.json");
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

void check_run(const Case& test, const std::vector<std::string>& outputs, bool with_summary) {
  const std::string executable = executable_of(test.playbook);
  if (executable.empty()) return;
  const TemporaryFolder folder;
  std::vector<std::string> options;
  for (const std::string& output : outputs) {
    options.push_back("--" + output);
    options.push_back((folder.path() / output).string());
  }
  const Command command{executable, arguments_of(test, options), test.stem.parent_path().string()};
  const Outcome outcome = run(command);
  const std::string reproduce =
      shell_text(
          pbc_command(test.playbook.parent_path(), {"compile", test.playbook.filename().string(), "-o", executable})) +
      "; " + shell_text(command);
  EXPECT_EQ(outcome.exit_code, expected_exit_code(test.playbook)) << outcome.err << reproduce;
  for (const std::string& output : outputs)
    expect_golden(test.golden.string() + "." + output, read(folder.path() / output), reproduce);
  expect_golden(test.golden.string() + ".stdout", outcome.out, reproduce);
  expect_golden(test.golden.string() + ".stderr", outcome.err, reproduce);
  if (!with_summary) return;
  const Command shown{executable, arguments_of(test, {}), test.stem.parent_path().string()};
  expect_golden(test.golden.string() + ".summary", run(shown).out, shell_text(shown));
}

void register_runs() {
  const std::string event = ".event.json";
  for (const fs::path& playbook : files_in(goldens() / "run", ".py")) {
    if (playbook.parent_path().filename() == "custom_functions") continue;  // others run them
    const fs::path stem = playbook.parent_path() / playbook.stem();
    std::set<fs::path> stems;
    for (const fs::path& file : files_in(playbook.parent_path(), event)) {
      const std::string path = file.string();
      if (path.starts_with(stem.string() + ".")) stems.insert(path.substr(0, path.size() - event.size()));
    }
    if (stems.empty()) stems.insert(stem);
    for (const fs::path& input : stems) {
      add_test("run", input.filename().string(), [=] {
        check_run({playbook, input, input}, {"ledger", "trace", "result"}, false);
      });
    }
  }
  for (const fs::path& playbook : shipped_playbooks()) {
    for (const fs::path& file : files_in(playbook.parent_path(), event)) {
      const std::string input = file.string().substr(0, file.string().size() - event.size());
      const std::string name = playbook.stem().string() + "." + fs::path(input).filename().string();
      add_test("playbooks", name, [=] {
        check_run({playbook, input, goldens() / "run" / "playbooks" / name}, {"ledger", "result"}, true);
      });
    }
  }
}

// --- cli ------------------------------------------------------------------------------------------------------------

/// Words apart by blanks; 'single' and "double" quotes hold blanks together. Lines that start with # are comments.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  bool line_start = true;
  bool comment = false;
  for (const char c : text) {
    if (comment || (line_start && c == '#')) {
      comment = c != '\n';
      line_start = c == '\n';
      continue;
    }
    line_start = c == '\n';
    if (quote != 0 ? c == quote : (c == '\'' || c == '"')) {
      quote = quote != 0 ? '\0' : c;
      if (!in_word) words.emplace_back();
      in_word = true;
    } else if (quote == 0 && (c == ' ' || c == '\n')) {
      in_word = false;
    } else {
      if (!in_word) words.emplace_back();
      in_word = true;
      words.back() += c;
    }
  }
  return words;
}

/// `pbc ...` or `PATH ...`, the executable of that playbook or folder. Runs at the root of the sources; {tmp} is an
/// empty folder.
void check_cli(const fs::path& file) {
  std::vector<std::string> words = words_of(read(file));
  ASSERT_FALSE(words.empty()) << "no command in " << file;
  const TemporaryFolder folder;
  for (std::string& word : words) replace_all(word, "{tmp}", folder.path().string());
  Command command = pbc_command(source_root(), {});
  command.arguments = words;
  if (words.front() != "pbc") {
    ASSERT_TRUE(fs::exists(source_root() / words.front())) << "a command starts with `pbc` or the path of a playbook";
    command.program = executable_of(source_root() / words.front());
    if (command.program.empty()) return;
    command.arguments.front() = fs::path(words.front()).stem().string();
  }
  const Outcome outcome = run(command);
  std::string text =
      "exit code " + std::to_string(outcome.exit_code) + "\n--- stdout\n" + outcome.out + "--- stderr\n" + outcome.err;
  for (const fs::path& made : files_in(folder.path(), ""))
    text += "--- wrote {tmp}/" + fs::relative(made, folder.path()).string() + "\n";
  replace_all(text, folder.path().string(), "{tmp}");
  replace_all(text, PBC_VERSION, "VERSION");
  expect_golden(fs::path(file).replace_extension(".out"), text, shell_text(command));
}

// --- all ------------------------------------------------------------------------------------------------------------

bool register_all() {
  for (const fs::path& file : files_in(goldens() / "lift", ".py"))
    add_test("lift", file.stem().string(), [=] {
      check_print(file, {"compile", "--dump-ir=lift"}, file.string() + ".pbir");
    });
  for (const fs::path& file : files_in(goldens() / "emit", ".py"))
    add_test("emit", file.stem().string(), [=] {
      check_print(file, {"compile", "--emit=cpp", "-O0"}, file.string() + ".cpp");
    });
  for (const fs::path& file : files_in(goldens() / "diag", ".py"))
    add_test("diag", file.stem().string(),
             [=] { check_print(file, {"check"}, fs::path(file).replace_extension(".diag")); });
  for (const fs::path& file : files_in(goldens() / "cli", ".cmd"))
    add_test("cli", file.stem().string(), [=] { check_cli(file); });
  for (const fs::path& file : shipped_playbooks())
    add_test("generated", file.stem().string(), [=] {
      check_print(file, {"compile", "--emit=cpp"}, source_root() / "generated" / (file.stem().string() + ".cpp"));
      if (testing::Test::HasFailure()) ADD_FAILURE() << "generated/ is behind the emitter or the playbook: make regen";
    });
  register_plans();
  register_runs();
  return true;
}

const bool kRegistered = register_all();

/// A folder that moved away would leave its suite empty and green.
TEST(Goldens, AreFound) {
  ASSERT_TRUE(kRegistered);
  std::set<std::string> suites;
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) suites.insert(all.GetTestSuite(i)->name());
  for (const char* suite : {"lift", "emit", "diag", "plan", "cli", "run", "playbooks", "generated"})
    EXPECT_TRUE(suites.contains(suite)) << "no golden in " << suite;
}

/// Every golden belongs to an input: one that lost it would never be compared again.
TEST(Goldens, HaveAnInput) {
  const auto expect_input = [](const fs::path& golden, const std::string& suffix, const std::string& input_suffix) {
    const std::string path = golden.string();
    const std::string input = path.substr(0, path.size() - suffix.size()) + input_suffix;
    EXPECT_TRUE(fs::exists(input)) << fs::relative(golden, source_root()) << " has no input " << input_suffix;
  };
  for (const fs::path& file : files_in(goldens() / "lift", ".pbir")) expect_input(file, ".pbir", "");
  for (const fs::path& file : files_in(goldens() / "emit", ".cpp")) expect_input(file, ".cpp", "");
  for (const fs::path& file : files_in(goldens() / "diag", ".diag")) expect_input(file, ".diag", ".py");
  for (const fs::path& file : files_in(goldens() / "plan", "")) {
    const std::string name = file.filename().string();
    EXPECT_TRUE(fs::exists(file.parent_path() / (name.substr(0, name.find('.')) + ".py"))) << file;
  }
  for (const fs::path& file : files_in(goldens() / "cli", ".out")) expect_input(file, ".out", ".cmd");

  std::set<std::string> playbooks;
  for (const fs::path& file : shipped_playbooks()) playbooks.insert(file.stem().string());
  for (const fs::path& file : files_in(source_root() / "generated", ".cpp"))
    EXPECT_TRUE(playbooks.contains(file.stem().string())) << fs::relative(file, source_root()) << " has no playbook";
  for (const fs::path& file : files_in(goldens() / "run", ""))
    if (file.parent_path().filename() == "playbooks") {
      const std::string name = file.filename().string();
      EXPECT_TRUE(playbooks.contains(name.substr(0, name.find('.'))))
          << fs::relative(file, source_root()) << " has no playbook";
    } else {
      const std::string name = file.filename().string();
      EXPECT_TRUE(fs::exists(file.parent_path() / (name.substr(0, name.find('.')) + ".py"))) << file;
    }
}

}  // namespace
}  // namespace pbc::golden
