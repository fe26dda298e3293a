// SPDX-License-Identifier: Apache-2.0
#include "python/exception_group.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "pbc/exception_group.h"
#include "python/class.h"
#include "python/execution.h"

namespace pbc {

namespace {

bool is_group(const Value& v) { return v.is(Tag::kException) && is_exception(v, kBaseExceptionGroup); }
const Values& args_of(const Value& group) { return as_tuple(as_exception(group).args); }
Value message_of(const Value& group) { return args_of(group).empty() ? Value("") : args_of(group)[0]; }
Value exceptions_of(const Value& group) { return exceptions_of_group(as_exception(group)); }

/// The group's class: one that holds exceptions only is an ExceptionGroup, whoever asks for the base.
Value new_group(const Value& self, Value* a) {
  const Type* type = as_type(self);
  const Values& given = as_tuple(a[0]);
  if (given.size() != 2)
    raise_type_error("BaseExceptionGroup.__new__() takes exactly 2 arguments (", std::to_string(given.size()),
                     " given)");
  if (!given[0].is_str())
    raise_type_error("BaseExceptionGroup.__new__() argument 1 must be str, not ", argument_type(given[0]));
  const bool is_sequence = given[1].is(Tag::kList) || given[1].is(Tag::kTuple);
  if (!is_sequence) raise_type_error("second argument (exceptions) must be a sequence");
  const Values items = to_values(given[1]);
  if (items.empty()) raise_value_error("second argument (exceptions) must be a non-empty sequence");
  bool all_plain = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is(Tag::kException))
      raise_value_error("Item ", std::to_string(i), " of second argument (exceptions) is not an exception");
    all_plain &= is_exception(items[i], kException);
  }
  if (type == &kBaseExceptionGroup && all_plain) type = &kExceptionGroup;
  if (!all_plain && type == &kExceptionGroup) raise_type_error("Cannot nest BaseExceptions in an ExceptionGroup");
  if (!all_plain && is_subtype(*type, kException))
    raise_type_error("Cannot nest BaseExceptions in '", type->name.view(), "'");
  return {Tag::kException, new Exception(*type, make_tuple(given))};
}

/// What a condition of subgroup() and split() asks of an exception.
std::function<bool(const Value&)> condition_of(const Value& condition) {
  const auto is_exception_type = [](const Value& v) {
    const Type* type = as_type(v);
    return type != nullptr && is_subtype(*type, kBaseException);
  };
  bool is_types = is_exception_type(condition);
  if (condition.is(Tag::kTuple)) {
    is_types = true;
    for (const Value& one : as_tuple(condition)) is_types &= is_exception_type(one);
  }
  if (is_types) return [condition](const Value& v) { return static_cast<bool>(py("isinstance")({v, condition})); };
  if (as_type(condition) != nullptr || !is_callable(condition))
    raise_type_error("expected a function, exception type or tuple of exception types");
  return [condition](const Value& v) { return static_cast<bool>(condition({v})); };
}

/// A group of the same kind for some of the exceptions, with what belongs to the whole.
Value derived(const Value& group, Values items) {
  if (items.empty()) return None;
  const Value made = group.call("derive", {make_list(std::move(items))});
  if (!is_group(made)) raise_type_error("derive must return an instance of BaseExceptionGroup");
  const Exception& from = as_exception(group);
  Exception& to = as_exception(made);
  to.traceback = from.traceback;
  to.cause = from.cause;
  to.context = from.context;
  to.suppress_context = true;  // as setting a cause does, even None
  if (const Value* notes = from.attributes.find("__notes__"))
    to.attributes.set("__notes__", make_list(to_values(*notes)));
  return made;
}

/// The parts that fit and that do not, each a group or None.
std::pair<Value, Value> parts_of(const Value& v, const std::function<bool(const Value&)>& fits) {
  const Recursion recursion(" in exceptiongroup_split_recursive");
  if (fits(v)) return {v, None};
  if (!is_group(v)) return {None, v};
  Values matching, others;
  const Value items = exceptions_of(v);
  for (const Value& item : as_tuple(items)) {
    auto [match, rest] = parts_of(item, fits);
    if (!match.is_none()) matching.push_back(std::move(match));
    if (!rest.is_none()) others.push_back(std::move(rest));
  }
  Value match = derived(v, std::move(matching));
  return {std::move(match), derived(v, std::move(others))};
}

Value derive(const Value& self, Value* a) { return type_value(kBaseExceptionGroup)({message_of(self), a[0]}); }
Value subgroup(const Value& self, Value* a) { return parts_of(self, condition_of(a[0])).first; }
Value split(const Value& self, Value* a) {
  const auto [match, rest] = parts_of(self, condition_of(a[0]));
  return make_tuple({match, rest});
}

