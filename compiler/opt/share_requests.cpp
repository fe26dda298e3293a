// SPDX-License-Identifier: Apache-2.0
//
// share-requests
//
// Blocks that ask the same question ask it once in a run: two acts of one playbook, a playbook and a sub-playbook, a
// block that runs twice. An act whose action only reads takes the answer of an earlier equal request, or waits for one
// that is under way:
//
//   phantom.act[act](action="ip reputation", parameters=%p, assets=["virustotal"], callback=@f)
//   ->
//   phantom.act[run](action="ip reputation", parameters=%p, assets=["virustotal"], callback=@f)
//
// Requests are equal that go to the same asset with the same action and parameters. An answer is kept until an act of
// the same asset is sent or answered that is not shared; a failure serves those that wait for it, and is not kept.
//
// Refuses what dedup-params refuses, which says so in a remark, and what asks how things are now: a state, a file, a
// report that is not ready yet [Repeats]. Notes the other acts of the playbook that may ask the same.
//
// Order: after dedup-params, whose marks it replaces.
#include "compiler/opt/share_requests.h"

#include "compiler/opt/act_sites.h"

namespace pbc::opt {
void share_requests(ir::Module& module, PassContext& context) {
  std::vector<ActSite> sites = act_sites(module, context);
  std::erase_if(sites, [](const ActSite& site) { return site.refusal.has_value(); });
  for (const ActSite& site : sites)
    if (site.asks_of_now)
      context.refused(module, site.function, site.op, Refusal::kRepeats, describe(site) + " asks how things are now");
  std::erase_if(sites, &ActSite::asks_of_now);
  for (const ActSite& site : sites) {
    ir::Op& op = module.ops[site.op];
    if (op.sharing == ir::Sharing::kRun) continue;
    op.sharing = ir::Sharing::kRun;
    context.count("acts");
    std::vector<RelatedPlace> others;
    for (const ActSite& other : sites)
      if (other.op != site.op && may_ask_the_same(site, other))
        others.push_back(PassContext::place(module, other.function, other.op, "may send the same request"));
    if (!others.empty()) context.count("acts_with_others");
    const std::string with = others.empty()       ? "the rest of the run"
                             : others.size() == 1 ? "another act"
                                                  : std::to_string(others.size()) + " other acts";
    context.acted(module, site.function, site.op, describe(site) + " shares its requests with " + with,
                  std::move(others));
  }
}

}  // namespace pbc::opt
