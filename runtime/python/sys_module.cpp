// SPDX-License-Identifier: Apache-2.0
//
// The module sys (Python library reference, sys): the Python that a playbook believes to run in, 3.11 on Linux.
#include <cfloat>
#include <cstdint>
#include <limits>

#include "pbc/playbook.h"
#include "python/attributes.h"
#include "python/execution.h"
#include "python/file_objects.h"
#include "python/library.h"
#include "python/standard_streams.h"
#include "python/struct_sequence.h"

namespace pbc {
namespace {

// --- The standard streams --------------------------------------------------------------------------------------------

struct Streams {
  Value in, out, error;
};

Value stream_of(std::unique_ptr<ByteStream> stream, const char* name, const Type& type, const char* mode,
                const char* errors) {
  TextFile::Options options;
  options.encoding = "utf-8";
  options.errors = errors;
  options.write_through = true;
  const std::string raw_mode = std::string(mode) + "b";
  const Value binary = make_native(new BinaryFile(type, std::move(stream), make_str(name), raw_mode));
  return make_native(new TextFile(binary, std::move(options), mode));
}

Streams& streams() {
  Streams& made = run_local<Streams>();
  if (made.out.is_unset()) {
    made.in = stream_of(std::make_unique<EmptyStream>(), "<stdin>", kBufferedReaderType, "r", "strict");
    made.out = stream_of(std::make_unique<StandardStream>(stdout), "<stdout>", kBufferedWriterType, "w", "strict");
    made.error =
        stream_of(std::make_unique<StandardStream>(stderr), "<stderr>", kBufferedWriterType, "w", "backslashreplace");
  }
  return made;
}

Value standard_out() { return streams().out; }
Value standard_in() { return streams().in; }
Value own_standard_error() { return streams().error; }

// --- The version -----------------------------------------------------------------------------------------------------

extern const Type kVersionInfoType, kFloatInfoType, kHashInfoType;

constexpr Attribute kVersionInfoFields[] = {{"major", named_item<0>},
                                            {"minor", named_item<1>},
                                            {"micro", named_item<2>},
                                            {"releaselevel", named_item<3>},
                                            {"serial", named_item<4>}};

constinit const Type kVersionInfoType{
    .name = "version_info",
    .module = "sys",
    .base = &kTupleType,
    .error_name = "sys.version_info",
    .attributes = [] { return std::span<const Attribute>(kVersionInfoFields); },
    .repr = [](const Value& self) { return named_repr(self, "sys.version_info", kVersionInfoFields); },
};

constexpr Attribute kFloatInfoFields[] = {
    {"max", named_item<0>},   {"max_exp", named_item<1>},  {"max_10_exp", named_item<2>},
    {"min", named_item<3>},   {"min_exp", named_item<4>},  {"min_10_exp", named_item<5>},
    {"dig", named_item<6>},   {"mant_dig", named_item<7>}, {"epsilon", named_item<8>},
    {"radix", named_item<9>}, {"rounds", named_item<10>}};

constinit const Type kFloatInfoType{
    .name = "float_info",
    .module = "sys",
    .base = &kTupleType,
    .error_name = "sys.float_info",
    .attributes = [] { return std::span<const Attribute>(kFloatInfoFields); },
    .repr = [](const Value& self) { return named_repr(self, "sys.float_info", kFloatInfoFields); },
};

Value version_info() { return make_tuple({Value(3), Value(11), Value(2), Value("final"), Value(0)}, kVersionInfoType); }

Value float_info() {
  return make_tuple(
      {Value(DBL_MAX), Value(DBL_MAX_EXP), Value(DBL_MAX_10_EXP), Value(DBL_MIN), Value(DBL_MIN_EXP),
       Value(DBL_MIN_10_EXP), Value(DBL_DIG), Value(DBL_MANT_DIG), Value(DBL_EPSILON), Value(FLT_RADIX), Value(1)},
      kFloatInfoType);
}

// --- Functions -------------------------------------------------------------------------------------------------------

Value exit_run(const Value&, Value* a) {
  if (a[0].is_unset() || a[0].is_none()) raise_exception(kSystemExit, {});
  // A tuple is taken for the arguments of the exception.
  if (a[0].is(Tag::kTuple)) raise(call_with(type_value(kSystemExit), as_tuple(a[0])));
  raise_exception(kSystemExit, {a[0]});
}

Value exc_info(const Value&, Value*) {
  const Value handled = handled_exception();
  if (handled.is_none()) return make_tuple({None, None, None});
  return make_tuple({type_value(type_of(handled)), handled, handled.attr("__traceback__")});
}

Value set_recursion_limit(const Value&, Value* a) {
  const std::int64_t limit = to_index(a[0]);
  if (limit > std::numeric_limits<int>::max() || limit < std::numeric_limits<int>::min())
    raise_error(kOverflowError, "Python int too large to convert to C int");
  if (limit < 1) raise_value_error("recursion limit must be greater or equal than 1");
  if (execution.depth >= limit)
    raise_error(kRecursionError,
                joined({"cannot set the recursion limit to ", std::to_string(limit), " at the recursion depth ",
                        std::to_string(execution.depth), ": the limit is too low"}));
  recursion_limit = static_cast<int>(limit);
  return None;
}

Value intern(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("intern() argument must be str, not ", type_name(a[0]));
  return a[0];
}

Value get_size_of(const Value&, Value*) {
  raise_error(kNotImplementedError, "sys.getsizeof(): objects of a compiled playbook have other sizes than CPython's");
}

Value get_int_max_str_digits(const Value&, Value*) { return 4300; }

constexpr Method kFunctions[] = {
    {"exit", exit_run, "status=, /"},
    {"exc_info", exc_info, ""},
    {"exception", [](const Value&, Value*) { return handled_exception(); }, ""},
    {"getdefaultencoding", [](const Value&, Value*) -> Value { return "utf-8"; }, ""},
    {"getfilesystemencoding", [](const Value&, Value*) -> Value { return "utf-8"; }, ""},
    {"getfilesystemencodeerrors", [](const Value&, Value*) -> Value { return "surrogateescape"; }, ""},
    {"getrecursionlimit", [](const Value&, Value*) -> Value { return recursion_limit; }, ""},
    {"setrecursionlimit", set_recursion_limit, "limit, /"},
    {"getsizeof", get_size_of, "object, default="},
    {"get_int_max_str_digits", get_int_max_str_digits, ""},
    {"intern", intern, "string, /"},
    {"is_finalizing", [](const Value&, Value*) -> Value { return false; }, ""},
};

constexpr Constant kConstants[] = {
    {"argv", []() -> Value { return run_attribute("sys", "argv", make_list({make_str(playbook_source().file)})); }},
    {"byteorder", []() -> Value { return "little"; }},
    {"copyright", []() -> Value { return "Compiled by pbc"; }},
    {"dont_write_bytecode", []() -> Value { return true; }},
    {"executable", []() -> Value { return ""; }},
    {"exec_prefix", []() -> Value { return "/usr"; }},
    {"float_info", float_info},
    {"float_repr_style", []() -> Value { return "short"; }},
    {"hexversion", []() -> Value { return 0x030b02f0; }},
    {"maxsize", []() -> Value { return std::numeric_limits<std::int64_t>::max(); }},
    {"maxunicode", []() -> Value { return 0x10FFFF; }},
    {"modules", imported_modules},
    {"path", []() -> Value { return run_attribute("sys", "path", make_list()); }},
    {"platform", []() -> Value { return "linux"; }},
    {"prefix", []() -> Value { return "/usr"; }},
    {"stderr", own_standard_error},
    {"stdin", standard_in},
    {"stdout", standard_out},
    {"__stderr__", own_standard_error},
    {"__stdin__", standard_in},
    {"__stdout__", standard_out},
    {"version", []() -> Value { return "3.11.2 (pbc) \n[C++20]"; }},
    {"version_info", version_info},
};

}  // namespace

Value redirected_stdout() {
  const Value sys = imported_module("sys");
  if (sys.is_unset()) return Value();
  const Value* set = as_module(sys).attributes.find("stdout");
  if (set == nullptr || set->is_none()) return Value();
  const TextFile* own = native_if<TextFile>(*set, kTextIOWrapperType);
  return own != nullptr && is(*set, streams().out) ? Value() : *set;
}

Value standard_error() {
  const Value sys = imported_module("sys");
  const Value* set = sys.is_unset() ? nullptr : as_module(sys).attributes.find("stderr");
  return set != nullptr ? *set : streams().error;
}

constinit const Module kSysModule{.name = "sys", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
