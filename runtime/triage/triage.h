// SPDX-License-Identifier: Apache-2.0
//
// The door between a bundle's front and libpbc_live.so: whom to ask about an indicator, what an answer says of it, and
// the report of it all. Nothing but standard types passes, and no exception.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "live/live.h"
#include "triage/facts.h"
#include "triage/settings.h"
#include "triage/verdict.h"

namespace pbc::triage {

/// An action at an asset that tells something of an indicator.
struct Source {
  std::string asset;
  std::string app;
  std::string service;  // one that several apps have, or the app
  std::string action;
  std::string component;           // url, address, file, content or redirect
  std::string parameter;           // that holds the indicator
  std::vector<std::string> kinds;  // of indicators that it takes: SOAR's `contains`
  std::string problem;             // why it cannot be asked; empty: it can
};

/// What a triage is opened for.
struct Opening {
  live::Options options;
  bool is_live = false;
  std::vector<live::Asset> assets;                         // of a replay: those that its world has answers of
  std::vector<std::pair<std::string, std::string>> asked;  // by playbooks of the bundle: action and asset
};

/// Any thread may call it.
class Triage {
 public:
  Triage() = default;
  Triage(const Triage&) = delete;
  Triage& operator=(const Triage&) = delete;
  virtual ~Triage() = default;

  virtual const Settings& settings() const = 0;
  /// Whom to ask about indicators: one asset of each service, which is the one that playbooks ask where they do.
  virtual const std::vector<Source>& sources() const = 0;
  /// What a look-up of anybody is about; null: it tells nothing of an indicator.
  virtual const Source* find(std::string_view asset, std::string_view app, std::string_view action) const = 0;
  /// Of what its sources work out themselves, for replays.
  virtual const live::Computer& computer() const = 0;
  /// What an answer to it says; `result` is JSON, {status, message, data, summary}.
  virtual std::optional<live::Assessment> assess(std::string_view asset, std::string_view app, std::string_view action,
                                                 const std::string& result) const = 0;
  virtual Verdict judge(const Facts& facts) const = 0;
  /// docs/triage.schema.json. The same bytes for the same facts, as is html().
  virtual std::string json(const Facts& facts, const Verdict& verdict) const = 0;
  /// One page that needs nothing else.
  virtual std::string html(const Facts& facts, const Verdict& verdict) const = 0;
  /// The whole configuration with its defaults, as JSON; secrets by reference alone.
  virtual std::string configuration() const = 0;
};

/// Opens it; null, with `error` set to one line, where the configuration cannot be used.
using Open = Triage* (*)(const Opening& opening, std::string* error);
inline constexpr const char* kOpenSymbol = "pbc_triage_open_1";

}  // namespace pbc::triage
