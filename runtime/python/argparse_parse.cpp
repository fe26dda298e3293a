// SPDX-License-Identifier: Apache-2.0
//
// Reading a command line as argparse does: every word is an option (O) or an argument (A), and what an argument takes
// is a match of a regular expression over these letters.
#include <algorithm>
#include <map>
#include <set>

#include "python/argparse.h"
#include "python/attributes.h"

namespace pbc::args {

namespace {

using Words = std::vector<std::string>;

bool is_nargs(const Argument& argument, std::string_view text) {
  return argument.nargs.is_str() && argument.nargs.text() == text;
}

std::string nargs_pattern(const Argument& argument) {
  const bool option = !argument.options.empty();
  const auto dashes = [option](std::string text) {
    if (!option) return text;
    for (std::size_t at; (at = text.find("-*")) != text.npos;) text.erase(at, 2);
    std::erase(text, '-');
    return text;
  };
  if (argument.kind != Kind::kStore && argument.kind != Kind::kAppend && argument.kind != Kind::kExtend &&
      argument.kind != Kind::kCustom && argument.kind != Kind::kParsers)
    return dashes("(-*-*)");
  if (argument.nargs.is_none()) return dashes("(-*A-*)");
  if (is_nargs(argument, "?")) return dashes("(-*A?-*)");
  if (is_nargs(argument, "*")) return dashes("(-*[A-]*)");
  if (is_nargs(argument, "+")) return dashes("(-*A[A-]*)");
  if (is_nargs(argument, kRemainder)) return option ? "([AO]*)" : "([-AO]*)";
  if (is_nargs(argument, kParser)) return dashes("(-*A[-AO]*)");
  if (is_nargs(argument, kSuppress)) return dashes("(-*-*)");
  std::string pattern = "(-*";
  for (std::int64_t i = to_index(argument.nargs); i > 0; --i) pattern += i > 1 ? "A-*" : "A";
  return dashes(pattern + "-*)");
}

/// The lengths of the groups of `pattern` where it matches the start of `letters`.
bool match(const std::string& pattern, std::string_view letters, std::vector<std::size_t>* lengths) {
  const Value found = import("re").call("match", {make_str(pattern), make_str(letters)});
  if (found.is_none()) return false;
  lengths->clear();
  for (const Value& group : to_values(found.call("groups"))) lengths->push_back(group.text().size());
  return true;
}

struct Option {
  const Argument* argument = nullptr;  // null: no such option
  std::string name;
  bool has_value = false;
  std::string value;
};

class Reader {
 public:
  Reader(const Value& self, const Values& words, const Value& into)
      : self_(self), parser_(parser_of(self)), into_(into) {
    for (const Value& word : words) {
      if (!word.is_str()) raise_type_error("argument of type '", type_name(word), "' is not iterable");
      words_.emplace_back(word.text());
    }
  }

  Values run() {
    set_defaults();
    classify();
    for (const auto& argument : parser_.arguments)
      if (argument->options.empty()) positionals_.push_back(argument.get());
    const std::size_t last = options_.empty() ? 0 : options_.rbegin()->first + 1;
    std::size_t start = 0;
    while (start < last) {
      const std::size_t next = options_.lower_bound(start)->first;
      if (start != next) {
        const std::size_t end = take_positionals(start);
        if (end > start) {
          start = end;
          continue;
        }
      }
      if (!options_.contains(start)) {
        for (; start < next; ++start) extras_.push_back(make_str(words_[start]));
      }
      start = take_option(start);
    }
    for (std::size_t rest = take_positionals(start); rest < words_.size(); ++rest)
      extras_.push_back(make_str(words_[rest]));
    check_required();
    return std::move(extras_);
  }

 private:
  bool has(const std::string& dest) const { return !find_attribute(into_, Name(std::string_view(dest))).is_unset(); }
  Value get(const std::string& dest) const {
    const Value found = find_attribute(into_, Name(std::string_view(dest)));
    return found.is_unset() ? Value(None) : found;
  }
  void set(const std::string& dest, const Value& value) { into_.set_attr(Name(std::string_view(dest)), value); }

  static bool is_suppressed(const Value& v) { return v.is_str() && v.text() == kSuppress; }

  void set_defaults() {
    for (const auto& argument : parser_.arguments)
      if (argument->dest != kSuppress && !has(argument->dest) && !is_suppressed(argument->fallback))
        set(argument->dest, argument->fallback);
    for (const Table::Entry& entry : as_dict(parser_.defaults).entries())
      if (!has(std::string(entry.key.text()))) set(std::string(entry.key.text()), entry.value);
  }

