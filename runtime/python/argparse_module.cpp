// SPDX-License-Identifier: Apache-2.0
//
// The module argparse (Python library reference, argparse): the classes, and how add_argument reads its arguments.
#include <algorithm>

#include "python/argparse.h"
#include "python/arguments.h"
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/library_class.h"
#include "python/library_more.h"

namespace pbc {

namespace args {

extern const Type kParserStateType, kGroupType, kExclusiveGroupType, kSubParsersType, kArgumentType;
constinit const Type kArgumentErrorType{.name = "ArgumentError", .module = "argparse", .base = &kException};
constinit const Type kArgumentTypeErrorType{.name = "ArgumentTypeError", .module = "argparse", .base = &kException};

namespace {

struct ParserState final : Native {
  ParserState() : Native(kParserStateType) {}
  Parser parser;
};

Value namespace_class();
Value parser_class();
Value action_class();

/// add_argument's result, and what add_subparsers gives.
struct ArgumentObject final : Native {
  ArgumentObject(const Type& type, std::shared_ptr<Argument> argument, Value parser)
      : Native(type), argument(std::move(argument)), parser(std::move(parser)) {}
  std::shared_ptr<Argument> argument;
  Value parser;
  Value parser_class;  // of sub-commands
  std::string prog;    // before the name of a sub-command
  Value attribute(Name wanted) override {
    const Argument& a = *argument;
    if (wanted == Name("dest")) return make_str(a.dest);
    if (wanted == Name("default")) return a.fallback;
    if (wanted == Name("help")) return a.help;
    if (wanted == Name("nargs")) return a.nargs;
    if (wanted == Name("const")) return a.constant;
    if (wanted == Name("type")) return a.type;
    if (wanted == Name("required")) return a.required;
    if (wanted == Name("metavar")) return a.metavar;
    if (wanted == Name("choices")) return a.choices;
    if (wanted == Name("option_strings")) {
      Values options;
      for (const std::string& option : a.options) options.push_back(make_str(option));
      return make_list(std::move(options));
    }
    return Value();
  }
  bool set_attribute(Name wanted, const Value& value) override {
    if (wanted == Name("default")) argument->fallback = value;
    if (wanted == Name("help")) argument->help = value;
    if (wanted == Name("required")) argument->required = static_cast<bool>(value);
    if (wanted == Name("metavar")) argument->metavar = value;
    if (wanted == Name("choices")) argument->choices = value;
    if (wanted == Name("type")) argument->type = value;
    return true;
  }
};

/// An argument group, or a mutually exclusive one.
struct GroupObject final : Native {
  GroupObject(const Type& type, Value parser) : Native(type), parser(std::move(parser)) {}
  Value parser;
  std::shared_ptr<Section> section;      // null: those of the parser
  std::shared_ptr<Exclusive> exclusive;  // null: not exclusive
};

// --- add_argument ----------------------------------------------------------------------------------------------------

Kind kind_of(const Value& action) {
  if (action.is_unset() || action.is_none()) return Kind::kStore;
  if (action.is_str()) {
    const std::string_view text = action.text();
    if (text == "store") return Kind::kStore;
    if (text == "store_const" || text == "store_true" || text == "store_false") return Kind::kConstant;
    if (text == "append") return Kind::kAppend;
    if (text == "append_const") return Kind::kAppendConstant;
    if (text == "extend") return Kind::kExtend;
    if (text == "count") return Kind::kCount;
    if (text == "help") return Kind::kHelp;
    if (text == "version") return Kind::kVersion;
    raise_value_error("unknown action \"", text, "\"");
  }
  if (action.is(Tag::kBuiltin) && as_type(action) == &kArgumentType) return Kind::kBoolean;
  if (as_type(action) == nullptr && !is_callable(action)) raise_value_error("unknown action \"", to_str(action), "\"");
  return Kind::kCustom;
}

void name_argument(Argument& argument, const Values& names, const Value& dest) {
  const bool is_option = !names.empty() && to_str(names[0]).starts_with('-');
  if (!is_option) {
    if (names.size() > 1)
      raise_value_error("invalid option string ", to_repr(names[0]), ": must start with a character '-'");
    if (!names.empty() && given(dest)) raise_value_error("dest supplied twice for positional argument");
    argument.dest = names.empty() ? text_or(dest, "") : to_str(names[0]);
    return;
  }
  std::string chosen;
  bool is_long = false;
  for (const Value& name : names) {
    const std::string option = to_str(name);
    if (!option.starts_with('-'))
      raise_value_error("invalid option string ", to_repr(name), ": must start with a character '-'");
    argument.options.push_back(option);
    if (option.starts_with("--") && option.size() > 2 && !is_long) {
      is_long = true;
      chosen = option;
    } else if (chosen.empty()) {
      chosen = option;
    }
  }
  if (given(dest)) {
    argument.dest = to_str(dest);
    return;
  }
  argument.dest = chosen.substr(std::min(chosen.find_first_not_of('-'), chosen.size()));
  if (argument.dest.empty()) raise_value_error("dest= is required for options like ", to_repr(make_str(chosen)));
  std::ranges::replace(argument.dest, '-', '_');
}

void take_custom(Argument& argument, const Value& action, const Value& keywords, const Value& fallback) {
  Values options;
  for (const std::string& option : argument.options) options.push_back(make_str(option));
  as_dict(keywords).set("option_strings", make_list(std::move(options)));
  as_dict(keywords).set("dest", make_str(argument.dest));
  if (!fallback.is_none()) as_dict(keywords).set("default", fallback);
  argument.custom = call_with(action, {}, keywords);
  const auto take = [&](Name name, Value& into) {
    const Value found = find_attribute(argument.custom, name);
    if (!found.is_unset()) into = found;
  };
  take("nargs", argument.nargs);
  take("const", argument.constant);
  take("default", argument.fallback);
  take("type", argument.type);
  take("choices", argument.choices);
  take("help", argument.help);
  take("metavar", argument.metavar);
  Value required = false, dest = make_str(argument.dest);
  take("required", required);
  take("dest", dest);
  argument.required = static_cast<bool>(required);
  argument.dest = to_str(dest);
}

std::shared_ptr<Argument> make_argument(const Parser& parser, const Values& names, const Value& given_keywords) {
  Table& keywords = as_dict(given_keywords);
  auto made = std::make_shared<Argument>();
  Argument& argument = *made;
  const auto take = [&](const char* name) {
    Value value;
    keywords.erase(make_str(name), &value);
    return value;
  };
  const Value action = take("action"), dest = take("dest");
  name_argument(argument, names, dest);
  argument.kind = kind_of(action);
  Value fallback = take("default");
  const bool has_fallback = !fallback.is_unset();
  if (!has_fallback) {
    const Value* own = as_dict(parser.defaults).find(argument.dest);
    fallback = own != nullptr ? *own : parser.argument_default;
  }
  if (argument.kind == Kind::kCustom) {
    take_custom(argument, action, given_keywords, fallback);
    return made;
  }
  argument.fallback = fallback;
  for (auto& [name, into] : {std::pair<const char*, Value*>{"nargs", &argument.nargs},
                             {"const", &argument.constant},
                             {"type", &argument.type},
                             {"choices", &argument.choices},
                             {"help", &argument.help},
                             {"metavar", &argument.metavar}})
    if (const Value value = take(name); !value.is_unset()) *into = value;
  if (const Value version = take("version"); !version.is_unset()) argument.constant = version;
  const Value required = take("required");
  const std::string_view spelled = action.is_str() ? action.text() : std::string_view();
  if (spelled == "store_true" || spelled == "store_false") {
    argument.constant = spelled == "store_true";
    if (!has_fallback && argument.fallback.is_none()) argument.fallback = spelled != "store_true";
  }
  if (argument.kind == Kind::kHelp || argument.kind == Kind::kVersion) {
    argument.fallback = make_str(kSuppress);
    argument.dest = kSuppress;
    if (argument.kind == Kind::kVersion && argument.help.is_none())
      argument.help = "show program's version number and exit";
  }
  if (argument.kind == Kind::kBoolean) {
    std::vector<std::string> options;
    for (const std::string& option : argument.options) {
      options.push_back(option);
      if (option.starts_with("--")) options.push_back("--no-" + option.substr(2));
    }
    argument.options = std::move(options);
    if (!argument.help.is_none() && !argument.fallback.is_none())
      argument.help = make_str(to_str(argument.help) + " (default: %(default)s)");
  }
  if (argument.options.empty()) {
    if (!required.is_unset()) raise_type_error("'required' is an invalid argument for positionals");
    const std::string_view nargs = argument.nargs.is_str() ? argument.nargs.text() : std::string_view();
    argument.required = nargs != "?" && nargs != kSuppress && !(nargs == "*" && has_fallback) && nargs != kRemainder;
    if (nargs == "*" && !has_fallback) argument.required = true;
  } else {
    argument.required = !required.is_unset() && static_cast<bool>(required);
  }
  if (!keywords.empty()) {
    const std::string name = to_str(keywords.at(keywords.next(0)).key);
    const bool is_bare = argument.kind == Kind::kConstant;
    raise_type_error(is_bare ? "_StoreTrueAction" : "_StoreAction", ".__init__() got an unexpected keyword argument '",
                     name, "'");
  }
  if (!argument.type.is_none() && !is_callable(argument.type))
    raise_value_error(to_repr(argument.type), " is not callable");
  if (argument.kind == Kind::kStore && argument.nargs.is(Tag::kInt) && argument.nargs.as_int() == 0)
    raise_value_error(
        "nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const "
        "may be more appropriate");
  return made;
}

void add_to(Parser& parser, const std::shared_ptr<Argument>& argument, Section* section, Exclusive* exclusive) {
  for (const std::string& option : argument->options)
    if (parser.find(option) != nullptr) raise_argument_error(argument.get(), "conflicting option string: " + option);
  if (exclusive != nullptr) {
    if (argument->required) raise_value_error("mutually exclusive arguments must be optional");
    exclusive->arguments.push_back(argument.get());
  }
  parser.arguments.push_back(argument);
  (section != nullptr ? *section : *parser.sections[argument->options.empty() ? 0 : 1])
      .arguments.push_back(argument.get());
}

Value add_argument(const Value& self, const Values& names, const Value& keywords, Section* section,
                   Exclusive* exclusive) {
  Parser& parser = parser_of(self);
  const auto made = make_argument(parser, names, make_dict(Table(as_dict(keywords))));
  add_to(parser, made, section, exclusive);
  return make_native(new ArgumentObject(kArgumentType, made, self));
}

Value add_group(const Value& parser, const Value& title, const Value& description) {
  auto* made = new GroupObject(kGroupType, parser);
  const Value value = make_native(made);
  made->section = std::make_shared<Section>();
  made->section->title = value_or(title, None);
  made->section->description = value_or(description, None);
  parser_of(parser).sections.push_back(made->section);
  return value;
}

Value add_exclusive(const Value& parser, const std::shared_ptr<Section>& section, const Value& required) {
  auto* made = new GroupObject(kExclusiveGroupType, parser);
  const Value value = make_native(made);
  made->section = section;
  made->exclusive = std::make_shared<Exclusive>();
  made->exclusive->required = flag(required, false);
  parser_of(parser).exclusives.push_back(made->exclusive);
  return value;
}

constexpr Method kGroupMethods[] = {
    {"add_argument",
     [](const Value& self, Value* a) {
       const auto& group = as_native<GroupObject>(self);
       return add_argument(group.parser, as_tuple(a[0]), a[1], group.section.get(), group.exclusive.get());
     },
     "def *args, **kwargs"},
    {"add_mutually_exclusive_group",
     [](const Value& self, Value* a) {
       const auto& group = as_native<GroupObject>(self);
       return add_exclusive(group.parser, group.section, a[0]);
     },
     "def *, required="},
    {"add_argument_group",
     [](const Value& self, Value* a) { return add_group(as_native<GroupObject>(self).parser, a[0], a[1]); },
     "def title=, description="},
    {"set_defaults",
     [](const Value& self, Value* a) {
       return call_with(as_native<GroupObject>(self).parser.attr("set_defaults"), {}, a[0]);
     },
     "def **kwargs"},
};

// --- Sub-commands ----------------------------------------------------------------------------------------------------

Value add_parser(const Value& self, Value* a) {
  auto& sub = as_native<ArgumentObject>(self);
  const Value keywords = make_dict(Table(as_dict(a[2])));
  Value help, aliases;
  as_dict(keywords).erase("help", &help);
  as_dict(keywords).erase("aliases", &aliases);
  const std::string name = to_str(a[0]);
  if (as_dict(keywords).find("prog") == nullptr) as_dict(keywords).set("prog", make_str(sub.prog + " " + name));
  const Value parser = call_with(sub.parser_class, as_tuple(a[1]), keywords);
  Argument& argument = *sub.argument;
  argument.names.push_back(name);
  argument.parsers.push_back(parser);
  std::string shown = name;
  if (given(aliases)) {
    std::string all;
    for (const Value& alias : to_values(aliases)) {
      argument.names.push_back(to_str(alias));
      argument.parsers.push_back(parser);
      all += (all.empty() ? "" : ", ") + to_str(alias);
    }
    if (!all.empty()) shown += " (" + all + ")";
  }
  argument.shown.push_back(shown);
  argument.helps.push_back(help);
  return parser;
}

constexpr Method kSubParsersMethods[] = {{"add_parser", add_parser, "def name, *args, **kwargs"}};

Value add_subparsers(Values& a) {
  const Value& self = a[0];
  Parser& parser = parser_of(self);
  Table& keywords = as_dict(a[1]);
  const auto take = [&](const char* name) {
    Value value;
    keywords.erase(make_str(name), &value);
    return value;
  };
  const Value title = take("title"), description = take("description"), prog = take("prog"), dest = take("dest"),
              required = take("required"), help = take("help"), metavar = take("metavar"), cls = take("parser_class");
  auto argument = std::make_shared<Argument>();
  argument->kind = Kind::kParsers;
  argument->nargs = make_str(kParser);
  argument->dest = text_or(dest, kSuppress);
  argument->required = flag(required, false);
  argument->help = value_or(help, None);
  argument->metavar = value_or(metavar, None);
  if (argument->dest == kSuppress) argument->fallback = make_str(kSuppress);
  auto* made = new ArgumentObject(kSubParsersType, argument, self);
  const Value value = make_native(made);
  made->parser_class = given(cls) ? cls : type_value(type_of(self));
  made->prog = given(prog) ? to_str(prog) : usage_prefix(parser);
  Section* section = nullptr;
  if (given(title) || given(description)) {
    add_group(self, given(title) ? title : Value("subcommands"), description);
    section = parser.sections.back().get();
  }
  add_to(parser, argument, section, nullptr);
  return value;
}

// --- ArgumentParser --------------------------------------------------------------------------------------------------

Value init_parser(Values& a) {
  const Value& self = a[0];
  auto* state = new ParserState();
  const Value kept = make_native(state);
  self.set_attr("_state", kept);
  Parser& parser = state->parser;
  const Value argv = import("sys").attr("argv");
  const std::string program = length_of(argv) > 0 ? to_str(argv[0]) : "";
  parser.prog = given(a[1]) ? to_str(a[1]) : program.substr(program.rfind('/') + 1);
  parser.usage = value_or(a[2], None);
  parser.description = value_or(a[3], None);
  parser.epilog = value_or(a[4], None);
  parser.argument_default = value_or(a[9], None);
  parser.allows_abbreviations = flag(a[12], true);
  parser.exits_on_error = flag(a[13], true);
  const Value style = value_or(a[6], None);
  if (!style.is_none()) {
    const auto is_kind = [&](const char* name) {
      const Value found = find_attribute(style, Name(std::string_view(name)));
      return !found.is_unset() && static_cast<bool>(found);
    };
    if (is_kind("_raw_text"))
      parser.style = HelpStyle::kRawText;
    else if (is_kind("_raw_description"))
      parser.style = HelpStyle::kRawDescription;
    parser.shows_defaults = is_kind("_shows_defaults");
    parser.shows_types = is_kind("_shows_types");
  }
  for (const char* title : {"positional arguments", "options"}) {
    parser.sections.push_back(std::make_shared<Section>());
    parser.sections.back()->title = make_str(title);
    parser.sections.back()->description = None;
  }
  if (flag(a[11], true)) {
    const Value keywords = make_dict();
    as_dict(keywords).set("action", "help");
    as_dict(keywords).set("help", "show this help message and exit");
    add_argument(self, {"-h", "--help"}, keywords, nullptr, nullptr);
  }
  if (given(a[5]))
    for (const Value& parent : to_values(a[5])) {
      const Parser& from = parser_of(parent);
      for (const auto& section : from.sections)
        for (const Argument* one : section->arguments) {
          const auto shared =
              std::ranges::find_if(from.arguments, [one](const auto& known) { return known.get() == one; });
          Section* into = nullptr;
          if (section != from.sections[0] && section != from.sections[1]) {
            const auto same = std::ranges::find_if(
                parser.sections, [&](const auto& known) { return to_str(known->title) == to_str(section->title); });
            if (same == parser.sections.end()) {
              parser.sections.push_back(std::make_shared<Section>());
              parser.sections.back()->title = section->title;
              parser.sections.back()->description = section->description;
              into = parser.sections.back().get();
            } else {
              into = same->get();
            }
          }
          add_to(parser, *shared, into, nullptr);
        }
      for (const auto& group : from.exclusives) parser.exclusives.push_back(group);
      for (const Table::Entry& entry : as_dict(from.defaults).entries())
        as_dict(parser.defaults).set(entry.key, entry.value);
    }
  return None;
}

Value parse_known_args(Values& a) {
  const Value& self = a[0];
  Values words;
  if (given(a[1])) {
    words = to_values(a[1]);
  } else {
    words = to_values(import("sys").attr("argv"));
    if (!words.empty()) words.erase(words.begin());
  }
  const Value into = given(a[2]) ? a[2] : namespace_class()();
  try {
    const Values rest = parse_known(self, words, into);
    return make_tuple({into, make_list(rest)});
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kArgumentErrorType) || !parser_of(self).exits_on_error) throw;
    const std::string message = to_str(raised.exception);
    caught();
    self.call("error", {make_str(message)});
  }
  return make_tuple({into, make_list()});
}

Value parse_args(Values& a) {
  const Value both = a[0].call("parse_known_args", {value_or(a[1], None), value_or(a[2], None)});
  std::string extra;
  for (const Value& word : to_values(both[1])) extra += (extra.empty() ? "" : " ") + to_str(word);
  if (!to_values(both[1]).empty()) a[0].call("error", {make_str("unrecognized arguments: " + extra)});
  return both[0];
}

void print_to(const Value& file, const std::string& text, const char* usual) {
  const Value target = given(file) ? file : import("sys").attr(Name(std::string_view(usual)));
  target.call("write", {make_str(text)});
}

Value exit_parser(Values& a) {
  if (given(a[2])) print_to(None, to_str(a[2]), "stderr");
  raise_exception(kSystemExit, {value_or(a[1], 0)});
}

Value error_of_parser(Values& a) {
  a[0].call("print_usage", {import("sys").attr("stderr")});
  a[0].call("exit", {2, make_str(parser_of(a[0]).prog + ": error: " + to_str(a[1]) + "\n")});
  return None;
}

Value set_defaults(Values& a) {
  Parser& parser = parser_of(a[0]);
  for (const Table::Entry& entry : as_dict(a[1]).entries()) {
    as_dict(parser.defaults).set(entry.key, entry.value);
    for (const auto& argument : parser.arguments)
      if (argument->dest == entry.key.text()) argument->fallback = entry.value;
  }
  return None;
}

Value get_default(Values& a) {
  const Parser& parser = parser_of(a[0]);
  for (const auto& argument : parser.arguments)
    if (argument->dest == to_str(a[1]) && !argument->fallback.is_none()) return argument->fallback;
  const Value* found = as_dict(parser.defaults).find(a[1]);
  return found == nullptr ? Value(None) : *found;
}

template <Value Parser::*Member>
void text_attribute(LibraryClass& cls, const char* name) {
  auto* property = new Property();
  const Value made = make_native(property);
  property->get = make_library_function(name, "self", [](Values& a) { return parser_of(a[0]).*Member; });
  property->set = make_library_function(name, "self, value", [](Values& a) -> Value {
    parser_of(a[0]).*Member = a[1];
    return None;
  });
  cls.set(Name(std::string_view(name)), made);
}

Class& make_parser_class() {
  LibraryClass cls("argparse", "ArgumentParser");
  cls.method("__init__",
             "self, prog=, usage=, description=, epilog=, parents=, formatter_class=, prefix_chars=, "
             "fromfile_prefix_chars=, argument_default=, conflict_handler=, add_help=, allow_abbrev=, exit_on_error=",
             init_parser);
  cls.method("add_argument", "self, *args, **kwargs",
             [](Values& a) { return add_argument(a[0], as_tuple(a[1]), a[2], nullptr, nullptr); });
  cls.method("add_argument_group", "self, title=, description=", [](Values& a) { return add_group(a[0], a[1], a[2]); });
  cls.method("add_mutually_exclusive_group",
             "self, *, required=", [](Values& a) { return add_exclusive(a[0], nullptr, a[1]); });
  cls.method("add_subparsers", "self, **kwargs", add_subparsers);
  cls.method("parse_args", "self, args=, namespace=", parse_args);
  cls.method("parse_known_args", "self, args=, namespace=", parse_known_args);
  cls.method("set_defaults", "self, **kwargs", set_defaults).method("get_default", "self, dest", get_default);
  cls.method("format_usage", "self", [](Values& a) { return make_str(format_usage(parser_of(a[0]))); });
  cls.method("format_help", "self", [](Values& a) { return make_str(format_help(parser_of(a[0]))); });
  cls.method("print_usage", "self, file=", [](Values& a) -> Value {
    print_to(a[1], to_str(a[0].call("format_usage")), "stdout");
    return None;
  });
  cls.method("print_help", "self, file=", [](Values& a) -> Value {
    print_to(a[1], to_str(a[0].call("format_help")), "stdout");
    return None;
  });
  cls.method("exit", "self, status=, message=", exit_parser).method("error", "self, message", error_of_parser);
  cls.getter("prog", [](const Value& self) { return make_str(parser_of(self).prog); });
  text_attribute<&Parser::description>(cls, "description");
  text_attribute<&Parser::epilog>(cls, "epilog");
  text_attribute<&Parser::usage>(cls, "usage");
  return cls.make();
}

// --- Namespace, Action, the formatters -------------------------------------------------------------------------------

std::string namespace_text(const Value& self) {
  std::string text, rest;
  for (const Table::Entry& entry : as_dict(own_dict(self)).entries()) {
    const std::string name(entry.key.text());
    const bool plain = static_cast<bool>(entry.key.call("isidentifier"));
    std::string& into = plain ? text : rest;
    into += (into.empty() ? "" : ", ") + (plain ? name + "=" : to_repr(entry.key) + ": ") + to_repr(entry.value);
  }
  if (!rest.empty()) text += (text.empty() ? "**{" : ", **{") + rest + "}";
  return class_of(self).name + "(" + text + ")";
}

Class& make_namespace_class() {
  LibraryClass cls("argparse", "Namespace");
  cls.method("__init__", "self, **kwargs", [](Values& a) -> Value {
    for (const Table::Entry& entry : as_dict(a[1]).entries()) a[0].set_attr(Name(entry.key.text()), entry.value);
    return None;
  });
  cls.method("__repr__", "self", [](Values& a) { return make_str(namespace_text(a[0])); });
  cls.method("__eq__", "self, other", [](Values& a) -> Value {
    if (!is_instance_of(a[1], namespace_class())) return kNotImplemented.head;
    return own_dict(a[0]) == own_dict(a[1]);
  });
  cls.method("__contains__", "self, key", [](Values& a) -> Value { return in(a[1], own_dict(a[0])); });
  return cls.make();
}

Class& make_action_class() {
  LibraryClass cls("argparse", "Action");
  cls.method(
      "__init__", "self, option_strings, dest, nargs=, const=, default=, type=, choices=, required=, help=, metavar=",
      [](Values& a) -> Value {
        constexpr const char* kNames[] = {"option_strings", "dest",    "nargs",    "const", "default",
                                          "type",           "choices", "required", "help",  "metavar"};
        for (std::size_t i = 0; i < 10; ++i)
          a[0].set_attr(Name(std::string_view(kNames[i])), value_or(a[i + 1], i == 7 ? Value(false) : Value(None)));
        return None;
      });
  return cls.make();
}

Class& make_formatter(const char* name, const char* mark, Values bases) {
  LibraryClass cls("argparse", name, std::move(bases));
  if (mark != nullptr) cls.set(Name(std::string_view(mark)), true);
  return cls.make();
}

struct Classes {
  Class& parser = make_parser_class();
  Class& names = make_namespace_class();
  Class& action = make_action_class();
  Class& formatter = make_formatter("HelpFormatter", nullptr, {});
  Class& raw_description = make_formatter("RawDescriptionHelpFormatter", "_raw_description", {formatter.self()});
  Class& raw_text = make_formatter("RawTextHelpFormatter", "_raw_text", {raw_description.self()});
  Class& defaults = make_formatter("ArgumentDefaultsHelpFormatter", "_shows_defaults", {formatter.self()});
  Class& types = make_formatter("MetavarTypeHelpFormatter", "_shows_types", {formatter.self()});
};

Value namespace_class() { return run_local<Classes>().names.self(); }
Value parser_class() { return run_local<Classes>().parser.self(); }
Value action_class() { return run_local<Classes>().action.self(); }

constexpr Constant kConstants[] = {
    {"ArgumentParser", parser_class},
    {"Namespace", namespace_class},
    {"Action", action_class},
    {"HelpFormatter", [] { return run_local<Classes>().formatter.self(); }},
    {"RawDescriptionHelpFormatter", [] { return run_local<Classes>().raw_description.self(); }},
    {"RawTextHelpFormatter", [] { return run_local<Classes>().raw_text.self(); }},
    {"ArgumentDefaultsHelpFormatter", [] { return run_local<Classes>().defaults.self(); }},
    {"MetavarTypeHelpFormatter", [] { return run_local<Classes>().types.self(); }},
    {"BooleanOptionalAction", [] { return type_value(kArgumentType); }},
    {"SUPPRESS", []() -> Value { return "==SUPPRESS=="; }},
    {"OPTIONAL", []() -> Value { return "?"; }},
    {"ZERO_OR_MORE", []() -> Value { return "*"; }},
    {"ONE_OR_MORE", []() -> Value { return "+"; }},
    {"REMAINDER", []() -> Value { return "..."; }},
    {"PARSER", []() -> Value { return "A..."; }},
};

constexpr const Type* kTypes[] = {&kArgumentErrorType, &kArgumentTypeErrorType};

}  // namespace

constinit const Type kParserStateType{.name = "_ParserState", .module = "argparse", .is_final = true};
constinit const Type kArgumentType{.name = "BooleanOptionalAction", .module = "argparse"};
constinit const Type kSubParsersType{.name = "_SubParsersAction", .module = "argparse", .methods = [] {
                                       return std::span<const Method>(kSubParsersMethods);
                                     }};
constinit const Type kGroupType{
    .name = "_ArgumentGroup", .module = "argparse", .methods = [] { return std::span<const Method>(kGroupMethods); }};
constinit const Type kExclusiveGroupType{.name = "_MutuallyExclusiveGroup", .module = "argparse", .methods = [] {
                                           return std::span<const Method>(kGroupMethods);
                                         }};

Parser& parser_of(const Value& self) { return as_native<ParserState>(self.attr("_state")).parser; }

void raise_argument_error(const Argument* argument, const std::string& message) {
  raise(make_exception(kArgumentErrorType,
                       argument == nullptr ? message : "argument " + name_of(*argument) + ": " + message));
}

}  // namespace args

constinit const Module kArgparseModule{.name = "argparse", .constants = args::kConstants, .types = args::kTypes};

}  // namespace pbc
