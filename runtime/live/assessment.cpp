// SPDX-License-Identifier: Apache-2.0
#include "live/assessment.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <mutex>

#include "content/text.h"
#include "frozen/frozen.h"
#include "live/frozen_json.h"
#include "live/template.h"

namespace pbc::live {

namespace {

constexpr std::array<std::string_view, 5> kComponents = {"url", "address", "file", "content", "redirect"};
constexpr std::size_t kLongestPlace = 300;  // bytes of what an answer puts into a place of a reason
constexpr std::size_t kMostValues = 3;      // that are shown in one

std::string_view unspaced(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(separator); at != text.npos; at = text.find(separator)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + separator.size());
  }
  parts.push_back(text);
  return parts;
}

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_one = code == std::errc() && end == text.data() + text.size() && std::isfinite(number);
  return is_one ? std::optional(number) : std::nullopt;
}

/// Services write numbers as texts, too.
std::optional<double> number_of(const OrderedJson& value) {
  if (value.is_string()) return number_in(value.get_ref<const std::string&>());
  if (!value.is_number()) return std::nullopt;
  const auto number = value.get<double>();
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::string shown(double number) {
  constexpr double kExact = 1e15;  // below it, every whole number is one
  if (std::abs(number) < kExact && number == std::trunc(number))
    return std::to_string(static_cast<std::int64_t>(number));
  return OrderedJson(number).dump();
}

/// On one line; empty for what is no text, number or truth.
std::string shown(const OrderedJson& value) {
  if (value.is_structured()) return "";
  if (value.is_number_float()) return shown(value.get<double>());
  if (!value.is_string()) return value.dump();
  std::string text =
      clean_text(std::string(content::shortened(value.get_ref<const std::string&>(), 2 * kLongestPlace)));
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; }, ' ');
  return std::string(unspaced(text));
}

/// Empty where there is nothing.
std::string shown(const Quantity& place, const OrderedJson& json) {
  const ResultPath* path = place.path();
  if (path == nullptr) {
    const std::optional<double> number = place.of(json);
    return number ? shown(*number) : "";
  }
  std::vector<std::string> texts;
  for (const OrderedJson* value : path->find(json)) {
    std::string text = shown(*value);
    if (text.empty() || std::ranges::find(texts, text) != texts.end()) continue;
    texts.push_back(std::move(text));
    if (texts.size() == kMostValues) break;
  }
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all.size() <= kLongestPlace ? all : std::string(content::shortened(all, kLongestPlace)) + "...";
}

}  // namespace

// --- Paths ---

ResultPath ResultPath::parse(std::string_view text, std::string* error) {
  ResultPath path;
  for (const std::string_view member : split(unspaced(text), ".")) {
    path.members_.emplace_back(member);
    if (member.empty() || member.find_first_of(" {}[]\"") != member.npos)
      *error = "expected a path such as `summary.malicious`, found `" + std::string(unspaced(text)) + "`";
  }
  return path;
}

std::vector<const OrderedJson*> ResultPath::find(const OrderedJson& json) const {
  std::vector<const OrderedJson*> found = {&json};
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
  std::erase_if(found, [](const OrderedJson* value) { return value->is_null(); });
  return found;
}

bool ResultPath::begins_at_result() const {
  constexpr std::array<std::string_view, 4> kFirst = {"status", "message", "data", "summary"};
  return std::ranges::find(kFirst, members_.front()) != kFirst.end();
}

std::string ResultPath::text() const {
  std::string text;
  for (const std::string& member : members_) text += (text.empty() ? "" : ".") + member;
  return text;
}

// --- Quantities ---

Quantity::Operand Quantity::operand(std::string_view text, std::string* error) {
  if (const std::optional<double> number = number_in(unspaced(text))) return *number;
  return ResultPath::parse(text, error);
}

