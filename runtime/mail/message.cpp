// SPDX-License-Identifier: Apache-2.0
#include "mail/message.h"

#include <utility>

#include "mail/ascii.h"
#include "mail/digest.h"
#include "mail/media.h"
#include "mail/text.h"

namespace pbc::mail {
namespace {

class ContentsReader {
 public:
  ContentsReader(std::size_t decoded_bytes, const Limits& limits, Reached& reached)
      : limits_(limits), reached_(reached), decoded_bytes_(decoded_bytes) {}

  Contents read(const Part& root) {
    read_message(root, -1);
    return std::move(contents_);
  }

 private:
  /// As deep as the limit of nesting.
  void read_message(const Part& part, int parent) {
    const int index = static_cast<int>(contents_.messages.size());
    contents_.messages.push_back({part.headers, {}, parent});
    read_part(part, index);
  }

  void read_part(const Part& part, int message) {
    ++parts_;
    if (part.is_message() && !part.children.empty()) {
      read_message(part.children.front(), message);
    } else if (!part.children.empty()) {
      for (const Part& child : part.children) read_part(child, message);
    } else {
      read_leaf(part, message);
    }
  }

  void read_leaf(const Part& part, int message) {
    if (decoded_bytes_ + part.body.size() > limits_.decoded_bytes) {
      reached_.add("decoded_bytes: parts beyond " + std::to_string(limits_.decoded_bytes) + " bytes are left out");
      return;
    }
    std::string bytes = decode_transfer(part.body, part.encoding);
    decoded_bytes_ += bytes.size();
    if (bytes.empty()) return;
    if (is_body(part)) {
      std::string text = to_utf8(bytes, part.charset);
      if (part.flowed && part.media_type == "text/plain") text = unflow(text, part.delete_space);
      contents_.messages[static_cast<std::size_t>(message)].bodies.push_back({part.media_type, std::move(text)});
    } else {
      add_attachment(part, std::move(bytes));
    }
  }

  static bool is_body(const Part& part) {
    if (part.media_type == "text/plain" || part.media_type == "text/html")
      return part.disposition.empty() || part.disposition == "inline";
    const bool is_text = part.media_type.starts_with("text/") || part.media_type.starts_with("message/");
    return is_text && part.disposition.empty();
  }

  void add_attachment(const Part& part, std::string bytes) {
    if (contents_.attachments.size() >= limits_.attachments) {
      reached_.add("attachments: only the first " + std::to_string(limits_.attachments) + " are read");
      return;
    }
    Attachment attachment;
    attachment.name = name_of(part);
    attachment.sha256 = sha256(bytes);
    attachment.sha1 = sha1(bytes);
    attachment.md5 = md5(bytes);
    attachment.mime_type = part.media_type;
    const std::string_view shown = media_type_of(bytes);
    if (attachment.mime_type == "application/octet-stream" && !shown.empty()) attachment.mime_type = shown;
    attachment.bytes = std::move(bytes);
    contents_.attachments.push_back(std::move(attachment));
  }

  std::string name_of(const Part& part) const {
    std::string name = safe_file_name(part.file_name);
    if (!name.empty()) return name;
    if (const std::string* id = part.header("Content-ID")) {
      std::string_view text = trim(*id);
      if (text.starts_with('<')) text.remove_prefix(1);
      if (text.ends_with('>')) text.remove_suffix(1);
      name = safe_file_name(text);
    }
    if (name.empty()) name = "part_" + std::to_string(parts_ - 1);
    return name + std::string(extension_of(part.media_type));
  }

  const Limits& limits_;
  Reached& reached_;
  std::size_t decoded_bytes_;
  std::size_t parts_ = 0;
  Contents contents_;
};

}  // namespace

Contents read_contents(const Part& root, std::size_t decoded_bytes, const Limits& limits, Reached& reached) {
  return ContentsReader(decoded_bytes, limits, reached).read(root);
}

}  // namespace pbc::mail
