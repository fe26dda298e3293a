// SPDX-License-Identifier: Apache-2.0
//
// What the operators and built-in functions ask of an object that has a class, before they do what its layout does.
// An unset or absent result: the class says nothing about it. Values without a class are fine everywhere.
#pragma once

#include <optional>
#include <string>

#include "python/class.h"

namespace pbc {

/// a op b by __op__ and __rop__ of either side.
Value class_binary(Operator op, const Value& a, const Value& b);
Value class_in_place(Operator op, const Value& a, const Value& b);
Value class_compare(Comparison op, const Value& a, const Value& b);
/// '-', '+', '~'; 'a' for abs(). NotImplemented is a result like any other here.
Value class_unary(char op, const Value& a);
/// __str__, __repr__: TypeError unless they give a str.
std::optional<std::string> class_text(const Value& v, Name name);
std::optional<bool> class_truth(const Value& v);
std::optional<std::size_t> class_length(const Value& v);
/// TypeError for a class with __eq__ and without __hash__.
std::optional<std::uint64_t> class_hash(const Value& v);
/// By __iter__, or by __getitem__ for what has no iterable layout.
Value class_iterator(const Value& v);
/// 1: `item` is the next one, 0: the end, -1: there is no __next__.
int class_next(const Value& v, Value& item);
/// 1, 0, -1: there is no __contains__.
int class_contains(const Value& container, const Value& element);
/// __index__, __int__, __float__; `wanted` names the type in the error about a wrong one.
Value class_number(const Value& v, Name name, const char* wanted);

inline bool either_has_class(const Value& a, const Value& b) { return has_class(a) || has_class(b); }

}  // namespace pbc
