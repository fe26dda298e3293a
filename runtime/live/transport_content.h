// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "content/content.h"
#include "live/template.h"

namespace pbc::live {

/// Settings own_domains, own_people, trusted_authserv_ids (lists, or texts by comma) and brands ({name: domains} or a
/// list of {name, domains}, besides those that are known).
content::Settings content_settings(const std::map<std::string, OrderedJson>& settings);

/// Of arguments {headers, from, reply_to, return_path, to, subject, body_text, body_html, attachments}, or {raw_email}.
/// Nothing, with one line in `error`, where they are no mail.
std::optional<content::Mail> mail_of(const OrderedJson& arguments, std::string* error);

/// What an answer says of an analysis: a list of one dict, and a dict, frozen.
std::string data_of(const content::Analysis& analysis);
std::string summary_of(const content::Analysis& analysis);

}  // namespace pbc::live
