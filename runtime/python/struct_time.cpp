// SPDX-License-Identifier: Apache-2.0
#include "python/struct_time.h"

#include <array>
#include <limits>

#include "python/calendar.h"

namespace pbc {
namespace {

constexpr const char* kFields[] = {"tm_year", "tm_mon",  "tm_mday", "tm_hour", "tm_min",
                                   "tm_sec",  "tm_wday", "tm_yday", "tm_isdst"};

template <std::size_t I>
Value field(const Value& self) {
  return as_tuple(self)[I];
}

constexpr Attribute kAttributes[] = {
    {"tm_year", field<0>},
    {"tm_mon", field<1>},
    {"tm_mday", field<2>},
    {"tm_hour", field<3>},
    {"tm_min", field<4>},
    {"tm_sec", field<5>},
    {"tm_wday", field<6>},
    {"tm_yday", field<7>},
    {"tm_isdst", field<8>},
    {"tm_zone", [](const Value&) -> Value { return "UTC"; }},
    {"tm_gmtoff", [](const Value&) -> Value { return 0; }},
};

constexpr Attribute kGreenwichAttributes[] = {
    {"tm_zone", [](const Value&) -> Value { return "GMT"; }},
};

std::string repr(const Value& self) {
  std::string text = "time.struct_time(";
  const Values& items = as_tuple(self);
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i > 0 ? ", " : "") + std::string(kFields[i]) + "=" + to_repr(items[i]);
  return text + ")";
}

Value new_struct_time(const Value&, Value* arguments) {
  Values items = to_values(arguments[0]);
  if (items.size() < 9) {
    raise_type_error("time.struct_time() takes an at least 9-sequence (", std::to_string(items.size()),
                     "-sequence given)");
  }
  if (items.size() > 11) {
    raise_type_error("time.struct_time() takes an at most 11-sequence (", std::to_string(items.size()),
                     "-sequence given)");
  }
  items.resize(9);
  return make_tuple(std::move(items), kStructTimeType);
}

constexpr Method kNewStructTime{"struct_time", new_struct_time, "iterable"};

}  // namespace

constinit const Type kStructTimeType{
    .name = "struct_time",
    .module = "time",
    .base = &kTupleType,
    .error_name = "time.struct_time",
    .constructor = &kNewStructTime,
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
    .repr = repr,
};

constinit const Type kGreenwichTimeType{
    .name = "struct_time",
    .module = "time",
    .base = &kStructTimeType,
    .error_name = "time.struct_time",
    .attributes = [] { return std::span<const Attribute>(kGreenwichAttributes); },
};

Value make_struct_time(const BrokenDownTime& time, const Type& type) {
  return make_tuple({Value(time.year), Value(time.month), Value(time.day), Value(time.hour), Value(time.minute),
                     Value(time.second), Value(time.weekday), Value(time.year_day), Value(time.is_dst)},
                    type);
}

BrokenDownTime struct_time_argument(const Value& value, const char* function) {
  if (!value.is(Tag::kTuple)) raise_type_error("Tuple or struct_time argument required");
  const Values& items = as_tuple(value);
  if (items.size() != 9) raise_type_error(function, "(): illegal time tuple argument");
  std::array<int, 9> numbers{};
  for (std::size_t i = 0; i < 9; ++i) {
    const std::int64_t number = to_index(items[i]);
    if (number > std::numeric_limits<int>::max()) raise_error(kOverflowError, "signed integer is greater than maximum");
    if (number < std::numeric_limits<int>::min()) raise_error(kOverflowError, "signed integer is less than minimum");
    numbers[i] = static_cast<int>(number);
  }
  BrokenDownTime time;
  time.year = numbers[0];
  time.month = numbers[1];
  time.day = numbers[2];
  time.hour = numbers[3];
  time.minute = numbers[4];
  time.second = numbers[5];
  time.weekday = static_cast<int>(calendar::floor_mod(numbers[6], 7));
  time.year_day = numbers[7];
  time.is_dst = numbers[8];
  if (is_instance(value, kGreenwichTimeType)) time.zone = "GMT";
  return time;
}

std::string with_zone_and_fraction(std::string_view format, std::string_view fraction, std::string_view offset,
                                   std::string_view zone) {
  std::string result;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%' || at + 1 >= format.size()) {
      result += format[at];
      continue;
    }
    ++at;
    switch (format[at]) {
      case 'f':
        result += fraction;
        break;
      case 'z':
        result += offset;
        break;
      case 'Z':
        for (char c : zone) {
          result += c;
          if (c == '%') result += '%';
        }
        break;
      default:
        result += '%';
        result += format[at];
    }
  }
  return result;
}

}  // namespace pbc
