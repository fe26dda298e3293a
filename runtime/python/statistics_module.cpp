// SPDX-License-Identifier: Apache-2.0
//
// The module statistics (Python library reference, statistics): sums are exact fractions, rounded once at the end.
#include <algorithm>
#include <cmath>

#include "python/arguments.h"
#include "python/decimal.h"
#include "python/float_object.h"
#include "python/fraction.h"
#include "python/library_more.h"
#include "python/numbers.h"
#include "python/sequences.h"

namespace pbc {
namespace {

constinit const Type kStatisticsError{.name = "StatisticsError", .module = "statistics", .base = &kValueError};

[[noreturn]] void fail(std::string_view message) { raise_error(kStatisticsError, message); }

/// The exact sum of data, its type and how many they were.
struct Sum {
  const Type* type = &kIntType;
  Rational total;
  Rational squares;
  bool is_finite = true;
  double special = 0;  // the sum of what is infinite or no number
  std::int64_t count = 0;
};

const Type* coerce(const Type* a, const Type* b) {
  if (a == b || b == &kIntType || b == &kBoolType) return a;
  if (a == &kIntType) return b;
  if (a == &kFractionType && b == &kFloatType) return b;
  if (a == &kFloatType && b == &kFractionType) return a;
  raise_type_error("don't know how to coerce ", a->name.view(), " and ", b->name.view());
}

void add_to(Sum& sum, const Value& element) {
  const Value item = plain_float(element);
  ++sum.count;
  if (item.is(Tag::kFloat) && !std::isfinite(item.as_float())) {
    sum.special = sum.is_finite ? item.as_float() : sum.special + item.as_float();
    sum.is_finite = false;
  } else {
    Rational number;
    if (!exact_ratio(item, &number))
      raise_type_error("can't convert type '", type_of(item).name.view(), "' to numerator/denominator");
    sum.total = sum.total + number;
    sum.squares = sum.squares + number * number;
  }
  sum.type = coerce(sum.type, &type_of(item));
}

Sum sum_of(const Value& data) {
  Sum sum;
  const Value iterator = to_iterator(data);
  for (Value item; iterator_next(iterator, item);) add_to(sum, item);
  return sum;
}

Value converted(const Rational& number, const Type* type) {
  if (type == &kFractionType) return make_fraction(number);
  if (type == &kDecimalType)
    return make_decimal(decimal::of_int(number.numerator)) / make_decimal(decimal::of_int(number.denominator));
  if (type == &kFloatType || number.denominator != 1) return number.to_double();
  return make_int(number.numerator);
}

Rational count_of(std::int64_t count) { return {BigInteger(count), 1}; }

Value mean(const Value&, Value* a) {
  const Sum sum = sum_of(a[0]);
  if (sum.count < 1) fail("mean requires at least one data point");
  if (!sum.is_finite) return sum.special / static_cast<double>(sum.count);
  return converted(sum.total / count_of(sum.count), sum.type);
}

/// math.fsum: the exact sum, rounded once.
double exact_sum(const std::vector<double>& numbers) {
  Rational total;
  double special = 0;
  bool is_finite = true;
  for (double number : numbers) {
    Rational exact;
    if (!std::isfinite(number)) {
      is_finite = false;
      special += number;
    } else if (number != 0) {
      exact_ratio(number, &exact);
      total = total + exact;
    }
  }
  return is_finite ? total.to_double() : special;
}

std::vector<double> to_doubles(const Value& data) {
  std::vector<double> numbers;
  for (const Value& item : to_values(data)) {
    Rational exact;
    numbers.push_back(is_number(item) || !exact_ratio(item, &exact) ? to_float(item) : exact.to_double());
  }
  return numbers;
}

double mean_of(const std::vector<double>& numbers) {
  if (numbers.empty()) fail("fmean requires at least one data point");
  return exact_sum(numbers) / static_cast<double>(numbers.size());
}

Value fmean(const Value&, Value* a) {
  std::vector<double> numbers = to_doubles(a[0]);
  if (!given(a[1])) return mean_of(numbers);
  const std::vector<double> weights = to_doubles(a[1]);
  if (numbers.size() != weights.size()) fail("data and weights must be the same length");
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] *= weights[i];
  const double total = exact_sum(weights);
  if (total == 0) fail("sum of weights must be non-zero");
  return exact_sum(numbers) / total;
}

Value geometric_mean(const Value&, Value* a) {
  std::vector<double> numbers = to_doubles(a[0]);
  const bool is_positive = std::all_of(numbers.begin(), numbers.end(), [](double x) { return x > 0 || std::isnan(x); });
  if (numbers.empty() || !is_positive) fail("geometric mean requires a non-empty dataset containing positive numbers");
  for (double& number : numbers) number = std::log(number);
  return std::exp(mean_of(numbers));
}

Value harmonic_mean(const Value&, Value* a) {
  constexpr std::string_view kNegative = "harmonic mean does not support negative values";
  const Values data = to_values(a[0]);
  if (data.empty()) fail("harmonic_mean requires at least one data point");
  if (data.size() == 1 && !given(a[1])) {
    Rational ignored;
    if (!is_number(data[0]) && !exact_ratio(data[0], &ignored)) raise_type_error("unsupported type");
    if (data[0] < Value(0)) fail(kNegative);
    return data[0];
  }
  Values weights(data.size(), Value(1));
  Rational sum_of_weights = count_of(static_cast<std::int64_t>(data.size()));
  if (given(a[1])) {
    weights = to_values(a[1]);
    if (weights.size() != data.size()) fail("Number of weights does not match data size");
    for (const Value& weight : weights)
      if (weight < Value(0)) fail(kNegative);
    sum_of_weights = sum_of(a[1]).total;
  }
  Sum sum;
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (data[i] < Value(0)) fail(kNegative);
    if (bool(weights[i]) && data[i] == Value(0)) return 0;
    add_to(sum, bool(weights[i]) ? weights[i] / data[i] : Value(0));
  }
  if (sum.total.sign() <= 0) fail("Weighted sum must be positive");
  return converted(sum_of_weights / sum.total, sum.type);
}

