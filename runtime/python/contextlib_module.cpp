// SPDX-License-Identifier: Apache-2.0
//
// The module contextlib (Python library reference, contextlib). What it gives to derive from are classes of the
// library; ExitStack is in exit_stack.cpp.
#include <map>

#include "pbc/playbook.h"
#include "python/abstract_collections.h"
#include "python/attributes.h"
#include "python/class_tools.h"
#include "python/contextlib.h"
#include "python/execution.h"
#include "python/generator.h"
#include "python/library_class.h"
#include "python/library_more.h"

namespace pbc {

namespace {

// --- contextmanager --------------------------------------------------------------------------------------------------

/// Throws `exception` into the generator. True: it is done and must not go on.
Value throw_into(const Value& generator, const Value& exception) {
  Value item;
  try {
    if (Generator* own = as_generator(generator)) {
      if (!own->throw_in(exception, item)) return true;
    } else {
      generator.call("throw", {exception});
    }
  } catch (const Raised& raised) {
    if (is_exception(raised.exception, kStopIteration)) {
      caught();
      return !is(raised.exception, exception);
    }
    const bool is_wrapped = is_exception(raised.exception, kRuntimeError) && is_exception(exception, kStopIteration) &&
                            is(as_exception(raised.exception).cause, exception);
    if (!is(raised.exception, exception) && !is_wrapped) throw;
    caught();
    return false;
  }
  raise_error(kRuntimeError, "generator didn't stop after throw()");
}

Value enter_generator(Values& a) {
  for (const Name name : {Name("args"), Name("kwds"), Name("func")}) a[0].del_attr(name);
  const Value generator = a[0].attr("gen");
  Value item;
  if (iterator_next(generator, item)) return item;
  // As `raise RuntimeError(...) from None` where StopIteration is being handled.
  const Value error = make_exception(kRuntimeError, "generator didn't yield");
  as_exception(error).context = make_exception(kStopIteration, {});
  as_exception(error).suppress_context = true;
  rethrow(error);
}

Value leave_generator(Values& a) {
  const Value generator = a[0].attr("gen");
  if (a[1].is_none()) {
    Value item;
    if (iterator_next(generator, item)) raise_error(kRuntimeError, "generator didn't stop");
    return false;
  }
  return throw_into(generator, a[2].is_none() ? a[1]() : a[2]);
}

Value init_generator(Values& a) {
  a[0].set_attr("gen", call_with(a[1], as_tuple(a[2]), a[3]));
  a[0].set_attr("func", a[1]);
  a[0].set_attr("args", a[2]);
  a[0].set_attr("kwds", a[3]);
  return None;
}

Value context_manager(const Value&, Value* a) {
  const Value function = a[0];
  const Value name = find_attribute(function, "__qualname__");
  const Value helper =
      make_library_function(name.is_str() ? std::string(name.text()) : "helper", [function](FlatArguments& arguments) {
        const Value keywords = make_dict();
        for (const auto& [key, value] : arguments.keywords) as_dict(keywords).set(key, value);
        return context_class("_GeneratorContextManager")({function, make_tuple(arguments.positional), keywords});
      });
  return import_from("functools", "update_wrapper")({helper, function});
}

// --- ContextDecorator ------------------------------------------------------------------------------------------------

/// func(*args, **kwds) inside of `with manager`.
Value call_within(const Value& manager, const Value& function, const Values& positional, const Value& keywords) {
  enter(manager);
  Value result;
  try {
    result = call_with(function, positional, keywords);
  } catch (const Raised& raised) {
    const Handling handling(raised);
    if (leave(manager, raised)) return None;
    throw;
  }
  leave(manager);
  return result;
}

Value decorate(Values& a) {
  const Value manager = a[0], function = a[1];
  const Value name = find_attribute(function, "__qualname__");
  const Value inner = make_library_function(
      name.is_str() ? std::string(name.text()) : "inner", [manager, function](FlatArguments& arguments) {
        const Value keywords = make_dict();
        for (const auto& [key, value] : arguments.keywords) as_dict(keywords).set(key, value);
        return call_within(manager.call("_recreate_cm"), function, arguments.positional, keywords);
      });
  return import_from("functools", "update_wrapper")({inner, function});
}

Value leave_nothing(Values&) { return None; }

// --- The classes -----------------------------------------------------------------------------------------------------

bool is_context_manager(Class&, const Type& type, const Value& instance) {
  return provides(type, instance, "__enter__") && provides(type, instance, "__exit__");
}

Class& make_abstract_manager() {
  LibraryClass cls("contextlib", "AbstractContextManager");
  cls.metaclass(kAbcMetaType).without_dict();
  cls.method("__enter__", "self", [](Values& a) { return a[0]; }).abstract("__exit__");
  Class& made = cls.make();
  made.covers = is_context_manager;
  made.type.generic = make_generic_alias;
  return made;
}

Class& make_decorator() {
  LibraryClass cls("contextlib", "ContextDecorator");
  cls.method("_recreate_cm", "self", [](Values& a) { return a[0]; }).method("__call__", "self, func", decorate);
  return cls.make();
}

Class& make_generator_manager() {
  LibraryClass cls("contextlib", "_GeneratorContextManager",
                   {context_class("AbstractContextManager"), context_class("ContextDecorator")});
  cls.method("__init__", "self, func, args, kwds", init_generator)
      .method("_recreate_cm", "self",
              [](Values& a) {
                return type_value(type_of(a[0]))({a[0].attr("func"), a[0].attr("args"), a[0].attr("kwds")});
              })
      .method("__enter__", "self", enter_generator)
      .method("__exit__", "self, typ, value, traceback", leave_generator);
  return cls.make();
}

Class& make_closing() {
  LibraryClass cls("contextlib", "closing", {context_class("AbstractContextManager")});
  cls.method("__init__", "self, thing",
             [](Values& a) -> Value {
               a[0].set_attr("thing", a[1]);
               return None;
             })
      .method("__enter__", "self", [](Values& a) { return a[0].attr("thing"); })
      .method("__exit__", "self, *exc_info", [](Values& a) -> Value {
        a[0].attr("thing").call("close");
        return None;
      });
  return cls.make();
}

Class& make_suppress() {
  LibraryClass cls("contextlib", "suppress", {context_class("AbstractContextManager")});
  cls.method("__init__", "self, *exceptions",
             [](Values& a) -> Value {
               a[0].set_attr("_exceptions", a[1]);
               return None;
             })
      .method("__enter__", "self", leave_nothing)
      .method("__exit__", "self, exctype, excinst, exctb", [](Values& a) -> Value {
        const Type* type = as_type(a[1]);
        return type != nullptr && is_subclass_of(*type, a[0].attr("_exceptions"));
      });
  return cls.make();
}

Class& make_null_context() {
  LibraryClass cls("contextlib", "nullcontext", {context_class("AbstractContextManager")});
  cls.method("__init__", "self, enter_result=",
             [](Values& a) -> Value {
               a[0].set_attr("enter_result", a[1].is_unset() ? Value(None) : a[1]);
               return None;
             })
      .method("__enter__", "self", [](Values& a) { return a[0].attr("enter_result"); })
      .method("__exit__", "self, *excinfo", leave_nothing);
  return cls.make();
}

/// redirect_stdout and redirect_stderr; `stream` is the name in sys.
Class& make_redirect(const char* name, Name stream) {
  LibraryClass cls("contextlib", name, {context_class("AbstractContextManager")});
  cls.method("__init__", "self, new_target",
             [](Values& a) -> Value {
               a[0].set_attr("_new_target", a[1]);
               a[0].set_attr("_old_targets", make_list());
               return None;
             })
      .method("__enter__", "self",
              [stream](Values& a) {
                const Value sys = import("sys"), target = a[0].attr("_new_target");
                a[0].attr("_old_targets").call("append", {sys.attr(stream)});
                sys.set_attr(stream, target);
                return target;
              })
      .method("__exit__", "self, exctype, excinst, exctb", [stream](Values& a) -> Value {
        import("sys").set_attr(stream, a[0].attr("_old_targets").call("pop"));
        return None;
      });
  return cls.make();
}

Class& make_context_class(std::string_view name) {
  if (name == "AbstractContextManager") return make_abstract_manager();
  if (name == "ContextDecorator") return make_decorator();
  if (name == "_GeneratorContextManager") return make_generator_manager();
  if (name == "closing") return make_closing();
  if (name == "suppress") return make_suppress();
  if (name == "nullcontext") return make_null_context();
  if (name == "redirect_stdout") return make_redirect("redirect_stdout", "stdout");
  if (name == "redirect_stderr") return make_redirect("redirect_stderr", "stderr");
  return make_exit_stack();
}

struct ContextClasses {
  std::map<std::string, Class*, std::less<>> made;
};

constexpr Method kFunctions[] = {{"contextmanager", context_manager, "def func"}};
constexpr Constant kConstants[] = {
    {"AbstractContextManager", [] { return context_class("AbstractContextManager"); }},
    {"ContextDecorator", [] { return context_class("ContextDecorator"); }},
    {"ExitStack", [] { return context_class("ExitStack"); }},
    {"closing", [] { return context_class("closing"); }},
    {"nullcontext", [] { return context_class("nullcontext"); }},
    {"redirect_stderr", [] { return context_class("redirect_stderr"); }},
    {"redirect_stdout", [] { return context_class("redirect_stdout"); }},
    {"suppress", [] { return context_class("suppress"); }},
};

}  // namespace

Value context_class(std::string_view name) {
  auto& made = run_local<ContextClasses>().made;
  const auto known = made.find(name);
  if (known != made.end()) return known->second->self();
  Class& cls = make_context_class(name);
  made.emplace(std::string(name), &cls);
  return cls.self();
}

constinit const Module kContextlibModule{.name = "contextlib", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
