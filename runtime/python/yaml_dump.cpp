// SPDX-License-Identifier: Apache-2.0
//
// Values as YAML, as PyYAML's SafeDumper represents them, written by libyaml.
#include <yaml.h>

#include <map>

#include "python/arguments.h"
#include "python/datetime.h"
#include "python/format_float.h"
#include "python/yaml.h"

namespace pbc::yaml {

namespace {

const unsigned char* chars(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.c_str()); }
const unsigned char* chars_or_null(const std::string& text) { return text.empty() ? nullptr : chars(text); }

/// A scalar's tag (without the prefix of YAML's own) and text.
struct Scalar {
  std::string tag, text;
  yaml_scalar_style_t style = YAML_ANY_SCALAR_STYLE;
};

class Dumper {
 public:
  explicit Dumper(const Table& keywords) {
    const auto option = [&](std::string_view name, Value fallback) {
      const Value* found = keywords.find(name);
      return found != nullptr ? *found : fallback;
    };
    if (yaml_emitter_initialize(&emitter_) == 0) raise_exception(kMemoryError, {});
    yaml_emitter_set_output(
        &emitter_,
        [](void* out, unsigned char* bytes, std::size_t count) {
          static_cast<std::string*>(out)->append(reinterpret_cast<char*>(bytes), count);
          return 1;
        },
        &out_);
    flow_ = option("default_flow_style", false);
    sorts_ = bool(option("sort_keys", true));
    starts_ = bool(option("explicit_start", None));
    ends_ = bool(option("explicit_end", None));
    const std::string style = text_or(option("default_style", None), "");
    style_ = style == "\""  ? YAML_DOUBLE_QUOTED_SCALAR_STYLE
             : style == "'" ? YAML_SINGLE_QUOTED_SCALAR_STYLE
             : style == "|" ? YAML_LITERAL_SCALAR_STYLE
             : style == ">" ? YAML_FOLDED_SCALAR_STYLE
                            : YAML_ANY_SCALAR_STYLE;
    yaml_emitter_set_unicode(&emitter_, bool(option("allow_unicode", None)) ? 1 : 0);
    yaml_emitter_set_canonical(&emitter_, bool(option("canonical", None)) ? 1 : 0);
    yaml_emitter_set_indent(&emitter_, static_cast<int>(index_or(option("indent", None), 2)));
    const Value width = option("width", None);
    const bool is_wide = width.is(Tag::kFloat) || (is_any_int(width) && Value(1 << 30) < width);
    yaml_emitter_set_width(&emitter_, is_wide ? -1 : static_cast<int>(index_or(width, 80)));
  }
  ~Dumper() { yaml_emitter_delete(&emitter_); }
  Dumper(const Dumper&) = delete;
  Dumper& operator=(const Dumper&) = delete;

  std::string documents(const Values& all) {
    yaml_event_t event;
    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
    emit(event);
    for (const Value& document : all) {
      anchors_.clear();
      last_anchor_ = 0;
      number(document);
      seen_.clear();
      yaml_document_start_event_initialize(&event, nullptr, nullptr, nullptr,
                                           starts_ || &document != all.data() ? 0 : 1);
      emit(event);
      const std::size_t before = out_.size();
      write(document);
      yaml_document_end_event_initialize(&event, ends_ ? 0 : 1);
      emit(event);
      yaml_emitter_flush(&emitter_);
      is_open_ = !ends_ && !is_container(document) && out_.size() > before && is_plain(out_.substr(before));
    }
    yaml_stream_end_event_initialize(&event);
    emit(event);
    yaml_emitter_flush(&emitter_);
    if (is_open_) out_ += "...\n";
    return std::move(out_);
  }

 private:
  static bool is_plain(std::string_view text) {
    return std::string_view("'\"|>!&").find(text[0]) == std::string_view::npos;
  }
  static bool is_container(const Value& v) {
    return v.is(Tag::kList) || v.is(Tag::kTuple) || v.is(Tag::kDict) || is_any_set(v);
  }
  static bool can_repeat(const Value& v) {
    return v.is_heap() && !v.is_str() && !is_any_bytes(v) && !is_any_int(v) &&
           !(v.is(Tag::kTuple) && as_tuple(v).empty());
  }

  void emit(yaml_event_t& event) {
    if (yaml_emitter_emit(&emitter_, &event) != 0) return;
    raise_error(kEmitterError, emitter_.problem != nullptr ? emitter_.problem : "cannot emit");
  }

  /// The pairs in the order in which they are written.
  std::vector<std::pair<Value, Value>> pairs_of(const Value& v) const {
    std::vector<std::pair<Value, Value>> pairs;
    Values keys;
    if (v.is(Tag::kDict)) {
      for (const Table::Entry& entry : as_dict(v).entries()) keys.push_back(entry.key);
    } else {
      for (const Table::Entry& entry : as_set(v).entries()) keys.push_back(entry.key);
    }
    if (sorts_ || !v.is(Tag::kDict)) {
      try {
        keys = to_values(py("sorted")({make_list(keys)}));
      } catch (const Raised& raised) {
        if (!is_exception(raised.exception, kTypeError)) throw;
        caught();
      }
    }
    for (const Value& key : keys) pairs.emplace_back(key, v.is(Tag::kDict) ? v[key] : Value(None));
    return pairs;
  }

