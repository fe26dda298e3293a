// SPDX-License-Identifier: Apache-2.0
//
// The module os.path (Python library reference, os.path).
#include <algorithm>

#include "python/library.h"
#include "python/os.h"
#include "python/posix_path.h"
#include "python/unicode.h"

namespace pbc {
namespace {

/// A path argument as text, and whether it was bytes.
struct Path {
  explicit Path(const Value& v) : given(files::fs_path(v)) {
    text = given.is_str() ? given.text() : std::string_view(as_bytes(given));
  }
  Value made(std::string_view result) const { return os::text_like(result, given); }
  Value given;
  std::string text;
};

[[noreturn]] void raise_wrong_kind(const char* function, const Value& v) {
  raise_type_error(function, "() argument must be str, bytes, or os.PathLike object, not '", type_name(v), "'");
}

bool is_path_like(const Value& v) {
  try {
    files::fs_path(v);
    return true;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError)) throw;
    caught();
    return false;
  }
}

Value join(const Value&, Value* a) {
  const Path first(a[0]);
  std::string path = first.text;
  for (const Value& part : as_tuple(a[1])) {
    if (!is_path_like(part)) raise_wrong_kind("join", part);
    const Path next(part);
    if (next.given.is_str() != first.given.is_str()) raise_type_error("Can't mix strings and bytes in path components");
    path = posix_path::join(path, next.text);
  }
  return first.made(path);
}

Value split(const Value&, Value* a) {
  const Path path(a[0]);
  auto [head, tail] = posix_path::split(path.text);
  return make_tuple({path.made(head), path.made(tail)});
}

Value splitext(const Value&, Value* a) {
  const Path path(a[0]);
  auto [root, extension] = posix_path::split_extension(path.text);
  return make_tuple({path.made(root), path.made(extension)});
}

Value splitdrive(const Value&, Value* a) {
  const Path path(a[0]);
  return make_tuple({path.made(""), path.given});
}

/// A function of the text alone.
template <std::string (*Change)(std::string_view)>
Value changed(const Value&, Value* a) {
  const Path path(a[0]);
  return path.made(Change(path.text));
}

Value normcase(const Value&, Value* a) { return files::fs_path(a[0]); }
Value isabs(const Value&, Value* a) { return Path(a[0]).text.starts_with('/'); }

Value relpath(const Value&, Value* a) {
  const Path path(a[0]);
  if (path.text.empty()) raise_value_error("no path specified");
  const std::string start = a[1].is_unset() || a[1].is_none() ? "." : Path(a[1]).text;
  return path.made(posix_path::relative(path.text, start.empty() ? "." : start));
}

Value realpath(const Value&, Value* a) {
  const Path path(a[0]);
  std::string real;
  files::check(files::real_path(path.text, &real), path.given);
  if (!a[1].is_unset() && static_cast<bool>(a[1])) os::stat(make_str(real), true);
  return path.made(real);
}

Value commonprefix(const Value&, Value* a) {
  const Values given = to_values(a[0]);
  if (given.empty()) return "";
  if (!is_path_like(given[0])) {
    // Lists of parts have a common prefix too.
    const Value least = py("min")({a[0]}), most = py("max")({a[0]});
    const Values low = to_values(least), high = to_values(most);
    std::size_t same = 0;
    while (same < low.size() && same < high.size() && low[same] == high[same]) ++same;
    return least[slice(None, Value(same))];
  }
  std::vector<std::u32string> paths;
  for (const Value& v : given) paths.push_back(unicode::decode(Path(v).text));
  std::u32string prefix = *std::ranges::min_element(paths);
  const std::u32string& last = *std::ranges::max_element(paths);
  std::size_t same = 0;
  while (same < prefix.size() && same < last.size() && prefix[same] == last[same]) ++same;
  return Path(given[0]).made(unicode::encode(std::u32string_view(prefix).substr(0, same)));
}

Value commonpath(const Value&, Value* a) {
  const Values given = to_values(a[0]);
  if (given.empty()) raise_value_error("commonpath() arg is an empty sequence");
  std::vector<std::vector<std::string>> all;
  std::size_t absolute = 0;
  for (const Value& v : given) {
    const Path path(v);
    if (path.given.is_str() != Path(given[0]).given.is_str())
      raise_type_error("Can't mix strings and bytes in path components");
    absolute += path.text.starts_with('/') ? 1 : 0;
    all.push_back(posix_path::parts(path.text));
    std::erase(all.back(), ".");
  }
  if (absolute != 0 && absolute != given.size()) raise_value_error("Can't mix absolute and relative paths");
  std::size_t same = all[0].size();
  for (const auto& parts : all)
    same = std::min(same, static_cast<std::size_t>(std::ranges::mismatch(all[0], parts).in1 - all[0].begin()));
  std::string out = absolute != 0 ? "/" : "";
  for (std::size_t i = 0; i < same; ++i) out.append(i > 0 ? "/" : "").append(all[0][i]);
  return Path(given[0]).made(out);
}

Value expanduser(const Value&, Value* a) {
  const Path path(a[0]);
  const std::size_t slash = std::min(path.text.find('/'), path.text.size());
  if (path.text.substr(0, slash) != "~") return path.given;
  const Value* home = as_dict(os::environment()).find("HOME");
  std::string root(home != nullptr ? to_str(*home) : "/");
  while (root.ends_with('/')) root.pop_back();
  root += path.text.substr(slash);
  return path.made(root.empty() ? "/" : root);
}

