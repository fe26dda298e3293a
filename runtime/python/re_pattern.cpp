// SPDX-License-Identifier: Apache-2.0
#define PCRE2_CODE_UNIT_WIDTH 8
#include "python/re_pattern.h"

#include <pcre2.h>

#include <algorithm>

#include "python/class.h"
#include "python/memory_view.h"
#include "python/re_error.h"
#include "python/text.h"
#include "python/text_of.h"

namespace pbc::re {
namespace {

// Bounds of one match, so that no pattern hangs a run: steps of the matcher, and memory in KiB.
constexpr std::uint32_t kMatchLimit = 10'000'000;
constexpr std::uint32_t kHeapLimit = 256 * 1024;

/// Machine code takes some 50 microseconds to make, so it is made for a pattern that is used again and again.
constexpr int kUsesBeforeJit = 8;
constexpr std::size_t kFirstJitStack = 32 * 1024, kLargestJitStack = 1024 * 1024;

/// What compiling and matching share.
struct Contexts {
  Contexts() {
    pcre2_jit_stack_assign(match, nullptr, stack);
    pcre2_set_newline(compile, PCRE2_NEWLINE_LF);
    pcre2_set_compile_extra_options(compile, PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
    pcre2_set_match_limit(match, kMatchLimit);
    pcre2_set_heap_limit(match, kHeapLimit);
  }
  ~Contexts() {
    pcre2_compile_context_free(compile);
    pcre2_match_context_free(match);
    pcre2_jit_stack_free(stack);
  }
  Contexts(const Contexts&) = delete;
  Contexts& operator=(const Contexts&) = delete;

  pcre2_compile_context* compile = pcre2_compile_context_create(nullptr);
  pcre2_match_context* match = pcre2_match_context_create(nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(kFirstJitStack, kLargestJitStack, nullptr);
};

Contexts& contexts() {
  thread_local Contexts result;
  return result;
}

std::uint32_t options_of(std::uint32_t flags, bool is_text) {
  std::uint32_t options = PCRE2_NEVER_BACKSLASH_C | PCRE2_ALT_CIRCUMFLEX;
  if (is_text) options |= PCRE2_UTF;
  if ((flags & kUnicode) != 0) options |= PCRE2_UCP;
  if ((flags & kIgnoreCase) != 0) options |= PCRE2_CASELESS;
  if ((flags & kMultiline) != 0) options |= PCRE2_MULTILINE;
  if ((flags & kDotAll) != 0) options |= PCRE2_DOTALL;
  return options;
}

/// Whether a translated pattern names no character beyond ASCII; it writes those as \\x{...} (re_translate.cpp).
bool is_ascii_pattern(std::string_view pattern) {
  constexpr std::string_view kEscape = "\\x{";
  for (std::size_t at = pattern.find(kEscape); at != pattern.npos; at = pattern.find(kEscape, at + 1)) {
    const std::size_t digits = at + kEscape.size(), end = pattern.find('}', digits);
    if (end - digits > 2 || (end - digits == 2 && pattern[digits] > '7')) return false;
  }
  return true;
}

std::uint32_t anchors(Pattern::Mode mode) {
  switch (mode) {
    case Pattern::Mode::kSearch:
      return 0;
    case Pattern::Mode::kMatch:
      return PCRE2_ANCHORED;
    case Pattern::Mode::kFullMatch:
      return PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  }
  return 0;
}

}  // namespace

Pattern::Pattern(Value source_value, Translation translated)
    : Native(kPatternType),
      source(std::move(source_value)),
      translation(std::move(translated)),
      has_ascii_form_(source.is_str() && is_ascii_pattern(translation.pattern)) {
  int error = 0;
  PCRE2_SIZE place = 0;
  code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translation.pattern.data()), translation.pattern.size(),
                           options_of(translation.flags, source.is_str()), &error, &place, contexts().compile),
             pcre2_code_free);
  if (code != nullptr) return;
  unsigned char message[256];
  pcre2_get_error_message(error, message, sizeof message);
  raise_regex_error(reinterpret_cast<const char*>(message), source, -1);
}

const pcre2_code* Pattern::fast_code(Mode mode, bool is_ascii) const {
  const bool by_bytes = is_ascii && has_ascii_form_;
  Fast& fast = fast_[by_bytes ? 1 : 0][static_cast<std::size_t>(mode)];
  if (fast.uses > kUsesBeforeJit || ++fast.uses <= kUsesBeforeJit) return fast.code.get();
  int error = 0;
  PCRE2_SIZE place = 0;
  std::uint32_t options = options_of(translation.flags, source.is_str()) | anchors(mode);
  // The properties of Unicode characters are looked up in tables, those of bytes are a bit.
  if (by_bytes) options &= ~static_cast<std::uint32_t>(PCRE2_UTF | PCRE2_UCP);
  pcre2_code* made = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translation.pattern.data()), translation.pattern.size(),
                                   options, &error, &place, contexts().compile);
  if (made != nullptr && pcre2_jit_compile(made, PCRE2_JIT_COMPLETE) == 0)
    fast.code.reset(made, pcre2_code_free);
  else
    pcre2_code_free(made);
  return fast.code.get();
}

