// SPDX-License-Identifier: Apache-2.0
//
// The module functools (Python library reference, functools).
#include <list>

#include "python/attributes.h"
#include "python/class.h"
#include "python/functools.h"
#include "python/library.h"
#include "python/objects.h"

namespace pbc {

extern const Type kPartialType;

namespace {

extern const Type kCompareKeyType, kCacheType, kCacheInfoType;

/// The type of the functions that cmp_to_key, lru_cache and wraps give.
constinit const Type kMakerType{.name = "function"};

/// The arguments of a call as values: what is starred expanded, keywords in a dict.
struct Collected {
  explicit Collected(const Arguments& arguments) : positional(arguments.values, arguments.values + arguments.count) {
    for (const Element& element : arguments.positional) {
      if (element.starred) {
        for (const Value& item : to_values(element.value)) positional.push_back(item);
      } else {
        positional.push_back(element.value);
      }
    }
    for (const Keyword& keyword : arguments.keywords) {
      if (keyword.name.is_unset()) {
        for (const Table::Entry& entry : as_dict(keyword.value).entries())
          as_dict(keywords).set(entry.key, entry.value);
      } else {
        as_dict(keywords).set(keyword.name, keyword.value);
      }
    }
  }
  Values positional;
  Value keywords = make_dict();
};

/// The attributes that were set on an object of this module; `own` is the dict of them.
Value own_or_unset(const Value& own, Name wanted) {
  if (wanted == Name("__dict__")) return own;
  const Value* found = as_dict(own).find(wanted.view());
  return found == nullptr ? Value() : *found;
}
bool change_own(const Value& own, Name wanted, const Value& value) {
  if (value.is_unset()) return as_dict(own).erase(make_str(wanted.view()));
  as_dict(own).set(make_str(wanted.view()), value);
  return true;
}

/// The function that a decorator is applied to.
Value only_argument(const Arguments& arguments) {
  const Collected given(arguments);
  if (given.positional.size() != 1) {
    raise_type_error("a decorator takes one function, not ", std::to_string(given.positional.size()), " arguments");
  }
  return given.positional[0];
}

Value reduce(const Value&, Value* a) {
  if (!is_iterable(a[1])) raise_type_error("reduce() arg 2 must support iteration");
  const Value iterator = to_iterator(a[1]);
  Value result = a[2];
  if (result.is_unset() && !iterator_next(iterator, result))
    raise_type_error("reduce() of empty iterable with no initial value");
  for (Value item; iterator_next(iterator, item);) result = a[0]({result, item});
  return result;
}

// --- partial
// ----------------------------------------------------------------------------------------------------------

struct Partial final : Native {
  Partial(Value function, Values positional, Value keywords)
      : Native(kPartialType),
        function(std::move(function)),
        positional(std::move(positional)),
        keywords(std::move(keywords)) {}
  Value function;
  Values positional;
  Value keywords;
  Value own = make_dict();

  Value attribute(Name wanted) override { return own_or_unset(own, wanted); }
  bool set_attribute(Name wanted, const Value& value) override { return change_own(own, wanted, value); }
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override {
    const Collected given(arguments);
    Values all = positional;
    all.insert(all.end(), given.positional.begin(), given.positional.end());
    const Value merged = make_dict(Table(as_dict(keywords)));
    for (const Table::Entry& entry : as_dict(given.keywords).entries()) as_dict(merged).set(entry.key, entry.value);
    return call_with(function, all, merged);
  }
  std::string repr() const override {
    std::string text = "functools.partial(" + to_repr(function);
    for (const Value& value : positional) text += ", " + to_repr(value);
    for (const Table::Entry& entry : as_dict(keywords).entries())
      text += ", " + to_str(entry.key) + "=" + to_repr(entry.value);
    return text + ")";
  }
};

}  // namespace

/// A partial of a partial is one of the function behind it.
Value make_partial(const Value& function, Values positional, const Value& keywords) {
  const Partial* inner = native_if<Partial>(function, kPartialType);
  if (inner == nullptr || !as_dict(inner->own).empty())
    return make_native(new Partial(function, std::move(positional), keywords));
  Values all = inner->positional;
  all.insert(all.end(), positional.begin(), positional.end());
  const Value merged = make_dict(Table(as_dict(inner->keywords)));
  for (const Table::Entry& entry : as_dict(keywords).entries()) as_dict(merged).set(entry.key, entry.value);
  return make_native(new Partial(inner->function, std::move(all), merged));
}

namespace {

Value new_partial(const Value&, Value* a) {
  Values positional = as_tuple(a[0]);
  if (positional.empty()) raise_type_error("type 'partial' takes at least one argument");
  const Value function = positional.front();
  if (!is_callable(function)) raise_type_error("the first argument must be callable");
  positional.erase(positional.begin());
  return make_partial(function, std::move(positional), a[1]);
}

constexpr Method kNewPartial{"partial", new_partial, "*args, **keywords"};
constexpr Attribute kPartialAttributes[] = {
    {"func", [](const Value& self) { return as_native<Partial>(self).function; }},
    {"args", [](const Value& self) { return make_tuple(as_native<Partial>(self).positional); }},
    {"keywords", [](const Value& self) { return as_native<Partial>(self).keywords; }},
};

// --- cmp_to_key
// -------------------------------------------------------------------------------------------------------

struct CompareKey final : Native {
  CompareKey(Value compare_with, Value object)
      : Native(kCompareKeyType), compare_with(std::move(compare_with)), object(std::move(object)) {}
  Value compare_with;
  Value object;

