// SPDX-License-Identifier: Apache-2.0
//
// testdata/NAME.eml gives NAME.event.json and, where it has attachments, NAME.attachments. PBC_BLESS=1 writes them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "frozen/frozen.h"
#include "mail/mail.h"
#include "mail/samples.h"

namespace pbc::mail {
namespace {

void expect_golden(const std::filesystem::path& golden, const std::string& text) {
  const char* bless = std::getenv("PBC_BLESS");
  if (bless != nullptr && std::string_view(bless) == "1") {
    if (text.empty()) {
      std::filesystem::remove(golden);
    } else {
      std::ofstream(golden, std::ios::binary) << text;
    }
    return;
  }
  EXPECT_EQ(read_file(golden), text) << golden << "; PBC_BLESS=1 runtime_mail_test takes the new text for right";
}

class Samples : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Samples, GiveTheirGoldens) {
  std::string error;
  const auto mail = read_mail(read_file(GetParam()), {}, error);
  ASSERT_TRUE(mail) << error;
  expect_golden(std::filesystem::path(GetParam()).replace_extension(".event.json"),
                nlohmann::ordered_json::parse(frozen::to_json(mail->event)).dump(2) + "\n");
  std::string attachments;
  for (const Attachment& file : mail->attachments)
    attachments +=
        file.name + "\t" + file.mime_type + "\t" + std::to_string(file.bytes.size()) + "\t" + file.sha1 + "\n";
  expect_golden(std::filesystem::path(GetParam()).replace_extension(".attachments"), attachments);
}

INSTANTIATE_TEST_SUITE_P(Mail, Samples, testing::ValuesIn(sample_files()),
                         [](const auto& info) { return info.param.stem().string(); });

}  // namespace
}  // namespace pbc::mail
