// SPDX-License-Identifier: Apache-2.0
//
// The module json (Python library reference, json).
#include <limits>

#include "python/codecs.h"
#include "python/json.h"
#include "python/json_classes.h"
#include "python/library.h"
#include "python/library_more.h"
#include "python/re_pattern.h"
#include "python/text.h"
#include "python/text_buffer.h"
#include "python/unicode.h"

namespace pbc {
namespace {

// --- JSONDecodeError
// --------------------------------------------------------------------------------------------------

Value make_decode_error(const Type& type, const JsonError& error, const Value& document) {
  Value exception = make_exception(type, error.text());
  Table& attributes = as_exception(exception).attributes;
  attributes.set("msg", make_str(error.message));
  attributes.set("doc", document);
  attributes.set("pos", Value(error.pos));
  attributes.set("lineno", Value(error.line));
  attributes.set("colno", Value(error.column));
  return exception;
}

Value new_decode_error(const Value& self, Value* arguments) {
  if (!arguments[1].is_str()) raise_type_error("JSONDecodeError: doc must be str, not ", argument_type(arguments[1]));
  const std::int64_t pos = to_index(arguments[2]);
  const std::size_t length = str_length(arguments[1]);
  const std::size_t at =
      str_offset(arguments[1], std::min(static_cast<std::size_t>(std::max<std::int64_t>(pos, 0)), length));
  JsonError error = json_error_at(arguments[1].text(), at, to_str(arguments[0]));
  error.pos = static_cast<std::size_t>(pos);
  return make_decode_error(*as_type(self), error, arguments[1]);
}

constexpr Method kNewDecodeError{"JSONDecodeError", new_decode_error, "def msg, doc, pos"};
}  // namespace

constinit const Type kJsonDecodeError{
    .name = "JSONDecodeError", .module = "json.decoder", .base = &kValueError, .constructor = &kNewDecodeError};

namespace {

// --- Reading
// ----------------------------------------------------------------------------------------------------------

/// json.detect_encoding: by the byte order mark, else by where the first characters have their zeros.
std::string_view detect_encoding(std::string_view bytes) {
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
    return "utf-32";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "utf-16";
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8-sig";
  if (bytes.size() >= 4) {
    if (bytes[0] == 0) return bytes[1] != 0 ? "utf-16-be" : "utf-32-be";
    if (bytes[1] == 0) return bytes[2] != 0 || bytes[3] != 0 ? "utf-16-le" : "utf-32-le";
  } else if (bytes.size() == 2) {
    if (bytes[0] == 0) return "utf-16-be";
    if (bytes[1] == 0) return "utf-16-le";
  }
  return "utf-8";
}

}  // namespace

Value make_json_decode_error(const JsonError& error, const Value& document) {
  return make_decode_error(kJsonDecodeError, error, document);
}

Value read_json_document(Value document, const JsonReading& reading) {
  if (document.is_str()) {
    if (document.text().starts_with("\xEF\xBB\xBF")) {
      throw Raised{make_decode_error(kJsonDecodeError,
                                     json_error_at(document.text(), 0, "Unexpected UTF-8 BOM (decode using utf-8-sig)"),
                                     document)};
    }
  } else if (is_any_bytes(document)) {
    const std::string& bytes = as_bytes(document);
    document = make_str(text::decode(bytes, detect_encoding(bytes), "surrogatepass"));
  } else {
    raise_type_error("the JSON object must be str, bytes or bytearray, not ", type_name(document));
  }
  try {
    return parse_json(document.text(), reading);
  } catch (const JsonError& error) {
    raise(make_decode_error(kJsonDecodeError, error, document));
  }
}

namespace {

/// Any further keyword but `accepted` is an error of the class behind the function.
Value only_keyword(const Value& keywords, std::string_view accepted, std::string_view owner) {
  Value given;
  for (const Table::Entry& entry : as_dict(keywords).entries()) {
    if (entry.key.text() == accepted) {
      given = entry.value;
    } else {
      raise_type_error(owner, ".__init__() got an unexpected keyword argument '", entry.key.text(), "'");
    }
  }
  return given;
}

/// `cls` of loads and dumps, when it is a class of the playbook.
bool has_own_class(const Value& cls, Value (*usual)()) {
  return !cls.is_unset() && !cls.is_none() && !is(cls, usual());
}

void add_given(const Value& keywords, const char* name, const Value& value) {
  if (!value.is_unset() && !value.is_none()) as_dict(keywords).set(make_str(name), value);
}

Value read_with(const Value& document, Value* options) {
  if (has_own_class(options[0], json_decoder_class)) {
    const Value keywords = make_dict(Table(as_dict(options[6])));
    add_given(keywords, "object_hook", options[1]);
    add_given(keywords, "parse_float", options[2]);
    add_given(keywords, "parse_int", options[3]);
    add_given(keywords, "parse_constant", options[4]);
    add_given(keywords, "object_pairs_hook", options[5]);
    const Value text =
        document.is_str() || !is_any_bytes(document)
            ? document
            : make_str(text::decode(as_bytes(document), detect_encoding(as_bytes(document)), "surrogatepass"));
    return call_with(options[0], {}, keywords).call("decode", {text});
  }
  JsonReading reading;
  reading.object_hook = options[1];
  reading.parse_float = options[2];
  reading.parse_int = options[3];
  reading.parse_constant = options[4];
  reading.object_pairs_hook = options[5];
  const Value strict = only_keyword(options[6], "strict", "JSONDecoder");
  reading.strict = strict.is_unset() || bool(strict);
  return read_json_document(document, reading);
}

Value loads(const Value&, Value* arguments) { return read_with(arguments[0], arguments + 1); }

Value load(const Value&, Value* arguments) { return read_with(arguments[0].call("read"), arguments + 1); }

// --- Writing
// ----------------------------------------------------------------------------------------------------------

}  // namespace

void set_json_layout(JsonWriting& writing, const Value& indent, const Value& separators) {
  if (!indent.is_unset() && !indent.is_none()) {
    writing.pretty = true;
    writing.item_separator = ",";
    if (indent.is_str()) {
      writing.indent = indent.text();
    } else if (is_small_int(indent)) {
      writing.indent.assign(static_cast<std::size_t>(std::clamp<std::int64_t>(indent.as_int(), 0, 1 << 20)), ' ');
    } else {
      raise_type_error("can't multiply sequence by non-int of type '", type_name(indent), "'");
    }
  }
  if (!separators.is_unset() && !separators.is_none()) {
    const std::array<Value, 2> both = unpack<2>(separators);
    for (const Value& one : both)
      if (!one.is_str()) raise_type_error("json: separators must be two str, not ", type_name(one));
    writing.item_separator = both[0].text();
    writing.key_separator = both[1].text();
  }
}

namespace {

/// json.dumps and json.dump: by an encoder of the class that `cls` names, else at once.
Value write_with(const Value& value, Value* options) {
  if (has_own_class(options[4], json_encoder_class)) {
    const Value keywords = make_dict(Table(as_dict(options[9])));
    constexpr const char* kNames[] = {"skipkeys", "ensure_ascii", "check_circular", "allow_nan", nullptr,
                                      "indent",   "separators",   "default",        "sort_keys"};
    for (int i = 0; i < 9; ++i) {
      if (kNames[i] == nullptr) continue;
      const bool fallback = i >= 1 && i <= 3;
      const Value usual = i == 0 || i == 8 || fallback ? Value(fallback) : Value(None);
      as_dict(keywords).set(make_str(kNames[i]), options[i].is_unset() ? usual : options[i]);
    }
    return call_with(options[4], {}, keywords).call("encode", {value});
  }
  const auto flag = [&](int i, bool fallback) { return options[i].is_unset() ? fallback : bool(options[i]); };
  JsonWriting writing;
  writing.skip_keys = flag(0, false);
  writing.ensure_ascii = flag(1, true);
  writing.check_circular = flag(2, true);
  writing.allow_nan = flag(3, true);
  set_json_layout(writing, options[5], options[6]);
  writing.fallback = options[7];
  writing.sort_keys = flag(8, false);
  only_keyword(options[9], "", "JSONEncoder");
  TextBuffer out;
  write_json(out, value, writing);
  return make_str(out.view());
}

Value dumps(const Value&, Value* arguments) { return write_with(arguments[0], arguments + 1); }

Value dump(const Value&, Value* arguments) {
  const Value text = write_with(arguments[0], arguments + 2);
  arguments[1].call("write", {text});
  return None;
}

constexpr Method kFunctions[] = {
    {"loads", loads,
     "def s, *, cls=, object_hook=, parse_float=, parse_int=, parse_constant=, object_pairs_hook=, **kw"},
    {"load", load,
     "def fp, *, cls=, object_hook=, parse_float=, parse_int=, parse_constant=, object_pairs_hook=, **kw"},
    {"dumps", dumps,
     "def obj, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, cls=, indent=, separators=, default=, "
     "sort_keys=, **kw"},
    {"dump", dump,
     "def obj, fp, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, cls=, indent=, separators=, default=, "
     "sort_keys=, **kw"},
};

constexpr const Type* kTypes[] = {&kJsonDecodeError};
constexpr Constant kConstants[] = {
    {"JSONEncoder", json_encoder_class},
    {"JSONDecoder", json_decoder_class},
    {"decoder", [] { return import_leaf("json.decoder"); }},
    {"encoder", [] { return import_leaf("json.encoder"); }},
    {"scanner", [] { return import_leaf("json.scanner"); }},
};
/// simplejson's decoder and encoder are not the modules of json.
constexpr Constant kSimplejsonConstants[] = {{"JSONEncoder", json_encoder_class}, {"JSONDecoder", json_decoder_class}};

// --- The submodules
// -----------------------------------------------------------------------------------------------

Value scan_string(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("first argument must be a string, not ", type_name(a[0]));
  const std::int64_t start = to_index(a[1]);
  if (start < 0 || static_cast<std::size_t>(start) > str_length(a[0])) raise_value_error("end is out of bounds");
  JsonReading reading;
  reading.strict = a[2].is_unset() || bool(a[2]);
  std::size_t byte = str_offset(a[0], static_cast<std::size_t>(start));
  try {
    const Value text = parse_json_string(a[0].text(), &byte, reading);
    return make_tuple({text, static_cast<std::int64_t>(unicode::count_code_points(a[0].text().substr(0, byte)))});
  } catch (const JsonError& error) {
    raise(make_decode_error(kJsonDecodeError, error, a[0]));
  }
}

template <bool IsAscii>
Value encode_string(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("first argument must be a string, not ", type_name(a[0]));
  std::string text;
  append_json_string(text, a[0].text(), IsAscii);
  return make_str(text);
}

constexpr Method kDecoderFunctions[] = {{"scanstring", scan_string, "string, end, strict=, /"}};
constexpr Method kEncoderFunctions[] = {
    {"encode_basestring", encode_string<false>, "string, /"},
    {"encode_basestring_ascii", encode_string<true>, "string, /"},
};
constexpr Method kScannerFunctions[] = {{"make_scanner", make_json_scanner, "context"}};

constexpr Constant kDecoderConstants[] = {
    {"JSONDecoder", json_decoder_class},
    {"NaN", [] { return Value(std::numeric_limits<double>::quiet_NaN()); }},
    {"PosInf", [] { return Value(std::numeric_limits<double>::infinity()); }},
    {"NegInf", [] { return Value(-std::numeric_limits<double>::infinity()); }},
};
constexpr Constant kEncoderConstants[] = {
    {"JSONEncoder", json_encoder_class},
    {"INFINITY", [] { return Value(std::numeric_limits<double>::infinity()); }},
};
constexpr Constant kScannerConstants[] = {
    {"NUMBER_RE",
     [] {
       return re::compile(R"((-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?)",
                          Value(re::kVerbose | re::kMultiline | re::kDotAll));
     }},
};

}  // namespace

constinit const Module kJsonModule{.name = "json", .functions = kFunctions, .constants = kConstants, .types = kTypes};
/// simplejson has the same functions for what both can do.
constinit const Module kSimplejsonModule{
    .name = "simplejson", .functions = kFunctions, .constants = kSimplejsonConstants, .types = kTypes};
constinit const Module kJsonDecoderModule{
    .name = "json.decoder", .functions = kDecoderFunctions, .constants = kDecoderConstants, .types = kTypes};
constinit const Module kJsonEncoderModule{
    .name = "json.encoder", .functions = kEncoderFunctions, .constants = kEncoderConstants};
constinit const Module kJsonScannerModule{
    .name = "json.scanner", .functions = kScannerFunctions, .constants = kScannerConstants};

}  // namespace pbc
