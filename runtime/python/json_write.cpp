// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "python/float_object.h"
#include "python/format_float.h"
#include "python/json.h"
#include "python/text.h"

namespace pbc {
namespace {

void append_u(std::string& out, char32_t unit) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out.push_back("0123456789abcdef"[(unit >> shift) & 15]);
}

class Writer {
 public:
  Writer(std::string& out, const JsonWriting& writing) : out_(out), writing_(writing) {}

  void write(const Value& value) {
    switch (value.tag()) {
      case Tag::kNone:
        out_ += "null";
        return;
      case Tag::kBool:
        out_ += value.as_int() != 0 ? "true" : "false";
        return;
      case Tag::kInt:
        out_ += std::to_string(value.as_int());
        return;
      case Tag::kBigInt:
        append_repr(out_, value);
        return;
      case Tag::kFloat:
        out_ += float_text(value.as_float());
        return;
      case Tag::kLiteral:
      case Tag::kStr:
        append_json_string(out_, value.text(), writing_.ensure_ascii);
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
    out_ += '\n';
    for (int i = 0; i < depth_; ++i) out_ += writing_.indent;
  }

  /// What stands before an item of a container.
  void lead(bool first) {
    if (!first) out_ += writing_.item_separator;
    if (writing_.pretty) new_line();
  }

  void end(char bracket) {
    --depth_;
    if (writing_.pretty) new_line();
    out_ += bracket;
  }

  void write_items(const Value& container, const Values& items) {
    if (items.empty()) {
      out_ += "[]";
      return;
    }
    const Recursion recursion(" while encoding a JSON object");
    const Inside inside(*this, container);
    out_ += '[';
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
        append_json_string(out_, key.text(), writing_.ensure_ascii);
        out_ += writing_.key_separator;
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
        text = to_repr(key);
        break;
      default:
        if (writing_.skip_keys) return false;
        raise_type_error("keys must be str, int, float, bool or None, not ", type_name(key));
    }
    lead(first);
    append_json_string(out_, text, writing_.ensure_ascii);
    out_ += writing_.key_separator;
    return true;
  }

  void write_dict(const Value& dict) {
    Table& table = as_dict(dict);
    if (table.empty()) {
      out_ += "{}";
      return;
    }
    const Recursion recursion(" while encoding a JSON object");
    const Inside inside(*this, dict);
    out_ += '{';
    ++depth_;
    bool first = true;
    const auto write_entry = [&](const Value& key, const Value& value) {
      if (!write_key(key, first)) return;
      first = false;
      write(value);
    };
    if (writing_.sort_keys) {
      Values entries;
      for (const Table::Entry& entry : table.entries()) entries.push_back(make_tuple({entry.key, entry.value}));
      const Value sorted = make_list(std::move(entries));
      sorted.call("sort");
      for (const Value& entry : as_list(sorted)) write_entry(as_tuple(entry)[0], as_tuple(entry)[1]);
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
      out_ += float_text(number->number);
      return;
    }
    if (writing_.fallback.is_unset() || writing_.fallback.is_none())
      raise_type_error("Object of type ", type_of(value).name.view(), " is not JSON serializable");
    const Inside inside(*this, value);
    const Value replacement = writing_.fallback({value});
    const Recursion recursion(" while encoding a JSON object");
    write(replacement);
  }

  std::string& out_;
  const JsonWriting& writing_;
  int depth_ = 0;
  std::vector<const void*> path_;  // the containers that are being written; null where a value has no address
};

}  // namespace

void append_json_string(std::string& out, std::string_view text, bool ensure_ascii) {
  out += '"';
  std::size_t run = 0;  // start of the characters that stand for themselves
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte != '"' && byte != '\\' && (byte < 0x7F || !ensure_ascii)) {
      ++at;
      continue;
    }
    out += text.substr(run, at - run);
    const char32_t c = unicode::next(text, at);
    run = at;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\b':
        out += "\\b";
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
  out += text.substr(run);
  out += '"';
}

void write_json(std::string& out, const Value& value, const JsonWriting& writing) { Writer(out, writing).write(value); }

}  // namespace pbc
