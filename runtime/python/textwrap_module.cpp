// SPDX-License-Identifier: Apache-2.0
//
// The module textwrap (Python library reference, textwrap).
#include <algorithm>
#include <optional>

#include "python/arguments.h"
#include "python/library.h"
#include "python/library_class.h"
#include "python/objects.h"
#include "python/re_pattern.h"
#include "python/text.h"

namespace pbc {
namespace {

// textwrap.TextWrapper's own expressions, with their parts filled in.
constexpr const char kWordSeparator[] =
    R"re(([\t\n\x0b\x0c\r ]+|(?<=[\w!"'&.,?])-{2,}(?=\w)|[^\t\n\x0b\x0c\r ]+?(?:-(?:(?<=[^\d\W]{2}-)|(?<=[^\d\W]-[^\d\W]-))(?=[^\d\W]-?[^\d\W])|(?=[\t\n\x0b\x0c\r ]|\Z)|(?<=[\w!"'&.,?])(?=-{2,}\w))))re";
constexpr const char kSimpleSeparator[] = R"(([\t\n\x0b\x0c\r ]+))";
constexpr const char kSentenceEnd[] = R"re([a-z][\.\!\?]["']?\Z)re";

struct Wrapping {
  std::int64_t width = 70;
  std::string initial_indent, subsequent_indent;
  bool expand_tabs = true, replace_whitespace = true, fix_sentence_endings = false, break_long_words = true,
       drop_whitespace = true, break_on_hyphens = true;
  std::int64_t tab_size = 8;
  std::optional<std::int64_t> max_lines;
  std::string placeholder = " [...]";
};

std::int64_t length(std::string_view text) { return static_cast<std::int64_t>(unicode::count_code_points(text)); }
bool is_blank(std::string_view text) { return text::strip_space<text::Text>(text, text::Side::kBoth).empty(); }
std::string stripped(std::string_view text, text::Side side) {
  return std::string(text::strip_space<text::Text>(text, side));
}
std::size_t byte_of(std::string_view text, std::int64_t index) {
  return text::byte_of(text, static_cast<std::size_t>(std::max<std::int64_t>(index, 0)), false);
}

std::string munged(std::string text, const Wrapping& options) {
  if (options.expand_tabs) text = text::expand_tabs<text::Text>(text, options.tab_size);
  if (options.replace_whitespace)
    for (char& c : text)
      if (c >= '\t' && c <= '\r') c = ' ';
  return text;
}

std::vector<std::string> chunks_of(const std::string& text, const Wrapping& options) {
  const Value pattern =
      re::compile(options.break_on_hyphens ? Value(kWordSeparator) : Value(kSimpleSeparator), Value());
  std::vector<std::string> chunks;
  const Value parts = re::split(pattern, make_str(text), 0);
  for (const Value& part : as_list(parts))
    if (!part.text().empty()) chunks.emplace_back(part.text());
  return chunks;
}

void fix_sentence_endings(std::vector<std::string>& chunks) {
  const Value end = re::compile(kSentenceEnd, Value());
  for (std::size_t i = 0; i + 1 < chunks.size(); ++i) {
    if (chunks[i + 1] == " " &&
        !re::find_one(end, make_str(chunks[i]), Value(), Value(), re::Pattern::Mode::kSearch).is_none())
      chunks[++i] = "  ";
  }
}

/// A word that fits in no line: as much of it as does, or all of it in a line of its own.
void take_long_word(std::vector<std::string>& left, std::vector<std::string>& line, std::int64_t used,
                    std::int64_t width, const Wrapping& options) {
  const std::int64_t space = width < 1 ? 1 : width - used;
  std::string& chunk = left.back();
  if (options.break_long_words) {
    std::size_t end = byte_of(chunk, space);
    if (options.break_on_hyphens && length(chunk) > space) {
      const std::size_t hyphen = std::string_view(chunk).substr(0, end).rfind('-');
      if (hyphen != std::string::npos && hyphen > 0 &&
          std::string_view(chunk).substr(0, hyphen).find_first_not_of('-') != std::string::npos)
        end = hyphen + 1;
    }
    line.push_back(chunk.substr(0, end));
    chunk.erase(0, end);
  } else if (line.empty()) {
    line.push_back(chunk);
    left.pop_back();
  }
}

std::string joined_line(const std::string& indent, const std::vector<std::string>& line) {
  std::string text = indent;
  for (const std::string& chunk : line) text += chunk;
  return text;
}

