// SPDX-License-Identifier: Apache-2.0
//
// The module configparser (Python library reference, configparser).
#include <algorithm>

#include "python/arguments.h"
#include "python/attributes.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {
namespace {

extern const Type kRawConfigParserType, kConfigParserType, kSectionProxyType;

// --- Errors ----------------------------------------------------------------------------------------------------------

std::string error_str(const Value& v) {
  const Value* message = as_exception(v).attributes.find("message");
  return message != nullptr ? to_str(*message) : to_str(as_exception(v).args);
}

constexpr Type error_type(Name name, const Type* base) {
  return {.name = name, .module = "configparser", .base = base, .str = error_str};
}

constinit const Type kError = error_type("Error", &kException);
constinit const Type kNoSectionError = error_type("NoSectionError", &kError);
constinit const Type kDuplicateSectionError = error_type("DuplicateSectionError", &kError);
constinit const Type kDuplicateOptionError = error_type("DuplicateOptionError", &kError);
constinit const Type kNoOptionError = error_type("NoOptionError", &kError);
constinit const Type kInterpolationError = error_type("InterpolationError", &kError);
constinit const Type kInterpolationDepthError = error_type("InterpolationDepthError", &kInterpolationError);
constinit const Type kInterpolationMissingOptionError =
    error_type("InterpolationMissingOptionError", &kInterpolationError);
constinit const Type kInterpolationSyntaxError = error_type("InterpolationSyntaxError", &kInterpolationError);
constinit const Type kParsingError = error_type("ParsingError", &kError);
constinit const Type kMissingSectionHeaderError = error_type("MissingSectionHeaderError", &kParsingError);

using Facts = std::initializer_list<std::pair<const char*, Value>>;

[[noreturn]] void raise_with(const Type& type, std::string_view message, Values args, Facts facts) {
  const Value exception(Tag::kException, new Exception(type, make_tuple(std::move(args))));
  as_exception(exception).attributes.set("message", make_str(message));
  for (const auto& [name, value] : facts) as_exception(exception).attributes.set(make_str(name), value);
  raise(exception);
}

[[noreturn]] void raise_no_section(const Value& section) {
  raise_with(kNoSectionError, "No section: " + to_repr(section), {section}, {{"section", section}});
}

// --- Parsers ---------------------------------------------------------------------------------------------------------

enum class Interpolation : std::uint8_t { kNone, kBasic, kExtended };

struct Parser final : Native {
  explicit Parser(const Type& type) : Native(type) {}
  bool has_section(const Value& name) const { return as_dict(sections).contains(name); }
  /// The options of a section, or of the defaults.
  Value section(const Value& name) {
    if (const Value* found = as_dict(sections).find(name)) return *found;
    if (name.is_str() && name.text() == default_section) return defaults;
    raise_no_section(name);
  }
  Value transform(const Value& option) { return optionxform.is_unset() ? option.call("lower") : optionxform({option}); }
  bool has_length() const override { return true; }
  std::size_t length() const override { return as_dict(sections).size() + 1; }
  Values names() const {
    Values all = {make_str(default_section)};
    for (const Table::Entry& entry : as_dict(sections).entries()) all.push_back(entry.key);
    return all;
  }
  Value iterate() override { return to_iterator(make_list(names())); }
  bool contains(const Value& name) override {
    return has_section(name) || (name.is_str() && name.text() == default_section);
  }
  Value get_item(const Value& name) override;
  void set_item(const Value& name, const Value& options) override;
  void del_item(const Value& name) override {
    if (name.is_str() && name.text() == default_section) raise_value_error("Cannot remove the default section.");
    if (!as_dict(sections).erase(name)) raise_key_error(name);
  }
  Value attribute(Name name) override {
    if (name == Name("optionxform") && !optionxform.is_unset()) return optionxform;
    return Value();
  }
  bool set_attribute(Name name, const Value& value) override {
    if (name == Name("optionxform")) optionxform = value;
    return name == Name("optionxform");
  }

