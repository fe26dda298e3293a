// SPDX-License-Identifier: Apache-2.0
#include "compiler/phantom/catalogue.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "compiler/base/files.h"
#include "compiler/base/fold.h"

namespace pbc::phantom {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kEffectNames[] = {"lookup",  "state",   "fetch",  "detonate", "execute",
                                             "contain", "restore", "notify", "record"};
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

ActionDescriptor action_of(const std::string& app, const std::string& name, const Json& value) {
  const std::string where = "action `" + name + "`";
  allow_only(value, where, {"effect", "may_run_without_parameters", "parameters", "outputs", "outputs_are_open"});
  ActionDescriptor action;
  action.app = app;
  action.action = name;
  if (!value.contains("effect")) throw Wrong{where + " has no `effect`"};
  const std::string effect = text_of(value["effect"], "the effect of " + where);
  const auto known = find_effect_class(effect);
  if (!known) throw Wrong{where + " has the effect `" + effect + "`, which is no effect class"};
  action.effect = *known;
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

std::string Catalogue::add(std::string_view json) {
  try {
    const Json document = Json::parse(json);
    allow_only(document, "the descriptor", {"app", "assets", "actions"});
    for (const char* key : {"app", "assets", "actions"})
      if (!document.contains(key)) throw Wrong{"the descriptor has no `" + std::string(key) + "`"};
    const std::string app = text_of(document["app"], "`app`");
    if (!document["actions"].is_object()) throw Wrong{"`actions` is not an object"};
    std::vector<ActionDescriptor> actions;
    for (const auto& [name, value] : document["actions"].items()) actions.push_back(action_of(app, name, value));
    for (const std::string& asset : texts_of(document["assets"], "`assets`")) apps_[fold(asset)].push_back(app);
    if (!app.empty()) apps_[fold(app)].push_back(app);
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

}  // namespace pbc::phantom
