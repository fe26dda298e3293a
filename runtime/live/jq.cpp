// SPDX-License-Identifier: Apache-2.0
#include "live/jq.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "frozen/frozen.h"

extern "C" {
#include <jq.h>
}

namespace pbc::live {

namespace {

std::string_view view_of(const jv& text) {
  return {jv_string_value(text), static_cast<std::size_t>(jv_string_length_bytes(jv_copy(text)))};
}

void freeze(const jv& value, frozen::Writer& writer) {
  switch (jv_get_kind(value)) {
    case JV_KIND_TRUE:
    case JV_KIND_FALSE:
      return writer.boolean(jv_get_kind(value) == JV_KIND_TRUE);
    case JV_KIND_NUMBER: {
      // As jq writes what JSON has no numbers for.
      constexpr double kMost = std::numeric_limits<double>::max();
      if (std::isnan(jv_number_value(value))) return writer.null();
      return writer.number(std::clamp(jv_number_value(value), -kMost, kMost));
    }
    case JV_KIND_STRING:
      return writer.text(view_of(value));
    case JV_KIND_ARRAY: {
      const int size = jv_array_length(jv_copy(value));
      writer.list(static_cast<std::uint32_t>(size));
      for (int i = 0; i < size; ++i) {
        const jv item = jv_array_get(jv_copy(value), i);
        freeze(item, writer);
        jv_free(item);
      }
      return;
    }
    case JV_KIND_OBJECT: {
      writer.dict(static_cast<std::uint32_t>(jv_object_length(jv_copy(value))));
      for (int i = jv_object_iter(value); jv_object_iter_valid(value, i) != 0; i = jv_object_iter_next(value, i)) {
        const jv key = jv_object_iter_key(value, i);
        const jv item = jv_object_iter_value(value, i);
        writer.key(view_of(key));
        freeze(item, writer);
        jv_free(key);
        jv_free(item);
      }
      return;
    }
    default:
      return writer.null();
  }
}

/// Takes an invalid value: what it says.
std::string message_of(jv invalid) {
  const jv message = jv_invalid_get_msg(invalid);
  std::string text = jv_get_kind(message) == JV_KIND_STRING ? std::string(view_of(message)) : "no value";
  jv_free(message);
  return text;
}

}  // namespace

std::optional<Json> Json::parse(std::string_view text) {
  // A text may hold several values for jq; ours is one.
  jv value = jv_parse_sized(text.data(), static_cast<int>(text.size()));
  if (jv_is_valid(value) != 0) return Json(value);
  jv_free(value);
  return std::nullopt;
}

Json Json::of(std::string_view text) { return Json(jv_string_sized(text.data(), static_cast<int>(text.size()))); }
Json Json::of(std::int64_t number) { return Json(jv_number(static_cast<double>(number))); }
Json Json::of(bool truth) { return Json(jv_bool(truth ? 1 : 0)); }
Json Json::list() { return Json(jv_array()); }
Json Json::object() { return Json(jv_object()); }

bool Json::is_null() const { return jv_get_kind(value_) == JV_KIND_NULL; }
bool Json::is_list() const { return jv_get_kind(value_) == JV_KIND_ARRAY; }
bool Json::is_object() const { return jv_get_kind(value_) == JV_KIND_OBJECT; }
bool Json::is_true() const { return jv_get_kind(value_) == JV_KIND_TRUE; }
bool Json::is_text() const { return jv_get_kind(value_) == JV_KIND_STRING; }

std::string Json::text() const { return is_text() ? std::string(view_of(value_)) : dump(); }

std::optional<double> Json::number() const {
  if (jv_get_kind(value_) != JV_KIND_NUMBER) return std::nullopt;
  return jv_number_value(value_);
}

std::size_t Json::size() const { return is_list() ? static_cast<std::size_t>(jv_array_length(jv_copy(value_))) : 0; }

Json Json::item(std::size_t index) const { return Json(jv_array_get(jv_copy(value_), static_cast<int>(index))); }

Json Json::member(std::string_view name) const {
  if (!is_object()) return {};
  const jv found = jv_object_get(jv_copy(value_), jv_string_sized(name.data(), static_cast<int>(name.size())));
  if (jv_is_valid(found) != 0) return Json(found);
  jv_free(found);
  return {};
}

std::vector<std::pair<std::string, Json>> Json::members() const {
  std::vector<std::pair<std::string, Json>> members;
  if (!is_object()) return members;
  for (int i = jv_object_iter(value_); jv_object_iter_valid(value_, i) != 0; i = jv_object_iter_next(value_, i)) {
    const jv key = jv_object_iter_key(value_, i);
    members.emplace_back(std::string(view_of(key)), Json(jv_object_iter_value(value_, i)));
    jv_free(key);
  }
  return members;
}

void Json::append(Json item) { value_ = jv_array_append(value_, std::exchange(item.value_, jv_null())); }

void Json::set(std::string_view name, Json value) {
  value_ = jv_object_set(value_, jv_string_sized(name.data(), static_cast<int>(name.size())),
                         std::exchange(value.value_, jv_null()));
}

std::string Json::dump() const {
  const jv text = jv_dump_string(jv_copy(value_), 0);
  std::string result(view_of(text));
  jv_free(text);
  return result;
}

std::string Json::frozen() const {
  frozen::Writer writer;
  freeze(value_, writer);
  return writer.take();
}

Jq::Jq(const std::string& program, std::string* error) : state_(jq_init()) {
  struct Said {
    std::string text;
  } said;
  jq_set_error_cb(
      state_,
      [](void* context, jv message) {
        auto& text = static_cast<Said*>(context)->text;
        if (text.empty() && jv_get_kind(message) == JV_KIND_STRING) text = view_of(message);
        jv_free(message);
      },
      &said);
  const std::string whole =
      ". as {$parameter, $parameters, $headers, $status, $text, $vars, $settings, $files, $program} | .body | (" +
      program + "\n)";
  if (jq_compile(state_, whole.c_str()) == 0) {
    *error = said.text.substr(0, said.text.find('\n'));
    if (error->starts_with("jq: ")) error->erase(0, 4);
    if (error->empty()) *error = "does not compile";
  }
  jq_set_error_cb(state_, nullptr, nullptr);
}

Jq::~Jq() {
  if (state_ != nullptr) jq_teardown(&state_);
}

Jq::Jq(Jq&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}

std::optional<Json> Jq::run(const Input& input, std::string* error) const {
  Json all = Json::object();
  all.set("body", input.body);
  all.set("parameter", input.parameter);
  all.set("parameters", input.parameters);
  all.set("headers", input.headers);
  all.set("status", Json::of(input.status));
  all.set("text", input.text);
  all.set("vars", input.vars);
  all.set("settings", input.settings);
  all.set("files", input.files);
  all.set("program", Json::of(input.program));
  jq_start(state_, std::exchange(all.value_, jv_null()), 0);
  jv result = jq_next(state_);
  if (jv_is_valid(result) != 0) return Json(result);
  *error = message_of(result);
  return std::nullopt;
}

}  // namespace pbc::live
