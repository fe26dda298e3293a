// SPDX-License-Identifier: Apache-2.0
//
// A mail as the text that SMTP carries (RFC 5321, RFC 5322). Whatever its parts hold, they stay in their places: no
// line of a header or of the conversation is made by them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/micros.h"

namespace pbc::live {

struct MailText {
  std::string from;
  std::vector<std::string> to, cc, bcc;  // "Name <user@example.com>" or the address alone
  std::string subject;
  std::string body;  // HTML where it looks like it
  std::string html;  // not empty: the same as HTML
  std::vector<std::pair<std::string, std::string>> headers;
  struct Attachment {
    std::string name;
    std::string type;          // TYPE/SUBTYPE
    std::string_view content;  // outlives the mail
    std::string content_id;    // not empty: HTML shows it by `cid:`
  };
  std::vector<Attachment> attachments;
};

/// A list as people write it: by comma or semicolon, but for those inside quotes and angle brackets.
std::vector<std::string> split_addresses(std::string_view text);
/// What an envelope takes: "user@example.com". Nothing for what is no address of ASCII.
std::optional<std::string> envelope_address(std::string_view text);
/// Text of a header: as it is, or in encoded words (RFC 2047) where it is not ASCII or too long.
std::string header_text(std::string_view text);
/// A parameter of a header (RFC 2231): `name="value"`, or `name*=utf-8''value` where the value cannot be written so.
std::string header_parameter(std::string_view name, std::string_view value);
/// With CRLF at the end of each line. `id` is what stands before the @ of the Message-ID, and separates parts: nobody
/// can know it before. Headers that a mail has by
/// itself are not taken from `headers`, and bcc is not written.
std::string compose(const MailText& mail, policy::Micros time, const std::string& id);
/// Ready for DATA: dots at the beginning of lines doubled, and the end.
std::string dot_stuffed(std::string_view message);

}  // namespace pbc::live
