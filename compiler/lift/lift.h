// SPDX-License-Identifier: Apache-2.0
//
// The phase from syntax to IR: resolves names, evaluates literals, makes every construct of Python and every call of
// the Playbook API an operation.
#pragma once

#include "compiler/diag/diag_sink.h"
#include "compiler/ir/module.h"
#include "compiler/syntax/syntax.h"

namespace pbc::lift {

/// Lifts a whole file. What cannot be lifted is reported (UnsupportedConstruct and others) and leaves a hole; the
/// module is to be used further only when `diags` has no errors.
ir::Module lift(const syntax::Cst& cst, DiagSink& diags);

}  // namespace pbc::lift
