// SPDX-License-Identifier: Apache-2.0
#include "live/mail_text.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "live/connector.h"
#include "live/template.h"

namespace pbc::live {

namespace {

constexpr std::size_t kLongestLine = 998;  // RFC 5322, 2.1.1
constexpr std::size_t kUsualLine = 76;

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 128; });
}

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; }

std::string without_controls(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, is_control, ' ');
  return out;
}

bool is_header_name(std::string_view name) {
  return !name.empty() && name.size() < 60 &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < 127 && c != ':'; });
}

/// "Name <address>" with its name in encoded words where needed.
std::string mailbox(std::string_view text) {
  const std::string plain = without_controls(trimmed(text));
  const std::size_t angle = plain.rfind('<');
  if (angle == plain.npos || is_ascii(plain)) return plain;
  std::string name = trimmed(std::string_view(plain).substr(0, angle));
  if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  return header_text(name) + " " + plain.substr(angle);
}

std::string joined(const std::vector<std::string>& addresses) {
  std::string out;
  for (const std::string& address : addresses) out.append(out.empty() ? "" : ",\r\n ").append(mailbox(address));
  return out;
}

/// Lines end with CRLF, and only they hold CR or LF.
std::string with_crlf(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r')
      out += "\r\n";
    else
      out += text[i];
  }
  if (!out.empty() && !out.ends_with("\r\n")) out += "\r\n";
  return out;
}

/// As it stands between angle brackets.
std::string bare_id(std::string_view id) {
  std::string out;
  for (const char c : id)
    if (c > ' ' && c < 127 && c != '<' && c != '>') out += c;
  return out;
}

bool fits_lines(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != text.npos; begin = end + 1, end = text.find('\n', begin))
    if (end - begin > kLongestLine) return false;
  return text.size() - begin <= kLongestLine;
}

bool looks_like_html(const std::string& body) {
  const std::string begin = lower(trimmed(body.substr(0, 200)));
  return begin.starts_with("<!doctype html") || begin.starts_with("<html") ||
         (begin.starts_with('<') && body.find("</") != body.npos);
}

void append_base64(std::string* out, std::string_view bytes) {
  const std::string encoded = base64(bytes);
  for (std::size_t begin = 0; begin < encoded.size(); begin += kUsualLine)
    out->append(encoded, begin, kUsualLine).append("\r\n");
}

/// A part: its headers, an empty line, its content.
std::string text_part(std::string_view text, bool is_html, const std::string& id) {
  std::string out =
      is_html ? "Content-Type: text/html; charset=utf-8\r\n" : "Content-Type: text/plain; charset=utf-8\r\n";
  const bool is_plain =
      is_ascii(text) && text.find('\0') == text.npos && fits_lines(text) && text.find(id) == text.npos;
  out += is_plain ? "Content-Transfer-Encoding: 7bit\r\n\r\n" : "Content-Transfer-Encoding: base64\r\n\r\n";
  if (is_plain)
    out += with_crlf(text);
  else
    append_base64(&out, text);
  return out;
}

std::string file_part(const MailText::Attachment& file) {
  std::string out = "Content-Type: " + file.type + ";\r\n " + header_parameter("name", file.name) + "\r\n";
  out.append("Content-Disposition: ").append(file.content_id.empty() ? "attachment" : "inline").append(";\r\n ");
  out += header_parameter("filename", file.name) + "\r\n";
  if (!file.content_id.empty()) out += "Content-ID: <" + bare_id(file.content_id) + ">\r\n";
  out += "Content-Transfer-Encoding: base64\r\n\r\n";
  append_base64(&out, file.content);
  return out;
}

/// Several parts as one; one alone is itself.
std::string joined_parts(std::string_view kind, const std::vector<std::string>& parts, const std::string& id) {
  if (parts.size() == 1) return parts[0];
  const std::string boundary = std::string(kind) + "-" + id;
  std::string out = "Content-Type: multipart/" + std::string(kind) + "; boundary=\"" + boundary + "\"\r\n\r\n";
  for (const std::string& part : parts) out.append("--").append(boundary).append("\r\n").append(part).append("\r\n");
  return out.append("--").append(boundary).append("--\r\n");
}

/// What a mail holds, with the headers that are about it.
std::string content_of(const MailText& mail, const std::string& id) {
  std::vector<std::string> texts;
  if (mail.html.empty() || !mail.body.empty())
    texts.push_back(text_part(mail.body, mail.html.empty() && looks_like_html(mail.body), id));
  if (!mail.html.empty()) texts.push_back(text_part(mail.html, true, id));
  std::vector<std::string> shown = {joined_parts("alternative", texts, id)};
  std::vector<std::string> attached;
  for (const MailText::Attachment& file : mail.attachments)
    (file.content_id.empty() ? attached : shown).push_back(file_part(file));
  attached.insert(attached.begin(), joined_parts("related", shown, id));
  return joined_parts("mixed", attached, id);
}

