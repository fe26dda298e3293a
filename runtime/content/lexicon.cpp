// SPDX-License-Identifier: Apache-2.0
#include "content/lexicon.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "content/content.h"
#include "content/text.h"

namespace pbc::content {
namespace {

constexpr std::size_t kLongestGap = 4;  // words
constexpr std::size_t kMostWords = 40000;

using Term = std::uint16_t;

/// One place of a phrase.
struct Place {
  std::vector<Term> terms;  // any of them
  bool is_after_gap = false;
};

/// Terms as a trie of letters: each word is walked once.
class Vocabulary {
 public:
  Term add(std::string_view word) {
    const auto [found, is_new] = known_.try_emplace(std::string(word), static_cast<Term>(known_.size()));
    if (!is_new) return found->second;
    const bool is_prefix = word.ends_with('*');
    if (is_prefix) word.remove_suffix(1);
    std::size_t node = 0;
    for (const char c : word) {
      const std::size_t letter = index_of(c);
      if (nodes_[node].next[letter] == 0) {
        nodes_[node].next[letter] = static_cast<std::uint16_t>(nodes_.size());
        nodes_.emplace_back();
      }
      node = nodes_[node].next[letter];
    }
    (is_prefix ? nodes_[node].prefix : nodes_[node].whole) = static_cast<std::int16_t>(found->second);
    return found->second;
  }

  template <class Take>
  void find(std::string_view word, Take take) const {
    std::size_t node = 0;
    for (const char c : word) {
      const std::size_t letter = index_of(c);
      node = letter < kLetters ? nodes_[node].next[letter] : 0;
      if (node == 0) return;
      if (nodes_[node].prefix >= 0) take(static_cast<Term>(nodes_[node].prefix));
    }
    if (nodes_[node].whole >= 0) take(static_cast<Term>(nodes_[node].whole));
  }

 private:
  static constexpr std::size_t kLetters = 36;
  static std::size_t index_of(char c) {
    if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a');
    if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0' + 26);
    return kLetters;
  }
  struct Node {
    std::array<std::uint16_t, kLetters> next{};
    std::int16_t prefix = -1, whole = -1;
  };
  std::vector<Node> nodes_{1};
  std::map<std::string, Term, std::less<>> known_;
};

class Lexicon {
 public:
  Lexicon() {
    for (std::size_t i = 0; i < kPhraseCount; ++i) add(kPhrases[i].words, static_cast<std::uint16_t>(i));
  }

  Hits find(const Words& words) const {
    const std::size_t count = std::min(words.all.size(), kMostWords);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> spans(count);  // of `terms`
    std::vector<Term> terms;
    terms.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const Word& word = words.all[i];
      spans[i].first = static_cast<std::uint32_t>(terms.size());
      const std::string_view letters = words.folded(word);
      const auto take = [&](Term term) { terms.push_back(term); };
      vocabulary_.find(letters, take);
      if (word.has_digits) vocabulary_.find(without_digits(letters), take);
      spans[i].second = static_cast<std::uint32_t>(terms.size());
    }
    const auto has = [&](std::size_t word, const Place& place) {
      for (std::uint32_t i = spans[word].first; i < spans[word].second; ++i)
        if (std::ranges::find(place.terms, terms[i]) != place.terms.end()) return true;
      return false;
    };
    Hits hits;
    std::vector<bool> is_own(phrases_.size()), is_quoted(phrases_.size());
    for (std::size_t first = 0; first < count; ++first) {
      for (std::uint32_t i = spans[first].first; i < spans[first].second; ++i) {
        if (terms[i] >= by_first_.size()) continue;
        for (const std::uint16_t number : by_first_[terms[i]]) {
          const bool quoted = words.all[first].is_quoted;
          if (quoted ? is_quoted[number] : is_own[number]) continue;
          std::size_t at = first;
          bool matches = true;
          const std::vector<Place>& places = phrases_[number];
          for (std::size_t p = 1; p < places.size() && matches; ++p) {
            const std::size_t last = std::min(at + 1 + (places[p].is_after_gap ? kLongestGap : 0), count - 1);
            std::size_t next = at + 1;
            while (next <= last && words.all[next].sentence == words.all[first].sentence && !has(next, places[p]))
              ++next;
            matches = next <= last && words.all[next].sentence == words.all[first].sentence;
            at = next;
          }
          if (!matches) continue;
          (quoted ? is_quoted : is_own)[number] = true;
          auto& list = (quoted ? hits.quoted : hits.own)[static_cast<std::size_t>(kPhrases[number].topic)];
          list.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(at), number});
        }
      }
    }
    return hits;
  }

 private:
  void add(std::string_view words, std::uint16_t number) {
    std::vector<Place> places;
    bool is_after_gap = false;
    for (const std::string_view word : split(words, ' ')) {
      if (word == "~") {
        is_after_gap = true;
        continue;
      }
      Place place{{}, std::exchange(is_after_gap, false)};
      for (const std::string_view one : split(word, '|')) place.terms.push_back(vocabulary_.add(one));
      places.push_back(std::move(place));
    }
    for (const Term term : places.front().terms) {
      if (term >= by_first_.size()) by_first_.resize(term + std::size_t{1});
      by_first_[term].push_back(number);
    }
    phrases_.push_back(std::move(places));
  }

  /// "passw0rd", "paypa1": digits that stand for letters.
  static std::string without_digits(std::string_view letters) {
    std::string result(letters);
    for (char& c : result) {
      constexpr std::string_view kLike = "olzeasgtbg";
      if (c >= '0' && c <= '9') c = kLike[static_cast<std::size_t>(c - '0')];
    }
    return result;
  }

  Vocabulary vocabulary_;
  std::vector<std::vector<Place>> phrases_;
  std::vector<std::vector<std::uint16_t>> by_first_;  // phrases that begin with a term
};

}  // namespace

Hits hits_in(const Words& words) {
  static const Lexicon lexicon;
  return lexicon.find(words);
}

std::string excerpt(const Words& words, const Hit& hit) {
  constexpr std::size_t kAround = 24;
  const std::size_t begin = words.all[hit.first].begin, end = words.all[hit.last].end;
  std::size_t from = begin > kAround ? begin - kAround : 0;
  while (from < begin && (words.text[from] & 0xC0) == 0x80) ++from;
  return one_line(words.text.substr(from, end - from + kAround));
}

}  // namespace pbc::content