  Value defaults = make_dict(), sections = make_dict();
  Value optionxform;
  std::string default_section = "DEFAULT";
  Values delimiters = {"=", ":"}, comments = {"#", ";"}, inline_comments;
  bool allow_no_value = false, strict = true, empty_lines = true, spaces = true;
  Interpolation interpolation = Interpolation::kNone;
};
Parser& parser_of(const Value& self) { return as_native<Parser>(self); }

struct Section final : Native {
  Section(Value parser, Value name) : Native(kSectionProxyType), parser(std::move(parser)), name(std::move(name)) {}
  std::string repr() const override { return "<Section: " + to_str(name) + ">"; }
  Values options() const { return to_values(parser.call("_options", {name})); }
  bool has_length() const override { return true; }
  std::size_t length() const override { return options().size(); }
  Value iterate() override { return to_iterator(make_list(options())); }
  bool contains(const Value& option) override { return bool(parser.call("has_option", {name, option})); }
  Value get_item(const Value& key) override {
    if (!contains(key)) raise_key_error(key);
    return parser.call("get", {name, key});
  }
  void set_item(const Value& key, const Value& value) override { parser.call("set", {name, key, value}); }
  void del_item(const Value& key) override {
    if (!contains(key) || !bool(parser.call("remove_option", {name, key}))) raise_key_error(key);
  }
  Value compare(Comparison op, const Value& other) const override {
    const Section* right = native_if<Section>(other, kSectionProxyType);
    if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
    return (is(parser, right->parser) && is_same(name, right->name)) == (op == Comparison::kEqual);
  }
  Value parser, name;
};
Section& section_of(const Value& self) { return as_native<Section>(self); }

Value Parser::get_item(const Value& name) {
  if (!contains(name)) raise_key_error(name);
  return make_native(new Section(self(), name));
}

// --- Interpolation ---------------------------------------------------------------------------------------------------

constexpr int kDeepest = 10;

/// The value with its references replaced; `known` has the options that they may name.
void expand(Parser& parser, std::string& out, const Value& option, std::string_view text, const Value& section,
            const Value& known, const std::string& raw, int depth) {
  const bool is_basic = parser.interpolation == Interpolation::kBasic;
  const char sign = is_basic ? '%' : '$', open = is_basic ? '(' : '{', close = is_basic ? ')' : '}';
  if (depth > kDeepest)
    raise_with(kInterpolationDepthError,
               joined({"Recursion limit exceeded in value substitution: option ", to_repr(option), " in section ",
                       to_repr(section), " contains an interpolation key which cannot be substituted in ",
                       std::to_string(kDeepest), " steps. Raw value: ", to_repr(make_str(raw))}),
               {option, section, make_str(raw)}, {{"option", option}, {"section", section}});
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != sign) {
      out += text[at++];
      continue;
    }
    if (at + 1 < text.size() && text[at + 1] == sign) {
      out += sign;
      at += 2;
      continue;
    }
    const std::string rest(text.substr(at));
    const auto fail = [&](const std::string& message) {
      raise_with(kInterpolationSyntaxError, message, {option, section, make_str(message)},
                 {{"option", option}, {"section", section}});
    };
    if (at + 1 >= text.size() || text[at + 1] != open)
      fail(std::string("'") + sign + "' must be followed by '" + sign + "' or '" + open +
           "', found: " + to_repr(make_str(rest)));
    const std::size_t end = text.find(is_basic ? ")s" : "}", at);
    if (end == text.npos || text.substr(at + 2, end - at - 2).find(close) != text.npos)
      fail("bad interpolation variable reference " + to_repr(make_str(rest)));
    std::string name(text.substr(at + 2, end - at - 2));
    at = end + (is_basic ? 2 : 1);
    Value source = known, from = section;
    if (const std::size_t colon = name.find(':'); !is_basic && colon != name.npos) {
      from = make_str(name.substr(0, colon));
      source = parser.contains(from) ? parser.self().call("_known", {from}) : make_dict();
      name = name.substr(colon + 1);
    }
    const Value key = parser.transform(make_str(name));
    const Value* found = as_dict(source).find(key);
    if (found == nullptr)
      raise_with(kInterpolationMissingOptionError,
                 joined({"Bad value substitution: option ", to_repr(option), " in section ", to_repr(section),
                         " contains an interpolation key ", to_repr(is_basic ? key : make_str(name)),
                         " which is not a valid option name. Raw value: ", to_repr(make_str(raw))}),
                 {option, section, make_str(raw), key}, {{"option", option}, {"section", section}, {"reference", key}});
    expand(parser, out, option, to_str(*found), from, source, raw, depth + 1);
  }
}