Values sorted_data(const Value& data) {
  Values items = to_values(data);
  sort_values(items, None, false);
  return items;
}

Values median_data(const Value& data) {
  Values items = sorted_data(data);
  if (items.empty()) fail("no median for empty data");
  return items;
}

Value median(const Value&, Value* a) {
  const Values data = median_data(a[0]);
  const std::size_t half = data.size() / 2;
  return data.size() % 2 == 1 ? data[half] : (data[half - 1] + data[half]) / Value(2);
}

Value median_low(const Value&, Value* a) {
  const Values data = median_data(a[0]);
  return data[(data.size() - 1) / 2];
}

Value median_high(const Value&, Value* a) {
  const Values data = median_data(a[0]);
  return data[data.size() / 2];
}

Value median_grouped(const Value&, Value* a) {
  const Values data = median_data(a[0]);
  const Value middle = data[data.size() / 2];
  double below = 0, equal = 0;
  for (const Value& item : data) {
    below += item < middle ? 1 : 0;
    equal += is_same(item, middle) ? 1 : 0;
  }
  const double interval = given(a[1]) ? to_float(a[1]) : 1.0;
  const double low = to_doubles(make_list({middle}))[0] - interval / 2;
  return low + interval * (static_cast<double>(data.size()) / 2 - below) / equal;
}

/// Values with their counts, in order of first appearance.
Table counted(const Value& data) {
  Table counts;
  const Value iterator = to_iterator(data);
  for (Value item; iterator_next(iterator, item);) {
    Value& count = counts.find_or_add(item, 0);
    count = count + Value(1);
  }
  return counts;
}

Value multimode(const Value&, Value* a) {
  const Table counts = counted(a[0]);
  Value most = 0;
  for (const Table::Entry& entry : counts.entries())
    if (entry.value > most) most = entry.value;
  Values modes;
  for (const Table::Entry& entry : counts.entries())
    if (entry.value == most) modes.push_back(entry.key);
  return make_list(std::move(modes));
}

