// SPDX-License-Identifier: Apache-2.0
//
// The package bs4 (Beautiful Soup) as playbooks use it: its tree over html.parser, searching, changing, writing.
#include <algorithm>

#include "python/arguments.h"
#include "python/bind.h"
#include "python/codecs.h"
#include "python/iterators.h"
#include "python/library_packages.h"
#include "python/soup.h"
#include "python/text.h"

namespace pbc {

namespace soup {

namespace {

Tag& own(const Value& self) { return *tag_of(self); }

// --- Matching --------------------------------------------------------------------------------------------------------

bool is_pattern(const Value& v) { return v.is(pbc::Tag::kNative) && type_of(v).name == pbc::Name("Pattern"); }

/// Whether a name, an attribute or a text (None: there is none) is what find() was given for it.
bool fits(const Value& wanted, const Value& actual) {
  if (wanted.is_unset()) return true;
  if (wanted.is_none()) return actual.is_none();
  if (wanted.is(pbc::Tag::kBool)) return static_cast<bool>(wanted) != actual.is_none();
  if (wanted.is(pbc::Tag::kList) || wanted.is(pbc::Tag::kTuple) || is_any_set(wanted)) {
    for (const Value& one : to_values(wanted))
      if (fits(one, actual)) return true;
    return false;
  }
  if (is_callable(wanted) && !wanted.is_str()) return static_cast<bool>(wanted({actual}));
  if (actual.is_none()) return false;
  if (is_pattern(wanted)) return !wanted.call("search", {actual}).is_none();
  return to_str(is_any_bytes(wanted) ? make_str(text::decode(as_bytes(wanted))) : wanted) == to_str(actual);
}

/// An attribute of several words fits if one of them does, or all as one text.
bool attribute_fits(const Value& wanted, const Value& actual) {
  if (!actual.is(pbc::Tag::kList)) return fits(wanted, actual);
  if (wanted.is_none() || wanted.is(pbc::Tag::kBool)) return fits(wanted, actual);
  std::string all;
  for (const Value& word : as_list(actual)) {
    if (fits(wanted, word)) return true;
    all += (all.empty() ? "" : " ") + to_str(word);
  }
  return fits(wanted, make_str(all));
}

Value string_of(const Tag& tag) {
  if (tag.contents.size() != 1) return None;
  const Tag* inner = tag_of(tag.contents[0]);
  return inner == nullptr ? tag.contents[0] : string_of(*inner);
}

/// What find() and its kin are asked for.
struct Search {
  Value name, string;
  std::vector<std::pair<std::string, Value>> attributes;
  bool wants_texts() const { return name.is_unset() && attributes.empty() && !string.is_unset(); }

