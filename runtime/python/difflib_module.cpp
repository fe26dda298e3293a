// SPDX-License-Identifier: Apache-2.0
//
// The module difflib (Python library reference, difflib), without HtmlDiff.
#include <optional>

#include "python/arguments.h"
#include "python/generator.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/sequence_matcher.h"
#include "python/struct_sequence.h"
#include "python/text.h"

namespace pbc {
namespace {

using diff::Block;
using diff::Step;
using Lines = std::vector<std::string>;

extern const Type kMatchType, kMatcherType, kDifferType;

constexpr const char* kTagNames[] = {"equal", "replace", "delete", "insert"};
Value tag_value(diff::Tag tag) { return make_str(kTagNames[static_cast<int>(tag)]); }

Value match(const Block& block) { return make_tuple({block.i, block.j, block.size}, kMatchType); }
Value step_value(const Step& step) { return make_tuple({tag_value(step.tag), step.i1, step.i2, step.j1, step.j2}); }

constexpr Attribute kMatchAttributes[] = {{"a", named_item<0>}, {"b", named_item<1>}, {"size", named_item<2>}};
constinit const Type kMatchType{
    .name = "Match",
    .module = "difflib",
    .base = &kTupleType,
    .attributes = [] { return std::span<const Attribute>(kMatchAttributes); },
    .repr = [](const Value& self) { return named_repr(self, "Match", kMatchAttributes); },
};

/// A generator: nothing is compared before the first line is asked for.
Value generate(const char* function, std::function<Values()> make) {
  return make_generator(function, make_iterator(kGeneratorType, [make = std::move(make), all = Value(),
                                                                 at = std::size_t{0}](Value& item) mutable {
                          if (all.is_unset()) all = make_list(make());
                          if (at >= as_list(all).size()) return false;
                          item = as_list(all)[at++];
                          return true;
                        }));
}

// --- SequenceMatcher
// ---------------------------------------------------------------------------------------------------

struct SequenceMatcher final : Native {
  SequenceMatcher(Value is_junk, bool finds_popular)
      : Native(kMatcherType), matcher(std::move(is_junk), finds_popular) {}
  diff::Matcher matcher;
  Value a, b, blocks, steps;
};
SequenceMatcher& self_of(const Value& self) { return as_native<SequenceMatcher>(self); }

Value set_first(const Value& self, Value* a) {
  SequenceMatcher& made = self_of(self);
  if (!made.a.is_unset() && is(a[0], made.a)) return None;
  made.matcher.set_first(a[0]);
  made.a = a[0];
  made.blocks = made.steps = Value();
  return None;
}
Value set_second(const Value& self, Value* a) {
  SequenceMatcher& made = self_of(self);
  if (!made.b.is_unset() && is(a[0], made.b)) return None;
  made.matcher.set_second(a[0]);
  made.b = a[0];
  made.blocks = made.steps = Value();
  return None;
}
Value set_both(const Value& self, Value* a) {
  set_first(self, a);
  return set_second(self, a + 1);
}

Value new_matcher(const Value&, Value* a) {
  const Value made = make_native(new SequenceMatcher(value_or(a[0], None), flag(a[3], true)));
  Value both[] = {value_or(a[1], ""), value_or(a[2], "")};
  set_both(made, both);
  return made;
}

Value find_longest_match(const Value& self, Value* a) {
  const diff::Matcher& matcher = self_of(self).matcher;
  const auto bound = [](const Value& v, std::size_t fallback, std::size_t most) {
    const std::int64_t index = given(v) ? to_index(v) : static_cast<std::int64_t>(fallback);
    if (index < 0 || index > static_cast<std::int64_t>(most)) raise_index_error("list index out of range");
    return static_cast<std::size_t>(index);
  };
  const std::size_t rows = matcher.first_size(), columns = matcher.second_size();
  return match(matcher.longest(bound(a[0], 0, rows), bound(a[1], rows, rows), bound(a[2], 0, columns),
                               bound(a[3], columns, columns)));
}

Value get_matching_blocks(const Value& self, Value*) {
  SequenceMatcher& made = self_of(self);
  if (made.blocks.is_unset()) {
    Values all;
    for (const Block& block : made.matcher.blocks()) all.push_back(match(block));
    made.blocks = make_list(std::move(all));
  }
  return made.blocks;
}

Value get_opcodes(const Value& self, Value*) {
  SequenceMatcher& made = self_of(self);
  if (made.steps.is_unset()) {
    Values all;
    for (const Step& step : made.matcher.steps()) all.push_back(step_value(step));
    made.steps = make_list(std::move(all));
  }
  return made.steps;
}

Value get_grouped_opcodes(const Value& self, Value* a) {
  const std::int64_t context = index_or(a[0], 3);
  return generate("SequenceMatcher.get_grouped_opcodes", [self, context] {
    Values groups;
    for (const std::vector<Step>& group : self_of(self).matcher.groups(context)) {
      Values steps;
      for (const Step& step : group) steps.push_back(step_value(step));
      groups.push_back(make_list(std::move(steps)));
    }
    return groups;
  });
}

constexpr Method kNewMatcher{"SequenceMatcher.__init__", new_matcher, "def isjunk=, a=, b=, autojunk="};
constexpr Method kMatcherMethods[] = {
    {"find_longest_match", find_longest_match, "def alo=, ahi=, blo=, bhi="},
    {"get_grouped_opcodes", get_grouped_opcodes, "def n="},
    {"get_matching_blocks", get_matching_blocks, "def"},
    {"get_opcodes", get_opcodes, "def"},
    {"quick_ratio", [](const Value& self, Value*) -> Value { return self_of(self).matcher.quick_ratio(); }, "def"},
    {"ratio", [](const Value& self, Value*) -> Value { return self_of(self).matcher.ratio(); }, "def"},
    {"real_quick_ratio", [](const Value& self, Value*) -> Value { return self_of(self).matcher.fastest_ratio(); },
     "def"},
    {"set_seq1", set_first, "def a"},
    {"set_seq2", set_second, "def b"},
    {"set_seqs", set_both, "def a, b"},
};
constexpr Attribute kMatcherAttributes[] = {
    {"a", [](const Value& self) { return self_of(self).a; }},
    {"b", [](const Value& self) { return self_of(self).b; }},
};
constinit const Type kMatcherType{
    .name = "SequenceMatcher",
    .module = "difflib",
    .constructor = &kNewMatcher,
    .methods = [] { return std::span<const Method>(kMatcherMethods); },
    .attributes = [] { return std::span<const Attribute>(kMatcherAttributes); },
};

Value get_close_matches(const Value&, Value* a) {
  const Value count = value_or(a[2], 3), cutoff = value_or(a[3], 0.6);
  if (!(Value(0) < count)) raise_value_error("n must be > 0: ", to_repr(count));
  if (!(Value(0.0) <= cutoff && cutoff <= Value(1.0)))
    raise_value_error("cutoff must be in [0.0, 1.0]: ", to_repr(cutoff));
  const double least = to_float(cutoff);
  diff::Matcher matcher(None, true);
  matcher.set_second(a[0]);
  Values found;
  for (Value candidate : iterate(a[1])) {
    matcher.set_first(candidate);
    if (matcher.fastest_ratio() < least || matcher.quick_ratio() < least) continue;
    if (const double ratio = matcher.ratio(); ratio >= least) found.push_back(make_tuple({ratio, candidate}));
  }
  Values words;
  for (Value pair : iterate(import("heapq").call("nlargest", {count, make_list(std::move(found))})))
    words.push_back(as_tuple(pair)[1]);
  return make_list(std::move(words));
}

// --- Differ, ndiff
// -----------------------------------------------------------------------------------------------------

/// What the character behind the tag " " is: white space stays as it is, so that tabs keep the columns.
std::string marks(const std::string& line, std::string_view tags) {
  std::string kept;
  std::size_t at = 0;
  for (char tag : tags) {
    if (at >= line.size()) break;
    const std::size_t start = at;
    const char32_t c = unicode::next(line, at);
    if (tag == ' ' && unicode::is_space(c)) {
      kept.append(line, start, at - start);
    } else {
      kept += tag;
    }
  }
  return std::string(text::strip_space<text::Text>(kept, text::Side::kRight));
}

/// Compares lines, and the characters of lines that are alike.
class LineDiffer {
 public:
  LineDiffer(const Value& a, const Value& b, Value line_junk, Value character_junk)
      : lines_a_(a), lines_b_(b), character_junk_(std::move(character_junk)), matcher_(std::move(line_junk), true) {
    for (const Value& line : to_values(a)) a_.push_back(to_str(line));
    for (const Value& line : to_values(b)) b_.push_back(to_str(line));
  }

