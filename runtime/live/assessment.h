// SPDX-License-Identifier: Apache-2.0
//
// What an answer says of an indicator, by the rules of a descriptor (docs/connectors.md, Triage). They read the action
// result as SOAR's apps shape it, {status, message, data, summary}, so that recorded answers are judged as live ones
// are. No jq: a triage has no time to compile it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "live/fields.h"
#include "live/live.h"

namespace pbc::live {

/// Names of the members on the way to a value, `summary.malicious`; `*` is every element of a list or object.
class ResultPath {
 public:
  /// Sets `error` for a text that is none.
  static ResultPath parse(std::string_view text, std::string* error);
  /// What it leads to in `result`, in order.
  std::vector<const OrderedJson*> find(const OrderedJson& result) const;

 private:
  std::vector<std::string> members_;
};

/// A number, or where it stands: `summary.score`, `data.*.data.abuseConfidenceScore / 100`.
class Measure {
 public:
  static Measure read(const Fields& fields, std::string_view name);
  /// From 0 to 1; the highest where there are several, nothing where there is none.
  std::optional<double> of(const OrderedJson& result) const;

 private:
  double constant_ = 0;
  double scale_ = 1;
  std::optional<ResultPath> path_;
};

/// The `triage` member of an action.
class TriageRules {
 public:
  /// Problems are told by `fields`.
  static TriageRules read(const Fields& fields);

  /// url, address, file, content or redirect: what the parameter is.
  const std::string& component() const { return component_; }
  /// Whose value is asked about.
  const std::string& parameter() const { return parameter_; }
  /// Nothing where no rule agrees: then the answer says nothing, which is never "harmless".
  std::optional<Assessment> assess(const OrderedJson& result) const;

 private:
  enum class Comparison : std::uint8_t { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
  struct Condition {
    ResultPath path;
    Comparison comparison = Comparison::kEqual;
    OrderedJson literal;
    bool holds(const OrderedJson& result) const;
  };
  struct Rule {
    std::vector<Condition> when;  // all of them
    Measure score, confidence;
    std::vector<std::pair<std::string, std::optional<ResultPath>>> reason;  // text, and what stands behind it
  };
  static std::optional<Condition> read_condition(const std::string& text, std::string* error);
  static Rule read_rule(const Fields& fields);

  std::string component_, parameter_;
  std::vector<Rule> rules_;
};

}  // namespace pbc::live
