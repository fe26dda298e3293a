// SPDX-License-Identifier: Apache-2.0
#include "mail/message.h"
#include "content/content.h"
#include "mail/ascii.h"
#include "mail/structure.h"
#include "mail/text.h"

namespace pbc::content {

bool read_message(const std::string& bytes, Mail* mail, std::string* error) {
  const mail::CharsetScope scope;
  const mail::Limits limits;
  mail::Reached reached;
  std::string_view whole = std::string_view(bytes).substr(0, limits.bytes);
  mail::skip_empty_lines(whole);
  mail::StructureReader reader(limits, reached);
  const mail::Part root = reader.read(whole);
  if (root.headers.empty()) {
    *error = "it does not begin with a header of a mail";
    return false;
  }
  const mail::Contents contents = mail::read_contents(root, reader.decoded_bytes(), limits, reached);
  if (contents.messages.empty()) {
    *error = "it holds no message";
    return false;
  }
  const mail::Message& message = contents.messages.front();
  for (const mail::Header& header : message.headers) mail->headers.emplace_back(header.name, header.value);
  for (const mail::Body& body : message.bodies) {
    std::string& own = body.media_type == "text/html" ? mail->html : mail->text;
    if (!own.empty()) own += "\n\n";
    own += body.text;
  }
  for (const mail::Attachment& attachment : contents.attachments) mail->attachments.push_back(attachment.name);
  return true;
}

}  // namespace pbc::content
