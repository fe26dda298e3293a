// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "mail/indicators.h"
#include "mail/mail.h"
#include "mail/message.h"

namespace pbc::mail {

/// The event, frozen. `raw` is what was read of the mail.
std::string write_event(std::string_view raw, const Contents& contents, const Indicators& indicators,
                        const MailOptions& options, const Reached& reached);

}  // namespace pbc::mail
