// SPDX-License-Identifier: Apache-2.0
#include "python/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <filesystem>
#include <functional>
#include <set>
#include <utility>

#include "python/attributes.h"

namespace pbc::files {

namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;
constexpr std::size_t kMostBytes = std::size_t{4} << 30;

/// Folders that every system, and every SOAR, has: they come into being when an absolute path names them.
constexpr std::string_view kExpectedFolders[] = {"/tmp", "/var/tmp", "/opt/phantom/vault/tmp"};

bool is_expected(const std::string& path) {
  return std::ranges::any_of(kExpectedFolders, [&](std::string_view expected) {
    return expected.starts_with(path) && (expected.size() == path.size() || expected[path.size()] == '/');
  });
}

/// Removes a tree even when its folders were made unreadable.
void remove_tree(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (!error) return;
  for (auto at = fs::recursive_directory_iterator(path, error); at != fs::recursive_directory_iterator();
       at.increment(error)) {
    std::error_code ignored;
    if (at->symlink_status(ignored).type() == fs::file_type::directory)
      fs::permissions(at->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
  }
  fs::remove_all(path, error);
}

struct RunFiles {
  std::string named;      // by --files
  std::string temporary;  // to be removed
  Descriptor root;
  std::string folder = "/";
  std::size_t written = 0;
  std::set<int> handed_out;
  std::function<int()> fill;  // not called yet

  RunFiles() = default;
  ~RunFiles() {
    for (int fd : handed_out) ::close(fd);
    if (!temporary.empty()) remove_tree(temporary);
  }

  int open_root() {
    if (const int error = root.get() >= 0 ? 0 : make_root()) return error;
    if (!fill) return 0;
    // It comes by here itself, and again where it has failed.
    std::function<int()> filling = std::exchange(fill, nullptr);
    const int error = filling();
    if (error != 0) fill = std::move(filling);
    return error;
  }

  int make_root() {
    std::string path = named;
    if (path.empty()) {
      const char* base = std::getenv("TMPDIR");
      path = std::string(base != nullptr && *base != '\0' ? base : "/tmp") + "/pbc-files-XXXXXX";
      if (mkdtemp(path.data()) == nullptr) return errno;
      temporary = path;
    } else {
      std::error_code error;
      fs::create_directories(path, error);
      if (error) return error.value();
    }
    root = Descriptor(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    return root.get() < 0 ? errno : 0;
  }
};

RunFiles& run_files() { return run_local<RunFiles>(); }

std::deque<std::string> components(std::string_view path) {
  std::deque<std::string> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    std::string_view part = path.substr(0, slash);
    path = slash == path.npos ? std::string_view() : path.substr(slash + 1);
    if (!part.empty() && part != ".") parts.emplace_back(part);
  }
  return parts;
}

/// What a path names: `name` in the open folder `parent`, which need not exist. The run's directory itself is ".".
struct Place {
  Descriptor parent;
  std::string name;
  std::string path;  // absolute, without links
};

/// The walk from the run's directory: the folders on the way, held open, so that ".." needs no system call.
class Walk {
 public:
  explicit Walk(bool follow_last) : follow_last_(follow_last) {}

  int go(std::string_view path, Place* place) {
    if (path.empty()) return ENOENT;
    if (path.size() >= PATH_MAX) return ENAMETOOLONG;  // walking is by the component: the system would not say so
    if (int error = run_files().open_root()) return error;
    is_absolute_ = path.starts_with('/');
    wants_folder_ = path.ends_with('/') || path.ends_with("/.") || path == ".";
    parts_ = components(path);
    if (!is_absolute_) {
      std::deque<std::string> base = components(run_files().folder);
      parts_.insert(parts_.begin(), base.begin(), base.end());
    }
    while (!parts_.empty()) {
      std::string name = std::move(parts_.front());
      parts_.pop_front();
      bool is_done = false;
      if (int error = step(name, place, &is_done)) return error;
      if (is_done) return 0;
    }
    place->name = names_.empty() ? "." : names_.back();
    place->path = joined_path();
    const int parent = names_.size() < 2 ? run_files().root.get() : folders_[folders_.size() - 2].get();
    place->parent = Descriptor(fcntl(parent, F_DUPFD_CLOEXEC, 3));
    return place->parent.get() < 0 ? errno : 0;
  }

 private:
  int top() const { return folders_.empty() ? run_files().root.get() : folders_.back().get(); }

  std::string joined_path() const {
    std::string path;
    for (const std::string& name : names_) path += "/" + name;
    return path.empty() ? "/" : path;
  }

  int finish(const std::string& name, Place* place, bool* is_done) {
    place->name = name;
    place->path = joined_path() + (names_.empty() ? "" : "/") + name;
    place->parent = Descriptor(fcntl(top(), F_DUPFD_CLOEXEC, 3));
    *is_done = true;
    return place->parent.get() < 0 ? errno : 0;
  }

  int step(const std::string& name, Place* place, bool* is_done) {
    if (name == "..") {
      if (names_.empty()) return kLeadsOut;
      names_.pop_back();
      folders_.pop_back();
      return 0;
    }
    Descriptor found(openat(top(), name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    if (found.get() < 0 && errno == ENOENT && is_absolute_) {
      const std::string path = joined_path() + (names_.empty() ? "" : "/") + name;
      if (is_expected(path) && mkdirat(top(), name.c_str(), 0777) == 0)
        found = Descriptor(openat(top(), name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
      if (found.get() < 0) errno = ENOENT;
    }
    if (found.get() < 0) return errno == ENOENT && parts_.empty() ? finish(name, place, is_done) : errno;
    struct stat status;
    if (fstat(found.get(), &status) != 0) return errno;
    if (S_ISLNK(status.st_mode)) {
      if (parts_.empty() && !follow_last_ && !wants_folder_) return finish(name, place, is_done);
      return follow(found.get());
    }
    if (!S_ISDIR(status.st_mode)) {
      if (!parts_.empty() || wants_folder_) return ENOTDIR;
      return finish(name, place, is_done);
    }
    names_.push_back(name);
    folders_.push_back(std::move(found));
    return 0;
  }

  int follow(int link) {
    if (++links_ > kMostLinks) return ELOOP;
    char target[4097];
    const ssize_t length = readlinkat(link, "", target, sizeof target - 1);
    if (length < 0) return errno;
    const std::string_view text(target, static_cast<std::size_t>(length));
    if (text.starts_with('/')) {
      names_.clear();
      folders_.clear();
    }
    std::deque<std::string> more = components(text);
    parts_.insert(parts_.begin(), more.begin(), more.end());
    return 0;
  }

  bool follow_last_;
  bool is_absolute_ = false;
  bool wants_folder_ = false;
  int links_ = 0;
  std::deque<std::string> parts_;
  std::vector<std::string> names_;
  std::vector<Descriptor> folders_;  // of names_
};

int locate(std::string_view path, bool follow_last, Place* place) { return Walk(follow_last).go(path, place); }

int result_of(int outcome) { return outcome < 0 ? errno : 0; }

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

void set_directory(std::string path) { run_files().named = std::move(path); }

int fill_directory(std::function<int()> fill) {
  RunFiles& files = run_files();
  files.fill = std::move(fill);
  return files.named.empty() ? 0 : files.open_root();
}

int open(std::string_view path, int flags, int mode, Descriptor* opened) {
  if (path == "/dev/null") {
    *opened = Descriptor(::open("/dev/null", (flags & O_ACCMODE) | O_CLOEXEC));
    return result_of(opened->get());
  }
  Place place;
  if (int error = locate(path, (flags & O_EXCL) == 0, &place)) return error;
  struct stat status;
  const bool exists = fstatat(place.parent.get(), place.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
  if (exists && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) && !S_ISLNK(status.st_mode)) return kNoRegularFile;
  if (!exists && path.ends_with('/')) return (flags & O_CREAT) != 0 ? EISDIR : ENOENT;
  // O_NONBLOCK: what takes the file's place meanwhile cannot make the run wait.
  *opened = Descriptor(openat(place.parent.get(), place.name.c_str(),
                              flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, mode & 0777));
  if (opened->get() < 0) return errno;
  if (fstat(opened->get(), &status) != 0) return errno;
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
    *opened = Descriptor();
    return kNoRegularFile;
  }
  return 0;
}

int stat(std::string_view path, bool follow, struct stat* found) {
  if (path == "/dev/null") return result_of(::stat("/dev/null", found));
  Place place;
  if (int error = locate(path, follow, &place)) return error;
  return result_of(fstatat(place.parent.get(), place.name.c_str(), found, AT_SYMLINK_NOFOLLOW));
}

int list(std::string_view path, std::vector<Entry>* entries) {
  Descriptor folder;
  if (int error = open(path, O_RDONLY | O_DIRECTORY, 0, &folder)) return error;
  DIR* stream = fdopendir(folder.release());
  if (stream == nullptr) return errno;
  while (const dirent* entry = readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") entries->push_back({std::string(name), entry->d_type});
  }
  closedir(stream);
  std::ranges::sort(*entries, {}, &Entry::name);
  return 0;
}

int make_folder(std::string_view path, int mode) {
  Place place;
  if (int error = locate(path.substr(0, path.find_last_not_of('/') + 1), false, &place)) {
    return path.find_first_not_of('/') == path.npos && !path.empty() ? EEXIST : error;
  }
  if (place.name == ".") return EEXIST;
  return result_of(mkdirat(place.parent.get(), place.name.c_str(), static_cast<mode_t>(mode & 0777)));
}

int remove_file(std::string_view path) {
  Place place;
  if (int error = locate(path, false, &place)) return error;
  return place.name == "." ? EISDIR : result_of(unlinkat(place.parent.get(), place.name.c_str(), 0));
}

int remove_folder(std::string_view path) {
  Place place;
  if (int error = locate(path, false, &place)) return error;
  return place.name == "." ? EBUSY : result_of(unlinkat(place.parent.get(), place.name.c_str(), AT_REMOVEDIR));
}

int rename(std::string_view from, std::string_view to) {
  Place source, target;
  if (int error = locate(from, false, &source)) return error;
  if (int error =
          locate(to.substr(0, std::max<std::size_t>(to.find_last_not_of('/') + 1, to.empty() ? 0 : 1)), false, &target))
    return error;
  if (source.name == "." || target.name == ".") return EBUSY;
  return result_of(renameat(source.parent.get(), source.name.c_str(), target.parent.get(), target.name.c_str()));
}

int make_link(std::string_view target, std::string_view path) {
  Place source, place;
  if (int error = locate(target, false, &source)) return error;
  if (int error = locate(path, false, &place)) return error;
  return result_of(linkat(source.parent.get(), source.name.c_str(), place.parent.get(), place.name.c_str(), 0));
}

int make_symbolic_link(std::string_view target, std::string_view path) {
  Place place;
  if (int error = locate(path, false, &place)) return error;
  if (target.empty()) return ENOENT;
  return result_of(symlinkat(std::string(target).c_str(), place.parent.get(), place.name.c_str()));
}

int read_link(std::string_view path, std::string* target) {
  Place place;
  if (int error = locate(path, false, &place)) return error;
  char text[4097];
  const ssize_t length = readlinkat(place.parent.get(), place.name.c_str(), text, sizeof text - 1);
  if (length < 0) return errno;
  target->assign(text, static_cast<std::size_t>(length));
  return 0;
}

int change_mode(std::string_view path, int mode) {
  Place place;
  if (int error = locate(path, true, &place)) return error;
  // By an open descriptor, since fchmodat() follows a link that takes the file's place.
  const Descriptor found(openat(place.parent.get(), place.name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
  if (found.get() < 0) return errno;
  return result_of(chmod(("/proc/self/fd/" + std::to_string(found.get())).c_str(), static_cast<mode_t>(mode & 01777)));
}

int set_times(std::string_view path, const struct timespec times[2]) {
  Place place;
  if (int error = locate(path, true, &place)) return error;
  return result_of(utimensat(place.parent.get(), place.name.c_str(), times, AT_SYMLINK_NOFOLLOW));
}

int check_access(std::string_view path, int mode) {
  Place place;
  if (int error = locate(path, true, &place)) return error;
  return result_of(faccessat(place.parent.get(), place.name.c_str(), mode, 0));
}

int real_path(std::string_view path, std::string* real) {
  // Components that are missing, or that cannot be entered, are taken as they stand.
  std::deque<std::string> parts = components(path);
  std::string known = path.starts_with('/') ? "/" : current_folder();
  for (const std::string& part : parts) {
    Place place;
    const int error = locate(known == "/" ? known + part : known + "/" + part, true, &place);
    if (error == kLeadsOut) return error;
    if (error == 0) {
      known = place.path;
    } else if (part == "..") {
      const std::size_t slash = known.rfind('/');
      known = slash == 0 ? "/" : known.substr(0, slash);
    } else {
      known += (known == "/" ? "" : "/") + part;
    }
  }
  *real = known;
  return 0;
}

const std::string& current_folder() { return run_files().folder; }

int change_folder(std::string_view path) {
  Place place;
  if (int error = locate(path, true, &place)) return error;
  struct stat status;
  if (fstatat(place.parent.get(), place.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return errno;
  if (!S_ISDIR(status.st_mode)) return ENOTDIR;
  run_files().folder = place.path;
  return 0;
}

void charge(std::size_t bytes) {
  std::size_t& written = run_files().written;
  if (bytes > kMostBytes - written) raise_os_error(ENOSPC);
  written += bytes;
}

void hand_out(int fd) { run_files().handed_out.insert(fd); }
bool is_handed_out(int fd) { return run_files().handed_out.contains(fd); }
bool take_back(int fd) { return run_files().handed_out.erase(fd) != 0; }

void raise_os_error(int error, const Value& file, const Value& second_file) {
  Value text;
  if (error == kLeadsOut || error == kNoRegularFile) {
    text = make_str(error == kLeadsOut ? "The path leads out of the run's directory"
                                       : "Only regular files can be opened, no devices, pipes or sockets");
    error = EACCES;
  } else {
    text = make_str(std::strerror(error));
  }
  const Value type = type_value(kOSError);
  if (!second_file.is_none()) raise(type({Value(error), text, file, None, second_file}));
  if (!file.is_none()) raise(type({Value(error), text, file}));
  raise(type({Value(error), text}));
}

Value fs_path(const Value& v) {
  if (v.is_str() || v.is(Tag::kBytes)) return v;
  const bool has_own = v.is(Tag::kNative) || v.is(Tag::kInstance);
  if (has_own && !find_attribute(v, "__fspath__").is_unset()) {
    const Value path = v.call("__fspath__");
    if (path.is_str() || path.is(Tag::kBytes)) return path;
    raise_type_error("expected ", type_name(v), ".__fspath__() to return str or bytes, not ", type_name(path));
  }
  raise_type_error("expected str, bytes or os.PathLike object, not ", type_name(v));
}

std::string path_text(const Value& v) {
  const Value path = fs_path(v);
  std::string text(path.is_str() ? path.text() : std::string_view(as_bytes(path)));
  if (text.find('\0') != text.npos) raise_value_error("embedded null byte");
  return text;
}

}  // namespace pbc::files
