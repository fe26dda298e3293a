// SPDX-License-Identifier: Apache-2.0
//
// What libpbc_live.so exports.
#include <memory>

#include "live/computed.h"
#include "live/gateway.h"
#include "live/listing.h"
#include "mail/mail.h"
#include "serve/server.h"
#include "triage/open.h"

using namespace pbc::live;

#pragma GCC visibility push(default)
extern "C" {

// Named by kOpenSymbol, kReadMailSymbol, kConnectorsSymbol, triage::kOpenSymbol.
Gateway* pbc_live_open_2(const Options& options, std::string* error);
bool pbc_live_read_mail_2(std::string_view bytes, MailEvent* event, std::string* error);
void pbc_live_connectors_1(const std::vector<std::string>& folders, bool checks, std::string* json);
Computer* pbc_live_open_computer_1(std::string* error);
pbc::triage::Triage* pbc_triage_open_1(const pbc::triage::Opening& opening, std::string* error);
pbc::serve::Server* pbc_serve_open_1(const pbc::serve::Options& options, pbc::serve::Front front, std::string* error);

Gateway* pbc_live_open_2(const Options& options, std::string* error) {
  try {
    std::vector<FileProblem> problems;
    const auto connectors = load_connectors(options.connectors, &problems);
    if (!problems.empty()) {
      *error = told(problems.front()) + "; `pbc connectors` checks descriptors";
      return nullptr;
    }
    Config config = load_config(options.config, connectors, error);
    if (!error->empty()) return nullptr;
    auto gateway = std::make_unique<LiveGateway>(std::move(config), options, error);
    return error->empty() ? gateway.release() : nullptr;
  } catch (const std::exception& failure) {
    *error = std::string("internal: ") + failure.what();
    return nullptr;
  }
}

bool pbc_live_read_mail_2(std::string_view bytes, MailEvent* event, std::string* error) {
  try {
    std::optional<pbc::mail::Mail> mail = pbc::mail::read_mail(bytes, {}, *error);
    if (!mail) return false;
    event->event = std::move(mail->event);
    for (pbc::mail::Attachment& attachment : mail->attachments)
      event->attachments.push_back({std::move(attachment.name), std::move(attachment.sha1),
                                    std::move(attachment.sha256), std::move(attachment.md5),
                                    std::move(attachment.mime_type), std::move(attachment.bytes)});
    return true;
  } catch (const std::exception& failure) {
    *error = std::string("internal: ") + failure.what();
    return false;
  }
}

void pbc_live_connectors_1(const std::vector<std::string>& folders, bool checks, std::string* json) {
  *json = list_connectors(folders, checks);
}

Computer* pbc_live_open_computer_1(std::string* error) {
  try {
    return open_computer(error).release();
  } catch (const std::exception& failure) {
    *error = std::string("internal: ") + failure.what();
    return nullptr;
  }
}

pbc::triage::Triage* pbc_triage_open_1(const pbc::triage::Opening& opening, std::string* error) {
  try {
    return pbc::triage::open(opening, error);
  } catch (const std::exception& failure) {
    *error = std::string("internal: ") + failure.what();
    return nullptr;
  }
}

pbc::serve::Server* pbc_serve_open_1(const pbc::serve::Options& options, pbc::serve::Front front, std::string* error) {
  try {
    return pbc::serve::open(options, std::move(front), error);
  } catch (const std::exception& failure) {
    *error = std::string("internal: ") + failure.what();
    return nullptr;
  }
}

}  // extern "C"
#pragma GCC visibility pop
