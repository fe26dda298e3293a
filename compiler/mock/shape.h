// SPDX-License-Identifier: Apache-2.0
//
// What is known of a JSON value that a playbook reads: which keys, which lists, and what it is compared with.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::mock {

using Json = nlohmann::ordered_json;

/// `VALUE op literal`, or `literal op VALUE` when reversed (`"tag" in artifact:*.tags`).
struct Comparison {
  std::string op;
  Json literal;
  bool reversed = false;
  friend bool operator==(const Comparison&, const Comparison&) = default;
};

struct Member;

/// A dict when it has keys, a list when it has elements, else a plain value; both, and it is read both ways: a list.
struct Shape {
  Shape();
  Shape(Shape&& other) noexcept;
  Shape& operator=(Shape&& other) noexcept;
  ~Shape();

  std::vector<Member> keys;  // in order of first mention
  std::unique_ptr<Shape> elements;
  std::string name;                   // the last key on the way here, which tells what the value is
  std::string type;                   // as a descriptor says: "string", "numeric", "boolean", or empty
  std::vector<std::string> contains;  // likewise
  std::vector<Comparison> comparisons;

  Shape& key(std::string_view name);
  Shape& element();
  const Shape* find(std::string_view name) const;
  /// The shape at the end of a path, `data.*.country` or `.cef.sourceAddress`; what is missing on the way is made.
  /// `*` and digits are elements of a list.
  Shape& at(std::string_view path);
  bool is_plain() const;
};

struct Member {
  std::string key;
  Shape shape;
};

}  // namespace pbc::mock
