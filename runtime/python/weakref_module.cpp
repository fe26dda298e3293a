// SPDX-License-Identifier: Apache-2.0
//
// The module weakref (Python library reference, weakref); what dies is weak_reference.h's to say.
#include "python/arguments.h"
#include "python/attributes.h"
#include "python/bind.h"
#include "python/class_tools.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/special_methods.h"
#include "python/weak_reference.h"

namespace pbc {
namespace {

extern const Type kProxyType, kCallableProxyType, kWeakMethodType, kFinalizeType, kWeakValueType, kWeakKeyType,
    kWeakSetType;

WeakReference& reference_of(const Value& v) { return as_native<WeakReference>(v); }

Value make_reference(const Value& object, const Value& callback, const Type& type = kWeakReferenceType) {
  return make_native(new WeakReference(object, given(callback) ? callback : Value(None), type));
}

/// A reference without callback is one object for all who ask.
Value new_reference(const Value&, Value* a) {
  if (!given(a[1]))
    for (const Value& known : weak_references(a[0]))
      if (reference_of(known).callback.is_none()) return known;
  return make_reference(a[0], a[1]);
}
constexpr Method kNewReference{"ref", new_reference, "object, callback=, /"};
constexpr Attribute kReferenceAttributes[] = {{"__callback__", [](const Value& self) -> Value {
                                                 return reference_of(self).is_dead() ? Value(None)
                                                                                     : reference_of(self).callback;
                                               }}};

// --- proxy -----------------------------------------------------------------------------------------------------------

struct Proxy final : Native {
  Proxy(const Value& object, const Value& callback)
      : Native(pbc::is_callable(object) ? kCallableProxyType : kProxyType),
        reference(make_reference(object, callback)) {}
  Value object() const {
    Value found = reference_of(reference).get();
    if (found.is_none()) raise_error(kReferenceError, "weakly-referenced object no longer exists");
    return found;
  }
  std::string repr() const override {
    const Value found = reference_of(reference).get();
    char text[80];
    std::snprintf(text, sizeof text, "<weakproxy at 0x%012zx to ", reinterpret_cast<std::size_t>(this));
    const std::string head = text;
    std::snprintf(text, sizeof text, " at 0x%012zx>",
                  found.is_heap() ? reinterpret_cast<std::size_t>(found.object()) : std::size_t{0});
    return head + std::string(type_of(found).name.view()) + text;
  }
  std::string str() const override { return to_str(object()); }
  std::string format(std::string_view spec) const override { return to_str(py("format")({object(), make_str(spec)})); }
  bool truth() const override { return static_cast<bool>(object()); }
  Value compare(Comparison op, const Value& other) const override {
    const Proxy* right = native_if<Proxy>(other, kProxyType);
    return pbc::compare(op, object(), right != nullptr ? right->object() : other);
  }
  std::uint64_t hash() const override { raise_type_error("unhashable type: '", type_name(type()), "'"); }
  Value binary(Operator op, const Value& other, bool reflected) const override {
    return reflected ? pbc::binary(op, other, object()) : pbc::binary(op, object(), other);
  }
  Value unary(char op) const override {
    const Value found = object();
    return op == '-' ? -found : op == '+' ? +found : op == '~' ? ~found : py("abs")({found});
  }
  Value attribute(Name name) override {
    if (name == Name("__class__")) return type_value(type_of(object()));
    return object().attr(name);
  }
  bool set_attribute(Name name, const Value& value) override {
    if (value.is_unset())
      object().del_attr(name);
    else
      object().set_attr(name, value);
    return true;
  }
  std::vector<std::string> attribute_names() const override { return pbc::attribute_names(object()); }
  bool has_length() const override { return true; }
  std::size_t length() const override { return length_of(object()); }
  Value iterate() override { return to_iterator(object()); }
  bool contains(const Value& item) override { return in(item, object()); }
  Value get_item(const Value& key) override { return object()[key]; }
  void set_item(const Value& key, const Value& value) override { object().set_item(key, value); }
  void del_item(const Value& key) override { object().del_item(key); }
  bool is_callable() const override { return type().name == Name("CallableProxyType"); }
  Value call(const Arguments& arguments) override {
    const FlatArguments flat = flatten([] { return std::string("weakproxy()"); }, arguments);
    const Value keywords = make_dict();
    for (const auto& [name, value] : flat.keywords) as_dict(keywords).set(name, value);
    return call_with(object(), flat.positional, keywords);
  }
  Value reference;
};

Value proxy(const Value&, Value* a) { return make_native(new Proxy(a[0], a[1])); }

// --- WeakMethod ------------------------------------------------------------------------------------------------------

struct WeakMethod final : Native {
  WeakMethod(const Value& method, const Value& callback) : Native(kWeakMethodType) {
    const Value owner = find_attribute(method, "__self__"), found = find_attribute(method, "__func__");
    if (owner.is_unset() || found.is_unset())
      raise_type_error("argument should be a bound method, not <class '", type_of(method).name.view(), "'>");
    function = found;
    object = make_reference(owner, callback);
  }
  bool is_callable() const override { return true; }
  Value call(const Arguments&) override {
    const Value self = reference_of(object).get();
    return self.is_none() ? Value(None) : make_method(self, function);
  }
  Value object, function;
};
Value new_weak_method(const Value&, Value* a) { return make_native(new WeakMethod(a[0], a[1])); }
constexpr Method kNewWeakMethod{"WeakMethod", new_weak_method, "def meth, callback="};

// --- finalize --------------------------------------------------------------------------------------------------------

struct Finalizer final : Native {
  Finalizer() : Native(kFinalizeType) {}
  bool is_callable() const override { return true; }
  /// Calls the function, once.
  Value call(const Arguments&) override {
    if (!alive) return None;
    alive = false;
    return call_with(function, as_tuple(arguments), keywords);
  }
  bool alive = true;
  Value reference, function, arguments, keywords;
};
Finalizer& finalizer_of(const Value& self) { return as_native<Finalizer>(self); }

Value new_finalizer(const Value&, Value* a) {
  const Value made = make_native(new Finalizer);
  Finalizer& finalizer = finalizer_of(made);
  finalizer.function = a[1];
  finalizer.arguments = a[2];
  finalizer.keywords = a[3];
  finalizer.reference = make_reference(a[0], made);
  import("atexit").call("register", {made});
  return made;
}
Value finalizer_alive(const Value& self) { return finalizer_of(self).alive; }
Value finalizer_parts(Finalizer& finalizer) {
  if (!finalizer.alive) return None;
  return make_tuple(
      {reference_of(finalizer.reference).get(), finalizer.function, finalizer.arguments, finalizer.keywords});
}
Value finalizer_peek(const Value& self, Value*) { return finalizer_parts(finalizer_of(self)); }
Value finalizer_detach(const Value& self, Value*) {
  const Value parts = finalizer_parts(finalizer_of(self));
  finalizer_of(self).alive = false;
  return parts;
}
constexpr Method kNewFinalizer{"finalize.__init__", new_finalizer, "def obj, func, /, *args, **kwargs"};
constexpr Method kFinalizerMethods[] = {{"detach", finalizer_detach, "def"}, {"peek", finalizer_peek, "def"}};
constexpr Attribute kFinalizerAttributes[] = {{"alive", finalizer_alive},
                                              {"atexit", [](const Value&) -> Value { return true; }}};

// --- Containers ------------------------------------------------------------------------------------------------------

/// The keys or values of the table that are weak are WeakReferences; dead ones go before anything is looked at.
struct WeakTable final : Native {
  explicit WeakTable(const Type& type) : Native(type) {}
  bool by_value() const { return is_subtype(type(), kWeakValueType); }
  bool is_set() const { return is_subtype(type(), kWeakSetType); }
  Table& live() {
    for (std::size_t i = table.next(0); i != Table::end(); i = table.next(i + 1)) {
      const Value& weak = by_value() ? table.at(i).value : table.at(i).key;
      if (reference_of(weak).is_dead()) table.erase_at(i);
    }
    return table;
  }
  Value key_for(const Value& key) const { return by_value() ? key : make_reference(key, None); }
  Value key_of(const Table::Entry& entry) const { return by_value() ? entry.key : reference_of(entry.key).get(); }
  Value value_of(const Table::Entry& entry) const { return by_value() ? reference_of(entry.value).get() : entry.value; }
  void put(const Value& key, const Value& value) {
    table.set(key_for(key), by_value() ? make_reference(value, None) : value);
  }
  Value find(const Value& key) {
    const Value* found = live().find(key_for(key));
    return found == nullptr ? Value() : by_value() ? reference_of(*found).get() : *found;
  }
  Values keys() {
    Values all;
    for (const Table::Entry& entry : live().entries()) all.push_back(key_of(entry));
    return all;
  }
  bool has_length() const override { return true; }
  std::size_t length() const override { return const_cast<WeakTable*>(this)->live().size(); }
  bool truth() const override { return length() != 0; }
  Value iterate() override { return to_iterator(make_list(keys())); }
  bool contains(const Value& item) override {
    try {
      return !find(item).is_unset();
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kTypeError)) throw;
      caught();  // nothing refers weakly to an int
      return false;
    }
  }
  Value get_item(const Value& key) override {
    if (is_set()) return Native::get_item(key);
    Value found = find(key);
    if (found.is_unset()) raise_key_error(key_for(key));
    return found;
  }
  void set_item(const Value& key, const Value& value) override {
    if (is_set()) return Native::set_item(key, value);
    put(key, value);
  }
  void del_item(const Value& key) override {
    if (!live().erase(key_for(key))) raise_key_error(key_for(key));
  }
  Value compare(Comparison op, const Value& other) const override {
    if (!is_set() && op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    return pbc::compare(op, plain(const_cast<WeakTable*>(this)->self()), plain(other));
  }
  Value binary(Operator op, const Value& other, bool reflected) const override;
  std::string repr() const override {
    char text[64];
    if (is_set()) return "{" + to_repr(plain(const_cast<WeakTable*>(this)->self())).substr(1);
    std::snprintf(text, sizeof text, " at 0x%012zx>", reinterpret_cast<std::size_t>(this));
    return "<" + std::string(type().name.view()) + text;
  }
  /// As a dict or set; what is no such container as it is.
  static Value plain(const Value& v);
  Table table;
};
WeakTable& table_of(const Value& self) { return as_native<WeakTable>(self); }
WeakTable* weak_table(const Value& v) {
  for (const Type* type : {&kWeakValueType, &kWeakKeyType, &kWeakSetType})
    if (WeakTable* found = native_if<WeakTable>(v, *type)) return found;
  return nullptr;
}

Value WeakTable::plain(const Value& v) {
  WeakTable* weak = weak_table(v);
  if (weak == nullptr) return v;
  if (weak->is_set()) return py("set")({make_list(weak->keys())});
  const Value made = make_dict();
  for (const Table::Entry& entry : weak->live().entries())
    as_dict(made).set(weak->key_of(entry), weak->value_of(entry));
  return made;
}

Value make_table(const Type& type, const Value& content, const Value& keywords = Value()) {
  const Value made = make_native(new WeakTable(type));
  WeakTable& table = table_of(made);
  if (table.is_set()) {
    if (given(content))
      for (Value item : iterate(content)) table.put(item, None);
    return made;
  }
  const Value all = make_dict();
  if (given(content)) all.call("update", {WeakTable::plain(content)});
  if (!keywords.is_unset()) all.call("update", {keywords});
  for (const Table::Entry& entry : as_dict(all).entries()) table.put(entry.key, entry.value);
  return made;
}

Value WeakTable::binary(Operator op, const Value& other, bool reflected) const {
  const Value own = plain(const_cast<WeakTable*>(this)->self()), right = plain(other);
  return make_table(type(), reflected ? pbc::binary(op, right, own) : pbc::binary(op, own, right));
}

Value new_values(const Value&, Value* a) { return make_table(kWeakValueType, a[0], a[1]); }
Value new_keys(const Value&, Value* a) { return make_table(kWeakKeyType, a[0]); }
Value new_set(const Value&, Value* a) { return make_table(kWeakSetType, a[0]); }

Value get(const Value& self, Value* a) {
  Value found = table_of(self).find(a[0]);
  return found.is_unset() ? value_or(a[1], None) : found;
}
Value keys(const Value& self, Value*) { return to_iterator(make_list(table_of(self).keys())); }
Value values(const Value& self, Value*) {
  Values all;
  for (const Table::Entry& entry : table_of(self).live().entries()) all.push_back(table_of(self).value_of(entry));
  return to_iterator(make_list(std::move(all)));
}
Value items(const Value& self, Value*) {
  Values all;
  for (const Table::Entry& entry : table_of(self).live().entries())
    all.push_back(make_tuple({table_of(self).key_of(entry), table_of(self).value_of(entry)}));
  return to_iterator(make_list(std::move(all)));
}
Value references(const Value& self, Value*) {
  Values all;
  for (const Table::Entry& entry : table_of(self).live().entries())
    all.push_back(table_of(self).by_value() ? entry.value : entry.key);
  return make_list(std::move(all));
}
Value pop(const Value& self, Value* a) {
  WeakTable& table = table_of(self);
  Value found = table.find(a[0]);
  if (found.is_unset()) {
    const Values& fallback = as_tuple(a[1]);
    if (fallback.empty()) raise_key_error(table.key_for(a[0]));
    return fallback[0];
  }
  table.del_item(a[0]);
  return found;
}
Value popitem(const Value& self, Value*) {
  WeakTable& table = table_of(self);
  const std::size_t last = table.live().last();
  if (last == Table::end()) raise_error(kKeyError, "popitem(): dictionary is empty");
  Value pair = make_tuple({table.key_of(table.table.at(last)), table.value_of(table.table.at(last))});
  table.table.erase_at(last);
  return pair;
}
Value setdefault(const Value& self, Value* a) {
  Value found = table_of(self).find(a[0]);
  if (!found.is_unset()) return found;
  table_of(self).put(a[0], value_or(a[1], None));
  return value_or(a[1], None);
}
Value update(const Value& self, Value* a) {
  const Value made = make_table(table_of(self).type(), a[0], a[1]);
  for (const Table::Entry& entry : table_of(made).table.entries()) table_of(self).table.set(entry.key, entry.value);
  return None;
}
Value clear(const Value& self, Value*) {
  table_of(self).table.clear();
  return None;
}
Value copy(const Value& self, Value*) { return make_table(table_of(self).type(), self); }

constexpr Method kTableMethods[] = {
    {"clear", clear, "def"},
    {"copy", copy, "def"},
    {"get", get, "def key, default="},
    {"items", items, "def"},
    {"keyrefs", references, "def"},
    {"keys", keys, "def"},
    {"pop", pop, "def key, *args"},
    {"popitem", popitem, "def"},
    {"setdefault", setdefault, "def key, default="},
    {"update", update, "def other=, /, **kwargs"},
    {"valuerefs", references, "def"},
    {"values", values, "def"},
};

Value set_add(const Value& self, Value* a) {
  if (table_of(self).find(a[0]).is_unset()) table_of(self).put(a[0], None);
  return None;
}
Value set_discard(const Value& self, Value* a) {
  table_of(self).live().erase(table_of(self).key_for(a[0]));
  return None;
}
Value set_remove(const Value& self, Value* a) {
  table_of(self).del_item(a[0]);
  return None;
}
Value set_pop(const Value& self, Value*) {
  WeakTable& table = table_of(self);
  const std::size_t last = table.live().last();
  if (last == Table::end()) raise_error(kKeyError, "pop from empty WeakSet");
  Value item = table.key_of(table.table.at(last));
  table.table.erase_at(last);
  return item;
}
template <const Name& kMethod, bool kMakes>
Value of_set(const Value& self, Value* a) {
  const Value result = WeakTable::plain(self).call(kMethod, {WeakTable::plain(a[0])});
  return kMakes ? make_table(kWeakSetType, result) : result;
}
template <const Name& kMethod>
Value change_set(const Value& self, Value* a) {
  const Value changed = make_table(kWeakSetType, WeakTable::plain(self).call(kMethod, {WeakTable::plain(a[0])}));
  Table& table = table_of(self).table;
  table.clear();
  for (const Table::Entry& entry : table_of(changed).table.entries()) table.set(entry.key, entry.value);
  return None;
}
constexpr Name kUnion{"union"}, kIntersection{"intersection"}, kDifference{"difference"},
    kSymmetric{"symmetric_difference"}, kIsSubset{"issubset"}, kIsSuperset{"issuperset"}, kIsDisjoint{"isdisjoint"};

constexpr Method kSetMethods[] = {
    {"add", set_add, "def item"},
    {"clear", clear, "def"},
    {"copy", copy, "def"},
    {"difference", of_set<kDifference, true>, "def other"},
    {"difference_update", change_set<kDifference>, "def other"},
    {"discard", set_discard, "def item"},
    {"intersection", of_set<kIntersection, true>, "def other"},
    {"intersection_update", change_set<kIntersection>, "def other"},
    {"isdisjoint", of_set<kIsDisjoint, false>, "def other"},
    {"issubset", of_set<kIsSubset, false>, "def other"},
    {"issuperset", of_set<kIsSuperset, false>, "def other"},
    {"pop", set_pop, "def"},
    {"remove", set_remove, "def item"},
    {"symmetric_difference", of_set<kSymmetric, true>, "def other"},
    {"symmetric_difference_update", change_set<kSymmetric>, "def other"},
    {"union", of_set<kUnion, true>, "def other"},
    {"update", change_set<kUnion>, "def other"},
};
constexpr Method kNewValues{"WeakValueDictionary.__init__", new_values, "def other=, /, **kw"};
constexpr Method kNewKeys{"WeakKeyDictionary.__init__", new_keys, "def dict="};
constexpr Method kNewSet{"WeakSet.__init__", new_set, "def data="};

// --- The module ------------------------------------------------------------------------------------------------------

Value count_references(const Value&, Value* a) { return weak_references(a[0]).size(); }
Value list_references(const Value&, Value* a) { return make_list(weak_references(a[0])); }

constexpr Method kFunctions[] = {
    {"getweakrefcount", count_references, "object, /"},
    {"getweakrefs", list_references, "object, /"},
    {"proxy", proxy, "object, callback=, /"},
};
constexpr Constant kConstants[] = {
    {"ReferenceType", [] { return type_value(kWeakReferenceType); }},
    {"ref", [] { return type_value(kWeakReferenceType); }},
    {"ProxyTypes",
     [] {
       return make_tuple({type_value(kProxyType), type_value(kCallableProxyType)});
     }},
};

constinit const Type kProxyType{.name = "ProxyType", .module = "weakref", .error_name = "weakref.ProxyType"};
constinit const Type kCallableProxyType{
    .name = "CallableProxyType", .module = "weakref", .base = &kProxyType, .error_name = "weakref.CallableProxyType"};
constinit const Type kWeakMethodType{.name = "WeakMethod", .module = "weakref", .constructor = &kNewWeakMethod};
constinit const Type kFinalizeType{
    .name = "finalize",
    .module = "weakref",
    .constructor = &kNewFinalizer,
    .methods = [] { return std::span<const Method>(kFinalizerMethods); },
    .attributes = [] { return std::span<const Attribute>(kFinalizerAttributes); },
};
constinit const Type kWeakValueType{
    .name = "WeakValueDictionary",
    .module = "weakref",
    .constructor = &kNewValues,
    .methods = [] { return std::span<const Method>(kTableMethods); },
};
constinit const Type kWeakKeyType{
    .name = "WeakKeyDictionary",
    .module = "weakref",
    .constructor = &kNewKeys,
    .methods = [] { return std::span<const Method>(kTableMethods); },
};
constinit const Type kWeakSetType{
    .name = "WeakSet",
    .module = "_weakrefset",
    .constructor = &kNewSet,
    .methods = [] { return std::span<const Method>(kSetMethods); },
};

constexpr const Type* kTypes[] = {&kProxyType,   &kCallableProxyType, &kWeakMethodType, &kFinalizeType,
                                  &kWeakKeyType, &kWeakValueType,     &kWeakSetType};

}  // namespace

constinit const Type kWeakReferenceType{
    .name = "ReferenceType",
    .module = "weakref",
    .error_name = "weakref.ReferenceType",
    .constructor = &kNewReference,
    .attributes = [] { return std::span<const Attribute>(kReferenceAttributes); },
};

constinit const Module kWeakrefModule{
    .name = "weakref", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
