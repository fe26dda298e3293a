// SPDX-License-Identifier: Apache-2.0
//
// The texts are those of CPython 3.11: ceval.c for functions written in Python, getargs.c and call.c for built-in ones.
#include "python/bind.h"

#include "python/attributes.h"
#include "python/class.h"
#include "python/text_of.h"

namespace pbc {

namespace {

std::string number(std::size_t n) { return std::to_string(n); }
const char* plural(std::size_t n) { return n == 1 ? "" : "s"; }

[[noreturn]] void raise_too_many(std::string_view function, std::span<const PythonParameter> parameters,
                                 std::size_t given, const Value* bound) {
  std::size_t most = 0, defaults = 0, keyword_only_given = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const PythonParameter& parameter = parameters[i];
    if (parameter.kind == ParameterKind::kKeywordOnly && !bound[i].is_unset()) ++keyword_only_given;
    if (parameter.kind != ParameterKind::kPositionalOnly && parameter.kind != ParameterKind::kNormal) continue;
    ++most;
    if (parameter.has_default) ++defaults;
  }
  std::string takes = defaults > 0 ? "from " + number(most - defaults) + " to " + number(most) : number(most);
  std::string extra;
  if (keyword_only_given > 0)
    extra = joined({" positional argument", plural(given), " (and ", number(keyword_only_given),
                    " keyword-only argument", plural(keyword_only_given), ")"});
  raise_type_error(function, "() takes ", takes, " positional argument", defaults > 0 ? "s" : plural(most), " but ",
                   number(given), extra, given == 1 && keyword_only_given == 0 ? " was" : " were", " given");
}

[[noreturn]] void raise_missing(std::string_view function, const char* kind,
                                const std::vector<std::string_view>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    list.append("'").append(names[i]).append("'");
  }
  raise_type_error(function, "() missing ", number(names.size()), " required ", kind, " argument", plural(names.size()),
                   ": ", list);
}

void check_missing(std::string_view function, std::span<const PythonParameter> parameters, const Value* bound,
                   bool keyword_only) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const PythonParameter& parameter = parameters[i];
    bool is_asked = keyword_only
                        ? parameter.kind == ParameterKind::kKeywordOnly
                        : parameter.kind == ParameterKind::kPositionalOnly || parameter.kind == ParameterKind::kNormal;
    if (is_asked && !parameter.has_default && bound[i].is_unset()) names.push_back(parameter.name);
  }
  if (!names.empty()) raise_missing(function, keyword_only ? "keyword-only" : "positional", names);
}

[[noreturn]] void raise_unknown_keyword(std::string_view function, std::span<const PythonParameter> parameters,
                                        const FlatArguments& arguments, std::string_view keyword) {
  std::string positional_only;
  for (const PythonParameter& parameter : parameters) {
    if (parameter.kind != ParameterKind::kPositionalOnly) continue;
    for (const auto& [name, value] : arguments.keywords)
      if (name.text() == parameter.name)
        positional_only.append(positional_only.empty() ? "" : ", ").append(parameter.name);
  }
  if (!positional_only.empty())
    raise_type_error(function, "() got some positional-only arguments passed as keyword arguments: '", positional_only,
                     "'");
  raise_type_error(function, "() got an unexpected keyword argument '", keyword, "'");
}

}  // namespace

bool is_mapping(const Value& v) {
  if (v.is(Tag::kDict)) return true;
  if (has_class(v)) return !find_attribute(v, "keys").is_unset();
  return v.is(Tag::kNative) &&
         (!as_native(v).attribute("keys").is_unset() || find_method(type_of(v), "keys") != nullptr);
}

FlatArguments flatten(const Callee& callee, const Arguments& arguments) {
  FlatArguments flat;
  flat.positional.reserve(positional_count(arguments));
  flat.positional.assign(arguments.values, arguments.values + arguments.count);
  for (const Element& element : arguments.positional) {
    if (!element.starred) {
      flat.positional.push_back(element.value);
      continue;
    }
    if (!is_iterable(element.value))
      raise_type_error(callee(), " argument after * must be an iterable, not ", type_name(element.value));
    Values items = to_values(element.value);
    flat.positional.insert(flat.positional.end(), items.begin(), items.end());
  }
  auto add = [&](const Value& name, const Value& value) {
    if (!name.is_str()) raise_type_error("keywords must be strings");
    for (const auto& known : flat.keywords)
      if (known.first.text() == name.text())
        raise_type_error(callee(), " got multiple values for keyword argument '", name.text(), "'");
    flat.keywords.emplace_back(name, value);
  };
  for (const Keyword& keyword : arguments.keywords) {
    if (!keyword.name.is_unset()) {
      add(keyword.name, keyword.value);
    } else if (keyword.value.is(Tag::kDict)) {
      for (const Table::Entry& entry : as_dict(keyword.value).entries()) add(entry.key, entry.value);
    } else if (is_mapping(keyword.value)) {
      for (const Value& key : to_values(keyword.value.call("keys"))) add(key, keyword.value[key]);
    } else {
      raise_type_error(callee(), " argument after ** must be a mapping, not ", type_name(keyword.value));
    }
  }
  return flat;
}

