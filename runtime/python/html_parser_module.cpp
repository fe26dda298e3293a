// SPDX-License-Identifier: Apache-2.0
//
// The module html.parser (Python library reference, html.parser): a class to derive from.
#include <algorithm>

#include "python/arguments.h"
#include "python/html_tokens.h"
#include "python/library_class.h"
#include "python/library_packages.h"

namespace pbc {
namespace {

/// A list of pairs, with None for an attribute without value.
Value attribute_pairs(const html::Token& token) {
  Values pairs;
  for (const auto& [name, value] : token.attributes)
    pairs.push_back(make_tuple({make_str(name), value ? make_str(*value) : Value(None)}));
  return make_list(std::move(pairs));
}

/// Text whose references are handlers' business: `&name;` and `&#number;`.
void give_text(const Value& self, std::string_view text) {
  std::size_t plain = 0;
  const auto flush = [&](std::size_t end) {
    if (end > plain) self.call("handle_data", {make_str(text.substr(plain, end - plain))});
  };
  const auto flush_one = [&](std::size_t at) { self.call("handle_data", {make_str(text.substr(at, 1))}); };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '&') {
      ++i;
      continue;
    }
    const bool is_number = text.substr(i + 1, 1) == "#";
    std::size_t end = i + 1 + (is_number ? 1 : 0);
    const std::size_t begin = end;
    while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) ++end;
    if (end == begin) {
      flush(i);
      flush_one(i);
      plain = ++i;
      continue;
    }
    flush(i);
    self.call(is_number ? Name("handle_charref") : Name("handle_entityref"),
              {make_str(text.substr(begin, end - begin))});
    i = plain = end + (end < text.size() && text[end] == ';' ? 1 : 0);
  }
  flush(text.size());
}

void go_ahead(const Value& self, bool is_all) {
  const std::string text = to_str(self.attr("rawdata"));
  const bool resolves = static_cast<bool>(self.attr("convert_charrefs"));
  const std::size_t read = html::read_tokens(text, is_all, resolves, [&](const html::Token& token) {
    using Kind = html::Token::Kind;
    const std::string_view before = std::string_view(text).substr(0, token.at);
    const std::size_t line_start = before.rfind('\n');
    self.set_attr("lineno", 1 + std::ranges::count(before, '\n') + to_index(self.attr("_lines_before")));
    self.set_attr("offset",
                  static_cast<std::int64_t>(line_start == before.npos ? token.at : token.at - line_start - 1));
    const Value data = make_str(token.text);
    switch (token.kind) {
      case Kind::kStart:
      case Kind::kEmpty:
        self.set_attr("_HTMLParser__starttag_text", make_str(token.source));
        self.call(token.kind == Kind::kStart ? Name("handle_starttag") : Name("handle_startendtag"),
                  {data, attribute_pairs(token)});
        break;
      case Kind::kEnd:
        self.call("handle_endtag", {data});
        break;
      case Kind::kText:
        if (resolves || token.is_raw)
          self.call("handle_data", {data});
        else
          give_text(self, token.text);
        break;
      case Kind::kComment:
        self.call("handle_comment", {data});
        break;
      case Kind::kDeclaration:
        self.call("handle_decl", {data});
        break;
      case Kind::kInstruction:
        self.call("handle_pi", {data});
        break;
      case Kind::kUnknown:
        self.call("unknown_decl", {data});
        break;
    }
  });
  self.set_attr("_lines_before", std::ranges::count(std::string_view(text).substr(0, read), '\n') +
                                     to_index(self.attr("_lines_before")));
  self.set_attr("rawdata", make_str(std::string_view(text).substr(read)));
}

Value reset(Values& a) {
  a[0].set_attr("rawdata", Value(""));
  a[0].set_attr("lineno", 1);
  a[0].set_attr("offset", 0);
  a[0].set_attr("_lines_before", 0);
  a[0].set_attr("_HTMLParser__starttag_text", None);
  return None;
}
Value ignore(Values&) { return None; }

Class& make_parser() {
  LibraryClass cls("html.parser", "HTMLParser");
  cls.set("CDATA_CONTENT_ELEMENTS", make_tuple({Value("script"), Value("style")}));
  cls.method("__init__", "self, *, convert_charrefs=",
             [](Values& a) -> Value {
               a[0].set_attr("convert_charrefs", value_or(a[1], true));
               return a[0].call("reset");
             })
      .method("reset", "self", reset)
      .method("feed", "self, data",
              [](Values& a) -> Value {
                a[0].set_attr("rawdata", make_str(to_str(a[0].attr("rawdata")) + to_str(a[1])));
                go_ahead(a[0], false);
                return None;
              })
      .method("close", "self",
              [](Values& a) -> Value {
                go_ahead(a[0], true);
                return None;
              })
      .method("getpos", "self",
              [](Values& a) -> Value {
                return make_tuple({a[0].attr("lineno"), a[0].attr("offset")});
              })
      .method("get_starttag_text", "self", [](Values& a) -> Value { return a[0].attr("_HTMLParser__starttag_text"); })
      .method("handle_startendtag", "self, tag, attrs",
              [](Values& a) -> Value {
                a[0].call("handle_starttag", {a[1], a[2]});
                return a[0].call("handle_endtag", {a[1]});
              })
      .method("handle_starttag", "self, tag, attrs", ignore)
      .method("handle_endtag", "self, tag", ignore)
      .method("handle_charref", "self, name", ignore)
      .method("handle_entityref", "self, name", ignore)
      .method("handle_data", "self, data", ignore)
      .method("handle_comment", "self, data", ignore)
      .method("handle_decl", "self, decl", ignore)
      .method("handle_pi", "self, data", ignore)
      .method("unknown_decl", "self, data", ignore);
  return cls.make();
}

struct Made {
  Class* parser = nullptr;
};
Value parser_class() {
  Made& made = run_local<Made>();
  if (made.parser == nullptr) made.parser = &make_parser();
  return made.parser->self();
}
constexpr Constant kConstants[] = {{"HTMLParser", parser_class}};

}  // namespace

constinit const Module kHtmlParserModule{.name = "html.parser", .constants = kConstants};

}  // namespace pbc
