// SPDX-License-Identifier: Apache-2.0
//
// The package xmltodict: parse and unparse, without streaming (item_depth); and xml.parsers.expat for its error.
#include "python/arguments.h"
#include "python/attributes.h"
#include "python/element_tree.h"
#include "python/iterators.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {
namespace {

constinit const Type kExpatError{.name = "ExpatError", .module = "xml.parsers.expat", .base = &kException};

/// Takes `name` out of the keywords of a call.
Value option(Table& keywords, std::string_view name, Value fallback) {
  Value found;
  return keywords.erase(make_str(name), &found) ? found : fallback;
}
void require_no_more(const Table& keywords, std::string_view function) {
  for (const Table::Entry& entry : keywords.entries())
    raise_type_error(function, " got an unexpected keyword argument ", to_repr(entry.key));
}

// --- parse
// -------------------------------------------------------------------------------------------------------------

class Builder {
 public:
  Builder(Table& keywords, std::string separator)
      : attributes_shown_(option(keywords, "xml_attribs", true)),
        prefix_(to_str(option(keywords, "attr_prefix", "@"))),
        text_key_(option(keywords, "cdata_key", "#text")),
        force_text_(option(keywords, "force_cdata", false)),
        text_separator_(to_str(option(keywords, "cdata_separator", ""))),
        postprocessor_(option(keywords, "postprocessor", None)),
        make_dict_(option(keywords, "dict_constructor", type_value(kDictType))),
        strips_(option(keywords, "strip_whitespace", true)),
        namespaces_(option(keywords, "namespaces", None)),
        force_list_(option(keywords, "force_list", None)),
        comment_key_(option(keywords, "comment_key", "#comment")),
        separator_(std::move(separator)) {
    if (bool(option(keywords, "item_depth", 0))) raise_value_error("xmltodict.parse: item_depth is not supported");
    option(keywords, "item_callback", None);
    require_no_more(keywords, "_DictSAXHandler.__init__()");
  }

  void start(const char* full_name, const char** attributes) {
    const Value name = make_str(short_name(full_name));
    Value plain = make_dict_();
    for (; *attributes != nullptr; attributes += 2) plain.set_item(make_str(attributes[0]), make_str(attributes[1]));
    if (!spaces_.is_unset()) {
      plain.set_item("xmlns", spaces_);
      spaces_ = Value();
    }
    append(path_, make_tuple({name, plain ? plain : Value(None)}));
    stack_.push_back({item_, std::move(texts_)});
    texts_ = {};
    item_ = None;
    if (!attributes_shown_) return;
    Value entries = make_dict_();
    for (Value pair : iterate(plain.call("items"))) {
      const Values parts = to_values(pair);
      Value key = make_str(prefix_ + short_name(to_str(parts[0]))), value = parts[1];
      if (processed(key, value)) entries.set_item(key, value);
    }
    if (entries) item_ = entries;
  }

  void end(const char* full_name) {
    const Value name = make_str(short_name(full_name));
    std::string text;
    for (std::size_t i = 0; i < texts_.size(); ++i) text.append(i > 0 ? text_separator_ : "").append(texts_[i]);
    if (strips_) text = std::string(text::strip_space<text::Text>(text, text::Side::kBoth));
    const Value data = texts_.empty() || (text.empty() && bool(strips_)) ? Value(None) : make_str(text);
    Value item = item_;
    item_ = stack_.back().item;
    texts_ = std::move(stack_.back().texts);
    stack_.pop_back();
    if (item.is_none() && data && is_forced(force_text_, name, data)) item = make_dict_();
    if (!item.is_none()) {
      if (data) item = push(item, text_key_, data);
      item_ = push(item_, name, item);
    } else {
      item_ = push(item_, name, data);
    }
    path_.call("pop");
    joins_ = false;
  }

  void text(std::string_view more) {
    if (joins_ && !texts_.empty()) {
      texts_.back() += more;
    } else {
      texts_.emplace_back(more);
    }
    joins_ = true;
  }
  /// Text before and after something else counts as two pieces.
  void interrupt() { joins_ = false; }

