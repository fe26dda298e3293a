// SPDX-License-Identifier: Apache-2.0
//
// The methods and attributes of generator objects (Python reference, 6.2.9.1; inspect's table of gi_ attributes).
#include "python/attributes.h"
#include "python/generator.h"
#include "python/library.h"

namespace pbc {

namespace {

Generator& self_of(const Value& self) { return *as_generator(self); }

Value send(const Value& self, Value* arguments) {
  Value item;
  if (self_of(self).send(arguments[0], item)) return item;
  raise_stop(self);
}

Value next(const Value& self, Value*) {
  Value item;
  if (self_of(self).next(item)) return item;
  raise_stop(self);
}

Value iter_self(const Value& self, Value*) { return self; }

/// The exception that a class makes; what is none is told to the generator.
Value made_exception(const Value& type, const Value& made) {
  if (made.is(Tag::kException)) return made;
  return make_exception(
      kTypeError,
      joined({"calling ", to_repr(type), " should have returned an instance of BaseException, not ", type_name(made)}));
}

/// The exception that throw(type, value, traceback) means.
Value thrown(const Value& type, const Value& value) {
  const bool has_value = !value.is_unset() && !value.is_none();
  if (const Type* given = as_type(type); given != nullptr && is_subtype(*given, kBaseException)) {
    if (!has_value) return made_exception(type, type());
    if (value.is(Tag::kException) && is_exception(value, *given)) return value;
    return made_exception(type, value.is(Tag::kTuple) ? type({star(value)}, {}) : type({value}));
  }
  if (!type.is(Tag::kException))
    raise_type_error("exceptions must be classes or instances deriving from BaseException, not ", type_name(type));
  if (has_value) raise_type_error("instance exception may not have a separate value");
  return type;
}

/// Whether the innermost of the generators that `generator` waits for, itself included, waits for an iterator with a
/// `throw` of its own.
bool hands_throw_on(const Generator& generator) {
  const Generator* at = &generator;
  while (const Generator* inner = as_generator(at->delegate)) at = inner;
  return at->state == Generator::State::kSuspended && !at->delegate.is_unset() &&
         !find_attribute(at->delegate, "throw").is_unset();
}

Value throw_in(const Value& self, Value* arguments) {
  if (!arguments[2].is_unset() && !arguments[2].is_none())
    raise_type_error("throw() third argument must be a traceback object");
  const Type* type = as_type(arguments[0]);
  const bool is_exit = type != nullptr ? is_subtype(*type, kGeneratorExit)
                                       : arguments[0].is(Tag::kException) && is_exception(arguments[0], kGeneratorExit);
  Value given;
  if (!is_exit && hands_throw_on(self_of(self))) {
    // That iterator gets the arguments as they are, whatever they are.
    Values unread;
    for (int i = 0; i < 3 && !arguments[i].is_unset(); ++i) unread.push_back(arguments[i]);
    given = make_tuple(std::move(unread));
  } else {
    given = thrown(arguments[0], arguments[1]);
  }
  Value item;
  if (self_of(self).throw_in(given, item)) return item;
  raise_stop(self);
}

Value close(const Value& self, Value*) {
  self_of(self).close();
  return None;
}

constexpr Method kMethods[] = {{"send", send, "arg, /"},
                               {"throw", throw_in, "type, value=, traceback=, /"},
                               {"close", close, ""},
                               {"__next__", next, ""},
                               {"__iter__", iter_self, ""}};
std::span<const Method> methods() { return kMethods; }

// --- What inspect looks at -------------------------------------------------------------------------------------------

extern const Type kCodeType, kFrameType;

std::string_view last_part(std::string_view qualified) { return qualified.substr(qualified.rfind('.') + 1); }

struct Code final : Native {
  Code(const char* function, int line) : Native(kCodeType), function(function), line(line) {}
  Value attribute(Name name) override {
    if (name == Name("co_name")) return make_str(last_part(function));
    if (name == Name("co_qualname")) return make_str(function);
    if (name == Name("co_firstlineno")) return line;
    if (name == Name("co_filename")) return make_str(playbook_source().file);
    return Value();
  }
  const char* function;
  int line;
};

struct SuspendedFrame final : Native {
  explicit SuspendedFrame(const Generator& generator)
      : Native(kFrameType), function(generator.function), first_line(generator.line), line(generator.current_line()) {}
  Value attribute(Name name) override {
    if (name == Name("f_lineno")) return line;
    if (name == Name("f_code")) return make_native(new Code(function, first_line));
    return Value();
  }
  const char* function;
  int first_line, line;
};

constinit const Type kCodeType{.name = "code"};
constinit const Type kFrameType{.name = "frame"};

constexpr Attribute kAttributes[] = {
    {"gi_running", [](const Value& self) -> Value { return self_of(self).state == Generator::State::kRunning; }},
    {"gi_suspended", [](const Value& self) -> Value { return self_of(self).state == Generator::State::kSuspended; }},
    {"gi_frame",
     [](const Value& self) -> Value {
       if (self_of(self).state == Generator::State::kFinished) return None;
       return make_native(new SuspendedFrame(self_of(self)));
     }},
    {"gi_code",
     [](const Value& self) -> Value { return make_native(new Code(self_of(self).function, self_of(self).line)); }},
    {"gi_yieldfrom",
     [](const Value& self) -> Value {
       return self_of(self).delegate.is_unset() ? Value(None) : self_of(self).delegate;
     }},
    {"__name__", [](const Value& self) -> Value { return make_str(last_part(self_of(self).function)); }},
    {"__qualname__", [](const Value& self) -> Value { return make_str(self_of(self).function); }}};
std::span<const Attribute> attributes() { return kAttributes; }

}  // namespace

constinit const Type kGeneratorType{
    .name = "generator", .methods = methods, .attributes = attributes, .is_final = true};

void raise_stop(const Value& iterator) {
  Generator* generator = as_generator(iterator);
  const Value result = generator == nullptr ? Value(None) : generator->take_result();
  if (result.is_none()) raise_exception(kStopIteration, {});
  raise_exception(kStopIteration, {result});
}

}  // namespace pbc