bool is_word(char c) { return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

Value expandvars(const Value&, Value* a) {
  const Path path(a[0]);
  std::string out;
  for (std::size_t at = 0; at < path.text.size();) {
    if (path.text[at] != '$') {
      out += path.text[at++];
      continue;
    }
    std::size_t end = at + 1;
    std::string_view name;
    if (end < path.text.size() && path.text[end] == '{') {
      const std::size_t close = path.text.find('}', end);
      if (close != path.text.npos) {
        name = std::string_view(path.text).substr(end + 1, close - end - 1);
        end = close + 1;
      }
    } else {
      while (end < path.text.size() && is_word(path.text[end])) ++end;
      name = std::string_view(path.text).substr(at + 1, end - at - 1);
    }
    const Value* value = name.empty() ? nullptr : as_dict(os::environment()).find(name);
    out += value != nullptr ? to_str(*value) : path.text.substr(at, end - at);
    at = end;
  }
  return path.made(out);
}

// --- Looking at files ------------------------------------------------------------------------------------------------

/// What stat finds, if anything; what no path can be is not there.
bool look(const Value& v, bool follow, struct stat* status) {
  if (is_any_int(v))
    return files::is_handed_out(static_cast<int>(to_index(v))) && fstat(static_cast<int>(to_index(v)), status) == 0;
  const std::string path = [&] {
    if (is_path_like(v)) return Path(v).text;
    raise_type_error(follow ? "stat" : "lstat", ": path should be string, bytes, os.PathLike",
                     follow ? " or integer" : "", ", not ", type_name(v));
  }();
  return path.find('\0') == path.npos && files::stat(path, follow, status) == 0;
}

Value exists(const Value&, Value* a) {
  struct stat status;
  return look(a[0], true, &status);
}
Value lexists(const Value&, Value* a) {
  struct stat status;
  return look(a[0], false, &status);
}
Value isfile(const Value&, Value* a) {
  struct stat status;
  return look(a[0], true, &status) && S_ISREG(status.st_mode);
}
Value isdir(const Value&, Value* a) {
  struct stat status;
  return look(a[0], true, &status) && S_ISDIR(status.st_mode);
}
Value islink(const Value&, Value* a) {
  struct stat status;
  return look(a[0], false, &status) && S_ISLNK(status.st_mode);
}
Value ismount(const Value&, Value* a) { return posix_path::absolute(Path(a[0]).text) == "/"; }

template <std::size_t Field>
Value stat_field(const Value&, Value* a) {
  constexpr Name kNames[] = {"st_size", "st_mtime", "st_atime", "st_ctime"};
  return os::stat(a[0], true).attr(kNames[Field]);
}

Value samefile(const Value&, Value* a) {
  const Value one = os::stat(a[0], true), other = os::stat(a[1], true);
  return one.attr("st_ino") == other.attr("st_ino") && one.attr("st_dev") == other.attr("st_dev");
}

Value samestat(const Value&, Value* a) {
  return a[0].attr("st_ino") == a[1].attr("st_ino") && a[0].attr("st_dev") == a[1].attr("st_dev");
}

constexpr Method kFunctions[] = {
    {"abspath", changed<posix_path::absolute>, "def path"},
    {"basename", changed<posix_path::base_name>, "def p"},
    {"commonpath", commonpath, "def paths"},
    {"commonprefix", commonprefix, "def m"},
    {"dirname", changed<posix_path::folder_name>, "def p"},
    {"exists", exists, "def path"},
    {"expanduser", expanduser, "def path"},
    {"expandvars", expandvars, "def path"},
    {"getatime", stat_field<2>, "def filename"},
    {"getctime", stat_field<3>, "def filename"},
    {"getmtime", stat_field<1>, "def filename"},
    {"getsize", stat_field<0>, "def filename"},
    {"isabs", isabs, "def s"},
    {"isdir", isdir, "def s"},
    {"isfile", isfile, "def path"},
    {"islink", islink, "def path"},
    {"ismount", ismount, "def path"},
    {"join", join, "def a, *p"},
    {"lexists", lexists, "def path"},
    {"normcase", normcase, "def s"},
    {"normpath", changed<posix_path::normalize>, "def path"},
    {"realpath", realpath, "def filename, *, strict="},
    {"relpath", relpath, "def path, start="},
    {"samefile", samefile, "def f1, f2"},
    {"samestat", samestat, "def s1, s2"},
    {"split", split, "def p"},
    {"splitdrive", splitdrive, "def p"},
    {"splitext", splitext, "def p"},
};

constexpr Constant kConstants[] = {
    {"sep", []() -> Value { return "/"; }},
    {"altsep", []() -> Value { return None; }},
    {"curdir", []() -> Value { return "."; }},
    {"pardir", []() -> Value { return ".."; }},
    {"extsep", []() -> Value { return "."; }},
    {"pathsep", []() -> Value { return ":"; }},
    {"defpath", []() -> Value { return "/bin:/usr/bin"; }},
    {"devnull", []() -> Value { return "/dev/null"; }},
    {"supports_unicode_filenames", []() -> Value { return false; }},
};

}  // namespace

constinit const Module kOsPathModule{.name = "os.path", .functions = kFunctions, .constants = kConstants};
constinit const Module kPosixPathModule{.name = "posixpath", .functions = kFunctions, .constants = kConstants};

}  // namespace pbc
