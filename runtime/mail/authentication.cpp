// SPDX-License-Identifier: Apache-2.0
#include "mail/authentication.h"

#include <algorithm>
#include <map>
#include <utility>

#include "mail/ascii.h"

namespace pbc::mail {
namespace {

// No honest mail has as many, in one header or one message.
constexpr std::size_t kMaxProperties = 64, kMaxResults = 256;

/// Words of a header: texts apart by blanks, comments left out, quotes undone; ";" and "=" are words of their own.
struct Word {
  std::string text;
  bool is_sign = false;
};

class Words {
 public:
  explicit Words(std::string_view value) {
    while (at_ < value.size()) {
      const char c = value[at_];
      if (is_space(c)) {
        ++at_;
      } else if (c == '(') {
        skip_comment(value);
      } else if (c == ';' || c == '=') {
        words_.push_back({std::string(1, c), true});
        ++at_;
      } else {
        words_.push_back({take_text(value), false});
      }
    }
  }

  const std::vector<Word>& all() const { return words_; }
  const std::string& first_comment() const { return comment_; }

 private:
  void skip_comment(std::string_view value) {
    const std::size_t begin = at_ + 1;
    int depth = 0;
    for (; at_ < value.size(); ++at_) {
      if (value[at_] == '\\') {
        ++at_;
      } else if (value[at_] == '(') {
        ++depth;
      } else if (value[at_] == ')' && --depth == 0) {
        break;
      }
    }
    at_ = std::min(at_, value.size());
    if (comment_.empty()) comment_ = trim(value.substr(begin, at_ - begin));
    if (at_ < value.size()) ++at_;
  }

  /// "=" belongs to the text once one has been seen: `header.b=ab=c`, `b=Zm9v==`.
  std::string take_text(std::string_view value) {
    std::string text;
    const bool is_value = !words_.empty() && words_.back().is_sign && words_.back().text == "=";
    while (at_ < value.size()) {
      const char c = value[at_];
      if (c == '"') {
        for (++at_; at_ < value.size() && value[at_] != '"'; ++at_) {
          if (value[at_] == '\\' && at_ + 1 < value.size()) ++at_;
          text += value[at_];
        }
        if (at_ < value.size()) ++at_;
      } else if (is_space(c) || c == ';' || c == '(' || (c == '=' && !is_value)) {
        break;
      } else {
        text += c;
        ++at_;
      }
    }
    return text;
  }

  std::size_t at_ = 0;
  std::vector<Word> words_;
  std::string comment_;
};

struct Pair {
  std::string name, value;
};
using Statement = std::vector<Pair>;

void add_property(Properties& properties, const Pair& pair) {
  if (!pair.value.empty() && properties.size() < kMaxProperties) properties.emplace_back(lower(pair.name), pair.value);
}

/// Statements apart by ";", of pairs NAME=VALUE; a word without "=" is a pair without a value.
std::vector<Statement> statements_of(const Words& words) {
  std::vector<Statement> statements(1);
  const std::vector<Word>& all = words.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].is_sign) {
      if (all[i].text == ";") statements.emplace_back();
      continue;
    }
    Pair pair{all[i].text, ""};
    if (i + 1 < all.size() && all[i + 1].is_sign && all[i + 1].text == "=") {
      const bool has_value = i + 2 < all.size() && !all[i + 2].is_sign;
      if (has_value) pair.value = all[i + 2].text;
      i += has_value ? 2 : 1;
    }
    statements.back().push_back(std::move(pair));
  }
  return statements;
}

std::vector<AuthenticationResult> results_of(const std::vector<Statement>& statements) {
  std::vector<AuthenticationResult> results;
  std::string authserv_id;
  bool is_first = true;
  for (const Statement& statement : statements) {
    if (statement.empty()) continue;
    if (std::exchange(is_first, false) && statement.front().value.empty()) {  // some leave their name out
      authserv_id = lower(statement.front().name);
      continue;
    }
    AuthenticationResult result;
    result.authserv_id = authserv_id;
    const bool is_none = statement.front().value.empty();
    if (is_none && !equal_ignoring_case(statement.front().name, "none")) continue;
    // A method may have a version: dkim/1.
    if (!is_none) result.method = lower(statement.front().name.substr(0, statement.front().name.find('/')));
    result.result = lower(is_none ? "none" : statement.front().value);
    for (std::size_t pair = 1; pair < statement.size(); ++pair) {
      if (equal_ignoring_case(statement[pair].name, "reason")) {
        result.reason = statement[pair].value;
      } else {
        add_property(result.properties, statement[pair]);
      }
    }
    if (results.size() < kMaxResults) results.push_back(std::move(result));
  }
  return results;
}

ReceivedSpf read_received_spf(std::string_view value) {
  const Words words(value);
  ReceivedSpf spf;
  spf.comment = words.first_comment();
  for (const Statement& statement : statements_of(words))
    for (const Pair& pair : statement) {
      if (spf.result.empty()) {
        spf.result = lower(pair.name);
      } else {
        add_property(spf.properties, pair);
      }
    }
  return spf;
}

/// i=1 ... i=50 (RFC 8617, 4.2.1); 0 for anything else.
int instance_of(const std::vector<Statement>& statements) {
  for (const Statement& statement : statements)
    for (const Pair& pair : statement) {
      if (!equal_ignoring_case(pair.name, "i")) continue;
      const bool is_number =
          !pair.value.empty() && pair.value.size() <= 2 && std::all_of(pair.value.begin(), pair.value.end(), is_digit);
      const int number = is_number ? std::stoi(pair.value) : 0;
      return number <= 50 ? number : 0;
    }
  return 0;
}

void read_seal(const std::vector<Statement>& statements, ArcSet& set) {
  for (const Statement& statement : statements) {
    if (statement.empty()) continue;
    const std::string name = lower(statement.front().name);
    if (name == "cv") set.chain = lower(statement.front().value);
    if (name == "d") set.domain = lower(statement.front().value);
    if (name == "s") set.selector = statement.front().value;
  }
}

}  // namespace

std::vector<AuthenticationResult> read_authentication_results(std::string_view value) {
  return results_of(statements_of(Words(value)));
}

Authentication read_authentication(const std::vector<Header>& headers) {
  Authentication found;
  std::map<int, ArcSet> arc;
  for (const Header& header : headers) {
    if (equal_ignoring_case(header.name, "Authentication-Results")) {
      for (AuthenticationResult& result : read_authentication_results(header.value))
        if (found.results.size() < kMaxResults) found.results.push_back(std::move(result));
    } else if (equal_ignoring_case(header.name, "Received-SPF")) {
      if (found.received_spf.size() < kMaxResults) found.received_spf.push_back(read_received_spf(header.value));
    } else if (equal_ignoring_case(header.name, "ARC-Seal") ||
               equal_ignoring_case(header.name, "ARC-Authentication-Results")) {
      std::vector<Statement> statements = statements_of(Words(header.value));
      const int instance = instance_of(statements);
      if (instance == 0) continue;
      ArcSet& set = arc[instance];
      set.instance = instance;
      if (equal_ignoring_case(header.name, "ARC-Seal")) {
        read_seal(statements, set);
      } else {
        statements.erase(statements.begin());  // the instance
        set.results = results_of(statements);
      }
    }
  }
  for (auto& [instance, set] : arc) found.arc.push_back(std::move(set));
  return found;
}

}  // namespace pbc::mail
