// SPDX-License-Identifier: Apache-2.0
//
// What os, os.path, pathlib and shutil share: stat results, directory entries, folders made and removed whole.
#include <dirent.h>
#include <fcntl.h>

#include "python/attributes.h"
#include "python/os.h"
#include "python/os_types.h"
#include "python/posix_path.h"

namespace pbc {

// --- stat_result -----------------------------------------------------------------------------------------------------

namespace {

struct StatResult final : Native {
  explicit StatResult(const struct stat& status) : Native(kStatResultType), status(status) {
    items = make_tuple({Value(status.st_mode), Value(status.st_ino), Value(status.st_dev), Value(status.st_nlink),
                        Value(status.st_uid), Value(status.st_gid), Value(status.st_size), Value(status.st_atim.tv_sec),
                        Value(status.st_mtim.tv_sec), Value(status.st_ctim.tv_sec)});
  }
  struct stat status;
  Value items;

  std::string repr() const override;
  bool has_length() const override { return true; }
  std::size_t length() const override { return 10; }
  Value iterate() override { return to_iterator(items); }
  Value get_item(const Value& key) override { return items[key]; }
  Value compare(Comparison op, const Value& other) const override {
    const StatResult* right = native_if<StatResult>(other, kStatResultType);
    if (right == nullptr) return Value();
    return pbc::compare(op, items, right->items);
  }
};

const StatResult& stat_of(const Value& self) { return as_native<StatResult>(self); }

template <int I>
Value field(const Value& self) {
  return as_tuple(stat_of(self).items)[I];
}

const struct timespec& time_of(const Value& self, char which) {
  const struct stat& status = stat_of(self).status;
  return which == 'a' ? status.st_atim : which == 'm' ? status.st_mtim : status.st_ctim;
}
template <char Which>
Value seconds(const Value& self) {
  const struct timespec& time = time_of(self, Which);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}
template <char Which>
Value nanoseconds(const Value& self) {
  const struct timespec& time = time_of(self, Which);
  return static_cast<std::int64_t>(time.tv_sec) * 1000000000 + time.tv_nsec;
}

constexpr Attribute kStatFields[] = {
    {"st_mode", field<0>},
    {"st_ino", field<1>},
    {"st_dev", field<2>},
    {"st_nlink", field<3>},
    {"st_uid", field<4>},
    {"st_gid", field<5>},
    {"st_size", field<6>},
    {"st_atime", seconds<'a'>},
    {"st_mtime", seconds<'m'>},
    {"st_ctime", seconds<'c'>},
    {"st_atime_ns", nanoseconds<'a'>},
    {"st_mtime_ns", nanoseconds<'m'>},
    {"st_ctime_ns", nanoseconds<'c'>},
    {"st_blksize", [](const Value& self) -> Value { return stat_of(self).status.st_blksize; }},
    {"st_blocks", [](const Value& self) -> Value { return stat_of(self).status.st_blocks; }},
};

std::string StatResult::repr() const {
  std::string text = "os.stat_result(";
  for (std::size_t i = 0; i < 10; ++i)
    text += (i > 0 ? ", " : "") + std::string(kStatFields[i].name.view()) + "=" + to_repr(as_tuple(items)[i]);
  return text + ")";
}

}  // namespace

constinit const Type kStatResultType{
    .name = "stat_result",
    .module = "os",
    .error_name = "os.stat_result",
    .attributes = [] { return std::span<const Attribute>(kStatFields); },
};

// --- DirEntry --------------------------------------------------------------------------------------------------------

namespace {

struct DirEntry final : Native {
  DirEntry(std::string name, std::string path, unsigned char type)
      : Native(kDirEntryType), name(std::move(name)), path(std::move(path)), type_code(type) {}
  std::string name, path;
  unsigned char type_code;
  std::string repr() const override { return "<DirEntry " + to_repr(make_str(name)) + ">"; }

