// SPDX-License-Identifier: Apache-2.0
#include "python/user_collections.h"

#include "python/abstract_collections.h"
#include "python/attributes.h"
#include "python/bind.h"
#include "python/library_class.h"

namespace pbc {

namespace {

Value data_of(const Value& self) { return self.attr("data"); }
Value class_of_value(const Value& self) { return type_value(type_of(self)); }

// --- UserDict --------------------------------------------------------------------------------------------------------

Value user_dict_item(Values& a) {
  const Value data = data_of(a[0]);
  if (in(a[1], data)) return data[a[1]];
  const Value missing = call_special(a[0], "__missing__", {a[1]});
  if (missing.is_unset()) raise_key_error(a[1]);
  return missing;
}

Value init_user_dict(Values& a) {
  a[0].set_attr("data", make_dict());
  if (!a[1].is_unset() && !a[1].is_none()) a[0].call("update", {a[1]});
  if (!as_dict(a[2]).empty()) a[0].call("update", {a[2]});
  return None;
}

/// A UserDict's data, or the dict itself; unset for anything else.
Value plain_dict(const Value& v) {
  if (v.is(Tag::kDict)) return v;
  return is_instance_of(v, user_dict_class()) ? data_of(v) : Value();
}

Class& make_user_dict() {
  LibraryClass cls("collections", "UserDict", {abstract_collection("MutableMapping").self()});
  cls.method("__init__", "self, dict=, /, **kwargs", init_user_dict)
      .method("__len__", "self", [](Values& a) -> Value { return length_of(data_of(a[0])); })
      .method("__getitem__", "self, key", user_dict_item)
      .method("__setitem__", "self, key, item",
              [](Values& a) -> Value {
                data_of(a[0]).set_item(a[1], a[2]);
                return None;
              })
      .method("__delitem__", "self, key",
              [](Values& a) -> Value {
                data_of(a[0]).del_item(a[1]);
                return None;
              })
      .method("__iter__", "self", [](Values& a) { return to_iterator(data_of(a[0])); })
      .method("__contains__", "self, key", [](Values& a) -> Value { return in(a[1], data_of(a[0])); })
      .method("__repr__", "self", [](Values& a) { return make_str(to_repr(data_of(a[0]))); })
      .method("__or__", "self, other",
              [](Values& a) {
                const Value other = plain_dict(a[1]);
                return other.is_unset() ? Value(kNotImplemented.head) : class_of_value(a[0])({data_of(a[0]) | other});
              })
      .method("__ror__", "self, other",
              [](Values& a) {
                const Value other = plain_dict(a[1]);
                return other.is_unset() ? Value(kNotImplemented.head) : class_of_value(a[0])({other | data_of(a[0])});
              })
      .method("__ior__", "self, other",
              [](Values& a) {
                a[0].call("update", {a[1]});
                return a[0];
              })
      .method("copy", "self", [](Values& a) { return class_of_value(a[0])({data_of(a[0])}); })
      .class_method("fromkeys", "cls, iterable, value=", [](Values& a) {
        const Value made = a[0]();
        for (const Value& key : to_values(a[1])) made.set_item(key, a[2].is_unset() ? Value(None) : a[2]);
        return made;
      });
  return cls.make();
}

// --- UserList --------------------------------------------------------------------------------------------------------

Value plain_list(const Value& v) {
  if (is_instance_of(v, user_list_class())) return data_of(v);
  return v.is(Tag::kList) ? v : make_list(to_values(v));
}

Class& make_user_list() {
  LibraryClass cls("collections", "UserList", {abstract_collection("MutableSequence").self()});
  cls.method("__init__", "self, initlist=", [](Values& a) -> Value {
    a[0].set_attr("data", a[1].is_unset() || a[1].is_none() ? make_list() : make_list(to_values(a[1])));
    return None;
  });
  cls.method("__repr__", "self", [](Values& a) { return make_str(to_repr(data_of(a[0]))); });
  cls.method("__len__", "self", [](Values& a) -> Value { return length_of(data_of(a[0])); });
  cls.method("__contains__", "self, item", [](Values& a) -> Value { return in(a[1], data_of(a[0])); });
  cls.method("__getitem__", "self, i", [](Values& a) {
    const Value found = data_of(a[0])[a[1]];
    return a[1].is(Tag::kSlice) ? class_of_value(a[0])({found}) : found;
  });
  cls.method("__setitem__", "self, i, item", [](Values& a) -> Value {
    data_of(a[0]).set_item(a[1], a[2]);
    return None;
  });
  cls.method("__delitem__", "self, i", [](Values& a) -> Value {
    data_of(a[0]).del_item(a[1]);
    return None;
  });
  struct Order {
    Name name;
    Comparison op;
  };
  static constexpr Order kOrders[] = {{"__lt__", Comparison::kLess},
                                      {"__le__", Comparison::kLessEqual},
                                      {"__eq__", Comparison::kEqual},
                                      {"__gt__", Comparison::kGreater},
                                      {"__ge__", Comparison::kGreaterEqual}};
  for (const Order& order : kOrders)
    cls.method(order.name, "self, other", [&order](Values& a) -> Value {
      const Value other = is_instance_of(a[1], user_list_class()) ? data_of(a[1]) : a[1];
      return compare(order.op, data_of(a[0]), other);
    });
  cls.method("__add__", "self, other",
             [](Values& a) { return class_of_value(a[0])({data_of(a[0]) + plain_list(a[1])}); });
  cls.method("__radd__", "self, other",
             [](Values& a) { return class_of_value(a[0])({plain_list(a[1]) + data_of(a[0])}); });
  cls.method("__iadd__", "self, other", [](Values& a) {
    data_of(a[0]).call("extend", {plain_list(a[1])});
    return a[0];
  });
  const BoundBody repeated = [](Values& a) { return class_of_value(a[0])({data_of(a[0]) * a[1]}); };
  cls.method("__mul__", "self, n", repeated).method("__rmul__", "self, n", repeated);
  cls.method("copy", "self", [](Values& a) { return class_of_value(a[0])({data_of(a[0])}); });
  for (const Name name : {Name("append"), Name("insert"), Name("pop"), Name("remove"), Name("clear"), Name("count"),
                          Name("index"), Name("reverse"), Name("sort")})
    cls.method(name, "self, *args, **kwds",
               [name](Values& a) { return call_with(data_of(a[0]).attr(name), as_tuple(a[1]), a[2]); });
  cls.method("extend", "self, other", [](Values& a) { return data_of(a[0]).call("extend", {plain_list(a[1])}); });
  return cls.make();
}

// --- UserString ------------------------------------------------------------------------------------------------------

/// The text of a UserString, or the value itself.
Value plain_text(const Value& v) { return is_instance_of(v, user_string_class()) ? data_of(v) : v; }

Class& make_user_string() {
  LibraryClass cls("collections", "UserString", {abstract_collection("Sequence").self()});
  const auto same_class = [](const Value& self, const Value& text) { return class_of_value(self)({text}); };
  cls.method("__init__", "self, seq", [](Values& a) -> Value {
    a[0].set_attr("data", a[1].is_str() ? a[1] : make_str(to_str(plain_text(a[1]))));
    return None;
  });
  cls.method("__str__", "self", [](Values& a) { return str_value(data_of(a[0])); });
  cls.method("__repr__", "self", [](Values& a) { return make_str(to_repr(data_of(a[0]))); });
  cls.method("__int__", "self", [](Values& a) { return type_value(kIntType)({data_of(a[0])}); });
  cls.method("__float__", "self", [](Values& a) { return type_value(kFloatType)({data_of(a[0])}); });
  cls.method("__hash__", "self", [](Values& a) { return py("hash")({data_of(a[0])}); });
  cls.method("__len__", "self", [](Values& a) -> Value { return length_of(data_of(a[0])); });
  cls.method("__contains__", "self, char", [](Values& a) -> Value { return in(plain_text(a[1]), data_of(a[0])); });
  cls.method("__getitem__", "self, index", [same_class](Values& a) { return same_class(a[0], data_of(a[0])[a[1]]); });
  struct Order {
    Name name;
    Comparison op;
  };
  static constexpr Order kOrders[] = {{"__eq__", Comparison::kEqual},
                                      {"__lt__", Comparison::kLess},
                                      {"__le__", Comparison::kLessEqual},
                                      {"__gt__", Comparison::kGreater},
                                      {"__ge__", Comparison::kGreaterEqual}};
  for (const Order& order : kOrders)
    cls.method(order.name, "self, string",
               [&order](Values& a) -> Value { return compare(order.op, data_of(a[0]), plain_text(a[1])); });
  cls.method("__add__", "self, other", [same_class](Values& a) {
    const Value other = plain_text(a[1]);
    return same_class(a[0], data_of(a[0]) + (other.is_str() ? other : make_str(to_str(other))));
  });
  cls.method("__radd__", "self, other", [same_class](Values& a) {
    return same_class(a[0], (a[1].is_str() ? a[1] : make_str(to_str(a[1]))) + data_of(a[0]));
  });
  const BoundBody repeated = [same_class](Values& a) { return same_class(a[0], data_of(a[0]) * a[1]); };
  cls.method("__mul__", "self, n", repeated).method("__rmul__", "self, n", repeated);
  cls.method("__mod__", "self, args", [same_class](Values& a) { return same_class(a[0], data_of(a[0]) % a[1]); });
  // What gives a text gives one of the class; the rest is as the text's own.
  for (const Method& method : str_methods()) {
    const Name name = method.name;
    const std::string_view text = name.view();
    if (text.starts_with("__") || text == "maketrans") continue;
    const bool is_plain = text == "encode" || text == "format" || text == "format_map" || text == "join";
    cls.method(name, "self, *args, **kwds", [name, is_plain, same_class](Values& a) {
      Values arguments;
      for (const Value& argument : as_tuple(a[1])) arguments.push_back(plain_text(argument));
      const Value result = call_with(data_of(a[0]).attr(name), arguments, a[2]);
      return result.is_str() && !is_plain ? same_class(a[0], result) : result;
    });
  }
  return cls.make();
}

// --- ChainMap --------------------------------------------------------------------------------------------------------

Values maps_of(const Value& self) { return to_values(self.attr("maps")); }
Value first_map(const Value& self) { return self.attr("maps")[0]; }

/// All keys: those of the last map first, as in a dict that is updated from the last to the first.
Value all_keys(const Value& self) {
  const Value keys = make_dict();
  const Values maps = maps_of(self);
  for (auto map = maps.rbegin(); map != maps.rend(); ++map)
    for (const Value& key : to_values(*map)) as_dict(keys).find_or_add(key, None);
  return keys;
}

[[noreturn]] void raise_not_in_first(const Value& key) {
  raise_exception(kKeyError, {make_str("Key not found in the first mapping: " + to_repr(key))});
}

Value chain_item(Values& a) {
  for (const Value& map : maps_of(a[0]))
    if (in(a[1], map)) return map[a[1]];
  return a[0].call("__missing__", {a[1]});
}

Value chain_new_child(Values& a) {
  Value first = a[1].is_unset() || a[1].is_none() ? Value(a[2]) : a[1];
  if (!is(first, a[2])) call_with(first.attr("update"), {}, a[2]);
  Values all{first};
  for (const Value& map : maps_of(a[0])) all.push_back(map);
  return call_with(class_of_value(a[0]), all);
}

Class& make_chain_map() {
  LibraryClass cls("collections", "ChainMap", {abstract_collection("MutableMapping").self()});
  cls.method("__init__", "self, *maps", [](Values& a) -> Value {
    a[0].set_attr("maps", as_tuple(a[1]).empty() ? make_list({make_dict()}) : make_list(as_tuple(a[1])));
    return None;
  });
  cls.method("__missing__", "self, key", [](Values& a) -> Value { raise_key_error(a[1]); });
  cls.method("__getitem__", "self, key", chain_item);
  cls.method("get", "self, key, default=", [](Values& a) {
    return in(a[1], a[0]) ? a[0][a[1]] : a[2].is_unset() ? Value(None) : a[2];
  });
  cls.method("__len__", "self", [](Values& a) -> Value { return length_of(all_keys(a[0])); });
  cls.method("__iter__", "self", [](Values& a) { return to_iterator(all_keys(a[0])); });
  cls.method("__contains__", "self, key", [](Values& a) -> Value {
    for (const Value& map : maps_of(a[0]))
      if (in(a[1], map)) return true;
    return false;
  });
  cls.method("__bool__", "self", [](Values& a) -> Value {
    for (const Value& map : maps_of(a[0]))
      if (static_cast<bool>(map)) return true;
    return false;
  });
  cls.method("__repr__", "self", [](Values& a) {
    std::string text = class_of(a[0]).name + "(";
    bool first = true;
    for (const Value& map : maps_of(a[0])) {
      text += (first ? "" : ", ") + to_repr(map);
      first = false;
    }
    return make_str(text + ")");
  });
  cls.method("copy", "self", [](Values& a) {
    Values maps = maps_of(a[0]);
    maps[0] = maps[0].call("copy");
    return call_with(class_of_value(a[0]), maps);
  });
  cls.method("new_child", "self, m=, **kwargs", chain_new_child);
  cls.getter("parents", [](const Value& self) {
    Values maps = maps_of(self);
    maps.erase(maps.begin());
    return call_with(class_of_value(self), maps);
  });
  cls.method("__setitem__", "self, key, value", [](Values& a) -> Value {
    first_map(a[0]).set_item(a[1], a[2]);
    return None;
  });
  cls.method("__delitem__", "self, key", [](Values& a) -> Value {
    if (!in(a[1], first_map(a[0]))) raise_not_in_first(a[1]);
    first_map(a[0]).del_item(a[1]);
    return None;
  });
  cls.method("pop", "self, key, *args", [](Values& a) {
    if (!in(a[1], first_map(a[0])) && as_tuple(a[2]).empty()) raise_not_in_first(a[1]);
    Values arguments{a[1]};
    arguments.insert(arguments.end(), as_tuple(a[2]).begin(), as_tuple(a[2]).end());
    return call_with(first_map(a[0]).attr("pop"), arguments);
  });
  cls.method("popitem", "self", [](Values& a) {
    if (length_of(first_map(a[0])) == 0) raise_exception(kKeyError, {"No keys found in the first mapping."});
    return first_map(a[0]).call("popitem");
  });
  cls.method("clear", "self", [](Values& a) { return first_map(a[0]).call("clear"); });
  return cls.make();
}

struct UserDictClass {
  Class& cls = make_user_dict();
};
struct UserListClass {
  Class& cls = make_user_list();
};
struct UserStringClass {
  Class& cls = make_user_string();
};
struct ChainMapClass {
  Class& cls = make_chain_map();
};

}  // namespace

Value chain_map_class() { return run_local<ChainMapClass>().cls.self(); }
Value user_dict_class() { return run_local<UserDictClass>().cls.self(); }
Value user_string_class() { return run_local<UserStringClass>().cls.self(); }
Value user_list_class() { return run_local<UserListClass>().cls.self(); }

}  // namespace pbc
