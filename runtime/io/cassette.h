// SPDX-License-Identifier: Apache-2.0
//
// What a live run was answered, as a world file that gives the same run again (docs/live.md, Cassettes).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/world_file.h"
#include "phantom/world.h"
#include "python/http.h"

namespace pbc::io {

class Cassette {
 public:
  /// A call that is sent; gives its place for answered().
  std::size_t sent(const engine::Call& call);
  void answered(std::size_t place, const engine::Answer& answer, engine::Micros latency);
  void fetched(const http::Request& request, const http::Response& response, engine::Micros latency);
  /// A request that nobody answered.
  void failed(const http::Request& request, http::Failure failure, std::string_view message, engine::Micros latency);

  /// The world file. `base` is the world that the run had besides: its lists, people, prompts.
  std::string text(const WorldFile& base, engine::Micros started, const std::vector<engine::Asset>& assets) const;

 private:
  struct Entry {
    std::string action, asset;
    Value parameter;
    engine::Answer answer;
    engine::Micros latency = 0;
    bool is_answered = false;
  };
  /// Whether a call of one entry could be answered by the other.
  static bool overlap(const Entry& a, const Entry& b);

  std::vector<Entry> entries_;
  Values requests_;  // the `http` entries
};

}  // namespace pbc::io
