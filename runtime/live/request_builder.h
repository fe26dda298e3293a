// SPDX-License-Identifier: Apache-2.0
//
// From a template to the request of a call.
#pragma once

#include <optional>
#include <string>

#include "live/config.h"
#include "live/http_client.h"
#include "live/template.h"

namespace pbc::live {

/// What the places of an asset's templates mean: parameters, `NAME*` those of all calls, secrets, settings, vars.
class Places {
 public:
  Places(const AssetConfig& asset, std::vector<OrderedJson> parameters)
      : asset_(asset), parameters_(std::move(parameters)) {}

  OrderedJson operator()(std::string_view name) const;
  void save(const std::string& name, OrderedJson value) { vars_[name] = std::move(value); }
  const std::vector<OrderedJson>& parameters() const { return parameters_; }
  const OrderedJson& vars() const { return vars_; }

 private:
  const AssetConfig& asset_;
  std::vector<OrderedJson> parameters_;
  OrderedJson vars_ = OrderedJson::object();
};

/// Sets `error` to what is missing. `body` is what the request's program for it gives.
HttpRequest build_request(const AssetConfig& asset, const RequestTemplate& request, const Places& places,
                          const std::optional<std::string>& body, std::string* error);

}  // namespace pbc::live
