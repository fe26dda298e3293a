// SPDX-License-Identifier: Apache-2.0
//
// Runs the cases of tests/golden/opt: IR in, passes, IR and remarks out. A file holds sections:
//
//   --- passes: fold-constants          for the cases that follow; `--speculate` and the like may stand behind
//   --- case: adds two integers         one test
//   --- input
//   --- expected
//   --- remarks
//
// Input is a whole playbook, or functions of one, or the body of `start @on_start(a, b=None)`; expected output has the
// same form. PBC_BLESS=1 writes what comes out into the files.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "compiler/base/files.h"
#include "compiler/ir/test_support.h"
#include "compiler/opt/pipeline.h"
#include "compiler/opt/test_effects.h"

namespace pbc::opt {
namespace {

constexpr std::string_view kPasses = "--- passes: ";
constexpr std::string_view kCase = "--- case: ";

struct Case {
  std::string before;  // lines of the file that stand before it: comments, `--- passes:`
  std::string passes;
  std::string name;
  std::string input;
  std::string expected;
  std::string remarks;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<Case> parse(std::string_view text) {
  std::vector<Case> cases;
  std::string before;
  std::string passes;
  std::string* section = &before;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with(kCase)) {
      cases.push_back({before, passes, line.substr(kCase.size()), {}, {}, {}});
      before.clear();
      section = nullptr;
    } else if (line.starts_with(kPasses)) {
      passes = line.substr(kPasses.size());
      section = &before;
      *section += line + "\n";
    } else if (line == "--- input") {
      section = &cases.at(cases.size() - 1).input;
    } else if (line == "--- expected") {
      section = &cases.at(cases.size() - 1).expected;
    } else if (line == "--- remarks") {
      section = &cases.at(cases.size() - 1).remarks;
    } else if (line.starts_with("---") || section == nullptr) {
      ADD_FAILURE() << "unknown section: " << line;
    } else {
      *section += line + "\n";
    }
  }
  return cases;
}

std::string print(const std::vector<Case>& cases) {
  std::string text;
  for (const Case& c : cases) {
    text += c.before + std::string(kCase) + c.name + "\n--- input\n" + c.input + "--- expected\n" + c.expected;
    text += "--- remarks\n" + c.remarks;
  }
  return text;
}

/// How much of a playbook the text of a case is.
enum class Form { kPlaybook, kFunctions, kBody };

Form form_of(std::string_view text) {
  if (text.starts_with("playbook ")) return Form::kPlaybook;
  for (std::string_view role : {"module", "start ", "finish ", "block ", "function ", "nested ", "lambda "}) {
    if (text.starts_with(role)) return Form::kFunctions;
  }
  return Form::kBody;
}

std::string wrap(Form form, const std::string& text) {
  if (form == Form::kPlaybook) return text;
  std::string inner = form == Form::kBody ? "start @on_start(a, b=None) {\n" + text + "}\n" : text;
  if (!inner.starts_with("module")) inner = "module {\n}\n" + inner;
  return "playbook \"test\" {\n" + inner + "}\n";
}

/// Without the first `levels` levels of indentation.
std::string dedent(const std::vector<std::string>& lines, std::size_t levels) {
  std::string text;
  for (const std::string& line : lines) text += line.substr(std::min(2 * levels, line.size())) + "\n";
  return text;
}

std::string unwrap(Form form, const std::string& printed, bool with_module) {
  std::vector<std::string> lines = lines_of(printed);
  if (form == Form::kPlaybook) return printed;
  lines.erase(lines.begin());
  lines.pop_back();
  if (!with_module) lines.erase(lines.begin(), lines.begin() + 2);
  if (form == Form::kFunctions) return dedent(lines, 1);
  lines.erase(lines.begin());
  lines.pop_back();
  return dedent(lines, 2);
}

class GoldenTest : public testing::Test {
 public:
  GoldenTest(std::string path, std::size_t index) : path_(std::move(path)), index_(index) {}

  void TestBody() override {
    // Read here and not at registration, so that blessing one case keeps what the cases before it wrote.
    const FileText file = read_file(path_, 1 << 20);
    ASSERT_TRUE(file) << path_ << ": " << file.error;
    std::vector<Case> cases = parse(file.text);
    ASSERT_LT(index_, cases.size());
    Case& golden = cases[index_];
    const ParsedPasses passes = parse_passes(golden.passes.substr(0, golden.passes.find(' ')));
    ASSERT_EQ(passes.error, "");
    ASSERT_FALSE(passes.passes.empty()) << "no `--- passes:` before the case";

    const Form form = form_of(golden.input);
    ir::Module module = ir::module_of(wrap(form, golden.input));
    ASSERT_FALSE(module.functions.empty());
    PassContext context(test_effect, test_batch,
                        {.speculate = golden.passes.find("--speculate") != std::string::npos,
                         .share_detonations = golden.passes.find("--share-detonations") != std::string::npos});
    ASSERT_EQ(run(module, passes.passes, context, {.verify = true}), "");
    const std::string printed = ir::print(module);
    EXPECT_TRUE(ir::module_of(printed) == module) << printed;
    const std::string output = unwrap(form, printed, golden.input.starts_with("module"));
    std::string remarks;
    for (const Remark& remark : context.remarks()) remarks += to_text(remark) + "\n";

    const char* bless = std::getenv("PBC_BLESS");
    if (bless != nullptr && std::string_view(bless) == "1") {
      golden.expected = output;
      golden.remarks = remarks;
      ASSERT_EQ(write_file(path_, print(cases)), "");
      return;
    }
    const std::string hint = "in " + path_ + ", case `" + golden.name + "`; to accept what came out: PBC_BLESS=1";
    EXPECT_EQ(output, golden.expected) << hint;
    EXPECT_EQ(remarks, golden.remarks) << hint;
  }

 private:
  std::string path_;
  std::size_t index_;
};

/// One test for each case, named `fold_constants/arithmetic.adds two integers`.
bool register_goldens() {
  namespace fs = std::filesystem;
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(PBC_OPT_GOLDENS)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path().string());
  }
  std::ranges::sort(paths);
  for (const std::string& path : paths) {
    const fs::path relative = fs::relative(path, PBC_OPT_GOLDENS);
    const std::string suite = (relative.parent_path() / relative.stem()).string();
    std::size_t index = 0;
    for (const Case& c : parse(read_file(path, 1 << 20).text)) {
      testing::RegisterTest(suite.c_str(), c.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [path, index]() -> testing::Test* { return new GoldenTest(path, index); });
      ++index;
    }
  }
  return !paths.empty();
}

const bool kRegistered = register_goldens();

TEST(Goldens, AreFound) { EXPECT_TRUE(kRegistered) << "no cases in " << PBC_OPT_GOLDENS; }

}  // namespace
}  // namespace pbc::opt
