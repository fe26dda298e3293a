// SPDX-License-Identifier: Apache-2.0
#include "io/computing.h"

#include <algorithm>
#include <array>

#include "io/input.h"
#include "io/live_library.h"
#include "python/errors.h"
#include "python/text.h"

namespace pbc::io {

namespace {

/// Of connectors whose transport computes (runtime/connectors): a test sees to it that none is missing.
constexpr std::array<std::string_view, 1> kComputed = {"analyze content"};

class LazyComputer final : public live::Computer {
 public:
  bool computes(std::string_view asset, std::string_view action) const override {
    return may_be_computed(action) && loaded() != nullptr && loaded()->computes(asset, action);
  }
  live::Answer compute(const live::Question& question) const override { return loaded()->compute(question); }

 private:
  static const live::Computer* loaded() {
    static const std::unique_ptr<live::Computer> computer = [] {
      try {
        return open_computer();
      } catch (const InputError&) {
        return std::unique_ptr<live::Computer>();
      }
    }();
    return computer.get();
  }
};

}  // namespace

bool may_be_computed(std::string_view action) {
  return std::ranges::find(kComputed, text::lower(action)) != kComputed.end();
}

const live::Computer& usual_computer() {
  static const LazyComputer computer;
  return computer;
}

}  // namespace pbc::io
