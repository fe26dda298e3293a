// SPDX-License-Identifier: Apache-2.0
//
// Sends the requests of an act (docs/passes.md): equal ones once, and as many as the service takes in one.
#pragma once

#include <string>
#include <vector>

#include "pbc/phantom.h"
#include "phantom/run.h"

namespace pbc::engine {

class Outbox {
 public:
  /// `block`: whose requests they are, for the ledger. The texts outlive the outbox.
  Outbox(Run& run, std::string_view block, std::string_view action, std::string_view asset,
         const phantom::Requests& requests)
      : run_(run), block_(block), action_(action), asset_(asset), requests_(requests) {}

  /// The answer comes as an event of `ticket`. The parameter outlives the outbox.
  void ask(const SentParameter& parameter, Ticket ticket);
  /// The answer is kept for the act that will ask; nobody waits for `ticket`. What would stop the run is left to that
  /// act.
  void ask_ahead(const SentParameter& parameter, Ticket ticket);
  /// Sends what a batch still holds; the act has asked for all that it wants.
  void close();

 private:
  void send();
  /// Whether the request counts only when its answer says so, or never.
  bool is_told_later(const Call& call) const;
  /// Whether it may go with others in the batch: it names an indicator of their kind, and nothing else.
  bool fits(const Value& parameter) const;
  /// Adds it to the batch, or sends it alone.
  void pack(const SentParameter& parameter, Ticket ticket, const RequestCache::Key* key, bool is_ahead);

  Run& run_;
  std::string_view block_, action_, asset_;
  const phantom::Requests& requests_;
  std::size_t line_ = 0;  // of the ledger, of the batch
  std::vector<Call> calls_;
  std::vector<Ticket> tickets_;
  std::vector<RequestCache::Key> failures_;  // that were asked ahead, and serve this act alone
};

}  // namespace pbc::engine
