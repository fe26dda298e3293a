// SPDX-License-Identifier: Apache-2.0
#include "compiler/mock/artifact_reads.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "compiler/ir/block_graph.h"
#include "compiler/ir/phantom_call.h"
#include "compiler/ir/walk.h"
#include "compiler/phantom/api.h"
#include "compiler/phantom/datapath.h"

namespace pbc::mock {

using ir::OpKind;
using phantom::Api;

void ArtifactReads::add(const ArtifactReads& other) {
  fields.insert(other.fields.begin(), other.fields.end());
  contains.insert(other.contains.begin(), other.contains.end());
  is_unknown |= other.is_unknown;
}

void ArtifactReads::add_path(std::string_view path) {
  if (path.starts_with('.')) path.remove_prefix(1);
  fields.emplace(path.empty() ? "*" : path);
}

std::set<ir::FunctionId> functions_in_use(const ir::Module& module) {
  using Role = ir::FunctionRole;
  std::vector<ir::FunctionId> start = {module.module_body()};
  for (const ir::FunctionId id : module.functions.ids())
    if (module.is_script() || module.functions[id].role == Role::kStart || module.functions[id].role == Role::kFinish)
      start.push_back(id);
  const ir::BlockGraph graph(module);
  const std::set<ir::FunctionId> reached = graph.reach(start);
  std::set<ir::FunctionId> used;
  for (const ir::FunctionId id : module.functions.ids()) {
    const Role role = module.functions[graph.owner(id)].role;
    if (reached.contains(graph.owner(id)) || (role != Role::kBlock && role != Role::kPlain)) used.insert(id);
  }
  return used;
}

namespace {

/// What a value may be; a list of some counts as one of them.
enum Content : std::uint8_t {
  kNothing = 0,
  kArtifact = 1,
  kCef = 2,      // `cef` of an artifact
  kAddress = 4,  // where REST has artifacts
  kApi = 8,      // the module `phantom.rules`, in a variable of a function
};
using Contents = std::uint8_t;

template <std::size_t n>
bool is_one_of(std::string_view text, const std::string_view (&list)[n]) {
  return std::ranges::find(list, text) != std::end(list);
}

/// Whether a part of an address, `/rest/container/7/artifacts`, means artifacts that nobody has named before. One that
/// is asked for by its id, `artifact/7`, is known by something else that was read.
bool means_artifacts(std::string_view address) {
  if (address.find_first_of(" \t\n:*") != std::string_view::npos && !address.starts_with("http")) return false;
  for (std::size_t at = address.find("artifact"); at != std::string_view::npos; at = address.find("artifact", at + 1)) {
    if (at > 0 && address[at - 1] != '/') continue;
    std::string_view rest = address.substr(at + 8);
    const bool is_plural = rest.starts_with('s');
    if (is_plural) rest.remove_prefix(1);
    if (rest.empty() || rest.starts_with('?') || (is_plural && rest.starts_with('/'))) return true;
  }
  return false;
}

class Follower {
 public:
  Follower(const ir::Module& module, const std::set<ir::FunctionId>& functions, ArtifactReads* reads)
      : module_(module), functions_(functions), reads_(*reads) {}

  void run() {
    // A variable may be read before the text that stores it. Each round follows it one store further back; nobody
    // writes so many, and a file that does is not to take long.
    constexpr int kMostRounds = 50;
    for (int round = 0; has_news_; ++round) {
      has_news_ = false;
      if (round == kMostRounds) {
        reads_.is_unknown = true;
        return;
      }
      for (const ir::FunctionId function : functions_) {
        function_ = function;
        region(module_.functions[function].body, {});
      }
    }
  }

 private:
  Contents of(const ir::Operand& operand) const {
    if (operand.is_value()) {
      const auto found = values_.find(operand.value());
      return found == values_.end() ? Contents{kNothing} : found->second;
    }
    if (const auto text = ir::constant_text(module_, &operand); text && text->find_first_of("/?") != std::string::npos)
      return means_artifacts(*text) ? kAddress : kNothing;
    return kNothing;
  }

  Contents of_all(const ir::Op& op) const {
    Contents all = kNothing;
    ir::for_each_operand(module_, op.operands, [&](const ir::Operand& operand) { all |= of(operand); });
    return all;
  }

  template <typename Key>
  void note(std::map<Key, Contents>& map, Key key, Contents contents) {
    if (contents == kNothing) return;
    Contents& known = map[key];
    has_news_ |= (known | contents) != known;
    known |= contents;
  }

