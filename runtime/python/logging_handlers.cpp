// SPDX-License-Identifier: Apache-2.0
//
// Records, formatters, filters and handlers (Python library reference, logging).
#include "pbc/frame.h"
#include "python/attributes.h"
#include "python/clock.h"
#include "python/file_objects.h"
#include "python/logging.h"
#include "python/posix_path.h"
#include "python/standard_streams.h"

namespace pbc::logging {

namespace {

bool is_given(const Value& v) { return !v.is_unset() && !v.is_none(); }
Open& open_of(const Value& v) { return as_native<Open>(v); }

}  // namespace

Value Open::attribute(Name name) {
  if (name == Name("__dict__")) return make_dict(Table(fields));
  const Value* found = fields.find(name.view());
  return found != nullptr ? *found : Value();
}

bool Open::set_attribute(Name name, const Value& value) {
  if (value.is_unset()) return fields.erase(make_str(name.view()));
  fields.set(make_str(name.view()), value);
  return true;
}

// --- LogRecord -------------------------------------------------------------------------------------------------------

namespace {

struct Started {
  std::int64_t at = clock().now();
};

struct Record final : Open {
  Record() : Open(kLogRecordType) {}
  std::string repr() const override {
    return "<LogRecord: " + to_str(get("name")) + ", " + to_str(get("levelno")) + ", " + to_str(get("pathname")) +
           ", " + to_str(get("lineno")) + ", \"" + to_str(get("msg")) + "\">";
  }
};

void fill(Open& record, const Value& name, const Value& level, const Value& path, const Value& line,
          const Value& message, const Value& args, const Value& exception, const Value& function) {
  const std::int64_t started = run_local<Started>().at, now = clock().now();
  const std::string file = posix_path::base_name(to_str(path));
  Value given = args;
  if (given.is(Tag::kTuple) && as_tuple(given).size() == 1 && as_tuple(given)[0].is(Tag::kDict) && as_tuple(given)[0])
    given = as_tuple(given)[0];
  record.set("name", name);
  record.set("msg", message);
  record.set("args", given);
  record.set("levelname", level_name(level));
  record.set("levelno", level);
  record.set("pathname", path);
  record.set("filename", make_str(file));
  record.set("module", make_str(posix_path::split_extension(file).first));
  record.set("exc_info", exception);
  record.set("exc_text", None);
  record.set("stack_info", None);
  record.set("lineno", line);
  record.set("funcName", function);
  record.set("created", static_cast<double>(now) / 1e6);
  record.set("msecs", static_cast<double>(now / 1000 % 1000));
  record.set("relativeCreated", static_cast<double>(now - started) / 1e3);
  record.set("thread", 1);
  record.set("threadName", "MainThread");
  record.set("processName", "MainProcess");
  record.set("process", 1);
}

Value get_message(const Value& self, Value*) {
  const Open& record = open_of(self);
  const Value text = str_value(record.get("msg"));
  const Value& args = record.get("args");
  return args ? text % args : text;
}

constexpr Method kRecordMethods[] = {{"getMessage", get_message, "def"}};

Value new_record(const Value&, Value* a) {
  auto* record = new Record;
  const Value made = make_native(record);
  fill(*record, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7].is_unset() ? Value(None) : a[7]);
  return made;
}
constexpr Method kNewRecord{"__init__", new_record,
                            "def name, level, pathname, lineno, msg, args, exc_info, func=, sinfo="};

}  // namespace

constinit const Type kLogRecordType{
    .name = "LogRecord",
    .module = "logging",
    .constructor = &kNewRecord,
    .methods = [] { return std::span<const Method>(kRecordMethods); },
};

Value make_record(const Value& name, std::int64_t level, const Value& message, const Value& args,
                  const Value& exception, const Value& extra) {
  auto* record = new Record;
  const Value made = make_native(record);
  const Frame* frame = current_frame();
  std::string_view function = frame != nullptr ? frame->function() : "<module>";
  fill(*record, name, Value(level), make_str(playbook_source().file), Value(frame != nullptr ? frame->line() : 0),
       message, args, exception, make_str(function.substr(function.rfind('.') + 1)));
  if (!extra.is_none()) {
    for (Value key : pbc::iterate(extra)) {
      if (key == Value("message") || key == Value("asctime") || record->fields.contains(key))
        raise_exception(kKeyError, {make_str("Attempt to overwrite " + to_repr(key) + " in LogRecord")});
      record->fields.set(key, extra[key]);
    }
  }
  return made;
}

// --- Formatter -------------------------------------------------------------------------------------------------------

namespace {

struct Formatter final : Open {
  Formatter() : Open(kFormatterType) {}
  std::string format;
  char style = '%';
  Value defaults = None;

