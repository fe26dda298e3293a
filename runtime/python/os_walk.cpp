// SPDX-License-Identifier: Apache-2.0
//
// os.walk (Python library reference, os), as an iterator with a stack of its own.
#include "python/generator.h"
#include "python/iterators.h"
#include "python/os.h"
#include "python/os_types.h"
#include "python/posix_path.h"

namespace pbc {
namespace {

struct Walk final : Iterator {
  struct Level {
    std::string path;
    Value folders, others;
    std::size_t next = 0;
    bool is_listed = false;
  };

  bool next(Value& item) override {
    while (!levels.empty()) {
      Level& level = levels.back();
      if (!level.is_listed) {
        if (!list(level)) {
          levels.pop_back();
          continue;
        }
        if (top_down) {
          item = triple(level);
          return true;
        }
      }
      const Values& folders = as_list(level.folders);
      if (level.next < folders.size()) {
        const std::string inner = posix_path::join(level.path, to_str(folders[level.next++]));
        struct stat status;
        const bool is_link = files::stat(inner, false, &status) == 0 && S_ISLNK(status.st_mode);
        if (!is_link || follows_links) levels.push_back({inner, {}, {}});
        continue;
      }
      if (!top_down) item = triple(level);
      levels.pop_back();
      if (!top_down) return true;
    }
    return false;
  }

  Value triple(const Level& level) const {
    return make_tuple({os::text_like(level.path, like), level.folders, level.others});
  }

  bool list(Level& level) {
    if (levels.size() > 900) raise_error(kRecursionError, "maximum recursion depth exceeded");
    std::vector<files::Entry> entries;
    if (const int error = files::list(level.path, &entries)) {
      if (on_error.is_none()) return false;
      try {
        files::raise_os_error(error, os::text_like(level.path, like));
      } catch (const Raised& raised) {
        caught();
        on_error({raised.exception});
      }
      return false;
    }
    level.folders = make_list();
    level.others = make_list();
    for (const files::Entry& entry : entries) {
      const bool is_folder = os::is_folder(posix_path::join(level.path, entry.name));
      append(is_folder ? level.folders : level.others, os::text_like(entry.name, like));
    }
    level.is_listed = true;
    return true;
  }

  std::vector<Level> levels;
  Value like, on_error;
  bool top_down = true, follows_links = false;
};

}  // namespace

Value walk(const Value& top, bool top_down, Value on_error, bool follows_links) {
  auto* walk = new Walk;
  const Value made = make_generator("_walk", make_iterator(walk));
  walk->like = files::fs_path(top);
  walk->levels.push_back({files::path_text(top), {}, {}});
  walk->top_down = top_down;
  walk->on_error = std::move(on_error);
  walk->follows_links = follows_links;
  return made;
}

}  // namespace pbc
