// SPDX-License-Identifier: Apache-2.0
#include "live/config.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "live/built_in.h"
#include "live/fields.h"
#include "live/request_builder.h"

namespace pbc::live {

namespace {

using Connectors = std::vector<std::shared_ptr<const Connector>>;

std::optional<std::string> read_file(const std::string& file) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

OrderedJson parse(const std::string& text, std::string* error) {
  try {
    return OrderedJson::parse(text);
  } catch (const OrderedJson::parse_error& failure) {
    std::string what = failure.what();
    // "[json.exception.parse_error.101] parse error at line 1, column 2: ..."
    if (const std::size_t at = what.find("] parse error "); at != what.npos) what.erase(0, at + 14);
    *error = "no JSON " + what;
    return OrderedJson::object();
  }
}

void add(Connectors* connectors, const std::string& text, const std::string& file, std::vector<FileProblem>* problems) {
  std::string error;
  const OrderedJson json = parse(text, &error);
  if (!error.empty()) return problems->push_back({file, {"", error}});
  std::vector<DescriptorProblem> own;
  std::shared_ptr<const Connector> connector = read_connector(json, file, &own);
  for (DescriptorProblem& problem : own) problems->push_back({file, std::move(problem)});
  if (!connector) return;
  // The same app again stands in for the one before.
  const auto same = std::ranges::find_if(*connectors, [&](const auto& known) { return known->app == connector->app; });
  if (same == connectors->end())
    connectors->push_back(std::move(connector));
  else
    *same = std::move(connector);
}

std::string digest(const std::string& text) {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), bytes, &size, EVP_sha256(), nullptr);
  return hex({reinterpret_cast<const char*>(bytes), 8});
}

/// A secret is named, never written: {"env": NAME} or {"file": PATH}.
std::optional<std::string> read_secret(const Fields& secret) {
  secret.only({"env", "file"});
  std::optional<std::string> value;
  if (secret.has("env")) {
    const char* found = std::getenv(secret.text("env").c_str());
    if (found != nullptr && *found != '\0') return found;
    secret.problem("env", "the environment has no `" + secret.text("env") + "`");
  } else if (secret.has("file")) {
    value = read_file(secret.text("file"));
    if (!value) secret.problem("file", "cannot read `" + secret.text("file") + "`");
    while (value && (value->ends_with('\n') || value->ends_with('\r'))) value->pop_back();
  } else {
    secret.problem("", "expected {\"env\": NAME} or {\"file\": PATH}");
  }
  return value;
}

/// Fills in what the configuration leaves to the connector and to the environment.
void complete(AssetConfig& asset) {
  const Connection& connection = asset.connector->connection;
  if (asset.base_url.empty()) asset.base_url = connection.base_url;
  if (!asset.has_own_quotas) asset.quotas = asset.connector->quotas;
  for (const auto& [name, variable] : connection.secrets) {
    if (asset.secrets.contains(name)) continue;
    const char* value = std::getenv(variable.c_str());
    if (value != nullptr && *value != '\0')
      asset.secrets[name] = value;
    else if (std::ranges::find(connection.optional_secrets, name) == connection.optional_secrets.end() &&
             asset.problem.empty())
      asset.problem = "asset `" + asset.name + "` needs the secret `" + name + "`: set " + variable +
                      " in the environment, or name it in the configuration";
  }
  for (const auto& [name, value] : connection.settings) {
    if (asset.settings.contains(name)) continue;
    if (value.is_null() && asset.problem.empty())
      asset.problem = "asset `" + asset.name + "` needs the setting `" + name + "`: give it in the configuration";
    asset.settings[name] = value;
  }
  if (asset.base_url.empty() && connection.transport == Transport::kHttp && asset.problem.empty())
    asset.problem = "asset `" + asset.name + "` needs a `base_url`: give it in the configuration";
  std::string whole = asset.connector->service + "\n" + asset.base_url;
  for (const auto& [name, value] : asset.secrets) whole.append("\n").append(name).append("=").append(value);
  asset.scope = asset.connector->app + "\n" + asset.base_url + "\n" + OrderedJson(asset.settings).dump() + "\n";
  asset.account = asset.connector->service + ":" + digest(whole);
}

std::shared_ptr<const Connector> find_connector(const Connectors& connectors, const std::string& app) {
  for (const auto& connector : connectors)
    if (folded(connector->app) == folded(app)) return connector;
  for (const auto& connector : connectors)
    for (const std::string& usual : connector->assets)
      if (folded(usual) == folded(app)) return connector;
  return nullptr;
}

/// A secret in all forms in which a service may give it back: as it is, in JSON, percent-encoded, in base64, in HTML.
void add_secret(const std::string& secret, std::vector<std::string>* secrets) {
  constexpr std::size_t kLeast = 4;  // a shorter one would be found in anything
  if (secret.size() < kLeast) return;
  const auto quoted = [&](bool is_ascii) {
    const std::string json = OrderedJson(secret).dump(-1, ' ', is_ascii, OrderedJson::error_handler_t::replace);
    return json.substr(1, json.size() - 2);
  };
  std::string in_html;
  for (const char c : secret)
    in_html += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
  for (const std::string& form :
       {secret, quoted(false), quoted(true), escape(secret, Escape::kQuery), base64(secret), in_html})
    secrets->push_back(form);
}

