// SPDX-License-Identifier: Apache-2.0
//
// The requests of an execution that serve equal ones (docs/passes.md, share-requests). It says who waits for whom; the
// engine sends and delivers.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phantom/world.h"

namespace pbc::engine {

class RequestCache {
 public:
  /// What makes requests equal: the asset, and everything else that would be sent.
  struct Key {
    std::string asset;
    std::string rest;
  };

  struct Request {
    std::size_t line = 0;          // of the ledger
    bool is_ahead = false;         // sent for an act that has not begun
    std::optional<Answer> answer;  // a success, or a failure ahead; absent while it is under way
    std::vector<Ticket> waiting;   // for the answer
  };

  /// A request that answers this one too, or null. It stays good until the next call.
  Request* find(const Key& key);
  /// This one is sent, and will be known by its ticket.
  void add(const Key& key, Ticket ticket, std::size_t line, bool is_ahead);
  void forget(const Key& key) { by_asset_[key.asset].erase(key.rest); }
  /// The request has its answer: gives those that wait for it, in order. A failure is not kept, but for the first who
  /// asks where it was sent ahead.
  std::vector<Ticket> answered(Ticket ticket, const Answer& answer);
  /// Something may have changed at the asset: what it said before is not used again.
  void fence(std::string_view asset);

 private:
  using Requests = std::map<std::string, std::shared_ptr<Request>>;

  std::map<std::string, Requests, std::less<>> by_asset_;
  std::map<Ticket, std::pair<Key, std::shared_ptr<Request>>> under_way_;
};

/// Whether JSON text says all of the value: texts, numbers, booleans, None, lists, dicts by text. Values that only look
/// equal as JSON, such as a tuple, are not shared.
bool is_json(const Value& value);

/// The key of a call whose parameter is `json`; of one act alone if `act` is given, any ticket of it.
RequestCache::Key request_key(std::string_view action, std::string_view asset, std::string_view json,
                              const Ticket* act = nullptr);

}  // namespace pbc::engine