FoundBounds Pattern::find(std::string_view subject, std::size_t from, Mode mode, bool not_empty_at_start,
                          bool is_ascii) const {
  const std::uint32_t options = not_empty_at_start ? PCRE2_NOTEMPTY_ATSTART : 0;
  if (data_ == nullptr) data_.reset(pcre2_match_data_create_from_pattern(code.get(), nullptr), pcre2_match_data_free);
  const auto* const text = reinterpret_cast<PCRE2_SPTR>(subject.data());
  const pcre2_code* fast = fast_code(mode, is_ascii);
  int result = PCRE2_ERROR_JIT_STACKLIMIT;
  if (fast != nullptr)
    result = pcre2_jit_match(fast, text, subject.size(), from, options, data_.get(), contexts().match);
  // What machine code has no room for is interpreted, on the heap. The text of a str is UTF-8 already; a check would
  // cost a pass over the rest at each match.
  if (result == PCRE2_ERROR_JIT_STACKLIMIT)
    result = pcre2_match(code.get(), text, subject.size(), from,
                         options | anchors(mode) | PCRE2_NO_JIT | PCRE2_NO_UTF_CHECK, data_.get(), contexts().match);
  if (result == PCRE2_ERROR_NOMATCH) return nullptr;
  if (result < 0) {
    unsigned char message[256];
    pcre2_get_error_message(result, message, sizeof message);
    raise_error(kRuntimeError, joined({"re: matching ", to_repr(source), " was given up: ",
                                       reinterpret_cast<const char*>(message), "; make the pattern less ambiguous"}));
  }
  return pcre2_get_ovector_pointer(data_.get());
}

int Pattern::group_of(const Value& key) const {
  if (is_any_int(key) || (pbc::has_class(key) && find_special(key, "__index__") != nullptr)) {
    if (key.is(Tag::kBigInt) && !pbc::has_class(key)) return -1;
    const std::int64_t number = to_index(key);
    return number >= 0 && number <= translation.groups ? static_cast<int>(number) : -1;
  }
  if (key.is_str()) {
    for (const auto& [name, group] : translation.names)
      if (name == key.text()) return group;
  }
  return -1;
}

std::string Pattern::repr() const {
  std::string text = "re.compile(";
  std::string shown = to_repr(source);
  if (unicode::count_code_points(shown) > 200) shown.resize(text::byte_of(shown, 200, false));
  text += shown;
  std::uint32_t flags = translation.flags;
  if (source.is_str()) flags &= ~static_cast<std::uint32_t>(kUnicode);
  std::string names;
  constexpr std::pair<Flag, const char*> kNames[] = {
      {kTemplate, "re.TEMPLATE"},   {kIgnoreCase, "re.IGNORECASE"}, {kLocale, "re.LOCALE"},
      {kMultiline, "re.MULTILINE"}, {kDotAll, "re.DOTALL"},         {kUnicode, "re.UNICODE"},
      {kVerbose, "re.VERBOSE"},     {kDebug, "re.DEBUG"},           {kAscii, "re.ASCII"}};
  for (const auto& [flag, name] : kNames)
    if ((flags & flag) != 0) names += (names.empty() ? "" : "|") + std::string(name);
  if (!names.empty()) text += ", " + names;
  return text + ")";
}

Value Pattern::compare(Comparison op, const Value& other) const {
  const Pattern* right = native_if<Pattern>(other, kPatternType);
  if (right == nullptr || (op != Comparison::kEqual && op != Comparison::kNotEqual)) return Value();
  const bool same = translation.flags == right->translation.flags && source.is_str() == right->source.is_str() &&
                    source == right->source;
  return same == (op == Comparison::kEqual);
}

std::uint64_t Pattern::hash() const { return hash_of(source) ^ translation.flags; }

std::string_view subject_of(const Value& string) {
  return string.is_str() ? text_of(string) : std::string_view(as_bytes(string));
}

Value part_of(const Value& string, std::size_t from, std::size_t to) {
  const std::string_view whole = subject_of(string);
  from = std::min(from, whole.size());
  const std::string_view part = whole.substr(from, std::max(from, to) - from);
  if (!string.is_str()) return make_bytes(std::string(part));
  return is_ascii_text(string) ? make_ascii(part) : make_str(part);
}

