// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/scopes.h"

#include <fmt/format.h>

#include <algorithm>

namespace pbc::syntax {

void Scopes::push(Kind kind) {
  scopes_.push_back({kind, current_, {}, {}, {}, {}});
  current_ = &scopes_.back();
}

void Scopes::pop() {
  if (kind() == Kind::kAsyncFunction && !current_->first_yield.is_nowhere() &&
      !current_->first_returned_value.is_nowhere()) {
    log_.add(current_->first_returned_value, "`return` with a value in an asynchronous generator")
        .note(current_->first_yield, "this `yield` makes the function a generator");
  }
  current_ = current_->outer;
}

void Scopes::bind(Span name, Binding binding) {
  Symbol& symbol = current_->symbols[text(name)];
  if (binding == Binding::kParameter) {
    if (symbol.parameter) log_.add(name, fmt::format("parameter `{}` occurs twice", text(name)));
    symbol.parameter = true;
  }
  if (binding == Binding::kAnnotated) {
    if ((symbol.global || symbol.nonlocal) && kind() != Kind::kModule) {
      log_.add(name, fmt::format("annotated name `{}` is declared `{}` in this function", text(name),
                                 symbol.global ? "global" : "nonlocal"));
    }
    symbol.annotated = true;
  }
  if (binding != Binding::kImported) symbol.imported_only = false;
  symbol.bound = true;
}

void Scopes::declare(Span name, bool nonlocal) {
  const std::string_view keyword = nonlocal ? "nonlocal" : "global";
  Symbol& symbol = current_->symbols[text(name)];
  if (nonlocal && kind() == Kind::kModule) {
    log_.add(name, "`nonlocal` at the top level of the module");
    return;
  }
  if (symbol.parameter) {
    log_.add(name, fmt::format("name `{}` is a parameter and `{}`", text(name), keyword));
  } else if (symbol.annotated) {
    log_.add(name, fmt::format("annotated name `{}` is declared `{}`", text(name), keyword));
  } else if (nonlocal ? symbol.global : symbol.nonlocal) {
    log_.add(name, fmt::format("name `{}` is both `global` and `nonlocal`", text(name)));
  } else if (symbol.used || (symbol.bound && !symbol.imported_only)) {
    log_.add(name, fmt::format("name `{}` is {} before its `{}` declaration", text(name),
                               symbol.bound ? "assigned to" : "used", keyword));
  }
  (nonlocal ? symbol.nonlocal : symbol.global) = true;
  if (nonlocal) current_->nonlocals.push_back(name);
}

void Scopes::returns_value(Span statement) {
  if (current_->first_returned_value.is_nowhere()) current_->first_returned_value = statement;
}

void Scopes::settle(Mark mark) {
  for (std::size_t i = mark; i < events_.size(); ++i) settle(events_[i]);
  events_.resize(mark);
}

void Scopes::settle(const Event& event) {
  switch (event.kind) {
    case Event::kUse:
      current_->symbols[text(event.span)].used = true;
      break;
    case Event::kWalrus:
      bind(event.span, Binding::kAssigned);
      break;
    case Event::kInnerWalrus:
      if (kind() == Kind::kClass) {
        log_.add(event.span, "`:=` inside a comprehension in a class body");
      } else {
        bind(event.span, Binding::kAssigned);
      }
      break;
    case Event::kYield:
    case Event::kYieldFrom:
      if (!in_function()) {
        log_.add(event.span, "`yield` outside of a function");
      } else if (event.kind == Event::kYieldFrom && kind() == Kind::kAsyncFunction) {
        log_.add(event.span, "`yield from` in an asynchronous function");
      } else if (current_->first_yield.is_nowhere()) {
        current_->first_yield = event.span;
      }
      break;
    case Event::kAwait:
      if (kind() != Kind::kAsyncFunction) log_.add(event.span, "`await` outside of an asynchronous function");
      break;
    case Event::kAsyncComprehension:
      if (kind() != Kind::kAsyncFunction) {
        log_.add(event.span, "asynchronous comprehension outside of an asynchronous function");
      }
      break;
  }
}

void Scopes::settle_comprehension(const Comprehension& comprehension) {
  const auto within = [](Span inner, Span outer) { return inner.begin >= outer.begin && inner.end <= outer.end; };
  std::vector<Event> kept(events_.begin() + static_cast<std::ptrdiff_t>(comprehension.first_iterable),
                          events_.begin() + static_cast<std::ptrdiff_t>(comprehension.rest));
  std::vector<Event> own(events_.begin() + static_cast<std::ptrdiff_t>(comprehension.element),
                         events_.begin() + static_cast<std::ptrdiff_t>(comprehension.first_iterable));
  own.insert(own.end(), events_.begin() + static_cast<std::ptrdiff_t>(comprehension.rest), events_.end());

  for (const Event& event : kept) {
    if (event.kind == Event::kWalrus || event.kind == Event::kInnerWalrus) {
      log_.add(event.span, "`:=` in the iterable of a comprehension");
    }
  }
  bool is_async = comprehension.is_async;
  for (const Event& event : own) {
    switch (event.kind) {
      case Event::kUse:
        break;
      case Event::kYield:
      case Event::kYieldFrom:
        log_.add(event.span, fmt::format("`yield` inside a {}", comprehension.what));
        break;
      case Event::kAwait:
      case Event::kAsyncComprehension:
        is_async = true;
        break;
      case Event::kWalrus:
      case Event::kInnerWalrus: {
        const bool in_iterable =
            std::ranges::any_of(comprehension.iterables, [&](Span span) { return within(event.span, span); });
        const bool rebinds =
            std::ranges::any_of(comprehension.targets, [&](Span target) { return text(target) == text(event.span); });
        if (in_iterable) {
          log_.add(event.span, "`:=` in the iterable of a comprehension");
        } else if (rebinds) {
          log_.add(event.span, fmt::format("`:=` rebinds the comprehension's own variable `{}`", text(event.span)));
        } else {
          kept.push_back({Event::kInnerWalrus, event.span});
        }
        break;
      }
    }
  }
  if (is_async && !comprehension.is_generator) {
    const Span span = comprehension.targets.empty() ? Span{} : comprehension.targets.front();
    kept.push_back({Event::kAsyncComprehension, span});
  }
  events_.resize(comprehension.element);
  events_.insert(events_.end(), kept.begin(), kept.end());
}

void Scopes::finish() {
  for (const Scope& scope : scopes_) {
    for (const Span name : scope.nonlocals) {
      bool found = false;
      for (const Scope* outer = scope.outer; outer != nullptr && !found; outer = outer->outer) {
        if (outer->kind == Kind::kModule || outer->kind == Kind::kClass) continue;
        const auto symbol = outer->symbols.find(text(name));
        if (symbol == outer->symbols.end()) continue;
        if (symbol->second.global) break;
        found = symbol->second.bound || symbol->second.nonlocal;
      }
      if (!found) log_.add(name, fmt::format("no enclosing function binds nonlocal `{}`", text(name)));
    }
  }
}

}  // namespace pbc::syntax
