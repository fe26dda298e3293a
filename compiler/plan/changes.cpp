// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/changes.h"

#include <algorithm>
#include <set>

namespace pbc::plan {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whole words of a text, replaced.
template <typename Replace>
std::string with_words(std::string_view text, Replace&& replace) {
  std::string made;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == i) {
      made += text[i++];
      continue;
    }
    made += replace(std::string(text.substr(i, end - i)));
    i = end;
  }
  return made;
}

using Names = std::map<std::string, std::string>;

std::string renamed(std::string_view text, const Names& names) {
  if (names.empty()) return std::string(text);
  return with_words(text, [&](const std::string& word) {
    const auto found = names.find(word);
    return found == names.end() ? word : found->second;
  });
}

class Comparison {
 public:
  Comparison(const Version& before, const Version& after) : before_(before), after_(after) {}

  Changes run() {
    match_blocks();
    for (const BlockFacts& block : after_.blocks) {
      const BlockFacts* old = partner(block.name);
      if (old == nullptr) {
        changes_.added_blocks.push_back(block.name);
        compare({}, block.facts, block.name);
        continue;
      }
      const std::size_t known = changes_.facts.size();
      compare(old->facts, block.facts, block.name);
      if (changes_.facts.size() == known && renamed(old->code, names_) != block.code)
        changes_.code.push_back(block.name);
    }
    for (const BlockFacts& block : before_.blocks) {
      if (is_matched(block.name)) continue;
      changes_.removed_blocks.push_back(block.name);
      compare(block.facts, {}, block.name);
    }
    find_effects();
    find_services();
    return std::move(changes_);
  }

 private:
  static const BlockFacts* find(const Version& version, const std::string& name) {
    const auto found = std::ranges::find(version.blocks, name, &BlockFacts::name);
    return found == version.blocks.end() ? nullptr : &*found;
  }

  bool is_matched(const std::string& old) const { return find(after_, old) != nullptr || names_.contains(old); }

  const BlockFacts* partner(const std::string& name) const {
    for (const auto& [from, to] : names_)
      if (to == name) return find(before_, from);
    return find(before_, name);
  }

  /// Blocks whose names are gone, and blocks with new names, whose code is the same but for such names.
  void match_blocks() {
    std::set<std::string> unknown;
    std::vector<const BlockFacts*> gone;
    std::vector<const BlockFacts*> come;
    for (const BlockFacts& block : before_.blocks)
      if (find(after_, block.name) == nullptr) gone.push_back(&block);
    for (const BlockFacts& block : after_.blocks)
      if (find(before_, block.name) == nullptr) come.push_back(&block);
    for (const auto* block : gone) unknown.insert(block->name);
    for (const auto* block : come) unknown.insert(block->name);
    const auto nameless = [&](const BlockFacts& block) {
      return with_words(block.code, [&](const std::string& word) {
        return word == block.name ? std::string("?self") : unknown.contains(word) ? std::string("?") : word;
      });
    };
    const auto by_facts = [&](const BlockFacts& block) {
      std::string text;
      for (const Fact& fact : block.facts) {
        if (fact.category == Fact::Category::kFlow) continue;
        text += fact.head + " " + fact.what;
        for (const auto& [name, value] : fact.arguments) text += ", " + name + ": " + value;
        text += "\n";
      }
      return with_words(text, [&](const std::string& word) { return unknown.contains(word) ? "?" : word; });
    };
    match(&gone, &come, nameless);
    // The same calls, though something else of the code changed too.
    match(&gone, &come, by_facts);
  }

  template <typename Sign>
  void match(std::vector<const BlockFacts*>* gone, std::vector<const BlockFacts*>* come, Sign&& sign) {
    std::map<std::string, std::vector<const BlockFacts*>> by_sign;
    for (const auto* block : *come) by_sign[sign(*block)].push_back(block);
    std::erase_if(*gone, [&](const BlockFacts* block) {
      const std::string own = sign(*block);
      const auto found = by_sign.find(own);
      if (own.empty() || found == by_sign.end() || found->second.empty()) return false;
      const BlockFacts* partner = found->second.front();
      names_[block->name] = partner->name;
      changes_.renamed.emplace_back(block->name, partner->name);
      found->second.erase(found->second.begin());
      std::erase(*come, partner);
      return true;
    });
  }