  bool is(mode_t kind, bool follow) const {
    struct stat status;
    return files::stat(path, follow, &status) == 0 && (status.st_mode & S_IFMT) == kind;
  }
};

const DirEntry& entry_of(const Value& self) { return as_native<DirEntry>(self); }
bool follows(const Value& option) { return option.is_unset() || static_cast<bool>(option); }

constexpr Method kEntryMethods[] = {
    {"is_dir", [](const Value& self, Value* a) -> Value { return entry_of(self).is(S_IFDIR, follows(a[0])); },
     "*, follow_symlinks="},
    {"is_file", [](const Value& self, Value* a) -> Value { return entry_of(self).is(S_IFREG, follows(a[0])); },
     "*, follow_symlinks="},
    {"is_symlink", [](const Value& self, Value*) -> Value { return entry_of(self).is(S_IFLNK, false); }, ""},
    {"stat", [](const Value& self, Value* a) { return os::stat(make_str(entry_of(self).path), follows(a[0])); },
     "*, follow_symlinks="},
    {"inode", [](const Value& self, Value*) { return os::stat(make_str(entry_of(self).path), false).attr("st_ino"); },
     ""},
    {"__fspath__", [](const Value& self, Value*) { return make_str(entry_of(self).path); }, ""},
};
constexpr Attribute kEntryAttributes[] = {
    {"name", [](const Value& self) { return make_str(entry_of(self).name); }},
    {"path", [](const Value& self) { return make_str(entry_of(self).path); }},
};

}  // namespace

constinit const Type kDirEntryType{
    .name = "DirEntry",
    .module = "posix",
    .error_name = "posix.DirEntry",
    .methods = [] { return std::span<const Method>(kEntryMethods); },
    .attributes = [] { return std::span<const Attribute>(kEntryAttributes); },
};

// --- Shared ----------------------------------------------------------------------------------------------------------

namespace os {

std::string path_argument(const Value& v, const char* function, const char* argument, const char* kinds) {
  Value path;
  try {
    path = files::fs_path(v);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError)) throw;
    caught();
    raise_type_error(function, ": ", argument, " should be ", kinds, ", not ", type_name(v));
  }
  std::string text(path.is_str() ? path.text() : std::string_view(as_bytes(path)));
  if (text.find('\0') != text.npos) raise_value_error("embedded null byte");
  return text;
}

Value shown(const Value& v) {
  const bool may_be_path = v.is(Tag::kNative) || v.is(Tag::kInstance);
  return may_be_path && !find_attribute(v, "__fspath__").is_unset() ? files::fs_path(v) : v;
}

Value text_like(std::string_view text, const Value& like) {
  return like.is(Tag::kBytes) ? make_bytes(std::string(text)) : make_str(text);
}

Value make_stat_result(const struct stat& status) { return make_native(new StatResult(status)); }

Value stat(const Value& path, bool follow) {
  struct stat status;
  if (is_any_int(path)) {
    const std::int64_t fd = to_index(path);
    if (!files::is_handed_out(static_cast<int>(fd)) || fstat(static_cast<int>(fd), &status) != 0)
      files::raise_os_error(9, path);
    return make_stat_result(status);
  }
  const std::string text =
      path_argument(path, follow ? "stat" : "lstat", "path",
                    follow ? "string, bytes, os.PathLike or integer" : "string, bytes or os.PathLike");
  files::check(files::stat(text, follow, &status), shown(path));
  return make_stat_result(status);
}

bool exists(const std::string& path) {
  struct stat status;
  return files::stat(path, true, &status) == 0;
}
bool is_folder(const std::string& path) {
  struct stat status;
  return files::stat(path, true, &status) == 0 && S_ISDIR(status.st_mode);
}
bool is_file(const std::string& path) {
  struct stat status;
  return files::stat(path, true, &status) == 0 && S_ISREG(status.st_mode);
}

Value make_entry(std::string folder, const files::Entry& entry) {
  return make_native(new DirEntry(entry.name, posix_path::join(folder, entry.name), entry.type));
}

void make_folders(const std::string& path, int mode, bool exist_ok) {
  auto [head, tail] = posix_path::split(path);
  if (tail.empty()) std::tie(head, tail) = posix_path::split(head);
  if (!head.empty() && !tail.empty() && !exists(head)) {
    make_folders(head, 0777, true);
    if (tail == ".") return;
  }
  const int error = files::make_folder(path, mode);
  if (error != 0 && !(exist_ok && is_folder(path))) files::raise_os_error(error, make_str(path));
}

void remove_tree(const std::string& path) {
  const Recursion recursion(" while removing folders");
  std::vector<files::Entry> entries;
  files::check(files::list(path, &entries), make_str(path));
  for (const files::Entry& entry : entries) {
    const std::string inner = posix_path::join(path, entry.name);
    struct stat status;
    files::check(files::stat(inner, false, &status), make_str(inner));
    if (S_ISDIR(status.st_mode)) {
      remove_tree(inner);
    } else {
      files::check(files::remove_file(inner), make_str(inner));
    }
  }
  files::check(files::remove_folder(path), make_str(path));
}

void refuse_process(std::string_view function) {
  raise_error(kPermissionError, joined({function, ": a compiled playbook starts no processes and sends no signals"}));
}

}  // namespace os

}  // namespace pbc
