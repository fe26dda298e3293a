// SPDX-License-Identifier: Apache-2.0
//
// What the files of the module csv share.
#pragma once

#include <string>

#include "python/objects.h"

namespace pbc::csv {

enum Quoting : std::int64_t { kMinimal, kAll, kNonNumeric, kNone };

/// How a file is written; kNoCharacter for a character that is not set.
struct Dialect {
  static constexpr char32_t kNoCharacter = 0x110000;
  char32_t delimiter = ',';
  char32_t quote = '"';
  char32_t escape = kNoCharacter;
  bool doubles_quotes = true;
  bool skips_space = false;
  bool is_strict = false;
  std::string line_end = "\r\n";
  Quoting quoting = kMinimal;
};

extern const Type kError, kCsvDialectType, kBaseDialectType, kExcelType, kExcelTabType, kUnixType, kReaderType,
    kWriterType, kDictReaderType, kDictWriterType, kSnifferType;

/// The dialect that `dialect` (a name, a class, an instance; None or unset: excel) and the options give.
Dialect resolve(const Value& dialect, const Table* options);
/// A _csv.Dialect object.
Value make_dialect(const Dialect& dialect);

/// csv.reader(lines, dialect, **options), csv.writer(file, dialect, **options)
Value make_reader(const Value& lines, const Value& dialect, const Table* options);
Value make_writer(const Value& file, const Value& dialect, const Table* options);

}  // namespace pbc::csv
