// SPDX-License-Identifier: Apache-2.0
//
// The grammar of datapaths, as far as the compiler needs it: what a datapath reads from, and whether it is well formed
// (docs/playbook-api.md, Datapaths).
#pragma once

#include <string>
#include <string_view>

namespace pbc::phantom {

struct Datapath {
  enum class Source : std::uint8_t {
    kArtifact,       // artifact:*.cef.x
    kContainer,      // container:name
    kCustomList,     // custom_list:NAME
    kPlaybookInput,  // playbook_input:NAME
    kPlaybook,       // playbook:launching_user
    kBlock,          // BLOCK:action_result.data.*.x, BLOCK:formatted_data, BLOCK:status ...
    kResults,        // action_result.data.*.x: of the results that the call is given
  };
  Source source = Source::kResults;
  std::string filter;  // of filtered-data:FILTER:CONDITION:...
  std::string condition;
  std::string block;      // kBlock
  std::string rest;       // what stands behind the source
  std::string malformed;  // not empty: what is wrong
};

Datapath parse_datapath(std::string_view text);

/// Whether a text that may be a literal or a datapath is a datapath.
bool looks_like_datapath(std::string_view text);

}  // namespace pbc::phantom
