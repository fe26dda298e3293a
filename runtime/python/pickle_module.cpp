// SPDX-License-Identifier: Apache-2.0
//
// The module pickle (Python library reference, pickle), for plain data: numbers, texts, bytes and the containers. It
// writes protocol 4 and reads what protocols 0 to 5 say of such data. Objects of classes are refused: reading them
// would let a stream run code.
#include <algorithm>
#include <cstring>
#include <map>

#include "python/arguments.h"
#include "python/big_integer.h"
#include "python/bind.h"
#include "python/class.h"
#include "python/library_more.h"

namespace pbc {
namespace {

constinit const Type kPickleError{.name = "PickleError", .module = "_pickle", .base = &kException};
constinit const Type kPicklingError{.name = "PicklingError", .module = "_pickle", .base = &kPickleError};
constinit const Type kUnpicklingError{.name = "UnpicklingError", .module = "_pickle", .base = &kPickleError};

// The operations of the format that plain data needs (pickletools).
enum Code : char {
  kMark = '(',
  kStop = '.',
  kNothing = 'N',
  kTrue = '\x88',
  kFalse = '\x89',
  kInt1 = 'K',
  kInt2 = 'M',
  kInt4 = 'J',
  kLong1 = '\x8a',
  kLong4 = '\x8b',
  kFloat8 = 'G',
  kText1 = '\x8c',
  kText4 = 'X',
  kText8 = '\x8d',
  kBytes1 = 'C',
  kBytes4 = 'B',
  kBytes8 = '\x8e',
  kByteArray8 = '\x96',
  kEmptyTuple = ')',
  kTuple1 = '\x85',
  kTuple2 = '\x86',
  kTuple3 = '\x87',
  kTupleOf = 't',
  kEmptyList = ']',
  kAppend = 'a',
  kAppends = 'e',
  kEmptyDict = '}',
  kSetItem = 's',
  kSetItems = 'u',
  kEmptySet = '\x8f',
  kAddItems = '\x90',
  kFrozenSetOf = '\x91',
  kMemoize = '\x94',
  kGet1 = 'h',
  kGet4 = 'j',
  kPut1 = 'q',
  kPut4 = 'r',
  kProtocol = '\x80',
  kFrame = '\x95',
};

void append_number(std::string& out, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

class Writer {
 public:
  std::string run(const Value& value) {
    write(value);
    out_ += kStop;
    std::string whole = {kProtocol, 4};
    if (out_.size() >= 4) {
      whole += kFrame;
      append_number(whole, out_.size(), 8);
    }
    return whole + out_;
  }

 private:
  void memoize(const Value& value) {
    memo_[value.object()] = memo_.size();
    kept_.push_back(value);
    out_ += kMemoize;
  }
  bool is_known(const Value& value) {
    if (!value.is_heap()) return false;
    const auto known = memo_.find(value.object());
    if (known == memo_.end()) return false;
    out_ += known->second < 256 ? kGet1 : kGet4;
    append_number(out_, known->second, known->second < 256 ? 1 : 4);
    return true;
  }

  void sized(std::string_view bytes, Code one, Code four, Code eight) {
    if (bytes.size() < 256) {
      out_ += one;
      append_number(out_, bytes.size(), 1);
    } else {
      const bool is_large = bytes.size() > 0xFFFFFFFF;
      out_ += is_large ? eight : four;
      append_number(out_, bytes.size(), is_large ? 8 : 4);
    }
    out_ += bytes;
  }

  void integer(const Value& value) {
    if (value.is(Tag::kInt)) {
      const std::int64_t number = value.as_int();
      if (number >= 0 && number < 256) {
        out_ += kInt1;
        return append_number(out_, static_cast<std::uint64_t>(number), 1);
      }
      if (number >= 0 && number < 65536) {
        out_ += kInt2;
        return append_number(out_, static_cast<std::uint64_t>(number), 2);
      }
      if (number >= INT32_MIN && number <= INT32_MAX) {
        out_ += kInt4;
        return append_number(out_, static_cast<std::uint64_t>(number), 4);
      }
    }
    const Value length = value.call("bit_length") / Value(8);
    const Value bytes = value.call("to_bytes", {py("int")({length}) + Value(1), Value("little")}, {{"signed", true}});
    std::string text = as_bytes(bytes);
    // The shortest form in two's complement.
    while (text.size() > 1 && ((text.back() == '\xff' && (text[text.size() - 2] & 0x80) != 0) ||
                               (text.back() == '\0' && (text[text.size() - 2] & 0x80) == 0)))
      text.pop_back();
    out_ += text.size() < 256 ? kLong1 : kLong4;
    append_number(out_, text.size(), text.size() < 256 ? 1 : 4);
    out_ += text;
  }

  /// Items in groups of 1,000 between a mark and `many`, a single one followed by `one`.
  template <typename Write>
  void batches(std::size_t count, char one, char many, Write&& write_item) {
    constexpr std::size_t kBatch = 1000;
    for (std::size_t i = 0; i < count; i += kBatch) {
      const std::size_t end = std::min(count, i + kBatch);
      if (end - i == 1 && one != '\0') {
        write_item(i);
        out_ += one;
        continue;
      }
      out_ += kMark;
      for (std::size_t at = i; at < end; ++at) write_item(at);
      out_ += many;
    }
  }

  void tuple(const Value& value) {
    const Values& items = as_tuple(value);
    if (items.empty()) {
      out_ += kEmptyTuple;
      return;
    }
    if (items.size() > 3) out_ += kMark;
    for (const Value& item : items) write(item);
    if (is_known_now(value, items.size())) return;
    constexpr char kShort[] = {0, kTuple1, kTuple2, kTuple3};
    out_ += items.size() > 3 ? static_cast<char>(kTupleOf) : kShort[items.size()];
    memoize(value);
  }
  /// A tuple inside of itself, through a list, was written while its items were.
  bool is_known_now(const Value& value, std::size_t count) {
    if (!memo_.contains(value.object())) return false;
    if (count > 3)
      out_ += '1';
    else
      out_.append(count, '0');
    return is_known(value);
  }

  void write(const Value& value) {
    const Recursion recursion(" while pickling an object");
    if (has_class(value) || (value.is(Tag::kDict) && &type_of(value) != &kDictType)) refuse(value);
    switch (value.tag()) {
      case Tag::kNone:
        out_ += kNothing;
        return;
      case Tag::kBool:
        out_ += static_cast<bool>(value) ? kTrue : kFalse;
        return;
      case Tag::kInt:
      case Tag::kBigInt:
        return integer(value);
      case Tag::kFloat: {
        std::uint64_t bits = 0;
        const double number = value.as_float();
        std::memcpy(&bits, &number, sizeof bits);
        out_ += kFloat8;
        for (int i = 7; i >= 0; --i) out_ += static_cast<char>(bits >> (8 * i) & 0xFF);
        return;
      }
      case Tag::kLiteral: {
        const auto known = literals_.find(std::string(value.text()));
        if (known != literals_.end()) return write(known->second);
        const Value text = make_str(value.text());
        literals_[std::string(value.text())] = text;
        return write_text(text);
      }
      default:
        break;
    }
    if (is_known(value)) return;
    switch (value.tag()) {
      case Tag::kStr:
        return write_text(value);
      case Tag::kBytes:
        sized(as_bytes(value), kBytes1, kBytes4, kBytes8);
        return memoize(value);
      case Tag::kTuple:
        return tuple(value);
      case Tag::kList: {
        out_ += kEmptyList;
        memoize(value);
        const Values items = as_list(value);
        return batches(items.size(), kAppend, kAppends, [&](std::size_t i) { write(items[i]); });
      }
      case Tag::kDict: {
        out_ += kEmptyDict;
        memoize(value);
        std::vector<std::pair<Value, Value>> items;
        for (const Table::Entry& entry : as_dict(value).entries()) items.emplace_back(entry.key, entry.value);
        return batches(items.size(), kSetItem, kSetItems, [&](std::size_t i) {
          write(items[i].first);
          write(items[i].second);
        });
      }
      case Tag::kSet: {
        out_ += kEmptySet;
        memoize(value);
        const Values items = to_values(value);
        return batches(items.size(), '\0', kAddItems, [&](std::size_t i) { write(items[i]); });
      }
      case Tag::kFrozenSet:
        out_ += kMark;
        for (const Value& item : to_values(value)) write(item);
        out_ += kFrozenSetOf;
        return memoize(value);
      default:
        refuse(value);
    }
  }

  void write_text(const Value& value) {
    sized(value.text(), kText1, kText4, kText8);
    memoize(value);
  }

  [[noreturn]] static void refuse(const Value& value) {
    raise_error(kNotImplementedError,
                joined({"pickle of '", type_name(value), "' objects: only plain data can be pickled"}));
  }

  std::string out_;
  std::map<const Object*, std::size_t> memo_;
  std::map<std::string, Value> literals_;
  Values kept_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  Value run() {
    while (true) {
      if (at_ == bytes_.size()) raise_error(kEOFError, "Ran out of input");
      const char code = take(1)[0];
      if (code == kStop) return pop();
      step(code);
    }
  }

  std::size_t length() const { return at_; }

 private:
  [[noreturn]] static void truncated() { raise_error(kUnpicklingError, "pickle data was truncated"); }
  std::string_view take(std::size_t count) {
    if (count > bytes_.size() - at_) truncated();
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }
  std::uint64_t number(int bytes) {
    const std::string_view text = take(static_cast<std::size_t>(bytes));
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[static_cast<std::size_t>(i)])) << (8 * i);
    return value;
  }
  std::string_view line() {
    const std::size_t end = bytes_.find('\n', at_);
    if (end == bytes_.npos) truncated();
    const std::string_view text = bytes_.substr(at_, end - at_);
    at_ = end + 1;
    return text;
  }

