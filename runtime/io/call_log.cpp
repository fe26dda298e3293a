// SPDX-License-Identifier: Apache-2.0
#include "io/call_log.h"

#include <algorithm>

#include "phantom/run.h"

namespace pbc::io {

void CallLog::sent(const engine::Call& call, engine::Ticket ticket, engine::Micros now) {
  if (!began_) began_ = now;
  under_way_[ticket] = calls_.size();
  recorded_.push_back(nullptr);
  parameters_.push_back(call.parameter);
  triage::Call& added = calls_.emplace_back();
  added.asset = call.asset;
  added.action = call.action;
  added.parameter = engine::json_of(call);
  added.sent = now - *began_;
  added.answered = added.sent;
  added.source = live::Source::kNobody;
  added.message = "no answer came before the end";
  added.requests = 0;
}

void CallLog::answered(engine::Ticket ticket, const engine::Answer& answer, const live::Reply& reply,
                       engine::Micros now) {
  const auto found = under_way_.find(ticket);
  if (found == under_way_.end()) return;
  triage::Call& call = calls_[found->second];
  under_way_.erase(found);
  call.answered = std::max(call.sent, now - *began_);
  call.waited = reply.waited;
  call.source = reply.source;
  call.requests = reply.requests;
  call.success = answer.success;
  call.message = answer.message.is_str() ? std::string(answer.message.text()) : "";
  if (!reply.answer) return;
  if (reply.answer->opinion) call.assessment = reply.answer->opinion->of(*reply.answer);
  if (reply.answer->made > 0) call.age = std::max<engine::Micros>(0, now - reply.answer->made);
}

void CallLog::recorded(engine::Ticket ticket, const Recorded& recorded) {
  recorded_[under_way_.at(ticket)] = &recorded;
}

}  // namespace pbc::io
