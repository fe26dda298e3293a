// SPDX-License-Identifier: Apache-2.0
#include "python/requests_response.h"

#include "python/arguments.h"
#include "python/codecs.h"
#include "python/json.h"
#include "python/library.h"
#include "python/requests_errors.h"
#include "python/text.h"

namespace pbc::requests {
namespace {

Response& self_of(const Value& self) { return as_native<Response>(self); }
CaseInsensitiveDict& dict_of(const Value& self) { return as_native<CaseInsensitiveDict>(self); }

// --- CaseInsensitiveDict

Value new_dict(const Value&, Value* a) {
  auto* dict = new CaseInsensitiveDict();
  Value result = make_native(dict);
  for (const Value& source : {a[0], a[1]}) {
    if (!given(source)) continue;
    const Value plain = type_value(kDictType)({source});
    for (const Table::Entry& entry : as_dict(plain).entries()) dict->set(entry.key, entry.value);
  }
  return result;
}

Value update(const Value& self, Value* a) {
  const Value other = new_dict(None, a);
  for (const Value& item : dict_of(other).items()) dict_of(self).set(as_tuple(item)[0], as_tuple(item)[1]);
  return None;
}

template <int Which>
Values parts(const Value& self) {
  Values result;
  for (const Value& item : dict_of(self).items()) result.push_back(Which == 2 ? item : as_tuple(item)[Which]);
  return result;
}

constexpr Method kNewDict{"CaseInsensitiveDict", new_dict, "def data=, **kwargs"};
constexpr Method kDictMethods[] = {
    {"get",
     [](const Value& self, Value* a) {
       const Value found = dict_of(self).find(a[0]);
       return found.is_unset() ? value_or(a[1], None) : found;
     },
     "def key, default="},
    {"keys", [](const Value& self, Value*) { return make_list(parts<0>(self)); }, "def"},
    {"values", [](const Value& self, Value*) { return make_list(parts<1>(self)); }, "def"},
    {"items", [](const Value& self, Value*) { return make_list(parts<2>(self)); }, "def"},
    {"lower_items",
     [](const Value& self, Value*) {
       Values items;
       for (const Table::Entry& entry : dict_of(self).entries.entries())
         items.push_back(make_tuple({entry.key, as_tuple(entry.value)[1]}));
       return make_list(std::move(items));
     },
     "def"},
    {"update", update, "def data=, **kwargs"},
    {"copy",
     [](const Value& self, Value*) {
       auto* copy = new CaseInsensitiveDict();
       Value result = make_native(copy);
       for (const Value& item : dict_of(self).items()) copy->set(as_tuple(item)[0], as_tuple(item)[1]);
       return result;
     },
     "def"},
    {"pop",
     [](const Value& self, Value* a) {
       const Value found = dict_of(self).find(a[0]);
       if (!found.is_unset()) {
         dict_of(self).del_item(a[0]);
         return found;
       }
       if (a[1].is_unset()) raise_key_error(a[0]);
       return a[1];
     },
     "def key, default="},
    {"setdefault",
     [](const Value& self, Value* a) {
       Value found = dict_of(self).find(a[0]);
       if (found.is_unset()) dict_of(self).set(a[0], found = value_or(a[1], None));
       return found;
     },
     "def key, default="},
};

// --- Response

/// The charset of the Content-Type; text without one is latin-1, as RFC 2616 had it.
Value declared_encoding(const Value& headers) {
  const Value type = as_native<CaseInsensitiveDict>(headers).find("content-type");
  if (type.is_unset()) return None;
  const std::string text = text::lower(type.text());
  if (std::size_t at = text.find("charset="); at != text.npos) {
    std::string charset = text.substr(at + 8);
    charset = charset.substr(0, charset.find(';'));
    return make_str(text::strip<text::Text>(charset, " \"'", text::Side::kBoth));
  }
  if (text.find("text") != text.npos) return "ISO-8859-1";
  if (text.find("application/json") != text.npos) return "utf-8";
  return None;
}

std::string text_of(const Response& response) {
  if (response.body.empty()) return "";
  const std::string encoding = response.encoding.is_none() ? "utf-8" : to_str(response.encoding);
  try {
    return text::decode(response.body, encoding, "replace");
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kLookupError)) throw;
    caught();
    return text::decode(response.body, "utf-8", "replace");
  }
}