  /// A use that is not followed.
  void lose(Contents contents) {
    if ((contents & kCef) != 0) reads_.fields.insert("cef");
    if ((contents & (kArtifact | kAddress)) != 0) reads_.is_unknown = true;
  }

  /// `maker` is the comprehension or operator that the region belongs to.
  void region(ir::RegionId id, std::optional<ir::OpId> maker) {
    for (const ir::OpId op : module_.regions[id].ops) {
      visit(op, maker);
      const bool makes = has_value_of_regions(module_.ops[op].kind);
      for (const ir::RegionId inner : module_.ops[op].regions) region(inner, makes ? std::optional(op) : maker);
    }
  }

  static bool has_value_of_regions(OpKind kind) {
    return kind == OpKind::kListOf || kind == OpKind::kSetOf || kind == OpKind::kDictOf || kind == OpKind::kAnd ||
           kind == OpKind::kOr || kind == OpKind::kSelect;
  }

  void visit(ir::OpId id, std::optional<ir::OpId> maker) {
    const ir::Op& op = module_.ops[id];
    switch (op.kind) {
      case OpKind::kPhantom:
        return call_api(id, op);
      case OpKind::kLoad:
        return note(values_, id, variable(op.variable));
      case OpKind::kStore:
        return note(variables_, op.variable, of(op.operands[0]));
      case OpKind::kLoadGlobal:
        if (const auto found = globals_.find(op.names[0]); found != globals_.end()) note(values_, id, found->second);
        return;
      case OpKind::kStoreGlobal:
        return note(globals_, op.names[0], of(op.operands[0]));
      case OpKind::kImport:
      case OpKind::kImportLeaf:
        if (module_.text(op.names[0]) == "phantom.rules") note(values_, id, kApi);
        return;
      case OpKind::kImportFrom:
        if (module_.text(op.names[0]) == "phantom" && module_.text(op.names[1]) == "rules") note(values_, id, kApi);
        // A function of it by itself could be anything.
        reads_.is_unknown |= module_.text(op.names[0]) == "phantom.rules";
        return;
      case OpKind::kSubscript:
        return subscript(id, of(op.operands[0]), op.operands[1]);
      case OpKind::kFor:
      case OpKind::kListOf:
      case OpKind::kSetOf:
      case OpKind::kDictOf:
        return elements(op);
      case OpKind::kAdd:
      case OpKind::kAddItem:
      case OpKind::kYield:
        if (maker) return note(values_, *maker, of_all(op));
        return lose(of_all(op));
      case OpKind::kAnd:
      case OpKind::kOr:
        return note(values_, id, of(op.operands[0]));
      case OpKind::kList:
      case OpKind::kTuple:
      case OpKind::kSlice:
      case OpKind::kUnpack:
      case OpKind::kItem:
      case OpKind::kField:
      case OpKind::kFString:
      case OpKind::kBinary:
      case OpKind::kInPlace:
        return note(values_, id, of_all(op));
      case OpKind::kCompare:
        return compare(op);
      case OpKind::kReturn:
        if (is_called_by_name(function_)) return note(returns_, function_, of_all(op));
        return lose(of_all(op));
      case OpKind::kIf:
      case OpKind::kNot:
      case OpKind::kSelect:
      case OpKind::kDeleteSubscript:
        return;
      case OpKind::kSetSubscript:
        return lose(of(op.operands[2]));
      case OpKind::kCall:
        return call(id, op);
      case OpKind::kCallMethod:
        return call_method(id, op);
      default:
        return lose(of_all(op));
    }
  }

  Contents variable(ir::VariableId variable) const {
    const auto found = variables_.find(variable);
    return found == variables_.end() ? Contents{kNothing} : found->second;
  }

  /// What a loop goes over begins its region.
  void elements(const ir::Op& op) {
    const ir::Region& region = module_.regions[op.regions[0]];
    if (!region.ops.empty()) note(values_, region.ops[0], of(op.operands[0]));
  }

  /// `of[key]`, `of.get(key)`.
  void subscript(ir::OpId id, Contents contents, const ir::Operand& key) {
    if (contents == kNothing) return;
    if (const auto name = ir::constant_text(module_, &key)) {
      if ((contents & kArtifact) != 0 && *name == "cef") note(values_, id, kCef);
      if ((contents & kArtifact) != 0 && *name != "cef") reads_.fields.insert(*name);
      if ((contents & kCef) != 0) reads_.fields.insert("cef." + *name);
    } else if (key.is_constant() || is_slice(key)) {
      note(values_, id, contents);  // an element of a list
    } else {
      lose(contents);
    }
  }

  bool is_slice(const ir::Operand& key) const {
    return key.is_value() && module_.ops[key.value()].kind == OpKind::kSlice;
  }

