// SPDX-License-Identifier: Apache-2.0
//
// What a value is as text, truth, number, key, index; comparison and iteration for the runtime itself.
#pragma once

#include <string>

#include "python/type.h"

namespace pbc {

/// str(v), repr(v), ascii(v). Containers that contain themselves show [...]; too deep nesting raises RecursionError.
std::string to_str(const Value& v);
std::string to_repr(const Value& v);
std::string to_ascii(const Value& v);
void append_str(std::string& out, const Value& v);
void append_repr(std::string& out, const Value& v);
/// str(v) as a Value: a str is returned as it is.
Value str_value(const Value& v);

/// hash(v); equal values have equal hashes. Raises TypeError (unhashable).
std::uint64_t hash_of(const Value& v);
std::uint64_t hash_of_text(std::string_view text);
std::uint64_t hash_of_float(double number);

/// What containers use: identity or equality.
bool is_same(const Value& a, const Value& b);

/// __index__ of an int that must fit 64 bits, or a bool: TypeError "'x' object cannot be interpreted as an integer",
/// OverflowError "Python int too large to convert to C ssize_t".
std::int64_t to_index(const Value& v);
/// float(v) for a number: TypeError "must be real number, not x"; OverflowError "int too large to convert to float".
double to_float(const Value& v);
/// The integer part of a finite float; raises ValueError or OverflowError for nan and the infinities.
Value int_of_float(double number);

/// A slice applied to a sequence of `length` elements (slice.indices). Raises TypeError, ValueError (step zero).
struct SliceRange {
  std::int64_t start, stop, step, count;
};
SliceRange resolve_slice(const Value& slice, std::size_t length);
/// An index with negative values counted from the end; IndexError with `message` when out of range.
std::size_t resolve_index(const Value& index, std::size_t length, const char* type, const char* message);

/// iter(v): TypeError "'x' object is not iterable".
Value to_iterator(const Value& v);
/// Whether iter(v) would work.
bool is_iterable(const Value& v);
/// False at the end: when the iterator says so, or when a Python function that it calls raises StopIteration.
bool iterator_next(const Value& iterator, Value& item);
/// The same; at the end `result` is what a generator returned, or what the StopIteration carries.
bool iterator_next(const Value& iterator, Value& item, Value& result);
/// The same, but lets a StopIteration that was raised through.
bool iterator_step(const Value& iterator, Value& item);
/// list(v) as a vector.
Values to_values(const Value& iterable);
/// len(v): TypeError "object of type 'x' has no len()".
std::size_t length_of(const Value& v);

}  // namespace pbc
