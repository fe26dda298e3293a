// SPDX-License-Identifier: Apache-2.0
//
// What a playbook does that somebody who reviews it has to know: whom it asks, what it changes, under which conditions.
// One fact for each call, with its arguments in words.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/phantom/catalogue.h"
#include "compiler/plan/plan.h"

namespace pbc::plan {

struct Fact {
  enum class Category : std::uint8_t {
    kRemote,     // an act, or a request of the playbook's own code
    kCondition,  // a decision, a filter, a join
    kOutput,     // what it gives its caller, and what it changes of the case, lists and stores
    kText,       // a template
    kCall,       // another playbook, a custom function
    kPrompt,     // asks a person
    kFlow,       // which block follows
  };
  Category category = Category::kRemote;
  std::string head;                                            // "act", "set_severity" ...
  std::string what;                                            // `url reputation` on virustotal; plain text
  std::vector<std::pair<std::string, std::string>> arguments;  // by name
  std::optional<phantom::EffectClass> effect;                  // of an act
  Place place;
  friend bool operator==(const Fact& a, const Fact& b) {
    return a.category == b.category && a.head == b.head && a.what == b.what && a.arguments == b.arguments;
  }
};
/// "remote calls", "conditions" ...
std::string_view name(Fact::Category category);
std::size_t category_count();

/// A function of the file, with those inside of it.
struct BlockFacts {
  std::string name;
  Place place;
  std::vector<Fact> facts;
  std::string code;  // the same for code that does the same and is only laid out otherwise, or commented
};

/// Of the functions that a run can get to, in order of the file.
std::vector<BlockFacts> facts_of(const Part& part, const opt::PassContext& context);

}  // namespace pbc::plan
