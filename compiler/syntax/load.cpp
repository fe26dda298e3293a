// SPDX-License-Identifier: Apache-2.0
#include "compiler/base/files.h"
#include "compiler/syntax/syntax.h"

namespace pbc::syntax {

std::unique_ptr<SourceFile> load(const std::string& path, DiagSink& diags) {
  FileText file = read_file(path, SourceFile::kMaxBytes);
  auto source = std::make_unique<SourceFile>(path, std::move(file.text));
  diags.set_file(source.get());
  if (!file.error.empty()) {
    diags.error(file.too_large ? DiagKind::kFileTooLarge : DiagKind::kUnreadableFile, Span(), file.error);
  }
  return source;
}

}  // namespace pbc::syntax