  void classify() {
    bool only_arguments = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (only_arguments) {
        letters_ += 'A';
      } else if (words_[i] == "--") {
        letters_ += '-';
        only_arguments = true;
      } else if (Option option; is_option(words_[i], &option)) {
        options_[i] = option;
        letters_ += 'O';
      } else {
        letters_ += 'A';
      }
    }
  }

  bool is_option(const std::string& word, Option* option) {
    if (word.empty() || word[0] != '-') return false;
    if (const Argument* known = parser_.find(word)) {
      *option = {known, word, false, {}};
      return true;
    }
    if (word.size() == 1) return false;
    const std::size_t equals = word.find('=');
    if (equals != word.npos)
      if (const Argument* known = parser_.find(word.substr(0, equals))) {
        *option = {known, word.substr(0, equals), true, word.substr(equals + 1)};
        return true;
      }
    const std::vector<Option> similar = similar_options(word);
    if (similar.size() > 1) {
      std::string names;
      for (const Option& one : similar) names += (names.empty() ? "" : ", ") + one.name;
      fail(nullptr, "ambiguous option: " + word + " could match " + names);
    }
    if (similar.size() == 1) {
      *option = similar[0];
      return true;
    }
    if (is_negative_number(word) && !has_number_options()) return false;
    if (word.find(' ') != word.npos) return false;
    *option = {nullptr, word, false, {}};
    return true;
  }

  static bool is_negative_number(const std::string& word) {
    std::size_t at = 1, digits = 0;
    const auto skip = [&] {
      for (; at < word.size() && word[at] >= '0' && word[at] <= '9'; ++at) ++digits;
    };
    skip();
    if (at == word.size()) return digits > 0;
    if (word[at++] != '.') return false;
    digits = 0;
    skip();
    return digits > 0 && at == word.size();
  }

  bool has_number_options() const {
    for (const auto& argument : parser_.arguments)
      for (const std::string& name : argument->options)
        if (is_negative_number(name)) return true;
    return false;
  }

  std::vector<Option> similar_options(const std::string& word) const {
    std::vector<Option> found;
    const bool is_long = word.size() > 1 && word[1] == '-';
    const std::size_t equals = word.find('=');
    const std::string prefix = is_long ? word.substr(0, equals) : word;
    if (is_long && !parser_.allows_abbreviations) return found;
    for (const auto& argument : parser_.arguments)
      for (const std::string& name : argument->options) {
        if (!is_long && name == word.substr(0, 2)) {
          found.push_back({argument.get(), name, true, word.substr(2)});
        } else if (name.starts_with(prefix)) {
          const bool has_value = is_long && equals != word.npos;
          found.push_back({argument.get(), name, has_value, has_value ? word.substr(equals + 1) : ""});
        }
      }
    return found;
  }

  [[noreturn]] void fail(const Argument* argument, const std::string& message) {
    raise_argument_error(argument, message);
  }

  std::size_t count_for(const Argument& argument, std::string_view letters) {
    std::vector<std::size_t> lengths;
    if (match(nargs_pattern(argument), letters, &lengths)) return lengths[0];
    if (argument.nargs.is_none()) fail(&argument, "expected one argument");
    if (is_nargs(argument, "?")) fail(&argument, "expected at most one argument");
    if (is_nargs(argument, "+")) fail(&argument, "expected at least one argument");
    const std::string count = to_str(argument.nargs);
    fail(&argument, "expected " + count + (count == "1" ? " argument" : " arguments"));
  }

  std::size_t take_option(std::size_t start) {
    Option option = options_.at(start);
    struct Taken {
      const Argument* argument;
      Words values;
      std::string name;
    };
    std::vector<Taken> taken;
    std::size_t stop = start + 1;
    while (true) {
      if (option.argument == nullptr) {
        extras_.push_back(make_str(words_[start]));
        return start + 1;
      }
      if (!option.has_value) {
        const std::size_t count = count_for(*option.argument, std::string_view(letters_).substr(start + 1));
        stop = start + 1 + count;
        taken.push_back({option.argument,
                         Words(words_.begin() + static_cast<std::ptrdiff_t>(start) + 1,
                               words_.begin() + static_cast<std::ptrdiff_t>(stop)),
                         option.name});
        break;
      }
      const std::size_t count = count_for(*option.argument, "A");
      if (count == 0 && option.name.size() > 1 && option.name[1] != '-' && !option.value.empty()) {
        taken.push_back({option.argument, {}, option.name});
        const std::string value = option.value;
        const std::string next = std::string("-") + value[0];
        const Argument* known = parser_.find(next);
        if (known == nullptr) fail(option.argument, "ignored explicit argument " + to_repr(make_str(value)));
        option = {known, next, value.size() > 1, value.substr(1)};
      } else if (count == 1) {
        taken.push_back({option.argument, {option.value}, option.name});
        break;
      } else {
        fail(option.argument, "ignored explicit argument " + to_repr(make_str(option.value)));
      }
    }
    for (const Taken& one : taken) act(*one.argument, one.values, one.name);
    return stop;
  }

