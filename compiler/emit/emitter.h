// SPDX-License-Identifier: Apache-2.0
//
// The state of one emission, and its parts by construct: emit_call.cpp, emit_loop.cpp, ... Used inside this folder
// only.
//
// Operations become expressions where C++ evaluates them in the same order as Python: a value that is used once is held
// back as text until its use. A held value that C++ might evaluate too late goes into a variable of its own first.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/assignment.h"
#include "compiler/emit/cxx_writer.h"
#include "compiler/emit/local_types.h"
#include "compiler/ir/argument_needs.h"
#include "compiler/ir/module.h"

namespace pbc::emit {

/// How tightly an expression binds, loosest first.
enum class Binds : std::uint8_t {
  kTernary,
  kOr,
  kAnd,
  kBitOr,
  kBitXor,
  kBitAnd,
  kEquality,
  kRelational,
  kShift,
  kSum,
  kProduct,
  kUnary,
  kPostfix
};

/// What C++ takes the expression for. All of them but kField, a part of an f-string, convert to Value. kNumber is a
/// std::int64_t or a double.
enum class CxxType : std::uint8_t { kValue, kBool, kLiteral, kNumber, kField };

/// C++ text that computes a value.
struct Expression {
  static constexpr int kNoLine = 0;        // evaluating it neither needs nor changes the line of the frame
  static constexpr int kUnknownLine = -1;  // it leaves one of several lines behind

  std::string text;
  Binds binds = Binds::kPostfix;
  CxxType type = CxxType::kValue;
  bool ordered = false;               // must keep its place among other ordered expressions
  int first_line = kNoLine;           // the line that the frame has to show when its evaluation begins
  int last_line = kNoLine;            // the line that the frame shows after it
  std::vector<ir::VariableId> reads;  // local variables whose value at this moment it needs

  /// The same as a condition, where that reads better than converting the value (`a || b`).
  std::string condition;
  Binds condition_binds = Binds::kPostfix;

  std::string augmented;  // of an in-place operation: ` += right`
  std::string items;      // of a list or tuple display that unpacks nothing: `{x, y}`
  std::string lined;      // the same text, but it brings the frame to first_line itself: `at(31, x)[0]`
};

class Emitter {
 public:
  /// `index` of the module in the program, whose code goes into the namespace `space`.
  Emitter(const ir::Module& module, std::size_t index, std::string space)
      : module_(module),
        index_(index),
        space_(std::move(space)),
        uses_(module.ops.size()),
        used_elsewhere_(module.ops.size()),
        home_(module.ops.size()),
        assigned_(definitely_assigned_loads(module)),
        needs_(module) {}
  /// The sections of the module; `links`, for the playbook, is the list of what is linked to it.
  std::string run(const std::string& links = "");

 private:
  // --- emit_module.cpp: the sections of the file
  void name_functions();
  void collect_globals();
  void collect_failing();
  void collect_callbacks();
  void look_for_names();
  std::string arguments_structs();
  std::string declarations();
  bool has_globals() const { return says_globals_ || !global_names_.empty(); }
  std::string globals_struct();
  std::string function_table();
  std::string table_entry(ir::FunctionId function);
  std::string documentation(ir::FunctionId id) const;
  std::string argument_needs(ir::FunctionId id) const;
  std::string load_function();
  std::string playbook_facts(bool has_links);

  // --- emit_function.cpp
  struct FunctionState;
  /// The statements of a function. Parameters are read from `args` (a struct) or, in closures, an array.
  std::string function_body(ir::FunctionId function, int depth, bool from_array);
  std::string definition(ir::FunctionId function);
  /// The optimizers of C++ compilers take time that grows with the square of a function's length: a function of more
  /// operations than this is left as it is.
  static constexpr std::size_t kHugeFunction = 1500;
  static constexpr std::size_t kGuardWeight = 12;  // a `try` or `with` costs as much as so many operations
  bool is_huge(ir::FunctionId function) const;
  void bind_parameters(ir::FunctionId function, bool from_array);
  void declare_cells(ir::FunctionId function);
  bool uses_block_arguments(ir::FunctionId function) const;
  std::string arguments_type(ir::FunctionId function) const;
  /// The members of the struct of arguments, by parameter.
  const std::vector<std::string>& parameter_names(ir::FunctionId function);
  /// The name of the constant that holds the function's parameters for calls that are bound at run time; it is defined
  /// in `section` unless it is already.
  std::string parameter_list(ir::FunctionId function, std::string* section);
  std::size_t emit_define(ir::RegionId region, std::size_t index);

  // --- emit_generator.cpp
  /// Opens the call that makes a generator of what follows.
  void open_generator(ir::FunctionId function, std::string_view before, std::string_view captures);
  std::size_t emit_generator(ir::RegionId region, std::size_t index);
  /// What the lambda of a generator's body returns.
  std::string_view generator_type(ir::FunctionId function) const;
  bool yields(ir::RegionId region) const;
  std::size_t emit_yield(ir::RegionId region, std::size_t index);
  /// The same in a coroutine.
  std::size_t emit_step(ir::RegionId region, std::size_t index);

