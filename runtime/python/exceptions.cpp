// SPDX-License-Identifier: Apache-2.0
//
// The built-in exception types (Python library reference, Built-in Exceptions).
#include "python/errors.h"

#include <cstdio>

#include "python/class.h"
#include "python/exception_group.h"
#include "python/objects.h"
#include "python/unicode.h"

namespace pbc {

namespace {

Value make(const Value& type, Value args) { return {Tag::kException, new Exception(*as_type(type), std::move(args))}; }

Value exception_new(const Value& self, Value* arguments) {
  if (!as_dict(arguments[1]).empty()) raise_type_error(as_type(self)->name.view(), "() takes no keyword arguments");
  return make(self, std::move(arguments[0]));
}

Value set_own(const Value& exception, std::string_view name, const Value& value) {
  as_exception(exception).attributes.set(make_str(name), value);
  return exception;
}

Value import_error_new(const Value& self, Value* arguments) {
  Value exception = make(self, arguments[0]);
  set_own(exception, "name", arguments[1].is_unset() ? None : arguments[1]);
  set_own(exception, "path", arguments[2].is_unset() ? None : arguments[2]);
  return set_own(exception, "msg",
                 as_tuple(as_exception(exception).args).size() == 1 ? as_tuple(as_exception(exception).args)[0] : None);
}

/// NameError(name=...) and AttributeError(name=..., obj=...)
Value named_error_new(const Value& self, Value* arguments) {
  Value exception = make(self, arguments[0]);
  set_own(exception, "name", arguments[1].is_unset() ? None : arguments[1]);
  if (is_subtype(*as_type(self), kAttributeError))
    set_own(exception, "obj", arguments[2].is_unset() ? None : arguments[2]);
  return exception;
}

const Type& os_error_of(std::int64_t number) {
  switch (number) {
    case 1:
    case 13:
      return kPermissionError;
    case 2:
      return kFileNotFoundError;
    case 3:
      return kProcessLookupError;
    case 4:
      return kInterruptedError;
    case 10:
      return kChildProcessError;
    case 11:
    case 114:
    case 115:
      return kBlockingIOError;
    case 17:
      return kFileExistsError;
    case 20:
      return kNotADirectoryError;
    case 21:
      return kIsADirectoryError;
    case 32:
    case 108:
      return kBrokenPipeError;
    case 103:
      return kConnectionAbortedError;
    case 104:
      return kConnectionResetError;
    case 110:
      return kTimeoutError;
    case 111:
      return kConnectionRefusedError;
    default:
      return kOSError;
  }
}

/// OSError(errno, strerror, filename): the number chooses the subclass, the file name leaves the args.
Value os_error_new(const Value& self, Value* arguments) {
  const Values given = as_tuple(arguments[0]);
  const Type* type = as_type(self);
  bool is_full = given.size() >= 2 && given.size() <= 5;
  if (is_full && type == &kOSError && given[0].is(Tag::kInt)) type = &os_error_of(given[0].as_int());
  Value args = is_full && given.size() > 2 ? make_tuple({given[0], given[1]}) : arguments[0];
  Value exception{Tag::kException, new Exception(*type, std::move(args))};
  set_own(exception, "errno", is_full ? given[0] : None);
  set_own(exception, "strerror", is_full ? given[1] : None);
  set_own(exception, "filename", is_full && given.size() > 2 ? given[2] : None);
  return set_own(exception, "filename2", is_full && given.size() > 4 ? given[4] : None);
}

std::string os_error_str(const Value& v) {
  const Exception& exception = as_exception(v);
  const Value* number = exception.attributes.find("errno");
  const Value* text = exception.attributes.find("strerror");
  const Value* file = exception.attributes.find("filename");
  const Values& args = as_tuple(exception.args);
  if (number == nullptr || text == nullptr || number->is_none())
    return args.empty() ? "" : to_str(args.size() == 1 ? args[0] : exception.args);
  std::string out = "[Errno " + to_str(*number) + "] " + to_str(*text);
  if (file == nullptr || file->is_none()) return out;
  const Value* second = exception.attributes.find("filename2");
  out += ": " + to_repr(*file);
  return second == nullptr || second->is_none() ? out : out + " -> " + to_repr(*second);
}

std::string key_error_str(const Value& v) {
  const Values& args = as_tuple(as_exception(v).args);
  if (args.size() == 1) return to_repr(args[0]);
  return args.empty() ? "" : to_repr(as_exception(v).args);
}

Value first_argument(const Value& self) {
  const Values& args = as_tuple(as_exception(self).args);
  return args.empty() ? None : args[0];
}

/// SystemExit.code: the argument, or all of them.
Value exit_code(const Value& self) {
  const Values& args = as_tuple(as_exception(self).args);
  return args.empty() ? None : args.size() == 1 ? args[0] : as_exception(self).args;
}

template <std::size_t kPosition>
Value argument_at(const Value& self) {
  const Values& args = as_tuple(as_exception(self).args);
  return kPosition < args.size() ? args[kPosition] : None;
}

std::string code_point_escape(char32_t c) {
  char text[16];
  std::snprintf(text, sizeof text,
                c < 0x100     ? "\\x%02x"
                : c < 0x10000 ? "\\u%04x"
                              : "\\U%08x",
                static_cast<unsigned>(c));
  return text;
}

/// UnicodeDecodeError(encoding, object, start, end, reason)
std::string decode_error_str(const Value& v) {
  const Values& args = as_tuple(as_exception(v).args);
  if (args.size() != 5 || !args[1].is(Tag::kBytes)) return to_repr(as_exception(v).args);
  std::int64_t start = to_index(args[2]), end = to_index(args[3]);
  const std::string& bytes = as_bytes(args[1]);
  std::string out = "'" + to_str(args[0]) + "' codec can't decode ";
  if (start >= 0 && start < static_cast<std::int64_t>(bytes.size()) && end == start + 1) {
    char text[8];
    std::snprintf(text, sizeof text, "%02x", static_cast<unsigned char>(bytes[static_cast<std::size_t>(start)]));
    out.append("byte 0x").append(text).append(" in position ").append(std::to_string(start));
  } else {
    out += "bytes in position " + std::to_string(start) + "-" + std::to_string(end - 1);
  }
  return out + ": " + to_str(args[4]);
}

/// UnicodeEncodeError(encoding, object, start, end, reason)
std::string encode_error_str(const Value& v) {
  const Values& args = as_tuple(as_exception(v).args);
  if (args.size() != 5 || !args[1].is_str()) return to_repr(as_exception(v).args);
  std::int64_t start = to_index(args[2]), end = to_index(args[3]);
  std::string out = "'" + to_str(args[0]) + "' codec can't encode character";
  if (start >= 0 && start < static_cast<std::int64_t>(str_length(args[1])) && end == start + 1) {
    std::string_view text = args[1].text();
    std::size_t at = str_offset(args[1], static_cast<std::size_t>(start));
    out.append(" '").append(code_point_escape(unicode::next(text, at))).append("' in position ");
    out += std::to_string(start);
  } else {
    out += "s in position " + std::to_string(start) + "-" + std::to_string(end - 1);
  }
  return out + ": " + to_str(args[4]);
}

std::string syntax_error_str(const Value& v) {
  const Values& args = as_tuple(as_exception(v).args);
  return args.empty() ? "None" : to_str(args[0]);
}

Value with_traceback(const Value& self, Value*) { return self; }

Value add_note(const Value& self, Value* arguments) {
  if (!arguments[0].is_str()) raise_type_error("note must be a str, not '", type_name(arguments[0]), "'");
  const Value notes = as_exception(self).attributes.find_or_add("__notes__", make_list());
  if (!notes.is(Tag::kList)) raise_type_error("Cannot add note: __notes__ is not a list");
  append(notes, arguments[0]);
  return None;
}

constexpr Method kMethods[] = {{"with_traceback", with_traceback, "tb, /"}, {"add_note", add_note, "note, /"}};
std::span<const Method> methods() { return kMethods; }

constexpr Method kNew{"BaseException", exception_new, "*args, **kwargs"};
constexpr Method kImportErrorNew{"ImportError", import_error_new, "*args, name=, path="};
constexpr Method kNameErrorNew{"NameError", named_error_new, "*args, name="};
constexpr Method kAttributeErrorNew{"AttributeError", named_error_new, "*args, name=, obj="};
constexpr Method kOSErrorNew{"OSError", os_error_new, "*args"};

constexpr Attribute kStopIterationAttributes[] = {{"value", first_argument}};
constexpr Attribute kSystemExitAttributes[] = {{"code", exit_code}};
constexpr Attribute kSyntaxErrorAttributes[] = {{"msg", first_argument}};
constexpr Attribute kUnicodeAttributes[] = {{"encoding", argument_at<0>},
                                            {"object", argument_at<1>},
                                            {"start", argument_at<2>},
                                            {"end", argument_at<3>},
                                            {"reason", argument_at<4>}};

std::span<const Attribute> stop_iteration_attributes() { return kStopIterationAttributes; }
std::span<const Attribute> system_exit_attributes() { return kSystemExitAttributes; }
std::span<const Attribute> syntax_error_attributes() { return kSyntaxErrorAttributes; }
std::span<const Attribute> unicode_attributes() { return kUnicodeAttributes; }

/// What a type has beyond its base.
struct Traits {
  const Method* constructor = nullptr;
  std::span<const Attribute> (*attributes)() = nullptr;
  std::string (*str)(const Value&) = nullptr;
  std::span<const Method> (*methods)() = nullptr;
};

constexpr Traits traits_of(Name name) {
  if (name == Name("ImportError")) return {.constructor = &kImportErrorNew};
  if (name == Name("NameError")) return {.constructor = &kNameErrorNew};
  if (name == Name("AttributeError")) return {.constructor = &kAttributeErrorNew};
  if (name == Name("OSError")) return {.constructor = &kOSErrorNew, .str = os_error_str};
  if (name == Name("KeyError")) return {.str = key_error_str};
  if (name == Name("StopIteration")) return {.attributes = stop_iteration_attributes};
  if (name == Name("SystemExit")) return {.attributes = system_exit_attributes};
  if (name == Name("SyntaxError")) return {.attributes = syntax_error_attributes, .str = syntax_error_str};
  if (name == Name("UnicodeDecodeError")) return {.attributes = unicode_attributes, .str = decode_error_str};
  if (name == Name("UnicodeEncodeError")) return {.attributes = unicode_attributes, .str = encode_error_str};
  if (name == Name("BaseExceptionGroup"))
    return {&kNewExceptionGroup, exception_group_attributes, exception_group_str, exception_group_methods};
  return {};
}

}  // namespace

constinit const Type kBaseException{.name = "BaseException", .constructor = &kNew, .methods = methods};
#define PBC_DEFINE(type, parent)                                            \
  constinit const Type k##type{.name = #type,                               \
                               .base = &k##parent,                          \
                               .constructor = traits_of(#type).constructor, \
                               .methods = traits_of(#type).methods,         \
                               .attributes = traits_of(#type).attributes,   \
                               .str = traits_of(#type).str};
PBC_EXCEPTIONS(PBC_DEFINE)
#undef PBC_DEFINE

namespace {

const Type* exception_type(Name name) {
#define PBC_CASE(type, parent) \
  if (name == Name(#type)) return &k##type;
  PBC_EXCEPTIONS(PBC_CASE)
#undef PBC_CASE
  return name == Name("BaseException") ? &kBaseException : nullptr;
}

}  // namespace

const Type* find_exception_type(Name name) {
  // Two names that Python 3 keeps for what is now OSError.
  if (name == Name("IOError") || name == Name("EnvironmentError")) return &kOSError;
  if (name == Name("ExceptionGroup")) return &kExceptionGroup;
  return exception_type(name);
}

Value make_exception(const Type& type, std::initializer_list<Value> args) {
  return {Tag::kException, new Exception(type, make_tuple(Values(args)))};
}

Value make_exception(const Type& type, std::string_view message) {
  if (message.empty()) return make_exception(type, std::initializer_list<Value>{});
  return make_exception(type, {make_str(message)});
}

void raise_error(Name type, std::string_view message) {
  const Type* found = find_exception_type(type);
  raise_error(found != nullptr ? *found : kSystemError, message);
}

void raise_name_error(const char* name) {
  const std::string text = joined({"name '", name, "' is not defined"});
  raise(set_own(make_exception(kNameError, text), "name", make_str(name)));
}

void raise_attribute_error(const Value& object, Name name) {
  std::string text;
  const Type* type = as_type(object);
  if (type != nullptr && type->own_class != nullptr && type->own_class->metaclass == &kEnumMetaType)
    text = std::string(name.view());  // as EnumType.__getattr__ says it
  else if (type != nullptr)
    text = joined({"type object '", type->name.view(), "' has no attribute '", name.view(), "'"});
  else if (object.is(Tag::kModule))
    text = joined({"module '", as_module(object).module->name.view(), "' has no attribute '", name.view(), "'"});
  else
    text = joined({"'", type_name(object), "' object has no attribute '", name.view(), "'"});
  raise(set_own(set_own(make_exception(kAttributeError, text), "name", make_str(name.view())), "obj", object));
}

bool is_exception(const Value& exception, const Type& type) { return is_subtype(type_of(exception), type); }

}  // namespace pbc