AssetConfig read_asset(const Fields& fields, const Connectors& connectors, bool is_live) {
  fields.only({"name", "app", "base_url", "secrets", "settings", "quotas", "max_upload"});
  AssetConfig asset;
  asset.name = fields.text("name");
  const std::string app = fields.has("app") ? fields.text("app") : asset.name;
  asset.connector = find_connector(connectors, app);
  if (!asset.connector) {
    fields.problem("app", "no connector of an app `" + app + "`; `pbc connectors` lists them");
    return asset;
  }
  const Connection& connection = asset.connector->connection;
  if (fields.has("base_url")) {
    asset.base_url = fields.text("base_url");
    while (asset.base_url.ends_with('/')) asset.base_url.pop_back();
  }
  if (fields.has("max_upload")) {
    const std::int64_t most = fields.integer("max_upload");
    if (most < 1) fields.problem("max_upload", "expected a positive number of bytes");
    asset.max_upload = static_cast<std::size_t>(std::max<std::int64_t>(most, 1));
  }
  if (fields.has("secrets")) {
    const Fields secrets = fields.object("secrets");
    for (const auto& [name, reference] : secrets.members()) {
      if (!connection.secrets.contains(name)) secrets.problem(name, "the app has no secret of this name");
      if (!reference.is_object())
        secrets.problem(name, "a secret is not written here but named: {\"env\": NAME} or {\"file\": PATH}");
      else if (!is_live)
        continue;
      else if (const std::optional<std::string> value = read_secret(secrets.object(name)))
        asset.secrets[name] = *value;
    }
  }
  if (fields.has("settings")) {
    const Fields settings = fields.object("settings");
    for (const auto& [name, value] : settings.members()) {
      if (!connection.settings.contains(name)) settings.problem(name, "the app has no setting of this name");
      asset.settings[name] = value;
    }
  }
  return asset;
}

/// An address, or {"address": ..., "user": NAME, "password": SECRET}.
RedisAddress read_redis(const Fields& cache) {
  const bool is_text = cache.member("redis").is_string();
  const Fields redis = is_text ? cache : cache.object("redis");
  const std::string_view name = is_text ? "redis" : "address";
  if (!is_text) redis.only({"address", "user", "password"});
  std::string error;
  std::optional<RedisAddress> address = parse_redis_address(redis.text(name), &error);
  if (!address) {
    redis.problem(name, error);
    return {};
  }
  if (is_text) return *address;
  if (redis.has("user")) address->user = redis.text("user");
  if (redis.has("password")) address->password = read_secret(redis.object("password")).value_or("");
  return *address;
}

/// An address, or {"address": ..., "user": NAME, "password": SECRET}.
std::optional<Proxy> read_proxy(const Fields& http) {
  const bool is_text = http.member("proxy").is_string();
  const Fields fields = is_text ? http : http.object("proxy");
  const std::string_view name = is_text ? "proxy" : "address";
  if (!is_text) fields.only({"address", "user", "password"});
  std::string error;
  std::optional<Proxy> proxy = parse_proxy(fields.text(name), &error);
  if (!proxy) fields.problem(name, error);
  if (!proxy || is_text) return proxy;
  if (fields.has("user")) proxy->user = fields.text("user");
  if (fields.has("password")) proxy->password = read_secret(fields.object("password")).value_or("");
  return proxy;
}

std::string environment(std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return "";
}

/// What the environment says where the configuration says nothing.
void complete(HttpOptions& http, std::string* error) {
  if (http.no_proxy.empty()) http.no_proxy = environment({"NO_PROXY", "no_proxy"});
  if (http.proxy_of_http) return;
  const auto read = [&](std::initializer_list<const char*> names) -> std::optional<Proxy> {
    const std::string text = environment(names);
    if (text.empty()) return std::nullopt;
    std::string problem;
    std::optional<Proxy> proxy = parse_proxy(text, &problem);
    if (!proxy) *error = "$" + std::string(*names.begin()) + ": " + problem;
    return proxy;
  };
  http.proxy_of_http = read({"HTTP_PROXY", "http_proxy"});
  http.proxy_of_https = read({"HTTPS_PROXY", "https_proxy"});
}

}  // namespace

std::string told(const FileProblem& problem) {
  const auto& [file, own] = problem;
  return file + ": " + (own.place.empty() ? "" : own.place + ": ") + own.what;
}

Connectors load_connectors(const std::vector<std::string>& folders, std::vector<FileProblem>* problems) {
  Connectors connectors;
  for (const BuiltIn* built_in = kBuiltIn; *built_in->file != '\0'; ++built_in)
    add(&connectors, built_in->json, built_in->file, problems);
  for (const std::string& folder : folders) {
    std::error_code failure;
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure))
      if (entry.path().extension() == ".json") files.push_back(entry.path().string());
    if (failure) problems->push_back({folder, {"", failure.message()}});
    std::ranges::sort(files);
    for (const std::string& file : files) {
      if (const std::optional<std::string> text = read_file(file))
        add(&connectors, *text, file, problems);
      else
        problems->push_back({file, {"", "cannot be read"}});
    }
  }
  return connectors;
}

