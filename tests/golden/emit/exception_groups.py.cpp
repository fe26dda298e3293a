// Made by pbc from exception_groups.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct collect_arguments {
  Value errors;
};

Value collect(collect_arguments);

// --- Functions -------------------------------------------------------------------------------------------------------

// Except clauses that share one exception.
Value collect(collect_arguments args) {
  Frame at{"collect"};
  Value errors = args.errors;
  Value seen = list({});
  Value group;
  bool done = false;
  try {
    try {
      at(5);
      fail(py("ExceptionGroup")({"several", errors}));
      goto failed;
    } catch (const Raised& raised) {
      fail(raised);
    }
    failed:
    if (const Failure failure; failure.happened()) {
      Handling handling(failure);
      GroupHandling groups(handling);
      at(6);
      if (groups.take(py("ValueError"))) {
        try {
          Handling handling(groups.taken());
          const Unbinding unbinding{group};
          group = handling.exception();
          at(7);
          seen.call("extend", {group.attr("exceptions")});
        } catch (const Raised& raised) {
          groups.keep(raised);
        }
      }
      at(8);
      if (groups.take(tuple({py("TypeError"), py("KeyError")}))) {
        try {
          Handling handling(groups.taken());
          at(9);
          reraise();
        } catch (const Raised& raised) {
          groups.keep(raised);
        }
      }
      groups.finish();
    }
  } catch (const Raised& raised) {
    if (done) {
      throw;
    }
    Handling handling(raised);
    at(11);
    seen.call("append", {"end"});
    throw;
  }
  at(11);
  seen.call("append", {"end"});
  return seen;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
  at(15);
  py("print")({or_throw(collect({.errors = list({py("ValueError")({1})})}))});
}

// --- Functions by name -----------------------------------------------------------------------------------------------

const std::initializer_list<Parameter> kParametersOf_collect = {Parameter{"errors"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"collect", 1, code_of(collect), kParametersOf_collect,
      [](Value* args) { return or_throw(collect({.errors = args[0]})); }, "Except clauses that share one exception."},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "exception_groups",
  .file = "exception_groups.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new pbc::Globals; },
  .load = playbook_code::load,
  .is_script = true,
};
