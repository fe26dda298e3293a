// SPDX-License-Identifier: Apache-2.0
//
// The module inspect (Python library reference, inspect), as far as it asks objects and not source text or frames.
#include <algorithm>

#include "pbc/playbook.h"
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/function_attributes.h"
#include "python/iterators.h"
#include "python/library_more.h"

namespace pbc {

namespace {

extern const Type kBoundArgumentsType, kSignatureType, kParameterType, kParameterKindType, kEmptyType;

bool is_function(const Value& v) { return is_instance(v, kFunctionType); }
bool is_method(const Value& v) { return native_if<MethodObject>(v, kMethodType) != nullptr; }
bool is_class(const Value& v) { return as_type(v) != nullptr; }
bool is_builtin(const Value& v) { return is_instance(v, kBuiltinFunctionType); }

template <bool (*Test)(const Value&)>
Value test(const Value&, Value* a) {
  return Test(a[0]);
}

bool is_routine(const Value& v) {
  return is_function(v) || is_method(v) || is_builtin(v) || is_instance(v, kMethodDescriptorType);
}
bool is_generator(const Value& v) { return is_instance(v, kGeneratorType); }
/// Asks what a method or a partial calls.
bool is_generator_function(const Value& v) {
  Value function = v;
  while (true) {
    const Value inner = is_method(function) ? as_native<MethodObject>(function).function
                        : type_of(function).name == Name("partial") && function.is(Tag::kNative) ? function.attr("func")
                                                                                                 : Value();
    if (inner.is_unset()) break;
    function = inner;
  }
  const bool has_info = function.is(Tag::kFunction) || function.is(Tag::kClosure);
  return has_info && makes_generator(info_of(function));
}
bool is_module(const Value& v) { return v.is(Tag::kModule); }
bool is_abstract(const Value& v) { return v.is(Tag::kType) && !as_class(v).abstract.empty(); }
bool is_data_descriptor(const Value& v) {
  if (is_class(v) || is_method(v) || is_function(v)) return false;
  if (native_if<Property>(v, kPropertyType) != nullptr) return true;
  return has_class(v) && (find_special(v, "__set__") != nullptr || find_special(v, "__delete__") != nullptr);
}
bool never(const Value&) { return false; }

// --- Documentation ---------------------------------------------------------------------------------------------------

/// Without the indentation that all lines but the first share, and without empty lines at both ends.
std::string clean(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line;
    for (char c : text.substr(begin, end - begin)) {
      if (c == '\t')
        line.append(8 - line.size() % 8, ' ');
      else
        line += c;
    }
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  std::size_t margin = std::string::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) margin = std::min(margin, lines[i].find_first_not_of(' '));
  lines[0].erase(0, std::min(lines[0].find_first_not_of(' '), lines[0].size()));
  if (margin != std::string::npos)
    for (std::size_t i = 1; i < lines.size(); ++i) lines[i].erase(0, std::min(margin, lines[i].size()));
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  while (!lines.empty() && lines.front().empty()) lines.erase(lines.begin());
  std::string result;
  for (std::size_t i = 0; i < lines.size(); ++i) result += (i > 0 ? "\n" : "") + lines[i];
  return result;
}

Value clean_doc(const Value&, Value* a) { return make_str(clean(a[0].text())); }

/// The text of an object, or of what a class or its method overrides.
Value get_doc(const Value&, Value* a) {
  Value doc = find_attribute(a[0], "__doc__");
  if (doc.is_none() || doc.is_unset()) {
    Class* cls = nullptr;
    Value name;
    if (a[0].is(Tag::kType)) cls = &as_class(a[0]);
    if (is_method(a[0]) && has_class(as_native<MethodObject>(a[0]).object)) {
      cls = &class_of(as_native<MethodObject>(a[0]).object);
      name = a[0].attr("__name__");
    }
    if (cls != nullptr) {
      for (const Type* type : std::vector<const Type*>(cls->mro)) {
        if (type->own_class == nullptr) continue;
        const Value* found = name.is_unset() ? type->own_class->attributes.find("__doc__")
                                             : type->own_class->attributes.find(name.text());
        if (found == nullptr) continue;
        const Value text = name.is_unset() ? *found : find_attribute(*found, "__doc__");
        if (!text.is_str()) continue;
        doc = text;
        break;
      }
    }
  }
  return doc.is_str() ? make_str(clean(doc.text())) : Value(None);
}

Value get_members(const Value&, Value* a) {
  Values members;
  for (const Value& name : to_values(py("dir")({a[0]}))) {
    const Value found = find_attribute(a[0], Name(name.text()));
    if (found.is_unset()) continue;
    if (a[1].is_unset() || a[1].is_none() || static_cast<bool>(a[1]({found})))
      members.push_back(make_tuple({name, found}));
  }
  return make_list(std::move(members));
}

Value get_mro(const Value&, Value* a) { return a[0].attr("__mro__"); }

Value unwrap(const Value&, Value* a) {
  Value function = a[0];
  for (int depth = 0;; ++depth) {
    const Value wrapped = find_attribute(function, "__wrapped__");
    if (wrapped.is_unset()) return function;
    if (depth == 1000) raise_value_error("wrapper loop when unwrapping ", to_repr(a[0]));
    function = wrapped;
  }
}

// --- Signatures ------------------------------------------------------------------------------------------------------

constexpr const char* kKindNames[] = {"POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY", "VAR_POSITIONAL",
                                      "VAR_KEYWORD"};
constexpr const char* kKindTexts[] = {"positional-only", "positional or keyword", "keyword-only", "variadic positional",
                                      "variadic keyword"};
constexpr int kKindNumbers[] = {0, 1, 3, 2, 4};

struct KindObject final : Native {
  explicit KindObject(ParameterKind kind) : Native(kParameterKindType), kind(kind) {}
  ParameterKind kind;
  int number() const { return kKindNumbers[static_cast<int>(kind)]; }
  std::string repr() const override { return "<_ParameterKind." + str() + ": " + std::to_string(number()) + ">"; }
  std::string str() const override { return kKindNames[static_cast<int>(kind)]; }
  Value compare(Comparison op, const Value& other) const override {
    const auto* right = native_if<KindObject>(other, kParameterKindType);
    return right == nullptr ? Value() : Value(pbc::compare(op, number(), right->number()));
  }
  std::uint64_t hash() const override { return static_cast<std::uint64_t>(number()); }
  Value attribute(Name wanted) override {
    if (wanted == Name("name")) return make_str(str());
    if (wanted == Name("value")) return number();
    if (wanted == Name("description")) return make_str(kKindTexts[static_cast<int>(kind)]);
    return Value();
  }
};
struct Kinds {
  Value values[5];
};
template <ParameterKind Kind>
Value kind_value() {
  Value& value = run_local<Kinds>().values[static_cast<int>(Kind)];
  if (value.is_unset()) value = make_native(new KindObject(Kind));
  return value;
}
Value value_of(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::kPositionalOnly:
      return kind_value<ParameterKind::kPositionalOnly>();
    case ParameterKind::kNormal:
      return kind_value<ParameterKind::kNormal>();
    case ParameterKind::kKeywordOnly:
      return kind_value<ParameterKind::kKeywordOnly>();
    case ParameterKind::kArgs:
      return kind_value<ParameterKind::kArgs>();
    default:
      return kind_value<ParameterKind::kKwargs>();
  }
}

