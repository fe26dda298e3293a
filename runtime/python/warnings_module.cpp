// SPDX-License-Identifier: Apache-2.0
//
// The module warnings (Python library reference, warnings). The list of filters and the memory of what was shown belong
// to the run; a script may put its own list, showwarning or formatwarning into the module, as under CPython.
#include <set>

#include "python/active_module.h"
#include "python/arguments.h"
#include "python/attributes.h"
#include "python/library_more.h"
#include "python/standard_streams.h"
#include "python/text.h"

namespace pbc {
namespace {

extern const Type kWarningMessageType, kCatchWarningsType;

Value make_filter(Value action, Value message, const Type& category, Value module, Value line) {
  return make_tuple({std::move(action), std::move(message), type_value(category), std::move(module), std::move(line)});
}

struct State {
  Value filters = make_list({
      make_filter("default", None, kDeprecationWarning, "__main__", 0),
      make_filter("ignore", None, kDeprecationWarning, None, 0),
      make_filter("ignore", None, kPendingDeprecationWarning, None, 0),
      make_filter("ignore", None, kImportWarning, None, 0),
      make_filter("ignore", None, kResourceWarning, None, 0),
  });
  std::set<std::string> shown;  // what "default", "once" and "module" do not show again; forgotten as filters change
  Value record;                 // the list of the innermost catch_warnings(record=True)
};
State& state() { return run_local<State>(); }

/// What the script put into the module under this name; unset when it did not.
Value replaced(Name name) {
  const Value module = imported_module("warnings");
  const Value* found = module.is_unset() ? nullptr : as_module(module).attributes.find(name.view());
  return found != nullptr ? *found : Value();
}

Value current_filters() {
  const Value own = replaced("filters");
  return own.is_unset() ? state().filters : own;
}

// --- The text of a warning
// ---------------------------------------------------------------------------------------------

struct WarningMessage final : Native {
  WarningMessage(Value message, Value category, Value filename, Value line_number, Value line, Value source)
      : Native(kWarningMessageType),
        message(std::move(message)),
        category(std::move(category)),
        filename(std::move(filename)),
        line_number(std::move(line_number)),
        line(std::move(line)),
        source(std::move(source)) {}
  Value message, category, filename, line_number, line, source;
  std::string category_name() const {
    return category.is_none() ? "None" : to_repr(make_str(to_str(category.attr("__name__"))));
  }
  std::string str() const override {
    return "{message : " + to_repr(message) + ", category : " + category_name() + ", filename : " + to_repr(filename) +
           ", lineno : " + to_str(line_number) + ", line : " + to_repr(line) + "}";
  }
};
constexpr Attribute kMessageAttributes[] = {
    {"category", [](const Value& self) { return as_native<WarningMessage>(self).category; }},
    {"file", [](const Value&) -> Value { return None; }},
    {"filename", [](const Value& self) { return as_native<WarningMessage>(self).filename; }},
    {"line", [](const Value& self) { return as_native<WarningMessage>(self).line; }},
    {"lineno", [](const Value& self) { return as_native<WarningMessage>(self).line_number; }},
    {"message", [](const Value& self) { return as_native<WarningMessage>(self).message; }},
    {"source", [](const Value& self) { return as_native<WarningMessage>(self).source; }},
};
constinit const Type kWarningMessageType{
    .name = "WarningMessage",
    .module = "warnings",
    .attributes = [] { return std::span<const Attribute>(kMessageAttributes); },
};

/// The line of the program's own source; empty when the file is another one.
std::string source_line(const Value& filename, const Value& line_number) {
  if (!filename.is_str() || !is_small_int(line_number)) return "";
  const SourceText source = module_source(active_module());
  if (source.file != filename.text()) return "";
  std::string_view rest = source.text;
  for (std::int64_t line = 1; line < line_number.as_int(); ++line) {
    const std::size_t end = rest.find('\n');
    if (end == rest.npos) return "";
    rest.remove_prefix(end + 1);
  }
  return std::string(text::strip_space<text::Text>(rest.substr(0, rest.find('\n')), text::Side::kBoth));
}

std::string format_warning(const Value& message, const Value& category, const Value& filename, const Value& line_number,
                           const Value& line) {
  std::string text = to_str(filename) + ":" + to_str(line_number) + ": " + to_str(category.attr("__name__")) + ": " +
                     to_str(message) + "\n";
  const std::string shown = given(line) ? std::string(text::strip_space<text::Text>(to_str(line), text::Side::kBoth))
                                        : source_line(filename, line_number);
  return shown.empty() ? text : text + "  " + shown + "\n";
}

void show(const WarningMessage& warning, const Value& file) {
  const Value own = replaced("formatwarning");
  const Value text =
      own.is_unset() ? make_str(format_warning(warning.message, warning.category, warning.filename, warning.line_number,
                                               warning.line))
                     : own({warning.message, warning.category, warning.filename, warning.line_number, warning.line});
  const Value out = given(file) ? file : standard_error();
  if (!out.is_none()) out.call("write", {text});
}

// --- Filters
// -----------------------------------------------------------------------------------------------------------

struct Origin {
  Value filename, module, line_number;
};

std::string action_for(const std::string& text, const Type& category, const Origin& origin) {
  const Value filters = current_filters();
  for (Value filter : iterate(filters)) {
    const Values parts = to_values(filter);
    if (parts.size() != 5) raise_value_error("warnings.filters item ", to_repr(filter), " isn't a 5-tuple");
    const Type* type = as_type(parts[2]);
    if (type == nullptr || !is_subtype(category, *type)) continue;
    const auto fits = [](const Value& pattern, const Value& subject) {
      if (pattern.is_none()) return true;
      return pattern.is_str() ? pattern == subject : !pattern.call("match", {subject}).is_none();
    };
    if (!fits(parts[1], make_str(text)) || !fits(parts[3], origin.module)) continue;
    if (const std::int64_t line = to_index(parts[4]); line == 0 || origin.line_number == parts[4])
      return to_str(parts[0]);
  }
  const Value fallback = replaced("defaultaction");
  return fallback.is_unset() ? "default" : to_str(fallback);
}

/// The warning (an exception object) of a category, through the filters and, if they let it, to the reader.
void issue(const Value& message, const Type& category, const Origin& origin, const Value& source) {
  const std::string text = to_str(message);
  const std::string name = std::string(category.module) + "." + std::string(category.name.view());
  const std::string action = action_for(text, category, origin);
  if (action == "ignore") return;
  if (action == "error") raise(message);
  std::string key = name + "\n" + text + "\n";
  if (action == "default") {
    key += "default\n" + to_str(origin.module) + "\n" + to_str(origin.line_number);
  } else if (action == "module") {
    key += "module\n" + to_str(origin.module);
  } else if (action != "once" && action != "always") {
    raise_error(kRuntimeError, "Unrecognized action (" + to_repr(make_str(action)) + ") in warnings.filters:\n None");
  }
  if (action != "always" && !state().shown.insert(key).second) return;
  const Value warning =
      make_native(new WarningMessage(message, type_value(category), origin.filename, origin.line_number, None, source));
  const WarningMessage& parts = as_native<WarningMessage>(warning);
  const Value own = replaced("showwarning");
  if (!own.is_unset()) {
    own({parts.message, parts.category, parts.filename, parts.line_number});
  } else if (!state().record.is_unset()) {
    append(state().record, warning);
  } else {
    show(parts, None);
  }
}

const Type& category_of(const Value& category) {
  const Type* type = given(category) ? as_type(category) : &kUserWarning;
  if (type == nullptr) {
    raise_type_error("category must be a Warning subclass, not '", type_name(category), "'");
  }
  if (!is_subtype(*type, kWarning)) raise_type_error("category must be a Warning subclass, not 'type'");
  return *type;
}

/// The frame that `level` names: 1 is the caller of warn().
Origin origin_of(std::int64_t level) {
  const Frame* frame = current_frame();
  for (; level > 1 && frame != nullptr; --level) frame = frame->caller();
  if (frame == nullptr) return {"sys", "sys", 1};
  const std::string_view file = module_source(active_module()).file;
  return {make_str(file), active_module() == 0 ? Value("__main__") : make_str(file), frame->line()};
}

Value warn(const Value&, Value* a) {
  const bool is_warning = a[0].is_heap() && is_subtype(type_of(a[0]), kWarning);
  const Type& category = is_warning ? type_of(a[0]) : category_of(a[1]);
  const Value message = is_warning ? a[0] : type_value(category)({a[0]});
  issue(message, category, origin_of(index_or(a[2], 1)), value_or(a[3], None));
  return None;
}

Value warn_explicit(const Value&, Value* a) {
  const bool is_warning = a[0].is_heap() && is_subtype(type_of(a[0]), kWarning);
  const Type& category = is_warning ? type_of(a[0]) : category_of(a[1]);
  const Value message = is_warning ? a[0] : type_value(category)({a[0]});
  std::string module = given(a[4]) ? to_str(a[4]) : to_str(a[2]);
  if (!given(a[4]) && module.ends_with(".py")) module.resize(module.size() - 3);
  issue(message, category, {a[2], make_str(module), a[3]}, value_or(a[7], None));
  return None;
}

void require(bool condition, std::string_view text) {
  if (!condition) raise_error(kAssertionError, text);
}

void require_action(const Value& action) {
  for (const char* known : {"error", "ignore", "always", "default", "module", "once"})
    if (action.is_str() && action.text() == known) return;
  require(false, "invalid action: " + to_repr(action));
}

void require_line(const Value& line) {
  require(line.is_unset() || (is_any_int(line) && !(line < Value(0))), "lineno must be an int >= 0");
}

void add_filter(const Value& filter, bool at_end) {
  const Value filters = current_filters();
  if (at_end) {
    if (!in(filter, filters)) append(filters, filter);
  } else {
    if (in(filter, filters)) filters.call("remove", {filter});
    filters.call("insert", {0, filter});
  }
  state().shown.clear();
}

Value filterwarnings(const Value&, Value* a) {
  require_action(a[0]);
  require(a[1].is_unset() || a[1].is_str(), "message must be a string");
  const Type* category = a[2].is_unset() ? &kWarning : as_type(a[2]);
  require(category != nullptr, "category must be a class");
  require(is_subtype(*category, kWarning), "category must be a Warning subclass");
  require(a[3].is_unset() || a[3].is_str(), "module must be a string");
  require_line(a[4]);
  const auto compiled = [](const Value& text, std::int64_t flags) -> Value {
    if (text.is_unset() || text.text().empty()) return None;
    return import_from("re", "compile")({text, flags});
  };
  const Value message = compiled(a[1], 2), module = compiled(a[3], 0);
  add_filter(make_filter(a[0], message, *category, module, value_or(a[4], 0)), flag(a[5], false));
  return None;
}

Value simplefilter(const Value&, Value* a) {
  require_action(a[0]);
  require_line(a[2]);
  const Value category = value_or(a[1], type_value(kWarning));
  add_filter(make_tuple({a[0], None, category, None, value_or(a[2], 0)}), flag(a[3], false));
  return None;
}

Value resetwarnings(const Value&, Value*) {
  current_filters().call("clear");
  state().shown.clear();
  return None;
}

Value showwarning(const Value&, Value* a) {
  const Value warning = make_native(new WarningMessage(a[0], a[1], a[2], a[3], value_or(a[5], None), None));
  show(as_native<WarningMessage>(warning), a[4]);
  return None;
}

Value formatwarning(const Value&, Value* a) { return make_str(format_warning(a[0], a[1], a[2], a[3], a[4])); }

// --- catch_warnings
// ----------------------------------------------------------------------------------------------------

struct CatchWarnings final : Native {
  CatchWarnings() : Native(kCatchWarningsType) {}
  bool records = false, is_entered = false;
  Value action = None, category, line = 0, at_end = false;
  Value outer_filters, outer_record, outer_show;
  std::string repr() const override { return records ? "catch_warnings(record=True)" : "catch_warnings()"; }
};

void set_in_module(Name name, const Value& value) {
  const Value module = imported_module("warnings");
  if (module.is_unset()) return;
  if (value.is_unset()) {
    as_module(module).attributes.erase(make_str(name.view()));
  } else {
    as_module(module).attributes.set(make_str(name.view()), value);
  }
}

Value new_catch_warnings(const Value&, Value* a) {
  auto* made = new CatchWarnings();
  made->records = flag(a[0], false);
  made->action = value_or(a[2], None);
  made->category = value_or(a[3], type_value(kWarning));
  made->line = value_or(a[4], 0);
  made->at_end = value_or(a[5], false);
  return make_native(made);
}

Value enter_catching(const Value& self, Value*) {
  auto& catching = as_native<CatchWarnings>(self);
  if (catching.is_entered) raise_error(kRuntimeError, "Cannot enter " + to_repr(self) + " twice");
  catching.is_entered = true;
  catching.outer_filters = current_filters();
  catching.outer_show = replaced("showwarning");
  catching.outer_record = state().record;
  const Value copy = make_list(to_values(catching.outer_filters));
  state().filters = copy;
  set_in_module("filters", Value());
  state().shown.clear();
  if (!catching.action.is_none()) {
    Value arguments[] = {catching.action, catching.category, catching.line, catching.at_end};
    simplefilter(None, arguments);
  }
  if (!catching.records) return None;
  set_in_module("showwarning", Value());
  state().record = make_list();
  return state().record;
}

Value leave_catching(const Value& self, Value*) {
  auto& catching = as_native<CatchWarnings>(self);
  if (!catching.is_entered) raise_error(kRuntimeError, "Cannot exit " + to_repr(self) + " without entering first");
  state().filters = catching.outer_filters;
  set_in_module("filters", Value());
  set_in_module("showwarning", catching.outer_show);
  state().record = catching.outer_record;
  state().shown.clear();
  return None;
}

constexpr Method kNewCatchWarnings{"catch_warnings", new_catch_warnings,
                                   "def *, record=, module=, action=, category=, lineno=, append="};
constexpr Method kCatchMethods[] = {
    {"__enter__", enter_catching, "def"},
    {"__exit__", leave_catching, "def *exc_info"},
};
constinit const Type kCatchWarningsType{
    .name = "catch_warnings",
    .module = "warnings",
    .constructor = &kNewCatchWarnings,
    .methods = [] { return std::span<const Method>(kCatchMethods); },
};

constexpr Method kFunctions[] = {
    {"filterwarnings", filterwarnings, "def action, message=, category=, module=, lineno=, append="},
    {"formatwarning", formatwarning, "def message, category, filename, lineno, line="},
    {"resetwarnings", resetwarnings, "def"},
    {"showwarning", showwarning, "def message, category, filename, lineno, file=, line="},
    {"simplefilter", simplefilter, "def action, category=, lineno=, append="},
    {"warn", warn, "message, category=, stacklevel=, source="},
    {"warn_explicit", warn_explicit,
     "message, category, filename, lineno, module=, registry=, module_globals=, source="},
};
constexpr Constant kConstants[] = {
    {"defaultaction", []() -> Value { return "default"; }},
    {"filters", [] { return state().filters; }},
};
constexpr const Type* kTypes[] = {&kCatchWarningsType, &kWarningMessageType};

}  // namespace

constinit const Module kWarningsModule{
    .name = "warnings", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