Quantity Quantity::parse(std::string_view text, std::string* error) {
  Quantity quantity;
  for (const std::string_view term : split(text, " + ")) {
    const std::vector<std::string_view> operands = split(term, " / ");
    if (operands.size() > 2) *error = "expected one ` / ` at most, found `" + std::string(unspaced(term)) + "`";
    Term& read = quantity.terms_.emplace_back(Term{operand(operands.front(), error), std::nullopt});
    if (operands.size() == 1) continue;
    read.divisor = operand(operands[1], error);
    if (const double* number = std::get_if<double>(&*read.divisor); number != nullptr && *number == 0)
      *error = "divides by 0";
  }
  return quantity;
}

const ResultPath* Quantity::path() const {
  if (terms_.size() != 1 || terms_.front().divisor) return nullptr;
  return std::get_if<ResultPath>(&terms_.front().dividend);
}

std::optional<double> Quantity::value(const Operand& operand, const OrderedJson& json) {
  if (const double* number = std::get_if<double>(&operand)) return *number;
  std::optional<double> highest;
  for (const OrderedJson* value : std::get<ResultPath>(operand).find(json))
    if (const std::optional<double> number = number_of(*value)) highest = std::max(highest.value_or(*number), *number);
  return highest;
}

std::optional<double> Quantity::of(const OrderedJson& json) const {
  double sum = 0;
  bool has_paths = false;
  bool is_found = false;
  for (const auto& [dividend, divisor] : terms_) {
    std::optional<double> number = value(dividend, json);
    if (number && divisor) {
      const std::optional<double> by = value(*divisor, json);
      number = by && *by != 0 ? std::optional(*number / *by) : std::nullopt;
    }
    const bool is_constant = std::holds_alternative<double>(dividend);
    has_paths = has_paths || !is_constant;
    is_found = is_found || (number && !is_constant);
    sum += number.value_or(0);
  }
  return (is_found || !has_paths) && std::isfinite(sum) ? std::optional(sum) : std::nullopt;
}

void Quantity::add_paths(std::vector<const ResultPath*>* paths) const {
  const auto add = [&](const Operand& operand) {
    if (const auto* path = std::get_if<ResultPath>(&operand)) paths->push_back(path);
  };
  for (const auto& [dividend, divisor] : terms_) {
    add(dividend);
    if (divisor) add(*divisor);
  }
}

// --- Conditions ---

Condition Condition::parse(const std::string& text, std::string* error) {
  constexpr std::array<std::pair<std::string_view, Comparison>, 6> kComparisons = {{
      {" == ", Comparison::kEqual},
      {" != ", Comparison::kNotEqual},
      {" < ", Comparison::kLess},
      {" <= ", Comparison::kLessOrEqual},
      {" > ", Comparison::kGreater},
      {" >= ", Comparison::kGreaterOrEqual},
  }};
  Condition condition;
  std::size_t first = text.npos;
  std::string_view sign;
  for (const auto& [name, comparison] : kComparisons)
    if (const std::size_t at = text.find(name); at < first) {
      first = at;
      sign = name;
      condition.comparison_ = comparison;
    }
  if (first == text.npos) {
    *error = "expected PATH OPERATOR JSON, such as `summary.malicious >= 3`, found `" + text + "`";
    return condition;
  }
  condition.left_ = Quantity::parse(std::string_view(text).substr(0, first), error);
  condition.right_ = OrderedJson::parse(text.substr(first + sign.size()), nullptr, false);
  const OrderedJson& right = condition.right_;
  const std::string place = " behind `" + std::string(unspaced(sign)) + "`";
  if (right.is_discarded() || (right.is_structured() && !right.empty())) {
    *error = "expected a number, a text in quotes, true, false, null, [] or {}" + place;
  } else if (!right.is_number() &&
             (condition.comparison_ > Comparison::kNotEqual || condition.left_.path() == nullptr)) {
    *error = "expected a number" + place;
  }
  return condition;
}

