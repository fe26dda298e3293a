// SPDX-License-Identifier: Apache-2.0
//
// Usage and help texts, laid out for 80 columns as argparse.HelpFormatter does.
#include <algorithm>

#include "python/argparse.h"
#include "python/attributes.h"
#include "python/format.h"

namespace pbc::args {

namespace {

constexpr std::size_t kWidth = 78;
constexpr std::size_t kMostHelpPosition = 24;
constexpr std::size_t kIndent = 2;

std::size_t columns(std::string_view text) { return str_length(make_str(text)); }
std::string spaces(std::size_t count) { return std::string(count, ' '); }

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text.append(i > 0 ? separator : "").append(parts[i]);
  return text;
}

std::string replaced(const std::string& text, const char* pattern, const char* by) {
  return to_str(import("re").call("sub", {make_str(pattern), make_str(by), make_str(text)}));
}

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  const std::string plain = to_str(make_str(replaced(text, "\\s+", " ")).call("strip"));
  std::vector<std::string> lines;
  for (const Value& line : to_values(import("textwrap").call("wrap", {make_str(plain), width})))
    lines.push_back(to_str(line));
  return lines;
}

bool takes_nothing(const Argument& argument) {
  return argument.kind == Kind::kConstant || argument.kind == Kind::kAppendConstant || argument.kind == Kind::kCount ||
         argument.kind == Kind::kHelp || argument.kind == Kind::kVersion || argument.kind == Kind::kBoolean ||
         (argument.nargs.is(Tag::kInt) && argument.nargs.as_int() == 0);
}

std::string metavar_of(const Argument& argument, const std::string& fallback, std::size_t index) {
  if (argument.metavar.is(Tag::kTuple)) return to_str(as_tuple(argument.metavar)[index]);
  if (!argument.metavar.is_none()) return to_str(argument.metavar);
  if (argument.kind == Kind::kParsers) return "{" + join(argument.names, ",") + "}";
  if (argument.choices.is_none()) return fallback;
  std::vector<std::string> choices;
  for (const Value& choice : to_values(argument.choices)) choices.push_back(to_str(choice));
  return "{" + join(choices, ",") + "}";
}

/// What stands for the values of an argument: FOO, [FOO ...].
std::string values_text(const Parser& parser, const Argument& argument, std::string fallback) {
  if (parser.shows_types && !argument.type.is_none()) fallback = to_str(argument.type.attr("__name__"));
  const auto name = [&](std::size_t index) { return metavar_of(argument, fallback, index); };
  if (argument.nargs.is_none()) return name(0);
  if (argument.nargs.is_str()) {
    const std::string_view nargs = argument.nargs.text();
    if (nargs == "?") return "[" + name(0) + "]";
    if (nargs == "*") {
      const bool two = argument.metavar.is(Tag::kTuple) && as_tuple(argument.metavar).size() == 2;
      return two ? "[" + name(0) + " [" + name(1) + " ...]]" : "[" + name(0) + " ...]";
    }
    if (nargs == "+") return name(0) + " [" + name(1) + " ...]";
    if (nargs == kRemainder) return "...";
    if (nargs == kParser) return name(0) + " ...";
    return "";
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < static_cast<std::size_t>(to_index(argument.nargs)); ++i) names.push_back(name(i));
  return join(names, " ");
}

std::string upper(const std::string& text) { return to_str(make_str(text).call("upper")); }

std::string plain_dest(const Argument& argument) { return argument.dest == kSuppress ? kSuppress : argument.dest; }

std::string usage_part(const Parser& parser, const Argument& argument, bool in_group) {
  if (argument.options.empty()) {
    std::string part = values_text(parser, argument, plain_dest(argument));
    if (in_group && part.starts_with('[') && part.ends_with(']')) part = part.substr(1, part.size() - 2);
    return part;
  }
  std::string part = argument.kind == Kind::kBoolean ? join(argument.options, " | ") : argument.options[0];
  if (!takes_nothing(argument)) part += " " + values_text(parser, argument, upper(argument.dest));
  return argument.required || in_group ? part : "[" + part + "]";
}

std::string usage_of(const Parser& parser, const std::vector<const Argument*>& arguments) {
  struct Range {
    std::size_t begin, end;
    bool required;
  };
  std::vector<Range> groups;
  for (const auto& group : parser.exclusives) {
    if (group->arguments.empty()) continue;
    const auto first = std::ranges::find(arguments, group->arguments[0]);
    const auto begin = static_cast<std::size_t>(first - arguments.begin());
    if (begin + group->arguments.size() > arguments.size()) continue;
    if (!std::equal(group->arguments.begin(), group->arguments.end(), first)) continue;
    if (std::ranges::all_of(group->arguments, [](const Argument* one) { return one->is_suppressed(); })) continue;
    groups.push_back({begin, begin + group->arguments.size(), group->required});
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto group = std::ranges::find_if(groups, [i](const Range& g) { return g.begin <= i && i < g.end; });
    if (group == groups.end()) {
      if (!arguments[i]->is_suppressed()) parts.push_back(usage_part(parser, *arguments[i], false));
      continue;
    }
    std::vector<std::string> members;
    for (; i < group->end; ++i)
      if (!arguments[i]->is_suppressed()) members.push_back(usage_part(parser, *arguments[i], true));
    --i;
    const bool bare = group->required && members.size() == 1;
    parts.push_back((bare              ? ""
                     : group->required ? "("
                                       : "[") +
                    join(members, " | ") +
                    (bare              ? ""
                     : group->required ? ")"
                                       : "]"));
  }
  std::erase(parts, "");
  return join(parts, " ");
}

