// SPDX-License-Identifier: Apache-2.0
//
// Paths that select elements (Python library reference, xml.etree.ElementTree, Supported XPath syntax).
#include <map>
#include <set>

#include "python/arguments.h"
#include "python/element_tree.h"

namespace pbc::xml {

namespace {

[[noreturn]] void fail(std::string_view text) { raise_error(kSyntaxError, text); }

struct Predicate {
  enum class Kind : std::uint8_t {
    kHasAttribute,
    kAttributeIs,
    kAttributeIsNot,
    kHasChild,
    kChildIs,
    kChildIsNot,
    kTextIs,
    kTextIsNot,
    kIndex
  };
  Kind kind;
  std::string name, value;
  std::int64_t index = 0;  // from 0; negative ones from the end
};
struct PathStep {
  enum class Axis : std::uint8_t { kSelf, kParent, kChild, kDescendant };
  Axis axis;
  std::string tag;
  std::vector<Predicate> predicates;
};

bool fits(const Value& tag, std::string_view wanted) {
  if (wanted == "*") return tag.is_str();
  if (!tag.is_str()) return false;
  const std::string_view name = tag.text();
  if (wanted.starts_with("{*}")) {
    const std::size_t end = name.find('}');
    return (name.starts_with('{') && end != name.npos ? name.substr(end + 1) : name) == wanted.substr(3);
  }
  if (wanted == "{}*") return !name.starts_with('{');
  if (wanted.ends_with("}*")) return name.starts_with(wanted.substr(0, wanted.size() - 1));
  if (wanted.starts_with("{}")) return name == wanted.substr(2);
  return name == wanted;
}

class PathParser {
 public:
  PathParser(std::string_view path, const Value& namespaces) : path_(path), namespaces_(namespaces) {}

  std::vector<PathStep> steps() {
    if (path_.starts_with('/')) fail("cannot use absolute path on element");
    std::string whole(path_);
    if (whole.ends_with('/')) whole += '*';
    path_ = whole;
    std::vector<PathStep> all;
    bool is_deep = false;
    while (true) {
      all.push_back(step(is_deep));
      while (at_ < path_.size() && path_[at_] == '[') all.back().predicates.push_back(predicate());
      if (at_ == path_.size()) return all;
      if (path_[at_] != '/') fail("invalid path");
      ++at_;
      is_deep = at_ < path_.size() && path_[at_] == '/';
      if (is_deep) ++at_;
    }
  }

 private:
  PathStep step(bool is_deep) {
    const PathStep::Axis axis = is_deep ? PathStep::Axis::kDescendant : PathStep::Axis::kChild;
    const std::string name = token("/[");
    if (name.empty()) fail("invalid path");
    if (name == "." || name == "..") {
      if (is_deep) fail("invalid descendant");
      return {name == "." ? PathStep::Axis::kSelf : PathStep::Axis::kParent, "", {}};
    }
    return {axis, qualified(name), {}};
  }

  /// Up to one of `ends`, which do not count inside of braces.
  std::string token(std::string_view ends) {
    std::string text;
    bool in_braces = false;
    while (at_ < path_.size()) {
      const char c = path_[at_];
      if (!in_braces && ends.find(c) != ends.npos) break;
      in_braces = c == '{' || (in_braces && c != '}');
      text += c;
      ++at_;
    }
    return text;
  }

  std::string qualified(const std::string& name) const {
    if (name.starts_with('{') || name == "*") return name;
    const bool has_map = !namespaces_.is_unset() && namespaces_.is(Tag::kDict);
    if (const std::size_t colon = name.find(':'); colon != name.npos) {
      const std::string prefix = name.substr(0, colon);
      const Value* uri = has_map ? as_dict(namespaces_).find(std::string_view(prefix)) : nullptr;
      if (uri == nullptr) fail("prefix " + to_repr(make_str(prefix)) + " not found in prefix map");
      return "{" + to_str(*uri) + "}" + name.substr(colon + 1);
    }
    const Value* uri = has_map ? as_dict(namespaces_).find("") : nullptr;
    return uri != nullptr && bool(*uri) ? "{" + to_str(*uri) + "}" + name : name;
  }

