// SPDX-License-Identifier: Apache-2.0
#include "live/frozen.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace pbc::live {

namespace {

constexpr int kDeepest = 512;

bool skip(FrozenReader& reader, int depth) {
  if (depth > kDeepest) return false;
  switch (reader.letter()) {
    case 'n':
    case 't':
    case 'f':
      return true;
    case 'i':
      reader.integer();
      return true;
    case 'd':
      return std::isfinite(reader.number());
    case 's':
      reader.text();
      return true;
    case '[':
      for (std::uint32_t left = reader.count(); left > 0; --left)
        if (!skip(reader, depth + 1)) return false;
      return true;
    case '{':
      for (std::uint32_t left = reader.count(); left > 0; --left) {
        reader.text();
        if (!skip(reader, depth + 1)) return false;
      }
      return true;
    default:
      return false;
  }
}

nlohmann::ordered_json thaw(FrozenReader& reader) {
  switch (reader.letter()) {
    case 't':
      return true;
    case 'f':
      return false;
    case 'i':
      return reader.integer();
    case 'd':
      return reader.number();
    case 's':
      return reader.text();
    case '[': {
      auto list = nlohmann::ordered_json::array();
      for (std::uint32_t left = reader.count(); left > 0; --left) list.push_back(thaw(reader));
      return list;
    }
    case '{': {
      auto dict = nlohmann::ordered_json::object();
      for (std::uint32_t left = reader.count(); left > 0; --left) {
        std::string key(reader.text());
        dict[std::move(key)] = thaw(reader);
      }
      return dict;
    }
    default:
      return nullptr;
  }
}

}  // namespace

bool is_frozen(std::string_view bytes) {
  FrozenReader reader(bytes);
  return skip(reader, 0) && reader.is_complete();
}

nlohmann::ordered_json thawed(std::string_view frozen) {
  FrozenReader reader(frozen);
  return thaw(reader);
}

std::string to_json(std::string_view frozen) {
  return thawed(frozen).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace pbc::live
