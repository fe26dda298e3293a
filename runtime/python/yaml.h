// SPDX-License-Identifier: Apache-2.0
//
// What the files of the package yaml share.
#pragma once

#include "python/objects.h"

namespace pbc::yaml {

extern const Type kYamlError, kMarkedError, kScannerError, kParserError, kComposerError, kConstructorError,
    kReaderError, kEmitterError, kRepresenterError;

/// The tag that PyYAML's resolver gives a plain scalar: "int" for tag:yaml.org,2002:int, and so on; "str" else.
std::string implicit_tag(const std::string& text);
/// The documents of a stream (a str, bytes, or what has read()); at most `most`: ComposerError beyond it.
Values load(const Value& stream, std::size_t most);
/// The documents as text, by the keywords of yaml.dump.
std::string dump(const Values& documents, const Table& keywords);

}  // namespace pbc::yaml