  Fact with_new_names(Fact fact) const {
    fact.what = renamed(fact.what, names_);
    for (auto& [name, text] : fact.arguments) text = renamed(text, names_);
    return fact;
  }

  void add(FactChange::Kind kind, const std::string& block, std::optional<Fact> before, std::optional<Fact> after) {
    FactChange change{kind, block, std::move(before), std::move(after), {}};
    if (kind == FactChange::Kind::kChanged) {
      std::map<std::string, std::pair<std::optional<std::string>, std::optional<std::string>>> arguments;
      for (const auto& [name, text] : change.before->arguments) arguments[name].first = text;
      for (const auto& [name, text] : change.after->arguments) arguments[name].second = text;
      for (const auto& [name, texts] : arguments)
        if (texts.first != texts.second) change.arguments.push_back({name, texts.first, texts.second});
    }
    changes_.facts.push_back(std::move(change));
  }

  /// Facts of one block: those that are equal, then those about the same, then those of one kind, in order.
  void compare(const std::vector<Fact>& before, const std::vector<Fact>& after, const std::string& block) {
    std::vector<std::optional<Fact>> olds;
    std::vector<std::optional<Fact>> news(after.begin(), after.end());
    for (const Fact& fact : before) olds.push_back(with_new_names(fact));
    const auto pair_up = [&](auto&& belong, bool is_equal) {
      for (auto& old : olds) {
        if (!old) continue;
        for (auto& made : news) {
          if (!made || !belong(*old, *made)) continue;
          if (!is_equal) add(FactChange::Kind::kChanged, block, std::move(*old), std::move(*made));
          old.reset();
          made.reset();
          break;
        }
      }
    };
    pair_up([](const Fact& a, const Fact& b) { return a == b; }, true);
    pair_up(
        [](const Fact& a, const Fact& b) { return a.category == b.category && a.head == b.head && a.what == b.what; },
        false);
    // An act with another asset, a decision whose name was given or taken; which block follows is one or another.
    pair_up(
        [](const Fact& a, const Fact& b) {
          if (a.category != b.category || a.head != b.head || a.category == Fact::Category::kFlow) return false;
          if (a.head != "act") return a.category != Fact::Category::kCall && a.head != "request";
          return a.what.substr(0, a.what.find(" on ")) == b.what.substr(0, b.what.find(" on "));
        },
        false);
    for (auto& old : olds)
      if (old) add(FactChange::Kind::kRemoved, block, std::move(*old), std::nullopt);
    for (auto& made : news)
      if (made) add(FactChange::Kind::kAdded, block, std::nullopt, std::move(*made));
  }

  void find_effects() {
    const auto effects = [](const Version& version) {
      std::set<phantom::EffectClass> found;
      for (const BlockFacts& block : version.blocks)
        for (const Fact& fact : block.facts)
          if (fact.effect) found.insert(*fact.effect);
      return found;
    };
    const std::set<phantom::EffectClass> old = effects(before_);
    for (const phantom::EffectClass effect : effects(after_)) {
      const bool only_reads = effect == phantom::EffectClass::kLookup || effect == phantom::EffectClass::kState ||
                              effect == phantom::EffectClass::kFetch;
      if (!only_reads && !old.contains(effect)) changes_.new_effects.push_back(effect);
    }
  }

  void find_services() {
    std::map<std::string, ServiceChange> services;
    const auto put = [&](const Version& version, bool is_after) {
      for (const ServiceCost& cost : version.budget.services) {
        ServiceChange& change = services[cost.service];
        change.service = cost.service;
        std::string shown = cost.calls.text([&](SymbolId symbol) { return text(version.budget, symbol); });
        if (is_after) {
          change.after = cost.calls;
          change.after_text = std::move(shown);
        } else {
          change.before = cost.calls;
          change.before_text = renamed(shown, names_);
        }
      }
    };
    put(before_, false);
    put(after_, true);
    for (auto& [name, change] : services)
      if (change.before_text == change.after_text)
        ++changes_.same_services;
      else
        changes_.services.push_back(std::move(change));
  }

  const Version& before_;
  const Version& after_;
  Names names_;  // of renamed blocks, from old to new
  Changes changes_;
};

}  // namespace

bool Changes::empty() const {
  return renamed.empty() && added_blocks.empty() && removed_blocks.empty() && code.empty() && facts.empty() &&
         services.empty();
}

Changes changes_between(const Version& before, const Version& after) { return Comparison(before, after).run(); }

}  // namespace pbc::plan