  std::size_t take_positionals(std::size_t start) {
    std::vector<std::size_t> lengths;
    for (std::size_t count = positionals_.size(); count > 0; --count) {
      std::string pattern;
      for (std::size_t i = 0; i < count; ++i) pattern += nargs_pattern(*positionals_[i]);
      if (match(pattern, std::string_view(letters_).substr(start), &lengths)) break;
      lengths.clear();
    }
    const std::vector<const Argument*> taken(positionals_.begin(),
                                             positionals_.begin() + static_cast<std::ptrdiff_t>(lengths.size()));
    for (std::size_t i = 0; i < taken.size(); ++i) {
      const Words values(words_.begin() + static_cast<std::ptrdiff_t>(start),
                         words_.begin() + static_cast<std::ptrdiff_t>(start + lengths[i]));
      start += lengths[i];
      act(*taken[i], values, {});
    }
    positionals_.erase(positionals_.begin(), positionals_.begin() + static_cast<std::ptrdiff_t>(taken.size()));
    return start;
  }

  Value converted(const Argument& argument, const Value& word) {
    if (argument.type.is_none()) return word;
    if (!is_callable(argument.type)) raise_argument_error(&argument, to_repr(argument.type) + " is not callable");
    try {
      return argument.type({word});
    } catch (const Raised& raised) {
      if (is_exception(raised.exception, kArgumentTypeErrorType)) {
        const std::string message = to_str(raised.exception);
        caught();
        fail(&argument, message);
      }
      if (!is_exception(raised.exception, kTypeError) && !is_exception(raised.exception, kValueError)) throw;
      caught();
    }
    const Value name = find_attribute(argument.type, "__name__");
    fail(&argument,
         "invalid " + (name.is_unset() ? to_repr(argument.type) : to_str(name)) + " value: " + to_repr(word));
  }

  void check_choice(const Argument& argument, const Value& value) {
    if (argument.choices.is_none() || in(value, argument.choices)) return;
    std::string choices;
    for (const Value& choice : to_values(argument.choices)) choices += (choices.empty() ? "" : ", ") + to_repr(choice);
    fail(&argument, "invalid choice: " + to_repr(value) + " (choose from " + choices + ")");
  }

  /// The value of `argument` from its words; `*is_default`: it is the default itself.
  Value value_of(const Argument& argument, Words words, bool* is_default) {
    *is_default = false;
    if (argument.kind == Kind::kParsers || !is_nargs(argument, kRemainder))
      if (argument.kind != Kind::kParsers)
        if (const auto dashes = std::ranges::find(words, "--"); dashes != words.end()) words.erase(dashes);
    const bool is_option = !argument.options.empty();
    if (words.empty() && is_nargs(argument, "?")) {
      Value value = is_option ? argument.constant : argument.fallback;
      *is_default = !is_option;
      if (value.is_str()) {
        value = converted(argument, value);
        check_choice(argument, value);
      }
      return value;
    }
    if (words.empty() && is_nargs(argument, "*") && !is_option) {
      *is_default = true;
      return argument.fallback.is_none() ? make_list() : argument.fallback;
    }
    if (words.size() == 1 && (argument.nargs.is_none() || is_nargs(argument, "?"))) {
      const Value value = converted(argument, make_str(words[0]));
      check_choice(argument, value);
      return value;
    }
    Values values;
    for (const std::string& word : words) {
      const Value value = converted(argument, make_str(word));
      if (!is_nargs(argument, kRemainder)) check_choice(argument, value);
      values.push_back(value);
    }
    return make_list(std::move(values));
  }

  void check_exclusive(const Argument& argument) {
    for (const auto& group : parser_.exclusives) {
      if (std::ranges::find(group->arguments, &argument) == group->arguments.end()) continue;
      for (const Argument* other : group->arguments)
        if (other != &argument && given_.contains(other))
          fail(&argument, "not allowed with argument " + name_of(*other));
    }
  }

