// SPDX-License-Identifier: Apache-2.0
//
// Generators: their body is an ordinary function that runs on a stack of its own and stops at each `yield`.
#pragma once

#include "pbc/value.h"

namespace pbc {

/// What a call of a generator function leaves to be done.
struct GeneratorBody {
  virtual ~GeneratorBody() = default;
  virtual Value run() = 0;
};
Value make_generator(const char* function, int line, GeneratorBody* body);

/// A generator object. `function` is the __qualname__ of its function, `line` where that begins. `body` runs from one
/// `yield` to the next as values are asked for; what it returns is the value of the StopIteration at its end.
template <typename F>
Value generator(const char* function, int line, F body) {
  struct Body final : GeneratorBody {
    F body;
    explicit Body(F body) : body(std::move(body)) {}
    Value run() override { return body(); }
  };
  return make_generator(function, line, new Body(std::move(body)));
}

/// `yield value` in the body of the generator that runs: gives what `send` gave, raises what `throw` raises.
Value yield(Value value);
/// `yield from iterable`: gives what the generator that it delegates to returns.
Value yield_from(const Value& iterable);

/// `iter(iterable)`
Value iter(const Value& iterable);

}  // namespace pbc
