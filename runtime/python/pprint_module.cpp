// SPDX-License-Identifier: Apache-2.0
//
// The module pprint (Python library reference, pprint).
#include <algorithm>
#include <limits>
#include <optional>

#include "python/class.h"
#include "python/library.h"
#include "python/objects.h"
#include "python/text.h"

namespace pbc {
namespace {

struct Layout {
  std::int64_t indent = 1;
  std::int64_t width = 80;
  std::optional<std::int64_t> depth;
  bool compact = false;
  bool sort_dicts = true;
  bool underscores = false;
};

std::int64_t length(std::string_view text) { return static_cast<std::int64_t>(unicode::count_code_points(text)); }

/// pprint._safe_key: by value where values compare, else by the names of their types.
bool safe_less(const Value& a, const Value& b) {
  try {
    return a < b;
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError)) throw;
    caught();
    return type_of(a).name.view() < type_of(b).name.view();
  }
}

std::vector<std::pair<Value, Value>> items_of(const Value& dict, const Layout& layout) {
  std::vector<std::pair<Value, Value>> items;
  for (const Table::Entry& entry : as_dict(dict).entries()) items.emplace_back(entry.key, entry.value);
  if (layout.sort_dicts)
    std::stable_sort(items.begin(), items.end(),
                     [](const auto& a, const auto& b) { return safe_less(a.first, b.first); });
  return items;
}

class Printer {
 public:
  explicit Printer(const Layout& layout) : layout_(layout) {}

  std::string run(const Value& value) {
    print(value, 0, 0, 0);
    return std::move(out_);
  }

 private:
  bool is_inside(const Value& value) const {
    return value.is_heap() && std::ranges::find(path_, value.object()) != path_.end();
  }
  static std::string recursion_of(const Value& value) {
    return "<Recursion on " + std::string(type_of(value).name.view()) + ">";
  }

  /// On one line, dicts sorted.
  std::string flat(const Value& value, std::int64_t level) {
    const bool is_container = value.is(Tag::kDict) || value.is(Tag::kList) || value.is(Tag::kTuple);
    if (is_any_int(value) && !value.is(Tag::kBool) && layout_.underscores)
      return to_str(value.call("__format__", {"_d"}));
    if (has_class(value) && find_special(value, "__repr__") != nullptr) return to_repr(value);
    if (!is_container || (value.is(Tag::kDict) && as_dict_object(value).type->repr != nullptr)) return to_repr(value);
    if (length_of(value) == 0) return to_repr(value);
    const std::string_view open = value.is(Tag::kDict) ? "{" : value.is(Tag::kList) ? "[" : "(";
    const std::string_view close = value.is(Tag::kDict) ? "}" : value.is(Tag::kList) ? "]" : ")";
    if (layout_.depth && level >= *layout_.depth) {
      const bool single = value.is(Tag::kTuple) && as_tuple(value).size() == 1;
      return std::string(open) + (single ? "...," : "...") + std::string(close);
    }
    if (is_inside(value)) return recursion_of(value);
    const Recursion recursion("");
    path_.push_back(value.object());
    std::string text(open);
    bool first = true;
    if (value.is(Tag::kDict)) {
      for (const auto& [key, item] : items_of(value, layout_)) {
        text += (first ? "" : ", ") + flat(key, level + 1) + ": " + flat(item, level + 1);
        first = false;
      }
    } else {
      for (const Value& item : value.is(Tag::kList) ? Values(as_list(value)) : as_tuple(value)) {
        text += (first ? "" : ", ") + flat(item, level + 1);
        first = false;
      }
      if (value.is(Tag::kTuple) && as_tuple(value).size() == 1) text += ",";
    }
    path_.pop_back();
    return text + std::string(close);
  }

  void print(const Value& value, std::int64_t indent, std::int64_t allowance, std::int64_t level) {
    if (is_inside(value)) {
      out_ += recursion_of(value);
      return;
    }
    const std::string line = flat(value, level);
    if (length(line) <= layout_.width - indent - allowance || !print_split(value, indent, allowance, level + 1))
      out_ += line;
  }

