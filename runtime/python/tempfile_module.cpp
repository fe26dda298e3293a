// SPDX-License-Identifier: Apache-2.0
//
// The module tempfile (Python library reference, tempfile). Names come from the run's random bytes, so that a run with
// a seed gives the same ones each time.
#include <fcntl.h>

#include "python/attributes.h"
#include "python/file_library.h"
#include "python/file_objects.h"
#include "python/os.h"
#include "python/posix_path.h"
#include "python/random.h"

namespace pbc {
namespace {

constexpr int kMostTries = 10000;
constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_";

bool is_given(const Value& v) { return !v.is_unset() && !v.is_none(); }

Value temporary_folder() { return run_attribute("tempfile", "tempdir", None); }

std::string default_folder() {
  const Value set = temporary_folder();
  return set.is_none() ? "/tmp" : files::path_text(set);
}

std::string random_name() {
  std::string name;
  for (const char c : random_bytes(8)) name += kCharacters[static_cast<unsigned char>(c) % kCharacters.size()];
  return name;
}

/// The arguments suffix, prefix and dir that all of the module's functions take.
struct Naming {
  Naming(const Value& suffix, const Value& prefix, const Value& folder)
      : suffix(is_given(suffix) ? to_text(suffix) : ""),
        prefix(is_given(prefix) ? to_text(prefix) : "tmp"),
        folder(is_given(folder) ? files::path_text(folder) : default_folder()) {}
  static std::string to_text(const Value& v) { return files::path_text(v); }
  std::string next() const { return posix_path::absolute(posix_path::join(folder, prefix + random_name() + suffix)); }
  std::string suffix, prefix, folder;
};

std::string make_file(const Naming& naming, files::Descriptor* opened) {
  for (int i = 0; i < kMostTries; ++i) {
    std::string path = naming.next();
    const int error = files::open(path, O_RDWR | O_CREAT | O_EXCL, 0600, opened);
    if (error == 0) return path;
    if (error != EEXIST) files::raise_os_error(error, make_str(path));
  }
  raise_exception(kFileExistsError, {Value(EEXIST), "No usable temporary file name found"});
}

std::string make_folder(const Naming& naming) {
  for (int i = 0; i < kMostTries; ++i) {
    std::string path = naming.next();
    const int error = files::make_folder(path, 0700);
    if (error == 0) return path;
    if (error != EEXIST) files::raise_os_error(error, make_str(path));
  }
  raise_exception(kFileExistsError, {Value(EEXIST), "No usable temporary directory name found"});
}

Value mkstemp(const Value&, Value* a) {
  files::Descriptor opened;
  const std::string path = make_file(Naming(a[0], a[1], a[2]), &opened);
  files::hand_out(opened.get());
  return make_tuple({Value(opened.release()), make_str(path)});
}

Value mkdtemp(const Value&, Value* a) { return make_str(make_folder(Naming(a[0], a[1], a[2]))); }

Value mktemp(const Value&, Value* a) {
  const Naming naming(a[0], a[1], a[2]);
  std::string path = naming.next();
  while (os::exists(path)) path = naming.next();
  return make_str(path);
}

void forget(int error) { static_cast<void>(error); }

/// The file objects open a new file by its name, in one of the modes that write.
Value open_new(const std::string& path, Value* a) {
  const auto given = [](const Value& v) { return v.is_unset() ? Value(None) : v; };
  const std::string mode = a[0].is_unset() ? "w+b" : to_str(a[0]);
  return open_file(make_str(path), mode, a[1].is_unset() ? -1 : to_index(a[1]), given(a[2]), given(a[8]), given(a[3]));
}

/// TemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir, delete, errors): a file without a name.
Value temporary_file(const Value&, Value* a) {
  files::Descriptor opened;
  const std::string path = make_file(Naming(a[4], a[5], a[6]), &opened);
  Value arguments[9] = {a[0], a[1], a[2], a[3], a[4], a[5], a[6], Value(), a[7]};
  const Value file = open_new(path, arguments);
  forget(files::remove_file(path));
  return file;
}

extern const Type kNamedType, kFolderType;

/// What NamedTemporaryFile gives: the file, which goes away when it is closed.
struct NamedTemporaryFile final : Native {
  NamedTemporaryFile(Value file, std::string path, bool deletes)
      : Native(kNamedType), file(std::move(file)), path(std::move(path)), deletes(deletes) {}
  ~NamedTemporaryFile() override {
    if (deletes && !Heap::current().is_ending()) forget(files::remove_file(path));
  }
  Value file;
  std::string path;
  bool deletes;

  Value attribute(Name name) override {
    if (name == Name("file")) return file;
    if (name == Name("name")) return make_str(path);
    if (name == Name("delete")) return deletes;
    if (find_method(kNamedType, name) != nullptr) return Value();
    return find_attribute(file, name);
  }
  bool is_iterator() const override { return true; }
  Value iterate() override { return file.call("__enter__"); }
  bool next(Value& item) override { return iterator_next(file, item); }