std::vector<std::string> split_parts(const std::string& usage) {
  std::vector<std::string> parts;
  const Value found =
      import("re").call("findall", {make_str(R"(\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+)"), make_str(usage)});
  for (const Value& part : to_values(found)) parts.push_back(to_str(part));
  return parts;
}

/// Lines of parts that fit; `prefix` is what stands before the first line already.
std::vector<std::string> lines_of(const std::vector<std::string>& parts, const std::string& indent,
                                  const std::string* prefix) {
  std::vector<std::string> lines, line;
  std::size_t length = (prefix != nullptr ? columns(*prefix) : indent.size()) - 1;
  for (const std::string& part : parts) {
    if (length + 1 + columns(part) > kWidth && !line.empty()) {
      lines.push_back(indent + join(line, " "));
      line.clear();
      length = indent.size() - 1;
    }
    line.push_back(part);
    length += columns(part) + 1;
  }
  if (!line.empty()) lines.push_back(indent + join(line, " "));
  if (prefix != nullptr && !lines.empty()) lines[0] = lines[0].substr(indent.size());
  return lines;
}

std::string percent(const std::string& text, const Parser& parser) {
  const Value values = make_dict();
  as_dict(values).set("prog", make_str(parser.prog));
  return to_str(percent_format(make_str(text), values));
}

std::string usage_line(const Parser& parser, const std::vector<const Argument*>& arguments, const Value& given,
                       const std::string& prefix) {
  if (given.is_str()) return percent(std::string(given.text()), parser);
  std::vector<const Argument*> options, positionals;
  for (const Argument* argument : arguments) (argument->options.empty() ? positionals : options).push_back(argument);
  std::vector<const Argument*> all = options;
  all.insert(all.end(), positionals.begin(), positionals.end());
  const std::string rest = usage_of(parser, all);
  const std::string usage = rest.empty() ? parser.prog : parser.prog + " " + rest;
  if (columns(prefix) + columns(usage) <= kWidth) return usage;
  const std::vector<std::string> option_parts = split_parts(usage_of(parser, options));
  const std::vector<std::string> positional_parts = split_parts(usage_of(parser, positionals));
  std::vector<std::string> lines;
  const auto add = [&lines](std::vector<std::string> more) { lines.insert(lines.end(), more.begin(), more.end()); };
  if (static_cast<double>(columns(prefix) + columns(parser.prog)) <= 0.75 * kWidth) {
    const std::string indent = spaces(columns(prefix) + columns(parser.prog) + 1);
    std::vector<std::string> first{parser.prog};
    const auto& leading = option_parts.empty() ? positional_parts : option_parts;
    first.insert(first.end(), leading.begin(), leading.end());
    add(lines_of(first, indent, &prefix));
    if (!option_parts.empty()) add(lines_of(positional_parts, indent, nullptr));
  } else {
    const std::string indent = spaces(columns(prefix));
    std::vector<std::string> both = option_parts;
    both.insert(both.end(), positional_parts.begin(), positional_parts.end());
    add(lines_of(both, indent, nullptr));
    if (lines.size() > 1) {
      lines.clear();
      add(lines_of(option_parts, indent, nullptr));
      add(lines_of(positional_parts, indent, nullptr));
    }
    lines.insert(lines.begin(), parser.prog);
  }
  return join(lines, "\n");
}

std::string invocation(const Parser& parser, const Argument& argument) {
  if (argument.options.empty()) return metavar_of(argument, plain_dest(argument), 0);
  if (takes_nothing(argument)) return join(argument.options, ", ");
  std::vector<std::string> parts;
  for (const std::string& option : argument.options)
    parts.push_back(option + " " + values_text(parser, argument, upper(argument.dest)));
  return join(parts, ", ");
}

std::string expanded_help(const Parser& parser, const Argument& argument) {
  std::string text = to_str(argument.help);
  const bool may_be_left_out =
      !argument.options.empty() ||
      (argument.nargs.is_str() && (argument.nargs.text() == "?" || argument.nargs.text() == "*"));
  const bool is_suppressed = argument.fallback.is_str() && argument.fallback.text() == kSuppress;
  if (parser.shows_defaults && may_be_left_out && !is_suppressed && text.find("%(default)") == text.npos)
    text += " (default: %(default)s)";
  const Value values = make_dict();
  const auto add = [&](const char* name, const Value& value) {
    if (!(value.is_str() && value.text() == kSuppress)) as_dict(values).set(make_str(name), value);
  };
  add("prog", make_str(parser.prog));
  add("default", argument.fallback);
  add("dest", make_str(argument.dest));
  add("const", argument.constant);
  add("metavar", argument.metavar);
  add("nargs", argument.nargs);
  add("required", argument.required);
  const Value type_name = argument.type.is_none() ? Value() : find_attribute(argument.type, "__name__");
  add("type", type_name.is_unset() ? argument.type : type_name);
  if (!argument.choices.is_none()) {
    std::vector<std::string> choices;
    for (const Value& choice : to_values(argument.choices)) choices.push_back(to_str(choice));
    add("choices", make_str(join(choices, ", ")));
  } else {
    add("choices", None);
  }
  return to_str(percent_format(make_str(text), values));
}

