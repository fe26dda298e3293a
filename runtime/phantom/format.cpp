// SPDX-License-Identifier: Apache-2.0
//
// phantom.format and phantom.get_format_data (docs/playbook-api.md, Format). What stands outside of `%%` markers shows
// all values of a parameter, joined; what stands between two markers repeats, once for every row.
#include <algorithm>

#include "phantom/choices.h"
#include "phantom/plain.h"
#include "phantom/template.h"

namespace pbc::engine {

namespace {

using Texts = std::vector<Value>;  // of one parameter: strs, ready to be put in

/// Which parameters a part of a template uses, by position: `{0}`, and `{}` for the next.
std::vector<std::size_t> fields_of(std::string_view part) {
  std::vector<std::size_t> fields;
  std::size_t next = 0;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] != '{') continue;
    if (i + 1 < part.size() && part[i + 1] == '{') {
      ++i;
      continue;
    }
    std::size_t digits = i + 1;
    std::size_t number = 0;
    while (digits < part.size() && part[digits] >= '0' && part[digits] <= '9' && number < 1'000'000)
      number = number * 10 + static_cast<std::size_t>(part[digits++] - '0');
    fields.push_back(digits == i + 1 ? next++ : number);
  }
  return fields;
}

class Formatter {
 public:
  Formatter(std::vector<Texts> parameters, std::string separator, bool drops_none)
      : parameters_(std::move(parameters)), separator_(std::move(separator)), drops_none_(drops_none) {}

  FormatResult format(std::string_view text) {
    std::string out;
    Values repetitions;
    bool is_repeated = false;
    for (std::size_t begin = 0; begin <= text.size(); is_repeated = !is_repeated) {
      std::size_t end = std::min(text.find("%%", begin), text.size());
      std::string_view part = text.substr(begin, end - begin);
      if (is_repeated) {
        repeat(part, out, repetitions);
      } else {
        if (!part.empty()) out += substitute(part, joined_values()).text();
      }
      begin = end + 2;
    }
    bool has_markers = text.find("%%") != text.npos;
    Value full = make_str(out);
    if (!has_markers && choices::kPlainTemplateIsOneItem) repetitions.push_back(full);
    return {full, make_list(std::move(repetitions))};
  }

 private:
  /// str.format itself, with its rules and its errors.
  static Value substitute(std::string_view part, const Values& values) {
    return make_str(part).call("format", {star(make_tuple(values))}, {});
  }

  void repeat(std::string_view part, std::string& out, Values& repetitions) const {
    if (part.starts_with(choices::kRepetitionSeparator)) part.remove_prefix(1);
    if (part.ends_with(choices::kRepetitionSeparator)) part.remove_suffix(1);
    std::size_t count = 0;
    for (std::size_t field : fields_of(part)) {
      // str.format would complain in the first repetition; without one it has to be said here.
      if (field >= parameters_.size()) substitute(part, row(0));
      count = std::max(count, parameters_[field].size());
    }
    for (std::size_t i = 0; i < count; ++i) {
      Value repetition = substitute(part, row(i));
      if (i > 0) out += choices::kRepetitionSeparator;
      out += repetition.text();
      repetitions.push_back(std::move(repetition));
    }
  }

  Values row(std::size_t i) const {
    Values values;
    for (const Texts& texts : parameters_)
      values.push_back(i < texts.size() ? texts[i] : drops_none_ ? Value("") : Value("None"));
    return values;
  }

  const Values& joined_values() {
    if (joined_.empty()) {
      for (const Texts& texts : parameters_) {
        std::string all;
        for (std::size_t i = 0; i < texts.size(); ++i) {
          if (i > 0) all += separator_;
          all += texts[i].text();
        }
        joined_.push_back(make_str(all));
      }
    }
    return joined_;
  }

  std::vector<Texts> parameters_;
  std::string separator_;
  bool drops_none_;
  Values joined_;
};

std::vector<Texts> read_parameters(const Run& run, const Value& parameters, const Scope& scope, bool drops_none) {
  std::vector<Texts> result;
  if (parameters.is_unset() || parameters.is_none()) return result;
  for (const Value& parameter : to_values(parameters)) {
    bool is_path = parameter.is_str() && is_datapath(parameter.text());
    std::vector<Value> values =
        is_path ? collect_column(run, parse_datapath(parameter.text()), scope) : std::vector<Value>{parameter};
    Texts& texts = result.emplace_back();
    for (const Value& value : values)
      if (!drops_none || !value.is_none()) texts.push_back(str_value(value));
  }
  return result;
}

}  // namespace

FormatResult format_template(const Run& run, const Value& text, const Value& parameters, const Scope& scope,
                             const Value& separator, const Value& drop_none) {
  const bool drops_none = !drop_none.is_unset() && bool(drop_none);
  const bool has_separator = !separator.is_unset() && !separator.is_none();
  Formatter formatter(read_parameters(run, parameters, scope, drops_none),
                      has_separator ? to_str(separator) : std::string(choices::kSeparator), drops_none);
  return formatter.format(text.text());
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value format(const format_arguments& arguments) {
  Run& run = Run::current();
  if (!arguments.template_.is_str()) raise_type_error("template must be a str, not ", type_name(arguments.template_));
  const Scope scope{arguments.container, arguments.scope, Value(), Value(), Value()};
  FormatResult result =
      format_template(run, arguments.template_, arguments.parameters, scope, arguments.separator, arguments.drop_none);
  Value text = result.text;
  if (!arguments.name.is_unset() && !arguments.name.is_none())
    run.formats.insert_or_assign(to_str(arguments.name), std::move(result));
  return text;
}

Value get_format_data(const get_format_data_arguments& arguments) {
  constexpr std::string_view kListSuffix = "__as_list";
  const Run& run = Run::current();
  if (!arguments.name.is_str()) return None;
  std::string_view name = arguments.name.text();
  bool as_list = !arguments.as_list.is_unset() && bool(arguments.as_list);
  auto format = run.formats.find(name);
  if (format == run.formats.end() && name.ends_with(kListSuffix)) {
    name.remove_suffix(kListSuffix.size());
    as_list = true;
    format = run.formats.find(name);
  }
  if (format == run.formats.end()) return None;
  return as_list ? copy_deep(format->second.as_list) : format->second.text;
}

}  // namespace pbc::phantom
