//===- Walker.h - What one block does to one state -------------*- C++ -*-===//
//
// The transfer function: runs a block's instructions over a state and hands
// out the states at its successors and exits. Forks where an outcome has to be
// told apart. Used alike by the simulation (with joins), by the replay
// (without) and by inference; knows neither worklists nor reporting policy.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_WALKER_H
#define SESSION_TIDY_SOLVER_WALKER_H

#include "protocol/SqlText.h"
#include "solver/CallFrame.h"
#include "solver/Reach.h"
#include "solver/RunCache.h"
#include "solver/TextSources.h"
#include "solver/WalkTypes.h"
#include "llvm/ADT/DenseMap.h"

namespace session::solver {
class Walker {
public:
  Walker(const flow::FlowGraph &Graph, const CalleeBinding &Binding,
         Tracked Session, WalkListener &Listener);

  /// The state at the function's entry.
  SimState entryState() const;
  void run(flow::BlockId B, SimState State, std::vector<Arrival> &Out);
  /// Record witnesses (only the replay needs them).
  bool Recording = false;
  /// Go on after a broken rule: a contract wants the exit all the same.
  bool KeepsGoing = false;
  TextSources Texts; ///< unknown ones that ran on the session
  OwnEnds Ends;
  bool LeftToCallers = false; ///< what the body's own run would decide
  /// What the returned value tells the caller; `always` when nothing does.
  ReturnTest returnClass(const SimState &State) const;

private:
  using States = std::vector<SimState>;
  // Walker.cpp: instructions and terminators.
  void step(const flow::Instruction &I, SimState State, States &Out);
  void finish(flow::BlockId B, SimState State, std::vector<Arrival> &Out);
  void branch(const flow::Branch &T, AnchorId At, SimState State,
              std::vector<Arrival> &Out);
  void switchOn(const flow::Switch &T, AnchorId At, SimState State,
                std::vector<Arrival> &Out);
  void dispatch(const flow::Dispatch &T, AnchorId At, SimState State,
                std::vector<Arrival> &Out);
  void exit(bool Exceptional, SimState State);
  void assign(const flow::Assign &A, SimState &State);
  void mask(const flow::Mask &M, SimState &State);
  bool isFreed(const flow::Operand &O, AnchorId At, SimState &State);
  // Loss.cpp: when the last handle goes.
  /// False when the state ends here (reported, or nothing left to follow).
  bool keepsHandle(SimState &State, Suspicion How);
  Suspicion lossBy(flow::Leave Why, AnchorId At, const SimState &State) const;
  bool storageEnds(const flow::StorageDead &Dead, AnchorId At, SimState &State);

  // CallWalk.cpp: calls and contracts.
  void call(const flow::Call &C, AnchorId At, bool IsSite, SimState State,
            States &Normal, States *Unwinding);
  bool endsUnknown(const flow::Call &C, const SimState &State) const;
  CallFrame frameOf(const flow::Call &C, AnchorId At, SimState &State);
  void normalReturn(CallFrame Frame, SimState State, States &Out);
  bool throwsWith(const CallFrame &Frame, SimState &State);
  void unwind(const CallFrame &Frame, SimState State, States &Out);
  void sameOrNull(const CallFrame &Frame, SimState &State, States &Out);
  bool returnsRecord(const CallFrame &Frame) const;
  void finishCall(const CallFrame &Frame, SimState State, States &Out);
  std::optional<Resolved> resolve(const ContractPath &Path,
                                  const CallFrame &Frame, SimState &State);
  flow::FunctionId whatRuns(const CallFrame &Frame, const Memory &M) const;
  bool neverReturns(const CallFrame &Frame, SimState &State);
  bool isUnseens(const CallFrame &Frame, SimState &State);