bool Condition::compare(double value) const {
  const auto right = right_.get<double>();
  switch (comparison_) {
    case Comparison::kEqual:
      return value == right;
    case Comparison::kNotEqual:
      return value != right;
    case Comparison::kLess:
      return value < right;
    case Comparison::kLessOrEqual:
      return value <= right;
    case Comparison::kGreater:
      return value > right;
    case Comparison::kGreaterOrEqual:
      return value >= right;
  }
  return false;
}

bool Condition::compare(const OrderedJson& value) const {
  if (!right_.is_number()) return (value == right_) == (comparison_ == Comparison::kEqual);
  const std::optional<double> number = number_of(value);
  return number ? compare(*number) : comparison_ == Comparison::kNotEqual;
}

bool Condition::holds(const OrderedJson& json) const {
  if (left_.path() == nullptr) {
    const std::optional<double> number = left_.of(json);
    return number && compare(*number);
  }
  const std::vector<const OrderedJson*> values = left_.path()->find(json);
  if (right_.is_null()) return values.empty() == (comparison_ == Comparison::kEqual);
  return std::ranges::any_of(values, [&](const OrderedJson* value) { return compare(*value); });
}

// --- Reasons ---

ReasonTemplate::Section ReasonTemplate::section(std::string_view text, bool is_optional, std::string* error) {
  Section section{is_optional, {}};
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    Part& part = section.parts.emplace_back(Part{std::string(text.substr(0, open)), std::nullopt});
    if (part.text.find('}') != part.text.npos) *error = "a brace is not opened";
    if (open == text.npos) break;
    const std::size_t close = text.find('}', open);
    if (close == text.npos) {
      *error = "a brace is not closed";
      break;
    }
    part.place = Quantity::parse(text.substr(open + 1, close - open - 1), error);
    text.remove_prefix(close + 1);
  }
  return section;
}

ReasonTemplate ReasonTemplate::parse(std::string_view text, std::string* error) {
  ReasonTemplate reason;
  while (!text.empty()) {
    const std::size_t open = text.find('[');
    const std::string_view before = text.substr(0, open);
    if (before.find(']') != before.npos) *error = "a bracket is not opened";
    reason.sections_.push_back(section(before, false, error));
    if (open == text.npos) break;
    const std::size_t close = text.find(']', open);
    if (close == text.npos) {
      *error = "a bracket is not closed";
      break;
    }
    reason.sections_.push_back(section(text.substr(open + 1, close - open - 1), true, error));
    text.remove_prefix(close + 1);
  }
  return reason;
}

std::string ReasonTemplate::fill(const OrderedJson& json) const {
  std::string reason;
  for (const Section& section : sections_) {
    std::string text;
    bool is_whole = true;
    for (const Part& part : section.parts) {
      text += part.text;
      if (!part.place) continue;
      const std::string value = shown(*part.place, json);
      is_whole = is_whole && !value.empty();
      text += value;
    }
    if (is_whole || !section.is_optional) reason += text;
  }
  return reason;
}

void ReasonTemplate::add_paths(std::vector<const ResultPath*>* paths) const {
  for (const Section& section : sections_)
    for (const Part& part : section.parts)
      if (part.place) part.place->add_paths(paths);
}

// --- Parts ---

const Parts* Parts::find(std::string_view name) const {
  const auto found = std::ranges::find(by_name_, name, &std::pair<std::string, Parts>::first);
  return found == by_name_.end() ? nullptr : &found->second;
}

Parts& Parts::at(std::span<const std::string> members) {
  if (members.empty()) return *this;
  auto found = std::ranges::find(by_name_, members.front(), &std::pair<std::string, Parts>::first);
  if (found == by_name_.end()) found = by_name_.emplace(by_name_.end(), members.front(), Parts());
  // Of elements that are named as well, paths of both kinds may find the same.
  if (by_name_.size() > 1 && find("*") != nullptr) take_all();
  return found->second.at(members.subspan(1));
}

