// SPDX-License-Identifier: Apache-2.0
#include "content/address.h"

#include "mail/ascii.h"
#include "mail/text.h"
#include "mail/url.h"

namespace pbc::content {
namespace {

constexpr std::size_t kMostMailboxes = 100;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<Mailbox> read() {
    while (at_ < text_.size() && found_.size() < kMostMailboxes) {
      const char c = text_[at_++];
      if (c == '"')
        quoted();
      else if (c == '(')
        comment();
      else if (c == '<')
        angle();
      else if (c == ',' || c == ';')
        finish();
      else if (c == ':' && text_.find('@', at_) != std::string_view::npos && words_.find('@') == std::string::npos)
        words_.clear();  // the name of a group
      else
        words_ += c;
    }
    finish();
    return std::move(found_);
  }

 private:
  void quoted() {
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      words_ += text_[at_];
    }
    ++at_;
  }

  void comment() {
    const std::size_t begin = at_;
    int depth = 1;
    for (; at_ < text_.size() && depth > 0; ++at_) depth += text_[at_] == '(' ? 1 : text_[at_] == ')' ? -1 : 0;
    if (comment_.empty()) comment_ = text_.substr(begin, at_ - begin - (depth == 0 ? 1 : 0));
  }

  void angle() {
    const std::size_t end = std::min(text_.find('>', at_), text_.size());
    angle_ = text_.substr(at_, end - at_);
    has_angle_ = true;
    at_ = end + (end < text_.size() ? 1 : 0);
  }

  void finish() {
    Mailbox box;
    const std::string_view words = mail::trim(words_);
    const std::string_view address = has_angle_ ? mail::trim(angle_) : words;
    const std::size_t at = address.rfind('@');
    if (at != std::string_view::npos && at > 0 && at + 1 < address.size()) {
      box.display_name = mail::decode_words(has_angle_ ? words : mail::trim(comment_));
      box.address = mail::lower(address);
      box.domain = mail::normal_domain(mail::trim(address.substr(at + 1)));
      found_.push_back(std::move(box));
    } else if (has_angle_ && !words.empty()) {
      box.display_name = mail::decode_words(words);
      found_.push_back(std::move(box));
    }
    words_.clear();
    angle_ = comment_ = {};
    has_angle_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string words_;
  std::string_view angle_, comment_;
  bool has_angle_ = false;
  std::vector<Mailbox> found_;
};

}  // namespace

std::vector<Mailbox> mailboxes_of(std::string_view header) { return Reader(header).read(); }

}  // namespace pbc::content
