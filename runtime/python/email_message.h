// SPDX-License-Identifier: Apache-2.0
//
// Mails (Python library reference, email.message): what the parser makes, and the generator writes.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "python/email_header.h"
#include "python/objects.h"

namespace pbc {

extern const Type kMessageType, kEmailMessageType;
extern const Type kMessageError, kMessageParseError, kHeaderParseError, kMultipartConversionError;

namespace email {

/// One mail, or a part of one.
struct Mail final : Native {
  explicit Mail(const Type& type) : Native(type) {}
  std::vector<std::pair<std::string, Value>> headers;  // values as the source has them, folded
  Value payload = None;                                // None, a str, or a list of Mails
  Value unix_from = None, preamble = None, epilogue = None, charset = None;
  Value defects = make_list();
  Value policy = None;
  std::string default_type = "text/plain";
  Value attributes;  // a dict of those that were set

  /// EmailMessage: headers are decoded, unfolded text.
  bool is_modern() const { return is_subtype(type(), kEmailMessageType); }
  bool is_multipart() const { return payload.is(Tag::kList); }
  /// The value of the first header of that name, or unset.
  Value find(std::string_view name) const;
  void erase(std::string_view name);
  std::vector<Parameter> parameters(std::string_view header = "content-type") const;
  /// The value of a parameter of Content-Type or another header, or nothing.
  const Parameter* parameter(const std::vector<Parameter>& all, std::string_view name) const;
  std::string text_parameter(std::string_view name, std::string_view header, bool* found) const;
  /// "text/plain" for what is no type.
  std::string content_type() const;

  Value attribute(Name wanted) override;
  bool set_attribute(Name wanted, const Value& value) override;
  bool has_length() const override { return true; }
  std::size_t length() const override { return headers.size(); }
  Value iterate() override;
  bool contains(const Value& item) override;
  Value get_item(const Value& key) override;
  void set_item(const Value& key, const Value& value) override;
  void del_item(const Value& key) override;
  std::string str() const override;
};

/// A header's value as the mail shows it: decoded where it is an EmailMessage.
Value shown(const Mail& mail, const Value& value);
bool same_name(std::string_view a, std::string_view b);

/// The mail that `text` is; what is wrong with it is in its `defects`.
Value parse(std::string_view text, const Type& type, const Value& policy, bool headers_only = false);
/// The mail, lines ended by `\n` and headers folded at `width`. As text, 8-bit bodies are packed so that all is ASCII.
std::string generate(const Mail& mail, bool with_unix_from, std::size_t width, bool as_text);
/// Whether text came from bytes that are no ASCII, which are in it as lone surrogates.
bool has_escaped_bytes(std::string_view text);
/// The payload as bytes, its transfer encoding undone.
std::string decoded_payload(const Mail& mail);

/// Base64 in lines of 76, each ended.
std::string base64_lines(std::string_view bytes);

/// What EmailMessage has beyond Message.
std::span<const Method> email_message_methods();

}  // namespace email
}  // namespace pbc
