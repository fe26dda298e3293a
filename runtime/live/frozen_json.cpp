// SPDX-License-Identifier: Apache-2.0
#include "live/frozen_json.h"

#include <cmath>

#include "frozen/frozen.h"
#include "live/template.h"

namespace pbc::live {

namespace {

OrderedJson thaw(frozen::Reader& reader) {
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
      auto list = OrderedJson::array();
      for (std::uint32_t left = reader.count(); left > 0; --left) list.push_back(thaw(reader));
      return list;
    }
    case '{': {
      auto dict = OrderedJson::object();
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

void freeze(const OrderedJson& json, frozen::Writer& writer) {
  switch (json.type()) {
    case OrderedJson::value_t::boolean:
      return writer.boolean(json.get<bool>());
    case OrderedJson::value_t::number_integer:
    case OrderedJson::value_t::number_unsigned:
    case OrderedJson::value_t::number_float:
      return std::isfinite(json.get<double>()) ? writer.number(json.get<double>()) : writer.null();
    case OrderedJson::value_t::string: {
      const auto& text = json.get_ref<const std::string&>();
      return writer.text(clean_text(text));
    }
    case OrderedJson::value_t::array:
      writer.list(static_cast<std::uint32_t>(json.size()));
      for (const OrderedJson& item : json) freeze(item, writer);
      return;
    case OrderedJson::value_t::object:
      writer.dict(static_cast<std::uint32_t>(json.size()));
      for (const auto& [key, item] : json.get_ref<const OrderedJson::object_t&>()) {
        writer.key(clean_text(key));
        freeze(item, writer);
      }
      return;
    default:
      return writer.null();
  }
}

}  // namespace

std::string frozen_of(const OrderedJson& json) {
  frozen::Writer writer;
  freeze(json, writer);
  return writer.take();
}

OrderedJson thawed(std::string_view frozen) {
  frozen::Reader reader(frozen);
  return thaw(reader);
}

}  // namespace pbc::live
