// SPDX-License-Identifier: Apache-2.0
//
// Files of the vault that go along with a call (docs/connectors.md, Files).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "live/live.h"
#include "live/template.h"

namespace pbc::live {

struct AttachedFile {
  std::string parameter;  // whose value names it
  std::string vault_id;
  std::shared_ptr<const File> file;
  std::string md5, sha1, sha256;
};
using Files = std::vector<AttachedFile>;

/// What a parameter names: ids by comma, a list of them, or of objects that have a `vault_id`; lists as JSON text too.
std::vector<std::string> vault_ids_of(const OrderedJson& value);

/// The files that these parameters of the call name, of at most `most` bytes together. Sets `error` where one cannot be
/// had: then nothing is to be sent.
Files find_files(const std::vector<std::string>& parameters, const OrderedJson& call, std::size_t most,
                 const FindFile& find, std::string* error);

/// What places and programs may know of it: {parameter, vault_id, name, mime_type, size, md5, sha1, sha256}.
OrderedJson facts_of(const AttachedFile& file);

/// What equal calls need besides to have equal answers.
std::string key_of(const Files& files);

/// TYPE/SUBTYPE of the file; application/octet-stream where it is not known.
std::string media_type_of(const File& file);

}  // namespace pbc::live
