// SPDX-License-Identifier: Apache-2.0
//
// Raising, the built-in exceptions, tracebacks.
//
//   raise_error(kValueError, "bad literal");                      raise ValueError("bad literal")
//   raise_exception(kKeyError, {key});                            raise KeyError(key)
//   raise_type_error("'", type_name(v), "' object is not x");     joins its parts
#pragma once

#include <string>

#include "pbc/frame.h"
#include "python/type.h"

namespace pbc {

/// Every built-in exception: PBC_EXCEPTION(Name, Base), a base before those derived from it (Python library reference,
/// Exception hierarchy).
#define PBC_EXCEPTIONS(X)                    \
  X(Exception, BaseException)                \
  X(BaseExceptionGroup, BaseException)       \
  X(GeneratorExit, BaseException)            \
  X(KeyboardInterrupt, BaseException)        \
  X(SystemExit, BaseException)               \
  X(ArithmeticError, Exception)              \
  X(FloatingPointError, ArithmeticError)     \
  X(OverflowError, ArithmeticError)          \
  X(ZeroDivisionError, ArithmeticError)      \
  X(AssertionError, Exception)               \
  X(AttributeError, Exception)               \
  X(BufferError, Exception)                  \
  X(EOFError, Exception)                     \
  X(ImportError, Exception)                  \
  X(ModuleNotFoundError, ImportError)        \
  X(LookupError, Exception)                  \
  X(IndexError, LookupError)                 \
  X(KeyError, LookupError)                   \
  X(MemoryError, Exception)                  \
  X(NameError, Exception)                    \
  X(UnboundLocalError, NameError)            \
  X(OSError, Exception)                      \
  X(BlockingIOError, OSError)                \
  X(ChildProcessError, OSError)              \
  X(ConnectionError, OSError)                \
  X(BrokenPipeError, ConnectionError)        \
  X(ConnectionAbortedError, ConnectionError) \
  X(ConnectionRefusedError, ConnectionError) \
  X(ConnectionResetError, ConnectionError)   \
  X(FileExistsError, OSError)                \
  X(FileNotFoundError, OSError)              \
  X(InterruptedError, OSError)               \
  X(IsADirectoryError, OSError)              \
  X(NotADirectoryError, OSError)             \
  X(PermissionError, OSError)                \
  X(ProcessLookupError, OSError)             \
  X(TimeoutError, OSError)                   \
  X(ReferenceError, Exception)               \
  X(RuntimeError, Exception)                 \
  X(NotImplementedError, RuntimeError)       \
  X(RecursionError, RuntimeError)            \
  X(StopAsyncIteration, Exception)           \
  X(StopIteration, Exception)                \
  X(SyntaxError, Exception)                  \
  X(IndentationError, SyntaxError)           \
  X(TabError, IndentationError)              \
  X(SystemError, Exception)                  \
  X(TypeError, Exception)                    \
  X(ValueError, Exception)                   \
  X(UnicodeError, ValueError)                \
  X(UnicodeDecodeError, UnicodeError)        \
  X(UnicodeEncodeError, UnicodeError)        \
  X(UnicodeTranslateError, UnicodeError)     \
  X(Warning, Exception)                      \
  X(BytesWarning, Warning)                   \
  X(DeprecationWarning, Warning)             \
  X(EncodingWarning, Warning)                \
  X(FutureWarning, Warning)                  \
  X(ImportWarning, Warning)                  \
  X(PendingDeprecationWarning, Warning)      \
  X(ResourceWarning, Warning)                \
  X(RuntimeWarning, Warning)                 \
  X(SyntaxWarning, Warning)                  \
  X(UnicodeWarning, Warning)                 \
  X(UserWarning, Warning)

extern const Type kBaseException;
#define PBC_DECLARE(name, base) extern const Type k##name;
PBC_EXCEPTIONS(PBC_DECLARE)
#undef PBC_DECLARE

/// By name, IOError and EnvironmentError among them; null when there is none.
const Type* find_exception_type(Name name);

/// An exception object of `type` with args (message,). Not raised yet.
Value make_exception(const Type& type, std::string_view message);
Value make_exception(const Type& type, std::initializer_list<Value> args);
[[noreturn]] void raise_error(const Type& type, std::string_view message);
[[noreturn]] void raise_exception(const Type& type, std::initializer_list<Value> args);

inline std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (std::string_view part : parts) text += part;
  return text;
}
/// raise type(all parts as one text). Unwinding costs by the frame and by what has to be destroyed on the way, so the
/// functions that raise often have neither: they pass plain text to this one.
[[noreturn]] void raise_joined(const Type& type, std::initializer_list<std::string_view> parts);
template <typename... P>
[[noreturn]] void raise_type_error(const P&... parts) {
  raise_joined(kTypeError, {std::string_view(parts)...});
}
template <typename... P>
[[noreturn]] void raise_value_error(const P&... parts) {
  raise_joined(kValueError, {std::string_view(parts)...});
}
template <typename... P>
[[noreturn]] void raise_index_error(const P&... parts) {
  raise_joined(kIndexError, {std::string_view(parts)...});
}
/// KeyError(key)
[[noreturn]] void raise_key_error(const Value& key);
/// AttributeError: 'x' object has no attribute 'name'
[[noreturn]] void raise_attribute_error(const Value& object, Name name);

/// For runtime code that catches a Raised and does not let it out: `catch (const Raised&) { caught(); ... }`.
void caught();
/// Does the exception's type derive from `type`?
bool is_exception(const Value& exception, const Type& type);

/// Counts a level of native recursion against Python's limit of 1000: RecursionError "maximum recursion depth exceeded"
/// and `doing`, such as " in comparison".
class Recursion {
 public:
  explicit Recursion(const char* doing);
  ~Recursion();
  Recursion(const Recursion&) = delete;
  Recursion& operator=(const Recursion&) = delete;
};

/// The innermost active frame of this thread, or null.
const Frame* current_frame();

/// The playbook's file as tracebacks name it, and its text.
struct SourceText {
  std::string_view file;
  std::string_view text;
};
/// The source that the executable carries: between pbc_source_begin and pbc_source_end, named by playbook.file.
SourceText playbook_source();
/// What CPython 3.11 prints for an uncaught exception, chained ones included, without the caret lines; ends with a
/// newline.
std::string format_traceback(const Value& exception, const SourceText& source);
/// Its last line: "ValueError: text", "json.decoder.JSONDecodeError: ...".
std::string format_exception_only(const Value& exception);

}  // namespace pbc

extern "C" {
/// The playbook's text, linked into the executable; empty where there is none.
extern const char pbc_source_begin[];
extern const char pbc_source_end[];
}