  void comment(std::string_view text) {
    item_ =
        push(item_, comment_key_, make_str(strips_ ? text::strip_space<text::Text>(text, text::Side::kBoth) : text));
  }
  void space(const char* prefix, const char* uri) {
    if (spaces_.is_unset()) spaces_ = make_dict_();
    spaces_.set_item(make_str(prefix != nullptr ? prefix : ""), uri != nullptr ? make_str(uri) : Value(None));
  }
  const Value& result() const { return item_; }

 private:
  struct Outer {
    Value item;
    std::vector<std::string> texts;
  };

  std::string short_name(const std::string& full_name) const {
    if (namespaces_.is_none()) return full_name;
    const std::size_t at = full_name.rfind(separator_);
    if (at == full_name.npos) return full_name;
    const Value space = make_str(full_name.substr(0, at));
    const Value shown = in(space, namespaces_) ? namespaces_[space] : space;
    const std::string name = full_name.substr(at + 1);
    return shown ? to_str(shown) + separator_ + name : name;
  }

  bool processed(Value& key, Value& value) const {
    if (postprocessor_.is_none()) return true;
    const Value result = postprocessor_({path_, key, value});
    if (!result) return false;
    const Values parts = to_values(result);
    if (parts.size() != 2)
      raise_value_error("not enough values to unpack (expected 2, got ", std::to_string(parts.size()), ")");
    key = parts[0];
    value = parts[1];
    return true;
  }

  bool is_forced(const Value& rule, const Value& key, const Value& value) const {
    if (!rule) return false;
    if (rule.is(Tag::kBool)) return true;
    if (!is_callable(rule)) return in(key, rule);
    return bool(rule({path_[pbc::slice(None, -1)], key, value}));
  }

  Value push(Value item, Value key, Value data) const {
    if (!processed(key, data)) return item;
    if (item.is_none()) item = make_dict_();
    if (in(key, item)) {
      const Value before = item[key];
      if (before.is(Tag::kList)) {
        append(before, data);
      } else {
        item.set_item(key, make_list({before, data}));
      }
    } else {
      item.set_item(key, is_forced(force_list_, key, data) ? make_list({data}) : data);
    }
    return item;
  }

  Value attributes_shown_;
  std::string prefix_;
  Value text_key_, force_text_;
  std::string text_separator_;
  Value postprocessor_, make_dict_, strips_, namespaces_, force_list_, comment_key_;
  std::string separator_;
  Value spaces_, path_ = make_list(), item_ = None;
  std::vector<std::string> texts_;
  std::vector<Outer> stack_;
  bool joins_ = false;
};

/// xml_input, encoding, expat, process_namespaces, namespace_separator, disable_entities, process_comments, kwargs
Value parse(const Value&, Value* a) {
  Value document = a[0];
  if (!find_attribute(document, "read").is_unset()) document = document.call("read");
  if (document.is(Tag::kIterator)) document = bytes("").call("join", {document});
  const std::string separator = text_or(a[4], ":");
  Builder builder(as_dict(a[7]), separator);
  xml::Events events;
  events.start = [&](const char* name, const char** attributes) {
    builder.interrupt();
    builder.start(name, attributes);
  };
  events.end = [&](const char* name) {
    builder.interrupt();
    builder.end(name);
  };
  events.text = [&](std::string_view text) { builder.text(text); };
  if (flag(a[6], false)) {
    events.comment = [&](std::string_view text) {
      builder.interrupt();
      builder.comment(text);
    };
  }
  events.space = [&](const char* prefix, const char* uri) { builder.space(prefix, uri); };
  if (flag(a[5], true)) events.entity = [] { raise_value_error("entities are disabled"); };
  const bool has_namespaces = flag(a[3], false) && !separator.empty();
  xml::read(document, has_namespaces ? separator[0] : '\0', kExpatError, events);
  return builder.result();
}

// --- unparse
// -----------------------------------------------------------------------------------------------------------

std::string value_text(const Value& v) {
  if (v.is(Tag::kBool)) return bool(v) ? "true" : "false";
  if (is_any_bytes(v)) return to_str(v.call("decode", {"utf-8", "replace"}));
  return to_str(v);
}

class Generator {
 public:
  explicit Generator(Table& keywords)
      : prefix_(to_str(option(keywords, "attr_prefix", "@"))),
        text_key_(option(keywords, "cdata_key", "#text")),
        comment_key_(option(keywords, "comment_key", "#comment")),
        preprocessor_(option(keywords, "preprocessor", None)),
        expand_(option(keywords, "expand_iter", None)),
        pretty_(option(keywords, "pretty", false)),
        newline_(to_str(option(keywords, "newl", "\n"))),
        full_(option(keywords, "full_document", true)),
        short_empty_(option(keywords, "short_empty_elements", false)) {
    const Value indent = option(keywords, "indent", "\t");
    indent_ = is_any_int(indent) ? std::string(static_cast<std::size_t>(to_index(indent)), ' ') : to_str(indent);
  }

