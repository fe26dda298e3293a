// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit/cxx_writer.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "compiler/emit/macros.h"

namespace pbc::emit {
namespace {

constexpr std::size_t kColumns = 120;
constexpr int kSpaces = 2;

/// Words of C++, macros of the C headers, and every name that emitted code uses of the runtime or gives out; sorted.
constexpr std::string_view kReserved[] = {
    "Arguments",
    "BlockArguments",
    "Cell",
    "ClassBody",
    "EOF",
    "Element",
    "Failure",
    "Field",
    "Finally",
    "Forgetting",
    "Frame",
    "FunctionInfo",
    "GeneratorBody",
    "Globals",
    "GroupHandling",
    "GuardedSteps",
    "Handling",
    "INFINITY",
    "Item",
    "Iteration",
    "Keyword",
    "NAN",
    "NULL",
    "Name",
    "None",
    "Operator",
    "Parameter",
    "ParameterKind",
    "Part",
    "Playbook",
    "Raised",
    "Star",
    "Steps",
    "Tag",
    "Unbinding",
    "Value",
    "WEOF",
    "add",
    "add_bound",
    "alignas",
    "alignof",
    "and",
    "and_",
    "and_eq",
    "append",
    "args",
    "asm",
    "assert",
    "at",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "bound",
    "bound_cell",
    "bound_global",
    "break",
    "bytes",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "closure",
    "co_await",
    "co_return",
    "co_yield",
    "code_of",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "dict",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enter",
    "enum",
    "errno",
    "expand",
    "explicit",
    "export",
    "extern",
    "fail",
    "failure",
    "false",
    "float",
    "floor_divide",
    "for",
    "friend",
    "from",
    "fstring",
    "generator",
    "globals",
    "goto",
    "handling",
    "if",
    "import",
    "import_from",
    "import_leaf",
    "in",
    "in_place",
    "inline",
    "int",
    "int_or_failure",
    "integer",
    "integers",
    "is",
    "isinstance",
    "item_or_failure",
    "iter",
    "iterate",
    "kFunctions",
    "kInfinity",
    "leave",
    "len",
    "list",
    "load",
    "locals_in",
    "long",
    "main",
    "make_globals",
    "matrix_multiply",
    "module",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "offsetof",
    "operator",
    "or",
    "or_",
    "or_eq",
    "or_throw",
    "pbc",
    "phantom",
    "playbook",
    "power",
    "private",
    "protected",
    "public",
    "py",
    "raise",
    "raise_assertion",
    "raise_error",
    "raise_name_error",
    "raised",
    "register",
    "reinterpret_cast",
    "requires",
    "reraise",
    "return",
    "set",
    "short",
    "signed",
    "sizeof",
    "slice",
    "star",
    "star_star",
    "static",
    "static_assert",
    "static_cast",
    "std",
    "stderr",
    "stdin",
    "stdout",
    "step",
    "steps_left",
    "strdupa",
    "strndupa",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "tuple",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unpack",
    "unpack_each",
    "unpack_into",
    "unpack_rest",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
    "yield",
    "yield_from",
};

/// Whether emitted code or the C headers have a name of this form: kinner_info, kParametersOf_f; INT64_MAX.
bool is_reserved_form(std::string_view name) {
  if (name.starts_with("kParametersOf_") || (name.starts_with('k') && name.ends_with("_info"))) return true;
  const auto begins = [&](std::string_view prefix) { return name.starts_with(prefix); };
  const auto ends = [&](std::string_view suffix) { return name.ends_with(suffix); };
  constexpr std::string_view kLimits[] = {"INT", "UINT", "PTRDIFF_", "SIG_ATOMIC_", "SIZE_", "WCHAR_", "WINT_"};
  constexpr std::string_view kSuffixes[] = {"_MAX", "_MIN", "_WIDTH", "_C"};
  if (std::ranges::any_of(kLimits, begins) && std::ranges::any_of(kSuffixes, ends)) return true;
  return std::ranges::any_of(kMacroFamilies, begins) &&
         std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_reserved(std::string_view name) {
  return std::ranges::binary_search(kReserved, name) || std::ranges::binary_search(kMacros, name) ||
         is_reserved_form(name);
}

}  // namespace

std::string string_literal(std::string_view bytes) {
  std::string out = "\"";
  bool after_escape = false;  // a digit after \ooo of fewer than three digits would join it
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '?':
        out += after_escape ? "\\?" : "?";
        break;  // no trigraphs
      default:
        if (byte < 0x20 || byte == 0x7f || byte >= 0x80) {
          out += '\\';
          out += static_cast<char>('0' + (byte >> 6));
          out += static_cast<char>('0' + ((byte >> 3) & 7));
          out += static_cast<char>('0' + (byte & 7));
        } else {
          out += c;
        }
    }
    after_escape = c == '?';
  }
  return out + '"';
}

