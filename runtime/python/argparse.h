// SPDX-License-Identifier: Apache-2.0
//
// The parts of the module argparse: the arguments that a parser knows, reading a command line, and the help texts.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "python/class.h"

namespace pbc::args {

inline constexpr const char* kSuppress = "==SUPPRESS==";
inline constexpr const char* kRemainder = "...";
inline constexpr const char* kParser = "A...";

enum class Kind : std::uint8_t {
  kStore,
  kConstant,  // store_const, store_true, store_false
  kAppend,
  kAppendConstant,
  kExtend,
  kCount,
  kHelp,
  kVersion,
  kBoolean,  // BooleanOptionalAction
  kParsers,  // add_subparsers
  kCustom    // an object of a class derived from argparse.Action
};

/// What add_argument made of its arguments.
struct Argument {
  Kind kind = Kind::kStore;
  std::vector<std::string> options;  // empty: positional
  std::string dest;
  Value nargs = None, constant = None, fallback = None, type = None, choices = None, metavar = None, help = None;
  bool required = false;
  Value custom;                    // of kCustom
  std::vector<std::string> names;  // of kParsers, with its aliases
  Values parsers;                  // by name
  std::vector<std::string> shown;  // names without aliases
  Values helps;                    // of those shown; unset where none was given
  bool is_suppressed() const { return help.is_str() && help.text() == kSuppress; }
};

struct Exclusive {
  bool required = false;
  std::vector<const Argument*> arguments;
};

struct Section {
  Value title, description;
  std::vector<const Argument*> arguments;
};

enum class HelpStyle : std::uint8_t { kPlain, kRawDescription, kRawText };

/// What an ArgumentParser keeps.
struct Parser {
  std::string prog;
  Value usage = None, description = None, epilog = None, argument_default = None;
  HelpStyle style = HelpStyle::kPlain;
  bool shows_defaults = false, shows_types = false;
  bool allows_abbreviations = true, exits_on_error = true;
  std::vector<std::shared_ptr<Argument>> arguments;
  std::vector<std::shared_ptr<Section>> sections;  // positionals, options, then those of add_argument_group
  std::vector<std::shared_ptr<Exclusive>> exclusives;
  Value defaults = make_dict();  // of set_defaults
  const Argument* find(std::string_view option) const;
};

Parser& parser_of(const Value& self);

/// The name of an argument in errors: -f/--foo, its metavar or its dest.
std::string name_of(const Argument& argument);
[[noreturn]] void raise_argument_error(const Argument* argument, const std::string& message);

/// parse_known_args: fills `into` and gives what was left over. `self` is the ArgumentParser.
Values parse_known(const Value& self, const Values& words, const Value& into);

std::string format_usage(const Parser& parser);
std::string format_help(const Parser& parser);
/// The usage of positionals before a sub-command, for its prog.
std::string usage_prefix(const Parser& parser);

extern const Type kArgumentErrorType, kArgumentTypeErrorType;

}  // namespace pbc::args
