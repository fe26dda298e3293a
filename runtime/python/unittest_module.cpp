// SPDX-License-Identifier: Apache-2.0
//
// The module unittest (Python library reference, unittest): test cases with their assertions, suites, the text runner
// and main(), which finds the classes of the script that derive from TestCase.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "python/arguments.h"
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/library_class.h"
#include "python/library_more.h"
#include "python/unittest_warns.h"

namespace pbc {

namespace {

extern const Type kSkipTestType;
constinit const Type kSkipTestType{.name = "SkipTest", .module = "unittest.case", .base = &kException};

Value test_case_class();
Value suite_class();
Value result_class();

[[noreturn]] void fail(const Value& self, const std::string& standard, const Value& message) {
  std::string text = standard;
  if (given(message))
    text = (static_cast<bool>(self.attr("longMessage")) && !standard.empty() ? standard + " : " : "") + to_str(message);
  raise(self.attr("failureException")({make_str(text)}));
}

// --- Assertions ------------------------------------------------------------------------------------------------------

struct Check {
  Name name;
  bool (*holds)(const Value& a, const Value& b);
  const char* between;  // of the text when it does not hold
};

constexpr Check kChecks[] = {
    {"assertEqual", [](const Value& a, const Value& b) { return a == b; }, " != "},
    {"assertListEqual", [](const Value& a, const Value& b) { return a == b; }, " != "},
    {"assertTupleEqual", [](const Value& a, const Value& b) { return a == b; }, " != "},
    {"assertDictEqual", [](const Value& a, const Value& b) { return a == b; }, " != "},
    {"assertSetEqual", [](const Value& a, const Value& b) { return a == b; }, " != "},
    {"assertSequenceEqual",
     [](const Value& a, const Value& b) { return make_list(to_values(a)) == make_list(to_values(b)); }, " != "},
    {"assertMultiLineEqual", [](const Value& a, const Value& b) { return a == b; }, " != "},
    {"assertNotEqual", [](const Value& a, const Value& b) { return a != b; }, " == "},
    {"assertIs", [](const Value& a, const Value& b) { return is(a, b); }, " is not "},
    {"assertIn", [](const Value& a, const Value& b) { return in(a, b); }, " not found in "},
    {"assertNotIn", [](const Value& a, const Value& b) { return !in(a, b); }, " unexpectedly found in "},
    {"assertGreater", [](const Value& a, const Value& b) { return a > b; }, " not greater than "},
    {"assertGreaterEqual", [](const Value& a, const Value& b) { return a >= b; }, " not greater than or equal to "},
    {"assertLess", [](const Value& a, const Value& b) { return a < b; }, " not less than "},
    {"assertLessEqual", [](const Value& a, const Value& b) { return a <= b; }, " not less than or equal to "},
};

Value assert_close(Values& a, bool wanted) {
  const Value &self = a[0], &first = a[1], &second = a[2];
  if (first == second && wanted) return None;
  const Value difference = py("abs")({first - second});
  std::string how;
  bool close;
  if (given(a[5])) {
    close = difference <= a[5];
    how = to_repr(a[5]) + " delta";
  } else {
    const std::int64_t places = given(a[3]) ? to_index(a[3]) : 7;
    close = py("round")({difference, places}) == Value(0);
    how = std::to_string(places) + " places";
  }
  if (close == wanted) return None;
  fail(self,
       to_repr(first) + (wanted ? " != " : " == ") + to_repr(second) + " within " + how +
           (wanted ? " (" + to_repr(difference) + " difference)" : ""),
       a[4]);
}

Value sorted_counts(const Value& items) { return import_from("collections", "Counter")({items}); }

/// The context of assertRaises without a callable.
struct Expectation final : Native {
  Expectation(Value test, Value wanted, Value pattern);
  Value test, wanted, pattern, exception = None;
  Value attribute(Name name) override { return name == Name("exception") ? exception : Value(); }
};

std::string names_of(const Value& wanted) {
  if (!wanted.is(Tag::kTuple)) return to_str(wanted.attr("__name__"));
  return to_repr(wanted);
}

Value exit_expectation(const Value& self, Value* a) {
  auto& expectation = as_native<Expectation>(self);
  if (a[0].is_none()) fail(expectation.test, names_of(expectation.wanted) + " not raised", None);
  if (!is_instance_of(a[1], expectation.wanted)) return false;
  expectation.exception = a[1];
  if (!expectation.pattern.is_none()) {
    const Value text = make_str(to_str(a[1]));
    if (import("re").call("search", {expectation.pattern, text}).is_none())
      fail(expectation.test, to_repr(expectation.pattern) + " does not match " + to_repr(text), None);
  }
  return true;
}

constexpr Method kExpectationMethods[] = {
    {"__enter__", [](const Value& self, Value*) { return self; }, ""},
    {"__exit__", exit_expectation, "type, value, traceback, /"},
};
constinit const Type kExpectationType{.name = "_AssertRaisesContext", .module = "unittest.case", .methods = [] {
                                        return std::span<const Method>(kExpectationMethods);
                                      }};
Expectation::Expectation(Value test_case, Value wanted_type, Value wanted_pattern)
    : Native(kExpectationType),
      test(std::move(test_case)),
      wanted(std::move(wanted_type)),
      pattern(std::move(wanted_pattern)) {}

Value expect(const Value& self, const Value& wanted, const Value& pattern, const Values& rest, const Value& keywords) {
  auto* made = new Expectation(self, wanted, pattern);
  const Value context = make_native(made);
  if (rest.empty() || rest[0].is_none()) return context;
  try {
    call_with(rest[0], Values(rest.begin() + 1, rest.end()), keywords);
  } catch (const Raised& raised) {
    Value arguments[] = {type_value(type_of(raised.exception)), raised.exception, None};
    if (!static_cast<bool>(exit_expectation(context, arguments))) throw;
    caught();
    return None;
  }
  fail(self, names_of(wanted) + " not raised by " + to_str(rest[0].attr("__name__")), None);
}

// --- Running a test --------------------------------------------------------------------------------------------------

std::string test_id(const Value& test) {
  return class_of(test).module + "." + to_str(class_of(test).qualified_name) + "." +
         to_str(test.attr("_testMethodName"));
}
std::string test_text(const Value& test) {
  const std::string name = to_str(test.attr("_testMethodName"));
  return name + " (" + test_id(test) + ")";
}

enum class Outcome : std::uint8_t { kPassed, kFailed, kError, kSkipped };

/// Runs one part; what it raises goes into `result`.
Outcome run_part(const Value& test, const Value& result, const Value& part) {
  try {
    part();
    return Outcome::kPassed;
  } catch (const Raised& raised) {
    const Value exception = raised.exception;
    if (is_exception(exception, kKeyboardInterrupt)) throw;
    const Handling handling(raised);
    if (is_exception(exception, kSkipTestType)) {
      result.call("addSkip", {test, make_str(to_str(exception))});
      return Outcome::kSkipped;
    }
    const bool failed = is_instance_of(exception, test.attr("failureException"));
    result.call(failed ? Name("addFailure") : Name("addError"),
                {test, make_tuple({type_value(type_of(exception)), exception, None})});
    return failed ? Outcome::kFailed : Outcome::kError;
  }
}

Value run_test(Values& a) {
  const Value& test = a[0];
  const Value result = given(a[1]) ? a[1] : result_class()();
  result.call("startTest", {test});
  const Value method = test.attr(Name(test.attr("_testMethodName").text()));
  const auto mark = [&](const char* name) {
    for (const Value& of : {method, type_value(type_of(test))})
      if (const Value found = find_attribute(of, Name(std::string_view(name)));
          !found.is_unset() && static_cast<bool>(found))
        return of;
    return Value();
  };
  if (const Value skipped = mark("__unittest_skip__"); !skipped.is_unset()) {
    const Value why = find_attribute(skipped, "__unittest_skip_why__");
    result.call("addSkip", {test, why.is_unset() ? Value("") : why});
  } else {
    const bool fails = !mark("__unittest_expecting_failure__").is_unset();
    const Value into = fails ? result_class()() : result;
    Outcome outcome = run_part(test, into, test.attr("setUp"));
    if (outcome == Outcome::kPassed) {
      outcome = run_part(test, into, method);
      const Outcome down = run_part(test, into, test.attr("tearDown"));
      if (outcome == Outcome::kPassed) outcome = down;
    }
    const Value cleanups = test.attr("_cleanups");
    while (length_of(cleanups) > 0) {
      const auto [function, arguments, keywords] = unpack<3>(cleanups.call("pop"));
      const Outcome clean =
          run_part(test, into, import_from("functools", "partial")({function, star(arguments)}, {expand(keywords)}));
      if (outcome == Outcome::kPassed) outcome = clean;
    }
    if (static_cast<bool>(test.attr("_subtest_failed"))) outcome = Outcome::kFailed;
    if (fails && outcome != Outcome::kSkipped) {
      result.call(outcome == Outcome::kPassed ? Name("addUnexpectedSuccess") : Name("addExpectedFailure"), {test});
    } else if (outcome == Outcome::kPassed) {
      result.call("addSuccess", {test});
    }
  }
  result.call("stopTest", {test});
  return result;
}

/// `with self.subTest(...)`: a failure inside is noted and the test goes on.
struct SubTest final : Native {
  SubTest(Value test, Value result);
  Value test, result;
};

Value exit_subtest(const Value& self, Value* a) {
  auto& sub = as_native<SubTest>(self);
  if (a[0].is_none()) return false;
  if (is_exception(a[1], kSkipTestType)) return false;
  const bool failed = is_instance_of(a[1], sub.test.attr("failureException"));
  sub.test.set_attr("_subtest_failed", true);
  if (!sub.result.is_none())
    sub.result.call(failed ? Name("addFailure") : Name("addError"), {sub.test, make_tuple({a[0], a[1], a[2]})});
  return true;
}

constexpr Method kSubTestMethods[] = {
    {"__enter__", [](const Value&, Value*) -> Value { return None; }, ""},
    {"__exit__", exit_subtest, "type, value, traceback, /"},
};
constinit const Type kSubTestType{
    .name = "_SubTest", .module = "unittest.case", .methods = [] { return std::span<const Method>(kSubTestMethods); }};
SubTest::SubTest(Value test_case, Value into)
    : Native(kSubTestType), test(std::move(test_case)), result(std::move(into)) {}

Class& make_test_case() {
  LibraryClass cls("unittest.case", "TestCase");
  const BoundBody nothing = [](Values&) -> Value { return None; };
  cls.set("failureException", type_value(kAssertionError)).set("longMessage", true).set("maxDiff", 640);
  cls.method("__init__", "self, methodName=", [](Values& a) -> Value {
    a[0].set_attr("_testMethodName", value_or(a[1], "runTest"));
    a[0].set_attr("_cleanups", make_list());
    a[0].set_attr("_subtest_failed", false);
    a[0].set_attr("_result", None);
    return None;
  });
  cls.method("setUp", "self", nothing).method("tearDown", "self", nothing);
  cls.class_method("setUpClass", "cls", nothing).class_method("tearDownClass", "cls", nothing);
  cls.method("id", "self", [](Values& a) { return make_str(test_id(a[0])); });
  cls.method("__str__", "self", [](Values& a) { return make_str(test_text(a[0])); });
  cls.method("shortDescription", "self", nothing).method("countTestCases", "self", [](Values&) -> Value { return 1; });
  cls.method("run", "self, result=", [](Values& a) {
    if (given(a[1])) a[0].set_attr("_result", a[1]);
    return run_test(a);
  });
  cls.method("__call__", "self, result=", [](Values& a) { return a[0].call("run", {value_or(a[1], None)}); });
  cls.method("skipTest", "self, reason", [](Values& a) -> Value { raise(make_exception(kSkipTestType, {a[1]})); });
  cls.method("fail",
             "self, msg=", [](Values& a) -> Value { raise(a[0].attr("failureException")({value_or(a[1], None)})); });
  cls.method("subTest", "self, msg=, **params",
             [](Values& a) { return make_native(new SubTest(a[0], a[0].attr("_result"))); });
  cls.method("addCleanup", "self, function, /, *args, **kwargs", [](Values& a) -> Value {
    as_list(a[0].attr("_cleanups")).push_back(make_tuple({a[1], a[2], a[3]}));
    return None;
  });
  cls.method("enterContext", "self, cm", [](Values& a) -> Value {
    const Value leave = type_value(type_of(a[1])).attr("__exit__");
    const Value result = type_value(type_of(a[1])).attr("__enter__")({a[1]});
    as_list(a[0].attr("_cleanups")).push_back(make_tuple({leave, make_tuple({a[1], None, None, None}), make_dict()}));
    return result;
  });
  for (const Check& check : kChecks)
    cls.method(check.name, "self, first, second, msg=", [&check](Values& a) -> Value {
      if (check.holds(a[1], a[2])) return None;
      fail(a[0], to_repr(a[1]) + check.between + to_repr(a[2]), a[3]);
    });
  cls.method("assertIsNot", "self, expr1, expr2, msg=", [](Values& a) -> Value {
    if (!is(a[1], a[2])) return None;
    fail(a[0], "unexpectedly identical: " + to_repr(a[1]), a[3]);
  });
  cls.method("assertTrue", "self, expr, msg=", [](Values& a) -> Value {
    if (static_cast<bool>(a[1])) return None;
    fail(a[0], to_repr(a[1]) + " is not true", a[2]);
  });
  cls.method("assertFalse", "self, expr, msg=", [](Values& a) -> Value {
    if (!static_cast<bool>(a[1])) return None;
    fail(a[0], to_repr(a[1]) + " is not false", a[2]);
  });
  cls.method("assertIsNone", "self, obj, msg=", [](Values& a) -> Value {
    if (a[1].is_none()) return None;
    fail(a[0], to_repr(a[1]) + " is not None", a[2]);
  });
  cls.method("assertIsNotNone", "self, obj, msg=", [](Values& a) -> Value {
    if (!a[1].is_none()) return None;
    fail(a[0], "unexpectedly None", a[2]);
  });
  cls.method("assertIsInstance", "self, obj, cls, msg=", [](Values& a) -> Value {
    if (is_instance_of(a[1], a[2])) return None;
    fail(a[0], to_repr(a[1]) + " is not an instance of " + to_repr(a[2]), a[3]);
  });
  cls.method("assertNotIsInstance", "self, obj, cls, msg=", [](Values& a) -> Value {
    if (!is_instance_of(a[1], a[2])) return None;
    fail(a[0], to_repr(a[1]) + " is an instance of " + to_repr(a[2]), a[3]);
  });
  cls.method("assertAlmostEqual",
             "self, first, second, places=, msg=, delta=", [](Values& a) { return assert_close(a, true); });
  cls.method("assertNotAlmostEqual",
             "self, first, second, places=, msg=, delta=", [](Values& a) { return assert_close(a, false); });
  cls.method("assertCountEqual", "self, first, second, msg=", [](Values& a) -> Value {
    if (sorted_counts(a[1]) == sorted_counts(a[2])) return None;
    fail(a[0], "Element counts were not equal:\n" + to_repr(a[1]) + "\n" + to_repr(a[2]), a[3]);
  });
  cls.method("assertRegex", "self, text, expected_regex, msg=", [](Values& a) -> Value {
    if (!import("re").call("search", {a[2], a[1]}).is_none()) return None;
    fail(a[0], "Regex didn't match: " + to_repr(a[2]) + " not found in " + to_repr(a[1]), a[3]);
  });
  cls.method("assertNotRegex", "self, text, unexpected_regex, msg=", [](Values& a) -> Value {
    const Value found = import("re").call("search", {a[2], a[1]});
    if (found.is_none()) return None;
    fail(a[0], "Regex matched: " + to_repr(found.call("group")) + " matches " + to_repr(a[2]) + " in " + to_repr(a[1]),
         a[3]);
  });
  cls.method("assertRaises", "self, expected_exception, *args, **kwargs",
             [](Values& a) { return expect(a[0], a[1], None, as_tuple(a[2]), a[3]); });
  cls.method("assertRaisesRegex", "self, expected_exception, expected_regex, *args, **kwargs",
             [](Values& a) { return expect(a[0], a[1], a[2], as_tuple(a[3]), a[4]); });
  cls.method("assertWarns", "self, expected_warning, *args, **kwargs",
             [](Values& a) { return expect_warning(a[0], a[1], None, as_tuple(a[2]), a[3]); });
  cls.method("assertWarnsRegex", "self, expected_warning, expected_regex, *args, **kwargs",
             [](Values& a) { return expect_warning(a[0], a[1], a[2], as_tuple(a[3]), a[4]); });
  return cls.make();
}

// --- Results ---------------------------------------------------------------------------------------------------------

Value note(const Value& self, Name list, Value entry) {
  as_list(self.attr(list)).push_back(std::move(entry));
  return None;
}

Value with_traceback(const Value& self, Name list, const Value& test, const Value& error) {
  const Value text = make_str(format_traceback(to_values(error)[1], playbook_source()));
  return note(self, list, make_tuple({test, text}));
}

/// What a test's end looks like while the tests run: `.` or `ok`.
void show(const Value& self, const char* mark, const std::string& word) {
  const std::int64_t verbosity = to_index(self.attr("_verbosity"));
  if (verbosity < 0) return;
  const Value stream = self.attr("stream");
  stream.call("write", {verbosity > 1 ? make_str(word + "\n") : verbosity == 1 ? make_str(mark) : Value("")});
}

Class& make_result() {
  LibraryClass cls("unittest.result", "TestResult");
  cls.method("__init__", "self, stream=, descriptions=, verbosity=", [](Values& a) -> Value {
    for (const char* list : {"failures", "errors", "skipped", "expectedFailures", "unexpectedSuccesses"})
      a[0].set_attr(Name(std::string_view(list)), make_list());
    a[0].set_attr("testsRun", 0);
    a[0].set_attr("stream", value_or(a[1], None));
    a[0].set_attr("_verbosity", value_or(a[3], -1));
    return None;
  });
  cls.method("startTest", "self, test", [](Values& a) -> Value {
    a[0].set_attr("testsRun", a[0].attr("testsRun") + Value(1));
    if (to_index(a[0].attr("_verbosity")) > 1) a[0].attr("stream").call("write", {make_str(to_str(a[1]) + " ... ")});
    return None;
  });
  cls.method("stopTest", "self, test", [](Values&) -> Value { return None; });
  cls.method("addSuccess", "self, test", [](Values& a) -> Value {
    show(a[0], ".", "ok");
    return None;
  });
  cls.method("addFailure", "self, test, err", [](Values& a) {
    show(a[0], "F", "FAIL");
    return with_traceback(a[0], "failures", a[1], a[2]);
  });
  cls.method("addError", "self, test, err", [](Values& a) {
    show(a[0], "E", "ERROR");
    return with_traceback(a[0], "errors", a[1], a[2]);
  });
  cls.method("addSkip", "self, test, reason", [](Values& a) {
    show(a[0], "s", "skipped " + to_repr(a[2]));
    return note(a[0], "skipped", make_tuple({a[1], a[2]}));
  });
  cls.method("addExpectedFailure", "self, test, err=", [](Values& a) {
    show(a[0], "x", "expected failure");
    return note(a[0], "expectedFailures", make_tuple({a[1], ""}));
  });
  cls.method("addUnexpectedSuccess", "self, test", [](Values& a) {
    show(a[0], "u", "unexpected success");
    return note(a[0], "unexpectedSuccesses", a[1]);
  });
  cls.method("wasSuccessful", "self", [](Values& a) -> Value {
    return length_of(a[0].attr("failures")) + length_of(a[0].attr("errors")) +
               length_of(a[0].attr("unexpectedSuccesses")) ==
           0;
  });
  cls.method("__repr__", "self", [](Values& a) {
    return make_str("<unittest.runner.TextTestResult run=" + to_str(a[0].attr("testsRun")) +
                    " errors=" + std::to_string(length_of(a[0].attr("errors"))) +
                    " failures=" + std::to_string(length_of(a[0].attr("failures"))) + ">");
  });
  return cls.make();
}

// --- Suites, the loader and the runner -------------------------------------------------------------------------------

/// The tests of a class by name, each as an object.
Values tests_of(const Value& cls) {
  Values tests;
  for (const Value& name : to_values(py("dir")({cls})))
    if (name.text().starts_with("test") && is_callable(cls.attr(Name(name.text())))) tests.push_back(cls({name}));
  return tests;
}

void collect_cases(Class& cls, std::vector<Class*>& found) {
  for (Class* derived : cls.subclasses) {
    if (std::ranges::find(found, derived) == found.end()) found.push_back(derived);
    collect_cases(*derived, found);
  }
}

Value suite_of(const Values& tests) { return suite_class()({make_list(tests)}); }

/// The tests of all classes that derive from TestCase, by the names of the classes.
Value all_tests() {
  std::vector<Class*> cases;
  collect_cases(as_class(test_case_class()), cases);
  std::ranges::sort(cases, {}, [](const Class* cls) { return cls->name; });
  Values suites;
  for (Class* cls : cases) suites.push_back(suite_of(tests_of(cls->self())));
  return suite_of(suites);
}

void run_tests(const Values& tests, const Value& result) {
  const Type* cls = nullptr;
  for (const Value& test : tests) {
    const bool is_case = is_instance_of(test, test_case_class());
    if (cls != nullptr && (!is_case || cls != &type_of(test))) type_value(*cls).call("tearDownClass");
    if (is_case && cls != &type_of(test)) type_value(type_of(test)).call("setUpClass");
    cls = is_case ? &type_of(test) : nullptr;
    test.call("run", {result});
  }
  if (cls != nullptr) type_value(*cls).call("tearDownClass");
}

Class& make_suite() {
  LibraryClass cls("unittest.suite", "TestSuite");
  cls.method("__init__", "self, tests=", [](Values& a) -> Value {
    a[0].set_attr("_tests", a[1].is_unset() ? make_list() : make_list(to_values(a[1])));
    return None;
  });
  cls.method("addTest", "self, test", [](Values& a) { return note(a[0], "_tests", a[1]); });
  cls.method("addTests", "self, tests", [](Values& a) -> Value {
    for (const Value& test : to_values(a[1])) note(a[0], "_tests", test);
    return None;
  });
  cls.method("__iter__", "self", [](Values& a) { return to_iterator(a[0].attr("_tests")); });
  cls.method("countTestCases", "self", [](Values& a) {
    Value count = 0;
    for (const Value& test : to_values(a[0].attr("_tests"))) count = count + test.call("countTestCases");
    return count;
  });
  cls.method("run", "self, result", [](Values& a) {
    run_tests(to_values(a[0].attr("_tests")), a[1]);
    return a[1];
  });
  return cls.make();
}

Value stderr_stream() { return import("sys").attr("stderr"); }

Value run_suite(Values& a) {
  const Value& self = a[0];
  const Value stream = self.attr("stream");
  const Value verbosity = self.attr("verbosity");
  const Value result = result_class()({stream, true, verbosity});
  const auto begin = std::chrono::steady_clock::now();
  a[1].call("run", {result});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::string text = to_index(verbosity) == 1 || to_index(verbosity) > 1 ? "\n" : "";
  for (const auto& [title, list] : {std::pair<const char*, const char*>{"ERROR", "errors"}, {"FAIL", "failures"}})
    for (const Value& entry : to_values(result.attr(Name(std::string_view(list))))) {
      const auto [test, traceback] = unpack<2>(entry);
      text += std::string(70, '=') + "\n" + title + ": " + to_str(test) + "\n" + std::string(70, '-') + "\n" +
              to_str(traceback) + "\n";
    }
  char time[32];
  std::snprintf(time, sizeof time, "%.3f", seconds);
  const std::string count = to_str(result.attr("testsRun"));
  text += std::string(70, '-') + "\nRan " + count + (count == "1" ? " test" : " tests") + " in " + time + "s\n\n";
  const bool passed = static_cast<bool>(result.call("wasSuccessful"));
  text += passed ? "OK" : "FAILED";
  std::string details;
  for (const auto& [label, list] : {std::pair<const char*, const char*>{"failures", "failures"},
                                    {"errors", "errors"},
                                    {"skipped", "skipped"},
                                    {"expected failures", "expectedFailures"},
                                    {"unexpected successes", "unexpectedSuccesses"}})
    if (const std::size_t number = length_of(result.attr(Name(std::string_view(list)))); number > 0)
      details += (details.empty() ? "" : ", ") + std::string(label) + "=" + std::to_string(number);
  text += details.empty() ? "\n" : " (" + details + ")\n";
  stream.call("write", {make_str(text)});
  stream.call("flush");
  return result;
}

Class& make_runner() {
  LibraryClass cls("unittest.runner", "TextTestRunner");
  cls.method("__init__", "self, stream=, descriptions=, verbosity=, failfast=, buffer=, resultclass=, warnings=",
             [](Values& a) -> Value {
               a[0].set_attr("stream", given(a[1]) ? a[1] : stderr_stream());
               a[0].set_attr("verbosity", value_or(a[3], 1));
               return None;
             });
  cls.method("run", "self, test", run_suite);
  return cls.make();
}

Class& make_loader() {
  LibraryClass cls("unittest.loader", "TestLoader");
  cls.method("loadTestsFromTestCase", "self, testCaseClass", [](Values& a) { return suite_of(tests_of(a[1])); });
  cls.method("loadTestsFromModule", "self, module, *args", [](Values&) { return all_tests(); });
  cls.method("getTestCaseNames", "self, testCaseClass", [](Values& a) {
    Values names;
    for (const Value& test : tests_of(a[1])) names.push_back(test.attr("_testMethodName"));
    return make_list(std::move(names));
  });
  return cls.make();
}

struct Classes {
  Class& test_case = make_test_case();
  Class& result = make_result();
  Class& suite = make_suite();
  Class& runner = make_runner();
  Class& loader = make_loader();
};

Value test_case_class() { return run_local<Classes>().test_case.self(); }
Value suite_class() { return run_local<Classes>().suite.self(); }
Value result_class() { return run_local<Classes>().result.self(); }
Value runner_class() { return run_local<Classes>().runner.self(); }
Value loader_class() { return run_local<Classes>().loader.self(); }

/// unittest.main(): runs everything and leaves with 0 or 1, unless `exit` is false.
Value run_main(const Value&, Value* a) {
  const Value runner =
      given(a[4]) && as_type(a[4]) == nullptr ? a[4] : runner_class()({}, {{"verbosity", value_or(a[7], 1)}});
  const Value result = runner.call("run", {all_tests()});
  if (flag(a[6], true)) raise_exception(kSystemExit, {Value(!static_cast<bool>(result.call("wasSuccessful")))});
  return result;
}

/// A decorator that marks a test or a class of tests.
Value mark_skipped(const Value& target, const Value& reason) {
  target.set_attr("__unittest_skip__", true);
  target.set_attr("__unittest_skip_why__", reason);
  return target;
}
Value skipping(const Value& reason, bool applies) {
  return make_library_function("decorator", "test_item",
                               [reason, applies](Values& a) { return applies ? mark_skipped(a[0], reason) : a[0]; });
}

constexpr Method kFunctions[] = {
    {"main", run_main,
     "def module=, defaultTest=, argv=, testLoader=, testRunner=, failfast=, exit=, verbosity=, catchbreak=, buffer=, "
     "warnings="},
    {"skip", [](const Value&, Value* a) { return is_callable(a[0]) ? mark_skipped(a[0], "") : skipping(a[0], true); },
     "def reason"},
    {"skipIf", [](const Value&, Value* a) { return skipping(a[1], static_cast<bool>(a[0])); }, "def condition, reason"},
    {"skipUnless", [](const Value&, Value* a) { return skipping(a[1], !static_cast<bool>(a[0])); },
     "def condition, reason"},
    {"expectedFailure",
     [](const Value&, Value* a) {
       a[0].set_attr("__unittest_expecting_failure__", true);
       return a[0];
     },
     "def test_item"},
    {"makeSuite", [](const Value&, Value* a) { return suite_of(tests_of(a[0])); }, "def testCaseClass, prefix="},
};

constexpr Constant kConstants[] = {
    {"TestCase", test_case_class},
    {"TestSuite", suite_class},
    {"TestResult", result_class},
    {"TextTestResult", result_class},
    {"TextTestRunner", runner_class},
    {"TestLoader", loader_class},
    {"defaultTestLoader", [] { return loader_class()(); }},
};

constexpr const Type* kTypes[] = {&kSkipTestType};

}  // namespace

constinit const Module kUnittestModule{
    .name = "unittest", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
