// SPDX-License-Identifier: Apache-2.0
//
// What the files of the module pathlib share.
#pragma once

#include <string>
#include <vector>

#include "python/objects.h"

namespace pbc {

extern const Type kPurePathType, kPurePosixPathType, kPureWindowsPathType, kPathType, kPosixPathType;

/// A path in parts: drive ("" on POSIX), root ("", "/", "//", "\\") and the names after it, "." left out.
struct PathParts {
  std::string drive, root;
  std::vector<std::string> names;

  std::string text(char separator) const;
  bool operator==(const PathParts&) const = default;
};

struct PathObject final : Native {
  PathObject(const Type& type, PathParts parts);
  PathParts parts;

  bool is_windows() const { return is_subtype(type(), kPureWindowsPathType); }
  char separator() const { return is_windows() ? '\\' : '/'; }
  std::string text() const { return parts.text(separator()); }
  std::string name() const { return parts.names.empty() ? "" : parts.names.back(); }

  std::string repr() const override;
  std::string str() const override { return text(); }
  std::uint64_t hash() const override;
  Value compare(Comparison op, const Value& other) const override;
  Value binary(Operator op, const Value& other, bool reflected) const override;
};

PathParts parse_path(std::string_view text, bool is_windows);
/// `parts` and then `more`, which starts anew when it is absolute.
PathParts join_parts(PathParts parts, const PathParts& more, bool is_windows);
inline PathObject& as_path(const Value& v) { return as_native<PathObject>(v); }
PathObject* path_if(const Value& v);
/// A path of the same class.
Value path_like(const PathObject& like, PathParts parts);
Value make_path(std::string_view text);
/// The text of an argument that is a str or os.PathLike. TypeError.
std::string path_segment(const Value& v);

/// What Path has beyond PurePath.
std::span<const Method> path_file_methods();

/// fnmatch.fnmatchcase
bool matches_pattern(std::string_view name, std::string_view pattern);
/// Are there *, ? or [ in it?
bool has_magic(std::string_view pattern);

}  // namespace pbc
