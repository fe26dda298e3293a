// SPDX-License-Identifier: Apache-2.0
//
// The members of a JSON object that is a descriptor or a configuration: read with their types, and every wrong one told
// by its place.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "live/connector.h"

namespace pbc::live {

class Fields {
 public:
  Fields(OrderedJson json, std::string place, std::vector<DescriptorProblem>* problems);

  const OrderedJson& json() const { return json_; }
  const std::string& place() const { return place_; }
  bool has(std::string_view name) const;
  /// Copies: the object may be a temporary one.
  std::vector<std::pair<std::string, OrderedJson>> members() const;
  /// Any other member is a problem, so that a misspelt one is not lost.
  void only(std::initializer_list<std::string_view> names) const;
  /// `name` is inside this object; empty: itself.
  void problem(std::string_view name, const std::string& what) const;

  // Each gives an empty value where there is none of that type, which is a problem.
  const OrderedJson& member(std::string_view name) const;
  std::string text(std::string_view name) const;
  std::int64_t integer(std::string_view name) const;
  bool truth(std::string_view name) const;
  Micros duration(std::string_view name, Micros otherwise) const;
  std::vector<std::string> texts(std::string_view name) const;
  std::vector<int> integers(std::string_view name) const;
  Fields object(std::string_view name) const;
  std::vector<Fields> objects(std::string_view name) const;
  /// The same place without a member.
  Fields without(std::string_view name) const;
  /// The same object, for problems of a member of it.
  Fields at(std::string_view name) const { return {json_, inside(name), problems_}; }

 private:
  std::string inside(std::string_view name) const;
  void expected(std::string_view name, std::string_view what) const;

  OrderedJson json_;
  std::string place_;
  std::vector<DescriptorProblem>* problems_;
};

}  // namespace pbc::live
