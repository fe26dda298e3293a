// SPDX-License-Identifier: Apache-2.0
//
// From mails to text, and EmailMessage: bodies, attachments, contents.
#include <algorithm>

#include "python/arguments.h"
#include "python/base64_codec.h"
#include "python/codecs.h"
#include "python/email_message.h"
#include "python/iterators.h"
#include "python/text.h"

namespace pbc::email {

namespace {

Mail& mail_of(const Value& self) { return as_native<Mail>(self); }

/// A header as one line, or folded at blanks where the mail is modern.
std::string header_line(std::string_view name, const Value& value, std::size_t width) {
  const std::string text = encoded_text(value.text(), name.size(), width);
  std::string line = std::string(name) + ": " + text;
  const bool has_folds = text.find('\n') != std::string::npos;
  if (width == 0 || has_folds || line.size() <= width) return line + "\n";
  std::string out;
  while (line.size() > width) {
    std::size_t at = line.rfind(' ', width);
    if (at == line.npos || at <= (out.empty() ? name.size() + 1 : 0))
      at = line.find(' ', out.empty() ? name.size() + 2 : 1);
    if (at == line.npos) break;
    out += line.substr(0, at) + "\n";
    line.erase(0, at);
  }
  return out + line + "\n";
}

std::string boundary_for(const std::string& body) {
  while (true) {
    const std::int64_t number = to_index(import("random").call("randrange", {std::int64_t{0x7fffffffffffffff}}));
    std::string digits = std::to_string(number);
    digits.insert(0, 19 - std::min<std::size_t>(digits.size(), 19), '0');
    std::string boundary = "===============" + digits + "==";
    if (body.find(boundary) == std::string::npos) return boundary;
  }
}

std::string body_of(Mail& mail, std::size_t width, bool as_text);

std::string whole(const Value& part, std::size_t width, bool as_text) {
  return generate(mail_of(part), false, width, as_text);
}

std::string multipart_body(Mail& mail, std::size_t width, bool as_text) {
  std::vector<std::string> parts;
  for (const Value& part : as_list(mail.payload)) parts.push_back(whole(part, width, as_text));
  bool found = false;
  std::string boundary = mail.text_parameter("boundary", "content-type", &found);
  if (!found) {
    std::string all;
    for (const std::string& part : parts) all += part;
    boundary = boundary_for(all);
    mail.self().call("set_boundary", {make_str(boundary)});
  }
  std::string out;
  if (!mail.preamble.is_none()) out += to_str(mail.preamble) + "\n";
  out += "--" + boundary + "\n";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += "\n--" + boundary + "\n";
    out += parts[i];
  }
  out += "\n--" + boundary + "--\n";
  if (!mail.epilogue.is_none()) out += to_str(mail.epilogue);
  return out;
}

std::string body_of(Mail& mail, std::size_t width, bool as_text) {
  const std::string type = mail.content_type();
  if (mail.is_multipart() && type == "message/delivery-status") {
    std::string out;
    for (const Value& block : as_list(mail.payload)) {
      std::string text = whole(block, width, as_text);
      out += (out.empty() ? "" : "\n") + text.substr(0, text.size() - (text.ends_with("\n\n") ? 1 : 0));
    }
    return out;
  }
  if (mail.is_multipart() && type.starts_with("message/")) {
    return as_list(mail.payload).empty() ? "" : whole(as_list(mail.payload)[0], width, as_text);
  }
  if (mail.is_multipart()) return multipart_body(mail, width, as_text);
  if (mail.payload.is_none()) return "";
  if (!mail.payload.is_str()) raise_type_error("string payload expected: ", to_repr(type_value(type_of(mail.payload))));
  return std::string(mail.payload.text());
}

}  // namespace

std::string base64_lines(std::string_view bytes) {
  const std::string all = base64_encode(bytes);
  std::string out;
  for (std::size_t i = 0; i < all.size(); i += 76) out += all.substr(i, 76) + "\n";
  return out;
}

std::string generate(const Mail& mail, bool with_unix_from, std::size_t width, bool as_text) {
  const Recursion recursion(" while writing a mail");
  Mail& changing = const_cast<Mail&>(mail);  // a multipart is given its boundary when it is first written
  const std::string body = body_of(changing, width, as_text);
  std::string out;
  if (with_unix_from) out += mail.unix_from.is_str() ? std::string(mail.unix_from.text()) + "\n" : "From nobody\n";
  bool found = false;
  const std::string charset = mail.text_parameter("charset", "content-type", &found);
  const bool packs = as_text && found && mail.payload.is_str() && has_escaped_bytes(body);
  for (const auto& [name, value] : mail.headers)
    if (!packs || !same_name(name, "content-transfer-encoding")) out += header_line(name, value, width);
  if (!packs) return out + "\n" + body;
  const std::string bytes = text::encode(body, "ascii", "surrogateescape");
  if (same_name(charset, "utf-8")) return out + "Content-Transfer-Encoding: base64\n\n" + base64_lines(bytes);
  return out + "Content-Transfer-Encoding: quoted-printable\n\n" +
         as_bytes(import("quopri").call("encodestring", {make_bytes(bytes)}));
}