  Values delta() {
    matcher_.set_first(lines_a_);
    matcher_.set_second(lines_b_);
    for (const Step& step : matcher_.steps()) {
      switch (step.tag) {
        case diff::Tag::kReplace:
          replace(step.i1, step.i2, step.j1, step.j2);
          break;
        case diff::Tag::kEqual:
          for (std::size_t i = step.i1; i < step.i2; ++i) add("  ", a_[i]);
          break;
        case diff::Tag::kDelete:
        case diff::Tag::kInsert:
          plain(step.i1, step.i2, step.j1, step.j2);
          break;
      }
    }
    return std::move(out_);
  }

 private:
  void add(std::string_view mark, std::string_view line) { out_.push_back(make_str(joined({mark, line}))); }
  void plain(std::size_t i1, std::size_t i2, std::size_t j1, std::size_t j2) {
    const bool insertions_first = j2 - j1 < i2 - i1;
    if (insertions_first)
      for (std::size_t j = j1; j < j2; ++j) add("+ ", b_[j]);
    for (std::size_t i = i1; i < i2; ++i) add("- ", a_[i]);
    if (!insertions_first)
      for (std::size_t j = j1; j < j2; ++j) add("+ ", b_[j]);
  }

  struct Pair {
    std::size_t i, j;
  };

