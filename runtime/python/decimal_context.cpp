// SPDX-License-Identifier: Apache-2.0
//
// decimal.Context, the signals and getcontext (Python library reference, decimal: Context objects, Signals).
#include "python/arguments.h"
#include "python/decimal.h"
#include "python/library_more.h"

namespace pbc {

namespace decimal {
namespace {

constinit const Type kDecimalException{.name = "DecimalException", .module = "decimal", .base = &kArithmeticError};
constexpr Type signal_type(Name name, const Type& base = kDecimalException, const Type* second_base = nullptr) {
  return {.name = name, .module = "decimal", .base = &base, .second_base = second_base};
}
constinit const Type kClampedSignal = signal_type("Clamped");
constinit const Type kInvalidOperationSignal = signal_type("InvalidOperation");
constinit const Type kInexactSignal = signal_type("Inexact");
constinit const Type kConversionSyntaxCondition = signal_type("ConversionSyntax", kInvalidOperationSignal);
constinit const Type kDivisionImpossibleCondition = signal_type("DivisionImpossible", kInvalidOperationSignal);
constinit const Type kInvalidContextCondition = signal_type("InvalidContext", kInvalidOperationSignal);

}  // namespace

constinit const Type kDivisionByZeroSignal = signal_type("DivisionByZero", kDecimalException, &kZeroDivisionError);
constinit const Type kRoundedSignal = signal_type("Rounded");
constinit const Type kSubnormalSignal = signal_type("Subnormal");
constinit const Type kOverflowSignal = signal_type("Overflow", kInexactSignal, &kRoundedSignal);
constinit const Type kUnderflowSignal = signal_type("Underflow", kInexactSignal, &kSubnormalSignal);
constinit const Type kFloatOperationSignal = signal_type("FloatOperation", kDecimalException, &kTypeError);
constinit const Type kDivisionUndefinedCondition =
    signal_type("DivisionUndefined", kInvalidOperationSignal, &kZeroDivisionError);

}  // namespace decimal

namespace {

using namespace decimal;

using decimal::Context;

struct Signal {
  std::uint32_t status;
  const Type& type;
};
/// In the order in which a trap is looked for.
constexpr Signal kSignals[] = {
    {decimal::kAnyInvalid, kInvalidOperationSignal},
    {decimal::kFloatOperation, kFloatOperationSignal},
    {decimal::kDivisionByZero, kDivisionByZeroSignal},
    {decimal::kOverflow, kOverflowSignal},
    {decimal::kUnderflow, kUnderflowSignal},
    {decimal::kSubnormal, kSubnormalSignal},
    {decimal::kInexact, kInexactSignal},
    {decimal::kRounded, kRoundedSignal},
    {decimal::kClamped, kClampedSignal},
};
constexpr Signal kConditions[] = {
    {decimal::kInvalidOperation, kInvalidOperationSignal},
    {decimal::kConversionSyntax, kConversionSyntaxCondition},
    {decimal::kDivisionImpossible, kDivisionImpossibleCondition},
    {decimal::kDivisionUndefined, kDivisionUndefinedCondition},
    {decimal::kInvalidContext, kInvalidContextCondition},
};

constexpr const char* kRoundingNames[] = {"ROUND_UP",      "ROUND_DOWN",      "ROUND_CEILING",   "ROUND_FLOOR",
                                          "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"};

std::uint32_t signal_of(const Value& key) {
  for (const Signal& signal : kSignals)
    if (as_type(key) == &signal.type) return signal.status;
  raise_error(kKeyError, "invalid error flag");
}

/// The names of a status by its bits from the lowest; the kinds of invalid operation count as one.
std::string status_text(std::uint32_t status) {
  std::string text;
  std::uint32_t seen = 0;
  for (std::uint32_t bit = 1; bit <= decimal::kUnderflow; bit <<= 1) {
    if ((status & bit) == 0 || (seen & bit) != 0) continue;
    for (const Signal& signal : kSignals) {
      if ((signal.status & bit) == 0) continue;
      text += (text.empty() ? "" : ", ") + std::string(signal.type.name.view());
      seen |= signal.status;
    }
  }
  return text;
}

/// context.flags and context.traps: a mapping of signals to truth.
extern const Type kSignalDictType;
struct SignalDict final : Native {
  SignalDict(Value context, bool traps) : Native(kSignalDictType), context(std::move(context)), traps(traps) {}
  Value context;
  bool traps;

