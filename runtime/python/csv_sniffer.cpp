// SPDX-License-Identifier: Apache-2.0
//
// csv.Sniffer (Python library reference, csv): which dialect a sample is in, and whether its first row is a header.
#include <algorithm>
#include <map>
#include <optional>

#include "python/csv.h"
#include "python/unicode.h"

namespace pbc::csv {

namespace {

struct Guess {
  std::string quote;
  bool doubles_quotes = false;
  std::string delimiter;
  bool skips_space = false;
};

/// A dict of counts in order of first sight, as the sniffer's choices depend on that order.
struct Counts {
  std::vector<std::pair<std::string, int>> items;
  void add(const std::string& key) {
    for (auto& [known, count] : items)
      if (known == key) {
        ++count;
        return;
      }
    items.emplace_back(key, 1);
  }
  const std::pair<std::string, int>& most() const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < items.size(); ++i)
      if (items[i].second > items[best].second) best = i;
    return items[best];
  }
};

bool is_allowed(const std::string& delimiter, const Value& delimiters) {
  return delimiters.is_none() || in(make_str(delimiter), delimiters);
}

/// By text between two quotes with the same character on both sides.
Guess by_quotes(const Value& data, const Value& delimiters) {
  struct Form {
    Value pattern;
    int quote, delimiter, space;  // groups, from 0; -1: the form has none
  };
  const Form forms[] = {
      {R"((?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim))", 2, 0, 1},
      {R"((?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?))", 0, 1, 2},
      {R"((?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n))", 2, 0, 1},
      {R"((?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n))", 0, -1, -1},
  };
  const Value re = import("re");
  Values matches;
  const Form* form = nullptr;
  for (const Form& at : forms) {
    form = &at;
    matches =
        to_values(re.call("compile", {at.pattern, re.attr("DOTALL") | re.attr("MULTILINE")}).call("findall", {data}));
    if (!matches.empty()) break;
  }
  if (matches.empty()) return {};
  Counts quotes, found;
  int spaces = 0;
  for (const Value& match : matches) {
    const auto group = [&](int i) {
      return match.is(Tag::kTuple) ? to_str(as_tuple(match)[static_cast<std::size_t>(i)]) : to_str(match);
    };
    quotes.add(group(form->quote));
    if (form->delimiter < 0) continue;
    const std::string key = group(form->delimiter);
    if (!key.empty() && is_allowed(key, delimiters)) found.add(key);
    if (!group(form->space).empty()) ++spaces;
  }
  Guess guess;
  guess.quote = quotes.most().first;
  if (!found.items.empty()) {
    guess.delimiter = found.most().first;
    guess.skips_space = found.most().second == spaces;
    if (guess.delimiter == "\n") guess.delimiter.clear();
  }
  const std::string d = to_str(re.call("escape", {make_str(guess.delimiter)})), q = guess.quote;
  const std::string inner = q + "[^" + d + "\\n]*";
  const Value doubled = make_str("((" + d + ")|^)\\W*" + inner + inner + q + "\\W*((" + d + ")|$)");
  guess.doubles_quotes = static_cast<bool>(re.call("compile", {doubled, re.attr("MULTILINE")}).call("search", {data}));
  return guess;
}

std::size_t count_of(std::string_view line, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = line.find(part); at != line.npos; at = line.find(part, at + part.size())) ++count;
  return count;
}

constexpr const char* kPreferred[] = {",", "\t", ";", " ", ":"};

/// By the character that occurs equally often on each line.
Guess by_frequency(std::string_view data, const Value& delimiters) {
  std::vector<std::string_view> lines;
  while (!data.empty()) {
    const std::size_t end = std::min(data.find('\n'), data.size());
    if (end > 0) lines.push_back(data.substr(0, end));
    data.remove_prefix(std::min(end + 1, data.size()));
  }
  constexpr std::size_t kCharacters = 127;
  using Frequencies = std::vector<std::pair<int, int>>;  // how often on a line -> on how many lines
  std::vector<Frequencies> frequencies(kCharacters);
  std::vector<std::pair<int, int>> modes(kCharacters);
  std::vector<bool> has_mode(kCharacters);
  std::vector<std::size_t> mode_order, found;
  const std::size_t chunk = std::min<std::size_t>(10, lines.size());
  const auto guess_of = [&](std::size_t c) {
    const std::string delimiter(1, static_cast<char>(c));
    return Guess{"", false, delimiter, count_of(lines[0], delimiter) == count_of(lines[0], delimiter + " ")};
  };
  std::size_t iteration = 0;
  for (std::size_t start = 0; start < lines.size(); start += chunk) {
    ++iteration;
    for (std::size_t i = start; i < std::min(start + chunk, lines.size()); ++i) {
      int on_line[kCharacters] = {};
      for (char c : lines[i])
        if (static_cast<unsigned char>(c) < kCharacters) ++on_line[static_cast<unsigned char>(c)];
      for (std::size_t c = 0; c < kCharacters; ++c) {
        auto known = std::ranges::find(frequencies[c], on_line[c], &std::pair<int, int>::first);
        if (known == frequencies[c].end()) {
          frequencies[c].emplace_back(on_line[c], 1);
        } else {
          ++known->second;
        }
      }
    }
    for (std::size_t c = 0; c < kCharacters; ++c) {
      const Frequencies& items = frequencies[c];
      if (items.size() == 1 && items[0].first == 0) continue;
      const auto mode = std::ranges::max_element(items, {}, &std::pair<int, int>::second);
      int others = 0;
      for (const auto& item : items) others += item.second;
      modes[c] = {mode->first, mode->second - (others - mode->second)};
      if (!has_mode[c]) mode_order.push_back(c);
      has_mode[c] = true;
    }
    const double total = static_cast<double>(std::min(chunk * iteration, lines.size()));
    for (double consistency = 1.0; found.empty() && consistency >= 0.9; consistency -= 0.01) {
      for (std::size_t c : mode_order) {
        const bool is_steady = modes[c].first > 0 && modes[c].second > 0 && modes[c].second / total >= consistency;
        if (is_steady && is_allowed(std::string(1, static_cast<char>(c)), delimiters)) found.push_back(c);
      }
    }
    if (found.size() == 1) return guess_of(found[0]);
  }
  if (found.empty()) return {};
  for (const char* preferred : kPreferred)
    if (std::ranges::find(found, static_cast<std::size_t>(*preferred)) != found.end())
      return guess_of(static_cast<std::size_t>(*preferred));
  return guess_of(*std::ranges::max_element(found, {}, [&](std::size_t c) { return std::pair(modes[c], c); }));
}