void bind_python(std::string_view function, std::span<const PythonParameter> parameters, FlatArguments arguments,
                 Value* bound) {
  Values& positional = arguments.positional;
  std::size_t taken = 0, most = 0;
  bool has_args = false;
  Value* kwargs = nullptr;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    switch (parameters[i].kind) {
      case ParameterKind::kPositionalOnly:
      case ParameterKind::kNormal:
        ++most;
        if (taken < positional.size()) bound[i] = std::move(positional[taken++]);
        break;
      case ParameterKind::kArgs: {
        has_args = true;
        Values rest(std::make_move_iterator(positional.begin() + static_cast<std::ptrdiff_t>(taken)),
                    std::make_move_iterator(positional.end()));
        taken = positional.size();
        bound[i] = make_tuple(std::move(rest));
        break;
      }
      case ParameterKind::kKwargs:
        bound[i] = make_dict();
        kwargs = &bound[i];
        break;
      case ParameterKind::kKeywordOnly:
        break;
    }
  }
  for (auto& [name, value] : arguments.keywords) {
    std::size_t i = 0;
    while (i < parameters.size() &&
           !((parameters[i].kind == ParameterKind::kNormal || parameters[i].kind == ParameterKind::kKeywordOnly) &&
             parameters[i].name == name.text()))
      ++i;
    if (i < parameters.size()) {
      if (!bound[i].is_unset()) raise_type_error(function, "() got multiple values for argument '", name.text(), "'");
      bound[i] = value;
    } else if (kwargs != nullptr) {
      as_dict(*kwargs).set(name, value);
    } else {
      raise_unknown_keyword(function, parameters, arguments, name.text());
    }
  }
  if (positional.size() > most && !has_args) raise_too_many(function, parameters, positional.size(), bound);
  check_missing(function, parameters, bound, false);
  check_missing(function, parameters, bound, true);
}

