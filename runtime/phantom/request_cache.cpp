// SPDX-License-Identifier: Apache-2.0
#include "phantom/request_cache.h"

#include <algorithm>

#include "phantom/plain.h"
#include "python/objects.h"
#include "python/text.h"

namespace pbc::engine {

RequestCache::Request* RequestCache::find(const Key& key) {
  const auto requests = by_asset_.find(key.asset);
  if (requests == by_asset_.end()) return nullptr;
  const auto found = requests->second.find(key.rest);
  return found == requests->second.end() ? nullptr : found->second.get();
}

void RequestCache::add(const Key& key, Ticket ticket, std::size_t line, bool is_ahead) {
  auto request = std::make_shared<Request>();
  request->line = line;
  request->is_ahead = is_ahead;
  by_asset_[key.asset][key.rest] = request;
  under_way_.emplace(ticket, std::pair(key, std::move(request)));
}

std::vector<Ticket> RequestCache::answered(Ticket ticket, const Answer& answer) {
  const auto found = under_way_.find(ticket);
  if (found == under_way_.end()) return {};
  const auto [key, request] = std::move(found->second);
  under_way_.erase(found);
  if (answer.success || request->is_ahead) {
    request->answer = answer;
  } else if (find(key) == request.get()) {
    forget(key);
  }
  std::ranges::sort(request->waiting);
  return std::exchange(request->waiting, {});
}

void RequestCache::fence(std::string_view asset) {
  if (const auto found = by_asset_.find(asset); found != by_asset_.end()) by_asset_.erase(found);
}

bool is_json(const Value& value) {
  if (value.is(Tag::kList)) return std::ranges::all_of(as_list(value), is_json);
  if (value.is(Tag::kDict)) {
    for (const Table::Entry& entry : as_dict(value).entries_in_place())
      if (!entry.key.is_str() || !is_json(entry.value)) return false;
    return true;
  }
  return value.is_str() || value.is_none() || value.is(Tag::kBool) || value.is(Tag::kInt) || value.is(Tag::kFloat);
}

RequestCache::Key request_key(std::string_view action, std::string_view asset, std::string_view json,
                              const Ticket* act) {
  std::string rest = text::lower(action);
  if (act != nullptr) rest += " of act " + std::to_string(act->act);
  // In the order of its keys, which the message of a request that nothing answers shows.
  rest.append("\n").append(json);
  return {std::string(asset), std::move(rest)};
}

}  // namespace pbc::engine
