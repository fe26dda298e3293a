// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/limits.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "compiler/base/fold.h"
#include "compiler/base/suggest.h"
#include "compiler/phantom/cef.h"

namespace pbc::plan {

using phantom::Quota;

namespace {

constexpr std::uint64_t kMost = 1'000'000'000'000;

/// "10000", "10_000", "10k", "2M"; nothing for any other text.
std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t factor = 1;
  if (!text.empty() && (text.back() == 'k' || text.back() == 'K')) factor = 1000;
  if (!text.empty() && text.back() == 'M') factor = 1000000;
  if (factor != 1) text.remove_suffix(1);
  if (text.empty() || text.front() == '_' || text.back() == '_') return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c == '_') continue;
    if (c < '0' || c > '9' || value > kMost) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value > kMost / factor) return std::nullopt;
  return value * factor;
}

std::string read(std::string_view text, Rate* rate) {
  const std::string quoted = "`" + std::string(text) + "`";
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return quoted + " is no rate: write it as 10000/day";
  const auto count = number(text.substr(0, slash));
  if (!count || *count == 0)
    return quoted + " is no rate: `" + std::string(text.substr(0, slash)) + "` is no number from 1 to 1000000000000";
  const std::string_view unit = text.substr(slash + 1);
  const auto per = phantom::find_per(unit);
  if (!per) {
    const std::string near = did_you_mean(unit, phantom::per_names());
    return quoted + " is no rate: no unit is called `" + std::string(unit) + "`; " +
           (near.empty() ? "there are second, minute, hour, day and month" : near);
  }
  *rate = {*count, *per};
  return "";
}

/// "NAME=REST", cut at the last `=`.
bool cut(const std::string& text, std::string* name, std::string* rest) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0) return false;
  *name = text.substr(0, equals);
  *rest = text.substr(equals + 1);
  return true;
}

/// How many units of `to` there are in `from` at most: a day has 24 hours, a month is at most 31 days, and at least 28.
long double ratio(Quota::Per from, Quota::Per to) {
  if (from == to) return 1;
  const long double seconds =
      from == Quota::Per::kMonth ? 28.0L * 86400 : static_cast<long double>(phantom::seconds(from));
  return static_cast<long double>(phantom::seconds(to)) / seconds;
}

/// The last word of a datapath, which is what people call the field.
std::string field_of(const std::string& datapath) {
  const std::size_t at = datapath.find_last_of(".:");
  return at == std::string::npos ? datapath : datapath.substr(at + 1);
}

bool is_of_event(const Source& source) {
  return source.kind == Source::Kind::kArtifact || source.kind == Source::Kind::kPlaybookInput;
}

std::optional<std::uint64_t> given(const Budget& budget, const Wishes& wishes, const Source& source) {
  for (const std::string& name :
       {full_name(budget, source), source.datapath, is_of_event(source) ? field_of(source.datapath) : std::string()})
    if (const auto found = wishes.per_event.find(name); found != wishes.per_event.end()) return found->second;
  return std::nullopt;
}

std::string percent(long double part) {
  // Rounded up, with as many digits as it takes not to say 100.
  for (int digits = 0; digits < 9; ++digits) {
    const long double scale = std::pow(10.0L, digits);
    const long double up = std::ceil(part * 100 * scale - 1e-9L) / scale;
    if (up >= 100) continue;
    char text[32];
    std::snprintf(text, sizeof text, "%.*Lf %%", digits, up);
    return text;
  }
  return "100 %";
}

}  // namespace

std::string text(const Rate& rate) { return std::to_string(rate.count) + "/" + std::string(phantom::name(rate.per)); }

std::string read_rate(const std::string& text, Wishes* wishes) {
  Rate rate;
  std::string wrong = read(text, &rate);
  if (wrong.empty()) wishes->rate = rate;
  return wrong;
}

std::string read_per_event(const std::string& text, Wishes* wishes) {
  std::string name;
  std::string rest;
  if (!cut(text, &name, &rest)) return "`" + text + "` says no number: write it as url=3";
  const auto count = number(rest);
  if (!count) return "`" + text + "`: `" + rest + "` is no number from 0 to 1000000000000";
  wishes->per_event[name] = *count;
  return "";
}

