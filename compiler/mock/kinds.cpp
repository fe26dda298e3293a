// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/base/fold.h"
#include "compiler/mock/values.h"

namespace pbc::mock {
namespace {

struct Word {
  std::string_view word;
  Kind kind;
};

/// SOAR's words for what a value is.
constexpr Word kContains[] = {
    {"ip", Kind::kIp},
    {"ipv6", Kind::kIp},
    {"url", Kind::kUrl},
    {"domain", Kind::kDomain},
    {"host name", Kind::kHost},
    {"hostname", Kind::kHost},
    {"email", Kind::kEmail},
    {"user name", Kind::kUser},
    {"username", Kind::kUser},
    {"aws iam user name", Kind::kUser},
    {"md5", Kind::kMd5},
    {"sha1", Kind::kSha1},
    {"sha256", Kind::kSha256},
    {"hash", Kind::kSha256},
    {"vault id", Kind::kVaultId},
    {"file name", Kind::kFileName},
    {"file path", Kind::kFilePath},
    {"process name", Kind::kProcess},
    {"pid", Kind::kNumber},
    {"port", Kind::kNumber},
};

/// The words that names are made of. The later word of a name tells more (`source_ip_count` is a number), and in this
/// table nothing depends on order.
constexpr Word kNameWords[] = {
    {"ip", Kind::kIp},
    {"ips", Kind::kIp},
    {"src", Kind::kIp},
    {"dst", Kind::kIp},
    {"address", Kind::kIp},
    {"url", Kind::kUrl},
    {"urls", Kind::kUrl},
    {"uri", Kind::kUrl},
    {"link", Kind::kUrl},
    {"domain", Kind::kDomain},
    {"domains", Kind::kDomain},
    {"host", Kind::kHost},
    {"hostname", Kind::kHost},
    {"dvc", Kind::kHost},
    {"device", Kind::kHost},
    {"computer", Kind::kHost},
    {"machine", Kind::kHost},
    {"endpoint", Kind::kHost},
    {"email", Kind::kEmail},
    {"sender", Kind::kEmail},
    {"recipient", Kind::kEmail},
    {"mail", Kind::kEmail},
    {"user", Kind::kUser},
    {"users", Kind::kUser},
    {"username", Kind::kUser},
    {"suser", Kind::kUser},
    {"duser", Kind::kUser},
    {"owner", Kind::kUser},
    {"account", Kind::kUser},
    {"md5", Kind::kMd5},
    {"sha1", Kind::kSha1},
    {"sha256", Kind::kSha256},
    {"hash", Kind::kSha256},
    {"hashes", Kind::kSha256},
    {"vault", Kind::kVaultId},
    {"filename", Kind::kFileName},
    {"file", Kind::kFileName},
    {"filepath", Kind::kFilePath},
    {"path", Kind::kFilePath},
    {"process", Kind::kProcess},
    {"country", Kind::kCountry},
    {"time", Kind::kTime},
    {"date", Kind::kTime},
    {"timestamp", Kind::kTime},
    {"created", Kind::kTime},
    {"modified", Kind::kTime},
    {"id", Kind::kId},
    {"uuid", Kind::kId},
    {"guid", Kind::kId},
    {"severity", Kind::kSeverity},
    {"urgency", Kind::kSeverity},
    {"status", Kind::kStatus},
    {"state", Kind::kStatus},
    {"score", Kind::kNumber},
    {"count", Kind::kNumber},
    {"total", Kind::kNumber},
    {"positives", Kind::kNumber},
    {"malicious", Kind::kNumber},
    {"suspicious", Kind::kNumber},
    {"port", Kind::kNumber},
    {"pid", Kind::kNumber},
    {"size", Kind::kNumber},
    {"number", Kind::kNumber},
    {"num", Kind::kNumber},
    {"risk", Kind::kNumber},
    {"objects", Kind::kNumber},
    {"verified", Kind::kBool},
    {"valid", Kind::kBool},
};

template <std::size_t N>
const Word* find(const Word (&words)[N], std::string_view wanted) {
  const auto found = std::ranges::find(words, wanted, &Word::word);
  return found == std::end(words) ? nullptr : found;
}

/// `destinationDnsDomain`, `dest_ip` -> their words in lower case.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_letter = is_upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool after_lower = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if ((!is_letter || (is_upper && after_lower)) && !words.back().empty()) words.emplace_back();
    if (is_letter) words.back() += to_lower({&c, 1});
  }
  return words;
}

}  // namespace

Kind kind_of(std::string_view name, const std::vector<std::string>& contains) {
  for (const std::string& word : contains)
    if (const Word* known = find(kContains, to_lower(word))) return known->kind;
  const std::vector<std::string> words = words_of(name);
  if (words.front() == "is" || words.front() == "has") return Kind::kBool;
  if (words.size() > 1 && words.back() == "at") return Kind::kTime;  // verified_at
  if (words.size() > 1 && (words.back() == "id" || words.back() == "name")) {
    const Word* known = find(kNameWords, words[words.size() - 2]);
    const bool is_about = known != nullptr && known->kind != Kind::kNumber && known->kind != Kind::kBool;
    if (words.back() == "name") return is_about ? known->kind : Kind::kText;
    return is_about && known->kind == Kind::kVaultId ? Kind::kVaultId : Kind::kId;
  }
  for (auto word = words.rbegin(); word != words.rend(); ++word)
    if (const Word* known = find(kNameWords, *word)) return known->kind;
  return Kind::kText;
}

std::string_view contains_word(Kind kind) {
  switch (kind) {
    case Kind::kMd5:
    case Kind::kSha1:
    case Kind::kSha256:
      return "hash";
    case Kind::kNumber:
      return "";
    default:
      for (const Word& word : kContains)
        if (word.kind == kind) return word.word;
      return "";
  }
}

}  // namespace pbc::mock
