// SPDX-License-Identifier: Apache-2.0
//
// Functions of the playbook and calls of any value.
#include "pbc/function.h"

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

/// Binds the plain call with one argument per parameter; false when the call is of another form. `self`, unless null,
/// comes before the arguments.
bool bind_plain(const FunctionInfo& info, const Value* self, const Arguments& arguments, Value* bound) {
  const std::size_t before = self != nullptr ? 1 : 0;
  if (arguments.positional.size() + before != info.parameters.size() || !is_plain(arguments)) return false;
  for (const Parameter& parameter : info.parameters)
    if (!is_positional(parameter)) return false;
  if (self != nullptr) *bound++ = *self;
  for (const Element& element : arguments.positional) *bound++ = element.value;
  return true;
}

void bind_arguments(const FunctionInfo& info, const Value* self, const Arguments& arguments, const Values& extra,
                    Value* bound) {
  if (bind_plain(info, self, arguments, bound)) return;
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

/// Calls a function of the playbook; `self`, unless null, comes before the arguments.
Value call_python(const Value& callee, const Value* self, const Arguments& arguments) {
  if (callee.is(Tag::kFunction)) {
    const FunctionInfo& info = function_info(callee.code());
    Slots slots(static_cast<int>(info.parameters.size()));
    bind_arguments(info, self, arguments, {}, slots.get());
    return info.call(slots.get());
  }
  Value alive = callee;  // the call may drop the last other reference to its own function
  Closure& closure = as_closure(callee);
  Slots slots(static_cast<int>(closure.info.parameters.size()));
  bind_arguments(closure.info, self, arguments, closure.defaults, slots.get());
  return closure.body->call(slots.get());
}

[[gnu::always_inline]] inline Value call_value(const Value& callee, const Arguments& arguments) {
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

}  // namespace

const FunctionInfo& function_info(Code code) {
  const FunctionTable& table = function_table();
  auto found = table.find(code);
  if (found == table.end()) raise_error(kSystemError, "a function that the playbook's table does not list");
  return *found->second;
}

void add_functions(std::initializer_list<FunctionInfo> functions) {
  for (const FunctionInfo& info : functions) function_table().insert_or_assign(info.code, &info);
}

Value call_function(const FunctionInfo& info, const Arguments& arguments) {
  Slots slots(static_cast<int>(info.parameters.size()));
  bind_arguments(info, nullptr, arguments, {}, slots.get());
  return info.call(slots.get());
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
  // One starred element says it all; the list of the arguments lives in the Value.
  Value all = make_list(positional);
  if (keywords.is_unset()) {
    if (positional.empty()) return callee();
    if (positional.size() == 1) return callee({positional[0]});
    return callee({star(all)});
  }
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

Value Value::call(Name name, std::initializer_list<Element> positional, std::initializer_list<Keyword> keywords) const {
  Arguments arguments{positional, keywords};
  if (has_class(*this)) {
    Class& cls = class_of(*this);
    const Value* found = cls.find(name);
    const bool is_method = found != nullptr && (found->is(Tag::kFunction) || found->is(Tag::kClosure));
    if (is_method && own_attribute(*this, name) == nullptr && cls.find("__getattribute__") == nullptr) {
      const Value self = *this, method = *found;
      return call_python(method, &self, arguments);
    }
    return attr(name)(positional, keywords);
  }
  bool has_own_attributes = is(Tag::kNative) || is(Tag::kModule) || is(Tag::kBuiltin) || is(Tag::kException) ||
                            is(Tag::kFunction) || is(Tag::kClosure) || is(Tag::kUnset) || is(Tag::kType);
  if (!has_own_attributes) {
    const Method* method = find_method(type_of(*this), name);
    if (method != nullptr && method->binding == Binding::kInstance) {
      Value self = *this;
      return call_method(*method, self, arguments);
    }
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