  // --- variables.cpp: where variables are declared
  void place_variables(ir::FunctionId function);
  void count_uses(ir::RegionId region);
  std::string variable_name(ir::VariableId variable);
  /// The variable that the operation behind `ops[index]` declares with its value; none where it does something else.
  ir::VariableId declared_with(const std::vector<ir::OpId>& ops, std::size_t index) const;
  /// `Value`, `double` ...
  std::string_view declared_type(ir::VariableId variable) const;
  bool is_cell(ir::VariableId variable) const { return module_.variables[variable].kind == ir::Variable::Kind::kCell; }

  // --- pending.cpp: values that wait for their use
  Expression operand(const ir::Operand& operand);
  /// The expressions of operands that C++ evaluates in this order.
  std::vector<Expression> take(const std::vector<ir::Operand>& operands);
  /// Keeps the expression of `op` until its use; one that is never used becomes a statement, one that is used more than
  /// once a variable.
  void hold(ir::OpId op, Expression expression);
  /// Gives every ordered value that waits a variable, so that what follows comes after it.
  void flush();
  void flush_readers(ir::VariableId variable);
  void materialize(ir::OpId op);
  std::string fresh(std::string_view hint);
  void statement(const Expression& expression, std::string_view text);
  /// Empties the variables of this block that no value waits for, where the module can tell when an object ends.
  void release_temporaries();
  void at(int line);
  /// Joins operands evaluated in this order for an operation on `line` (kNoLine: it cannot raise). Inserts `at(...)`
  /// where the frame's line has to change on the way.
  void sequence(const std::vector<Expression*>& operands, int line, Expression* result);
  /// The same where C++ leaves the order of the operands open: all but one ordered operand get variables.
  std::vector<Expression> take_unordered(const std::vector<ir::Operand>& operands);

  // --- expressions by construct
  Expression constant(const ir::Constant& constant);
  Expression term(const ir::Term& term);
  static Expression value_of(Expression expression);
  static std::string within(const Expression& expression, Binds binds);
  static std::string within_value(const Expression& expression, Binds binds);
  static std::string as_condition(const Expression& expression, Binds binds);
  int line(ir::OpId op) const { return static_cast<int>(module_.op_lines[op.index()]); }

  /// Emits the operation at `index` of a region; returns the index of the next one to emit.
  std::size_t emit_op(ir::RegionId region, std::size_t index);
  /// The region's `yield`, with the statements before it, if any, in `statements`.
  Expression emit_yield_region(ir::RegionId region, std::string* statements, int depth);

  std::string check_bound(ir::VariableId variable) const;
  void emit_load(ir::OpId op);
  void emit_store(ir::OpId op);
  void emit_store_to(ir::OpId op, const Expression& value);
  void emit_delete(ir::OpId op);
  void emit_display(ir::OpId op);
  std::size_t emit_comprehension(ir::RegionId region, std::size_t index);
  void emit_fstring(ir::OpId op);
  void emit_field(ir::OpId op);
  void emit_attribute(ir::OpId op);
  void emit_subscript(ir::OpId op);
  void emit_slice(ir::OpId op);
  void emit_operator(ir::OpId op);
  void emit_compare(ir::OpId op);
  void emit_and_or(ir::OpId op);
  void emit_select(ir::OpId op);
  void emit_call(ir::OpId op);
  void emit_static_call(ir::OpId op, ir::FunctionId callee);
  bool fits(const ir::Op& op, ir::FunctionId callee) const;
  void emit_phantom(ir::OpId op);
  std::string requests(const ir::Op& act) const;
  void emit_import(ir::OpId op);
  void emit_class(ir::OpId op);
  void emit_name(ir::OpId op);
  void emit_locals(ir::OpId op);
  std::size_t emit_unpack(ir::RegionId region, std::size_t index);
  /// The names of a structured binding that takes the items of the `unpack` at `index`: `key, value`.
  std::string unpacked_names(ir::RegionId region, std::size_t index);
  void emit_if(ir::OpId op);
  /// The `if` whose test is `test`, and the chain of `else if` and `else` that it begins.
  void emit_arms(ir::OpId op, Expression test);
  /// `test` where no statement can stand before it: it brings the frame to its line itself (`at(4); x.call("f")`).
  std::string lined_condition(Expression* test);
  void emit_for(ir::OpId op);
  void emit_while(ir::OpId op);
  void emit_block(ir::RegionId region, std::size_t first = 0);
  void emit_try(ir::OpId op);
  void emit_guarded(const ir::Op& op);
  /// `rethrow`: the statement that passes the exception on.
  void emit_handlers(ir::RegionId handlers, std::size_t index, std::string_view rethrow);
  void emit_group_handlers(ir::RegionId handlers);
  void emit_handler_body(const ir::Op& except);
  void unbind_at_end(const ir::Op& except);
  /// How often a region fails in a way that needs no throw: see pbc/attempt.h.
  int count_attempts(ir::RegionId region) const;
  bool is_attempt(ir::OpId op) const;
  /// A call of the builtin `int` with one argument.
  bool is_int_call(const ir::Op& op) const;
  /// Holds the value of an operation that gives an unset Value where it fails: in a `try` whose handler stands in this
  /// function, control goes there.
  void hold_attempt(ir::OpId op, const Expression& expression);
  bool has_handler() const { return !fn_.handler.empty() && fn_.cleanups.size() == fn_.handler_cleanups; }
  void emit_with(ir::OpId op);
  void emit_jump(ir::OpId op);
  void emit_return(ir::OpId op);
  void emit_raise(ir::OpId op);
  void emit_assert(ir::OpId op);
  /// The C++ variable that takes what a region is given, and the index of the first operation after that.
  std::string incoming(ir::RegionId body, std::size_t* next);
  /// `for (Value x : iterate(rows))`, for `op`, which is a `for` or a comprehension, and the index of the first
  /// operation of its body that the head does not cover.
  std::string loop_head(ir::OpId op, const std::string& iterable, std::size_t* next);
  std::string arguments(const std::vector<Expression>& positional, const std::vector<ir::Operand>& operands,
                        const std::vector<ir::NameId>& keywords, std::size_t first);

