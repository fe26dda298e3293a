// SPDX-License-Identifier: Apache-2.0
//
// What a mail itself tells of being a phish or a business e-mail compromise (docs/content.md): nothing is looked up,
// and nothing is asked. The same mail and settings give the same analysis.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pbc::content {

/// Header values are taken folded or not, encoded words included. Members of their own win over `headers`.
struct Mail {
  std::string from = {}, reply_to = {}, return_path = {}, to = {}, subject = {};
  std::vector<std::pair<std::string, std::string>> headers = {};  // in their order
  std::string text = {}, html = {};                               // bodies, UTF-8
  std::vector<std::string> attachments = {};                      // their names
};

/// Whom phishes pretend to be.
struct Brand {
  std::string name;                  // as people write it: "PayPal"
  std::vector<std::string> domains;  // that are its own; with `.*` at the end: "amazon.*", below any public suffix
  bool is_common_word = false;       // its name means something else as well: "Apple", "Chase"
};

/// The brands that are misused most.
const std::vector<Brand>& known_brands();

struct Settings {
  std::vector<std::string> own_domains;
  std::vector<std::string> own_people;  // display names that outsiders would use: executives, payroll
  std::vector<std::string> trusted_authserv_ids;
  std::vector<Brand> brands = known_brands();
};

struct Finding {
  std::string rule;      // its id, such as "reply-to-differs"
  std::string category;  // such as "sender"
  double score = 0;      // by itself
  std::string text;      // for people, one line
  std::string evidence;  // an excerpt, kMostEvidence bytes at most
};

/// Lower case; "none" where no header says anything.
struct Authentication {
  std::string spf = "none", dkim = "none", dmarc = "none", arc = "none";
  std::vector<std::string> aligned_domains;  // that passed, and belong to the sender's registrable domain
  bool is_trusted = false;                   // said by one of the trusted authserv-ids
};

struct Sender {
  std::string address, domain, registrable, display_name;
};

struct Link {
  std::string href, text;         // kMostEvidence bytes at most
  std::string host, registrable;  // host: Unicode as it is shown; empty where there is none
  std::vector<std::string> hints;
};

struct Lookalike {
  std::string domain, looks_like, why;
};

/// Its texts are UTF-8, whatever the mail's are.
struct Analysis {
  double score = 0, confidence = 0;
  std::string verdict;            // "malicious", "suspicious", "clean"
  std::vector<Finding> findings;  // the strongest first
  Authentication authentication;
  Sender sender;
  std::vector<Link> links;
  std::vector<Lookalike> lookalikes;
  std::vector<std::string> limits;  // that the mail goes beyond, a sentence each
};

// What is looked at of a mail at most; what is beyond is named in `limits`.
constexpr std::size_t kMostText = 256 << 10;  // bytes, of the text that people see
constexpr std::size_t kMostHtml = 2 << 20;    // bytes
constexpr std::size_t kMostHeader = 8 << 10;  // bytes of one
constexpr std::size_t kMostHeaders = 500;
constexpr std::size_t kMostLinks = 200;  // different ones
constexpr std::size_t kMostAttachments = 100;
constexpr std::size_t kMostFindings = 40;
constexpr std::size_t kMostEvidence = 160;

constexpr double kMalicious = 0.8, kSuspicious = 0.4;  // the scores from which a verdict is more than clean

class Targets;

/// Takes any bytes, in linear time. Making one takes longer than an analysis; it may be used by several threads.
class Analyzer {
 public:
  explicit Analyzer(Settings settings);
  ~Analyzer();
  Analyzer(const Analyzer&) = delete;
  Analyzer& operator=(const Analyzer&) = delete;

  Analysis analyze(const Mail& mail) const;

 private:
  Settings settings_;
  std::unique_ptr<const Targets> targets_;
};

/// From a mail in RFC 5322 form: of its own message, without those inside of it. Nothing, with one line in `error`,
/// where it is no mail.
bool read_message(const std::string& bytes, Mail* mail, std::string* error);

}  // namespace pbc::content