  std::string document(const Value& root, const std::string& encoding) {
    if (full_) out_ = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n";
    bool has_root = false;
    for (Value pair : iterate(root.call("items"))) {
      const Values parts = to_values(pair);
      const bool is_comment = parts[0] == comment_key_;
      if (!is_comment && bool(full_) && has_root) raise_value_error("Document must have exactly one root.");
      emit(parts[0], parts[1], 0);
      has_root = has_root || !is_comment;
    }
    if (bool(full_) && !has_root) raise_value_error("Document must have exactly one root.");
    return std::move(out_);
  }

 private:
  void escape(std::string_view text, bool is_attribute) {
    for (char c : text) {
      const char* code = c == '&'        ? "&amp;"
                         : c == '<'      ? "&lt;"
                         : c == '>'      ? "&gt;"
                         : !is_attribute ? nullptr
                         : c == '\n'     ? "&#10;"
                         : c == '\r'     ? "&#13;"
                         : c == '\t'     ? "&#9;"
                                         : nullptr;
      if (code != nullptr) {
        out_ += code;
      } else {
        out_ += c;
      }
    }
  }

  /// As xml.sax.saxutils.quoteattr: the quotes that need the least escaping.
  void quote(std::string_view text) {
    const bool has_double = text.find('"') != text.npos, has_single = text.find('\'') != text.npos;
    const char mark = has_double && !has_single ? '\'' : '"';
    out_ += mark;
    std::size_t at = 0;
    while (has_double && has_single && text.find('"', at) != text.npos) {
      const std::size_t end = text.find('"', at);
      escape(text.substr(at, end - at), true);
      out_ += "&quot;";
      at = end + 1;
    }
    escape(text.substr(at), true);
    out_ += mark;
  }

  static void check_name(const Value& name, std::string_view kind) {
    if (!name.is_str()) raise_value_error(kind, " name must be a string");
    const std::string_view text = name.text();
    const auto invalid = [&](std::string_view why) { raise_value_error("Invalid ", kind, " name: ", why); };
    if (text.starts_with('?') || text.starts_with('!')) invalid("cannot start with \"?\" or \"!\"");
    if (text.find_first_of("<>") != text.npos) invalid("\"<\" or \">\" not allowed");
    if (text.find('/') != text.npos) invalid("\"/\" not allowed");
    if (text.find_first_of("\"'") != text.npos) invalid("quotes not allowed");
    if (text.find('=') != text.npos) invalid("\"=\" not allowed");
    for (std::size_t at = 0; at < text.size();)
      if (unicode::is_space(unicode::next(text, at))) invalid("whitespace not allowed");
  }

  void space(std::size_t depth) {
    if (!pretty_) return;
    for (std::size_t i = 0; i < depth; ++i) out_ += indent_;
  }

  void comments(const Value& value, std::size_t depth) {
    const Values all = value.is(Tag::kList) ? as_list(value) : Values{value};
    for (const Value& one : all) {
      const std::string text = one.is_none() ? std::string() : value_text(one);
      if (text.empty()) continue;
      space(depth);
      if (text.find("--") != text.npos) raise_value_error("Comment text cannot contain '--'");
      if (text.ends_with('-')) raise_value_error("Comment text cannot end with '-'");
      out_ += "<!--";
      escape(text, false);
      out_ += "-->";
      if (pretty_) out_ += newline_;
    }
  }

