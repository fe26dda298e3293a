// SPDX-License-Identifier: Apache-2.0
//
// Functions of the playbook and calls of any value.
#include "pbc/function.h"

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "pbc/playbook.h"
#include "python/bind.h"
#include "python/class.h"

namespace pbc {

namespace {

using FunctionTable = std::unordered_map<Code, const FunctionInfo*>;

FunctionTable& function_table() {
  static FunctionTable table = [] {
    FunctionTable made;
    for (const FunctionInfo& info : playbook.functions) made.emplace(info.code, &info);
    return made;
  }();
  return table;
}

/// Of the table, which runs on several threads share.
std::shared_mutex function_table_mutex;

/// Null where none is listed.
const FunctionInfo* find_function(Code code) {
  const std::shared_lock lock(function_table_mutex);
  const FunctionTable& table = function_table();
  const auto found = table.find(code);
  return found == table.end() ? nullptr : found->second;
}

/// `extra` are the defaults made when a nested `def` ran: of the last parameters that have one.
void fill_defaults(const FunctionInfo& info, const Values& extra, Value* bound) {
  std::size_t with_default = extra.size();
  for (std::size_t i = info.parameters.size(); i-- > 0;) {
    const Parameter& parameter = info.parameters.begin()[i];
    if (parameter.kind == ParameterKind::kArgs || parameter.kind == ParameterKind::kKwargs) continue;
    const Value* made = nullptr;
    if (with_default > 0) made = &extra[--with_default];
    if (bound[i].is_unset()) bound[i] = made != nullptr ? *made : parameter.default_value;
  }
}

bool is_positional(const Parameter& parameter) {
  return parameter.kind == ParameterKind::kNormal || parameter.kind == ParameterKind::kPositionalOnly;
}
bool collects(const Parameter& parameter) {
  return parameter.kind == ParameterKind::kArgs || parameter.kind == ParameterKind::kKwargs;
}

/// Whether each parameter takes one of `count` arguments that are given by position.
bool matches(const FunctionInfo& info, std::size_t count) {
  if (info.parameters.size() != count) return false;
  for (const Parameter& parameter : info.parameters)
    if (!is_positional(parameter)) return false;
  return true;
}

/// Binds arguments that are given by position alone, the defaults, and empty collections; moves from the values only
/// when that is all, else gives false. `self`, unless null, comes before the arguments.
bool bind_by_position(const FunctionInfo& info, const Value* self, Value* values, std::size_t count,
                      const Values& extra, Value* bound) {
  const std::size_t before = self != nullptr ? 1 : 0, total = count + before;
  const Parameter* parameters = info.parameters.begin();
  std::size_t ordinary = 0, by_position = 0;
  bool has_args = false;
  for (const Parameter& parameter : info.parameters) {
    if (is_positional(parameter)) ++by_position;
    if (parameter.kind == ParameterKind::kArgs) has_args = true;
    if (!collects(parameter)) ++ordinary;
  }
  if (total > by_position && !has_args) return false;
  std::size_t taken = 0, ordinal = 0;
  for (std::size_t i = 0; i < info.parameters.size(); ++i) {
    if (collects(parameters[i])) continue;
    const std::size_t from_end = ordinary - ordinal++;
    if (is_positional(parameters[i]) && taken < total) {
      ++taken;
      continue;
    }
    bound[i] = from_end <= extra.size() ? extra[extra.size() - from_end] : parameters[i].default_value;
    if (bound[i].is_unset()) return false;
  }
  taken = 0;
  for (std::size_t i = 0; i < info.parameters.size(); ++i) {
    if (is_positional(parameters[i]) && taken < total) {
      bound[i] = taken < before ? *self : std::move(values[taken - before]);
      ++taken;
    } else if (parameters[i].kind == ParameterKind::kArgs) {
      Values rest;
      rest.reserve(total - taken);
      for (; taken < total; ++taken) rest.push_back(taken < before ? *self : std::move(values[taken - before]));
      bound[i] = make_tuple(std::move(rest));
    } else if (parameters[i].kind == ParameterKind::kKwargs) {
      bound[i] = make_dict();
    }
  }
  return true;
}

void bind_arguments(const FunctionInfo& info, const Value* self, const Arguments& arguments, const Values& extra,
                    Value* bound) {
  std::vector<PythonParameter> parameters;
  parameters.reserve(info.parameters.size());
  std::size_t made = extra.size();
  for (std::size_t i = info.parameters.size(); i-- > 0;) {
    const Parameter& parameter = info.parameters.begin()[i];
    bool collects = parameter.kind == ParameterKind::kArgs || parameter.kind == ParameterKind::kKwargs;
    bool has_made = !collects && made > 0;
    if (has_made) --made;
    parameters.push_back({parameter.name, parameter.kind, has_made || !parameter.default_value.is_unset()});
  }
  std::reverse(parameters.begin(), parameters.end());
  auto callee = [&info] { return joined({"__main__.", info.name, "()"}); };
  FlatArguments flat = flatten(callee, arguments);
  if (self != nullptr) flat.positional.insert(flat.positional.begin(), *self);
  bind_python(info.name, parameters, std::move(flat), bound);
  fill_defaults(info, extra, bound);
}

Value call_bound(const BoundMethod& bound, const Arguments& arguments) {
  if (!bound.self.is_unset()) return call_method(*bound.method, bound.self, arguments);
  // str.lower(x): the first argument is the object.
  std::string_view owner = type_name(*bound.owner), name = bound.method->name.view();
  FlatArguments flat = flatten([&] { return joined({owner, ".", name, "()"}); }, arguments);
  if (flat.positional.empty()) raise_type_error("unbound method ", owner, ".", name, "() needs an argument");
  Value self = flat.positional.front();
  if (!is_instance(self, *bound.owner))
    raise_type_error("descriptor '", name, "' for '", owner, "' objects doesn't apply to a '", type_name(self),
                     "' object");
  flat.positional.erase(flat.positional.begin());
  Slots slots(bound.method->signature.count());
  bind_signature(*bound.method, self, std::move(flat), slots.get());
  return bound.method->function(self, slots.get());
}

inline Value call_type(const Type& type, const Value& callee, const Arguments& arguments) {
  for (const Type* at = &type; at != nullptr; at = at->base)
    if (at->constructor != nullptr) return call_method(*at->constructor, callee, arguments);
  raise_type_error("cannot create '", type_name(type), "' instances");
}

/// Binds, and gives the bound arguments to `run`.
template <typename F>
Value with_bound(const FunctionInfo& info, const Value* self, const Arguments& arguments, const Values& extra, F run) {
  if (is_plain(arguments)) {
    int count = 0;
    Slots copies(static_cast<int>(positional_count(arguments))), slots(static_cast<int>(info.parameters.size()));
    for (std::size_t i = 0; i < arguments.count; ++i) copies[count++] = arguments.values[i];
    for (const Element& element : arguments.positional) copies[count++] = element.value;
    if (self == nullptr && matches(info, static_cast<std::size_t>(count))) return run(copies.get());
    if (bind_by_position(info, self, copies.get(), static_cast<std::size_t>(count), extra, slots.get()))
      return run(slots.get());
  }
  Slots slots(static_cast<int>(info.parameters.size()));
  bind_arguments(info, self, arguments, extra, slots.get());
  return run(slots.get());
}

/// The same for arguments that are given by position alone, which may be moved from.
template <typename F>
[[gnu::always_inline]] inline Value with_bound(const FunctionInfo& info, const Value* self, Value* values,
                                               std::size_t count, const Values& extra, F run) {
  if (self == nullptr && matches(info, count)) return run(values);
  if (self != nullptr && matches(info, count + 1)) {
    Slots slots(static_cast<int>(count) + 1);
    slots[0] = *self;
    for (std::size_t i = 0; i < count; ++i) slots[static_cast<int>(i) + 1] = std::move(values[i]);
    return run(slots.get());
  }
  {
    Slots slots(static_cast<int>(info.parameters.size()));
    if (bind_by_position(info, self, values, count, extra, slots.get())) return run(slots.get());
  }
  Slots slots(static_cast<int>(info.parameters.size()));
  bind_arguments(info, self, {values, count}, extra, slots.get());
  return run(slots.get());
}

/// Calls a function of the playbook; `self`, unless null, comes before the arguments: `how` is Arguments, or an array
/// and its length.
template <typename... A>
[[gnu::always_inline]] inline Value call_python(const Value& callee, const Value* self, const A&... how) {
  if (callee.is(Tag::kFunction)) {
    const FunctionInfo& info = function_info(callee.code());
    return with_bound(info, self, how..., {}, info.call);
  }
  Value alive = callee;  // the call may drop the last other reference to its own function
  Closure& closure = as_closure(callee);
  return with_bound(closure.info, self, how..., closure.defaults,
                    [&](Value* bound) { return closure.body->call(bound); });
}

}  // namespace

Value call_value(const Value& callee, const Arguments& arguments) {
  if (const Value* own = find_special(callee, "__call__")) {
    const Value alive = callee, method = *own;
    return call_with_self(method, alive, arguments);
  }
  switch (callee.tag()) {
    case Tag::kFunction:
    case Tag::kClosure:
      return call_python(callee, nullptr, arguments);
    case Tag::kType:
      return call_class(as_class(callee), arguments);
    case Tag::kBuiltin:
      if (const Method* method = as_method(callee)) return call_method(*method, Value(), arguments);
      if (const Type* type = as_type(callee)) return call_type(*type, callee, arguments);
      break;
    case Tag::kBoundMethod: {
      Value alive = callee;
      return call_bound(as_bound(callee), arguments);
    }
    case Tag::kNative: {
      Value alive = callee;
      if (as_native(callee).is_callable()) return as_native(callee).call(arguments);
      break;
    }
    default:
      break;
  }
  raise_type_error("'", type_name(callee), "' object is not callable");
}

const FunctionInfo& function_info(Code code) {
  // A table with many entries is asked once for each function that is called often.
  struct Known {
    Code code;
    const FunctionInfo* info;
  };
  static constinit thread_local Known known[64] = {};
  Known& slot = known[reinterpret_cast<std::uintptr_t>(code) / 16 % 64];
  if (slot.code == code && code != nullptr) return *slot.info;
  const FunctionInfo* const info = find_function(code);
  if (info == nullptr) raise_error(kSystemError, "a function that the playbook's table does not list");
  slot = {code, info};
  return *info;
}

void add_functions(std::initializer_list<FunctionInfo> functions) {
  // Every run of a module says them again.
  if (functions.size() == 0 || find_function(functions.begin()->code) == functions.begin()) return;
  const std::unique_lock lock(function_table_mutex);
  for (const FunctionInfo& info : functions) function_table().insert_or_assign(info.code, &info);
}

Value call_function(const FunctionInfo& info, const Arguments& arguments) {
  return with_bound(info, nullptr, arguments, {}, info.call);
}

Value call_with_self(const Value& callee, const Value& self, const Arguments& arguments) {
  if (callee.is(Tag::kFunction) || callee.is(Tag::kClosure)) return call_python(callee, &self, arguments);
  FlatArguments flat = flatten([&] { return to_str(callee); }, arguments);
  flat.positional.insert(flat.positional.begin(), self);
  Value keywords = make_dict();
  for (const auto& [name, value] : flat.keywords) as_dict(keywords).set(name, value);
  return call_with(callee, flat.positional, keywords);
}

Value call_with(const Value& callee, const Values& positional, const Value& keywords) {
  if (keywords.is_unset()) {
    Slots copies(static_cast<int>(positional.size()));
    std::copy(positional.begin(), positional.end(), copies.get());
    return callee.call_values(copies.get(), positional.size());
  }
  // One starred element says it all; the list of the arguments lives in the Value.
  Value all = make_list(positional);
  return callee({star(all)}, {expand(keywords)});
}

bool is_callable(const Value& v) {
  if (find_special(v, "__call__") != nullptr) return true;
  switch (v.tag()) {
    case Tag::kType:
    case Tag::kFunction:
    case Tag::kClosure:
    case Tag::kBoundMethod:
      return true;
    case Tag::kBuiltin:
      return v.builtin().kind != Builtin::Kind::kSingleton;
    case Tag::kNative:
      return as_native(v).is_callable();
    default:
      return false;
  }
}

Value Value::operator()(std::initializer_list<Element> positional, std::initializer_list<Keyword> keywords) const {
  return call_value(*this, {positional, keywords});
}

Value Value::call_values(Value* values, std::size_t count) const {
  switch (tag()) {
    case Tag::kFunction:
    case Tag::kClosure:
      return call_python(*this, nullptr, values, count);
    case Tag::kBuiltin:
      if (const Method* method = as_method(*this)) return call_method_inline(*method, Value(), values, count);
      if (const Type* type = as_type(*this); type != nullptr && type->constructor != nullptr)
        return call_method_inline(*type->constructor, *this, values, count);
      break;
    case Tag::kBoundMethod:
      if (!has_class(*this) && !as_bound(*this).self.is_unset()) {
        const Value alive = *this;
        return call_method_inline(*as_bound(alive).method, as_bound(alive).self, values, count);
      }
      break;
    default:
      break;
  }
  return call_value(*this, {values, count});
}

namespace {

/// What the types of the runtime say does not change while they live, so an answer is good for ever.
struct KnownMethod {
  const void* owner = nullptr;  // a Type or a Module
  const char* name = nullptr;
  const Method* method = nullptr;
  // How many arguments by position the method takes as they stand: none does when all have to be bound.
  std::uint8_t least = 1, most = 0, parameters = 0;

