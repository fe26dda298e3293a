// SPDX-License-Identifier: Apache-2.0
//
// Trees of HTML as the package bs4 shows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "python/library_class.h"

namespace pbc::soup {

extern const Type kTagType, kSoupType;

/// A tag, or the whole document.
struct Tag final : Native {
  Tag(const Type& type, std::string name) : Native(type), name(std::move(name)) {}
  std::string name;
  Value attributes = make_dict();
  Values contents;
  Value parent = None;
  bool is_document() const { return &type() == &kSoupType; }

  std::string repr() const override { return str(); }
  std::string str() const override;
  Value attribute(Name wanted) override;
  bool set_attribute(Name wanted, const Value& value) override;
  bool has_length() const override { return true; }
  std::size_t length() const override { return contents.size(); }
  bool truth() const override { return true; }
  Value iterate() override;
  bool contains(const Value& item) override;
  Value get_item(const Value& key) override;
  void set_item(const Value& key, const Value& value) override;
  void del_item(const Value& key) override;
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override;
  Value compare(Comparison op, const Value& other) const override;
  std::uint64_t hash() const override { return reinterpret_cast<std::uintptr_t>(this); }
};

/// Null for what is no tag.
Tag* tag_of(const Value& v);

/// The kinds of text; each is a class derived from the first one.
enum class Kind : std::uint8_t { kText, kComment, kCData, kInstruction, kDeclaration, kDoctype, kStylesheet, kScript };
/// What the class of texts has beyond str.
void add_text_methods(LibraryClass& cls);
Value make_text(std::string_view text, Kind kind = Kind::kText);
Kind kind_of(const Value& text);
Value text_class(Kind kind);

Value parent_of(const Value& node);
void set_parent(const Value& node, const Value& parent);
/// Takes a node out of its place.
void detach(const Value& node);
void insert(Tag& into, std::size_t at, const Value& node);
/// The tags and texts inside, in the order of the document.
void descendants(const Tag& tag, Values& all);
bool is_void_tag(std::string_view name);
/// Reads a document into an empty tree.
void parse(std::string_view text, const Value& document);
/// As HTML; with `indent` each tag and text on a line of its own.
std::string written(const Value& node);
std::string written_in_lines(const Value& node);

/// The tags inside of `root` that a CSS selector matches. Raises ValueError for what it does not understand.
Values select(const Value& root, std::string_view selector, std::size_t most);

}  // namespace pbc::soup