/// All that an option of the section may refer to: the defaults, its own options, `vars`.
Value known_options(Parser& parser, const Value& section, const Value& vars) {
  const Value known = make_dict(Table(as_dict(parser.defaults)));
  if (!section.is_str() || section.text() != parser.default_section || parser.has_section(section)) {
    const Value own = parser.section(section);
    for (const Table::Entry& entry : as_dict(own).entries()) as_dict(known).set(entry.key, entry.value);
  }
  if (given(vars))
    for (const Table::Entry& entry : as_dict(vars).entries())
      as_dict(known).set(parser.transform(entry.key), entry.value.is_none() ? entry.value : str_value(entry.value));
  return known;
}

Value expanded(Parser& parser, const Value& section, const Value& option, const Value& value, const Value& known) {
  if (parser.interpolation == Interpolation::kNone || value.is_none()) return value;
  std::string out;
  expand(parser, out, option, value.text(), section, known, std::string(value.text()), 1);
  return make_str(out);
}

// --- Reading ---------------------------------------------------------------------------------------------------------

std::string_view stripped(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kSpace);
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

class Reader {
 public:
  Reader(Parser& parser, std::string source) : parser_(parser), source_(std::move(source)) {}

  void run(const Value& lines) {
    for (Value line : iterate(lines)) {
      ++number_;
      if (!line.is_str()) raise_attribute_error(line, "find");
      read(std::string(line.text()));
    }
    finish();
    if (errors_.empty()) return;
    std::string message = "Source contains parsing errors: " + to_repr(make_str(source_));
    for (const auto& [line, text] : errors_) message += "\n\t[line " + padded(line) + "]: " + text;
    raise_with(kParsingError, message, {make_str(source_)}, {{"source", make_str(source_)}});
  }

 private:
  static std::string padded(std::int64_t line) {
    const std::string digits = std::to_string(line);
    return digits.size() < 2 ? " " + digits : digits;
  }

  void read(const std::string& line) {
    std::size_t comment = std::string::npos;
    for (const Value& prefix : parser_.inline_comments)
      for (std::size_t at = line.find(prefix.text()); at != line.npos; at = line.find(prefix.text(), at + 1))
        if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') comment = std::min(comment, at);
    for (const Value& prefix : parser_.comments)
      if (stripped(line).starts_with(prefix.text())) comment = 0;
    const std::string value(stripped(std::string_view(line).substr(0, comment)));
    const bool continues = !section_.is_unset() && !option_.is_unset() && as_dict(lines_).contains(option_);
    if (value.empty()) {
      if (!parser_.empty_lines)
        indent_ = std::string::npos;
      else if (comment == std::string::npos && continues)
        as_list(*as_dict(lines_).find(option_)).push_back("");
      return;
    }
    const std::size_t indent = line.find_first_not_of(" \t\r\n\f\v");
    if (!section_.is_unset() && !option_.is_unset() && indent > indent_ && indent_ != std::string::npos) {
      if (continues) as_list(*as_dict(lines_).find(option_)).push_back(make_str(value));
      return;
    }
    indent_ = indent;
    const std::size_t close = value.rfind(']');
    if (value[0] == '[' && close != value.npos && close > 1)
      begin_section(make_str(value.substr(1, close - 1)));
    else if (section_.is_unset())
      raise_with(kMissingSectionHeaderError,
                 joined({"File contains no section headers.\nfile: ", to_repr(make_str(source_)),
                         ", line: ", std::to_string(number_), "\n", to_repr(make_str(line))}),
                 {make_str(source_), number_, make_str(line)},
                 {{"source", make_str(source_)}, {"lineno", number_}, {"line", make_str(line)}});
    else
      read_option(value, line);
  }