std::vector<std::string> wrap_chunks(std::vector<std::string> left, const Wrapping& options) {
  if (options.fix_sentence_endings) fix_sentence_endings(left);
  if (options.width <= 0) raise_value_error("invalid width ", std::to_string(options.width), " (must be > 0)");
  if (options.max_lines) {
    const std::string& indent = *options.max_lines > 1 ? options.subsequent_indent : options.initial_indent;
    if (length(indent) + length(stripped(options.placeholder, text::Side::kLeft)) > options.width)
      raise_value_error("placeholder too large for max width");
  }
  std::vector<std::string> lines;
  std::reverse(left.begin(), left.end());
  while (!left.empty()) {
    std::vector<std::string> line;
    std::int64_t used = 0;
    const std::string& indent = lines.empty() ? options.initial_indent : options.subsequent_indent;
    const std::int64_t width = options.width - length(indent);
    if (options.drop_whitespace && is_blank(left.back()) && !lines.empty()) left.pop_back();
    while (!left.empty() && used + length(left.back()) <= width) {
      used += length(left.back());
      line.push_back(std::move(left.back()));
      left.pop_back();
    }
    if (!left.empty() && length(left.back()) > width) {
      take_long_word(left, line, used, width, options);
      used = 0;
      for (const std::string& chunk : line) used += length(chunk);
    }
    if (options.drop_whitespace && !line.empty() && is_blank(line.back())) {
      used -= length(line.back());
      line.pop_back();
    }
    if (line.empty()) continue;
    const bool is_last = left.empty() || (options.drop_whitespace && left.size() == 1 && is_blank(left[0]));
    if (!options.max_lines || static_cast<std::int64_t>(lines.size()) + 1 < *options.max_lines ||
        (is_last && used <= width)) {
      lines.push_back(joined_line(indent, line));
      continue;
    }
    while (!line.empty()) {
      if (!is_blank(line.back()) && used + length(options.placeholder) <= width) {
        line.push_back(options.placeholder);
        lines.push_back(joined_line(indent, line));
        return lines;
      }
      used -= length(line.back());
      line.pop_back();
    }
    if (!lines.empty()) {
      const std::string before = stripped(lines.back(), text::Side::kRight);
      if (length(before) + length(options.placeholder) <= options.width) {
        lines.back() = before + options.placeholder;
        return lines;
      }
    }
    lines.push_back(indent + stripped(options.placeholder, text::Side::kLeft));
    return lines;
  }
  return lines;
}

std::vector<std::string> wrap_text(const std::string& text, const Wrapping& options) {
  return wrap_chunks(chunks_of(munged(text, options), options), options);
}

Wrapping options_of(const Value& width, const Value& keywords) {
  Wrapping options;
  if (!width.is_unset()) options.width = to_index(width);
  for (const Table::Entry& entry : as_dict(keywords).entries()) {
    const std::string_view name = entry.key.text();
    const Value& value = entry.value;
    if (name == "initial_indent") {
      options.initial_indent = to_str(value);
    } else if (name == "subsequent_indent") {
      options.subsequent_indent = to_str(value);
    } else if (name == "expand_tabs") {
      options.expand_tabs = bool(value);
    } else if (name == "replace_whitespace") {
      options.replace_whitespace = bool(value);
    } else if (name == "fix_sentence_endings") {
      options.fix_sentence_endings = bool(value);
    } else if (name == "break_long_words") {
      options.break_long_words = bool(value);
    } else if (name == "drop_whitespace") {
      options.drop_whitespace = bool(value);
    } else if (name == "break_on_hyphens") {
      options.break_on_hyphens = bool(value);
    } else if (name == "tabsize") {
      options.tab_size = to_index(value);
    } else if (name == "max_lines") {
      if (!value.is_none()) options.max_lines = to_index(value);
    } else if (name == "placeholder") {
      options.placeholder = to_str(value);
    } else {
      raise_type_error("TextWrapper.__init__() got an unexpected keyword argument '", name, "'");
    }
  }
  return options;
}

std::string_view need_text(const Value& value) {
  if (!value.is_str()) raise_attribute_error(value, "expandtabs");
  return value.text();
}

Value list_of(const std::vector<std::string>& lines) {
  Values items;
  for (const std::string& line : lines) items.push_back(make_str(line));
  return make_list(std::move(items));
}

Value filled(const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i > 0 ? "\n" : "") + lines[i];
  return make_str(text);
}

Value wrap(const Value&, Value* a) { return list_of(wrap_text(std::string(need_text(a[0])), options_of(a[1], a[2]))); }
Value fill(const Value&, Value* a) { return filled(wrap_text(std::string(need_text(a[0])), options_of(a[1], a[2]))); }

Value shorten(const Value&, Value* a) {
  Wrapping options = options_of(a[1], a[2]);
  options.max_lines = 1;
  std::string text;
  for (std::string_view word : text::split_space<text::Text>(need_text(a[0]), -1))
    text += (text.empty() ? "" : " ") + std::string(word);
  return filled(wrap_text(text, options));
}

