// SPDX-License-Identifier: Apache-2.0
//
// str(), repr() and ascii().
#include <cstdio>

#include "python/big_integer.h"
#include "python/execution.h"
#include "python/format_float.h"
#include "python/generator.h"
#include "python/objects.h"
#include "python/plain_format.h"
#include "python/set_order.h"
#include "python/special_methods.h"
#include "python/text.h"

namespace pbc {

namespace {

/// The containers whose repr is being made on this thread: one that contains itself shows an ellipsis.
class Showing {
 public:
  explicit Showing(const Value& container) : object_(container.object()), outer_(innermost_) {
    for (const Showing* at = outer_; at != nullptr; at = at->outer_) is_repeated_ |= at->object_ == object_;
    innermost_ = this;
  }
  ~Showing() { innermost_ = outer_; }
  bool is_repeated() const { return is_repeated_; }

  static const Showing* exchange(const Showing* innermost) { return std::exchange(innermost_, innermost); }

 private:
  static constinit thread_local const Showing* innermost_;
  const Object* object_;
  const Showing* outer_;
  bool is_repeated_ = false;
};
constinit thread_local const Showing* Showing::innermost_ = nullptr;

constexpr const char* kDoing = " while getting the repr of an object";

void append_items(std::string& out, const Values& items) {
  // By index: a repr may change the list.
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ", ";
    append_repr(out, Value(items[i]));
  }
}

void append_sequence(std::string& out, const Value& v, const Values& items, const char* open, const char* close) {
  Recursion recursion(kDoing);
  Showing showing(v);
  out += open;
  if (showing.is_repeated()) {
    out += "...";
  } else {
    append_items(out, items);
    if (items.size() == 1 && v.is(Tag::kTuple)) out += ',';
  }
  out += close;
}

void append_dict(std::string& out, const Value& v) {
  Recursion recursion(kDoing);
  Showing showing(v);
  const Table& table = as_dict(v);
  out += '{';
  if (showing.is_repeated()) out += "...";
  bool is_first = true;
  for (std::size_t i = table.next(0); !showing.is_repeated() && i != Table::end(); i = table.next(i + 1)) {
    if (!is_first) out += ", ";
    is_first = false;
    Value key = table.at(i).key, value = table.at(i).value;
    append_repr(out, key);
    out += ": ";
    append_repr(out, value);
  }
  out += '}';
}

void append_keys(std::string& out, const Table& table) {
  bool is_first = true;
  for (std::size_t i = table.next(0); i != Table::end(); i = table.next(i + 1)) {
    if (!is_first) out += ", ";
    is_first = false;
    append_repr(out, Value(table.at(i).key));
  }
}

void append_set(std::string& out, const Value& v) {
  Recursion recursion(kDoing);
  Showing showing(v);
  settle(v);
  const Table& table = as_set(v);
  bool is_frozen = v.is(Tag::kFrozenSet);
  if (has_class(v)) {
    out.append(type_of(v).name.view()).append("(");
    if (showing.is_repeated()) {
      out += "...";
    } else if (!table.empty()) {
      out += '{';
      append_keys(out, table);
      out += '}';
    }
    out += ')';
    return;
  }
  if (table.empty() || showing.is_repeated()) {
    out += is_frozen ? "frozenset(" : "set(";
    out += table.empty() ? ")" : "...)";
    return;
  }
  out += is_frozen ? "frozenset({" : "{";
  append_keys(out, table);
  out += is_frozen ? "})" : "}";
}

void append_view(std::string& out, const Value& v) {
  Recursion recursion(kDoing);
  Showing showing(v);
  const DictView& view = as_view(v);
  const Table& table = as_dict(view.dict);
  constexpr const char* kNames[] = {"dict_keys([", "dict_values([", "dict_items(["};
  if (showing.is_repeated()) {
    out += "...";
    return;
  }
  out += kNames[static_cast<int>(view.kind)];
  bool is_first = true;
  for (std::size_t i = table.next(0); i != Table::end(); i = table.next(i + 1)) {
    if (!is_first) out += ", ";
    is_first = false;
    const Table::Entry entry = table.at(i);
    if (view.kind == DictView::Kind::kItems) {
      out += '(';
      append_repr(out, entry.key);
      out += ", ";
      append_repr(out, entry.value);
      out += ')';
    } else {
      append_repr(out, view.kind == DictView::Kind::kKeys ? entry.key : entry.value);
    }
  }
  out += "])";
}

void append_address(std::string& out, const void* pointer) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%zx", reinterpret_cast<std::size_t>(pointer));
  out += text;
}