std::string comment(std::string_view text) {
  constexpr std::size_t kWidth = kColumns - 3;
  std::string out;
  const auto add = [&](std::string_view line) {
    while (line.ends_with(' ') || line.ends_with('\r') || line.ends_with('\\')) line.remove_suffix(1);
    out += line.empty() ? "//" : "// ";
    for (char c : line) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    out += '\n';
  };
  while (text.starts_with('\n')) text.remove_prefix(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (line.size() > kWidth) {
      const std::size_t blank = line.rfind(' ', kWidth);
      if (blank == std::string_view::npos || blank == 0) break;
      add(line.substr(0, blank));
      line.remove_prefix(blank + 1);
    }
    add(line);
  }
  return out;
}

std::string banner(std::string_view title) {
  std::string line = "// --- " + std::string(title) + " ";
  if (line.size() < kColumns) line.append(kColumns - line.size(), '-');
  return "\n" + line + "\n\n";
}

std::string identifier(std::string_view name) {
  std::string out;
  out.reserve(name.size() + 3);
  for (char c : name) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')
      out += c;
    else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80)
      out += "_";  // one for a code point
  }
  if (out.empty() || (out[0] >= '0' && out[0] <= '9')) out.insert(0, "_");
  // C++ keeps names with two underscores, and with one before a capital, for itself; single ones in front are fine.
  if (out.size() > 1 && out[0] == '_' && (out[1] == '_' || std::isupper(static_cast<unsigned char>(out[1])) != 0))
    out.insert(0, "py");
  if (is_reserved(out)) out += '_';
  return out;
}

std::string NameSet::unique(std::string name) {
  if (taken_.insert(name).second) return name;
  for (int& tried = tried_[name];;) {
    std::string numbered = name + "_" + std::to_string(++tried + 1);
    if (taken_.insert(numbered).second) return numbered;
  }
}

void CxxWriter::line(std::string_view text) {
  wrap(text, depth_, text_);
  text_ += '\n';
}

void CxxWriter::open(std::string_view text) {
  line(std::string(text) + (text.empty() ? "{" : " {"));
  ++depth_;
}

void CxxWriter::close(std::string_view text) {
  --depth_;
  line("}" + std::string(text));
}

void CxxWriter::reopen(std::string_view text) {
  --depth_;
  line("} " + std::string(text) + " {");
  ++depth_;
}

namespace {

/// Where `code` may be broken: after the commas of its outermost brackets, outside of literals; deeper ones where the
/// outer ones have none. The first `*level` with any is taken.
std::vector<std::size_t> break_points(std::string_view code, int* level) {
  for (; *level < 12; ++*level) {
    std::vector<std::size_t> points;
    int depth = 0;
    bool in_literal = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
      const char c = code[i];
      if (in_literal) {
        if (c == '\\')
          ++i;
        else if (c == '"')
          in_literal = false;
      } else if (c == '"') {
        in_literal = true;
      } else if (c == '(' || c == '{' || c == '[') {
        ++depth;
      } else if (c == ')' || c == '}' || c == ']') {
        --depth;
      } else if (c == ',' && depth == *level && i + 1 < code.size() && code[i + 1] == ' ') {
        points.push_back(i + 1);
      }
    }
    if (!points.empty()) return points;
  }
  return {};
}

/// Lays `code` out from column `indent`, with what is broken off four columns further in.
void lay_out(std::string_view code, std::size_t indent, int level, std::string& out) {
  std::vector<std::size_t> points;
  if (indent + code.size() > kColumns) points = break_points(code, &level);
  if (points.empty()) {
    out.append(indent, ' ');
    out += code;
    return;
  }
  points.push_back(code.size());
  std::size_t begin = 0;
  for (std::size_t end : points) {
    std::string_view piece = code.substr(begin, end - begin);
    if (piece.starts_with(' ')) piece.remove_prefix(1);
    const bool first = begin == 0;
    begin = end;
    const std::size_t column = out.size() - (out.rfind('\n') + 1);
    if (!first && column + 1 + piece.size() <= kColumns) {
      out += ' ';
      out += piece;
      continue;
    }
    if (!first) out += '\n';
    // A piece that is still too long is broken at its own brackets.
    lay_out(piece, first ? indent : indent + 4, first ? level + 1 : 1, out);
  }
}

}  // namespace

void wrap(std::string_view code, int depth, std::string& out) {
  if (code.empty()) return;
  const std::size_t indent = static_cast<std::size_t>(depth) * kSpaces;
  if (code.starts_with("//")) {
    out.append(indent, ' ');
    out += code;
  } else {
    lay_out(code, indent, 1, out);
  }
}

std::string wrap(std::string_view code, int depth) {
  std::string out;
  wrap(code, depth, out);
  return out;
}

}  // namespace pbc::emit