std::string read_quota(const std::string& text, Wishes* wishes) {
  std::string name;
  std::string rest;
  if (!cut(text, &name, &rest)) return "`" + text + "` names no service: write it as virustotal=1000/day";
  Rate rate;
  if (std::string wrong = read(rest, &rate); !wrong.empty()) return wrong;
  wishes->quotas[fold(name)].push_back(rate);
  return "";
}

std::string read_max(const std::string& text, Wishes* wishes) {
  if (text == "quota") {
    wishes->max_quota = true;
    return "";
  }
  std::string name;
  std::string rest = text;
  const bool is_of_service = cut(text, &name, &rest);
  const auto count = number(rest);
  if (!count)
    return "`" + text + "` is no limit: write a number of requests, SERVICE=NUMBER, or `quota`" +
           (did_you_mean(text, std::vector<std::string>{"quota"}).empty() ? "" : "; did you mean `quota`?");
  if (is_of_service)
    wishes->max_of[fold(name)] = *count;
  else
    wishes->max = *count;
  return "";
}

std::string unknown_names(const Wishes& wishes, const Budget& budget, const phantom::Catalogue& catalogue) {
  std::set<std::string> services = catalogue.services();
  for (const ServiceCost& service : budget.services) services.insert(service.service);
  const auto look = [&](const std::string& service, const std::string& option) -> std::string {
    if (services.contains(service)) return "";
    const std::string near = did_you_mean(service, services);
    return option + ": no service is called `" + service + "`" + (near.empty() ? "" : "; " + near);
  };
  for (const auto& [service, rates] : wishes.quotas)
    if (std::string wrong = look(service, "--quota"); !wrong.empty()) return wrong;
  for (const auto& [service, most] : wishes.max_of)
    if (std::string wrong = look(service, "--max"); !wrong.empty()) return wrong;
  std::set<std::string> names = {"artifact"};
  for (const std::string_view kind : phantom::indicators()) names.insert(std::string(kind));
  for (SymbolId id = 0; id < budget.counts.size(); ++id)
    for (const Source& source : budget.counts[id].columns) {
      names.insert(source.datapath);
      names.insert(full_name(budget, source));
      if (is_of_event(source)) names.insert(field_of(source.datapath));
    }
  for (const auto& [name, count] : wishes.per_event) {
    // Another playbook may read it: fields of CEF are known whether or not this one does.
    if (names.contains(name) || !phantom::indicator_of_cef_field(name).empty()) continue;
    const std::string near = did_you_mean(name, names);
    return "--per-event: nothing here is counted as `" + name + "`" + (near.empty() ? "" : "; " + near);
  }
  return "";
}

std::optional<std::uint64_t> value_of(const Budget& budget, const Wishes& wishes, SymbolId symbol) {
  const Count& count = budget.counts[symbol];
  std::uint64_t all = count.of == Count::Of::kTuples ? 1 : 0;
  bool is_known = true;
  for (const Source& source : count.columns) {
    auto one = given(budget, wishes, source);
    if (source.datapath == "artifact:*") one = given(budget, wishes, {Source::Kind::kLoop, 0, "artifact"});
    const std::string kind = indicator_of(source);
    if (!one && !kind.empty())
      if (const auto found = wishes.per_event.find(kind); found != wishes.per_event.end()) one = found->second;
    if (!one)
      is_known = false;
    else if (count.of == Count::Of::kTuples)
      all = *one >= kMost || all > kMost / (*one + 1) ? kMost : all * (*one + 1);  // each may be missing
    else if (count.of == Count::Of::kRows)
      all = std::max(all, *one);
    else
      all += *one;
  }
  // All columns hold indicators of one kind, and so many there are.
  if (const std::string kind = indicator_of(count); !kind.empty())
    if (const auto found = wishes.per_event.find(kind); found != wishes.per_event.end())
      return is_known ? std::min(all, found->second) : found->second;
  if (!is_known) return std::nullopt;
  return all;
}

std::optional<std::uint64_t> value_of(const Budget& budget, const Wishes& wishes, const Formula& formula) {
  return formula.value([&](SymbolId symbol) { return value_of(budget, wishes, symbol); });
}

