// SPDX-License-Identifier: Apache-2.0
//
// The module codecs (Python library reference, codecs), for what programs that read files and mails call.
#include <algorithm>

#include "python/arguments.h"
#include "python/codecs.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {
namespace {

/// What turns bytes into bytes, or text into text, by the name without `_codec`.
std::string transform_name(std::string_view encoding) {
  std::string name = text::lower(encoding);
  std::ranges::replace(name, '-', '_');
  std::ranges::replace(name, ' ', '_');
  if (name.ends_with("_codec")) name.resize(name.size() - 6);
  if (name == "base_64") name = "base64";
  if (name == "rot_13") name = "rot13";
  if (name == "quoted_printable" || name == "quotedprintable") name = "quopri";
  if (name == "zip") name = "zlib";
  return name;
}

Value rotated(const Value& text) {
  std::string out(text.text());
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>('a' + (c - 'a' + 13) % 26);
    if (c >= 'A' && c <= 'Z') c = static_cast<char>('A' + (c - 'A' + 13) % 26);
  }
  return make_str(out);
}

/// The transformed object, or unset where `name` is no transformation.
Value transformed(const std::string& name, const Value& object, bool encodes) {
  if (name == "rot13") return rotated(object);
  if (name == "hex") return import("binascii").call(encodes ? Name("hexlify") : Name("unhexlify"), {object});
  if (name == "base64") return import("base64").call(encodes ? Name("encodebytes") : Name("decodebytes"), {object});
  if (name == "quopri") return import("quopri").call(encodes ? Name("encodestring") : Name("decodestring"), {object});
  if (name == "zlib") return import("zlib").call(encodes ? Name("compress") : Name("decompress"), {object});
  return Value();
}

Value encode(const Value&, Value* a) {
  const std::string encoding = text_or(a[1], "utf-8");
  const Value made = transformed(transform_name(encoding), a[0], true);
  if (!made.is_unset()) return made;
  if (!a[0].is_str()) raise_type_error("utf_8_encode() argument 1 must be str, not ", type_name(a[0]));
  return a[0].call("encode", {make_str(encoding), value_or(a[2], "strict")});
}
Value decode(const Value&, Value* a) {
  const std::string encoding = text_or(a[1], "utf-8");
  const Value made = transformed(transform_name(encoding), a[0], false);
  if (!made.is_unset()) return made;
  if (!is_any_bytes(a[0])) raise_type_error("a bytes-like object is required, not '", type_name(a[0]), "'");
  return py("bytes")({a[0]}).call("decode", {make_str(encoding), value_or(a[2], "strict")});
}

/// CPython's name of an encoding. Raises LookupError.
std::string canonical(std::string_view encoding) {
  const std::string plain = transform_name(encoding);
  if (plain == "hex" || plain == "base64" || plain == "quopri" || plain == "zlib") return plain;
  if (plain == "rot13") return "rot13";
  std::string name = text::lower(encoding);
  std::ranges::replace(name, '_', '-');
  text::encode("", name);
  constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
      {"utf8", "utf-8"},           {"u8", "utf-8"},
      {"latin-1", "iso8859-1"},    {"latin1", "iso8859-1"},
      {"iso-8859-1", "iso8859-1"}, {"l1", "iso8859-1"},
      {"us-ascii", "ascii"},       {"utf16", "utf-16"},
      {"utf32", "utf-32"},         {"utf-8-sig", "utf-8-sig"},
      {"windows-1252", "cp1252"},  {"windows-1251", "cp1251"},
  };
  for (const auto& [alias, own] : kAliases)
    if (name == alias) return std::string(own);
  if (name.starts_with("iso-8859-")) return "iso8859-" + name.substr(9);
  if (name.starts_with("windows-")) return "cp" + name.substr(8);
  return name;
}

extern const Type kCodecInfoType;
struct CodecInfo final : Native {
  explicit CodecInfo(std::string name) : Native(kCodecInfoType), name(std::move(name)) {}
  std::string name;
  std::string repr() const override { return "<codecs.CodecInfo object for encoding " + name + ">"; }
};
const std::string& name_of(const Value& self) { return as_native<CodecInfo>(self).name; }

