// SPDX-License-Identifier: Apache-2.0
//
// The modules fnmatch and glob (Python library reference, fnmatch, glob).
#include <algorithm>

#include "python/file_library.h"
#include "python/os.h"
#include "python/pathlib.h"
#include "python/posix_path.h"
#include "python/unicode.h"

namespace pbc {

// --- fnmatch ---------------------------------------------------------------------------------------------------------

namespace {

/// Whether `c` is in the set that starts behind '[' at `at`; moves `at` behind its ']'. A '[' without an end is itself:
/// then `at` stays and the answer is whether `c` is '['.
bool in_set(std::u32string_view pattern, std::size_t& at, char32_t c) {
  std::size_t end = at;
  const bool is_negated = end < pattern.size() && pattern[end] == '!';
  if (is_negated) ++end;
  const std::size_t first = end;
  if (end < pattern.size() && pattern[end] == ']') ++end;
  while (end < pattern.size() && pattern[end] != ']') ++end;
  if (end >= pattern.size()) return c == '[';
  bool is_in = false;
  for (std::size_t i = first; i < end; ++i) {
    if (i + 2 < end && pattern[i + 1] == '-') {
      is_in = is_in || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 2;
    } else {
      is_in = is_in || pattern[i] == c;
    }
  }
  at = end + 1;
  return is_in != is_negated;
}

}  // namespace

bool matches_pattern(std::string_view name_text, std::string_view pattern_text) {
  const std::u32string name = unicode::decode(name_text), pattern = unicode::decode(pattern_text);
  // The last star and where its text ends are all that has to be remembered.
  std::size_t at = 0, in_pattern = 0, star = pattern.npos, after_star = 0;
  while (at < name.size()) {
    bool fits = false;
    std::size_t next = in_pattern;
    if (next < pattern.size()) {
      const char32_t c = pattern[next++];
      if (c == '*') {
        star = next;
        after_star = at;
        in_pattern = next;
        continue;
      }
      fits = c == '?' || (c == '[' ? in_set(pattern, next, name[at]) : c == name[at]);
    }
    if (fits) {
      in_pattern = next;
      ++at;
    } else if (star != pattern.npos) {
      in_pattern = star;
      at = ++after_star;
    } else {
      return false;
    }
  }
  while (in_pattern < pattern.size() && pattern[in_pattern] == '*') ++in_pattern;
  return in_pattern == pattern.size();
}

bool has_magic(std::string_view pattern) { return pattern.find_first_of("*?[") != pattern.npos; }

namespace {

std::string replaced(std::string text, std::string_view set) {
  std::string out;
  for (char c : text) {
    if (set.find(c) != set.npos) out += '\\';
    out += c;
  }
  return out;
}

/// The inside of a [set] as a regular expression has it; "" matches nothing.
std::string set_expression(std::string_view inside) {
  std::string stuff(inside);
  if (inside.find('-') == inside.npos) {
    stuff = replaced(stuff, "\\");
  } else {
    std::vector<std::string> chunks;
    std::size_t from = 0, k = inside.starts_with('!') ? 2 : 1;
    for (k = inside.find('-', k); k != inside.npos; k = inside.find('-', k)) {
      chunks.emplace_back(inside.substr(from, k - from));
      from = k + 1;
      k += 3;
    }
    const std::string_view rest = inside.substr(std::min(from, inside.size()));
    if (!rest.empty()) {
      chunks.emplace_back(rest);
    } else {
      chunks.back() += '-';
    }
    for (std::size_t i = chunks.size() - 1; i > 0; --i) {
      if (static_cast<unsigned char>(chunks[i - 1].back()) <= static_cast<unsigned char>(chunks[i][0])) continue;
      chunks[i - 1] = chunks[i - 1].substr(0, chunks[i - 1].size() - 1) + chunks[i].substr(1);
      chunks.erase(chunks.begin() + static_cast<std::ptrdiff_t>(i));
    }
    stuff.clear();
    for (std::size_t i = 0; i < chunks.size(); ++i) stuff += (i > 0 ? "-" : "") + replaced(chunks[i], "\\-");
  }
  return replaced(stuff, "&~|");
}

std::string translate(std::string_view pattern) {
  const Value escape = import_from("re", "escape");
  std::vector<std::string> pieces(1);  // between stars
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at++];
    if (c == '*') {
      if (!pieces.back().empty() || pieces.size() == 1) pieces.emplace_back();
      continue;
    }
    std::string& piece = pieces.back();
    if (c == '?') {
      piece += '.';
    } else if (c == '[') {
      std::size_t end = at;
      if (end < pattern.size() && pattern[end] == '!') ++end;
      if (end < pattern.size() && pattern[end] == ']') ++end;
      end = pattern.find(']', end);
      if (end == pattern.npos) {
        piece += "\\[";
        continue;
      }
      std::string stuff = set_expression(pattern.substr(at, end - at));
      at = end + 1;
      if (stuff.empty()) {
        piece += "(?!)";
      } else if (stuff == "!") {
        piece += '.';
      } else {
        if (stuff[0] == '!') {
          stuff[0] = '^';
        } else if (stuff[0] == '^' || stuff[0] == '[') {
          stuff.insert(0, "\\");
        }
        piece += "[" + stuff + "]";
      }
    } else {
      const std::size_t length = unicode::length_of(c);
      piece += to_str(escape({make_str(pattern.substr(at - 1, length))}));
      at += length - 1;
    }
  }
  std::string out = pieces[0];
  for (std::size_t i = 1; i < pieces.size(); ++i)
    out += i + 1 == pieces.size() ? ".*" + pieces[i] : "(?>.*?" + pieces[i] + ")";
  return "(?s:" + out + ")\\Z";
}

