// SPDX-License-Identifier: Apache-2.0
#include "live/fields.h"

#include <algorithm>

#include "policy/duration.h"

namespace pbc::live {

namespace {

const OrderedJson kNothing;

}  // namespace

Fields::Fields(OrderedJson json, std::string place, std::vector<DescriptorProblem>* problems)
    : json_(std::move(json)), place_(std::move(place)), problems_(problems) {
  if (json_.is_object()) return;
  problem("", "expected an object, found " + std::string(json_.type_name()));
  json_ = OrderedJson::object();
}

std::string Fields::inside(std::string_view name) const {
  if (name.empty()) return place_;
  return place_.empty() ? std::string(name) : place_ + "." + std::string(name);
}

void Fields::problem(std::string_view name, const std::string& what) const {
  problems_->push_back({inside(name), what});
}

void Fields::expected(std::string_view name, std::string_view what) const {
  problem(name, has(name) ? "expected " + std::string(what) + ", found " + member(name).type_name()
                          : "is missing; expected " + std::string(what));
}

bool Fields::has(std::string_view name) const { return json_.contains(std::string(name)); }

void Fields::only(std::initializer_list<std::string_view> names) const {
  for (const auto& [name, value] : json_.items())
    if (std::ranges::find(names, name) == names.end()) problem(name, "unknown key");
}

std::vector<std::pair<std::string, OrderedJson>> Fields::members() const {
  std::vector<std::pair<std::string, OrderedJson>> members;
  for (const auto& [name, value] : json_.items()) members.emplace_back(name, value);
  return members;
}

const OrderedJson& Fields::member(std::string_view name) const {
  const auto found = json_.find(std::string(name));
  return found == json_.end() ? kNothing : *found;
}

std::string Fields::text(std::string_view name) const {
  const OrderedJson& value = member(name);
  if (value.is_string()) return value.get<std::string>();
  expected(name, "a text");
  return "";
}

std::int64_t Fields::integer(std::string_view name) const {
  const OrderedJson& value = member(name);
  if (value.is_number_integer()) return value.get<std::int64_t>();
  expected(name, "a whole number");
  return 0;
}

bool Fields::truth(std::string_view name) const {
  const OrderedJson& value = member(name);
  if (value.is_boolean()) return value.get<bool>();
  expected(name, "true or false");
  return false;
}

Micros Fields::duration(std::string_view name, Micros otherwise) const {
  const OrderedJson& value = member(name);
  if (value.is_null()) return otherwise;
  if (value.is_string())
    if (const std::optional<Micros> duration = policy::read_duration(value.get<std::string>())) return *duration;
  problem(name, "expected a duration such as \"30s\", \"15min\" or \"2h\"");
  return otherwise;
}

std::vector<std::string> Fields::texts(std::string_view name) const {
  std::vector<std::string> texts;
  const OrderedJson& value = member(name);
  if (!value.is_array()) expected(name, "a list of texts");
  for (const OrderedJson& item : value) {
    if (item.is_string())
      texts.push_back(item.get<std::string>());
    else
      problem(name, "expected texts");
  }
  return texts;
}

std::vector<int> Fields::integers(std::string_view name) const {
  std::vector<int> numbers;
  const OrderedJson& value = member(name);
  if (!value.is_array()) expected(name, "a list of numbers");
  for (const OrderedJson& item : value) {
    if (item.is_number_integer())
      numbers.push_back(item.get<int>());
    else
      problem(name, "expected whole numbers");
  }
  return numbers;
}

Fields Fields::object(std::string_view name) const {
  const OrderedJson& value = member(name);
  if (value.is_object()) return {value, inside(name), problems_};
  expected(name, "an object");
  return {OrderedJson::object(), inside(name), problems_};
}

std::vector<Fields> Fields::objects(std::string_view name) const {
  std::vector<Fields> objects;
  const OrderedJson& value = member(name);
  if (!value.is_array()) expected(name, "a list of objects");
  std::size_t index = 0;
  for (const OrderedJson& item : value)
    objects.emplace_back(item, inside(name) + "[" + std::to_string(index++) + "]", problems_);
  return objects;
}

Fields Fields::without(std::string_view name) const {
  OrderedJson json = json_;
  json.erase(std::string(name));
  return {std::move(json), place_, problems_};
}

}  // namespace pbc::live
