//===- OutcomeWalk.cpp - The outcomes of one effect -----------------------===//
//
// Which outcomes of a call are possible here, which of them are told apart at
// the call, and what each does to the session and its places.
//
//===----------------------------------------------------------------------===//

#include "solver/OutcomeTest.h"
#include "solver/SpentObjects.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

/// Is O possible for a session in this life? Other lives than those that were
/// tried may go any way.
static bool fitsLife(const Outcome &O, Life Alive) {
  return !O.From || *O.From == Alive ||
         (Alive != Life::Open && Alive != Life::Failed);
}

/// The same for what the callee asked of the transaction.
static bool fitsTransaction(const Effect &E, const Outcome &O, Transaction Tx) {
  auto Is = [&](const Outcome &Other) { return Other.Tx == Tx; };
  return !O.Tx || Is(O) || Tx == Transaction::Unknown ||
         llvm::none_of(E.Outcomes, Is);
}

/// A wrapper of begin says that it did not begin.
static bool missesBegin(const Effect &E, const Outcome &O) {
  auto Begins = [&](const Outcome &Other) {
    return llvm::is_contained(Other.Events, EventKind::Begin) &&
           !(Other.When == O.When);
  };
  return llvm::none_of(O.Events, movesTransaction) &&
         O.When.What != ReturnTest::Always && llvm::any_of(E.Outcomes, Begins);
}

void Walker::applyOutcomes(const Effect &E, const CallFrame &Frame, bool Throws,
                           SimState State, States &Out) {
  auto Where = resolve(E.Where, Frame, State);
  bool Ours = State.Tracking && Where && Where->Value == Memory::Handle;
  if (auto Spent = throughSpent(E, Frame, Binding, State); Spent && !Throws) {
    Listener.suspect(*Spent, State);
    if (!KeepsGoing)
      return;
  }
  if (State.Tracking && Where && !Ours)
    if (State.Store.fact(Where->Value).Origin == Provenance::MovedFrom &&
        !Throws && usesSession(E)) {
      Suspicion Moved;
      Moved.Broken = Breach::UsedAfterClose;
      Moved.At = Frame.At;
      Moved.Culprit = Frame.Callee;
      Moved.MovedFrom = true;
      Listener.suspect(Moved, State);
      return;
    }
  if (!Ours) {
    ValueId Other = Where ? Where->Value : ValueId();
    childEvent(E, Other, State);
    if (!parentEvent(E, Other, State))
      return;
    if (Other && !State.Tracking && !Throws && onlyTells(E))
      State.CallResult = State.Store.load(Location::pointee(Other).field(
          Binding.answerField(Frame.Callee.index())));
    if (Other && State.Tracking && !Throws &&
        !childStatement(E, Other, Frame, State))
      return;
    if (Where && !freeMemory(E, Where->Value, Frame, State))
      return;
    Out.push_back(std::move(State));
    return;
  }
  States Worked;
  bool Any = possibleOutcomes(E, Frame, {Throws, false}, State, Worked);
  // Only failures are left: nothing had to be tested to know.
  if (Worked.empty() && Frame.Contract->From == Origin::Inferred)
    Any |= possibleOutcomes(E, Frame, {Throws, true}, State, Worked);
  for (SimState &S : Worked)
    Out.push_back(std::move(S));
  // An inferred contract lists every exit for the lives that were tried; what
  // it does not list cannot happen.
  bool Tried =
      State.Session.Alive == Life::Open || State.Session.Alive == Life::Failed;
  bool Split = Frame.Contract->From == Origin::Inferred;
  if (!Any && !(Split && Tried && !Frame.Contract->Incomplete))
    Out.push_back(std::move(State));
}

/// The callee leaves after a failure what its other exits end: that is its own
/// finding, and none of its callers' (SEMANTICS 3.2).
static bool isCalleesFault(const Effect &E, const Outcome &O) {
  auto Ends = [](const Outcome &Other) {
    auto Begin = llvm::find(Other.Events, EventKind::Begin);
    return std::any_of(Begin, Other.Events.end(), [](EventKind Kind) {
      return Kind == EventKind::Commit || Kind == EventKind::Rollback;
    });
  };
  return !O.Events.empty() && isFailing(O.Events.back()) &&
         llvm::is_contained(O.Events, EventKind::Begin) && !Ends(O) &&
         llvm::any_of(E.Outcomes, Ends);
}

/// A commit that clears a flag of its object only when it works: the flag is
/// how the object's end knows, so the two ways part at the call.
static bool marksCommit(const Effect &E) {
  auto Has = [](const Outcome &O, EventKind Kind) {
    return isFor(O, false) && !O.Events.empty() && O.Events.back() == Kind;
  };
  return llvm::any_of(E.Outcomes, [&](const Outcome &Good) {
    return Has(Good, EventKind::Commit) &&
           llvm::any_of(E.Outcomes, [&](const Outcome &Bad) {
             return Has(Bad, EventKind::CommitFail) && !Good.Sets.empty() &&
                    !llvm::equal(Bad.Sets, Good.Sets);
           });
  });
}

