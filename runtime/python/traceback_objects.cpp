// SPDX-License-Identifier: Apache-2.0
#include "python/traceback_objects.h"

#include <algorithm>

#include "python/active_module.h"
#include "python/execution.h"
#include "python/function_attributes.h"

namespace pbc {

namespace {

/// co_name: the last part of a qualified name.
std::string_view plain_name(std::string_view function) {
  const std::size_t dot = function.rfind('.');
  return dot == function.npos ? function : function.substr(dot + 1);
}

std::string_view source_line(const Exception::Place& place) {
  std::string_view text = module_source(place.module).text;
  for (int line = 1; line < place.line && !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  constexpr std::string_view kSpace = " \t\r\f\v";
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

Value file_of(const Exception::Place& place) { return make_str(module_source(place.module).file); }

struct CodeObject final : Native {
  explicit CodeObject(const Exception::Place& place) : Native(kCodeType), place(place) {}
  Exception::Place place;
  Value attribute(Name wanted) override {
    if (wanted == Name("co_name")) return make_str(plain_name(place.function));
    if (wanted == Name("co_qualname")) return make_str(place.function);
    if (wanted == Name("co_filename")) return file_of(place);
    return Value();
  }
};

struct FunctionCode final : Native {
  explicit FunctionCode(const FunctionInfo& info) : Native(kCodeType), info(info) {}
  const FunctionInfo& info;
  std::int64_t count(bool (*wanted)(ParameterKind)) const {
    std::int64_t number = 0;
    for (const Parameter& parameter : info.parameters) number += wanted(parameter.kind) ? 1 : 0;
    return number;
  }
  Value attribute(Name wanted) override {
    const auto has = [this](ParameterKind kind) {
      return std::ranges::any_of(info.parameters, [kind](const Parameter& p) { return p.kind == kind; });
    };
    if (wanted == Name("co_name")) return make_str(plain_name(info.name));
    if (wanted == Name("co_qualname")) return make_str(info.name);
    if (wanted == Name("co_filename")) return make_str(playbook_source().file);
    if (wanted == Name("co_firstlineno")) return info.line;
    if (wanted == Name("co_argcount"))
      return count([](ParameterKind k) { return k == ParameterKind::kNormal || k == ParameterKind::kPositionalOnly; });
    if (wanted == Name("co_posonlyargcount"))
      return count([](ParameterKind k) { return k == ParameterKind::kPositionalOnly; });
    if (wanted == Name("co_kwonlyargcount"))
      return count([](ParameterKind k) { return k == ParameterKind::kKeywordOnly; });
    if (wanted == Name("co_flags"))
      return 3 | (has(ParameterKind::kArgs) ? 4 : 0) | (has(ParameterKind::kKwargs) ? 8 : 0) |
             (makes_generator(info) ? 0x20 : 0);
    if (wanted == Name("co_varnames")) {  // of the parameters; the other variables have no names at run time
      Values names;
      for (const bool collecting : {false, true})
        for (const Parameter& parameter : info.parameters)
          if (collecting == (parameter.kind == ParameterKind::kArgs || parameter.kind == ParameterKind::kKwargs))
            names.push_back(make_str(parameter.name));
      return make_tuple(std::move(names));
    }
    return Value();
  }
};

struct FrameObject final : Native {
  FrameObject(const Exception::Place& place, bool is_handler)
      : Native(kFrameType), place(place), is_handler(is_handler) {}
  Exception::Place place;
  bool is_handler;  // the outermost call of a traceback, which may still be running
  Value attribute(Name wanted) override {
    if (wanted == Name("f_lineno")) return line();
    if (wanted == Name("f_code")) return make_native(new CodeObject(place));
    return Value();
  }
  /// Where the call is while it runs, then where the exception left it.
  int line() const {
    const Frame* active = is_handler ? execution.frame : nullptr;
    while (active != nullptr && std::string_view(active->function()) != place.function) active = active->caller();
    return active == nullptr ? place.line : active->line();
  }
};

struct TracebackObject final : Native {
  TracebackObject(Value exception, std::size_t depth)
      : Native(kTracebackType), exception(std::move(exception)), depth(depth) {}
  Value exception;
  std::size_t depth;  // 0: the outermost call
  const std::vector<Exception::Place>& places() const { return as_exception(exception).traceback; }
  const Exception::Place& place() const { return places()[places().size() - 1 - depth]; }
  Value attribute(Name wanted) override {
    if (depth >= places().size()) return None;
    if (wanted == Name("tb_lineno")) return place().line;
    if (wanted == Name("tb_frame")) return make_native(new FrameObject(place(), depth == 0));
    if (wanted == Name("tb_next"))
      return depth + 1 < places().size() ? make_native(new TracebackObject(exception, depth + 1)) : Value(None);
    return Value();
  }
  Value compare(Comparison op, const Value& other) const override {
    const auto* right = native_if<TracebackObject>(other, kTracebackType);
    if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
    const bool same = is(exception, right->exception) && depth == right->depth;
    return same == (op == Comparison::kEqual);
  }
  std::uint64_t hash() const override { return reinterpret_cast<std::uintptr_t>(exception.object()) + depth; }
};

struct FrameSummary final : Native {
  FrameSummary(Value filename, Value line_number, Value name, Value line)
      : Native(kFrameSummaryType),
        parts{std::move(filename), std::move(line_number), std::move(name), std::move(line)} {}
  Values parts;  // filename, lineno, name, line
  std::string repr() const override {
    return "<FrameSummary file " + to_str(parts[0]) + ", line " + to_str(parts[1]) + " in " + to_str(parts[2]) + ">";
  }
  Value attribute(Name wanted) override {
    if (wanted == Name("filename")) return parts[0];
    if (wanted == Name("lineno")) return parts[1];
    if (wanted == Name("name")) return parts[2];
    if (wanted == Name("line")) return parts[3];
    if (wanted == Name("locals")) return None;
    return Value();
  }
  bool has_length() const override { return true; }
  std::size_t length() const override { return parts.size(); }
  Value iterate() override { return to_iterator(make_tuple(parts)); }
  Value get_item(const Value& key) override { return make_tuple(parts)[key]; }
  Value compare(Comparison op, const Value& other) const override {
    if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    const auto* right = native_if<FrameSummary>(other, kFrameSummaryType);
    if (right == nullptr && !other.is(Tag::kTuple)) return Value();
    return pbc::compare(op, make_tuple(parts), right == nullptr ? other : make_tuple(right->parts));
  }
};

}  // namespace

constinit const Type kTracebackType{.name = "traceback", .is_final = true};
constinit const Type kFrameType{.name = "frame", .is_final = true};
constinit const Type kCodeType{.name = "code", .is_final = true};
constinit const Type kFrameSummaryType{.name = "FrameSummary", .module = "traceback"};

Value make_function_code(const FunctionInfo& info) { return make_native(new FunctionCode(info)); }

Value traceback_of(const Value& exception) {
  if (as_exception(exception).traceback.empty()) return None;
  return make_native(new TracebackObject(exception, 0));
}

Value make_frame_summary(const Exception::Place& place) {
  return make_native(
      new FrameSummary(file_of(place), place.line, make_str(plain_name(place.function)), make_str(source_line(place))));
}

Values frame_summaries(const Value& traceback) {
  Values summaries;
  if (traceback.is_unset() || traceback.is_none()) return summaries;
  const auto* object = native_if<TracebackObject>(traceback, kTracebackType);
  if (object == nullptr)
    raise_error(kAttributeError, joined({"'", type_name(traceback), "' object has no attribute 'tb_frame'"}));
  const auto& places = object->places();
  for (std::size_t i = object->depth; i < places.size(); ++i)
    summaries.push_back(make_frame_summary(places[places.size() - 1 - i]));
  return summaries;
}

Values active_frame_summaries() {
  Values summaries;
  for (const Frame* frame = current_frame(); frame != nullptr; frame = frame->caller())
    summaries.push_back(make_frame_summary({frame->function(), frame->line(), active_module()}));
  std::reverse(summaries.begin(), summaries.end());
  return summaries;
}

std::string format_frame_summary(const Value& summary) {
  const Values parts = to_values(summary);
  if (parts.size() < 3)
    raise_value_error("not enough values to unpack (expected 4, got ", std::to_string(parts.size()), ")");
  std::string text =
      "  File \"" + to_str(parts[0]) + "\", line " + to_str(parts[1]) + ", in " + to_str(parts[2]) + "\n";
  if (parts.size() > 3 && parts[3].is_str() && !parts[3].text().empty())
    text += "    " + std::string(parts[3].text()) + "\n";
  return text;
}

}  // namespace pbc
