// SPDX-License-Identifier: Apache-2.0
#include "python/named_tuple.h"

#include <algorithm>

#include "python/class_tools.h"
#include "python/library_function.h"

namespace pbc {

namespace {

extern const Type kFieldGetterType;

/// One field: a descriptor that takes the item of the tuple.
struct FieldGetter final : Native {
  explicit FieldGetter(std::size_t index) : Native(kFieldGetterType), index(index) {}
  std::size_t index;
  Value doc;
  Value attribute(Name wanted) override {
    if (wanted != Name("__doc__")) return Value();
    return doc.is_unset() ? make_str("Alias for field number " + std::to_string(index)) : doc;
  }
  bool set_attribute(Name wanted, const Value& value) override {
    if (wanted != Name("__doc__")) return false;
    doc = value;
    return true;
  }
};

constexpr Method kGetterMethods[] = {
    {"__get__",
     [](const Value& self, Value* a) -> Value {
       if (!a[0].is(Tag::kTuple)) return self;
       return as_tuple(a[0])[as_native<FieldGetter>(self).index];
     },
     "instance, owner=, /"},
    {"__set__", [](const Value&, Value*) -> Value { raise_error(kAttributeError, "can't set attribute"); },
     "instance, value, /"},
    {"__delete__", [](const Value&, Value*) -> Value { raise_error(kAttributeError, "can't delete attribute"); },
     "instance, /"},
};
constinit const Type kFieldGetterType{
    .name = "_tuplegetter", .module = "collections", .methods = [] { return std::span<const Method>(kGetterMethods); }};

Value instance_of(const Value& cls, Values items) {
  const Type* type = as_type(cls);
  if (type == nullptr || type->own_class == nullptr) raise_type_error("a named tuple is made of a class");
  return adopt(make_tuple(std::move(items)), *type->own_class);
}

std::string shown(const Value& self, const Values& fields) {
  std::string text = class_of(self).name + "(";
  const Values& items = as_tuple(self);
  for (std::size_t i = 0; i < fields.size() && i < items.size(); ++i)
    text += (i > 0 ? ", " : "") + std::string(fields[i].text()) + "=" + to_repr(items[i]);
  return text + ")";
}

void add_construction(Table& names, const NamedTupleParts& parts) {
  struct Shared {
    std::vector<std::string> texts;
    std::vector<PythonParameter> parameters;
    Values defaults;
  };
  auto shared = std::make_shared<Shared>();
  for (const Value& field : parts.fields) shared->texts.emplace_back(field.text());
  const std::size_t required = parts.fields.size() - parts.defaults.size();
  shared->parameters.push_back({"_cls", ParameterKind::kNormal, false});
  for (std::size_t i = 0; i < shared->texts.size(); ++i)
    shared->parameters.push_back({shared->texts[i], ParameterKind::kNormal, i >= required});
  shared->defaults = parts.defaults;
  const std::string name = parts.name + ".__new__";
  const Value fields = make_tuple(parts.fields);
  names.set("__new__",
            make_static_method(make_library_function(name, [shared, name, required](FlatArguments& arguments) -> Value {
              Values bound(shared->parameters.size());
              bind_python(name, shared->parameters, std::move(arguments), bound.data());
              Values items(bound.begin() + 1, bound.end());
              for (std::size_t i = required; i < items.size(); ++i)
                if (items[i].is_unset()) items[i] = shared->defaults[i - required];
              return instance_of(bound[0], std::move(items));
            })));
  const std::size_t count = parts.fields.size();
  names.set(
      "_make",
      make_class_method(make_library_function(parts.name + "._make", "cls, iterable", [count](Values& a) -> Value {
        Values items = to_values(a[1]);
        if (items.size() != count)
          raise_type_error("Expected ", std::to_string(count), " arguments, got ", std::to_string(items.size()));
        return instance_of(a[0], std::move(items));
      })));
  names.set("_replace",
            make_library_function(parts.name + "._replace", "self, /, **kwds", [fields](Values& a) -> Value {
              Values items;
              for (std::size_t i = 0; i < as_tuple(fields).size(); ++i) {
                Value given;
                items.push_back(as_dict(a[1]).erase(as_tuple(fields)[i], &given) ? given : as_tuple(a[0])[i]);
              }
              if (!as_dict(a[1]).empty())
                raise_value_error("Got unexpected field names: ", to_repr(make_list(to_values(a[1]))));
              const Value all = make_list(std::move(items));
              return type_value(type_of(a[0])).call("_make", {all});
            }));
}

}  // namespace

Value make_named_tuple(NamedTupleParts parts) {
  Table& names = as_dict(parts.names);
  const Value fields = make_tuple(parts.fields);
  std::string doc = parts.name + "(";
  for (std::size_t i = 0; i < parts.fields.size(); ++i)
    doc += (i > 0 ? ", " : "") + std::string(parts.fields[i].text());
  const auto set_new = [&names](const char* name, const Value& value) {
    if (names.find(std::string_view(name)) == nullptr) names.set(make_str(name), value);
  };
  set_new("__doc__", make_str(doc + ")"));
  names.set("__slots__", make_tuple({}));
  names.set("_fields", fields);
  names.set("__match_args__", fields);
  const Value defaults = make_dict();
  const std::size_t required = parts.fields.size() - parts.defaults.size();
  for (std::size_t i = required; i < parts.fields.size(); ++i)
    as_dict(defaults).set(parts.fields[i], parts.defaults[i - required]);
  names.set("_field_defaults", defaults);
  if (!parts.module.is_unset()) names.set("__module__", parts.module);
  add_construction(names, parts);
  names.set("_asdict", make_library_function(parts.name + "._asdict", "self", [fields](Values& a) -> Value {
              const Value result = make_dict();
              for (std::size_t i = 0; i < as_tuple(fields).size(); ++i)
                as_dict(result).set(as_tuple(fields)[i], as_tuple(a[0])[i]);
              return result;
            }));
  set_new("__repr__", make_library_function(parts.name + ".__repr__", "self",
                                            [fields](Values& a) { return make_str(shown(a[0], as_tuple(fields))); }));
  names.set("__getnewargs__", make_library_function(parts.name + ".__getnewargs__", "self",
                                                    [](Values& a) { return make_tuple(as_tuple(a[0])); }));
  for (std::size_t i = 0; i < parts.fields.size(); ++i) names.set(parts.fields[i], make_native(new FieldGetter(i)));
  return make_class(parts.name, make_str(parts.name), make_tuple({type_value(kTupleType)}), parts.names, make_dict());
}

namespace {

bool is_keyword(std::string_view name) {
  static constexpr std::string_view kKeywords[] = {
      "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
      "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
      "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
      "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
  return std::ranges::find(kKeywords, name) != std::end(kKeywords);
}

bool is_identifier(const Value& name) { return static_cast<bool>(name.call("isidentifier")); }

Values field_names(const Value& given) {
  Values names;
  if (given.is_str()) return to_values(given.call("replace", {",", " "}).call("split"));
  for (const Value& name : to_values(given)) names.push_back(str_value(name));
  return names;
}

bool seen_before(const Values& fields, std::size_t i) {
  return std::ranges::any_of(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(i),
                             [&](const Value& other) { return other == fields[i]; });
}

}  // namespace

void check_names(const Value& type_name, const Values& fields, bool allows_underscores) {
  Values all{type_name};
  all.insert(all.end(), fields.begin(), fields.end());
  for (const Value& name : all) {
    if (!is_identifier(name))
      raise_value_error("Type names and field names must be valid identifiers: ", to_repr(name));
    if (is_keyword(name.text())) raise_value_error("Type names and field names cannot be a keyword: ", to_repr(name));
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].text().starts_with("_") && !allows_underscores)
      raise_value_error("Field names cannot start with an underscore: ", to_repr(fields[i]));
    if (seen_before(fields, i)) raise_value_error("Encountered duplicate field name: ", to_repr(fields[i]));
  }
}

Value named_tuple(const Value&, Value* a) {
  NamedTupleParts parts;
  const Value type_name = str_value(a[0]);
  parts.name = type_name.text();
  parts.fields = field_names(a[1]);
  const bool renames = !a[2].is_unset() && static_cast<bool>(a[2]);
  if (renames) {
    for (std::size_t i = 0; i < parts.fields.size(); ++i) {
      const Value& name = parts.fields[i];
      if (!is_identifier(name) || is_keyword(name.text()) || name.text().starts_with("_") ||
          seen_before(parts.fields, i))
        parts.fields[i] = make_str("_" + std::to_string(i));
    }
  }
  check_names(type_name, parts.fields, renames);
  if (!a[3].is_unset() && !a[3].is_none()) {
    parts.defaults = to_values(a[3]);
    if (parts.defaults.size() > parts.fields.size()) raise_type_error("Got more default values than field names");
  }
  if (!a[4].is_unset() && !a[4].is_none()) parts.module = a[4];
  return make_named_tuple(std::move(parts));
}

}  // namespace pbc
