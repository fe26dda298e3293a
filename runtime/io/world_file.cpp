// SPDX-License-Identifier: Apache-2.0
#include "io/world_file.h"

#include <cmath>

#include "io/input.h"
#include "io/world_resources.h"
#include "phantom/iso_time.h"
#include "phantom/plain.h"
#include "python/objects.h"
#include "python/text.h"

namespace pbc::io {

namespace {

constexpr std::string_view kDefaultNow = "2024-01-01T00:00:00Z";

Place required(const Place& object, std::string_view name) {
  Place place = object.member(name);
  if (place.value().is_unset()) place.fail("missing");
  return place;
}

Value or_default(const Place& place, Value fallback) {
  if (place.is_given()) return place.value();
  return fallback;
}

engine::Answer read_answer(const Place& result) {
  engine::Answer answer{true, "success", "", make_list(), make_dict()};
  if (!result.is_given()) return answer;
  result.expect_object();
  const Place status = result.member("status");
  const Place message = result.member("message");
  const Place data = result.member("data");
  const Place summary = result.member("summary");
  if (status.is_given()) status.text();
  if (message.is_given()) message.text();
  if (data.is_given()) data.expect_list();
  if (summary.is_given()) summary.expect_object();
  answer.status = or_default(status, answer.status);
  answer.message = or_default(message, answer.message);
  answer.data = or_default(data, answer.data);
  answer.summary = or_default(summary, answer.summary);
  answer.success = answer.status.text() == "success";
  return answer;
}

engine::Micros read_latency(const Place& latency) { return std::llround(read_milliseconds(latency) * 1000); }

Recorded read_recorded(const Place& entry) {
  entry.expect_object();
  Recorded recorded;
  recorded.action = text::lower(required(entry, "action").text());
  if (Place asset = entry.member("asset"); asset.is_given()) recorded.asset = asset.text();
  if (Place parameter = entry.member("parameter"); parameter.is_given()) {
    bool is_any = parameter.value().is_str() && parameter.value().text() == "*";
    if (!is_any) {
      if (!parameter.value().is(Tag::kDict)) parameter.fail_expected("an object or \"*\"");
      recorded.parameter = parameter.value();
    }
  }
  recorded.answer = read_answer(entry.member("result"));
  recorded.latency = read_latency(entry.member("latency_ms"));
  if (Place times = entry.member("times"); times.is_given()) {
    recorded.times = times.integer();
    if (*recorded.times < 0) times.fail("expected a number that is not negative");
  }
  return recorded;
}

engine::Asset read_asset(const Place& entry, std::int64_t position) {
  entry.expect_object();
  engine::Asset asset;
  asset.name = required(entry, "name").text();
  Place app = entry.member("app");
  Place id = entry.member("id");
  Place app_id = entry.member("app_id");
  asset.app = app.is_given() ? std::string(app.text()) : asset.name;
  asset.id = id.is_given() ? id.integer() : position;
  asset.app_id = app_id.is_given() ? app_id.integer() : position;
  return asset;
}

/// Cells are text, whatever the file has for them.
Value read_row(const Place& row) {
  Values cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Value cell = row.item(i).value();
    cells.push_back(cell.is_none() ? cell : str_value(cell));
  }
  return make_list(std::move(cells));
}

Value read_lists(const Place& lists) {
  Value result = make_dict();
  if (!lists.is_given()) return result;
  for (const Table::Entry& entry : as_dict(lists.expect_object().value()).entries_in_place()) {
    Place list = lists.member(entry.key.text());
    Values rows;
    for (std::size_t i = 0; i < list.size(); ++i) rows.push_back(read_row(list.item(i)));
    as_dict(result).set(entry.key, make_list(std::move(rows)));
  }
  return result;
}

}  // namespace

WorldFile load_world(const std::string& file) {
  Place place(file, file.empty() ? make_dict() : read_json(file));
  place.expect_object();
  WorldFile world;

  Place now = place.member("now");
  world.now_text = or_default(now, make_str(kDefaultNow));
  std::optional<engine::Micros> start = engine::parse_iso_time(now.is_given() ? now.text() : kDefaultNow);
  if (!start) now.fail("expected a time such as 2024-01-01T00:00:00Z, found " + to_repr(world.now_text));
  world.now = *start;
  if (Place seed = place.member("seed"); seed.is_given()) world.seed = seed.integer();

  Place actions = place.member("actions");
  for (std::size_t i = 0; actions.is_given() && i < actions.size(); ++i)
    world.by_action[world.actions.emplace_back(read_recorded(actions.item(i))).action].push_back(i);
  Place assets = place.member("assets");
  for (std::size_t i = 0; assets.is_given() && i < assets.size(); ++i)
    world.assets.push_back(read_asset(assets.item(i), static_cast<std::int64_t>(i) + 1));
  world.lists = read_lists(place.member("lists"));
  world.resources = read_resources(place);
  return world;
}

}  // namespace pbc::io
