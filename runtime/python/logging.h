// SPDX-License-Identifier: Apache-2.0
//
// What the files of the module logging share.
#pragma once

#include <string>

#include "python/objects.h"

namespace pbc::logging {

inline constexpr std::int64_t kNotSet = 0, kDebug = 10, kInfo = 20, kWarning = 30, kError = 40, kCritical = 50;

extern const Type kLogRecordType, kFormatterType, kFilterType, kHandlerType, kStreamHandlerType, kFileHandlerType,
    kNullHandlerType, kLoggerType, kRootLoggerType, kLoggerAdapterType;

/// An object with attributes of its own, which Python code may set.
struct Open : Native {
  explicit Open(const Type& type) : Native(type) {}
  Table fields;
  const Value& get(std::string_view name) const { return *fields.find(name); }
  void set(std::string_view name, Value value) { fields.set(make_str(name), std::move(value)); }
  Value attribute(Name name) override;
  bool set_attribute(Name name, const Value& value) override;
};

/// getLevelName(level): "Level 15" for a number without a name.
Value level_name(const Value& level);
/// The number of a level given as a number or a name. ValueError "Unknown level: 'x'", TypeError.
Value check_level(const Value& level);
std::int64_t level_number(const Value& object);

/// A record of what the innermost frame logs. `exception` is None or the exc_info tuple.
Value make_record(const Value& logger_name, std::int64_t level, const Value& message, const Value& args,
                  const Value& exception, const Value& extra);
/// filterer.filter(record)
bool passes(const Value& filters, const Value& record);
/// handler.handle(record)
void handle(const Value& handler, const Value& record);

Value make_formatter(const Value& format, const Value& date_format, const Value& style, bool validates,
                     const Value& defaults);
Value make_stream_handler(const Value& stream);
Value make_file_handler(const Value& name, const Value& mode, const Value& encoding, const Value& errors, bool delays);

}  // namespace pbc::logging
