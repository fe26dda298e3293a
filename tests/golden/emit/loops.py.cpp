// Made by pbc from loops.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct search_arguments {
  Value rows;
  Value wanted;
};

Value search(search_arguments);

// --- Functions -------------------------------------------------------------------------------------------------------

Value search(search_arguments args) {
  Frame at{"search"};
  Value rows = args.rows;
  Value wanted = args.wanted;
  bool broken = false;
  at(2);
  for (auto [i, t] : unpack_each<2>(py("enumerate")({rows}))) {
    at(2);
    auto [name, value] = unpack<2>(t);
    at(3);
    if (name == wanted) {
      broken = true;
      break;
    }
    if (!value) {
      continue;
    }
    at(7);
    py("print")({i});
  }
  if (!broken) {
    at(9);
    py("print")({"not found"});
  }
  at(10);
  while (rows) {
    step();
    at(11);
    rows.call("pop");
  }
  return None;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
}

// --- Functions by name -----------------------------------------------------------------------------------------------

const std::initializer_list<Parameter> kParametersOf_search = {{"rows"}, {"wanted"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"search", 1, code_of(search), kParametersOf_search,
      [](Value* args) { return search({.rows = args[0], .wanted = args[1]}); }},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "loops",
  .file = "loops.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new pbc::Globals; },
  .load = playbook_code::load,
  .is_script = true,
};