  bool uses_time() const {
    if (style == '%') return format.find("%(asctime)") != format.npos;
    if (style == '{') return format.find("{asctime") != format.npos;
    return format.find("$asctime") != format.npos || format.find("${asctime}") != format.npos;
  }

  Value message(const Value& record) const {
    Value fields = record.attr("__dict__");
    if (!defaults.is_none()) fields = defaults | fields;
    const Value text = make_str(format);
    try {
      if (style == '%') return text % fields;
      if (style == '{') return text.call("format", {}, {expand(fields)});
      return import_from("string", "Template")({text}).call("substitute", {}, {expand(fields)});
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kKeyError)) throw;
      const Handling handling(raised);
      raise_value_error("Formatting field not found in record: ", to_str(raised.exception));
    }
  }
};

Value format_time(const Value&, Value* a) {
  const Value local = import_from("time", "localtime")({a[0].attr("created")});
  const bool has_format = is_given(a[1]) && a[1];
  const Value text = import_from("time", "strftime")({has_format ? a[1] : Value("%Y-%m-%d %H:%M:%S"), local});
  return has_format ? text : "%s,%03d" % make_tuple({text, a[0].attr("msecs")});
}

std::string exception_text(const Value& info) {
  const Value exception = info.is(Tag::kTuple) && as_tuple(info).size() == 3 ? as_tuple(info)[1] : info;
  if (!exception.is(Tag::kException)) return "NoneType: None";
  std::string text = format_traceback(exception, playbook_source());
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

Value format_exception(const Value&, Value* a) { return make_str(exception_text(a[0])); }

Value format_record(const Value& self, Value* a) {
  const Formatter& formatter = as_native<Formatter>(self);
  const Value& record = a[0];
  record.set_attr("message", record.call("getMessage"));
  if (formatter.uses_time()) record.set_attr("asctime", self.call("formatTime", {record, formatter.get("datefmt")}));
  std::string text = to_str(formatter.message(record));
  if (record.attr("exc_info") && !record.attr("exc_text"))
    record.set_attr("exc_text", self.call("formatException", {record.attr("exc_info")}));
  for (Name part : {Name("exc_text"), Name("stack_info")}) {
    const Value more = record.attr(part);
    if (!more) continue;
    if (!text.ends_with('\n')) text += '\n';
    text += to_str(more);
  }
  return make_str(text);
}

constexpr Method kFormatterMethods[] = {
    {"format", format_record, "def record"},
    {"formatTime", format_time, "def record, datefmt="},
    {"formatException", format_exception, "def ei"},
    {"formatMessage", [](const Value& self, Value* a) { return as_native<Formatter>(self).message(a[0]); },
     "def record"},
    {"formatStack", [](const Value&, Value* a) { return a[0]; }, "def stack_info"},
    {"usesTime", [](const Value& self, Value*) -> Value { return as_native<Formatter>(self).uses_time(); }, "def"},
};

Value new_formatter(const Value&, Value* a) {
  return make_formatter(a[0], a[1], a[2], a[3].is_unset() || static_cast<bool>(a[3]), a[4]);
}
constexpr Method kNewFormatter{"__init__", new_formatter, "def fmt=, datefmt=, style=, validate=, *, defaults="};

}  // namespace

constinit const Type kFormatterType{
    .name = "Formatter",
    .module = "logging",
    .constructor = &kNewFormatter,
    .methods = [] { return std::span<const Method>(kFormatterMethods); },
};

Value make_formatter(const Value& format, const Value& date_format, const Value& style, bool validates,
                     const Value& defaults) {
  auto* formatter = new Formatter;
  const Value made = make_native(formatter);
  const std::string kind = is_given(style) ? to_str(style) : "%";
  if (kind != "%" && kind != "{" && kind != "$") raise_value_error("Style must be one of: %,{,$");
  formatter->style = kind[0];
  const char* otherwise = kind == "%" ? "%(message)s" : kind == "{" ? "{message}" : "${message}";
  formatter->format = is_given(format) ? to_str(format) : otherwise;
  if (validates && kind == "%") {
    const Value field = R"(%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%])";
    if (!import_from("re", "search")({field, make_str(formatter->format), 2}))
      raise_value_error("Invalid format '", formatter->format, "' for '%' style");
  } else if (validates && formatter->format.find(kind) == std::string::npos) {
    raise_value_error("invalid format: no fields");
  }
  if (is_given(defaults)) formatter->defaults = defaults;
  formatter->set("datefmt", is_given(date_format) ? date_format : Value(None));
  formatter->set("_fmt", make_str(formatter->format));
  return made;
}

// --- Filters ---------------------------------------------------------------------------------------------------------

