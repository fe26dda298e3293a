// SPDX-License-Identifier: Apache-2.0
//
// The module xml.etree.ElementTree (Python library reference, xml.etree.ElementTree).
#include "python/element_tree.h"

#include "python/arguments.h"
#include "python/attributes.h"
#include "python/codecs.h"
#include "python/convert.h"
#include "python/file_objects.h"
#include "python/iterators.h"
#include "python/library_more.h"

namespace pbc::xml {

namespace {

extern const Type kTreeType;
constexpr std::size_t kAll = ~std::size_t{0};

Element& element_of(const Value& self) { return as_native<Element>(self); }

const Value& require_element(const Value& v, std::string_view function, int place) {
  if (element_if(v) == nullptr)
    raise_type_error(function, " argument ", place == 0 ? "" : std::to_string(place) + " ",
                     "must be xml.etree.ElementTree.Element, not ", argument_type(v));
  return v;
}

Value iterator_of(Values values) { return to_iterator(make_list(std::move(values))); }

// --- Element
// -----------------------------------------------------------------------------------------------------------

void fill(Element& element, const Value& attributes, const Value& extra, std::string_view argument) {
  if (!attributes.is_unset()) {
    if (!attributes.is(Tag::kDict)) raise_type_error(argument, " must be dict, not ", type_name(attributes));
    element.attributes = attributes.call("copy");
  }
  for (const Table::Entry& entry : as_dict(extra).entries()) as_dict(element.attributes).set(entry.key, entry.value);
}

Value new_element(const Value&, Value* a) {
  const Value made = make_element(a[0]);
  fill(element_of(made), a[1], a[2], "Element() argument 2");
  return made;
}

Value sub_element(const Value&, Value* a) {
  require_element(a[0], "SubElement()", 1);
  const Value made = make_element(a[1]);
  fill(element_of(made), a[2], a[3], "SubElement() argument 3");
  element_of(a[0]).children.push_back(made);
  return made;
}

Value append_child(const Value& self, Value* a) {
  element_of(self).children.push_back(require_element(a[0], "append()", 0));
  return None;
}
Value extend(const Value& self, Value* a) {
  for (Value child : pbc::iterate(a[0])) {
    if (element_if(child) == nullptr) raise_type_error("expected an Element, not \"", type_name(child), "\"");
    element_of(self).children.push_back(child);
  }
  return None;
}
Value insert(const Value& self, Value* a) {
  require_element(a[1], "insert()", 2);
  Values& children = element_of(self).children;
  const auto count = static_cast<std::int64_t>(children.size());
  std::int64_t at = to_index(a[0]);
  at = std::clamp<std::int64_t>(at < 0 ? at + count : at, 0, count);
  children.insert(children.begin() + at, a[1]);
  return None;
}
Value remove(const Value& self, Value* a) {
  Values& children = element_of(self).children;
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (!is(children[i], a[0])) continue;
    children.erase(children.begin() + static_cast<std::ptrdiff_t>(i));
    return None;
  }
  raise_value_error("list.remove(x): x not in list");
}
Value clear(const Value& self, Value*) {
  Element& element = element_of(self);
  element.children.clear();
  element.attributes = make_dict();
  element.text = element.tail = None;
  return None;
}

Value find(const Value& self, Value* a) {
  const Values found = select(self, a[0], a[1], 1);
  return found.empty() ? Value(None) : found[0];
}
Value find_all(const Value& self, Value* a) { return make_list(select(self, a[0], a[1], kAll)); }
Value iterate_found(const Value& self, Value* a) { return iterator_of(select(self, a[0], a[1], kAll)); }
Value find_text(const Value& self, Value* a) {
  const Values found = select(self, a[0], a[2], 1);
  if (found.empty()) return value_or(a[1], None);
  const Value& text = element_of(found[0]).text;
  return text.is_none() ? Value("") : text;
}
Value iterate_all(const Value& self, Value* a) { return iterator_of(descendants(self, a[0])); }

void collect_texts(Values& out, const Value& value) {
  const Recursion level("");
  const Element& element = element_of(value);
  if (bool(element.text)) out.push_back(element.text);
  for (const Value& child : element.children) {
    collect_texts(out, child);
    if (const Value& tail = element_of(child).tail; bool(tail)) out.push_back(tail);
  }
}
Value iterate_text(const Value& self, Value*) {
  Values texts;
  collect_texts(texts, self);
  return iterator_of(std::move(texts));
}

Value get(const Value& self, Value* a) {
  const Value* found = as_dict(element_of(self).attributes).find(a[0]);
  return found != nullptr ? *found : value_or(a[1], None);
}
Value set(const Value& self, Value* a) {
  as_dict(element_of(self).attributes).set(a[0], a[1]);
  return None;
}
Value items(const Value& self, Value*) { return py("list")({element_of(self).attributes.call("items")}); }
Value keys(const Value& self, Value*) { return py("list")({element_of(self).attributes.call("keys")}); }

constexpr Method kNewElement{"Element", new_element, "tag, attrib=, /, **extra"};
constexpr Method kElementMethods[] = {
    {"append", append_child, "subelement, /"},
    {"clear", clear, ""},
    {"extend", extend, "elements, /"},
    {"find", find, "path, namespaces="},
    {"findall", find_all, "path, namespaces="},
    {"findtext", find_text, "path, default=, namespaces="},
    {"get", get, "key, default="},
    {"insert", insert, "index, subelement, /"},
    {"items", items, ""},
    {"iter", iterate_all, "tag="},
    {"iterfind", iterate_found, "path, namespaces="},
    {"itertext", iterate_text, ""},
    {"keys", keys, ""},
    {"makeelement",
     [](const Value&, Value* a) {
       const Value made = make_element(a[0]);
       fill(element_of(made), a[1], make_dict(), "makeelement() argument 2");
       return made;
     },
     "tag, attrib, /"},
    {"remove", remove, "subelement, /"},
    {"set", set, "key, value, /"},
};
constexpr Attribute kElementAttributes[] = {
    {"attrib", [](const Value& self) { return element_of(self).attributes; }},
    {"tag", [](const Value& self) { return element_of(self).tag; }},
    {"tail", [](const Value& self) { return element_of(self).tail; }},
    {"text", [](const Value& self) { return element_of(self).text; }},
};

// --- ElementTree
// -------------------------------------------------------------------------------------------------------

struct Tree final : Native {
  explicit Tree(Value root) : Native(kTreeType), root(std::move(root)) {}
  Value root;
};
const Value& root_of(const Value& self) { return as_native<Tree>(self).root; }

Value document_of(const Value& source) {
  if (!find_attribute(source, "read").is_unset()) return source.call("read");
  const Value file = open_file(source, "rb");
  const Value bytes = file.call("read");
  file.call("close");
  return bytes;
}

/// A tree in an encoding: a str for "unicode", else bytes.
Value encoded(const Value& element, const Value& encoding, const Value& method, const Value& declaration,
              const Value& short_empty) {
  const std::string code = given(encoding) ? to_str(encoding) : "us-ascii";
  const std::string form = text_or(method, "xml");
  if (form != "xml" && form != "text") raise_value_error("unknown method ", to_repr(method));
  const bool is_str = code == "unicode";
  std::string text;
  if (form == "xml") {
    const std::string lower = to_str(make_str(code).call("lower"));
    const bool declares = given(declaration) ? bool(declaration) : !is_str && lower != "utf-8" && lower != "us-ascii";
    if (declares) text = "<?xml version='1.0' encoding='" + (is_str ? std::string("UTF-8") : code) + "'?>\n";
    text += write_tree(element, flag(short_empty, true));
  } else {
    text = all_text(element);
  }
  return is_str ? make_str(text) : make_bytes(text::encode(text, code, "xmlcharrefreplace"));
}

/// What can be written.
const Value& require_root(const Value& root) {
  if (element_if(root) == nullptr) raise_attribute_error(root, "iter");
  return root;
}

Value tostring(const Value&, Value* a) { return encoded(require_root(a[0]), a[1], a[2], a[3], a[5]); }

Value write_file(const Value& self, Value* a) {
  const Value text = encoded(require_root(root_of(self)), a[1], a[4], a[2], a[5]);
  if (!find_attribute(a[0], "write").is_unset()) {
    a[0].call("write", {text});
    return None;
  }
  const Value file = text.is_str() ? open_file(a[0], "w", -1, "utf-8") : open_file(a[0], "wb");
  file.call("write", {text});
  file.call("close");
  return None;
}

template <Value (*Of)(const Value&, Value*)>
Value on_root(const Value& self, Value* a) {
  const Value& root = root_of(self);
  if (element_if(root) == nullptr)
    raise_attribute_error(root, Of == find            ? Name("find")
                                : Of == find_all      ? Name("findall")
                                : Of == find_text     ? Name("findtext")
                                : Of == iterate_found ? Name("iterfind")
                                                      : Name("iter"));
  return Of(root, a);
}

constexpr Method kNewTree{
    "ElementTree.__init__",
    [](const Value&, Value* a) {
      return make_native(new Tree(given(a[1]) ? read_tree(document_of(a[1])) : value_or(a[0], None)));
    },
    "def element=, file="};
constexpr Method kTreeMethods[] = {
    {"find", on_root<find>, "def path, namespaces="},
    {"findall", on_root<find_all>, "def path, namespaces="},
    {"findtext", on_root<find_text>, "def path, default=, namespaces="},
    {"getroot", [](const Value& self, Value*) { return root_of(self); }, "def"},
    {"iter", on_root<iterate_all>, "def tag="},
    {"iterfind", on_root<iterate_found>, "def path, namespaces="},
    {"write", write_file,
     "def file_or_filename, encoding=, xml_declaration=, default_namespace=, method=, short_empty_elements="},
};
constinit const Type kTreeType{
    .name = "ElementTree",
    .module = "xml.etree.ElementTree",
    .constructor = &kNewTree,
    .methods = [] { return std::span<const Method>(kTreeMethods); },
};

// --- Functions
// ---------------------------------------------------------------------------------------------------------

Value from_string(const Value&, Value* a) { return read_tree(a[0]); }
Value from_list(const Value&, Value* a) {
  Value whole;
  for (Value part : pbc::iterate(a[0])) whole = whole.is_unset() ? part : whole + part;
  return read_tree(whole.is_unset() ? Value("") : whole);
}
Value parse(const Value&, Value* a) { return make_native(new Tree(read_tree(document_of(a[0])))); }

void indent_below(const Value& value, const std::string& space, std::size_t level) {
  const Recursion depth("");
  const Element& parent = element_of(value);
  std::string inner = "\n", outer = "\n";
  for (std::size_t i = 0; i <= level; ++i) inner += space;
  for (std::size_t i = 0; i < level; ++i) outer += space;
  const auto is_blank = [](const Value& v) { return !v || !v.call("strip"); };
  if (is_blank(parent.text)) element_of(value).text = make_str(inner);
  const Values children = parent.children;
  for (std::size_t i = 0; i < children.size(); ++i) {
    Element& child = element_of(children[i]);
    if (!child.children.empty()) indent_below(children[i], space, level + 1);
    if (is_blank(child.tail)) child.tail = make_str(i + 1 < children.size() ? inner : outer);
  }
}
Value indent(const Value&, Value* a) {
  const Value root = native_if<Tree>(a[0], kTreeType) != nullptr ? root_of(a[0]) : a[0];
  const std::int64_t level = index_or(a[2], 0);
  if (level < 0) raise_value_error("Initial indentation level must be >= 0, got ", std::to_string(level));
  if (length_of(root) == 0) return None;
  if (element_if(root) == nullptr) root.attr("text");  // raises
  require_element(root, "indent()", 1);
  indent_below(root, text_or(a[1], "  "), static_cast<std::size_t>(level));
  return None;
}

Value dump(const Value&, Value* a) {
  const Value root = native_if<Tree>(a[0], kTreeType) != nullptr ? root_of(a[0]) : a[0];
  require_root(root);
  const std::string text = write_tree(root, true);
  py("print")({make_str(text)},
              {{"end", element_of(root).tail.is_none() || !to_str(element_of(root).tail).ends_with('\n') ? Value("\n")
                                                                                                         : Value("")}});
  return None;
}

Value register_prefix(const Value&, Value* a) {
  const std::string prefix = to_str(a[0]);
  if (prefix.size() > 2 && prefix.starts_with("ns") && prefix.find_first_not_of("0123456789", 2) == prefix.npos)
    raise_value_error("Prefix format reserved for internal use");
  register_namespace(prefix, to_str(a[1]));
  return None;
}

Value marker(const Method& method, Value text) {
  const Value made = make_element(method_value(method));
  element_of(made).text = std::move(text);
  return made;
}

constexpr Method kFunctions[] = {
    {"SubElement", sub_element, "parent, tag, attrib=, /, **extra"},
    {"XML", from_string, "def text, parser="},
    {"dump", dump, "def elem"},
    {"fromstring", from_string, "def text, parser="},
    {"fromstringlist", from_list, "def sequence, parser="},
    {"indent", indent, "def tree, space=, level="},
    {"iselement", [](const Value&, Value* a) -> Value { return element_if(a[0]) != nullptr; }, "def element"},
    {"parse", parse, "def source, parser="},
    {"register_namespace", register_prefix, "def prefix, uri"},
    {"tostring", tostring,
     "def element, encoding=, method=, *, xml_declaration=, default_namespace=, short_empty_elements="},
};
constexpr Constant kConstants[] = {
    {"Comment", [] { return method_value(kComment); }},
    {"PI", [] { return method_value(kProcessingInstruction); }},
    {"ProcessingInstruction", [] { return method_value(kProcessingInstruction); }},
};
constexpr const Type* kTypes[] = {&kElementType, &kTreeType, &kParseError};

}  // namespace

