// SPDX-License-Identifier: Apache-2.0
#include "python/soup.h"

#include <algorithm>
#include <array>

#include "python/html_tokens.h"
#include "python/library_class.h"
#include "python/text.h"

namespace pbc::soup {

namespace {

constexpr std::array<std::string_view, 24> kVoid = {"area",    "base",    "basefont", "bgsound", "br",       "col",
                                                    "command", "embed",   "frame",    "hr",      "image",    "img",
                                                    "input",   "isindex", "keygen",   "link",    "menuitem", "meta",
                                                    "nextid",  "param",   "source",   "spacer",  "track",    "wbr"};
constexpr const char* kKindNames[] = {"NavigableString", "Comment", "CData",      "ProcessingInstruction",
                                      "Declaration",     "Doctype", "Stylesheet", "Script"};

struct Classes {
  std::array<Class*, std::size(kKindNames)> of{};
};

Class& class_of_kind(Kind kind) {
  Class*& made = run_local<Classes>().of[static_cast<std::size_t>(kind)];
  if (made != nullptr) return *made;
  const Value base = kind == Kind::kText ? type_value(kStrType) : text_class(Kind::kText);
  LibraryClass cls("bs4.element", kKindNames[static_cast<std::size_t>(kind)], {base});
  if (kind == Kind::kText) add_text_methods(cls);
  made = &cls.make();
  return *made;
}

bool is_list_attribute(std::string_view tag, std::string_view name) {
  if (name == "class" || name == "accesskey" || name == "dropzone") return true;
  if (name == "rel" || name == "rev") return tag == "a" || tag == "link";
  if (name == "headers") return tag == "td" || tag == "th";
  return name == "accept-charset" && tag == "form";
}

class Builder {
 public:
  explicit Builder(const Value& document) : open_{document} {}

  void take(const html::Token& token) {
    using TokenKind = html::Token::Kind;
    switch (token.kind) {
      case TokenKind::kStart:
      case TokenKind::kEmpty:
        flush();
        start(token);
        break;
      case TokenKind::kEnd:
        flush();
        end(token.text);
        break;
      case TokenKind::kText:
        text_ += token.text;
        break;
      case TokenKind::kComment:
        special(token.text, Kind::kComment);
        break;
      case TokenKind::kDeclaration: {
        const std::size_t space = token.text.find_first_of(" \t\n");
        special(space == std::string::npos ? "" : token.text.substr(space + 1), Kind::kDoctype);
        break;
      }
      case TokenKind::kInstruction:
        special(token.text, Kind::kInstruction);
        break;
      case TokenKind::kUnknown:
        if (text::upper(token.text.substr(0, 6)) == "CDATA[")
          special(token.text.substr(6), Kind::kCData);
        else
          special(token.text, Kind::kDeclaration);
        break;
    }
  }

  void finish() { flush(); }

 private:
  Tag& top() { return *tag_of(open_.back()); }

  void add(const Value& node) { insert(top(), top().contents.size(), node); }

  void special(std::string_view text, Kind kind) {
    flush();
    add(make_text(text, kind));
  }

  /// White space alone is kept as one character, but in `pre`.
  void flush() {
    if (text_.empty()) return;
    const bool is_blank = text_.find_first_not_of(" \t\n\r\f\v") == std::string::npos;
    const bool keeps = std::ranges::any_of(
        open_, [](const Value& tag) { return tag_of(tag)->name == "pre" || tag_of(tag)->name == "textarea"; });
    if (is_blank && !keeps) text_ = text_.find('\n') == std::string::npos ? " " : "\n";
    const Kind kind = top().name == "script" ? Kind::kScript : top().name == "style" ? Kind::kStylesheet : Kind::kText;
    add(make_text(text_, kind));
    text_.clear();
  }

  void start(const html::Token& token) {
    const Value made = make_native(new Tag(kTagType, token.text));
    Tag& tag = *tag_of(made);
    for (const auto& [name, value] : token.attributes) {
      Value text = make_str(value.value_or(""));
      if (is_list_attribute(tag.name, name)) {
        Values words;
        for (std::string_view word : text::split_space<text::Text>(text.text(), -1)) words.push_back(make_str(word));
        if (words.empty()) words.emplace_back("");
        text = make_list(std::move(words));
      }
      as_dict(tag.attributes).set(make_str(name), text);
    }
    add(made);
    if (!is_void_tag(token.text) && open_.size() < 1000) open_.push_back(made);
    if (token.kind == html::Token::Kind::kEmpty && !is_void_tag(token.text)) end(token.text);
  }

  void end(std::string_view name) {
    for (std::size_t i = open_.size(); i-- > 1;)
      if (tag_of(open_[i])->name == name) {
        open_.resize(i);
        return;
      }
  }

