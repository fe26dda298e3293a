// SPDX-License-Identifier: Apache-2.0
//
// The module csv (Python library reference, csv): reader and writer.
#include "python/csv.h"

#include <array>

#include "python/attributes.h"
#include "python/file_library.h"
#include "python/parse_number.h"
#include "python/unicode.h"

namespace pbc::csv {

Value register_dialect(const Value&, Value* a);
Value unregister_dialect(const Value&, Value* a);
Value get_dialect(const Value&, Value* a);
Value list_dialects(const Value&, Value*);

namespace {

struct FieldLimit {
  std::int64_t value = 131072;
};

[[noreturn]] void fail(std::string_view text) { raise_error(kError, text); }

std::string character(char32_t c) {
  std::string text;
  unicode::append(text, c);
  return text;
}

/// Characters below 128 that a file has no rule for: they are copied in runs.
class PlainCharacters {
 public:
  PlainCharacters(const Dialect& dialect, std::string_view line_end) {
    for (char32_t c = 0; c < is_plain_.size(); ++c)
      is_plain_[c] = c != dialect.delimiter && c != dialect.quote && c != dialect.escape &&
                     line_end.find(static_cast<char>(c)) == line_end.npos;
  }
  /// How many bytes of `text` from `at` are such characters.
  std::size_t count(std::string_view text, std::size_t at) const {
    const std::size_t begin = at;
    while (at < text.size() && static_cast<unsigned char>(text[at]) < is_plain_.size() &&
           is_plain_[static_cast<unsigned char>(text[at])])
      ++at;
    return at - begin;
  }

 private:
  std::array<bool, 128> is_plain_;
};

// --- Reading ---------------------------------------------------------------------------------------------------------

/// The automaton of _csv.c, a state for what comes next.
struct Reader final : Native {
  enum class State : std::uint8_t {
    kStartRecord,
    kStartField,
    kEscaped,
    kInField,
    kInQuotes,
    kEscapedInQuotes,
    kQuoteInQuotes,
    kEatLineEnd,
    kAfterEscapedLineEnd
  };
  static constexpr char32_t kEndOfLine = 0x110001;

  Reader(Value lines, Dialect given)
      : Native(kReaderType), lines(std::move(lines)), dialect(std::move(given)), plain(dialect, "\r\n") {}
  Value lines;
  Dialect dialect;
  PlainCharacters plain;
  std::int64_t line_number = 0;
  State state = State::kStartRecord;
  std::string field;
  std::int64_t length = 0;
  bool is_numeric = false;
  Values fields;

  bool is_iterator() const override { return true; }
  Value iterate() override { return self(); }

  bool next(Value& item) override {
    fields.clear();
    field.clear();
    length = 0;
    is_numeric = false;
    state = State::kStartRecord;
    do {
      Value line;
      if (!iterator_next(lines, line)) {
        if (field.empty() && state != State::kInQuotes) return false;
        if (dialect.is_strict) fail("unexpected end of data");
        save();
        break;
      }
      if (!line.is_str()) {
        fail(joined(
            {"iterator should return strings, not ", type_name(line), " (the file should be opened in text mode)"}));
      }
      ++line_number;
      const std::string_view text = line.text();
      const std::int64_t limit = run_local<FieldLimit>().value;
      for (std::size_t at = 0; at < text.size();) {
        if (state == State::kInField || state == State::kInQuotes) at += add_plain(text, at, limit);
        if (at < text.size()) take(unicode::next(text, at));
      }
      take(kEndOfLine);
    } while (state != State::kStartRecord);
    item = make_list(std::move(fields));
    fields = {};
    return true;
  }

  /// Adds the plain characters that come next, unless they are too many; the number of bytes.
  std::size_t add_plain(std::string_view text, std::size_t at, std::int64_t limit) {
    const std::size_t count = plain.count(text, at);
    if (length + static_cast<std::int64_t>(count) > limit) return 0;
    length += static_cast<std::int64_t>(count);
    field += text.substr(at, count);
    return count;
  }

  void add(char32_t c) {
    if (++length > run_local<FieldLimit>().value)
      fail("field larger than field limit (" + std::to_string(run_local<FieldLimit>().value) + ")");
    unicode::append(field, c);
  }

  void save() {
    const Value text = make_str(field);
    fields.push_back(is_numeric ? Value(py("float")({text})) : text);
    is_numeric = false;
    field.clear();
    length = 0;
  }

  static bool is_break(char32_t c) { return c == '\n' || c == '\r' || c == kEndOfLine; }
  void end_field(char32_t c) {
    save();
    state = c == kEndOfLine ? State::kStartRecord : State::kEatLineEnd;
  }