Value json(const Value& self, Value* a) {
  const Response& response = self_of(self);
  // requests guesses the encoding of JSON from its bytes unless the header names one.
  const Value source =
      response.encoding.is_none() && response.body.size() > 3 ? make_bytes(response.body) : make_str(text_of(response));
  const Value module = make_module(kJsonModule);
  try {
    return call_with(module.attr("loads"), {source}, a[0]);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kJsonDecodeError)) throw;
    caught();
    Value error = make_exception(requests::kJSONDecodeError, to_str(raised.exception));
    for (const Table::Entry& entry : as_exception(raised.exception).attributes.entries())
      as_exception(error).attributes.set(entry.key, entry.value);
    as_exception(error).attributes.set("response", None);
    as_exception(error).attributes.set("request", None);
    raise(error);
  }
}

Value raise_for_status(const Value& self, Value*) {
  const Response& response = self_of(self);
  if (response.status < 400 || response.status >= 600) return None;
  Value error = make_exception(kHTTPError, std::to_string(response.status) +
                                               (response.status < 500 ? " Client Error: " : " Server Error: ") +
                                               response.reason + " for url: " + response.url);
  as_exception(error).attributes.set("response", self);
  as_exception(error).attributes.set("request", response.request);
  raise(error);
}

Value pieces(const std::string& body, std::size_t size) {
  Values chunks;
  for (std::size_t at = 0; at < body.size(); at += size) chunks.push_back(make_bytes(body.substr(at, size)));
  return to_iterator(make_list(std::move(chunks)));
}

Value iter_content(const Value& self, Value* a) {
  const std::int64_t size = index_or(a[0], 1);
  if (size <= 0) raise_value_error("chunk_size must be positive");
  return pieces(self_of(self).body, static_cast<std::size_t>(size));
}

Value iter_lines(const Value& self, Value* a) {
  const bool decode = flag(a[1], false);
  Values lines;
  const std::string body = decode ? text_of(self_of(self)) : self_of(self).body;
  for (std::string_view line : text::split_lines<text::Bytes>(body, false))
    lines.push_back(decode ? make_str(line) : make_bytes(std::string(line)));
  return to_iterator(make_list(std::move(lines)));
}

constexpr Method kResponseMethods[] = {
    {"json", json, "**kwargs"},
    {"raise_for_status", raise_for_status, "def"},
    {"iter_content", iter_content, "def chunk_size=, decode_unicode="},
    {"iter_lines", iter_lines, "def chunk_size=, decode_unicode=, delimiter="},
    {"close", [](const Value&, Value*) -> Value { return None; }, "def"},
    {"__enter__", [](const Value& self, Value*) { return self; }, "def"},
    {"__exit__", [](const Value&, Value*) -> Value { return None; }, "def *args"},
};

bool is_redirect(const Response& response) {
  const int status = response.status;
  const bool redirects = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  return redirects && !as_native<CaseInsensitiveDict>(response.headers).find("location").is_unset();
}

constexpr Attribute kResponseAttributes[] = {
    {"status_code", [](const Value& self) -> Value { return self_of(self).status; }},
    {"ok", [](const Value& self) -> Value { return self_of(self).status < 400; }},
    {"text", [](const Value& self) { return make_str(text_of(self_of(self))); }},
    {"content", [](const Value& self) { return make_bytes(self_of(self).body); }},
    {"headers", [](const Value& self) { return self_of(self).headers; }},
    {"reason", [](const Value& self) { return make_str(self_of(self).reason); }},
    {"url", [](const Value& self) { return make_str(self_of(self).url); }},
    {"encoding", [](const Value& self) { return self_of(self).encoding; }},
    {"apparent_encoding", [](const Value&) -> Value { return "utf-8"; }},
    {"request", [](const Value& self) { return self_of(self).request; }},
    {"history", [](const Value&) { return make_list(); }},
    {"cookies", [](const Value&) { return make_dict(); }},
    {"links", [](const Value&) { return make_dict(); }},
    {"elapsed", [](const Value&) { return make_module(kDatetimeModule).call("timedelta", {0}); }},
    {"is_redirect", [](const Value& self) -> Value { return is_redirect(self_of(self)); }},
    {"is_permanent_redirect",
     [](const Value& self) -> Value {
       return is_redirect(self_of(self)) && (self_of(self).status == 301 || self_of(self).status == 308);
     }},
};

