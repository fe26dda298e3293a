// SPDX-License-Identifier: Apache-2.0
//
// The module traceback (Python library reference, traceback), for the exception that is being handled or one that is
// given.
#include <cstdio>

#include "python/library.h"
#include "python/objects.h"
#include "python/sequences.h"
#include "python/traceback.h"
#include "python/traceback_objects.h"

namespace pbc {
namespace {

/// The exception of the innermost except clause; None outside of any.
Value handled() {
  try {
    reraise();
  } catch (const Raised& raised) {
    caught();
    // Outside of any except clause, reraise makes an exception of its own, which nothing has seen.
    const Exception& exception = as_exception(raised.exception);
    const bool is_own = exception.type == &kRuntimeError && exception.traceback.empty() &&
                        to_str(raised.exception) == "No active exception to reraise";
    return is_own ? Value(None) : raised.exception;
  }
}

std::string text_of(const Value& exception, const Value& limit, const Value& chain) {
  if (!exception.is(Tag::kException)) return "NoneType: None\n";
  TracebackOptions options;
  if (!limit.is_unset() && !limit.is_none()) options.limit = to_index(limit);
  if (!chain.is_unset()) options.chain = static_cast<bool>(chain);
  return format_traceback(exception, playbook_source(), options);
}

Value print(const std::string& text, const Value& file) {
  if (file.is_unset() || file.is_none()) {
    std::fputs(text.c_str(), stderr);
  } else {
    file.call("write", {make_str(text)});
  }
  return None;
}

/// Of None nothing is told but its type.
const Value& exception_or_none(const Value& value) {
  if (!value.is_none() && !value.is(Tag::kException)) raise_attribute_error(value, "__suppress_context__");
  return value;
}

/// The exception of f(exc) or f(type, value, tb), or None.
const Value& exception_argument(Value* a) {
  if (a[1].is_unset() != a[2].is_unset()) raise_value_error("Both or neither of value and tb must be given");
  if (!a[1].is_unset()) return exception_or_none(a[1]);
  if (!a[0].is_none() && !a[0].is(Tag::kException))
    raise_type_error("Exception expected for value, ", type_name(a[0]), " found");
  return a[0];
}

/// The text as a list of lines, each with its newline.
Value lines(std::string_view text) {
  Values result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    result.push_back(make_str(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return make_list(std::move(result));
}

/// The line that names the exception, which its message may break, and the lines of its notes.
Value exception_only(const Value& exception) {
  if (exception.is_none()) return make_list({make_str("NoneType: None\n")});
  const Value result = make_list({make_str(format_exception_only(exception) + "\n")});
  const Value* notes = as_exception(exception).attributes.find("__notes__");
  if (notes != nullptr && notes->is(Tag::kList))
    for (const Value& note : as_list(*notes)) extend(as_list(result), lines(to_str(note) + "\n"));
  return result;
}

/// The first `limit` entries, or the last ones where it is below zero; `from_end`: of a stack, the other way round.
Values limited(Values entries, const Value& limit, bool from_end) {
  if (limit.is_unset() || limit.is_none()) return entries;
  const std::int64_t given = to_index(limit);
  const auto count = std::min<std::int64_t>(given < 0 ? -given : given, static_cast<std::int64_t>(entries.size()));
  if ((given < 0) != from_end)
    entries.erase(entries.begin(), entries.end() - count);
  else
    entries.resize(static_cast<std::size_t>(count));
  return entries;
}

Values entries_of(const Value& traceback, const Value& limit) {
  return limited(frame_summaries(traceback), limit, false);
}
Values stack_entries(const Value& limit) { return limited(active_frame_summaries(), limit, true); }

Value formatted(const Values& entries) {
  Values texts;
  for (const Value& entry : entries) texts.push_back(make_str(format_frame_summary(entry)));
  return make_list(std::move(texts));
}

std::string text_of(const Values& entries) {
  std::string text;
  for (const Value& entry : entries) text += format_frame_summary(entry);
  return text;
}

constexpr Method kFunctions[] = {
    {"extract_tb", [](const Value&, Value* a) { return make_list(entries_of(a[0], a[1])); }, "def tb, limit="},
    {"format_tb", [](const Value&, Value* a) { return formatted(entries_of(a[0], a[1])); }, "def tb, limit="},
    {"print_tb", [](const Value&, Value* a) { return print(text_of(entries_of(a[0], a[1])), a[2]); },
     "def tb, limit=, file="},
    {"extract_stack", [](const Value&, Value* a) { return make_list(stack_entries(a[1])); }, "def f=, limit="},
    {"format_stack", [](const Value&, Value* a) { return formatted(stack_entries(a[1])); }, "def f=, limit="},
    {"print_stack", [](const Value&, Value* a) { return print(text_of(stack_entries(a[1])), a[2]); },
     "def f=, limit=, file="},
    {"format_list", [](const Value&, Value* a) { return formatted(to_values(a[0])); }, "def extracted_list"},
    {"print_list", [](const Value&, Value* a) { return print(text_of(to_values(a[0])), a[1]); },
     "def extracted_list, file="},
    {"format_exc", [](const Value&, Value* a) { return make_str(text_of(handled(), a[0], a[1])); },
     "def limit=, chain="},
    {"print_exc", [](const Value&, Value* a) { return print(text_of(handled(), a[0], a[2]), a[1]); },
     "def limit=, file=, chain="},
    {"format_exception", [](const Value&, Value* a) { return lines(text_of(exception_argument(a), a[3], a[4])); },
     "def exc, /, value=, tb=, limit=, chain="},
    {"print_exception", [](const Value&, Value* a) { return print(text_of(exception_argument(a), a[3], a[5]), a[4]); },
     "def exc, /, value=, tb=, limit=, file=, chain="},
    {"format_exception_only",
     [](const Value&, Value* a) { return exception_only(exception_or_none(a[1].is_unset() ? a[0] : a[1])); },
     "def exc, /, value="},
};

constexpr const Type* kTypes[] = {&kFrameSummaryType};

}  // namespace

constinit const Module kTracebackModule{.name = "traceback", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
