// SPDX-License-Identifier: Apache-2.0
//
// Expressions of jq, which map what services answer (docs/connectors.md). A program belongs to the thread that runs it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

extern "C" {
#include <jv.h>
}

struct jq_state;

namespace pbc::live {

/// A JSON value of jq, counted; copies are cheap, and belong to one thread.
class Json {
 public:
  Json() : value_(jv_null()) {}
  /// Nothing for text that is no JSON, or has more behind it.
  static std::optional<Json> parse(std::string_view text);
  static Json of(std::string_view text);
  static Json of(std::int64_t number);
  static Json of(bool truth);
  static Json list();
  static Json object();
  Json(const Json& other) : value_(jv_copy(other.value_)) {}
  Json(Json&& other) noexcept : value_(std::exchange(other.value_, jv_null())) {}
  Json& operator=(Json other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Json() { jv_free(value_); }

  bool is_null() const;
  bool is_list() const;
  bool is_object() const;
  bool is_true() const;
  bool is_text() const;
  /// Of a text; as JSON text of anything else.
  std::string text() const;
  std::optional<double> number() const;
  std::size_t size() const;  // of a list
  Json item(std::size_t index) const;
  /// Null where it is not there.
  Json member(std::string_view name) const;
  /// Of an object.
  std::vector<std::pair<std::string, Json>> members() const;
  void append(Json item);
  void set(std::string_view name, Json value);
  std::string dump() const;
  /// In frozen.h's form. Numbers without a fraction, up to 2^53, are integers.
  std::string frozen() const;

 private:
  friend class Jq;
  explicit Json(jv owned) : value_(owned) {}
  jv value_;
};

/// A compiled program. What it is given besides the body stands in variables: $parameter, $parameters, $status,
/// $headers, $text, $vars, $settings, $files.
class Jq {
 public:
  struct Input {
    Json body;
    Json files;       // that go along: {parameter, vault_id, name, mime_type, size, md5, sha1, sha256} each
    Json parameter;   // of the call
    Json parameters;  // of all calls of a batch
    Json headers;     // by name in lower case
    std::int64_t status = 200;
    Json text;                 // the body as it came; null where no program asks for it
    Json vars;                 // what earlier requests of the action have saved
    Json settings;             // of the asset
    std::int64_t program = 0;  // which one of several
  };

  /// Sets `error` to what jq says of a program that does not compile.
  Jq(const std::string& program, std::string* error);
  ~Jq();
  Jq(Jq&&) noexcept;
  Jq(const Jq&) = delete;
  Jq& operator=(const Jq&) = delete;
  Jq& operator=(Jq&&) = delete;

  /// The first value that it gives; nothing, with `error` set, where it fails or gives none.
  std::optional<Json> run(const Input& input, std::string* error) const;

 private:
  jq_state* state_ = nullptr;
};

}  // namespace pbc::live