  void act(const Argument& argument, const Words& words, const std::string& option) {
    seen_.insert(&argument);
    if (argument.kind == Kind::kParsers) return run_parser(argument, words);
    bool is_default = false;
    const bool takes = argument.kind == Kind::kStore || argument.kind == Kind::kAppend ||
                       argument.kind == Kind::kExtend || argument.kind == Kind::kCustom;
    const Value value = takes ? value_of(argument, words, &is_default) : make_list();
    if (!is_default) {
      given_.insert(&argument);
      check_exclusive(argument);
    }
    if (is_suppressed(value)) return;
    const auto list = [&] {
      const Value known = get(argument.dest);
      return known.is_none() ? make_list() : make_list(to_values(known));
    };
    switch (argument.kind) {
      case Kind::kStore:
        return set(argument.dest, value);
      case Kind::kConstant:
        return set(argument.dest, argument.constant);
      case Kind::kAppend:
      case Kind::kAppendConstant: {
        const Value items = list();
        as_list(items).push_back(argument.kind == Kind::kAppend ? value : argument.constant);
        return set(argument.dest, items);
      }
      case Kind::kExtend: {
        const Value items = list();
        items.call("extend", {value});
        return set(argument.dest, items);
      }
      case Kind::kCount: {
        const Value known = get(argument.dest);
        return set(argument.dest, (known.is_none() ? Value(0) : known) + Value(1));
      }
      case Kind::kBoolean:
        return set(argument.dest, !option.starts_with("--no-"));
      case Kind::kHelp:
        self_.call("print_help");
        self_.call("exit");
        return;
      case Kind::kVersion: {
        const std::string text = to_str(argument.constant.is_none() ? Value("") : argument.constant);
        std::string shown = text;
        if (const std::size_t at = shown.find("%(prog)s"); at != shown.npos) shown.replace(at, 8, parser_.prog);
        py("print")({make_str(shown)});
        self_.call("exit");
        return;
      }
      case Kind::kCustom:
        argument.custom({self_, into_, value, option.empty() ? Value(None) : make_str(option)});
        return;
      case Kind::kParsers:
        return;
    }
  }

  void run_parser(const Argument& argument, const Words& words) {
    given_.insert(&argument);
    const auto found = std::ranges::find(argument.names, words[0]);
    if (argument.dest != kSuppress) set(argument.dest, make_str(words[0]));
    if (found == argument.names.end()) {
      std::string choices;
      for (const std::string& name : argument.names) choices += (choices.empty() ? "" : ", ") + to_repr(make_str(name));
      fail(&argument, "invalid choice: " + to_repr(make_str(words[0])) + " (choose from " + choices + ")");
    }
    Values rest;
    for (std::size_t i = 1; i < words.size(); ++i) rest.push_back(make_str(words[i]));
    // What the sub-command sets wins over what is set already.
    const Value inner = type_value(type_of(into_))();
    const Value parser = argument.parsers[static_cast<std::size_t>(found - argument.names.begin())];
    const Value result = parser.call("parse_known_args", {make_list(rest), inner});
    for (const Table::Entry& entry : as_dict(own_dict(inner)).entries())
      set(std::string(entry.key.text()), entry.value);
    for (const Value& extra : to_values(result[1])) extras_.push_back(extra);
  }

  void check_required() {
    std::string missing;
    for (const auto& argument : parser_.arguments) {
      if (seen_.contains(argument.get())) continue;
      if (argument->required) {
        missing += (missing.empty() ? "" : ", ") + name_of(*argument);
      } else if (argument->fallback.is_str() && argument->dest != kSuppress && has(argument->dest) &&
                 is(get(argument->dest), argument->fallback) && !argument->type.is_none()) {
        set(argument->dest, converted(*argument, argument->fallback));
      }
    }
    if (!missing.empty()) fail(nullptr, "the following arguments are required: " + missing);
    for (const auto& group : parser_.exclusives) {
      if (!group->required) continue;
      if (std::ranges::any_of(group->arguments, [this](const Argument* one) { return given_.contains(one); })) continue;
      std::string names;
      for (const Argument* one : group->arguments)
        if (!one->is_suppressed()) names += (names.empty() ? "" : " ") + name_of(*one);
      fail(nullptr, "one of the arguments " + names + " is required");
    }
  }

  Value self_;
  Parser& parser_;
  Value into_;
  Words words_;
  std::string letters_;
  std::map<std::size_t, Option> options_;
  std::vector<const Argument*> positionals_;
  std::set<const Argument*> seen_, given_;
  Values extras_;
};

}  // namespace

const Argument* Parser::find(std::string_view option) const {
  for (const auto& argument : arguments)
    if (std::ranges::find(argument->options, option) != argument->options.end()) return argument.get();
  return nullptr;
}

std::string name_of(const Argument& argument) {
  std::string name;
  for (const std::string& option : argument.options) name += (name.empty() ? "" : "/") + option;
  if (!name.empty()) return name;
  if (argument.metavar.is_str()) return std::string(argument.metavar.text());
  if (argument.metavar.is(Tag::kTuple)) return to_str(as_tuple(argument.metavar)[0]);
  if (argument.dest != kSuppress) return argument.dest;
  std::string choices;
  for (const std::string& one : argument.names) choices += (choices.empty() ? "" : ",") + one;
  return "{" + choices + "}";
}

Values parse_known(const Value& self, const Values& words, const Value& into) {
  return Reader(self, words, into).run();
}

}  // namespace pbc::args