std::string option_for(const Budget& budget, SymbolId symbol) {
  const Count& count = budget.counts[symbol];
  std::string kind = indicator_of(count);
  if (!kind.empty()) return kind;
  const Source& source = count.columns.front();
  if (source.datapath == "artifact:*") return "artifact";
  return is_of_event(source) ? field_of(source.datapath) : full_name(budget, source);
}

std::vector<std::string> needed(const Budget& budget, const Wishes& wishes, const std::vector<Formula>& formulas) {
  std::set<SymbolId> symbols;
  for (const Formula& formula : formulas) formula.collect_symbols(&symbols);
  std::set<std::string> names;
  for (const SymbolId symbol : symbols) {
    if (value_of(budget, wishes, symbol)) continue;
    const Count& count = budget.counts[symbol];
    if (count.columns.size() == 1 || !indicator_of(count).empty()) {
      names.insert(option_for(budget, symbol));
      continue;
    }
    for (const Source& source : count.columns)
      if (!given(budget, wishes, source))
        names.insert(is_of_event(source) ? field_of(source.datapath) : full_name(budget, source));
  }
  return {names.begin(), names.end()};
}

/// Its value if what is not known were nothing; none where nothing limits it.
static std::optional<std::uint64_t> least(const Budget& budget, const Wishes& wishes, const Formula& formula) {
  return formula.value([&](SymbolId symbol) { return value_of(budget, wishes, symbol).value_or(0); });
}

std::vector<ServiceFit> fits(const Budget& budget, const Wishes& wishes) {
  std::vector<ServiceFit> all;
  for (std::size_t i = 0; i < budget.services.size(); ++i) {
    const ServiceCost& service = budget.services[i];
    if (service.is_local) continue;
    ServiceFit fit{i, {}, {}};
    const auto own = wishes.quotas.find(service.service);
    if (own != wishes.quotas.end())
      for (const Rate& rate : own->second)
        fit.windows.push_back({{rate.count, rate.per, "", ""}, false, {}, false, false, false, ""});
    else
      for (const Quota& quota : service.quotas) fit.windows.push_back({quota, true, {}, false, false, false, ""});
    const Formula formula = budget.calls_with_any(service);
    auto calls = value_of(budget, wishes, formula);
    const bool is_known = calls.has_value();
    if (!is_known) calls = least(budget, wishes, formula);
    long double worst = 0;
    for (std::size_t window = 0; window < fit.windows.size(); ++window) {
      Fit& one = fit.windows[window];
      if (!calls) continue;
      one.event_has_to_wait = *calls > one.quota.requests;
      if (!wishes.rate) continue;
      const long double requests =
          std::ceil(static_cast<long double>(wishes.rate->count) * ratio(wishes.rate->per, one.quota.per) *
                        static_cast<long double>(*calls) -
                    1e-9L);
      const bool fits = requests <= static_cast<long double>(one.quota.requests);
      if (!is_known && fits) continue;  // what is not known may be any number
      one.is_at_least = !is_known;
      one.requests = requests >= 1e18L ? static_cast<std::uint64_t>(1e18L) : static_cast<std::uint64_t>(requests);
      one.fits = fits;
      if (fits) continue;
      const long double rate = 1 - static_cast<long double>(one.quota.requests) / requests;
      one.hit_rate = percent(rate);
      if (rate > worst) {
        worst = rate;
        fit.binding = window;
      }
    }
    if (!fit.windows.empty()) all.push_back(std::move(fit));
  }
  return all;
}

namespace {

/// "4 a minute".
std::string window_text(const Quota& quota) {
  return std::to_string(quota.requests) + " a " + std::string(phantom::name(quota.per));
}

std::string needs_text(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "say --per-event " : ", ") + name + "=N";
  return text;
}

class Breaches {
 public:
  Breaches(const Budget& budget, const Wishes& wishes) : budget_(budget), wishes_(wishes) {}