constinit const Type kParseError{.name = "ParseError", .module = "xml.etree.ElementTree", .base = &kSyntaxError};
constinit const Type kElementType{
    .name = "Element",
    .module = "xml.etree.ElementTree",
    .error_name = "xml.etree.ElementTree.Element",
    .constructor = &kNewElement,
    .methods = [] { return std::span<const Method>(kElementMethods); },
    .attributes = [] { return std::span<const Attribute>(kElementAttributes); },
};

constinit const Method kComment{
    "Comment", [](const Value&, Value* a) { return marker(kComment, value_or(a[0], None)); }, "def text="};
constinit const Method kProcessingInstruction{
    "ProcessingInstruction",
    [](const Value&, Value* a) {
      return marker(kProcessingInstruction,
                    given(a[1]) && bool(a[1]) ? make_str(to_str(a[0]) + " " + to_str(a[1])) : a[0]);
    },
    "def target, text="};

Value make_element(Value tag) { return make_native(new Element(std::move(tag))); }

std::string Element::repr() const {
  std::string text = Native::repr();
  const std::size_t at = text.find(" at ");
  return "<Element " + to_repr(tag) + (at == text.npos ? ">" : text.substr(at));
}

bool Element::set_attribute(Name name, const Value& value) {
  if (value.is_unset()) return false;
  if (name == Name("text")) {
    text = value;
  } else if (name == Name("tail")) {
    tail = value;
  } else if (name == Name("tag")) {
    tag = value;
  } else if (name == Name("attrib")) {
    if (!value.is(Tag::kDict)) raise_type_error("attrib must be dict, not ", type_name(value));
    attributes = value;
  } else {
    return false;
  }
  return true;
}

