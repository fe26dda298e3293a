// SPDX-License-Identifier: Apache-2.0
#include "live/request_builder.h"

#include <algorithm>
#include <set>

#include "live/multipart.h"

namespace pbc::live {

OrderedJson Places::operator()(std::string_view name) const {
  const auto tail = [&](std::string_view prefix) { return std::string(name.substr(prefix.size())); };
  if (name.starts_with("secret.")) {
    const auto found = asset_.secrets.find(tail("secret."));
    return found == asset_.secrets.end() ? OrderedJson() : OrderedJson(found->second);
  }
  if (name.starts_with("setting.")) {
    const auto found = asset_.settings.find(tail("setting."));
    return found == asset_.settings.end() ? OrderedJson() : found->second;
  }
  if (name.starts_with("file.")) {
    if (file() == nullptr) return {};
    if (name == "file.base64") return base64(file()->file->bytes);
    return facts_of(*file()).value(tail("file."), OrderedJson());
  }
  if (name.starts_with("vars.")) return vars_.value(tail("vars."), OrderedJson());
  if (name.ends_with('*')) {
    OrderedJson all = OrderedJson::array();
    for (const OrderedJson& parameter : parameters_)
      all.push_back(parameter.value(std::string(name.substr(0, name.size() - 1)), OrderedJson()));
    return all;
  }
  return parameters_.empty() ? OrderedJson() : parameters_.front().value(std::string(name), OrderedJson());
}

namespace {

bool has_header(const HttpRequest& request, std::string_view name) {
  return std::ranges::any_of(request.headers, [&](const auto& header) { return lower(header.first) == lower(name); });
}

void append_pair(std::string* out, char separator, std::string_view name, std::string_view value) {
  if (!out->empty()) *out += separator;
  out->append(escape(name, Escape::kQuery)).append("=").append(escape(value, Escape::kQuery));
}

std::string encoded(const std::vector<std::pair<std::string, Template>>& pairs, const Places& places) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    if (value.is_all()) {
      const std::optional<OrderedJson> items = value.value(places);
      for (const OrderedJson& item : *items) append_pair(&out, '&', name, text_of(item));
    } else if (const std::optional<std::string> text = value.fill(places, Escape::kNone)) {
      append_pair(&out, '&', name, *text);
    }
  }
  return out;
}

void add_headers(HttpRequest* request, const std::vector<std::pair<std::string, Template>>& headers,
                 const Places& places) {
  for (const auto& [name, value] : headers) {
    // A header that a parameter holds as an object of its own: many of them.
    if (name == "*") {
      const OrderedJson all = value.value(places).value_or(OrderedJson());
      if (all.is_object())
        for (const auto& [own, text] : all.items())
          if (is_token(own) && !has_header(*request, own))
            request->headers.emplace_back(own, escape(text_of(text), Escape::kHeader));
    } else if (std::optional<std::string> text = value.fill(places, Escape::kHeader)) {
      request->headers.emplace_back(name, std::move(*text));
    }
  }
}

/// The body, and its type.
std::string add_form(HttpRequest* request, const FormTemplate& form, const Places& places) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& [name, value] : form.fields)
    if (std::optional<std::string> text = value.fill(places, Escape::kNone)) texts.emplace_back(name, std::move(*text));
  std::vector<FormPart> parts;
  for (const auto& [name, text] : texts) parts.push_back({name, std::nullopt, "", text});
  for (const auto& [name, parameter] : form.files)
    for (const AttachedFile& file : places.files())
      if (file.parameter == parameter)
        parts.push_back({name, file.file->name, media_type_of(*file.file), file.file->bytes});
  const std::string boundary = boundary_for(parts);
  request->body = compose_form(parts, boundary);
  return "multipart/form-data; boundary=" + boundary;
}

void add_body(HttpRequest* request, const RequestTemplate& from, const Places& places,
              const std::optional<std::string>& body) {
  std::string type;
  if (body) {
    request->body = *body;
    type = "application/json";
  } else if (from.json) {
    request->body = from.json->fill(places).dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
    type = "application/json";
  } else if (!from.form.empty()) {
    request->body = encoded(from.form, places);
    type = "application/x-www-form-urlencoded";
  } else if (from.text) {
    request->body = from.text->fill(places, Escape::kNone).value_or("");
    type = "text/plain; charset=utf-8";
  } else if (from.multipart) {
    type = add_form(request, *from.multipart, places);
    std::erase_if(request->headers, [](const auto& header) { return lower(header.first) == "content-type"; });
  } else if (!from.file.empty() && places.file() != nullptr) {
    request->body = places.file()->file->bytes;
    type = media_type_of(*places.file()->file);
  }
  if (type.empty()) return;
  for (const auto& [name, value] : request->headers)
    if (lower(name) == "content-type") return;
  request->headers.emplace_back("Content-Type", type);
}

