// SPDX-License-Identifier: Apache-2.0
//
// The Playbook API as emitted code calls it: `phantom::act({.action = "geolocate ip", .callback = after})`.
//
// Every name of api.def becomes an argument struct and a function. Arguments keep the Playbook API's names; one that is
// left out stays unset, and the function gives it the documented default (docs/playbook-api.md).
#pragma once

#include "pbc/value.h"

namespace pbc::phantom {

#define PBC_API(name, effects, ...) \
  struct name##_arguments {         \
    __VA_OPT__(Value __VA_ARGS__;)  \
  };                                \
  Value name(const name##_arguments& arguments);
#include "pbc/api.def"

/// How far one request serves equal ones, and whether all parameters of an act are asked about at the same time.
enum class Sharing : std::uint8_t {
  kNone,  // a request for each parameter dict, one after the other
  kAct,   // one for equal ones of this act
  kRun,   // one for equal ones of the whole run
};

/// How the requests of an act are sent, which the compiler decides (docs/passes.md).
struct Requests {
  Sharing share = Sharing::kNone;
  int batch = 1;          // the most parameter dicts that one request may hold
  Value ahead = Value();  // functions to rehearse when the act begins: their look-ups are asked, nothing else is done
};
Value act(const act_arguments& arguments, const Requests& requests);

}  // namespace pbc::phantom