OrderedJson Parts::of(std::string_view frozen) const {
  frozen::Reader reader(frozen);
  const char letter = is_whole_ ? '\0' : reader.letter();
  const Parts* const each = find("*");
  if (letter == '[') {
    OrderedJson list = OrderedJson::array();
    for (std::uint32_t left = each == nullptr ? 0 : reader.count(); left > 0; --left)
      list.push_back(each->of(reader.value()));
    return list;
  }
  if (letter == '{') {
    OrderedJson dict = OrderedJson::object();
    for (std::uint32_t left = reader.count(); left > 0; --left) {
      const std::string_view name = reader.text();
      const std::string_view value = reader.value();
      const Parts* const part = each == nullptr ? find(name) : each;
      if (part != nullptr) dict[std::string(name)] = part->of(value);
    }
    return dict;
  }
  return thawed(frozen);
}

// --- Rules ---

namespace {

/// A number from 0 to 1, or where it stands.
Quantity read_share(const Fields& fields, std::string_view name) {
  std::string error;
  const OrderedJson& value = fields.member(name);
  const std::string text = value.is_number() ? value.dump() : fields.text(name);
  Quantity quantity;
  if (!text.empty()) quantity = Quantity::parse(text, &error);
  const std::optional<double> constant = quantity.of(OrderedJson());
  if (constant && (*constant < 0 || *constant > 1)) error = "expected a number from 0 to 1";
  if (!error.empty()) fields.problem(name, error);
  return quantity;
}

}  // namespace

Rule Rule::read(const Fields& fields) {
  fields.only({"when", "unknown", "score", "confidence", "reason"});
  Rule rule;
  if (fields.has("when"))
    for (const std::string& text : fields.texts("when")) {
      std::string error;
      rule.when.push_back(Condition::parse(text, &error));
      if (!error.empty()) fields.problem("when", error);
    }
  if (fields.has("unknown")) {
    rule.is_unknown = fields.truth("unknown");
    if (!rule.is_unknown) fields.problem("unknown", "expected true");
    for (const char* name : {"score", "confidence", "reason"})
      if (fields.has(name)) fields.problem(name, "of what is unknown there is none");
    return rule;
  }
  rule.score = read_share(fields, "score");
  rule.confidence = read_share(fields, "confidence");
  std::string error;
  rule.reason = ReasonTemplate::parse(fields.text("reason"), &error);
  if (!error.empty()) fields.problem("reason", error);
  return rule;
}

bool Rule::agrees(const OrderedJson& json) const {
  if (!std::ranges::all_of(when, [&](const Condition& condition) { return condition.holds(json); })) return false;
  return is_unknown || (score.of(json) && confidence.of(json));
}

std::vector<const ResultPath*> Rule::paths() const {
  std::vector<const ResultPath*> paths;
  for (const Condition& condition : when) condition.left().add_paths(&paths);
  score.add_paths(&paths);
  confidence.add_paths(&paths);
  reason.add_paths(&paths);
  return paths;
}

namespace {

std::shared_ptr<const Rules> read_rules(const Fields& fields, std::string_view name) {
  auto rules = std::make_shared<Rules>();
  for (const Fields& rule : fields.objects(name)) rules->push_back(Rule::read(rule));
  if (rules->empty() && fields.member(name).is_array()) fields.problem(name, "there is none");
  return rules;
}

}  // namespace

RuleSets read_rule_sets(const Fields& connection) {
  RuleSets sets;
  if (!connection.has("rules")) return sets;
  const Fields all = connection.object("rules");
  for (const auto& [name, rules] : all.members()) sets.emplace(name, read_rules(all, name));
  return sets;
}

