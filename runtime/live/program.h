// SPDX-License-Identifier: Apache-2.0
//
// The jq programs of a descriptor.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "live/jq.h"

namespace pbc::live {

/// All programs of a descriptor, which are compiled together when one of them is first run: each compilation reads the
/// library of jq, which takes 25 ms however short the program is. They belong to the thread that runs them.
class ProgramSet {
 public:
  /// Functions for all of them.
  void define(std::string definitions) { definitions_ = std::move(definitions); }
  /// Its number.
  std::size_t add(std::string text);
  std::optional<Json> run(std::size_t number, Jq::Input input, std::string* error);
  /// What is wrong with it; empty: nothing.
  std::string check(std::size_t number) const;
  /// Whether all of them compile, told in a fraction of the time that they take one by one.
  bool is_in_order() const;
  const std::string& text(std::size_t number) const { return texts_[number]; }

 private:
  std::string all_of_them() const;

  std::string definitions_;
  std::vector<std::string> texts_;
  std::unique_ptr<Jq> all_;
  std::map<std::size_t, Jq> single_;  // where one of them does not compile
};

class Program {
 public:
  Program() = default;
  Program(std::shared_ptr<ProgramSet> set, std::string text)
      : set_(std::move(set)), number_(set_->add(std::move(text))) {}
  bool empty() const { return set_ == nullptr; }
  /// Nothing, with `error` set, where it fails.
  std::optional<Json> run(const Jq::Input& input, std::string* error) const { return set_->run(number_, input, error); }
  /// What is wrong with it; empty: nothing.
  std::string check() const { return set_ ? set_->check(number_) : ""; }
  /// Whether it reads the variable `name`, such as `$text`, or may do.
  bool uses(std::string_view name) const { return set_ && set_->text(number_).find(name) != std::string::npos; }

 private:
  std::shared_ptr<ProgramSet> set_;
  std::size_t number_ = 0;
};

}  // namespace pbc::live