Value Element::iterate() {
  const Value self_value = self();
  return make_iterator(kListIteratorType, [self_value, at = std::size_t{0}](Value& item) mutable {
    const Values& all = element_of(self_value).children;
    if (at >= all.size()) return false;
    item = all[at++];
    return true;
  });
}

Value Element::get_item(const Value& key) {
  if (key.is(Tag::kSlice)) return make_list(children)[key];
  if (!is_any_int(key)) raise_type_error("element indices must be integers");
  const auto count = static_cast<std::int64_t>(children.size());
  std::int64_t index = to_index(key);
  if (index < 0) index += count;
  if (index < 0 || index >= count) raise_index_error("child index out of range");
  return children[static_cast<std::size_t>(index)];
}

void Element::set_item(const Value& key, const Value& value) {
  const Value all = make_list(children);
  if (!key.is(Tag::kSlice)) {
    get_item(key);
    require_element(value, "__setitem__()", 2);
  }
  all.set_item(key, value);
  children = as_list(all);
}

void Element::del_item(const Value& key) {
  const Value all = make_list(children);
  if (!key.is(Tag::kSlice)) get_item(key);
  all.del_item(key);
  children = as_list(all);
}

}  // namespace pbc::xml

namespace pbc {

constinit const Module kXmlModule{.name = "xml"};
constinit const Module kXmlEtreeModule{.name = "xml.etree"};
constinit const Module kXmlElementTreeModule{
    .name = "xml.etree.ElementTree", .functions = xml::kFunctions, .constants = xml::kConstants, .types = xml::kTypes};

}  // namespace pbc