  void close() {
    file.call("close");
    if (deletes) forget(files::remove_file(path));
    deletes = false;
  }
};

Value close_named(const Value& self, Value*) {
  as_native<NamedTemporaryFile>(self).close();
  return None;
}
Value enter_named(const Value& self, Value*) {
  as_native<NamedTemporaryFile>(self).file.call("__enter__");
  return self;
}
constexpr Method kNamedMethods[] = {
    {"close", close_named, "def"},
    {"__enter__", enter_named, "def"},
    {"__exit__", close_named, "def exc, value, tb"},
};
constinit const Type kNamedType{
    .name = "_TemporaryFileWrapper",
    .module = "tempfile",
    .methods = [] { return std::span<const Method>(kNamedMethods); },
};

Value named_temporary_file(const Value&, Value* a) {
  files::Descriptor opened;
  const std::string path = make_file(Naming(a[4], a[5], a[6]), &opened);
  return make_native(new NamedTemporaryFile(open_new(path, a), path, a[7].is_unset() || static_cast<bool>(a[7])));
}

/// SpooledTemporaryFile: all of it is in memory.
Value spooled_temporary_file(const Value&, Value* a) {
  const std::string mode = a[1].is_unset() ? "w+b" : to_str(a[1]);
  if (mode.find('b') != mode.npos) return import_from("io", "BytesIO")();
  return import_from("io", "TextIOWrapper")({import_from("io", "BytesIO")()},
                                            {{"encoding", is_given(a[3]) ? a[3] : Value("utf-8")}});
}

struct TemporaryDirectory final : Native {
  explicit TemporaryDirectory(std::string path, bool ignores_errors)
      : Native(kFolderType), path(std::move(path)), ignores_errors(ignores_errors) {}
  ~TemporaryDirectory() override {
    if (is_removed || Heap::current().is_ending()) return;
    try {
      os::remove_tree(path);
    } catch (const Raised&) {
      caught();
    }
  }
  std::string path;
  bool ignores_errors;
  bool is_removed = false;
  std::string repr() const override { return "<TemporaryDirectory " + to_repr(make_str(path)) + ">"; }
  Value attribute(Name name) override { return name == Name("name") ? make_str(path) : Value(); }

  void remove() {
    if (is_removed) return;
    is_removed = true;
    try {
      os::remove_tree(path);
    } catch (const Raised& raised) {
      if (!ignores_errors && !is_exception(raised.exception, kFileNotFoundError)) throw;
      caught();
    }
  }
};

Value remove_folder(const Value& self, Value*) {
  as_native<TemporaryDirectory>(self).remove();
  return None;
}
constexpr Method kFolderMethods[] = {
    {"cleanup", remove_folder, "def"},
    {"__enter__", [](const Value& self, Value*) { return self.attr("name"); }, "def"},
    {"__exit__", remove_folder, "def exc, value, tb"},
};

Value new_temporary_directory(const Value&, Value* a) {
  return make_native(
      new TemporaryDirectory(make_folder(Naming(a[0], a[1], a[2])), !a[3].is_unset() && static_cast<bool>(a[3])));
}
constexpr Method kNewFolder{"TemporaryDirectory", new_temporary_directory,
                            "def suffix=, prefix=, dir=, ignore_cleanup_errors="};
constinit const Type kFolderType{
    .name = "TemporaryDirectory",
    .module = "tempfile",
    .constructor = &kNewFolder,
    .methods = [] { return std::span<const Method>(kFolderMethods); },
};

constexpr Method kFunctions[] = {
    {"NamedTemporaryFile", named_temporary_file,
     "def mode=, buffering=, encoding=, newline=, suffix=, prefix=, dir=, delete=, *, errors="},
    {"SpooledTemporaryFile", spooled_temporary_file,
     "def max_size=, mode=, buffering=, encoding=, newline=, suffix=, prefix=, dir=, *, errors="},
    {"TemporaryFile", temporary_file, "def mode=, buffering=, encoding=, newline=, suffix=, prefix=, dir=, *, errors="},
    {"gettempdir", [](const Value&, Value*) { return make_str(default_folder()); }, "def"},
    {"gettempdirb", [](const Value&, Value*) { return make_bytes(default_folder()); }, "def"},
    {"gettempprefix", [](const Value&, Value*) -> Value { return "tmp"; }, "def"},
    {"mkdtemp", mkdtemp, "def suffix=, prefix=, dir="},
    {"mkstemp", mkstemp, "def suffix=, prefix=, dir=, text="},
    {"mktemp", mktemp, "def suffix=, prefix=, dir="},
};

constexpr Constant kConstants[] = {
    {"tempdir", temporary_folder},
    {"template", []() -> Value { return "tmp"; }},
    {"TMP_MAX", []() -> Value { return kMostTries; }},
};

constexpr const Type* kTypes[] = {&kFolderType};

}  // namespace

constinit const Module kTempfileModule{
    .name = "tempfile", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
