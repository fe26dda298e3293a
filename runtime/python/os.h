// SPDX-License-Identifier: Apache-2.0
//
// What os, os.path, pathlib and shutil share.
#pragma once

#include <sys/stat.h>

#include "python/files.h"

namespace pbc::os {

/// A path as os's functions take it; `function` and `argument` name it in the TypeError "mkdir: path should be string,
/// bytes or os.PathLike, not x", `kinds` is the list there.
std::string path_argument(const Value& v, const char* function, const char* argument = "path",
                          const char* kinds = "string, bytes or os.PathLike");
/// The value that an exception names: the str or bytes of a path. Anything else is given back as it is, so that this
/// may be evaluated before path_argument.
Value shown(const Value& v);
/// `text` as `like` is: bytes for bytes, else str.
Value text_like(std::string_view text, const Value& like);

Value make_stat_result(const struct stat& status);
/// os.stat(v, follow_symlinks=follow)
Value stat(const Value& path, bool follow);
bool exists(const std::string& path);
bool is_folder(const std::string& path);
bool is_file(const std::string& path);
/// os.scandir(path)'s entry.
Value make_entry(std::string folder, const files::Entry& entry);

void make_folders(const std::string& path, int mode, bool exist_ok);
/// shutil.rmtree without its error handling: OSError names the path that failed.
void remove_tree(const std::string& path);

/// os.environ: what a run has, the same everywhere; a dict.
Value environment();

/// PermissionError that says what a compiled playbook does not do: "os.system: a compiled playbook starts no
/// processes".
[[noreturn]] void refuse_process(std::string_view function);

}  // namespace pbc::os
