// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/constants.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace pbc::ir {
namespace {

bool is_digits(std::string_view text) {
  if (text.empty()) return false;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

bool is_canonical_int(std::string_view text) {
  if (text == "0") return true;
  if (text.starts_with('-')) text.remove_prefix(1);
  return is_digits(text) && text[0] != '0';
}

/// float.__repr__: the shortest digits that read back, with an exponent from 1e16 on and below 1e-4.
std::string repr(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::array<char, 64> buffer{};
  const auto scientific =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  std::string text(buffer.data(), scientific.ptr);  // d[.ddd]e±XX, as Python writes it too
  const std::size_t e = text.find('e');
  const int exponent = std::atoi(text.c_str() + e + 1);
  if (exponent < -4 || exponent >= 16) return text;
  const auto fixed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  text.assign(buffer.data(), fixed.ptr);
  if (text.find('.') == std::string::npos) text += ".0";
  return text;
}

}  // namespace

Constant none_constant() { return {Constant::Kind::kNone, {}}; }
Constant bool_constant(bool value) { return {Constant::Kind::kBool, value ? "True" : "False"}; }
Constant int_constant(std::int64_t value) { return {Constant::Kind::kInt, std::to_string(value)}; }
Constant float_constant(double value) { return {Constant::Kind::kFloat, repr(value)}; }
Constant str_constant(std::string_view text) { return {Constant::Kind::kStr, std::string(text)}; }

bool is_true(const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::kNone:
      return false;
    case Constant::Kind::kBool:
      return constant.text == "True";
    case Constant::Kind::kInt:
      return constant.text != "0";
    case Constant::Kind::kFloat:
      return as_double(constant) != 0;
    case Constant::Kind::kStr:
    case Constant::Kind::kBytes:
      return !constant.text.empty();
    case Constant::Kind::kEllipsis:
      return true;
  }
  return true;
}

std::optional<std::int64_t> as_int64(const Constant& constant) {
  if (constant.kind == Constant::Kind::kBool) return constant.text == "True" ? 1 : 0;
  if (constant.kind != Constant::Kind::kInt) return std::nullopt;
  std::int64_t value = 0;
  const char* end = constant.text.data() + constant.text.size();
  const auto result = std::from_chars(constant.text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return value;
}

double as_double(const Constant& constant) {
  if (constant.text == "nan") return std::numeric_limits<double>::quiet_NaN();
  double value = 0;
  std::from_chars(constant.text.data(), constant.text.data() + constant.text.size(), value);
  return value;
}

bool is_well_formed(const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::kNone:
    case Constant::Kind::kEllipsis:
      return constant.text.empty();
    case Constant::Kind::kBool:
      return constant.text == "True" || constant.text == "False";
    case Constant::Kind::kInt:
      return is_canonical_int(constant.text);
    case Constant::Kind::kFloat:
      return repr(as_double(constant)) == constant.text;
    case Constant::Kind::kStr:
    case Constant::Kind::kBytes:
      return true;
  }
  return false;
}

}  // namespace pbc::ir