  void begin_section(const Value& name) {
    finish();
    name_ = name;
    option_ = Value();
    if (const Value* known = as_dict(parser_.sections).find(name)) {
      if (parser_.strict && added_.contains(name))
        raise_with(kDuplicateSectionError,
                   joined({"While reading from ", to_repr(make_str(source_)), " [line ", padded(number_), "]: section ",
                           to_repr(name), " already exists"}),
                   {name, make_str(source_), number_},
                   {{"section", name}, {"source", make_str(source_)}, {"lineno", number_}});
      section_ = *known;
    } else if (name.text() == parser_.default_section) {
      section_ = parser_.defaults;
    } else {
      section_ = make_dict();
      as_dict(parser_.sections).set(name, section_);
    }
    added_.set(name, None);
  }

  void read_option(const std::string& value, const std::string& line) {
    std::size_t delimiter = std::string::npos, size = 0;
    for (const Value& one : parser_.delimiters)
      if (const std::size_t at = value.find(one.text()); at < delimiter) {
        delimiter = at;
        size = one.text().size();
      }
    const Value option = parser_.transform(make_str(stripped(std::string_view(value).substr(0, delimiter))));
    if ((delimiter == std::string::npos && !parser_.allow_no_value) || option.text().empty()) {
      errors_.emplace_back(number_, to_repr(make_str(line)));
      option_ = Value();
      return;
    }
    const Value pair = make_tuple({name_, option});
    if (parser_.strict && added_.contains(pair))
      raise_with(kDuplicateOptionError,
                 joined({"While reading from ", to_repr(make_str(source_)), " [line ", padded(number_), "]: option ",
                         to_repr(option), " in section ", to_repr(name_), " already exists"}),
                 {name_, option, make_str(source_), number_},
                 {{"section", name_}, {"option", option}, {"source", make_str(source_)}, {"lineno", number_}});
    added_.set(pair, None);
    option_ = option;
    as_dict(section_).set(option, None);
    if (delimiter == std::string::npos) {
      as_dict(lines_).erase(option);
      return;
    }
    as_dict(lines_).set(option, make_list({make_str(stripped(std::string_view(value).substr(delimiter + size)))}));
  }

  /// Joins the lines of the section's values.
  void finish() {
    if (section_.is_unset()) return;
    for (const Table::Entry& entry : as_dict(lines_).entries())
      as_dict(section_).set(entry.key, Value("\n").call("join", {entry.value}).call("rstrip"));
    as_dict(lines_).clear();
  }

  Parser& parser_;
  std::string source_;
  std::int64_t number_ = 0;
  std::size_t indent_ = 0;
  Value name_, section_, option_;
  Value lines_ = make_dict();  // of the section at hand: option -> lines of its value
  Table added_;
  std::vector<std::pair<std::int64_t, std::string>> errors_;
};

Value read_file(const Value& self, Value* a) {
  std::string source =
      "<??"
      "?>";
  if (given(a[1])) {
    source = to_str(a[1]);
  } else if (const Value name = find_attribute(a[0], "name"); !name.is_unset()) {
    source = to_str(name);
  }
  Reader(parser_of(self), source).run(a[0]);
  return None;
}
Value read_string(const Value& self, Value* a) {
  Reader(parser_of(self), a[1].is_unset() ? "<string>" : to_str(a[1])).run(a[0].call("splitlines", {true}));
  return None;
}
Value read(const Value& self, Value* a) {
  const Values names = a[0].is_str() || is_any_bytes(a[0]) || !is_iterable(a[0]) ? Values{a[0]} : to_values(a[0]);
  const Value found = make_list();
  for (const Value& name : names) {
    Value file;
    try {
      file = py("open")({name}, {{"encoding", value_or(a[1], None)}});
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kOSError)) throw;
      caught();
      continue;
    }
    const Value lines = file.call("readlines");
    file.call("close");
    Reader(parser_of(self), to_str(name)).run(lines);
    append(found, str_value(name));
  }
  return found;
}

// --- Sections and options --------------------------------------------------------------------------------------------

Value sections(const Value& self, Value*) { return make_list(to_values(parser_of(self).sections)); }
Value defaults(const Value& self, Value*) { return parser_of(self).defaults; }
Value has_section(const Value& self, Value* a) { return parser_of(self).has_section(a[0]); }

