// SPDX-License-Identifier: Apache-2.0
//
// Datapaths: the addresses by which blocks read each other's data (docs/playbook-api.md, Datapaths).
//
//   artifact:*.cef.sourceAddress                  every artifact, one field
//   geolocate:action_result.data.*.country        every result of a block, every element of `data`
//   filtered-data:keep:condition_1:artifact:*.id  what a filter kept
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::engine {

/// What stands before the path.
enum class Source : std::uint8_t {
  kArtifact,              // artifact:*
  kFilteredArtifact,      // filtered-artifact:*   the artifacts of filter_artifacts=
  kContainer,             // container:
  kCustomList,            // custom_list:NAME
  kPlaybookInput,         // playbook_input:NAME
  kPlaybook,              // playbook:             who started the playbook
  kBlockArtifact,         // BLOCK:artifact:*      the artifacts that were the context of the block's action
  kActionResult,          // BLOCK:action_result, BLOCK:filtered-action_result, or action_result of action_results=
  kActionResults,         // BLOCK:action_results  all app runs as one value
  kAppRun,                // BLOCK:FIELD           a field of each app run
  kCustomFunctionResult,  // BLOCK:custom_function_result
  kCustomFunction,        // BLOCK:custom_function:NAME   an output of a code block
  kFormattedData,         // BLOCK:formatted_data
  kFormattedList,         // BLOCK:formatted_data.*
  kPlaybookOutput,        // BLOCK:playbook_output:NAME
  kBlockPlaybookInput,    // BLOCK:playbook_input:NAME    what was passed to a playbook
};

/// One step of a path. Its text is [begin, end) of Datapath::path, so that neighbours can be tried as one key with
/// dots.
struct Segment {
  enum class Kind : std::uint8_t { kKey, kIndex, kStar };
  Kind kind;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t index;  // kIndex
};

struct Datapath {
  Source source;
  std::string filter;  // FILTER:CONDITION of filtered-data, else empty
  std::string block;   // empty without one
  std::string path;    // what follows the source, without its leading dot; starts with NAME for sources that have one
  std::vector<Segment> segments;

  std::string_view text(const Segment& segment) const {
    return std::string_view(path).substr(segment.begin, segment.end - segment.begin);
  }
  /// The segments [first, last) as one key.
  std::string_view text(std::size_t first, std::size_t last) const {
    return std::string_view(path).substr(segments[first].begin, segments[last - 1].end - segments[first].begin);
  }
};

/// Reads any text as a datapath; one that follows no rule names a source without data.
Datapath parse_datapath(std::string_view text);

/// Is the text, where text and datapaths are both allowed (conditions, format), a datapath?
bool is_datapath(std::string_view text);

/// Does the source begin with a name that belongs to the data: playbook_input, custom_function, playbook_output?
bool has_name(Source source);

}  // namespace pbc::engine
