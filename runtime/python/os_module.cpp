// SPDX-License-Identifier: Apache-2.0
//
// The module os (Python library reference, os), over the run's directory.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "python/attributes.h"
#include "python/library.h"
#include "python/os.h"
#include "python/os_types.h"
#include "python/posix_path.h"
#include "python/random.h"
#include "python/struct_sequence.h"

namespace pbc {

namespace os {

namespace {

struct Environment {
  Value values = dict({{"HOME", "/"},
                       {"LANG", "C.UTF-8"},
                       {"PATH", "/usr/local/bin:/usr/bin:/bin"},
                       {"TZ", "UTC"},
                       {"USER", "phantom"}});
};

}  // namespace

Value environment() { return run_local<Environment>().values; }

}  // namespace os

namespace {

using os::path_argument;
using os::shown;

bool is_given(const Value& v) { return !v.is_unset() && !v.is_none(); }
int mode_argument(const Value& v, int otherwise = 0777) {
  return v.is_unset() ? otherwise : static_cast<int>(to_index(v));
}

// --- Environment -----------------------------------------------------------------------------------------------------

extern const Type kEnvironType;

/// os.environ: a mapping of str to str, over the dict of the run.
struct Environ final : Native {
  Environ() : Native(kEnvironType) {}
  std::string repr() const override { return "environ(" + to_repr(os::environment()) + ")"; }
  bool has_length() const override { return true; }
  std::size_t length() const override { return as_dict(os::environment()).size(); }
  bool truth() const override { return length() != 0; }
  Value iterate() override { return to_iterator(os::environment()); }
  bool contains(const Value& item) override { return in(item, os::environment()); }
  Value get_item(const Value& key) override { return os::environment()[check(key)]; }
  void set_item(const Value& key, const Value& value) override { os::environment().set_item(check(key), check(value)); }
  void del_item(const Value& key) override { os::environment().del_item(check(key)); }
  Value compare(Comparison op, const Value& other) const override {
    const Value right = native_if<Environ>(other, kEnvironType) != nullptr ? os::environment() : other;
    return right.is(Tag::kDict) ? Value(pbc::compare(op, os::environment(), right)) : Value();
  }
  Value attribute(Name name) override {
    // The methods of dict that a mapping has.
    for (const char* method :
         {"get", "keys", "values", "items", "pop", "popitem", "clear", "copy", "setdefault", "update"})
      if (name.view() == method) return find_attribute(os::environment(), name);
    return Value();
  }
  static const Value& check(const Value& v) {
    if (!v.is_str()) raise_type_error("str expected, not ", type_name(v));
    return v;
  }
};

constinit const Type kEnvironType{.name = "_Environ", .module = "os"};

struct RunEnviron {
  Value value = make_native(new Environ);
};

Value getenv(const Value&, Value* a) {
  const Value* found = as_dict(os::environment()).find(Environ::check(a[0]));
  return found != nullptr ? *found : is_given(a[1]) ? a[1] : Value(None);
}
Value putenv(const Value&, Value* a) {
  os::environment().set_item(Environ::check(a[0]), Environ::check(a[1]));
  return None;
}
Value unsetenv(const Value&, Value* a) {
  as_dict(os::environment()).erase(Environ::check(a[0]));
  return None;
}

// --- Paths and folders -----------------------------------------------------------------------------------------------

Value getcwd(const Value&, Value*) { return make_str(files::current_folder()); }
Value getcwdb(const Value&, Value*) { return make_bytes(files::current_folder()); }

Value chdir(const Value&, Value* a) {
  files::check(files::change_folder(path_argument(a[0], "chdir", "path", "string, bytes, os.PathLike or integer")),
               shown(a[0]));
  return None;
}

constexpr const char* kListed = "string, bytes, os.PathLike, integer or None";

std::vector<files::Entry> entries_of(const Value& path, const char* function, std::string* folder) {
  *folder = is_given(path) ? path_argument(path, function, "path", kListed) : ".";
  std::vector<files::Entry> entries;
  files::check(files::list(*folder, &entries), is_given(path) ? shown(path) : Value("."));
  return entries;
}

Value listdir(const Value&, Value* a) {
  std::string folder;
  Values names;
  const Value like = is_given(a[0]) && !is_any_int(a[0]) ? shown(a[0]) : Value("");
  for (const files::Entry& entry : entries_of(a[0], "listdir", &folder))
    names.push_back(os::text_like(entry.name, like));
  return make_list(std::move(names));
}

extern const Type kScandirIteratorType;

struct Scandir final : Native {
  explicit Scandir(Values entries) : Native(kScandirIteratorType), entries(std::move(entries)) {}
  Values entries;
  std::size_t at = 0;
  bool is_iterator() const override { return true; }
  Value iterate() override { return self(); }
  bool next(Value& item) override {
    if (at >= entries.size()) return false;
    item = entries[at++];
    return true;
  }
};

Value close_scandir(const Value& self, Value*) {
  as_native<Scandir>(self).entries.clear();
  return None;
}

constexpr Method kScandirMethods[] = {
    {"close", close_scandir, ""},
    {"__enter__", [](const Value& self, Value*) { return self; }, ""},
    {"__exit__", close_scandir, "*args"},
};
constinit const Type kScandirIteratorType{
    .name = "ScandirIterator",
    .module = "posix",
    .error_name = "posix.ScandirIterator",
    .methods = [] { return std::span<const Method>(kScandirMethods); },
};

Value scandir(const Value&, Value* a) {
  std::string folder;
  Values made;
  for (const files::Entry& entry : entries_of(a[0], "scandir", &folder)) made.push_back(os::make_entry(folder, entry));
  return make_native(new Scandir(std::move(made)));
}

Value walk_tree(const Value&, Value* a) {
  return walk(a[0], a[1].is_unset() || static_cast<bool>(a[1]), is_given(a[2]) ? a[2] : Value(None),
              !a[3].is_unset() && static_cast<bool>(a[3]));
}

Value mkdir(const Value&, Value* a) {
  files::check(files::make_folder(path_argument(a[0], "mkdir"), mode_argument(a[1])), shown(a[0]));
  return None;
}

Value makedirs(const Value&, Value* a) {
  os::make_folders(files::path_text(a[0]), mode_argument(a[1]), !a[2].is_unset() && static_cast<bool>(a[2]));
  return None;
}

template <const auto& Function>
Value remove(const Value&, Value* a) {
  files::check(files::remove_file(path_argument(a[0], Function)), shown(a[0]));
  return None;
}
constexpr char kRemove[] = "remove", kUnlink[] = "unlink";

Value rmdir(const Value&, Value* a) {
  files::check(files::remove_folder(path_argument(a[0], "rmdir")), shown(a[0]));
  return None;
}

/// Removes the folders above while they are empty.
void prune(std::string folder) {
  while (!folder.empty() && files::remove_folder(folder) == 0) folder = posix_path::folder_name(folder);
}

Value removedirs(const Value&, Value* a) {
  std::string path = files::path_text(a[0]);
  files::check(files::remove_folder(path), shown(a[0]));
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  prune(posix_path::folder_name(path));
  return None;
}

template <const auto& Function>
Value rename(const Value&, Value* a) {
  const std::string from = path_argument(a[0], Function, "src"), to = path_argument(a[1], Function, "dst");
  files::check(files::rename(from, to), shown(a[0]), shown(a[1]));
  return None;
}
constexpr char kRename[] = "rename", kReplace[] = "replace";

Value renames(const Value&, Value* a) {
  const std::string from = files::path_text(a[0]), to = files::path_text(a[1]);
  const std::string folder = posix_path::folder_name(to);
  if (!folder.empty() && !os::exists(folder)) os::make_folders(folder, 0777, true);
  files::check(files::rename(from, to), shown(a[0]), shown(a[1]));
  prune(posix_path::folder_name(from));
  return None;
}

Value link(const Value&, Value* a) {
  const std::string from = path_argument(a[0], "link", "src"), to = path_argument(a[1], "link", "dst");
  files::check(files::make_link(from, to), shown(a[0]), shown(a[1]));
  return None;
}
Value symlink(const Value&, Value* a) {
  const std::string target = path_argument(a[0], "symlink", "src"), path = path_argument(a[1], "symlink", "dst");
  files::check(files::make_symbolic_link(target, path), shown(a[0]), shown(a[1]));
  return None;
}
Value readlink(const Value&, Value* a) {
  std::string target;
  files::check(files::read_link(path_argument(a[0], "readlink"), &target), shown(a[0]));
  return os::text_like(target, shown(a[0]));
}

// --- Looking and changing --------------------------------------------------------------------------------------------

Value stat(const Value&, Value* a) { return os::stat(a[0], a[2].is_unset() || static_cast<bool>(a[2])); }
Value lstat(const Value&, Value* a) { return os::stat(a[0], false); }

Value access(const Value&, Value* a) {
  return files::check_access(path_argument(a[0], "access", "path", "string, bytes, os.PathLike or integer"),
                             static_cast<int>(to_index(a[1]))) == 0;
}
Value chmod(const Value&, Value* a) {
  const std::string path = path_argument(a[0], "chmod", "path", "string, bytes, os.PathLike or integer");
  files::check(files::change_mode(path, mode_argument(a[1])), shown(a[0]));
  return None;
}
Value chown(const Value&, Value* a) { files::raise_os_error(EPERM, shown(a[0])); }

struct timespec time_of(const Value& v, bool is_nanoseconds) {
  if (is_nanoseconds) {
    const std::int64_t at = to_index(v);
    return {at / 1000000000, at % 1000000000};
  }
  const double at = to_float(v);
  const double whole = __builtin_floor(at);
  return {static_cast<time_t>(whole), static_cast<long>((at - whole) * 1e9)};
}

Value utime(const Value&, Value* a) {
  const std::string path = path_argument(a[0], "utime", "path", "string, bytes, os.PathLike or integer");
  struct timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  const bool is_nanoseconds = is_given(a[2]);
  if (const Value& given = is_nanoseconds ? a[2] : a[1]; is_given(given)) {
    if (!given.is(Tag::kTuple) || as_tuple(given).size() != 2)
      raise_type_error("utime: 'times' must be either a tuple of two ints or None");
    for (std::size_t i = 0; i < 2; ++i) times[i] = time_of(as_tuple(given)[i], is_nanoseconds);
  }
  files::check(files::set_times(path, times), shown(a[0]));
  return None;
}

// --- Descriptors -----------------------------------------------------------------------------------------------------

int descriptor_argument(const Value& v) {
  const std::int64_t fd = to_index(v);
  if (fd < 0 || fd > 1 << 20 || !files::is_handed_out(static_cast<int>(fd))) files::raise_os_error(EBADF);
  return static_cast<int>(fd);
}

Value open(const Value&, Value* a) {
  files::Descriptor opened;
  const int flags = static_cast<int>(to_index(a[1])) & ~(O_PATH | O_TMPFILE);
  files::check(files::open(path_argument(a[0], "open"), flags, mode_argument(a[2]), &opened), shown(a[0]));
  files::hand_out(opened.get());
  return opened.release();
}
Value close(const Value&, Value* a) {
  const int fd = descriptor_argument(a[0]);
  files::take_back(fd);
  ::close(fd);
  return None;
}
Value read(const Value&, Value* a) {
  const int fd = descriptor_argument(a[0]);
  const std::int64_t count = to_index(a[1]);
  if (count < 0) files::raise_os_error(EINVAL);
  if (count > std::int64_t{1} << 31) raise_error(kMemoryError, "");
  std::string bytes(static_cast<std::size_t>(count), '\0');
  const ssize_t got = ::read(fd, bytes.data(), bytes.size());
  if (got < 0) files::raise_os_error(errno);
  bytes.resize(static_cast<std::size_t>(got));
  return make_bytes(std::move(bytes));
}
Value write(const Value&, Value* a) {
  const int fd = descriptor_argument(a[0]);
  if (!is_any_bytes(a[1])) raise_type_error("a bytes-like object is required, not '", type_name(a[1]), "'");
  files::charge(as_bytes(a[1]).size());
  const ssize_t done = ::write(fd, as_bytes(a[1]).data(), as_bytes(a[1]).size());
  if (done < 0) files::raise_os_error(errno);
  return done;
}
Value lseek(const Value&, Value* a) {
  const off_t place = ::lseek(descriptor_argument(a[0]), to_index(a[1]), static_cast<int>(to_index(a[2])));
  if (place < 0) files::raise_os_error(errno);
  return place;
}
Value fsync(const Value&, Value*) { return None; }
Value truncate(const Value&, Value* a) {
  files::Descriptor opened;
  if (!is_any_int(a[0])) files::check(files::open(path_argument(a[0], "truncate"), O_WRONLY, 0, &opened), shown(a[0]));
  const int fd = is_any_int(a[0]) ? descriptor_argument(a[0]) : opened.get();
  if (::ftruncate(fd, to_index(a[1])) != 0) files::raise_os_error(errno);
  return None;
}
Value fdopen(const Value&, Value* a) {
  if (!is_any_int(a[0]))
    raise_type_error("invalid fd type (", to_repr(type_value(type_of(a[0]))), ", expected integer)");
  Values positional = as_tuple(a[1]);
  positional.insert(positional.begin(), a[0]);
  return call_with(py("open"), positional, a[2]);
}

// --- The system ------------------------------------------------------------------------------------------------------

Value fspath(const Value&, Value* a) { return files::fs_path(a[0]); }
Value fsencode(const Value&, Value* a) { return make_bytes(files::path_text(a[0])); }
Value fsdecode(const Value&, Value* a) { return make_str(files::path_text(a[0])); }

Value urandom(const Value&, Value* a) {
  const std::int64_t count = to_index(a[0]);
  if (count < 0) raise_value_error("negative argument not allowed");
  if (count > std::int64_t{1} << 30) raise_error(kMemoryError, "");
  return make_bytes(random_bytes(static_cast<std::size_t>(count)));
}

Value strerror(const Value&, Value* a) { return make_str(std::strerror(static_cast<int>(to_index(a[0])))); }

constexpr Attribute kTerminalSizeFields[] = {{"columns", named_item<0>}, {"lines", named_item<1>}};
constexpr Attribute kUnameFields[] = {{"sysname", named_item<0>},
                                      {"nodename", named_item<1>},
                                      {"release", named_item<2>},
                                      {"version", named_item<3>},
                                      {"machine", named_item<4>}};
constinit const Type kUnameType{
    .name = "uname_result",
    .module = "posix",
    .base = &kTupleType,
    .attributes = [] { return std::span<const Attribute>(kUnameFields); },
    .repr = [](const Value& self) { return named_repr(self, "posix.uname_result", kUnameFields); },
};

Value uname(const Value&, Value*) {
  return make_tuple({Value("Linux"), Value("localhost"), Value("6.1"), Value("#1"), Value("x86_64")}, kUnameType);
}

template <int Answer>
Value fixed(const Value&, Value*) {
  return Answer;
}

/// What starts, ends or signals processes.
template <const auto& Function>
Value refuse(const Value&, Value*) {
  os::refuse_process(Function);
}
#define PBC_REFUSED(X) \
  X(system)            \
  X(popen)             \
  X(fork)              \
  X(forkpty)           \
  X(execl)             \
  X(execle)            \
  X(execlp)            \
  X(execlpe)           \
  X(execv)             \
  X(execve)            \
  X(execvp)            \
  X(execvpe)           \
  X(spawnl)            \
  X(spawnle)           \
  X(spawnlp)           \
  X(spawnlpe)          \
  X(spawnv)            \
  X(spawnve)           \
  X(spawnvp)           \
  X(spawnvpe)          \
  X(posix_spawn)       \
  X(kill)              \
  X(killpg)            \
  X(abort)             \
  X(wait)              \
  X(waitpid)           \
  X(nice)              \
  X(setuid)            \
  X(setgid)            \
  X(chroot)            \
  X(pipe)              \
  X(mkfifo)            \
  X(mknod)
#define PBC_NAME(name) constexpr char kRefused_##name[] = "os." #name;
PBC_REFUSED(PBC_NAME)
#undef PBC_NAME

Value leave_at_once(const Value&, Value* a) { raise_exception(kSystemExit, {a[0]}); }

constexpr Method kFunctions[] = {
    {"access", access, "path, mode, *, dir_fd=, effective_ids=, follow_symlinks="},
    {"chdir", chdir, "path"},
    {"chmod", chmod, "path, mode, *, dir_fd=, follow_symlinks="},
    {"chown", chown, "path, uid, gid, *, dir_fd=, follow_symlinks="},
    {"close", close, "fd"},
    {"cpu_count", fixed<1>, ""},
    {"fdopen", fdopen, "fd, *args, **kwargs"},
    {"fsdecode", fsdecode, "def filename"},
    {"fsencode", fsencode, "def filename"},
    {"fspath", fspath, "path"},
    {"fstat", [](const Value&, Value* a) { return os::stat(Value(descriptor_argument(a[0])), true); }, "fd"},
    {"fsync", fsync, "fd"},
    {"ftruncate", truncate, "fd, length, /"},
    {"getcwd", getcwd, ""},
    {"getcwdb", getcwdb, ""},
    {"getegid", fixed<1000>, ""},
    {"getenv", getenv, "def key, default="},
    {"geteuid", fixed<1000>, ""},
    {"getgid", fixed<1000>, ""},
    {"getlogin", [](const Value&, Value*) -> Value { return "phantom"; }, ""},
    {"getpid", fixed<1>, ""},
    {"getppid", fixed<0>, ""},
    {"getuid", fixed<1000>, ""},
    {"isatty", [](const Value&, Value*) -> Value { return false; }, "fd, /"},
    {"link", link, "src, dst, *, src_dir_fd=, dst_dir_fd=, follow_symlinks="},
    {"listdir", listdir, "path="},
    {"lseek", lseek, "fd, position, how, /"},
    {"lstat", lstat, "path, *, dir_fd="},
    {"makedirs", makedirs, "def name, mode=, exist_ok="},
    {"mkdir", mkdir, "path, mode=, *, dir_fd="},
    {"open", open, "path, flags, mode=, *, dir_fd="},
    {"putenv", putenv, "name, value, /"},
    {"read", read, "fd, length, /"},
    {"readlink", readlink, "path, *, dir_fd="},
    {"remove", remove<kRemove>, "path, *, dir_fd="},
    {"removedirs", removedirs, "def name"},
    {"rename", rename<kRename>, "src, dst, *, src_dir_fd=, dst_dir_fd="},
    {"renames", renames, "def old, new"},
    {"replace", rename<kReplace>, "src, dst, *, src_dir_fd=, dst_dir_fd="},
    {"rmdir", rmdir, "path, *, dir_fd="},
    {"scandir", scandir, "path="},
    {"stat", stat, "path, *, dir_fd=, follow_symlinks="},
    {"strerror", strerror, "code, /"},
    {"symlink", symlink, "src, dst, target_is_directory=, *, dir_fd="},
    {"sync", fsync, ""},
    {"truncate", truncate, "path, length"},
    {"umask", fixed<022>, "mask, /"},
    {"uname", uname, ""},
    {"unlink", remove<kUnlink>, "path, *, dir_fd="},
    {"unsetenv", unsetenv, "name, /"},
    {"urandom", urandom, "size, /"},
    {"utime", utime, "path, times=, ns=, *, dir_fd=, follow_symlinks="},
    {"walk", walk_tree, "def top, topdown=, onerror=, followlinks="},
    {"write", write, "fd, data, /"},
    {"_exit", leave_at_once, "status"},
#define PBC_METHOD(name) {#name, refuse<kRefused_##name>, "*args, **kwargs"},
    PBC_REFUSED(PBC_METHOD)
#undef PBC_METHOD
};

template <int Number>
Value number() {
  return Number;
}

constexpr Constant kConstants[] = {
    {"altsep", []() -> Value { return None; }},
    {"curdir", []() -> Value { return "."; }},
    {"defpath", []() -> Value { return "/bin:/usr/bin"; }},
    {"devnull", []() -> Value { return "/dev/null"; }},
    {"environ", []() -> Value { return run_local<RunEnviron>().value; }},
    {"error", []() -> Value { return type_value(kOSError); }},
    {"extsep", []() -> Value { return "."; }},
    {"linesep", []() -> Value { return "\n"; }},
    {"name", []() -> Value { return "posix"; }},
    {"pardir", []() -> Value { return ".."; }},
    {"path", []() -> Value { return import_leaf("os.path"); }},
    {"pathsep", []() -> Value { return ":"; }},
    {"sep", []() -> Value { return "/"; }},
    {"F_OK", number<F_OK>},
    {"R_OK", number<R_OK>},
    {"W_OK", number<W_OK>},
    {"X_OK", number<X_OK>},
    {"O_RDONLY", number<O_RDONLY>},
    {"O_WRONLY", number<O_WRONLY>},
    {"O_RDWR", number<O_RDWR>},
    {"O_CREAT", number<O_CREAT>},
    {"O_EXCL", number<O_EXCL>},
    {"O_TRUNC", number<O_TRUNC>},
    {"O_APPEND", number<O_APPEND>},
    {"SEEK_SET", number<SEEK_SET>},
    {"SEEK_CUR", number<SEEK_CUR>},
    {"SEEK_END", number<SEEK_END>},
    {"EX_OK", number<0>},
};

constexpr const Type* kTypes[] = {&kStatResultType, &kDirEntryType, &kPathLikeType, &kTerminalSizeType};

}  // namespace

constinit const Type kPathLikeType{.name = "PathLike", .module = "os"};
constinit const Type kTerminalSizeType{
    .name = "terminal_size",
    .module = "os",
    .base = &kTupleType,
    .error_name = "os.terminal_size",
    .attributes = [] { return std::span<const Attribute>(kTerminalSizeFields); },
    .repr = [](const Value& self) { return named_repr(self, "os.terminal_size", kTerminalSizeFields); },
};

constinit const Module kOsModule{.name = "os", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
