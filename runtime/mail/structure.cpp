// SPDX-License-Identifier: Apache-2.0
//
// A multipart is split at its boundary before its parts are looked at, so that a part never reaches beyond the
// multipart that it is in. Each level of nesting looks at its bytes once: with a limit of nesting, the time is linear.
#include "mail/structure.h"

#include <algorithm>

#include "mail/ascii.h"
#include "mail/parameters.h"
#include "mail/text.h"

namespace pbc::mail {
namespace {

/// Cuts the first line off, with its end.
std::string_view take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  const std::string_view line = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
  bytes.remove_prefix(line.size());
  return line;
}

std::string_view without_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Where the name of the header on this line ends; npos where it is no header.
std::size_t name_end(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && line[end] > ' ' && line[end] < 0x7F && line[end] != ':') ++end;
  std::size_t colon = end;
  while (colon < line.size() && is_blank(line[colon])) ++colon;  // RFC 5322, 4.5.8: "Subject : ..."
  return end > 0 && colon < line.size() && line[colon] == ':' ? end : std::string_view::npos;
}

void read_content_type(Part& part, const ParameterizedHeader& header) {
  // RFC 2045, 5.2: what cannot be read is plain text.
  const std::string& type = header.value();
  const std::size_t slash = type.find('/');
  const bool is_type = slash != std::string::npos && slash > 0 && slash + 1 < type.size() &&
                       std::none_of(type.begin(), type.end(), is_space);
  part.media_type = is_type ? type : "text/plain";
  const std::string charset = header.decoded("charset");
  part.charset = charset.substr(0, charset.find_first_of(" \t("));  // a comment may follow
  part.file_name = header.decoded("name");
  part.flowed = equal_ignoring_case(header.plain("format"), "flowed");
  part.delete_space = equal_ignoring_case(header.plain("delsp"), "yes");
}

std::string boundary_of(const std::string& content_type) {
  std::string boundary = ParameterizedHeader(content_type).plain("boundary");
  if (boundary.empty()) boundary = ParameterizedHeader(content_type).decoded("boundary");
  while (!boundary.empty() && is_space(boundary.back())) boundary.pop_back();
  return boundary;
}

void read_disposition(Part& part, const ParameterizedHeader& header) {
  part.disposition = header.value();
  const std::string name = header.decoded("filename");
  if (!name.empty()) part.file_name = name;
}

/// Is this line a boundary? `last`: of those that end the multipart.
bool is_boundary(std::string_view line, const std::string& boundary, bool& last) {
  if (!line.starts_with("--") || line.substr(2, boundary.size()) != boundary) return false;
  std::string_view rest = trim(line.substr(2 + boundary.size()));
  last = rest == "--";
  return last || rest.empty();
}

}  // namespace

const std::string* Part::header(std::string_view name) const {
  for (const Header& header : headers)
    if (equal_ignoring_case(header.name, name)) return &header.value;
  return nullptr;
}

std::vector<Header> read_headers(std::string_view& bytes, const Limits& limits, Reached& reached) {
  std::vector<Header> headers;
  std::string raw;  // of the last header
  bool kept = true;
  const auto finish = [&] {
    if (kept && !headers.empty()) headers.back().value = to_utf8(trim(raw), "");
    raw.clear();
  };
  while (!bytes.empty()) {
    std::string_view rest = bytes;
    const std::string_view line = without_end(take_line(rest));
    if (line.empty()) {
      bytes = rest;
      break;
    }
    const bool continues = is_blank(line.front()) && !headers.empty();
    const std::size_t end = continues ? 0 : name_end(line);
    if (end == std::string_view::npos) {
      if (!headers.empty() || !(line.starts_with("From ") || line.starts_with(">From "))) break;
      bytes = rest;  // the line above a mail in a mailbox
      continue;
    }
    bytes = rest;
    std::string_view value = line;
    if (!continues) {
      finish();
      kept = headers.size() < limits.headers;
      if (kept) {
        headers.push_back({std::string(line.substr(0, std::min(end, limits.header_bytes))), ""});
      } else {
        reached.add("headers: only the first " + std::to_string(limits.headers) + " of a part are read");
      }
      value = line.substr(line.find(':', end) + 1);
    }
    if (raw.size() + value.size() > limits.header_bytes) {
      reached.add("header_bytes: only the first " + std::to_string(limits.header_bytes) + " of a header are read");
      value = value.substr(0, limits.header_bytes - raw.size());
    }
    if (kept) raw += value;
  }
  finish();
  return headers;
}

