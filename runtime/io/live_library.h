// SPDX-License-Identifier: Apache-2.0
//
// Loads libpbc_live.so, which reaches the outside (docs/decisions/0019). A run on recorded answers does without it.
#pragma once

#include <memory>

#include "live/live.h"
#include "serve/serve.h"
#include "triage/triage.h"

namespace pbc::io {

/// Opens the outside. Throws InputError when the library is not to be had, or the configuration cannot be used.
std::unique_ptr<live::Gateway> open_gateway(const live::Options& options);

/// Opens what computes answers. Throws InputError when the library is not to be had.
std::unique_ptr<live::Computer> open_computer();

/// Opens what scores. Throws InputError, as above.
std::unique_ptr<triage::Triage> open_triage(const triage::Opening& opening);

/// Opens the HTTP server. Throws InputError, as above, and where it cannot listen.
std::unique_ptr<serve::Server> open_server(const serve::Options& options, serve::Front front);

/// Reads a mail. Throws InputError, with `file`, when the library is not to be had, or for what is none.
live::MailEvent read_mail(const std::string& file, std::string_view bytes);

}  // namespace pbc::io
