// SPDX-License-Identifier: Apache-2.0
//
// A threat score that says why (docs/triage.md, The score). Part of the door of libpbc_live.so.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pbc::triage {

/// One piece of evidence.
struct Contribution {
  std::string component = {};
  std::string source = {};     // the app, or the playbook
  std::string action = {};     // what was asked, or the Playbook API's name
  std::string indicator = {};  // what it is about
  double score = 0;
  double confidence = 0;
  std::string reason = {};
  int call = -1;      // of Facts::calls
  int playbook = -1;  // of Facts::playbooks

  double value() const { return score * confidence; }
};

struct Component {
  std::string name = {};
  double weight = 0;
  bool is_answered = false;
  std::string missing = {};  // why it has no answer
  double value = 0;          // score times confidence of the strongest contribution
  double score = 0, confidence = 0;
  std::vector<Contribution> contributions = {};  // the strongest first
};

/// Something that was not answered.
struct Unanswered {
  std::string component = {};
  std::string source = {};
  std::string indicator = {};  // empty: any
  std::string reason = {};
};

struct Verdict {
  std::optional<double> score = {};  // nothing where no component has answered
  double confidence = 0;
  std::string level = {};   // critical, high, medium, low; unknown without a score
  std::string reason = {};  // the strongest evidence, one line
  std::vector<Component> components = {};
  std::vector<Unanswered> unanswered = {};
  std::vector<std::string> steps = {};  // what to do, the most urgent first
};

}  // namespace pbc::triage
