// SPDX-License-Identifier: Apache-2.0
//
// YAML by libyaml, its scalars as PyYAML's SafeLoader takes them.
#include <yaml.h>

#include <map>

#include "python/attributes.h"
#include "python/text.h"
#include "python/yaml.h"

namespace pbc::yaml {

namespace {

constexpr std::size_t kMostMerged = 1 << 16;  // pairs that `<<` may bring into one mapping
constexpr std::string_view kPrefix = "tag:yaml.org,2002:";

/// The patterns of PyYAML's resolver, in its order.
struct Patterns {
  struct Pattern {
    const char* tag;
    Value compiled;
  };
  Patterns() {
    add("bool", "(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$");
    add("float",
        "(?:[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|"
        "[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
    add("int",
        "(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|"
        "[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$");
    add("merge", "<<$");
    add("null", "(?:~|null|Null|NULL|)$");
    add("timestamp",
        "(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \\t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}"
        "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)$");
    add("value", "=$");
  }
  void add(const char* tag, const char* pattern) {
    all.push_back({tag, import_from("re", "compile")({make_str(pattern)})});
  }
  std::vector<Pattern> all;
};

std::string mark_text(const yaml_mark_t& mark, std::string_view source, const std::string& name, bool is_text) {
  std::string text =
      "  in \"" + name + "\", line " + std::to_string(mark.line + 1) + ", column " + std::to_string(mark.column + 1);
  if (!is_text) return text;
  for (std::size_t line = 0; line < mark.line; ++line) {
    const std::size_t end = source.find('\n');
    if (end == source.npos) break;
    source.remove_prefix(end + 1);
  }
  const std::string_view line = source.substr(0, source.find('\n'));
  return text + ":\n    " + std::string(line) + "\n    " + std::string(mark.column, ' ') + "^";
}

class Loader {
 public:
  Loader(std::string bytes, std::string name, bool is_text)
      : bytes_(std::move(bytes)), name_(std::move(name)), is_text_(is_text) {
    if (yaml_parser_initialize(&parser_) == 0) raise_exception(kMemoryError, {});
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
    if (is_text) yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  ~Loader() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  Values documents(std::size_t most) {
    Values all;
    next();  // of the stream
    for (next(); event_.type != YAML_STREAM_END_EVENT; next()) {
      if (all.size() == most) {
        raise_marked(kComposerError, "expected a single document in the stream", &first_, "but found another document",
                     event_.start_mark);
      }
      anchors_.clear();
      next();
      first_ = event_.start_mark;
      all.push_back(node().value);
      next();  // the document's end
    }
    return all;
  }

 private:
  struct Node;
  using Pairs = std::vector<std::pair<Node, Node>>;
  struct Node {
    Value value;
    std::string tag;
    yaml_mark_t mark;
    bool is_mapping = false, is_sequence = false;
    std::shared_ptr<const Pairs> pairs = nullptr;  // of a mapping, merged ones included; null while it is open
    std::shared_ptr<const std::vector<Node>> items = nullptr;  // of a sequence: its mappings
  };

  [[noreturn]] void raise_marked(const Type& type, const char* context, const yaml_mark_t* context_mark,
                                 std::string_view problem, const yaml_mark_t& mark) {
    std::string text;
    if (context != nullptr) {
      text = std::string(context) + "\n";
      const bool is_shown =
          context_mark != nullptr && (context_mark->line != mark.line || context_mark->column != mark.column);
      if (is_shown) text += mark_text(*context_mark, bytes_, name_, is_text_) + "\n";
    }
    text += std::string(problem) + "\n" + mark_text(mark, bytes_, name_, is_text_);
    const Value error = make_exception(type, text);
    as_exception(error).attributes.set("problem", make_str(problem));
    as_exception(error).attributes.set("context", context != nullptr ? make_str(context) : Value(None));
    raise(error);
  }

  void next() {
    yaml_event_delete(&event_);
    if (yaml_parser_parse(&parser_, &event_) != 0) return;
    event_.type = YAML_NO_EVENT;
    if (parser_.error == YAML_MEMORY_ERROR) raise_exception(kMemoryError, {});
    if (parser_.error == YAML_READER_ERROR) raise_error(kReaderError, parser_.problem);
    const bool is_scanner = parser_.error == YAML_SCANNER_ERROR;
    std::string problem = parser_.problem;
    if (problem == "mapping values are not allowed in this context") problem = "mapping values are not allowed here";
    if (problem == "found character that cannot start any token") {
      const std::size_t at = parser_.problem_mark.index;
      const std::string found = at < bytes_.size() ? bytes_.substr(at, 1) : std::string();
      problem = "found character " + to_repr(make_str(found)) + " that cannot start any token";
    }
    raise_marked(is_scanner ? kScannerError : kParserError, parser_.context,
                 parser_.context != nullptr ? &parser_.context_mark : nullptr, problem, parser_.problem_mark);
  }

  static std::string tag_of(const unsigned char* tag) {
    const std::string text = tag != nullptr ? reinterpret_cast<const char*>(tag) : "";
    return text.starts_with(kPrefix) ? text.substr(kPrefix.size()) : text;
  }
  void remember(const std::string& anchor, const Node& node) {
    if (!anchor.empty()) anchors_[anchor] = node;
  }
  static std::string anchor_of(const unsigned char* anchor) {
    return anchor != nullptr ? reinterpret_cast<const char*>(anchor) : "";
  }

  /// Of the event that was read last.
  Node node() {
    const Recursion level("");
    switch (event_.type) {
      case YAML_ALIAS_EVENT: {
        const std::string name = anchor_of(event_.data.alias.anchor);
        const auto found = anchors_.find(name);
        if (found == anchors_.end()) {
          raise_marked(kComposerError, nullptr, nullptr, "found undefined alias " + to_repr(make_str(name)),
                       event_.start_mark);
        }
        return found->second;
      }
      case YAML_SCALAR_EVENT:
        return scalar();
      case YAML_SEQUENCE_START_EVENT:
        return sequence();
      default:
        return mapping();
    }
  }

  Node scalar() {
    const auto& data = event_.data.scalar;
    const std::string text(reinterpret_cast<const char*>(data.value), data.length);
    std::string tag = tag_of(data.tag);
    if (tag.empty() || tag == "!") tag = data.plain_implicit != 0 && tag.empty() ? implicit_tag(text) : "str";
    Node made{Value(), tag, event_.start_mark};
    const std::string anchor = anchor_of(data.anchor);
    made.value = scalar_value(tag, text);
    remember(anchor, made);
    return made;
  }

  static Value number(std::string text) {
    std::erase(text, '_');
    int sign = 1;
    if (text.starts_with('-') || text.starts_with('+')) {
      if (text[0] == '-') sign = -1;
      text.erase(0, 1);
    }
    const auto parsed = [](std::string_view digits, int base) { return py("int")({make_str(digits), base}); };
    Value value;
    if (text == "0") return 0;
    if (text.starts_with("0b")) {
      value = parsed(text.substr(2), 2);
    } else if (text.starts_with("0x")) {
      value = parsed(text.substr(2), 16);
    } else if (text.starts_with('0')) {
      value = parsed(text, 8);
    } else if (text.find(':') != text.npos) {
      value = 0;
      for (std::string_view part : text::split(text, ":", text::kAll)) value = value * Value(60) + parsed(part, 10);
    } else {
      value = parsed(text, 10);
    }
    return sign < 0 ? -value : value;
  }

  static Value real(std::string text) {
    std::erase(text, '_');
    text = text::lower(text);
    double sign = 1;
    if (text.starts_with('-') || text.starts_with('+')) {
      if (text[0] == '-') sign = -1;
      text.erase(0, 1);
    }
    if (text == ".inf") return sign * kInfinity;
    if (text == ".nan") return kNan;
    if (text.find(':') == text.npos) return Value(sign) * py("float")({make_str(text)});
    Value value = 0.0;
    for (std::string_view part : text::split(text, ":", text::kAll))
      value = value * Value(60) + py("float")({make_str(part)});
    return Value(sign) * value;
  }

  static Value timestamp(const std::string& text) {
    const Value match = import_from("re", "match")(
        {"([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)(?:(?:[Tt]|[ \\t]+)([0-9][0-9]?):([0-9]{2}):([0-9]{2})"
         "(?:\\.([0-9]*))?(?:[ \\t]*(Z|([-+])([0-9][0-9]?)(?::([0-9]{2}))?))?)?$",
         make_str(text)});
    const Values parts = to_values(match.call("groups"));
    const Value whole = py("int");
    const Value datetime = import("datetime");
    const Value year = whole({parts[0]}), month = whole({parts[1]}), day = whole({parts[2]});
    if (parts[3].is_none()) return datetime.attr("date")({year, month, day});
    std::string fraction = parts[6].is_none() ? "" : to_str(parts[6]).substr(0, 6);
    fraction.resize(6, '0');
    Value zone = None;
    if (!parts[8].is_none()) {
      const Value minutes = whole({parts[9]}) * Value(60) + (parts[10].is_none() ? Value(0) : whole({parts[10]}));
      const Value offset = datetime.attr("timedelta")({}, {{"minutes", parts[8] == Value("-") ? -minutes : minutes}});
      zone = datetime.attr("timezone")({offset});
    } else if (!parts[7].is_none()) {
      zone = datetime.attr("timezone").attr("utc");
    }
    return datetime.attr("datetime")(
        {year, month, day, whole({parts[3]}), whole({parts[4]}), whole({parts[5]}), whole({make_str(fraction)})},
        {{"tzinfo", zone}});
  }

  Value scalar_value(const std::string& tag, const std::string& text) {
    if (tag == "str" || tag == "value" || tag == "merge") return make_str(text);
    if (tag == "null") return None;
    if (tag == "int") return number(text);
    if (tag == "float") return real(text);
    if (tag == "timestamp") return timestamp(text);
    if (tag == "binary") return import("base64").call("decodebytes", {make_bytes(text)});
    if (tag == "bool") {
      const std::string word = text::lower(text);
      return word == "yes" || word == "true" || word == "on";
    }
    refuse(tag);
  }
  [[noreturn]] void refuse(const std::string& tag) {
    const std::string full = tag.starts_with('!') ? tag : std::string(kPrefix) + tag;
    raise_marked(kConstructorError, nullptr, nullptr,
                 "could not determine a constructor for the tag " + to_repr(make_str(full)), event_.start_mark);
  }

  Node sequence() {
    const std::string tag = tag_of(event_.data.sequence_start.tag);
    if (!tag.empty() && tag != "seq" && tag != "!" && tag != "omap" && tag != "pairs") refuse(tag);
    Node made{make_list(), "seq", event_.start_mark};
    made.is_sequence = true;
    std::vector<Node> items;
    const std::string anchor = anchor_of(event_.data.sequence_start.anchor);
    remember(anchor, made);
    for (next(); event_.type != YAML_SEQUENCE_END_EVENT; next()) {
      Node item = node();
      if (tag == "omap" || tag == "pairs") {
        if (item.pairs == nullptr) refuse(tag);
        for (const auto& [key, value] : *item.pairs) append(made.value, make_tuple({key.value, value.value}));
      } else {
        append(made.value, item.value);
      }
      if (item.is_mapping) items.push_back(std::move(item));
    }
    made.items = std::make_shared<const std::vector<Node>>(std::move(items));
    remember(anchor, made);
    return made;
  }

  Node mapping() {
    const std::string tag = tag_of(event_.data.mapping_start.tag);
    if (!tag.empty() && tag != "map" && tag != "!" && tag != "set") refuse(tag);
    Node made{tag == "set" ? make_set() : make_dict(), "map", event_.start_mark};
    made.is_mapping = true;
    const std::string anchor = anchor_of(event_.data.mapping_start.anchor);
    remember(anchor, made);
    Pairs merged, own;
    for (next(); event_.type != YAML_MAPPING_END_EVENT; next()) {
      Node key = node();
      next();
      Node value = node();
      if (key.tag != "merge") {
        own.emplace_back(std::move(key), std::move(value));
        continue;
      }
      if (!value.is_mapping && !value.is_sequence) {
        raise_marked(kConstructorError, "while constructing a mapping", &made.mark,
                     "expected a mapping or list of mappings for merging, but found scalar", value.mark);
      }
      const auto merge = [&](const Node& from) {
        if (from.pairs == nullptr) return;  // into itself
        if (merged.size() + from.pairs->size() > kMostMerged) raise_exception(kMemoryError, {});
        merged.insert(merged.end(), from.pairs->begin(), from.pairs->end());
      };
      merge(value);
      if (value.items != nullptr)
        for (auto item = value.items->rbegin(); item != value.items->rend(); ++item) merge(*item);
    }
    merged.insert(merged.end(), own.begin(), own.end());
    for (const auto& [key, value] : merged) {
      if (key.value.is(Tag::kList) || key.value.is(Tag::kDict) || key.value.is(Tag::kSet)) {
        raise_marked(kConstructorError, "while constructing a mapping", &made.mark, "found unhashable key", key.mark);
      }
      if (tag == "set") {
        add_key(as_set(made.value), key.value);
      } else {
        as_dict(made.value).set(key.value, value.value);
      }
    }
    made.pairs = std::make_shared<const Pairs>(std::move(merged));
    remember(anchor, made);
    return made;
  }

  std::string bytes_, name_;
  bool is_text_;
  yaml_parser_t parser_{};
  yaml_event_t event_{};
  yaml_mark_t first_{};
  std::map<std::string, Node> anchors_;
};

}  // namespace

std::string implicit_tag(const std::string& text) {
  constexpr std::string_view kStarts = "yYnNtTfFoO-+0123456789.~<=";
  if (text.empty()) return "null";
  if (kStarts.find(text[0]) == kStarts.npos) return "str";
  for (const Patterns::Pattern& pattern : run_local<Patterns>().all)
    if (!pattern.compiled.call("match", {make_str(text)}).is_none() && !text.ends_with('\n')) return pattern.tag;
  return "str";
}

Values load(const Value& stream, std::size_t most) {
  Value content = stream;
  std::string name = stream.is_str() ? "<unicode string>" : "<byte string>";
  if (!stream.is_str() && !is_any_bytes(stream)) {
    content = stream.call("read");
    const Value given = find_attribute(stream, "name");
    name = given.is_unset() ? "<file>" : to_str(given);
  }
  const bool is_text = content.is_str();
  return Loader(std::string(is_text ? content.text() : std::string_view(as_bytes(content))), name,
                stream.is_str() || is_any_bytes(stream))
      .documents(most);
}

}  // namespace pbc::yaml
