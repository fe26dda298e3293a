// SPDX-License-Identifier: Apache-2.0
//
// From text to mails (RFC 5322, RFC 2046). As CPython's parser it takes anything: what is wrong becomes a defect.
#include <functional>

#include "python/email_message.h"
#include "python/text.h"

namespace pbc::email {

namespace {

/// Lines with their ends: \n, \r or \r\n.
std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find_first_of("\r\n", begin);
    if (end == text.npos) {
      end = text.size();
    } else {
      end += text.substr(end, 2) == "\r\n" ? 2 : 1;
    }
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

std::string_view without_end(std::string_view line) {
  if (line.ends_with("\r\n")) return line.substr(0, line.size() - 2);
  if (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_header_line(std::string_view line) {
  if (line.starts_with("From ") || line.starts_with(' ') || line.starts_with('\t')) return true;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto c = static_cast<unsigned char>(line[i]);
    if (c == ':') return true;
    if (c < 33 || c > 126) return false;
  }
  return false;
}

constexpr int kDeepest = 100;  // parts inside of one another; deeper ones stay text

class Parser {
 public:
  Parser(std::string_view text, const Type& type, Value policy)
      : lines_(split_lines(text)), type_(type), policy_(std::move(policy)) {}
  Value run(bool headers_only) {
    const Value made = mail(headers_only);
    Mail& root = as_native<Mail>(made);
    if (!headers_only && !root.is_multipart() && root.content_type().starts_with("multipart/"))
      defect(root, "MultipartInvariantViolationDefect");
    return made;
  }

 private:
  /// Whether a line ends what is being read: it is a boundary of a part around.
  bool ends_here(std::string_view line) const {
    for (const std::string& boundary : boundaries_) {
      bool is_end = false;
      if (is_boundary(line, boundary, &is_end)) return true;
    }
    return false;
  }

  static bool is_boundary(std::string_view line, std::string_view boundary, bool* is_end) {
    if (!line.starts_with("--") || !line.substr(2).starts_with(boundary)) return false;
    std::string_view rest = without_end(line.substr(2 + boundary.size()));
    *is_end = rest.starts_with("--");
    if (*is_end) rest.remove_prefix(2);
    return rest.find_first_not_of(" \t") == rest.npos;
  }

  bool more() const { return at_ < lines_.size() && !ends_here(lines_[at_]); }

  std::string rest() {
    std::string text;
    while (more()) text += lines_[at_++];
    return text;
  }

  static void defect(Mail& mail, const char* name) {
    append(mail.defects, import_from("email.errors", Name(std::string_view(name)))());
  }

  void headers(Mail& mail) {
    bool first = true;
    while (more() && is_header_line(lines_[at_])) {
      std::string_view line = lines_[at_++];
      if (line.starts_with("From ")) {
        if (first) {
          mail.unix_from = make_str(without_end(line));
          first = false;
          continue;
        }
        if (!more()) {
          --at_;
          return;
        }
        defect(mail, "MisplacedEnvelopeHeaderDefect");
        continue;
      }
      if (line.starts_with(' ') || line.starts_with('\t')) {
        defect(mail, "FirstHeaderLineIsContinuationDefect");
        continue;
      }
      first = false;
      const std::size_t colon = line.find(':');
      if (colon == 0) {
        defect(mail, "InvalidHeaderDefect");
        continue;
      }
      std::string value(line.substr(colon + 1));
      value.erase(0, std::min(value.find_first_not_of(" \t"), value.size()));
      while (more() && (lines_[at_].starts_with(' ') || lines_[at_].starts_with('\t'))) value += lines_[at_++];
      while (value.ends_with('\n') || value.ends_with('\r')) value.pop_back();
      mail.headers.emplace_back(line.substr(0, colon), make_str(value));
    }
    if (!more()) return;
    if (without_end(lines_[at_]).empty())
      ++at_;
    else
      defect(mail, "MissingHeaderBodySeparatorDefect");
  }

  Value mail(bool headers_only, std::string_view default_type = "text/plain") {
    const Value made = make_native(new Mail(type_));
    Mail& mail = as_native<Mail>(made);
    mail.policy = policy_;
    mail.default_type = default_type;
    headers(mail);
    ++depth_;
    const std::string type = mail.content_type();
    if (headers_only || depth_ > kDeepest) {
      mail.payload = make_str(rest());
    } else if (type == "message/delivery-status") {
      delivery_status(mail);
    } else if (type.starts_with("message/")) {
      mail.payload = make_list({this->mail(false)});
    } else if (type.starts_with("multipart/")) {
      multipart(mail, type);
    } else {
      mail.payload = make_str(rest());
    }
    --depth_;
    return made;
  }

  /// Blocks of headers between blank lines.
  void delivery_status(Mail& mail) {
    Values blocks;
    while (more()) {
      const Value made = make_native(new Mail(type_));
      Mail& block = as_native<Mail>(made);
      block.policy = policy_;
      headers(block);
      block.payload = Value("");
      blocks.push_back(made);
      while (more() && without_end(lines_[at_]).empty()) ++at_;
    }
    mail.payload = make_list(std::move(blocks));
  }

  void multipart(Mail& mail, std::string_view type) {
    bool found = false;
    std::string boundary = mail.text_parameter("boundary", "content-type", &found);
    while (boundary.ends_with(' ')) boundary.pop_back();
    if (!found) {
      defect(mail, "NoBoundaryInMultipartDefect");
      mail.payload = make_str(rest());
      return;
    }
    if (const Value encoding = mail.find("content-transfer-encoding"); !encoding.is_unset()) {
      const std::string word = text::lower(encoding.text());
      if (word != "7bit" && word != "8bit" && word != "binary")
        defect(mail, "InvalidMultipartContentTransferEncodingDefect");
    }
    const std::string_view part_type = type == "multipart/digest" ? "message/rfc822" : "text/plain";
    std::string preamble;
    bool in_preamble = true, closed = false, line_follows = false;
    Values parts;
    while (more()) {
      const std::string_view line = lines_[at_];
      bool is_end = false;
      if (!is_boundary(line, boundary, &is_end)) {
        if (in_preamble) preamble += line;
        ++at_;
        continue;
      }
      if (in_preamble && !preamble.empty()) mail.preamble = make_str(without_end(preamble));
      in_preamble = false;
      ++at_;
      if (is_end) {
        closed = true;
        line_follows = without_end(line).size() != line.size();
        break;
      }
      bool ends = false;
      while (more() && is_boundary(lines_[at_], boundary, &ends) && !ends) ++at_;
      boundaries_.push_back(boundary);
      const Value part = this->mail(false, part_type);
      boundaries_.pop_back();
      drop_last_line_end(as_native<Mail>(part));
      parts.push_back(part);
    }
    if (in_preamble) {
      defect(mail, "StartBoundaryNotFoundDefect");
      mail.payload = make_str(preamble);
      mail.epilogue = Value("");
      return;
    }
    mail.payload = make_list(std::move(parts));
    if (!closed) {
      defect(mail, "CloseBoundaryNotFoundDefect");
      return;
    }
    std::string epilogue = rest();
    if (line_follows || !epilogue.empty()) {
      if (epilogue.starts_with("\r\n"))
        epilogue.erase(0, 2);
      else if (epilogue.starts_with('\n') || epilogue.starts_with('\r'))
        epilogue.erase(0, 1);
      mail.epilogue = make_str(epilogue);
    }
  }

  /// The line end in front of a boundary belongs to the boundary.
  static void drop_last_line_end(Mail& part) {
    Mail* last = &part;
    // Of the last mail that was read, which may be a part of this one.
    while (last->is_multipart() && !as_list(last->payload).empty() && last->epilogue.is_none() &&
           !text::lower(last->content_type()).starts_with("multipart/"))
      last = &as_native<Mail>(as_list(last->payload).back());
    if (last->is_multipart()) {
      if (!last->epilogue.is_str()) return;
      last->epilogue = last->epilogue.text().empty() ? Value(None) : make_str(without_end(last->epilogue.text()));
    } else if (last->payload.is_str()) {
      last->payload = make_str(without_end(last->payload.text()));
    }
  }

  std::vector<std::string_view> lines_;
  const Type& type_;
  Value policy_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::vector<std::string> boundaries_;
};

}  // namespace

Value parse(std::string_view text, const Type& type, const Value& policy, bool headers_only) {
  return Parser(text, type, policy).run(headers_only);
}

}  // namespace pbc::email