  /// `"x" in artifact["cef"]`; other comparisons tell nothing of what is inside.
  void compare(const ir::Op& op) {
    const Contents right = of(op.operands[1]);
    const auto name = ir::constant_text(module_, &op.operands[0]);
    if ((right & kCef) == 0) return;
    reads_.fields.insert(name ? "cef." + *name : "cef");
  }

  void call_api(ir::OpId id, const ir::Op& op) {
    switch (op.api) {
      case Api::get_artifacts:
      case Api::get_artifact:
        return note(values_, id, kArtifact);
      case Api::collect:
      case Api::collect2:
        if (collects_whole_artifacts(op)) note(values_, id, kArtifact);
        return;
      case Api::attacker_ips:
      case Api::victim_ips:
        reads_.is_unknown = true;
        return;
      case Api::build_phantom_rest_url:
        if (builds_address(op.operands)) note(values_, id, kAddress);
        return;
      case Api::debug:
      case Api::error:
        return;
      default:
        return lose(of_all(op));
    }
  }

  /// `phantom.NAME(...)` of a variable that may hold the module.
  void call_dynamic(ir::OpId id, const ir::Op& op) {
    const auto api = phantom::find_api(module_.text(op.names[0]));
    if (!api) return;
    switch (*api) {
      case Api::get_artifacts:
      case Api::get_artifact:
        return note(values_, id, kArtifact);
      case Api::build_phantom_rest_url:
        if (builds_address({op.operands.begin() + 1, op.operands.end()})) note(values_, id, kAddress);
        return;
      case Api::collect:
      case Api::collect2:
        return collect_dynamic(op);
      case Api::collect_from_contains:
      case Api::condition:
      case Api::decision:
      case Api::format:
      case Api::attacker_ips:
      case Api::victim_ips:
        reads_.is_unknown = true;
        return;
      default:
        return;
    }
  }

  void collect_dynamic(const ir::Op& op) {
    const std::size_t keywords_begin = op.operands.size() - op.keywords.size();
    const ir::Operand* paths = keywords_begin > 2 ? &op.operands[2] : nullptr;
    for (std::size_t i = keywords_begin; i < op.operands.size(); ++i)
      if (op.keywords[i - keywords_begin] && module_.text(op.keywords[i - keywords_begin]) == "datapath")
        paths = &op.operands[i];
    std::vector<ir::Operand> list;
    if (paths != nullptr) list.push_back(*paths);
    if (paths != nullptr)
      if (const auto* elements = ir::elements_of(module_, *paths)) list = *elements;
    reads_.is_unknown |= paths == nullptr;
    for (const ir::Operand& path : list) {
      const auto text = ir::constant_text(module_, &path);
      const phantom::Datapath parsed = phantom::parse_datapath(text.value_or(""));
      reads_.is_unknown |= !text || parsed.rest == "*";
      if (parsed.source == phantom::Datapath::Source::kArtifact && parsed.malformed.empty())
        reads_.add_path(std::string_view(parsed.rest).substr(1));
    }
  }

  bool collects_whole_artifacts(const ir::Op& op) const {
    const ir::Operand* paths = ir::argument(module_, op, "datapath");
    if (paths == nullptr) return false;
    std::vector<ir::Operand> list = {*paths};
    if (const auto* elements = ir::elements_of(module_, *paths)) list = *elements;
    return std::ranges::any_of(list, [&](const ir::Operand& path) {
      const auto text = ir::constant_text(module_, &path);
      if (!text) return false;
      const phantom::Datapath parsed = phantom::parse_datapath(*text);
      return parsed.rest == "*" &&
             (parsed.source == phantom::Datapath::Source::kArtifact || parsed.block == "artifacts");
    });
  }

  /// Whether the parts of an address mean artifacts; `-` stands for what is computed.
  bool builds_address(const std::vector<ir::Operand>& parts) const {
    std::string address;
    for (const ir::Operand& part : parts) {
      const auto text = ir::constant_text(module_, &part);
      address += (address.empty() || address.ends_with('/') ? "" : "/") + text.value_or("-");
    }
    return means_artifacts(address);
  }

  bool is_called_by_name(ir::FunctionId function) const {
    return module_.functions[function].is_static && module_.functions[function].role == ir::FunctionRole::kPlain;
  }

