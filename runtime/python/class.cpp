// SPDX-License-Identifier: Apache-2.0
//
// Making classes (Python reference, 3.3.3 Customizing class creation): bases, the method resolution order, what a class
// knows of its attributes.
#include "python/class.h"

#include <algorithm>

#include "pbc/playbook.h"
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/method_order.h"

namespace pbc {

namespace {

/// Counts the changes of all classes of this thread, so that remembered answers can be told from stale ones.
constinit thread_local std::uint64_t class_version = 1;

using Order = std::vector<const Type*>;

/// The C3 linearization of the bases (the Python 2.3 method resolution order).
Order merge_orders(const std::vector<const Type*>& bases) {
  std::vector<Order> orders;
  for (const Type* base : bases) orders.push_back(method_order(*base));
  orders.push_back(bases);
  Order merged;
  while (true) {
    std::erase_if(orders, [](const Order& order) { return order.empty(); });
    if (orders.empty()) return merged;
    const Type* next = nullptr;
    for (const Order& order : orders) {
      const Type* head = order.front();
      const bool in_tail = std::ranges::any_of(orders, [head](const Order& other) {
        return std::find(other.begin() + 1, other.end(), head) != other.end();
      });
      if (!in_tail) {
        next = head;
        break;
      }
    }
    if (next == nullptr) {
      std::string names;
      for (const Type* base : bases) names += (names.empty() ? "" : ", ") + std::string(base->name.view());
      raise_type_error("Cannot create a consistent method resolution\norder (MRO) for bases ", names);
    }
    merged.push_back(next);
    for (Order& order : orders) std::erase(order, next);
  }
}

}  // namespace

std::vector<const Type*> method_order(const Type& type) {
  if (type.own_class != nullptr) return type.own_class->mro;
  Order order = {&type};
  std::vector<const Type*> bases;
  if (type.base != nullptr && type.base != &kObjectType) bases.push_back(type.base);
  if (type.second_base != nullptr) bases.push_back(type.second_base);
  const Order rest = bases.size() == 1 ? method_order(*bases[0]) : merge_orders(bases);
  if (!bases.empty()) order.insert(order.end(), rest.begin(), rest.end());
  return order;
}

namespace {

const Type& layout_of(const Type& type) {
  if (type.own_class != nullptr) return *type.own_class->layout;
  if (type.is_mixin) return kObjectType;
  return type.hooks != nullptr && type.base != nullptr ? layout_of(*type.base) : type;
}

/// The layout that all bases agree on.
const Type& common_layout(const std::vector<const Type*>& bases) {
  const Type* layout = &kObjectType;
  for (const Type* base : bases) {
    const Type& wanted = layout_of(*base);
    if (is_subtype(*layout, wanted)) continue;
    if (!is_subtype(wanted, *layout)) raise_type_error("multiple bases have instance lay-out conflict");
    layout = &wanted;
  }
  return *layout;
}

std::vector<const Type*> base_types(const Value& bases) {
  std::vector<const Type*> types;
  for (const Value& base : as_tuple(bases)) {
    const Type* type = as_type(base);
    if (type == nullptr) raise_type_error("bases must be types");
    if (type->is_final) raise_type_error("type '", type->name.view(), "' is not an acceptable base type");
    if (std::ranges::find(types, type) != types.end()) raise_type_error("duplicate base class ", type->name.view());
    types.push_back(type);
  }
  // object among others says nothing.
  if (types.size() > 1) std::erase(types, &kObjectType);
  if (types.size() == 1 && types[0] == &kObjectType) types.clear();
  return types;
}

/// __mro_entries__: what stands among the bases for something else, such as `Generic[T]` for Generic.
Value resolve_bases(const Value& bases) {
  Values resolved;
  for (const Value& base : as_tuple(bases)) {
    if (as_type(base) != nullptr) {
      resolved.push_back(base);
      continue;
    }
    const Value entries = find_attribute(base, "__mro_entries__");
    if (entries.is_unset()) {
      resolved.push_back(base);
      continue;
    }
    for (const Value& entry : to_values(entries({bases})))
      if (std::ranges::none_of(resolved, [&](const Value& known) { return is(known, entry); }))
        resolved.push_back(entry);
  }
  return make_tuple(std::move(resolved));
}

void take_slots(Class& cls, const Value& slots) {
  Values names;
  if (slots.is_str())
    names.push_back(slots);
  else
    names = to_values(slots);
  for (const Value& name : names) {
    if (!name.is_str()) raise_type_error("__slots__ items must be strings, not '", type_name(name), "'");
    if (name.text() == "__dict__") {
      cls.has_dict = true;
      continue;
    }
    if (name.text() == "__weakref__") continue;
    if (cls.attributes.find(name.text()) != nullptr)
      raise_value_error(to_repr(name), " in __slots__ conflicts with class variable");
    const std::string_view owner =
        std::string_view(cls.name).substr(std::min(cls.name.find_first_not_of('_'), cls.name.size()));
    const bool is_private = name.text().starts_with("__") && !name.text().ends_with("__") && !owner.empty();
    cls.slots.push_back(is_private ? joined({"_", owner, name.text()}) : std::string(name.text()));
  }
}

void take_names(Class& cls, const Value& names) {
  for (const Table::Entry& entry : as_dict(names).entries()) {
    if (!entry.key.is_str()) continue;
    const std::string_view name = entry.key.text();
    Value value = entry.value;
    const bool is_function = value.is(Tag::kFunction) || value.is(Tag::kClosure);
    if (is_function && name == "__new__") value = make_static_method(value);
    if (is_function && (name == "__init_subclass__" || name == "__class_getitem__")) value = make_class_method(value);
    if (name != "__qualname__") cls.attributes.set(entry.key, std::move(value));
  }
  if (cls.attributes.find("__module__") == nullptr) cls.attributes.set("__module__", make_str(cls.module));
  if (cls.attributes.find("__doc__") == nullptr) cls.attributes.set("__doc__", None);
  if (cls.attributes.find("__eq__") != nullptr && cls.attributes.find("__hash__") == nullptr)
    cls.attributes.set("__hash__", None);
}

bool is_abstract(const Value& value) {
  if (!value.is_heap() && !value.is(Tag::kFunction)) return false;
  const Value mark = find_attribute(value, "__isabstractmethod__");
  return !mark.is_unset() && static_cast<bool>(mark);
}

/// Whether the class looks after abstract methods: ABCMeta makes it, or it is an enumeration.
bool is_abc(const Class& cls) {
  if (is_subtype(*cls.metaclass, kAbcMetaType)) return true;
  return std::ranges::any_of(cls.mro, [](const Type* type) { return type->own_class == nullptr && type->is_mixin; });
}

void collect_abstract(Class& cls) {
  for (const Table::Entry& entry : cls.attributes.entries())
    if (is_abstract(entry.value)) cls.abstract.emplace_back(entry.key.text());
  for (const Type* base : cls.mro) {
    if (base->own_class == nullptr || base->own_class == &cls) continue;
    for (const std::string& name : base->own_class->abstract) {
      const Value* now = cls.find(Name(std::string_view(name)));
      if (now != nullptr && is_abstract(*now) && std::ranges::find(cls.abstract, name) == cls.abstract.end())
        cls.abstract.push_back(name);
    }
  }
  std::ranges::sort(cls.abstract);
}

void set_names(Class& cls) {
  Values names, values;
  for (const Table::Entry& entry : cls.attributes.entries()) {
    names.push_back(entry.key);
    values.push_back(entry.value);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (has_class(values[i])) {
      call_special(values[i], "__set_name__", {cls.self(), names[i]});
    } else if (values[i].is(Tag::kNative) && find_method(as_native(values[i]).type(), "__set_name__") != nullptr) {
      values[i].call("__set_name__", {cls.self(), names[i]});
    }
  }
}

void init_subclass(Class& cls, const Value& keywords) {
  for (std::size_t i = 1; i < cls.mro.size(); ++i) {
    if (cls.mro[i]->own_class == nullptr) continue;
    Class& base = *cls.mro[i]->own_class;
    const Value* found = base.attributes.find("__init_subclass__");
    if (found == nullptr) continue;
    const Value function = bind_attribute(Value(*found), Value(), cls);
    call_with(function, {}, keywords);
    return;
  }
  if (!as_dict(keywords).empty()) raise_type_error(cls.name, ".__init_subclass__() takes no keyword arguments");
}

std::string module_name() { return playbook.is_script ? "__main__" : playbook.name; }

/// The hooks of library types, the nearest base first.
const ClassHooks* hooks_of(const Order& mro) {
  for (const Type* type : mro)
    if (type->hooks != nullptr) return type->hooks;
  return nullptr;
}

}  // namespace

Class::Class(std::string name_of_class, std::string module_of_class)
    : name(std::move(name_of_class)),
      module(std::move(module_of_class)),
      type{.name = Name(std::string_view(name)), .module = module.c_str(), .own_class = this} {}

const Value* Class::find(Name wanted) {
  if (known_ == nullptr) known_ = std::make_unique<Known[]>(kKnown);
  Known& known = known_[wanted.hash % kKnown];
  const char* const literal = wanted.is_literal ? wanted.text : nullptr;
  if (known.version == class_version && known.hash == wanted.hash && known.length == wanted.length) {
    if (literal != nullptr && known.literal == literal) return known.found;
    if (std::string_view(known.text, known.length) == wanted.view()) {
      known.literal = literal;
      return known.found;
    }
  }
  const Value* found = nullptr;
  for (const Type* at : mro) {
    if (at->own_class == nullptr) continue;
    found = at->own_class->attributes.find(wanted.view());
    if (found != nullptr) break;
  }
  if (wanted.length <= sizeof known.text) {
    known.version = class_version;
    known.found = found;
    known.literal = literal;
    known.hash = wanted.hash;
    known.length = wanted.length;
    wanted.view().copy(known.text, wanted.length);
  }
  return found;
}

const Class::Hooks& Class::hooks() {
  if (hooks_.version != class_version) {
    hooks_.version = class_version;
    hooks_.reads = find("__getattribute__") != nullptr || find("__getattr__") != nullptr;
    hooks_.changes = find("__setattr__") != nullptr || find("__delattr__") != nullptr;
  }
  return hooks_;
}

void Class::set(Name wanted, Value value) {
  ++class_version;
  attributes.set(make_str(wanted.view()), std::move(value));
}

bool Class::erase(Name wanted) {
  ++class_version;
  return attributes.erase(make_str(wanted.view()));
}

bool Class::derives_from(const Type& base) const {
  return &base == &kObjectType || std::ranges::find(mro, &base) != mro.end();
}

Value type_value(const Type& type) { return type.own_class != nullptr ? type.own_class->self() : Value(type.head); }

Value make_class(std::string name, Value qualified_name, Value bases, Value names, Value keywords, Value* cell) {
  ClassParts parts{std::move(name), std::move(qualified_name), std::move(bases), std::move(names), std::move(keywords)};
  const Value given = resolve_bases(parts.bases);
  if (given != parts.bases) as_dict(parts.names).set("__orig_bases__", parts.bases);
  Value metaclass;
  as_dict(parts.keywords).erase("metaclass", &metaclass);
  const std::vector<const Type*> types = base_types(given);
  for (const Type* type : types)
    if (type->hooks != nullptr && type->hooks->make != nullptr) return type->hooks->make(parts);

  const Value* own_module = as_dict(parts.names).find("__module__");
  auto* made = new Class(
      parts.name, own_module != nullptr && own_module->is_str() ? std::string(own_module->text()) : module_name());
  Class& cls = *made;  // the reference of `new` is never given back: classes live as long as the run
  const Value* own_name = as_dict(parts.names).find("__qualname__");
  cls.qualified_name = own_name != nullptr ? *own_name : parts.qualified_name;
  cls.bases = as_tuple(given);
  if (cls.bases.empty()) cls.bases.push_back(type_value(kObjectType));
  cls.mro = merge_orders(types);
  cls.mro.insert(cls.mro.begin(), &cls.type);
  cls.layout = &common_layout(types);
  cls.type.base = cls.layout == &kObjectType ? nullptr : cls.layout;
  cls.has_dict = as_dict(parts.names).find("__slots__") == nullptr;
  for (const Type* base : types) {
    if (base->own_class != nullptr) {
      cls.has_dict |= base->own_class->has_dict;
      cls.slots.insert(cls.slots.end(), base->own_class->slots.begin(), base->own_class->slots.end());
      if (cls.protocol == nullptr) cls.protocol = base->own_class->protocol;
      if (is_subtype(*base->own_class->metaclass, *cls.metaclass)) cls.metaclass = base->own_class->metaclass;
      base->own_class->subclasses.push_back(&cls);
    }
  }
  ++class_version;
  take_names(cls, parts.names);
  if (const Value* slots = as_dict(parts.names).find("__slots__")) take_slots(cls, Value(*slots));
  if (const Type* given_metaclass = metaclass.is_unset() ? nullptr : as_type(metaclass))
    cls.metaclass = given_metaclass;
  if (is_abc(cls)) collect_abstract(cls);
  if (cell != nullptr) *cell = cls.self();
  set_names(cls);
  if (const ClassHooks* hooks = hooks_of(cls.mro); hooks != nullptr && hooks->complete != nullptr)
    hooks->complete(cls, parts);
  init_subclass(cls, parts.keywords);
  return cls.self();
}

// --- Class bodies ----------------------------------------------------------------------------------------------------

ClassBody::ClassBody(const char* name, const char* qualified_name, std::initializer_list<Element> bases,
                     std::initializer_list<Keyword> keywords)
    : name_(name), qualified_name_(qualified_name), bases_(tuple(bases)), keywords_(make_dict()), names_(make_dict()) {
  for (const Keyword& keyword : keywords) {
    if (!keyword.name.is_unset()) {
      as_dict(keywords_).set(keyword.name, keyword.value);
    } else {
      for (const Value& key : to_values(keyword.value)) as_dict(keywords_).set(key, keyword.value[key]);
    }
  }
}

void ClassBody::set(Name name, Value value) { as_dict(names_).set(make_str(name.view()), std::move(value)); }

void ClassBody::annotate(Name name, Value type) {
  Value& annotations = as_dict(names_).find_or_add("__annotations__", make_dict());
  as_dict(annotations).set(make_str(name.view()), std::move(type));
}

Value ClassBody::load(Name name, const Value& outside) const {
  if (const Value* own = as_dict(names_).find(name.view())) return *own;
  if (outside.is_unset()) raise_name_error(name.text);
  return outside;
}

void ClassBody::remove(Name name) {
  if (!as_dict(names_).erase(make_str(name.view()))) raise_name_error(name.text);
}

Value ClassBody::names() const {
  Value all = make_dict();
  as_dict(all).set("__module__", make_str(playbook.is_script ? "__main__" : playbook.name));
  as_dict(all).set("__qualname__", make_str(qualified_name_));
  for (const Table::Entry& entry : as_dict(names_).entries()) as_dict(all).set(entry.key, entry.value);
  return all;
}

Value ClassBody::make(Value* cell) {
  return make_class(name_, make_str(qualified_name_), bases_, names_, keywords_, cell);
}

}  // namespace pbc