std::string date_text(policy::Micros time) {
  const auto seconds = static_cast<std::time_t>(time / policy::kSecond);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[48];
  std::snprintf(text, sizeof text, "%s, %d %s %04d %02d:%02d:%02d +0000",
                kDays[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                kMonths[static_cast<std::size_t>(parts.tm_mon)], 1900 + parts.tm_year, parts.tm_hour, parts.tm_min,
                parts.tm_sec);
  return text;
}

}  // namespace

std::vector<std::string> split_addresses(std::string_view text) {
  std::vector<std::string> found;
  std::string current;
  bool is_quoted = false;
  bool is_inside = false;
  const auto end = [&] {
    if (std::string one = trimmed(current); !one.empty()) found.push_back(std::move(one));
    current.clear();
  };
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    if (!is_quoted && (c == '<' || c == '>')) is_inside = c == '<';
    if (!is_quoted && !is_inside && (c == ',' || c == ';'))
      end();
    else
      current += c;
  }
  end();
  return found;
}

std::optional<std::string> envelope_address(std::string_view text) {
  std::string address = trimmed(text);
  if (std::ranges::any_of(address, is_control)) return std::nullopt;
  if (const std::size_t open = address.rfind('<'); open != address.npos) {
    const std::size_t close = address.find('>', open);
    if (close == address.npos) return std::nullopt;
    address = trimmed(std::string_view(address).substr(open + 1, close - open - 1));
  }
  const std::size_t at = address.rfind('@');
  if (at == 0 || at == address.npos || at + 1 == address.size() || address.size() > 254) return std::nullopt;
  constexpr std::string_view kNever = " <>\"(),:;\\[]";
  if (std::ranges::any_of(address, [&](char c) {
        return is_control(c) || static_cast<unsigned char>(c) > 126 || kNever.find(c) != kNever.npos;
      }))
    return std::nullopt;
  return address;
}

std::string header_text(std::string_view text) {
  const std::string plain = without_controls(text);
  if (is_ascii(plain) && plain.size() < 900 && plain.find("=?") == plain.npos) return plain;
  std::string out;
  constexpr std::size_t kMost = 42;  // bytes, so that an encoded word has no more than 75 characters
  for (std::size_t begin = 0; begin < plain.size();) {
    std::size_t end = std::min(begin + kMost, plain.size());
    // A word holds whole characters.
    while (end < plain.size() && end > begin + 1 && (static_cast<unsigned char>(plain[end]) & 0xc0U) == 0x80U) --end;
    out.append(out.empty() ? "" : "\r\n ")
        .append("=?utf-8?B?")
        .append(base64(std::string_view(plain).substr(begin, end - begin)))
        .append("?=");
    begin = end;
  }
  return out;
}

std::string header_parameter(std::string_view name, std::string_view value) {
  constexpr std::size_t kMost = 240;  // bytes; what files are called is shorter
  std::string text = clean_text(std::string(value));
  if (text.size() > kMost) {
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
    text.resize(end);
  }
  const bool is_simple =
      is_ascii(text) && std::ranges::none_of(text, [](char c) { return is_control(c) || c == '"' || c == '\\'; });
  if (is_simple) return std::string(name) + "=\"" + text + "\"";
  return std::string(name) + "*=utf-8''" + escape(text, Escape::kQuery);
}

std::string compose(const MailText& mail, policy::Micros time, const std::string& id) {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
  };
  const std::string sender = envelope_address(mail.from).value_or("");
  add("Date", date_text(time));
  add("From", mailbox(mail.from));
  if (!mail.to.empty()) add("To", joined(mail.to));
  if (!mail.cc.empty()) add("Cc", joined(mail.cc));
  add("Subject", header_text(mail.subject));
  add("Message-ID", "<" + id + sender.substr(std::min(sender.find('@'), sender.size())) + ">");
  constexpr std::array<std::string_view, 9> kOwn = {"date",    "from",       "to",           "cc",         "bcc",
                                                    "subject", "message-id", "mime-version", "return-path"};
  for (const auto& [name, value] : mail.headers)
    if (is_header_name(name) && std::ranges::find(kOwn, lower(name)) == kOwn.end() &&
        !lower(name).starts_with("content-"))
      add(name, header_text(value));
  add("MIME-Version", "1.0");
  return out + content_of(mail, id);
}

std::string dot_stuffed(std::string_view message) {
  std::string out;
  for (std::size_t begin = 0; begin < message.size();) {
    std::size_t end = message.find('\n', begin);
    end = end == message.npos ? message.size() : end + 1;
    if (message[begin] == '.') out += '.';
    out.append(message, begin, end - begin);
    begin = end;
  }
  if (!out.empty() && !out.ends_with("\r\n")) out += "\r\n";
  return out + ".\r\n";
}

}  // namespace pbc::live
