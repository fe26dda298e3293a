// SPDX-License-Identifier: Apache-2.0
//
// pbc connectors: what live runs can ask, and whether descriptors are in order. What descriptors say is read by the
// library that asks (runtime/live/listing.h), which is loaded for it.
#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "compiler/build/toolchain.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/report.h"

namespace pbc::driver {
namespace {

using Json = nlohmann::ordered_json;

/// As runtime/live/live.h names and declares it.
using ListConnectors = void (*)(const std::vector<std::string>& folders, bool checks, std::string* json);
constexpr const char* kSymbol = "pbc_live_connectors_1";

std::string joined(const Json& texts) {
  std::string out;
  for (const Json& text : texts) out += (out.empty() ? "" : ", ") + text.get<std::string>();
  return out;
}

std::string told(const Json& quota) {
  std::string text = std::to_string(quota["requests"].get<std::int64_t>()) + "/" + quota["per"].get<std::string>();
  if (quota.contains("reset")) text += " from " + quota["reset"].get<std::string>();
  if (quota.contains("plan")) text += " (" + quota["plan"].get<std::string>() + ")";
  return text;
}

bool is_set(const std::string& variable) {
  const char* value = std::getenv(variable.c_str());
  return value != nullptr && *value != '\0';
}

/// What a live run lacks to ask it; empty: nothing.
std::string missing(const Json& connector) {
  std::string out;
  for (const auto& [name, secret] : connector["secrets"].items())
    if (!secret["optional"].get<bool>() && !is_set(secret["env"].get<std::string>()))
      out += (out.empty() ? "set " : ", ") + secret["env"].get<std::string>();
  if (!out.empty()) return out;
  for (const auto& [name, value] : connector["settings"].items())
    if (value.is_null()) out += (out.empty() ? "configure " : ", ") + name;
  if (out.empty() && connector["transport"] == "http" && connector["base_url"].get<std::string>().empty())
    out = "configure base_url";
  return out;
}

void show(const Json& connector) {
  std::printf("%s\n", connector["app"].get<std::string>().c_str());
  const auto line = [](const char* name, const std::string& text) {
    if (!text.empty()) std::printf("  %-10s %s\n", name, text.c_str());
  };
  line("assets", joined(connector["assets"]));
  line("service", connector["service"].get<std::string>());
  line("asked by", connector["transport"].get<std::string>());
  line("base url", connector["base_url"].get<std::string>());
  for (const auto& [name, secret] : connector["secrets"].items())
    line("secret",
         name + " in " + secret["env"].get<std::string>() + (secret["optional"].get<bool>() ? " (optional)" : ""));
  for (const auto& [name, value] : connector["settings"].items())
    line("setting", name + (value.is_null() ? " (needed)" : " = " + value.dump()));
  for (const Json& quota : connector["quotas"]) line("quota", told(quota));
  line("as of", connector["as_of"].get<std::string>());
  std::printf("  actions\n");
  for (const Json& action : connector["actions"]) {
    const std::string batch =
        action.contains("batch") ? ", " + std::to_string(action["batch"].get<int>()) + " a request" : "";
    std::printf("    %-22s %s (%s)%s\n", action["name"].get<std::string>().c_str(),
                action["effect"].get<std::string>().c_str(), joined(action["parameters"]).c_str(), batch.c_str());
  }
}

void show_all(const Json& connectors) {
  std::size_t widest = 0;
  for (const Json& connector : connectors) widest = std::max(widest, connector["app"].get<std::string>().size());
  for (const Json& connector : connectors) {
    std::string actions;
    for (const Json& action : connector["actions"])
      actions += (actions.empty() ? "" : ", ") + action["name"].get<std::string>();
    const std::string lacks = missing(connector);
    std::printf("%-*s  %-6s  %s%s%s\n", static_cast<int>(widest), connector["app"].get<std::string>().c_str(),
                lacks.empty() ? "ready" : "", actions.c_str(), lacks.empty() ? "" : "  -- ", lacks.c_str());
  }
}

}  // namespace

int connectors_command(const Options& options) {
  const std::string file = build::live_library();
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return fail(kFailure, "cannot load `" + file + "`: " + dlerror());
  auto* const list = reinterpret_cast<ListConnectors>(dlsym(library, kSymbol));
  if (list == nullptr) return fail(kFailure, "`" + file + "` is of another version of pbc");
  std::string text;
  list(options.files, true, &text);
  const Json listing = Json::parse(text);
  Json connectors = listing["connectors"];
  if (!options.app.empty()) {
    Json chosen = Json::array();
    for (const Json& connector : connectors)
      if (connector["app"] == options.app) chosen.push_back(connector);
    if (chosen.empty()) return fail(kUsage, "no connector of an app `" + options.app + "`");
    connectors = std::move(chosen);
  }
  if (options.format == Format::kJson) {
    std::printf("%s\n", Json{{"connectors", connectors}, {"problems", listing["problems"]}}.dump(2).c_str());
  } else if (options.app.empty()) {
    show_all(connectors);
  } else {
    show(connectors.front());
  }
  for (const Json& problem : listing["problems"]) {
    const std::string place = problem["place"].get<std::string>();
    std::fprintf(stderr, "error: %s: %s%s%s\n", problem["file"].get<std::string>().c_str(), place.c_str(),
                 place.empty() ? "" : ": ", problem["what"].get<std::string>().c_str());
  }
  return listing["problems"].empty() ? kFine : kDiagnostics;
}

}  // namespace pbc::driver
