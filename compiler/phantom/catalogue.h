// SPDX-License-Identifier: Apache-2.0
//
// The action catalogue: what apps can do, one JSON descriptor per app in runtime/connectors/ (docs/connectors.md).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::phantom {

/// What an action does outside, and so what may be done with its calls (docs/connectors.md, Effect classes).
enum class EffectClass : std::uint8_t {
  kLookup,    // asks about an indicator
  kState,     // reads what changes by itself
  kFetch,     // gets a file
  kDetonate,  // has a sample run
  kExecute,   // anything at all; what the catalogue does not know
  kContain,
  kRestore,
  kNotify,
  kRecord,
};

std::string_view name(EffectClass effect);
std::optional<EffectClass> find_effect_class(std::string_view name);

/// A parameter or an output: `{"type": "string", "contains": ["ip"]}`.
struct Field {
  std::string type;                   // "string", "numeric" or "boolean"
  std::vector<std::string> contains;  // SOAR's words for what a value is: "ip", "url", "sha256" ...
};

/// A limit of a service: so many requests in each window of time.
struct Quota {
  enum class Per : std::uint8_t { kSecond, kMinute, kHour, kDay, kMonth };
  std::uint64_t requests = 0;
  Per per = Per::kDay;
  std::string reset;  // "00:00 UTC": when a new window begins; empty: not known
  std::string plan;   // the contract that has this limit, "public"; empty: any
  friend bool operator==(const Quota&, const Quota&) = default;
};

/// "second" ... "month", and how many seconds it has; a month counts as 31 days, the longest.
std::string_view name(Quota::Per per);
std::optional<Quota::Per> find_per(std::string_view name);
std::uint64_t seconds(Quota::Per per);
/// The names that find_per() knows.
std::span<const std::string_view> per_names();

/// What an app's requests go to.
struct Service {
  std::string app;
  std::string name;           // "virustotal": apps of one name use up the same quotas
  bool is_local = false;      // answers without a request to anybody
  std::vector<Quota> quotas;  // all of them hold at once
};

/// One action of one app.
struct ActionDescriptor {
  std::string app;  // empty: of no particular app
  std::string action;
  EffectClass effect = EffectClass::kExecute;
  bool may_run_without_parameters = false;
  /// How many items one request to the service may hold; only look-ups have more than one.
  std::uint32_t batch = 1;
  std::map<std::string, Field> parameters;
  /// By path below the action result, `data.*.country` or `summary.total`; empty: not declared.
  std::map<std::string, Field> outputs;
  /// Answers may hold more than is declared, as those of a query do.
  bool outputs_are_open = false;
};

class Catalogue {
 public:
  /// Reads every descriptor (.json) of a folder. `error` is set to `FILE: what is wrong` of the first that is not one,
  /// and names the folder when that cannot be read.
  static Catalogue read(const std::string& folder, std::string* error);

  /// Adds the descriptor whose text is `json`; returns what is wrong with it, or nothing.
  std::string add(std::string_view json);

  /// All apps' descriptors of an action, whose name agrees in any case.
  std::span<const ActionDescriptor> find(std::string_view action) const;
  /// Those of the apps which an asset of this name usually belongs to, which are several where a later app serves the
  /// same service; none when no app is known to have assets of this name. Blanks, hyphens and underscores are one.
  std::vector<const ActionDescriptor*> find(std::string_view action, std::string_view asset) const;
  /// The apps that have an asset of this name, whatever their actions; empty: none is known.
  std::vector<std::string> apps(std::string_view asset) const;
  /// What the descriptors of an app say of its service; null where none is of this app.
  const Service* service(std::string_view app) const;
  /// The names of all of them.
  std::set<std::string> services() const;
  /// What any call of the action may do: the class that all apps agree on, else kExecute.
  EffectClass effect(std::string_view action) const;
  /// What a call of the action on these assets may do: the class that all apps agree on which one of them may belong
  /// to; that of any call where no asset is named, or one of no known app.
  EffectClass effect(std::string_view action, const std::vector<std::string>& assets) const;
  /// How many indicators all apps take in one request that one of the assets may belong to; one where any is unknown.
  std::uint32_t batch(std::string_view action, const std::vector<std::string>& assets) const;

 private:
  std::map<std::string, std::vector<ActionDescriptor>, std::less<>> actions_;  // by name in lower case
  std::map<std::string, std::vector<std::string>, std::less<>> apps_;          // by folded name of an asset
  std::map<std::string, Service, std::less<>> services_;                       // by app
};

}  // namespace pbc::phantom
