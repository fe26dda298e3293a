// SPDX-License-Identifier: Apache-2.0
#include "live/files.h"

#include <openssl/evp.h>

#include <algorithm>

#include "live/http_client.h"

namespace pbc::live {

namespace {

std::string digest(std::string_view bytes, const EVP_MD* algorithm) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), out, &size, algorithm, nullptr);
  return hex({reinterpret_cast<const char*>(out), size});
}

}  // namespace

std::vector<std::string> vault_ids_of(const OrderedJson& value) {
  std::vector<std::string> ids;
  const auto add = [&](std::string_view text) {
    if (std::string id = trimmed(text); !id.empty()) ids.push_back(std::move(id));
  };
  if (value.is_array()) {
    for (const OrderedJson& item : value) {
      const OrderedJson& id = item.is_object() && item.contains("vault_id") ? item["vault_id"] : item;
      if (!id.is_null()) add(text_of(id));
    }
  } else if (value.is_string()) {
    const std::string text = trimmed(value.get<std::string>());
    if (text.starts_with('[')) {
      const OrderedJson list = OrderedJson::parse(text, nullptr, false);
      if (list.is_array()) return vault_ids_of(list);
    }
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(',', begin), text.size());
      add(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
    }
  } else if (!value.is_null()) {
    add(text_of(value));
  }
  return ids;
}

Files find_files(const std::vector<std::string>& parameters, const OrderedJson& call, std::size_t most,
                 const FindFile& find, std::string* error) {
  Files files;
  for (const std::string& parameter : parameters) {
    const auto given = call.find(parameter);
    if (given == call.end()) continue;
    for (const std::string& id : vault_ids_of(*given)) {
      FoundFile found = find ? find(id, most) : FoundFile{nullptr, "`" + id + "` is not in the vault"};
      if (!found.file) {
        *error = parameter + ": " + clean_text(found.problem);
        return {};
      }
      const std::string& bytes = found.file->bytes;
      most -= std::min(most, bytes.size());
      files.push_back({parameter, id, found.file, digest(bytes, EVP_md5()), digest(bytes, EVP_sha1()),
                       digest(bytes, EVP_sha256())});
    }
  }
  return files;
}

OrderedJson facts_of(const AttachedFile& file) {
  return {{"parameter", file.parameter},
          {"vault_id", file.vault_id},
          {"name", file.file->name},
          {"mime_type", media_type_of(*file.file)},
          {"size", file.file->bytes.size()},
          {"md5", file.md5},
          {"sha1", file.sha1},
          {"sha256", file.sha256}};
}

std::string key_of(const Files& files) {
  std::string key;
  for (const AttachedFile& file : files)
    key +=
        "\n" + file.sha256 + " " +
        OrderedJson(file.parameter + "\n" + file.file->name).dump(-1, ' ', true, OrderedJson::error_handler_t::replace);
  return key;
}

std::string media_type_of(const File& file) {
  const std::string& type = file.mime_type;
  const std::size_t slash = type.find('/');
  const bool is_one = slash != type.npos && type.size() < 128 && is_token(std::string_view(type).substr(0, slash)) &&
                      is_token(std::string_view(type).substr(slash + 1));
  return is_one ? type : "application/octet-stream";
}

}  // namespace pbc::live
