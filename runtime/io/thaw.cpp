// SPDX-License-Identifier: Apache-2.0
#include "io/thaw.h"

#include "live/frozen.h"
#include "python/objects.h"

namespace pbc::io {

namespace {

Value thaw(live::FrozenReader& reader) {
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
      return make_str(reader.text());
    case '[': {
      Values items;
      for (std::uint32_t left = reader.count(); left > 0; --left) items.push_back(thaw(reader));
      return make_list(std::move(items));
    }
    case '{': {
      Table table;
      for (std::uint32_t left = reader.count(); left > 0; --left) {
        Value key = make_str(reader.text());
        table.set(key, thaw(reader));
      }
      return make_dict(std::move(table));
    }
    default:
      return None;
  }
}

}  // namespace

Value thaw(std::string_view frozen) {
  live::FrozenReader reader(frozen);
  return thaw(reader);
}

}  // namespace pbc::io
