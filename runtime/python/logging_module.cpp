// SPDX-License-Identifier: Apache-2.0
//
// The module logging (Python library reference, logging): loggers, their hierarchy and the functions of the module.
#include "python/attributes.h"
#include "python/file_library.h"
#include "python/logging.h"
#include "python/sequences.h"
#include "python/standard_streams.h"

namespace pbc::logging {

namespace {

bool is_given(const Value& v) { return !v.is_unset() && !v.is_none(); }

struct Logger final : Open {
  Logger(const Type& type, std::string name, std::int64_t level) : Open(type), name(std::move(name)) {
    set("name", make_str(this->name));
    set("level", level);
    set("propagate", true);
    set("handlers", make_list());
    set("filters", make_list());
    set("disabled", false);
  }
  std::string name;
  std::string repr() const override;
  Value attribute(Name wanted) override;
};

/// The loggers of a run, and what all of them share.
struct State {
  State() {
    root = make_native(new Logger(kRootLoggerType, "root", kWarning));
    last_resort = make_stream_handler(None);
    last_resort.set_attr("level", kWarning);
    const std::pair<const char*, std::int64_t> kNames[] = {{"CRITICAL", kCritical}, {"ERROR", kError},
                                                           {"WARNING", kWarning},   {"INFO", kInfo},
                                                           {"DEBUG", kDebug},       {"NOTSET", kNotSet}};
    for (const auto& [name, level] : kNames) {
      names.set(Value(level), make_str(name));
      levels.set(make_str(name), Value(level));
    }
    levels.set(Value("WARN"), Value(kWarning));
    levels.set(Value("FATAL"), Value(kCritical));
  }
  Value root, last_resort;
  Table loggers, names, levels;
  std::int64_t disabled = 0;  // logging.disable
};

State& state() { return run_local<State>(); }

Value logger_named(const Value& name) {
  if (!is_given(name) || !name) return state().root;
  if (!name.is_str()) raise_type_error("A logger name must be a string");
  if (name.text() == "root") return state().root;
  if (const Value* known = state().loggers.find(name.text())) return *known;
  const Value made = make_native(new Logger(kLoggerType, std::string(name.text()), kNotSet));
  state().loggers.set(name, made);
  return made;
}

/// The nearest logger above that exists.
Value parent_of(const Logger& logger) {
  if (&logger.type() == &kRootLoggerType) return None;
  std::string_view name = logger.name;
  for (std::size_t dot = name.rfind('.'); dot != name.npos; dot = name.rfind('.')) {
    name = name.substr(0, dot);
    if (const Value* known = state().loggers.find(name)) return *known;
  }
  return state().root;
}

Logger& logger_of(const Value& v) { return as_native<Logger>(v); }

std::int64_t effective_level(const Value& self) {
  for (Value at = self; !at.is_none(); at = parent_of(logger_of(at)))
    if (const std::int64_t level = level_number(at); level != kNotSet) return level;
  return kNotSet;
}

bool is_enabled(const Value& self, std::int64_t level) {
  if (logger_of(self).get("disabled")) return false;
  return state().disabled < level && level >= effective_level(self);
}

void call_handlers(const Value& self, const Value& record) {
  const std::int64_t level = to_index(record.attr("levelno"));
  bool found = false;
  for (Value at = self; !at.is_none(); at = parent_of(logger_of(at))) {
    for (const Value& handler : Values(as_list(at.attr("handlers")))) {
      found = true;
      if (level >= level_number(handler)) handle(handler, record);
    }
    if (!at.attr("propagate")) break;
  }
  if (found || level < kWarning) return;
  // The handler of last resort writes to what sys.stderr is at the moment.
  state().last_resort.set_attr("stream", standard_error());
  handle(state().last_resort, record);
}

void handle_record(const Value& self, const Value& record) {
  if (!logger_of(self).get("disabled") && passes(self.attr("filters"), record)) call_handlers(self, record);
}

/// The keyword arguments of debug() and its kin.
struct LogOptions {
  Value exception = None, extra = None;
  explicit LogOptions(const Table& given, bool with_exception) {
    if (with_exception) exception = true;
    for (const Table::Entry& entry : given.entries()) {
      const std::string_view name = entry.key.text();
      if (name == "exc_info") {
        exception = entry.value;
      } else if (name == "extra") {
        extra = entry.value;
      } else if (name != "stack_info" && name != "stacklevel") {
        raise_type_error("Logger._log() got an unexpected keyword argument '", name, "'");
      }
    }
    if (exception.is(Tag::kException)) {
      exception = make_tuple({type_value(type_of(exception)), exception, None});
    } else if (exception && !exception.is(Tag::kTuple)) {
      const Value handled = handled_exception();
      exception = handled.is_none() ? make_tuple({None, None, None})
                                    : make_tuple({type_value(type_of(handled)), handled, None});
    }
  }
};

void log(const Value& self, std::int64_t level, const Value& message, const Value& args, const Value& options,
         bool with_exception = false) {
  if (!is_enabled(self, level)) return;
  const LogOptions given(as_dict(options), with_exception);
  handle_record(self, make_record(self.attr("name"), level, message, args, given.exception, given.extra));
}

template <std::int64_t Level>
Value log_at(const Value& self, Value* a) {
  log(self, Level, a[0], a[1], a[2]);
  return None;
}
Value log_exception(const Value& self, Value* a) {
  log(self, kError, a[0], a[1], a[2], true);
  return None;
}
Value log_with_level(const Value& self, Value* a) {
  if (!is_any_int(a[0])) raise_type_error("level must be an integer");
  log(self, to_index(a[0]), a[1], a[2], a[3]);
  return None;
}

/// Adds to a list unless it is there, or removes what is there.
template <const auto& List, bool Adds>
Value change_list(const Value& self, Value* a) {
  const Value list = self.attr(Name(std::string_view(List)));
  const bool is_there = in(a[0], list);
  if (Adds && !is_there) append(list, a[0]);
  if (!Adds && is_there) list.call("remove", {a[0]});
  return None;
}
constexpr char kHandlers[] = "handlers", kFilters[] = "filters";

Value set_level(const Value& self, Value* a) {
  self.set_attr("level", check_level(a[0]));
  return None;
}

Value has_handlers(const Value& self, Value*) {
  for (Value at = self; !at.is_none(); at = parent_of(logger_of(at))) {
    if (at.attr("handlers")) return true;
    if (!at.attr("propagate")) break;
  }
  return false;
}

Value get_child(const Value& self, Value* a) {
  const bool is_root = &logger_of(self).type() == &kRootLoggerType;
  return logger_named(is_root ? a[0] : self.attr("name") + Value(".") + a[0]);
}

constexpr Method kLoggerMethods[] = {
    {"addFilter", change_list<kFilters, true>, "def filter"},
    {"addHandler", change_list<kHandlers, true>, "def hdlr"},
    {"callHandlers",
     [](const Value& self, Value* a) -> Value {
       call_handlers(self, a[0]);
       return None;
     },
     "def record"},
    {"critical", log_at<kCritical>, "def msg, *args, **kwargs"},
    {"debug", log_at<kDebug>, "def msg, *args, **kwargs"},
    {"error", log_at<kError>, "def msg, *args, **kwargs"},
    {"exception", log_exception, "def msg, *args, **kwargs"},
    {"fatal", log_at<kCritical>, "def msg, *args, **kwargs"},
    {"filter", [](const Value& self, Value* a) -> Value { return passes(self.attr("filters"), a[0]); }, "def record"},
    {"getChild", get_child, "def suffix"},
    {"getEffectiveLevel", [](const Value& self, Value*) -> Value { return effective_level(self); }, "def"},
    {"handle",
     [](const Value& self, Value* a) -> Value {
       handle_record(self, a[0]);
       return None;
     },
     "def record"},
    {"hasHandlers", has_handlers, "def"},
    {"info", log_at<kInfo>, "def msg, *args, **kwargs"},
    {"isEnabledFor", [](const Value& self, Value* a) -> Value { return is_enabled(self, to_index(a[0])); },
     "def level"},
    {"log", log_with_level, "def level, msg, *args, **kwargs"},
    {"removeFilter", change_list<kFilters, false>, "def filter"},
    {"removeHandler", change_list<kHandlers, false>, "def hdlr"},
    {"setLevel", set_level, "def level"},
    {"warn", log_at<kWarning>, "def msg, *args, **kwargs"},
    {"warning", log_at<kWarning>, "def msg, *args, **kwargs"},
};

std::string Logger::repr() const {
  Logger& open = const_cast<Logger&>(*this);
  const Value level = level_name(Value(effective_level(open.self())));
  return "<" + std::string(type().name.view()) + " " + name + " (" + to_str(level) + ")>";
}

Value Logger::attribute(Name wanted) {
  if (wanted == Name("parent")) return parent_of(*this);
  if (wanted == Name("root")) return state().root;
  return Open::attribute(wanted);
}

// --- LoggerAdapter ---------------------------------------------------------------------------------------------------

Value new_adapter(const Value&, Value* a) {
  auto* adapter = new Open(kLoggerAdapterType);
  const Value made = make_native(adapter);
  adapter->set("logger", a[0]);
  adapter->set("extra", a[1].is_unset() ? Value(None) : a[1]);
  return made;
}

void adapt(const Value& self, std::int64_t level, Value* a, bool with_exception = false) {
  if (!is_enabled(self.attr("logger"), level)) return;
  if (with_exception) as_dict(a[2]).find_or_add("exc_info", true);
  const Value processed = self.call("process", {a[0], a[2]});
  log(self.attr("logger"), level, processed[Value(0)], a[1], processed[Value(1)]);
}

template <std::int64_t Level, bool WithException = false>
Value adapt_at(const Value& self, Value* a) {
  adapt(self, Level, a, WithException);
  return None;
}

Value process(const Value& self, Value* a) {
  a[1].set_item("extra", self.attr("extra"));
  return make_tuple({a[0], a[1]});
}

constexpr Method kAdapterMethods[] = {
    {"critical", adapt_at<kCritical>, "def msg, *args, **kwargs"},
    {"debug", adapt_at<kDebug>, "def msg, *args, **kwargs"},
    {"error", adapt_at<kError>, "def msg, *args, **kwargs"},
    {"exception", adapt_at<kError, true>, "def msg, *args, **kwargs"},
    {"info", adapt_at<kInfo>, "def msg, *args, **kwargs"},
    {"process", process, "def msg, kwargs"},
    {"setLevel", [](const Value& self, Value* a) { return self.attr("logger").call("setLevel", {a[0]}); }, "def level"},
    {"warning", adapt_at<kWarning>, "def msg, *args, **kwargs"},
};

constexpr Method kNewLogger{"__init__",
                            [](const Value&, Value* a) {
                              return make_native(new Logger(kLoggerType, to_str(a[0]),
                                                            a[1].is_unset() ? kNotSet : to_index(check_level(a[1]))));
                            },
                            "def name, level="};
constexpr Method kNewAdapter{"__init__", new_adapter, "def logger, extra="};

// --- The functions of the module -------------------------------------------------------------------------------------

Value configure(const Value&, Value* a) {
  Table options(as_dict(a[0]));
  const auto take = [&](std::string_view name, Value otherwise = None) {
    Value value;
    return options.erase(make_str(name), &value) ? value : otherwise;
  };
  const Value root = state().root;
  const Value force = take("force", false), encoding = take("encoding"), errors = take("errors", "backslashreplace");
  if (force) {
    for (const Value& handler : Values(as_list(root.attr("handlers")))) {
      root.call("removeHandler", {handler});
      handler.call("close");
    }
  }
  if (root.attr("handlers")) return None;
  const bool has_stream = options.find("stream") != nullptr, has_file = options.find("filename") != nullptr;
  Value handlers = take("handlers");
  if (handlers.is_none() && has_stream && has_file)
    raise_value_error("'stream' and 'filename' should not be specified together");
  if (!handlers.is_none() && (has_stream || has_file))
    raise_value_error("'stream' or 'filename' should not be specified together with 'handlers'");
  if (handlers.is_none()) {
    const Value name = take("filename"), mode = take("filemode", "a");
    handlers = make_list(
        {name ? make_file_handler(name, mode, encoding, errors, false) : make_stream_handler(take("stream"))});
  }
  const Value date_format = take("datefmt"), style = take("style", "%");
  if (!in(style, "%{$") || str_length(style) != 1) raise_value_error("Style must be one of: %,{,$");
  const Value basic = style == Value("%")   ? Value("%(levelname)s:%(name)s:%(message)s")
                      : style == Value("{") ? Value("{levelname}:{name}:{message}")
                                            : Value("${levelname}:${name}:${message}");
  const Value formatter = make_formatter(take("format", basic), date_format, style, true, None);
  for (Value handler : pbc::iterate(handlers)) {
    if (handler.attr("formatter").is_none()) handler.call("setFormatter", {formatter});
    root.call("addHandler", {handler});
  }
  if (const Value level = take("level"); !level.is_none()) root.call("setLevel", {level});
  if (!options.empty()) {
    std::string names;
    for (const Table::Entry& entry : options.entries()) names += (names.empty() ? "" : ", ") + to_str(entry.key);
    raise_value_error("Unrecognised argument(s): ", names);
  }
  return None;
}

/// logging.info and its kin: the root logger, configured at the first use.
const Value& ready_root() {
  const Value& root = state().root;
  if (!root.attr("handlers")) {
    Value nothing = make_dict();
    configure(Value(), &nothing);
  }
  return root;
}

template <std::int64_t Level, bool WithException = false>
Value log_to_root(const Value&, Value* a) {
  log(ready_root(), Level, a[0], a[1], a[2], WithException);
  return None;
}
Value log_to_root_at(const Value&, Value* a) { return log_with_level(ready_root(), a); }

Value get_logger(const Value&, Value* a) { return logger_named(a[0]); }

Value add_level_name(const Value&, Value* a) {
  state().names.set(a[0], a[1]);
  state().levels.set(a[1], a[0]);
  return None;
}

Value disable(const Value&, Value* a) {
  state().disabled = a[0].is_unset() ? kCritical : to_index(check_level(a[0]));
  return None;
}

Value shutdown(const Value&, Value*) {
  Values loggers{state().root};
  for (const Table::Entry& entry : state().loggers.entries()) loggers.push_back(entry.value);
  for (const Value& logger : loggers)
    for (const Value& handler : Values(as_list(logger.attr("handlers")))) {
      handler.call("flush");
      handler.call("close");
    }
  return None;
}

Value make_log_record(const Value&, Value* a) {
  const Value record = type_value(kLogRecordType)({None, None, "", 0, "", make_tuple(), None, None});
  const Value attributes = make_dict();
  dict_update(attributes, a[0]);
  for (const Table::Entry& entry : as_dict(attributes).entries())
    if (entry.key.is_str()) record.set_attr(Name(entry.key.text()), entry.value);
  return record;
}

constexpr Method kFunctions[] = {
    {"addLevelName", add_level_name, "def level, levelName"},
    {"basicConfig", configure, "def **kwargs"},
    {"captureWarnings", [](const Value&, Value*) -> Value { return None; }, "def capture"},
    {"critical", log_to_root<kCritical>, "def msg, *args, **kwargs"},
    {"debug", log_to_root<kDebug>, "def msg, *args, **kwargs"},
    {"disable", disable, "def level="},
    {"error", log_to_root<kError>, "def msg, *args, **kwargs"},
    {"exception", log_to_root<kError, true>, "def msg, *args, **kwargs"},
    {"fatal", log_to_root<kCritical>, "def msg, *args, **kwargs"},
    {"getLevelName", [](const Value&, Value* a) { return level_name(a[0]); }, "def level"},
    {"getLevelNamesMapping", [](const Value&, Value*) { return make_dict(Table(state().levels)); }, "def"},
    {"getLogger", get_logger, "def name="},
    {"info", log_to_root<kInfo>, "def msg, *args, **kwargs"},
    {"log", log_to_root_at, "def level, msg, *args, **kwargs"},
    {"makeLogRecord", make_log_record, "def dict"},
    {"shutdown", shutdown, "def handlerList="},
    {"warn", log_to_root<kWarning>, "def msg, *args, **kwargs"},
    {"warning", log_to_root<kWarning>, "def msg, *args, **kwargs"},
};

template <std::int64_t Level>
Value level() {
  return Level;
}

constexpr Constant kConstants[] = {
    {"BASIC_FORMAT", []() -> Value { return "%(levelname)s:%(name)s:%(message)s"; }},
    {"CRITICAL", level<kCritical>},
    {"DEBUG", level<kDebug>},
    {"ERROR", level<kError>},
    {"FATAL", level<kCritical>},
    {"INFO", level<kInfo>},
    {"NOTSET", level<kNotSet>},
    {"WARN", level<kWarning>},
    {"WARNING", level<kWarning>},
    {"lastResort", [] { return state().last_resort; }},
    {"raiseExceptions", []() -> Value { return true; }},
    {"root", [] { return state().root; }},
};

constexpr const Type* kTypes[] = {&kLogRecordType,   &kFormatterType,     &kFilterType,
                                  &kHandlerType,     &kStreamHandlerType, &kFileHandlerType,
                                  &kNullHandlerType, &kLoggerType,        &kLoggerAdapterType};

}  // namespace

Value level_name(const Value& level) {
  if (const Value* name = state().names.find(level)) return *name;
  if (const Value* number = state().levels.find(level)) return *number;
  return make_str("Level " + to_str(level));
}

Value check_level(const Value& level) {
  if (is_any_int(level)) return level;
  if (!level.is_str()) raise_type_error("Level not an integer or a valid string: ", to_repr(level));
  const Value* number = state().levels.find(level.text());
  if (number == nullptr) raise_value_error("Unknown level: ", to_repr(level));
  return *number;
}

std::int64_t level_number(const Value& object) { return to_index(object.attr("level")); }

constinit const Type kLoggerType{
    .name = "Logger",
    .module = "logging",
    .constructor = &kNewLogger,
    .methods = [] { return std::span<const Method>(kLoggerMethods); },
};
constinit const Type kRootLoggerType{.name = "RootLogger", .module = "logging", .base = &kLoggerType};
constinit const Type kLoggerAdapterType{
    .name = "LoggerAdapter",
    .module = "logging",
    .constructor = &kNewAdapter,
    .methods = [] { return std::span<const Method>(kAdapterMethods); },
};

}  // namespace pbc::logging

namespace pbc {

constinit const Module kLoggingModule{
    .name = "logging", .functions = logging::kFunctions, .constants = logging::kConstants, .types = logging::kTypes};

}  // namespace pbc
