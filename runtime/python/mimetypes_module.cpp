// SPDX-License-Identifier: Apache-2.0
//
// The module mimetypes (Python library reference, mimetypes), with its built-in table: the files of the machine that
// CPython reads besides are not looked at.
#include <algorithm>

#include "python/arguments.h"
#include "python/attributes.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {
namespace {

struct Entry {
  std::string_view extension;
  std::string_view type;
};

// Media types by the registry of IANA; where several extensions have one type, the usual one comes first.
constexpr Entry kTypes[] = {
    {".js", "application/javascript"},
    {".mjs", "application/javascript"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".doc", "application/msword"},
    {".dot", "application/msword"},
    {".wiz", "application/msword"},
    {".nq", "application/n-quads"},
    {".nt", "application/n-triples"},
    {".bin", "application/octet-stream"},
    {".a", "application/octet-stream"},
    {".dll", "application/octet-stream"},
    {".exe", "application/octet-stream"},
    {".o", "application/octet-stream"},
    {".obj", "application/octet-stream"},
    {".so", "application/octet-stream"},
    {".oda", "application/oda"},
    {".pdf", "application/pdf"},
    {".p7c", "application/pkcs7-mime"},
    {".ps", "application/postscript"},
    {".ai", "application/postscript"},
    {".eps", "application/postscript"},
    {".trig", "application/trig"},
    {".m3u", "application/vnd.apple.mpegurl"},
    {".m3u8", "application/vnd.apple.mpegurl"},
    {".xls", "application/vnd.ms-excel"},
    {".xlb", "application/vnd.ms-excel"},
    {".ppt", "application/vnd.ms-powerpoint"},
    {".pot", "application/vnd.ms-powerpoint"},
    {".ppa", "application/vnd.ms-powerpoint"},
    {".pps", "application/vnd.ms-powerpoint"},
    {".pwz", "application/vnd.ms-powerpoint"},
    {".wasm", "application/wasm"},
    {".bcpio", "application/x-bcpio"},
    {".cpio", "application/x-cpio"},
    {".csh", "application/x-csh"},
    {".dvi", "application/x-dvi"},
    {".gtar", "application/x-gtar"},
    {".hdf", "application/x-hdf"},
    {".h5", "application/x-hdf5"},
    {".latex", "application/x-latex"},
    {".mif", "application/x-mif"},
    {".cdf", "application/x-netcdf"},
    {".nc", "application/x-netcdf"},
    {".p12", "application/x-pkcs12"},
    {".pfx", "application/x-pkcs12"},
    {".ram", "application/x-pn-realaudio"},
    {".pyc", "application/x-python-code"},
    {".pyo", "application/x-python-code"},
    {".sh", "application/x-sh"},
    {".shar", "application/x-shar"},
    {".swf", "application/x-shockwave-flash"},
    {".sv4cpio", "application/x-sv4cpio"},
    {".sv4crc", "application/x-sv4crc"},
    {".tar", "application/x-tar"},
    {".tcl", "application/x-tcl"},
    {".tex", "application/x-tex"},
    {".texi", "application/x-texinfo"},
    {".texinfo", "application/x-texinfo"},
    {".roff", "application/x-troff"},
    {".t", "application/x-troff"},
    {".tr", "application/x-troff"},
    {".man", "application/x-troff-man"},
    {".me", "application/x-troff-me"},
    {".ms", "application/x-troff-ms"},
    {".ustar", "application/x-ustar"},
    {".src", "application/x-wais-source"},
    {".xsl", "application/xml"},
    {".rdf", "application/xml"},
    {".wsdl", "application/xml"},
    {".xpdl", "application/xml"},
    {".zip", "application/zip"},
    {".3gp", "audio/3gpp"},
    {".3gpp", "audio/3gpp"},
    {".3g2", "audio/3gpp2"},
    {".3gpp2", "audio/3gpp2"},
    {".aac", "audio/aac"},
    {".adts", "audio/aac"},
    {".loas", "audio/aac"},
    {".ass", "audio/aac"},
    {".au", "audio/basic"},
    {".snd", "audio/basic"},
    {".mp3", "audio/mpeg"},
    {".mp2", "audio/mpeg"},
    {".opus", "audio/opus"},
    {".aif", "audio/x-aiff"},
    {".aifc", "audio/x-aiff"},
    {".aiff", "audio/x-aiff"},
    {".ra", "audio/x-pn-realaudio"},
    {".wav", "audio/x-wav"},
    {".avif", "image/avif"},
    {".bmp", "image/bmp"},
    {".gif", "image/gif"},
    {".ief", "image/ief"},
    {".jpg", "image/jpeg"},
    {".jpe", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".heic", "image/heic"},
    {".heif", "image/heif"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".tiff", "image/tiff"},
    {".tif", "image/tiff"},
    {".ico", "image/vnd.microsoft.icon"},
    {".ras", "image/x-cmu-raster"},
    {".pnm", "image/x-portable-anymap"},
    {".pbm", "image/x-portable-bitmap"},
    {".pgm", "image/x-portable-graymap"},
    {".ppm", "image/x-portable-pixmap"},
    {".rgb", "image/x-rgb"},
    {".xbm", "image/x-xbitmap"},
    {".xpm", "image/x-xpixmap"},
    {".xwd", "image/x-xwindowdump"},
    {".eml", "message/rfc822"},
    {".mht", "message/rfc822"},
    {".mhtml", "message/rfc822"},
    {".nws", "message/rfc822"},
    {".css", "text/css"},
    {".csv", "text/csv"},
    {".html", "text/html"},
    {".htm", "text/html"},
    {".n3", "text/n3"},
    {".txt", "text/plain"},
    {".bat", "text/plain"},
    {".c", "text/plain"},
    {".h", "text/plain"},
    {".ksh", "text/plain"},
    {".pl", "text/plain"},
    {".srt", "text/plain"},
    {".rtx", "text/richtext"},
    {".tsv", "text/tab-separated-values"},
    {".vtt", "text/vtt"},
    {".py", "text/x-python"},
    {".etx", "text/x-setext"},
    {".sgm", "text/x-sgml"},
    {".sgml", "text/x-sgml"},
    {".vcf", "text/x-vcard"},
    {".xml", "text/xml"},
    {".mp4", "video/mp4"},
    {".mpeg", "video/mpeg"},
    {".m1v", "video/mpeg"},
    {".mpa", "video/mpeg"},
    {".mpe", "video/mpeg"},
    {".mpg", "video/mpeg"},
    {".mov", "video/quicktime"},
    {".qt", "video/quicktime"},
    {".webm", "video/webm"},
    {".avi", "video/x-msvideo"},
    {".movie", "video/x-sgi-movie"},
};

// Types that are in use and not registered: for strict=False.
constexpr Entry kCommonTypes[] = {
    {".rtf", "application/rtf"}, {".midi", "audio/midi"}, {".mid", "audio/midi"},
    {".jpg", "image/jpg"},       {".pict", "image/pict"}, {".pct", "image/pict"},
    {".pic", "image/pict"},      {".webp", "image/webp"}, {".xul", "text/xul"},
};
constexpr Entry kEncodings[] = {
    {".gz", "gzip"}, {".Z", "compress"}, {".bz2", "bzip2"}, {".xz", "xz"}, {".br", "br"},
};
constexpr Entry kSuffixes[] = {
    {".svgz", ".svg.gz"}, {".tgz", ".tar.gz"},   {".taz", ".tar.gz"},
    {".tz", ".tar.gz"},   {".tbz2", ".tar.bz2"}, {".txz", ".tar.xz"},
};

Value table_of(std::span<const Entry> entries) {
  const Value table = make_dict();
  for (const Entry& entry : entries) as_dict(table).set(make_str(entry.extension), make_str(entry.type));
  return table;
}

/// The dicts of the module, which a playbook may change.
Value types_map() { return run_attribute("mimetypes", "types_map", table_of(kTypes)); }
Value common_types() { return run_attribute("mimetypes", "common_types", table_of(kCommonTypes)); }
Value encodings_map() { return run_attribute("mimetypes", "encodings_map", table_of(kEncodings)); }
Value suffix_map() { return run_attribute("mimetypes", "suffix_map", table_of(kSuffixes)); }
constexpr Constant kConstants[] = {
    {"common_types", common_types},
    {"encodings_map", encodings_map},
    {"inited", []() -> Value { return true; }},
    {"knownfiles", []() -> Value { return make_list(); }},
    {"suffix_map", suffix_map},
    {"types_map", types_map},
};
Value dict_of(const char* name) { return import("mimetypes").attr(Name(std::string_view(name))); }

Value split_extension(const Value& path) { return import_from("posixpath", "splitext")({path}); }

const Value* find_type(const Value& extension, bool strict) {
  const Value lower = make_str(text::lower(extension.text()));
  for (const char* name : {"types_map", "common_types"}) {
    if (strict && name != std::string_view("types_map")) break;
    const Value table = dict_of(name);
    if (const Value* found = as_dict(table).find(extension)) return found;
    if (const Value* found = as_dict(table).find(lower)) return found;
  }
  return nullptr;
}

Value guess_type(const Value&, Value* a) {
  const bool strict = flag(a[1], true);
  const Value given_url = import_from("os", "fspath")({a[0]});
  std::string url = to_str(given_url);
  const std::size_t colon = url.find(':');
  const std::string scheme = colon == std::string::npos ? "" : text::lower(std::string_view(url).substr(0, colon));
  if (scheme == "data") {
    const std::size_t comma = url.find(',');
    if (comma == std::string::npos) return make_tuple({None, None});
    std::string type = url.substr(colon + 1, comma - colon - 1);
    type = type.substr(0, type.find(';'));
    if (type.find('=') != std::string::npos || type.find('/') == std::string::npos) type = "text/plain";
    return make_tuple({make_str(type), None});
  }
  const bool is_scheme = !scheme.empty() && std::ranges::all_of(scheme, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
  });
  if (is_scheme) url.erase(0, colon + 1);
  Value base = split_extension(make_str(url))[0], extension = split_extension(make_str(url))[1];
  for (const Value suffixes = dict_of("suffix_map"); const Value* longer = as_dict(suffixes).find(extension);) {
    const Value parts = split_extension(make_str(to_str(base) + to_str(*longer)));
    base = parts[0];
    extension = parts[1];
  }
  Value encoding = None;
  if (const Value encodings = dict_of("encodings_map"); const Value* found = as_dict(encodings).find(extension)) {
    encoding = *found;
    extension = split_extension(base)[1];
  }
  const Value* type = find_type(extension, strict);
  return make_tuple({type == nullptr ? Value(None) : *type, encoding});
}