  void start_field(char32_t c) {
    if (is_break(c)) return end_field(c);
    if (c == dialect.quote && dialect.quoting != kNone) {
      state = State::kInQuotes;
    } else if (c == dialect.escape) {
      state = State::kEscaped;
    } else if (c == ' ' && dialect.skips_space) {
      // Spaces at the start of a field are nothing.
    } else if (c == dialect.delimiter) {
      save();
    } else {
      if (dialect.quoting == kNonNumeric) is_numeric = true;
      add(c);
      state = State::kInField;
    }
  }

  void in_field(char32_t c) {
    if (is_break(c)) return end_field(c);
    if (c == dialect.escape) {
      state = State::kEscaped;
    } else if (c == dialect.delimiter) {
      save();
      state = State::kStartField;
    } else {
      add(c);
    }
  }

  void take(char32_t c) {
    switch (state) {
      case State::kStartRecord:
        if (c == kEndOfLine) return;
        if (is_break(c)) {
          state = State::kEatLineEnd;
          return;
        }
        state = State::kStartField;
        return start_field(c);
      case State::kStartField:
        return start_field(c);
      case State::kEscaped:
        if (c == '\n' || c == '\r') {
          add(c);
          state = State::kAfterEscapedLineEnd;
          return;
        }
        add(c == kEndOfLine ? U'\n' : c);
        state = State::kInField;
        return;
      case State::kAfterEscapedLineEnd:
        if (c == kEndOfLine) return;
        return in_field(c);
      case State::kInField:
        return in_field(c);
      case State::kInQuotes:
        if (c == kEndOfLine) return;
        if (c == dialect.escape) {
          state = State::kEscapedInQuotes;
        } else if (c == dialect.quote && dialect.quoting != kNone) {
          state = dialect.doubles_quotes ? State::kQuoteInQuotes : State::kInField;
        } else {
          add(c);
        }
        return;
      case State::kEscapedInQuotes:
        add(c == kEndOfLine ? U'\n' : c);
        state = State::kInQuotes;
        return;
      case State::kQuoteInQuotes:
        if (dialect.quoting != kNone && c == dialect.quote) {
          add(c);
          state = State::kInQuotes;
        } else if (c == dialect.delimiter) {
          save();
          state = State::kStartField;
        } else if (is_break(c)) {
          end_field(c);
        } else if (!dialect.is_strict) {
          add(c);
          state = State::kInField;
        } else {
          fail("'" + character(dialect.delimiter) + "' expected after '" + character(dialect.quote) + "'");
        }
        return;
      case State::kEatLineEnd:
        if (c == kEndOfLine) {
          state = State::kStartRecord;
        } else if (!is_break(c)) {
          fail("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?");
        }
        return;
    }
  }
};

constexpr Attribute kReaderAttributes[] = {
    {"line_num", [](const Value& self) -> Value { return as_native<Reader>(self).line_number; }},
    {"dialect", [](const Value& self) { return make_dialect(as_native<Reader>(self).dialect); }},
};

// --- Writing ---------------------------------------------------------------------------------------------------------

struct Writer final : Native {
  Writer(Value file, Dialect given)
      : Native(kWriterType), file(std::move(file)), dialect(std::move(given)), plain(dialect, dialect.line_end) {}
  Value file;
  Dialect dialect;
  PlainCharacters plain;

  bool is_special(char32_t c) const {
    return c == dialect.delimiter || c == dialect.escape || c == dialect.quote ||
           dialect.line_end.find(character(c)) != dialect.line_end.npos;
  }

  void add_field(std::string& record, std::string_view text, bool is_quoted) const {
    std::string field;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t count = plain.count(text, at);
      field += text.substr(at, count);
      at += count;
      if (at == text.size()) break;
      const char32_t c = unicode::next(text, at);
      if (is_special(c)) {
        bool wants_escape = dialect.quoting == kNone;
        if (!wants_escape) {
          if (c == dialect.quote) {
            if (dialect.doubles_quotes) {
              unicode::append(field, dialect.quote);
            } else {
              wants_escape = true;
            }
          } else if (c == dialect.escape) {
            wants_escape = true;
          }
          if (!wants_escape) is_quoted = true;
        }
        if (wants_escape) {
          if (dialect.escape == Dialect::kNoCharacter) fail("need to escape, but no escapechar set");
          unicode::append(field, dialect.escape);
        }
      }
      unicode::append(field, c);
    }
    if (is_quoted) unicode::append(record, dialect.quote);
    record += field;
    if (is_quoted) unicode::append(record, dialect.quote);
  }

