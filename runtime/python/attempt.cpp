// SPDX-License-Identifier: Apache-2.0
#include "pbc/attempt.h"

#include "python/class.h"
#include "python/convert.h"
#include "python/execution.h"
#include "python/parse_number.h"

namespace pbc {

namespace {

/// The exception that waits, or null; holds a reference.
constinit thread_local Exception* waiting = nullptr;

Value wait(Value exception) {
  Exception& failed = as_exception(exception);
  ++failed.references;
  waiting = &failed;
  return Value();
}

/// As a raise does, but for the throw.
Value begin(Value exception) {
  Exception& failed = as_exception(exception);
  set_context(failed);
  failed.last_frame = nullptr;
  return wait(std::move(exception));
}

Value take_waiting() {
  Exception* const failed = std::exchange(waiting, nullptr);
  return failed == nullptr ? Value() : Value(Tag::kException, failed);
}

}  // namespace

Value suspend_failure() { return take_waiting(); }

Exception* exchange_failure(Exception* failure) { return std::exchange(waiting, failure); }
void resume_failure(Value exception) {
  if (!exception.is_unset()) wait(std::move(exception));
}

void fail(const Raised& raised) { wait(raised.exception); }
Value fail(const Value& exception) { return begin(raised_instance(exception)); }
Value fail(Frame& at, const Value& exception) {
  Value made = raised_instance(exception);
  begin(made);
  add_place(as_exception(made), at);
  return Value();
}

Value item_or_failure(const Value& object, const Value& key) {
  switch (object.tag()) {
    case Tag::kDict:
      if (has_class(object) || as_dict_object(object).type != &kDictType) break;
      if (const Value* found = as_dict(object).find(key)) return *found;
      return begin(make_exception(kKeyError, {key}));
    case Tag::kList: {
      if (has_class(object) || !key.is(Tag::kInt)) break;
      const Values& items = as_list(object);
      const std::int64_t size = static_cast<std::int64_t>(items.size());
      const std::int64_t at = key.as_int() < 0 ? key.as_int() + size : key.as_int();
      if (at >= 0 && at < size) return items[static_cast<std::size_t>(at)];
      return begin(make_exception(kIndexError, "list index out of range"));
    }
    case Tag::kNone:
    case Tag::kBool:
    case Tag::kInt:
    case Tag::kFloat:
      return begin(make_exception(kTypeError, joined({"'", type_name(object), "' object is not subscriptable"})));
    default:
      break;
  }
  return object[key];
}

Value int_or_failure(const Value& value) {
  if (!value.is_str() || has_class(value)) return py("int")({value});
  std::string problem;
  Value number = read_int(value, 10, &problem);
  return number.is_unset() ? begin(make_exception(kValueError, problem)) : number;
}

void throw_failure() { rethrow(take_waiting()); }

Failure::Failure() : Raised{take_waiting()} {}
void Failure::throw_again() const { rethrow(exception); }

}  // namespace pbc
