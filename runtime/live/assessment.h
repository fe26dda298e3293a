// SPDX-License-Identifier: Apache-2.0
//
// What an answer says of an indicator, by the rules of a descriptor (docs/connectors.md, Triage). They read the action
// result as SOAR's apps shape it, {status, message, data, summary}, so that recorded answers are judged as live ones
// are. No jq: a triage has no time to compile it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "live/fields.h"
#include "live/live.h"

namespace pbc::live {

/// Names of the members on the way to a value, `summary.malicious`; `*` is every element of a list or object.
class ResultPath {
 public:
  /// Sets `error` for a text that is none.
  static ResultPath parse(std::string_view text, std::string* error);
  /// What it leads to from `json`, in order, without nulls: they are the same as nothing.
  std::vector<const OrderedJson*> find(const OrderedJson& json) const;
  /// Can lead to something from a whole result.
  bool begins_at_result() const;
  const std::vector<std::string>& members() const { return members_; }
  std::string text() const;

 private:
  std::vector<std::string> members_;
};

/// A number, where it stands, or a sum: `0.9`, `summary.score / 100`, `malicious + suspicious / 2`.
class Quantity {
 public:
  static Quantity parse(std::string_view text, std::string* error);
  /// Not null where it is one path and no more.
  const ResultPath* path() const;
  /// The highest of those that a path leads to. What is missing counts nothing, and all of it missing is no number.
  std::optional<double> of(const OrderedJson& json) const;
  void add_paths(std::vector<const ResultPath*>* paths) const;

 private:
  using Operand = std::variant<double, ResultPath>;
  struct Term {
    Operand dividend;
    std::optional<Operand> divisor;
  };
  static Operand operand(std::string_view text, std::string* error);
  static std::optional<double> value(const Operand& operand, const OrderedJson& json);

  std::vector<Term> terms_;
};

/// `PATH OPERATOR JSON`: holds where it does for any value that the path leads to.
class Condition {
 public:
  static Condition parse(const std::string& text, std::string* error);
  bool holds(const OrderedJson& json) const;
  const Quantity& left() const { return left_; }

 private:
  enum class Comparison : std::uint8_t { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
  bool compare(const OrderedJson& value) const;
  bool compare(double value) const;

  Quantity left_;
  Comparison comparison_ = Comparison::kEqual;
  OrderedJson right_;
};

/// A text with places: `{positives} of {total} engines[, {note}]`.
class ReasonTemplate {
 public:
  static ReasonTemplate parse(std::string_view text, std::string* error);
  std::string fill(const OrderedJson& json) const;
  void add_paths(std::vector<const ResultPath*>* paths) const;

 private:
  struct Part {
    std::string text;
    std::optional<Quantity> place;  // behind the text
  };
  struct Section {
    bool is_optional = false;  // left out where a place of it has no value
    std::vector<Part> parts;
  };
  static Section section(std::string_view text, bool is_optional, std::string* error);

  std::vector<Section> sections_;
};

struct Rule {
  std::vector<Condition> when;  // all of them
  bool is_unknown = false;      // then there is nothing to say
  Quantity score, confidence;
  ReasonTemplate reason;

  /// Problems are told by `fields`.
  static Rule read(const Fields& fields);
  bool agrees(const OrderedJson& json) const;
  std::vector<const ResultPath*> paths() const;
};

using Rules = std::vector<Rule>;
/// By name: those that several actions of a connector have in common.
using RuleSets = std::map<std::string, std::shared_ptr<const Rules>>;
/// Of the `connection` of a descriptor.
RuleSets read_rule_sets(const Fields& connection);

/// The parts of a value that paths lead to: rules read little of what services say.
class Parts {
 public:
  /// Those behind the members of the path, which is made where there is none.
  Parts& at(std::span<const std::string> members);
  void take_all() { is_whole_ = true; }
  /// A frozen value without the others, which no path finds.
  OrderedJson of(std::string_view frozen) const;

 private:
  const Parts* find(std::string_view name) const;

  bool is_whole_ = false;
  std::vector<std::pair<std::string, Parts>> by_name_;  // `*`: of every element
};

/// The `triage` member of an action.
class TriageRules {
 public:
  static TriageRules read(const Fields& fields, const RuleSets& sets);

  /// url, address, file, content or redirect: what the parameter is.
  const std::string& component() const { return component_; }
  /// Whose value is asked about.
  const std::string& parameter() const { return parameter_; }
  /// Nothing where no rule agrees: then the answer says nothing, which is never "harmless".
  std::optional<Assessment> assess(const OrderedJson& result) const;
  std::optional<Assessment> assess(const Answer& answer) const;

 private:
  void find_parts();

  std::string component_, parameter_;
  std::vector<ResultPath> of_;  // where the paths of the rules begin; none: at the result
  std::shared_ptr<const Rules> rules_;
  Parts parts_;  // of results that all of it reads
};

/// Theirs; they outlive it.
std::shared_ptr<const Opinion> opinion_by(const TriageRules& rules);

}  // namespace pbc::live