Value add_section(const Value& self, Value* a) {
  Parser& parser = parser_of(self);
  if (parser.interpolation != Interpolation::kNone && !a[0].is_str()) raise_type_error("section names must be strings");
  if (a[0].is_str() && a[0].text() == parser.default_section)
    raise_value_error("Invalid section name: ", to_repr(a[0]));
  if (parser.has_section(a[0]))
    raise_with(kDuplicateSectionError, "Section " + to_repr(a[0]) + " already exists", {a[0], None, None},
               {{"section", a[0]}, {"source", None}, {"lineno", None}});
  as_dict(parser.sections).set(a[0], make_dict());
  return None;
}

Value set_option(const Value& self, Value* a) {
  Parser& parser = parser_of(self);
  if (is_subtype(parser.type(), kConfigParserType)) {
    if (!a[1].is_str()) raise_type_error("option keys must be strings");
    if ((!parser.allow_no_value || given(a[2])) && (a[2].is_unset() || !a[2].is_str()))
      raise_type_error("option values must be strings");
  }
  if (given(a[2]) && parser.interpolation != Interpolation::kNone) {
    const char sign = parser.interpolation == Interpolation::kBasic ? '%' : '$';
    const char open = sign == '%' ? '(' : '{';
    std::string text(a[2].text());
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] != sign) continue;
      const std::size_t end = text.find(sign == '%' ? ")s" : "}", at);
      if (at + 1 < text.size() && text[at + 1] == sign)
        ++at;
      else if (at + 1 < text.size() && text[at + 1] == open && end != text.npos)
        at = end;
      else
        raise_value_error("invalid interpolation syntax in ", to_repr(a[2]), " at position ", std::to_string(at));
    }
  }
  const bool is_default = !a[0].is_unset() && (!a[0].is_str() ? !bool(a[0]) : a[0].text().empty());
  const Value section = is_default ? parser.defaults : parser.section(a[0]);
  as_dict(section).set(parser.transform(a[1]), value_or(a[2], None));
  return None;
}

Value options_of(const Value& self, const Value& name, bool sections_only) {
  Parser& parser = parser_of(self);
  if (sections_only && !parser.has_section(name)) raise_no_section(name);
  const Value all = make_dict();
  const Value own = parser.section(name);
  for (const Table::Entry& entry : as_dict(own).entries()) as_dict(all).set(entry.key, None);
  for (const Table::Entry& entry : as_dict(parser.defaults).entries()) as_dict(all).set(entry.key, None);
  return make_list(to_values(all));
}
Value options(const Value& self, Value* a) { return options_of(self, a[0], true); }
Value any_options(const Value& self, Value* a) { return options_of(self, a[0], false); }
Value known(const Value& self, Value* a) { return known_options(parser_of(self), a[0], None); }

Value has_option(const Value& self, Value* a) {
  Parser& parser = parser_of(self);
  const Value option = parser.transform(a[1]);
  if (as_dict(parser.defaults).contains(option) && parser.contains(a[0])) return true;
  const Value* section = as_dict(parser.sections).find(a[0]);
  return section != nullptr && as_dict(*section).contains(option);
}
Value remove_option(const Value& self, Value* a) {
  Parser& parser = parser_of(self);
  const Value section = parser.section(a[0]);
  return as_dict(section).erase(parser.transform(a[1]));
}
Value remove_section(const Value& self, Value* a) { return as_dict(parser_of(self).sections).erase(a[0]); }

/// get(section, option, *, raw, vars, fallback)
Value get(const Value& self, Value* a) {
  Parser& parser = parser_of(self);
  if (!parser.contains(a[0])) {
    if (!a[4].is_unset()) return a[4];
    raise_no_section(a[0]);
  }
  const Value all = known_options(parser, a[0], a[3]);
  const Value option = parser.transform(a[1]);
  const Value* found = as_dict(all).find(option);
  if (found == nullptr) {
    if (!a[4].is_unset()) return a[4];
    raise_with(kNoOptionError, "No option " + to_repr(option) + " in section: " + to_repr(a[0]), {option, a[0]},
               {{"option", option}, {"section", a[0]}});
  }
  return flag(a[2], false) ? *found : expanded(parser, a[0], option, *found, all);
}

