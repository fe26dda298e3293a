// Made by pbc from try_except.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct read_arguments {
  Value row;
};

Value read(read_arguments);

// --- Functions -------------------------------------------------------------------------------------------------------

Value read(read_arguments args) {
  Frame at{"read"};
  Value row = args.row;
  Value value;
  Value error;
  bool done = false;
  try {
    bool completed = false;
    try {
      at(3);
      Value t = item_or_failure(row, "value");
      if (t.is_unset()) {
        goto failed;
      }
      value = t;
      completed = true;
    } catch (const Raised& raised) {
      fail(raised);
    }
    failed:
    if (const Failure failure; failure.happened()) {
      Handling handling(failure);
      if (handling.matches(tuple({py("KeyError"), py("TypeError")}))) {
        const Unbinding unbinding{error};
        error = handling.exception();
        at(5);
        value = py("str")({error});
        at(6);
        raise(py("ValueError")({"no value"}), error);
      } else {
        if (handling.matches(py("Exception"))) {
          at(8);
          reraise();
        } else {
          failure.throw_again();
        }
      }
    }
    if (completed) {
      at(10);
      value += 1;
    }
  } catch (const Raised& raised) {
    if (done) {
      throw;
    }
    Handling handling(raised);
    at(12);
    py("print")({"done"});
    throw;
  }
  at(12);
  py("print")({"done"});
  return value;
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
}

// --- Functions by name -----------------------------------------------------------------------------------------------

const std::initializer_list<Parameter> kParametersOf_read = {Parameter{"row"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"read", 1, code_of(read), kParametersOf_read, [](Value* args) { return or_throw(read({.row = args[0]})); }},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "try_except",
  .file = "try_except.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new pbc::Globals; },
  .load = playbook_code::load,
  .is_script = true,
};
