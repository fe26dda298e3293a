// SPDX-License-Identifier: Apache-2.0
//
// For the tests of the IR and of what works on it.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "compiler/diag/render.h"
#include "compiler/ir/print.h"
#include "compiler/ir/read.h"
#include "compiler/ir/verify.h"

namespace pbc::ir {

/// What read() says about a text: a module, or its diagnostics as text.
struct ReadResult {
  std::optional<Module> module;
  std::string diagnostics;
};
inline ReadResult read_text(std::string_view text) {
  const SourceFile file("test.pbir", std::string(text));
  DiagSink diags;
  ReadResult result;
  result.module = read(file, diags);
  result.diagnostics = render_text(diags);
  return result;
}

/// All findings, one a line; empty for a module that verifies.
inline std::string findings(const Module& module) {
  std::string text;
  for (const Finding& finding : verify(module)) text += to_text(module, finding) + "\n";
  return text;
}

/// A module that must read and verify.
inline Module module_of(std::string_view text) {
  ReadResult result = read_text(text);
  EXPECT_TRUE(result.module) << result.diagnostics << "in:\n" << text;
  if (!result.module) return {};
  EXPECT_EQ(findings(*result.module), "") << text;
  return std::move(*result.module);
}

/// The text of a module whose one function `@f(a, b=None)` has that body.
inline std::string with_body(std::string_view body) {
  std::string text = "playbook \"test\" {\n  module {\n  }\n  function @f(a, b=None) {\n";
  while (!body.empty()) {
    const std::size_t end = body.find('\n');
    text += "    " + std::string(body.substr(0, end)) + "\n";
    body = end == std::string_view::npos ? std::string_view() : body.substr(end + 1);
  }
  return text + "  }\n}\n";
}

}  // namespace pbc::ir
