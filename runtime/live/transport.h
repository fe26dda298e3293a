// SPDX-License-Identifier: Apache-2.0
//
// Ways to ask that are no HTTP (docs/connectors.md, Other transports). The target of a request is the operation, its
// body a JSON object of arguments; the answer has a JSON body and a status as HTTP has it. Belongs to the thread of its
// io_context.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "live/config.h"

namespace pbc::live {

class MaxMindFiles;
class PhishTankFiles;
class Programs;
class RedirectTracer;

class Transports {
 public:
  Transports(boost::asio::io_context& context, const HttpOptions& options);
  ~Transports();
  Transports(const Transports&) = delete;
  Transports& operator=(const Transports&) = delete;

  boost::asio::awaitable<Exchange> exchange(const AssetConfig& asset, const HttpRequest& request);

 private:
  boost::asio::ssl::context& trust();

  boost::asio::io_context& context_;
  std::string ca_file_;
  std::unique_ptr<boost::asio::ssl::context> trust_;  // made when it is needed
  std::unique_ptr<Programs> programs_;
  std::unique_ptr<MaxMindFiles> maxmind_;
  std::unique_ptr<PhishTankFiles> phishtank_;
  std::unique_ptr<RedirectTracer> redirects_;
};

/// No answer, and why.
Exchange failed_exchange(policy::Failure failure, std::string message, bool is_late = false);
/// An answer.
Exchange answered_exchange(int status, const OrderedJson& body);

/// Operation `send`: {from, to, cc, bcc, subject, body, html, headers, content_ids}, where lists may be texts by comma;
/// the request's files are attached. Settings host, port, security (none, starttls, tls); secrets user and password, of
/// which both or none.
boost::asio::awaitable<Exchange> exchange_smtp(boost::asio::io_context& context, boost::asio::ssl::context& trust,
                                               const AssetConfig& asset, const HttpRequest& request);

/// Settings server ("192.0.2.1", "[2001:db8::1]:53"; empty: the system's). Operation `query`: {name, type}.
boost::asio::awaitable<Exchange> exchange_dns(boost::asio::io_context& context, const AssetConfig& asset,
                                              const HttpRequest& request);

}  // namespace pbc::live