  void push(Value value) { stack_.push_back(std::move(value)); }
  Value pop() {
    if (stack_.empty() || (!marks_.empty() && marks_.back() == stack_.size()))
      raise_error(kUnpicklingError, "unexpected MARK found");
    Value value = std::move(stack_.back());
    stack_.pop_back();
    return value;
  }
  Value& top() {
    if (stack_.empty()) raise_error(kUnpicklingError, "unpickling stack underflow");
    return stack_.back();
  }
  Values since_mark() {
    if (marks_.empty()) raise_error(kUnpicklingError, "could not find MARK");
    Values items(stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back()), stack_.end());
    while (stack_.size() > marks_.back()) stack_.pop_back();
    marks_.pop_back();
    return items;
  }
  void put(std::uint64_t place) { memo_[place] = top(); }
  void get(std::uint64_t place) {
    const auto known = memo_.find(place);
    if (known == memo_.end()) raise_error(kUnpicklingError, "Memo value not found at index " + std::to_string(place));
    push(known->second);
  }
  std::uint64_t digits(std::string_view text) {
    return static_cast<std::uint64_t>(to_index(py("int")({make_str(text)})));
  }

  void tuple_of(std::size_t count) {
    Values items(count);
    for (std::size_t i = count; i-- > 0;) items[i] = pop();
    push(make_tuple(std::move(items)));
  }
  void add_to_list(const Values& items) {
    if (!top().is(Tag::kList)) raise_error(kUnpicklingError, "items for what is no list");
    for (const Value& item : items) append(top(), item);
  }
  void add_to_dict(const Values& items) {
    if (!top().is(Tag::kDict) || items.size() % 2 != 0)
      raise_error(kUnpicklingError, "odd number of items for SETITEMS");
    for (std::size_t i = 0; i < items.size(); i += 2) as_dict(top()).set(items[i], items[i + 1]);
  }
  Value signed_number(std::string_view bytes) {
    return type_value(kIntType).call("from_bytes", {make_bytes(std::string(bytes)), Value("little")},
                                     {{"signed", true}});
  }
  void text(std::size_t size) {
    push(
        make_str(to_str(make_bytes(std::string(take(size))).call("decode", {Value("utf-8"), Value("surrogatepass")}))));
  }

