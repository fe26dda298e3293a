// SPDX-License-Identifier: Apache-2.0
//
// contextlib.ExitStack. Its callbacks are a list of functions of (type, exception, traceback), the last one called
// first.
#include "pbc/playbook.h"
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/contextlib.h"
#include "python/execution.h"
#include "python/library_class.h"

namespace pbc {

namespace {

Value callbacks(const Value& self) { return self.attr("_exit_callbacks"); }

void push(const Value& self, const Value& exit) { as_list(callbacks(self)).push_back(exit); }

Value enter_context(Values& a) {
  const Value manager = a[1];
  if (find_attribute(manager, "__enter__").is_unset() || find_attribute(manager, "__exit__").is_unset()) {
    const bool enters = !find_attribute(manager, "__enter__").is_unset();
    const Type& type = type_of(manager);
    const std::string name =
        type.own_class != nullptr ? to_str(type.own_class->qualified_name) : std::string(type.name.view());
    raise_type_error("'", type.module, ".", name, "' object does not support the context manager protocol",
                     enters ? " (missed __exit__ method)" : "");
  }
  const Value exit = manager.attr("__exit__");
  const Value result = manager.call("__enter__");
  push(a[0], exit);
  return result;
}

Value push_exit(Values& a) {
  const Value exit = find_attribute(a[1], "__exit__");
  push(a[0], exit.is_unset() ? a[1] : exit);
  return a[1];
}

Value push_callback(Values& a) {
  const Value function = a[1], positional = a[2], keywords = a[3];
  push(a[0], make_library_function("_exit_wrapper", [function, positional, keywords](FlatArguments&) -> Value {
         call_with(function, as_tuple(positional), keywords);
         return None;
       }));
  return function;
}

Value pop_all(Values& a) {
  const Value fresh = type_value(type_of(a[0]))();
  fresh.set_attr("_exit_callbacks", make_list(as_list(callbacks(a[0]))));
  a[0].set_attr("_exit_callbacks", make_list());
  return fresh;
}

/// Calls what is on the stack, each with the exception that is on its way then.
Value unwind(const Value& self, const Value& received) {
  Value pending = received;
  bool suppressed = false, is_new = false;
  while (!as_list(callbacks(self)).empty()) {
    const Value list = callbacks(self);
    const Value exit = as_list(list).back();
    as_list(list).pop_back();
    try {
      const Value type = pending.is_none() ? Value(None) : type_value(type_of(pending));
      if (static_cast<bool>(exit({type, pending, None}))) {
        suppressed = !pending.is_none() || suppressed;
        is_new = false;
        pending = None;
      }
    } catch (const Raised& raised) {
      caught();
      const Value old = pending;
      pending = raised.exception;
      if (!old.is_none() && !is(old, pending) && as_exception(pending).context.is_none())
        as_exception(pending).context = old;
      is_new = true;
    }
  }
  if (is_new) {
    as_exception(pending).last_frame = nullptr;
    rethrow(pending);
  }
  return !received.is_none() && suppressed;
}

}  // namespace

Class& make_exit_stack() {
  LibraryClass cls("contextlib", "ExitStack", {context_class("AbstractContextManager")});
  cls.method("__init__", "self",
             [](Values& a) -> Value {
               a[0].set_attr("_exit_callbacks", make_list());
               return None;
             })
      .method("enter_context", "self, cm", enter_context)
      .method("push", "self, exit", push_exit)
      .method("callback", "self, callback, /, *args, **kwds", push_callback)
      .method("pop_all", "self", pop_all)
      .method("__enter__", "self", [](Values& a) { return a[0]; })
      .method("__exit__", "self, type, value, traceback", [](Values& a) { return unwind(a[0], a[2]); })
      .method("close", "self", [](Values& a) -> Value {
        unwind(a[0], None);
        return None;
      });
  return cls.make();
}

}  // namespace pbc
