// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "compiler/base/text_sink.h"
#include "compiler/diag/excerpt.h"
#include "compiler/diag/render.h"

namespace pbc {

namespace {

constexpr std::string_view kBold = "\033[1m";
constexpr std::string_view kGreen = "\033[1;32m";
constexpr std::string_view kReset = "\033[0m";

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "\033[1;31m";
    case Severity::kWarning:
      return "\033[1;35m";
    case Severity::kNote:
      return "\033[1;36m";
    case Severity::kRemark:
      return "\033[1;34m";
  }
  return {};
}

class TextRenderer {
 public:
  explicit TextRenderer(const RenderOptions& options) : color_(options.color) {}

  void diagnostic(const Diagnostic& diagnostic) {
    head(diagnostic.file, diagnostic.span, diagnostic.severity,
         fmt::format("{} [{}]", printable(diagnostic.message), name(diagnostic.kind)));
    for (const DiagNote& note : diagnostic.notes) {
      head(diagnostic.file, note.span, Severity::kNote, printable(note.message));
    }
    if (!diagnostic.help_text.empty()) {
      out_ << in(kGreen, "help:") << " " << printable(diagnostic.help_text) << "\n";
    }
  }

  void counts(const DiagSink& diags) {
    std::string line;
    for (const Severity severity : {Severity::kError, Severity::kWarning}) {
      const std::size_t count = diags.count(severity);
      if (count == 0) continue;
      if (!line.empty()) line += ", ";
      line += fmt::format("{} {}{}", count, name(severity), count == 1 ? "" : "s");
    }
    if (!line.empty()) out_.line(line);
  }

  std::string take() { return out_.take(); }

 private:
  std::string in(std::string_view color, std::string_view text) const {
    return color_ ? fmt::format("{}{}{}", color, text, kReset) : std::string(text);
  }

  void head(const SourceFile* file, Span span, Severity severity, const std::string& message) {
    if (file != nullptr) {
      std::string place = printable(file->path()) + ":";
      if (!span.is_nowhere()) {
        const Position position = file->position(span.begin);
        place += fmt::format("{}:{}:", position.line, position.column);
      }
      out_ << in(kBold, place) << " ";
    }
    out_ << in(color_of(severity), fmt::format("{}:", name(severity))) << " " << in(kBold, message) << "\n";
    if (file == nullptr || span.is_nowhere()) return;
    const Excerpt excerpt = make_excerpt(*file, span);
    out_.println("{:>5} | {}", file->line_of(span.begin), excerpt.text);
    out_.println("      | {}", in(kGreen, excerpt.mark));
  }

  bool color_;
  TextSink out_;
};

}  // namespace

std::string render_text(const DiagSink& diags, const RenderOptions& options) {
  TextRenderer renderer(options);
  for (const Diagnostic* diagnostic : diags.sorted()) renderer.diagnostic(*diagnostic);
  renderer.counts(diags);
  return renderer.take();
}

}  // namespace pbc
