// SPDX-License-Identifier: Apache-2.0
//
// The data flow of one function, without regard to order: a variable may have any value that is stored in it, a list
// any element that is put into it. What matters is on how many things that vary a value depends.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/plan/sources.h"

namespace pbc::plan {

/// An element of what a loop goes through: the one of the present round (tag 0), or one that was kept, which may be of
/// another round.
struct Element {
  ir::OpId loop;
  std::uint32_t tag = 0;
  friend auto operator<=>(const Element& a, const Element& b) {
    return std::pair(a.loop.index(), a.tag) <=> std::pair(b.loop.index(), b.tag);
  }
  friend bool operator==(const Element& a, const Element& b) = default;
};

/// How a value depends on an element: as a function of these cells of its row, or in any way.
struct Dependence {
  ir::OpId collect;
  std::map<std::size_t, bool> cells;  // by column: whether the cell may be missing
  bool is_any = false;
};

struct Value {
  enum class Kind : std::uint8_t {
    kScalar,  // text, number ...; also a list or dict that is sent as it is
    kRows,    // what collect2 gives
    kRow,
    kList,   // made in this function; elements go into it later
    kTuple,  // written out
    kDict,   // written out
    kPairs,  // what zip() or enumerate() gives: a tuple of elements, side by side
    kPair,   // one of them
    kOther,  // cannot be followed
  };
  Kind kind = Kind::kOther;
  ir::OpId op;            // kRows, kRow, kPairs, kPair: the call; kList, kTuple, kDict: what made it
  ir::TermId term;        // kList, kTuple, kDict of an argument
  Element element;        // kRow, kPair
  std::uint32_t tag = 0;  // kList, kTuple, kDict: what is taken out of it gets this tag
  // kScalar, kOther
  std::map<Element, Dependence> depends;
  bool varies = false;                                  // from one run of the function to the next
  bool is_constant = false;                             // written out
  std::optional<std::pair<Element, std::size_t>> cell;  // it is this cell
  std::set<Origin> origins;
};
/// The alternatives.
using Values = std::vector<Value>;

class FunctionFlow {
 public:
  FunctionFlow(const ir::Module& module, std::size_t part, Counts& counts, ir::FunctionId function);

  ActParameters parameters(ir::OpId act);
  std::map<std::string, ValueSet> inputs(const ir::Operand& dict, ir::OpId at);
  std::vector<Origin> origins(const ir::Operand& operand, ir::OpId at) { return origins_of(eval(operand, at), 0); }
  std::map<std::string, std::vector<Origin>> dict_origins(const ir::Operand& operand, ir::OpId at);
  Formula rounds(ir::OpId loop);

 private:
  /// Where an operation stands.
  struct Place {
    ir::RegionId region;
    std::size_t index = 0;
  };
  /// The operation whose region it is, and the number of that region.
  struct Owner {
    ir::OpId op;
    std::size_t region = 0;
  };
  /// Something that is put into a list, by the operation `at`.
  struct Entry {
    Values values;
    ir::OpId at;
    bool is_many = false;  // all elements of the values
  };

  // function_flow.cpp: values
  Values eval(const ir::Operand& operand, ir::OpId at);
  Values eval(ir::OpId op);
  Values eval_new(ir::OpId op);
  Values load(ir::OpId op);
  Values subscript(ir::OpId op);
  Values call(ir::OpId op);
  Values api(ir::OpId op);
  Values incoming(ir::OpId op);
  Values element_of(const Values& iterable, ir::OpId loop);
  Values part_of(const Value& pair, std::size_t index, ir::OpId at);
  /// The numbers of range(), as far as they are written out; nothing for any other call.
  std::optional<std::uint64_t> range_of(ir::OpId call) const;
  std::string_view builtin_of(ir::OpId call) const;
  Value constant(const ir::Constant& constant) const;
  Value computed(ir::OpId op, std::set<Origin> origins = {}) const;
  Values derived(ir::OpId op);
  Values cell(const Value& row, std::size_t column, ir::OpId at);
  Values tagged(Values values, std::uint32_t tag);
  std::uint32_t tag_of(std::uint32_t first, std::uint32_t second);
  void add(Values* all, Values more) const;

  // function_flow.cpp: places
  std::vector<Owner> owners(ir::OpId op) const;
  std::vector<ir::OpId> loops(ir::OpId op) const;
  /// The stores whose value a load may find. `is_start`: it may also find what was there when the function began.
  struct Reaching {
    std::vector<ir::OpId> stores;
    bool is_start = false;
  };
  Reaching reaching(ir::VariableId variable, ir::OpId load) const;
  /// The operand behind a variable that has one value there, and whatever that stands for.
  ir::Operand behind(ir::Operand operand) const;

  // flow_guards.cpp
  void refine(Values* values, ir::OpId at);
  void proven(const ir::Operand& condition, ir::OpId at, bool holds, std::set<std::pair<Element, std::size_t>>* cells);
  const std::set<std::pair<Element, std::size_t>>& proven_at(ir::OpId at);

  // flow_lists.cpp
  std::vector<Entry> entries(const Value& list);
  bool may_be(const Value& list, const ir::Operand& operand, ir::OpId at);
  bool leaks(const Value& object);
  bool keeps(const Value& object, ir::OpId op);
  /// Whether code changes something inside of a cell, so that it is not what was read.
  bool cells_change();
  std::vector<std::pair<ir::Operand, ir::Operand>> pairs(const Value& dict) const;
  std::optional<std::vector<std::string>> datapaths(ir::OpId collect);
  bool is_flat(ir::OpId collect) const;

  // flow_counts.cpp
  std::vector<Source> columns(ir::OpId collect, const std::vector<std::size_t>& wanted);
  Formula rows(ir::OpId collect);
  bool decides_rows(ir::OpId collect, std::size_t column);
  Formula rounds(ir::OpId loop, ir::OpId within);
  Formula length(const Values& iterable, ir::OpId at);
  Formula length(const Value& iterable, ir::OpId at);
  Formula product_of(const std::map<Element, Dependence>& depends, const std::set<ir::OpId>& without);
  Formula unknown_length(ir::OpId at);
  bool has_loop(const Formula& formula) const;
  Item item(const Value& dict, Formula all, ir::OpId act);
  Item unknown_item(const Value& value, Formula all);
  ValueSet set_of(const Values& values, ir::OpId at, bool elements_too);
  std::vector<Origin> origins_of(const Values& values, int depth);

  const ir::Module& module_;
  const std::size_t part_;
  Counts& counts_;
  const ir::FunctionId function_;
  std::map<ir::OpId, Place> places_;
  std::map<ir::RegionId, Owner> region_owners_;
  std::vector<ir::OpId> ops_;  // in order of the text
  std::map<ir::VariableId, std::vector<ir::OpId>> stores_;
  std::map<ir::OpId, std::set<ir::VariableId>> stores_inside_;  // by operation with regions
  std::set<ir::VariableId> parameters_;
  std::set<ir::VariableId> unknown_variables_;  // changed in other ways than by stores
  std::map<ir::OpId, Values> known_;
  std::set<ir::OpId> under_way_;
  std::set<ir::OpId> lengths_under_way_;
  bool met_cycle_ = false;
  std::map<ir::OpId, std::set<std::pair<Element, std::size_t>>> proven_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> tags_;
  std::map<std::pair<ir::OpId, std::uint32_t>, bool> leaks_;  // by what made the object
  std::optional<bool> cells_change_;
};

}  // namespace pbc::plan