// --- EmailMessage ----------------------------------------------------------------------------------------------------

namespace {

std::string disposition_of(const Mail& mail) {
  const std::vector<Parameter> all = mail.parameters("content-disposition");
  return all.empty() ? "" : text::lower(all.front().name);
}
bool is_attachment(const Mail& mail) { return disposition_of(mail) == "attachment"; }

Value iter_parts(const Value& self, Value*) {
  const Mail& mail = mail_of(self);
  return to_iterator(mail.content_type().starts_with("multipart/") && mail.is_multipart()
                         ? make_list(to_values(mail.payload))
                         : make_list());
}

/// The parts of a mail that may be its body, each with its place in the list of preferences.
void find_bodies(const Value& part, const std::vector<std::string>& wanted,
                 std::vector<std::pair<std::size_t, Value>>& found) {
  const Recursion recursion(" in a mail");
  const Mail& mail = mail_of(part);
  if (is_attachment(mail)) return;
  const std::string type = mail.content_type();
  const std::string main = type.substr(0, type.find('/')), sub = type.substr(type.find('/') + 1);
  const auto place = [&](std::string_view what) {
    return static_cast<std::size_t>(std::ranges::find(wanted, what) - wanted.begin());
  };
  if (main == "text") {
    if (const std::size_t at = place(sub); at < wanted.size()) found.emplace_back(at, part);
    return;
  }
  if (main != "multipart" || !mail.is_multipart()) return;
  if (sub != "related") {
    for (const Value& inner : as_list(mail.payload)) find_bodies(inner, wanted, found);
    return;
  }
  if (const std::size_t at = place("related"); at < wanted.size()) found.emplace_back(at, part);
  bool has_start = false;
  const std::string start = mail.text_parameter("start", "content-type", &has_start);
  Value candidate;
  for (const Value& inner : as_list(mail.payload))
    if (const Value id = mail_of(inner).find("content-id"); has_start && !id.is_unset() && id.text() == start)
      candidate = inner;
  if (candidate.is_unset() && !as_list(mail.payload).empty()) candidate = as_list(mail.payload)[0];
  if (!candidate.is_unset()) find_bodies(candidate, wanted, found);
}

Value get_body(const Value& self, Value* a) {
  std::vector<std::string> wanted = {"related", "html", "plain"};
  if (!a[0].is_unset()) {
    wanted.clear();
    for (const Value& one : to_values(a[0])) wanted.push_back(to_str(one));
  }
  std::vector<std::pair<std::size_t, Value>> found;
  find_bodies(self, wanted, found);
  const auto best = std::ranges::min_element(found, {}, [](const auto& one) { return one.first; });
  return best == found.end() ? Value(None) : best->second;
}

Value iter_attachments(const Value& self, Value*) {
  const Mail& mail = mail_of(self);
  const std::string type = mail.content_type();
  if (!type.starts_with("multipart/") || type == "multipart/alternative" || !mail.is_multipart())
    return to_iterator(make_list());
  Values parts = to_values(mail.payload);
  if (type == "multipart/related") {
    bool has_start = false;
    const std::string start = mail.text_parameter("start", "content-type", &has_start);
    Values rest;
    bool dropped = false;
    for (const Value& part : parts) {
      const Value id = mail_of(part).find("content-id");
      const bool is_root = has_start ? !id.is_unset() && id.text() == start : !dropped;
      if (is_root && !dropped)
        dropped = true;
      else
        rest.push_back(part);
    }
    return to_iterator(make_list(std::move(rest)));
  }
  // The bodies are no attachments: the first text of each kind.
  Values rest;
  std::vector<std::string> seen;
  for (const Value& part : parts) {
    const std::string own = mail_of(part).content_type();
    const bool may_be_body =
        own == "text/plain" || own == "text/html" || own == "multipart/related" || own == "multipart/alternative";
    if (may_be_body && !is_attachment(mail_of(part)) && std::ranges::find(seen, own) == seen.end()) {
      seen.push_back(own);
      continue;
    }
    rest.push_back(part);
  }
  return to_iterator(make_list(std::move(rest)));
}

Value get_content(const Value& self, Value* a) {
  const Mail& mail = mail_of(self);
  const std::string type = mail.content_type();
  if (type.starts_with("message/")) return mail.is_multipart() ? as_list(mail.payload)[0] : mail.payload;
  if (type.starts_with("multipart/")) raise_key_error(make_str(type));
  const std::string bytes = mail.payload.is_str() ? decoded_payload(mail) : std::string();
  if (!type.starts_with("text/")) return make_bytes(bytes);
  bool found = false;
  const std::string charset = mail.text_parameter("charset", "content-type", &found);
  return make_str(text::decode(bytes, found ? charset : "ascii", text_or(a[0], "replace")));
}

void set_header(Mail& mail, std::string_view name, std::string text) {
  mail.erase(name);
  mail.headers.emplace_back(name, make_str(text));
}

/// What set_content() and its kin do beside the content itself.
void finish_content(Mail& mail, const Value& disposition, const Value& filename, const Value& id,
                    const Value& parameters, const Value& headers) {
  std::string text = text_or(disposition, given(filename) ? "attachment" : "");
  if (!text.empty()) set_header(mail, "Content-Disposition", text);
  if (given(filename)) mail.self().call("set_param", {Value("filename"), filename, Value("Content-Disposition")});
  if (given(id)) set_header(mail, "Content-ID", to_str(id));
  if (given(parameters))
    for (const Value& name : to_values(parameters)) mail.self().call("set_param", {name, parameters[name]});
  if (given(headers))
    for (const Value& header : to_values(headers)) {
      const std::string line = to_str(header);
      const std::size_t colon = line.find(':');
      std::string value = line.substr(std::min(line.size(), colon + 1));
      value.erase(0, std::min(value.find_first_not_of(' '), value.size()));
      set_header(mail, line.substr(0, colon), value);
    }
}

Value set_text(Mail& mail, std::string_view content, const Values& positional, const Table& keywords) {
  const auto argument = [&](std::size_t place, std::string_view name, std::string_view fallback) {
    const Value* named = keywords.find(name);
    const Value value = named != nullptr ? *named : place < positional.size() ? positional[place] : Value();
    return text_or(value, fallback);
  };
  const std::string charset = argument(1, "charset", "utf-8");
  std::string lines;
  std::size_t longest = 0;
  for (std::string_view line : text::split_lines<text::Text>(content, false)) {
    lines.append(line).append("\n");
    longest = std::max(longest, line.size());
  }
  const std::string bytes = text::encode(lines, charset);
  const bool ascii = std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 128; });
  std::string encoding = argument(2, "cte", "");
  if (encoding.empty() && longest <= 78) encoding = ascii ? "7bit" : "8bit";
  if (encoding.empty()) {
    std::size_t quoted = 0;
    for (char c : bytes) quoted += static_cast<unsigned char>(c) < 128 ? 1 : 3;
    encoding = quoted > (bytes.size() + 2) / 3 * 4 ? "base64" : "quoted-printable";
  }
  set_header(mail, "Content-Type", "text/" + argument(0, "subtype", "plain") + "; charset=\"" + charset + "\"");
  set_header(mail, "Content-Transfer-Encoding", encoding);
  if (encoding == "base64")
    mail.payload = make_str(base64_lines(bytes));
  else if (encoding == "quoted-printable")
    mail.payload = import("quopri").call("encodestring", {make_bytes(bytes)}).call("decode", {Value("ascii")});
  else
    mail.payload = make_str(text::decode(bytes, "ascii", "surrogateescape"));
  return None;
}

