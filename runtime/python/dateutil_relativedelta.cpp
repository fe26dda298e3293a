// SPDX-License-Identifier: Apache-2.0
//
// The module dateutil.relativedelta: spans of time in years and months, and dates reached by replacing parts.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "python/arguments.h"
#include "python/bind.h"
#include "python/library_more.h"

namespace pbc {
namespace {

extern const Type kRelativeDeltaType, kWeekdayType;

constexpr std::array<const char*, 7> kUnits = {"years",   "months",  "days",        "hours",
                                               "minutes", "seconds", "microseconds"};
constexpr std::array<const char*, 7> kFields = {"year", "month", "day", "hour", "minute", "second", "microsecond"};
enum Unit : std::uint8_t { kYears, kMonths, kDays, kHours, kMinutes, kSeconds, kMicroseconds };
constexpr std::array<const char*, 7> kDayNames = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

constexpr std::int64_t kMostAmount = 1'000'000'000'000'000;  // of any unit, so that sums stay within 64 bits

struct Weekday final : Native {
  Weekday(std::int64_t day, Value n) : Native(kWeekdayType), day(day), n(std::move(n)) {}
  std::int64_t day;
  Value n;  // which one: None, or not 0
  std::string repr() const override {
    const std::string name = kDayNames[static_cast<std::size_t>(day)];
    if (n.is_none()) return name;
    return name + "(" + (n < Value(0) ? "" : "+") + to_str(n) + ")";
  }
  Value compare(Comparison op, const Value& other) const override {
    const auto* right = native_if<Weekday>(other, kWeekdayType);
    if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
    const bool same = right->day == day && n == right->n;
    return same == (op == Comparison::kEqual);
  }
  std::uint64_t hash() const override { return static_cast<std::uint64_t>(day) * 31 + hash_of(n); }
  Value attribute(Name wanted) override {
    if (wanted == Name("weekday")) return day;
    if (wanted == Name("n")) return n;
    return Value();
  }
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override {
    const Values given = flatten([] { return std::string("weekday"); }, arguments).positional;
    return made(day, given.empty() ? Value(None) : given[0]);
  }
  static Value made(std::int64_t day, const Value& n) {
    if (n.is(Tag::kInt) && n.as_int() == 0) raise_value_error("Can't create weekday with n==0");
    return make_native(new Weekday(day, n));
  }
};

struct RelativeDelta final : Native {
  RelativeDelta() : Native(kRelativeDeltaType) {}
  std::array<std::int64_t, 7> amounts{};
  std::int64_t leapdays = 0;
  std::array<std::optional<std::int64_t>, 7> fields{};  // what is replaced
  Value weekday = None;

