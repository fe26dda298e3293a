// SPDX-License-Identifier: Apache-2.0
//
// How plans are worded, the same in every format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/plan/plan.h"

namespace pbc::plan {

/// On one line, with blanks as one and none at the ends.
std::string on_one_line(std::string_view text);
/// "1 act", "2 acts", "no acts".
std::string counted(std::size_t count, std::string_view one, std::string_view many = {});
/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& words, std::string_view last = "and");
/// At most `limit` code points, the last of them `...` where something is missing.
std::string cut(std::string_view text, std::size_t limit);

/// A condition for a picture, where room is dear: without what is the same in most datapaths.
std::string short_condition(std::string text);
/// Broken into lines of at most `limit` code points, at blanks where there are any; what is behind the last line is
/// left out.
std::vector<std::string> broken(std::string_view text, std::size_t limit, std::size_t lines);

/// "asks" for what only reads, "runs" for what has a sample run, "does" for any other.
std::string_view verb(const Act& act);
/// "shared in the whole run", "equal parameters once", "as written".
std::string_view sharing_words(const Act& act);
/// Why the requests of an act are sent as they are, without the act: "it changes something, or no connector says that
/// it does not"; empty where nothing is refused.
std::string refusal_words(const Act& act);

/// "if A and B; or if C"; empty for always.
std::string condition_words(const Edge& edge);
/// ", if A": the same behind other words.
std::string condition_words(const Condition& condition);
/// "waits for `x` and `y`: join"
std::string awaited_words(const Block& block);
/// What a block reads of others, one line for each source: "artifact:*.cef.x and artifact:*.id kept by
/// `filter_1:condition_1`". `self` is its index: its own data is left out.
std::vector<std::string> read_words(const Block& block, std::size_t self);
/// "`url reputation` on phishtank" as opt::describe() has it, and what stands for assets that are not written out.
std::string act_words(const Act& act);
/// "playbook `community/x`", "custom function `f`", "prompt to `admin`".
std::string call_words(const Call& call);
/// "look_up (line 52)", with the part's name in front where it is another: "sub: look_up (line 52)".
std::string place_words(const Plan& plan, ActId act, std::size_t seen_from);

/// Acts that share requests with one another, each group in order; those of one act are left out.
std::vector<std::vector<ActId>> sharing_groups(const Plan& plan);
/// "17 acts: 7 look-ups, of which 4 share requests with another act; 10 effectful; 48 blocks in 6 levels".
std::string summary_words(const Summary& summary);

}  // namespace pbc::plan
