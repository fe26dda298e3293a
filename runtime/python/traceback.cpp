// SPDX-License-Identifier: Apache-2.0
//
// Tracebacks as CPython 3.11 prints them (Lib/traceback.py), without the lines of carets.
#include "python/traceback.h"

#include <algorithm>
#include <map>
#include <vector>

#include "pbc/playbook.h"
#include "python/exception_group.h"
#include "python/objects.h"

namespace pbc {

namespace {

constexpr int kMostRepeated = 3;           // equal entries in a row that are shown before they are counted
constexpr std::size_t kMostParts = 15;     // of a group
constexpr std::size_t kDeepestGroup = 10;  // groups inside of one another

std::string_view strip(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r\f\v";
  std::size_t begin = line.find_first_not_of(kSpace);
  return begin == line.npos ? std::string_view() : line.substr(begin, line.find_last_not_of(kSpace) + 1 - begin);
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

class Printer {
 public:
  explicit Printer(const SourceText& source, TracebackOptions options = {}) : options_(options) {
    modules_[0] = {source.file, split_lines(source.text)};
  }

  void print_chain(const Exception& exception) {
    seen_.push_back(&exception);
    const Value& cause = exception.cause;
    const Value& context = exception.context;
    if (!options_.chain) {
      // no others
    } else if (is_new(cause)) {
      print_chain(as_exception(cause));
      emit("\nThe above exception was the direct cause of the following exception:\n\n");
    } else if (!cause.is(Tag::kException) && is_new(context) && !exception.suppress_context) {
      print_chain(as_exception(context));
      emit("\nDuring handling of the above exception, another exception occurred:\n\n");
    }
    if (!is_subtype(*exception.type, kBaseExceptionGroup)) return print_one(exception);
    if (depth_ > kDeepestGroup) return emit("... (max_group_depth is " + std::to_string(kDeepestGroup) + ")\n");
    print_group(exception);
  }

  static std::string exception_line(const Exception& exception) {
    std::string line;
    std::string_view module = exception.type->module;
    if (module != "builtins" && module != "__main__") line.append(module).append(".");
    line += exception.type->name.view();
    std::string text = message(exception);
    return text.empty() ? line : line + ": " + text;
  }

  std::string out;

 private:
  static std::string message(const Exception& exception) {
    ++const_cast<Exception&>(exception).references;
    Value value(Tag::kException, const_cast<Exception*>(&exception));
    try {
      return to_str(value);
    } catch (const Raised&) {
      caught();
      return "<exception str() failed>";
    }
  }

  /// The places, the exception and its notes.
  void print_one(const Exception& exception, std::string_view title = "Traceback", char margin = '|') {
    if (!exception.traceback.empty()) emit(std::string(title) + " (most recent call last):\n", margin);
    print_places(exception);
    emit(exception_line(exception) + "\n");
    if (const Value* notes = exception.attributes.find("__notes__"); notes != nullptr && notes->is(Tag::kList))
      for (const Value& note : as_list(*notes)) emit(to_str(note) + "\n");
  }

  /// A group, and below it what it holds, each part one step further to the right.
  void print_group(const Exception& group) {
    const bool is_outermost = depth_ == 0;
    if (is_outermost) ++depth_;
    print_one(group, "Exception Group Traceback", is_outermost ? '+' : '|');
    const Value parts = exceptions_of_group(group);
    const std::size_t count = as_tuple(parts).size();
    const std::size_t shown = std::min(count, kMostParts);
    for (std::size_t i = 0; i < count && i <= shown; ++i) {
      const bool is_rest = i == shown;
      is_open_ = i + 1 == std::min(count, shown + 1);
      out.append(2 * depth_, ' ').append(i == 0 ? "+-" : "  ").append("+---------------- ");
      out.append(is_rest ? "..." : std::to_string(i + 1)).append(" ----------------\n");
      ++depth_;
      if (is_rest)
        emit("and " + std::to_string(count - shown) + " more exception" + (count - shown == 1 ? "\n" : "s\n"));
      else
        print_chain(as_exception(as_tuple(parts)[i]));
      if (std::exchange(is_open_, false) && i + 1 == std::min(count, shown + 1))
        out.append(2 * depth_, ' ').append("+------------------------------------\n");
      --depth_;
    }
    if (is_outermost) depth_ = 0;
  }

  /// Lines of text; inside of a group each behind its margin.
  void emit(std::string_view text, char margin = '|') {
    if (depth_ == 0) {
      out += text;
      return;
    }
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      out.append(2 * depth_, ' ').append({margin, ' '}).append(line).append("\n");
      text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
  }

  bool is_new(const Value& exception) const {
    if (!exception.is(Tag::kException)) return false;
    for (const Exception* known : seen_)
      if (known == &as_exception(exception)) return false;
    return true;
  }

  void print_places(const Exception& exception) {
    if (exception.traceback.empty()) return;
    const Exception::Place* last = nullptr;
    int repeated = 0;
    auto flush = [&] {
      int more = repeated - kMostRepeated;
      if (more > 0)
        emit("  [Previous line repeated " + std::to_string(more) + (more == 1 ? " more time]\n" : " more times]\n"));
    };
    // The outermost entry stands last.
    const auto count = static_cast<std::int64_t>(exception.traceback.size());
    const std::int64_t limit = std::clamp(options_.limit.value_or(count), -count, count);
    const std::int64_t first = limit < 0 ? -limit : count;
    const std::int64_t end = limit < 0 ? 0 : count - limit;
    for (auto i = static_cast<std::size_t>(first); i-- > static_cast<std::size_t>(end);) {
      const Exception::Place& place = exception.traceback[i];
      bool is_same = last != nullptr && last->line == place.line && last->module == place.module &&
                     std::string_view(last->function) == place.function;
      if (!is_same) {
        flush();
        repeated = 0;
        last = &place;
      }
      if (++repeated <= kMostRepeated) print_place(place);
    }
    flush();
  }

  void print_place(const Exception::Place& place) {
    // co_name, the last part of the qualified name
    std::string_view function = place.function;
    std::size_t dot = function.rfind('.');
    if (dot != function.npos) function.remove_prefix(dot + 1);
    const ModuleText& module = text_of(place.module);
    emit("  File \"" + std::string(module.file) + "\", line " + std::to_string(place.line) + ", in " +
         std::string(function) + "\n");
    if (place.line < 1 || static_cast<std::size_t>(place.line) > module.lines.size()) return;
    std::string_view text = strip(module.lines[static_cast<std::size_t>(place.line) - 1]);
    if (!text.empty()) emit("    " + std::string(text) + "\n");
  }

  struct ModuleText {
    std::string_view file;
    std::vector<std::string_view> lines;
  };

  const ModuleText& text_of(int module) {
    auto known = modules_.find(module);
    if (known != modules_.end()) return known->second;
    const SourceText source = module_source(module);
    return modules_[module] = {source.file, split_lines(source.text)};
  }

  std::map<int, ModuleText> modules_;
  std::vector<const Exception*> seen_;
  TracebackOptions options_;
  std::size_t depth_ = 0;  // 2 columns each: of the groups around, and 1 for the outermost itself
  bool is_open_ = false;   // the last part of a group has begun, and no line closes it yet
};

}  // namespace

std::string format_traceback(const Value& exception, const SourceText& source, const TracebackOptions& options) {
  Printer printer(source, options);
  printer.print_chain(as_exception(exception));
  return std::move(printer.out);
}

std::string format_traceback(const Value& exception, const SourceText& source) {
  return format_traceback(exception, source, {});
}

std::string format_exception_only(const Value& exception) { return Printer::exception_line(as_exception(exception)); }

SourceText playbook_source() { return module_source(0); }

SourceText module_source(int module) {
  std::string_view text(pbc_source_begin, static_cast<std::size_t>(pbc_source_end - pbc_source_begin));
  for (int before = 0; before < module; ++before) {
    const std::size_t end = text.find('\0');
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  text = text.substr(0, text.find('\0'));
  if (module == 0) return {playbook.file, text};
  for (const Link& link : playbook.links)
    if (link.playbook->module == module) return {link.playbook->file, text};
  return {playbook.file, ""};
}

}  // namespace pbc
