// SPDX-License-Identifier: Apache-2.0
#include "io/incoming.h"

#include "io/live_library.h"

namespace pbc::io {

namespace {

/// "Received: by ..." or mbox's "From someone ...", which no JSON begins with.
bool begins_with_header(std::string_view bytes) {
  if (bytes.starts_with("From ")) return true;
  const std::size_t end = bytes.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
  return end != bytes.npos && end > 0 && bytes[end] == ':';
}

}  // namespace

Incoming load_incoming(const std::string& file, const Value& now) {
  Incoming incoming;
  if (file.empty()) {
    incoming.event = load_event("", now);
    return incoming;
  }
  std::string bytes = read_bytes(file);
  if (!file.ends_with(".eml") && !begins_with_header(bytes)) {
    incoming.event = read_event(file, checked_text(file, std::move(bytes)), now);
    return incoming;
  }
  live::MailEvent mail = read_mail(file, bytes);
  incoming.event = read_event(file, mail.json, now);
  incoming.attachments = std::move(mail.attachments);
  return incoming;
}

}  // namespace pbc::io
