// SPDX-License-Identifier: Apache-2.0
#include "compiler/phantom/catalogue.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "compiler/base/files.h"
#include "compiler/base/fold.h"
#include "compiler/base/suggest.h"

namespace pbc::phantom {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kEffectNames[] = {"lookup",  "state",   "fetch",  "detonate", "execute",
                                             "contain", "restore", "notify", "record"};
constexpr std::string_view kPerNames[] = {"second", "minute", "hour", "day", "month"};
constexpr std::uint64_t kSeconds[] = {1, 60, 3600, 86400, 31 * std::uint64_t{86400}};
constexpr std::uint64_t kMostRequests = 1'000'000'000'000;  // so that sums of them stay exact
constexpr std::uint64_t kLargestBatch = 1'000'000;
constexpr std::size_t kLargestDescriptor = std::size_t{16} << 20;  // bytes
constexpr std::string_view kTypes[] = {"string", "numeric", "boolean"};

/// Thrown inside of this file only: what is wrong with a descriptor.
struct Wrong {
  std::string what;
};

void allow_only(const Json& object, const std::string& where, std::initializer_list<std::string_view> keys) {
  if (!object.is_object()) throw Wrong{where + " is not an object"};
  for (const auto& [key, value] : object.items())
    if (std::ranges::find(keys, key) == keys.end()) throw Wrong{where + " has an unknown key `" + key + "`"};
}

std::string text_of(const Json& value, const std::string& where) {
  if (!value.is_string()) throw Wrong{where + " is not a text"};
  return value.get<std::string>();
}

std::vector<std::string> texts_of(const Json& value, const std::string& where) {
  if (!value.is_array()) throw Wrong{where + " is not a list"};
  std::vector<std::string> texts;
  for (const Json& element : value) texts.push_back(text_of(element, "an element of " + where));
  return texts;
}

bool flag_of(const Json& object, const char* key, const std::string& where) {
  const auto found = object.find(key);
  if (found == object.end()) return false;
  if (!found->is_boolean()) throw Wrong{"`" + std::string(key) + "` of " + where + " is neither true nor false"};
  return found->get<bool>();
}

/// A whole number from 1 to `most`.
std::uint64_t count_of(const Json& value, std::uint64_t most, const std::string& where) {
  if (value.is_number_unsigned() && value.get<std::uint64_t>() >= 1 && value.get<std::uint64_t>() <= most)
    return value.get<std::uint64_t>();
  throw Wrong{where + " is not a whole number from 1 to " + std::to_string(most)};
}

/// "00:00 UTC".
bool is_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return text.size() == 9 && text.substr(5) == " UTC" && text[2] == ':' && digit(0) && digit(1) && digit(3) &&
         digit(4) && text.substr(0, 2) < "24" && text[3] < '6';
}

/// `{"requests": 4, "per": "minute"}`.
Quota quota_of(const Json& value, const std::string& where) {
  allow_only(value, where, {"requests", "per", "reset", "plan"});
  for (const char* key : {"requests", "per"})
    if (!value.contains(key)) throw Wrong{where + " has no `" + key + "`"};
  Quota quota;
  quota.requests = count_of(value["requests"], kMostRequests, "`requests` of " + where);
  const std::string per = text_of(value["per"], "`per` of " + where);
  const auto known = find_per(per);
  if (!known) {
    const std::string near = did_you_mean(per, kPerNames);
    throw Wrong{where + " is per `" + per + "`, which is none of second, minute, hour, day, month" +
                (near.empty() ? "" : "; " + near)};
  }
  quota.per = *known;
  if (value.contains("reset")) {
    quota.reset = text_of(value["reset"], "`reset` of " + where);
    if (!is_time_of_day(quota.reset))
      throw Wrong{where + " resets at `" + quota.reset + "`, which is no time of day like `00:00 UTC`"};
    if (quota.per != Quota::Per::kDay && quota.per != Quota::Per::kMonth)
      throw Wrong{where + " has a `reset`, but only a day or a month begins at a time of day"};
  }
  if (value.contains("plan")) quota.plan = text_of(value["plan"], "`plan` of " + where);
  return quota;
}

std::vector<Quota> quotas_of(const Json& value) {
  if (!value.is_array()) throw Wrong{"`quotas` is not a list"};
  std::vector<Quota> quotas;
  for (const Json& element : value) quotas.push_back(quota_of(element, "quota " + std::to_string(quotas.size() + 1)));
  return quotas;
}

