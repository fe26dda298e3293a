// SPDX-License-Identifier: Apache-2.0
//
// What Path does with files (Python library reference, pathlib, Concrete paths).
#include <fcntl.h>

#include <cerrno>
#include <set>

#include "python/file_objects.h"
#include "python/generator.h"
#include "python/iterators.h"
#include "python/os.h"
#include "python/pathlib.h"
#include "python/posix_path.h"

namespace pbc {
namespace {

std::string text_of(const Value& self) { return as_path(self).text(); }
bool is_true(const Value& v, bool otherwise = false) { return v.is_unset() ? otherwise : static_cast<bool>(v); }
int mode_of(const Value& v, int otherwise) { return v.is_unset() ? otherwise : static_cast<int>(to_index(v)); }
Value given(const Value& v) { return v.is_unset() ? Value(None) : v; }

/// Names the path in errors as pathlib does: by the Path's text.
void check(int error, const Value& self) { files::check(error, make_str(text_of(self))); }

// --- Looking ---------------------------------------------------------------------------------------------------------

/// Is it there? Errors that say more than that it is not are raised.
bool find(const Value& self, bool follow, struct stat* status) {
  const int error = files::stat(text_of(self), follow, status);
  if (error != ENOENT && error != ENOTDIR && error != EBADF && error != ELOOP) check(error, self);
  return error == 0;
}

template <mode_t Kind, bool Follow>
Value is_kind(const Value& self, Value*) {
  struct stat status;
  return find(self, Follow, &status) && (status.st_mode & S_IFMT) == Kind;
}

Value exists(const Value& self, Value*) {
  struct stat status;
  return find(self, true, &status);
}
Value stat(const Value& self, Value* a) { return os::stat(make_str(text_of(self)), is_true(a[0], true)); }
Value lstat(const Value& self, Value*) { return os::stat(make_str(text_of(self)), false); }

Value samefile(const Value& self, Value* a) {
  const Value one = os::stat(make_str(text_of(self)), true), other = os::stat(make_str(path_segment(a[0])), true);
  return one.attr("st_ino") == other.attr("st_ino") && one.attr("st_dev") == other.attr("st_dev");
}

Value absolute(const Value& self, Value*) {
  const PathObject& path = as_path(self);
  if (!path.parts.root.empty()) return self;
  return path_like(path, join_parts(parse_path(files::current_folder(), false), path.parts, false));
}

Value resolve(const Value& self, Value* a) {
  std::string real;
  check(files::real_path(text_of(self), &real), self);
  if (is_true(a[0])) os::stat(make_str(real), true);
  return path_like(as_path(self), parse_path(real, false));
}

Value expanduser(const Value& self, Value*) {
  const PathObject& path = as_path(self);
  if (!path.parts.root.empty() || path.parts.names.empty() || path.parts.names[0] != "~") return self;
  PathParts rest = path.parts;
  rest.names.erase(rest.names.begin());
  const Value home = import_from("os.path", "expanduser")({"~"});
  return path_like(path, join_parts(parse_path(home.text(), false), rest, false));
}

Value readlink(const Value& self, Value*) {
  std::string target;
  check(files::read_link(text_of(self), &target), self);
  return path_like(as_path(self), parse_path(target, false));
}

Value iterdir(const Value& self, Value*) {
  std::vector<files::Entry> entries;
  check(files::list(text_of(self), &entries), self);
  Values found;
  for (const files::Entry& entry : entries) {
    PathParts parts = as_path(self).parts;
    parts.names.push_back(entry.name);
    found.push_back(path_like(as_path(self), std::move(parts)));
  }
  return make_generator("Path.iterdir",
                        make_iterator(kGeneratorType, [found, at = std::size_t{0}](Value& item) mutable {
                          if (at >= found.size()) return false;
                          item = found[at++];
                          return true;
                        }));
}

// --- glob ------------------------------------------------------------------------------------------------------------

/// Path.glob by the parts of its pattern, in the order that pathlib finds them.
struct PathGlob {
  std::vector<std::string> pattern;
  std::vector<PathParts> found;

