//===- Op.h - The instructions of a flow graph -----------------*- C++ -*-===//
//
// What a block does (Instruction) and how it ends (Terminator). The set is
// closed; a construct that none of them fits is lowered to Opaque, which says
// what may have changed, never to nothing.
//
// Invariant: an instruction that may leave by exception is a Call and is the
// last of its block, whose terminator is then Invoke. A throw expression is
// the terminator Throw.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_OP_H
#define SESSION_TIDY_FLOW_OP_H

#include "flow/Place.h"
#include <variant>

namespace session::flow {

using BlockId = Id<struct BlockTag>;

/// Why a cleanup (destructor call, end of storage) runs here.
enum class Leave : uint8_t {
  None,        ///< not a cleanup
  ScopeEnd,    ///< control reached the end of the scope
  FullExpr,    ///< a temporary at the end of its full-expression
  FunctionEnd, ///< fell off the end of the function
  Return,
  Break,
  Continue,
  Goto,
  Unwind, ///< an exception leaves the scope
};

enum class Predicate : uint8_t {
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual
};

/// To = From. A record is copied field by field.
struct Assign {
  Place To;
  Operand From;
};
/// To = Left P Right, as 0 or 1.
struct Compare {
  Place To;
  Predicate Test;
  Operand Left, Right;
};
/// To = (From & Bits) | Sets.
struct Mask {
  Place To;
  Operand From;
  uint64_t Bits;
  uint64_t Sets = 0;
};
/// To = From + Number: how programs count.
struct Add {
  Place To;
  Operand From;
  int64_t Number;
};
/// To = !From.
struct Not {
  Place To;
  Operand From;
};

enum class CallKind : uint8_t {
  Direct,
  Indirect,
  Virtual,
  Constructor,
  Destructor
};

struct Argument {
  Operand Value; ///< Object: Address of the argument object
  Passing How = Passing::Value;
};

struct Call {
  CallKind Kind = CallKind::Direct;
  FunctionId Callee; ///< invalid for Indirect
  Operand Target;    ///< Indirect: what is called
  /// Members: the object's address. A constructor and the destructor of the
  /// same object carry the same place; the destructor of an object that was
  /// not constructed on this path does nothing.
  std::optional<Operand> Receiver;
  llvm::SmallVector<Argument, 4> Arguments;
  std::optional<Place> Result; ///< a record result: the object constructed
  TypeId ObjectType; ///< class of the receiver, with its template arguments
  TypeId ResultType;
  Leave Why = Leave::None; ///< Destructor: why it runs
};

/// To becomes a closure whose call operator is Body; the captures follow as
/// Assign (or Call of a constructor) to To's fields.
struct Closure {
  Place To;
  FunctionId Body;
};
struct StorageLive {
  VariableId What;
};
/// What's storage ends: every value in it is gone.
struct StorageDead {
  VariableId What;
  Leave Why = Leave::ScopeEnd;
};
/// new / malloc-like allocation made by the language: To = fresh memory.
struct Allocate {
  Place To;
  TypeId Type;
};
/// delete of memory (its destructor is a Call before it).
struct Release {
  Operand What;
};
/// Start of a handler: the exception in flight is caught. Type invalid: all.
struct Catch {
  TypeId Type;
  VariableId Into;
};
/// End of a handler: the exception is destroyed.
struct EndCatch {};
/// A coroutine suspends here.
struct Suspend {};
/// Several threads run what follows, or one at a time does, up to End. A
/// stretch is entered at its beginning only and left at its End only.
struct Region {
  enum Kind : uint8_t {
    Team, ///< several threads at once
    Part, ///< one thread of the team, while others run other parts
    One,  ///< one thread of the team
    Lock, ///< one thread at a time; Name: of those with this name
    Task, ///< a thread of the team, sooner or later
    End,
    Wait, ///< no stretch: all tasks have ended here
  } What = Team;
  NameId Name;
};
/// Something the graph cannot say; Clobbers may have any value afterwards.
struct Opaque {
  llvm::SmallVector<Place, 2> Clobbers;
  NameId Reason;
};

using Op = std::variant<Assign, Compare, Mask, Add, Not, Call, Closure,
                        StorageLive, StorageDead, Allocate, Release, Catch,
                        EndCatch, Suspend, Region, Opaque>;

/// The operands that What reads.
llvm::SmallVector<const Operand *, 4> operandsOf(const Op &What);
/// The place that What gives a value to, the whole of it; nullptr: none.
const Place *targetOf(const Op &What);

struct Instruction {
  Op What;
  AnchorId At;
};

struct Jump {
  BlockId To;
};
struct Branch {
  Operand Condition;
  BlockId Then, Else;
};
struct SwitchCase {
  int64_t Low, High;
  BlockId To;
};
struct Switch {
  Operand Value;
  llvm::SmallVector<SwitchCase, 4> Cases;
  BlockId Default;
};
/// The block's last instruction is a Call that may throw.
struct Invoke {
  BlockId Normal, Unwind;
};
/// Type: static type of the thrown object, references and cv removed.
struct Throw {
  TypeId Type;
  BlockId Unwind;
};
struct Rethrow {
  BlockId Unwind;
};
struct Handler {
  TypeId Type; /**< invalid: catch (...) */
  BlockId To;
};
/// Picks the first handler whose type fits the exception in flight. Otherwise
/// may be invalid only after a handler for all types.
struct Dispatch {
  llvm::SmallVector<Handler, 2> Handlers;
  BlockId Otherwise;
};
struct Return {};      ///< the normal exit
struct Resume {};      ///< the exceptional exit
struct Terminate {};   ///< std::terminate: the process ends
struct Unreachable {}; ///< after a call that never returns

using TerminatorOp =
    std::variant<Jump, Branch, Switch, Invoke, Throw, Rethrow, Dispatch, Return,
                 Resume, Terminate, Unreachable>;

struct Terminator {
  TerminatorOp What = Unreachable{};
  AnchorId At;
};

} // namespace session::flow

#endif