/// `"string"` or `{"type": "string", "contains": ["ip"]}`.
Field field_of(const Json& value, const std::string& where) {
  Field field;
  if (value.is_string()) {
    field.type = value.get<std::string>();
  } else {
    allow_only(value, where, {"type", "contains"});
    if (!value.contains("type")) throw Wrong{where + " has no `type`"};
    field.type = text_of(value["type"], "the type of " + where);
    if (value.contains("contains")) field.contains = texts_of(value["contains"], "`contains` of " + where);
  }
  if (std::ranges::find(kTypes, field.type) == std::end(kTypes))
    throw Wrong{where + " has the type `" + field.type + "`, which is none of string, numeric, boolean"};
  return field;
}

std::map<std::string, Field> fields_of(const Json& object, const char* key, const std::string& where) {
  std::map<std::string, Field> fields;
  const auto found = object.find(key);
  if (found == object.end()) return fields;
  if (!found->is_object()) throw Wrong{"`" + std::string(key) + "` of " + where + " is not an object"};
  for (const auto& [name, value] : found->items()) fields[name] = field_of(value, "`" + name + "` of " + where);
  return fields;
}

/// Of what triage makes of answers, only that no key is misspelt.
void check_triage(const Json& value, const std::string& where) {
  allow_only(value, where, {"component", "parameter", "of", "rules"});
  const Json rules = value.value("rules", Json::array());
  if (!rules.is_array()) return;
  std::size_t number = 0;
  for (const Json& rule : rules)
    allow_only(rule, "rule " + std::to_string(++number) + " in " + where,
               {"when", "unknown", "score", "confidence", "reason"});
}

ActionDescriptor action_of(const std::string& app, const std::string& name, const Json& value) {
  const std::string where = "action `" + name + "`";
  allow_only(value, where,
             {"effect", "may_run_without_parameters", "batch", "parameters", "outputs", "outputs_are_open",
              // What is asked of the service, and how, is of no concern here: runtime/live/connector.cpp reads it.
              "request", "requests", "answer", "batch_request", "ttl", "triage"});
  if (value.contains("triage")) check_triage(value["triage"], "`triage` of " + where);
  ActionDescriptor action;
  action.app = app;
  action.action = name;
  if (!value.contains("effect")) throw Wrong{where + " has no `effect`"};
  const std::string effect = text_of(value["effect"], "the effect of " + where);
  const auto known = find_effect_class(effect);
  if (!known) throw Wrong{where + " has the effect `" + effect + "`, which is no effect class"};
  action.effect = *known;
  if (value.contains("batch")) {
    action.batch = static_cast<std::uint32_t>(count_of(value["batch"], kLargestBatch, "`batch` of " + where));
    // Of what changes something, or has a state, each request is one of its own.
    if (action.effect != EffectClass::kLookup)
      throw Wrong{where + " has a `batch`, but only an action whose effect is `lookup` may have one"};
  }
  action.may_run_without_parameters = flag_of(value, "may_run_without_parameters", where);
  action.outputs_are_open = flag_of(value, "outputs_are_open", where);
  action.parameters = fields_of(value, "parameters", where);
  action.outputs = fields_of(value, "outputs", where);
  return action;
}

}  // namespace

std::string_view name(EffectClass effect) { return kEffectNames[static_cast<std::size_t>(effect)]; }

std::optional<EffectClass> find_effect_class(std::string_view name) {
  const auto found = std::ranges::find(kEffectNames, name);
  if (found == std::end(kEffectNames)) return std::nullopt;
  return static_cast<EffectClass>(found - std::begin(kEffectNames));
}

std::string_view name(Quota::Per per) { return kPerNames[static_cast<std::size_t>(per)]; }

std::optional<Quota::Per> find_per(std::string_view name) {
  const auto found = std::ranges::find(kPerNames, name);
  if (found == std::end(kPerNames)) return std::nullopt;
  return static_cast<Quota::Per>(found - std::begin(kPerNames));
}

std::uint64_t seconds(Quota::Per per) { return kSeconds[static_cast<std::size_t>(per)]; }

std::span<const std::string_view> per_names() { return kPerNames; }