  void skip_space() {
    while (at_ < path_.size() && path_[at_] == ' ') ++at_;
  }
  std::string quoted() {
    if (at_ == path_.size() || (path_[at_] != '\'' && path_[at_] != '"')) fail("invalid predicate");
    const std::size_t end = path_.find(path_[at_], at_ + 1);
    if (end == path_.npos) fail("invalid predicate");
    std::string text(path_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return text;
  }

  Predicate predicate() {
    using Kind = Predicate::Kind;
    ++at_;
    skip_space();
    const bool is_attribute = at_ < path_.size() && path_[at_] == '@';
    if (is_attribute) ++at_;
    std::string name = token(" ]=!");
    skip_space();
    if (name.empty()) fail("invalid predicate");
    if (at_ < path_.size() && path_[at_] == ']') {
      ++at_;
      if (is_attribute) return {Kind::kHasAttribute, name, "", 0};
      return position(name);
    }
    bool is_not = false;
    if (at_ < path_.size() && path_[at_] == '!') {
      is_not = true;
      ++at_;
    }
    if (at_ == path_.size() || path_[at_] != '=') fail("invalid predicate");
    ++at_;
    skip_space();
    std::string value = quoted();
    skip_space();
    if (at_ == path_.size() || path_[at_] != ']') fail("invalid predicate");
    ++at_;
    if (is_attribute) return {is_not ? Kind::kAttributeIsNot : Kind::kAttributeIs, name, value, 0};
    if (name == ".") return {is_not ? Kind::kTextIsNot : Kind::kTextIs, "", value, 0};
    return {is_not ? Kind::kChildIsNot : Kind::kChildIs, qualified(name), value, 0};
  }

  /// [2], [last()], [last()-1], [tag]
  Predicate position(const std::string& text) const {
    using Kind = Predicate::Kind;
    const auto digits = [](std::string_view t) {
      return !t.empty() && t.size() < 10 && t.find_first_not_of("0123456789") == t.npos;
    };
    if (digits(text)) {
      const std::int64_t index = std::stoll(text) - 1;
      if (index < 0) fail("XPath position >= 1 expected");
      return {Kind::kIndex, "", "", index};
    }
    if (text == "last()") return {Kind::kIndex, "", "", -1};
    if (text.starts_with("last()-")) {
      if (!digits(text.substr(7))) fail("unsupported expression");
      const std::int64_t index = -1 - std::stoll(text.substr(7));
      if (index > -2) fail("XPath offset from last() must be negative");
      return {Kind::kIndex, "", "", index};
    }
    if (text.find('(') != text.npos) fail("unsupported function");
    return {Kind::kHasChild, qualified(text), "", 0};
  }

  std::string_view path_;
  const Value& namespaces_;
  std::size_t at_ = 0;
};

/// The elements a path leads to, over those it comes by.
class Selection {
 public:
  explicit Selection(const Value& root) : root_(root) {}

  Values apply(const std::vector<PathStep>& steps) {
    Values current{root_};
    for (const PathStep& step : steps) {
      current = follow(current, step);
      for (const Predicate& predicate : step.predicates) current = keep(current, predicate);
    }
    return current;
  }

 private:
  Values follow(const Values& from, const PathStep& step) {
    Values next;
    std::set<const Object*> seen;
    for (const Value& element : from) {
      switch (step.axis) {
        case PathStep::Axis::kSelf:
          next.push_back(element);
          break;
        case PathStep::Axis::kParent:
          if (const Value* parent = parent_of(element); parent != nullptr && seen.insert(parent->object()).second)
            next.push_back(*parent);
          break;
        case PathStep::Axis::kChild:
          for (const Value& child : as_native<Element>(element).children)
            if (Element* found = element_if(child); found != nullptr && fits(found->tag, step.tag))
              next.push_back(child);
          break;
        case PathStep::Axis::kDescendant:
          for (const Value& below : descendants(element, None))
            if (!is(below, element) && fits(as_native<Element>(below).tag, step.tag)) next.push_back(below);
          break;
      }
    }
    return next;
  }