/// As a signature shows an annotation: classes by their name, without `builtins` or `typing`.
std::string format_annotation(const Value& annotation) {
  if (const Type* type = as_type(annotation)) {
    const std::string name = to_str(annotation.attr("__qualname__"));
    const std::string module = to_str(annotation.attr("__module__"));
    return std::string_view(type->module) == "builtins" ? name : module + "." + name;
  }
  std::string text = to_repr(annotation);
  for (std::size_t at; (at = text.find("typing.")) != text.npos;) text.erase(at, 7);
  return text;
}

struct ParameterObject final : Native {
  ParameterObject(std::string name, ParameterKind kind, Value fallback, Value annotation)
      : Native(kParameterType),
        name(std::move(name)),
        kind(kind),
        fallback(std::move(fallback)),
        annotation(std::move(annotation)) {}
  std::string name;
  ParameterKind kind;
  Value fallback, annotation;  // unset: none
  std::string str() const override {
    const std::string stars = kind == ParameterKind::kArgs ? "*" : kind == ParameterKind::kKwargs ? "**" : "";
    if (annotation.is_unset()) return stars + name + (fallback.is_unset() ? "" : "=" + to_repr(fallback));
    return stars + name + ": " + format_annotation(annotation) + (fallback.is_unset() ? "" : " = " + to_repr(fallback));
  }
  std::string repr() const override { return "<Parameter \"" + str() + "\">"; }
  Value attribute(Name wanted) override {
    if (wanted == Name("name")) return make_str(name);
    if (wanted == Name("kind")) return value_of(kind);
    if (wanted == Name("default")) return fallback.is_unset() ? type_value(kEmptyType) : fallback;
    if (wanted == Name("annotation")) return annotation.is_unset() ? type_value(kEmptyType) : annotation;
    return Value();
  }
};