  void emit(Value key, Value value, std::size_t depth) {
    const Recursion level("");
    if (key.is_str() && key == comment_key_) return comments(value, depth);
    if (!preprocessor_.is_none()) {
      const Value result = preprocessor_({key, value});
      if (result.is_none()) return;
      const Values parts = to_values(result);
      if (parts.size() != 2) raise_value_error("too many values to unpack (expected 2)");
      key = parts[0];
      value = parts[1];
    }
    check_name(key, "element");
    const bool is_many = is_iterable(value) && !value.is_str() && !is_any_bytes(value) && !value.is(Tag::kDict);
    const Values all = is_many ? to_values(value) : Values{value};
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (bool(full_) && depth == 0 && i > 0) raise_value_error("document with multiple roots");
      element(to_str(key), all[i], depth);
    }
  }

  void element(const std::string& tag, Value value, std::size_t depth) {
    if (value.is_none()) value = make_dict();
    if (!value.is(Tag::kDict) && !value.is_str()) {
      const bool expands = bool(expand_) && is_iterable(value) && !is_any_bytes(value);
      value = expands ? dict({{expand_, value}}) : make_str(value_text(value));
    }
    if (value.is_str()) value = dict({{text_key_, value}});
    Value text = None;
    Table attributes;
    std::vector<std::pair<Value, Value>> children;
    for (const Table::Entry& entry : as_dict(value).entries()) {
      if (entry.key == text_key_) {
        text = entry.value.is_none() ? Value(None) : make_str(value_text(entry.value));
      } else if (entry.key.is_str() && entry.key.text().starts_with(prefix_)) {
        add_attribute(attributes, to_str(entry.key), entry.value);
      } else if (!entry.value.is(Tag::kList) || !as_list(entry.value).empty()) {
        children.emplace_back(entry.key, entry.value);
      }
    }
    space(depth);
    out_.append("<").append(tag);
    for (const Table::Entry& entry : attributes.entries()) {
      out_.append(" ").append(entry.key.text()).append("=");
      quote(entry.value.text());
    }
    const bool is_short = bool(short_empty_) && children.empty() && text.is_none();
    out_ += is_short ? "/>" : ">";
    if (pretty_ && !children.empty()) out_ += newline_;
    for (const auto& [key, child] : children) emit(key, child, depth + 1);
    if (!text.is_none()) escape(text.text(), false);
    if (!children.empty()) space(depth);
    if (!is_short) out_.append("</").append(tag).append(">");
    if (pretty_ && depth > 0) out_ += newline_;
  }

  void add_attribute(Table& attributes, const std::string& key, const Value& value) const {
    const auto shown = [](const Value& v) { return make_str(v.is_none() ? std::string() : value_text(v)); };
    if (key == "@xmlns" && value.is(Tag::kDict)) {
      for (const Table::Entry& entry : as_dict(value).entries()) {
        check_name(entry.key, "attribute");
        const std::string prefix = to_str(entry.key);
        attributes.set(make_str(prefix.empty() ? "xmlns" : "xmlns:" + prefix), shown(entry.value));
      }
      return;
    }
    const Value name = make_str(key.substr(prefix_.size()));
    check_name(name, "attribute");
    attributes.set(name, shown(value));
  }

  std::string prefix_;
  Value text_key_, comment_key_, preprocessor_, expand_, pretty_;
  std::string newline_, indent_;
  Value full_, short_empty_;
  std::string out_;
};

/// input_dict, output, encoding, kwargs
Value unparse(const Value&, Value* a) {
  Generator generator(as_dict(a[3]));
  require_no_more(as_dict(a[3]), "_emit()");
  const Value text = make_str(generator.document(a[0], text_or(a[2], "utf-8")));
  if (!given(a[1])) return text;
  a[1].call("write", {text});
  return None;
}

constexpr Method kFunctions[] = {
    {"parse", parse,
     "def xml_input, encoding=, expat=, process_namespaces=, namespace_separator=, disable_entities=, "
     "process_comments=, **kwargs"},
    {"unparse", unparse, "def input_dict, output=, encoding=, **kwargs"},
};
constexpr Constant kConstants[] = {
    {"expat", [] { return import_leaf("xml.parsers.expat"); }},
};

constexpr Constant kExpatConstants[] = {
    {"error", [] { return type_value(kExpatError); }},
};
constexpr const Type* kExpatTypes[] = {&kExpatError};

}  // namespace

constinit const Module kXmlParsersModule{.name = "xml.parsers"};
constinit const Module kXmlExpatModule{.name = "xml.parsers.expat", .constants = kExpatConstants, .types = kExpatTypes};
constinit const Module kXmltodictModule{.name = "xmltodict", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
