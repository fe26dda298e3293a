// SPDX-License-Identifier: Apache-2.0
//
// Domains that pretend to be others.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "content/content.h"
#include "content/fold.h"

namespace pbc::content {

/// A host in the forms that are compared.
struct Host {
  std::string name;         // as it was written, lower case
  std::string shown;        // Unicode
  std::string registrable;  // by the public suffix list, Unicode; the host itself where it is an IP or a suffix
  std::string core;         // the registrable domain's first label, Unicode
  std::string suffix;       // what follows it
  bool is_ip = false;
  bool is_encoded = false;  // written with xn-- labels

  bool empty() const { return name.empty(); }
};
Host host_of(std::string_view name);

bool is_free_mail(const std::string& registrable);
bool is_shortener(const std::string& registrable);
/// Where anybody may put up pages and forms.
bool is_free_hosting(const Host& host);

/// Somebody whom a domain could pretend to be.
struct Target {
  enum Kind { kOwn, kBrand };
  Kind kind = kBrand;
  std::string name;  // for people
  std::vector<std::string> domains;
  bool is_common_word = false;  // as well
};

struct Resemblance {
  const Target* target = nullptr;
  std::string looks_like;  // the domain
  std::string why;
  double score = 0;
};

/// All domains and names that are protected.
class Targets {
 public:
  explicit Targets(const Settings& settings);

  /// Whose domain it is; null where it is nobody's.
  const Target* owner(const Host& host) const;
  bool is_own(const Host& host) const;
  /// The strongest one. `also` are further domains of the mail.
  std::optional<Resemblance> resembles(const Host& host, const std::vector<Host>& also) const;
  /// A target that a part of a path or a user name names, by a whole domain of it.
  const Target* named_by_domain(std::string_view text) const;
  /// Brands whose name stands among the words, in order of first appearance.
  std::vector<const Target*> named_in(const Words& words) const;
  /// One of the protected people, whatever the order of the names; null where it is none of them.
  const std::string* person(const Words& name) const;

 private:
  template <class Value>
  using Index = std::unordered_map<std::string, Value>;
  using Core = std::pair<std::size_t, std::string>;  // a target, and the first label of a domain of it

  void add(Target target);
  const Core* core(std::string_view label) const;
  std::optional<Resemblance> resembles_core(const Host& host, const std::string& core) const;
  std::optional<Resemblance> holds_name(const Host& host) const;

  std::vector<Target> targets_;
  Index<std::size_t> by_domain_;  // and `core.*`
  Index<Core> by_core_, by_look_;
  Index<std::vector<Core>> by_deletion_;                                          // cores, whole and without one letter
  Index<std::vector<std::pair<std::size_t, std::vector<std::string>>>> by_name_;  // by the first word: all words
  Index<std::string> people_;                                                     // by the sorted words of a name
};

}  // namespace pbc::content