  void call(ir::OpId id, const ir::Op& op) {
    if (op.operands[0].is_function() && is_called_by_name(op.operands[0].function()))
      return call_own(id, op, op.operands[0].function());
    const Contents contents = of_all(op);
    if (contents == kNothing) return;
    std::string_view name;
    if (op.operands[0].is_value() && module_.ops[op.operands[0].value()].kind == OpKind::kBuiltin)
      name = module_.text(module_.ops[op.operands[0].value()].names[0]);
    constexpr std::string_view kKeep[] = {"sorted", "list", "tuple",  "reversed", "enumerate",
                                          "iter",   "next", "filter", "min",      "max"};
    constexpr std::string_view kTellNothing[] = {"len", "bool", "isinstance", "type", "print", "any", "all"};
    if (is_one_of(name, kKeep)) {
      // `key=lambda artifact: ...`
      for (const ir::Operand& operand : op.operands)
        if (operand.is_value() && module_.ops[operand.value()].kind == OpKind::kDefine)
          parameter(module_.ops[operand.value()].function, 0, contents);
      return note(values_, id, contents);
    }
    if (!is_one_of(name, kTellNothing)) lose(contents);
  }

  void parameter(ir::FunctionId function, std::size_t index, Contents contents) {
    const std::vector<ir::Parameter>& parameters = module_.functions[function].parameters;
    if (index < parameters.size()) return note(variables_, parameters[index].variable, contents);
    lose(contents);
  }

  void call_own(ir::OpId id, const ir::Op& op, ir::FunctionId function) {
    const std::vector<ir::Parameter>& parameters = module_.functions[function].parameters;
    const std::size_t keywords_begin = op.operands.size() - op.keywords.size();
    for (std::size_t i = 1; i < keywords_begin; ++i) parameter(function, i - 1, of(op.operands[i]));
    for (std::size_t i = keywords_begin; i < op.operands.size(); ++i) {
      const ir::NameId name = op.keywords[i - keywords_begin];
      const auto found = std::ranges::find_if(parameters, [&](const ir::Parameter& parameter) {
        return module_.variables[parameter.variable].name == name;
      });
      parameter(function, static_cast<std::size_t>(found - parameters.begin()), of(op.operands[i]));
    }
    if (const auto found = returns_.find(function); found != returns_.end()) note(values_, id, found->second);
  }

  void call_method(ir::OpId id, const ir::Op& op) {
    const std::string_view name = module_.text(op.names[0]);
    const Contents object = of(op.operands[0]) & ~kApi;
    if ((of(op.operands[0]) & kApi) != 0) call_dynamic(id, op);
    Contents arguments = kNothing;
    for (std::size_t i = 1; i < op.operands.size(); ++i) arguments |= of(op.operands[i]);
    if (((object | arguments) & kAddress) != 0) {
      constexpr std::string_view kWrite[] = {"post", "put", "patch", "delete"};
      constexpr std::string_view kText[] = {"format", "rstrip", "strip", "lstrip", "replace", "join"};
      if (is_one_of(name, kText))
        note(values_, id, kAddress);
      else if (!is_one_of(name, kWrite))
        reads_.is_unknown = true;
      return lose(arguments & ~kAddress);
    }
    constexpr std::string_view kGrow[] = {"append", "extend", "insert", "add"};
    if (is_one_of(name, kGrow) && object == kNothing) return grow(op.operands[0], arguments);
    lose(arguments);
    if (object == kNothing) return;
    constexpr std::string_view kTellNothing[] = {"sort",  "reverse", "append", "extend",     "insert", "count",
                                                 "clear", "remove",  "update", "setdefault", "index"};
    if ((name == "get" || name == "pop") && op.operands.size() > 1) return subscript(id, object, op.operands[1]);
    if (name == "copy" || name == "pop") return note(values_, id, object);
    if (!is_one_of(name, kTellNothing)) lose(object);
  }

  /// What is put into a list can come out of it.
  void grow(const ir::Operand& list, Contents contents) {
    if (contents == kNothing) return;
    if (list.is_value() && module_.ops[list.value()].kind == OpKind::kLoad)
      return note(variables_, module_.ops[list.value()].variable, contents);
    lose(contents);
  }

  const ir::Module& module_;
  const std::set<ir::FunctionId>& functions_;
  ArtifactReads& reads_;
  std::map<ir::OpId, Contents> values_;
  std::map<ir::VariableId, Contents> variables_;
  std::map<ir::FunctionId, Contents> returns_;
  std::map<ir::NameId, Contents> globals_;
  ir::FunctionId function_;  // that is looked at
  bool has_news_ = true;
};

}  // namespace

void follow_artifacts(const ir::Module& module, const std::set<ir::FunctionId>& functions, ArtifactReads* reads) {
  Follower(module, functions, reads).run();
}

}  // namespace pbc::mock