std::string text_of(const Value& v) { return files::path_text(v); }

Value fnmatch(const Value&, Value* a) { return matches_pattern(text_of(a[0]), text_of(a[1])); }

Value filter(const Value&, Value* a) {
  Values found;
  const std::string pattern = text_of(a[1]);
  for (Value name : iterate(a[0]))
    if (matches_pattern(text_of(name), pattern)) found.push_back(name);
  return make_list(std::move(found));
}

constexpr Method kFnmatchFunctions[] = {
    {"fnmatch", fnmatch, "def name, pat"},
    {"fnmatchcase", fnmatch, "def name, pat"},
    {"filter", filter, "def names, pat"},
    {"translate", [](const Value&, Value* a) { return make_str(translate(text_of(a[0]))); }, "def pat"},
};

// --- glob ------------------------------------------------------------------------------------------------------------

struct Glob {
  std::string root;  // root_dir
  bool is_recursive = false, includes_hidden = false;

  std::string below(const std::string& path) const { return root.empty() ? path : posix_path::join(root, path); }
  static bool is_hidden(std::string_view name) { return name.starts_with('.'); }

  std::vector<std::string> names_in(const std::string& folder, bool folders_only) const {
    std::vector<files::Entry> entries;
    std::vector<std::string> names;
    const std::string path = folder.empty() ? "." : folder;
    if (files::list(path, &entries) != 0) return names;
    for (const files::Entry& entry : entries)
      if (!folders_only || os::is_folder(posix_path::join(path, entry.name))) names.push_back(entry.name);
    return names;
  }

  std::vector<std::string> all_below(const std::string& folder, bool folders_only, int depth = 0) const {
    std::vector<std::string> found;
    if (depth > 200) raise_error(kRecursionError, "maximum recursion depth exceeded");
    for (const std::string& name : names_in(folder, folders_only)) {
      if (!includes_hidden && is_hidden(name)) continue;
      found.push_back(name);
      const std::string path = folder.empty() ? name : posix_path::join(folder, name);
      for (const std::string& inner : all_below(path, folders_only, depth + 1))
        found.push_back(posix_path::join(name, inner));
    }
    return found;
  }

  std::vector<std::string> in_folder(const std::string& folder, const std::string& pattern, bool folders_only) const {
    std::vector<std::string> found;
    if (is_recursive && pattern == "**") {
      found = all_below(folder, folders_only);
      found.insert(found.begin(), "");
      return found;
    }
    if (!has_magic(pattern)) {
      struct stat status;
      const bool there =
          pattern.empty() ? os::is_folder(folder) : files::stat(posix_path::join(folder, pattern), false, &status) == 0;
      if (there) found.push_back(pattern);
      return found;
    }
    for (const std::string& name : names_in(folder, folders_only)) {
      if (!includes_hidden && !is_hidden(pattern) && is_hidden(name)) continue;
      if (matches_pattern(name, pattern)) found.push_back(name);
    }
    return found;
  }

  std::vector<std::string> find(const std::string& path, bool folders_only) const {
    std::vector<std::string> found;
    auto [head, tail] = posix_path::split(path);
    if (!has_magic(path)) {
      struct stat status;
      const bool there = tail.empty() ? os::is_folder(below(head)) : files::stat(below(path), false, &status) == 0;
      if (there) found.push_back(path);
      return found;
    }
    if (head.empty()) return in_folder(root, tail, folders_only);
    std::vector<std::string> folders{head};
    if (head != path && has_magic(head)) folders = find(head, true);
    for (const std::string& folder : folders)
      for (const std::string& name : in_folder(below(folder), tail, folders_only))
        found.push_back(posix_path::join(folder, name));
    return found;
  }
};

Value found_paths(Value* a) {
  Glob glob;
  const std::string pattern = text_of(a[0]);
  if (!a[1].is_unset() && !a[1].is_none()) glob.root = text_of(a[1]);
  glob.is_recursive = !a[3].is_unset() && static_cast<bool>(a[3]);
  glob.includes_hidden = !a[4].is_unset() && static_cast<bool>(a[4]);
  std::vector<std::string> paths = glob.find(pattern, false);
  if (!paths.empty() && paths[0].empty() && (pattern.empty() || (glob.is_recursive && pattern.starts_with("**"))))
    paths.erase(paths.begin());
  Values found;
  for (const std::string& path : paths) found.push_back(os::text_like(path, files::fs_path(a[0])));
  return make_list(std::move(found));
}

Value escape(const Value&, Value* a) {
  std::string out;
  for (char c : text_of(a[0])) out += c == '*' || c == '?' || c == '[' ? std::string("[") + c + "]" : std::string(1, c);
  return os::text_like(out, a[0]);
}

constexpr Method kGlobFunctions[] = {
    {"glob", [](const Value&, Value* a) { return found_paths(a); },
     "def pathname, *, root_dir=, dir_fd=, recursive=, include_hidden="},
    {"iglob", [](const Value&, Value* a) { return to_iterator(found_paths(a)); },
     "def pathname, *, root_dir=, dir_fd=, recursive=, include_hidden="},
    {"escape", escape, "def pathname"},
    {"has_magic", [](const Value&, Value* a) -> Value { return has_magic(text_of(a[0])); }, "def s"},
};

}  // namespace

constinit const Module kFnmatchModule{.name = "fnmatch", .functions = kFnmatchFunctions};
constinit const Module kGlobModule{.name = "glob", .functions = kGlobFunctions};

}  // namespace pbc
