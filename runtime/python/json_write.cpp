// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "python/class.h"
#include "python/float_object.h"
#include "python/format_float.h"
#include "python/json.h"
#include "python/json_scan.h"
#include "python/plain_format.h"
#include "python/plain_int.h"
#include "python/text.h"

namespace pbc {
namespace {

void append_u(TextBuffer& out, char32_t unit) {
  char* at = out.add(6);
  *at++ = '\\';
  *at++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) *at++ = "0123456789abcdef"[(unit >> shift) & 15];
}

class Writer {
 public:
  Writer(TextBuffer& out, const JsonWriting& writing) : out_(out), writing_(writing) {}

  void write(const Value& value) {
    switch (value.tag()) {
      case Tag::kNone:
        out_.append("null");
        return;
      case Tag::kBool:
        out_.append(value.as_int() != 0 ? "true" : "false");
        return;
      case Tag::kInt:
        append_int(out_, value.as_int());
        return;
      case Tag::kBigInt:
        out_.append(to_repr(plain_int(value)));
        return;
      case Tag::kFloat:
        if (std::isfinite(value.as_float()))
          append_float(out_, value.as_float());
        else
          out_.append(float_text(value.as_float()));
        return;
      case Tag::kLiteral:
      case Tag::kStr:
        append_json_string(out_, text_of(value), writing_.ensure_ascii);
        return;
      case Tag::kList:
        write_items(value, as_list(value));
        return;
      case Tag::kTuple:
        write_items(value, as_tuple(value));
        return;
      case Tag::kDict:
        write_dict(value);
        return;
      default:
        write_other(value);
        return;
    }
  }

 private:
  /// Marks a container as being written.
  class Inside {
   public:
    Inside(Writer& writer, const Value& value) : writer_(writer) {
      if (!writer.writing_.check_circular) return;
      const void* object = value.is_heap()           ? static_cast<const void*>(value.object())
                           : value.is(Tag::kBuiltin) ? static_cast<const void*>(&value.builtin())
                                                     : nullptr;
      if (object != nullptr && std::ranges::find(writer.path_, object) != writer.path_.end())
        raise_value_error("Circular reference detected");
      writer.path_.push_back(object);
    }
    ~Inside() {
      if (writer_.writing_.check_circular) writer_.path_.pop_back();
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Writer& writer_;
  };

  std::string float_text(double number) const {
    if (std::isfinite(number)) return text::float_repr(number);
    if (!writing_.allow_nan) {
      // CPython has two encoders, and the one that indents names the value.
      raise_value_error("Out of range float values are not JSON compliant",
                        writing_.pretty ? ": " + text::float_repr(number) : "");
    }
    return std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
  }

  void new_line() {
    out_.append('\n');
    for (int i = 0; i < depth_; ++i) out_.append(writing_.indent);
  }

  /// What stands before an item of a container.
  void lead(bool first) {
    if (!first) out_.append(writing_.item_separator);
    if (writing_.pretty) new_line();
  }

  void end(char bracket) {
    --depth_;
    if (writing_.pretty) new_line();
    out_.append(bracket);
  }

  void write_items(const Value& container, const Values& items) {
    if (items.empty()) {
      out_.append("[]");
      return;
    }
    const Recursion recursion(" while encoding a JSON object");
    const Inside inside(*this, container);
    out_.append('[');
    ++depth_;
    for (std::size_t i = 0; i < items.size(); ++i) {
      lead(i == 0);
      const Value item = items[i];  // `default` may change the list
      write(item);
    }
    end(']');
  }

  /// False where the key is to be skipped.
  bool write_key(const Value& key, bool first) {
    std::string text;
    switch (key.tag()) {
      case Tag::kLiteral:
      case Tag::kStr:
        lead(first);
        append_json_string(out_, text_of(key), writing_.ensure_ascii);
        out_.append(writing_.key_separator);
        return true;
      case Tag::kFloat:
        text = float_text(key.as_float());
        break;
      case Tag::kBool:
        text = key.as_int() != 0 ? "true" : "false";
        break;
      case Tag::kNone:
        text = "null";
        break;
      case Tag::kInt:
      case Tag::kBigInt:
        text = to_repr(plain_int(key));
        break;
      default:
        if (const FloatObject* number = as_float_object(key)) {
          text = float_text(number->number);
          break;
        }
        if (writing_.skip_keys) return false;
        raise_type_error("keys must be str, int, float, bool or None, not ", type_name(key));
    }
    lead(first);
    append_json_string(out_, text, writing_.ensure_ascii);
    out_.append(writing_.key_separator);
    return true;
  }