  /// Carries what is too much for a unit into the next one, each by its sign.
  void normalize() {
    for (std::int64_t amount : amounts)
      if (amount > kMostAmount || amount < -kMostAmount)
        raise_error(kOverflowError, "Python int too large to convert to C int");
    const auto carry = [&](Unit from, Unit to, std::int64_t most) {
      std::int64_t& amount = amounts[from];
      if (std::abs(amount) < most) return;
      const std::int64_t sign = amount < 0 ? -1 : 1;
      amounts[to] += sign * (std::abs(amount) / most);
      amount = sign * (std::abs(amount) % most);
    };
    carry(kMicroseconds, kSeconds, 1'000'000);
    carry(kSeconds, kMinutes, 60);
    carry(kMinutes, kHours, 60);
    carry(kHours, kDays, 24);
    carry(kMonths, kYears, 12);
  }
  bool truth() const override {
    return std::ranges::any_of(amounts, [](std::int64_t amount) { return amount != 0; }) || leapdays != 0 ||
           std::ranges::any_of(fields, [](const auto& field) { return field.has_value(); }) || !weekday.is_none();
  }
  std::string repr() const override {
    std::string out;
    const auto add = [&](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
    const auto amount = [&](const char* name, std::int64_t value) {
      if (value != 0) add(std::string(name) + "=" + (value > 0 ? "+" : "") + std::to_string(value));
    };
    for (Unit unit : {kYears, kMonths, kDays}) amount(kUnits[unit], amounts[unit]);
    amount("leapdays", leapdays);
    for (Unit unit : {kHours, kMinutes, kSeconds, kMicroseconds}) amount(kUnits[unit], amounts[unit]);
    for (Unit unit : {kYears, kMonths, kDays})
      if (fields[unit]) add(std::string(kFields[unit]) + "=" + std::to_string(*fields[unit]));
    if (!weekday.is_none()) add("weekday=" + to_repr(weekday));
    for (Unit unit : {kHours, kMinutes, kSeconds, kMicroseconds})
      if (fields[unit]) add(std::string(kFields[unit]) + "=" + std::to_string(*fields[unit]));
    return "relativedelta(" + out + ")";
  }
  Value attribute(Name wanted) override {
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
      if (wanted.view() == kUnits[i]) return amounts[i];
      if (wanted.view() == kFields[i]) return fields[i] ? Value(*fields[i]) : Value(None);
    }
    if (wanted == Name("leapdays")) return leapdays;
    if (wanted == Name("weekday")) return weekday;
    if (wanted == Name("weeks")) return amounts[kDays] / 7;
    return Value();
  }
  Value compare(Comparison op, const Value& other) const override {
    const auto* right = native_if<RelativeDelta>(other, kRelativeDeltaType);
    if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
    const bool same = amounts == right->amounts && leapdays == right->leapdays && fields == right->fields &&
                      weekday == right->weekday;
    return same == (op == Comparison::kEqual);
  }
  std::uint64_t hash() const override {
    std::uint64_t value = static_cast<std::uint64_t>(leapdays);
    for (std::int64_t amount : amounts) value = value * 1'000'003 + static_cast<std::uint64_t>(amount);
    return value;
  }