/// The address that an answer gave: only where the service says so itself, at its own host or one that the descriptor
/// names, and not in the clear where the service is asked over TLS.
Url told_url(const Url& base, const Connection& connection, const std::string& text, std::string* error) {
  const std::optional<Url> url = parse_url(text);
  const auto is_own = [&] { return url->origin() == base.origin(); };
  const auto is_named = [&] {
    return url->is_tls && std::ranges::find(connection.upload_hosts, lower(url->host)) != connection.upload_hosts.end();
  };
  if (url && (is_own() || is_named())) return *url;
  *error = "the service names an address to send to that is none of its own: " + clean_text(text.substr(0, 200));
  return base;
}

}  // namespace

std::vector<std::pair<const RequestTemplate*, std::size_t>> sends_of(std::span<const RequestTemplate> requests,
                                                                     const Files& files) {
  std::vector<std::pair<const RequestTemplate*, std::size_t>> sends;
  for (const RequestTemplate& request : requests) {
    const auto first_of = [&](const std::string& parameter, std::size_t from) {
      while (from < files.size() && files[from].parameter != parameter) ++from;
      return from;
    };
    if (!request.file.empty()) {
      for (std::size_t i = first_of(request.file, 0); i < files.size(); i = first_of(request.file, i + 1))
        sends.emplace_back(&request, i);
    } else if (request.multipart) {
      std::size_t first = files.size();
      for (const auto& [name, parameter] : request.multipart->files) first = std::min(first, first_of(parameter, 0));
      if (first < files.size()) sends.emplace_back(&request, first);
    } else {
      sends.emplace_back(&request, 0);
    }
  }
  return sends;
}

HttpRequest build_request(const AssetConfig& asset, const RequestTemplate& from, const Places& places,
                          const std::optional<std::string>& body, std::string* error) {
  const Connection& connection = asset.connector->connection;
  HttpRequest request;
  request.method = from.method;
  request.timeouts = connection.timeouts;
  request.max_answer = connection.max_answer;
  request.holds_secrets = true;
  const Template& target = from.url ? *from.url : from.path;
  const std::optional<std::string> path = target.fill(places, from.url ? Escape::kNone : Escape::kPathSegment);
  if (!path) {
    std::set<std::string> names;
    target.names(&names);
    for (const std::string& name : names)
      if (places(name).is_null()) *error = "the parameter `" + name + "` is missing";
    return request;
  }
  bool is_elsewhere = false;  // then nothing goes along that is meant for the service itself
  if (connection.transport == Transport::kHttp) {
    const std::optional<Url> base = parse_url(asset.base_url);
    if (!base) {
      *error = "the base_url `" + asset.base_url + "` of asset `" + asset.name + "` is no address";
      return request;
    }
    request.url = from.url ? told_url(*base, connection, *path, error) : *base;
    is_elsewhere = request.url.origin() != base->origin();
    if (!from.url) {
      while (request.url.target.ends_with('/')) request.url.target.pop_back();
      if (!path->starts_with('/')) request.url.target += '/';
      request.url.target += *path;
    }
    std::string query = is_elsewhere ? "" : encoded(connection.query, places);
    const std::string own = encoded(from.query, places);
    query += (query.empty() || own.empty() ? "" : "&") + own;
    if (!query.empty()) request.url.target += (request.url.target.find('?') == std::string::npos ? '?' : '&') + query;
  } else {
    request.url.target = *path;
  }
  if (!is_elsewhere) add_headers(&request, connection.headers, places);
  add_headers(&request, from.headers, places);
  if (connection.basic && !is_elsewhere) {
    const std::optional<std::string> user = connection.basic->first.fill(places, Escape::kNone);
    const std::optional<std::string> password = connection.basic->second.fill(places, Escape::kNone);
    if (user && password) request.headers.emplace_back("Authorization", "Basic " + base64(*user + ":" + *password));
  }
  add_body(&request, from, places, body);
  for (const AttachedFile& file : places.files())
    if (std::ranges::find(from.files, file.parameter) != from.files.end()) request.files.push_back(file);
  return request;
}

}  // namespace pbc::live
