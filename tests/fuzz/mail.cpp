// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a mail: refused with one line, or an event that is JSON in UTF-8, with attachments that belong to it.
// Every second input is read with limits so small that it goes beyond them.
#include "mail/mail.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "frozen/frozen.h"

namespace {

using namespace pbc::mail;

MailOptions options_for(bool small) {
  MailOptions options;
  options.unwrap_links = options.refang = small;
  if (small) options.limits = {1500, 6, 3, 8, 100, 2, 900, 5, 400};
  return options;
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const MailOptions options = options_for(size % 2 == 1);
  std::string error;
  const auto mail = read_mail(bytes, options, error);
  require(mail.has_value() == error.empty());
  if (!mail) return 0;
  const nlohmann::json event =
      nlohmann::json::parse(pbc::frozen::to_json(mail->event));  // throws where it is not UTF-8
  require(!event["artifacts"].empty() && event["artifacts"].back()["run_automation"] == true);
  std::size_t files = 0;
  for (const auto& artifact : event["artifacts"]) files += artifact["name"] == "Vault Artifact";
  require(files == mail->attachments.size() && files <= options.limits.attachments);
  return 0;
}
