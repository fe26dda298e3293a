// SPDX-License-Identifier: Apache-2.0
#include "python/posix_path.h"

#include <algorithm>

#include "python/files.h"

namespace pbc::posix_path {

std::string join(std::string_view first, std::string_view second) {
  if (second.starts_with('/')) return std::string(second);
  std::string path(first);
  if (!path.empty() && !path.ends_with('/')) path += '/';
  return path.append(second);
}

std::pair<std::string, std::string> split(std::string_view path) {
  const std::size_t start = path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1;
  std::string_view head = path.substr(0, start);
  const std::size_t last = head.find_last_not_of('/');
  if (last != head.npos) head = head.substr(0, last + 1);
  return {std::string(head), std::string(path.substr(start))};
}

std::string base_name(std::string_view path) { return split(path).second; }
std::string folder_name(std::string_view path) { return split(path).first; }

std::pair<std::string, std::string> split_extension(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == path.npos ? 0 : slash + 1;
  const std::size_t dot = path.rfind('.');
  if (dot != path.npos && dot >= name) {
    const std::size_t first = path.find_first_not_of('.', name);
    if (first != path.npos && first < dot) return {std::string(path.substr(0, dot)), std::string(path.substr(dot))};
  }
  return {std::string(path), ""};
}

std::vector<std::string> parts(std::string_view path) {
  std::vector<std::string> found;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (slash != 0) found.emplace_back(path.substr(0, slash));
    if (slash == path.npos) break;
    path.remove_prefix(slash + 1);
  }
  return found;
}

std::string normalize(std::string_view path) {
  if (path.empty()) return ".";
  // Two leading slashes are kept, three and more are one.
  const std::string root = !path.starts_with('/')                               ? ""
                           : path.starts_with("//") && !path.starts_with("///") ? "//"
                                                                                : "/";
  std::vector<std::string> kept;
  for (std::string& part : parts(path)) {
    if (part == ".") continue;
    if (part == ".." && (!root.empty() || !kept.empty()) && (kept.empty() || kept.back() != "..")) {
      if (!kept.empty()) kept.pop_back();
      continue;
    }
    kept.push_back(std::move(part));
  }
  std::string out = root;
  for (std::size_t i = 0; i < kept.size(); ++i) out.append(i > 0 ? "/" : "").append(kept[i]);
  return out.empty() ? "." : out;
}

std::string absolute(std::string_view path) {
  return normalize(path.starts_with('/') ? std::string(path) : join(files::current_folder(), path));
}

std::string relative(std::string_view path, std::string_view start) {
  const std::vector<std::string> from = parts(absolute(start)), to = parts(absolute(path));
  std::size_t same = 0;
  while (same < from.size() && same < to.size() && from[same] == to[same]) ++same;
  std::string out;
  for (std::size_t i = same; i < from.size(); ++i) out += out.empty() ? ".." : "/..";
  for (std::size_t i = same; i < to.size(); ++i) out.append(out.empty() ? "" : "/").append(to[i]);
  return out.empty() ? "." : out;
}

}  // namespace pbc::posix_path