bool StructureReader::may_add_part() {
  if (parts_ < limits_.parts) {
    ++parts_;
    return true;
  }
  reached_.add("parts: only the first " + std::to_string(limits_.parts) + " are read");
  return false;
}

Part StructureReader::read_part(std::string_view bytes, std::string_view default_type, std::size_t depth) {
  Part part;
  part.headers = read_headers(bytes, limits_, reached_);
  part.body = bytes;
  part.media_type = default_type;
  const std::string* type = part.header("Content-Type");
  if (type != nullptr) read_content_type(part, ParameterizedHeader(*type));
  if (const std::string* disposition = part.header("Content-Disposition"))
    read_disposition(part, ParameterizedHeader(*disposition));
  if (const std::string* encoding = part.header("Content-Transfer-Encoding")) part.encoding = *encoding;
  if (!part.is_multipart() && !part.is_message()) return part;
  if (depth >= limits_.nesting) {
    reached_.add("nesting: only the first " + std::to_string(limits_.nesting) + " levels are read");
    part.media_type = "text/plain";
    return part;
  }
  if (part.is_message()) {
    read_message(part, depth);
  } else {
    read_children(part, type == nullptr ? "" : boundary_of(*type), depth);
  }
  // Readers of mail show what stands in a multipart without parts.
  if (part.children.empty()) part.media_type = "text/plain";
  return part;
}

void StructureReader::read_children(Part& part, const std::string& boundary, std::size_t depth) {
  if (boundary.empty()) return;
  const std::string_view default_type = part.media_type == "multipart/digest" ? "message/rfc822" : "text/plain";
  std::string_view rest = part.body;
  const char* begin = nullptr;  // of the part under way
  const char* end = nullptr;    // of what belongs to it, without the line end before the boundary
  bool last = false;
  const auto finish = [&] {
    if (begin == nullptr) return true;
    if (!may_add_part()) return false;
    part.children.push_back(read_part({begin, static_cast<std::size_t>(end - begin)}, default_type, depth + 1));
    return true;
  };
  while (!rest.empty() && !last) {
    const std::string_view line = take_line(rest);
    if (is_boundary(line, boundary, last)) {
      if (!finish()) return;
      begin = end = rest.data();
    } else {
      // The line end belongs to the boundary that may follow.
      const std::string_view content = without_end(line);
      end = std::max(end, content.data() + content.size());
    }
  }
  if (!last) {
    end = part.body.data() + part.body.size();
    finish();
  }
}

void skip_empty_lines(std::string_view& bytes) {
  while (bytes.starts_with("\r\n") || bytes.starts_with('\n')) bytes.remove_prefix(bytes.front() == '\n' ? 1 : 2);
}

void StructureReader::read_message(Part& part, std::size_t depth) {
  const std::string encoding = lower(trim(part.encoding));
  std::string_view bytes = part.body;
  skip_empty_lines(bytes);
  if (encoding == "base64" && name_end(bytes.substr(0, bytes.find('\n'))) == std::string_view::npos) {
    // RFC 2046 forbids it, and gateways do it. Base64 has no ":", so that there is no doubt.
    if (decoded_bytes_ + bytes.size() > limits_.decoded_bytes) {
      reached_.add("decoded_bytes: parts beyond " + std::to_string(limits_.decoded_bytes) + " bytes are left out");
      return;
    }
    decoded_.push_back(decode_transfer(bytes, encoding));
    decoded_bytes_ += decoded_.back().size();
    bytes = decoded_.back();
  }
  skip_empty_lines(bytes);
  if (bytes.empty() || !may_add_part()) return;
  part.children.push_back(read_part(bytes, "text/plain", depth + 1));
}

}  // namespace pbc::mail
