// SPDX-License-Identifier: Apache-2.0
//
// Where the documentation of the Playbook API leaves a point open, this file says what pbc does. Every choice is named
// once, here, and the code asks for it by name; docs/playbook-api.md tells users about them. The oracle makes the same.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace pbc::choices {

// --- Running
// ------------------------------------------------------------------------------------------------------------

/// Actions that make sense without parameters: an empty list runs them once with `{}`. Any other action with an empty
/// list runs nothing, has failed, and still calls its callback, so that joins behind it fire.
inline constexpr std::array<std::string_view, 8> kRunsWithoutParameters = {
    "create event", "get tasks",  "list endpoints", "list policies",
    "list tickets", "list users", "list vms",       "test connectivity"};
/// An action run is successful, and so is an app run, when at least one of its results is; else it takes every one.
inline constexpr bool kAnySuccessIsSuccess = true;
/// Completions at the same virtual time are delivered in the order in which their acts were issued.
inline constexpr bool kTiesByIssueOrder = true;
/// After an uncaught exception on_finish is not called and the run is failed; what is under way ends without callbacks.
inline constexpr bool kFinishAfterException = false;
/// After discontinue() no further block starts, on_finish is called, and the run is a success.
inline constexpr bool kFinishAfterDiscontinue = true;
/// A decision that matches nothing and has no else calls nothing; the run goes on.
inline constexpr bool kUnmatchedDecisionFails = false;
/// A block that runs again adds its app runs behind those it had; only the iterations of a loop replace them.
inline constexpr bool kRepeatedBlockAppends = true;
/// A custom function called with an empty list has no results, is done and not a success, and calls its callback.
inline constexpr bool kEmptyCustomFunctionSucceeds = false;
/// A custom function that raises gives a result with success False and this data; its siblings still run.
inline constexpr std::string_view kFailedCustomFunctionData = "{}";
/// A task does not keep the run from finishing.
inline constexpr bool kTaskDelaysFinish = false;
/// How deep playbooks may call playbooks.
inline constexpr int kNestedRuns = 32;
/// How many playbooks run in one execution, so that playbooks that call themselves more than once come to an end.
inline constexpr std::int64_t kRunsInAll = 10'000;
/// Verbs of actions agree in any case; results show them as the playbook spells them.
inline constexpr bool kActionVerbIgnoresCase = true;

// --- Datapaths
// ----------------------------------------------------------------------------------------------------------

/// A playbook_input, playbook_output, custom_function or formatted_data that is missing is one row with None. (An empty
/// list has no rows.)
inline constexpr bool kMissingValueIsOneNone = true;
/// A block without results, or a filter that never ran, has no rows.
inline constexpr bool kUnknownBlockHasNoRows = true;
/// Several sources in one collect2 go side by side, first with first; the shorter ones are filled up with None.
inline constexpr bool kMixedSourcesAlign = true;
/// Two wildcards that part ways below the same parent: the longer one decides the number of rows, the other follows by
/// position and is None where it runs out.
inline constexpr bool kDivergingWildcardsAlign = true;
/// scope "new" means all artifacts, as "all" does: also those that the run adds.
inline constexpr bool kScopeNewIsAll = true;
/// The datapath of a source that the filter did not compare: all of that source if the filter matched, else no rows.
inline constexpr bool kFilterPassesOtherSources = true;
/// A filter reduces every list that a wildcard of the compared path goes through to the elements that matched.
inline constexpr bool kFilterPrunesLists = true;

// --- Comparisons
// --------------------------------------------------------------------------------------------------------

/// "01" == "1" is false: texts are compared as numbers only when one side is a number, or by < <= > >=.
inline constexpr bool kNumericTextsEqualAsText = true;
/// None, "" and [] are one for == and !=.
inline constexpr bool kEmptyValuesAreEqual = true;
/// < <= > >= with None or "" on a side is false.
inline constexpr bool kOrderingWithEmptyIsFalse = true;
/// `in custom_list:x`: equal to a cell, or inside the network that the cell names; never a part of the cell's text.
inline constexpr bool kListCellsMatchSubstrings = false;
/// `in "a, b, c"`: equal to an item between delimiters, or a part of the whole text.
inline constexpr bool kDelimitedTextMatchesSubstrings = true;
/// None and "" are `not in` everything.
inline constexpr bool kEmptyIsNotIn = true;
/// Both sides from the same source: compared inside one artifact or result, not each with all.
inline constexpr bool kSameSourceComparesRows = true;

// --- Format and data
// ----------------------------------------------------------------------------------------------------

/// A repeated part repeats as often as the longest parameter used in it has values; the shorter ones are filled up with
/// None, a single value too.
inline constexpr bool kRepeatedPartBroadcasts = false;
/// Repetitions are joined by this; one of it is dropped behind the opening marker and one before the closing one.
inline constexpr char kRepetitionSeparator = '\n';
/// What joins values when the call names no separator.
inline constexpr std::string_view kSeparator = ", ";
/// A template without repeated parts, read as a list, is a list of its one text.
inline constexpr bool kPlainTemplateIsOneItem = true;
/// concatenate() leaves None arguments out; None inside a list stays.
inline constexpr bool kConcatenateSkipsNone = true;

// --- Container, lists, network
// ------------------------------------------------------------------------------------------

/// add_artifact with an identifier that exists succeeds and gives the existing id.
inline constexpr bool kSameIdentifierSucceeds = true;
/// get_list of a list that does not exist: (False, message, []).
inline constexpr bool kMissingListIsEmpty = true;
/// Where the platform is, for get_base_url, REST addresses and `container:url`.
inline constexpr std::string_view kBaseUrl = "https://127.0.0.1";
/// valid_ip takes IPv6 addresses too.
inline constexpr bool kValidIpTakesIpv6 = true;

}  // namespace pbc::choices
