// SPDX-License-Identifier: Apache-2.0
//
// The modules atexit and gc (Python library reference). Functions given to atexit run at the end of the run; the memory
// of a run goes with the run, so that gc has nothing to collect.
#include "python/arguments.h"
#include "python/library_more.h"
#include "python/standard_streams.h"
#include "python/threads.h"

namespace pbc {
namespace {

struct ExitFunction {
  Value function, arguments, keywords;
};
struct ExitFunctions {
  std::vector<ExitFunction> all;
};
std::vector<ExitFunction>& exit_functions() { return run_local<ExitFunctions>().all; }

Value register_function(const Value&, Value* a) {
  const Values& given = as_tuple(a[0]);
  if (given.empty()) raise_type_error("register() takes at least 1 argument (0 given)");
  if (!is_callable(given[0])) raise_type_error("the first argument must be callable");
  exit_functions().push_back({given[0], make_tuple(Values(given.begin() + 1, given.end())), a[1]});
  return given[0];
}

Value unregister(const Value&, Value* a) {
  std::vector<ExitFunction>& all = exit_functions();
  for (std::size_t i = 0; i < all.size();) {
    if (all[i].function == a[0]) {
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return None;
}

/// What they register in their turn does not run.
void run_all() {
  std::vector<ExitFunction>& all = exit_functions();
  for (std::size_t i = all.size(); i-- > 0;) {
    if (i >= all.size()) continue;
    const ExitFunction last = all[i];
    try {
      call_with(last.function, as_tuple(last.arguments), last.keywords);
    } catch (const Raised& raised) {
      const Value exception = raised.exception;
      caught();
      const Value out = standard_error();
      if (out.is_none()) continue;
      out.call("write", {make_str("Exception ignored in atexit callback: " + to_repr(last.function) + "\n" +
                                  format_traceback(exception, playbook_source()))});
    }
  }
  all.clear();
}

constexpr Method kAtexitFunctions[] = {
    {"_clear",
     [](const Value&, Value*) -> Value {
       exit_functions().clear();
       return None;
     },
     ""},
    {"_ncallbacks", [](const Value&, Value*) -> Value { return exit_functions().size(); }, ""},
    {"_run_exitfuncs",
     [](const Value&, Value*) -> Value {
       run_all();
       return None;
     },
     ""},
    {"register", register_function, "*args, **kwargs"},
    {"unregister", unregister, "func, /"},
};

// --- gc
// ----------------------------------------------------------------------------------------------------------------

struct Collector {
  bool is_enabled = true;
  Value threshold = make_tuple({700, 10, 10});
};

Value nothing(const Value&, Value*) { return None; }
template <bool On>
Value enable(const Value&, Value*) {
  run_local<Collector>().is_enabled = On;
  return None;
}
Value set_threshold(const Value&, Value* a) {
  Values fresh = as_tuple(run_local<Collector>().threshold);
  for (std::size_t i = 0; i < 3; ++i)
    if (!a[i].is_unset()) fresh[i] = to_index(a[i]);
  run_local<Collector>().threshold = make_tuple(std::move(fresh));
  return None;
}

constexpr Method kGcFunctions[] = {
    {"collect", [](const Value&, Value*) -> Value { return 0; }, "generation="},
    {"disable", enable<false>, ""},
    {"enable", enable<true>, ""},
    {"freeze", nothing, ""},
    {"get_count",
     [](const Value&, Value*) {
       return make_tuple({0, 0, 0});
     },
     ""},
    {"get_threshold", [](const Value&, Value*) { return run_local<Collector>().threshold; }, ""},
    {"isenabled", [](const Value&, Value*) -> Value { return run_local<Collector>().is_enabled; }, ""},
    {"set_threshold", set_threshold, "threshold0, threshold1=, threshold2=, /"},
    {"unfreeze", nothing, ""},
};
constexpr Constant kGcConstants[] = {
    {"garbage", [] { return make_list(); }},
};

}  // namespace

void run_exit_functions() {
  run_pending_timers();
  run_all();
}

constinit const Module kAtexitModule{.name = "atexit", .functions = kAtexitFunctions};
constinit const Module kGcModule{.name = "gc", .functions = kGcFunctions, .constants = kGcConstants};

}  // namespace pbc