namespace {

Value new_filter(const Value&, Value* a) {
  auto* filter = new Open(kFilterType);
  const Value made = make_native(filter);
  filter->set("name", a[0].is_unset() ? Value("") : a[0]);
  return made;
}

Value filter_record(const Value& self, Value* a) {
  const std::string wanted = to_str(self.attr("name")), name = to_str(a[0].attr("name"));
  return wanted.empty() || name == wanted || name.starts_with(wanted + ".");
}

constexpr Method kFilterMethods[] = {{"filter", filter_record, "def record"}};
constexpr Method kNewFilter{"__init__", new_filter, "def name="};

}  // namespace

constinit const Type kFilterType{
    .name = "Filter",
    .module = "logging",
    .constructor = &kNewFilter,
    .methods = [] { return std::span<const Method>(kFilterMethods); },
};

bool passes(const Value& filters, const Value& record) {
  for (Value filter : pbc::iterate(filters)) {
    const Value method = find_attribute(filter, "filter");
    if (!(method.is_unset() ? filter({record}) : method({record}))) return false;
  }
  return true;
}

// --- Handlers --------------------------------------------------------------------------------------------------------

namespace {

struct Handler final : Open {
  explicit Handler(const Type& type) : Open(type) {
    set("level", kNotSet);
    set("formatter", None);
    set("filters", make_list());
    set("name", None);
    set("_closed", false);
  }
  std::string repr() const override {
    const std::string level = " (" + to_str(level_name(get("level"))) + ")>";
    const std::string name(type().name.view());
    if (is_subtype(type(), kFileHandlerType)) return "<" + name + " " + to_str(get("baseFilename")) + level;
    if (!is_subtype(type(), kStreamHandlerType)) return "<" + name + level;
    const Value stream = find_attribute(get("stream"), "name");
    return "<" + name + " " + (stream.is_unset() ? "" : to_str(stream) + " ") + level.substr(1);
  }
};

Handler& handler_of(const Value& self) { return as_native<Handler>(self); }

Value default_formatter() {
  struct Made {
    Value formatter = make_formatter(None, None, None, true, None);
  };
  return run_local<Made>().formatter;
}

Value format_with(const Value& self, Value* a) {
  const Value formatter = self.attr("formatter");
  return (formatter ? formatter : default_formatter()).call("format", {a[0]});
}

/// What emit does with an error of its own: it is shown and forgotten.
void show_error(const Raised& raised, const Value& record) {
  const Value out = standard_error();
  out.call("write", {make_str("--- Logging error ---\n" + format_traceback(raised.exception, playbook_source()))});
  out.call("write", {make_str("Message: " + to_repr(record.attr("msg")) +
                              "\nArguments: " + to_str(record.attr("args")) + "\n")});
}

Value handle_error(const Value&, Value* a) {
  const Value handled = handled_exception();
  if (handled.is(Tag::kException)) show_error(Raised{handled}, a[0]);
  return None;
}

Value open_stream(Handler& handler) {
  return open_file(handler.get("baseFilename"), to_str(handler.get("mode")), -1, handler.get("encoding"),
                   handler.get("errors"));
}

Value emit(const Value& self, Value* a) {
  Handler& handler = handler_of(self);
  if (&handler.type() == &kNullHandlerType) return None;
  if (!is_subtype(handler.type(), kStreamHandlerType))
    raise_error(kNotImplementedError, "emit must be implemented by Handler subclasses");
  try {
    if (handler.get("stream").is_none()) {
      // A file of mode "w" is not emptied a second time.
      if (handler.get("_closed") && handler.get("mode") == Value("w")) return None;
      handler.set("stream", open_stream(handler));
    }
    const Value text = self.call("format", {a[0]});
    handler.get("stream").call("write", {text + handler.get("terminator")});
    if (const Value flush = find_attribute(handler.get("stream"), "flush"); !flush.is_unset()) flush();
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kException) || is_exception(raised.exception, kRecursionError)) throw;
    const Handling handling(raised);
    show_error(raised, a[0]);
  }
  return None;
}

Value handle_record(const Value& self, Value* a) {
  if (&handler_of(self).type() == &kNullHandlerType) return None;
  if (!passes(self.attr("filters"), a[0])) return false;
  self.call("emit", {a[0]});
  return true;
}

Value flush(const Value& self, Value*) {
  const Value stream = find_attribute(self, "stream");
  if (!stream.is_unset() && !stream.is_none() && !find_attribute(stream, "flush").is_unset()) stream.call("flush");
  return None;
}

