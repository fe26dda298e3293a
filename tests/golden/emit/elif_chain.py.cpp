// Made by pbc from elif_chain.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct level_arguments {
  Value score;
};

Value level(level_arguments);

// --- Functions -------------------------------------------------------------------------------------------------------

Value level(level_arguments args) {
  Frame at{"level"};
  Value score = args.score;
  Value name;
  std::int64_t limit{};
  at(3);
  if (score > 90) {
    name = "critical";
  } else if (at(5, score) > 70) {
    limit = 80;
    at(7);
    name = score > limit ? Value{"high"} : Value{"medium"};
  } else if (at(8, score) > 40) {
    name = "medium";
  } else if (at(10, score) > 10) {
    limit = 20;
    at(12);
    name = score > limit ? Value{"low"} : Value{"none"};
  } else {
    name = "none";
  }
  return name;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
}

// --- Functions by name -----------------------------------------------------------------------------------------------

const std::initializer_list<Parameter> kParametersOf_level = {Parameter{"score"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"level", 2, code_of(level), kParametersOf_level, [](Value* args) { return level({.score = args[0]}); }},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "elif_chain",
  .file = "elif_chain.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new pbc::Globals; },
  .load = playbook_code::load,
  .is_script = true,
};
