// SPDX-License-Identifier: Apache-2.0
#include "live/program.h"

namespace pbc::live {

std::size_t ProgramSet::add(std::string text) {
  texts_.push_back(std::move(text));
  return texts_.size() - 1;
}

std::string ProgramSet::check(std::size_t number) const {
  std::string error;
  Jq(definitions_ + "\n" + texts_[number], &error);
  return error;
}

std::string ProgramSet::all_of_them() const {
  std::string source = definitions_ + "\n";
  for (std::size_t i = 0; i < texts_.size(); ++i)
    source += (i == 0 ? "if $program == " : "elif $program == ") + std::to_string(i) + " then (" + texts_[i] + "\n) ";
  return texts_.empty() ? source + "null" : source + "else null end";
}

bool ProgramSet::is_in_order() const {
  std::string error;
  Jq(all_of_them(), &error);
  return error.empty();
}

std::optional<Json> ProgramSet::run(std::size_t number, Jq::Input input, std::string* error) {
  if (!all_ && single_.empty()) {
    std::string problem;
    auto all = std::make_unique<Jq>(all_of_them(), &problem);
    if (problem.empty()) all_ = std::move(all);
  }
  input.program = static_cast<std::int64_t>(number);
  if (all_) return all_->run(input, error);
  const auto known = single_.find(number);
  if (known != single_.end()) return known->second.run(input, error);
  Jq jq(definitions_ + "\n" + texts_[number], error);
  if (!error->empty()) return std::nullopt;
  return single_.emplace(number, std::move(jq)).first->second.run(input, error);
}

}  // namespace pbc::live