std::string Catalogue::add(std::string_view json) {
  try {
    const Json document = Json::parse(json);
    allow_only(document, "the descriptor",
               {"app", "assets", "service", "local", "quotas", "as_of", "connection", "actions"});
    for (const char* key : {"app", "assets", "actions"})
      if (!document.contains(key)) throw Wrong{"the descriptor has no `" + std::string(key) + "`"};
    const std::string app = text_of(document["app"], "`app`");
    if (!document["actions"].is_object()) throw Wrong{"`actions` is not an object"};
    Service service{app, fold(app), flag_of(document, "local", "the descriptor"), {}};
    if (document.contains("service")) service.name = fold(text_of(document["service"], "`service`"));
    if (document.contains("quotas")) service.quotas = quotas_of(document["quotas"]);
    if (app.empty() && (service.is_local || !service.quotas.empty()))
      throw Wrong{"quotas are those of an app, and the descriptor is of none"};
    if (service.is_local && !service.quotas.empty()) throw Wrong{"what is local has no quotas"};
    std::vector<ActionDescriptor> actions;
    for (const auto& [name, value] : document["actions"].items()) actions.push_back(action_of(app, name, value));
    for (const std::string& asset : texts_of(document["assets"], "`assets`")) apps_[fold(asset)].push_back(app);
    if (!app.empty()) apps_[fold(app)].push_back(app);
    services_[app] = std::move(service);
    for (ActionDescriptor& action : actions) actions_[to_lower(action.action)].push_back(std::move(action));
  } catch (const Json::exception& error) {
    return error.what();
  } catch (const Wrong& wrong) {
    return wrong.what;
  }
  return "";
}

Catalogue Catalogue::read(const std::string& folder, std::string* error) {
  Catalogue catalogue;
  std::vector<fs::path> files;
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  if (failed) *error = folder + ": " + to_lower(failed.message());
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    const FileText json = read_file(file.string(), kLargestDescriptor);
    const std::string wrong = json ? catalogue.add(json.text) : json.error;
    if (!wrong.empty() && error->empty()) *error = file.string() + ": " + wrong;
  }
  return catalogue;
}

std::span<const ActionDescriptor> Catalogue::find(std::string_view action) const {
  const auto found = actions_.find(to_lower(action));
  if (found == actions_.end()) return {};
  return found->second;
}

std::vector<const ActionDescriptor*> Catalogue::find(std::string_view action, std::string_view asset) const {
  const auto apps = apps_.find(fold(asset));
  if (apps == apps_.end()) return {};
  std::vector<const ActionDescriptor*> found;
  for (const ActionDescriptor& descriptor : find(action))
    if (std::ranges::find(apps->second, descriptor.app) != apps->second.end()) found.push_back(&descriptor);
  return found;
}

std::vector<std::string> Catalogue::apps(std::string_view asset) const {
  const auto found = apps_.find(fold(asset));
  if (found == apps_.end()) return {};
  std::vector<std::string> apps = found->second;
  std::ranges::sort(apps);
  apps.erase(std::ranges::unique(apps).begin(), apps.end());
  return apps;
}

const Service* Catalogue::service(std::string_view app) const {
  const auto found = services_.find(app);
  return found == services_.end() ? nullptr : &found->second;
}

std::set<std::string> Catalogue::services() const {
  std::set<std::string> names;
  for (const auto& [app, service] : services_)
    if (!app.empty()) names.insert(service.name);
  return names;
}

EffectClass Catalogue::effect(std::string_view action) const {
  const auto descriptors = find(action);
  if (descriptors.empty()) return EffectClass::kExecute;
  const EffectClass first = descriptors.front().effect;
  const bool agreed = std::ranges::all_of(descriptors, [&](const auto& other) { return other.effect == first; });
  return agreed ? first : EffectClass::kExecute;
}

EffectClass Catalogue::effect(std::string_view action, const std::vector<std::string>& assets) const {
  std::optional<EffectClass> effect;
  for (const std::string& asset : assets) {
    const auto descriptors = find(action, asset);
    if (descriptors.empty()) return this->effect(action);
    for (const ActionDescriptor* descriptor : descriptors) {
      if (effect && *effect != descriptor->effect) return EffectClass::kExecute;
      effect = descriptor->effect;
    }
  }
  return effect ? *effect : this->effect(action);
}

std::uint32_t Catalogue::batch(std::string_view action, const std::vector<std::string>& assets) const {
  std::optional<std::uint32_t> batch;
  for (const std::string& asset : assets) {
    const auto descriptors = find(action, asset);
    if (descriptors.empty()) return 1;
    for (const ActionDescriptor* descriptor : descriptors)
      batch = std::min(batch.value_or(descriptor->batch), descriptor->batch);
  }
  return batch.value_or(1);
}

}  // namespace pbc::phantom