TriageRules TriageRules::read(const Fields& fields, const RuleSets& sets) {
  fields.only({"component", "parameter", "of", "rules"});
  TriageRules triage;
  triage.component_ = fields.text("component");
  if (std::ranges::find(kComponents, triage.component_) == kComponents.end())
    fields.problem("component", "expected url, address, file, content or redirect");
  triage.parameter_ = fields.text("parameter");
  const auto check_first = [&](std::string_view place, const ResultPath& path) {
    if (!path.begins_at_result())
      fields.problem(place, "`" + path.text() + "` begins with none of status, message, data, summary");
  };
  if (fields.has("of")) {
    const bool is_one = fields.member("of").is_string();
    for (const std::string& text : is_one ? std::vector{fields.text("of")} : fields.texts("of")) {
      std::string error;
      triage.of_.push_back(ResultPath::parse(text, &error));
      if (error.empty())
        check_first("of", triage.of_.back());
      else
        fields.problem("of", error);
    }
  }
  if (const OrderedJson& rules = fields.member("rules"); !rules.is_string()) {
    triage.rules_ = read_rules(fields, "rules");
  } else if (const auto set = sets.find(rules.get<std::string>()); set != sets.end()) {
    triage.rules_ = set->second;
  } else {
    triage.rules_ = std::make_shared<Rules>();
    fields.problem("rules", "connection.rules has no `" + rules.get<std::string>() + "`");
  }
  if (triage.of_.empty())
    for (const Rule& rule : *triage.rules_)
      for (const ResultPath* path : rule.paths()) check_first("rules", *path);
  triage.find_parts();
  return triage;
}

void TriageRules::find_parts() {
  const auto add_rules = [&](Parts& from) {
    for (const Rule& rule : *rules_)
      for (const ResultPath* path : rule.paths()) from.at(path->members()).take_all();
  };
  if (of_.empty()) add_rules(parts_);
  for (const ResultPath& path : of_) add_rules(parts_.at(path.members()));
}

std::optional<Assessment> TriageRules::assess(const OrderedJson& result) const {
  const auto judge = [&](const std::vector<const OrderedJson*>& values, bool* is_known) {
    std::optional<Assessment> said;
    std::size_t best = rules_->size();  // the first rule that agrees about any of them
    for (const OrderedJson* value : values) {
      const auto end = rules_->begin() + static_cast<std::ptrdiff_t>(best);
      const auto rule = std::find_if(rules_->begin(), end, [&](const Rule& each) { return each.agrees(*value); });
      if (rule == end) continue;
      *is_known = true;
      if (rule->is_unknown) continue;
      best = static_cast<std::size_t>(rule - rules_->begin());
      said = {std::clamp(*rule->score.of(*value), 0.0, 1.0), std::clamp(*rule->confidence.of(*value), 0.0, 1.0),
              rule->reason.fill(*value)};
    }
    return said;
  };
  bool is_known = false;  // to be one of which nothing is known, at least
  if (of_.empty()) return judge({&result}, &is_known);
  for (const ResultPath& path : of_)
    if (std::optional<Assessment> said = judge(path.find(result), &is_known); said || is_known) return said;
  return std::nullopt;
}

std::optional<Assessment> TriageRules::assess(const Answer& answer) const {
  return assess(parts_.of(frozen::Dict()
                              .text("status", answer.success ? "success" : "failed")
                              .text("message", answer.message)
                              .value("data", answer.data)
                              .value("summary", answer.summary)
                              .take()));
}

namespace {

class OpinionByRules final : public Opinion {
 public:
  explicit OpinionByRules(const TriageRules& rules) : rules_(rules) {}

  const std::optional<Assessment>& of(const Answer& answer) const override {
    std::call_once(is_known_, [&] { assessment_ = rules_.assess(answer); });
    return assessment_;
  }

 private:
  const TriageRules& rules_;
  mutable std::once_flag is_known_;
  mutable std::optional<Assessment> assessment_;
};

}  // namespace

std::shared_ptr<const Opinion> opinion_by(const TriageRules& rules) { return std::make_shared<OpinionByRules>(rules); }

}  // namespace pbc::live
