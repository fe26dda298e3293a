// SPDX-License-Identifier: Apache-2.0
//
// The module enum (Python library reference, enum): Enum and Flag, and those that are ints and texts.
//
// A class that derives from one of them is completed when its body is done: the names that are no methods and no
// descriptors become members. What the members are is kept in the class's `extra`: a dict of names, aliases included.
#include <algorithm>

#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/convert.h"
#include "python/library.h"
#include "python/library_function.h"
#include "python/special_methods.h"

namespace pbc {

extern const Type kEnumType, kIntEnumType, kStrEnumType, kFlagType, kIntFlagType, kAutoType;

namespace {

/// Stands for a value that is known once the class is made; so does what operators make of it: `RW = R | W`.
struct Auto final : Native {
  Auto() : Native(kAutoType) {}
  Auto(Operator op, Value left, Value right)
      : Native(kAutoType), op(op), left(std::move(left)), right(std::move(right)) {}
  std::string repr() const override { return "auto()"; }
  Value binary(Operator given, const Value& other, bool reflected) const override {
    ++const_cast<Auto*>(this)->references;
    const Value self(Tag::kNative, const_cast<Auto*>(this));
    return make_native(reflected ? new Auto(given, other, self) : new Auto(given, self, other));
  }
  Operator op = Operator::kAdd;
  Value left, right;  // unset for auto() itself
  Value value;        // once it is known
};

bool is_auto(const Value& v) { return native_if<Auto>(v, kAutoType) != nullptr; }

/// What the operators give for values that are known by now.
Value value_of_auto(const Value& v) {
  if (!is_auto(v)) return v;
  const auto& made = as_native<Auto>(v);
  if (!made.value.is_unset() || made.left.is_unset()) return made.value;
  return pbc::binary(made.op, value_of_auto(made.left), value_of_auto(made.right));
}

Value hidden(const Value& member, Name name) {
  const Value* own = own_attribute(member, name);
  return own == nullptr ? Value(None) : *own;
}
Value member_name(const Value& member) { return hidden(member, "_name_"); }
Value member_value(const Value& member) { return hidden(member, "_value_"); }

bool is_member(const Value& v) { return has_class(v) && class_of(v).derives_from(kEnumType); }
bool is_flag(const Class& cls) { return cls.derives_from(kFlagType); }
/// IntEnum, IntFlag, StrEnum: text and format are those of the value.
bool shows_value(const Class& cls) {
  return cls.derives_from(kIntEnumType) || cls.derives_from(kIntFlagType) || cls.derives_from(kStrEnumType);
}

Table& members_of(Class& cls) {
  if (cls.extra.is_unset()) cls.extra = make_dict();
  return as_dict(cls.extra);
}

bool is_power_of_two(const Value& v) {
  return v.is(Tag::kInt) && v.as_int() > 0 && (v.as_int() & (v.as_int() - 1)) == 0;
}

/// The members without aliases, and for flags without combinations, in order of definition.
Values canonical_members(Class& cls) {
  Values members;
  for (const Table::Entry& entry : members_of(cls).entries()) {
    if (member_name(entry.value).text() != entry.key.text()) continue;
    if (is_flag(cls) && !is_power_of_two(member_value(entry.value))) continue;
    members.push_back(entry.value);
  }
  return members;
}

/// The int behind a flag, whatever its layout.
std::int64_t bits_of(const Value& v) { return to_index(is_member(v) ? member_value(v) : v); }

std::int64_t all_bits(Class& cls) {
  std::int64_t all = 0;
  for (const Table::Entry& entry : members_of(cls).entries()) all |= bits_of(entry.value);
  return all;
}

Value make_member(Class& cls, const Value& name, const Value& value) {
  Values arguments;
  if (value.is(Tag::kTuple) && !has_class(value))
    arguments = as_tuple(value);
  else
    arguments.push_back(value);
  const Value all = make_list(arguments);
  Value member;
  if (const Value* own_new = cls.find("__new__")) {
    Values with_class{cls.self()};
    with_class.insert(with_class.end(), arguments.begin(), arguments.end());
    member = call_with(bind_attribute(Value(*own_new), Value(), cls), with_class);
  } else {
    member = new_instance(cls, {{star(all)}, {}});
  }
  if (own_attribute(member, "_value_") == nullptr) {
    Value plain = value;
    if (cls.layout != &kObjectType && !is_subtype(*cls.layout, kDictType) && arguments.size() > 1)
      plain = call_with(type_value(*cls.layout), arguments);
    set_own_attribute(member, "_value_", plain);
  }
  set_own_attribute(member, "_name_", name);
  if (const Value* init = cls.find("__init__")) {
    const Value function = *init;
    call_with_self(function, member, {{star(all)}, {}});
  }
  return member;
}

/// A flag without a name of its own: R|W.
Value combined(Class& cls, std::int64_t bits) {
  for (const Table::Entry& entry : members_of(cls).entries())
    if (bits_of(entry.value) == bits) return entry.value;
  std::string name;
  std::int64_t left = bits;
  for (const Value& member : canonical_members(cls)) {
    if ((bits_of(member) & bits) == 0) continue;
    name += (name.empty() ? "" : "|") + std::string(member_name(member).text());
    left &= ~bits_of(member);
  }
  if (left != 0 && !name.empty()) name += "|" + std::to_string(left);
  const Value made = make_member(cls, name.empty() ? Value(None) : make_str(name), bits);
  return made;
}

std::string binary_digits(std::int64_t bits, std::size_t width) {
  std::string digits;
  for (std::int64_t rest = bits; rest > 0; rest >>= 1) digits.insert(digits.begin(), rest % 2 != 0 ? '1' : '0');
  while (digits.size() < width) digits.insert(digits.begin(), '0');
  return digits;
}

[[noreturn]] void raise_invalid_flag(Class& cls, std::int64_t bits) {
  const std::int64_t all = all_bits(cls);
  const std::size_t width = std::max(binary_digits(bits, 1).size(), binary_digits(all, 1).size());
  raise_value_error("<flag '", cls.name, "'> invalid value ", std::to_string(bits), "\n    given 0b0 ",
                    binary_digits(bits, width), "\n  allowed 0b0 ", binary_digits(all, width));
}

Value by_value(Class& cls, const Value& value) {
  if (has_class(value) && &class_of(value) == &cls) return value;
  for (const Table::Entry& entry : members_of(cls).entries())
    if (is_same(member_value(entry.value), value)) return entry.value;
  if (const Value* missing = cls.find("_missing_")) {
    const Value found = bind_attribute(Value(*missing), Value(), cls)({value});
    if (has_class(found) && class_of(found).derives_from(cls.type)) return found;
    if (!found.is_none())
      raise_type_error("error in ", cls.name, "._missing_: returned ", to_repr(found),
                       " instead of None or a valid member");
  } else if (is_flag(cls) && is_any_int(value)) {
    std::int64_t bits = to_index(value);
    if (bits < 0) bits &= all_bits(cls);
    if ((bits & ~all_bits(cls)) != 0 && !cls.derives_from(kIntFlagType)) raise_invalid_flag(cls, bits);
    return combined(cls, bits);
  }
  std::string name = cls.qualified_name.is_str() ? std::string(cls.qualified_name.text()) : cls.name;
  raise_value_error(to_repr(value), " is not a valid ", name);
}

/// Enum("Color", "RED GREEN"): the members by name, from text, pairs or a dict.
Value functional(const Value& base, const Values& given, const Value& start) {
  const Value names = make_dict();
  const auto add = [&](const Value& name, const Value& value) {
    if (!name.is_str()) {
      length_of(name);  // raises where there is none
      raise_type_error("attribute name must be string, not '", type_name(name), "'");
    }
    as_dict(names).set(name, value);
  };
  Values all;
  if (given[1].is_str())
    all = to_values(make_str(given[1].text()).call("replace", {",", " "}).call("split"));
  else
    all = to_values(given[1]);
  const bool is_listed = given[1].is(Tag::kList) || given[1].is(Tag::kTuple);
  const bool is_numbered = given[1].is_str() || (is_listed && !all.empty() && all[0].is_str());
  std::int64_t next = start.is_unset() ? 1 : to_index(start);
  const Type& type = *as_type(base);
  const bool flags = is_subtype(type, kFlagType) || is_subtype(type, kIntFlagType);
  for (const Value& item : all) {
    if (is_numbered) {
      add(item, is_subtype(type, kStrEnumType) && item.is_str() ? item.call("lower") : Value(next));
      next = flags ? next * 2 : next + 1;
    } else if (item.is_str()) {
      add(item, given[1][item]);
    } else {
      const auto [name, value] = unpack<2>(item);
      add(name, value);
    }
  }
  return make_class(std::string(require_class_name(given[0])), given[0], make_tuple({base}), names, make_dict());
}

Value call_enum(Class& cls, const Arguments& arguments) {
  const FlatArguments flat = flatten([&] { return cls.name + "()"; }, arguments);
  Value value, start;
  for (const auto& [name, given] : flat.keywords) {
    if (name.text() == "value") value = given;
    if (name.text() == "start") start = given;
  }
  if (!flat.positional.empty()) value = flat.positional[0];
  if (flat.positional.size() >= 2 && members_of(cls).empty()) return functional(cls.self(), flat.positional, start);
  if (value.is_unset()) raise_type_error("EnumType.__call__() missing 1 required positional argument: 'value'");
  if (flat.positional.size() > 1) return by_value(cls, make_tuple(flat.positional));
  return by_value(cls, value);
}

Value item_of(Class& cls, const Value& key) {
  const Value* found = members_of(cls).find(key);
  if (found == nullptr) raise_key_error(key);
  return *found;
}

bool contains_member(Class& cls, const Value& item) {
  if (!is_member(item))
    raise_type_error("unsupported operand type(s) for 'in': '", type_name(item), "' and 'EnumType'");
  return class_of(item).derives_from(cls.type);
}

std::string repr_of_class(Class& cls) { return (is_flag(cls) ? "<flag '" : "<enum '") + std::string(cls.name) + "'>"; }

void check_change(Class& cls, Name name, const Value& value) {
  if (members_of(cls).find(name.view()) == nullptr) return;
  if (value.is_unset())
    raise_error(kAttributeError, joined({"'", cls.name, "' cannot delete member '", name.view(), "'."}));
  raise_error(kAttributeError, joined({"cannot reassign member '", name.view(), "'"}));
}

constexpr ClassProtocol kProtocol{.call = call_enum,
                                  .get_item = item_of,
                                  .members = canonical_members,
                                  .contains = contains_member,
                                  .repr = repr_of_class,
                                  .change = check_change};

// --- Completing a class ----------------------------------------------------------------------------------------------

bool becomes_member(std::string_view name, const Value& value) {
  if (name.starts_with("_") && name.ends_with("_")) return false;
  if (value.is(Tag::kFunction) || value.is(Tag::kClosure) || value.is(Tag::kBoundMethod)) return false;
  if (as_type(value) != nullptr || as_method(value) != nullptr) return false;
  if (value.is(Tag::kNative)) {
    const Type& type = as_native(value).type();
    if (&type == &kAutoType) return true;
    if (&type == &kPropertyType || &type == &kStaticMethodType || &type == &kClassMethodType) return false;
    if (find_method(type, "__get__") != nullptr) return false;
  }
  return !(has_class(value) && find_special(value, "__get__") != nullptr);
}

Value next_value(Class& cls, const Value& name, const Values& before) {
  if (const Value* own = cls.find("_generate_next_value_")) {
    Value function = *own;
    if (function.is(Tag::kNative)) function = bind_attribute(function, Value(), cls);
    return function({name, 1, static_cast<std::int64_t>(before.size()), make_list(before)});
  }
  if (cls.derives_from(kStrEnumType)) return name.call("lower");
  if (is_flag(cls)) {
    std::int64_t highest = 0;
    for (const Value& value : before) highest = std::max(highest, to_index(value));
    std::int64_t next = 1;
    while (next <= highest) next *= 2;
    return next;
  }
  Value highest;
  for (const Value& value : before)
    if (is_any_int(value) && (highest.is_unset() || highest < value)) highest = value;
  return highest.is_unset() ? Value(1) : highest + 1;
}

void add_flag_operators(Class& cls) {
  const auto operation = [](char op) {
    return [op](FlatArguments& arguments) -> Value {
      const Value &self = arguments.positional.at(0), &other = arguments.positional.at(1);
      Class& of = class_of(self);
      const bool fits =
          (is_member(other) && &class_of(other) == &of) || (of.derives_from(kIntFlagType) && is_any_int(other));
      if (!fits) return Value(kNotImplemented.head);
      const std::int64_t a = bits_of(self), b = bits_of(other);
      return by_value(of, op == '|' ? a | b : op == '&' ? a & b : a ^ b);
    };
  };
  set_method(cls, "__or__", operation('|'));
  set_method(cls, "__and__", operation('&'));
  set_method(cls, "__xor__", operation('^'));
  if (cls.derives_from(kIntFlagType)) {
    set_method(cls, "__ror__", operation('|'));
    set_method(cls, "__rand__", operation('&'));
    set_method(cls, "__rxor__", operation('^'));
  }
  set_method(cls, "__invert__", [](FlatArguments& arguments) -> Value {
    Class& of = class_of(arguments.positional.at(0));
    return combined(of, all_bits(of) & ~bits_of(arguments.positional[0]));
  });
  set_method(cls, "__contains__", [](FlatArguments& arguments) -> Value {
    const Value &self = arguments.positional.at(0), &other = arguments.positional.at(1);
    if (!is_member(other) || &class_of(other) != &class_of(self))
      raise_type_error("unsupported operand type(s) for 'in': '", type_name(other), "' and '", type_name(self), "'");
    return (bits_of(self) & bits_of(other)) == bits_of(other);
  });
  set_method(cls, "__bool__",
             [](FlatArguments& arguments) -> Value { return bits_of(arguments.positional.at(0)) != 0; });
  const auto parts = [](const Value& self) {
    Values members;
    for (const Value& member : canonical_members(class_of(self)))
      if ((bits_of(member) & bits_of(self)) != 0) members.push_back(member);
    return members;
  };
  set_method(cls, "__iter__", [parts](FlatArguments& arguments) -> Value {
    return to_iterator(make_list(parts(arguments.positional.at(0))));
  });
  set_method(cls, "__len__", [parts](FlatArguments& arguments) -> Value {
    return static_cast<std::int64_t>(parts(arguments.positional.at(0)).size());
  });
}

void complete_enum(Class& cls, const ClassParts& parts) {
  for (const Type* base : cls.mro) {
    if (base->own_class == nullptr || base->own_class == &cls) continue;
    if (base->own_class->protocol == &kProtocol && !members_of(*base->own_class).empty())
      raise_type_error(repr_of_class(cls), " cannot extend ", repr_of_class(*base->own_class));
  }
  const auto add_to_mro = [&cls](const Type& type) {
    if (std::ranges::find(cls.mro, &type) == cls.mro.end()) cls.mro.push_back(&type);
  };
  if (cls.derives_from(kIntFlagType)) add_to_mro(kFlagType);
  add_to_mro(kEnumType);
  cls.metaclass = &kEnumMetaType;
  cls.protocol = nullptr;  // setting attributes is free until the members are there
  if (is_flag(cls)) add_flag_operators(cls);
  Values values;
  Value members = make_dict();
  cls.extra = members;
  for (const Table::Entry& entry : as_dict(parts.names).entries()) {
    if (!entry.key.is_str() || !becomes_member(entry.key.text(), entry.value)) continue;
    Value value = entry.value;
    if (is_auto(value)) {
      auto& made = as_native<Auto>(value);
      if (made.left.is_unset() && made.value.is_unset()) made.value = next_value(cls, entry.key, values);
      value = value_of_auto(value);
    }
    if (value.is(Tag::kTuple))
      for (const Value& part : as_tuple(value))
        if (is_auto(part)) {
          Values replaced = as_tuple(value);
          for (Value& item : replaced)
            if (is_auto(item)) item = next_value(cls, entry.key, values);
          value = make_tuple(std::move(replaced));
          break;
        }
    Value member = make_member(cls, entry.key, value);
    for (const Table::Entry& known : as_dict(members).entries())
      if (is_same(member_value(known.value), member_value(member))) {
        member = known.value;
        break;
      }
    values.push_back(member_value(member));
    as_dict(members).set(entry.key, member);
    cls.set(Name(entry.key.text()), member);
  }
  cls.set("__members__", make_mapping_proxy(members));
  cls.protocol = &kProtocol;
}

constexpr ClassHooks kHooks{.complete = complete_enum};

// --- Members ---------------------------------------------------------------------------------------------------------

std::string member_text(const Value& v) {
  Class& cls = class_of(v);
  const Value name = member_name(v);
  if (name.is_none()) return cls.name + "(" + to_repr(member_value(v)) + ")";
  return cls.name + "." + std::string(name.text());
}

std::string enum_repr(const Value& v) {
  Class& cls = class_of(v);
  const Value name = member_name(v);
  std::string text = "<" + cls.name;
  if (!name.is_none()) text += "." + std::string(name.text());
  return text + ": " + to_repr(member_value(v)) + ">";
}

std::string enum_str(const Value& v) { return shows_value(class_of(v)) ? to_str(member_value(v)) : member_text(v); }

constexpr Attribute kEnumAttributes[] = {{"name", member_name}, {"value", member_value}};

Value new_enum(const Value& self, Value* a) {
  const Values& given = as_tuple(a[0]);
  if (given.size() < 2) raise_type_error("EnumType.__call__() missing 1 required positional argument: 'names'");
  return functional(self, given, a[2]);
}

constexpr Method kNewEnum{"Enum", new_enum, "*args, module=, start=, type=, qualname="};
constexpr Method kNewAuto{"auto", [](const Value&, Value*) { return make_native(new Auto()); }, ""};

// --- Functions -------------------------------------------------------------------------------------------------------

Value unique(const Value&, Value* a) {
  if (!a[0].is(Tag::kType)) raise_type_error("unique() takes an enumeration");
  std::string doubles;
  for (const Table::Entry& entry : members_of(as_class(a[0])).entries()) {
    const std::string_view name = member_name(entry.value).text();
    if (name != entry.key.text())
      doubles += (doubles.empty() ? "" : ", ") + std::string(entry.key.text()) + " -> " + std::string(name);
  }
  if (!doubles.empty()) raise_value_error("duplicate values found in ", to_repr(a[0]), ": ", doubles);
  return a[0];
}

constexpr Method kFunctions[] = {
    {"unique", unique, "enumeration, /"},
    {"global_enum", [](const Value&, Value* a) { return a[0]; }, "cls, /"},
    {"member", [](const Value&, Value* a) { return a[0]; }, "value, /"},
};

constexpr const Type* kTypes[] = {&kEnumType,    &kIntEnumType,  &kStrEnumType, &kFlagType,
                                  &kIntFlagType, &kEnumMetaType, &kAutoType};

Value enum_meta() { return type_value(kEnumMetaType); }
constexpr Constant kConstants[] = {{"EnumMeta", enum_meta}};

consteval Type enum_type(Name name, const Type* base, bool is_mixin) {
  return {.name = name,
          .module = "enum",
          .base = base,
          .constructor = &kNewEnum,
          .attributes = [] { return std::span<const Attribute>(kEnumAttributes); },
          .repr = enum_repr,
          .str = enum_str,
          .is_mixin = is_mixin,
          .hooks = &kHooks};
}

}  // namespace

constinit const Type kEnumType = enum_type("Enum", nullptr, true);
constinit const Type kFlagType = enum_type("Flag", &kEnumType, true);
constinit const Type kIntEnumType = enum_type("IntEnum", &kIntType, false);
constinit const Type kIntFlagType = enum_type("IntFlag", &kIntType, false);
constinit const Type kStrEnumType = enum_type("StrEnum", &kStrType, false);
constinit const Type kEnumMetaType{.name = "EnumType", .module = "enum", .base = &kTypeType, .is_final = true};
constinit const Type kAutoType{.name = "auto", .module = "enum", .constructor = &kNewAuto};

constinit const Module kEnumModule{.name = "enum", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
