// SPDX-License-Identifier: Apache-2.0
//
// What all runs of one execution share: the container and everything around it, what the world says of people, files
// and lists, time, trace and ledger. The Playbook API and REST read and write this one store.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "metrics/ledger.h"
#include "phantom/request_cache.h"
#include "phantom/trace.h"
#include "phantom/world.h"
#include "python/objects.h"

namespace pbc {
struct Playbook;
}

namespace pbc::engine {

class Run;
struct ActionRun;

template <typename T>
using ByName = std::map<std::string, T, std::less<>>;

/// What an execution starts from. The values belong to the current Heap.
struct RunInput {
  Value container;            // a dict
  Value artifacts;            // a list of dicts
  Value inputs;               // a dict: the playbook's inputs by name
  Value lists;                // a dict: custom lists by name, each a list of rows
  Value resources = Value();  // a dict: the world's prompts, users, roles, vault ...; unset: none
};

/// Something that waits for its time. Its position in Case::issued is the `act` of its tickets, so that things of the
/// same time happen in the order in which they were issued.
struct Issued {
  Run* run = nullptr;
  ActionRun* act = nullptr;       // an act; else
  std::function<void()> deliver;  // what happens
};

struct Case {
  Case(World& world, RunInput input, Trace& trace, metrics::Ledger& ledger);
  ~Case();
  Case(const Case&) = delete;
  Case& operator=(const Case&) = delete;

  World& world;
  Trace& trace;
  metrics::Ledger& ledger;
  const Micros started;

  Value container;
  Value artifacts;
  Value lists;
  Value resources;                           // a dict
  Values notes, pins, comments;              // dicts, as the result shows them
  Values phases;                             // dicts with their tasks
  Values evidence;                           // dicts
  Values objects;                            // save_object: dicts
  Value stored;                              // save_data: a dict by (container id, key)
  std::vector<std::string> unlisted_assets;  // by first use
  std::vector<std::string> errors;           // messages of phantom.error
  std::vector<Issued> issued;
  RequestCache requests;
  std::map<Ticket, std::size_t> lines;          // of the ledger, of requests under way whose cost is told by the answer
  std::vector<Run*> runs;                       // all of them; the first is the one that the command line started
  std::unordered_set<std::string_view> blocks;  // the functions of every module that was loaded
  bool keeps_stories = false;                   // of what runs do that begin from now on

  /// 1, 2, 3 ... for each kind of thing.
  std::int64_t next_id(std::string_view kind);
  /// Notes what happens at `time`; a time that has passed means now.
  void at(Micros time, std::function<void()> deliver);
  std::int64_t t_ms() const { return (world.now() - started) / 1000; }
  std::int64_t container_id() const;
  /// A sub-playbook's run; it lives as long as the case.
  Run& add_run(const Playbook& playbook, Value inputs, Run& parent);
  /// A list of dicts of the world (`users`, `vault` ...); empty where the world has none. It can be changed.
  Values& resource(std::string_view name);

 private:
  ByName<std::int64_t> counters_;
  std::vector<std::unique_ptr<Run>> children_;
};

}  // namespace pbc::engine