  void replace(std::size_t i1, std::size_t i2, std::size_t j1, std::size_t j2) {
    if (i1 == i2 || j1 == j2) return plain(i1, i2, j1, j2);
    const Recursion level("");
    double best_ratio = 0.74;
    std::optional<Pair> best, equal;
    diff::Matcher matcher(character_junk_, true);
    for (std::size_t j = j1; j < j2; ++j) {
      matcher.set_second(make_str(b_[j]));
      for (std::size_t i = i1; i < i2; ++i) {
        if (a_[i] == b_[j]) {
          if (!equal) equal = {i, j};
          continue;
        }
        matcher.set_first(make_str(a_[i]));
        if (matcher.fastest_ratio() <= best_ratio || matcher.quick_ratio() <= best_ratio) continue;
        if (const double ratio = matcher.ratio(); ratio > best_ratio) {
          best_ratio = ratio;
          best = {i, j};
        }
      }
    }
    if (best_ratio < 0.75) {
      if (!equal) return plain(i1, i2, j1, j2);
      best = equal;
    } else {
      equal.reset();
    }
    replace(i1, best->i, j1, best->j);
    if (equal) {
      add("  ", a_[best->i]);
    } else {
      add_alike(a_[best->i], b_[best->j], matcher);
    }
    replace(best->i + 1, i2, best->j + 1, j2);
  }

  void add_alike(const std::string& old_line, const std::string& new_line, diff::Matcher& matcher) {
    std::string old_tags, new_tags;
    matcher.set_first(make_str(old_line));
    matcher.set_second(make_str(new_line));
    for (const Step& step : matcher.steps()) {
      const bool is_equal = step.tag == diff::Tag::kEqual, is_replace = step.tag == diff::Tag::kReplace;
      old_tags.append(step.i2 - step.i1, is_equal ? ' ' : is_replace ? '^' : '-');
      new_tags.append(step.j2 - step.j1, is_equal ? ' ' : is_replace ? '^' : '+');
    }
    const std::string old_marks = marks(old_line, old_tags), new_marks = marks(new_line, new_tags);
    add("- ", old_line);
    if (!old_marks.empty()) add("? ", old_marks + "\n");
    add("+ ", new_line);
    if (!new_marks.empty()) add("? ", new_marks + "\n");
  }

