// SPDX-License-Identifier: Apache-2.0
//
// What mails say, in seven languages: phrases by topic, found in one pass over the words.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "content/fold.h"

namespace pbc::content {

enum class Topic : std::uint8_t {
  kUrgency,      // a deadline, "at once"
  kThreat,       // an account will be closed
  kCredentials,  // asks for a password, or to confirm an account
  kMailbox,      // speaks as whoever runs the reader's mailbox or password
  kWire,         // asks for a transfer of money
  kBankChange,   // new bank details
  kGiftCards,
  kPayroll,    // pay into another account
  kStaffData,  // wants lists of employees, customers, open invoices
  kInvoice,
  kSecrecy,    // tell nobody; cannot be called
  kAvailable,  // "are you at your desk?"
  kPrize,      // money for nothing
  kExtortion,
  kShared,    // a document, a fax, a voice message waits
  kDelivery,  // a parcel waits
  kRefund,    // a fine, a tax refund, a payment that failed
  kCallback,  // a subscription was charged: call this number
  kArchivePassword,
  kClick,    // follow the link
  kWarning,  // speaks about phishing
  kCount,
};
constexpr std::size_t kTopics = static_cast<std::size_t>(Topic::kCount);

/// `words` are separated by blanks: `a|b` is one or the other, `a*` whatever begins so, `~` up to four words of any
/// kind.
struct Phrase {
  Topic topic;
  std::string_view words;
};
extern const Phrase kPhrases[];
extern const std::size_t kPhraseCount;

struct Hit {
  std::uint32_t first = 0, last = 0;  // words
  std::uint16_t phrase = 0;
};

struct Hits {
  std::array<std::vector<Hit>, kTopics> own, quoted;  // by topic, in the order of the text; a phrase once

  const std::vector<Hit>& of(Topic topic) const { return own[static_cast<std::size_t>(topic)]; }
  const std::vector<Hit>& quoted_of(Topic topic) const { return quoted[static_cast<std::size_t>(topic)]; }
  bool has(Topic topic) const { return !of(topic).empty(); }
};

Hits hits_in(const Words& words);

/// What a hit stands on, for people: its text with a little around it, on one line.
std::string excerpt(const Words& words, const Hit& hit);

}  // namespace pbc::content
