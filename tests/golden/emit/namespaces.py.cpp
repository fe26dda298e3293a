// Made by pbc from namespaces.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct handle_one_arguments {
  Value x;
};

Value handle_one(handle_one_arguments);

// --- Module ----------------------------------------------------------------------------------------------------------

/// The module's variables; every run has its own.
struct Globals final : pbc::Globals {
};
Globals& module() {
  return static_cast<Globals&>(globals());
}

// --- Functions -------------------------------------------------------------------------------------------------------

Value handle_one(handle_one_arguments args) {
  Frame at{"handle_one"};
  Value x = args.x;
  at(5);
  Value total = x + module().load("limit");
  Value locals__;
  const Value t = locals_in(locals__);
  add_bound(t, "x", x);
  add_bound(t, "total", total);
  return t;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
  module().expose("__main__", None);
  module().store("limit", 3);
  module().store("handle_one", handle_one);
  at(9);
  ClassBody Names_body{"Names", "Names"};
  {
    Frame at{"Names"};
    at(10);
    Names_body.set("first", module().load("limit"));
    Names_body.set("all", Names_body.names());
  }
  module().store("Names", Names_body.make());
  at(14);
  py("print")({py("globals")()["handle_one"]({1}), module().load("Names").attr("all")});
  try {
    at(16);
    module().remove("limit");
  } catch (const Raised& raised) {
    Handling handling(raised);
    if (handling.matches(py("NameError"))) {
      const Forgetting unbinding{module(), "error"};
      module().store("error", handling.exception());
      at(18);
      py("print")({module().load("error")});
    } else {
      throw;
    }
  }
}

// --- Functions by name -----------------------------------------------------------------------------------------------

const std::initializer_list<Parameter> kParametersOf_handle_one = {Parameter{"x"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"handle_one", 4, code_of(handle_one), kParametersOf_handle_one,
      [](Value* args) { return handle_one({.x = args[0]}); }},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "namespaces",
  .file = "namespaces.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = true,
};