Value mode(const Value& self, Value* a) {
  const Value modes = multimode(self, a);
  if (as_list(modes).empty()) fail("no mode for empty data");
  return as_list(modes)[0];
}

Value quantiles(const Value&, Value* a) {
  const std::int64_t n = index_or(a[1], 4);
  if (n < 1) fail("n must be at least 1");
  const Values data = sorted_data(a[0]);
  const auto size = static_cast<std::int64_t>(data.size());
  if (size < 2) fail("must have at least two data points");
  const std::string method = text_or(a[2], "exclusive");
  if (method != "inclusive" && method != "exclusive") raise_value_error("Unknown method: ", to_repr(make_str(method)));
  const bool inclusive = method == "inclusive";
  const std::int64_t scale = inclusive ? size - 1 : size + 1;
  Values cuts;
  for (std::int64_t i = 1; i < n; ++i) {
    std::int64_t at = i * scale / n;
    if (!inclusive) at = std::clamp<std::int64_t>(at, 1, size - 1);
    const std::int64_t delta = i * scale - at * n;
    const auto left = static_cast<std::size_t>(inclusive ? at : at - 1);
    cuts.push_back((data[left] * Value(n - delta) + data[left + 1] * Value(delta)) / Value(n));
  }
  return make_list(std::move(cuts));
}

// --- Spread

/// The sum of the squared distances from the mean, or from `center`.
Sum spread_of(const Value& data, const Value& center) {
  Sum sum;
  if (given(center)) {
    for (const Value& item : to_values(data)) {
      const Value distance = item - center;
      add_to(sum, distance * distance);
    }
    return sum;
  }
  sum = sum_of(data);
  if (sum.count > 0 && sum.is_finite) {
    const Rational count = count_of(sum.count);
    sum.total = (count * sum.squares - sum.total * sum.total) / count;
  }
  return sum;
}

template <bool Sample>
Rational mean_square(const Value* a, const char* name, const Type** type) {
  const Sum sum = spread_of(a[0], a[1]);
  if (sum.count < (Sample ? 2 : 1))
    fail(std::string(name) + (Sample ? " requires at least two data points" : " requires at least one data point"));
  *type = sum.is_finite ? sum.type : nullptr;
  return sum.total / count_of(Sample ? sum.count - 1 : sum.count);
}

template <bool Sample>
Value variance(const Value&, Value* a) {
  const Type* type = nullptr;
  const Rational square = mean_square<Sample>(a, Sample ? "variance" : "pvariance", &type);
  return type == nullptr ? Value(kNan) : converted(square, type);
}

/// The square root of a fraction as a double, rounded once: an integer root with an odd last bit where it is inexact.
double square_root(const Rational& x) {
  const auto bits = [](const BigInteger& n) {
    return n == 0 ? 0 : static_cast<std::int64_t>(boost::multiprecision::msb(n)) + 1;
  };
  const auto root_of = [](const BigInteger& n, const BigInteger& m) {
    BigInteger root = boost::multiprecision::sqrt(BigInteger(n / m));
    if (root * root * m != n && !bit_test(root, 0)) root += 1;
    return root;
  };
  const std::int64_t q = (bits(x.numerator) - bits(x.denominator) - 109) >> 1;
  if (q >= 0) {
    const auto shift = static_cast<unsigned>(q);
    return to_float(BigInteger(root_of(x.numerator, x.denominator << 2 * shift) << shift));
  }
  const auto shift = static_cast<unsigned>(-q);
  return Rational{root_of(x.numerator << 2 * shift, x.denominator), BigInteger(1) << shift}.to_double();
}

template <bool Sample>
Value deviation(const Value&, Value* a) {
  const Type* type = nullptr;
  const Rational square = mean_square<Sample>(a, Sample ? "stdev" : "pstdev", &type);
  if (type == nullptr) return kNan;
  if (type == &kDecimalType) {
    if (square.numerator == 0) {
      decimal::Number zero;
      zero.exponent = -1;
      return make_decimal(zero);
    }
    return converted(square, type).call("sqrt");
  }
  return square_root(square);
}

