// SPDX-License-Identifier: Apache-2.0
//
// What an event has that somebody can be asked about (docs/triage.md, What is asked).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pbc/value.h"

namespace pbc::host {

/// What values of an artifact's field are, in SOAR's words (url, ip, hash ...): as its `cef_types` say, else by the
/// usual names of fields.
std::vector<std::string> kinds_of(const Value& artifact, std::string_view field);

/// Whether a field with a value that is not empty is of one of the kinds.
bool has_kind(const Values& artifacts, std::string_view kind);

/// Different values, in the order of artifacts.
std::vector<std::string> urls_of(const Values& artifacts);
/// Of the internet: private and reserved ones say nothing to a service.
std::vector<std::string> addresses_of(const Values& artifacts);
/// One hash for each file: SHA-256 where it is known, else SHA-1, else MD5.
std::vector<std::string> hashes_of(const Values& artifacts);
/// What `analyze content` is asked with, one dict for each message.
Values messages_of(const Values& artifacts);
/// One of them as a text, for who reads no parts: sender, subject, body; some 20 KB at most.
std::string text_of_message(const Value& message);

}  // namespace pbc::host
