// SPDX-License-Identifier: Apache-2.0
//
// The ledger of a run: one line for every remote request (docs/contracts.md, Ledger).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::metrics {

/// One remote request, or one that the cache answered.
struct Request {
  std::int64_t t_ms = 0;  // when it was sent
  std::string asset;
  std::string action;
  std::int64_t parameters = 1;  // how many parameter dicts it serves
  std::int64_t unique = 1;      // how many of them differ
  std::int64_t cache_hits = 0;  // how many needed no request
  std::int64_t requests = 1;
  std::int64_t wait_ms = 0;  // how long a quota held it back
  std::string block;
  std::string parameter;  // JSON text of what was sent; a list for a batch; only the file shows it
};

struct Totals {
  std::int64_t t_ms = 0;  // the end of the run
  std::int64_t parameters = 0;
  std::int64_t unique = 0;
  std::int64_t cache_hits = 0;
  std::int64_t requests = 0;
  std::int64_t wait_ms = 0;
};

/// Requests in the order in which they were sent.
class Ledger {
 public:
  /// `has_file`: its file is wanted too, not the totals alone.
  explicit Ledger(bool has_file = true) : has_file_(has_file) {}
  bool has_file() const { return has_file_; }
  /// Gives its place among the requests.
  std::size_t add(Request request) {
    requests_.push_back(std::move(request));
    return requests_.size() - 1;
  }
  /// The request, which is not sent yet, asks about one more parameter dict.
  void join(std::size_t request, std::string_view parameter);
  /// The request answers one more parameter dict, equal to one of its own.
  void serve(std::size_t request) {
    ++requests_[request].parameters;
    ++requests_[request].cache_hits;
  }
  /// What the answer to one parameter dict of the request took, where that shows only then: such a request is added
  /// with no requests.
  void charge(std::size_t request, std::int64_t requests, bool is_hit, std::int64_t wait_ms);
  const std::vector<Request>& requests() const { return requests_; }
  Totals totals(std::int64_t end_ms) const;
  /// The file: a line for every request, and one with the totals.
  std::string text(std::int64_t end_ms) const;

 private:
  bool has_file_;
  std::vector<Request> requests_;
};

}  // namespace pbc::metrics