Value set_bytes(Mail& mail, std::string_view content, const Values& positional, const Table& keywords) {
  const auto argument = [&](std::size_t place, std::string_view name) {
    const Value* named = keywords.find(name);
    if (named == nullptr && place >= positional.size())
      raise_type_error("set_bytes_content() missing 1 required positional argument: '", name, "'");
    return to_str(named != nullptr ? *named : positional[place]);
  };
  const std::string main = argument(0, "maintype");
  set_header(mail, "Content-Type", main + "/" + argument(1, "subtype"));
  set_header(mail, "Content-Transfer-Encoding", "base64");
  mail.payload = make_str(base64_lines(content));
  return None;
}

Value set_content(const Value& self, Value* a) {
  Mail& mail = mail_of(self);
  const Values positional = as_tuple(a[1]);
  const Table& keywords = as_dict(a[2]);
  if (mail.content_type().starts_with("multipart/") && mail.is_multipart())
    raise_type_error("set_content not valid on multipart");
  for (std::string_view name : {"content-type", "content-transfer-encoding", "content-disposition", "content-id"})
    mail.erase(name);
  if (a[0].is_str()) {
    set_text(mail, a[0].text(), positional, keywords);
  } else if (is_any_bytes(a[0])) {
    set_bytes(mail, as_bytes(a[0]), positional, keywords);
  } else if (is_instance(a[0], kMessageType)) {
    set_header(mail, "Content-Type", "message/rfc822");
    set_header(mail, "Content-Transfer-Encoding", "8bit");
    mail.payload = make_list({a[0]});
  } else {
    raise_key_error(make_str(type_name(a[0])));
  }
  const auto keyword = [&](std::string_view name) {
    const Value* found = keywords.find(name);
    return found == nullptr ? Value() : *found;
  };
  finish_content(mail, keyword("disposition"), keyword("filename"), keyword("cid"), keyword("params"),
                 keyword("headers"));
  if (mail.find("mime-version").is_unset()) mail.headers.emplace_back("MIME-Version", Value("1.0"));
  return None;
}

