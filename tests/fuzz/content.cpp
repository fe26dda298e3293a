// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a mail, and as the parts of one: an analysis within its bounds, the same twice.
#include "content/content.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace pbc::content;

void require(bool condition) {
  if (!condition) std::abort();
}

Settings settings() {
  Settings own;
  own.own_domains = {"acme.example"};
  own.own_people = {"Erika Beispiel"};
  own.trusted_authserv_ids = {"mx.acme.example"};
  return own;
}

void hold(const Analysis& analysis) {
  require(analysis.score >= 0 && analysis.score <= 0.99 && analysis.confidence > 0 && analysis.confidence <= 1);
  require(analysis.findings.size() <= kMostFindings && analysis.links.size() <= kMostLinks);
  for (const Finding& finding : analysis.findings) {
    require(finding.score >= 0 && finding.score <= 1 && !finding.rule.empty() && !finding.category.empty());
    require(finding.text.size() <= kMostEvidence && finding.evidence.size() <= kMostEvidence);
    require(finding.text.find_first_of("\r\n") == std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Analyzer analyzer(settings());
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Mail mail;
  std::string error;
  if (read_message(bytes, &mail, &error)) {
    const Analysis analysis = analyzer.analyze(mail);
    hold(analysis);
    require(analyzer.analyze(mail).score == analysis.score);
  }
  hold(analyzer.analyze({.from = bytes.substr(0, 200),
                         .subject = bytes.substr(0, 100),
                         .headers = {{bytes.substr(0, 20), bytes}},
                         .text = bytes,
                         .html = bytes,
                         .attachments = {bytes.substr(0, 80)}}));
  return 0;
}
