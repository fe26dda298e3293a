// SPDX-License-Identifier: Apache-2.0
#include "host/triage_opening.h"

#include <algorithm>

#include "host/one_run.h"
#include "host/run_command.h"
#include "pbc/front.h"
#include "phantom/linked.h"
#include "python/heap.h"
#include "python/limits.h"

namespace pbc::host {

namespace {

/// The look-ups of the bundle's playbooks: assets that they ask are those that the triage asks.
std::vector<std::pair<std::string, std::string>> asked_by(const Front& front) {
  std::vector<std::pair<std::string, std::string>> asked;
  for (const FrontPlaybook* playbook : front.playbooks)
    for (const FrontAction& action : playbook->actions)
      if (*action.action != '\0' && *action.asset != '\0') asked.emplace_back(action.action, action.asset);
  return asked;
}

/// Of a replay: the assets that the world lists, or has answers of.
std::vector<live::Asset> assets_of(const io::WorldFile& world) {
  std::vector<live::Asset> assets;
  for (const engine::Asset& asset : world.assets) assets.push_back({asset.name, asset.app});
  for (const io::Recorded& recorded : world.actions)
    if (recorded.asset != "*" && std::ranges::find(assets, recorded.asset, &live::Asset::name) == assets.end())
      assets.push_back({recorded.asset, recorded.asset});
  return assets;
}

}  // namespace

triage::Opening opening_of(const Playbook& bundle, const RunOptions& options) {
  triage::Opening opening{live_options_of(options), options.live, {}, asked_by(*bundle.front)};
  HeapScope memory;
  set_limits(options.max_steps, options.max_memory);
  const Given given = read_given(options);
  if (!options.live) opening.assets = assets_of(*given.world);
  lift_limits();
  return opening;
}

void check_playbooks(const triage::Triage& triage, const RunOptions& options) {
  for (const triage::PlaybookRule& rule : triage.settings().playbooks)
    if (engine::find_playbook(rule.name) == nullptr)
      throw io::InputError{options.config + ": triage.playbooks." + rule.name + ": the bundle has no such playbook"};
}

}  // namespace pbc::host