  Value write(const Value& row) const {
    if (!is_iterable(row)) fail(joined({"iterable expected, not ", type_name(row)}));
    std::string record;
    std::size_t count = 0;
    bool is_empty = true;
    for (Value field : pbc::iterate(row)) {
      const bool is_number = is_any_int(field) || field.is(Tag::kFloat);
      const bool is_quoted = dialect.quoting == kAll || (dialect.quoting == kNonNumeric && !is_number);
      if (count++ > 0) unicode::append(record, dialect.delimiter);
      const std::size_t before = record.size();
      add_field(record, field.is_none() ? std::string() : to_str(field), is_quoted);
      is_empty = is_empty && record.size() == before;
    }
    if (count == 1 && is_empty) {
      if (dialect.quoting == kNone) fail("single empty field record must be quoted");
      unicode::append(record, dialect.quote);
      unicode::append(record, dialect.quote);
    }
    record += dialect.line_end;
    return file.call("write", {make_str(record)});
  }
};

Value writerow(const Value& self, Value* a) { return as_native<Writer>(self).write(a[0]); }

Value writerows(const Value& self, Value* a) {
  for (Value row : iterate(a[0])) as_native<Writer>(self).write(row);
  return None;
}

constexpr Method kWriterMethods[] = {
    {"writerow", writerow, "row, /"},
    {"writerows", writerows, "rows, /"},
};
constexpr Attribute kWriterAttributes[] = {
    {"dialect", [](const Value& self) { return make_dialect(as_native<Writer>(self).dialect); }},
};

const Values& positional(const Value& args) {
  const Values& given = as_tuple(args);
  if (given.empty()) raise_type_error(" expected at least 1 argument, got 0");
  if (given.size() > 2) raise_type_error(" expected at most 2 arguments, got ", std::to_string(given.size()));
  return given;
}

/// The second argument, by place or by name; it leaves the options.
Value dialect_argument(const Values& given, Table& options) {
  Value dialect;
  options.erase("dialect", &dialect);
  return given.size() > 1 ? given[1] : dialect;
}

Value reader(const Value&, Value* a) {
  const Values& given = positional(a[0]);
  return make_reader(given[0], dialect_argument(given, as_dict(a[1])), &as_dict(a[1]));
}
Value writer(const Value&, Value* a) {
  const Values& given = positional(a[0]);
  return make_writer(given[0], dialect_argument(given, as_dict(a[1])), &as_dict(a[1]));
}

Value field_size_limit(const Value&, Value* a) {
  const std::int64_t before = run_local<FieldLimit>().value;
  if (!a[0].is_unset()) {
    if (!is_any_int(a[0])) raise_type_error("limit must be an integer");
    run_local<FieldLimit>().value = to_index(a[0]);
  }
  return before;
}

constexpr Method kFunctions[] = {
    {"reader", reader, "*args, **kwargs"},
    {"writer", writer, "*args, **kwargs"},
    {"register_dialect", register_dialect, "*args, **kwargs"},
    {"unregister_dialect", unregister_dialect, "name, /"},
    {"get_dialect", get_dialect, "name, /"},
    {"list_dialects", list_dialects, ""},
    {"field_size_limit", field_size_limit, "limit=, /"},
};

constexpr Constant kConstants[] = {
    {"QUOTE_MINIMAL", []() -> Value { return 0; }},
    {"QUOTE_ALL", []() -> Value { return 1; }},
    {"QUOTE_NONNUMERIC", []() -> Value { return 2; }},
    {"QUOTE_NONE", []() -> Value { return 3; }},
};

constexpr const Type* kTypes[] = {&kError,    &kBaseDialectType, &kExcelType,      &kExcelTabType,
                                  &kUnixType, &kDictReaderType,  &kDictWriterType, &kSnifferType};

}  // namespace

constinit const Type kReaderType{
    .name = "reader",
    .module = "_csv",
    .error_name = "_csv.reader",
    .attributes = [] { return std::span<const Attribute>(kReaderAttributes); },
};
constinit const Type kWriterType{
    .name = "writer",
    .module = "_csv",
    .error_name = "_csv.writer",
    .methods = [] { return std::span<const Method>(kWriterMethods); },
    .attributes = [] { return std::span<const Attribute>(kWriterAttributes); },
};

Value make_reader(const Value& lines, const Value& dialect, const Table* options) {
  const Value iterator = to_iterator(lines);
  return make_native(new Reader(iterator, resolve(dialect, options)));
}

Value make_writer(const Value& file, const Value& dialect, const Table* options) {
  Dialect resolved = resolve(dialect, options);
  const Value write = find_attribute(file, "write");
  if (write.is_unset() || !is_callable(write)) raise_type_error("argument 1 must have a \"write\" method");
  return make_native(new Writer(file, std::move(resolved)));
}

}  // namespace pbc::csv

namespace pbc {

constinit const Module kCsvModule{
    .name = "csv", .functions = csv::kFunctions, .constants = csv::kConstants, .types = csv::kTypes};

}  // namespace pbc
