// SPDX-License-Identifier: Apache-2.0
#include "live/assessment.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pbc::live {

namespace {

constexpr std::array<std::string_view, 5> kComponents = {"url", "address", "file", "content", "redirect"};
constexpr std::size_t kLongestReason = 300;  // bytes of what an answer puts into it

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::optional<double> number_of(const OrderedJson& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string shown(const OrderedJson& value) {
  std::string text = clean_text(text_of(value));
  if (text.size() <= kLongestReason) return text;
  std::size_t end = kLongestReason;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return text.substr(0, end) + "...";
}

}  // namespace

ResultPath ResultPath::parse(std::string_view text, std::string* error) {
  ResultPath path;
  for (std::string_view rest = trimmed(text);;) {
    const std::size_t dot = rest.find('.');
    path.members_.emplace_back(rest.substr(0, dot));
    if (path.members_.back().empty() || path.members_.back().find(' ') != std::string::npos)
      *error = "expected a path such as `summary.malicious`, found `" + std::string(text) + "`";
    if (dot == rest.npos) break;
    rest.remove_prefix(dot + 1);
  }
  constexpr std::array<std::string_view, 4> kFirst = {"status", "message", "data", "summary"};
  if (error->empty() && std::ranges::find(kFirst, path.members_.front()) == kFirst.end())
    *error = "`" + std::string(text) + "` begins with none of status, message, data, summary";
  return path;
}

std::vector<const OrderedJson*> ResultPath::find(const OrderedJson& result) const {
  std::vector<const OrderedJson*> found = {&result};
  for (const std::string& member : members_) {
    std::vector<const OrderedJson*> next;
    for (const OrderedJson* value : found) {
      if (member == "*" && value->is_structured()) {
        for (const OrderedJson& each : *value) next.push_back(&each);
      } else if (value->is_object()) {
        if (const auto at = value->find(member); at != value->end()) next.push_back(&*at);
      }
    }
    found = std::move(next);
  }
  return found;
}

Measure Measure::read(const Fields& fields, std::string_view name) {
  Measure measure;
  if (!fields.has(name)) {
    fields.problem(name, "is missing");
    return measure;
  }
  const OrderedJson& value = fields.member(name);
  if (value.is_number()) {
    measure.constant_ = value.get<double>();
    if (!(measure.constant_ >= 0 && measure.constant_ <= 1)) fields.problem(name, "expected a number from 0 to 1");
    return measure;
  }
  const std::string text = fields.text(name);
  const std::size_t slash = text.find('/');
  std::string error;
  measure.path_ = ResultPath::parse(std::string_view(text).substr(0, slash), &error);
  if (slash != text.npos) {
    const std::optional<double> scale = number_of(std::string(trimmed(std::string_view(text).substr(slash + 1))));
    if (!scale || *scale <= 0) error = "expected a number above 0 behind `/`";
    measure.scale_ = scale.value_or(1);
  }
  if (!error.empty()) fields.problem(name, error);
  return measure;
}

std::optional<double> Measure::of(const OrderedJson& result) const {
  if (!path_) return constant_;
  std::optional<double> highest;
  for (const OrderedJson* value : path_->find(result))
    if (const std::optional<double> number = number_of(*value); number && std::isfinite(*number))
      highest = std::max(highest.value_or(0), std::clamp(*number / scale_, 0.0, 1.0));
  return highest;
}

bool TriageRules::Condition::holds(const OrderedJson& result) const {
  return std::ranges::any_of(path.find(result), [&](const OrderedJson* value) {
    if (comparison == Comparison::kEqual) return *value == literal;
    if (comparison == Comparison::kNotEqual) return *value != literal;
    const std::optional<double> left = number_of(*value);
    const std::optional<double> right = number_of(literal);
    if (!left || !right) return false;
    switch (comparison) {
      case Comparison::kLess:
        return *left < *right;
      case Comparison::kLessOrEqual:
        return *left <= *right;
      case Comparison::kGreater:
        return *left > *right;
      default:
        return *left >= *right;
    }
  });
}

std::optional<TriageRules::Condition> TriageRules::read_condition(const std::string& text, std::string* error) {
  // Two letters before one, so that `<=` is not taken for `<`.
  constexpr std::array<std::pair<std::string_view, Comparison>, 6> kComparisons = {{
      {" == ", Comparison::kEqual},
      {" != ", Comparison::kNotEqual},
      {" <= ", Comparison::kLessOrEqual},
      {" >= ", Comparison::kGreaterOrEqual},
      {" < ", Comparison::kLess},
      {" > ", Comparison::kGreater},
  }};
  for (const auto& [sign, comparison] : kComparisons) {
    const std::size_t at = text.find(sign);
    if (at == text.npos) continue;
    Condition condition{ResultPath::parse(std::string_view(text).substr(0, at), error), comparison,
                        OrderedJson::parse(text.substr(at + sign.size()), nullptr, false)};
    if (condition.literal.is_discarded()) *error = "expected JSON behind `" + std::string(trimmed(sign)) + "`";
    return condition;
  }
  *error = "expected PATH OPERATOR JSON, such as `summary.malicious >= 3`";
  return std::nullopt;
}

TriageRules::Rule TriageRules::read_rule(const Fields& fields) {
  fields.only({"when", "score", "confidence", "reason"});
  Rule rule;
  if (fields.has("when"))
    for (const std::string& text : fields.texts("when")) {
      std::string error;
      std::optional<Condition> condition = read_condition(text, &error);
      if (!error.empty()) fields.problem("when", error);
      if (condition) rule.when.push_back(std::move(*condition));
    }
  rule.score = Measure::read(fields, "score");
  rule.confidence = Measure::read(fields, "confidence");
  const std::string reason = fields.text("reason");
  for (std::string_view rest = reason; !rest.empty();) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == rest.npos ? rest.npos : rest.find('}', open);
    auto& part = rule.reason.emplace_back(rest.substr(0, open), std::nullopt);
    if (open == rest.npos) break;
    std::string error = close == rest.npos ? "a brace is not closed" : "";
    if (error.empty()) part.second = ResultPath::parse(rest.substr(open + 1, close - open - 1), &error);
    if (!error.empty()) {
      fields.problem("reason", error);
      break;
    }
    rest.remove_prefix(close + 1);
  }
  return rule;
}

TriageRules TriageRules::read(const Fields& fields) {
  fields.only({"component", "parameter", "rules"});
  TriageRules rules;
  rules.component_ = fields.text("component");
  if (std::ranges::find(kComponents, rules.component_) == kComponents.end())
    fields.problem("component", "expected url, address, file, content or redirect");
  rules.parameter_ = fields.text("parameter");
  for (const Fields& rule : fields.objects("rules")) rules.rules_.push_back(read_rule(rule));
  if (rules.rules_.empty()) fields.problem("rules", "there is none");
  return rules;
}

std::optional<Assessment> TriageRules::assess(const OrderedJson& result) const {
  for (const Rule& rule : rules_) {
    if (!std::ranges::all_of(rule.when, [&](const Condition& condition) { return condition.holds(result); })) continue;
    const std::optional<double> score = rule.score.of(result);
    const std::optional<double> confidence = rule.confidence.of(result);
    if (!score || !confidence) continue;
    Assessment assessment{*score, *confidence, ""};
    for (const auto& [text, path] : rule.reason) {
      assessment.reason += text;
      if (!path) continue;
      const std::vector<const OrderedJson*> values = path->find(result);
      if (!values.empty()) assessment.reason += shown(*values.front());
    }
    return assessment;
  }
  return std::nullopt;
}

}  // namespace pbc::live
