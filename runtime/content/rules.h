// SPDX-License-Identifier: Apache-2.0
//
// What the families of rules share: the mail as it was read, and where they put what they find.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/address.h"
#include "content/content.h"
#include "content/domains.h"
#include "content/lexicon.h"
#include "content/page.h"
#include "mail/authentication.h"

namespace pbc::content {

/// A rule counts once, as strong as its strongest case.
class Findings {
 public:
  void add(std::string_view category, std::string_view rule, double score, std::string text,
           std::string_view evidence = {});
  /// The strongest score of a category; 0 where there is none.
  double strongest(std::string_view category) const;
  bool has(std::string_view rule) const;
  std::vector<Finding>& all() { return all_; }

 private:
  std::vector<Finding> all_;
};

struct LinkFacts {
  std::string url;     // as browsers read it, link protection taken away
  std::string shown;   // its text
  std::string scheme;  // lower case
  Host host;
  bool is_of_sender = false;
  std::vector<std::string> hints;  // ids of the rules that found it
};

struct Reading {
  Reading(const Mail& own, const Settings& given, const Targets& known) : mail(own), settings(given), targets(known) {}

  const Mail& mail;
  const Settings& settings;
  const Targets& targets;

  std::vector<mail::Header> headers;  // unfolded
  std::string subject;
  std::string text;               // subject and bodies, as they are seen
  Words words;                    // of `text`
  std::size_t subject_words = 0;  // that they begin with
  Hits hits;
  Page page;
  std::vector<Mailbox> from, reply_to, return_path, to;
  Host from_host, reply_host, return_host;
  std::vector<Host> to_hosts;
  Words display_name;
  std::vector<LinkFacts> links;
  Authentication authentication;
  bool sender_passes = false;  // by a trusted header, the domain of From is who sent it
  bool is_bulk = false;        // says that it is: List-Unsubscribe, Precedence
  bool is_list = false;        // of a discussion: List-Post, List-Id without a way to leave by one click
  std::size_t body_words = 0;

  std::vector<Lookalike> lookalikes;
  Findings findings;

  const std::string* header(std::string_view name) const;
  std::size_t count(std::string_view header) const;
  /// The sender is one of ours, or of the reader's own domain, and nothing says that this is a lie.
  bool is_internal() const;
  bool seems_internal() const;
  /// The sender's domain could have vouched for the mail, and has not.
  bool is_disproven() const;
  bool has_foreign_link() const;
  bool is_free_mail() const { return content::is_free_mail(from_host.registrable); }
};

// In this order: each may look at what those before it have found.
void read_authentication(Reading& reading);
void judge_authentication(Reading& reading);
void judge_sender(Reading& reading);
void read_links(Reading& reading);
void judge_links(Reading& reading);
void judge_html(Reading& reading);
void judge_attachments(Reading& reading);
void judge_wording(Reading& reading);

}  // namespace pbc::content
