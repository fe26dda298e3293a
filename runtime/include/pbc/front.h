// SPDX-License-Identifier: Apache-2.0
//
// What a bundle knows of its playbooks before any of them runs. The unit that holds a bundle together includes it, not
// those of its playbooks, and the host.
#pragma once

#include "pbc/playbook.h"

namespace pbc {

/// A function of a playbook that a run can get to (docs/explain.md, Words).
struct FrontBlock {
  const char* name;
  const char* kind;  // as `pbc graph` shows it: "action", "custom function"
  int line;
};

/// An action that may run.
struct FrontAction {
  const char* action;  // "url reputation"; empty: computed
  const char* asset;   // empty: computed, or not said
  const char* effect;  // its class: "lookup"
};

/// What is known of one playbook (docs/triage.md, Which playbooks apply). What it reads and runs is said of it and of
/// all that it runs, as far as that is linked.
struct FrontPlaybook {
  const Playbook* playbook;
  const char* description;
  std::initializer_list<const char*> fields;    // of artifacts, that it reads: "cef.requestURL", "name"; sorted
  std::initializer_list<const char*> contains;  // kinds of data for which it looks in all of their fields: "url"
  bool reads_unknown;                           // it also reads artifacts in ways that the compiler cannot follow
  std::initializer_list<const char*> labels;    // of events that it is for; empty: any
  std::initializer_list<const char*> tags;      // its own
  std::initializer_list<const char*> inputs;    // it is run by others, which give these
  std::initializer_list<const char*> callers;   // playbooks of the bundle that run it, by name
  std::initializer_list<FrontAction> actions;
  std::initializer_list<FrontBlock> blocks;  // its own
  /// An `<svg>` of them without a style of its own; groups have `data-block`, or `data-from` and `data-to`.
  const char* picture;
};

/// What a bundle begins with.
struct Front {
  const char* picture_style;                              // a `<style>` for all pictures of a page
  std::initializer_list<const FrontPlaybook*> playbooks;  // in the order of `list`
};

}  // namespace pbc
