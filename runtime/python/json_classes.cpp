// SPDX-License-Identifier: Apache-2.0
#include "python/json_classes.h"

#include "python/arguments.h"
#include "python/library_class.h"
#include "python/text_buffer.h"
#include "python/unicode.h"

namespace pbc {

namespace {

constexpr const char* kEncoderOptions =
    "self, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, sort_keys=, indent=, separators=, default=";
constexpr const char* kDecoderOptions =
    "self, *, object_hook=, parse_float=, parse_int=, parse_constant=, strict=, object_pairs_hook=";

// --- JSONEncoder -----------------------------------------------------------------------------------------------------

Value init_encoder(Values& a) {
  const Value& self = a[0];
  self.set_attr("skipkeys", value_or(a[1], false));
  self.set_attr("ensure_ascii", value_or(a[2], true));
  self.set_attr("check_circular", value_or(a[3], true));
  self.set_attr("allow_nan", value_or(a[4], true));
  self.set_attr("sort_keys", value_or(a[5], false));
  self.set_attr("indent", value_or(a[6], None));
  if (given(a[7])) {
    const std::array<Value, 2> both = unpack<2>(a[7]);
    self.set_attr("item_separator", both[0]);
    self.set_attr("key_separator", both[1]);
  } else if (given(a[6])) {
    self.set_attr("item_separator", ",");
  }
  if (given(a[8])) self.set_attr("default", a[8]);
  return None;
}

/// The text of `value`, with what the encoder's attributes say.
Value encoded(const Value& self, const Value& value) {
  JsonWriting writing;
  writing.skip_keys = bool(self.attr("skipkeys"));
  writing.ensure_ascii = bool(self.attr("ensure_ascii"));
  writing.check_circular = bool(self.attr("check_circular"));
  writing.allow_nan = bool(self.attr("allow_nan"));
  writing.sort_keys = bool(self.attr("sort_keys"));
  set_json_layout(writing, self.attr("indent"), None);
  writing.item_separator = to_str(self.attr("item_separator"));
  writing.key_separator = to_str(self.attr("key_separator"));
  writing.fallback = self.attr("default");
  TextBuffer out;
  write_json(out, value, writing);
  return make_str(out.view());
}

/// Through iterencode() where a derived class has its own.
Value encode(Values& a) {
  const Value& self = a[0];
  if (!a[1].is_str()) {
    Class& base = as_class(json_encoder_class());
    const Value* own = class_of(self).find("iterencode");
    const Value* known = base.find("iterencode");
    if (own != nullptr && known != nullptr && !is(Value(*own), Value(*known))) {
      std::string out;
      for (const Value& part : to_values(self.call("iterencode", {a[1]}, {{"_one_shot", true}}))) out += to_str(part);
      return make_str(out);
    }
  }
  return encoded(self, a[1]);
}

Class& make_encoder() {
  LibraryClass cls("json.encoder", "JSONEncoder");
  cls.set("item_separator", ", ").set("key_separator", ": ");
  cls.method("__init__", kEncoderOptions, init_encoder)
      .method("default", "self, o",
              [](Values& a) -> Value {
                raise_type_error("Object of type ", type_of(a[1]).name.view(), " is not JSON serializable");
              })
      .method("encode", "self, o", encode)
      .method("iterencode",
              "self, o, _one_shot=", [](Values& a) { return to_iterator(make_list({encoded(a[0], a[1])})); });
  return cls.make();
}

// --- JSONDecoder -----------------------------------------------------------------------------------------------------

Value init_decoder(Values& a) {
  const Value& self = a[0];
  self.set_attr("object_hook", value_or(a[1], None));
  self.set_attr("parse_float", given(a[2]) ? a[2] : type_value(kFloatType));
  self.set_attr("parse_int", given(a[3]) ? a[3] : type_value(kIntType));
  self.set_attr("parse_constant", value_or(a[4], None));
  self.set_attr("strict", value_or(a[5], true));
  self.set_attr("object_pairs_hook", value_or(a[6], None));
  return None;
}

JsonReading reading_of(const Value& self) {
  JsonReading reading;
  const auto hook = [&](Name name, const Type* usual) {
    const Value found = self.attr(name);
    return usual != nullptr && as_type(found) == usual ? Value() : found;
  };
  reading.strict = bool(self.attr("strict"));
  reading.parse_float = hook("parse_float", &kFloatType);
  reading.parse_int = hook("parse_int", &kIntType);
  reading.parse_constant = hook("parse_constant", nullptr);
  reading.object_hook = hook("object_hook", nullptr);
  reading.object_pairs_hook = hook("object_pairs_hook", nullptr);
  return reading;
}

Value decode(Values& a) {
  if (!a[1].is_str()) raise_type_error("expected string or bytes-like object, got '", type_name(a[1]), "'");
  return read_json_document(a[1], reading_of(a[0]));
}

Value raw_decode(Values& a) {
  if (!a[1].is_str()) raise_type_error("first argument must be a string, not ", type_name(a[1]));
  const std::int64_t start = index_or(a[2], 0);
  if (start < 0) raise_value_error("idx cannot be negative");
  const std::size_t length = str_length(a[1]);
  std::size_t byte = str_offset(a[1], std::min(static_cast<std::size_t>(start), length));
  try {
    const Value value = parse_json_prefix(a[1].text(), &byte, reading_of(a[0]));
    const Value read = make_str(a[1].text().substr(0, byte));
    return make_tuple({value, static_cast<std::int64_t>(str_length(read))});
  } catch (const JsonError& error) {
    throw Raised{make_json_decode_error(error, a[1])};
  }
}

Class& make_decoder() {
  LibraryClass cls("json.decoder", "JSONDecoder");
  cls.method("__init__", kDecoderOptions, init_decoder)
      .method("decode", "self, s", decode)
      .method("raw_decode", "self, s, idx=", raw_decode);
  return cls.make();
}

// --- json.scanner ----------------------------------------------------------------------------------------------------

/// What make_scanner gives: the value at an index and the index behind it. StopIteration where there is none.
Value scan_once(const Value& context, const Value& text, const Value& index) {
  if (!text.is_str()) raise_type_error("first argument must be a string, not ", type_name(text));
  const std::int64_t start = to_index(index);
  if (start < 0) raise_value_error("idx cannot be negative");
  const std::size_t length = str_length(text);
  std::size_t byte = str_offset(text, std::min(static_cast<std::size_t>(start), length));
  try {
    const Value value = parse_json_prefix(text.text(), &byte, reading_of(context));
    return make_tuple({value, static_cast<std::int64_t>(unicode::count_code_points(text.text().substr(0, byte)))});
  } catch (const JsonError& error) {
    if (error.message != "Expecting value") throw Raised{make_json_decode_error(error, text)};
    throw Raised{type_value(kStopIteration)({static_cast<std::int64_t>(error.pos)})};
  }
}

struct EncoderClass {
  Class& cls = make_encoder();
};
struct DecoderClass {
  Class& cls = make_decoder();
};

}  // namespace

Value make_json_scanner(const Value&, Value* a) {
  return make_library_function("scan_once", "string, idx",
                               [context = a[0]](Values& b) { return scan_once(context, b[0], b[1]); });
}

Value json_encoder_class() { return run_local<EncoderClass>().cls.self(); }
Value json_decoder_class() { return run_local<DecoderClass>().cls.self(); }

}  // namespace pbc
