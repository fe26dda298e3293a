// SPDX-License-Identifier: Apache-2.0
//
// Elements of XML trees: what the files of xml.etree.ElementTree and xmltodict share.
#pragma once

#include <functional>
#include <string>

#include "python/objects.h"

namespace pbc::xml {

extern const Type kElementType, kParseError;

struct Element final : Native {
  explicit Element(Value tag) : Native(kElementType), tag(std::move(tag)) {}
  Value tag;  // a str; the function Comment or ProcessingInstruction for what is no element
  Value attributes = make_dict();
  Value text = None, tail = None;
  Values children;

  std::string repr() const override;
  bool truth() const override { return !children.empty(); }
  bool set_attribute(Name name, const Value& value) override;
  bool has_length() const override { return true; }
  std::size_t length() const override { return children.size(); }
  Value iterate() override;
  Value get_item(const Value& key) override;
  void set_item(const Value& key, const Value& value) override;
  void del_item(const Value& key) override;
};

/// Null for what is no element.
inline Element* element_if(const Value& v) { return native_if<Element>(v, kElementType); }
Value make_element(Value tag);

/// What a document consists of, in its order. Texts are UTF-8; `attributes` are names and values in turns, ended by
/// null.
struct Events {
  std::function<void(const char* name, const char** attributes)> start;
  std::function<void(const char* name)> end;
  std::function<void(std::string_view text)> text;
  // Any of these may be empty:
  std::function<void(std::string_view text)> comment;
  std::function<void(const char* prefix, const char* uri)> space;  // xmlns:prefix="uri"; null for what is left out
  std::function<void()> entity;                                    // the document defines one
};
/// Reads a document: a str, or bytes in the encoding that they declare. `separator` joins a namespace and a name; 0:
/// names stay as written. Nothing outside of the document is read. Raises ParseError (expat's text and place), and what
/// the events raise; RecursionError where elements nest more than 5000 deep.
void read(const Value& document, char separator, const Type& error, const Events& events);
/// The root of the document's tree.
Value read_tree(const Value& document);

/// The elements that a path selects (Python library reference, XPath support), at most `limit`.
Values select(const Value& element, const Value& path, const Value& namespaces, std::size_t limit);

/// The element and all below it, in document order; `tag` "*" or None takes all.
Values descendants(const Value& element, const Value& tag);
/// The tree as text: "xml" or "text" for `method`.
std::string write_tree(const Value& element, bool short_empty);
std::string all_text(const Value& element);
/// A prefix that write_tree uses for a namespace.
void register_namespace(std::string prefix, std::string uri);
extern const Method kComment, kProcessingInstruction;

}  // namespace pbc::xml