struct SignatureObject final : Native {
  SignatureObject() : Native(kSignatureType) {}
  Value parameters = make_dict();
  Value result;  // the annotation of what is returned; unset: none
  std::string str() const override {
    std::string text = "(";
    bool any = false, star = false, slash = false;
    const auto add = [&](const std::string& part) {
      text += (any ? ", " : "") + part;
      any = true;
    };
    for (const Table::Entry& entry : as_dict(parameters).entries()) {
      const auto& parameter = as_native<ParameterObject>(entry.value);
      if (parameter.kind == ParameterKind::kPositionalOnly)
        slash = true;
      else if (slash) {
        add("/");
        slash = false;
      }
      if (parameter.kind == ParameterKind::kArgs) star = true;
      if (parameter.kind == ParameterKind::kKeywordOnly && !star) {
        add("*");
        star = true;
      }
      add(parameter.str());
    }
    if (slash) add("/");
    return text + ")" + (result.is_unset() ? "" : " -> " + format_annotation(result));
  }
  std::string repr() const override { return "<Signature " + str() + ">"; }
  Value attribute(Name wanted) override {
    if (wanted == Name("parameters")) return make_mapping_proxy(parameters);
    if (wanted == Name("return_annotation")) return result.is_unset() ? type_value(kEmptyType) : result;
    return Value();
  }
};

struct BoundArgumentsObject final : Native {
  BoundArgumentsObject(Value signature, Value arguments)
      : Native(kBoundArgumentsType), signature(std::move(signature)), arguments(std::move(arguments)) {}
  Value signature, arguments;
  const Table& parameters() const { return as_dict(as_native<SignatureObject>(signature).parameters); }
  std::string repr() const override {
    std::string text;
    for (const Table::Entry& entry : as_dict(arguments).entries())
      text += (text.empty() ? "" : ", ") + to_str(entry.key) + "=" + to_repr(entry.value);
    return "<BoundArguments (" + text + ")>";
  }
  Value attribute(Name wanted) override {
    if (wanted == Name("arguments")) return arguments;
    if (wanted == Name("signature")) return signature;
    if (wanted == Name("args")) return make_tuple(split(nullptr));
    if (wanted == Name("kwargs")) {
      const Value keywords = make_dict();
      split(&keywords);
      return keywords;
    }
    return Value();
  }
  /// The positional arguments; the others go into `keywords`.
  Values split(const Value* keywords) const {
    Values positional;
    bool by_name = false;
    for (const Table::Entry& entry : parameters().entries()) {
      const ParameterKind kind = as_native<ParameterObject>(entry.value).kind;
      const Value* given = as_dict(arguments).find(entry.key);
      by_name |= kind == ParameterKind::kKeywordOnly || kind == ParameterKind::kKwargs;
      if (given == nullptr) {
        by_name = true;
      } else if (kind == ParameterKind::kKwargs) {
        if (keywords != nullptr)
          for (const Table::Entry& more : as_dict(*given).entries()) as_dict(*keywords).set(more.key, more.value);
      } else if (by_name) {
        if (keywords != nullptr) as_dict(*keywords).set(entry.key, *given);
      } else if (kind == ParameterKind::kArgs) {
        for (const Value& item : to_values(*given)) positional.push_back(item);
      } else {
        positional.push_back(*given);
      }
    }
    return positional;
  }
};

Value apply_defaults(const Value& self, Value*) {
  auto& bound = as_native<BoundArgumentsObject>(self);
  const Value all = make_dict();
  for (const Table::Entry& entry : bound.parameters().entries()) {
    const auto& parameter = as_native<ParameterObject>(entry.value);
    if (const Value* given = as_dict(bound.arguments).find(entry.key))
      as_dict(all).set(entry.key, *given);
    else if (!parameter.fallback.is_unset())
      as_dict(all).set(entry.key, parameter.fallback);
    else if (parameter.kind == ParameterKind::kArgs)
      as_dict(all).set(entry.key, make_tuple());
    else if (parameter.kind == ParameterKind::kKwargs)
      as_dict(all).set(entry.key, make_dict());
  }
  bound.arguments = all;
  return None;
}

