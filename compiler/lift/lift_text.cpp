// SPDX-License-Identifier: Apache-2.0
//
// Strings and f-strings (Python reference, 2.4.3).
#include <algorithm>

#include "compiler/lift/lifter.h"

namespace pbc::lift {

using ir::Operand;
using ir::OpKind;

namespace {

std::string prefix_of(const Node& string) {
  const std::string_view start = string.children().front().text();
  std::string prefix(start.substr(0, start.find_first_of("'\"")));
  std::ranges::transform(prefix, prefix.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  return prefix;
}

/// `{{` and `}}` of an f-string's text.
std::string unescape_braces(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i]) ++i;
  }
  return out;
}

}  // namespace

Operand Lifter::string(const Node& node) {
  const Nodes strings = node.is(NodeKind::kConcatenatedString) ? node.children() : Nodes(&node, 1);
  if (auto constant = decode_string(node)) return module_.intern(std::move(*constant));
  return fstring(strings, node);
}

Operand Lifter::fstring(Nodes strings, const Node& at) {
  std::vector<Operand> parts;
  std::string text;
  const auto flush = [&] {
    if (!text.empty()) parts.push_back(str(text));
    text.clear();
  };
  const SourceFile& source = cst_.source();
  for (const Node& string : strings) {
    if (const auto constant = decode_string(string)) {
      text += constant->text;
      continue;
    }
    const std::string prefix = prefix_of(string);
    const auto children = string.children();
    std::uint32_t begin = children.front().span().end;
    const auto literal = [&](std::uint32_t end) {
      text += decode_escapes(unescape_braces(source.text({begin, end})), prefix);
    };
    for (const Node& child : children) {
      if (!child.is(NodeKind::kInterpolation)) continue;
      literal(child.span().begin);
      begin = child.span().end;
      // f"{x = }" shows its own text and the value's repr.
      const auto tokens = child.all_children();
      const auto equals = std::ranges::find(tokens, std::string_view("="), &Node::symbol);
      if (equals != tokens.end()) {
        Span shown{child.span().begin + 1, equals->span().end};
        while (source.text()[shown.end] == ' ') ++shown.end;
        text += source.text(shown);
      }
      flush();
      parts.push_back(field(child));
    }
    literal(children.back().span().begin);
  }
  flush();
  return emit(OpKind::kFString, at, std::move(parts));
}

/// One `{expression!conversion:spec}`.
Operand Lifter::field(const Node& interpolation) {
  const Operand value = expression(interpolation.field(Field::kExpression));
  std::string_view conversion = interpolation.field(Field::kTypeConversion).text();
  const Node spec = interpolation.field(Field::kFormatSpecifier);
  if (conversion.empty() && !spec && interpolation.has_token("=")) conversion = "!r";
  Operand spec_value;
  if (spec) {
    std::vector<Operand> parts;
    const SourceFile& source = cst_.source();
    std::uint32_t begin = spec.span().begin + 1;
    const auto literal = [&](std::uint32_t end) {
      if (begin < end) parts.push_back(str(decode_escapes(source.text({begin, end}), "")));
    };
    for (const Node& child : spec.children()) {
      literal(child.span().begin);
      begin = child.span().end;
      parts.push_back(field(child));
    }
    literal(spec.span().end);
    if (parts.empty())
      spec_value = str("");
    else if (parts.size() == 1 && parts[0].is_constant())
      spec_value = parts[0];
    else
      spec_value = emit(OpKind::kFString, spec, std::move(parts));
  }
  ir::Op op{.kind = OpKind::kField};
  op.names[0] = module_.intern(conversion.empty() ? "format" : conversion.substr(1));
  op.operands = {value, spec_value};
  return emit(std::move(op), interpolation);
}

}  // namespace pbc::lift
