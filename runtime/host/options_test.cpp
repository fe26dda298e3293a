// SPDX-License-Identifier: Apache-2.0
#include "host/options.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace pbc::host {
namespace {

const Playbook kPhish{"phish", "phish.py", {}, nullptr, [] {}, false};
const Playbook kTool{"tool", "tool.py", {}, nullptr, [] {}, true};
const Playbook kBundle{"all", "all", {}, nullptr, nullptr, false};

struct Parsed {
  CommandLine line;
  std::string out;
  std::string err;
};

Parsed parse(const Playbook& playbook, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "./phish");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Parsed parsed;
  parsed.line = parse_command_line(playbook, static_cast<int>(argv.size()), argv.data());
  parsed.out = testing::internal::GetCapturedStdout();
  parsed.err = testing::internal::GetCapturedStderr();
  return parsed;
}

TEST(CommandLine, OfAPlaybookRunsOnAnEvent) {
  Parsed parsed = parse(kPhish, {"run", "e.json",        "--world",  "w.json",  "--input", "a=1",     "--input",
                                 "a=2", "--input=b=x y", "--inputs", "i.json",  "--trace", "t",       "--ledger",
                                 "l",   "--result",      "r",        "--files", "f",       "--strict"});
  ASSERT_FALSE(parsed.line.exit_code) << parsed.err;
  const RunOptions& run = parsed.line.run;
  EXPECT_EQ(run.event, "e.json");
  EXPECT_EQ(run.world, "w.json");
  EXPECT_EQ(run.settings, (std::vector<std::string>{"a=1", "a=2", "b=x y"}));
  EXPECT_EQ(run.inputs + run.trace + run.ledger + run.result + run.files, "i.jsontlrf");
  EXPECT_TRUE(run.strict);
}

TEST(CommandLine, TakesTheEventAfterAnInput) {
  Parsed parsed = parse(kPhish, {"run", "--input", "a=1", "e.json"});
  ASSERT_FALSE(parsed.line.exit_code) << parsed.err;
  EXPECT_EQ(parsed.line.run.event, "e.json");
  EXPECT_EQ(parsed.line.run.settings, std::vector<std::string>{"a=1"});
}

TEST(CommandLine, KeepsValuesAsTheyAre) {
  Parsed parsed = parse(kPhish, {"run", "--input", "a=[1, \"x, y\"]", "--input", "b=-5"});
  ASSERT_FALSE(parsed.line.exit_code) << parsed.err;
  EXPECT_EQ(parsed.line.run.settings, (std::vector<std::string>{"a=[1, \"x, y\"]", "b=-5"}));
}

TEST(CommandLine, OfABundleNamesAPlaybook) {
  EXPECT_EQ(parse(kBundle, {"run", "e.json", "--playbook", "mail/triage"}).line.run.playbook, "mail/triage");
  EXPECT_TRUE(parse(kBundle, {"list"}).line.lists_playbooks);
  EXPECT_FALSE(parse(kBundle, {"run"}).line.lists_playbooks);
  EXPECT_EQ(parse(kPhish, {"run", "--playbook", "mail/triage"}).line.exit_code, kUsage);
  EXPECT_EQ(parse(kPhish, {"list"}).line.exit_code, kUsage);
}

TEST(CommandLine, OfAScriptTakesNoEvent) {
  EXPECT_FALSE(parse(kTool, {}).line.exit_code);
  EXPECT_EQ(parse(kTool, {"--files", "kept"}).line.run.files, "kept");
  EXPECT_EQ(parse(kTool, {"run"}).line.exit_code, kUsage);
}

TEST(CommandLine, SaysWhatIsWrong) {
  for (std::vector<std::string> arguments : {std::vector<std::string>{},
                                             {"walk"},
                                             {"run", "--wordl", "w"},
                                             {"run", "--world"},
                                             {"run", "a", "b"},
                                             {"run", "--strict=maybe"}}) {
    Parsed parsed = parse(kPhish, arguments);
    EXPECT_EQ(parsed.line.exit_code, kUsage);
    EXPECT_EQ(parsed.out, "");
    EXPECT_TRUE(parsed.err.starts_with("error: ") && parsed.err.ends_with("; see ./phish --help\n")) << parsed.err;
    EXPECT_EQ(std::count(parsed.err.begin(), parsed.err.end(), '\n'), 1) << parsed.err;
  }
}

TEST(CommandLine, Helps) {
  Parsed parsed = parse(kPhish, {"--help"});
  EXPECT_EQ(parsed.line.exit_code, kSucceeded);
  EXPECT_NE(parsed.out.find("phish"), std::string::npos);
  parsed = parse(kPhish, {"run", "--help"});
  EXPECT_EQ(parsed.line.exit_code, kSucceeded);
  for (const char* option :
       {"--world", "--input", "--inputs", "--trace", "--ledger", "--result", "--files", "--strict", "Exit code"})
    EXPECT_NE(parsed.out.find(option), std::string::npos) << option;
  parsed = parse(kPhish, {"--version"});
  EXPECT_TRUE(parsed.out.starts_with("phish, compiled by pbc ")) << parsed.out;
}

}  // namespace
}  // namespace pbc::host