Value to_boolean(const Value& text) {
  const Value lower = text.call("lower");
  for (std::string_view yes : {"1", "yes", "true", "on"})
    if (lower.text() == yes) return true;
  for (std::string_view no : {"0", "no", "false", "off"})
    if (lower.text() == no) return false;
  raise_value_error("Not a boolean: ", to_str(text));
}
Value as_it_is(const Value& text) { return text; }
Value to_int(const Value& text) { return py("int")({text}); }
Value to_real(const Value& text) { return py("float")({text}); }

template <Value (*kConvert)(const Value&)>
Value get_as(const Value& self, Value* a) {
  const Value missing = make_list();
  Value arguments[] = {a[0], a[1], a[2], a[3], a[4].is_unset() ? Value() : missing};
  const Value found = get(self, arguments);
  return is(found, missing) ? a[4] : kConvert(found);
}

Value items(const Value& self, Value* a) {
  Parser& parser = parser_of(self);
  Values pairs;
  if (a[0].is_unset()) {
    for (const Value& name : parser.names()) pairs.push_back(make_tuple({name, parser.get_item(name)}));
    return make_list(std::move(pairs));
  }
  const Value all = known_options(parser, a[0], a[2]);
  for (const Table::Entry& entry : as_dict(all).entries())
    pairs.push_back(
        make_tuple({entry.key, flag(a[1], false) ? entry.value : expanded(parser, a[0], entry.key, entry.value, all)}));
  return make_list(std::move(pairs));
}

Value read_dict(const Value& self, Value* a) {
  Parser& parser = parser_of(self);
  for (Value pair : iterate(a[0].call("items"))) {
    const Value name = str_value(as_tuple(pair)[0]);
    if (!parser.contains(name)) as_dict(parser.sections).set(name, make_dict());
    for (Value option : iterate(as_tuple(pair)[1].call("items"))) {
      const Value& value = as_tuple(option)[1];
      Value arguments[] = {name, str_value(as_tuple(option)[0]), value.is_none() ? value : str_value(value)};
      set_option(self, arguments);
    }
  }
  return None;
}

void Parser::set_item(const Value& name, const Value& options) {
  if (contains(name)) as_dict(section(name)).clear();
  const Value all = make_dict();
  as_dict(all).set(name, options);
  Value arguments[] = {all, Value()};
  read_dict(self(), arguments);
}

Value write(const Value& self, Value* a) {
  Parser& parser = parser_of(self);
  const std::string delimiter = to_str(parser.delimiters[0]);
  const std::string shown = flag(a[1], true) ? " " + delimiter + " " : delimiter;
  const auto write_section = [&](const Value& name, const Value& options) {
    std::string out = "[" + to_str(name) + "]\n";
    for (const Table::Entry& entry : as_dict(options).entries()) {
      out += to_str(entry.key);
      if (!entry.value.is_none() || !parser.allow_no_value)
        out += shown + to_str(str_value(entry.value).call("replace", {"\n", "\n\t"}));
      out += "\n";
    }
    a[0].call("write", {make_str(out + "\n")});
  };
  if (!as_dict(parser.defaults).empty()) write_section(make_str(parser.default_section), parser.defaults);
  for (const Table::Entry& entry : as_dict(parser.sections).entries()) write_section(entry.key, entry.value);
  return None;
}

Value clear(const Value& self, Value*) {
  as_dict(parser_of(self).sections).clear();
  return None;
}
Value optionxform(const Value&, Value* a) { return a[0].call("lower"); }
Value keys(const Value& self, Value*) { return make_list(parser_of(self).names()); }
Value values(const Value& self, Value*) {
  Values all;
  for (const Value& name : parser_of(self).names()) all.push_back(parser_of(self).get_item(name));
  return make_list(std::move(all));
}