  constexpr KnownMethod() = default;
  KnownMethod(const void* owner, Name name, const Method* method) : owner(owner), name(name.text), method(method) {
    if (method == nullptr || method->signature.args() >= 0 || method->signature.kwargs() >= 0) return;
    least = static_cast<std::uint8_t>(method->signature.required());
    most = static_cast<std::uint8_t>(method->signature.positional());
    parameters = static_cast<std::uint8_t>(method->signature.count());
  }
};

KnownMethod& known_slot(const void* owner, Name name) {
  static constinit thread_local KnownMethod known[256] = {};
  return known[(reinterpret_cast<std::uintptr_t>(owner) / 32 + name.hash) % 256];
}

/// What says which methods a value of the most frequent kinds has: its type or its module; else null.
inline const void* frequent_owner(const Value& v) {
  if (v.is_str()) return &kStrType;
  if (v.is(Tag::kList)) return &kListType;
  if (v.is(Tag::kDict)) return as_dict_object(v).type;
  if (v.is(Tag::kSet)) return &kSetType;
  if (v.is(Tag::kBytes)) return &kBytesType;
  return v.is(Tag::kModule) && as_module(v).attributes.empty() ? as_module(v).module : nullptr;
}

/// The method that `object.name` binds for any object of the library's `type` that has no attribute of its own of that
/// name; null when it is something else.
const Method* native_method(const Type& type, Name name) {
  KnownMethod& slot = known_slot(&type, name);
  if (name.is_literal && slot.owner == &type && slot.name == name.text) return slot.method;
  const Method* method = find_method(type, name);
  if (method != nullptr && method->binding != Binding::kInstance) method = nullptr;
  for (const Type* at = &type; at != nullptr; at = at->base)
    if (at->attributes != nullptr)
      for (const Attribute& attribute : at->attributes())
        if (attribute.name == name) method = nullptr;
  if (name.is_literal) slot = {&type, name, method};
  return method;
}

/// The function of `module` itself; null when there is none.
const Method* module_function(const Module& module, Name name) {
  KnownMethod& slot = known_slot(&module, name);
  if (name.is_literal && slot.owner == &module && slot.name == name.text) return slot.method;
  const Method* found = nullptr;
  for (const Method& function : module.functions)
    if (function.name == name) {
      found = &function;
      break;
    }
  if (name.is_literal) slot = {&module, name, found};
  return found;
}

/// Calls the method of an object of a class; `how` as in call_python. Unset: it is no plain method.
template <typename... A>
Value call_own_method(const Value& object, Name name, const A&... how) {
  Class& cls = class_of(object);
  const Value* found = cls.find(name);
  const bool is_method = found != nullptr && (found->is(Tag::kFunction) || found->is(Tag::kClosure));
  if (!is_method || own_attribute(object, name) != nullptr || cls.find("__getattribute__") != nullptr) return Value();
  const Value self = object, method = *found;
  return call_python(method, &self, how...);
}

/// The built-in function that `object.name` stands for, to be called with the object (or unset for a module's).
const Method* plain_method(const Value& object, Name name) {
  switch (object.tag()) {
    case Tag::kNative:
      return as_native(object).attribute(name).is_unset() ? native_method(as_native(object).type(), name) : nullptr;
    case Tag::kModule:
    case Tag::kBuiltin:
    case Tag::kException:
    case Tag::kFunction:
    case Tag::kClosure:
    case Tag::kUnset:
    case Tag::kType:
      return nullptr;
    default: {
      const Method* method = find_method(type_of(object), name);
      return method != nullptr && method->binding == Binding::kInstance ? method : nullptr;
    }
  }
}

}  // namespace

namespace {

/// object.name(values...), whatever the object is.
[[gnu::noinline]] Value call_any_method(const Value& object, Name name, Value* values, std::size_t count) {
  if (has_class(object)) {
    Value result = call_own_method(object, name, values, count);
    return result.is_unset() ? object.attr(name).call_values(values, count) : result;
  }
  if (const Method* method = plain_method(object, name)) {
    if (const void* owner = frequent_owner(object); owner != nullptr && name.is_literal)
      known_slot(owner, name) = {owner, name, method};
    const Value self = object;
    return call_method_inline(*method, self, values, count);
  }
  if (object.is(Tag::kModule) && as_module(object).attributes.find(name.view()) == nullptr)
    if (const Method* function = module_function(*as_module(object).module, name))
      return call_method_inline(*function, Value(), values, count);
  return object.attr(name).call_values(values, count);
}

}  // namespace

namespace {

/// Calls a method of `N` parameters with fewer arguments; the others stay unset.
template <std::size_t N>
inline Value call_with_fewer(const Method& method, const Value& self, Value* values, std::size_t count) {
  Value bound[N];
  if constexpr (N > 1) {
    if (count > 0) bound[0].swap(values[0]);
  }
  if constexpr (N > 2) {
    if (count > 1) bound[1].swap(values[1]);
  }
  return method.function(self, bound);
}

}  // namespace

Value Value::call_values(Name name, Value* values, std::size_t count) const {
  // The methods of the most frequent types go without binding, in a frame of few registers.
  const void* owner = frequent_owner(*this);
  const KnownMethod& known = known_slot(owner, name);
  if (owner == nullptr || known.owner != owner || known.name != name.text || !name.is_literal || count < known.least ||
      count > known.most || pbc::has_class(*this))
    return call_any_method(*this, name, values, count);
  const std::size_t parameters = known.parameters;
  const Method& method = *known.method;
  for (std::size_t i = 0; i < known.least; ++i)
    if (values[i].is_unset()) return call_any_method(*this, name, values, count);
  const Value self = is(Tag::kModule) ? Value() : *this;
  if (count == parameters) return method.function(self, values);
  if (parameters == 1) return call_with_fewer<1>(method, self, values, count);
  if (parameters == 2) return call_with_fewer<2>(method, self, values, count);
  if (parameters == 3) return call_with_fewer<3>(method, self, values, count);
  return call_method_inline(method, self, values, count);
}

Value Value::call(Name name, std::initializer_list<Element> positional, std::initializer_list<Keyword> keywords) const {
  const Arguments arguments(positional, keywords);
  if (has_class(*this)) {
    Value result = call_own_method(*this, name, arguments);
    return result.is_unset() ? attr(name)(positional, keywords) : result;
  }
  if (const Method* method = plain_method(*this, name)) {
    const Value self = *this;
    return call_method(*method, self, arguments);
  }
  return attr(name)(positional, keywords);
}

// --- Closures --------------------------------------------------------------------------------------------------------

namespace {

struct SharedValue {
  Value value;
  std::size_t cells = 1;
};
SharedValue* shared_of(Value* value) { return reinterpret_cast<SharedValue*>(value); }

}  // namespace

Cell::Cell() : Cell(Value()) {}
Cell::Cell(Value value) : shared_(&make_object<SharedValue>(SharedValue{std::move(value)})->value) {}
Cell::Cell(const Cell& other) noexcept : shared_(other.shared_) { ++shared_of(shared_)->cells; }
Cell& Cell::operator=(const Cell& other) noexcept {
  Cell copy(other);
  std::swap(shared_, copy.shared_);
  return *this;
}
Cell::~Cell() {
  SharedValue* shared = shared_of(shared_);
  if (--shared->cells > 0 || Heap::current().is_ending()) return;
  shared->~SharedValue();
  Heap::current().deallocate(shared, sizeof(SharedValue));
}

Value make_closure(const FunctionInfo& info, ClosureBody* body, std::initializer_list<Value> defaults) {
  return {Tag::kClosure, new Closure(info, body, Values(defaults))};
}

// --- Variables -------------------------------------------------------------------------------------------------------

void raise_unbound_local(const char* name) {
  raise_error(kUnboundLocalError,
              joined({"cannot access local variable '", name, "' where it is not associated with a value"}));
}

void raise_unbound_cell(const char* name) {
  raise_error(kNameError, joined({"cannot access free variable '", name,
                                  "' where it is not associated with a value in enclosing scope"}));
}

}  // namespace pbc