  std::uint32_t& status() const {
    Context& of = as_native<DecimalContext>(context).context;
    return traps ? of.traps : of.flags;
  }
  Value get_item(const Value& key) override { return (status() & signal_of(key)) != 0; }
  void set_item(const Value& key, const Value& value) override {
    status() = bool(value) ? status() | signal_of(key) : status() & ~signal_of(key);
  }
  bool has_length() const override { return true; }
  std::size_t length() const override { return std::size(kSignals); }
  Values keys() const {
    Values result;
    for (const Signal& signal : kSignals) result.push_back(type_value(signal.type));
    return result;
  }
  Value iterate() override { return to_iterator(make_list(keys())); }
  bool contains(const Value& item) override {
    for (const Signal& signal : kSignals)
      if (as_type(item) == &signal.type) return true;
    return false;
  }
  std::string repr() const override {
    std::string text = "{";
    for (const Signal& signal : kSignals) {
      text += (text.size() > 1 ? ", " : "") + to_repr(type_value(signal.type)) + ":";
      text += (status() & signal.status) != 0 ? "True" : "False";
    }
    return text + "}";
  }
  Value compare(Comparison op, const Value& other) const override {
    const SignalDict* right = native_if<SignalDict>(other, kSignalDictType);
    if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
    return (status() == right->status()) == (op == Comparison::kEqual);
  }
};

constexpr Method kSignalDictMethods[] = {
    {"keys", [](const Value& self, Value*) { return make_list(as_native<SignalDict>(self).keys()); }, ""},
    {"values",
     [](const Value& self, Value*) {
       Values values;
       for (const Signal& signal : kSignals)
         values.push_back((as_native<SignalDict>(self).status() & signal.status) != 0);
       return make_list(std::move(values));
     },
     ""},
    {"items",
     [](const Value& self, Value*) {
       Values items;
       for (const Signal& signal : kSignals)
         items.push_back(
             make_tuple({type_value(signal.type), Value((as_native<SignalDict>(self).status() & signal.status) != 0)}));
       return make_list(std::move(items));
     },
     ""},
};

constinit const Type kSignalDictType{
    .name = "SignalDict",
    .module = "decimal",
    .error_name = "decimal.SignalDict",
    .methods = [] { return std::span<const Method>(kSignalDictMethods); },
};

/// A list of signals or a mapping of signals to truth.
std::uint32_t status_argument(const Value& value) {
  std::uint32_t status = 0;
  if (const SignalDict* dict = native_if<SignalDict>(value, kSignalDictType)) return dict->status();
  if (value.is(Tag::kDict)) {
    for (const Table::Entry& entry : as_dict(value).entries())
      if (bool(entry.value)) status |= signal_of(entry.key);
    return status;
  }
  for (const Value& signal : to_values(value)) status |= signal_of(signal);
  return status;
}

std::int64_t bounded(const Value& value, std::int64_t low, std::int64_t high, std::string_view message) {
  if (!is_any_int(value)) raise_type_error("an integer is required");
  if (value.is(Tag::kBigInt) || value.as_int() < low || value.as_int() > high) raise_value_error(message);
  return value.as_int();
}

bool set_field(Context& context, std::string_view name, const Value& value) {
  constexpr std::int64_t kMost = 999999999999999999;
  if (name == "prec") {
    context.precision = bounded(value, 1, kMost, "valid range for prec is [1, MAX_PREC]");
  } else if (name == "rounding") {
    context.rounding = rounding_argument(value);
  } else if (name == "Emin") {
    context.emin = bounded(value, -kMost, 0, "valid range for Emin is [MIN_EMIN, 0]");
  } else if (name == "Emax") {
    context.emax = bounded(value, 0, kMost, "valid range for Emax is [0, MAX_EMAX]");
  } else if (name == "capitals") {
    context.capitals = bounded(value, 0, 1, "valid values for capitals are 0 or 1") != 0;
  } else if (name == "clamp") {
    context.clamp = bounded(value, 0, 1, "valid values for clamp are 0 or 1") != 0;
  } else if (name == "flags") {
    context.flags = status_argument(value);
  } else if (name == "traps") {
    context.traps = status_argument(value);
  } else {
    return false;
  }
  return true;
}

constexpr const char* kFields[] = {"prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"};

Value new_context(const Value&, Value* a) {
  Context context;
  for (std::size_t i = 0; i < std::size(kFields); ++i)
    if (given(a[i])) set_field(context, kFields[i], a[i]);
  return make_native(new DecimalContext(context));
}

Context& self_of(const Value& self) { return as_native<DecimalContext>(self).context; }

decimal::Number operand(const Value& value) {
  decimal::Number number;
  if (!decimal_operand(value, &number))
    raise_type_error("conversion from ", type_name(value), " to Decimal is not supported");
  return number;
}

template <decimal::Number (*Operation)(const decimal::Number&, const decimal::Number&, const Context&, std::uint32_t&)>
Value two(const Value& self, Value* a) {
  std::uint32_t status = 0;
  decimal::Number result = Operation(operand(a[0]), operand(a[1]), self_of(self), status);
  signal_decimal(self_of(self), status);
  return make_decimal(std::move(result));
}

template <decimal::Number (*Operation)(const decimal::Number&, const Context&, std::uint32_t&)>
Value one(const Value& self, Value* a) {
  std::uint32_t status = 0;
  decimal::Number result = Operation(operand(a[0]), self_of(self), status);
  signal_decimal(self_of(self), status);
  return make_decimal(std::move(result));
}

decimal::Number plus(const decimal::Number& x, const Context& context, std::uint32_t& status) {
  decimal::Number result;
  return nan_result(x, nullptr, context, status, &result) ? result : fix(x, context, status);
}

Value create_decimal(const Value& self, Value* a) {
  decimal::Number number;
  if (a[0].is_str()) {
    if (!decimal::parse(a[0].text(), &number)) {
      signal_decimal(self_of(self), decimal::kConversionSyntax);
      number = {decimal::Kind::kNan, false, 0, 0};
    }
  } else if (!a[0].is_unset() && !decimal_operand(a[0], &number, true)) {
    raise_type_error("conversion from ", type_name(a[0]), " to Decimal is not supported");
  }
  std::uint32_t status = 0;
  number = fix(number, self_of(self), status);
  signal_decimal(self_of(self), status);
  return make_decimal(number);
}

constexpr Method kNewContext{"Context", new_context,
                             "prec=, rounding=, Emin=, Emax=, capitals=, clamp=, flags=, traps="};

constexpr Method kContextMethods[] = {
    {"clear_flags",
     [](const Value& self, Value*) -> Value {
       self_of(self).flags = 0;
       return None;
     },
     ""},
    {"clear_traps",
     [](const Value& self, Value*) -> Value {
       self_of(self).traps = 0;
       return None;
     },
     ""},
    {"copy", [](const Value& self, Value*) { return make_native(new DecimalContext(self_of(self))); }, ""},
    {"__copy__", [](const Value& self, Value*) { return make_native(new DecimalContext(self_of(self))); }, ""},
    {"create_decimal", create_decimal, "num=, /"},
    {"create_decimal_from_float", create_decimal, "f, /"},
    {"Etiny", [](const Value& self, Value*) -> Value { return self_of(self).etiny(); }, ""},
    {"Etop", [](const Value& self, Value*) -> Value { return self_of(self).etop(); }, ""},
    {"radix", [](const Value&, Value*) { return make_decimal(decimal::of_int(10)); }, ""},
    {"add", two<decimal::add>, "x, y, /"},
    {"subtract", two<decimal::subtract>, "x, y, /"},
    {"multiply", two<decimal::multiply>, "x, y, /"},
    {"divide", two<decimal::divide>, "x, y, /"},
    {"power", two<decimal::power>, "a, b"},
    {"plus", one<plus>, "x, /"},
    {"sqrt", one<decimal::square_root>, "x, /"},
    {"exp", one<decimal::exponential>, "x, /"},
    {"ln", one<decimal::natural_logarithm>, "x, /"},
    {"log10", one<decimal::decimal_logarithm>, "x, /"},
    {"normalize", one<decimal::normalize>, "x, /"},
    {"quantize",
     [](const Value& self, Value* a) {
       std::uint32_t status = 0;
       decimal::Number result =
           decimal::quantize(operand(a[0]), operand(a[1]), self_of(self).rounding, self_of(self), status);
       signal_decimal(self_of(self), status);
       return make_decimal(std::move(result));
     },
     "x, y, /"},
    {"to_sci_string",
     [](const Value& self, Value* a) { return make_str(decimal::to_text(operand(a[0]), self_of(self).capitals)); },
     "x, /"},
    {"to_eng_string",
     [](const Value& self, Value* a) {
       return make_str(decimal::to_text(operand(a[0]), self_of(self).capitals, true));
     },
     "x, /"},
};

struct Current {
  Value context = make_native(new DecimalContext(Context()));
  Value standard = make_native(new DecimalContext(Context()));
  Value extended = make_native(new DecimalContext(Context{.precision = 9, .traps = 0}));
  Value basic =
      make_native(new DecimalContext(Context{.precision = 9,
                                             .rounding = decimal::Rounding::kHalfUp,
                                             .traps = decimal::kAnyInvalid | decimal::kDivisionByZero |
                                                      decimal::kOverflow | decimal::kUnderflow | decimal::kClamped}));
};

/// localcontext(): restores the context that was current at its start.
struct ContextManager final : Native {
  explicit ContextManager(Value inner) : Native(kDecimalContextManagerType), inner(std::move(inner)) {}
  Value inner, outer;
};

Value getcontext(const Value&, Value*) { return run_local<Current>().context; }

Value setcontext(const Value&, Value* a) {
  if (native_if<DecimalContext>(a[0], kDecimalContextType) == nullptr)
    raise_type_error("optional argument must be a context");
  // The three templates are copied, so that they stay as they are.
  Current& current = run_local<Current>();
  const bool is_template = is(a[0], current.standard) || is(a[0], current.extended) || is(a[0], current.basic);
  current.context = is_template ? make_native(new DecimalContext(self_of(a[0]))) : a[0];
  return None;
}

Value localcontext(const Value&, Value* a) {
  const Value base = given(a[0]) ? a[0] : run_local<Current>().context;
  if (native_if<DecimalContext>(base, kDecimalContextType) == nullptr)
    raise_type_error("optional argument must be a context");
  Context context = self_of(base);
  for (std::size_t i = 0; i < std::size(kFields); ++i)
    if (given(a[i + 1])) set_field(context, kFields[i], a[i + 1]);
  return make_native(new ContextManager(make_native(new DecimalContext(context))));
}

constexpr Method kContextManagerMethods[] = {
    {"__enter__",
     [](const Value& self, Value*) {
       auto& manager = as_native<ContextManager>(self);
       manager.outer = run_local<Current>().context;
       return run_local<Current>().context = manager.inner;
     },
     ""},
    {"__exit__",
     [](const Value& self, Value*) -> Value {
       run_local<Current>().context = as_native<ContextManager>(self).outer;
       return false;
     },
     "*args"},
};

constexpr Method kContextFunctions[] = {
    {"getcontext", getcontext, ""},
    {"setcontext", setcontext, "context, /"},
    {"localcontext", localcontext, "ctx=, *, prec=, rounding=, Emin=, Emax=, capitals=, clamp=, flags=, traps="},
};

constexpr const Type* kTypes[] = {
    &kDecimalType,
    &kDecimalContextType,
    &kDecimalTupleType,
    &kDecimalException,
    &kClampedSignal,
    &kInvalidOperationSignal,
    &kDivisionByZeroSignal,
    &kInexactSignal,
    &kRoundedSignal,
    &kSubnormalSignal,
    &kOverflowSignal,
    &kUnderflowSignal,
    &kFloatOperationSignal,
    &kConversionSyntaxCondition,
    &kDivisionImpossibleCondition,
    &kDivisionUndefinedCondition,
    &kInvalidContextCondition,
};

constexpr Constant kConstants[] = {
    {"ROUND_UP", []() -> Value { return "ROUND_UP"; }},
    {"ROUND_DOWN", []() -> Value { return "ROUND_DOWN"; }},
    {"ROUND_CEILING", []() -> Value { return "ROUND_CEILING"; }},
    {"ROUND_FLOOR", []() -> Value { return "ROUND_FLOOR"; }},
    {"ROUND_HALF_UP", []() -> Value { return "ROUND_HALF_UP"; }},
    {"ROUND_HALF_DOWN", []() -> Value { return "ROUND_HALF_DOWN"; }},
    {"ROUND_HALF_EVEN", []() -> Value { return "ROUND_HALF_EVEN"; }},
    {"ROUND_05UP", []() -> Value { return "ROUND_05UP"; }},
    {"MAX_PREC", []() -> Value { return 999999999999999999; }},
    {"MAX_EMAX", []() -> Value { return 999999999999999999; }},
    {"MIN_EMIN", []() -> Value { return -999999999999999999; }},
    {"MIN_ETINY", []() -> Value { return -1999999999999999997; }},
    {"HAVE_THREADS", []() -> Value { return true; }},
    {"DefaultContext", [] { return run_local<Current>().standard; }},
    {"ExtendedContext", [] { return run_local<Current>().extended; }},
    {"BasicContext", [] { return run_local<Current>().basic; }},
};

}  // namespace

constinit const Type kDecimalContextManagerType{
    .name = "ContextManager",
    .module = "decimal",
    .error_name = "decimal.ContextManager",
    .methods = [] { return std::span<const Method>(kContextManagerMethods); },
};

constinit const Type kDecimalContextType{
    .name = "Context",
    .module = "decimal",
    .error_name = "decimal.Context",
    .constructor = &kNewContext,
    .methods = [] { return std::span<const Method>(kContextMethods); },
};

std::string DecimalContext::repr() const {
  return "Context(prec=" + std::to_string(context.precision) +
         ", rounding=" + kRoundingNames[static_cast<int>(context.rounding)] + ", Emin=" + std::to_string(context.emin) +
         ", Emax=" + std::to_string(context.emax) + ", capitals=" + (context.capitals ? "1" : "0") +
         ", clamp=" + (context.clamp ? "1" : "0") + ", flags=[" + status_text(context.flags) + "], traps=[" +
         status_text(context.traps) + "])";
}

Value DecimalContext::attribute(Name name) {
  const std::string_view text = name.view();
  if (text == "prec") return context.precision;
  if (text == "rounding") return make_str(kRoundingNames[static_cast<int>(context.rounding)]);
  if (text == "Emin") return context.emin;
  if (text == "Emax") return context.emax;
  if (text == "capitals") return context.capitals ? 1 : 0;
  if (text == "clamp") return context.clamp ? 1 : 0;
  if (text == "flags" || text == "traps") return make_native(new SignalDict(self(), text == "traps"));
  return Value();
}

bool DecimalContext::set_attribute(Name name, const Value& value) {
  return !value.is_unset() && set_field(context, name.view(), value);
}

decimal::Rounding rounding_argument(const Value& value) {
  if (value.is_str()) {
    for (std::size_t i = 0; i < std::size(kRoundingNames); ++i)
      if (value.text() == kRoundingNames[i]) return static_cast<decimal::Rounding>(i);
  }
  raise_type_error(
      "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, "
      "ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
}

Value decimal_context_value() { return run_local<Current>().context; }
Context& decimal_context() { return self_of(run_local<Current>().context); }

void signal_decimal(Context& context, std::uint32_t status) {
  context.flags |= status;
  const std::uint32_t trapped = status & context.traps;
  if (trapped == 0) return;
  Values reasons;
  for (const Signal& condition : kConditions)
    if ((trapped & condition.status) != 0) reasons.push_back(type_value(condition.type));
  const Type* type = nullptr;
  for (const Signal& signal : kSignals) {
    if ((trapped & signal.status) == 0) continue;
    if (type == nullptr) type = &signal.type;
    if (&signal != kSignals) reasons.push_back(type_value(signal.type));
  }
  raise_exception(*type, {make_list(std::move(reasons))});
}

constinit const Module kDecimalModule{
    .name = "decimal", .functions = kContextFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