/// Makes the mail a multipart of that kind, with what it was as its first part.
void make_multipart(const Value& self, std::string_view subtype, const Value& boundary) {
  Mail& mail = mail_of(self);
  const std::string type = mail.content_type();
  if (type.starts_with("multipart/")) {
    const std::string own = type.substr(10);
    constexpr std::string_view kOrder[] = {"related", "alternative", "mixed"};
    if (std::ranges::find(kOrder, own) >= std::ranges::find(kOrder, subtype))
      raise_value_error("Cannot convert ", own, " to ", std::string(subtype));
  }
  Values parts;
  std::vector<std::pair<std::string, Value>> kept, moved;
  for (auto& header : mail.headers)
    (text::lower(header.first).starts_with("content-") ? moved : kept).push_back(header);
  if (!mail.payload.is_none() || !moved.empty()) {
    if (!moved.empty()) {
      const Value part = make_native(new Mail(mail.type()));
      mail_of(part).headers = moved;
      mail_of(part).payload = mail.payload;
      mail_of(part).policy = mail.policy;
      parts.push_back(part);
    }
  }
  mail.headers = std::move(kept);
  mail.payload = make_list(std::move(parts));
  mail.headers.emplace_back("Content-Type", make_str("multipart/" + std::string(subtype)));
  if (given(boundary)) self.call("set_boundary", {boundary});
}

Value add_part(const Value& self, const Value& positional, const Value& keywords, std::string_view subtype,
               std::string_view disposition) {
  Mail& mail = mail_of(self);
  if (mail.content_type() != "multipart/" + std::string(subtype)) make_multipart(self, subtype, Value());
  const Value part = make_native(new Mail(mail.type()));
  mail_of(part).policy = mail.policy;
  call_with(part.attr("set_content"), as_tuple(positional), keywords);
  if (!disposition.empty() && mail_of(part).find("content-disposition").is_unset())
    mail_of(part).headers.emplace_back("Content-Disposition", make_str(disposition));
  return self.call("attach", {part});
}
Value add_attachment(const Value& self, Value* a) { return add_part(self, a[0], a[1], "mixed", "attachment"); }
Value add_alternative(const Value& self, Value* a) { return add_part(self, a[0], a[1], "alternative", ""); }
Value add_related(const Value& self, Value* a) { return add_part(self, a[0], a[1], "related", "inline"); }

template <const char* const& Subtype>
Value make_kind(const Value& self, Value* a) {
  make_multipart(self, Subtype, a[0]);
  return None;
}
constexpr const char* kMixed = "mixed";
constexpr const char* kAlternative = "alternative";
constexpr const char* kRelated = "related";

Value clear(const Value& self, Value*) {
  mail_of(self).headers.clear();
  mail_of(self).payload = None;
  return None;
}
Value clear_content(const Value& self, Value*) {
  Mail& mail = mail_of(self);
  std::erase_if(mail.headers, [](const auto& header) { return text::lower(header.first).starts_with("content-"); });
  mail.payload = None;
  return None;
}

constexpr Method kMethods[] = {
    {"add_alternative", add_alternative, "def *args, **kw"},
    {"add_attachment", add_attachment, "def *args, **kw"},
    {"add_related", add_related, "def *args, **kw"},
    {"clear", clear, "def"},
    {"clear_content", clear_content, "def"},
    {"get_body", get_body, "def preferencelist="},
    {"get_content", get_content, "def errors="},
    {"is_attachment", [](const Value& self, Value*) -> Value { return is_attachment(mail_of(self)); }, "def"},
    {"iter_attachments", iter_attachments, "def"},
    {"iter_parts", iter_parts, "def"},
    {"make_alternative", make_kind<kAlternative>, "def boundary="},
    {"make_mixed", make_kind<kMixed>, "def boundary="},
    {"make_related", make_kind<kRelated>, "def boundary="},
    {"set_content", set_content, "def content, *args, **kw"},
};

}  // namespace

std::span<const Method> email_message_methods() { return kMethods; }

}  // namespace pbc::email