Value dedent(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("expected string or bytes-like object, got '", type_name(a[0]), "'");
  std::vector<std::string> lines;
  std::optional<std::string> margin;
  for (std::string_view line : text::split(a[0].text(), "\n", -1)) {
    const std::size_t start = std::min(line.find_first_not_of(" \t"), line.size());
    if (start == line.size()) {
      lines.emplace_back();  // blank lines become empty
      continue;
    }
    lines.emplace_back(line);
    const std::string indent(line.substr(0, start));
    if (!margin) {
      margin = indent;
    } else {
      std::size_t same = 0;
      while (same < margin->size() && same < indent.size() && (*margin)[same] == indent[same]) ++same;
      margin->resize(same);
    }
  }
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) text += '\n';
    text += lines[i].empty() ? lines[i] : lines[i].substr(margin.value_or("").size());
  }
  return make_str(text);
}

Value indent(const Value&, Value* a) {
  std::string text;
  for (std::string_view line : text::split_lines<text::Text>(need_text(a[0]), true)) {
    const bool chosen = a[2].is_unset() || a[2].is_none() ? !is_blank(line) : bool(a[2]({make_str(line)}));
    if (chosen) text += a[1].text();
    text += line;
  }
  return make_str(text);
}

// --- TextWrapper
// ------------------------------------------------------------------------------------------------------

constexpr const char* kWrapperOptions =
    "self, width=, initial_indent=, subsequent_indent=, expand_tabs=, replace_whitespace=, fix_sentence_endings=, "
    "break_long_words=, drop_whitespace=, break_on_hyphens=, tabsize=, *, max_lines=, placeholder=";

Value init_wrapper(Values& a) {
  const Value usual[] = {70, "", "", true, true, false, true, true, true, 8, None, " [...]"};
  constexpr const char* kNames[] = {"width",
                                    "initial_indent",
                                    "subsequent_indent",
                                    "expand_tabs",
                                    "replace_whitespace",
                                    "fix_sentence_endings",
                                    "break_long_words",
                                    "drop_whitespace",
                                    "break_on_hyphens",
                                    "tabsize",
                                    "max_lines",
                                    "placeholder"};
  for (std::size_t i = 0; i < std::size(kNames); ++i)
    a[0].set_attr(Name(std::string_view(kNames[i])), value_or(a[i + 1], usual[i]));
  return None;
}

Wrapping options_of(const Value& wrapper) {
  Wrapping options;
  options.width = to_index(wrapper.attr("width"));
  options.initial_indent = to_str(wrapper.attr("initial_indent"));
  options.subsequent_indent = to_str(wrapper.attr("subsequent_indent"));
  options.expand_tabs = bool(wrapper.attr("expand_tabs"));
  options.replace_whitespace = bool(wrapper.attr("replace_whitespace"));
  options.fix_sentence_endings = bool(wrapper.attr("fix_sentence_endings"));
  options.break_long_words = bool(wrapper.attr("break_long_words"));
  options.drop_whitespace = bool(wrapper.attr("drop_whitespace"));
  options.break_on_hyphens = bool(wrapper.attr("break_on_hyphens"));
  options.tab_size = to_index(wrapper.attr("tabsize"));
  if (const Value most = wrapper.attr("max_lines"); !most.is_none()) options.max_lines = to_index(most);
  options.placeholder = to_str(wrapper.attr("placeholder"));
  return options;
}

/// The lines of `text`; a derived class may split it into chunks in its own way.
std::vector<std::string> wrapped_by(const Value& wrapper, const Value& text) {
  const Wrapping options = options_of(wrapper);
  std::vector<std::string> chunks;
  for (const Value& chunk :
       to_values(wrapper.call("_split", {make_str(munged(std::string(need_text(text)), options))})))
    chunks.push_back(to_str(chunk));
  return wrap_chunks(std::move(chunks), options);
}

Class& make_wrapper_class() {
  LibraryClass cls("textwrap", "TextWrapper");
  cls.method("__init__", kWrapperOptions, init_wrapper)
      .method("wrap", "self, text", [](Values& a) { return list_of(wrapped_by(a[0], a[1])); })
      .method("fill", "self, text",
              [](Values& a) {
                const Value lines = a[0].call("wrap", {a[1]});
                return Value("\n").call("join", {lines});
              })
      .method("_split", "self, text",
              [](Values& a) { return list_of(chunks_of(std::string(need_text(a[1])), options_of(a[0]))); });
  return cls.make();
}

struct WrapperClass {
  Class& cls = make_wrapper_class();
};

constexpr Constant kConstants[] = {{"TextWrapper", [] { return run_local<WrapperClass>().cls.self(); }}};

constexpr Method kFunctions[] = {
    {"wrap", wrap, "def text, width=, **kwargs"},       {"fill", fill, "def text, width=, **kwargs"},
    {"shorten", shorten, "def text, width, **kwargs"},  {"dedent", dedent, "def text"},
    {"indent", indent, "def text, prefix, predicate="},
};

}  // namespace

constinit const Module kTextwrapModule{.name = "textwrap", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
