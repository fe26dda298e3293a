// SPDX-License-Identifier: Apache-2.0
//
// The module `phantom.rules`, for uses that the compiler does not turn into calls of their own: `f = phantom.debug`,
// `phantom.pin(**kwargs)`. Made from api.def: one built-in function per name, which puts its arguments into the
// argument struct.
#include "phantom/module.h"

#include <array>
#include <utility>

#include "phantom/arguments.h"
#include "phantom/vault.h"
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
Value call_api(const Value&, Value* bound) {
  return [bound]<std::size_t... I>(std::index_sequence<I...>) {
    (void)bound;
    return F(A{std::move(bound[I])...});
  }
  (std::make_index_sequence<count_names(Api<A>::kParameters)>());
}

constexpr Method kFunctions[] = {
#define PBC_API(name, effects, ...)                           \
  {#name, call_api<phantom::name##_arguments, phantom::name>, \
   SignatureText<phantom::name##_arguments>::kText.characters},
#include "pbc/api.def"
};

}  // namespace

namespace {

template <typename A>
constexpr const auto& kSignatureOf = SignatureText<A>::kText.characters;

constexpr Method kVaultFunctions[] = {
    {"vault_info", call_api<phantom::vault_info_arguments, phantom::vault_info>,
     kSignatureOf<phantom::vault_info_arguments>},
    {"vault_add", call_api<phantom::vault_add_arguments, phantom::vault_add>,
     kSignatureOf<phantom::vault_add_arguments>},
    {"vault_delete", call_api<phantom::vault_delete_arguments, phantom::vault_delete>,
     kSignatureOf<phantom::vault_delete_arguments>},
};

constexpr Constant kRulesConstants[] = {
    {"requests", [] { return make_module(kPhantomRequestsModule); }},
    {"utils", [] { return make_module(kPhantomUtilsModule); }},
    {"vault", [] { return make_module(kPhantomVaultModule); }},
    {"Vault", [] { return type_value(engine::kVaultType); }},
};

}  // namespace

const Module kPhantomModule{.name = "phantom"};
const Module kPhantomRulesModule{.name = "phantom.rules", .functions = kFunctions, .constants = kRulesConstants};
const Module kPhantomVaultModule{.name = "phantom.vault", .functions = kVaultFunctions};

}  // namespace pbc
