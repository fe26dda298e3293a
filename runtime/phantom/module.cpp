// SPDX-License-Identifier: Apache-2.0
//
// The module `phantom.rules`, for uses that the compiler does not turn into calls of their own: `f = phantom.debug`,
// `phantom.pin(**kwargs)`. Made from api.def: one built-in function per name, which puts its arguments into the
// argument struct. A name that is not supported yet is there too, and raises when it is called.
#include "phantom/module.h"

#include <array>
#include <utility>

#include "phantom/arguments.h"
#include "python/objects.h"

namespace pbc {

namespace {

using engine::Api;
using engine::count_names;
using engine::take_name;

/// The form of a signature that type.h reads: "def container=, datapath=". Every argument may be left out; `parts`
/// takes all positional ones. Gives its length, and writes it to `out` unless that is null.
constexpr std::size_t write_signature(std::string_view names, char* out) {
  std::size_t length = 0;
  auto write = [&](std::string_view text) {
    for (char c : text) {
      if (out) out[length] = c;
      ++length;
    }
  };
  write("def");
  for (bool is_first = true; !names.empty(); is_first = false) {
    std::string_view name = take_name(names);
    bool takes_all = name == "parts";
    write(is_first ? " " : ", ");
    write(takes_all ? "*" : "");
    write(name);
    write(takes_all ? "" : "=");
  }
  return length;
}

template <typename A>
struct SignatureText {
  static constexpr std::size_t kLength = write_signature(Api<A>::kParameters, nullptr);
  struct Text {
    char characters[kLength + 1];
  };
  static constexpr Text make() {
    Text text{};
    write_signature(Api<A>::kParameters, text.characters);
    return text;
  }
  static constexpr Text kText = make();
};

template <typename A, Value (*F)(const A&)>
Value call_ready(const Value&, Value* bound) {
  return [bound]<std::size_t... I>(std::index_sequence<I...>) {
    (void)bound;
    return F(A{std::move(bound[I])...});
  }
  (std::make_index_sequence<count_names(Api<A>::kParameters)>());
}

template <typename A>
Value call_later(const Value&, Value*) {
  raise_error(kNotImplementedError, joined({"phantom.", Api<A>::kName, " is not supported yet"}));
}

// Which of the two a line of api.def gets, by its status.
#define PBC_CALL_kReady(name) call_ready<phantom::name##_arguments, phantom::name>
#define PBC_CALL_kLater(name) call_later<phantom::name##_arguments>

constexpr Method kFunctions[] = {
#define PBC_API(name, status, effects, ...) \
  {#name, PBC_CALL_##status(name), SignatureText<phantom::name##_arguments>::kText.characters},
#include "pbc/api.def"
};

#undef PBC_CALL_kReady
#undef PBC_CALL_kLater

}  // namespace

const Module kPhantomModule{.name = "phantom"};
const Module kPhantomRulesModule{.name = "phantom.rules", .functions = kFunctions};

}  // namespace pbc