namespace {

/// The parameter that a keyword gives; signature.count() where none can be given by that name.
int parameter_named(const Signature& signature, std::string_view name) {
  int i = signature.positional_only();
  while (i < signature.count() && (i == signature.args() || i == signature.kwargs() || signature.name(i) != name)) ++i;
  return i;
}

/// _PyArg_UnpackKeywords
void bind_clinic(const Method& method, FlatArguments& arguments, Value* bound) {
  const Signature& signature = method.signature;
  // Where CPython gives its parser no name, the texts say "function" and "this function".
  const bool is_nameless = method.name == Name("function");
  const std::string name = is_nameless ? "function" : joined({method.name.view(), "()"});
  std::size_t given = arguments.positional.size(), keywords = arguments.keywords.size();
  auto positional = static_cast<std::size_t>(signature.positional());
  auto positional_only = static_cast<std::size_t>(signature.positional_only());
  bool collects_args = signature.args() >= 0, collects_kwargs = signature.kwargs() >= 0;
  std::size_t count = static_cast<std::size_t>(signature.count()) - (collects_args ? 1 : 0) - (collects_kwargs ? 1 : 0);
  std::size_t required = static_cast<std::size_t>(signature.required());
  if (!collects_args && !collects_kwargs && given + keywords > count)
    raise_type_error(name, " takes ", required < count ? "at most " : "exactly ", number(count),
                     given == 0 ? " keyword" : "", " argument", plural(count), " (", number(given + keywords),
                     " given)");
  if (!collects_args && given > positional) {
    if (positional == 0) raise_type_error(name, " takes no positional arguments");
    raise_type_error(name, " takes ", required < positional ? "at most " : "exactly ", number(positional),
                     " positional argument", plural(positional), " (", number(given), " given)");
  }
  std::size_t required_positional_only = 0;
  while (required_positional_only < positional_only &&
         signature.is_required(static_cast<int>(required_positional_only)))
    ++required_positional_only;
  if (given < required_positional_only)
    raise_type_error(name, " takes ", required_positional_only < positional ? "at least " : "exactly ",
                     number(required_positional_only), " positional argument", plural(required_positional_only), " (",
                     number(given), " given)");
  for (std::size_t i = 0; i < given && i < positional; ++i) bound[i] = std::move(arguments.positional[i]);
  if (collects_args) {
    auto first = arguments.positional.begin() + static_cast<std::ptrdiff_t>(std::min(given, positional));
    bound[signature.args()] = make_tuple(Values(first, arguments.positional.end()));
  }
  if (collects_kwargs) bound[signature.kwargs()] = make_dict();
  for (const auto& [keyword, value] : arguments.keywords) {
    const int i = parameter_named(signature, keyword.text());
    if (i < signature.count()) {
      if (!bound[i].is_unset())
        raise_type_error("argument for ", name, " given by name ('", keyword.text(), "') and position (",
                         number(static_cast<std::size_t>(i) + 1), ")");
      bound[i] = value;
    } else if (collects_kwargs) {
      as_dict(bound[signature.kwargs()]).set(keyword, value);
    } else {
      raise_type_error("'", keyword.text(), "' is an invalid keyword argument for ", is_nameless ? "this " : "", name);
    }
  }
  for (int i = 0; i < signature.count(); ++i)
    if (signature.is_required(i) && bound[i].is_unset())
      raise_type_error(name, " missing required argument '", signature.name(i), "' (pos ",
                       number(static_cast<std::size_t>(i) + 1), ")");
}

void bind_as_python(const Method& method, const Value& self, FlatArguments arguments, Value* bound) {
  const Signature& signature = method.signature;
  std::vector<PythonParameter> parameters;
  std::vector<Value> slots;
  // A method counts its object among the arguments; the object's class stands before its name.
  bool has_self = !self.is_unset() && method.binding != Binding::kStatic;
  std::string name;
  if (has_self) {
    parameters.push_back({"self", ParameterKind::kPositionalOnly, false});
    arguments.positional.insert(arguments.positional.begin(), self);
    const Type* type = as_type(self);
    name.append((type != nullptr ? *type : type_of(self)).name.view()).append(".");
  }
  name += method.name.view();
  for (int i = 0; i < signature.count(); ++i) {
    ParameterKind kind = i == signature.args()             ? ParameterKind::kArgs
                         : i == signature.kwargs()         ? ParameterKind::kKwargs
                         : i < signature.positional_only() ? ParameterKind::kPositionalOnly
                         : i < signature.positional()      ? ParameterKind::kNormal
                                                           : ParameterKind::kKeywordOnly;
    parameters.push_back({signature.name(i), kind, !signature.is_required(i)});
  }
  slots.resize(parameters.size());
  bind_python(name, parameters, std::move(arguments), slots.data());
  for (int i = 0; i < signature.count(); ++i)
    bound[i] = std::move(slots[static_cast<std::size_t>(i) + (has_self ? 1 : 0)]);
}

}  // namespace

void bind_signature(const Method& method, const Value& self, FlatArguments arguments, Value* bound) {
  const Signature& signature = method.signature;
  std::size_t given = arguments.positional.size();
  auto count = static_cast<std::size_t>(signature.count()), required = static_cast<std::size_t>(signature.required());
  if (signature.form() == Signature::Form::kPython) return bind_as_python(method, self, std::move(arguments), bound);
  if (signature.form() == Signature::Form::kClinic) return bind_clinic(method, arguments, bound);
  if (!arguments.keywords.empty()) raise_type_error(full_name(method, self), " takes no keyword arguments");
  const Type* type = as_type(self);
  bool is_constructor = type != nullptr && type->constructor == &method;  // always of CPython's positional form
  switch (is_constructor ? Signature::Form::kPositional : signature.form()) {
    case Signature::Form::kNoArguments:
      if (given != 0) raise_type_error(full_name(method, self), " takes no arguments (", number(given), " given)");
      break;
    case Signature::Form::kParsed:
      if (given < required || given > count) {
        const std::size_t limit = given < required ? required : count;
        raise_type_error(method.name.view(), "() takes ", given < required ? "at least " : "at most ", number(limit),
                         " argument", plural(limit), " (", number(given), " given)");
      }
      break;
    case Signature::Form::kOneArgument:
      if (given != 1)
        raise_type_error(full_name(method, self), " takes exactly one argument (", number(given), " given)");
      break;
    default: {
      if (given >= required && given <= count) break;
      std::size_t bound_by = given < required ? required : count;
      raise_type_error(method.name.view(), " expected ",
                       required == count  ? ""
                       : given < required ? "at least "
                                          : "at most ",
                       number(bound_by), " argument", plural(bound_by), ", got ", number(given));
    }
  }
  for (std::size_t i = 0; i < given; ++i) bound[i] = std::move(arguments.positional[i]);
}

