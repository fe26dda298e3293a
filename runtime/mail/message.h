// SPDX-License-Identifier: Apache-2.0
//
// A mail taken apart: its messages, their bodies, the attachments of all of them.
#pragma once

#include <string>
#include <vector>

#include "mail/mail.h"
#include "mail/reached.h"
#include "mail/structure.h"

namespace pbc::mail {

struct Body {
  std::string media_type;  // text/plain, text/html or another one
  std::string text;        // clean UTF-8
};

/// The mail itself, or one inside of it.
struct Message {
  std::vector<Header> headers;
  std::vector<Body> bodies;
  int parent = -1;  // index of the message that it is in
};

struct Contents {
  std::vector<Message> messages;  // a message before those inside of it
  std::vector<Attachment> attachments;
};

/// Decodes every part of `root`. `decoded_bytes` count already.
Contents read_contents(const Part& root, std::size_t decoded_bytes, const Limits& limits, Reached& reached);

}  // namespace pbc::mail