  Value compare(Comparison op, const Value& other) const override {
    const CompareKey* right = native_if<CompareKey>(other, kCompareKeyType);
    if (right == nullptr) raise_type_error("other argument must be K instance");
    return pbc::compare(op, compare_with({object, right->object}), 0);
  }
  std::uint64_t hash() const override { raise_type_error("unhashable type: 'functools.KeyWrapper'"); }
};

constinit const Type kCompareKeyType{.name = "KeyWrapper", .module = "functools", .error_name = "functools.KeyWrapper"};

struct KeyMaker final : Native {
  explicit KeyMaker(Value compare_with) : Native(kMakerType), compare_with(std::move(compare_with)) {}
  Value compare_with;
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override {
    const Collected given(arguments);
    if (given.positional.size() != 1) raise_type_error("K() missing required argument 'obj' (pos 1)");
    return make_native(new CompareKey(compare_with, given.positional[0]));
  }
};

Value cmp_to_key(const Value&, Value* a) { return make_native(new KeyMaker(a[0])); }

// --- lru_cache
// --------------------------------------------------------------------------------------------------------

struct Cache final : Native {
  Cache(Value function, std::int64_t limit, bool typed)
      : Native(kCacheType), function(std::move(function)), limit(limit), typed(typed) {}
  Value function;
  std::int64_t limit;  // negative: none
  bool typed;
  std::int64_t hits = 0;
  std::int64_t misses = 0;
  Table results;  // the least recently used first
  Value own = make_dict();

  Value attribute(Name wanted) override {
    const Value found = own_or_unset(own, wanted);
    if (!found.is_unset() || wanted == Name("__class__")) return found;
    if (wanted == Name("__name__") || wanted == Name("__qualname__") || wanted == Name("__doc__") ||
        wanted == Name("__module__"))
      return find_attribute(function, wanted);
    return Value();
  }
  bool set_attribute(Name wanted, const Value& value) override { return change_own(own, wanted, value); }

  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override {
    const Collected given(arguments);
    if (limit == 0) {
      ++misses;
      return call_with(function, given.positional, given.keywords);
    }
    const Value key = key_of(given);
    if (const Value* known = results.find(key)) {
      ++hits;
      const Value result = *known;
      results.erase(key);
      results.set(key, result);
      return result;
    }
    ++misses;
    const Value result = call_with(function, given.positional, given.keywords);
    results.set(key, result);
    if (limit > 0 && static_cast<std::int64_t>(results.size()) > limit) results.erase_at(results.next(0));
    return result;
  }
  std::string repr() const override { return "<functools._lru_cache_wrapper object>"; }

