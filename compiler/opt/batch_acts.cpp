// SPDX-License-Identifier: Apache-2.0
//
// batch-acts
//
// Some services take many indicators in one request. Where the connector says how many (docs/connectors.md, `batch`),
// an act sends its parameters in as few requests as they fit into, and takes along what other acts of the same action
// ask of the same asset that begin at the same time, as blocks side by side do:
//
//   phantom.act[run](action="ip reputation", parameters=%p, assets=["greynoise"], callback=@f)
//   ->
//   phantom.act[run, batch 500](action="ip reputation", parameters=%p, assets=["greynoise"], callback=@f)
//
// Every parameter dict keeps its own result; an item of a request may fail while the others succeed.
//
// Refuses what is not shared in the whole run, which share-requests says in a remark: a state is asked for one by one.
//
// Order: after share-requests, whose marks it reads.
#include "compiler/opt/batch_acts.h"

#include "compiler/opt/act_sites.h"

namespace pbc::opt {

void batch_acts(ir::Module& module, PassContext& context) {
  for (const ActSite& site : act_sites(module, context)) {
    ir::Op& op = module.ops[site.op];
    const std::uint32_t batch = site.refusal ? 1 : context.batch(site.action, site.assets);
    if (op.sharing != ir::Sharing::kRun || op.batch != 1 || batch <= 1) continue;
    op.batch = batch;
    context.count("acts");
    context.acted(module, site.function, site.op,
                  describe(site) + " asks about up to " + std::to_string(batch) + " in one request");
  }
}

}  // namespace pbc::opt
