// SPDX-License-Identifier: Apache-2.0
//
// What a triage asks by itself. It is a playbook, written in C++: its first block asks every source about every
// indicator and begins the playbooks that apply.
#pragma once

#include <string>
#include <vector>

#include "host/triage_run.h"
#include "phantom/run.h"

namespace pbc::host {

/// What the first run of a triage's case does, and what it finds out.
class Components {
 public:
  Components(const TriageOf& of, engine::Case& shared);
  Components(const Components&) = delete;
  Components& operator=(const Components&) = delete;

  static const Playbook& playbook();

  /// Asks, and begins playbooks: the first block.
  void begin(engine::Run& root);
  /// Redirects were followed: asks about where they lead.
  void follow(const Value& results);

  /// Of the facts: which playbooks there are, what was found, whom nobody could ask.
  std::vector<triage::PlaybookRun> playbooks;
  std::vector<const engine::Run*> runs;  // of each of them; null: it does not apply
  std::vector<triage::Indicators> indicators;
  std::vector<triage::Missing> missing;
  std::vector<std::string> hops;  // URLs that redirects lead to

 private:
  void ask(const std::string& component, const std::vector<std::string>& values, std::int64_t limit);
  void ask_about_content(const Values& messages);
  bool is_left_out(std::string_view component) const;
  void begin_playbooks(engine::Run& root);

  const TriageOf& of_;
  engine::Case& shared_;
  Values artifacts_;
  std::vector<std::string> urls_;
};

/// The first run itself: its blocks find by it which triage they are of.
class TriageRoot final : public engine::Run {
 public:
  TriageRoot(engine::Case& shared, Components& components, Value inputs)
      : engine::Run(shared, Components::playbook(), std::move(inputs)), components(components) {}

  Components& components;
};

}  // namespace pbc::host
