// SPDX-License-Identifier: Apache-2.0
//
// Answers that are worked out of the question alone, on whatever thread asks: no request, no file, no wait.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "live/config.h"
#include "live/live.h"

namespace pbc::content {
class Analyzer;
}

namespace pbc::live {

class ComputedAnswers {
 public:
  ComputedAnswers();
  ~ComputedAnswers();
  ComputedAnswers(const ComputedAnswers&) = delete;
  ComputedAnswers& operator=(const ComputedAnswers&) = delete;

  /// Of an asset whose transport is_computed(); `parameter` is a JSON object. Any thread may call it.
  Answer answer(const AssetConfig& asset, const Action& action, const std::string& parameter) const;

 private:
  std::shared_ptr<const content::Analyzer> analyzer_of(const AssetConfig& asset) const;

  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const content::Analyzer>> analyzers_;  // by scope of assets
};

/// Those of connectors that need nobody's configuration.
std::unique_ptr<Computer> open_computer(std::string* error);
/// The same for the assets of a configuration, which outlives it.
std::unique_ptr<Computer> make_computer(const std::vector<AssetConfig>& assets);

}  // namespace pbc::live
