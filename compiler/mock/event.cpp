// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "compiler/mock/parts.h"

namespace pbc::mock {
namespace {

constexpr std::size_t kFewestArtifacts = 2;
constexpr std::size_t kMostArtifacts = 4;

/// The fields of one artifact's cef: most of those that are read, and surely those whose turn it is, so that each is in
/// some artifact.
Json make_cef(const Shape& shape, std::size_t artifact, std::size_t artifacts, Values& values) {
  Json cef = Json::object();
  for (std::size_t i = 0; i < shape.keys.size(); ++i)
    if (i % artifacts == artifact || values.random().chance(70))
      cef[shape.keys[i].key] = values.make(shape.keys[i].shape);
  return cef;
}

Json make_cef_types(const Shape& shape, const Json& cef) {
  Json types = Json::object();
  for (const auto& [key, field] : shape.keys)
    if (const std::string_view word = contains_word(kind_of(key, field.contains)); cef.contains(key) && !word.empty())
      types[key] = Json::array({word});
  return types;
}

/// A field of a container or an artifact. SOAR knows the shape of some, whatever is read of them.
Json make_field(const std::string& key, const Shape& shape, Values& values) {
  if (key == "data" || key == "custom_fields") {
    if (shape.elements != nullptr)
      return {{"first", values.make(*shape.elements)}, {"second", values.make(*shape.elements)}};
    return shape.is_plain() ? Json::object() : values.make(shape);
  }
  Json value = values.make(shape);
  if (key == "tags" && !value.is_array()) value = value.is_null() ? Json::array() : Json::array({std::move(value)});
  return value;
}

}  // namespace

Json make_event(const std::string& name, const Needs& needs, Values& values) {
  Json event;
  event["name"] = fmt::format("{}: event {}", name, values.random().below(1000));
  event["label"] = "events";
  event["status"] = "new";
  event["severity"] = values.shared(Kind::kSeverity);
  event["description"] = "made up by pbc world";
  event["source_data_identifier"] = fmt::format("event-{}", values.random().below(100000));
  event["tags"] = Json::array();
  for (const auto& [key, shape] : needs.container.keys)
    if (key != "id" && key != "url" && key != "artifacts") event[key] = make_field(key, shape, values);

  Shape guessed;
  const Shape* cef = needs.artifact.find("cef");
  if (cef == nullptr || cef->keys.empty()) {
    for (const char* field : {"sourceAddress", "destinationAddress", "requestURL", "fileHash"}) guessed.key(field);
    cef = &guessed;
  }
  const std::size_t count = kFewestArtifacts + values.random().below(kMostArtifacts - kFewestArtifacts + 1);
  event["artifacts"] = Json::array();
  for (std::size_t i = 0; i < count; ++i) {
    Json artifact;
    artifact["name"] = fmt::format("Artifact {}", i + 1);
    artifact["label"] = "event";
    artifact["severity"] = values.shared(Kind::kSeverity);
    artifact["source_data_identifier"] = fmt::format("artifact-{}", i + 1);
    for (const auto& [key, shape] : needs.artifact.keys)
      if (key != "id" && key != "cef" && key != "cef_types") artifact[key] = make_field(key, shape, values);
    artifact["cef"] = make_cef(*cef, i, count, values);
    artifact["cef_types"] = make_cef_types(*cef, artifact["cef"]);
    event["artifacts"].push_back(std::move(artifact));
  }
  return event;
}

}  // namespace pbc::mock
