// SPDX-License-Identifier: Apache-2.0
//
// json.JSONEncoder and json.JSONDecoder: classes made to be derived from, and what `cls=` of the functions does.
#pragma once

#include "python/json.h"

namespace pbc {

/// json.scanner.make_scanner
Value make_json_scanner(const Value& self, Value* arguments);
Value json_encoder_class();
Value json_decoder_class();

/// json.loads without `cls`: str, bytes or bytearray. Raises JSONDecodeError.
Value read_json_document(Value document, const JsonReading& reading);
/// What `indent` and `separators` of json.dumps say; unset or None: as usual.
void set_json_layout(JsonWriting& writing, const Value& indent, const Value& separators);
/// An exception of type JSONDecodeError.
Value make_json_decode_error(const JsonError& error, const Value& document);

}  // namespace pbc
