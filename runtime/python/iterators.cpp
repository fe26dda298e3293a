// SPDX-License-Identifier: Apache-2.0
#include "python/iterators.h"

#include "python/sequences.h"
#include "python/set_order.h"
#include "python/special_methods.h"
#include "python/unicode.h"

namespace pbc {

namespace {

/// A list, forwards; it sees what is appended meanwhile. So do tuples, which do not change.
struct SequenceIterator final : Iterator {
  SequenceIterator(Value source, const Type& of) : source(std::move(source)), of(of) {}
  bool next(Value& item) override {
    if (source.is_unset()) return false;
    const Values& items = source.is(Tag::kList) ? as_list(source) : as_tuple(source);
    if (index < items.size()) {
      item = items[index++];
      return true;
    }
    source = Value();
    return false;
  }
  const Type& type() const override { return of; }
  Value source;
  const Type& of;
  std::size_t index = 0;
};

struct ReverseIterator final : Iterator {
  ReverseIterator(Value source, const Type& of) : source(std::move(source)), of(of), index(length_of(this->source)) {}
  bool next(Value& item) override {
    if (source.is_unset()) return false;
    if (index == 0 || index > length_of(source)) {
      source = Value();
      return false;
    }
    item = source[--index];
    return true;
  }
  const Type& type() const override { return of; }
  Value source;
  const Type& of;
  std::size_t index;
};

struct StrIterator final : Iterator {
  explicit StrIterator(Value source) : source(std::move(source)) {}
  bool next(Value& item) override {
    std::string_view text = source.text();
    if (offset >= text.size()) return false;
    std::size_t end = offset + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    item = make_str(text.substr(offset, end - offset));
    offset = end;
    return true;
  }
  const Type& type() const override { return str_is_ascii(source) ? kStrAsciiIteratorType : kStrIteratorType; }
  Value source;
  std::size_t offset = 0;
};

struct BytesIterator final : Iterator {
  explicit BytesIterator(Value source) : source(std::move(source)) {}
  bool next(Value& item) override {
    if (index >= as_bytes(source).size()) return false;
    item = static_cast<int>(static_cast<unsigned char>(as_bytes(source)[index++]));
    return true;
  }
  const Type& type() const override { return source.is(Tag::kBytes) ? kBytesIteratorType : kByteArrayIteratorType; }
  Value source;
  std::size_t index = 0;
};

struct RangeIterator final : Iterator {
  RangeIterator(std::int64_t start, std::int64_t step, std::int64_t count) : at(start), step(step), left(count) {}
  bool next(Value& item) override {
    if (left == 0) return false;
    item = at;
    if (--left > 0) at += step;
    return true;
  }
  const Type& type() const override { return kRangeIteratorType; }
  std::int64_t at, step, left;
};

/// Over a dict, its views and sets; a change of the size meanwhile is an error, once and then always.
struct TableIterator final : Iterator {
  TableIterator(Value source, DictView::Kind kind, bool is_reverse)
      : source(std::move(source)), kind(kind), is_reverse(is_reverse), size(table().size()), left(size) {}
  bool next(Value& item) override {
    const Table::Entry* entry = step();
    if (entry == nullptr) return false;
    if (kind != DictView::Kind::kItems) {
      item = kind == DictView::Kind::kKeys ? entry->key : entry->value;
      return true;
    }
    Value key = entry->key, value = entry->value;
    Value* items = pair.items(2);
    key.swap(items[0]);
    value.swap(items[1]);
    item = pair.get();
    return true;
  }
  bool next_row(Value* row, std::size_t count) override {
    if (kind != DictView::Kind::kItems || count != 2) return Iterator::next_row(row, count);
    const Table::Entry* entry = step();
    if (entry == nullptr) return false;
    Value key = entry->key, value = entry->value;
    key.swap(row[0]);
    value.swap(row[1]);
    return true;
  }
  const Type& type() const override {
    if (kind == DictView::Kind::kKeys) {
      if (is_set) return kSetIteratorType;
      return is_reverse ? kDictReverseKeyIteratorType : kDictKeyIteratorType;
    }
    if (kind == DictView::Kind::kValues) return is_reverse ? kDictReverseValueIteratorType : kDictValueIteratorType;
    return is_reverse ? kDictReverseItemIteratorType : kDictItemIteratorType;
  }
  Table& table() const { return source.is(Tag::kDict) ? as_dict(source) : as_set(source); }
  /// The next entry; null at the end.
  const Table::Entry* step() {
    if (source.is_unset()) return nullptr;
    Table& entries = table();
    if (entries.size() != size) {
      size = ~std::size_t{0};
      raise_error(kRuntimeError, source.is(Tag::kDict) ? "dictionary changed size during iteration"
                                                       : "Set changed size during iteration");
    }
    const std::size_t place = is_reverse ? previous(entries) : entries.next(position);
    if (place == Table::end() || left == 0) {
      const bool is_changed = place != Table::end() && source.is(Tag::kDict);
      source = Value();
      if (is_changed) raise_error(kRuntimeError, "dictionary keys changed during iteration");
      return nullptr;
    }
    --left;
    position = is_reverse ? place : place + 1;
    return &entries.at(place);
  }
  /// The entry before `position`; the last one at first.
  std::size_t previous(Table& entries) {
    std::size_t at = is_started ? position : entries.last() + 1;
    is_started = true;
    while (at-- > 0)
      if (entries.next(at) == at) return at;
    return Table::end();
  }
  Value source;
  DictView::Kind kind;
  bool is_reverse;
  std::size_t size;
  std::size_t left;
  std::size_t position = 0;
  bool is_started = false;
  bool is_set = is_any_set(source);
  StepTuple pair;
};

struct CallableIterator final : Iterator {
  CallableIterator(Value callable, Value sentinel) : callable(std::move(callable)), sentinel(std::move(sentinel)) {}
  bool next(Value& item) override {
    if (callable.is_unset()) return false;
    Value result;
    try {
      result = callable();
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kStopIteration)) throw;
      caught();
      callable = Value();
      return false;
    }
    if (is_same(result, sentinel)) {
      callable = Value();
      return false;
    }
    item = std::move(result);
    return true;
  }
  const Type& type() const override { return kCallableIteratorType; }
  Value callable, sentinel;
};