 private:
  Value key_of(const Collected& given) const {
    Values parts = given.positional;
    // As in CPython, a single int or str is the key itself: 1 and 1.0 are two calls.
    if (!typed && parts.size() == 1 && as_dict(given.keywords).empty() &&
        (&type_of(parts[0]) == &kIntType || &type_of(parts[0]) == &kStrType))
      return parts[0];
    if (!as_dict(given.keywords).empty()) {
      parts.push_back(make_tuple({}));  // a mark between the two kinds
      for (const Table::Entry& entry : as_dict(given.keywords).entries()) {
        parts.push_back(entry.key);
        parts.push_back(entry.value);
      }
    }
    if (typed)
      for (const Value& part : Values(parts)) parts.push_back(type_value(type_of(part)));
    return make_tuple(std::move(parts));
  }
};

Value cache_info(const Value& self, Value*) {
  const Cache& cache = as_native<Cache>(self);
  return make_tuple({Value(cache.hits), Value(cache.misses), cache.limit < 0 ? Value(None) : Value(cache.limit),
                     Value(cache.results.size())},
                    kCacheInfoType);
}

Value cache_clear(const Value& self, Value*) {
  Cache& cache = as_native<Cache>(self);
  cache.results.clear();
  cache.hits = cache.misses = 0;
  return None;
}

Value cache_parameters(const Value& self, Value*) {
  const Cache& cache = as_native<Cache>(self);
  const Value parameters = make_dict();
  as_dict(parameters).set("maxsize", cache.limit < 0 ? Value(None) : Value(cache.limit));
  as_dict(parameters).set("typed", cache.typed);
  return parameters;
}

constexpr Method kCacheMethods[] = {
    {"cache_info", cache_info, ""},
    {"cache_clear", cache_clear, ""},
    {"cache_parameters", cache_parameters, ""},
    {"__get__", [](const Value& self, Value* a) { return a[0].is_none() ? self : make_method(a[0], self); },
     "instance, owner=, /"},
};
constexpr Attribute kCacheAttributes[] = {
    {"__wrapped__", [](const Value& self) { return as_native<Cache>(self).function; }},
};
constinit const Type kCacheType{
    .name = "_lru_cache_wrapper",
    .module = "functools",
    .error_name = "functools._lru_cache_wrapper",
    .methods = [] { return std::span<const Method>(kCacheMethods); },
    .attributes = [] { return std::span<const Attribute>(kCacheAttributes); },
};

constexpr Attribute kCacheInfoAttributes[] = {
    {"hits", [](const Value& self) { return as_tuple(self)[0]; }},
    {"misses", [](const Value& self) { return as_tuple(self)[1]; }},
    {"maxsize", [](const Value& self) { return as_tuple(self)[2]; }},
    {"currsize", [](const Value& self) { return as_tuple(self)[3]; }},
};
constinit const Type kCacheInfoType{
    .name = "CacheInfo",
    .module = "functools",
    .base = &kTupleType,
    .attributes = [] { return std::span<const Attribute>(kCacheInfoAttributes); },
    .repr =
        [](const Value& self) {
          const Values& items = as_tuple(self);
          return "CacheInfo(hits=" + to_repr(items[0]) + ", misses=" + to_repr(items[1]) +
                 ", maxsize=" + to_repr(items[2]) + ", currsize=" + to_repr(items[3]) + ")";
        },
};

/// What lru_cache(maxsize=...) gives: it takes the function.
struct CacheMaker final : Native {
  CacheMaker(std::int64_t limit, bool typed) : Native(kMakerType), limit(limit), typed(typed) {}
  std::int64_t limit;
  bool typed;
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override {
    return make_native(new Cache(only_argument(arguments), limit, typed));
  }
};

Value lru_cache(const Value&, Value* a) {
  const bool typed = !a[1].is_unset() && bool(a[1]);
  if (a[0].is_unset()) return make_native(new CacheMaker(128, typed));
  if (a[0].is_none()) return make_native(new CacheMaker(-1, typed));
  if (is_any_int(a[0])) return make_native(new CacheMaker(std::max<std::int64_t>(to_index(a[0]), 0), typed));
  if (is_callable(a[0])) return make_native(new Cache(a[0], 128, typed));
  raise_type_error("Expected first argument to be an integer, a callable, or None");
}

Value cache(const Value&, Value* a) { return make_native(new Cache(a[0], -1, false)); }

constexpr Method kFunctions[] = {
    {"cache", cache, "def user_function, /"},
    {"cmp_to_key", cmp_to_key, "mycmp"},
    {"lru_cache", lru_cache, "def maxsize=, typed="},
    {"reduce", reduce, "function, iterable, initial=, /"},
    {"singledispatch", single_dispatch, "def func"},
    {"total_ordering", total_ordering, "def cls"},
    {"update_wrapper", update_wrapper, "def wrapper, wrapped, assigned=, updated="},
    {"wraps", wraps, "def wrapped, assigned=, updated="},
};
constexpr Constant kConstants[] = {{"WRAPPER_ASSIGNMENTS", wrapper_assignments},
                                   {"WRAPPER_UPDATES", [] { return make_tuple({"__dict__"}); }}};

constexpr const Type* kTypes[] = {&kPartialType, &kCachedPropertyType, &kPartialMethodType, &kSingleDispatchMethodType};

}  // namespace

constinit const Type kPartialType{
    .name = "partial",
    .module = "functools",
    .error_name = "functools.partial",
    .constructor = &kNewPartial,
    .attributes = [] { return std::span<const Attribute>(kPartialAttributes); },
};

constinit const Module kFunctoolsModule{
    .name = "functools", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
