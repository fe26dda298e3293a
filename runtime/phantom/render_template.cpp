// SPDX-License-Identifier: Apache-2.0
//
// phantom.render_template: {{ name.field }} of a context, in a text. Statements and filters of the template language
// are refused.
#include "phantom/datapath.h"
#include "phantom/expand.h"
#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/text.h"

namespace pbc::engine {

namespace {

constexpr std::string_view kName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";

/// What a dotted name stands for; "" where the context has none.
Value look_up(Value at, std::string_view name) {
  while (true) {
    const std::size_t dot = name.find('.');
    const std::string_view key = name.substr(0, dot);
    const Value* found = member(at, key);
    const Value index = number_in(make_str(key));
    if (!found && at.is(Tag::kList) && index.is(Tag::kInt) &&
        static_cast<std::size_t>(index.as_int()) < as_list(at).size())
      found = &as_list(at)[static_cast<std::size_t>(index.as_int())];
    if (!found) return "";
    at = Value(*found);
    if (dot == name.npos) return at;
    name.remove_prefix(dot + 1);
  }
}

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

/// (success, message, text)
Value render_template(const render_template_arguments& arguments) {
  if (!arguments.template_.is_str()) return failed("the template must be a text", "");
  const Value context = or_default(arguments.context, make_dict());
  std::string_view rest = arguments.template_.text();
  if (rest.find("{%") != rest.npos) return failed("statements ({% ... %}) in templates are not supported", "");
  std::string text;
  while (true) {
    const std::size_t open = rest.find("{{");
    text += rest.substr(0, open);
    if (open == rest.npos) return succeeded(make_str(text));
    const std::size_t close = rest.find("}}", open);
    if (close == rest.npos) return failed("a {{ of the template is not closed", "");
    const std::string_view name =
        text::strip_space<text::Text>(rest.substr(open + 2, close - open - 2), text::Side::kBoth);
    if (name.empty() || name.find_first_not_of(kName) != name.npos)
      return failed("expressions in templates are names with fields, not `" + std::string(name) + "`", "");
    text += to_str(look_up(context, name));
    rest.remove_prefix(close + 2);
  }
}

}  // namespace pbc::phantom