  /// Code that runs on the way out of a `try ... finally` or a `with`, and how many loops were open around it.
  struct Cleanup {
    ir::RegionId finally;   // or none, and
    std::string leave;      // the statement that leaves a `with`
    std::string done_flag;  // set before it runs, so that its own exceptions do not run it again
    std::size_t loops;      // open around it
  };
  void run_cleanups(std::size_t keep);
  /// Whether everything in a region stands on `line`, so that a loop around it leaves the frame's line as it is.
  bool stays_on_line(ir::RegionId region, int line) const;

  /// What emission knows of the function at hand.
  struct FunctionState {
    ir::FunctionId id;
    NameSet names;  // C++ names taken in it
    LocalTypes types;
    std::set<ir::VariableId> accessed;
    std::map<ir::VariableId, ir::OpId> declaring_store;
    std::set<ir::OpId> bound_stores;  // those that a structured binding made
    std::map<ir::OpId, std::vector<ir::VariableId>> declared_before;
    std::map<ir::OpId, Expression> held;                   // values that wait for their use
    std::vector<ir::OpId> order;                           // of those held: the ordered ones, in order of evaluation
    std::vector<std::pair<std::string, int>> temporaries;  // variables made for values, and the depth of their block
    int frame_line = Expression::kUnknownLine;             // what the frame shows at this place
    std::vector<std::string> loop_flags;                   // per open loop: the flag that its `break` sets, or ""
    std::vector<Cleanup> cleanups;
    std::string handler;               // the label of the handlers of the innermost `try`, if they can be jumped to
    std::size_t handler_cleanups = 0;  // open around that `try`
    bool ends_with_failure = false;    // the function is one of failing_
    bool in_steps = false;             // it is a coroutine
    int guards = 0;                    // `try` and `with` around this place
    std::vector<std::string> comprehensions;  // per open comprehension: the name of its result
  };

  const ir::Module& module_;
  std::size_t index_;  // 0: the playbook
  std::string space_;
  std::map<ir::FunctionId, std::string> function_names_;
  std::map<ir::FunctionId, std::string> argument_types_;  // the struct of its arguments, unless BlockArguments serve
  std::map<ir::NameId, std::string> global_names_;
  std::set<ir::NameId> certain_globals_;  // bound before any function can run
  /// Whether the name is kept in the dict that globals() gives. A variable that Python cannot name is none of those.
  bool in_namespace(ir::NameId name) const {
    return says_globals_ && module_.text(name).find('.') == std::string_view::npos;
  }
  bool says_globals_ = false;              // somewhere in the module
  std::set<ir::NameId> constant_globals_;  // and never bound again
  bool comparisons_are_bool_ = true;       // no class of the module has a method for one
  bool sees_ends_ = false;                 // the module can tell when an object ends
  std::set<ir::FunctionId> failing_;       // functions that end with an unset Value where they raise (pbc/attempt.h)
  std::map<ir::VariableId, std::string> variable_names_;
  std::map<ir::FunctionId, std::vector<std::string>> parameter_names_;
  std::map<std::string, std::string> parameter_lists_;  // text of a list -> the constant that holds it
  std::map<std::string, std::string> block_calls_;      // name of a list -> the template that calls a block with it
  std::string parameter_list_section_;
  std::string closure_section_;
  NameSet file_names_;

  CxxWriter* out_ = nullptr;
  FunctionState fn_;
  // By OpId:
  std::vector<std::uint32_t> uses_;   // uses that are still to come
  std::vector<bool> used_elsewhere_;  // in another region than its own
  std::vector<ir::RegionId> home_;    // the region that holds it
  std::vector<bool> assigned_;        // loads that need no check

  ir::ArgumentNeeds needs_;
  std::set<ir::FunctionId> callbacks_;       // functions that are values, and not only called by their names
  std::set<std::string> visible_functions_;  // names that no variable may hide
};

}  // namespace pbc::emit