struct FunctionIterator final : Iterator {
  FunctionIterator(const Type& of, std::function<bool(Value&)> step) : of(of), step(std::move(step)) {}
  bool next(Value& item) override {
    if (!step || ended) return false;
    const Running running(*this);
    if (step(item)) return true;
    ended = true;
    return false;
  }
  const Type& type() const override { return of; }

  /// What `step` calls may come back here: it is dropped when no call of it is left.
  struct Running {
    explicit Running(FunctionIterator& of) : iterator(of) { ++iterator.depth; }
    ~Running() {
      if (--iterator.depth == 0 && iterator.ended) iterator.step = nullptr;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    FunctionIterator& iterator;
  };
  const Type& of;
  std::function<bool(Value&)> step;
  int depth = 0;
  bool ended = false;
};

Value iterate_set_or_dict(const Value& v, DictView::Kind kind, bool is_reverse = false) {
  return make_iterator(new TableIterator(v, kind, is_reverse));
}

}  // namespace

std::optional<std::size_t> items_left(const Value& iterator) {
  if (!iterator.is(Tag::kIterator)) return std::nullopt;
  const Iterator* const made = &as_iterator(iterator);
  const auto rest = [](const Value& source, std::size_t index) -> std::size_t {
    const std::size_t size = source.is_unset() ? 0 : length_of(source);
    return size > index ? size - index : 0;
  };
  if (const auto* sequence = dynamic_cast<const SequenceIterator*>(made))
    return rest(sequence->source, sequence->index);
  if (const auto* bytes = dynamic_cast<const BytesIterator*>(made)) return rest(bytes->source, bytes->index);
  if (const auto* reverse = dynamic_cast<const ReverseIterator*>(made))
    return reverse->source.is_unset() || reverse->index > length_of(reverse->source) ? 0 : reverse->index;
  if (const auto* text = dynamic_cast<const StrIterator*>(made))
    return unicode::count_code_points(text->source.text().substr(text->offset));
  if (const auto* range = dynamic_cast<const RangeIterator*>(made)) return static_cast<std::size_t>(range->left);
  if (const auto* table = dynamic_cast<const TableIterator*>(made))
    return table->source.is_unset() || table->table().size() != table->size ? 0 : table->left;
  return std::nullopt;
}

Value length_hint(const Value& v, const Value& fallback) {
  if (v.is(Tag::kIterator)) {
    const std::optional<std::size_t> left = items_left(v);
    return left ? Value(*left) : fallback;
  }
  const bool has_length = !has_class(v) || find_special(v, "__len__") != nullptr || !v.is(Tag::kInstance);
  try {
    if (has_length) return length_of(v);
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kTypeError) || find_special(v, "__len__") != nullptr) throw;
    caught();
  }
  const Value own = call_special(v, "__length_hint__");
  if (own.is_unset()) return fallback;
  if (!is_any_int(own)) raise_type_error("__length_hint__ must be an integer, not ", type_name(own));
  if (to_index(own) < 0) raise_value_error("__length_hint__() should return >= 0");
  return own;
}

const Type& Iterator::type() const { return kCallableIteratorType; }

bool Iterator::next_row(Value* row, std::size_t count) {
  Value item;
  if (!next(item)) return false;
  unpack_into(item, row, count);
  return true;
}

Value make_iterator(const Type& type, std::function<bool(Value&)> next) {
  return make_iterator(new FunctionIterator(type, std::move(next)));
}