  Values open_;
  std::string text_;
};

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  std::string value = escaped(text);
  if (value.find('"') == std::string::npos) return '"' + value + '"';
  if (value.find('\'') == std::string::npos) return '\'' + value + '\'';
  std::string out;
  for (char c : value)
    if (c == '"')
      out += "&quot;";
    else
      out += c;
  return '"' + out + '"';
}

std::string attribute_text(const Value& value) {
  if (!value.is(pbc::Tag::kList)) return to_str(value);
  std::string out;
  for (const Value& word : as_list(value)) out += (out.empty() ? "" : " ") + to_str(word);
  return out;
}

std::string opening(const Tag& tag) {
  std::string out = "<" + tag.name;
  for (const Table::Entry& entry : as_dict(tag.attributes).entries()) {
    out += " " + to_str(entry.key);
    if (!entry.value.is_none()) out += "=" + in_quotes(attribute_text(entry.value));
  }
  return out + (is_void_tag(tag.name) && tag.contents.empty() ? "/>" : ">");
}

std::string text_written(const Value& text) {
  const std::string plain(text.text());
  switch (kind_of(text)) {
    case Kind::kText:
      return escaped(plain);
    case Kind::kComment:
      return "<!--" + plain + "-->";
    case Kind::kCData:
      return "<![CDATA[" + plain + "]]>";
    case Kind::kInstruction:
      return "<?" + plain + ">";
    case Kind::kDeclaration:
      return "<?" + plain + "?>";
    case Kind::kDoctype:
      return "<!DOCTYPE " + plain + ">\n";
    case Kind::kStylesheet:
    case Kind::kScript:
      return plain;
  }
  return plain;
}

void write(const Value& node, std::string& out) {
  const Recursion recursion(" while writing a tree");
  const Tag* tag = tag_of(node);
  if (tag == nullptr) {
    out += text_written(node);
    return;
  }
  if (!tag->is_document()) out += opening(*tag);
  for (const Value& child : tag->contents) write(child, out);
  if (!tag->is_document() && !(is_void_tag(tag->name) && tag->contents.empty())) out += "</" + tag->name + ">";
}

void write_lines(const Value& node, std::size_t depth, std::string& out) {
  const Recursion recursion(" while writing a tree");
  const Tag* tag = tag_of(node);
  const auto line = [&](std::string_view text) { out.append(depth, ' ').append(text).append("\n"); };
  if (tag == nullptr) {
    const std::string all = text_written(node);
    const std::string_view text = text::strip_space<text::Text>(all, text::Side::kBoth);
    if (!text.empty()) line(text);
    return;
  }
  if (tag->name == "pre" || tag->name == "textarea") {
    std::string text;
    write(node, text);
    return line(text);
  }
  if (tag->is_document()) {
    for (const Value& child : tag->contents) write_lines(child, depth, out);
    return;
  }
  line(opening(*tag));
  for (const Value& child : tag->contents) write_lines(child, depth + 1, out);
  if (!(is_void_tag(tag->name) && tag->contents.empty())) line("</" + tag->name + ">");
}

}  // namespace

Tag* tag_of(const Value& v) { return native_if<Tag>(v, kTagType); }

Value text_class(Kind kind) { return class_of_kind(kind).self(); }

Value make_text(std::string_view text, Kind kind) {
  const Value made = text_class(kind)({make_str(text)});
  made.set_attr("parent", None);
  return made;
}

Kind kind_of(const Value& text) {
  if (!has_class(text)) return Kind::kText;
  for (std::size_t i = std::size(kKindNames); i-- > 1;) {
    const Class* known = run_local<Classes>().of[i];
    if (known != nullptr && class_of(text).derives_from(known->type)) return static_cast<Kind>(i);
  }
  return Kind::kText;
}

Value parent_of(const Value& node) {
  if (const Tag* tag = tag_of(node)) return tag->parent;
  return has_class(node) ? node.attr("parent") : Value(None);
}

void set_parent(const Value& node, const Value& parent) {
  if (Tag* tag = tag_of(node))
    tag->parent = parent;
  else
    node.set_attr("parent", parent);
}

void detach(const Value& node) {
  const Value parent = parent_of(node);
  if (Tag* around = tag_of(parent)) {
    const auto at =
        std::ranges::find_if(around->contents, [&](const Value& child) { return child.object() == node.object(); });
    if (at != around->contents.end()) around->contents.erase(at);
  }
  set_parent(node, None);
}

void insert(Tag& into, std::size_t at, const Value& node) {
  for (const Tag* at = &into; at != nullptr; at = tag_of(at->parent))
    if (at == tag_of(node)) raise_value_error("Cannot insert a tag into itself.");
  const Value own = node.is_str() && !has_class(node) ? make_text(node.text()) : node;
  if (!parent_of(own).is_none()) {
    if (tag_of(parent_of(own)) == &into) {
      const auto place =
          std::ranges::find_if(into.contents, [&](const Value& child) { return child.object() == own.object(); });
      if (place != into.contents.end() && static_cast<std::size_t>(place - into.contents.begin()) < at) --at;
    }
    detach(own);
  }
  at = std::min(at, into.contents.size());
  into.contents.insert(into.contents.begin() + static_cast<std::ptrdiff_t>(at), own);
  set_parent(own, into.self());
}

void descendants(const Tag& tag, Values& all) {
  const Recursion recursion(" in a tree");
  for (const Value& child : tag.contents) {
    all.push_back(child);
    if (const Tag* inner = tag_of(child)) descendants(*inner, all);
  }
}

bool is_void_tag(std::string_view name) { return std::ranges::find(kVoid, name) != kVoid.end(); }

void parse(std::string_view text, const Value& document) {
  Builder builder(document);
  html::read_tokens(text, true, true, [&](const html::Token& token) { builder.take(token); });
  builder.finish();
}

std::string written(const Value& node) {
  std::string out;
  write(node, out);
  return out;
}

std::string written_in_lines(const Value& node) {
  std::string out;
  write_lines(node, 0, out);
  return out;
}

}  // namespace pbc::soup
