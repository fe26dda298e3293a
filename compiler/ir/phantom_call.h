// SPDX-License-Identifier: Apache-2.0
//
// The arguments of a Playbook API call, by the API's names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"

namespace pbc::ir {

/// What the call passes for a parameter; null when it passes nothing.
const Operand* argument(const Module& module, const Op& call, std::string_view parameter);

/// The text of an operand that is a str constant; nothing for any other, and for null.
std::optional<std::string> constant_text(const Module& module, const Operand* operand);

/// Both: a parameter that is given as a text constant.
std::optional<std::string> text_argument(const Module& module, const Op& call, std::string_view parameter);

/// The elements of a list or tuple that is written out, as an argument or before the call; null for any other operand.
const std::vector<Operand>* elements_of(const Module& module, const Operand& operand);

}  // namespace pbc::ir
