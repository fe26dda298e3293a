// SPDX-License-Identifier: Apache-2.0
#include "io/thaw.h"

#include "frozen/frozen.h"
#include "python/objects.h"

namespace pbc::io {

namespace {

Value thaw(frozen::Reader& reader) {
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
      const std::uint32_t count = reader.count();
      items.reserve(count);
      for (std::uint32_t i = 0; i < count; ++i) items.push_back(thaw(reader));
      return make_list(std::move(items));
    }
    case '{': {
      Table table;
      const std::uint32_t count = reader.count();
      table.reserve(count);
      for (std::uint32_t i = 0; i < count; ++i) {
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
  frozen::Reader reader(frozen);
  return thaw(reader);
}

}  // namespace pbc::io
