// SPDX-License-Identifier: Apache-2.0
//
// What the names of attachments tell.
#include <algorithm>
#include <iterator>

#include "content/rules.h"
#include "content/text.h"
#include "mail/ascii.h"
#include "mail/text.h"

namespace pbc::content {
namespace {

constexpr std::string_view kPrograms[] = {
    "apk",         "bat",       "cmd",        "com",      "cpl", "dll", "exe", "gadget", "hta",
    "inf",         "jar",       "js",         "jse",      "lnk", "msc", "msi", "msix",   "msp",
    "mst",         "pif",       "ps1",        "psm1",     "reg", "scr", "sct", "scf",    "settingcontent-ms",
    "url",         "vb",        "vbe",        "vbs",      "wsc", "wsf", "wsh", "appx",   "chm",
    "application", "appref-ms", "library-ms", "search-ms"};
constexpr std::string_view kMacros[] = {"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "xll", "pptm",
                                        "potm", "ppam", "ppsm", "sldm", "slk",  "iqy",  "rtf", "wbk"};
constexpr std::string_view kPages[] = {"htm", "html", "mht", "mhtml", "shtml", "svg", "xht", "xhtml"};
constexpr std::string_view kDisks[] = {"daa", "dmg", "img", "iso", "udf", "vhd", "vhdx"};
constexpr std::string_view kNotes[] = {"one", "onepkg"};
constexpr std::string_view kArchives[] = {"7z",  "ace", "arj", "bz2", "cab", "gz", "lz", "lzh",
                                          "r00", "rar", "tar", "tgz", "xz",  "z",  "zip"};
constexpr std::string_view kDocuments[] = {"csv", "doc", "docx", "gif", "jpeg", "jpg", "mp3", "mp4", "pdf",
                                           "png", "ppt", "pptx", "rtf", "tif",  "txt", "wav", "xls", "xlsx"};

template <std::size_t n>
bool is_one_of(std::string_view name, const std::string_view (&list)[n]) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

}  // namespace

void judge_attachments(Reading& reading) {
  const auto add = [&](const char* rule, double score, std::string text, std::string_view name) {
    reading.findings.add("attachments", rule, score, std::move(text), name);
  };
  bool has_archive = false;
  for (std::size_t i = 0; i < std::min(reading.mail.attachments.size(), kMostAttachments); ++i) {
    const std::string name(shortened(reading.mail.attachments[i], 1024));
    std::string plain;
    for (std::size_t at = 0, length = 1; at < name.size(); at += length) {
      const char32_t character = mail::character_at(name, at, length);
      if (is_bidi_control(character)) add("turned-name", 0.85, "An attachment whose name is shown backwards", name);
      if (!is_invisible(character)) plain.append(name, at, length);
    }
    plain = mail::lower(mail::trim(plain));
    while (plain.ends_with('.') || plain.ends_with(' ')) plain.pop_back();
    std::vector<std::string_view> parts = split(plain, '.');
    if (parts.size() < 2) continue;
    const std::string_view ending = mail::trim(parts.back());
    const std::string_view before = mail::trim(parts[parts.size() - 2]);
    const bool is_double = parts.size() > 2 && is_one_of(before, kDocuments);
    if (is_one_of(ending, kPrograms)) {
      if (is_double) add("double-ending", 0.9, "A program that is named like a document", name);
      add("program", 0.8, "A program as an attachment: ." + std::string(ending), name);
    } else if (is_one_of(ending, kPages)) {
      const bool is_picture = ending == "svg";
      add("page",
          is_double    ? 0.65
          : is_picture ? 0.3
                       : 0.5,
          "A web page as an attachment: ." + std::string(ending), name);
    } else if (is_one_of(ending, kDisks)) {
      add("disk-image", 0.65, "A disk image as an attachment, whose files escape the marks of the mail", name);
    } else if (is_one_of(ending, kNotes)) {
      add("note-book", 0.5, "A notebook that may hold programs", name);
    } else if (is_one_of(ending, kMacros)) {
      add("macros", ending == "rtf" ? 0.15 : 0.45, "A document that may hold programs: ." + std::string(ending), name);
    } else if (is_one_of(ending, kArchives)) {
      has_archive = true;
      if (is_double) add("double-ending", 0.35, "An archive that is named like a document", name);
    }
    if (plain.find("     ") != std::string::npos)
      add("blanks-in-name", 0.6, "An attachment whose ending is out of sight behind blanks", name);
  }
  if (has_archive && reading.hits.has(Topic::kArchivePassword))
    add("locked-archive", 0.6, "An archive whose password stands in the text, so that no scanner opens it",
        excerpt(reading.words, reading.hits.of(Topic::kArchivePassword).front()));
}

}  // namespace pbc::content
