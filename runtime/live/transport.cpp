// SPDX-License-Identifier: Apache-2.0
#include "live/transport.h"

#include <openssl/ssl.h>

#include "live/transport_exec.h"
#include "live/transport_maxmind.h"
#include "live/transport_phishtank.h"
#include "live/transport_redirects.h"

namespace pbc::live {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;

Exchange failed_exchange(policy::Failure failure, std::string message, bool is_late) {
  Exchange exchange;
  exchange.failure = failure;
  exchange.message = std::move(message);
  exchange.is_late = is_late;
  return exchange;
}

Exchange answered_exchange(int status, const OrderedJson& body) {
  Exchange exchange;
  exchange.status = status;
  exchange.body = body.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
  return exchange;
}

Transports::Transports(asio::io_context& context, const HttpOptions& options)
    : context_(context),
      ca_file_(options.ca_file),
      programs_(std::make_unique<Programs>(context)),
      maxmind_(std::make_unique<MaxMindFiles>()),
      phishtank_(std::make_unique<PhishTankFiles>(context)),
      redirects_(std::make_unique<RedirectTracer>(context, options)) {}

Transports::~Transports() = default;

ssl::context& Transports::trust() {
  if (!trust_) {
    trust_ = std::make_unique<ssl::context>(ssl::context::tls_client);
    trust_->set_verify_mode(ssl::verify_peer);
    boost::system::error_code ignored;
    trust_->set_default_verify_paths(ignored);
    if (!ca_file_.empty()) trust_->load_verify_file(ca_file_, ignored);
    SSL_CTX_set_min_proto_version(trust_->native_handle(), TLS1_2_VERSION);
  }
  return *trust_;
}

asio::awaitable<Exchange> Transports::exchange(const AssetConfig& asset, const HttpRequest& request) {
  switch (asset.connector->connection.transport) {
    case Transport::kSmtp:
      co_return co_await exchange_smtp(context_, trust(), asset, request);
    case Transport::kExec:
      co_return co_await programs_->exchange(asset, request);
    case Transport::kDns:
      co_return co_await exchange_dns(context_, asset, request);
    case Transport::kMaxMind:
      co_return maxmind_->exchange(asset, request);
    case Transport::kPhishTankFile:
      co_return co_await phishtank_->exchange(asset, request);
    case Transport::kRedirects:
      co_return co_await redirects_->exchange(asset, request);
    case Transport::kContent:  // computed by whoever asks (computed.h)
    case Transport::kHttp:
      break;
  }
  co_return failed_exchange(policy::Failure::kClient4xx, "it is asked elsewhere");
}

}  // namespace pbc::live