  std::vector<Breach> run() {
    if (wishes_.max) {
      std::vector<Formula> terms;
      std::vector<std::size_t> sites;
      for (const ServiceCost& service : budget_.services) {
        if (service.is_local) continue;
        terms.push_back(service.calls);
        sites.insert(sites.end(), service.sites.begin(), service.sites.end());
      }
      limit("an event may ask all services together", "--max " + std::to_string(*wishes_.max), sum(terms), *wishes_.max,
            sites);
    }
    for (const auto& [name, most] : wishes_.max_of)
      for (const ServiceCost& service : budget_.services)
        if (service.service == name)
          limit("an event may ask " + name, "--max " + name + "=" + std::to_string(most),
                budget_.calls_with_any(service), most, service.sites);
    if (wishes_.max_quota) quotas();
    // Where something is not counted, nothing is proven.
    if ((wishes_.max || !wishes_.max_of.empty() || wishes_.max_quota) && !budget_.not_counted.empty()) {
      Breach breach;
      breach.is_unknown = true;
      breach.message = "the limit is not proven: " + budget_.not_counted.front();
      found_.push_back(std::move(breach));
    }
    return std::move(found_);
  }

 private:
  void limit(const std::string& what, const std::string& option, const Formula& formula, std::uint64_t most,
             const std::vector<std::size_t>& sites) {
    const auto value = value_of(budget_, wishes_, formula);
    if (value && *value <= most) return;
    Breach breach;
    breach.sites = costliest(sites);
    breach.is_unknown = !value;
    const std::string shown = formula.text([&](SymbolId symbol) { return text(budget_, symbol); });
    if (value) {
      breach.message = what + " " + std::to_string(*value) + " times (" + shown + "), and " + option +
                       " allows no more than " + std::to_string(most);
      breach.help = "ask less here, or raise the limit";
    } else {
      breach.message = what + " " + shown + " times, and nothing proves that this is within " + option;
      breach.help = formula.is_unbounded() ? (budget_.unbounded.empty() ? "" : budget_.unbounded.front())
                                           : needs_text(needed(budget_, wishes_, {formula}));
    }
    found_.push_back(std::move(breach));
  }

  void quotas() {
    for (const ServiceFit& fit : fits(budget_, wishes_)) {
      const ServiceCost& service = budget_.services[fit.service];
      const Formula calls = budget_.calls_with_any(service);
      const auto value = value_of(budget_, wishes_, calls);
      Breach breach;
      breach.sites = costliest(service.sites);
      if (!value && !fit.binding) {
        breach.is_unknown = true;
        breach.message = "nothing proves that " + service.service + " stays within its quota";
        breach.help = calls.is_unbounded() ? (budget_.unbounded.empty() ? "" : budget_.unbounded.front())
                                           : needs_text(needed(budget_, wishes_, {calls}));
      } else if (fit.binding) {
        const Fit& window = fit.windows[*fit.binding];
        breach.message = "at " + text(*wishes_.rate) + ", " + service.service + " may be asked " +
                         (window.is_at_least ? "at least " : "") + std::to_string(*window.requests) + " times a " +
                         std::string(phantom::name(window.quota.per)) + ", and its quota is " +
                         window_text(window.quota);
        breach.help = std::string("a cache that answers ") + (window.is_at_least ? "more than " : "") +
                      window.hit_rate + " of it, or a larger quota (--quota " + service.service + "=N/" +
                      std::string(phantom::name(window.quota.per)) + ")";
      } else {
        continue;
      }
      found_.push_back(std::move(breach));
    }
  }

  /// Those whose number is not known come first.
  std::vector<std::size_t> costliest(std::vector<std::size_t> sites) const {
    const auto cost = [&](std::size_t site) {
      return value_of(budget_, wishes_, budget_.sites[site].calls).value_or(std::numeric_limits<std::uint64_t>::max());
    };
    std::erase_if(sites, [&](std::size_t site) { return budget_.sites[site].calls.is_zero(); });
    std::ranges::stable_sort(sites, std::greater(), cost);
    if (sites.size() > 3) sites.resize(3);
    return sites;
  }

  const Budget& budget_;
  const Wishes& wishes_;
  std::vector<Breach> found_;
};

}  // namespace

std::vector<Breach> breaches(const Budget& budget, const Wishes& wishes) { return Breaches(budget, wishes).run(); }

}  // namespace pbc::plan
