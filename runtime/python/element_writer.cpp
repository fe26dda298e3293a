// SPDX-License-Identifier: Apache-2.0
//
// XML trees as text.
#include <algorithm>
#include <map>

#include "python/element_tree.h"

namespace pbc::xml {

namespace {

struct Prefixes {
  std::map<std::string, std::string> by_uri{
      {"http://www.w3.org/XML/1998/namespace", "xml"},
      {"http://www.w3.org/1999/xhtml", "html"},
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
      {"http://schemas.xmlsoap.org/wsdl/", "wsdl"},
      {"http://www.w3.org/2001/XMLSchema", "xs"},
      {"http://www.w3.org/2001/XMLSchema-instance", "xsi"},
      {"http://purl.org/dc/elements/1.1/", "dc"},
  };
};

void append_escaped(std::string& out, std::string_view text, bool is_attribute) {
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += is_attribute ? "&quot;" : "\"";
        break;
      case '\r':
        out += is_attribute ? "&#13;" : "\r";
        break;
      case '\n':
        out += is_attribute ? "&#10;" : "\n";
        break;
      case '\t':
        out += is_attribute ? "&#09;" : "\t";
        break;
      default:
        out += c;
    }
  }
}

[[noreturn]] void refuse(const Value& v) {
  raise_type_error("cannot serialize ", to_repr(v), " (type ", type_name(v), ")");
}
std::string_view text_of(const Value& v) {
  if (!v.is_str()) refuse(v);
  return v.text();
}

class Writer {
 public:
  explicit Writer(bool short_empty) : short_empty_(short_empty) {}

  std::string tree(const Value& root) {
    for (const Value& part : descendants(root, None)) {
      const Element& element = as_native<Element>(part);
      if (is_marker(element.tag)) continue;
      if (!element.tag.is_none()) add_name(element.tag);
      for (const Table::Entry& entry : as_dict(element.attributes).entries()) add_name(entry.key);
    }
    write(root, true);
    return std::move(out_);
  }

 private:
  static bool is_marker(const Value& tag) {
    const Method* method = as_method(tag);
    return method == &kComment || method == &kProcessingInstruction;
  }

  void add_name(const Value& value) {
    const std::string name(text_of(value));
    if (names_.contains(name)) return;
    const std::size_t end = name.starts_with('{') ? name.rfind('}') : name.npos;
    if (end == name.npos) {
      names_[name] = name;
      return;
    }
    const std::string uri = name.substr(1, end - 1), local = name.substr(end + 1);
    auto found = used_.find(uri);
    if (found == used_.end()) {
      const auto& known = run_local<Prefixes>().by_uri;
      const auto registered = known.find(uri);
      const std::string prefix = registered != known.end() ? registered->second : "ns" + std::to_string(used_.size());
      if (prefix == "xml") {
        names_[name] = "xml:" + local;
        return;
      }
      found = used_.emplace(uri, prefix).first;
    }
    names_[name] = found->second.empty() ? local : found->second + ":" + local;
  }

  void write(const Value& value, bool is_root) {
    const Recursion level("");
    const Element& element = as_native<Element>(value);
    if (const Method* marker = as_method(element.tag); marker == &kComment) {
      out_.append("<!--").append(text_of(element.text)).append("-->");
    } else if (marker == &kProcessingInstruction) {
      out_.append("<?").append(text_of(element.text)).append("?>");
    } else if (element.tag.is_none()) {
      if (bool(element.text)) append_escaped(out_, text_of(element.text), false);
      for (const Value& child : element.children) write(child, false);
    } else {
      write_element(element, is_root);
    }
    if (bool(element.tail)) append_escaped(out_, text_of(element.tail), false);
  }

  void write_element(const Element& element, bool is_root) {
    const std::string& tag = names_[std::string(text_of(element.tag))];
    out_.append("<").append(tag);
    if (is_root) {
      std::vector<std::pair<std::string, std::string>> spaces;
      for (const auto& [uri, prefix] : used_) spaces.emplace_back(prefix, uri);
      std::ranges::sort(spaces);
      for (const auto& [prefix, uri] : spaces) {
        out_.append(prefix.empty() ? " xmlns" : " xmlns:").append(prefix).append("=\"");
        append_escaped(out_, uri, true);
        out_ += '"';
      }
    }
    for (const Table::Entry& entry : as_dict(element.attributes).entries()) {
      out_.append(" ").append(names_[std::string(text_of(entry.key))]).append("=\"");
      append_escaped(out_, text_of(entry.value), true);
      out_ += '"';
    }
    if (!bool(element.text) && element.children.empty() && short_empty_) {
      out_ += " />";
      return;
    }
    out_ += '>';
    if (bool(element.text)) append_escaped(out_, text_of(element.text), false);
    for (const Value& child : element.children) write(child, false);
    out_.append("</").append(tag).append(">");
  }

  bool short_empty_;
  std::string out_;
  std::map<std::string, std::string> names_;  // as written
  std::map<std::string, std::string> used_;   // prefixes by namespace
};

void append_text(std::string& out, const Value& value) {
  const Recursion level("");
  const Element& element = as_native<Element>(value);
  if (bool(element.text)) out += to_str(element.text);
  for (const Value& child : element.children) {
    append_text(out, child);
    if (const Value& tail = as_native<Element>(child).tail; bool(tail)) out += to_str(tail);
  }
}

}  // namespace

std::string write_tree(const Value& element, bool short_empty) { return Writer(short_empty).tree(element); }

std::string all_text(const Value& element) {
  std::string text;
  append_text(text, element);
  return text;
}

void register_namespace(std::string prefix, std::string uri) {
  auto& known = run_local<Prefixes>().by_uri;
  std::erase_if(known, [&](const auto& entry) { return entry.second == prefix; });
  known[std::move(uri)] = std::move(prefix);
}

}  // namespace pbc::xml