template <const Type& kParser>
Value new_parser(const Value&, Value* a) {
  const Value made = make_native(new Parser(kParser));
  Parser& parser = parser_of(made);
  parser.allow_no_value = flag(a[2], false);
  if (given(a[3])) parser.delimiters = to_values(a[3]);
  if (!a[4].is_unset()) parser.comments = given(a[4]) ? to_values(a[4]) : Values();
  if (given(a[5])) parser.inline_comments = to_values(a[5]);
  parser.strict = flag(a[6], true);
  parser.empty_lines = flag(a[7], true);
  parser.default_section = text_or(a[8], "DEFAULT");
  if (a[9].is_unset())
    parser.interpolation = &kParser == &kConfigParserType ? Interpolation::kBasic : Interpolation::kNone;
  else if (!a[9].is_none())
    parser.interpolation = type_of(a[9]).name == Name("BasicInterpolation")      ? Interpolation::kBasic
                           : type_of(a[9]).name == Name("ExtendedInterpolation") ? Interpolation::kExtended
                                                                                 : Interpolation::kNone;
  if (given(a[0]))
    for (Value pair : iterate(a[0].call("items")))
      as_dict(parser.defaults).set(parser.transform(str_value(as_tuple(pair)[0])), str_value(as_tuple(pair)[1]));
  return made;
}
#define PBC_PARSER                                                                                            \
  "def defaults=, dict_type=, allow_no_value=, *, delimiters=, comment_prefixes=, inline_comment_prefixes=, " \
  "strict=, empty_lines_in_values=, default_section=, interpolation="
constexpr Method kNewRaw{"RawConfigParser.__init__", new_parser<kRawConfigParserType>, PBC_PARSER};
constexpr Method kNewConfig{"ConfigParser.__init__", new_parser<kConfigParserType>, PBC_PARSER};
#undef PBC_PARSER

constexpr Method kMethods[] = {
    {"_known", known, "section, /"},
    {"_options", any_options, "section, /"},
    {"add_section", add_section, "def section"},
    {"clear", clear, "def"},
    {"defaults", defaults, "def"},
    {"get", get_as<as_it_is>, "def section, option, *, raw=, vars=, fallback="},
    {"getboolean", get_as<to_boolean>, "def section, option, *, raw=, vars=, fallback="},
    {"getfloat", get_as<to_real>, "def section, option, *, raw=, vars=, fallback="},
    {"getint", get_as<to_int>, "def section, option, *, raw=, vars=, fallback="},
    {"has_option", has_option, "def section, option"},
    {"has_section", has_section, "def section"},
    {"items", items, "def section=, raw=, vars="},
    {"keys", keys, "def"},
    {"options", options, "def section"},
    {"optionxform", optionxform, "def optionstr"},
    {"read", read, "def filenames, encoding="},
    {"read_dict", read_dict, "def dictionary, source="},
    {"read_file", read_file, "def f, source="},
    {"read_string", read_string, "def string, source="},
    {"remove_option", remove_option, "def section, option"},
    {"remove_section", remove_section, "def section"},
    {"sections", sections, "def"},
    {"set", set_option, "def section, option, value="},
    {"values", values, "def"},
    {"write", write, "def fp, space_around_delimiters="},
};

Value boolean_states() {
  const Value states = make_dict();
  constexpr std::pair<const char*, bool> kStates[] = {{"1", true},  {"yes", true}, {"true", true},   {"on", true},
                                                      {"0", false}, {"no", false}, {"false", false}, {"off", false}};
  for (const auto& [name, state] : kStates) as_dict(states).set(make_str(name), state);
  return states;
}
constexpr Attribute kAttributes[] = {
    {"BOOLEAN_STATES", [](const Value&) { return boolean_states(); }},
    {"default_section", [](const Value& self) { return make_str(parser_of(self).default_section); }},
};

// --- Section proxies -------------------------------------------------------------------------------------------------