Value make_callable_iterator(Value callable, Value sentinel) {
  return make_iterator(new CallableIterator(std::move(callable), std::move(sentinel)));
}

Value to_iterator(const Value& v) {
  if (has_class(v)) {
    Value own = class_iterator(v);
    if (!own.is_unset()) return own;
  }
  switch (v.tag()) {
    case Tag::kIterator:
      return v;
    case Tag::kList:
      return make_iterator(new SequenceIterator(v, kListIteratorType));
    case Tag::kTuple:
      return make_iterator(new SequenceIterator(v, kTupleIteratorType));
    case Tag::kLiteral:
    case Tag::kStr:
      return make_iterator(new StrIterator(v));
    case Tag::kBytes:
    case Tag::kByteArray:
      return make_iterator(new BytesIterator(v));
    case Tag::kRange: {
      const Range& range = as_range(v);
      return make_iterator(new RangeIterator(range.start, range.step, range.length()));
    }
    case Tag::kSet:
    case Tag::kFrozenSet:
      settle(v);
      [[fallthrough]];
    case Tag::kDict:
      return iterate_set_or_dict(v, DictView::Kind::kKeys);
    case Tag::kDictView:
      return iterate_set_or_dict(as_view(v).dict, as_view(v).kind);
    case Tag::kType:
      if (const ClassProtocol* protocol = as_class(v).protocol; protocol != nullptr && protocol->members != nullptr)
        return to_iterator(make_list(protocol->members(as_class(v))));
      break;
    case Tag::kNative: {
      if (as_native(v).is_iterator()) return v;
      Value iterator = as_native(v).iterate();
      if (!iterator.is_unset()) return iterator;
      break;
    }
    default:
      break;
  }
  raise_type_error("'", type_name(v), "' object is not iterable");
}

Value make_reversed(const Value& v) {
  if (has_class(v)) {
    const Value own = call_special(v, "__reversed__");
    if (!own.is_unset()) return own;
    if (find_special(v, "__len__") != nullptr && find_special(v, "__getitem__") != nullptr) {
      Values items;
      for (std::size_t i = length_of(v); i-- > 0;) items.push_back(v[static_cast<std::int64_t>(i)]);
      return to_iterator(make_list(std::move(items)));
    }
  }
  if (v.is(Tag::kType) && is_iterable(v)) {
    Values items = to_values(v);
    return to_iterator(make_list(Values(items.rbegin(), items.rend())));
  }
  switch (v.tag()) {
    case Tag::kList:
      return make_iterator(new ReverseIterator(v, kListReverseIteratorType));
    case Tag::kTuple:
    case Tag::kLiteral:
    case Tag::kStr:
    case Tag::kBytes:
    case Tag::kByteArray:
      return make_iterator(new ReverseIterator(v, kReversedType));
    case Tag::kRange: {
      const Range& range = as_range(v);
      std::int64_t count = range.length();
      return make_iterator(
          new RangeIterator(count == 0 ? 0 : range.at(count - 1), count == 0 ? 1 : -range.step, count));
    }
    case Tag::kDict:
      return iterate_set_or_dict(v, DictView::Kind::kKeys, true);
    case Tag::kDictView:
      return iterate_set_or_dict(as_view(v).dict, as_view(v).kind, true);
    case Tag::kNative:
      if (find_method(type_of(v), "__reversed__") != nullptr) return v.call("__reversed__");
      [[fallthrough]];
    default:
      raise_type_error("'", type_name(v), "' object is not reversible");
  }
}

constinit const Type kListIteratorType{.name = "list_iterator"};
constinit const Type kListReverseIteratorType{.name = "list_reverseiterator"};
constinit const Type kTupleIteratorType{.name = "tuple_iterator"};
constinit const Type kStrIteratorType{.name = "str_iterator"};
constinit const Type kStrAsciiIteratorType{.name = "str_ascii_iterator"};
constinit const Type kBytesIteratorType{.name = "bytes_iterator"};
constinit const Type kByteArrayIteratorType{.name = "bytearray_iterator"};
constinit const Type kRangeIteratorType{.name = "range_iterator"};
constinit const Type kSetIteratorType{.name = "set_iterator"};
constinit const Type kDictKeyIteratorType{.name = "dict_keyiterator"};
constinit const Type kDictValueIteratorType{.name = "dict_valueiterator"};
constinit const Type kDictItemIteratorType{.name = "dict_itemiterator"};
constinit const Type kDictReverseKeyIteratorType{.name = "dict_reversekeyiterator"};
constinit const Type kDictReverseValueIteratorType{.name = "dict_reversevalueiterator"};
constinit const Type kDictReverseItemIteratorType{.name = "dict_reverseitemiterator"};
constinit const Type kCallableIteratorType{.name = "callable_iterator"};

}  // namespace pbc