  /// Gives anchors to what occurs more than once, in the order of the second meeting.
  void number(const Value& v) {
    const Recursion level("");
    if (can_repeat(v)) {
      if (!seen_.emplace(v.object(), true).second) {
        std::string& anchor = anchors_[v.object()];
        if (!anchor.empty()) return;
        const std::string digits = std::to_string(++last_anchor_);
        anchor = "id" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
        return;
      }
    }
    if (v.is(Tag::kList) || v.is(Tag::kTuple)) {
      for (const Value& item : v.is(Tag::kList) ? as_list(v) : as_tuple(v)) number(item);
    } else if (v.is(Tag::kDict) || is_any_set(v)) {
      for (const auto& [key, value] : pairs_of(v)) {
        number(key);
        number(value);
      }
    }
  }

  Scalar scalar_of(const Value& v) const {
    if (v.is_none()) return {"null", "null", style_};
    if (v.is(Tag::kBool)) return {"bool", bool(v) ? "true" : "false", style_};
    if (v.is_str()) return {"str", to_str(v), style_};
    if (is_any_int(v)) return {"int", to_str(v), style_};
    if (v.is(Tag::kFloat)) {
      const double number = v.as_float();
      if (number != number) return {"float", ".nan", style_};
      if (number == kInfinity || number == -kInfinity) return {"float", number > 0 ? ".inf" : "-.inf", style_};
      std::string text = text::float_repr(number);
      if (const std::size_t e = text.find('e'); e != text.npos && text.find('.') == text.npos) text.insert(e, ".0");
      return {"float", text, style_};
    }
    if (v.is(Tag::kBytes)) {
      const Value coded = import("base64").call("encodebytes", {v});
      return {"binary", as_bytes(coded), YAML_LITERAL_SCALAR_STYLE};
    }
    if (as_datetime(v) != nullptr) return {"timestamp", to_str(v.call("isoformat", {" "})), style_};
    if (as_date(v) != nullptr) return {"timestamp", to_str(v), style_};
    raise_exception(kRepresenterError, {"cannot represent an object", v});
  }

  bool is_flow(const Value& v) const {
    if (!flow_.is_none()) return bool(flow_);
    const auto is_simple = [&](const Value& item) {
      if (is_container(item)) return false;
      const Scalar scalar = scalar_of(item);
      return scalar.style == YAML_ANY_SCALAR_STYLE;
    };
    if (v.is(Tag::kList) || v.is(Tag::kTuple)) {
      for (const Value& item : v.is(Tag::kList) ? as_list(v) : as_tuple(v))
        if (!is_simple(item)) return false;
      return true;
    }
    for (const auto& [key, value] : pairs_of(v))
      if (!is_simple(key) || !is_simple(value)) return false;
    return true;
  }

  void write(const Value& v) {
    const Recursion level("");
    yaml_event_t event;
    std::string anchor;
    if (can_repeat(v)) {
      if (const auto found = anchors_.find(v.object()); found != anchors_.end()) {
        anchor = found->second;
        if (!seen_.emplace(v.object(), true).second) {
          yaml_alias_event_initialize(&event, chars(anchor));
          return emit(event);
        }
      }
    }
    if (v.is(Tag::kList) || v.is(Tag::kTuple)) {
      yaml_sequence_start_event_initialize(&event, chars_or_null(anchor), nullptr, 1,
                                           is_flow(v) ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE);
      emit(event);
      for (const Value& item : v.is(Tag::kList) ? as_list(v) : as_tuple(v)) write(item);
      yaml_sequence_end_event_initialize(&event);
      return emit(event);
    }
    if (v.is(Tag::kDict) || is_any_set(v)) {
      const std::string tag = v.is(Tag::kDict) ? "tag:yaml.org,2002:map" : "tag:yaml.org,2002:set";
      yaml_mapping_start_event_initialize(&event, chars_or_null(anchor), chars(tag), v.is(Tag::kDict) ? 1 : 0,
                                          is_flow(v) ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE);
      emit(event);
      for (const auto& [key, value] : pairs_of(v)) {
        write(key);
        write(value);
      }
      yaml_mapping_end_event_initialize(&event);
      return emit(event);
    }
    const Scalar scalar = scalar_of(v);
    const std::string tag = "tag:yaml.org,2002:" + scalar.tag;
    const bool is_detected = implicit_tag(scalar.text) == scalar.tag;
    if (yaml_scalar_event_initialize(&event, chars_or_null(anchor), chars(tag), chars(scalar.text),
                                     static_cast<int>(scalar.text.size()), is_detected ? 1 : 0,
                                     scalar.tag == "str" ? 1 : 0, scalar.style) == 0)
      raise_error(kEmitterError, "a text that is no Unicode cannot be written");
    emit(event);
  }

  yaml_emitter_t emitter_{};
  std::string out_;
  Value flow_;
  bool sorts_ = true, starts_ = false, ends_ = false, is_open_ = false;
  yaml_scalar_style_t style_ = YAML_ANY_SCALAR_STYLE;
  std::map<const Object*, bool> seen_;
  std::map<const Object*, std::string> anchors_;
  int last_anchor_ = 0;
};

}  // namespace

std::string dump(const Values& documents, const Table& keywords) { return Dumper(keywords).documents(documents); }

}  // namespace pbc::yaml
