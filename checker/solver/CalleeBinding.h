//===- CalleeBinding.h - From callees to contracts -------------*- C++ -*-===//
//
// Late binding: which contract a function, type or kind of one program has in
// one store. Holds what every walk over the program shares and nothing that a
// walk changes; contracts are looked up afresh, because inference adds to them.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_CALLEEBINDING_H
#define SESSION_TIDY_SOLVER_CALLEEBINDING_H

#include "solver/Memory.h"
#include "solver/PoolFinder.h"
#include "solver/RunCache.h"
#include "solver/ThrowAnalysis.h"
#include <map>
#include <set>

namespace session::solver {

/// The record types that handles of sessions (not of children) point to, and
/// the kind of each, as the models say: of raw handles, and classes whose
/// objects are sessions.
using HandleTypes = std::map<flow::TypeId, std::string>;

/// What every walk over one program shares; computed once (prepare).
struct ProgramFacts {
  explicit ProgramFacts(const SolveInput &Input);
  ThrowAnalysis Throws;
  llvm::StringMap<flow::StaticId> Statics; ///< by USR
  HandleTypes Handles;
  Memory::Constants Constants;       ///< texts of constant string objects
  HandleTypes ChildHandles;          ///< of statements, results ...
  std::set<std::string> ObjectKinds; ///< of sessions that are objects
  PoolEffects Pools;                 ///< of the program's own
};

struct OpeningSite;

class CalleeBinding {
public:
  explicit CalleeBinding(const SolveInput &Input);

  /// Declared or inferred; nullptr: assumed.
  const FunctionContract *contract(flow::FunctionId F) const;
  /// Of what a call may run: where somebody overrides it, all of them.
  const FunctionContract *contract(const flow::Call &C) const;
  const FunctionContract *contract(const OpeningSite &Site) const;
  /// The type contract of a record type, or nullptr.
  const TypeContract *owner(flow::TypeId T) const;
  /// The role that F plays in the type contract of its class, or of the object
  /// whose base declares it, or nullptr.
  const MemberRole *role(flow::FunctionId F,
                         flow::TypeId Object = flow::TypeId()) const;
  const Policy &policy(llvm::StringRef Kind) const;
  /// The static with this USR, or an invalid id.
  flow::StaticId staticNamed(llvm::StringRef Usr) const;
  /// The id of a field's name; pseudo-fields have ids of their own.
  NameId fieldNamed(llvm::StringRef Name) const;
  std::string fieldText(NameId Name) const;
  /// The pseudo-field of an integer in which some of its bits are kept.
  NameId bitsField(uint64_t Bits) const;
  /// The bits that Field is for; nullopt: it is no such field.
  std::optional<uint64_t> bitsOf(NameId Field) const;
  /// The pseudo-field in which the answer of an asking function is kept.
  NameId answerField(uint32_t Callee) const { return NameId(~0u - 8 - Callee); }
  /// The function whose answer is kept in Field, or an invalid id.
  flow::FunctionId askedBy(NameId Field) const {
    uint32_t Callee = ~0u - 8 - Field.index();
    return Callee < symbols().Functions.size() ? flow::FunctionId(Callee)
                                               : flow::FunctionId();
  }
  bool isAnswer(NameId Field) const { return askedBy(Field).isValid(); }

  const flow::Program &program() const { return Input.Program; }
  const flow::SymbolTable &symbols() const { return Input.Program.Symbols; }
  const SolveInput &input() const { return Input; }
  RunCache &runs() const { return *Input.Runs; }
  const ThrowAnalysis &throws() const { return Facts->Throws; }
  const HandleTypes &handles() const { return Facts->Handles; }
  const Memory::Constants &constants() const { return Facts->Constants; }
  const HandleTypes &childHandles() const { return Facts->ChildHandles; }
  /// What F does for a pool of the program, or nullptr.
  const Effect *pooled(flow::FunctionId F) const {
    auto It = Facts->Pools.find(F);
    return It == Facts->Pools.end() ? nullptr : &It->second;
  }
  /// Sessions of this kind are objects: the handle is the object's address.
  bool isObject(const std::string &Kind) const {
    return Facts->ObjectKinds.count(Kind) != 0;
  }

  NameId Payload;  ///< what an owner owns
  NameId Deleter;  ///< its deleter, or a guard's callable
  NameId CallOp;   ///< a closure's body
  NameId Parent;   ///< of a child: its session
  NameId Spent;    ///< that an object has nothing left to act on
  NameId Elements; ///< a raw handle among a local container's
  NameId Held;     ///< the pool, thread or file of which it holds a part

private:
  SolveInput Input;
  std::shared_ptr<const ProgramFacts> Facts;
};

/// The type's template argument I, when it is a type.
flow::TypeId argumentOf(flow::TypeId Owner, size_t I,
                        const flow::SymbolTable &Symbols);

/// A walk's question: is this the call that opens the session we follow?
struct OpeningSite {
  flow::BlockId Block;
  unsigned Index = 0; ///< of the instruction in its block
  /// Of the effect in the callee's contract; or the callee makes an object
  /// whose constructor opens (std::make_unique).
  unsigned EffectIndex = 0;
  static constexpr unsigned Construction = ~0u;
  unsigned Ordinal = 0; ///< among the sites of the same callee
  flow::FunctionId Opener;
  AnchorId At;
  NameId Handle; ///< the name of what receives it, if it has one
  NameId Parent; ///< of a child: the name of its session, if it has one
  bool IsChild = false;
  bool IsVirtual = false; ///< one of the opener's overriders opens it
  std::string Kind;

  RunKey key() const {
    return {Kind, Block, Index, EffectIndex, ContractPath(), Life::Open};
  }
};

/// Hands out a session that somebody else keeps, as far as is known.
bool handsOutKept(const Effect &E);

/// The effect of the constructor of the object that the call makes and whose
/// address it returns in an owner; nullptr: no session, or not such a call.
const Effect *effectOfMaking(flow::FunctionId Maker, size_t Arguments,
                             const CalleeBinding &Binding);

/// Every call in Graph that may open a session, in source order; then those
/// that make a child which has to be ended by hand.
std::vector<OpeningSite> openingSites(const flow::FlowGraph &Graph,
                                      const CalleeBinding &Binding);

} // namespace session::solver

#endif
