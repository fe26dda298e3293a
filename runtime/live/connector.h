// SPDX-License-Identifier: Apache-2.0
//
// Connectors: what a descriptor of runtime/connectors/ says of requests and answers (docs/connectors.md).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "live/program.h"
#include "live/template.h"
#include "policy/micros.h"

namespace pbc::live {

using policy::Micros;

class TriageRules;

/// What an action does outside (docs/connectors.md, Effect classes).
enum class Effect : std::uint8_t { kLookup, kState, kFetch, kDetonate, kExecute, kContain, kRestore, kNotify, kRecord };
std::string_view name(Effect effect);
std::optional<Effect> find_effect(std::string_view name);
/// Changes something outside, or may: needs leave (`--allow`), and is never sent twice.
bool is_effectful(Effect effect);

/// Waits for what a service is still working on.
struct Poll {
  Program until;     // true: it is there
  Micros after = 0;  // before the first request
  Micros every = 0;
  Micros at_most = 0;
};

/// A body of several parts.
struct FormTemplate {
  std::vector<std::pair<std::string, Template>> fields;
  std::vector<std::pair<std::string, std::string>> files;  // the name of the parts, the parameter that names the files
};

struct RequestTemplate {
  Program when;  // false or null: this request is passed over
  std::string method = "GET";
  Template path;
  std::optional<Template> url;  // instead of the path: where an answer has said
  std::vector<std::pair<std::string, Template>> query;
  std::vector<std::pair<std::string, Template>> headers;
  std::optional<JsonTemplate> json;
  Program body;  // gives a JSON body
  std::vector<std::pair<std::string, Template>> form;
  std::optional<Template> text;  // the body as it is
  std::optional<FormTemplate> multipart;
  std::string file;                // the parameter whose file is the body; several are sent one by one
  std::vector<std::string> files;  // parameters whose files go along, where the transport takes some
  std::vector<std::pair<std::string, Program>> save;
  std::optional<Poll> poll;
  bool is_optional = false;  // what came before stands where it fails
};

/// Several calls in one request.
struct BatchTemplate {
  std::size_t size = 1;
  RequestTemplate request;
  Program each;  // from the answer to a list, in the order of $parameters
};

struct Action {
  std::string name;  // lower case
  Effect effect = Effect::kExecute;
  std::vector<std::string> parameters;       // that it declares
  std::vector<std::string> file_parameters;  // those of them whose files its requests send
  std::vector<RequestTemplate> requests;
  Program expects;  // of an answer that is one: true, or it is not what this descriptor is about
  Program answer;   // {outcome, verdict, message, data, summary}
  std::optional<BatchTemplate> batch;
  std::map<std::string, Micros> ttl;                         // by verdict
  std::map<std::string, std::vector<std::string>> contains;  // by parameter: SOAR's words for what it is
  std::shared_ptr<const TriageRules> triage;                 // null: it tells nothing of an indicator
};

/// A limit of a service, as descriptors and configurations write it.
struct QuotaRule {
  std::int64_t requests = 0;
  std::string per;    // second, minute, hour, day, month
  std::string reset;  // "00:00 UTC", "00:00 America/Los_Angeles"; empty: any interval of that length
  std::string plan;
  friend bool operator==(const QuotaRule&, const QuotaRule&) = default;
};

/// Headers in which a service tells what is left of its limit.
struct QuotaHeaders {
  std::string remaining;
  std::string reset;        // when it is whole again: seconds since 1970, or from now
  std::string reset_after;  // seconds from now
};

enum class Transport : std::uint8_t { kHttp, kSmtp, kDns, kMaxMind, kPhishTankFile, kExec };
std::string_view name(Transport transport);
/// Its answers come out of the question alone: no request, no file.
inline bool is_computed(Transport transport) { return name(transport) == "content"; }

struct Timeouts {
  Micros connect = 5 * policy::kSecond;  // resolving and the TLS handshake, each
  Micros answer = 30 * policy::kSecond;  // until the head of the answer
  Micros total = 60 * policy::kSecond;
};

struct Connection {
  Transport transport = Transport::kHttp;
  std::shared_ptr<ProgramSet> programs;
  std::string base_url;
  std::vector<std::pair<std::string, Template>> headers;
  std::vector<std::pair<std::string, Template>> query;
  std::optional<std::pair<Template, Template>> basic;  // user and password, RFC 7617
  std::map<std::string, std::string>
      secrets;  // by name: the environment variable that holds it where nothing else is said
  std::vector<std::string> optional_secrets;    // that a service can do without
  std::map<std::string, OrderedJson> settings;  // by name: the default; null: to be given
  std::vector<int> over_quota = {429};          // status codes
  std::vector<int> unknown;                     // status codes of what the service does not know
  QuotaHeaders quota_headers;
  Program retry_after;  // from an answer that is over quota to seconds
  Timeouts timeouts;
  std::size_t max_answer = std::size_t{16} << 20;  // bytes
  std::size_t max_upload = std::size_t{32} << 20;  // bytes of the files of a call
  std::vector<std::string> upload_hosts;           // besides its own, where a request's `url` may lead
  std::size_t connections = 64;                    // at the same time
  bool follows_redirects = false;
};

struct Connector {
  std::string app;
  std::string service;  // whose quotas it uses up
  std::string as_of;    // when its limits and shapes were looked up
  std::string file;
  std::vector<std::string> assets;  // usual names
  std::vector<QuotaRule> quotas;
  Connection connection;
  std::map<std::string, Action, std::less<>> actions;
};

/// What is wrong with a descriptor, by place: "actions.lookup ip.request.path: ...".
struct DescriptorProblem {
  std::string place;
  std::string what;
};

/// Reads a descriptor; nothing where it has no `connection`, or with problems. Jq programs are not compiled yet.
std::shared_ptr<const Connector> read_connector(const OrderedJson& json, const std::string& file,
                                                std::vector<DescriptorProblem>* problems);

/// Compiles every program of it, which takes a while: what is wrong with them.
void check_programs(const Connector& connector, std::vector<DescriptorProblem>* problems);

/// One name, whatever the case, blanks, hyphens and underscores.
std::string folded(std::string_view name);
std::string lower(std::string_view text);

/// Reads a list of quota rules, as descriptors and configurations have it.
std::vector<QuotaRule> read_quotas(const OrderedJson& json, const std::string& place,
                                   std::vector<DescriptorProblem>* problems);

}  // namespace pbc::live