  /// Over several lines; false for what has no such form.
  bool print_split(const Value& value, std::int64_t indent, std::int64_t allowance, std::int64_t level) {
    if (value.is_str()) return print_text(value, indent, allowance, level);
    if (!value.is(Tag::kDict) && !value.is(Tag::kList) && !value.is(Tag::kTuple) && !is_any_set(value)) return false;
    if (value.is(Tag::kDict) && as_dict_object(value).type->repr != nullptr) return false;
    if (value.is(Tag::kTuple) && &type_of(value) != &kTupleType) return false;
    const Recursion recursion("");
    path_.push_back(value.object());
    if (value.is(Tag::kDict)) {
      print_dict(value, indent, allowance, level);
    } else {
      print_items(value, indent, allowance, level);
    }
    path_.pop_back();
    return true;
  }

  void new_line(std::int64_t indent) { out_ += "\n" + std::string(static_cast<std::size_t>(indent), ' '); }

  void print_dict(const Value& value, std::int64_t indent, std::int64_t allowance, std::int64_t level) {
    out_ += '{';
    if (layout_.indent > 1) out_ += std::string(static_cast<std::size_t>(layout_.indent - 1), ' ');
    indent += layout_.indent;
    const auto items = items_of(value, layout_);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool last = i + 1 == items.size();
      const std::string key = flat(items[i].first, level);
      out_ += key + ": ";
      print(items[i].second, indent + length(key) + 2, last ? allowance + 1 : 1, level);
      if (!last) {
        out_ += ',';
        new_line(indent);
      }
    }
    out_ += '}';
  }

  void print_items(const Value& value, std::int64_t indent, std::int64_t allowance, std::int64_t level) {
    Values items;
    std::string_view close;
    if (value.is(Tag::kList)) {
      out_ += '[';
      close = "]";
      items = as_list(value);
    } else if (value.is(Tag::kTuple)) {
      out_ += '(';
      items = as_tuple(value);
      close = items.size() == 1 ? ",)" : ")";
    } else {
      const bool frozen = value.is(Tag::kFrozenSet);
      out_ += frozen ? "frozenset({" : "{";
      close = frozen ? "})" : "}";
      if (frozen) indent += 10;
      for (const Table::Entry& entry : as_set(value).entries()) items.push_back(entry.key);
      std::stable_sort(items.begin(), items.end(), safe_less);
    }
    allowance += length(close);
    indent += layout_.indent;
    if (layout_.indent > 1) out_ += std::string(static_cast<std::size_t>(layout_.indent - 1), ' ');
    const std::string break_text = ",\n" + std::string(static_cast<std::size_t>(indent), ' ');
    std::string between;
    std::int64_t max_width = layout_.width - indent + 1;
    std::int64_t width = max_width;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool last = i + 1 == items.size();
      if (last) {
        max_width -= allowance;
        width -= allowance;
      }
      if (layout_.compact) {
        const std::string text = flat(items[i], level);
        const std::int64_t needed = length(text) + 2;
        if (width < needed) {
          width = max_width;
          if (!between.empty()) between = break_text;
        }
        if (width >= needed) {
          width -= needed;
          out_ += between + text;
          between = ", ";
          continue;
        }
      }
      out_ += between;
      between = break_text;
      print(items[i], indent, last ? allowance : 1, level);
    }
    out_ += close;
  }

  bool print_text(const Value& value, std::int64_t indent, std::int64_t allowance, std::int64_t level) {
    if (value.text().empty()) return false;
    if (level == 1) {
      ++indent;
      ++allowance;
    }
    const auto repr = [](std::string_view text) {
      std::string out;
      text::append_repr(out, text);
      return out;
    };
    std::vector<std::string> chunks;
    const text::Parts lines = text::split_lines<text::Text>(value.text(), true);
    const std::int64_t full = layout_.width - indent;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool last = i + 1 == lines.size();
      const std::string whole = repr(lines[i]);
      if (length(whole) <= full - (last ? allowance : 0)) {
        chunks.push_back(whole);
        continue;
      }
      // Words with the white space behind them.
      std::vector<std::string_view> parts;
      std::string_view rest = lines[i];
      while (!rest.empty()) {
        std::size_t at = 0;
        bool in_space = false;
        while (at < rest.size()) {
          std::size_t next = at;
          const bool space = unicode::is_space(unicode::next(rest, next));
          if (in_space && !space) break;
          in_space = space;
          at = next;
        }
        parts.push_back(rest.substr(0, at));
        rest.remove_prefix(at);
      }
      std::string current;
      for (std::size_t j = 0; j < parts.size(); ++j) {
        const std::string candidate = current + std::string(parts[j]);
        const std::int64_t room = full - (last && j + 1 == parts.size() ? allowance : 0);
        if (length(repr(candidate)) > room) {
          if (!current.empty()) chunks.push_back(repr(current));
          current = parts[j];
        } else {
          current = candidate;
        }
      }
      if (!current.empty()) chunks.push_back(repr(current));
    }
    if (chunks.size() == 1) {
      out_ += repr(lines.back());
      return true;
    }
    if (level == 1) out_ += '(';
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      if (i > 0) new_line(indent);
      out_ += chunks[i];
    }
    if (level == 1) out_ += ')';
    return true;
  }

  const Layout& layout_;
  std::string out_;
  std::vector<const Object*> path_;
};