  // ContractWalk.cpp: effects of a known contract.
  void applyContract(const CallFrame &Frame, bool Throws, SimState State,
                     States &Out);
  void applySessionEffects(const CallFrame &Frame, bool Throws, SimState State,
                           States &Out);
  std::optional<size_t> inferredEffect(const CallFrame &Frame, SimState &State);
  void applyEffect(const Effect &E, const CallFrame &Frame, bool IsSite,
                   bool Throws, SimState State, States &Out);
  void appearsAs(Life Alive, const CallFrame &Frame, SimState &State);
  void applyProduce(const Effect &E, const CallFrame &Frame, bool IsSite,
                    SimState State, States &Out);
  bool isMade(const Effect &E, const SimState &State);
  Fate fateOf(ValueId, const Effect &, const CallFrame &, const SimState &);
  void openElsewhere(const Effect &E, const CallFrame &Frame, SimState State,
                     States &Out);
  void applyOutcomes(const Effect &E, const CallFrame &Frame, bool Throws,
                     SimState State, States &Out);
  bool meetsGiven(const Outcome &O, SimState &State);
  bool possibleOutcomes(const Effect &E, const CallFrame &Frame,
                        OutcomeChoice Wanted, const SimState &State,
                        States &Out);
  bool applyOutcome(const Effect &E, const Outcome &O, const CallFrame &Frame,
                    llvm::ArrayRef<EventKind> Events, SimState &State);
  void answer(const Precondition &Asked, const CallFrame &Frame, SimState &S);
  void noteCopy(const Effect &E, const Outcome &O, const CallFrame &Frame,
                SimState &State);
  void copied(const CallFrame &Frame, SimState &State);
  void hold(const ContractPath &Path, const CallFrame &Frame, SimState &State);
  void applyChild(const Effect &E, const CallFrame &F, SimState S, States &Out);
  void appears(const Effect &E, const CallFrame &Frame, SimState &State);
  void bindParent(const Effect &E, const CallFrame &Frame, SimState &State);
  // AcquireWalk.cpp: what there is only so many of. True: the state ends.
  void bindHeld(const CallFrame &Frame, SimState &State);
  std::optional<ContractPath> acquired(const Effect &E, const CallFrame &Frame,
                                       SimState &State);
  void noteWait(const CallFrame &Frame, const SimState &State);
  bool takesAgain(const CallFrame &Frame, SimState &State);
  bool gathers(const CallFrame &Frame, const SimState &State);
  bool parentEvent(const Effect &E, ValueId Value, SimState &State);
  bool isParent(ValueId V, const SimState &State) const;
  void childEvent(const Effect &E, ValueId Value, SimState &State);
  void observe(const Effect &E, const CallFrame &F, SimState S, States &Out);
  void forgetCommits(SimState &State);
  bool believe(const Effect &E, const CallFrame &Frame, SimState &State);
  bool freeMemory(const Effect &E, ValueId V, const CallFrame &F, SimState &S);

  // StatementWalk.cpp: calls that may fail, and when that is known.
  void await(const Effect &E, const CallFrame &Frame, const EventTrail &Done,
             const SessionState &Before, SimState &State);
  bool select(const Effect &E, const CallFrame &Frame, SimState &State);
  bool childStatement(const Effect &E, ValueId Child, const CallFrame &Frame,
                      SimState &State);
  void awaitAnswer(const Effect &E, ValueId Child, ValueId Answer, SimState &S);
  void awaitAnswer(const ContractPath &Where, ValueId Answer,
                   const CallFrame &Frame, SimState &State);
  void awaitChild(const Effect &E, ValueFact &Child, SimState &State);
  /// The result, or a place, tells how the statement went that ran last.
  void tell(const Effect &E, const CallFrame &F, ValueId Of, SimState &S);
  uint32_t number(Run R);
  /// The same call, of which Test tells how it went (nullptr: nothing does).
  uint32_t toldBy(const Effect *Test, uint32_t Number);
  /// Looks at every awaited result: what has the program learnt?
  void settle(SimState &State);
  void learn(ValueId Result, SimState &State);
  void failed(const Run &R, const Awaited &Was, SimState &State);
  void failByThrow(const CallFrame &Frame, SimState &State);
  /// Two states where the returned value, or a flag that is left behind, will
  /// tell the caller of a failure.
  States forkAwaited(SimState State);
  States forkTest(ValueId V, const SimState &State);
  States forkResult(SimState State);

  // TransactionWalk.cpp: what an event does to the transaction.
  std::optional<Suspicion> brokenRule(EventKind Kind, Breach Broken,
                                      const CallFrame &Frame,
                                      const SimState &State) const;
  void followTransaction(EventKind Kind, const CallFrame &Frame,
                         SimState &State);
  /// The transaction is open where control leaves.
  void leaveInside(Suspicion How, const SimState &State);
  /// False when the state ends here.
  bool event(EventKind Kind, const CallFrame &Frame, SimState &State);
  void assumedContract(const CallFrame &Frame, SimState &State);
  void assumedWrites(const CallFrame &Frame, SimState &State);
  void knownWrites(const CallFrame &Frame, bool Throws, SimState &State);
  void buildResult(const CallFrame &Frame, SimState &State);
  std::vector<Move> readTransfers(const CallFrame &Frame, SimState &State);
  void applySettings(llvm::ArrayRef<Setting> Sets, const CallFrame &Frame,
                     SimState &State);
  void writeTransfers(llvm::ArrayRef<Move> Moves, const CallFrame &Frame,
                      SimState &State);