Values extensions_of(const Value& type, bool strict) {
  const std::string wanted = type.is_str() ? text::lower(type.text()) : to_str(type.call("lower"));
  Values found;
  for (const char* name : {"types_map", "common_types"}) {
    if (strict && name != std::string_view("types_map")) break;
    const Value table = dict_of(name);
    for (const Table::Entry& entry : as_dict(table).entries())
      if (to_str(entry.value) == wanted && !in(entry.key, make_list(found))) found.push_back(entry.key);
  }
  return found;
}
Value guess_all_extensions(const Value&, Value* a) { return make_list(extensions_of(a[0], flag(a[1], true))); }
Value guess_extension(const Value&, Value* a) {
  const Values found = extensions_of(a[0], flag(a[1], true));
  return found.empty() ? Value(None) : found[0];
}
Value add_type(const Value&, Value* a) {
  const Value table = dict_of(flag(a[2], true) ? "types_map" : "common_types");
  as_dict(table).set(a[1], a[0]);
  return None;
}

constexpr Method kFunctions[] = {
    {"add_type", add_type, "def type, ext, strict="},
    {"guess_all_extensions", guess_all_extensions, "def type, strict="},
    {"guess_extension", guess_extension, "def type, strict="},
    {"guess_type", guess_type, "def url, strict="},
    {"init", [](const Value&, Value*) -> Value { return None; }, "def files="},
};

}  // namespace

constinit const Module kMimetypesModule{.name = "mimetypes", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