bool flag(const Value& value, bool fallback) { return value.is_unset() ? fallback : bool(value); }

/// indent, width, depth, compact, sort_dicts, underscore_numbers
Layout layout_of(Value* a) {
  Layout layout;
  if (!a[0].is_unset()) layout.indent = to_index(a[0]);
  if (!a[1].is_unset()) layout.width = to_index(a[1]);
  if (!a[2].is_unset() && !a[2].is_none()) layout.depth = to_index(a[2]);
  layout.compact = flag(a[3], false);
  layout.sort_dicts = flag(a[4], true);
  layout.underscores = flag(a[5], false);
  if (layout.indent < 0) raise_value_error("indent must be >= 0");
  if (layout.depth && *layout.depth <= 0) raise_value_error("depth must be > 0");
  if (layout.width == 0) raise_value_error("width must be != 0");
  return layout;
}

Value write(const std::string& text, const Value& stream) {
  if (stream.is_unset() || stream.is_none()) {
    py("print")({make_str(text)});
  } else {
    stream.call("write", {make_str(text + "\n")});
  }
  return None;
}

Value pformat(const Value&, Value* a) {
  const Layout layout = layout_of(a + 1);
  return make_str(Printer(layout).run(a[0]));
}

Value pprint(const Value&, Value* a) {
  const Value stream = a[1];
  a[1] = a[0];
  const Layout layout = layout_of(a + 2);
  return write(Printer(layout).run(a[1]), stream);
}

Value pp(const Value& self, Value* a) {
  if (a[6].is_unset()) a[6] = false;
  return pprint(self, a);
}

Value saferepr(const Value&, Value* a) {
  Layout layout;
  layout.width = std::numeric_limits<std::int64_t>::max();
  return make_str(Printer(layout).run(a[0]));
}

constexpr Method kFunctions[] = {
    {"pformat", pformat, "def object, indent=, width=, depth=, *, compact=, sort_dicts=, underscore_numbers="},
    {"pp", pp, "def object, stream=, indent=, width=, depth=, *, compact=, sort_dicts=, underscore_numbers="},
    {"pprint", pprint, "def object, stream=, indent=, width=, depth=, *, compact=, sort_dicts=, underscore_numbers="},
    {"saferepr", saferepr, "def object"},
};

}  // namespace

constinit const Module kPprintModule{.name = "pprint", .functions = kFunctions};

}  // namespace pbc
