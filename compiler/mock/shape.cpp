// SPDX-License-Identifier: Apache-2.0
#include "compiler/mock/shape.h"

#include <algorithm>

namespace pbc::mock {

Shape::Shape() = default;
Shape::Shape(Shape&& other) noexcept = default;
Shape& Shape::operator=(Shape&& other) noexcept = default;
Shape::~Shape() = default;

Shape& Shape::key(std::string_view wanted) {
  const auto found = std::ranges::find(keys, wanted, &Member::key);
  if (found != keys.end()) return found->shape;
  Member& added = keys.emplace_back(Member{std::string(wanted), Shape()});
  added.shape.name = wanted;
  return added.shape;
}

Shape& Shape::element() {
  if (elements == nullptr) {
    elements = std::make_unique<Shape>();
    elements->name = name;
  }
  return *elements;
}

const Shape* Shape::find(std::string_view wanted) const {
  const auto found = std::ranges::find(keys, wanted, &Member::key);
  return found == keys.end() ? nullptr : &found->shape;
}

bool Shape::is_plain() const { return keys.empty() && elements == nullptr; }

Shape& Shape::at(std::string_view path) {
  Shape* shape = this;
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    const std::string_view segment = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    if (segment.empty()) continue;
    const bool is_index = std::ranges::all_of(segment, [](char c) { return c >= '0' && c <= '9'; });
    shape = is_index || segment == "*" ? &shape->element() : &shape->key(segment);
  }
  return *shape;
}

}  // namespace pbc::mock