  void step(char code) {
    switch (code) {
      case kProtocol:
        if (const std::uint64_t version = number(1); version > 5)
          raise_value_error("unsupported pickle protocol: ", std::to_string(version));
        return;
      case kFrame:
        number(8);
        return;
      case kMark:
        return marks_.push_back(stack_.size());
      case '0':
        pop();
        return;
      case '1':
        since_mark();
        return;
      case '2':
        return push(top());
      case kNothing:
        return push(None);
      case kTrue:
        return push(true);
      case kFalse:
        return push(false);
      case kInt1:
        return push(static_cast<std::int64_t>(number(1)));
      case kInt2:
        return push(static_cast<std::int64_t>(number(2)));
      case kInt4:
        return push(static_cast<std::int64_t>(static_cast<std::int32_t>(number(4))));
      case 'I': {
        const std::string_view word = line();
        if (word == "00" || word == "01") return push(word == "01");
        return push(py("int")({make_str(word)}));
      }
      case 'L': {
        std::string_view word = line();
        if (word.ends_with('L')) word.remove_suffix(1);
        return push(py("int")({make_str(word)}));
      }
      case 'F':
        return push(py("float")({make_str(line())}));
      case kLong1:
        return push(signed_number(take(number(1))));
      case kLong4:
        return push(signed_number(take(number(4))));
      case kFloat8: {
        const std::string_view raw = take(8);
        std::uint64_t bits = 0;
        for (char c : raw) bits = bits << 8 | static_cast<unsigned char>(c);
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return push(value);
      }
      case kText1:
        return text(number(1));
      case kText4:
        return text(number(4));
      case kText8:
        return text(number(8));
      case 'V':
        return push(make_bytes(std::string(line())).call("decode", {Value("raw-unicode-escape")}));
      case kBytes1:
        return push(make_bytes(std::string(take(number(1)))));
      case kBytes4:
        return push(make_bytes(std::string(take(number(4)))));
      case kBytes8:
        return push(make_bytes(std::string(take(number(8)))));
      case kByteArray8:
        return push(make_bytearray(std::string(take(number(8)))));
      case kEmptyTuple:
        return push(make_tuple());
      case kTuple1:
      case kTuple2:
      case kTuple3:
        return tuple_of(static_cast<std::size_t>(code - kTuple1) + 1);
      case kTupleOf:
        return push(make_tuple(since_mark()));
      case kEmptyList:
        return push(make_list());
      case 'l':
        return push(make_list(since_mark()));
      case kAppend: {
        const Value item = pop();
        return add_to_list({item});
      }
      case kAppends:
        return add_to_list(since_mark());
      case kEmptyDict:
        return push(make_dict());
      case 'd': {
        const Values items = since_mark();
        push(make_dict());
        return add_to_dict(items);
      }
      case kSetItem: {
        const Value value = pop();
        const Value key = pop();
        return add_to_dict({key, value});
      }
      case kSetItems:
        return add_to_dict(since_mark());
      case kEmptySet:
        return push(make_set());
      case kAddItems: {
        const Values items = since_mark();
        if (!top().is(Tag::kSet)) raise_error(kUnpicklingError, "items for what is no set");
        for (const Value& item : items) add_key(as_set(top()), item);
        return;
      }
      case kFrozenSetOf:
        return push(py("frozenset")({make_list(since_mark())}));
      case kMemoize:
        return put(memo_.size());
      case kPut1:
        return put(number(1));
      case kPut4:
        return put(number(4));
      case 'p':
        return put(digits(line()));
      case kGet1:
        return get(number(1));
      case kGet4:
        return get(number(4));
      case 'g':
        return get(digits(line()));
      case 'c':
      case '\x93':
      case 'R':
      case 'b':
      case 'i':
      case 'o':
      case '\x81':
      case '\x92':
        raise_error(kNotImplementedError, "only plain data can be unpickled, no objects of classes");
      default:
        raise_error(kUnpicklingError,
                    "invalid load key, '" +
                        to_str(py("chr")({static_cast<std::int64_t>(static_cast<unsigned char>(code))})) + "'.");
    }
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  Values stack_;
  std::vector<std::size_t> marks_;
  std::map<std::uint64_t, Value> memo_;
};

Value dumps(const Value&, Value* a) { return make_bytes(Writer().run(a[0])); }
Value dump(const Value&, Value* a) {
  a[1].call("write", {make_bytes(Writer().run(a[0]))});
  return None;
}
Value loads(const Value&, Value* a) {
  if (!is_any_bytes(a[0])) raise_type_error("a bytes-like object is required, not '", type_name(a[0]), "'");
  const std::string bytes = as_bytes(a[0]);
  return Reader(bytes).run();
}
/// Reads one object; what stands behind it in the file is left there.
Value load(const Value&, Value* a) {
  const Value place = a[0].call("tell");
  const Value read = a[0].call("read");
  if (!is_any_bytes(read)) raise_type_error("a bytes-like object is required, not '", type_name(read), "'");
  const std::string bytes = as_bytes(read);
  Reader reader(bytes);
  const Value value = reader.run();
  a[0].call("seek", {place + Value(static_cast<std::int64_t>(reader.length()))});
  return value;
}

constexpr Method kFunctions[] = {
    {"dump", dump, "obj, file, protocol=, *, fix_imports=, buffer_callback="},
    {"dumps", dumps, "obj, protocol=, *, fix_imports=, buffer_callback="},
    {"load", load, "file, *, fix_imports=, encoding=, errors=, buffers="},
    {"loads", loads, "data, /, *, fix_imports=, encoding=, errors=, buffers="},
};
constexpr Constant kConstants[] = {
    {"DEFAULT_PROTOCOL", []() -> Value { return 4; }},
    {"HIGHEST_PROTOCOL", []() -> Value { return 5; }},
};
constexpr const Type* kTypes[] = {&kPickleError, &kPicklingError, &kUnpicklingError};

}  // namespace

constinit const Module kPickleModule{
    .name = "pickle", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
