// SPDX-License-Identifier: Apache-2.0
//
// What a playbook is going to do, as far as its text tells: the blocks that a run can get to, what leads from one to
// the next and under which condition, what each asks of whom, what it reads and changes. A value of its own, that
// outlives the modules it was made from.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ir/block_graph.h"
#include "compiler/ir/module.h"
#include "compiler/opt/act_sites.h"
#include "compiler/source/source_file.h"

namespace pbc::plan {

// --- What it is made from ---

/// A module of the program, with the text that it was lifted from where that is at hand: columns and conditions of
/// author code come from it.
struct Part {
  const ir::Module* module = nullptr;
  const SourceFile* source = nullptr;
};

struct Program {
  std::vector<Part> parts;  // the playbook first, then what is linked to it
  /// The names that calls give, and the part that each means.
  std::vector<std::pair<std::string, std::size_t>> references;
};

// --- What it says ---

/// Lines and columns count from 1; 0 is not known.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  auto operator<=>(const Place&) const = default;
};

enum class BlockKind : std::uint8_t {
  kStart,           // on_start
  kFinish,          // on_finish
  kModule,          // the body of the file, where it mentions blocks
  kAction,          // runs an action
  kPrompt,          // asks a person
  kPlaybook,        // runs another playbook
  kCustomFunction,  // calls a custom function
  kJoin,            // goes on when several are done
  kLoop,            // decides whether a loop goes on
  kFilter,
  kDecision,
  kFormat,
  kCode,  // any other
};
/// "start", "end", "module", "action", "prompt", "playbook", "custom function", "join", "filter" ...
std::string_view name(BlockKind kind);

/// The condition of one edge: every term has to hold.
struct Term {
  std::string text;          // `artifact:*.severity == "high"`
  std::string brief;         // the same where the block's other facts say the rest: "all are done"; may be empty
  bool holds = true;         // or does not
  bool is_else = false;      // it does not, and where it does is an edge to elsewhere: "else"
  bool is_compound = false;  // alternatives
  Place place;
  auto operator<=>(const Term&) const = default;
};
using Condition = std::vector<Term>;
/// The condition in words: "if A and B", "else", "else if C", "if A, unless B or C"; empty for none.
std::string to_text(const Condition& condition);

struct Edge {
  std::size_t from = 0;  // indices into ModulePlan::blocks
  std::size_t to = 0;
  ir::Way way = ir::Way::kCall;
  /// Of a callback: the act that calls it, an index into ModulePlan::acts; none for that of a prompt, playbook or
  /// custom function.
  std::optional<std::size_t> act;
  Place place;
  /// The ways to take it; each is sufficient, but there may be more than some dozens. One that is empty: always.
  std::vector<Condition> conditions;
  bool repeats = false;     // it stands in a loop of the block
  bool is_handler = false;  // it is taken after an exception
  bool is_back = false;     // it leads back to a block on the way to `from`
};

/// Something that a block reads, and the block whose data it is.
struct Read {
  std::string text;  // "geolocate_ip_1:action_result.data.*.country"
  std::string of;    // the name under which it was made, "geolocate_ip_1"; empty: of the event or the run
  std::optional<std::size_t> block;  // the one that makes it
  auto operator<=>(const Read&) const = default;
};

/// One `phantom.act`.
struct Act {
  opt::ActSite site;      // ids are those of the module
  std::size_t block = 0;  // index into ModulePlan::blocks
  std::string name;       // the key of its results
  Place place;
  ir::Sharing sharing = ir::Sharing::kNone;
  std::uint32_t batch = 1;         // the most parameters that one request may hold
  std::vector<std::string> ahead;  // blocks whose look-ups are asked while this is under way
  bool has_computed_assets = false;
  Condition condition;   // within the block
  bool repeats = false;  // it stands in a loop
};

/// An act of the program: the number of its part, and of the act there.
struct ActId {
  std::size_t part = 0;
  std::size_t act = 0;
  auto operator<=>(const ActId&) const = default;
};

/// A call of another playbook, a custom function or a person.
struct Call {
  enum class Kind : std::uint8_t { kPlaybook, kCustomFunction, kPrompt };
  Kind kind = Kind::kPlaybook;
  std::string what;                 // "community/indicator_tag", "Phishing review"; empty: computed
  std::string name;                 // the key of its results
  std::optional<std::size_t> part;  // where it is linked
  bool is_waited_for = false;       // something is called when it ends
  Condition condition;              // within the block
  Place place;
};

/// A change that the block makes to the case, to lists or to what outlives the run, or a request of its own code.
struct Change {
  std::string what;         // `set_severity "high"`, `GET https://example.com`
  bool is_request = false;  // of the block's own code, to SOAR or elsewhere
  Condition condition;      // within the block
  Place place;
};

/// A name that a join waits for.
struct Awaited {
  std::string name;
  std::optional<std::size_t> block;  // the one that makes it
};

struct Block {
  ir::FunctionId function;
  std::string name;
  BlockKind kind = BlockKind::kCode;
  std::string description;
  Place place;
  bool has_custom_code = false;
  std::vector<std::size_t> acts;  // indices into ModulePlan::acts
  std::vector<Call> calls;
  std::vector<Change> changes;
  std::vector<Read> reads;  // each once, in order of the text
  std::vector<Awaited> awaits;
  std::vector<std::string> helpers;  // functions of the file that it uses and that are no blocks
  /// How many answers have to come one after the other before it can run, loops counted once, plus one.
  std::size_t level = 1;
};

struct ModulePlan {
  std::string name;
  std::string file;
  std::string description;
  bool is_playbook = true;             // or a custom function, which has no blocks
  std::vector<Block> blocks;           // on_start first, then in the order in which a run gets to them; on_finish last
  std::vector<Edge> edges;             // in order of the blocks, then of the text
  std::vector<Act> acts;               // in order of the blocks, then of the text
  std::vector<std::string> unreached;  // functions that nothing leads to
  std::vector<std::string> removed;    // blocks that a pass removed (note_removed())
};

struct Plan {
  std::vector<ModulePlan> parts;  // as in Program
};

Plan make_plan(const Program& program, const opt::PassContext& context);

/// Notes in `after` what `before` has and it does not: blocks that passes have removed, and functions that nothing
/// reached anyway.
void note_removed(const Plan& before, Plan* after);

// --- Questions about the whole ---

const Act& act_of(const Plan& plan, ActId id);
const Block& block_of(const Plan& plan, ActId id);
/// The acts that may send a request which this one sends too, and share its answer; none when its requests are not
/// shared in the whole run.
std::vector<ActId> sharers(const Plan& plan, ActId id);
/// The acts that may have kept an answer which this one makes void: of the same asset, and shared, which it is not.
std::vector<ActId> fenced(const Plan& plan, ActId id);

/// What an engineer wants to know first.
struct Summary {
  std::size_t blocks = 0;
  std::size_t acts = 0;
  std::size_t lookups = 0;    // that only ask
  std::size_t shared = 0;     // that share with at least one other act
  std::size_t effectful = 0;  // that change something, or may
  std::size_t playbooks = 0;  // calls
  std::size_t custom_functions = 0;
  std::size_t prompts = 0;
  std::size_t levels = 0;  // of the playbook itself
};
Summary summary(const Plan& plan);

}  // namespace pbc::plan