/// The outcome's events alone say what the result is: it was told apart at the
/// call.
static bool isToldAtCall(const Outcome &O) {
  return llvm::any_of(O.Events, [](EventKind Kind) {
    return Kind == EventKind::Close || Kind == EventKind::CloseRefused ||
           Kind == EventKind::Connect || Kind == EventKind::ConnectFail;
  });
}

/// An earlier outcome does the same and is told by the same, later, test.
static bool isSaidBefore(const Effect &E, size_t I) {
  return llvm::any_of(llvm::ArrayRef<Outcome>(E.Outcomes).take_front(I),
                      [&](const Outcome &Earlier) {
                        return Earlier.Events == E.Outcomes[I].Events &&
                               Earlier.From == E.Outcomes[I].From;
                      });
}

/// Some failure has a result that O has too: who tests for it learns that the
/// call may have failed.
static bool sharesFailure(const Effect &E, const Outcome &O) {
  return llvm::any_of(E.Outcomes, [&](const Outcome &Failing) {
    ValueFact Both;
    return isFor(Failing, false) && tellsFailure(E, Failing, true) &&
           Failing.When.What != ReturnTest::Always && Both.assume(O.When) &&
           Both.assume(Failing.When);
  });
}

/// The result is what outcome I says. Where its failing twin waits for a test,
/// only the other outcomes are excluded.
static bool assumeResult(const Effect &E, size_t I, bool Waits,
                         SimState &State) {
  ValueFact &Result = State.Store.change(State.CallResult);
  if (!Waits)
    return assumeOutcome(Result, E.Outcomes, I);
  for (const Outcome &O : E.Outcomes) {
    bool Apart = isFor(O, false) && !tellsFailure(E, O, true) &&
                 !(O.When == E.Outcomes[I].When) &&
                 O.When.What != ReturnTest::Always && !sharesFailure(E, O);
    ValueFact Without = Result;
    if (Apart && assumeNone(Without, {&O, 1}))
      Result = Without;
  }
  return true;
}

bool Walker::possibleOutcomes(const Effect &E, const CallFrame &Frame,
                              OutcomeChoice Wanted, const SimState &State,
                              States &Out) {
  bool Any = false;
  // The result says whether a child is left.
  bool AsksChildren = mayDo(E, EventKind::ChildClosed);
  // Or whether somebody has it now.
  bool HandsOn = llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return O.Escaped && O.When.What != ReturnTest::Always;
  });
  bool Split = Frame.Contract->From == Origin::Inferred;
  bool Marks = Split && marksCommit(E);
  bool RollsBack = !Split && rollsBackOnFailure(E);
  bool MayFail = !Marks && llvm::any_of(E.Outcomes, [&](const Outcome &O) {
    return isFor(O, false) && tellsFailure(E, O, Split);
  });
  for (size_t I = 0; I < E.Outcomes.size(); ++I) {
    const Outcome &O = E.Outcomes[I];
    if (!isFor(O, Wanted.Throws) || !fitsLife(O, State.Session.Alive) ||
        !fitsTransaction(E, O, State.Session.Tx))
      continue;
    bool Refuses = llvm::is_contained(O.Events, EventKind::CloseRefused);
    if (Refuses && State.Session.Kids == Children::None)
      continue; // nothing is there to make it refuse
    bool Fails = MayFail && !Wanted.Throws && tellsFailure(E, O, Split);
    if (Fails && !Wanted.Failures)
      continue; // known only where the program tests it
    bool Told =
        Split || AsksChildren || HandsOn || RollsBack || isToldAtCall(O);
    if (!Told && !Wanted.Throws && isSaidBefore(E, I))
      continue;
    SimState Next = State;
    if (!meetsGiven(O, Next))
      continue;
    Any = true;
    // What failed on its way to another end has no twin to wait for.
    bool Waits = MayFail && !Wanted.Throws && !Wanted.Failures &&
                 llvm::none_of(O.Events, isFailing);
    if (Told && !Wanted.Throws && !assumeResult(E, I, Waits, Next))
      continue;
    EventList Happened = happening(E, O, Frame, Next);
    EventTrail Done(Happened.begin(), Happened.end());
    if (!applyOutcome(E, O, Frame, Done, Next))
      continue;
    // Optimistic: nobody may have looked at the result
    // (flagged_commit_fails_FN).
    if (Marks && Next.Session.Tx == Transaction::CommitFailed)
      Next.Session.Tx = Transaction::Unknown;
    bool Runs = Waits || llvm::is_contained(O.Events, EventKind::Exec) ||
                llvm::is_contained(O.Events, EventKind::ExecUnknown);
    if (Runs && !Wanted.Throws)
      await(E, Frame, Done, State.Session, Next);
    // Whoever does not ask how it went is taken to know that it worked.
    if (RollsBack && llvm::is_contained(Done, EventKind::Rollback))
      Next.Session.Tx = Transaction::Unknown;
    noteSpent(E, Frame, Done, Binding, Next);
    Out.push_back(std::move(Next));
  }
  return Any;
}

