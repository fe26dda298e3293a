// SPDX-License-Identifier: Apache-2.0
//
// The types str, bytes and bytearray: their constructors. Their methods are in str_methods.cpp and bytes_methods.cpp.
#include "python/big_integer.h"
#include "python/class.h"
#include "python/codecs.h"
#include "python/memory_view.h"
#include "python/objects.h"
#include "python/sequences.h"
#include "python/special_methods.h"

namespace pbc {

namespace {

std::string_view encoding_of(const Value& v, std::string_view fallback, const char* function, const char* parameter) {
  if (v.is_unset()) return fallback;
  if (!v.is_str()) raise_type_error(function, "() argument '", parameter, "' must be str, not ", argument_type(v));
  return v.text();
}

Value str_new(const Value&, Value* arguments) {
  Value& object = arguments[0];
  if (object.is_unset()) return "";
  if (arguments[1].is_unset() && arguments[2].is_unset()) return str_value(object);
  object = plain_bytes(object);
  std::string_view encoding = encoding_of(arguments[1], "utf-8", "str", "encoding");
  std::string_view errors = encoding_of(arguments[2], "strict", "str", "errors");
  if (object.is_str()) raise_type_error("decoding str is not supported");
  if (!is_any_bytes(object))
    raise_type_error("decoding to str: need a bytes-like object, ", type_name(object), " found");
  if (as_bytes(object).empty()) return "";  // whatever the encoding
  return make_str(text::decode(as_bytes(object), encoding, errors));
}

/// bytes(...) and bytearray(...) of the same arguments.
std::string bytes_of(Value* arguments, const char* function) {
  const Value& source = arguments[0];
  bool has_codec = !arguments[1].is_unset() || !arguments[2].is_unset();
  std::string_view encoding = encoding_of(arguments[1], "utf-8", function, "encoding");
  std::string_view errors = encoding_of(arguments[2], "strict", function, "errors");
  if (source.is_str()) {
    if (arguments[1].is_unset()) raise_type_error("string argument without an encoding");
    return text::encode(source.text(), encoding, errors);
  }
  if (has_codec) raise_type_error(!arguments[1].is_unset() ? "encoding" : "errors", " without a string argument");
  if (source.is_unset()) return {};
  if (is_any_bytes(source)) return as_bytes(source);
  if (const Value own = call_special(source, "__bytes__"); !own.is_unset()) {
    if (!is_any_bytes(own)) raise_type_error("__bytes__ returned non-bytes (type ", type_name(own), ")");
    return as_bytes(own);
  }
  if (find_special(source, "__index__") != nullptr) {
    Value plain[] = {plain_index(source), Value(), Value()};
    return bytes_of(plain, function);
  }
  if (is_any_int(source)) {
    if (has_class(source)) {
      Value plain[] = {make_int(as_big_int(source)), Value(), Value()};
      return bytes_of(plain, function);
    }
    if (source.is(Tag::kBigInt)) raise_error(kOverflowError, "cannot fit 'int' into an index-sized integer");
    if (source.as_int() < 0) raise_value_error("negative count");
    if (source.as_int() >= std::int64_t{1} << 31) raise_error(kMemoryError, "");
    return std::string(static_cast<std::size_t>(source.as_int()), '\0');
  }
  if (const Value plain = plain_bytes(source); is_any_bytes(plain)) return as_bytes(plain);
  if (source.is(Tag::kNative) && find_method(type_of(source), "tobytes") != nullptr)
    return as_bytes(source.call("tobytes"));
  if (!is_iterable(source)) raise_type_error("cannot convert '", type_name(source), "' object to ", function);
  std::string made;
  for (Value item : iterate(source)) {
    BigInteger byte = to_big_int(item);
    if (byte < 0 || byte > 255)
      raise_value_error(std::string_view(function) == "bytes" ? "bytes" : "byte", " must be in range(0, 256)");
    made.push_back(static_cast<char>(static_cast<int>(byte)));
  }
  return made;
}

Value bytes_new(const Value&, Value* arguments) {
  if (arguments[0].is(Tag::kBytes) && arguments[1].is_unset() && arguments[2].is_unset()) return arguments[0];
  return make_bytes(bytes_of(arguments, "bytes"));
}
Value bytearray_new(const Value&, Value* arguments) { return make_bytearray(bytes_of(arguments, "bytearray")); }

constexpr Method kStrNew{"str", str_new, "object=, encoding=, errors="};
constexpr Method kBytesNew{"bytes", bytes_new, "source=, encoding=, errors="};
constexpr Method kByteArrayNew{"bytearray", bytearray_new, "source=, encoding=, errors="};

}  // namespace

constinit const Type kStrType{.name = "str", .constructor = &kStrNew, .methods = str_methods};
constinit const Type kBytesType{.name = "bytes", .constructor = &kBytesNew, .methods = bytes_methods};
constinit const Type kByteArrayType{.name = "bytearray", .constructor = &kByteArrayNew, .methods = bytearray_methods};

}  // namespace pbc