  const Value* parent_of(const Value& element) {
    if (parents_.empty())
      for (const Value& parent : descendants(root_, None))
        for (const Value& child : as_native<Element>(parent).children) parents_.emplace(child.object(), parent);
    const auto found = parents_.find(element.object());
    return found == parents_.end() ? nullptr : &found->second;
  }

  Values keep(const Values& from, const Predicate& predicate) {
    Values kept;
    for (const Value& element : from)
      if (holds(element, predicate)) kept.push_back(element);
    return kept;
  }

  bool holds(const Value& value, const Predicate& predicate) {
    using Kind = Predicate::Kind;
    const Element& element = as_native<Element>(value);
    const Value* attribute = as_dict(element.attributes).find(std::string_view(predicate.name));
    const auto is_value = [&](const Value& v) { return v.is_str() && v.text() == predicate.value; };
    switch (predicate.kind) {
      case Kind::kHasAttribute:
        return attribute != nullptr && !attribute->is_none();
      case Kind::kAttributeIs:
        return attribute != nullptr && is_value(*attribute);
      case Kind::kAttributeIsNot:
        return attribute != nullptr && !attribute->is_none() && !is_value(*attribute);
      case Kind::kTextIs:
        return all_text(value) == predicate.value;
      case Kind::kTextIsNot:
        return all_text(value) != predicate.value;
      case Kind::kHasChild:
      case Kind::kChildIs:
      case Kind::kChildIsNot:
        for (const Value& child : element.children) {
          if (!fits(as_native<Element>(child).tag, predicate.name)) continue;
          if (predicate.kind == Kind::kHasChild) return true;
          if ((all_text(child) == predicate.value) == (predicate.kind == Kind::kChildIs)) return true;
        }
        return false;
      case Kind::kIndex:
        break;
    }
    const Value* parent = parent_of(value);
    if (parent == nullptr) return false;
    std::vector<const Object*> alike;
    for (const Value& child : as_native<Element>(*parent).children)
      if (as_native<Element>(child).tag == element.tag) alike.push_back(child.object());
    const auto count = static_cast<std::int64_t>(alike.size());
    const std::int64_t index = predicate.index < 0 ? predicate.index + count : predicate.index;
    return index >= 0 && index < count && alike[static_cast<std::size_t>(index)] == value.object();
  }

  Value root_;
  std::map<const Object*, Value> parents_;
};

}  // namespace

Values select(const Value& element, const Value& path, const Value& namespaces, std::size_t limit) {
  if (!path.is_str()) raise_type_error("expected string or bytes-like object, got '", type_name(path), "'");
  if (!given(namespaces) && path.text().find_first_of("/*[@.{") == std::string_view::npos) {  // just a tag, as it is
    Values named;
    for (const Value& child : as_native<Element>(element).children)
      if (named.size() < limit && as_native<Element>(child).tag == path) named.push_back(child);
    return named;
  }
  Values found = Selection(element).apply(PathParser(path.text(), namespaces).steps());
  if (found.size() > limit) found.resize(limit);
  return found;
}

Values descendants(const Value& element, const Value& tag) {
  const bool takes_all = tag.is_unset() || tag.is_none() || (tag.is_str() && tag.text() == "*");
  Values found, open{element};
  while (!open.empty()) {
    const Value next = open.back();
    open.pop_back();
    const Element& part = as_native<Element>(next);
    if (takes_all || part.tag == tag) found.push_back(next);
    open.insert(open.end(), part.children.rbegin(), part.children.rend());
  }
  return found;
}

}  // namespace pbc::xml
