// SPDX-License-Identifier: Apache-2.0
//
// csv.DictReader and csv.DictWriter (Python library reference, csv).
#include "python/attributes.h"
#include "python/csv.h"

namespace pbc::csv {

namespace {

/// The reader or writer below: `dialect` and further arguments as csv.reader takes them.
Values below(const Value& first, const Value& dialect, const Value& more) {
  Values arguments{first, dialect.is_unset() ? Value("excel") : dialect};
  for (const Value& value : as_tuple(more)) arguments.push_back(value);
  if (arguments.size() > 2) raise_type_error(" expected at most 2 arguments, got ", std::to_string(arguments.size()));
  return arguments;
}

// --- DictReader ------------------------------------------------------------------------------------------------------

struct DictReader final : Native {
  DictReader() : Native(kDictReaderType) {}
  Value names = None, rest_key = None, rest_value = None, dialect, reader;
  Value line_number = 0;

  bool is_iterator() const override { return true; }
  Value iterate() override { return self(); }

  /// The field names: those given, else the first row.
  const Value& field_names() {
    if (names.is_none()) {
      Value row;
      if (iterator_next(reader, row)) names = row;
    }
    line_number = reader.attr("line_num");
    return names;
  }

  bool next(Value& item) override {
    if (line_number == Value(0)) field_names();
    Value row;
    do {
      if (!iterator_next(reader, row)) {
        line_number = reader.attr("line_num");
        return false;
      }
      line_number = reader.attr("line_num");
    } while (as_list(row).empty());
    const Values& fields = as_list(row);
    const Values keys = to_values(field_names());
    Table table;
    for (std::size_t i = 0; i < keys.size() && i < fields.size(); ++i) table.set(keys[i], fields[i]);
    if (keys.size() < fields.size())
      table.set(rest_key, make_list(Values(fields.begin() + static_cast<std::ptrdiff_t>(keys.size()), fields.end())));
    for (std::size_t i = fields.size(); i < keys.size(); ++i) table.set(keys[i], rest_value);
    item = make_dict(std::move(table));
    return true;
  }

  Value attribute(Name name) override {
    switch (name.hash) {
      case Name("fieldnames").hash:
        return field_names();
      case Name("line_num").hash:
        return line_number;
      case Name("restkey").hash:
        return rest_key;
      case Name("restval").hash:
        return rest_value;
      case Name("reader").hash:
        return reader;
      case Name("dialect").hash:
        return dialect;
      default:
        return Value();
    }
  }
  bool set_attribute(Name name, const Value& value) override {
    switch (name.hash) {
      case Name("fieldnames").hash:
        names = value;
        return true;
      case Name("restkey").hash:
        rest_key = value;
        return true;
      case Name("restval").hash:
        rest_value = value;
        return true;
      default:
        return false;
    }
  }
};

Value new_dict_reader(const Value&, Value* a) {
  auto* made = new DictReader;
  const Value result = make_native(made);
  if (!a[1].is_unset())
    made->names = a[1].is_none() || a[1].is(Tag::kList) || !is_iterable(a[1]) ? a[1] : make_list(to_values(a[1]));
  if (!a[2].is_unset()) made->rest_key = a[2];
  if (!a[3].is_unset()) made->rest_value = a[3];
  made->dialect = a[4].is_unset() ? Value("excel") : a[4];
  const Values arguments = below(a[0], a[4], a[5]);
  made->reader = make_reader(arguments[0], arguments[1], &as_dict(a[6]));
  return result;
}

// --- DictWriter ------------------------------------------------------------------------------------------------------

struct DictWriter final : Native {
  DictWriter() : Native(kDictWriterType) {}
  Value names, rest_value = "", extras_action = "raise", writer;

  Value row_of(const Value& row) const {
    if (extras_action == Value("raise")) {
      const Value keys = row.call("keys");
      std::string wrong;
      for (Value key : pbc::iterate(keys)) {
        if (in(key, names)) continue;
        wrong += (wrong.empty() ? "" : ", ") + to_repr(key);
      }
      if (!wrong.empty()) raise_value_error("dict contains fields not in fieldnames: ", wrong);
    }
    Values fields;
    for (Value name : pbc::iterate(names)) {
      if (row.is(Tag::kDict)) {
        const Value* found = as_dict(row).find(name);
        fields.push_back(found != nullptr ? *found : rest_value);
      } else {
        fields.push_back(row.call("get", {name, rest_value}));
      }
    }
    return make_list(std::move(fields));
  }

  Value attribute(Name name) override {
    switch (name.hash) {
      case Name("fieldnames").hash:
        return names;
      case Name("restval").hash:
        return rest_value;
      case Name("extrasaction").hash:
        return extras_action;
      case Name("writer").hash:
        return writer;
      default:
        return Value();
    }
  }
  bool set_attribute(Name name, const Value& value) override {
    switch (name.hash) {
      case Name("fieldnames").hash:
        names = value;
        return true;
      case Name("restval").hash:
        rest_value = value;
        return true;
      case Name("extrasaction").hash:
        extras_action = value;
        return true;
      default:
        return false;
    }
  }
};

Value new_dict_writer(const Value&, Value* a) {
  auto* made = new DictWriter;
  const Value result = make_native(made);
  made->names = a[1].is(Tag::kList) || a[1].is(Tag::kTuple) || a[1].is(Tag::kDictView) || a[1].is(Tag::kDict) ? a[1]
                : is_iterable(a[1]) ? make_list(to_values(a[1]))
                                    : a[1];
  if (!a[2].is_unset()) made->rest_value = a[2];
  if (!a[3].is_unset()) {
    const std::string action = to_str(a[3].call("lower"));
    if (action != "raise" && action != "ignore")
      raise_value_error("extrasaction (", to_str(a[3]), ") must be 'raise' or 'ignore'");
    made->extras_action = a[3];
  }
  const Values arguments = below(a[0], a[4], a[5]);
  made->writer = make_writer(arguments[0], arguments[1], &as_dict(a[6]));
  return result;
}

const DictWriter& writer_of(const Value& self) { return as_native<DictWriter>(self); }

Value writeheader(const Value& self, Value*) {
  const DictWriter& writer = writer_of(self);
  Table header;
  for (Value name : iterate(writer.names)) header.set(name, name);
  return writer.writer.call("writerow", {writer.row_of(make_dict(std::move(header)))});
}
Value writerow(const Value& self, Value* a) {
  const DictWriter& writer = writer_of(self);
  return writer.writer.call("writerow", {writer.row_of(a[0])});
}
Value writerows(const Value& self, Value* a) {
  const DictWriter& writer = writer_of(self);
  for (Value row : iterate(a[0])) writer.writer.call("writerow", {writer.row_of(row)});
  return None;
}

constexpr Method kWriterMethods[] = {
    {"writeheader", writeheader, "def"},
    {"writerow", writerow, "def rowdict"},
    {"writerows", writerows, "def rowdicts"},
};

constexpr Method kNewDictReader{"__init__", new_dict_reader,
                                "def f, fieldnames=, restkey=, restval=, dialect=, *args, **kwds"};
constexpr Method kNewDictWriter{"__init__", new_dict_writer,
                                "def f, fieldnames, restval=, extrasaction=, dialect=, *args, **kwds"};

}  // namespace

constinit const Type kDictReaderType{.name = "DictReader", .module = "csv", .constructor = &kNewDictReader};
constinit const Type kDictWriterType{
    .name = "DictWriter",
    .module = "csv",
    .constructor = &kNewDictWriter,
    .methods = [] { return std::span<const Method>(kWriterMethods); },
};

}  // namespace pbc::csv