std::int64_t index_in(const Value& string, std::size_t byte) {
  return static_cast<std::int64_t>(text::index_of(subject_of(string), byte, !string.is_str() || str_is_ascii(string)));
}

Search::Search(const Value& pattern, const Value& given, const Value& pos, const Value& endpos)
    : pattern_(pattern), given_(given), string_(given) {
  string_ = plain_bytes(string_);
  const Value& string = string_;
  if (!string.is_str() && !is_any_bytes(string))
    raise_type_error("expected string or bytes-like object, got '", type_name(string), "'");
  const Value& source = as_native<Pattern>(pattern).source;
  if (source.is_str() && !string.is_str()) raise_type_error("cannot use a string pattern on a bytes-like object");
  if (!source.is_str() && string.is_str()) raise_type_error("cannot use a bytes pattern on a string-like object");
  unchanging_ = string.is(Tag::kByteArray) ? make_bytes(as_bytes(string)) : string;
  subject_ = subject_of(unchanging_);
  is_ascii_ = string.is_str() && is_ascii_text(string);
  const std::size_t size = subject_.size();
  const std::size_t length = string.is_str() ? str_length(string) : size;
  const auto place = [&](const Value& value, std::size_t fallback) {
    if (value.is_unset()) return fallback;
    const std::int64_t index =
        value.is(Tag::kBigInt) ? std::numeric_limits<std::int64_t>::max() : std::max<std::int64_t>(to_index(value), 0);
    if (static_cast<std::size_t>(index) >= length) return size;
    return string.is_str() ? str_offset(string, static_cast<std::size_t>(index)) : static_cast<std::size_t>(index);
  };
  end_ = place(endpos, size);
  start_ = place(pos, 0);
  at_ = start_;
}

FoundBounds Search::next(Pattern::Mode mode) {
  if (at_ > end_) return nullptr;
  const FoundBounds bounds =
      as_native<Pattern>(pattern_).find(subject_.substr(0, end_), at_, mode, must_advance_, is_ascii_);
  if (bounds != nullptr) {
    must_advance_ = bounds[0] == bounds[1];
    at_ = bounds[1];
  }
  return bounds;
}

Value Search::match(FoundBounds bounds) const {
  return make_native(new Match(given_, string_, pattern_, Bounds(bounds, bounds + 2 * (groups() + 1)), start_, end_));
}

Value Search::part(std::size_t from, std::size_t to) const {
  return is_ascii_ ? make_ascii(subject_.substr(from, to - from)) : part_of(unchanging_, from, to);
}

namespace {

/// What re.compile() made before, by source and flags; a literal without flags is known by its address, too.
struct Cache {
  struct Literal {
    const char* text = nullptr;
    std::size_t size = 0;
    Value pattern;
  };
  static constexpr std::size_t kMost = 512, kLiterals = 64;

  Literal& literal(std::string_view text) {
    return literals[(reinterpret_cast<std::uintptr_t>(text.data()) ^ text.size()) % kLiterals];
  }
  Table patterns;
  Literal literals[kLiterals];
};

}  // namespace

Value compile(const Value& pattern, const Value& flags_value) {
  const std::int64_t flags = flags_value.is_unset() ? 0 : to_index(flags_value);
  if (native_if<Pattern>(pattern, kPatternType) != nullptr) {
    if (flags != 0) raise_value_error("cannot process flags argument with a compiled pattern");
    return pattern;
  }
  if (!pattern.is_str() && !is_any_bytes(pattern)) hash_of(pattern);  // CPython's cache asks for it first
  if (!pattern.is_str() && !is_any_bytes(pattern))
    raise_type_error("first argument must be string or compiled pattern");
  Cache& cache = run_local<Cache>();
  Cache::Literal* const literal = pattern.is(Tag::kLiteral) && flags == 0 ? &cache.literal(pattern.text()) : nullptr;
  if (literal != nullptr && literal->text == pattern.text().data() && literal->size == pattern.text().size())
    return literal->pattern;
  const Value source = pattern.is(Tag::kByteArray) ? make_bytes(as_bytes(pattern)) : pattern;
  const Value key = make_tuple({source, Value(flags), Value(source.is_str())});
  Value compiled;
  if (const Value* known = cache.patterns.find(key)) {
    compiled = *known;
  } else {
    compiled = make_native(new Pattern(source, translate(source, static_cast<std::uint32_t>(flags))));
    if (cache.patterns.size() >= Cache::kMost) cache.patterns.clear();
    cache.patterns.set(key, compiled);
  }
  if (literal != nullptr) *literal = {pattern.text().data(), pattern.text().size(), compiled};
  return compiled;
}

}  // namespace pbc::re
