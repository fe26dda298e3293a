// SPDX-License-Identifier: Apache-2.0
//
// phantom.playbook_block: the decorator that the editor puts above blocks. It leaves the function as it is.
#include "phantom/run.h"

namespace pbc::engine {

namespace {

Value same_function(const Value&, Value* arguments) { return std::move(arguments[0]); }

constinit const Method kDecorator{"playbook_block", same_function, "function, /"};

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

Value playbook_block(const playbook_block_arguments&) { return pbc::engine::kDecorator.head; }

}  // namespace pbc::phantom