  using Entries = std::vector<std::pair<Value, Value>>;

  /// The entries by key, as sorted(dict.items()) gives them.
  static Entries sorted_entries(Table& table) {
    Entries entries;
    bool all_text = true;
    for (const Table::Entry& entry : table.entries()) {
      entries.emplace_back(entry.key, entry.value);
      all_text = all_text && entry.key.is_str() && !has_class(entry.key);
    }
    if (all_text) {  // and no two are equal
      std::sort(entries.begin(), entries.end(),
                [](const auto& a, const auto& b) { return text_of(a.first) < text_of(b.first); });
      return entries;
    }
    Values pairs;
    for (const auto& [key, value] : entries) pairs.push_back(make_tuple({key, value}));
    entries.clear();
    const Value sorted = make_list(std::move(pairs));
    sorted.call("sort");
    for (const Value& pair : as_list(sorted)) entries.emplace_back(as_tuple(pair)[0], as_tuple(pair)[1]);
    return entries;
  }

  void write_dict(const Value& dict) {
    Table& table = as_dict(dict);
    if (table.empty()) {
      out_.append("{}");
      return;
    }
    const Recursion recursion(" while encoding a JSON object");
    const Inside inside(*this, dict);
    out_.append('{');
    ++depth_;
    bool first = true;
    const auto write_entry = [&](const Value& key, const Value& value) {
      if (!write_key(key, first)) return;
      first = false;
      write(value);
    };
    if (writing_.sort_keys) {
      for (const auto& [key, value] : sorted_entries(table)) write_entry(key, value);
    } else {
      for (std::size_t i = table.next(0); i != table.end(); i = table.next(i + 1)) {
        const Value key = table.at(i).key;
        const Value value = table.at(i).value;
        write_entry(key, value);
      }
    }
    if (first && writing_.pretty) new_line();  // every key was skipped
    end('}');
  }

  void write_other(const Value& value) {
    if (const FloatObject* number = as_float_object(value)) {
      out_.append(float_text(number->number));
      return;
    }
    if (writing_.fallback.is_unset() || writing_.fallback.is_none())
      raise_type_error("Object of type ", type_of(value).name.view(), " is not JSON serializable");
    const Inside inside(*this, value);
    const Value replacement = writing_.fallback({value});
    const Recursion recursion(" while encoding a JSON object");
    write(replacement);
  }

  TextBuffer& out_;
  const JsonWriting& writing_;
  int depth_ = 0;
  std::vector<const void*> path_;  // the containers that are being written; null where a value has no address
};

}  // namespace

void append_json_string(TextBuffer& out, std::string_view text, bool ensure_ascii) {
  out.append('"');
  std::size_t run = 0;  // start of the characters that stand for themselves
  while (true) {
    std::size_t at = ensure_ascii ? find_json_special<true>(text, run) : find_json_special<false>(text, run);
    out.append(text.substr(run, at - run));
    if (at == text.size()) break;
    const char32_t c = unicode::next(text, at);
    run = at;
    switch (c) {
      case '"':
        out.append(std::string_view("\\\""));
        break;
      case '\\':
        out.append(std::string_view("\\\\"));
        break;
      case '\n':
        out.append(std::string_view("\\n"));
        break;
      case '\r':
        out.append(std::string_view("\\r"));
        break;
      case '\t':
        out.append(std::string_view("\\t"));
        break;
      case '\f':
        out.append(std::string_view("\\f"));
        break;
      case '\b':
        out.append(std::string_view("\\b"));
        break;
      default:
        if (c >= 0x10000) {
          append_u(out, 0xD800 + ((c - 0x10000) >> 10));
          append_u(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
          append_u(out, c);
        }
    }
  }
  out.append('"');
}

void append_json_string(std::string& out, std::string_view text, bool ensure_ascii) {
  TextBuffer quoted;
  append_json_string(quoted, text, ensure_ascii);
  out += quoted.view();
}

void write_json(TextBuffer& out, const Value& value, const JsonWriting& writing) { Writer(out, writing).write(value); }

}  // namespace pbc
