// SPDX-License-Identifier: Apache-2.0
//
// What CPython's symbol table rejects (Language Reference 4.2.2, 6.2.9, 7.12, 7.13): names used before their `global`
// or `nonlocal`, nonlocal names that nothing binds, yield and await outside of functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/syntax/error_log.h"

namespace pbc::syntax {

class Scopes {
 public:
  enum class Kind : std::uint8_t { kModule, kClass, kFunction, kAsyncFunction, kLambda };
  enum class Binding : std::uint8_t { kAssigned, kImported, kParameter, kAnnotated };

  explicit Scopes(std::string_view text, ErrorLog& log) : text_(text), log_(log) {
    scopes_.push_back({Kind::kModule, nullptr, {}, {}, {}, {}});
    current_ = &scopes_.back();
  }

  Kind kind() const { return current_->kind; }
  bool in_function() const { return kind() != Kind::kModule && kind() != Kind::kClass; }

  void push(Kind kind);
  void pop();

  void bind(Span name, Binding binding);
  void declare(Span name, bool nonlocal);
  /// `return VALUE` was seen: a mistake once the function turns out to be an asynchronous generator.
  void returns_value(Span statement);

  // What happens inside an expression is noted first and belongs to a scope only when the expression is complete: that
  // `x` in `[x for x in y]` is the comprehension's own shows only behind it.

  using Mark = std::size_t;
  Mark mark() const { return events_.size(); }
  void use(Span name) { events_.push_back({Event::kUse, name}); }
  void yields(Span yield, bool from) { events_.push_back({from ? Event::kYieldFrom : Event::kYield, yield}); }
  void awaits(Span await) { events_.push_back({Event::kAwait, await}); }
  void binds_with_walrus(Span name) { events_.push_back({Event::kWalrus, name}); }

  /// The expression since `mark` is complete: all it did belongs to the current scope.
  void settle(Mark mark);
  /// The statement has a mistake: what it did is not looked at.
  void discard() { events_.clear(); }

  struct Comprehension {
    Mark element;         // where the element began
    Mark first_iterable;  // its iterable belongs to the enclosing scope
    Mark rest;            // where the text behind that iterable began
    std::vector<Span> iterables;
    std::vector<Span> targets;  // the names that the clauses bind
    bool is_generator;
    bool is_async;
    std::string_view what;  // "list comprehension"
  };
  /// The comprehension that ends here is complete.
  void settle_comprehension(const Comprehension& comprehension);

  /// All scopes are closed: finds the nonlocal names that nothing binds.
  void finish();

 private:
  struct Event {
    enum Kind : std::uint8_t { kUse, kYield, kYieldFrom, kAwait, kAsyncComprehension, kWalrus, kInnerWalrus } kind;
    Span span;
  };
  struct Symbol {
    bool used = false;
    bool bound = false;
    bool imported_only = true;  // which CPython allows before `global`
    bool parameter = false;
    bool annotated = false;
    bool global = false;
    bool nonlocal = false;
  };
  struct Scope {
    Kind kind;
    Scope* outer;
    std::unordered_map<std::string_view, Symbol> symbols;
    std::vector<Span> nonlocals;
    Span first_yield;
    Span first_returned_value;
  };

  std::string_view text(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  void settle(const Event& event);

  std::string_view text_;
  ErrorLog& log_;
  std::deque<Scope> scopes_;
  Scope* current_;
  std::vector<Event> events_;
};

}  // namespace pbc::syntax