Value close(const Value& self, Value*) {
  Handler& handler = handler_of(self);
  handler.set("_closed", true);
  if (is_subtype(handler.type(), kFileHandlerType) && !handler.get("stream").is_none()) {
    const Value stream = handler.get("stream");
    handler.set("stream", None);
    stream.call("close");
  }
  return None;
}

Value set_level(const Value& self, Value* a) {
  self.set_attr("level", check_level(a[0]));
  return None;
}
Value set_formatter(const Value& self, Value* a) {
  self.set_attr("formatter", a[0]);
  return None;
}
Value add_filter(const Value& self, Value* a) {
  if (!in(a[0], self.attr("filters"))) append(self.attr("filters"), a[0]);
  return None;
}
Value remove_filter(const Value& self, Value* a) {
  if (in(a[0], self.attr("filters"))) self.attr("filters").call("remove", {a[0]});
  return None;
}
Value set_stream(const Value& self, Value* a) {
  const Value before = self.attr("stream");
  if (is(before, a[0])) return None;
  flush(self, nullptr);
  self.set_attr("stream", a[0]);
  return before;
}
Value set_name(const Value& self, Value* a) {
  self.set_attr("name", a[0]);
  return None;
}

constexpr Method kHandlerMethods[] = {
    {"acquire", [](const Value&, Value*) -> Value { return None; }, "def"},
    {"addFilter", add_filter, "def filter"},
    {"close", close, "def"},
    {"emit", emit, "def record"},
    {"filter", [](const Value& self, Value* a) -> Value { return passes(self.attr("filters"), a[0]); }, "def record"},
    {"flush", flush, "def"},
    {"format", format_with, "def record"},
    {"get_name", [](const Value& self, Value*) { return self.attr("name"); }, "def"},
    {"handle", handle_record, "def record"},
    {"handleError", handle_error, "def record"},
    {"release", [](const Value&, Value*) -> Value { return None; }, "def"},
    {"removeFilter", remove_filter, "def filter"},
    {"setFormatter", set_formatter, "def fmt"},
    {"setLevel", set_level, "def level"},
    {"set_name", set_name, "def name"},
};
constexpr Method kStreamMethods[] = {{"setStream", set_stream, "def stream"}};

Value new_handler(const Value& self, Value* a) {
  auto* handler = new Handler(*as_type(self));
  const Value made = make_native(handler);
  if (!a[0].is_unset()) handler->set("level", check_level(a[0]));
  return made;
}
Value new_file_handler(const Value&, Value* a) {
  return make_file_handler(a[0], a[1].is_unset() ? Value("a") : a[1], a[2], a[4],
                           !a[3].is_unset() && static_cast<bool>(a[3]));
}

constexpr Method kNewHandler{"__init__", new_handler, "def level="};
constexpr Method kNewStreamHandler{"__init__", [](const Value&, Value* a) { return make_stream_handler(a[0]); },
                                   "def stream="};
constexpr Method kNewFileHandler{"__init__", new_file_handler, "def filename, mode=, encoding=, delay=, errors="};

}  // namespace

constinit const Type kHandlerType{
    .name = "Handler",
    .module = "logging",
    .constructor = &kNewHandler,
    .methods = [] { return std::span<const Method>(kHandlerMethods); },
};
constinit const Type kNullHandlerType{
    .name = "NullHandler", .module = "logging", .base = &kHandlerType, .constructor = &kNewHandler};
constinit const Type kStreamHandlerType{
    .name = "StreamHandler",
    .module = "logging",
    .base = &kHandlerType,
    .constructor = &kNewStreamHandler,
    .methods = [] { return std::span<const Method>(kStreamMethods); },
};
constinit const Type kFileHandlerType{
    .name = "FileHandler", .module = "logging", .base = &kStreamHandlerType, .constructor = &kNewFileHandler};

Value make_stream_handler(const Value& stream) {
  auto* handler = new Handler(kStreamHandlerType);
  const Value made = make_native(handler);
  handler->set("stream", is_given(stream) ? stream : standard_error());
  handler->set("terminator", "\n");
  return made;
}

Value make_file_handler(const Value& name, const Value& mode, const Value& encoding, const Value& errors, bool delays) {
  auto* handler = new Handler(kFileHandlerType);
  const Value made = make_native(handler);
  handler->set("baseFilename", make_str(posix_path::absolute(files::path_text(name))));
  handler->set("mode", mode);
  handler->set("encoding", is_given(encoding) ? encoding : Value(None));
  handler->set("errors", is_given(errors) ? errors : Value(None));
  handler->set("terminator", "\n");
  handler->set("stream", None);
  if (!delays) handler->set("stream", open_stream(*handler));
  return made;
}

void handle(const Value& handler, const Value& record) { handler.call("handle", {record}); }

}  // namespace pbc::logging