  Value lines_a_, lines_b_, character_junk_;
  diff::Matcher matcher_;
  Lines a_, b_;
  Values out_;
};

struct Differ final : Native {
  Differ(Value line_junk, Value character_junk)
      : Native(kDifferType), line_junk(std::move(line_junk)), character_junk(std::move(character_junk)) {}
  Value line_junk, character_junk;
};

Value compare_lines(const Value& a, const Value& b, const Value& line_junk, const Value& character_junk) {
  return generate("Differ.compare", [=] { return LineDiffer(a, b, line_junk, character_junk).delta(); });
}

constexpr Method kNewDiffer{
    "Differ.__init__",
    [](const Value&, Value* a) { return make_native(new Differ(value_or(a[0], None), value_or(a[1], None))); },
    "def linejunk=, charjunk="};
constexpr Method kDifferMethods[] = {
    {"compare",
     [](const Value& self, Value* a) {
       const auto& differ = as_native<Differ>(self);
       return compare_lines(a[0], a[1], differ.line_junk, differ.character_junk);
     },
     "def a, b"},
};
constinit const Type kDifferType{
    .name = "Differ",
    .module = "difflib",
    .constructor = &kNewDiffer,
    .methods = [] { return std::span<const Method>(kDifferMethods); },
};

Value is_line_junk(const Value&, Value* a) {
  const std::string_view line = text::strip_space<text::Text>(require_str(a[0], "line"), text::Side::kBoth);
  return line.empty() || line == "#";
}
Value is_character_junk(const Value&, Value* a) { return in(a[0], value_or(a[1], " \t")); }
constexpr Method kIsCharacterJunk{"IS_CHARACTER_JUNK", is_character_junk, "def ch, ws="};

Value ndiff(const Value&, Value* a) {
  return compare_lines(a[0], a[1], value_or(a[2], None), value_or(a[3], method_value(kIsCharacterJunk)));
}

Value restore(const Value&, Value* a) {
  const std::int64_t which = to_index(py("int")({a[1]}));
  if (which != 1 && which != 2) raise_value_error("unknown delta choice (must be 1 or 2): ", to_repr(a[1]));
  const Value delta = a[0];
  return generate("restore", [=] {
    Values lines;
    for (Value line : iterate(delta)) {
      const std::string text = to_str(line);
      if (text.starts_with("  ") || text.starts_with(which == 1 ? "- " : "+ "))
        lines.push_back(make_str(text.substr(2)));
    }
    return lines;
  });
}

// --- unified_diff, context_diff
// ----------------------------------------------------------------------------------------

/// What both forms share: the files' lines and the arguments.
struct Comparison {
  Value a, b;
  std::string from, to, line_end;
  std::int64_t context;
};

void check_lines(const Value& lines) {
  if (!lines || lines[Value(0)].is_str()) return;
  const Value first = lines[Value(0)];
  raise_type_error("lines to compare must be str, not ", type_name(first), " (", to_repr(first), ")");
}

/// a, b, fromfile, tofile, fromfiledate, tofiledate, n, lineterm
Comparison comparison_of(const Value& arguments) {
  const Values& a = as_tuple(arguments);
  check_lines(a[0]);
  check_lines(a[1]);
  for (std::size_t i : {2, 3, 4, 5, 7})
    if (!a[i].is_str()) raise_type_error("all arguments must be str, not: ", to_repr(a[i]));
  const auto name = [&](std::size_t file) {
    const std::string date = to_str(a[file + 2]);
    return to_str(a[file]) + (date.empty() ? "" : "\t" + date);
  };
  return {a[0], a[1], name(2), name(3), to_str(a[7]), to_index(a[6])};
}

Value with_defaults(Value* a) {
  return make_tuple({a[0], a[1], value_or(a[2], ""), value_or(a[3], ""), value_or(a[4], ""), value_or(a[5], ""),
                     value_or(a[6], 3), value_or(a[7], "\n")});
}

std::string unified_range(std::size_t start, std::size_t stop) {
  const std::size_t length = stop - start;
  if (length == 1) return std::to_string(start + 1);
  return std::to_string(length == 0 ? start : start + 1) + "," + std::to_string(length);
}

std::string context_range(std::size_t start, std::size_t stop) {
  const std::size_t length = stop - start;
  if (length <= 1) return std::to_string(length == 0 ? start : start + 1);
  return std::to_string(start + 1) + "," + std::to_string(stop);
}

/// Adds lines[from:to], each behind `mark`.
void add_lines(Values& out, const char* mark, const Values& lines, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < lines.size(); ++i) out.push_back(make_str(mark + to_str(lines[i])));
}

std::vector<std::vector<Step>> groups_of(const Comparison& files) {
  diff::Matcher matcher(None, true);
  matcher.set_first(files.a);
  matcher.set_second(files.b);
  return matcher.groups(files.context);
}

Values unified(const Comparison& files) {
  Values out;
  const Values a = to_values(files.a), b = to_values(files.b);
  for (const std::vector<Step>& group : groups_of(files)) {
    if (out.empty()) {
      out.push_back(make_str("--- " + files.from + files.line_end));
      out.push_back(make_str("+++ " + files.to + files.line_end));
    }
    const Step &first = group.front(), &last = group.back();
    out.push_back(make_str("@@ -" + unified_range(first.i1, last.i2) + " +" + unified_range(first.j1, last.j2) + " @@" +
                           files.line_end));
    for (const Step& step : group) {
      if (step.tag == diff::Tag::kEqual) {
        add_lines(out, " ", a, step.i1, step.i2);
        continue;
      }
      add_lines(out, "-", a, step.i1, step.i2);
      add_lines(out, "+", b, step.j1, step.j2);
    }
  }
  return out;
}

Values in_context(const Comparison& files) {
  Values out;
  const Values a = to_values(files.a), b = to_values(files.b);
  for (const std::vector<Step>& group : groups_of(files)) {
    if (out.empty()) {
      out.push_back(make_str("*** " + files.from + files.line_end));
      out.push_back(make_str("--- " + files.to + files.line_end));
    }
    const Step &first = group.front(), &last = group.back();
    bool removes = false, adds = false;
    for (const Step& step : group) {
      removes = removes || step.tag == diff::Tag::kReplace || step.tag == diff::Tag::kDelete;
      adds = adds || step.tag == diff::Tag::kReplace || step.tag == diff::Tag::kInsert;
    }
    constexpr const char* kMarks[] = {"  ", "! ", "- ", "+ "};
    out.push_back(make_str("***************" + files.line_end));
    out.push_back(make_str("*** " + context_range(first.i1, last.i2) + " ****" + files.line_end));
    if (removes)
      for (const Step& step : group) add_lines(out, kMarks[static_cast<int>(step.tag)], a, step.i1, step.i2);
    out.push_back(make_str("--- " + context_range(first.j1, last.j2) + " ----" + files.line_end));
    if (adds)
      for (const Step& step : group) add_lines(out, kMarks[static_cast<int>(step.tag)], b, step.j1, step.j2);
  }
  return out;
}

template <Values (*Form)(const Comparison&)>
Value diff_of(const Value&, Value* a) {
  const Value arguments = with_defaults(a);
  return generate(Form == unified ? "unified_diff" : "context_diff",
                  [arguments] { return Form(comparison_of(arguments)); });
}

constexpr Method kFunctions[] = {
    {"IS_LINE_JUNK", is_line_junk, "def line, pat="},
    {"context_diff", diff_of<in_context>, "def a, b, fromfile=, tofile=, fromfiledate=, tofiledate=, n=, lineterm="},
    {"get_close_matches", get_close_matches, "def word, possibilities, n=, cutoff="},
    {"ndiff", ndiff, "def a, b, linejunk=, charjunk="},
    {"restore", restore, "def delta, which"},
    {"unified_diff", diff_of<unified>, "def a, b, fromfile=, tofile=, fromfiledate=, tofiledate=, n=, lineterm="},
};
constexpr Constant kConstants[] = {
    {"IS_CHARACTER_JUNK", [] { return method_value(kIsCharacterJunk); }},
};
constexpr const Type* kTypes[] = {&kDifferType, &kMatchType, &kMatcherType};

}  // namespace

constinit const Module kDifflibModule{
    .name = "difflib", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