/// Signature.bind, and bind_partial, which misses nothing.
template <bool Partial>
Value bind_signature(const Value& self, Value* a) {
  const Values& positional = as_tuple(a[0]);
  const Value keywords = make_dict(Table(as_dict(a[1])));
  const Value arguments = make_dict();
  std::size_t at = 0;
  Value rest_name;
  for (const Table::Entry& entry : as_dict(as_native<SignatureObject>(self).parameters).entries()) {
    const auto& parameter = as_native<ParameterObject>(entry.value);
    Value named;
    switch (parameter.kind) {
      case ParameterKind::kArgs:
        if (at < positional.size())
          as_dict(arguments).set(
              entry.key, make_tuple(Values(positional.begin() + static_cast<std::ptrdiff_t>(at), positional.end())));
        at = positional.size();
        continue;
      case ParameterKind::kKwargs:
        rest_name = entry.key;
        continue;
      case ParameterKind::kKeywordOnly:
        break;
      default:
        if (at >= positional.size()) break;
        if (parameter.kind == ParameterKind::kNormal && as_dict(keywords).contains(entry.key))
          raise_type_error("multiple values for argument ", to_repr(entry.key));
        as_dict(arguments).set(entry.key, positional[at++]);
        continue;
    }
    if (parameter.kind != ParameterKind::kPositionalOnly && as_dict(keywords).erase(entry.key, &named))
      as_dict(arguments).set(entry.key, named);
    else if (!Partial && parameter.fallback.is_unset())
      raise_type_error("missing a required argument: ", to_repr(entry.key));
  }
  if (at < positional.size()) raise_type_error("too many positional arguments");
  if (!as_dict(keywords).empty()) {
    if (rest_name.is_unset())
      raise_type_error("got an unexpected keyword argument ",
                       to_repr(as_dict(keywords).at(as_dict(keywords).next(0)).key));
    as_dict(arguments).set(rest_name, keywords);
  }
  return make_native(new BoundArgumentsObject(self, arguments));
}

constexpr Method kSignatureMethods[] = {{"bind", bind_signature<false>, "*args, **kwargs"},
                                        {"bind_partial", bind_signature<true>, "*args, **kwargs"}};
constexpr Method kBoundArgumentsMethods[] = {{"apply_defaults", apply_defaults, ""}};

/// The parameters of a function of the playbook, with their defaults.
Values parameters_of(const Value& function) {
  const FunctionInfo& info = info_of(function);
  const Value annotations = function.attr("__annotations__");
  const Value defaults = function.attr("__defaults__"), keyword_defaults = function.attr("__kwdefaults__");
  Values parameters;
  std::size_t positional = 0;
  for (const Parameter& parameter : info.parameters)
    positional += parameter.kind == ParameterKind::kPositionalOnly || parameter.kind == ParameterKind::kNormal ? 1 : 0;
  std::size_t at = 0;
  const std::size_t with_default = defaults.is_none() ? 0 : as_tuple(defaults).size();
  for (const Parameter& parameter : info.parameters) {
    Value fallback;
    if (parameter.kind == ParameterKind::kPositionalOnly || parameter.kind == ParameterKind::kNormal) {
      if (at + with_default >= positional) fallback = as_tuple(defaults)[at + with_default - positional];
      ++at;
    } else if (parameter.kind == ParameterKind::kKeywordOnly && !keyword_defaults.is_none()) {
      if (const Value* found = as_dict(keyword_defaults).find(std::string_view(parameter.name))) fallback = *found;
    }
    Value annotation;
    if (const Value* found = as_dict(annotations).find(std::string_view(parameter.name))) annotation = *found;
    parameters.push_back(make_native(new ParameterObject(parameter.name, parameter.kind, fallback, annotation)));
  }
  return parameters;
}

