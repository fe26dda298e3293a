// SPDX-License-Identifier: Apache-2.0
//
// The module contextvars (Python library reference, contextvars): a run has one thread, so the current context changes
// by Context.run only.
#include "python/arguments.h"
#include "python/library_more.h"

namespace pbc {
namespace {

extern const Type kContextVarType, kTokenType, kContextType, kTokenMissingType;

struct ContextVar final : Native {
  ContextVar(Value name, Value fallback)
      : Native(kContextVarType), name(std::move(name)), fallback(std::move(fallback)) {}
  Value name, fallback;  // the latter may be unset
  std::string repr() const override {
    return "<ContextVar name=" + to_repr(name) + (fallback.is_unset() ? "" : " default=" + to_repr(fallback)) + " at " +
           address() + ">";
  }
  std::string address() const {
    char text[32];
    std::snprintf(text, sizeof text, "%p", static_cast<const void*>(this));
    return text;
  }
};

struct Context final : Native {
  explicit Context(Table variables = {}) : Native(kContextType), variables(std::move(variables)) {}
  Table variables;
  bool entered = false;

  /// Null where the variable has no value here. TypeError for a key that is none.
  const Value* find(const Value& key) {
    if (native_if<ContextVar>(key, kContextVarType) == nullptr)
      raise_type_error("a ContextVar key was expected, got ", to_repr(key));
    return variables.find(key);
  }
  bool has_length() const override { return true; }
  std::size_t length() const override { return variables.size(); }
  bool truth() const override { return !variables.empty(); }
  bool contains(const Value& key) override { return find(key) != nullptr; }
  Value iterate() override { return to_iterator(keys()); }
  Value get_item(const Value& key) override {
    if (const Value* found = find(key)) return *found;
    raise_key_error(key);
  }
  Value keys() const {
    Values all;
    for (const Table::Entry& entry : variables.entries()) all.push_back(entry.key);
    return make_list(std::move(all));
  }
};

struct Current {
  Value context = make_native(new Context());
};
Value& current() { return run_local<Current>().context; }
Context& context_of(const Value& self) { return as_native<Context>(self); }

/// What a variable had before a set().
struct Token final : Native {
  Token(Value variable, Value context, Value before)
      : Native(kTokenType), variable(std::move(variable)), context(std::move(context)), before(std::move(before)) {}
  Value variable, context, before;  // the last is unset where it had no value
  bool used = false;
  std::string repr() const override {
    char text[32];
    std::snprintf(text, sizeof text, "%p", static_cast<const void*>(this));
    return std::string(used ? "<Token used var=" : "<Token var=") + to_repr(variable) + " at " + text + ">";
  }
};

struct TokenMissing final : Native {
  TokenMissing() : Native(kTokenMissingType) {}
  std::string repr() const override { return "<Token.MISSING>"; }
};
struct Missing {
  Value value = make_native(new TokenMissing());
};
Value missing() { return run_local<Missing>().value; }

// --- ContextVar ------------------------------------------------------------------------------------------------------

Value new_variable(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("context variable name must be a str");
  return make_native(new ContextVar(a[0], a[1]));
}

Value get_variable(const Value& self, Value* a) {
  if (const Value* found = context_of(current()).variables.find(self)) return *found;
  if (!a[0].is_unset()) return a[0];
  const Value& fallback = as_native<ContextVar>(self).fallback;
  if (fallback.is_unset()) throw Raised{make_exception(kLookupError, {self})};
  return fallback;
}

Value set_variable(const Value& self, Value* a) {
  Table& variables = context_of(current()).variables;
  const Value* before = variables.find(self);
  const Value token = make_native(new Token(self, current(), before != nullptr ? *before : Value()));
  variables.set(self, a[0]);
  return token;
}

Value reset_variable(const Value& self, Value* a) {
  auto* token = native_if<Token>(a[0], kTokenType);
  if (token == nullptr) raise_type_error("expected an instance of Token, got ", to_repr(a[0]));
  if (token->used) raise_error(kRuntimeError, to_repr(a[0]) + " has already been used once");
  if (!is(token->variable, self)) raise_value_error(to_repr(a[0]), " was created by a different ContextVar");
  if (!is(token->context, current())) raise_value_error(to_repr(a[0]), " was created in a different Context");
  token->used = true;
  Table& variables = context_of(current()).variables;
  if (!token->before.is_unset()) {
    variables.set(self, token->before);
  } else {
    Value dropped;
    variables.erase(self, &dropped);
  }
  return None;
}

constexpr Method kNewVariable{"ContextVar", new_variable, "name, /, *, default="};
constexpr Method kVariableMethods[] = {
    {"get", get_variable, "default=, /"},
    {"set", set_variable, "value, /"},
    {"reset", reset_variable, "token, /"},
};
constexpr Attribute kVariableAttributes[] = {
    {"name", [](const Value& self) { return as_native<ContextVar>(self).name; }},
};
constinit const Type kContextVarType{
    .name = "ContextVar",
    .module = "_contextvars",
    .constructor = &kNewVariable,
    .methods = [] { return std::span<const Method>(kVariableMethods); },
    .attributes = [] { return std::span<const Attribute>(kVariableAttributes); },
    .is_final = true,
    .generic = make_generic_alias,
};

// --- Token -----------------------------------------------------------------------------------------------------------

constexpr Method kNewToken{
    "Token",
    [](const Value&, Value*) -> Value { raise_error(kRuntimeError, "Tokens can only be created by ContextVars"); },
    "*args, **kwargs"};
constexpr Attribute kTokenAttributes[] = {
    {"var", [](const Value& self) { return as_native<Token>(self).variable; }},
    {"old_value",
     [](const Value& self) {
       const Value& before = as_native<Token>(self).before;
       return before.is_unset() ? missing() : before;
     }},
};
constexpr Constant kTokenConstants[] = {{"MISSING", missing}};
constinit const Type kTokenMissingType{.name = "Token.MISSING"};
constinit const Type kTokenType{
    .name = "Token",
    .module = "_contextvars",
    .constructor = &kNewToken,
    .attributes = [] { return std::span<const Attribute>(kTokenAttributes); },
    .constants = [] { return std::span<const Constant>(kTokenConstants); },
    .is_final = true,
    .generic = make_generic_alias,
};

// --- Context ---------------------------------------------------------------------------------------------------------

Value new_context(const Value&, Value* a) {
  if (!as_tuple(a[0]).empty() || !as_dict(a[1]).empty()) raise_type_error("Context() does not accept any arguments");
  return make_native(new Context());
}

Value copied(const Value& context) { return make_native(new Context(Table(context_of(context).variables))); }

Value run_in(const Value& self, Value* a) {
  Values given = as_tuple(a[0]);
  if (given.empty()) raise_type_error("run() missing 1 required positional argument");
  if (context_of(self).entered || is(current(), self))
    raise_error(kRuntimeError, "cannot enter context: " + to_repr(self) + " is already entered");
  struct Entered {
    explicit Entered(const Value& context) : inner(context), outer(std::exchange(current(), context)) {
      context_of(inner).entered = true;
    }
    ~Entered() {
      context_of(inner).entered = false;
      current() = outer;
    }
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;
    Value inner, outer;
  } entered(self);
  const Value function = given.front();
  given.erase(given.begin());
  return call_with(function, given, a[1]);
}

Value values_of(const Value& self, Value*) {
  Values all;
  for (const Table::Entry& entry : context_of(self).variables.entries()) all.push_back(entry.value);
  return to_iterator(make_list(std::move(all)));
}

Value items_of(const Value& self, Value*) {
  Values all;
  for (const Table::Entry& entry : context_of(self).variables.entries())
    all.push_back(make_tuple({entry.key, entry.value}));
  return to_iterator(make_list(std::move(all)));
}

constexpr Method kNewContext{"Context", new_context, "*args, **kwargs"};
constexpr Method kContextMethods[] = {
    {"run", run_in, "*args, **kwargs"},
    {"get",
     [](const Value& self, Value* a) {
       const Value* found = context_of(self).find(a[0]);
       return found != nullptr ? *found : value_or(a[1], None);
     },
     "key, default=, /"},
    {"keys", [](const Value& self, Value*) { return to_iterator(context_of(self).keys()); }, ""},
    {"values", values_of, ""},
    {"items", items_of, ""},
    {"copy", [](const Value& self, Value*) { return copied(self); }, ""},
};
constinit const Type kContextType{
    .name = "Context",
    .module = "_contextvars",
    .error_name = "_contextvars.Context",
    .constructor = &kNewContext,
    .methods = [] { return std::span<const Method>(kContextMethods); },
    .is_final = true,
};

constexpr Method kFunctions[] = {{"copy_context", [](const Value&, Value*) { return copied(current()); }, ""}};
constexpr const Type* kTypes[] = {&kContextVarType, &kTokenType, &kContextType};

}  // namespace

constinit const Module kContextvarsModule{.name = "contextvars", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
