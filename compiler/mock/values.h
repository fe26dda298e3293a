// SPDX-License-Identifier: Apache-2.0
//
// Plausible values: by what a field is called, by what SOAR says it contains, and by what it is compared with. The same
// seed gives the same values on every machine.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/mock/shape.h"

namespace pbc::mock {

/// A small generator with a fixed sequence per seed (SplitMix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  /// 0 .. n - 1; n > 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool chance(unsigned percent) { return next() % 100 < percent; }

 private:
  std::uint64_t state_;
};

/// What a value is, as far as names tell.
enum class Kind : std::uint8_t {
  kText,
  kNumber,
  kBool,
  kTime,
  kIp,
  kUrl,
  kDomain,
  kHost,
  kEmail,
  kUser,
  kMd5,
  kSha1,
  kSha256,
  kVaultId,
  kFileName,
  kFilePath,
  kProcess,
  kCountry,
  kId,
  kSeverity,
  kStatus,
};

/// What `contains` says, else what the words of the name say (`destinationAddress`, `dest_ip`), else kText.
Kind kind_of(std::string_view name, const std::vector<std::string>& contains = {});

/// SOAR's word for the kind in `cef_types`; empty for kinds that have none.
std::string_view contains_word(Kind kind);

class Values {
 public:
  explicit Values(std::uint64_t seed) : random_(seed * 0x9e3779b97f4a7c15u + 1) {}

  Random& random() { return random_; }

  /// A value for a shape, whole: dicts and lists with everything in them that is read.
  Json make(const Shape& shape);
  /// One of the few values that the whole event and world share for a kind, so that what one action answers is found
  /// again by the next.
  Json shared(Kind kind);
  /// All of them; for kinds of which every value is new (kText, kNumber, kBool, kTime), none.
  const std::vector<Json>& pool(Kind kind);

 private:
  Json plain(const Shape& shape);
  Json fresh(Kind kind);
  /// A value for which the comparison holds; discarded when nothing is known that does.
  Json satisfying(const Shape& shape, const Comparison& comparison);

  Random random_;
  std::map<Kind, std::vector<Json>> pools_;
};

}  // namespace pbc::mock
