// SPDX-License-Identifier: Apache-2.0
//
// The tree of a mail's parts. Nothing is decoded but headers, and base64 around a whole message.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "mail/reached.h"

namespace pbc::mail {

struct Header {
  std::string name;
  std::string value;  // unfolded, clean UTF-8, encoded words as they are
};

struct Part {
  std::vector<Header> headers;
  std::string media_type = "text/plain";  // lower case
  std::string charset;
  bool flowed = false, delete_space = false;
  std::string disposition;  // lower case, empty where there is none
  std::string file_name;    // decoded
  std::string encoding;
  std::string_view body;       // encoded
  std::vector<Part> children;  // of a multipart; the one message of a message/rfc822

  bool is_multipart() const { return media_type.starts_with("multipart/"); }
  bool is_message() const { return media_type == "message/rfc822" || media_type == "message/global"; }
  /// The first one of that name, which readers of mail go by; null where there is none.
  const std::string* header(std::string_view name) const;
};

/// Reads the headers at the beginning of `bytes`, and cuts them off with the empty line below. A line that is no header
/// ends them too.
std::vector<Header> read_headers(std::string_view& bytes, const Limits& limits, Reached& reached);

void skip_empty_lines(std::string_view& bytes);

class StructureReader {
 public:
  StructureReader(const Limits& limits, Reached& reached) : limits_(limits), reached_(reached) {}

  /// The tree of a message. It refers to `bytes`, and to what this reader has decoded.
  Part read(std::string_view bytes) { return read_part(bytes, "text/plain", 0); }

  /// What was decoded so far.
  std::size_t decoded_bytes() const { return decoded_bytes_; }

 private:
  Part read_part(std::string_view bytes, std::string_view default_type, std::size_t depth);
  void read_children(Part& part, const std::string& boundary, std::size_t depth);
  void read_message(Part& part, std::size_t depth);
  bool may_add_part();

  const Limits& limits_;
  Reached& reached_;
  std::deque<std::string> decoded_;
  std::size_t decoded_bytes_ = 0;
  std::size_t parts_ = 0;
};

}  // namespace pbc::mail