constexpr Method kMethods[] = {
    {"derive", derive, "excs, /"},
    {"split", split, "condition, /"},
    {"subgroup", subgroup, "condition, /"},
};
constexpr Attribute kAttributes[] = {{"message", message_of}, {"exceptions", exceptions_of}};

/// Whether `exception` is a part of `original` that was raised again as it was.
bool is_part_of(const Value& exception, const Value& original) {
  if (!is_group(exception)) return false;
  const Exception& part = as_exception(exception);
  const Exception& whole = as_exception(original);
  const auto same_place = [](const Exception::Place& a, const Exception::Place& b) {
    return a.line == b.line && a.module == b.module && std::string_view(a.function) == b.function;
  };
  return std::ranges::equal(part.traceback, whole.traceback, same_place) && is(part.cause, whole.cause) &&
         is(part.context, whole.context);
}

void collect_leaves(const Value& v, std::set<const Object*>& leaves) {
  if (!is_group(v)) {
    leaves.insert(v.object());
    return;
  }
  const Value items = exceptions_of(v);
  for (const Value& item : as_tuple(items)) collect_leaves(item, leaves);
}

void check_group_classes(const Value& classes) {
  const auto check = [](const Value& one) {
    const Type* type = as_type(one);
    if (type == nullptr || !is_subtype(*type, kBaseException))
      raise_type_error("catching classes that do not inherit from BaseException is not allowed");
    if (is_subtype(*type, kBaseExceptionGroup))
      raise_type_error("catching ExceptionGroup with except* is not allowed. Use except instead.");
  };
  if (!classes.is(Tag::kTuple)) return check(classes);
  for (const Value& one : as_tuple(classes)) check(one);
}

}  // namespace

constinit const Method kNewExceptionGroup{"BaseExceptionGroup", new_group, "*args"};

std::span<const Method> exception_group_methods() { return kMethods; }
std::span<const Attribute> exception_group_attributes() { return kAttributes; }

std::string exception_group_str(const Value& v) {
  const Value items = exceptions_of(v);
  const std::size_t count = as_tuple(items).size();
  return to_str(message_of(v)) + " (" + std::to_string(count) + " sub-exception" + (count == 1 ? ")" : "s)");
}

Value exceptions_of_group(const Exception& group) {
  const Values& args = as_tuple(group.args);
  return args.size() < 2 ? make_tuple({}) : make_tuple(to_values(args[1]));
}

GroupHandling::GroupHandling(const Handling& handling)
    : original_(handling.exception()), rest_(original_), taken_(None), raised_(make_list()) {}

bool GroupHandling::take(const Value& classes) {
  check_group_classes(classes);
  if (rest_.is_none()) return false;
  std::tie(taken_, rest_) = parts_of(rest_, condition_of(classes));
  if (taken_.is_none()) return false;
  if (!is_group(taken_)) taken_ = type_value(kBaseExceptionGroup)({Value(""), make_tuple({taken_})});
  as_exception(taken_).last_frame = execution.frame;  // it has been here as a part of the whole
  return true;
}

void GroupHandling::keep(const Raised& raised) {
  add_place(as_exception(raised.exception), *execution.frame);
  append(raised_, raised.exception);
  caught();
}

Value GroupHandling::merged() const {
  const Values& raised = as_list(raised_);
  if (!is_group(original_)) return raised.empty() ? rest_ : raised[0];
  Values anew;
  std::set<const Object*> leaves;
  if (!rest_.is_none()) collect_leaves(rest_, leaves);
  for (const Value& one : raised) {
    if (is_part_of(one, original_))
      collect_leaves(one, leaves);
    else
      anew.push_back(one);
  }
  Value again = None;
  if (!leaves.empty())
    again = parts_of(original_, [&](const Value& v) { return !is_group(v) && leaves.contains(v.object()); }).first;
  if (anew.empty()) return again;
  if (!again.is_none()) anew.push_back(std::move(again));
  return anew.size() == 1 ? anew[0] : type_value(kBaseExceptionGroup)({Value(""), make_list(std::move(anew))});
}

void GroupHandling::finish() {
  const Value exception = merged();
  if (exception.is_none()) return;
  as_exception(exception).last_frame = execution.frame;
  rethrow(exception);
}

constinit const Type kExceptionGroup{
    .name = "ExceptionGroup", .base = &kBaseExceptionGroup, .second_base = &kException};

}  // namespace pbc