  Value binary(Operator op, const Value& other, bool reflected) const override;
  Value unary(char op) const override {
    if (op == '+') return copy();
    if (op != '-' && op != 'a') return Value();
    const Value made = copy();
    auto& delta = as_native<RelativeDelta>(made);
    for (std::int64_t& amount : delta.amounts) amount = op == '-' ? -amount : std::abs(amount);
    return made;
  }
  Value copy() const {
    auto* delta = new RelativeDelta();
    delta->amounts = amounts;
    delta->leapdays = leapdays;
    delta->fields = fields;
    delta->weekday = weekday;
    return make_native(delta);
  }
  Value added_to(const Value& date) const;
};

bool is_date(const Value& v) { return is_instance(v, *as_type(import_from("datetime", "date"))); }
bool is_time_delta(const Value& v) { return is_instance(v, *as_type(import_from("datetime", "timedelta"))); }

Value RelativeDelta::added_to(const Value& date) const {
  std::int64_t year = fields[kYears].value_or(to_index(date.attr("year"))) + amounts[kYears];
  std::int64_t month = fields[kMonths].value_or(to_index(date.attr("month")));
  if (amounts[kMonths] != 0) {
    month += amounts[kMonths];
    if (month > 12) {
      ++year;
      month -= 12;
    } else if (month < 1) {
      --year;
      month += 12;
    }
  }
  const std::int64_t last = to_index(import("calendar").call("monthrange", {year, month})[1]);
  const std::int64_t day = std::min(last, fields[kDays].value_or(to_index(date.attr("day"))));
  const Value changes = make_dict();
  as_dict(changes).set("year", year);
  as_dict(changes).set("month", month);
  as_dict(changes).set("day", day);
  for (Unit unit : {kHours, kMinutes, kSeconds, kMicroseconds})
    if (fields[unit]) as_dict(changes).set(make_str(kFields[unit]), *fields[unit]);
  std::int64_t days = amounts[kDays];
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (leapdays != 0 && month > 2 && is_leap) days += leapdays;
  const Value delta = import_from("datetime", "timedelta")({}, {{"days", days},
                                                                {"hours", amounts[kHours]},
                                                                {"minutes", amounts[kMinutes]},
                                                                {"seconds", amounts[kSeconds]},
                                                                {"microseconds", amounts[kMicroseconds]}});
  Value result = call_with(date.attr("replace"), {}, changes) + delta;
  if (const auto* day_of_week = native_if<Weekday>(weekday, kWeekdayType)) {
    const std::int64_t n = day_of_week->n.is_none() ? 1 : to_index(day_of_week->n);
    const std::int64_t now = to_index(result.call("weekday"));
    std::int64_t jump = (std::abs(n) - 1) * 7;
    jump = n > 0 ? jump + (7 - now + day_of_week->day) % 7 : -(jump + ((now - day_of_week->day) % 7 + 7) % 7);
    result = result + import_from("datetime", "timedelta")({jump});
  }
  return result;
}

Value RelativeDelta::binary(Operator op, const Value& other, bool reflected) const {
  const Value self = const_cast<RelativeDelta*>(this)->self();
  if (const auto* right = native_if<RelativeDelta>(other, kRelativeDeltaType)) {
    if (reflected || (op != Operator::kAdd && op != Operator::kSub)) return Value();
    const Value made = copy();
    auto& sum = as_native<RelativeDelta>(made);
    const std::int64_t sign = op == Operator::kAdd ? 1 : -1;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      sum.amounts[i] += sign * right->amounts[i];
      if (op == Operator::kAdd ? right->fields[i].has_value() : !fields[i].has_value())
        sum.fields[i] = right->fields[i];
    }
    if (right->leapdays != 0) sum.leapdays = right->leapdays;
    if (!right->weekday.is_none() && (op == Operator::kAdd || weekday.is_none())) sum.weekday = right->weekday;
    sum.normalize();
    return made;
  }
  if (is_date(other)) {
    if (op == Operator::kAdd) return added_to(other);
    if (op == Operator::kSub && reflected) return as_native<RelativeDelta>(unary('-')).added_to(other);
    return Value();
  }
  if (is_time_delta(other) && op == Operator::kAdd) {
    const Value made = copy();
    auto& sum = as_native<RelativeDelta>(made);
    sum.amounts[kDays] += to_index(other.attr("days"));
    sum.amounts[kSeconds] += to_index(other.attr("seconds"));
    sum.amounts[kMicroseconds] += to_index(other.attr("microseconds"));
    sum.normalize();
    return made;
  }
  const bool multiplies = op == Operator::kMul, divides = op == Operator::kDiv && !reflected;
  if ((multiplies || divides) && (is_any_int(other) || other.is(Tag::kFloat))) {
    const double number = other.is(Tag::kFloat) ? other.as_float() : static_cast<double>(to_index(other));
    if (divides && number == 0) raise_error(kZeroDivisionError, "float division by zero");
    const double factor = divides ? 1 / number : number;
    const Value made = copy();
    auto& product = as_native<RelativeDelta>(made);
    for (std::int64_t& amount : product.amounts) {
      const double scaled = static_cast<double>(amount) * factor;
      if (!(std::abs(scaled) < 1e15)) raise_error(kOverflowError, "Python int too large to convert to C int");
      amount = static_cast<std::int64_t>(scaled);
    }
    product.normalize();
    return made;
  }
  return Value();
}

/// relativedelta(dt1, dt2): what leads from the second date to the first.
void set_difference(RelativeDelta& delta, Value first, Value second) {
  if (!is_date(first) || !is_date(second)) raise_type_error("relativedelta only diffs datetime/date");
  const Type& datetime = *as_type(import_from("datetime", "datetime"));
  const auto with_time = [&](const Value& date) {
    if (is_instance(date, datetime)) return date;
    return type_value(datetime).call("fromordinal", {date.call("toordinal")});
  };
  if (is_instance(first, datetime) != is_instance(second, datetime)) {
    first = with_time(first);
    second = with_time(second);
  }
  std::int64_t months = (to_index(first.attr("year")) - to_index(second.attr("year"))) * 12 +
                        to_index(first.attr("month")) - to_index(second.attr("month"));
  const auto set_months = [&] {
    delta.amounts = {};
    delta.amounts[kMonths] = months;
    delta.normalize();
    return delta.added_to(second);
  };
  Value reached = set_months();
  const bool is_back = static_cast<bool>(first < second);
  while (is_back ? static_cast<bool>(first > reached) : static_cast<bool>(first < reached)) {
    months += is_back ? 1 : -1;
    reached = set_months();
  }
  const Value rest = first - reached;
  delta.amounts[kSeconds] = to_index(rest.attr("seconds")) + to_index(rest.attr("days")) * 86400;
  delta.amounts[kMicroseconds] = to_index(rest.attr("microseconds"));
  delta.normalize();
}

std::int64_t whole(const Value& value, std::string_view name) {
  if (value.is(Tag::kFloat)) {
    const double number = value.as_float();
    if (!(std::abs(number) < 1e15)) raise_error(kOverflowError, "cannot convert float infinity to integer");
    if (number != static_cast<double>(static_cast<std::int64_t>(number)) && (name == "years" || name == "months"))
      raise_value_error("Non-integer years and months are ambiguous and not currently supported.");
    return static_cast<std::int64_t>(number);
  }
  const std::int64_t number = to_index(value);
  if (number > kMostAmount || number < -kMostAmount)
    raise_error(kOverflowError, "Python int too large to convert to C int");
  return number;
}

Value new_delta(const Value&, Value* a) {
  auto* delta = new RelativeDelta();
  const Value made = make_native(delta);
  if (given(a[0]) && given(a[1])) {
    set_difference(*delta, a[0], a[1]);
    return made;
  }
  for (const Table::Entry& entry : as_dict(a[2]).entries()) {
    const std::string name = to_str(entry.key);
    const Value& value = entry.value;
    const auto unit = std::ranges::find_if(kUnits, [&](const char* known) { return name == known; });
    const auto field = std::ranges::find_if(kFields, [&](const char* known) { return name == known; });
    if (unit != kUnits.end()) {
      delta->amounts[static_cast<std::size_t>(unit - kUnits.begin())] += whole(value, name);
      // Parts of days and smaller units become smaller ones.
      constexpr std::array<double, 7> kMicros = {0, 0, 86'400e6, 3'600e6, 60e6, 1e6, 1};
      if (value.is(Tag::kFloat)) {
        const double rest = value.as_float() - static_cast<double>(static_cast<std::int64_t>(value.as_float()));
        delta->amounts[kMicroseconds] +=
            static_cast<std::int64_t>(rest * kMicros[static_cast<std::size_t>(unit - kUnits.begin())]);
      }
    } else if (field != kFields.end()) {
      if (!value.is_none()) delta->fields[static_cast<std::size_t>(field - kFields.begin())] = to_index(value);
    } else if (name == "weeks") {
      delta->amounts[kDays] += whole(value, name) * 7;
    } else if (name == "leapdays") {
      delta->leapdays = to_index(value);
    } else if (name == "weekday") {
      delta->weekday = is_any_int(value) ? Weekday::made(to_index(value), None) : value;
    } else {
      raise_type_error("relativedelta.__init__() got an unexpected keyword argument '", name, "'");
    }
  }
  delta->normalize();
  return made;
}
constexpr Method kNewDelta{"relativedelta.__init__", new_delta, "def dt1=, dt2=, **kwargs"};
Value normalized(const Value& self, Value*) { return as_native<RelativeDelta>(self).copy(); }
constexpr Method kDeltaMethods[] = {{"normalized", normalized, "def"}};

constinit const Type kRelativeDeltaType{
    .name = "relativedelta",
    .module = "dateutil.relativedelta",
    .constructor = &kNewDelta,
    .methods = [] { return std::span<const Method>(kDeltaMethods); },
};
Value new_weekday(const Value&, Value* a) { return Weekday::made(to_index(a[0]), value_or(a[1], None)); }
constexpr Method kNewWeekday{"weekday.__init__", new_weekday, "def weekday, n="};
constinit const Type kWeekdayType{.name = "weekday", .module = "dateutil.relativedelta", .constructor = &kNewWeekday};

template <int Day>
Value day() {
  return make_native(new Weekday(Day, None));
}
constexpr Constant kConstants[] = {{"FR", day<4>}, {"MO", day<0>}, {"SA", day<5>}, {"SU", day<6>},
                                   {"TH", day<3>}, {"TU", day<1>}, {"WE", day<2>}};
constexpr const Type* kTypes[] = {&kRelativeDeltaType, &kWeekdayType};

}  // namespace

constinit const Module kDateutilRelativedeltaModule{
    .name = "dateutil.relativedelta", .constants = kConstants, .types = kTypes};

}  // namespace pbc
