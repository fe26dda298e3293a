// SPDX-License-Identifier: Apache-2.0
#include "live/transport_phishtank.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/system_executor.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "live/transport.h"

namespace pbc::live {

namespace asio = boost::asio;
using policy::Failure;

namespace {

/// Takes the entries of the list that a text of JSON is; what else it holds is passed over.
class EntryReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  PhishTankEntries entries;
  std::string problem;

  bool null() override { return true; }
  bool boolean(bool value) override { return value_is(value ? "yes" : "no"); }
  bool number_integer(number_integer_t value) override { return value_is(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return value_is(std::to_string(value)); }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t& value) override { return value_is(std::move(value)); }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override {
    if (++depth_ == 2) {
      url_.clear();
      entry_ = {};
    }
    return depth_ > 1 || refuse();
  }
  bool key(string_t& name) override {
    if (depth_ == 2) key_ = name;
    return true;
  }
  bool end_object() override {
    if (depth_-- == 2 && !url_.empty()) entries.insert_or_assign(phishtank_key(url_), std::move(entry_));
    return true;
  }
  bool start_array(std::size_t) override {
    ++depth_;
    return true;
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
    problem = "is no JSON at byte " + std::to_string(at);
    return false;
  }

 private:
  bool refuse() {
    problem = "is no list of entries";
    return false;
  }
  bool value_is(std::string value) {
    if (depth_ == 0) return refuse();
    if (depth_ != 2) return true;
    if (key_ == "url") url_ = std::move(value);
    if (key_ == "phish_id") entry_.id = std::move(value);
    if (key_ == "phish_detail_page") entry_.page = std::move(value);
    if (key_ == "verification_time") entry_.verified_at = std::move(value);
    if (key_ == "verified") entry_.is_verified = value == "yes" || value == "y";
    return true;
  }

  int depth_ = 0;
  std::string key_, url_;
  PhishTankEntry entry_;
};

struct FileRead {
  std::optional<PhishTankEntries> entries;
  std::string error;
};

asio::awaitable<std::shared_ptr<FileRead>> read_file(std::string path) {
  auto result = std::make_shared<FileRead>();
  std::ifstream in(path, std::ios::binary);
  if (in)
    result->entries = read_phishtank(in, &result->error);
  else
    result->error = std::string("cannot be read: ") + std::strerror(errno);
  co_return result;
}

}  // namespace

std::string phishtank_key(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == url.npos) return std::string(url);
  const std::size_t path = std::min(url.find_first_of("/?#", colon + 3), url.size());
  std::string key = lower(url.substr(0, path));
  std::string_view rest = url.substr(path);
  rest = rest.substr(0, rest.find('#'));
  if (!rest.starts_with('/')) key += '/';
  return key.append(rest);
}

std::optional<PhishTankEntries> read_phishtank(std::istream& in, std::string* error) {
  EntryReader reader;
  if (nlohmann::json::sax_parse(in, &reader)) return std::move(reader.entries);
  *error = reader.problem;
  return std::nullopt;
}

asio::awaitable<Exchange> PhishTankFiles::exchange(const AssetConfig& asset, const HttpRequest& request) {
  const auto setting = asset.settings.find("file");
  const std::string path =
      setting == asset.settings.end() || !setting->second.is_string() ? "" : setting->second.get<std::string>();
  std::unique_ptr<File>& file = files_[path];
  if (!file) file = std::make_unique<File>(context_);
  if (file->is_loading) {
    co_await file->loaded.async_wait(asio::as_tuple(asio::use_awaitable));
  } else if (!file->entries) {
    file->is_loading = true;
    // Named ones: g++ 12 destroys a lambda that is made in such an expression twice.
    auto reading = read_file(path);
    const std::shared_ptr<FileRead> read =
        co_await asio::co_spawn(asio::system_executor(), std::move(reading), asio::use_awaitable);
    file->entries = std::move(read->entries);
    file->error = read->error;
    file->is_loading = false;
    file->loaded.cancel();
  }
  if (!file->entries) co_return failed_exchange(Failure::kClient4xx, "`" + path + "` " + file->error);
  const OrderedJson arguments = OrderedJson::parse(request.body, nullptr, false);
  const std::string url = arguments.is_object() && arguments.contains("url") ? text_of(arguments["url"]) : "";
  const auto found = file->entries->find(phishtank_key(url));
  OrderedJson body = {{"url", url}, {"in_database", found != file->entries->end()}};
  if (found != file->entries->end()) {
    body["phish_id"] = found->second.id;
    body["phish_detail_page"] = found->second.page;
    body["verified"] = found->second.is_verified;
    body["valid"] = found->second.is_verified;
    body["verified_at"] = found->second.verified_at;
  } else {
    for (const char* name : {"phish_id", "phish_detail_page", "verified", "valid", "verified_at"}) body[name] = nullptr;
  }
  co_return answered_exchange(200, body);
}

}  // namespace pbc::live