PreparedRequest& prepared_of(const Value& self) { return as_native<PreparedRequest>(self); }
constexpr Attribute kPreparedAttributes[] = {
    {"method", [](const Value& self) { return make_str(prepared_of(self).request.method); }},
    {"url", [](const Value& self) { return make_str(prepared_of(self).request.url); }},
    {"headers", [](const Value& self) { return prepared_of(self).headers; }},
    {"body",
     [](const Value& self) {
       const std::string& body = prepared_of(self).request.body;
       return body.empty()                                 ? Value(None)
              : text::find_invalid_utf8(body) == body.npos ? make_str(body)
                                                           : make_bytes(body);
     }},
};

}  // namespace

constinit const Type kCaseInsensitiveDictType{
    .name = "CaseInsensitiveDict",
    .module = "requests.structures",
    .constructor = &kNewDict,
    .methods = [] { return std::span<const Method>(kDictMethods); },
};

constinit const Type kResponseType{
    .name = "Response",
    .module = "requests.models",
    .methods = [] { return std::span<const Method>(kResponseMethods); },
    .attributes = [] { return std::span<const Attribute>(kResponseAttributes); },
};

constinit const Type kPreparedRequestType{
    .name = "PreparedRequest",
    .module = "requests.models",
    .attributes = [] { return std::span<const Attribute>(kPreparedAttributes); },
};

void CaseInsensitiveDict::set(const Value& key, const Value& value) {
  entries.set(make_str(text::lower(require_str(key, "a header's name"))), make_tuple({key, value}));
}

Value CaseInsensitiveDict::find(const Value& key) const {
  if (!key.is_str()) return Value();
  const Value* found = entries.find(std::string_view(text::lower(key.text())));
  return found == nullptr ? Value() : as_tuple(*found)[1];
}

Values CaseInsensitiveDict::items() const {
  Values result;
  for (const Table::Entry& entry : entries.entries()) result.push_back(entry.value);
  return result;
}

std::string CaseInsensitiveDict::repr() const {
  const Value plain = make_dict();
  for (const Value& item : items()) as_dict(plain).set(as_tuple(item)[0], as_tuple(item)[1]);
  return to_repr(plain);
}

Value CaseInsensitiveDict::compare(Comparison op, const Value& other) const {
  if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
  Value arguments[] = {other, make_dict()};
  if (!other.is(Tag::kDict) && native_if<CaseInsensitiveDict>(other, kCaseInsensitiveDictType) == nullptr)
    return Value();
  const Value right = other.is(Tag::kDict) ? new_dict(None, arguments) : other;
  bool equal = entries.size() == dict_of(right).entries.size();
  for (const Table::Entry& entry : entries.entries()) {
    const Value* found = dict_of(right).entries.find(entry.key);
    equal = equal && found != nullptr && as_tuple(*found)[1] == as_tuple(entry.value)[1];
  }
  return equal == (op == Comparison::kEqual);
}

Value CaseInsensitiveDict::iterate() {
  Values keys;
  for (const Value& item : items()) keys.push_back(as_tuple(item)[0]);
  return to_iterator(make_list(std::move(keys)));
}

Value CaseInsensitiveDict::get_item(const Value& key) {
  Value found = find(key);
  if (found.is_unset()) raise_key_error(key.is_str() ? make_str(text::lower(key.text())) : key);
  return found;
}

void CaseInsensitiveDict::del_item(const Value& key) {
  if (!key.is_str() || !entries.erase(make_str(text::lower(key.text())))) raise_key_error(key);
}

Value Response::iterate() { return pieces(body, 128); }

bool Response::set_attribute(Name name, const Value& value) {
  if (name.view() != "encoding" || value.is_unset()) return false;
  encoding = value;
  return true;
}

Value make_response(const http::Response& answer, const http::Request& request) {
  const auto headers_of = [](const http::Headers& headers) {
    auto* dict = new CaseInsensitiveDict();
    Value result = make_native(dict);
    for (const auto& [name, value] : headers) dict->set(make_str(name), make_str(value));
    return result;
  };
  auto* response = new Response();
  Value result = make_native(response);
  response->status = answer.status;
  response->reason = answer.reason.empty() ? std::string(http::reason_of(answer.status)) : answer.reason;
  response->url = answer.url.empty() ? request.url : answer.url;
  response->body = answer.body;
  response->headers = headers_of(answer.headers);
  response->request = make_native(new PreparedRequest(request, headers_of(request.headers)));
  response->encoding = declared_encoding(response->headers);
  return result;
}

}  // namespace pbc::requests
