// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "compiler/mock/parts.h"

namespace pbc::mock {
namespace {

// Some actions declare hundreds of outputs; what is read is always there, of the others so many.
constexpr std::size_t kMostDeclared = 40;
constexpr unsigned kFailures = 10;  // percent

const phantom::ActionDescriptor* descriptor_of(const ActionNeed& need, const phantom::Catalogue& catalogue) {
  if (const auto found = catalogue.find(need.action, need.asset); !found.empty()) return found.front();
  const auto all = catalogue.find(need.action);
  return all.empty() ? nullptr : &all.front();
}

/// What the action declares joins what is read.
void add_declared(const phantom::ActionDescriptor& descriptor, Shape* result) {
  std::size_t added = 0;
  for (const auto& [path, field] : descriptor.outputs) {
    Shape& shape = result->at(path);
    const bool is_read = !shape.type.empty() || !shape.comparisons.empty();
    if (!is_read && ++added > kMostDeclared) break;
    shape.type = field.type;
    shape.contains = field.contains;
  }
}

Shape copy(const Shape& shape) {
  Shape made;
  for (const auto& [key, value] : shape.keys) made.keys.push_back({key, copy(value)});
  if (shape.elements != nullptr) made.elements = std::make_unique<Shape>(copy(*shape.elements));
  made.name = shape.name;
  made.type = shape.type;
  made.contains = shape.contains;
  made.comparisons = shape.comparisons;
  return made;
}

Json make_result(const Shape& shape, Values& values) {
  if (values.random().chance(kFailures))
    return {{"status", "failed"},
            {"message", "the service did not answer"},
            {"data", Json::array()},
            {"summary", Json::object()}};
  Json result = {{"status", "success"}, {"message", "done"}, {"data", Json::array()}, {"summary", Json::object()}};
  if (const Shape* data = shape.find("data"); data != nullptr && data->elements != nullptr)
    result["data"] = values.make(*data);
  if (const Shape* summary = shape.find("summary"); summary != nullptr && !summary->keys.empty())
    result["summary"] = values.make(*summary);
  return result;
}

/// The parameter that names what is asked about, and its kind; empty when there is none.
std::pair<std::string, Kind> subject_of(const ActionNeed& need, const phantom::ActionDescriptor* descriptor) {
  for (const std::string& parameter : need.parameters) {
    std::vector<std::string> contains;
    if (descriptor != nullptr)
      if (const auto known = descriptor->parameters.find(parameter); known != descriptor->parameters.end())
        contains = known->second.contains;
    switch (const Kind kind = kind_of(parameter, contains)) {
      case Kind::kIp:
      case Kind::kUrl:
      case Kind::kDomain:
      case Kind::kHost:
      case Kind::kEmail:
      case Kind::kUser:
      case Kind::kMd5:
      case Kind::kSha1:
      case Kind::kSha256:
      case Kind::kVaultId:
        return {parameter, kind};
      default:
        break;
    }
  }
  return {};
}

}  // namespace

Json make_answers(const Needs& needs, const phantom::Catalogue& catalogue, Values& values) {
  Json answers = Json::array();
  for (const ActionNeed& need : needs.actions) {
    const phantom::ActionDescriptor* descriptor = descriptor_of(need, catalogue);
    Shape result = copy(need.result);
    if (descriptor != nullptr) add_declared(*descriptor, &result);
    const auto answer = [&](Json parameter) {
      answers.push_back({{"action", need.action},
                         {"asset", need.asset.empty() ? "*" : need.asset},
                         {"parameter", std::move(parameter)},
                         {"result", make_result(result, values)},
                         {"latency_ms", 10 * (5 + values.random().below(90))}});
    };
    if (const auto [parameter, kind] = subject_of(need, descriptor); !parameter.empty())
      for (const Json& value : values.pool(kind)) answer({{parameter, value}});
    answer("*");
  }
  return answers;
}

}  // namespace pbc::mock
