// SPDX-License-Identifier: Apache-2.0
//
// dedup-params
//
// A playbook makes one parameter dict for every row that collect2 gives, and rows repeat: an address that ten artifacts
// name is asked about ten times, one request after the other. An act whose action only reads may send each different
// parameter once, all at the same time:
//
//   phantom.act(action="ip reputation", parameters=%p, assets=["virustotal"], callback=@f)
//   ->
//   phantom.act[act](action="ip reputation", parameters=%p, assets=["virustotal"], callback=@f)
//
// Every parameter dict keeps its own result, with its own context, in its place. What is equal is decided when the act
// runs, by what would be sent: without context, placeholders and empty values.
//
// Refuses what opt/act_sites.h does not allow: actions that change something or are not known [Effect], detonations
// [OptIn], names that are computed [Computed], acts that ask again to see a change [Repeats].
//
// Order: none. share-requests widens what it did.
#include "compiler/opt/dedup_params.h"

#include "compiler/opt/act_sites.h"

namespace pbc::opt {

void dedup_params(ir::Module& module, PassContext& context) {
  for (const ActSite& site : act_sites(module, context)) {
    ir::Op& op = module.ops[site.op];
    if (op.sharing != ir::Sharing::kNone) continue;
    if (site.refusal) {
      context.refused(module, site.function, site.op, *site.refusal, why_not(site));
      continue;
    }
    op.sharing = ir::Sharing::kAct;
    context.acted(module, site.function, site.op, describe(site) + " is asked once for equal parameters, all at once");
    context.count("acts");
  }
}

}  // namespace pbc::opt