bool Walker::meetsGiven(const Outcome &O, SimState &State) {
  for (const Precondition &P : O.Given) {
    ValueId V = GivenValues.lookup(&P);
    if (!P.Begins.empty()) {
      if (beginsWith(V, P.Begins, State) == P.Not)
        return false;
    } else if (V && !State.Store.change(V).assume(P.Holds)) {
      return false;
    }
  }
  return true;
}

/// A begin that a field beside the session decides on: the field tells those
/// who use the object later that a transaction waits for its end.
static bool beginsByFlag(const Effect &E, const Outcome &O) {
  size_t Depth = E.Where.Steps.size();
  bool Begins = llvm::is_contained(O.Events, EventKind::Begin);
  return Begins && Depth > 1 && llvm::any_of(O.Given, [&](const auto &P) {
           ContractPath Beside = P.Where;
           if (Beside.Steps.size() != Depth || Beside == E.Where)
             return false;
           Beside.Steps.back() = E.Where.Steps.back();
           return Beside == E.Where;
         });
}

static bool isMove(FunctionId Callee, const SymbolTable &Symbols) {
  SpecialMember Special =
      Callee ? Symbols[Callee].Special : SpecialMember::None;
  return Special == SpecialMember::MoveConstructor ||
         Special == SpecialMember::MoveAssignment;
}

bool Walker::applyOutcome(const Effect &E, const Outcome &O,
                          const CallFrame &Frame,
                          llvm::ArrayRef<EventKind> Events, SimState &State) {
  State.LastMention = false;
  State.ByState = O.ByState;
  for (EventKind Kind : Events)
    if (!event(Kind, Frame, State))
      return false;
  State.ByState = false;
  bool Inferred = Frame.Contract && Frame.Contract->From == Origin::Inferred;
  if (O.Escaped) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
  }
  State.LastMention = O.LastMention;
  applySettings(O.Sets, Frame, State);
  if (!Inferred)
    return true;
  State.ByFlag |= beginsByFlag(E, O);
  if (O.Tx)
    forgetCommits(State);
  if (isCalleesFault(E, O)) {
    State.BeganAt = AnchorId();
    State.Session.Tx = Transaction::Unknown;
  }
  if (missesBegin(E, O) && !owesRollback(State.Session, Rules)) {
    State.BeginFailed = true;
    State.Ended = false;
  }
  if (E.Where.isValue()) {
    for (const ContractPath &Also : O.HeldAt)
      hold(Also, Frame, State);
    return true;
  }
  // The place itself: does it still name the session?
  bool Kept = llvm::is_contained(O.HeldAt, E.Where);
  bool Null = llvm::is_contained(O.NullAt, E.Where);
  auto Place = resolve(E.Where, Frame, State);
  if (Place && Place->Where && !Kept) {
    if (Null) {
      ValueFact Left = ValueFact::exactly(0);
      if (isMove(Frame.Callee, Binding.symbols()))
        Left.Origin = Provenance::MovedFrom;
      State.Store.store(*Place->Where, State.Store.fresh(std::move(Left)));
    } else
      State.Store.forget(*Place->Where);
  }
  noteCopy(E, O, Frame, State);
  for (const ContractPath &Also : O.HeldAt)
    if (!(Also == E.Where))
      hold(Also, Frame, State);
  return true;
}

/// A copying member that leaves the handle in both objects: what the compiler
/// wrote is reported where it is used, what a person wrote is reported there
/// (ClassVerdict) and followed no further here.
void Walker::noteCopy(const Effect &E, const Outcome &O, const CallFrame &Frame,
                      SimState &State) {
  SpecialMember Special = Frame.Callee ? Binding.symbols()[Frame.Callee].Special
                                       : SpecialMember::None;
  bool Copies = Special == SpecialMember::CopyConstructor ||
                Special == SpecialMember::MoveConstructor ||
                Special == SpecialMember::CopyAssignment ||
                Special == SpecialMember::MoveAssignment;
  bool Both = E.Where.Root == ContractPath::Argument &&
              llvm::is_contained(O.HeldAt, E.Where) && O.HeldAt.size() > 1;
  if (!Copies || !Both)
    return;
  if (Binding.symbols()[Frame.Callee].IsImplicit) {
    copied(Frame, State);
    return;
  }
  State.Escaped = true;
  State.Session.Alive = Life::Unknown;
}