/// The class that sniff() makes: its attributes are those of the dialect.
struct Sniffed final : Native {
  explicit Sniffed(Value dialect) : Native(kTypeType), dialect(std::move(dialect)) {}
  Value dialect;
  std::string repr() const override { return "<class 'csv.Sniffer.sniff.<locals>.dialect'>"; }
  Value attribute(Name name) override {
    if (name == Name("_name")) return "sniffed";
    if (name == Name("__name__")) return "dialect";
    return name == Name("escapechar") || name == Name("strict") ? Value() : dialect.attr(name);
  }
};

Value sniff_sample(const Value& sample, const Value& delimiters) {
  Guess guess = by_quotes(sample, delimiters);
  if (guess.delimiter.empty()) {
    const Guess other = by_frequency(sample.text(), delimiters);
    guess.delimiter = other.delimiter;
    guess.skips_space = other.skips_space;
  }
  if (guess.delimiter.empty()) raise_error(kError, "Could not determine delimiter");
  Dialect dialect;
  std::size_t at = 0;
  dialect.delimiter = unicode::next(guess.delimiter, at);
  if (!guess.quote.empty()) dialect.quote = static_cast<unsigned char>(guess.quote[0]);
  dialect.doubles_quotes = guess.doubles_quotes;
  dialect.skips_space = guess.skips_space;
  return make_native(new Sniffed(make_dialect(dialect)));
}

Value sniff(const Value&, Value* a) { return sniff_sample(a[0], a[1].is_unset() ? Value(None) : a[1]); }

/// Whether `text` would do for complex(), the sniffer's idea of a number.
bool is_number_text(const Value& text) {
  try {
    py("float")({text});
    return true;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kValueError)) throw;
    caught();
    return false;
  }
}

Value has_header(const Value&, Value* a) {
  const Value lines = import("io").call("StringIO", {a[0]});
  const Value reader = make_reader(lines, sniff_sample(a[0], None), nullptr);
  Value first;
  if (!iterator_next(reader, first)) raise_error(kStopIteration, "");
  const Values header = as_list(first);
  // Of each column: nothing yet, -1 for numbers, else the length that all of its texts have.
  std::map<std::size_t, std::optional<std::int64_t>> columns;
  for (std::size_t i = 0; i < header.size(); ++i) columns[i];
  Value row;
  for (int checked = 0; checked <= 20 && iterator_next(reader, row); ++checked) {
    const Values& fields = as_list(row);
    if (fields.size() != header.size()) continue;
    for (auto at = columns.begin(); at != columns.end();) {
      const Value& field = fields[at->first];
      const std::int64_t kind = is_number_text(field) ? -1 : static_cast<std::int64_t>(str_length(field));
      if (!at->second) at->second = kind;
      at = *at->second == kind ? std::next(at) : columns.erase(at);
    }
  }
  int votes = 0;
  for (const auto& [column, kind] : columns) {
    const Value& name = header[column];
    const bool differs =
        kind && *kind >= 0 ? static_cast<std::int64_t>(str_length(name)) != *kind : !kind || !is_number_text(name);
    votes += differs ? 1 : -1;
  }
  return votes > 0;
}

struct Sniffer final : Native {
  Sniffer() : Native(kSnifferType) {
    for (const char* text : kPreferred) append(preferred, make_str(text));
  }
  Value preferred = make_list();
  Value attribute(Name name) override { return name == Name("preferred") ? preferred : Value(); }
};

constexpr Method kMethods[] = {
    {"sniff", sniff, "def sample, delimiters="},
    {"has_header", has_header, "def sample"},
};
constexpr Method kNewSniffer{"Sniffer", [](const Value&, Value*) { return make_native(new Sniffer); }, "def"};

}  // namespace

constinit const Type kSnifferType{
    .name = "Sniffer",
    .module = "csv",
    .constructor = &kNewSniffer,
    .methods = [] { return std::span<const Method>(kMethods); },
};

}  // namespace pbc::csv
