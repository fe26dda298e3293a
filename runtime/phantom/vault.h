// SPDX-License-Identifier: Apache-2.0
//
// The vault: files of a container, known by the SHA-1 of their content. What is in it is the world's `vault` and what
// the run added.
#pragma once

#include "phantom/run.h"

namespace pbc::engine {

/// The items that agree with everything that is given; of the run's container when nothing is.
Values find_vault_items(Run& run, const Value& vault_id, const Value& file_name, const Value& container_id);
/// What a file consists of; digests in lower-case hexadecimal digits.
struct VaultContent {
  std::size_t size = 0;
  std::string md5, sha1, sha256;
};
VaultContent content_of(const std::string& bytes);

/// An item for this content: the one that is there, or a new one.
Value add_vault_item(Run& run, const VaultContent& content, const Value& name, const Value& path, const Value& metadata,
                     std::string_view mime_type = "");

struct VaultFile {
  std::string name, mime_type, bytes;
  std::string problem;  // not empty: there is no such file, or none that can be had
};
/// The file with this vault id, whichever container it belongs to; of several, the container's own.
VaultFile read_vault_file(Case& shared, std::string_view vault_id, std::size_t most);

extern const Type kVaultType;  // phantom.Vault, the old form

}  // namespace pbc::engine