class HelpText {
 public:
  explicit HelpText(const Parser& parser) : parser_(parser) {
    for (const auto& section : parser.sections)
      for (const Argument* argument : section->arguments) {
        if (argument->is_suppressed()) continue;
        std::size_t longest = columns(invocation(parser, *argument));
        for (const std::string& name : argument->shown) longest = std::max(longest, columns(name));
        longest_ = std::max(longest_, longest + kIndent);
      }
  }

  std::string text(const Value& text, std::size_t indent) const {
    if (!text.is_str() || text.text() == kSuppress) return "";
    std::string shown(text.text());
    if (shown.find("%(prog)") != shown.npos) shown = percent(shown, parser_);
    std::string result;
    if (parser_.style != HelpStyle::kPlain) {
      for (const Value& line : to_values(make_str(shown).call("splitlines", {true})))
        result += spaces(indent) + to_str(line);
    } else {
      std::vector<std::string> lines = wrapped(shown, kWidth - indent - indent);
      for (std::string& line : lines) line = spaces(indent) + line;
      result = join(lines, "\n");
    }
    return result + "\n\n";
  }

  std::string line(const std::string& header, const std::string& help, std::size_t indent) const {
    const std::size_t position = std::min(longest_ + 2, kMostHelpPosition);
    const std::size_t action_width = position - indent - 2;
    std::string result = spaces(indent) + header;
    std::size_t first = position;
    if (help.empty()) return result + "\n";
    if (columns(header) <= action_width) {
      result += spaces(action_width - columns(header) + 2);
      first = 0;
    } else {
      result += "\n";
    }
    std::vector<std::string> lines;
    if (parser_.style == HelpStyle::kRawText) {
      for (const Value& one : to_values(make_str(help).call("splitlines"))) lines.push_back(to_str(one));
    } else {
      lines = wrapped(help, std::max<std::size_t>(kWidth - position, 11));
    }
    for (std::size_t i = 0; i < lines.size(); ++i) result += spaces(i == 0 ? first : position) + lines[i] + "\n";
    return result;
  }

  std::string argument(const Argument& argument) const {
    if (argument.is_suppressed()) return "";
    const std::string help = argument.help.is_none() ? "" : expanded_help(parser_, argument);
    std::string result = line(invocation(parser_, argument), help, kIndent);
    for (std::size_t i = 0; i < argument.shown.size(); ++i)
      if (!argument.helps[i].is_unset())
        result += line(argument.shown[i], to_str(argument.helps[i]), kIndent + kIndent);
    return result;
  }

  std::string section(const Section& section) const {
    std::string body = text(section.description, kIndent);
    for (const Argument* one : section.arguments) body += argument(*one);
    if (body.empty()) return "";
    return "\n" + (section.title.is_str() ? std::string(section.title.text()) + ":\n" : "") + body + "\n";
  }

 private:
  const Parser& parser_;
  std::size_t longest_ = 0;
};

std::vector<const Argument*> all_of(const Parser& parser) {
  std::vector<const Argument*> all;
  for (const auto& argument : parser.arguments) all.push_back(argument.get());
  return all;
}

std::string tidy(std::string text) {
  text = replaced(text, "\n\n\n+", "\n\n");
  const std::size_t begin = text.find_first_not_of('\n');
  return begin == text.npos ? "\n" : text.substr(begin, text.find_last_not_of('\n') + 1 - begin) + "\n";
}

std::string usage_text(const Parser& parser) {
  if (parser.usage.is_str() && parser.usage.text() == kSuppress) return "";
  return "usage: " + usage_line(parser, all_of(parser), parser.usage, "usage: ") + "\n\n";
}

}  // namespace

std::string format_usage(const Parser& parser) { return tidy(usage_text(parser)); }

std::string usage_prefix(const Parser& parser) {
  std::vector<const Argument*> positionals;
  for (const auto& argument : parser.arguments)
    if (argument->options.empty()) positionals.push_back(argument.get());
  return to_str(make_str(usage_line(parser, positionals, parser.usage, "")).call("strip"));
}

std::string format_help(const Parser& parser) {
  const HelpText help(parser);
  std::string text = usage_text(parser) + help.text(parser.description, 0);
  for (const auto& section : parser.sections) text += help.section(*section);
  return tidy(text + help.text(parser.epilog, 0));
}

}  // namespace pbc::args
