// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "content/content.h"
#include "live/template.h"

namespace pbc::live {

/// Settings own_domains, own_people, trusted_authserv_ids (lists, or texts by comma) and brands ({name: domains} or a
/// list of {name, domains}, besides those that are known). Arguments {headers, from, reply_to, return_path,
/// to, subject, body_text, body_html, attachments}, or {raw_email}. Asks nobody.
/// False, with a message in `body`, where they are no mail.
bool analyze_content(const content::Analyzer& analyzer, const OrderedJson& arguments, OrderedJson* body);
content::Settings content_settings(const std::map<std::string, OrderedJson>& settings);

}  // namespace pbc::live
