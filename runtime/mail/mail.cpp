// SPDX-License-Identifier: Apache-2.0
#include "mail/mail.h"

#include "mail/event.h"
#include "mail/indicators.h"
#include "mail/message.h"
#include "mail/structure.h"
#include "mail/text.h"

namespace pbc::mail {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF", kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

}  // namespace

std::optional<Mail> read_mail(std::string_view bytes, const MailOptions& options, std::string& error) {
  if (bytes.starts_with(kCompoundFile)) {
    error = "this is a file of Outlook (.msg); a mail in RFC 5322 form (.eml) is expected";
    return std::nullopt;
  }
  const CharsetScope charsets;
  Reached reached;
  std::string_view raw = bytes.substr(0, options.limits.bytes);
  if (raw.size() < bytes.size())
    reached.add("bytes: only the first " + std::to_string(options.limits.bytes) + " are read");
  if (raw.starts_with(kByteOrderMark)) raw.remove_prefix(kByteOrderMark.size());
  std::string_view content = raw;
  skip_empty_lines(content);

  StructureReader reader(options.limits, reached);
  Part root = reader.read(content);
  if (root.headers.empty()) {
    error = content.empty() ? "there is no mail: it is empty" : "this is no mail: it does not begin with a header";
    return std::nullopt;
  }
  Mail mail;
  Contents contents = read_contents(root, reader.decoded_bytes(), options.limits, reached);
  Indicators indicators(options, reached);
  for (const Message& message : contents.messages)
    for (const Body& body : message.bodies) indicators.scan(body.text);
  mail.event = write_event(raw, contents, indicators, options, reached);
  mail.attachments = std::move(contents.attachments);
  return mail;
}

}  // namespace pbc::mail
