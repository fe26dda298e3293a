// SPDX-License-Identifier: Apache-2.0
//
// What a triage has found out of one mail or event: what was asked and answered, and what each playbook did. It is the
// door between the runs, which write it down, and the report (report.h), which makes a score of it. Nothing but
// standard types, since it passes into libpbc_live.so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "live/live.h"

namespace pbc::triage {

using live::Assessment;
using live::Micros;

/// Who asked: a block of a playbook, or the triage itself.
struct Asker {
  std::string playbook;  // empty: a component of the triage
  std::string block;
};

/// One call to an asset, as the run's request cache let it through: equal ones of all playbooks are one.
struct Call {
  std::string asset;
  std::string app;
  std::string action;
  std::string parameter;  // a JSON object
  std::string component;  // url, address, file, content, redirect; empty: it tells nothing of an indicator
  std::string indicator;  // the value asked about
  Micros sent = 0;        // since the beginning
  Micros answered = 0;    // since the beginning
  Micros waited = 0;      // of that, for a quota
  Micros age = 0;         // of the answer, when it came
  std::int64_t requests = 1;
  live::Source source = live::Source::kService;
  bool success = false;
  std::string message;
  std::optional<Assessment> assessment = std::nullopt;  // absent: unknown, or not asked
  std::vector<Asker> askers;                            // in order
};

struct Block {
  std::string name;
  std::int64_t t_ms = 0;  // when it was first entered
};

/// A decision or a filter, and how it came out.
struct Condition {
  std::string block;
  std::string name;  // of the filter's or decision's branch
  std::string text;  // "artifact:*.cef.requestURL != ''"
  bool matched = false;
  std::int64_t t_ms = 0;
};

/// Something that a playbook said or changed, by the Playbook API's name.
struct Deed {
  std::string block;
  std::string api;
  std::vector<std::pair<std::string, std::string>> arguments;
  std::int64_t t_ms = 0;
};

/// An act of a playbook.
struct Act {
  std::string block;
  std::string action;
  std::string effect;  // its class; empty: not known
  std::vector<std::string> assets;
  std::int64_t parameters = 0;
  bool success = false;
  std::string message;
};

struct PlaybookRun {
  std::string name;
  std::string file;
  std::string caller;  // the playbook that ran it; empty: the triage
  bool applies = true;
  std::string reason;  // why it does not
  bool ended = true;   // else it waited for something when the triage was over
  bool success = false;
  std::string message;  // of a failure
  std::int64_t begin_ms = 0;
  std::int64_t end_ms = 0;
  std::vector<Block> blocks;
  std::vector<Condition> conditions;
  std::vector<Act> acts;
  std::vector<Deed> deeds;
  std::string_view graph;  // SVG, of the executable
};

/// Of whom and what the event is.
struct Subject {
  std::string name;  // of the file, or the event's
  std::string container;
  std::int64_t container_id = 0;
  std::string label;
  std::string severity, status;  // at the end
  bool is_mail = false;
  std::string from, to, subject, date, message_id;
};

/// How many different indicators there are, and how many of them the limits let through.
struct Indicators {
  std::string component;
  std::int64_t found = 0;
  std::int64_t asked = 0;
};

/// What one of the sources of a component lacks.
struct Missing {
  std::string component;
  std::string source;  // the app
  std::string reason;
};

struct Totals {
  std::int64_t lookups = 0;     // parameter dicts asked about
  std::int64_t requests = 0;    // that were sent
  std::int64_t cache_hits = 0;  // that needed none
  std::int64_t wait_ms = 0;
  std::int64_t t_ms = 0;
};

struct Facts {
  Subject subject;
  std::vector<Indicators> indicators;
  std::vector<Call> calls;
  std::vector<Missing> missing;
  std::vector<PlaybookRun> playbooks;
  std::string_view picture_style;  // a `<style>` for all graphs, of the executable
  Totals totals;
  Micros started = 0;  // by the world's clock
  bool is_live = false;
  std::string stopped;  // not empty: why all of it ended before its time
};

}  // namespace pbc::triage