std::string full_name(const Method& method, const Value& self) {
  std::string name;
  const Type* type = as_type(self);
  if (type != nullptr && type->constructor == &method) {
    // a type's constructor goes by the type's name
  } else if (!self.is_unset()) {
    name.append((type != nullptr ? *type : type_of(self)).name.view()).append(".");
  } else {
    for (const Module* module : library_modules())
      for (const Method& function : module->functions)
        if (&function == &method) name.append(module->name.view()).append(".");
  }
  return name.append(method.name.view()).append("()");
}

namespace {

/// Moves the values to the parameters, those that are left over into *args; false, and nothing is moved, when one that
/// has to be given is not.
bool collect(const Signature& signature, Value* values, std::size_t count, Value* bound) {
  const std::size_t taken = std::min(count, static_cast<std::size_t>(signature.positional()));
  for (int i = 0; i < signature.count(); ++i)
    if (signature.is_required(i) && (static_cast<std::size_t>(i) >= taken || values[i].is_unset())) return false;
  for (std::size_t i = 0; i < taken; ++i) bound[i] = std::move(values[i]);
  Values rest(std::make_move_iterator(values + taken), std::make_move_iterator(values + count));
  bound[signature.args()] = make_tuple(std::move(rest));
  if (signature.kwargs() >= 0) bound[signature.kwargs()] = make_dict();
  return true;
}

}  // namespace

Value call_method(const Method& method, const Value& self, Value* values, std::size_t count) {
  return call_method_inline(method, self, values, count);
}

Value call_method_binding(const Method& method, const Value& self, Value* values, std::size_t count) {
  const Signature& signature = method.signature;
  Slots bound(signature.count());
  if (signature.args() >= 0 && collect(signature, values, count, bound.get()))
    return method.function(self, bound.get());
  bind_signature(method, self, flatten([&] { return full_name(method, self); }, {values, count}), bound.get());
  return method.function(self, bound.get());
}

namespace {

/// Binds arguments and keywords that all have a place of their own: the usual case. False, and nothing of the arguments
/// has moved, where something has to be expanded or does not fit; that has to be told in the words of the signature.
bool bind_named(const Signature& signature, const Arguments& arguments, Value* bound) {
  if (signature.form() != Signature::Form::kClinic && signature.form() != Signature::Form::kPython) return false;
  const std::size_t given = positional_count(arguments);
  const auto taken = std::min(given, static_cast<std::size_t>(signature.positional()));
  if (taken < given && signature.args() < 0) return false;
  Values rest;
  std::size_t at = 0;
  const auto take = [&](const Value& value) {
    if (at < taken)
      bound[at] = value;
    else
      rest.push_back(value);
    ++at;
  };
  for (std::size_t i = 0; i < arguments.count; ++i) take(arguments.values[i]);
  for (const Element& element : arguments.positional) {
    if (element.starred) return false;
    take(element.value);
  }
  if (signature.args() >= 0) bound[signature.args()] = make_tuple(std::move(rest));
  if (signature.kwargs() >= 0) bound[signature.kwargs()] = make_dict();
  for (const Keyword& keyword : arguments.keywords) {
    if (!keyword.name.is_str()) return false;
    const std::string_view name = text_of(keyword.name);
    const int i = parameter_named(signature, name);
    if (i < signature.count()) {
      if (!bound[i].is_unset()) return false;
      bound[i] = keyword.value;
    } else {
      if (signature.kwargs() < 0) return false;
      Table& others = as_dict(bound[signature.kwargs()]);
      if (others.find(name) != nullptr) return false;
      others.set(keyword.name, keyword.value);
    }
  }
  for (int i = 0; i < signature.count(); ++i)
    if (signature.is_required(i) && bound[i].is_unset()) return false;
  return true;
}

}  // namespace

Value call_method(const Method& method, const Value& self, const Arguments& arguments) {
  const Signature& signature = method.signature;
  Slots bound(signature.count());
  const std::size_t given = positional_count(arguments);
  if (takes(signature, given) && is_plain(arguments)) {
    int i = 0;
    for (std::size_t at = 0; at < arguments.count; ++at) bound[i++] = arguments.values[at];
    for (const Element& element : arguments.positional) bound[i++] = element.value;
    if (fits(signature, bound.get())) return method.function(self, bound.get());
  }
  if (arguments.keywords.size() > 0) {
    Slots named(signature.count());
    if (bind_named(signature, arguments, named.get())) return method.function(self, named.get());
  }
  bind_signature(method, self, flatten([&] { return full_name(method, self); }, arguments), bound.get());
  return method.function(self, bound.get());
}

}  // namespace pbc