  bool operator()(const Value& node) const {
    const Tag* tag = tag_of(node);
    if (wants_texts()) return tag == nullptr && fits(string, node);
    if (tag == nullptr) return false;
    if (!name.is_unset()) {
      const bool asks = is_callable(name) && !name.is_str() && !is_pattern(name);
      if (asks ? !static_cast<bool>(name({node})) : !fits(name, make_str(tag->name))) return false;
    }
    for (const auto& [key, wanted] : attributes) {
      const Value* found = as_dict(tag->attributes).find(key);
      if (!attribute_fits(wanted, found == nullptr ? Value(None) : *found)) return false;
    }
    return string.is_unset() || fits(string, string_of(*tag));
  }
};

Value none_to_unset(const Value& v) { return v.is_none() ? Value() : v; }

Search search_of(const Value& name, const Value& attributes, const Value& string, const Value& keywords) {
  Search search;
  search.name = none_to_unset(name);
  search.string = none_to_unset(string);
  if (given(attributes)) {
    if (attributes.is(pbc::Tag::kDict))
      for (const Table::Entry& entry : as_dict(attributes).entries())
        search.attributes.emplace_back(to_str(entry.key), entry.value);
    else
      search.attributes.emplace_back("class", attributes);
  }
  for (const Table::Entry& entry : as_dict(keywords).entries()) {
    const std::string key = to_str(entry.key);
    if (key == "text")
      search.string = none_to_unset(entry.value);
    else
      search.attributes.emplace_back(key == "class_" ? "class" : key, entry.value);
  }
  return search;
}

Values matching(const Values& nodes, const Search& search, std::int64_t most) {
  Values found;
  for (const Value& node : nodes) {
    if (most > 0 && static_cast<std::int64_t>(found.size()) == most) break;
    if (search(node)) found.push_back(node);
  }
  return found;
}

// --- Places ----------------------------------------------------------------------------------------------------------

std::size_t place_of(const Value& node, const Tag& around) {
  const auto at =
      std::ranges::find_if(around.contents, [&](const Value& child) { return child.object() == node.object(); });
  return static_cast<std::size_t>(at - around.contents.begin());
}

enum class Way : std::uint8_t { kInside, kChildren, kParents, kNextSiblings, kPreviousSiblings, kNext, kPrevious };

void all_before(const Value& root, const Value& node, bool behind, Values& nodes) {
  Values all;
  descendants(own(root), all);
  const auto at = std::ranges::find_if(all, [&](const Value& other) { return other.object() == node.object(); });
  if (behind) {
    if (at != all.end()) nodes.assign(at + 1, all.end());
  } else {
    for (auto each = all.begin(); each != at; ++each) nodes.push_back(*each);
    std::ranges::reverse(nodes);
  }
}

Values nodes_on(const Value& self, Way way) {
  Values nodes;
  const Value parent = parent_of(self);
  const Tag* around = tag_of(parent);
  switch (way) {
    case Way::kInside:
      descendants(own(self), nodes);
      break;
    case Way::kChildren:
      nodes = own(self).contents;
      break;
    case Way::kParents:
      for (Value at = parent; tag_of(at) != nullptr; at = parent_of(at)) nodes.push_back(at);
      break;
    case Way::kNextSiblings:
      if (around != nullptr)
        nodes.assign(around->contents.begin() + static_cast<std::ptrdiff_t>(place_of(self, *around)) + 1,
                     around->contents.end());
      break;
    case Way::kPreviousSiblings:
      if (around != nullptr)
        for (std::size_t i = place_of(self, *around); i-- > 0;) nodes.push_back(around->contents[i]);
      break;
    case Way::kNext:
    case Way::kPrevious: {
      Value root = self;
      while (tag_of(parent_of(root)) != nullptr) root = parent_of(root);
      if (root.object() != self.object())
        all_before(root, self, way == Way::kNext, nodes);
      else if (way == Way::kNext && tag_of(self) != nullptr)
        descendants(own(self), nodes);
      break;
    }
  }
  return nodes;
}

template <Way W>
Value find_all_on(const Value& self, Value* a) {
  return make_list(matching(nodes_on(self, W), search_of(a[0], a[1], a[2], a[4]), index_or(a[3], 0)));
}
template <Way W>
Value find_on(const Value& self, Value* a) {
  const Values found = matching(nodes_on(self, W), search_of(a[0], a[1], a[2], a[3]), 1);
  return found.empty() ? Value(None) : found[0];
}

Value find_all(const Value& self, Value* a) {
  const Way way = flag(a[2], true) ? Way::kInside : Way::kChildren;
  return make_list(matching(nodes_on(self, way), search_of(a[0], a[1], a[3], a[5]), index_or(a[4], 0)));
}
Value find(const Value& self, Value* a) {
  const Way way = flag(a[2], true) ? Way::kInside : Way::kChildren;
  const Values found = matching(nodes_on(self, way), search_of(a[0], a[1], a[3], a[4]), 1);
  return found.empty() ? Value(None) : found[0];
}

template <Way W>
Value iterator_on(const Value& self) {
  return to_iterator(make_list(nodes_on(self, W)));
}
template <Way W>
Value first_on(const Value& self) {
  const Values nodes = nodes_on(self, W);
  return nodes.empty() ? Value(None) : nodes[0];
}

// --- Text ------------------------------------------------------------------------------------------------------------

/// The texts that get_text() shows: of script and style only their own.
Values texts_of(const Tag& tag, bool strip) {
  Values all, texts;
  descendants(tag, all);
  for (const Value& node : all) {
    if (tag_of(node) != nullptr) continue;
    const Kind kind = kind_of(node);
    const bool shown = tag.name == "script"  ? kind == Kind::kScript
                       : tag.name == "style" ? kind == Kind::kStylesheet
                                             : kind == Kind::kText || kind == Kind::kCData;
    if (!shown) continue;
    if (!strip) {
      texts.push_back(node);
      continue;
    }
    const std::string_view text = text::strip_space<text::Text>(node.text(), text::Side::kBoth);
    if (!text.empty()) texts.push_back(make_str(text));
  }
  return texts;
}

std::string joined_text(const Tag& tag, std::string_view separator, bool strip) {
  std::string out;
  bool first = true;
  for (const Value& text : texts_of(tag, strip)) {
    if (!first) out += separator;
    out += text.text();
    first = false;
  }
  return out;
}

Value get_text(const Value& self, Value* a) {
  return make_str(joined_text(own(self), text_or(a[0], ""), flag(a[1], false)));
}

void set_string(Tag& tag, const Value& text) {
  for (const Value& child : tag.contents) set_parent(child, None);
  tag.contents.clear();
  insert(tag, 0, make_text(to_str(text)));
}

// --- Change ----------------------------------------------------------------------------------------------------------

Value extract(const Value& self, Value*) {
  detach(self);
  return self;
}
Value decompose(const Value& self, Value*) {
  detach(self);
  Values all;
  descendants(own(self), all);
  for (const Value& node : all) {
    set_parent(node, None);
    if (Tag* tag = tag_of(node)) tag->contents.clear();
  }
  own(self).contents.clear();
  return None;
}
Value clear(const Value& self, Value*) {
  for (const Value& child : own(self).contents) set_parent(child, None);
  own(self).contents.clear();
  return None;
}
Value append_node(const Value& self, Value* a) {
  insert(own(self), own(self).contents.size(), a[0]);
  return None;
}
Value extend(const Value& self, Value* a) {
  const Values nodes = tag_of(a[0]) != nullptr ? own(a[0]).contents : to_values(a[0]);
  for (const Value& node : nodes) insert(own(self), own(self).contents.size(), node);
  return None;
}
Value insert_node(const Value& self, Value* a) {
  insert(own(self), static_cast<std::size_t>(std::max<std::int64_t>(to_index(a[0]), 0)), a[1]);
  return None;
}

/// The tag around `node`, which has to be in one for this.
Tag& around(const Value& node, std::string_view doing) {
  const Value parent = parent_of(node);
  if (tag_of(parent) == nullptr)
    raise_value_error("Cannot ", doing,
                      " one element with another when the element to be replaced is not part of a tree.");
  return own(parent);
}

Value replace_with(const Value& self, Value* a) {
  Tag& parent = around(self, "replace");
  std::size_t at = place_of(self, parent);
  detach(self);
  for (const Value& node : to_values(a[0])) insert(parent, at++, node);
  return self;
}
Value unwrap(const Value& self, Value*) {
  Tag& parent = around(self, "replace");
  std::size_t at = place_of(self, parent);
  const Values inside = own(self).contents;
  detach(self);
  for (const Value& node : inside) insert(parent, at++, node);
  return self;
}
Value wrap(const Value& self, Value* a) {
  Value arguments[] = {make_tuple({a[0]})};
  replace_with(self, arguments);
  insert(own(a[0]), own(a[0]).contents.size(), self);
  return a[0];
}
template <bool After>
Value insert_beside(const Value& self, Value* a) {
  Tag& parent = around(self, "replace");
  std::size_t at = place_of(self, parent) + (After ? 1 : 0);
  for (const Value& node : to_values(a[0])) insert(parent, at++, node);
  return None;
}

Value new_tag(const Value&, Value* a) {
  const Value made = make_native(new Tag(kTagType, to_str(a[0])));
  for (const Value& attributes : {a[3], a[4]})
    if (given(attributes))
      for (const Table::Entry& entry : as_dict(attributes).entries())
        as_dict(own(made).attributes).set(entry.key, entry.value);
  return made;
}
Value new_string(const Value&, Value* a) { return make_text(to_str(a[0])); }

// --- Attributes ------------------------------------------------------------------------------------------------------

Value get(const Value& self, Value* a) {
  const Value* found = as_dict(own(self).attributes).find(a[0]);
  return found != nullptr ? *found : value_or(a[1], None);
}
Value has_attr(const Value& self, Value* a) { return as_dict(own(self).attributes).contains(a[0]); }
Value get_attribute_list(const Value& self, Value* a) {
  const Value found = get(self, a);
  return found.is(pbc::Tag::kList) ? found : make_list({found});
}

Value select_all(const Value& self, Value* a) {
  return make_list(
      select(self, to_str(a[0]), given(a[2]) ? static_cast<std::size_t>(to_index(a[2])) : ~std::size_t{0}));
}
Value select_one(const Value& self, Value* a) {
  const Values found = select(self, to_str(a[0]), 1);
  return found.empty() ? Value(None) : found[0];
}

Value prettify(const Value& self, Value*) { return make_str(written_in_lines(self)); }
Value decode(const Value& self, Value*) { return make_str(written(self)); }
Value encode(const Value& self, Value* a) {
  return make_bytes(text::encode(written(self), text_or(a[0], "utf-8"), "xmlcharrefreplace"));
}
Value decode_contents(const Value& self, Value*) {
  std::string out;
  for (const Value& child : own(self).contents) out += written(child);
  return make_str(out);
}

constexpr Method kMethods[] = {
    {"append", append_node, "def tag"},
    {"clear", clear, "def decompose="},
    {"decode", decode, "def indent_level=, eventual_encoding=, formatter="},
    {"decode_contents", decode_contents, "def indent_level=, eventual_encoding=, formatter="},
    {"decompose", decompose, "def"},
    {"encode", encode, "def encoding=, indent_level=, formatter=, errors="},
    {"extend", extend, "def tags"},
    {"extract", extract, "def"},
    {"find", find, "def name=, attrs=, recursive=, string=, **kwargs"},
    {"findAll", find_all, "def name=, attrs=, recursive=, string=, limit=, **kwargs"},
    {"find_all", find_all, "def name=, attrs=, recursive=, string=, limit=, **kwargs"},
    {"find_all_next", find_all_on<Way::kNext>, "def name=, attrs=, string=, limit=, **kwargs"},
    {"find_all_previous", find_all_on<Way::kPrevious>, "def name=, attrs=, string=, limit=, **kwargs"},
    {"find_next", find_on<Way::kNext>, "def name=, attrs=, string=, **kwargs"},
    {"find_next_sibling", find_on<Way::kNextSiblings>, "def name=, attrs=, string=, **kwargs"},
    {"find_next_siblings", find_all_on<Way::kNextSiblings>, "def name=, attrs=, string=, limit=, **kwargs"},
    {"find_parent", find_on<Way::kParents>, "def name=, attrs=, string=, **kwargs"},
    {"find_parents", find_all_on<Way::kParents>, "def name=, attrs=, string=, limit=, **kwargs"},
    {"find_previous", find_on<Way::kPrevious>, "def name=, attrs=, string=, **kwargs"},
    {"find_previous_sibling", find_on<Way::kPreviousSiblings>, "def name=, attrs=, string=, **kwargs"},
    {"find_previous_siblings", find_all_on<Way::kPreviousSiblings>, "def name=, attrs=, string=, limit=, **kwargs"},
    {"get", get, "def key, default="},
    {"getText", get_text, "def separator=, strip="},
    {"get_attribute_list", get_attribute_list, "def key, default="},
    {"get_text", get_text, "def separator=, strip="},
    {"has_attr", has_attr, "def key"},
    {"insert", insert_node, "def position, new_child"},
    {"insert_after", insert_beside<true>, "def *args"},
    {"insert_before", insert_beside<false>, "def *args"},
    {"prettify", prettify, "def encoding=, formatter="},
    {"replaceWith", replace_with, "def *args"},
    {"replace_with", replace_with, "def *args"},
    {"select", select_all, "def selector, namespaces=, limit="},
    {"select_one", select_one, "def selector, namespaces="},
    {"unwrap", unwrap, "def"},
    {"wrap", wrap, "def wrap_inside"},
};
constexpr Method kSoupMethods[] = {
    {"new_string", new_string, "def s, subclass="},
    {"new_tag", new_tag, "def name, namespace=, nsprefix=, attrs=, **kwattrs"},
};

constexpr Attribute kAttributes[] = {
    {"attrs", [](const Value& self) { return own(self).attributes; }},
    {"children", iterator_on<Way::kChildren>},
    {"contents", [](const Value& self) { return make_list(own(self).contents); }},
    {"descendants", iterator_on<Way::kInside>},
    {"name", [](const Value& self) { return make_str(own(self).name); }},
    {"next_element", first_on<Way::kNext>},
    {"next_sibling", first_on<Way::kNextSiblings>},
    {"next_siblings", iterator_on<Way::kNextSiblings>},
    {"parent", [](const Value& self) { return own(self).parent; }},
    {"parents", iterator_on<Way::kParents>},
    {"previous_element", first_on<Way::kPrevious>},
    {"previous_sibling", first_on<Way::kPreviousSiblings>},
    {"previous_siblings", iterator_on<Way::kPreviousSiblings>},
    {"string", [](const Value& self) { return string_of(own(self)); }},
    {"strings", [](const Value& self) { return to_iterator(make_list(texts_of(own(self), false))); }},
    {"stripped_strings", [](const Value& self) { return to_iterator(make_list(texts_of(own(self), true))); }},
    {"text", [](const Value& self) { return make_str(joined_text(own(self), "", false)); }},
};

/// BeautifulSoup(markup, 'html.parser'): text, bytes or a file. The names of other parsers read the same.
Value new_soup(const Value& self, Value* a) {
  Value markup = value_or(a[0], Value(""));
  if (!markup.is_str() && !is_any_bytes(markup)) {
    if (markup.is_none()) raise_type_error("object of type 'NoneType' has no len()");
    markup = markup.call("read");
  }
  std::string text;
  if (markup.is_str()) {
    text = markup.text();
  } else {
    const std::string& bytes = as_bytes(markup);
    const bool utf8 = text::find_invalid_utf8(bytes) == std::string_view::npos;
    text = text::decode(bytes, given(a[4]) ? to_str(a[4]) : utf8 ? "utf-8" : "windows-1252", "replace");
  }
  const Value made = make_native(new Tag(*as_type(self), "[document]"));
  parse(text, made);
  return made;
}
constexpr Method kNewSoup{"BeautifulSoup.__init__", new_soup,
                          "def markup=, features=, builder=, parse_only=, from_encoding=, exclude_encodings=, "
                          "element_classes=, **kwargs"};
Value make_tag(const Value& self, Value* a) {
  const Value made = make_native(new Tag(*as_type(self), text_or(a[2], "")));
  if (given(a[3])) own(made).attributes = a[3];
  return made;
}
constexpr Method kNewTag{"Tag.__init__", make_tag, "def parser=, builder=, name=, attrs="};

/// The methods of the table that make sense for a text too.
template <Way W>
void add_search(LibraryClass& cls, pbc::Name one, pbc::Name all) {
  cls.method(one, "self, name=, attrs=, string=, **kwargs", [](Values& a) { return find_on<W>(a[0], a.data() + 1); });
  cls.method(all, "self, name=, attrs=, string=, limit=, **kwargs",
             [](Values& a) { return find_all_on<W>(a[0], a.data() + 1); });
}

}  // namespace

void add_text_methods(LibraryClass& cls) {
  add_search<Way::kParents>(cls, "find_parent", "find_parents");
  add_search<Way::kNextSiblings>(cls, "find_next_sibling", "find_next_siblings");
  add_search<Way::kPreviousSiblings>(cls, "find_previous_sibling", "find_previous_siblings");
  add_search<Way::kNext>(cls, "find_next", "find_all_next");
  add_search<Way::kPrevious>(cls, "find_previous", "find_all_previous");
  cls.method("extract", "self", [](Values& a) { return extract(a[0], nullptr); })
      .method("replace_with", "self, *args", [](Values& a) { return replace_with(a[0], a.data() + 1); })
      .method("wrap", "self, wrap_inside", [](Values& a) { return wrap(a[0], a.data() + 1); })
      .method("insert_before", "self, *args", [](Values& a) { return insert_beside<false>(a[0], a.data() + 1); })
      .method("insert_after", "self, *args", [](Values& a) { return insert_beside<true>(a[0], a.data() + 1); })
      .method("get_text", "self, separator=, strip=",
              [](Values& a) {
                const std::string_view text = a[0].text();
                return make_str(flag(a[2], false) ? text::strip_space<text::Text>(text, text::Side::kBoth) : text);
              })
      .method("output_ready", "self, formatter=", [](Values& a) { return make_str(written(a[0])); })
      .getter("name", [](const Value&) -> Value { return None; })
      .getter("string", [](const Value& self) { return self; })
      .getter("text", [](const Value& self) { return make_str(self.text()); })
      .getter("next_sibling", first_on<Way::kNextSiblings>)
      .getter("previous_sibling", first_on<Way::kPreviousSiblings>)
      .getter("next_element", first_on<Way::kNext>)
      .getter("previous_element", first_on<Way::kPrevious>)
      .getter("next_siblings", iterator_on<Way::kNextSiblings>)
      .getter("previous_siblings", iterator_on<Way::kPreviousSiblings>)
      .getter("parents", iterator_on<Way::kParents>);
}

constinit const Type kTagType{
    .name = "Tag",
    .module = "bs4.element",
    .constructor = &kNewTag,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};
constinit const Type kSoupType{
    .name = "BeautifulSoup",
    .module = "bs4",
    .base = &kTagType,
    .constructor = &kNewSoup,
    .methods = [] { return std::span<const Method>(kSoupMethods); },
};

// --- Tag as an object ------------------------------------------------------------------------------------------------

std::string Tag::str() const { return written(const_cast<Tag*>(this)->self()); }

/// `soup.title` finds the first tag of that name; what the tables have comes first.
Value Tag::attribute(Name wanted) {
  for (const Type* at = &type(); at != nullptr; at = at->base) {
    if (find_method(*at, wanted) != nullptr) return Value();
    if (at->attributes != nullptr)
      for (const Attribute& known : at->attributes())
        if (known.name == wanted) return Value();
  }
  const std::string_view name = wanted.view();
  if (name.starts_with("__")) return Value();
  Values all;
  descendants(*this, all);
  for (const Value& node : all)
    if (const Tag* tag = tag_of(node); tag != nullptr && tag->name == name) return node;
  return None;
}

bool Tag::set_attribute(Name wanted, const Value& value) {
  if (value.is_unset()) return false;
  if (wanted == Name("name"))
    name = to_str(value);
  else if (wanted == Name("string"))
    set_string(*this, value);
  else if (wanted == Name("attrs"))
    attributes = value;
  else
    return false;
  return true;
}

Value Tag::iterate() { return to_iterator(make_list(contents)); }
bool Tag::contains(const Value& item) {
  return std::ranges::any_of(contents,
                             [&](const Value& child) { return pbc::is(child, item) || is_same(child, item); });
}
Value Tag::get_item(const Value& key) {
  const Value* found = as_dict(attributes).find(key);
  if (found == nullptr) raise_key_error(key);
  return *found;
}
void Tag::set_item(const Value& key, const Value& value) { as_dict(attributes).set(key, value); }
void Tag::del_item(const Value& key) { as_dict(attributes).erase(key); }
Value Tag::call(const Arguments& arguments) { return call_value(self().attr("find_all"), arguments); }
Value Tag::compare(Comparison op, const Value& other) const {
  const Tag* right = tag_of(other);
  if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
  const bool same = right == this || (right->name == name && str() == right->str());
  return same == (op == Comparison::kEqual);
}

}  // namespace soup

namespace {

template <soup::Kind K>
Value text_type() {
  return soup::text_class(K);
}
constexpr Constant kConstants[] = {
    {"CData", text_type<soup::Kind::kCData>},
    {"Comment", text_type<soup::Kind::kComment>},
    {"Declaration", text_type<soup::Kind::kDeclaration>},
    {"Doctype", text_type<soup::Kind::kDoctype>},
    {"NavigableString", text_type<soup::Kind::kText>},
    {"ProcessingInstruction", text_type<soup::Kind::kInstruction>},
};
constexpr const Type* kTypes[] = {&soup::kSoupType, &soup::kTagType};
constexpr const Type* kElementTypes[] = {&soup::kTagType};

}  // namespace

constinit const Module kBs4Module{.name = "bs4", .constants = kConstants, .types = kTypes};
constinit const Module kBs4ElementModule{.name = "bs4.element", .constants = kConstants, .types = kElementTypes};

}  // namespace pbc
