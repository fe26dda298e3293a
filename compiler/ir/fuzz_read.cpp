// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>
#include <string>

#include "compiler/ir/print.h"
#include "compiler/ir/read.h"
#include "compiler/ir/verify.h"

namespace pbc::ir {

int fuzz_read(const std::uint8_t* data, std::size_t size) {
  const SourceFile file("fuzz.pbir", std::string(data, data + size));
  DiagSink diags;
  const std::optional<Module> module = read(file, diags);
  if (!module || !verify(*module).empty()) return 0;

  const SourceFile printed("printed.pbir", print(*module));
  DiagSink printed_diags;
  const std::optional<Module> again = read(printed, printed_diags);
  if (!again || !(*again == *module) || print(*again) != printed.text()) {
    std::fprintf(stderr, "printing and reading again gave another module:\n%s", std::string(printed.text()).c_str());
    std::abort();
  }
  return 0;
}

}  // namespace pbc::ir
