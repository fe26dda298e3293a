// SPDX-License-Identifier: Apache-2.0
//
// The module shutil (Python library reference, shutil).
#include <fcntl.h>

#include "python/bind.h"
#include "python/file_library.h"
#include "python/file_objects.h"
#include "python/os.h"
#include "python/os_types.h"
#include "python/pathlib.h"
#include "python/posix_path.h"
#include "python/struct_sequence.h"

namespace pbc {
namespace {

constinit const Type kError{.name = "Error", .module = "shutil", .base = &kOSError};
constinit const Type kSameFileError{.name = "SameFileError", .module = "shutil", .base = &kError};
constinit const Type kSpecialFileError{.name = "SpecialFileError", .module = "shutil", .base = &kOSError};
constinit const Type kExecError{.name = "ExecError", .module = "shutil", .base = &kOSError};
constinit const Type kReadError{.name = "ReadError", .module = "shutil", .base = &kOSError};
constinit const Type kRegistryError{.name = "RegistryError", .module = "shutil", .base = &kException};

std::string path_of(const Value& v) { return files::path_text(v); }
bool is_true(const Value& v, bool otherwise = false) { return v.is_unset() ? otherwise : static_cast<bool>(v); }
bool is_given(const Value& v) { return !v.is_unset() && !v.is_none(); }

bool is_same_file(const std::string& a, const std::string& b) {
  struct stat one, other;
  return files::stat(a, true, &one) == 0 && files::stat(b, true, &other) == 0 && one.st_ino == other.st_ino &&
         one.st_dev == other.st_dev;
}

// --- Copying ---------------------------------------------------------------------------------------------------------

Value copyfileobj(const Value&, Value* a) {
  const std::int64_t length = !is_given(a[2]) || to_index(a[2]) == 0 ? 65536 : to_index(a[2]);
  for (;;) {
    const Value chunk = a[0].call("read", {Value(length)});
    if (!chunk) return None;
    a[1].call("write", {chunk});
  }
}

void copy_bytes(const std::string& from, const std::string& to, bool follow) {
  struct stat status;
  if (is_same_file(from, to)) {
    raise_error(kSameFileError,
                joined({to_repr(make_str(from)), " and ", to_repr(make_str(to)), " are the same file"}));
  }
  if (!follow && files::stat(from, false, &status) == 0 && S_ISLNK(status.st_mode)) {
    std::string target;
    files::check(files::read_link(from, &target), make_str(from));
    files::check(files::make_symbolic_link(target, to), make_str(target), make_str(to));
    return;
  }
  const Value source = open_file(make_str(from), "rb"), target = open_file(make_str(to), "wb");
  ByteStream& in = as_native<BinaryFile>(source).stream(".");
  ByteStream& out = as_native<BinaryFile>(target).stream(".");
  for (std::string chunk = in.read(65536); !chunk.empty(); chunk = in.read(65536)) out.write(chunk);
  source.call("close");
  target.call("close");
}

void copy_mode(const std::string& from, const std::string& to) {
  struct stat status;
  files::check(files::stat(from, true, &status), make_str(from));
  files::check(files::change_mode(to, static_cast<int>(status.st_mode & 0777)), make_str(to));
}

void copy_status(const std::string& from, const std::string& to) {
  struct stat status;
  files::check(files::stat(from, true, &status), make_str(from));
  const struct timespec times[2] = {status.st_atim, status.st_mtim};
  files::check(files::set_times(to, times), make_str(to));
  files::check(files::change_mode(to, static_cast<int>(status.st_mode & 0777)), make_str(to));
}

Value copyfile(const Value&, Value* a) {
  copy_bytes(path_of(a[0]), path_of(a[1]), is_true(a[2], true));
  return a[1];
}
Value copymode(const Value&, Value* a) {
  copy_mode(path_of(a[0]), path_of(a[1]));
  return None;
}
Value copystat(const Value&, Value* a) {
  copy_status(path_of(a[0]), path_of(a[1]));
  return None;
}

template <bool WithTimes>
Value copy(const Value&, Value* a) {
  const std::string from = path_of(a[0]);
  std::string to = path_of(a[1]);
  Value result = a[1];
  if (os::is_folder(to)) {
    to = posix_path::join(to, posix_path::base_name(from));
    result = make_str(to);
  }
  const bool follow = is_true(a[2], true);
  copy_bytes(from, to, follow);
  struct stat status;
  const bool is_link = !follow && files::stat(to, false, &status) == 0 && S_ISLNK(status.st_mode);
  if (!is_link) WithTimes ? copy_status(from, to) : copy_mode(from, to);
  return result;
}

struct TreeOptions {
  bool keep_links = false, dirs_exist_ok = false, ignore_dangling = false;
  Value ignore = None, copy_function = Value();
};

void copy_tree(const std::string& from, const std::string& to, const TreeOptions& options) {
  const Recursion recursion(" in copytree");
  std::vector<files::Entry> entries;
  files::check(files::list(from, &entries), make_str(from));
  Value ignored = make_tuple();
  if (!options.ignore.is_none()) {
    Values names;
    for (const files::Entry& entry : entries) names.push_back(make_str(entry.name));
    ignored = options.ignore({make_str(from), make_list(std::move(names))});
  }
  os::make_folders(to, 0777, options.dirs_exist_ok);
  Values errors;
  for (const files::Entry& entry : entries) {
    if (in(make_str(entry.name), ignored)) continue;
    const std::string source = posix_path::join(from, entry.name), target = posix_path::join(to, entry.name);
    try {
      struct stat status;
      files::check(files::stat(source, false, &status), make_str(source));
      if (S_ISLNK(status.st_mode) && options.keep_links) {
        copy_bytes(source, target, false);
      } else if (S_ISLNK(status.st_mode) && !os::exists(source) && options.ignore_dangling) {
        continue;
      } else if (os::is_folder(source)) {
        copy_tree(source, target, options);
      } else if (options.copy_function.is_unset()) {
        copy_bytes(source, target, true);
        copy_status(source, target);
      } else {
        options.copy_function({make_str(source), make_str(target)});
      }
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kOSError)) throw;
      caught();
      if (is_exception(raised.exception, kError)) {
        for (const Value& inner : to_values(raised.exception.attr("args")[0])) errors.push_back(inner);
      } else {
        errors.push_back(make_tuple({make_str(source), make_str(target), make_str(to_str(raised.exception))}));
      }
    }
  }
  copy_status(from, to);
  if (!errors.empty()) raise_exception(kError, {make_list(std::move(errors))});
}