Values find_parameters(const Value& callable) {
  if (!is_callable(callable)) raise_type_error(to_repr(callable), " is not a callable object");
  if (is_method(callable)) {
    Values all = find_parameters(as_native<MethodObject>(callable).function);
    if (!all.empty()) all.erase(all.begin());
    return all;
  }
  if (callable.is(Tag::kFunction) || callable.is(Tag::kClosure)) {
    const Value wrapped = find_attribute(callable, "__wrapped__");
    return wrapped.is_unset() ? parameters_of(callable) : find_parameters(wrapped);
  }
  if (callable.is(Tag::kType)) {
    for (const Name name : {Name("__new__"), Name("__init__")}) {
      const Value* found = as_class(callable).find(name);
      if (found == nullptr) continue;
      const Value function = native_if<WrappedMethod>(*found, kStaticMethodType) != nullptr
                                 ? as_native<WrappedMethod>(*found).function
                                 : *found;
      Values all = find_parameters(function);
      if (!all.empty()) all.erase(all.begin());
      return all;
    }
    if (as_class(callable).layout == &kObjectType) return {};
  }
  if (const Value* call = has_class(callable) ? find_special(callable, "__call__") : nullptr) {
    Values all = find_parameters(*call);
    if (!all.empty()) all.erase(all.begin());
    return all;
  }
  const Value wrapped = find_attribute(callable, "__wrapped__");
  if (!wrapped.is_unset()) return find_parameters(wrapped);
  raise_value_error("no signature found for builtin ", to_repr(callable));
}

Value signature(const Value&, Value* a) {
  auto* made = new SignatureObject();
  const Value value = make_native(made);
  for (const Value& parameter : find_parameters(a[0])) as_dict(made->parameters).set(parameter.attr("name"), parameter);
  Value function = a[0];
  for (Value wrapped = find_attribute(function, "__wrapped__"); !wrapped.is_unset();
       wrapped = find_attribute(function, "__wrapped__"))
    function = wrapped;
  if (is_method(function)) function = as_native<MethodObject>(function).function;
  if (function.is(Tag::kFunction) || function.is(Tag::kClosure))
    if (const Value* found = as_dict(function.attr("__annotations__")).find("return")) made->result = *found;
  return value;
}

constexpr Method kFunctions[] = {
    {"isfunction", test<is_function>, "def object"},
    {"ismethod", test<is_method>, "def object"},
    {"isclass", test<is_class>, "def object"},
    {"isbuiltin", test<is_builtin>, "def object"},
    {"isroutine", test<is_routine>, "def object"},
    {"ismodule", test<is_module>, "def object"},
    {"isgenerator", test<is_generator>, "def object"},
    {"isgeneratorfunction", test<is_generator_function>, "def obj"},
    {"isabstract", test<is_abstract>, "def object"},
    {"isdatadescriptor", test<is_data_descriptor>, "def object"},
    {"iscoroutine", test<never>, "def object"},
    {"iscoroutinefunction", test<never>, "def obj"},
    {"isasyncgen", test<never>, "def object"},
    {"isasyncgenfunction", test<never>, "def obj"},
    {"isawaitable", test<never>, "def object"},
    {"cleandoc", clean_doc, "def doc"},
    {"getdoc", get_doc, "def object"},
    {"getmembers", get_members, "def object, predicate="},
    {"getmro", get_mro, "def cls"},
    {"unwrap", unwrap, "def func, *, stop="},
    {"signature", signature, "def obj, *, follow_wrapped=, globals=, locals=, eval_str="},
};

constexpr Constant kParameterConstants[] = {
    {"POSITIONAL_ONLY", kind_value<ParameterKind::kPositionalOnly>},
    {"POSITIONAL_OR_KEYWORD", kind_value<ParameterKind::kNormal>},
    {"VAR_POSITIONAL", kind_value<ParameterKind::kArgs>},
    {"KEYWORD_ONLY", kind_value<ParameterKind::kKeywordOnly>},
    {"VAR_KEYWORD", kind_value<ParameterKind::kKwargs>},
    {"empty", [] { return type_value(kEmptyType); }},
};
constexpr Constant kSignatureConstants[] = {{"empty", [] { return type_value(kEmptyType); }}};

constinit const Type kSignatureType{
    .name = "Signature",
    .module = "inspect",
    .methods = [] { return std::span<const Method>(kSignatureMethods); },
    .constants = [] { return std::span<const Constant>(kSignatureConstants); },
};
constinit const Type kBoundArgumentsType{.name = "BoundArguments", .module = "inspect", .methods = [] {
                                           return std::span<const Method>(kBoundArgumentsMethods);
                                         }};
constinit const Type kParameterType{.name = "Parameter", .module = "inspect", .constants = [] {
                                      return std::span<const Constant>(kParameterConstants);
                                    }};
constinit const Type kParameterKindType{.name = "_ParameterKind", .module = "inspect"};
constinit const Type kEmptyType{.name = "_empty", .module = "inspect"};

constexpr const Type* kTypes[] = {&kBoundArgumentsType, &kSignatureType, &kParameterType, &kEmptyType};

}  // namespace

constinit const Module kInspectModule{.name = "inspect", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
