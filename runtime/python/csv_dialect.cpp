// SPDX-License-Identifier: Apache-2.0
//
// Dialects of the module csv (Python library reference, csv, Dialects and Formatting Parameters).
#include "python/attributes.h"
#include "python/csv.h"
#include "python/unicode.h"

namespace pbc::csv {

namespace {

struct DialectObject final : Native {
  explicit DialectObject(Dialect dialect) : Native(kCsvDialectType), dialect(std::move(dialect)) {}
  Dialect dialect;
};

const Dialect& dialect_of(const Value& self) { return as_native<DialectObject>(self).dialect; }

Value character(char32_t c) {
  if (c == Dialect::kNoCharacter) return None;
  std::string text;
  unicode::append(text, c);
  return make_str(text);
}

constexpr Attribute kAttributes[] = {
    {"delimiter", [](const Value& self) { return character(dialect_of(self).delimiter); }},
    {"quotechar", [](const Value& self) { return character(dialect_of(self).quote); }},
    {"escapechar", [](const Value& self) { return character(dialect_of(self).escape); }},
    {"doublequote", [](const Value& self) -> Value { return dialect_of(self).doubles_quotes; }},
    {"skipinitialspace", [](const Value& self) -> Value { return dialect_of(self).skips_space; }},
    {"strict", [](const Value& self) -> Value { return dialect_of(self).is_strict; }},
    {"lineterminator", [](const Value& self) { return make_str(dialect_of(self).line_end); }},
    {"quoting", [](const Value& self) -> Value { return static_cast<std::int64_t>(dialect_of(self).quoting); }},
};

char32_t character_option(const Value& v, const char* name, bool may_be_none) {
  if (v.is_none() && may_be_none) return Dialect::kNoCharacter;
  if (!v.is_str())
    raise_type_error("\"", name, "\" must be string", may_be_none ? " or None" : "", ", not ", type_name(v));
  if (str_length(v) != 1) raise_type_error("\"", name, "\" must be a 1-character string");
  std::size_t at = 0;
  return unicode::next(v.text(), at);
}

/// Sets one parameter; false when there is none of that name.
bool set_option(Dialect& dialect, std::string_view name, const Value& v) {
  if (name == "delimiter") {
    dialect.delimiter = character_option(v, "delimiter", false);
  } else if (name == "quotechar") {
    dialect.quote = character_option(v, "quotechar", true);
  } else if (name == "escapechar") {
    dialect.escape = character_option(v, "escapechar", true);
  } else if (name == "doublequote") {
    dialect.doubles_quotes = static_cast<bool>(v);
  } else if (name == "skipinitialspace") {
    dialect.skips_space = static_cast<bool>(v);
  } else if (name == "strict") {
    dialect.is_strict = static_cast<bool>(v);
  } else if (name == "lineterminator") {
    if (v.is_none()) raise_type_error("lineterminator must be set");
    if (!v.is_str()) raise_type_error("\"lineterminator\" must be a string");
    dialect.line_end = v.text();
  } else if (name == "quoting") {
    if (!v.is(Tag::kInt)) raise_type_error("\"quoting\" must be an integer");
    if (v.as_int() < kMinimal || v.as_int() > kNone) raise_type_error("bad \"quoting\" value");
    dialect.quoting = static_cast<Quoting>(v.as_int());
  } else {
    return false;
  }
  return true;
}

constexpr Name kOptions[] = {"delimiter", "doublequote", "escapechar",       "lineterminator",
                             "quotechar", "quoting",     "skipinitialspace", "strict"};

/// Dialects by name; csv.register_dialect.
struct Registry {
  Table dialects;
  Registry() {
    dialects.set("excel", make_dialect({}));
    dialects.set("excel-tab", make_dialect({.delimiter = '\t'}));
    dialects.set("unix", make_dialect({.line_end = "\n", .quoting = kAll}));
  }
};

constexpr Constant kBaseConstants[] = {
    {"delimiter", []() -> Value { return None; }},        {"quotechar", []() -> Value { return None; }},
    {"escapechar", []() -> Value { return None; }},       {"doublequote", []() -> Value { return None; }},
    {"skipinitialspace", []() -> Value { return None; }}, {"lineterminator", []() -> Value { return None; }},
    {"quoting", []() -> Value { return None; }},
};
constexpr Constant kExcelConstants[] = {
    {"delimiter", []() -> Value { return ","; }},         {"quotechar", []() -> Value { return "\""; }},
    {"doublequote", []() -> Value { return true; }},      {"skipinitialspace", []() -> Value { return false; }},
    {"lineterminator", []() -> Value { return "\r\n"; }}, {"quoting", []() -> Value { return 0; }},
};
constexpr Constant kExcelTabConstants[] = {{"delimiter", []() -> Value { return "\t"; }}};
constexpr Constant kUnixConstants[] = {
    {"delimiter", []() -> Value { return ","; }},       {"quotechar", []() -> Value { return "\""; }},
    {"doublequote", []() -> Value { return true; }},    {"skipinitialspace", []() -> Value { return false; }},
    {"lineterminator", []() -> Value { return "\n"; }}, {"quoting", []() -> Value { return 1; }},
};

/// An instance of csv.excel and its like: its attributes are those of the class.
struct ClassInstance final : Native {
  explicit ClassInstance(const Type& type) : Native(type) {}
};

Value new_instance(const Value& self, Value*) {
  resolve(self, nullptr);
  return make_native(new ClassInstance(*as_type(self)));
}
constexpr Method kNewInstance{"Dialect", new_instance, ""};

[[noreturn]] void raise_unknown() { raise_error(kError, "unknown dialect"); }

}  // namespace

Value make_dialect(const Dialect& dialect) { return make_native(new DialectObject(dialect)); }

Dialect resolve(const Value& given, const Table* options) {
  Dialect dialect;
  Value source = given;
  if (source.is_str()) {
    const Value* known = run_local<Registry>().dialects.find(source.text());
    if (known == nullptr) raise_unknown();
    source = *known;
  }
  if (!source.is_unset() && !source.is_none()) {
    for (Name option : kOptions) {
      const Value set = find_attribute(source, option);
      if (set.is_unset()) continue;
      const bool is_overridden = options != nullptr && options->find(option.view()) != nullptr;
      if (!is_overridden) set_option(dialect, option.view(), set);
    }
  }
  if (options != nullptr) {
    for (const Table::Entry& entry : options->entries())
      if (!set_option(dialect, entry.key.text(), entry.value))
        raise_type_error("'", entry.key.text(), "' is an invalid keyword argument for this function");
    // A quote character of None turns quoting off, unless it was asked for.
    if (dialect.quote == Dialect::kNoCharacter && options->find("quoting") == nullptr) dialect.quoting = kNone;
  }
  if (dialect.quoting != kNone && dialect.quote == Dialect::kNoCharacter)
    raise_type_error("quotechar must be set if quoting enabled");
  return dialect;
}

constinit const Type kError{.name = "Error", .module = "_csv", .base = &kException};
constinit const Type kCsvDialectType{
    .name = "Dialect",
    .module = "_csv",
    .error_name = "_csv.Dialect",
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};
constinit const Type kBaseDialectType{
    .name = "Dialect",
    .module = "csv",
    .constructor = &kNewInstance,
    .constants = [] { return std::span<const Constant>(kBaseConstants); },
};
constinit const Type kExcelType{
    .name = "excel",
    .module = "csv",
    .base = &kBaseDialectType,
    .constructor = &kNewInstance,
    .constants = [] { return std::span<const Constant>(kExcelConstants); },
};
constinit const Type kExcelTabType{
    .name = "excel_tab",
    .module = "csv",
    .base = &kExcelType,
    .constructor = &kNewInstance,
    .constants = [] { return std::span<const Constant>(kExcelTabConstants); },
};
constinit const Type kUnixType{
    .name = "unix_dialect",
    .module = "csv",
    .base = &kBaseDialectType,
    .constructor = &kNewInstance,
    .constants = [] { return std::span<const Constant>(kUnixConstants); },
};

Value register_dialect(const Value&, Value* a) {
  const Values& args = as_tuple(a[0]);
  if (args.empty() || args.size() > 2) raise_type_error("register_dialect expected at least 1 argument, got 0");
  if (!args[0].is_str()) raise_type_error("dialect name must be a string");
  run_local<Registry>().dialects.set(args[0],
                                     make_dialect(resolve(args.size() > 1 ? args[1] : Value(), &as_dict(a[1]))));
  return None;
}

Value unregister_dialect(const Value&, Value* a) {
  if (!run_local<Registry>().dialects.erase(a[0])) raise_unknown();
  return None;
}

Value get_dialect(const Value&, Value* a) {
  const Value* known = run_local<Registry>().dialects.find(a[0]);
  if (known == nullptr) raise_unknown();
  return *known;
}

Value list_dialects(const Value&, Value*) {
  Values names;
  for (const Table::Entry& entry : run_local<Registry>().dialects.entries()) names.push_back(entry.key);
  return make_list(std::move(names));
}

}  // namespace pbc::csv
