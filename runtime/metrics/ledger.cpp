// SPDX-License-Identifier: Apache-2.0
#include "metrics/ledger.h"

#include <algorithm>

#include <utility>

#include "python/json.h"

namespace pbc::metrics {

namespace {

/// Writes one JSON object a line, as json.dumps does.
class Line {
 public:
  explicit Line(std::string& out) : out_(out) { out_ += '{'; }
  void number(std::string_view name, std::int64_t value) {
    key(name);
    out_ += std::to_string(value);
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(out_, value);
  }
  void json(std::string_view name, std::string_view value) {
    key(name);
    out_ += value;
  }

 private:
  void key(std::string_view name) {
    if (!std::exchange(is_first_, false)) out_ += ", ";
    append_json_string(out_, name);
    out_ += ": ";
  }

  std::string& out_;
  bool is_first_ = true;
};

}  // namespace

void Ledger::join(std::size_t request, std::string_view parameter) {
  Request& batch = requests_[request];
  ++batch.parameters;
  ++batch.unique;
  if (!has_file_) return;
  if (batch.parameter.starts_with('['))
    batch.parameter.pop_back();
  else
    batch.parameter.insert(0, "[");
  batch.parameter.append(", ").append(parameter).append("]");
}

void Ledger::charge(std::size_t request, std::int64_t requests, bool is_hit, std::int64_t wait_ms) {
  Request& charged = requests_[request];
  charged.requests += requests;
  charged.cache_hits += is_hit ? 1 : 0;
  charged.wait_ms = std::max(charged.wait_ms, wait_ms);
}

Totals Ledger::totals(std::int64_t end_ms) const {
  Totals totals{.t_ms = end_ms};
  for (const Request& request : requests_) {
    totals.parameters += request.parameters;
    totals.unique += request.unique;
    totals.cache_hits += request.cache_hits;
    totals.requests += request.requests;
    totals.wait_ms += request.wait_ms;
  }
  return totals;
}

std::string Ledger::text(std::int64_t end_ms) const {
  std::string out;
  for (const Request& request : requests_) {
    Line line(out);
    line.number("t_ms", request.t_ms);
    line.text("asset", request.asset);
    line.text("action", request.action);
    line.number("parameters", request.parameters);
    line.number("unique", request.unique);
    line.number("cache_hits", request.cache_hits);
    line.number("requests", request.requests);
    line.number("wait_ms", request.wait_ms);
    line.text("block", request.block);
    line.json("parameter", request.parameter);
    out += "}\n";
  }
  Totals sums = totals(end_ms);
  out += "{\"total\": ";
  Line line(out);
  line.number("t_ms", sums.t_ms);
  line.number("parameters", sums.parameters);
  line.number("unique", sums.unique);
  line.number("cache_hits", sums.cache_hits);
  line.number("requests", sums.requests);
  line.number("wait_ms", sums.wait_ms);
  out += "}}\n";
  return out;
}

}  // namespace pbc::metrics