void append_qualified_name(std::string& out, const Type& type) {
  if (std::string_view(type.module) != "builtins") out.append(type.module).append(".");
  if (type.own_class != nullptr)
    out += type.own_class->qualified_name.text();
  else
    out += type.name.view();
}

void append_builtin(std::string& out, const Value& v) {
  if (const Type* type = as_type(v)) {
    if (type->own_class != nullptr && type->own_class->protocol != nullptr && type->own_class->protocol->repr) {
      out += type->own_class->protocol->repr(*type->own_class);
      return;
    }
    out += "<class '";
    append_qualified_name(out, *type);
    out += "'>";
    return;
  }
  if (const Method* method = as_method(v)) {
    out.append("<built-in function ").append(method->name.view()).append(">");
  } else {
    out += reinterpret_cast<const Singleton*>(&v.builtin())->name;
  }
}

void append_exception(std::string& out, const Value& v) {
  const Exception& exception = as_exception(v);
  Recursion recursion(kDoing);
  out += exception.type->name.view();
  out += '(';
  const Values& args = as_tuple(exception.args);
  append_items(out, args);
  out += ')';
}

void append_bound(std::string& out, const Value& v) {
  const BoundMethod& bound = as_bound(v);
  if (bound.self.is_unset()) {
    out.append("<method '").append(bound.method->name.view()).append("' of '");
    out.append(bound.owner->name.view()).append("' objects>");
    return;
  }
  out.append("<built-in method ").append(bound.method->name.view()).append(" of ");
  out.append(type_name(bound.self)).append(" object at ");
  append_address(out, bound.self.is_heap() ? static_cast<const void*>(bound.self.object()) : &kNoneType);
  out += '>';
}

void append_object(std::string& out, const Value& v) {
  out += '<';
  append_qualified_name(out, type_of(v));
  out += " object ";
  if (const Generator* generator = as_generator(v)) out.append(generator->function).append(" ");
  out += "at ";
  append_address(out, v.object());
  out += '>';
}

std::string (*own_form(const Value& v, bool is_repr))(const Value&) {
  for (const Type* type = &type_of(v); type != nullptr; type = type->base)
    if (auto* form = is_repr ? type->repr : type->str) return form;
  return nullptr;
}

}  // namespace

const void* exchange_showing(const void* innermost) {
  return Showing::exchange(static_cast<const Showing*>(innermost));
}

