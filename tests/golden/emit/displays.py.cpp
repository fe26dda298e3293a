// Made by pbc from displays.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

const std::initializer_list<Parameter> kParametersOf__lambda_ = {{"row"}, {"default", ParameterKind::kNormal, None}};
const FunctionInfo klambda_info{"<lambda>", 7, nullptr, kParametersOf__lambda_, nullptr};

// --- Module ----------------------------------------------------------------------------------------------------------

/// The module's variables; every run has its own.
struct Globals final : pbc::Globals {
  Value text;
  Value numbers;
  Value table;
  Value unique;
  Value squares;
  Value pairs;
  Value pick;
};
Globals& module() {
  return static_cast<Globals&>(globals());
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
  at(1);
  module().text = fstring({Field{Value{1} + 1, 0, fstring({">", Field{5}})}, " ", Field{"a", 'r'}});
  at(2);
  module().numbers = list({1, star(list({2, 3})), 4});
  at(3);
  module().table = dict({{"a", 1}, star_star(dict({{"b", 2}}))});
  module().unique = set({1, 2, 2});
  Value t = list({});
  at(5);
  for (Value n : iterate(bound_global(module().numbers, "numbers"))) {
    if (n % 2) {
      append(t, n * n);
    }
  }
  module().squares = t;
  Value t_2 = dict({});
  at(6);
  for (Value n_2 : iterate(bound_global(module().numbers, "numbers"))) {
    for (Value m : iterate(tuple({1, 2}))) {
      t_2.set_item(n_2, m);
    }
  }
  module().pairs = t_2;
  Value lambda = closure(klambda_info, [=]([[maybe_unused]] Value* args) -> Value {
    Frame at{"<lambda>"};
    Value row = args[0];
    Value default_ = args[1];
    at(7);
    return row ? row[0] : default_;
  });
  module().pick = lambda;
}

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "displays",
  .file = "displays.py",
  .make_globals = []() -> pbc::Globals* { return new playbook_code::Globals; },
  .load = playbook_code::load,
  .is_script = true,
};