  void select(const PathParts& base, std::size_t at) {
    const Recursion recursion(" in glob");
    if (at == pattern.size()) {
      found.push_back(base);
      return;
    }
    const std::string& part = pattern[at];
    const bool folders_only = at + 1 < pattern.size();
    if (part == "**") {
      std::set<std::string> seen;
      std::vector<PathParts> folders;
      walk(base, folders);
      for (const PathParts& folder : folders) {
        PathGlob inner{pattern, {}};
        inner.select(folder, at + 1);
        for (PathParts& path : inner.found)
          if (seen.insert(path.text('/')).second) found.push_back(std::move(path));
      }
      return;
    }
    if (!has_magic(part)) {
      PathParts next = base;
      if (!part.empty()) next.names.push_back(part);
      const std::string text = next.text('/');
      if (part == ".." || part.empty() || folders_only ? os::is_folder(text) : os::exists(text)) select(next, at + 1);
      return;
    }
    std::vector<files::Entry> entries;
    if (files::list(base.text('/'), &entries) != 0) return;
    for (const files::Entry& entry : entries) {
      PathParts next = base;
      next.names.push_back(entry.name);
      if (folders_only && !os::is_folder(next.text('/'))) continue;
      if (matches_pattern(entry.name, part)) select(next, at + 1);
    }
  }