  // TextWalk.cpp: SQL in arguments.
  bool beginsWith(ValueId V, llvm::ArrayRef<std::string> Heads, SimState &S);
  /// The outcome's events, with those of the SQL in place of the plain exec.
  EventList happening(const Effect &E, const Outcome &O, const CallFrame &Frame,
                      SimState &State);
  std::optional<EventList> textEvents(const Effect &Text,
                                      const CallFrame &Frame, SimState &State,
                                      bool Failed);
  KnownTexts textsAt(const ContractPath &Path, const CallFrame &Frame,
                     SimState &State);
  void prepare(const Effect &Text, const CallFrame &Frame, ValueFact &Child,
               SimState &State);
  bool triedToEnd(const Effect &Child, const CallFrame &Frame, SimState &State);
  EventTrail stepEvents(ValueId Child, SimState &State);
  std::optional<ContractPath> pathOfText(ValueId V, SimState &State) const;
  bool endsItself();

  // OwnerWalk.cpp: types with a contract, implicit copies, callables.
  /// False when the callee is no such member.
  bool applyOwner(CallFrame &Frame, SimState State, States &Out);
  void constructOwner(const TypeContract &Type, const CallFrame &Frame,
                      const Location &Object, SimState &State);
  void endPointer(const TypeContract &Type, const CallFrame &Frame,
                  const Location &Object, SimState State, States &Out);
  void runDeleter(const TypeContract &Type, const CallFrame &Frame,
                  const Location &Object, ValueId Owned, SimState State,
                  States &Out);
  void deletePointee(const CallFrame &Frame, ValueId Owned, SimState State,
                     States &Out);
  void keepDeleterOf(const CallFrame &Frame, const Location &Callable,
                     Memory &M) const;
  void constructInner(const CallFrame &Frame, const Location &Payload,
                      SimState &State);
  static void escapeIfOurs(ValueId V, SimState &State);
  void memberOfOwner(const TypeContract &Type, const MemberRole &Role,
                     CallFrame &Frame, const Location &Object, SimState State,
                     States &Out);
  void endPayload(const TypeContract &Type, const CallFrame &Frame,
                  const Location &Object, SimState State, States &Out);
  void moveOwner(const Location &From, const Location &To, bool IsMove,
                 const TypeContract &Type, SimState &State);
  void runCallable(const Location &Callable, flow::TypeId Type,
                   llvm::ArrayRef<ValueId> Arguments, const CallFrame &Outer,
                   SimState State, States &Out);
  // ObjectWalk.cpp: objects that are a session, or act on one.
  bool askAgain(const Effect &E, const CallFrame &Frame, bool IsSite,
                SimState &State);
  bool openMade(const CallFrame &Frame, ValueId Made, SimState &State);
  void share(const Effect &E, const CallFrame &Frame, SimState &State);
  void endSession(const TypeContract &Type, const CallFrame &Frame,
                  const Location &Object, SimState State, States &Out);
  void copyImplicitly(const CallFrame &Frame, SimState &State);
  bool isImplicitCopy(const CallFrame &Frame) const;

  // TextMaking.cpp: where texts come from.
  bool applyText(const CallFrame &Frame, const Location &Object,
                 SimState &State);
  ValueId contentOf(const CallFrame &Frame, size_t Index, SimState &State);
  void appendText(const CallFrame &Frame, size_t Index, const Location &Content,
                  SimState &State);
  std::vector<KnownTexts> readTexts(const CallFrame &Frame, SimState &State);
  void writeTexts(llvm::ArrayRef<KnownTexts> Made, const CallFrame &Frame,
                  SimState &State);

  void record(SimState &State, flow::WitnessEvent Event);
  const flow::FlowGraph &Graph;
  const CalleeBinding &Binding;
  Tracked Session;
  const Policy &Rules;
  WalkListener &Listener;
  const GraphPlan &Plan;
  flow::BlockId Now;
  std::optional<bool> EndsItself;
  std::vector<Run> Runs;
  /// What stood at the places of a contract's conditions at the call at hand.
  llvm::DenseMap<const Precondition *, ValueId> GivenValues;
};

} // namespace session::solver

#endif
