// SPDX-License-Identifier: Apache-2.0
//
// The units of a program: one for a playbook with all that it runs; for a bundle one that holds it together, and one
// for each of its modules.
#include "compiler/emit/emit.h"
#include "compiler/emit/emitter.h"

namespace pbc::emit {

namespace {

std::string file_head(const std::string& origin, const std::string& description) {
  std::string text = "// Made by pbc from " + origin + ". Edit the playbook, not this file.\n";
  if (!description.empty()) text += "//\n" + comment(description);
  return text + "#include <pbc/playbook.h>\n\n";
}

/// The namespace of each module; the first is that of the playbook, or of what holds a bundle together.
std::vector<std::string> namespaces_of(const Program& program) {
  NameSet spaces;
  std::vector<std::string> names = {spaces.unique(program.playbook != nullptr ? "playbook_code" : "bundle_code")};
  for (const ir::Module* linked : program.linked) names.push_back(spaces.unique(identifier(linked->name) + "_code"));
  return names;
}

std::string links_table(const Program& program, const std::vector<std::string>& spaces) {
  if (program.references.empty()) return "";
  CxxWriter writer;
  writer.open(std::string("const std::initializer_list<") + (program.playbook != nullptr ? "" : "pbc::") +
              "Link> kLinks =");
  for (const auto& [reference, module] : program.references)
    writer.line("{" + string_literal(reference) + ", &" +
                (module == 0 ? "pbc::playbook" : spaces[module] + "::kPlaybook") + "},");
  writer.close(";");
  return writer.text();
}

// --- What is known of playbooks before they run ---

void add_list(CxxWriter& writer, const std::string& member, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + string_literal(text);
  writer.line("." + member + " = {" + list + "},");
}

/// How much of a long text a line shows: to the end of the text's own line, or of an element or word before the margin.
std::size_t shown_of(std::string_view text) {
  constexpr std::size_t kWidth = 110;
  std::size_t width = 0;
  std::size_t good = 0;  // the last end of an element or word
  for (std::size_t size = 0; size < text.size(); ++size) {
    const char c = text[size];
    if (c == '\n') return size + 1;
    width += c == '"' || c == '\\' ? 2 : static_cast<signed char>(c) < 0x20 ? 4 : 1;
    if (width > kWidth) return good > size / 2 ? good : std::max<std::size_t>(size, 1);
    if (c == '>' || c == ' ') good = size + 1;
  }
  return text.size();
}

/// A long text as literals of one line each.
void add_long_text(CxxWriter& writer, const std::string& member, std::string_view text) {
  writer.line("." + member + " =");
  do {
    const std::size_t size = shown_of(text);
    writer.append(std::string(6, ' ') + string_literal(text.substr(0, size)));
    text.remove_prefix(size);
    writer.append(text.empty() ? ",\n" : "\n");
  } while (!text.empty());
}

std::string front_playbook(const FrontPlaybook& front, const ir::Module& module, const std::string& name,
                           const std::string& space) {
  CxxWriter writer;
  writer.open("const pbc::FrontPlaybook " + name + " =");
  writer.line(".playbook = &" + space + "::kPlaybook,");
  writer.line(".description = " + string_literal(module.description) + ",");
  add_list(writer, "fields", front.fields);
  add_list(writer, "contains", front.contains);
  if (front.reads_unknown) writer.line(".reads_unknown = true,");
  add_list(writer, "labels", front.labels);
  add_list(writer, "tags", front.tags);
  add_list(writer, "inputs", front.inputs);
  add_list(writer, "callers", front.callers);
  if (!front.actions.empty()) {
    writer.open(".actions =");
    for (const FrontPlaybook::Action& action : front.actions)
      writer.line("{" + string_literal(action.action) + ", " + string_literal(action.asset) + ", " +
                  string_literal(action.effect) + "},");
    writer.close(",");
  }
  writer.open(".blocks =");
  for (const FrontPlaybook::Block& block : front.blocks)
    writer.line("{" + string_literal(block.name) + ", " + string_literal(block.kind) + ", " +
                std::to_string(block.line) + "},");
  writer.close(",");
  add_long_text(writer, "picture", front.picture);
  writer.close(";");
  return writer.text() + "\n";
}

std::string front_of(const Program& program, const std::vector<std::string>& spaces) {
  NameSet names;
  std::string text;
  std::string list;
  for (const FrontPlaybook& front : program.front.playbooks) {
    const ir::Module& module = *program.linked[front.module - 1];
    const std::string name = names.unique(identifier(module.name) + "_front");
    text += front_playbook(front, module, name, spaces[front.module]);
    list += (list.empty() ? "&" : ", &") + name;
  }
  CxxWriter writer;
  writer.open("const pbc::Front kFront =");
  add_long_text(writer, "picture_style", program.front.picture_style);
  writer.line(".playbooks = {" + list + "},");
  writer.close(";");
  return text + writer.text();
}

/// The part of a bundle that is not code of a playbook: what it is called, what is linked, and what is known of that.
std::string bundle_unit(const Program& program, const std::vector<std::string>& spaces) {
  std::string text = file_head(std::to_string(program.linked.size()) + " files", "");
  text.insert(text.size() - 1, "#include <pbc/front.h>\n");
  for (std::size_t i = 1; i < spaces.size(); ++i)
    text += "namespace " + spaces[i] + " {\nextern const pbc::Playbook kPlaybook;\n}\n";
  text += "\nnamespace " + spaces[0] + " {\n" + banner("What is linked") + links_table(program, spaces) +
          banner("What is known of playbooks before they run") + front_of(program, spaces) + "\n}  // namespace " +
          spaces[0] + "\n\n";
  CxxWriter facts;
  facts.open("const pbc::Playbook pbc::playbook =");
  facts.line(".name = " + string_literal(program.bundle) + ",");
  facts.line(".file = " + string_literal(program.bundle) + ",");
  facts.line(".make_globals = nullptr,");
  facts.line(".load = nullptr,");
  facts.line(".is_script = false,");
  facts.line(".links = " + spaces[0] + "::kLinks,");
  facts.line(".front = &" + spaces[0] + "::kFront,");
  facts.close(";");
  return text + facts.text();
}

std::string playbook_unit(const Program& program, const std::vector<std::string>& spaces) {
  const ir::Module& playbook = *program.playbook;
  std::string text = file_head(playbook.file, playbook.description);
  for (std::size_t i = 0; i < program.linked.size(); ++i) {
    const ir::Module& linked = *program.linked[i];
    text += banner(linked.file);
    if (!linked.description.empty()) text += comment(linked.description);
    text += Emitter(linked, i + 1, spaces[i + 1]).run() + "\n";
  }
  if (!program.linked.empty()) text += banner(playbook.file);
  return text + Emitter(playbook, 0, spaces[0]).run(links_table(program, spaces));
}

}  // namespace

std::string emit(const ir::Module& module) {
  Program program;
  program.playbook = &module;
  return emit(program);
}

std::vector<std::string> emit_units(const Program& program) {
  const std::vector<std::string> spaces = namespaces_of(program);
  if (program.playbook != nullptr) return {playbook_unit(program, spaces)};
  std::vector<std::string> units = {bundle_unit(program, spaces)};
  for (std::size_t i = 0; i < program.linked.size(); ++i) {
    const ir::Module& module = *program.linked[i];
    units.push_back(file_head(module.file, module.description) + Emitter(module, i + 1, spaces[i + 1]).run());
  }
  return units;
}

std::string emit(const Program& program) {
  std::string text;
  for (const std::string& unit : emit_units(program)) text += (text.empty() ? "" : "\n") + unit;
  return text;
}

}  // namespace pbc::emit
