// SPDX-License-Identifier: Apache-2.0
#include "python/buffer.h"

#include "python/memory_view.h"

namespace pbc {

Value& flatten_buffer(Value& value) {
  if (!value.is(Tag::kNative)) return value;
  const Type& type = as_native(value).type();
  if (is_subtype(type, kMemoryViewType) || is_subtype(type, kArrayType)) value = value.call("tobytes");
  return value;
}

}  // namespace pbc
