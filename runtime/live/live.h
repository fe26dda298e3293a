// SPDX-License-Identifier: Apache-2.0
//
// The door between a compiled playbook and libpbc_live.so, which it loads to reach the outside. Nothing but standard
// types passes, and no exception.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pbc::live {

/// Microseconds: since 1970 in UTC for a time, else a duration.
using Micros = std::int64_t;

/// A file of a run's vault.
struct File {
  std::string name;
  std::string mime_type;  // empty: not known
  std::string bytes;
};

struct FoundFile {
  std::shared_ptr<const File> file;  // null: there is none that can be had
  std::string problem;               // then this says why
};
/// Gives the file with this vault id, of at most `most` bytes.
using FindFile = std::function<FoundFile(const std::string& vault_id, std::size_t most)>;

/// An action call to one asset.
struct Question {
  std::string asset;
  std::string action;
  std::string parameter;    // a JSON object
  bool is_warming = false;  // for the caches alone: only look-ups are asked
  FindFile find_file = {};  // only called before ask() returns, for actions that send files; empty: there are none
};

/// What an answer says of the indicator that was asked about (docs/connectors.md, Triage).
struct Assessment {
  double score = 0;       // 0: harmless, 1: malicious
  double confidence = 0;  // how far to believe it, 0 to 1
  std::string reason;     // one line
};

struct Answer;

/// What an answer says of its indicator by the rules of its action, found out when somebody first wants to know.
class Opinion {
 public:
  Opinion() = default;
  Opinion(const Opinion&) = delete;
  Opinion& operator=(const Opinion&) = delete;
  virtual ~Opinion() = default;

  /// Always of the same answer. Any thread may call it.
  virtual const std::optional<Assessment>& of(const Answer& answer) const = 0;
};

/// What an asset says to a call; shared by everybody whom it answers, so nobody changes it.
struct Answer {
  bool success = false;
  std::string message;
  std::string data;                                  // a list, frozen (frozen.h)
  std::string summary;                               // a dict, frozen
  std::string verdict;                               // malicious, suspicious, clean, unknown; empty: no look-up of one
  Micros made = 0;                                   // when the service gave it
  std::shared_ptr<const Opinion> opinion = nullptr;  // null: the action has no rules
};

/// Who answered.
enum class Source : std::uint8_t {
  kService,
  kProcessCache,
  kSharedCache,  // Redis
  kFlight,       // another call's request, which was under way
  kComputed,     // nobody: it was worked out here
  kNobody,       // withheld, or nothing that could be asked
};

struct Reply {
  std::shared_ptr<const Answer> answer;
  Source source = Source::kService;
  std::int64_t requests = 0;  // that this call made; of a batch, its first call counts them
  Micros waited = 0;          // for a quota
};

/// A request that a playbook makes itself.
struct WebRequest {
  std::string method;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Micros connect_timeout = 0;  // 0: the usual
  Micros answer_timeout = 0;
  bool verifies = true;
  bool follows_redirects = true;
};

enum class WebFailure : std::uint8_t {
  kNone,
  kConnection,
  kConnectTimeout,
  kReadTimeout,
  kCertificate,
  kRedirects,
  kWithheld
};

struct WebAnswer {
  WebFailure failure = WebFailure::kNone;
  std::string message;  // of a failure
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string url;  // where redirects have led
};

/// A configured instance of a connector.
struct Asset {
  std::string name;
  std::string app;
};

struct Options {
  std::string config;                   // a file (docs/live.md); empty: what the environment says
  std::vector<std::string> connectors;  // folders of descriptors, over those that are built in
  std::vector<std::string> allowed;     // effect classes of actions that may run, besides the configuration's
  bool is_cached = true;                // answers are kept for other runs
  bool is_dry = false;                  // nothing that changes something runs, whatever is allowed
  std::string log;                      // a file for lines of JSON; "-": stderr; empty: warnings alone
  std::string metrics_listen;           // "127.0.0.1:9100": metrics are shown there; port 0: a free one; empty: nowhere
};

/// Everything outside, as one process sees it. Any thread may call it; what it hands over is called on a thread of its
/// own, or before the call returns where the answer is there already, and must neither block nor throw.
class Gateway {
 public:
  Gateway() = default;
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;
  virtual ~Gateway() = default;

  /// In order: those of the configuration, then those of connectors that can be used without one.
  virtual const std::vector<Asset>& assets() const = 0;
  /// The names of those that can do the action.
  virtual std::vector<std::string> assets_for(std::string_view action) const = 0;
  virtual void ask(Question question, std::function<void(Reply)> deliver) = 0;
  virtual void fetch(WebRequest request, std::function<void(WebAnswer)> deliver) = 0;
  /// The text with every secret that is configured written as `***`.
  virtual std::string redacted(std::string text) const = 0;
  /// A run has ended, for the metrics.
  virtual void ran(bool success, Micros duration) = 0;
  /// What was asked so far, as JSON (docs/live.md, Report). It waits for the gateway's thread, as metrics() does.
  virtual std::string report() const = 0;
  /// As Prometheus reads it (docs/live.md, Metrics).
  virtual std::string metrics() const = 0;
};

/// What works out answers of the question alone (docs/connectors.md, content). Any thread may call it.
class Computer {
 public:
  Computer() = default;
  Computer(const Computer&) = delete;
  Computer& operator=(const Computer&) = delete;
  virtual ~Computer() = default;

  virtual bool computes(std::string_view asset, std::string_view action) const = 0;
  /// Of what it computes.
  virtual Answer compute(const Question& question) const = 0;
};

/// A mail as an event.
struct MailEvent {
  struct Attachment {
    std::string name, sha1, sha256, md5, mime_type, bytes;
  };
  std::string event;  // that of docs/contracts.md, frozen (frozen/frozen.h)
  std::vector<Attachment> attachments;
};

/// Opens the gateway; null, with `error` set to one line, where the configuration cannot be used.
using Open = Gateway* (*)(const Options& options, std::string* error);
inline constexpr const char* kOpenSymbol = "pbc_live_open_2";
/// Opens what needs no configuration and nobody outside; null, with `error` set.
using OpenComputer = Computer* (*)(std::string* error);
inline constexpr const char* kOpenComputerSymbol = "pbc_live_open_computer_1";
/// Reads a mail; false, with `error` set to one line, for what is none.
using ReadMail = bool (*)(std::string_view bytes, MailEvent* event, std::string* error);
inline constexpr const char* kReadMailSymbol = "pbc_live_read_mail_2";
/// Lists connectors as JSON (listing.h), for `pbc connectors`.
using ListConnectors = void (*)(const std::vector<std::string>& folders, bool checks, std::string* json);
inline constexpr const char* kConnectorsSymbol = "pbc_live_connectors_1";

}  // namespace pbc::live
