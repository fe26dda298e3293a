// SPDX-License-Identifier: Apache-2.0
//
// The module random and its class Random (Python library reference, random). The arithmetic is that of CPython 3.11,
// operation by operation, so that a seed gives the same results.
#include <cmath>
#include <limits>
#include <unordered_set>

#include "python/big_integer.h"
#include "python/hashes.h"
#include "python/library.h"
#include "python/random_state.h"

namespace pbc {
namespace {

extern const Type kRandomType;

struct Random final : Native {
  explicit Random(const Type& type) : Native(type) {}
  RandomState state;
};

/// The state of a Random, or the run's for the functions of the module.
RandomState& state_of(const Value& self) {
  return self.is_unset() ? run_local<RunRandom>().numbers : as_native<Random>(self).state;
}

double draw(const Value& self) { return state_of(self).next_double(); }
std::int64_t below(const Value& self, std::int64_t limit) { return state_of(self).below(limit); }

// --- Seed
// -------------------------------------------------------------------------------------------------------------

std::vector<std::uint32_t> key_of(BigInteger number) {
  number = abs(number);
  std::vector<std::uint32_t> key;
  do {
    key.push_back(static_cast<std::uint32_t>(BigInteger(number & 0xFFFFFFFFu)));
    number >>= 32;
  } while (number != 0);
  return key;
}

BigInteger of_bytes(std::string_view bytes) {
  BigInteger number = 0;
  for (char c : bytes) number = (number << 8) | static_cast<unsigned char>(c);
  return number;
}

void seed_with(RandomState& state, const Value& seed) {
  if (state.is_system) return;
  state.has_gauss = false;
  if (seed.is_unset() || seed.is_none()) {
    const std::string entropy = random_bytes(32);
    state.twister.seed(key_of(of_bytes(entropy)));
  } else if (seed.is_str() || is_any_bytes(seed)) {
    const std::string bytes(seed.is_str() ? seed.text() : std::string_view(as_bytes(seed)));
    state.twister.seed(key_of(of_bytes(bytes + hashes::sha512(bytes))));
  } else if (is_any_int(seed)) {
    state.twister.seed(key_of(to_big_int(seed)));
  } else if (seed.is(Tag::kFloat)) {
    state.twister.seed(key_of(BigInteger(hash_of(seed))));
  } else {
    raise_type_error("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
  }
}

Value seed(const Value& self, Value* arguments) {
  seed_with(state_of(self), arguments[0]);
  return None;
}

Value new_random(const Value&, Value* arguments) {
  auto* random = new Random(kRandomType);
  const Value made = make_native(random);
  seed_with(random->state, arguments[0]);
  return made;
}

// --- Integers
// ---------------------------------------------------------------------------------------------------------

Value getrandbits(const Value& self, Value* arguments) {
  const std::int64_t count = to_index(arguments[0]);
  if (count < 0) raise_value_error("number of bits must be non-negative");
  if (count > (std::int64_t{1} << 24)) raise_error(kMemoryError, "");
  return make_int(state_of(self).bits(count));
}

Value randbytes(const Value& self, Value* arguments) {
  const std::int64_t count = to_index(arguments[0]);
  if (count < 0) raise_value_error("number of bits must be non-negative");
  if (count > (std::int64_t{1} << 30)) raise_error(kMemoryError, "");
  return make_bytes(state_of(self).next_bytes(static_cast<std::size_t>(count)));
}

/// An argument of randrange: an int, or a float without a fraction.
BigInteger whole(const Value& value, const char* what) {
  if (!value.is(Tag::kFloat)) return to_big_int(value);
  const Value number = int_of_float(value.as_float());
  if (!(number == value)) raise_value_error("non-integer ", what, " for randrange()");
  return to_big_int(number);
}

Value range(const Value& self, const BigInteger& start, const BigInteger& stop, const BigInteger& step) {
  const BigInteger width = stop - start;
  BigInteger count;
  if (step == 1) {
    if (width <= 0) {
      raise_value_error("empty range for randrange() (", start.str(), ", ", stop.str(), ", ", width.str(), ")");
    }
    count = width;
  } else if (step > 0) {
    count = width > 0 ? BigInteger((width + step - 1) / step) : BigInteger(0);
  } else if (step < 0) {
    count = width < 0 ? BigInteger((width + step + 1) / step) : BigInteger(0);
  } else {
    raise_value_error("zero step for randrange()");
  }
  if (count <= 0) raise_value_error("empty range for randrange()");
  return make_int(BigInteger(start + step * state_of(self).below(count)));
}

Value randrange(const Value& self, Value* arguments) {
  const BigInteger start = whole(arguments[0], "arg 1");
  if (arguments[1].is_unset() || arguments[1].is_none()) {
    if (!arguments[2].is_unset() && !(arguments[2] == Value(1))) raise_type_error("Missing a non-None stop argument");
    if (start <= 0) raise_value_error("empty range for randrange()");
    return make_int(state_of(self).below(start));
  }
  const BigInteger stop = whole(arguments[1], "stop");
  return range(self, start, stop, arguments[2].is_unset() ? BigInteger(1) : whole(arguments[2], "step"));
}

Value randint(const Value& self, Value* arguments) {
  return range(self, whole(arguments[0], "arg 1"), whole(arguments[1], "stop") + 1, 1);
}

// --- Sequences
// --------------------------------------------------------------------------------------------------------

Value choice(const Value& self, Value* arguments) {
  const auto length = static_cast<std::int64_t>(length_of(arguments[0]));
  if (length == 0) raise_index_error("Cannot choose from an empty sequence");
  return arguments[0][Value(below(self, length))];
}

Value shuffle(const Value& self, Value* arguments) {
  const Value& sequence = arguments[0];
  for (auto i = static_cast<std::int64_t>(length_of(sequence)) - 1; i > 0; --i) {
    const std::int64_t j = below(self, i + 1);
    const Value moved = sequence[Value(i)];
    sequence.set_item(Value(i), sequence[Value(j)]);
    sequence.set_item(Value(j), moved);
  }
  return None;
}

/// The running totals of weights or counts.
Values totals(const Value& weights) {
  Values result;
  for (const Value& weight : to_values(weights)) result.push_back(result.empty() ? weight : result.back() + weight);
  return result;
}

/// bisect.bisect_right
std::size_t bisect(const Values& sorted, const Value& x, std::size_t high) {
  std::size_t low = 0;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (x < sorted[middle]) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/// The indices of a sample of `k` out of `n`.
std::vector<std::int64_t> sample_indices(const Value& self, std::int64_t n, std::int64_t k) {
  if (k < 0 || k > n) raise_value_error("Sample larger than population or is negative");
  std::vector<std::int64_t> result;
  double set_size = 21;
  if (k > 5) set_size += std::pow(4, std::ceil(std::log(static_cast<double>(k * 3)) / std::log(4.0)));
  if (static_cast<double>(n) <= set_size) {
    std::vector<std::int64_t> pool(static_cast<std::size_t>(n));
    for (std::int64_t i = 0; i < n; ++i) pool[static_cast<std::size_t>(i)] = i;
    for (std::int64_t i = 0; i < k; ++i) {
      const auto j = static_cast<std::size_t>(below(self, n - i));
      result.push_back(pool[j]);
      pool[j] = pool[static_cast<std::size_t>(n - i - 1)];
    }
  } else {
    std::unordered_set<std::int64_t> selected;
    for (std::int64_t i = 0; i < k; ++i) {
      std::int64_t j = below(self, n);
      while (!selected.insert(j).second) j = below(self, n);
      result.push_back(j);
    }
  }
  return result;
}

Value sample(const Value& self, Value* arguments) {
  const Value& population = arguments[0];
  switch (population.tag()) {
    case Tag::kList:
    case Tag::kTuple:
    case Tag::kStr:
    case Tag::kLiteral:
    case Tag::kRange:
    case Tag::kBytes:
    case Tag::kByteArray:
      break;
    default:
      raise_type_error("Population must be a sequence.  For dicts or sets, use sorted(d).");
  }
  const auto n = static_cast<std::int64_t>(length_of(population));
  const std::int64_t k = to_index(arguments[1]);
  Values result;
  if (arguments[2].is_unset() || arguments[2].is_none()) {
    for (std::int64_t i : sample_indices(self, n, k)) result.push_back(population[Value(i)]);
    return make_list(std::move(result));
  }
  Values cumulative = totals(arguments[2]);
  if (static_cast<std::int64_t>(cumulative.size()) != n)
    raise_value_error("The number of counts does not match the population");
  if (cumulative.empty()) raise_index_error("pop from empty list");
  const Value total = cumulative.back();
  cumulative.pop_back();
  if (!is_any_int(total)) raise_type_error("Counts must be integers");
  if (total <= Value(0)) raise_value_error("Total of counts must be greater than zero");
  for (std::int64_t i : sample_indices(self, to_index(total), k))
    result.push_back(population[Value(bisect(cumulative, Value(i), cumulative.size()))]);
  return make_list(std::move(result));
}

Value choices(const Value& self, Value* arguments) {
  const Value& population = arguments[0];
  const bool has_weights = !arguments[1].is_unset() && !arguments[1].is_none();
  const bool has_cumulative = !arguments[2].is_unset() && !arguments[2].is_none();
  const std::int64_t k = arguments[3].is_unset() ? 1 : to_index(arguments[3]);
  const auto n = static_cast<std::int64_t>(length_of(population));
  Values result;
  if (!has_weights && !has_cumulative) {
    for (std::int64_t i = 0; i < k; ++i) {
      const double place = std::floor(draw(self) * static_cast<double>(n));
      result.push_back(population[Value(static_cast<std::int64_t>(place))]);
    }
    return make_list(std::move(result));
  }
  if (has_weights && has_cumulative) raise_type_error("Cannot specify both weights and cumulative weights");
  if (has_weights && is_any_int(arguments[1]))
    raise_type_error("The number of choices must be a keyword argument: k=", to_repr(arguments[1]));
  const Values cumulative = has_weights ? totals(arguments[1]) : to_values(arguments[2]);
  if (static_cast<std::int64_t>(cumulative.size()) != n)
    raise_value_error("The number of weights does not match the population");
  if (cumulative.empty()) raise_index_error("list index out of range");
  const double total = to_float(cumulative.back());
  if (total <= 0) raise_value_error("Total of weights must be greater than zero");
  if (!std::isfinite(total)) raise_value_error("Total of weights must be finite");
  for (std::int64_t i = 0; i < k; ++i)
    result.push_back(population[Value(bisect(cumulative, Value(draw(self) * total), cumulative.size() - 1))]);
  return make_list(std::move(result));
}

// --- Distributions
// ----------------------------------------------------------------------------------------------------

constexpr double kTwoPi = 6.283185307179586;

double argument(const Value& value, double fallback) { return value.is_unset() ? fallback : to_float(value); }

double divide(double a, double b) {
  if (b == 0) raise_error(kZeroDivisionError, "float division by zero");
  return a / b;
}

Value random(const Value& self, Value*) { return draw(self); }

Value uniform(const Value& self, Value* arguments) {
  const Value span = arguments[1] - arguments[0];
  return arguments[0] + span * Value(draw(self));
}

Value triangular(const Value& self, Value* arguments) {
  double low = argument(arguments[0], 0);
  double high = argument(arguments[1], 1);
  double u = draw(self);
  double c = 0.5;
  if (!arguments[2].is_unset() && !arguments[2].is_none()) {
    if (high == low) return low;
    c = (to_float(arguments[2]) - low) / (high - low);
  }
  if (u > c) {
    u = 1 - u;
    c = 1 - c;
    std::swap(low, high);
  }
  return low + (high - low) * std::sqrt(u * c);
}

double normal(const Value& self, double mu, double sigma) {
  static const double kMagic = 4 * std::exp(-0.5) / std::sqrt(2.0);
  while (true) {
    const double u1 = draw(self);
    const double u2 = 1.0 - draw(self);
    const double z = kMagic * (u1 - 0.5) / u2;
    const double zz = z * z / 4.0;
    if (zz <= -std::log(u2)) return mu + z * sigma;
  }
}

Value normalvariate(const Value& self, Value* arguments) {
  return normal(self, argument(arguments[0], 0), argument(arguments[1], 1));
}

Value lognormvariate(const Value& self, Value* arguments) {
  return std::exp(normal(self, argument(arguments[0], 0), argument(arguments[1], 1)));
}

Value gauss(const Value& self, Value* arguments) {
  RandomState& state = state_of(self);
  double z = state.next_gauss;
  if (!state.has_gauss) {
    const double angle = draw(self) * kTwoPi;
    const double radius = std::sqrt(-2.0 * std::log(1.0 - draw(self)));
    z = std::cos(angle) * radius;
    state.next_gauss = std::sin(angle) * radius;
  }
  state.has_gauss = !state.has_gauss;
  return argument(arguments[0], 0) + z * argument(arguments[1], 1);
}

Value expovariate(const Value& self, Value* arguments) {
  return divide(-std::log(1.0 - draw(self)), to_float(arguments[0]));
}

Value vonmisesvariate(const Value& self, Value* arguments) {
  const double mu = to_float(arguments[0]);
  const double kappa = to_float(arguments[1]);
  if (kappa <= 1e-6) return kTwoPi * draw(self);
  const double s = 0.5 / kappa;
  const double r = s + std::sqrt(1.0 + s * s);
  double z = 0;
  while (true) {
    z = std::cos(3.141592653589793 * draw(self));
    const double d = z / (r + z);
    const double u2 = draw(self);
    if (u2 < 1.0 - d * d || u2 <= (1.0 - d) * std::exp(d)) break;
  }
  const double q = 1.0 / r;
  const double f = (q + z) / (1.0 + q * z);
  const double theta = draw(self) > 0.5 ? mu + std::acos(f) : mu - std::acos(f);
  return Value(theta) % Value(kTwoPi);
}

double gamma(const Value& self, double alpha, double beta) {
  static const double kLog4 = std::log(4.0);
  static const double kMagic = 1.0 + std::log(4.5);
  constexpr double kE = 2.718281828459045;
  if (alpha <= 0 || beta <= 0) raise_value_error("gammavariate: alpha and beta must be > 0.0");
  if (alpha > 1) {
    const double ainv = std::sqrt(2.0 * alpha - 1.0);
    const double bbb = alpha - kLog4;
    const double ccc = alpha + ainv;
    while (true) {
      const double u1 = draw(self);
      if (!(1e-7 < u1 && u1 < 0.9999999)) continue;
      const double u2 = 1.0 - draw(self);
      const double v = std::log(u1 / (1.0 - u1)) / ainv;
      const double x = alpha * std::exp(v);
      const double z = u1 * u1 * u2;
      const double r = bbb + ccc * v - x;
      if (r + kMagic - 4.5 * z >= 0 || r >= std::log(z)) return x * beta;
    }
  }
  if (alpha == 1) return -std::log(1.0 - draw(self)) * beta;
  while (true) {
    const double b = (kE + alpha) / kE;
    const double p = b * draw(self);
    const double x = p <= 1 ? std::pow(p, 1.0 / alpha) : -std::log((b - p) / alpha);
    const double u1 = draw(self);
    if (p > 1 ? u1 <= std::pow(x, alpha - 1.0) : u1 <= std::exp(-x)) return x * beta;
  }
}

Value gammavariate(const Value& self, Value* arguments) {
  return gamma(self, to_float(arguments[0]), to_float(arguments[1]));
}

Value betavariate(const Value& self, Value* arguments) {
  const double y = gamma(self, to_float(arguments[0]), 1);
  return y != 0 ? y / (y + gamma(self, to_float(arguments[1]), 1)) : 0.0;
}

Value paretovariate(const Value& self, Value* arguments) {
  return std::pow(1.0 - draw(self), divide(-1.0, to_float(arguments[0])));
}

Value weibullvariate(const Value& self, Value* arguments) {
  return to_float(arguments[0]) * std::pow(-std::log(1.0 - draw(self)), divide(1.0, to_float(arguments[1])));
}

constexpr Method kFunctions[] = {
    {"betavariate", betavariate, "def alpha, beta"},
    {"choice", choice, "def seq"},
    {"choices", choices, "def population, weights=, *, cum_weights=, k="},
    {"expovariate", expovariate, "def lambd"},
    {"gammavariate", gammavariate, "def alpha, beta"},
    {"gauss", gauss, "def mu=, sigma="},
    {"getrandbits", getrandbits, "k, /"},
    {"lognormvariate", lognormvariate, "def mu, sigma"},
    {"normalvariate", normalvariate, "def mu=, sigma="},
    {"paretovariate", paretovariate, "def alpha"},
    {"randbytes", randbytes, "def n"},
    {"randint", randint, "def a, b"},
    {"random", random, ""},
    {"randrange", randrange, "def start, stop=, step="},
    {"sample", sample, "def population, k, *, counts="},
    {"seed", seed, "def a=, version="},
    {"shuffle", shuffle, "def x"},
    {"triangular", triangular, "def low=, high=, mode="},
    {"uniform", uniform, "def a, b"},
    {"vonmisesvariate", vonmisesvariate, "def mu, kappa"},
    {"weibullvariate", weibullvariate, "def alpha, beta"},
};

constexpr Method kNewRandom{"Random", new_random, "x=, /"};

constinit const Type kRandomType{
    .name = "Random",
    .module = "random",
    .constructor = &kNewRandom,
    .methods = [] { return std::span<const Method>(kFunctions); },
};

extern const Type kSystemRandomType;

Value new_system_random(const Value&, Value*) {
  auto* random = new Random(kSystemRandomType);
  random->state.is_system = true;
  return make_native(random);
}

constexpr Method kNewSystemRandom{"SystemRandom", new_system_random, "x=, /"};

constinit const Type kSystemRandomType{
    .name = "SystemRandom", .module = "random", .base = &kRandomType, .constructor = &kNewSystemRandom};

constexpr const Type* kTypes[] = {&kRandomType, &kSystemRandomType};

}  // namespace

constinit const Module kRandomModule{.name = "random", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
