// SPDX-License-Identifier: Apache-2.0
//
// print_events FILE...: the event of each mail, one a line; null for what is no mail. For compare.py.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "frozen/frozen.h"
#include "mail/mail.h"

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream stream(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    std::string error;
    const auto mail = pbc::mail::read_mail(bytes, {}, error);
    std::puts(mail ? pbc::frozen::to_json(mail->event).c_str() : "null");
  }
}