// --- Two variables

struct Pairs {
  std::vector<double> x, y;
  double x_mean = 0, y_mean = 0;

  Pairs(const Value& xs, const Value& ys, const std::string& name) {
    if (length_of(xs) != length_of(ys)) fail(name + " requires that both inputs have same number of data points");
    if (length_of(xs) < 2) fail(name + " requires at least two data points");
    x = to_doubles(xs);
    y = to_doubles(ys);
  }
  void center() {
    x_mean = mean_of(x);
    y_mean = mean_of(y);
  }
  double products(const std::vector<double>& a, double a_mean, const std::vector<double>& b, double b_mean) const {
    std::vector<double> products;
    for (std::size_t i = 0; i < a.size(); ++i) products.push_back((a[i] - a_mean) * (b[i] - b_mean));
    return exact_sum(products);
  }
  double xy() const { return products(x, x_mean, y, y_mean); }
  double xx() const { return products(x, x_mean, x, x_mean); }
  double yy() const { return products(y, y_mean, y, y_mean); }
};

Value covariance(const Value&, Value* a) {
  Pairs pairs(a[0], a[1], "covariance");
  pairs.center();
  return pairs.xy() / static_cast<double>(pairs.x.size() - 1);
}

Value correlation(const Value&, Value* a) {
  Pairs pairs(a[0], a[1], "correlation");
  pairs.center();
  const double scale = std::sqrt(pairs.xx() * pairs.yy());
  if (scale == 0) fail("at least one of the inputs is constant");
  return pairs.xy() / scale;
}

constexpr Attribute kRegressionAttributes[] = {
    {"slope", [](const Value& self) { return as_tuple(self)[0]; }},
    {"intercept", [](const Value& self) { return as_tuple(self)[1]; }},
};
constinit const Type kLinearRegression{
    .name = "LinearRegression",
    .module = "statistics",
    .base = &kTupleType,
    .attributes = [] { return std::span<const Attribute>(kRegressionAttributes); },
    .repr =
        [](const Value& self) {
          return "LinearRegression(slope=" + to_repr(as_tuple(self)[0]) + ", intercept=" + to_repr(as_tuple(self)[1]) +
                 ")";
        },
};

Value linear_regression(const Value&, Value* a) {
  Pairs pairs(a[0], a[1], "linear regression");
  const bool proportional = flag(a[2], false);
  if (!proportional) pairs.center();
  const double squares = pairs.xx();
  if (squares == 0) fail("x is constant");
  const double slope = pairs.xy() / squares;
  return make_tuple({Value(slope), Value(proportional ? 0.0 : pairs.y_mean - slope * pairs.x_mean)}, kLinearRegression);
}

constexpr Method kFunctions[] = {
    {"mean", mean, "def data"},
    {"fmean", fmean, "def data, weights="},
    {"geometric_mean", geometric_mean, "def data"},
    {"harmonic_mean", harmonic_mean, "def data, weights="},
    {"median", median, "def data"},
    {"median_low", median_low, "def data"},
    {"median_high", median_high, "def data"},
    {"median_grouped", median_grouped, "def data, interval="},
    {"mode", mode, "def data"},
    {"multimode", multimode, "def data"},
    {"quantiles", quantiles, "def data, *, n=, method="},
    {"variance", variance<true>, "def data, xbar="},
    {"pvariance", variance<false>, "def data, mu="},
    {"stdev", deviation<true>, "def data, xbar="},
    {"pstdev", deviation<false>, "def data, mu="},
    {"covariance", covariance, "def x, y, /"},
    {"correlation", correlation, "def x, y, /"},
    {"linear_regression", linear_regression, "def x, y, /, *, proportional="},
};

constexpr const Type* kTypes[] = {&kStatisticsError};

}  // namespace

constinit const Module kStatisticsModule{.name = "statistics", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
