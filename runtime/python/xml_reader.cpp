// SPDX-License-Identifier: Apache-2.0
//
// XML by expat, whose own limits hold against entities that multiply.
#include <expat.h>

#include <exception>

#include "python/element_tree.h"

namespace pbc::xml {

namespace {

constexpr int kMostNested = 5000;

/// C code is between the events and the reader: what they throw waits here.
struct Reading {
  const Events& events;
  XML_Parser parser;
  int depth = 0;
  std::exception_ptr thrown;
  std::string undefined;  // the name of an entity that nobody defined

  template <typename F>
  void guarded(F&& event) {
    if (thrown) return;
    try {
      event();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

Reading& reading(void* data) { return *static_cast<Reading*>(data); }

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  reading(data).guarded([&] {
    if (++reading(data).depth > kMostNested)
      raise_error(kRecursionError, "maximum recursion depth exceeded while parsing XML");
    reading(data).events.start(name, attributes);
  });
}
void on_end(void* data, const XML_Char* name) {
  reading(data).guarded([&] {
    --reading(data).depth;
    reading(data).events.end(name);
  });
}
void on_text(void* data, const XML_Char* text, int length) {
  reading(data).guarded([&] { reading(data).events.text({text, static_cast<std::size_t>(length)}); });
}
void on_comment(void* data, const XML_Char* text) {
  if (reading(data).events.comment) reading(data).guarded([&] { reading(data).events.comment(text); });
}
void on_space(void* data, const XML_Char* prefix, const XML_Char* uri) {
  if (reading(data).events.space) reading(data).guarded([&] { reading(data).events.space(prefix, uri); });
}
void on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*,
               const XML_Char*, const XML_Char*) {
  if (reading(data).events.entity) reading(data).guarded(reading(data).events.entity);
}
/// With a document type, expat passes entities that it cannot know.
void on_other(void* data, const XML_Char* text, int length) {
  Reading& state = reading(data);
  if (length < 3 || text[0] != '&' || text[1] == '#' || !state.undefined.empty()) return;
  state.undefined.assign(text + 1, static_cast<std::size_t>(length) - 2);
  XML_StopParser(state.parser, XML_FALSE);
}

[[noreturn]] void raise_parse_error(XML_Parser parser, const Type& type, const std::string& undefined) {
  const auto line = static_cast<std::int64_t>(XML_GetErrorLineNumber(parser));
  const auto column = static_cast<std::int64_t>(XML_GetErrorColumnNumber(parser));
  const int code = undefined.empty() ? static_cast<int>(XML_GetErrorCode(parser)) : 11;
  const std::string what =
      undefined.empty() ? XML_ErrorString(static_cast<XML_Error>(code)) : "undefined entity &" + undefined + ";";
  const Value error =
      make_exception(type, what + ": line " + std::to_string(line) + ", column " + std::to_string(column));
  Table& attributes = as_exception(error).attributes;
  attributes.set("code", code);
  attributes.set("position", make_tuple({line, column}));
  attributes.set("lineno", line);
  attributes.set("offset", column);
  raise(error);
}

}  // namespace

void read(const Value& document, char separator, const Type& error, const Events& events) {
  const bool is_text = document.is_str();
  if (!is_text && !is_any_bytes(document))
    raise_type_error("a bytes-like object is required, not '", type_name(document), "'");
  const std::string bytes(is_text ? document.text() : std::string_view(as_bytes(document)));
  const char* encoding = is_text ? "utf-8" : nullptr;
  XML_Parser parser = separator != 0 ? XML_ParserCreateNS(encoding, separator) : XML_ParserCreate(encoding);
  if (parser == nullptr) raise_exception(kMemoryError, {});
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> owner(parser, XML_ParserFree);
  Reading state{events, parser, 0, {}, {}};
  XML_SetUserData(parser, &state);
  XML_SetElementHandler(parser, on_start, on_end);
  XML_SetCharacterDataHandler(parser, on_text);
  XML_SetCommentHandler(parser, on_comment);
  XML_SetStartNamespaceDeclHandler(parser, on_space);
  XML_SetEntityDeclHandler(parser, on_entity);
  if (&error == &kParseError) XML_SetDefaultHandlerExpand(parser, on_other);
  constexpr std::size_t kStep = 1 << 20;
  for (std::size_t at = 0; at == 0 || at < bytes.size();) {
    const std::size_t step = std::min(kStep, bytes.size() - at);
    const XML_Status status =
        XML_Parse(parser, bytes.data() + at, static_cast<int>(step), at + step >= bytes.size() ? 1 : 0);
    if (state.thrown) std::rethrow_exception(state.thrown);
    if (status != XML_STATUS_OK) raise_parse_error(parser, error, state.undefined);
    if (step == 0) break;
    at += step;
  }
}

Value read_tree(const Value& document) {
  Values open;
  Value root, last;  // `last` is the element that closed last, which the next text follows; unset after a start
  std::string text;
  const auto flush = [&] {
    if (text.empty()) return;
    if (!last.is_unset()) {
      as_native<Element>(last).tail = make_str(text);
    } else if (!open.empty()) {
      as_native<Element>(open.back()).text = make_str(text);
    }
    text.clear();
  };
  const auto universal = [](std::string_view name) {
    return make_str(name.find('}') == name.npos ? std::string(name) : "{" + std::string(name));
  };
  Events events;
  events.start = [&](const char* name, const char** attributes) {
    flush();
    const Value element = make_element(universal(name));
    for (; *attributes != nullptr; attributes += 2)
      as_dict(as_native<Element>(element).attributes).set(universal(attributes[0]), make_str(attributes[1]));
    if (open.empty()) {
      root = element;
    } else {
      as_native<Element>(open.back()).children.push_back(element);
    }
    open.push_back(element);
    last = Value();
  };
  events.end = [&](const char*) {
    flush();
    last = open.back();
    open.pop_back();
  };
  events.text = [&](std::string_view more) {
    if (!open.empty()) text += more;
  };
  read(document, '}', kParseError, events);
  return root;
}

}  // namespace pbc::xml
