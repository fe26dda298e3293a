// SPDX-License-Identifier: Apache-2.0
//
// What a run is started with: an event, or a mail, which becomes one (docs/mail.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/event.h"
#include "live/live.h"

namespace pbc::io {

struct Incoming {
  LoadedEvent event;
  std::vector<live::MailEvent::Attachment> attachments;  // for the vault
};

/// Reads a file, or makes an empty event when `file` is empty. A mail is told by its name (.eml) or by the header that
/// it begins with. Throws InputError.
Incoming load_incoming(const std::string& file, const Value& now);

/// "Received: by ..." or mbox's "From someone ...", which no JSON begins with.
bool begins_as_mail(std::string_view bytes);
/// The same of bytes; `name` is what problems call them.
Incoming read_incoming(const std::string& name, std::string bytes, bool is_mail, const Value& now);

}  // namespace pbc::io
