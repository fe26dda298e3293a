// SPDX-License-Identifier: Apache-2.0
#include "compiler/driver/sidecar.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "compiler/base/files.h"

namespace pbc::driver {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostBytes = std::size_t{64} << 20;  // its picture for the editor may be large

void add_once(std::vector<std::string>& list, std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return;
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
  if (std::ranges::find(list, text) == list.end()) list.emplace_back(text);
}

class Reader {
 public:
  Reader(std::string file, DiagSink& diags) : file_(std::move(file)), diags_(diags) {}

  Sidecar read(const Json& json) {
    Sidecar sidecar;
    if (!json.is_object()) {
      warn("expected an object, found " + std::string(json.type_name()));
      return sidecar;
    }
    sidecar.labels = texts(json, "labels");
    if (std::ranges::find(sidecar.labels, "*") != sidecar.labels.end()) sidecar.labels.clear();
    sidecar.tags = texts(json, "tags");
    // An export has them in `coa`, or in its `data`.
    const Json* coa = member(json, "coa");
    for (const Json* holder : {&json, coa, coa == nullptr ? nullptr : member(*coa, "data")})
      if (holder != nullptr) inputs(*holder, &sidecar);
    return sidecar;
  }

  void warn(const std::string& what) {
    diags_.warning(DiagKind::kBadSidecar, {}, file_ + ": " + what)
        .help("labels, tags and inputs are taken from what can be read of it; export the playbook again");
  }

 private:
  static const Json* member(const Json& json, const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return found == json.end() || !found->is_object() ? nullptr : &*found;
  }

  /// A list of texts, or one with commas.
  std::vector<std::string> texts(const Json& json, const char* key) {
    std::vector<std::string> found;
    const auto value = json.find(key);
    if (value == json.end() || value->is_null()) return found;
    if (value->is_string()) {
      std::string_view rest = value->get_ref<const std::string&>();
      while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        add_once(found, rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
      return found;
    }
    const bool is_list = value->is_array() && std::ranges::all_of(*value, [](const Json& e) { return e.is_string(); });
    if (!is_list) warn("`" + std::string(key) + "` is no list of texts");
    if (value->is_array())
      for (const Json& element : *value)
        if (element.is_string()) add_once(found, element.get_ref<const std::string&>());
    return found;
  }

  static void inputs(const Json& holder, Sidecar* sidecar) {
    const auto spec = holder.find("input_spec");
    if (spec == holder.end() || !spec->is_array()) return;
    for (const Json& input : *spec)
      if (input.is_object() && input.contains("name") && input["name"].is_string())
        add_once(sidecar->inputs, input["name"].get_ref<const std::string&>());
  }

  std::string file_;
  DiagSink& diags_;
};

}  // namespace

Sidecar read_sidecar(const std::string& playbook, DiagSink& diags) {
  const std::filesystem::path file = std::filesystem::path(playbook).replace_extension(".json");
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return {};
  Reader reader(file.string(), diags);
  const FileText text = read_file(file.string(), kMostBytes);
  if (!text) {
    reader.warn(text.error);
    return {};
  }
  try {
    return reader.read(Json::parse(text.text));
  } catch (const Json::parse_error& parse_error) {
    const std::string_view before = std::string_view(text.text).substr(0, parse_error.byte);
    reader.warn("no JSON, from line " + std::to_string(std::ranges::count(before, '\n') + 1) + " on");
    return {};
  }
}

}  // namespace pbc::driver
