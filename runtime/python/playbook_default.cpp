// SPDX-License-Identifier: Apache-2.0
//
// What an executable without a playbook links with, such as the unit tests: no functions, no source text.
#include "pbc/playbook.h"
#include "python/errors.h"

extern "C" {
[[gnu::weak]] extern const char pbc_source_begin[] = {'\0'};
}
asm(".weak pbc_source_end\n.set pbc_source_end, pbc_source_begin");

namespace pbc {

[[gnu::weak]] extern const Playbook playbook{"", "", {}, nullptr, nullptr, true};

}  // namespace pbc
