// SPDX-License-Identifier: Apache-2.0
#include "live/transport_maxmind.h"

#include <maxminddb.h>

#include "live/transport.h"

namespace pbc::live {

namespace {

using policy::Failure;

/// The value at `item`, which is moved behind it.
OrderedJson value_of(MMDB_entry_data_list_s** item) {
  if (*item == nullptr) return {};
  const MMDB_entry_data_s& data = (*item)->entry_data;
  *item = (*item)->next;
  switch (data.type) {
    case MMDB_DATA_TYPE_MAP: {
      OrderedJson object = OrderedJson::object();
      for (std::uint32_t i = 0; i < data.data_size && *item != nullptr; ++i) {
        const std::string key(value_of(item).get<std::string>());
        object[key] = value_of(item);
      }
      return object;
    }
    case MMDB_DATA_TYPE_ARRAY: {
      OrderedJson list = OrderedJson::array();
      for (std::uint32_t i = 0; i < data.data_size && *item != nullptr; ++i) list.push_back(value_of(item));
      return list;
    }
    case MMDB_DATA_TYPE_UTF8_STRING:
      return std::string(data.utf8_string, data.data_size);
    case MMDB_DATA_TYPE_DOUBLE:
      return data.double_value;
    case MMDB_DATA_TYPE_FLOAT:
      return static_cast<double>(data.float_value);
    case MMDB_DATA_TYPE_UINT16:
      return data.uint16;
    case MMDB_DATA_TYPE_UINT32:
      return data.uint32;
    case MMDB_DATA_TYPE_INT32:
      return data.int32;
    case MMDB_DATA_TYPE_UINT64:
      return data.uint64;
    case MMDB_DATA_TYPE_BOOLEAN:
      return data.boolean;
    default:
      return {};
  }
}

std::string setting(const AssetConfig& asset, const std::string& name) {
  const auto found = asset.settings.find(name);
  return found == asset.settings.end() || !found->second.is_string() ? "" : found->second.get<std::string>();
}

}  // namespace

struct MaxMindFiles::File {
  File() = default;
  ~File() {
    if (is_open) MMDB_close(&database);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  MMDB_s database{};
  bool is_open = false;
  std::filesystem::file_time_type written;
};

MaxMindFiles::MaxMindFiles() = default;
MaxMindFiles::~MaxMindFiles() = default;

const MaxMindFiles::File* MaxMindFiles::open(const std::string& path, std::string* error) {
  std::error_code failure;
  const auto written = std::filesystem::last_write_time(path, failure);
  std::unique_ptr<File>& file = files_[path];
  if (file && (failure || written == file->written)) return file.get();
  auto opened = std::make_unique<File>();
  opened->written = written;
  const int code = failure ? MMDB_FILE_OPEN_ERROR : MMDB_open(path.c_str(), MMDB_MODE_MMAP, &opened->database);
  opened->is_open = code == MMDB_SUCCESS;
  if (!opened->is_open) {
    // One that is being replaced is there again soon.
    if (file) return file.get();
    *error = "cannot open `" + path + "`: " + (failure ? failure.message() : std::string(MMDB_strerror(code)));
    return nullptr;
  }
  file = std::move(opened);
  return file.get();
}

Exchange MaxMindFiles::exchange(const AssetConfig& asset, const HttpRequest& request) {
  const OrderedJson arguments = OrderedJson::parse(request.body, nullptr, false);
  const std::string ip = arguments.is_object() && arguments.contains("ip") ? text_of(arguments["ip"]) : "";
  OrderedJson body = OrderedJson::object();
  bool is_found = false;
  for (const char* name : {"file", "asn_file"}) {
    const std::string path = setting(asset, name);
    if (path.empty()) continue;
    std::string error;
    const File* file = open(path, &error);
    if (file == nullptr) return failed_exchange(Failure::kConnect, error);
    int address_error = 0;
    int code = MMDB_SUCCESS;
    MMDB_lookup_result_s result = MMDB_lookup_string(&file->database, ip.c_str(), &address_error, &code);
    // IPv6 in a database of IPv4 is not found, which is no fault of the address.
    if (address_error != 0) return answered_exchange(422, {{"message", "`" + ip + "` is no address"}});
    if (code != MMDB_SUCCESS && code != MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR)
      return failed_exchange(Failure::kBadAnswer, path + ": " + MMDB_strerror(code));
    if (code != MMDB_SUCCESS || !result.found_entry) continue;
    MMDB_entry_data_list_s* list = nullptr;
    code = MMDB_get_entry_data_list(&result.entry, &list);
    MMDB_entry_data_list_s* item = list;
    if (code == MMDB_SUCCESS) body[name] = value_of(&item);
    MMDB_free_entry_data_list(list);
    if (code != MMDB_SUCCESS) return failed_exchange(Failure::kBadAnswer, path + ": " + MMDB_strerror(code));
    is_found = true;
  }
  return answered_exchange(is_found ? 200 : 404, body);
}

}  // namespace pbc::live
