// SPDX-License-Identifier: Apache-2.0
//
// What requests gives back (requests.Response, requests.structures.CaseInsensitiveDict).
#pragma once

#include "python/http.h"

namespace pbc::requests {

extern const Type kResponseType, kCaseInsensitiveDictType, kPreparedRequestType;

/// A dict whose keys are compared without regard to case and shown as they were set last.
struct CaseInsensitiveDict final : Native {
  CaseInsensitiveDict() : Native(kCaseInsensitiveDictType) {}
  Table entries;  // lower-case key -> (key, value)

  void set(const Value& key, const Value& value);
  Value find(const Value& key) const;  // unset when absent
  Values items() const;                // (key, value)
  std::string repr() const override;
  Value compare(Comparison op, const Value& other) const override;
  bool has_length() const override { return true; }
  std::size_t length() const override { return entries.size(); }
  bool truth() const override { return !entries.empty(); }
  Value iterate() override;
  bool contains(const Value& item) override { return !find(item).is_unset(); }
  Value get_item(const Value& key) override;
  void set_item(const Value& key, const Value& value) override { set(key, value); }
  void del_item(const Value& key) override;
};

/// response.request
struct PreparedRequest final : Native {
  explicit PreparedRequest(http::Request request, Value headers)
      : Native(kPreparedRequestType), request(std::move(request)), headers(std::move(headers)) {}
  http::Request request;
  Value headers;
  std::string repr() const override { return "<PreparedRequest [" + request.method + "]>"; }
};

struct Response final : Native {
  Response() : Native(kResponseType) {}
  int status = 0;
  std::string reason, url, body;
  Value headers, request;
  Value encoding = None;
  std::string repr() const override { return "<Response [" + std::to_string(status) + "]>"; }
  bool truth() const override { return status < 400; }
  Value iterate() override;
  bool set_attribute(Name name, const Value& value) override;
};

Value make_response(const http::Response& answer, const http::Request& request);

}  // namespace pbc::requests
