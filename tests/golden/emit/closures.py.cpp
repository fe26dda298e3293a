// Made by pbc from closures.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct counter_arguments {
  Value start;
};

Value counter(counter_arguments);

const std::initializer_list<Parameter> kParametersOf_step_ = {Parameter{"by", ParameterKind::kNormal, 1}};
const FunctionInfo kstep__info{"counter.<locals>.step", 4, nullptr, kParametersOf_step_, nullptr};

// --- Module ----------------------------------------------------------------------------------------------------------

/// The module's variables; every run has its own.
struct Globals final : pbc::Globals {
  Value step_;
};
Globals& module() {
  return static_cast<Globals&>(globals());
}

// --- Functions -------------------------------------------------------------------------------------------------------

Value counter(counter_arguments args) {
  Frame at{"counter"};
  Value start = args.start;
  Cell count;
  *count = start;
  Value step_ = closure(kstep__info, [=]([[maybe_unused]] Value* args) -> Value {
    Frame at{"step"};
    Value by = args[0];
    at(6);
    *count = in_place(Operator::kAdd, bound_cell(*count, "count"), by);
    at(7);
    return bound_cell(*count, "count");
  });
  return step_;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
  at(12);
  module().step_ = counter({.start = 3});
  at(13);
  py("print")({bound_global(module().step_, "step")(), bound_global(module().step_, "step")({}, {{"by", 2}})});
}

// --- Functions by name -----------------------------------------------------------------------------------------------

const std::initializer_list<Parameter> kParametersOf_counter = {Parameter{"start"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"counter", 1, code_of(counter), kParametersOf_counter, [](Value* args) { return counter({.start = args[0]}); }},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "closures",
  .file = "closures.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = true,
};
