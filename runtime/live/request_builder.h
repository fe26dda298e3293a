// SPDX-License-Identifier: Apache-2.0
//
// From a template to the request of a call.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "live/config.h"
#include "live/http_client.h"
#include "live/template.h"

namespace pbc::live {

/// What the places of an asset's templates mean: parameters, `NAME*` those of all calls, secrets, settings, vars, and
/// `file.` the file that a request is about.
class Places {
 public:
  Places(const AssetConfig& asset, std::vector<OrderedJson> parameters, Files files = {})
      : asset_(asset), parameters_(std::move(parameters)), files_(std::move(files)) {}

  OrderedJson operator()(std::string_view name) const;
  void save(const std::string& name, OrderedJson value) { vars_[name] = std::move(value); }
  const std::vector<OrderedJson>& parameters() const { return parameters_; }
  const OrderedJson& vars() const { return vars_; }
  const Files& files() const { return files_; }
  /// The next request is about the file of this number; those that are about none in particular, about the first.
  void select(std::size_t file) { file_ = file; }
  /// Null where the call has none.
  const AttachedFile* file() const { return file_ < files_.size() ? &files_[file_] : nullptr; }

 private:
  const AssetConfig& asset_;
  std::vector<OrderedJson> parameters_;
  Files files_;
  std::size_t file_ = 0;
  OrderedJson vars_ = OrderedJson::object();
};

/// Requests in their order, each with the number of the file that it is about. Of those whose body is a file there is
/// one for each; a request that sends files is left out where there are none.
std::vector<std::pair<const RequestTemplate*, std::size_t>> sends_of(std::span<const RequestTemplate> requests,
                                                                     const Files& files);

/// Sets `error` to what is missing. `body` is what the request's program for it gives.
HttpRequest build_request(const AssetConfig& asset, const RequestTemplate& request, const Places& places,
                          const std::optional<std::string>& body, std::string* error);

}  // namespace pbc::live
