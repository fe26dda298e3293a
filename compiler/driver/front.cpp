// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/front.h"

#include <algorithm>
#include <set>

#include "compiler/driver/link.h"
#include "compiler/driver/planning.h"
#include "compiler/driver/sidecar.h"
#include "compiler/mock/needs.h"
#include "compiler/plan/svg.h"

namespace pbc::driver {
namespace {

using Action = emit::FrontPlaybook::Action;

std::vector<std::string> sorted(const std::set<std::string>& texts) { return {texts.begin(), texts.end()}; }

/// What one module does itself.
struct Known {
  mock::ArtifactReads reads;
  std::set<std::string> inputs;
  std::set<Action> actions;
  std::set<std::size_t> runs;  // other modules
};

class Front {
 public:
  Front(const Options& options, Compilation* bundle)
      : bundle_(*bundle), plan_(plan::make_plan(program_for_plan(*bundle), pass_context(options))) {}

  emit::Front run() {
    for (std::size_t i = 0; i < bundle_.linked.size(); ++i) known_.push_back(known(i));
    emit::Front front;
    front.picture_style = plan::svg_style();
    for (std::size_t i = 0; i < bundle_.linked.size(); ++i)
      if (is_playbook(i)) front.playbooks.push_back(playbook(i));
    return front;
  }

 private:
  const ir::Module& module(std::size_t index) const { return *bundle_.linked[index]->module; }
  bool is_playbook(std::size_t index) const { return !module(index).is_script(); }

  Known known(std::size_t index) const {
    Known known;
    const ir::Module* own = &module(index);
    const mock::Needs needs = mock::needs_of({&own, 1});
    known.reads = needs.artifact_reads;
    for (const mock::Member& input : needs.inputs.keys) known.inputs.insert(input.key);
    for (const plan::Act& act : plan_.parts[index].acts) {
      std::vector<std::string> assets = act.site.assets;
      if (assets.empty()) assets.emplace_back();
      for (const std::string& asset : assets)
        known.actions.insert({act.site.action, asset, std::string(phantom::name(act.site.effect))});
    }
    const Called called = called_by(*own);
    known.reads.is_unknown |= called.is_computed;  // it may be any of the bundle
    for (const std::string& name : called.names)
      for (const auto& [reference, module] : bundle_.references)
        if (reference == name) known.runs.insert(module - 1);
    return known;
  }

  /// A module and all that it runs, and what that runs.
  std::set<std::size_t> all_run_by(std::size_t index) const {
    std::set<std::size_t> all = {index};
    std::vector<std::size_t> work = {index};
    while (!work.empty()) {
      const std::size_t next = work.back();
      work.pop_back();
      for (const std::size_t other : known_[next].runs)
        if (all.insert(other).second) work.push_back(other);
    }
    return all;
  }

  emit::FrontPlaybook playbook(std::size_t index) {
    Compilation& own = *bundle_.linked[index];
    emit::FrontPlaybook made;
    made.module = index + 1;
    mock::ArtifactReads reads;
    std::set<Action> actions;
    for (const std::size_t each : all_run_by(index)) {
      reads.add(known_[each].reads);
      actions.insert(known_[each].actions.begin(), known_[each].actions.end());
    }
    made.fields = sorted(reads.fields);
    made.contains = sorted(reads.contains);
    made.reads_unknown = reads.is_unknown;
    made.actions.assign(actions.begin(), actions.end());

    Sidecar sidecar = read_sidecar(own.source->path(), own.diags);
    made.labels = std::move(sidecar.labels);
    made.tags = std::move(sidecar.tags);
    std::set<std::string> inputs = known_[index].inputs;
    inputs.insert(sidecar.inputs.begin(), sidecar.inputs.end());
    made.inputs = sorted(inputs);

    std::set<std::string> callers;
    for (std::size_t other = 0; other < known_.size(); ++other)
      if (other != index && is_playbook(other) && known_[other].runs.contains(index))
        callers.insert(module(other).name);
    made.callers = sorted(callers);

    for (const plan::Block& block : plan_.parts[index].blocks)
      made.blocks.push_back({block.name, std::string(plan::name(block.kind)), block.place.line});
    made.picture = picture(index);
    return made;
  }

  /// Of its own blocks; ids begin with its number, so that several can stand on one page.
  std::string picture(std::size_t index) const {
    plan::Drawing drawing = plan::draw({{plan_.parts[index]}}, "as written");
    // Pictures of sub-playbooks, which boxes would lead to, are not there.
    for (plan::Node& node : drawing.nodes)
      for (plan::Row& row : node.rows) row.part.reset();
    return plan::svg_element(drawing, "p" + std::to_string(index + 1) + "-", "");
  }

  Compilation& bundle_;
  const plan::Plan plan_;
  std::vector<Known> known_;
};

}  // namespace

emit::Front front_of(const Options& options, Compilation* bundle) { return Front(options, bundle).run(); }

}  // namespace pbc::driver