Value copytree(const Value&, Value* a) {
  TreeOptions options;
  options.keep_links = is_true(a[2]);
  if (is_given(a[3])) options.ignore = a[3];
  if (is_given(a[4])) options.copy_function = a[4];
  options.ignore_dangling = is_true(a[5]);
  options.dirs_exist_ok = is_true(a[6]);
  copy_tree(path_of(a[0]), path_of(a[1]), options);
  return a[1];
}

/// ignore_patterns(*patterns): a function for copytree.
struct IgnorePatterns final : Native {
  explicit IgnorePatterns(Values patterns) : Native(kFunctionType), patterns(std::move(patterns)) {}
  Values patterns;
  std::string repr() const override { return "<function ignore_patterns.<locals>._ignore_patterns>"; }
  bool is_callable() const override { return true; }
  Value call(const Arguments& arguments) override {
    const FlatArguments given = flatten([] { return std::string("_ignore_patterns()"); }, arguments);
    if (given.positional.size() != 2) raise_type_error("_ignore_patterns() takes 2 positional arguments");
    Table ignored;
    for (const Value& pattern : patterns)
      for (Value name : pbc::iterate(given.positional[1]))
        if (matches_pattern(to_str(name), to_str(pattern))) add_key(ignored, name);
    return make_set(std::move(ignored));
  }
};

// --- Removing and moving ---------------------------------------------------------------------------------------------

