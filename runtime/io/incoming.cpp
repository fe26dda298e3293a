// SPDX-License-Identifier: Apache-2.0
#include "io/incoming.h"

#include "io/live_library.h"
#include "io/thaw.h"

namespace pbc::io {

bool begins_as_mail(std::string_view bytes) {
  if (bytes.starts_with("From ")) return true;
  const std::size_t end = bytes.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
  return end != bytes.npos && end > 0 && bytes[end] == ':';
}

Incoming read_incoming(const std::string& name, std::string bytes, bool is_mail, const Value& now) {
  Incoming incoming;
  if (!is_mail) {
    incoming.event = read_event(name, checked_text(name, std::move(bytes)), now);
    return incoming;
  }
  live::MailEvent mail = read_mail(name, bytes);
  incoming.event = complete_event(thaw(mail.event), now);
  incoming.attachments = std::move(mail.attachments);
  return incoming;
}

Incoming load_incoming(const std::string& file, const Value& now) {
  if (file.empty()) return {load_event("", now), {}};
  std::string bytes = read_bytes(file);
  const bool is_mail = file.ends_with(".eml") || begins_as_mail(bytes);
  return read_incoming(file, std::move(bytes), is_mail, now);
}

}  // namespace pbc::io
