// SPDX-License-Identifier: Apache-2.0
//
// PurePath and its kin (Python library reference, pathlib, Pure paths).
#include <algorithm>

#include "python/attributes.h"
#include "python/file_library.h"
#include "python/files.h"
#include "python/pathlib.h"
#include "python/text.h"

namespace pbc {

namespace {

bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

/// "C:" or "\\server\share" at the start of a Windows path.
std::size_t drive_length(std::string_view text) {
  if (text.starts_with("\\\\") && !text.starts_with("\\\\\\")) {
    const std::size_t share = text.find('\\', 2);
    if (share == text.npos || share + 1 == text.size() || text[share + 1] == '\\') return 0;
    return std::min(text.find('\\', share + 1), text.size());
  }
  return text.size() >= 2 && is_letter(text[0]) && text[1] == ':' ? 2 : 0;
}

}  // namespace

PathParts parse_path(std::string_view given, bool is_windows) {
  PathParts parts;
  std::string changed(given);
  if (is_windows) std::ranges::replace(changed, '/', '\\');
  std::string_view text = changed;
  const char separator = is_windows ? '\\' : '/';
  if (is_windows) {
    const std::size_t length = drive_length(text);
    parts.drive = text.substr(0, length);
    text.remove_prefix(length);
    if (text.starts_with('\\') || parts.drive.starts_with("\\\\")) parts.root = "\\";
  } else if (text.starts_with('/')) {
    parts.root = text.starts_with("//") && !text.starts_with("///") ? "//" : "/";
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view name = text.substr(0, end);
    if (!name.empty() && name != ".") parts.names.emplace_back(name);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

PathParts join_parts(PathParts parts, const PathParts& more, bool is_windows) {
  if (is_windows) {
    if (!more.drive.empty() && text::lower(more.drive) != text::lower(parts.drive)) return more;
    if (!more.drive.empty()) parts.drive = more.drive;
  }
  if (!more.root.empty()) {
    parts.root = more.root;
    parts.names = more.names;
  } else {
    parts.names.insert(parts.names.end(), more.names.begin(), more.names.end());
  }
  return parts;
}

std::string PathParts::text(char separator) const {
  std::string out = drive + root;
  for (std::size_t i = 0; i < names.size(); ++i) out.append(i > 0 ? std::string(1, separator) : "").append(names[i]);
  return out.empty() ? "." : out;
}

PathObject::PathObject(const Type& type, PathParts parts) : Native(type), parts(std::move(parts)) {}

PathObject* path_if(const Value& v) { return native_if<PathObject>(v, kPurePathType); }
Value path_like(const PathObject& like, PathParts parts) {
  return make_native(new PathObject(like.type(), std::move(parts)));
}
Value make_path(std::string_view text) { return make_native(new PathObject(kPosixPathType, parse_path(text, false))); }

std::string path_segment(const Value& v) {
  if (const PathObject* path = path_if(v)) return path->text();
  const Value text = files::fs_path(v);
  if (!text.is_str()) {
    raise_type_error("argument should be a str object or an os.PathLike object returning str, not ",
                     to_repr(type_value(type_of(text))));
  }
  return std::string(text.text());
}

// --- Operators -------------------------------------------------------------------------------------------------------

std::string PathObject::repr() const {
  std::string shown = text();
  std::ranges::replace(shown, '\\', '/');
  return std::string(type().name.view()) + "(" + to_repr(make_str(is_windows() ? shown : text())) + ")";
}

namespace {

/// What orders and equals paths: Windows does not mind case.
std::vector<std::string> order_of(const PathObject& path) {
  std::vector<std::string> keys;
  if (!path.parts.drive.empty() || !path.parts.root.empty()) keys.push_back(path.parts.drive + path.parts.root);
  keys.insert(keys.end(), path.parts.names.begin(), path.parts.names.end());
  if (path.is_windows())
    for (std::string& key : keys) key = text::lower(key);
  return keys;
}

}  // namespace

std::uint64_t PathObject::hash() const {
  std::string all;
  for (const std::string& key : order_of(*this)) all += key + '/';
  return hash_of_text(all);
}

Value PathObject::compare(Comparison op, const Value& other) const {
  const PathObject* right = path_if(other);
  if (right == nullptr || right->is_windows() != is_windows()) return Value();
  const auto a = order_of(*this), b = order_of(*right);
  return pbc::compare(op, Value(a < b ? -1 : a == b ? 0 : 1), 0);
}

Value PathObject::binary(Operator op, const Value& other, bool reflected) const {
  if (op != Operator::kDiv) return Value();
  const bool is_path =
      other.is_str() || path_if(other) != nullptr ||
      ((other.is(Tag::kNative) || other.is(Tag::kInstance)) && !find_attribute(other, "__fspath__").is_unset());
  if (!is_path) return Value();
  const PathParts given = parse_path(path_segment(other), is_windows());
  return path_like(*this, reflected ? join_parts(given, parts, is_windows()) : join_parts(parts, given, is_windows()));
}

// --- Attributes ------------------------------------------------------------------------------------------------------

namespace {

std::string anchor_of(const PathObject& path) { return path.parts.drive + path.parts.root; }

Value all_parts(const Value& self) {
  const PathObject& path = as_path(self);
  Values parts;
  if (!anchor_of(path).empty()) parts.push_back(make_str(anchor_of(path)));
  for (const std::string& name : path.parts.names) parts.push_back(make_str(name));
  return make_tuple(std::move(parts));
}

Value parent(const Value& self) {
  const PathObject& path = as_path(self);
  if (path.parts.names.empty()) return self;
  PathParts parts = path.parts;
  parts.names.pop_back();
  return path_like(path, std::move(parts));
}

extern const Type kParentsType;

/// path.parents: computed by index.
struct Parents final : Native {
  explicit Parents(Value path) : Native(kParentsType), path(std::move(path)) {}
  Value path;
  std::string repr() const override { return "<" + std::string(as_path(path).type().name.view()) + ".parents>"; }
  bool has_length() const override { return true; }
  std::size_t length() const override { return as_path(path).parts.names.size(); }
  bool truth() const override { return length() > 0; }
  Value at(std::size_t index) const {
    PathParts parts = as_path(path).parts;
    parts.names.resize(parts.names.size() - index - 1);
    return path_like(as_path(path), std::move(parts));
  }
  Values all() const {
    Values found;
    for (std::size_t i = 0; i < length(); ++i) found.push_back(at(i));
    return found;
  }
  Value iterate() override { return to_iterator(make_tuple(all())); }
  Value get_item(const Value& key) override {
    if (key.is(Tag::kSlice)) return make_tuple(all())[key];
    const std::int64_t index = to_index(key), size = static_cast<std::int64_t>(length());
    if (index >= size || index < -size) raise_exception(kIndexError, {key});
    return at(static_cast<std::size_t>(index < 0 ? index + size : index));
  }
};

constinit const Type kParentsType{.name = "_PathParents", .module = "pathlib"};

/// Where the suffix of a name starts, or npos.
std::size_t suffix_start(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot != name.npos && dot > 0 && dot + 1 < name.size() ? dot : name.npos;
}

std::string suffix_of(const std::string& name) {
  const std::size_t dot = suffix_start(name);
  return dot == name.npos ? "" : name.substr(dot);
}
std::string stem_of(const std::string& name) { return name.substr(0, suffix_start(name)); }

Value suffixes(const Value& self) {
  std::string name = as_path(self).name();
  Values found;
  if (name.ends_with('.')) return make_list();
  name.erase(0, std::min(name.find_first_not_of('.'), name.size()));
  for (std::size_t dot = name.find('.'); dot != name.npos;) {
    const std::size_t next = name.find('.', dot + 1);
    found.push_back(make_str(name.substr(dot, next == name.npos ? next : next - dot)));
    dot = next;
  }
  return make_list(std::move(found));
}

constexpr Attribute kAttributes[] = {
    {"parts", all_parts},
    {"drive", [](const Value& self) { return make_str(as_path(self).parts.drive); }},
    {"root", [](const Value& self) { return make_str(as_path(self).parts.root); }},
    {"anchor", [](const Value& self) { return make_str(anchor_of(as_path(self))); }},
    {"name", [](const Value& self) { return make_str(as_path(self).name()); }},
    {"stem", [](const Value& self) { return make_str(stem_of(as_path(self).name())); }},
    {"suffix", [](const Value& self) { return make_str(suffix_of(as_path(self).name())); }},
    {"suffixes", suffixes},
    {"parent", parent},
    {"parents", [](const Value& self) { return make_native(new Parents(self)); }},
};

// --- Methods ---------------------------------------------------------------------------------------------------------

PathParts joined_parts(PathParts parts, const Values& more, bool is_windows) {
  for (const Value& v : more) parts = join_parts(std::move(parts), parse_path(path_segment(v), is_windows), is_windows);
  return parts;
}

Value new_path(const Value& self, Value* a) {
  const Type* type = as_type(self);
  if (type == &kPurePathType) type = &kPurePosixPathType;
  if (type == &kPathType) type = &kPosixPathType;
  const bool is_windows = type == &kPureWindowsPathType;
  return make_native(new PathObject(*type, joined_parts({}, as_tuple(a[0]), is_windows)));
}

Value join_path(const Value& self, Value* a) {
  const PathObject& path = as_path(self);
  return path_like(path, joined_parts(path.parts, as_tuple(a[0]), path.is_windows()));
}

std::string posix_text(const PathObject& path) {
  std::string text = path.text();
  if (path.is_windows()) std::ranges::replace(text, '\\', '/');
  return text;
}

bool is_absolute_path(const PathObject& path) {
  return !path.parts.root.empty() && (!path.is_windows() || !path.parts.drive.empty());
}

Value as_uri(const Value& self, Value*) {
  const PathObject& path = as_path(self);
  if (!is_absolute_path(path)) raise_value_error("relative path can't be expressed as a file URI");
  const Value quote = import_from("urllib.parse", "quote");
  const std::string text = to_str(quote({make_str(posix_text(path))}));
  if (!path.is_windows()) return make_str("file://" + text);
  // The colon of a drive stands as it is; a share is a host.
  const std::string shown = posix_text(path);
  if (shown.starts_with("//")) return make_str("file:" + text);
  return make_str("file:///" + shown.substr(0, 2) + to_str(quote({make_str(shown.substr(2))})));
}

Value with_name_of(const PathObject& path, const std::string& name) {
  PathParts parts = path.parts;
  parts.names.back() = name;
  return path_like(path, std::move(parts));
}

void check_name(const Value& self) {
  if (as_path(self).name().empty()) raise_value_error(to_repr(self), " has an empty name");
}

Value replace_name(const Value& self, const Value& given) {
  check_name(self);
  const std::string name(given.text());
  const PathParts parsed = parse_path(name, as_path(self).is_windows());
  const bool is_plain = parsed.drive.empty() && parsed.root.empty() && parsed.names.size() == 1 &&
                        parsed.names[0] == name && name.back() != as_path(self).separator();
  if (!is_plain) raise_value_error("Invalid name ", to_repr(given));
  return with_name_of(as_path(self), name);
}

Value with_name(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_attribute_error(a[0], "endswith");
  return replace_name(self, a[0]);
}

Value with_stem(const Value& self, Value* a) {
  return replace_name(self, a[0] + make_str(suffix_of(as_path(self).name())));
}

Value with_suffix(const Value& self, Value* a) {
  const PathObject& path = as_path(self);
  if (!a[0].is_str()) raise_type_error("argument of type '", type_name(a[0]), "' is not iterable");
  const std::string suffix(a[0].text());
  const bool is_bad =
      suffix.find(path.separator()) != suffix.npos || (path.is_windows() && suffix.find('/') != suffix.npos);
  if (is_bad || (!suffix.empty() && (suffix[0] != '.' || suffix == ".")))
    raise_value_error("Invalid suffix ", to_repr(a[0]));
  check_name(self);
  return with_name_of(path, stem_of(path.name()) + suffix);
}

/// The number of names of `path` that `other` has too, all of its own; -1 when `path` is not below it.
std::ptrdiff_t below(const PathObject& path, const PathParts& other) {
  const PathObject base(path.type(), other);
  const auto mine = order_of(path), theirs = order_of(base);
  if (theirs.size() > mine.size() || !std::equal(theirs.begin(), theirs.end(), mine.begin())) return -1;
  if (anchor_of(base).empty() && !anchor_of(path).empty()) return -1;
  return static_cast<std::ptrdiff_t>(other.names.size());
}

PathParts other_path(const Value& self, const Values& given) {
  if (given.empty()) raise_type_error("need at least one argument");
  return joined_parts({}, given, as_path(self).is_windows());
}

Value relative_to(const Value& self, Value* a) {
  const PathObject& path = as_path(self);
  const PathParts other = other_path(self, as_tuple(a[0]));
  const std::ptrdiff_t same = below(path, other);
  if (same < 0) {
    raise_value_error(to_repr(make_str(path.text())), " is not in the subpath of ",
                      to_repr(make_str(other.text(path.separator()))),
                      " OR one path is relative and the other is absolute.");
  }
  PathParts rest;
  rest.names.assign(path.parts.names.begin() + same, path.parts.names.end());
  return path_like(path, std::move(rest));
}

Value is_relative_to(const Value& self, Value* a) {
  return below(as_path(self), other_path(self, as_tuple(a[0]))) >= 0;
}

Value match(const Value& self, Value* a) {
  const PathObject& path = as_path(self);
  const PathParts pattern = parse_path(path_segment(a[0]), path.is_windows());
  std::vector<std::string> names = path.parts.names, wanted = pattern.names;
  const bool folds = path.is_windows();
  if (pattern.names.empty() && pattern.root.empty() && pattern.drive.empty()) raise_value_error("empty pattern");
  const auto fold = [&](const std::string& s) { return folds ? text::lower(s) : s; };
  if (!pattern.drive.empty() && fold(pattern.drive) != fold(path.parts.drive)) return false;
  if (!pattern.root.empty() && pattern.root != path.parts.root) return false;
  const bool is_anchored = !pattern.drive.empty() || !pattern.root.empty();
  if (is_anchored ? names.size() != wanted.size() : wanted.size() > names.size()) return false;
  for (std::size_t i = 1; i <= wanted.size(); ++i)
    if (!matches_pattern(fold(names[names.size() - i]), fold(wanted[wanted.size() - i]))) return false;
  return true;
}

constexpr Method kMethods[] = {
    {"as_posix", [](const Value& self, Value*) { return make_str(posix_text(as_path(self))); }, "def"},
    {"as_uri", as_uri, "def"},
    {"is_absolute", [](const Value& self, Value*) -> Value { return is_absolute_path(as_path(self)); }, "def"},
    {"is_relative_to", is_relative_to, "def *other"},
    {"is_reserved", [](const Value&, Value*) -> Value { return false; }, "def"},
    {"joinpath", join_path, "def *args"},
    {"match", match, "def path_pattern"},
    {"relative_to", relative_to, "def *other"},
    {"with_name", with_name, "def name"},
    {"with_stem", with_stem, "def stem"},
    {"with_suffix", with_suffix, "def suffix"},
    {"__fspath__", [](const Value& self, Value*) { return make_str(as_path(self).text()); }, "def"},
    {"__bytes__", [](const Value& self, Value*) { return make_bytes(as_path(self).text()); }, "def"},
};

constexpr Method kNewPath{"Path", new_path, "*args"};

constexpr const Type* kTypes[] = {&kPurePathType, &kPurePosixPathType, &kPureWindowsPathType, &kPathType,
                                  &kPosixPathType};

}  // namespace

constinit const Type kPurePathType{
    .name = "PurePath",
    .module = "pathlib",
    .constructor = &kNewPath,
    .methods = [] { return std::span<const Method>(kMethods); },
    .attributes = [] { return std::span<const Attribute>(kAttributes); },
};
constinit const Type kPurePosixPathType{
    .name = "PurePosixPath", .module = "pathlib", .base = &kPurePathType, .constructor = &kNewPath};
constinit const Type kPureWindowsPathType{
    .name = "PureWindowsPath", .module = "pathlib", .base = &kPurePathType, .constructor = &kNewPath};
constinit const Type kPathType{
    .name = "Path",
    .module = "pathlib",
    .base = &kPurePathType,
    .constructor = &kNewPath,
    .methods = path_file_methods,
};
constinit const Type kPosixPathType{.name = "PosixPath",
                                    .module = "pathlib",
                                    .base = &kPathType,
                                    .constructor = &kNewPath,
                                    .second_base = &kPurePosixPathType};

constinit const Module kPathlibModule{.name = "pathlib", .types = kTypes};

}  // namespace pbc