Value rmtree(const Value&, Value* a) {
  const std::string path = path_of(a[0]);
  try {
    struct stat status;
    files::check(files::stat(path, false, &status), files::fs_path(a[0]));
    if (S_ISLNK(status.st_mode)) raise_error(kOSError, "Cannot call rmtree on a symbolic link");
    if (!S_ISDIR(status.st_mode)) files::raise_os_error(ENOTDIR, files::fs_path(a[0]));
    os::remove_tree(path);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kOSError)) throw;
    const bool ignores = is_true(a[1]);
    if (!ignores && !is_given(a[2])) throw;
    caught();
    if (ignores) return None;
    const Handling handling(raised);
    a[2]({import_from("os", "rmdir"), a[0],
          make_tuple({type_value(type_of(raised.exception)), raised.exception, None})});
  }
  return None;
}

Value move(const Value&, Value* a) {
  const std::string from = path_of(a[0]), to = path_of(a[1]);
  std::string real = to;
  Value result = a[1];
  if (os::is_folder(to)) {
    if (is_same_file(from, to)) {
      files::check(files::rename(from, to), a[0], a[1]);
      return None;
    }
    std::string trimmed = from;
    while (trimmed.size() > 1 && trimmed.ends_with('/')) trimmed.pop_back();
    real = posix_path::join(to, posix_path::base_name(trimmed));
    result = make_str(real);
    if (os::exists(real)) raise_error(kError, "Destination path '" + real + "' already exists");
  }
  if (files::rename(from, real) == 0) return result;
  if (os::is_folder(from)) {
    const std::string inside = posix_path::absolute(from) + "/", target = posix_path::absolute(to) + "/";
    if (target.starts_with(inside))
      raise_error(kError, "Cannot move a directory '" + from + "' into itself '" + to + "'.");
    copy_tree(from, real, {.keep_links = true});
    os::remove_tree(from);
  } else {
    copy_bytes(from, real, true);
    copy_status(from, real);
    files::check(files::remove_file(from), make_str(from));
  }
  return result;
}

// --- Facts -----------------------------------------------------------------------------------------------------------

constexpr Attribute kUsageFields[] = {{"total", named_item<0>}, {"used", named_item<1>}, {"free", named_item<2>}};
constinit const Type kUsageType{
    .name = "usage",
    .module = "shutil",
    .base = &kTupleType,
    .attributes = [] { return std::span<const Attribute>(kUsageFields); },
    .repr = [](const Value& self) { return named_repr(self, "usage", kUsageFields); },
};

/// Of what a run may write.
Value disk_usage(const Value&, Value* a) {
  os::stat(a[0], true);
  constexpr std::int64_t kTotal = std::int64_t{4} << 30;
  return make_tuple({Value(kTotal), Value(0), Value(kTotal)}, kUsageType);
}

Value get_terminal_size(const Value&, Value* a) {
  const Values fallback = is_given(a[0]) ? to_values(a[0]) : Values{Value(80), Value(24)};
  return make_tuple(fallback, kTerminalSizeType);
}

// --- Archives --------------------------------------------------------------------------------------------------------

Value make_archive(const Value&, Value* a) {
  if (a[1] != Value("zip")) raise_value_error("unknown archive format '", to_str(a[1]), "'");
  const std::string name = path_of(a[0]) + ".zip", root = is_given(a[2]) ? path_of(a[2]) : "";
  const std::string base = is_given(a[3]) ? path_of(a[3]) : ".";
  if (is_given(a[2]) && !S_ISDIR(to_index(os::stat(a[2], true).attr("st_mode")))) files::raise_os_error(ENOTDIR, a[2]);
  const std::string folder = posix_path::folder_name(name);
  if (!folder.empty() && !os::exists(folder)) os::make_folders(folder, 0777, false);
  const Value zipfile = import("zipfile");
  const Value archive = zipfile.call("ZipFile", {make_str(name), "w", zipfile.attr("ZIP_DEFLATED")});
  const std::string inside = posix_path::normalize(base);
  const std::string top = posix_path::normalize(root.empty() ? base : posix_path::join(root, base));
  const auto add = [&](const std::string& path, const std::string& shown) {
    archive.call("write", {make_str(path), make_str(shown)});
  };
  if (inside != ".") add(top, inside);
  for (Value level : iterate(walk(make_str(top), true, None, false))) {
    const Values& parts = as_tuple(level);
    const std::string path = to_str(parts[0]);
    const std::string shown = posix_path::normalize(root.empty() ? path : posix_path::relative(path, root));
    for (const Value& each : as_list(parts[1]))
      add(posix_path::join(path, to_str(each)), posix_path::normalize(posix_path::join(shown, to_str(each))));
    for (const Value& each : as_list(parts[2])) {
      const std::string file = posix_path::normalize(posix_path::join(path, to_str(each)));
      if (os::is_file(file) && !is_same_file(file, name))
        add(file, posix_path::normalize(posix_path::join(shown, to_str(each))));
    }
  }
  archive.call("close");
  return make_str(name);
}