  static void walk(const PathParts& folder, std::vector<PathParts>& folders) {
    const Recursion recursion(" in glob");
    folders.push_back(folder);
    std::vector<files::Entry> entries;
    if (files::list(folder.text('/'), &entries) != 0) return;
    for (const files::Entry& entry : entries) {
      PathParts next = folder;
      next.names.push_back(entry.name);
      struct stat status;
      if (files::stat(next.text('/'), false, &status) == 0 && S_ISDIR(status.st_mode)) walk(next, folders);
    }
  }
};

Value globbed(const Value& self, const Value& given, bool is_recursive) {
  if (!given.is_str()) raise_attribute_error(given, "replace");
  const std::string_view pattern = given.text();
  if (pattern.empty() && !is_recursive) raise_value_error("Unacceptable pattern: ", to_repr(given));
  const PathParts parsed = parse_path(pattern, false);
  if (!parsed.root.empty()) raise_error(kNotImplementedError, "Non-relative patterns are unsupported");
  for (const std::string& part : parsed.names)
    if (part.find("**") != part.npos && part != "**")
      raise_value_error("Invalid pattern: '**' can only be an entire path component");
  PathGlob glob{parsed.names, {}};
  if (pattern.ends_with('/')) glob.pattern.emplace_back();
  if (is_recursive) glob.pattern.insert(glob.pattern.begin(), "**");
  if (os::is_folder(text_of(self))) glob.select(as_path(self).parts, 0);
  Values found;
  for (PathParts& parts : glob.found) found.push_back(path_like(as_path(self), std::move(parts)));
  return make_generator(is_recursive ? "Path.rglob" : "Path.glob",
                        make_iterator(kGeneratorType, [found, at = std::size_t{0}](Value& item) mutable {
                          if (at >= found.size()) return false;
                          item = found[at++];
                          return true;
                        }));
}

// --- Reading and writing ---------------------------------------------------------------------------------------------

Value open(const Value& self, Value* a) {
  return open_file(self, a[0].is_unset() ? "r" : a[0].text(), a[1].is_unset() ? -1 : to_index(a[1]), given(a[2]),
                   given(a[3]), given(a[4]));
}

Value read_text(const Value& self, Value* a) {
  const Value file = open_file(self, "r", -1, given(a[0]), given(a[1]));
  const Value text = file.call("read");
  file.call("close");
  return text;
}

Value read_bytes(const Value& self, Value*) {
  const Value file = open_file(self, "rb");
  const Value bytes = file.call("read");
  file.call("close");
  return bytes;
}

Value write_text(const Value& self, Value* a) {
  if (!a[0].is_str()) raise_type_error("data must be str, not ", type_name(a[0]));
  const Value file = open_file(self, "w", -1, given(a[1]), given(a[2]), given(a[3]));
  const Value count = file.call("write", {a[0]});
  file.call("close");
  return count;
}

Value write_bytes(const Value& self, Value* a) {
  if (!is_any_bytes(a[0])) raise_type_error("memoryview: a bytes-like object is required, not '", type_name(a[0]), "'");
  const Value file = open_file(self, "wb");
  const Value count = file.call("write", {a[0]});
  file.call("close");
  return count;
}

// --- Changing --------------------------------------------------------------------------------------------------------

Value mkdir(const Value& self, Value* a) {
  const int mode = mode_of(a[0], 0777);
  const bool parents = is_true(a[1]), exist_ok = is_true(a[2]);
  const std::string path = text_of(self);
  int error = files::make_folder(path, mode);
  if (error == ENOENT && parents && !as_path(self).parts.names.empty()) {
    os::make_folders(posix_path::folder_name(path).empty() ? "." : posix_path::folder_name(path), 0777, true);
    error = files::make_folder(path, mode);
  }
  if (error != 0 && !(exist_ok && os::is_folder(path))) check(error, self);
  return None;
}

Value touch(const Value& self, Value* a) {
  const std::string path = text_of(self);
  const bool exist_ok = is_true(a[1], true);
  const struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  if (exist_ok && files::set_times(path, now) == 0) return None;
  files::Descriptor opened;
  check(files::open(path, O_CREAT | O_WRONLY | (exist_ok ? 0 : O_EXCL), mode_of(a[0], 0666), &opened), self);
  return None;
}

Value unlink(const Value& self, Value* a) {
  const int error = files::remove_file(text_of(self));
  if (!(error == ENOENT && is_true(a[0]))) check(error, self);
  return None;
}

Value rmdir(const Value& self, Value*) {
  check(files::remove_folder(text_of(self)), self);
  return None;
}

Value rename(const Value& self, Value* a) {
  const std::string target = path_segment(a[0]);
  files::check(files::rename(text_of(self), target), make_str(text_of(self)), make_str(target));
  return path_like(as_path(self), parse_path(target, false));
}

Value chmod(const Value& self, Value* a) {
  check(files::change_mode(text_of(self), static_cast<int>(to_index(a[0]))), self);
  return None;
}

Value symlink_to(const Value& self, Value* a) {
  const std::string target = path_segment(a[0]);
  files::check(files::make_symbolic_link(target, text_of(self)), make_str(target), make_str(text_of(self)));
  return None;
}

Value hardlink_to(const Value& self, Value* a) {
  const std::string target = path_segment(a[0]);
  files::check(files::make_link(target, text_of(self)), make_str(target), make_str(text_of(self)));
  return None;
}

Value cwd(const Value&, Value*) { return make_path(files::current_folder()); }
Value home(const Value&, Value*) { return make_path(to_str(import_from("os.path", "expanduser")({"~"}))); }
Value owner(const Value& self, Value*) {
  lstat(self, nullptr);
  return "phantom";
}

constexpr Method kMethods[] = {
    {"absolute", absolute, "def"},
    {"chmod", chmod, "def mode, *, follow_symlinks="},
    {"cwd", cwd, "def", Binding::kClass},
    {"exists", exists, "def"},
    {"expanduser", expanduser, "def"},
    {"glob", [](const Value& self, Value* a) { return globbed(self, a[0], false); }, "def pattern"},
    {"group", owner, "def"},
    {"hardlink_to", hardlink_to, "def target"},
    {"home", home, "def", Binding::kClass},
    {"is_block_device", is_kind<S_IFBLK, true>, "def"},
    {"is_char_device", is_kind<S_IFCHR, true>, "def"},
    {"is_dir", is_kind<S_IFDIR, true>, "def"},
    {"is_fifo", is_kind<S_IFIFO, true>, "def"},
    {"is_file", is_kind<S_IFREG, true>, "def"},
    {"is_mount", [](const Value& self, Value*) -> Value { return posix_path::absolute(text_of(self)) == "/"; }, "def"},
    {"is_socket", is_kind<S_IFSOCK, true>, "def"},
    {"is_symlink", is_kind<S_IFLNK, false>, "def"},
    {"iterdir", iterdir, "def"},
    {"lstat", lstat, "def"},
    {"mkdir", mkdir, "def mode=, parents=, exist_ok="},
    {"open", open, "def mode=, buffering=, encoding=, errors=, newline="},
    {"owner", owner, "def"},
    {"read_bytes", read_bytes, "def"},
    {"read_text", read_text, "def encoding=, errors="},
    {"readlink", readlink, "def"},
    {"rename", rename, "def target"},
    {"replace", rename, "def target"},
    {"resolve", resolve, "def strict="},
    {"rglob", [](const Value& self, Value* a) { return globbed(self, a[0], true); }, "def pattern"},
    {"rmdir", rmdir, "def"},
    {"samefile", samefile, "def other_path"},
    {"stat", stat, "def *, follow_symlinks="},
    {"symlink_to", symlink_to, "def target, target_is_directory="},
    {"touch", touch, "def mode=, exist_ok="},
    {"unlink", unlink, "def missing_ok="},
    {"write_bytes", write_bytes, "def data"},
    {"write_text", write_text, "def data, encoding=, errors=, newline="},
    {"__enter__", [](const Value& self, Value*) { return self; }, "def"},
    {"__exit__", [](const Value&, Value*) -> Value { return None; }, "def t, v, tb"},
};

}  // namespace

std::span<const Method> path_file_methods() { return kMethods; }

}  // namespace pbc
