// SPDX-License-Identifier: Apache-2.0
#include "phantom/outbox.h"

#include "phantom/plain.h"

namespace pbc::engine {

void Outbox::ask(const SentParameter& parameter, Ticket ticket) {
  if (requests_.share == phantom::Sharing::kNone || !is_json(parameter.value())) {
    pack(parameter, ticket, nullptr, false);
    return;
  }
  const bool is_of_run = requests_.share == phantom::Sharing::kRun;
  const RequestCache::Key key = request_key(action_, asset_, parameter.json(), is_of_run ? nullptr : &ticket);
  RequestCache::Request* known = run_.shared.requests.find(key);
  if (known == nullptr) {
    pack(parameter, ticket, &key, false);
    return;
  }
  // The act that a request was sent ahead for is the one that it was sent for.
  if (!std::exchange(known->is_ahead, false)) run_.ledger.serve(known->line);
  if (!known->answer) {
    known->waiting.push_back(ticket);
    return;
  }
  run_.world.answer(ticket, *known->answer);
  if (!known->answer->success) failures_.push_back(key);
}

void Outbox::ask_ahead(const SentParameter& parameter, Ticket ticket) {
  if (requests_.share != phantom::Sharing::kRun || !is_json(parameter.value())) return;
  const RequestCache::Key key = request_key(action_, asset_, parameter.json());
  if (run_.shared.requests.find(key) == nullptr && !run_.world.would_stop({action_, asset_, parameter.value()}))
    pack(parameter, ticket, &key, true);
}

bool Outbox::is_told_later(const Call& call) const { return run_.world.is_live() || run_.world.computes(call); }

bool Outbox::fits(const Value& parameter) const {
  const Table& given = as_dict(parameter);
  if (requests_.batch <= 1 || given.size() != 1) return false;
  if (calls_.empty()) return true;
  const Table& first = as_dict(calls_.front().parameter);
  return is_same((*given.entries_in_place().begin()).key, (*first.entries_in_place().begin()).key);
}

void Outbox::pack(const SentParameter& parameter, Ticket ticket, const RequestCache::Key* key, bool is_ahead) {
  const bool is_in_batch = fits(parameter.value());
  // What is no JSON becomes a text for the ledger's file alone: its __str__ is code of the playbook.
  const bool has_text = key != nullptr || run_.ledger.has_file();
  const Call call{action_, asset_, parameter.value(), has_text ? parameter.json() : std::string_view()};
  if (is_in_batch && !calls_.empty()) {
    run_.ledger.join(line_, call.json);
  } else {
    const std::size_t line = run_.ledger.add({.t_ms = run_.t_ms(),
                                              .asset = std::string(asset_),
                                              .action = std::string(action_),
                                              .requests = is_told_later(call) ? 0 : 1,
                                              .block = std::string(block_),
                                              .parameter = run_.ledger.has_file() ? parameter.json() : ""});
    if (!is_in_batch) {
      if (run_.world.is_live()) run_.shared.lines[ticket] = line;
      if (key) run_.shared.requests.add(*key, ticket, line, is_ahead);
      return run_.world.send({&call, 1}, {&ticket, 1});
    }
    line_ = line;
  }
  if (run_.world.is_live()) run_.shared.lines[ticket] = line_;
  if (key) run_.shared.requests.add(*key, ticket, line_, is_ahead);
  calls_.push_back(call);
  tickets_.push_back(ticket);
  if (calls_.size() >= static_cast<std::size_t>(requests_.batch)) send();
}

void Outbox::close() {
  send();
  for (const RequestCache::Key& key : std::exchange(failures_, {})) run_.shared.requests.forget(key);
}

void Outbox::send() {
  if (calls_.empty()) return;
  const std::vector<Call> calls = std::exchange(calls_, {});
  run_.world.send(calls, std::exchange(tickets_, {}));
}

}  // namespace pbc::engine
