// SPDX-License-Identifier: Apache-2.0
//
// pbc COMMAND ...
#include <CLI/CLI.hpp>
#include <cstdio>

#include "compiler/base/suggest.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/report.h"

namespace {

using namespace pbc;
using namespace pbc::driver;

template <typename T>
using Choices = std::vector<std::pair<std::string, T>>;

/// An option that takes one of a few words.
template <typename T>
CLI::Option* add_choice(CLI::App* command, const std::string& name, T* value, Choices<T> choices,
                        const std::string& help) {
  std::string words;
  for (const auto& [word, meaning] : choices) words += (words.empty() ? "" : "|") + word;
  const auto take = [name, value, words, choices = std::move(choices)](const std::string& given) {
    for (const auto& [word, meaning] : choices)
      if (word == given) {
        *value = meaning;
        return;
      }
    std::vector<std::string> known;
    for (const auto& [word, meaning] : choices)
      if (word.size() > 1) known.push_back(word);  // nobody misspells a digit
    const std::string help = did_you_mean(given, known);
    throw CLI::ValidationError(name, "takes " + words + ", not `" + given + "`" + (help.empty() ? "" : "; " + help));
  };
  return command->add_option_function<std::string>(name, take, help)->type_name(words);
}

void add_format(CLI::App* command, Options* options) {
  add_choice<Format>(command, "--format", &options->format,
                     {{"text", Format::kText}, {"json", Format::kJson}, {"sarif", Format::kSarif}},
                     "diagnostics as `text` for people, `json` for programs, or `sarif` for code hosts");
}

void add_paths(CLI::App* command, Options* options) {
  command
      ->add_option("--path", options->paths,
                   "a folder with sub-playbooks and custom functions, or with a folder `custom_functions`, or with a "
                   "folder for each repository; may be repeated. The playbook's own folder comes last")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

void add_passes(CLI::App* command, Options* options) {
  add_choice<opt::Level>(command, "-O", &options->level,
                         {{"0", opt::Level::kO0}, {"1", opt::Level::kO1}, {"2", opt::Level::kO2}},
                         "-O0: no optimization; -O1: passes that look at one function; -O2: all (default)");
  std::string names;
  for (const opt::PassInfo& pass : opt::all_passes())
    names += "\n  " + std::string(pass.name) + ": " + std::string(pass.help);
  command->add_option("--passes", options->passes, "run exactly these passes, in this order, instead:" + names)
      ->type_name("A,B,...")
      ->expected(1);
  command->add_flag("--speculate", options->allowed.speculate,
                    "ask look-ups early even where a block may turn out not to run, or what it reads may change");
  command->add_flag("--share-detonations", options->allowed.share_detonations,
                    "have a sample run once, though several acts ask for it");
}

void add_optimizer(CLI::App* command, Options* options) {
  add_passes(command, options);
  command->add_flag("--stats", options->stats, "print what the playbook contains and what the passes did");
  command->add_flag("--remarks", options->remarks, "say what each pass did, and what it refused and why");
}

/// What is known of events and services.
void add_budget(CLI::App* command, Options* options) {
  command->add_option("--rate", options->rates, "how many events come: 10000/day, 10k/day, 5/minute ...")
      ->type_name("N/UNIT")
      ->expected(1);
  command
      ->add_option(
          "--per-event", options->per_event,
          "what an event brings, by kind of indicator (url=3), field (requestURL=3) or datapath; may be repeated")
      ->type_name("NAME=N")
      ->allow_extra_args(false);
  command
      ->add_option(
          "--quota", options->quotas,
          "what a service allows you, instead of what its descriptor says: virustotal=1000/day; may be repeated")
      ->type_name("SERVICE=N/UNIT")
      ->allow_extra_args(false);
}

/// What CLI11 cannot check by itself.
std::string wrong_use(const Options& options) {
  if (options.passes) {
    const opt::ParsedPasses parsed = opt::parse_passes(*options.passes);
    if (!parsed.error.empty()) return parsed.error;
  }
  if (options.dump_ir && !options.dump_ir->empty()) {
    const auto stages = opt::stage_names();
    if (std::ranges::find(stages, *options.dump_ir) == stages.end()) {
      const std::string help = did_you_mean(*options.dump_ir, stages);
      return "no stage is called `" + *options.dump_ir + "`" + (help.empty() ? "" : "; " + help);
    }
  }
  return "";
}

/// The first word, when it is no command.
std::string wrong_command(const CLI::App& app, const char* word) {
  if (word == nullptr) return "no command is given";
  if (*word == '-') return "";
  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    commands.push_back(command->get_name());
  if (std::ranges::find(commands, word) != commands.end()) return "";
  const std::string help = did_you_mean(word, commands);
  return "no command is called `" + std::string(word) + "`" + (help.empty() ? "" : "; " + help);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app{"pbc compiles Splunk SOAR playbooks, unmodified, into native executables.", "pbc"};
  app.set_version_flag("--version", "pbc " PBC_VERSION);
  app.require_subcommand(1);
  app.footer("`pbc COMMAND --help` tells more. Exit codes: 0 fine, 1 errors in the playbook, 2 usage, 3 internal.");
  app.failure_message([](const CLI::App* failed, const CLI::Error& error) {
    return "error: " + std::string(error.what()) + "\nsee `" + failed->get_display_name() + " --help`\n";
  });

  CLI::App* compile = app.add_subcommand("compile", "playbook, or a folder of them, to an executable; or to C++ or IR");
  std::string compile_file;
  compile
      ->add_option("FILE", compile_file,
                   "the playbook, a .py file as the SOAR editor exports it; or a folder, whose playbooks and custom "
                   "functions become one executable")
      ->required();
  compile->add_option("-o,--output", options.output,
                      "where the product goes; default: the name of the playbook or folder here, or stdout");
  add_choice<Emit>(compile, "--emit", &options.emit,
                   {{"ir", Emit::kIr}, {"cpp", Emit::kCxx}, {"exe", Emit::kExecutable}},
                   "stop early: `ir`, `cpp`, or go on to `exe` (default)");
  std::string stage;
  CLI::Option* dump =
      compile->add_option("--dump-ir", stage, "print the IR after lift or after a pass; default: after the last one")
          ->expected(0, 1)
          ->type_name("[STAGE]");
  compile->add_option("--only", options.only_block, "of a dump, this block alone")->type_name("BLOCK");
  compile->add_flag("--locs", options.locations, "in a dump, say where each operation stands in the playbook");
  compile->add_flag_callback(
      "--no-cache", [&] { options.use_cache = false; }, "compile even what was compiled before");
  add_paths(compile, &options);
  compile
      ->add_option("--host-opt", options.host_level,
                   "level of the C++ compiler's optimizer; default: 1 for a plain script, 0 for a playbook")
      ->check(CLI::Range(0, 2).description(""))
      ->type_name("0|1|2");
  add_optimizer(compile, &options);
  add_format(compile, &options);

  CLI::App* check = app.add_subcommand("check", "diagnostics, without a product; of a folder also what is portable");
  check
      ->add_option(
          "FILE", options.files,
          "playbooks, or folders of them: of a folder it also says what runs without a SOAR server and what not")
      ->required();
  check->add_flag("--stats", options.stats, "count what each playbook contains (docs/stats.md)");
  add_paths(check, &options);
  add_format(check, &options);

  CLI::App* run = app.add_subcommand("run", "compile (or take what was compiled before) and run");
  std::string run_file;
  run->add_option("FILE", run_file,
                  "the playbook, or a folder of them; what follows goes to the executable (event, --world, --trace, "
                  "--playbook ...)")
      ->required();
  run->prefix_command();
  run->footer("Options of pbc itself stand before FILE. `pbc run FILE --help` shows those of the executable.");
  add_paths(run, &options);
  add_format(run, &options);
  add_optimizer(run, &options);

  CLI::App* world = app.add_subcommand("world", "make up an event and a world for a first run");
  std::string world_file;
  world->add_option("FILE", world_file, "the playbook")->required();
  world->add_option("--seed", options.seed, "another number makes another event, whose run takes other branches")
      ->type_name("N");
  world->add_option("-o,--output", options.output, "the folder for event.json and world.json; made where it is missing")
      ->type_name("DIR")
      ->required();
  add_paths(world, &options);
  add_format(world, &options);

  CLI::App* explain =
      app.add_subcommand("explain", "what a playbook is going to do: what waits for what and why, what asks whom");
  std::string explain_file;
  explain->add_option("FILE", explain_file, "the playbook")->required();
  explain->add_option("-o,--output", options.output, "where the text goes; default: stdout");
  add_choice<Format>(explain, "--format", &options.format, {{"text", Format::kText}, {"json", Format::kJson}},
                     "`text` for people, `json` for programs (docs/explain.md)");
  add_paths(explain, &options);
  add_passes(explain, &options);

  CLI::App* graph = app.add_subcommand("graph", "a playbook as a picture: blocks, what leads to what, what asks whom");
  std::string graph_file;
  graph->add_option("FILE", graph_file, "the playbook")->required();
  graph->add_option("-o,--output", options.output, "where the picture goes; default: stdout");
  add_choice<Graph>(graph, "--format", &options.graph,
                    {{"dot", Graph::kDot},
                     {"mermaid", Graph::kMermaid},
                     {"svg", Graph::kSvg},
                     {"html", Graph::kHtml},
                     {"json", Graph::kJson}},
                    "`dot` for graphviz (default), `mermaid`, `svg`, `html` with the playbook before and after "
                    "optimization, `json` (docs/explain.md)");
  add_paths(graph, &options);
  add_passes(graph, &options);

  CLI::App* budget =
      app.add_subcommand("budget", "how many requests an event costs at most, and whether quotas allow it");
  std::string budget_file;
  budget->add_option("FILE", budget_file, "the playbook")->required();
  add_budget(budget, &options);
  budget
      ->add_option("--max", options.limits,
                   "fail where an event may cost more than N requests, or a service gets more, or where the rate does "
                   "not fit a quota, or where nothing proves it; may be repeated")
      ->type_name("N|SERVICE=N|quota")
      ->allow_extra_args(false);
  budget->add_option("-o,--output", options.output, "where the text goes; default: stdout");
  add_choice<Format>(budget, "--format", &options.format, {{"text", Format::kText}, {"json", Format::kJson}},
                     "`text` for people, `json` for programs (docs/budget.md)");
  add_paths(budget, &options);
  add_passes(budget, &options);

  CLI::App* connectors = app.add_subcommand(
      "connectors", "what live runs can ask (docs/connectors.md), and whether descriptors are in order");
  connectors->add_option("DIR", options.files, "folders of descriptors, besides those that are built in")
      ->type_name("DIR");
  connectors->add_option("--app", options.app, "show one app, with its actions")->type_name("NAME");
  add_choice<Format>(connectors, "--format", &options.format, {{"text", Format::kText}, {"json", Format::kJson}},
                     "`text` for people, `json` for programs");

  CLI::App* diff = app.add_subcommand("diff", "what a change of a playbook adds or removes, for its review");
  std::vector<std::string> versions(2);
  diff->add_option("OLD", versions[0], "the playbook as it was")->required();
  diff->add_option("NEW", versions[1], "the playbook as it is")->required();
  diff->add_flag("--exit-code", options.exit_code, "exit with 1 when something differs");
  diff->add_option("-o,--output", options.output, "where the text goes; default: stdout");
  add_choice<Format>(diff, "--format", &options.format, {{"markdown", Format::kText}, {"json", Format::kJson}},
                     "`markdown` for people, `json` for programs (docs/diff.md)");
  add_budget(diff, &options);
  add_paths(diff, &options);
  add_passes(diff, &options);

  if (const std::string wrong = wrong_command(app, argc > 1 ? argv[1] : nullptr); !wrong.empty())
    return fail(kUsage, wrong + "\nsee `pbc --help`");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kFine : kUsage;
  }
  if (dump->count() > 0) options.dump_ir = stage;
  if (run->parsed()) {
    options.files = {run_file};
    options.run_arguments = run->remaining();
  }
  if (const std::string wrong = wrong_use(options); !wrong.empty()) return fail(kUsage, wrong);

  if (compile->parsed()) options.files = {compile_file};
  if (compile->parsed()) return compile_command(options);
  if (check->parsed()) return check_command(options);
  if (graph->parsed()) {
    options.files = {graph_file};
    return graph_command(options);
  }
  if (explain->parsed()) {
    options.files = {explain_file};
    return explain_command(options);
  }
  if (diff->parsed()) {
    options.files = versions;
    return diff_command(options);
  }
  if (connectors->parsed()) return connectors_command(options);
  if (budget->parsed()) {
    options.files = {budget_file};
    return budget_command(options);
  }
  if (world->parsed()) {
    options.files = {world_file};
    return world_command(options);
  }
  return run_command(options);
}