template <bool Encodes>
Value convert(const Value& self, Value* a) {
  Value arguments[] = {a[0], make_str(name_of(self)), a[1]};
  const Value made = Encodes ? encode(Value(), arguments) : decode(Value(), arguments);
  return make_tuple({made, py("len")({a[0]})});
}
/// A text stream over a binary one, whose line ends it leaves alone.
Value stream(const Value& self, Value* a) {
  return import("io").attr("TextIOWrapper")(
      {a[0]}, {{"encoding", make_str(name_of(self))}, {"errors", value_or(a[1], "strict")}, {"newline", Value("")}});
}
constexpr Method kInfoMethods[] = {
    {"decode", convert<false>, "input, errors="},
    {"encode", convert<true>, "input, errors="},
    {"streamreader", stream, "stream, errors="},
    {"streamwriter", stream, "stream, errors="},
};
constexpr Attribute kInfoAttributes[] = {{"name", [](const Value& self) { return make_str(name_of(self)); }}};
constinit const Type kCodecInfoType{
    .name = "CodecInfo",
    .module = "codecs",
    .methods = [] { return std::span<const Method>(kInfoMethods); },
    .attributes = [] { return std::span<const Attribute>(kInfoAttributes); },
};

Value lookup(const Value&, Value* a) {
  return make_native(new CodecInfo(canonical(require_str(a[0], "lookup() argument"))));
}
template <const char* const& Part>
Value part_of(const Value&, Value* a) {
  return lookup(Value(), a).attr(Name(std::string_view(Part)));
}
constexpr const char* kEncode = "encode";
constexpr const char* kDecode = "decode";
constexpr const char* kReader = "streamreader";
constexpr const char* kWriter = "streamwriter";

/// Files of codecs are binary below, so line ends stay as they are.
Value open_file(const Value&, Value* a) {
  std::string mode = text_or(a[1], "r");
  if (!given(a[2])) return py("open")({a[0], make_str(mode)});
  std::erase(mode, 'b');
  return py("open")({a[0], make_str(mode)},
                    {{"encoding", a[2]}, {"errors", value_or(a[3], "strict")}, {"newline", Value("")}});
}

constexpr Method kFunctions[] = {
    {"decode", decode, "obj, encoding=, errors="},
    {"encode", encode, "obj, encoding=, errors="},
    {"getdecoder", part_of<kDecode>, "def encoding"},
    {"getencoder", part_of<kEncode>, "def encoding"},
    {"getreader", part_of<kReader>, "def encoding"},
    {"getwriter", part_of<kWriter>, "def encoding"},
    {"lookup", lookup, "encoding, /"},
    {"open", open_file, "def filename, mode=, encoding=, errors=, buffering="},
};

template <char... Bytes>
Value mark() {
  return make_bytes({Bytes...});
}
constexpr Constant kConstants[] = {
    {"BOM", mark<'\xff', '\xfe'>},
    {"BOM_BE", mark<'\xfe', '\xff'>},
    {"BOM_LE", mark<'\xff', '\xfe'>},
    {"BOM_UTF16", mark<'\xff', '\xfe'>},
    {"BOM_UTF16_BE", mark<'\xfe', '\xff'>},
    {"BOM_UTF16_LE", mark<'\xff', '\xfe'>},
    {"BOM_UTF32", mark<'\xff', '\xfe', '\0', '\0'>},
    {"BOM_UTF32_BE", mark<'\0', '\0', '\xfe', '\xff'>},
    {"BOM_UTF32_LE", mark<'\xff', '\xfe', '\0', '\0'>},
    {"BOM_UTF8", mark<'\xef', '\xbb', '\xbf'>},
};
constexpr const Type* kTypes[] = {&kCodecInfoType};

}  // namespace

constinit const Module kCodecsModule{
    .name = "codecs", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