void append_repr(std::string& out, const Value& v) {
  if (has_class(v)) {
    Recursion recursion(kDoing);
    if (const std::optional<std::string> own = class_text(v, "__repr__")) {
      out += *own;
      return;
    }
    for (const Type* type : class_of(v).mro)
      if (type->hooks != nullptr && type->repr != nullptr) {
        out += type->repr(v);
        return;
      }
  }
  switch (v.tag()) {
    case Tag::kUnset:
      out += "<unset>";
      break;
    case Tag::kNone:
      out += "None";
      break;
    case Tag::kBool:
      out += v.as_int() != 0 ? "True" : "False";
      break;
    case Tag::kInt:
      out += std::to_string(v.as_int());
      break;
    case Tag::kFloat:
      out += text::float_repr(v.as_float());
      break;
    case Tag::kLiteral:
    case Tag::kStr:
      text::append_repr(out, v.text());
      break;
    case Tag::kBigInt:
      out += to_decimal(as_big_int(v));
      break;
    case Tag::kBytes:
      text::append_bytes_repr(out, as_bytes(v));
      break;
    case Tag::kByteArray:
      out += "bytearray(";
      text::append_bytes_repr(out, as_bytes(v));
      out += ')';
      break;
    case Tag::kList:
      append_sequence(out, v, as_list(v), "[", "]");
      break;
    case Tag::kTuple:
      if (auto* form = own_form(v, true)) {
        out += form(v);
      } else {
        append_sequence(out, v, as_tuple(v), "(", ")");
      }
      break;
    case Tag::kDict:
      if (auto* form = own_form(v, true)) {
        out += form(v);
      } else {
        append_dict(out, v);
      }
      break;
    case Tag::kDictView:
      append_view(out, v);
      break;
    case Tag::kSet:
    case Tag::kFrozenSet:
      append_set(out, v);
      break;
    case Tag::kRange: {
      const Range& range = as_range(v);
      out += "range(" + std::to_string(range.start) + ", " + std::to_string(range.stop);
      if (range.step != 1) out += ", " + std::to_string(range.step);
      out += ')';
      break;
    }
    case Tag::kSlice: {
      const Slice& slice = as_slice(v);
      out += "slice(";
      append_items(out, {slice.start, slice.stop, slice.step});
      out += ')';
      break;
    }
    case Tag::kFunction:
      out.append("<function ").append(function_info(v.code()).name).append(" at ");
      append_address(out, reinterpret_cast<const void*>(v.code()));
      out += '>';
      break;
    case Tag::kClosure:
      out.append("<function ").append(as_closure(v).info.name).append(" at ");
      append_address(out, v.object());
      out += '>';
      break;
    case Tag::kBuiltin:
    case Tag::kType:
      append_builtin(out, v);
      break;
    case Tag::kBoundMethod:
      append_bound(out, v);
      break;
    case Tag::kModule:
      out.append("<module '").append(as_module(v).module->name.view()).append("' (built-in)>");
      break;
    case Tag::kException:
      if (auto* form = own_form(v, true)) {
        out += form(v);
      } else {
        append_exception(out, v);
      }
      break;
    case Tag::kNative: {
      Recursion recursion(kDoing);
      out += as_native(v).repr();
      break;
    }
    default:
      append_object(out, v);
  }
}

void append_str(std::string& out, const Value& v) {
  if (has_class(v)) {
    Recursion recursion(" while getting the str of an object");
    if (const std::optional<std::string> own = class_text(v, "__str__")) {
      out += *own;
      return;
    }
    // A class's __repr__ is its __str__ too, unless the library says otherwise.
    for (const Type* type : class_of(v).mro)
      if (type->hooks != nullptr && type->str != nullptr) {
        out += type->str(v);
        return;
      }
    if (find_special(v, "__repr__") != nullptr && !v.is(Tag::kException) && !v.is(Tag::kStr))
      return append_repr(out, v);
  }
  switch (v.tag()) {
    case Tag::kLiteral:
    case Tag::kStr:
      out += v.text();
      break;
    case Tag::kNative: {
      Recursion recursion(" while getting the str of an object");
      out += as_native(v).str();
      break;
    }
    case Tag::kException: {
      const Values& args = as_tuple(as_exception(v).args);
      if (auto* form = own_form(v, false)) {
        out += form(v);
      } else if (args.size() == 1) {
        append_str(out, args[0]);
      } else if (!args.empty()) {
        append_repr(out, as_exception(v).args);
      }
      break;
    }
    case Tag::kTuple:
    case Tag::kDict:
      if (auto* form = own_form(v, false)) {
        out += form(v);
        break;
      }
      [[fallthrough]];
    default:
      append_repr(out, v);
  }
}

std::string to_str(const Value& v) {
  std::string out;
  append_str(out, v);
  return out;
}

std::string to_repr(const Value& v) {
  std::string out;
  append_repr(out, v);
  return out;
}

std::string to_ascii(const Value& v) { return text::escape_non_ascii(to_repr(v)); }

Value str_value(const Value& v) {
  if (v.is_str() && !has_class(v)) return v;
  if (!v.is(Tag::kInt) && !v.is(Tag::kFloat)) return make_str(to_str(v));
  TextBuffer out;
  append_plain_format(out, v, "");
  return make_ascii(out.view());
}

std::string Native::repr() const {
  std::string out = "<";
  append_qualified_name(out, type());
  out += " object at ";
  append_address(out, this);
  out += '>';
  return out;
}

}  // namespace pbc
