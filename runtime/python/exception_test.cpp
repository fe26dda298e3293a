// SPDX-License-Identifier: Apache-2.0
//
// Frames, handlers and tracebacks; the expected texts are CPython 3.11's without the caret lines.
#include "python/python_test.h"

namespace pbc {
namespace {

const SourceText kSource{"p.py", "line one\n  line two  \nline three\nline four\n"};

std::string traceback_of(void (*body)()) {
  try {
    body();
  } catch (const Raised& raised) {
    caught();
    return format_traceback(raised.exception, kSource);
  }
  return "";
}

void inner() {
  Frame at("inner");
  at(2);
  raise_error(kValueError, "bad");
}

TEST(Traceback, NamesEveryFrame) {
  EXPECT_EQ(traceback_of([] {
              Frame at("<module>");
              at(3);
              inner();
            }),
            "Traceback (most recent call last):\n"
            "  File \"p.py\", line 3, in <module>\n    line three\n"
            "  File \"p.py\", line 2, in inner\n    line two\n"
            "ValueError: bad\n");
}

TEST(Traceback, AReraiseKeepsTheFirstLine) {
  EXPECT_EQ(traceback_of([] {
              Frame at("<module>");
              try {
                at(1);
                inner();
              } catch (const Raised& raised) {
                Handling handling(raised);
                at(4);
                reraise();
              }
            }),
            "Traceback (most recent call last):\n"
            "  File \"p.py\", line 1, in <module>\n    line one\n"
            "  File \"p.py\", line 2, in inner\n    line two\n"
            "ValueError: bad\n");
}

TEST(Traceback, ShowsWhatWasBeingHandled) {
  EXPECT_EQ(traceback_of([] {
              Frame at("<module>");
              try {
                at(1);
                inner();
              } catch (const Raised& raised) {
                Handling handling(raised);
                at(4);
                raise_key_error("k");
              }
            }),
            "Traceback (most recent call last):\n"
            "  File \"p.py\", line 1, in <module>\n    line one\n"
            "  File \"p.py\", line 2, in inner\n    line two\n"
            "ValueError: bad\n"
            "\nDuring handling of the above exception, another exception occurred:\n\n"
            "Traceback (most recent call last):\n"
            "  File \"p.py\", line 4, in <module>\n    line four\n"
            "KeyError: 'k'\n");
}

TEST(Traceback, ShowsTheCause) {
  std::string text = traceback_of([] {
    Frame at("<module>");
    at(1);
    raise(make_exception(kValueError, "v"), make_exception(kKeyError, "k"));
  });
  EXPECT_EQ(text,
            "KeyError: 'k'\n"
            "\nThe above exception was the direct cause of the following exception:\n\n"
            "Traceback (most recent call last):\n"
            "  File \"p.py\", line 1, in <module>\n    line one\n"
            "ValueError: v\n");
  EXPECT_EQ(traceback_of([] { raise(make_exception(kValueError, "v"), None); }), "ValueError: v\n");
}

void recurse(int left) {
  Frame at("recurse");
  at(1);
  if (left > 0) recurse(left - 1);
}

TEST(Traceback, CountsRepeatedLines) {
  std::string text = traceback_of([] { recurse(5000); });
  EXPECT_EQ(text,
            "Traceback (most recent call last):\n"
            "  File \"p.py\", line 1, in recurse\n    line one\n"
            "  File \"p.py\", line 1, in recurse\n    line one\n"
            "  File \"p.py\", line 1, in recurse\n    line one\n"
            "  [Previous line repeated 997 more times]\n"
            "RecursionError: maximum recursion depth exceeded\n");
  EXPECT_EQ(current_frame(), nullptr);
}

TEST(Handling, MatchesClassesAndTuples) {
  try {
    raise_key_error(1);
  } catch (const Raised& raised) {
    Handling handling(raised);
    EXPECT_TRUE(handling.matches(py("LookupError")));
    EXPECT_FALSE(handling.matches(py("ValueError")));
    EXPECT_TRUE(handling.matches(tuple({py("ValueError"), py("KeyError")})));
    EXPECT_EQ(raised_by([&] { handling.matches(5); }),
              "TypeError: catching classes that do not inherit from BaseException is not allowed");
  }
  EXPECT_EQ(raised_by([] { reraise(); }), "RuntimeError: No active exception to reraise");
}

TEST(Exceptions, TextsThatDifferFromTheirArguments) {
  EXPECT_EQ(to_str(make_exception(kKeyError, "a")), "'a'");
  EXPECT_EQ(to_str(py("OSError")({2, "gone", "f"})), "[Errno 2] gone: 'f'");
  EXPECT_EQ(type_name(py("OSError")({2, "gone"})), "FileNotFoundError");
  EXPECT_EQ(to_repr(make_exception(kValueError, {1, "b"})), "ValueError(1, 'b')");
  EXPECT_EQ(to_str(make_exception(kValueError, {1, "b"})), "(1, 'b')");
  EXPECT_EQ(raised_by([] { raise(5); }), "TypeError: exceptions must derive from BaseException");
}

TEST(Exceptions, AttributesAndModules) {
  EXPECT_EQ(raised_by([] { Value(5).attr("foo"); }), "AttributeError: 'int' object has no attribute 'foo'");
  EXPECT_EQ(raised_by([] { py("int").attr("foo"); }), "AttributeError: type object 'int' has no attribute 'foo'");
  EXPECT_EQ(raised_by([] { import("no_such_module"); }), "ModuleNotFoundError: No module named 'no_such_module'");
  EXPECT_EQ(raised_by([] { import_from("json", "nothing"); }),
            "ImportError: cannot import name 'nothing' from 'json' (unknown location)");
}

}  // namespace
}  // namespace pbc