template <Value (*kConvert)(const Value&)>
Value section_get(const Value& self, Value* a) {
  const Section& section = section_of(self);
  Value arguments[] = {section.name, a[0], value_or(a[2], false), value_or(a[3], None), value_or(a[1], None)};
  return get_as<kConvert>(section.parser, arguments);
}
Value section_keys(const Value& self, Value*) { return make_list(section_of(self).options()); }
Value section_values(const Value& self, Value*) {
  Values all;
  for (const Value& option : section_of(self).options()) all.push_back(self[option]);
  return make_list(std::move(all));
}
Value section_items(const Value& self, Value*) {
  Values all;
  for (const Value& option : section_of(self).options()) all.push_back(make_tuple({option, self[option]}));
  return make_list(std::move(all));
}
Value section_update(const Value& self, Value* a) {
  for (Value pair : iterate(a[0].call("items"))) self.set_item(as_tuple(pair)[0], as_tuple(pair)[1]);
  return None;
}
Value section_pop(const Value& self, Value* a) {
  if (!section_of(self).contains(a[0])) {
    if (as_tuple(a[1]).empty()) raise_key_error(a[0]);
    return as_tuple(a[1])[0];
  }
  const Value found = self[a[0]];
  self.del_item(a[0]);
  return found;
}
Value section_setdefault(const Value& self, Value* a) {
  if (!section_of(self).contains(a[0])) self.set_item(a[0], value_or(a[1], None));
  return self[a[0]];
}
constexpr Method kSectionMethods[] = {
    {"get", section_get<as_it_is>, "def option, fallback=, *, raw=, vars="},
    {"getboolean", section_get<to_boolean>, "def option, fallback=, *, raw=, vars="},
    {"getfloat", section_get<to_real>, "def option, fallback=, *, raw=, vars="},
    {"getint", section_get<to_int>, "def option, fallback=, *, raw=, vars="},
    {"items", section_items, "def"},
    {"keys", section_keys, "def"},
    {"pop", section_pop, "def key, *default"},
    {"setdefault", section_setdefault, "def key, default="},
    {"update", section_update, "def other"},
    {"values", section_values, "def"},
};
constexpr Attribute kSectionAttributes[] = {
    {"name", [](const Value& self) { return section_of(self).name; }},
    {"parser", [](const Value& self) { return section_of(self).parser; }},
};

// --- The module ------------------------------------------------------------------------------------------------------

constinit const Type kSectionProxyType{
    .name = "SectionProxy",
    .module = "configparser",
    .methods = [] { return std::span<const Method>(kSectionMethods); },
    .attributes = [] { return std::span<const Attribute>(kSectionAttributes); },
};
constinit const Type kRawConfigParserType{
    .name = "RawConfigParser",
    .module = "configparser",
    .constructor = &kNewRaw,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};
constinit const Type kConfigParserType{
    .name = "ConfigParser", .module = "configparser", .base = &kRawConfigParserType, .constructor = &kNewConfig};

struct Marker final : Native {
  using Native::Native;
};
extern const Type kBasicType, kExtendedType;
constexpr Method kNewBasic{"BasicInterpolation",
                           [](const Value&, Value*) { return make_native(new Marker(kBasicType)); }, ""};
constexpr Method kNewExtended{"ExtendedInterpolation",
                              [](const Value&, Value*) { return make_native(new Marker(kExtendedType)); }, ""};
constinit const Type kBasicType{.name = "BasicInterpolation", .module = "configparser", .constructor = &kNewBasic};
constinit const Type kExtendedType{
    .name = "ExtendedInterpolation", .module = "configparser", .constructor = &kNewExtended};

constexpr Constant kConstants[] = {{"DEFAULTSECT", [] { return Value("DEFAULT"); }},
                                   {"MAX_INTERPOLATION_DEPTH", [] { return Value(kDeepest); }}};
constexpr const Type* kTypes[] = {&kError,
                                  &kNoSectionError,
                                  &kDuplicateSectionError,
                                  &kDuplicateOptionError,
                                  &kNoOptionError,
                                  &kInterpolationError,
                                  &kInterpolationDepthError,
                                  &kInterpolationMissingOptionError,
                                  &kInterpolationSyntaxError,
                                  &kParsingError,
                                  &kMissingSectionHeaderError,
                                  &kRawConfigParserType,
                                  &kConfigParserType,
                                  &kSectionProxyType,
                                  &kBasicType,
                                  &kExtendedType};

}  // namespace

constinit const Module kConfigparserModule{.name = "configparser", .constants = kConstants, .types = kTypes};

}  // namespace pbc