Value unpack_archive(const Value&, Value* a) {
  const std::string name = path_of(a[0]);
  const std::string folder = is_given(a[1]) ? path_of(a[1]) : files::current_folder();
  if (is_given(a[2])) {
    if (a[2] != Value("zip")) raise_value_error("Unknown unpack format '", to_str(a[2]), "'");
  } else if (!name.ends_with(".zip")) {
    raise_error(kReadError, "Unknown archive format '" + name + "'");
  }
  const Value zipfile = import("zipfile");
  if (!zipfile.call("is_zipfile", {make_str(name)})) raise_error(kReadError, name + " is not a zip file");
  const Value archive = zipfile.call("ZipFile", {make_str(name)});
  for (Value info : iterate(archive.call("infolist"))) {
    const std::string inner = to_str(info.attr("filename"));
    if (inner.starts_with('/') || inner.find("..") != inner.npos) continue;
    const std::string target = posix_path::join(folder, inner);
    const std::string above = posix_path::folder_name(target);
    if (!os::is_folder(above)) os::make_folders(above, 0777, false);
    if (inner.ends_with('/')) continue;
    const Value file = open_file(make_str(target), "wb");
    file.call("write", {archive.call("read", {make_str(inner)})});
    file.call("close");
  }
  archive.call("close");
  return None;
}

constexpr Method kFunctions[] = {
    {"chown", [](const Value&, Value* a) -> Value { files::raise_os_error(EPERM, a[0]); }, "def path, user=, group="},
    {"copy", copy<false>, "def src, dst, *, follow_symlinks="},
    {"copy2", copy<true>, "def src, dst, *, follow_symlinks="},
    {"copyfile", copyfile, "def src, dst, *, follow_symlinks="},
    {"copyfileobj", copyfileobj, "def fsrc, fdst, length="},
    {"copymode", copymode, "def src, dst, *, follow_symlinks="},
    {"copystat", copystat, "def src, dst, *, follow_symlinks="},
    {"copytree", copytree,
     "def src, dst, symlinks=, ignore=, copy_function=, ignore_dangling_symlinks=, dirs_exist_ok="},
    {"disk_usage", disk_usage, "def path"},
    {"get_archive_formats",
     [](const Value&, Value*) {
       return make_list({make_tuple({Value("zip"), Value("ZIP file")})});
     },
     "def"},
    {"get_terminal_size", get_terminal_size, "def fallback="},
    {"get_unpack_formats",
     [](const Value&, Value*) {
       return make_list({make_tuple({Value("zip"), make_list({Value(".zip")}), Value("ZIP file")})});
     },
     "def"},
    {"ignore_patterns", [](const Value&, Value* a) { return make_native(new IgnorePatterns(as_tuple(a[0]))); },
     "def *patterns"},
    {"make_archive", make_archive,
     "def base_name, format, root_dir=, base_dir=, verbose=, dry_run=, owner=, group=, logger="},
    {"move", move, "def src, dst, copy_function="},
    {"rmtree", rmtree, "def path, ignore_errors=, onerror=, *, dir_fd="},
    {"unpack_archive", unpack_archive, "def filename, extract_dir=, format=, *, filter="},
    {"which", [](const Value&, Value*) -> Value { return None; }, "def cmd, mode=, path="},
};

constexpr const Type* kTypes[] = {&kError,     &kSameFileError, &kSpecialFileError,
                                  &kExecError, &kReadError,     &kRegistryError};

}  // namespace

constinit const Module kShutilModule{.name = "shutil", .functions = kFunctions, .types = kTypes};

}  // namespace pbc