Config load_config(const std::string& file, const Connectors& connectors, std::string* error, bool is_live) {
  Config config;
  std::vector<DescriptorProblem> problems;
  bool is_listed = false;
  if (!file.empty()) {
    const std::optional<std::string> text = read_file(file);
    if (!text) {
      *error = "cannot read `" + file + "`";
      return config;
    }
    const OrderedJson json = parse(*text, error);
    if (!error->empty()) {
      error->insert(0, file + ": ");
      return config;
    }
    const Fields fields(json, "", &problems);
    fields.only({"assets", "allow", "cache", "state", "http", "max_wait", "batch_window", "attempts", "triage"});
    config.source = json;
    if (fields.has("triage")) config.triage = fields.object("triage").json();
    is_listed = fields.has("assets");
    if (is_listed) {
      for (const Fields& asset : fields.objects("assets")) {
        AssetConfig& added = config.assets.emplace_back(read_asset(asset, connectors, is_live));
        added.has_own_quotas = asset.has("quotas");
        if (added.has_own_quotas)
          added.quotas = read_quotas(asset.member("quotas"), asset.place() + ".quotas", &problems);
      }
    }
    if (fields.has("allow")) {
      for (const std::string& name : fields.texts("allow")) {
        if (const std::optional<Effect> effect = find_effect(name))
          config.allowed.insert(*effect);
        else
          fields.problem("allow", "unknown effect class `" + name + "`");
      }
    }
    if (fields.has("cache")) {
      const Fields cache = fields.object("cache");
      cache.only({"megabytes", "ttl", "redis"});
      if (cache.has("megabytes")) config.cache_bytes = static_cast<std::size_t>(cache.integer("megabytes")) << 20U;
      if (cache.has("redis")) config.redis = read_redis(cache);
      if (cache.has("ttl"))
        for (const auto& [verdict, duration] : cache.object("ttl").members()) {
          if (!config.ttl.contains(verdict))
            cache.object("ttl").problem(verdict, "expected malicious, suspicious, clean or unknown");
          config.ttl[verdict] = cache.object("ttl").duration(verdict, 0);
        }
    }
    if (fields.has("state")) config.state = fields.text("state");
    if (fields.has("http")) {
      const Fields http = fields.object("http");
      http.only({"proxy", "no_proxy", "ca_file"});
      if (http.has("proxy")) config.http.proxy_of_http = config.http.proxy_of_https = read_proxy(http);
      if (http.has("no_proxy")) config.http.no_proxy = http.text("no_proxy");
      if (http.has("ca_file")) config.http.ca_file = http.text("ca_file");
    }
    config.max_wait = fields.duration("max_wait", config.max_wait);
    config.batch_window = fields.duration("batch_window", config.batch_window);
    if (fields.has("attempts"))
      config.attempts = static_cast<int>(std::clamp<std::int64_t>(fields.integer("attempts"), 1, 10));
    if (!problems.empty()) {
      *error = told({file, problems.front()});
      return config;
    }
  }
  complete(config.http, error);
  if (!error->empty()) return config;
  // Where nobody says which assets there are, all are that lack nothing; what asks nobody is there in any case.
  for (const auto& connector : connectors) {
    if (connector->assets.empty()) continue;
    const bool is_there =
        std::ranges::any_of(config.assets, [&](const AssetConfig& asset) { return asset.connector == connector; });
    if (is_listed && (is_there || !is_computed(connector->connection.transport))) continue;
    AssetConfig& asset = config.assets.emplace_back();
    asset.name = connector->assets.front();
    asset.connector = connector;
    asset.is_implied = true;
  }
  for (AssetConfig& asset : config.assets) {
    complete(asset);
    for (const auto& [name, value] : asset.secrets) add_secret(value, &config.secrets);
    if (const auto& basic = asset.connector->connection.basic) {
      const Places places(asset, {});
      const std::optional<std::string> user = basic->first.fill(places, Escape::kNone);
      const std::optional<std::string> password = basic->second.fill(places, Escape::kNone);
      if (user && password) config.secrets.push_back(base64(*user + ":" + *password));
    }
  }
  add_secret(config.redis.password, &config.secrets);
  for (const std::optional<Proxy>& proxy : {config.http.proxy_of_http, config.http.proxy_of_https}) {
    if (!proxy || proxy->password.empty()) continue;
    add_secret(proxy->password, &config.secrets);
    config.secrets.push_back(base64(proxy->user + ":" + proxy->password));
  }
  // A secret that is part of another is written over after it.
  std::ranges::sort(config.secrets, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  const auto same = std::ranges::unique(config.secrets);
  config.secrets.erase(same.begin(), same.end());
  return config;
}

}  // namespace pbc::live
