// SPDX-License-Identifier: Apache-2.0
//
// A mail in RFC 5322 form becomes an event (docs/mail.md says what becomes what).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::mail {

/// What is read of a mail at most. Beyond a limit a mail is read as far as the limit, and the event's `data.limits`
/// says so.
struct Limits {
  std::size_t bytes = 25 << 20;         // of the mail; what follows is not looked at
  std::size_t parts = 1000;             // of all messages in it together
  std::size_t nesting = 20;             // multiparts and messages inside one another
  std::size_t headers = 1000;           // of one part
  std::size_t header_bytes = 64 << 10;  // of one header
  std::size_t attachments = 100;
  std::size_t decoded_bytes = 50 << 20;  // bodies and attachments together
  std::size_t indicators = 1000;         // of each kind: IPs, hashes, URLs, domains
  std::size_t scanned_bytes = 5 << 20;   // of text that is searched for indicators
};

struct MailOptions {
  Limits limits;
  std::string label = "events";        // of the container
  std::string container_name;          // empty: the subject
  std::string source_data_identifier;  // empty: the Message-ID, or the SHA-1 of the mail where it has none
  bool unwrap_links = false;           // a URL of a link protection service gives the URL inside it too
  bool refang = false;  // `[.]`, `(.)`, `[dot]`, `{.}`, `[:]`, `[@]`, `(at)` in text mean `.`, `:` and `@`
};

struct Attachment {
  std::string name;  // without folders and control characters
  std::string bytes;
  std::string sha256, sha1, md5;  // lower-case hexadecimal digits; the SHA-1 is the vault id
  std::string mime_type;          // as declared, or by the first bytes where that says nothing
};

struct Mail {
  std::string event;  // that of docs/contracts.md, frozen (frozen/frozen.h); its texts have no NUL characters
  std::vector<Attachment> attachments;
};

/// Reads any bytes, in time linear in their number. Nothing, with one line in `error`, where they are no mail at all:
/// they do not begin with a header. Safe to call from several threads.
std::optional<Mail> read_mail(std::string_view bytes, const MailOptions& options, std::string& error);

}  // namespace pbc::mail
