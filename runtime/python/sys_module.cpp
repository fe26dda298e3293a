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
#include "python/numbers.h"
#include "python/parse_number.h"
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

constexpr Attribute kIntInfoFields[] = {{"bits_per_digit", named_item<0>},
                                        {"sizeof_digit", named_item<1>},
                                        {"default_max_str_digits", named_item<2>},
                                        {"str_digits_check_threshold", named_item<3>}};

constinit const Type kIntInfoType{
    .name = "int_info",
    .module = "sys",
    .base = &kTupleType,
    .error_name = "sys.int_info",
    .attributes = [] { return std::span<const Attribute>(kIntInfoFields); },
    .repr = [](const Value& self) { return named_repr(self, "sys.int_info", kIntInfoFields); },
};

constexpr Attribute kHashInfoFields[] = {
    {"width", named_item<0>},     {"modulus", named_item<1>},   {"inf", named_item<2>},
    {"nan", named_item<3>},       {"imag", named_item<4>},      {"algorithm", named_item<5>},
    {"hash_bits", named_item<6>}, {"seed_bits", named_item<7>}, {"cutoff", named_item<8>}};

constinit const Type kHashInfoType{
    .name = "hash_info",
    .module = "sys",
    .base = &kTupleType,
    .error_name = "sys.hash_info",
    .attributes = [] { return std::span<const Attribute>(kHashInfoFields); },
    .repr = [](const Value& self) { return named_repr(self, "sys.hash_info", kHashInfoFields); },
};

constexpr Attribute kFlagsFields[] = {{"debug", named_item<0>},
                                      {"inspect", named_item<1>},
                                      {"interactive", named_item<2>},
                                      {"optimize", named_item<3>},
                                      {"dont_write_bytecode", named_item<4>},
                                      {"no_user_site", named_item<5>},
                                      {"no_site", named_item<6>},
                                      {"ignore_environment", named_item<7>},
                                      {"verbose", named_item<8>},
                                      {"bytes_warning", named_item<9>},
                                      {"quiet", named_item<10>},
                                      {"hash_randomization", named_item<11>},
                                      {"isolated", named_item<12>},
                                      {"dev_mode", named_item<13>},
                                      {"utf8_mode", named_item<14>},
                                      {"warn_default_encoding", named_item<15>},
                                      {"safe_path", named_item<16>},
                                      {"int_max_str_digits", named_item<17>}};

constinit const Type kFlagsType{
    .name = "flags",
    .module = "sys",
    .base = &kTupleType,
    .error_name = "sys.flags",
    .attributes = [] { return std::span<const Attribute>(kFlagsFields); },
    .repr = [](const Value& self) { return named_repr(self, "sys.flags", kFlagsFields); },
};

constexpr std::int64_t kHexVersion = 0x030b02f0;
constexpr std::int64_t kDefaultDigits = 4300, kLeastDigits = 640;

Value int_info() { return make_tuple({Value(30), Value(4), Value(kDefaultDigits), Value(kLeastDigits)}, kIntInfoType); }

Value flags() {
  Values values;
  for (std::size_t i = 0; i < std::size(kFlagsFields); ++i) values.push_back(0);
  values[11] = 1;
  values[13] = values[16] = false;
  values[17] = kDefaultDigits;
  return make_tuple(std::move(values), kFlagsType);
}

Value hash_info() {
  return make_tuple({Value(64), Value((std::int64_t{1} << 61) - 1), Value(314159), Value(0), Value(1000003),
                     Value("siphash13"), Value(64), Value(128), Value(0)},
                    kHashInfoType);
}

Value version_info();

Value implementation() {
  return import("types").attr("SimpleNamespace")({}, {{"name", "cpython"},
                                                      {"cache_tag", "cpython-311"},
                                                      {"version", version_info()},
                                                      {"hexversion", kHexVersion},
                                                      {"_multiarch", "x86_64-linux-gnu"}});
}

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

Value get_int_max_str_digits(const Value&, Value*) { return most_int_digits; }
Value set_int_max_str_digits(const Value&, Value* a) {
  const std::int64_t digits = to_c_int(a[0]);
  if (digits != 0 && digits < kLeastDigits)
    raise_value_error("maxdigits must be 0 or larger than ", std::to_string(kLeastDigits));
  most_int_digits = static_cast<std::size_t>(digits);
  return None;
}

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
    {"set_int_max_str_digits", set_int_max_str_digits, "maxdigits"},
    {"intern", intern, "string, /"},
    {"is_finalizing", [](const Value&, Value*) -> Value { return false; }, ""},
};

constexpr Constant kConstants[] = {
    {"abiflags", []() -> Value { return ""; }},
    {"api_version", []() -> Value { return 1013; }},
    {"argv", []() -> Value { return run_attribute("sys", "argv", make_list({make_str(playbook_source().file)})); }},
    {"base_exec_prefix", []() -> Value { return "/usr"; }},
    {"base_prefix", []() -> Value { return "/usr"; }},
    {"byteorder", []() -> Value { return "little"; }},
    {"copyright", []() -> Value { return "Compiled by pbc"; }},
    {"dont_write_bytecode", []() -> Value { return true; }},
    {"executable", []() -> Value { return ""; }},
    {"exec_prefix", []() -> Value { return "/usr"; }},
    {"flags", flags},
    {"float_info", float_info},
    {"float_repr_style", []() -> Value { return "short"; }},
    {"hash_info", hash_info},
    {"hexversion", []() -> Value { return kHexVersion; }},
    {"implementation", implementation},
    {"int_info", int_info},
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
    {"warnoptions", []() -> Value { return run_attribute("sys", "warnoptions", make_list()); }},
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
