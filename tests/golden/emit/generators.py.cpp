// Made by pbc from generators.py. Edit the playbook, not this file.
#include <pbc/playbook.h>

namespace playbook_code {

using namespace pbc;

// --- Declarations ----------------------------------------------------------------------------------------------------

struct count_arguments {
  Value limit;
};

struct both_arguments {
  Value items;
};

Value count(count_arguments);
Value both(both_arguments);

// --- Functions -------------------------------------------------------------------------------------------------------

Value count(count_arguments args) {
  Value limit = args.limit;
  return generator("count", 1, [=]() mutable -> Steps {
    Frame at{"count"};
    Value n = 0;
    while (at(3, n) < limit) {
      step();
      at(4);
      Value step_ = co_yield n;
      at(5);
      n += or_(step_, [&] { return Value{1}; });
    }
    co_return n;
  });
}

Value both(both_arguments args) {
  Value items = args.items;
  return generator("both", 9, [=]() mutable -> Steps {
    Frame at{"both"};
    Cell total;
    at(10);
    Value yielded = count({.limit = 2});
    Value sent = co_yield from(std::move(yielded));
    *total = sent;
    at(11);
    Value genexpr = generator("both.<locals>.<genexpr>", 11, [=, items_2 = iter(items)]() mutable -> Steps {
      Frame at{"<genexpr>"};
      at(11);
      for (Value item : iterate(items_2)) {
        co_yield item * bound_cell(*total, "total");
      }
      co_return None;
    });
    co_yield from(genexpr);
    co_return None;
  });
}

// --- Module body -----------------------------------------------------------------------------------------------------

void load() {
  Frame at{"<module>"};
  at(14);
  py("print")({py("list")({both({.items = list({1, 2})})})});
}

// --- Functions by name -----------------------------------------------------------------------------------------------

const std::initializer_list<Parameter> kParametersOf_count = {Parameter{"limit"}};
const std::initializer_list<Parameter> kParametersOf_both = {Parameter{"items"}};

const std::initializer_list<FunctionInfo> kFunctions = {
  {"count", 1, code_of(count), kParametersOf_count, [](Value* args) { return count({.limit = args[0]}); }},
  {"both", 9, code_of(both), kParametersOf_both, [](Value* args) { return both({.items = args[0]}); }},
};

}  // namespace playbook_code

const pbc::Playbook pbc::playbook = {
  .name = "generators",
  .file = "generators.py",
  .functions = playbook_code::kFunctions,
  .make_globals = []() -> pbc::Globals* { return new pbc::Globals; },
  .load = playbook_code::load,
  .is_script = true,
  .generators = {{"count", 1}, {"both", 9}},
};
