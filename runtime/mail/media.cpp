// SPDX-License-Identifier: Apache-2.0
#include "mail/media.h"

#include <array>

#include "mail/ascii.h"

namespace pbc::mail {
namespace {

constexpr std::size_t kLongestName = 255;

struct Extension {
  std::string_view media_type, extension;
};

constexpr Extension kExtensions[] = {
    {"application/gzip", ".gz"},
    {"application/java-archive", ".jar"},
    {"application/javascript", ".js"},
    {"application/json", ".json"},
    {"application/msword", ".doc"},
    {"application/octet-stream", ".bin"},
    {"application/pdf", ".pdf"},
    {"application/pgp-signature", ".asc"},
    {"application/pkcs7-mime", ".p7m"},
    {"application/pkcs7-signature", ".p7s"},
    {"application/rtf", ".rtf"},
    {"application/vnd.ms-excel", ".xls"},
    {"application/vnd.ms-outlook", ".msg"},
    {"application/vnd.ms-powerpoint", ".ppt"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    {"application/x-7z-compressed", ".7z"},
    {"application/x-msdownload", ".exe"},
    {"application/x-pkcs7-signature", ".p7s"},
    {"application/x-rar-compressed", ".rar"},
    {"application/xml", ".xml"},
    {"application/zip", ".zip"},
    {"audio/mpeg", ".mp3"},
    {"audio/wav", ".wav"},
    {"image/bmp", ".bmp"},
    {"image/gif", ".gif"},
    {"image/jpeg", ".jpg"},
    {"image/png", ".png"},
    {"image/svg+xml", ".svg"},
    {"image/tiff", ".tiff"},
    {"image/webp", ".webp"},
    {"message/rfc822", ".eml"},
    {"text/calendar", ".ics"},
    {"text/css", ".css"},
    {"text/csv", ".csv"},
    {"text/html", ".html"},
    {"text/plain", ".txt"},
    {"text/vcard", ".vcf"},
    {"text/xml", ".xml"},
    {"video/mp4", ".mp4"},
};

struct Magic {
  std::string_view bytes, media_type;
};

constexpr Magic kMagic[] = {
    {"%PDF-", "application/pdf"},
    {"MZ", "application/x-msdownload"},
    {"PK\x03\x04", "application/zip"},
    {"\x89PNG\r\n", "image/png"},
    {"\xFF\xD8\xFF", "image/jpeg"},
    {"GIF8", "image/gif"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "application/x-ole-storage"},
    {"{\\rtf", "application/rtf"},
    {"\x1F\x8B", "application/gzip"},
    {"7z\xBC\xAF\x27\x1C", "application/x-7z-compressed"},
    {"Rar!\x1A\x07", "application/x-rar-compressed"},
    {"\x7F"
     "ELF",
     "application/x-elf"},
    {"MDMP", "application/x-dmp"},
    {"FWS", "application/x-shockwave-flash"},
    {"CWS", "application/x-shockwave-flash"},
    {"ITSF", "application/vnd.ms-htmlhelp"},
    {"L\x00\x00\x00\x01\x14\x02", "application/x-ms-shortcut"},
};

}  // namespace

std::string_view extension_of(std::string_view media_type) {
  for (const Extension& entry : kExtensions)
    if (entry.media_type == media_type) return entry.extension;
  return "";
}

std::string_view media_type_of(std::string_view bytes) {
  for (const Magic& magic : kMagic)
    if (bytes.starts_with(magic.bytes)) return magic.media_type;
  return "";
}

std::vector<std::string> file_types(std::string_view name, std::string_view bytes) {
  std::vector<std::string> types;
  const std::size_t dot = name.rfind('.');
  const std::string extension = dot == std::string_view::npos ? "" : lower(name.substr(dot));
  if (extension == ".vmsn") types = {"os memory dump", "vm snapshot file"};
  if (extension == ".vmss") types = {"os memory dump", "vm suspend file"};
  if (extension == ".js") types = {"javascript"};
  if (extension == ".doc" || extension == ".docx") types = {"doc"};
  if (extension == ".xls" || extension == ".xlsx") types = {"xls"};
  const std::string_view media_type = media_type_of(bytes);
  if (media_type == "application/x-msdownload") types.insert(types.end(), {"pe file", "hash"});
  if (media_type == "application/pdf") types.push_back("pdf");
  if (media_type == "application/x-dmp") types.push_back("process dump");
  if (media_type == "application/x-shockwave-flash") types.push_back("flash");
  return types;
}

std::string safe_file_name(std::string_view name) {
  std::string result;
  for (const char c : name.substr(name.find_last_of("/\\") + 1))
    if (static_cast<unsigned char>(c) >= ' ' && c != 0x7F) result += c;
  if (result.size() > kLongestName) {
    const std::size_t dot = result.rfind('.');
    const std::string extension = dot != std::string::npos && result.size() - dot <= 16 ? result.substr(dot) : "";
    std::size_t cut = kLongestName - extension.size();
    while (cut > 0 && (result[cut] & 0xC0) == 0x80) --cut;
    result = result.substr(0, cut) + extension;
  }
  if (result == "." || result == "..") result.clear();
  return result;
}

}  // namespace pbc::mail
