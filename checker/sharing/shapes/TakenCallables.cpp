//===- TakenCallables.cpp - Callables that are handed over ----------------===//

#include "sharing/MomentFinder.h"
#include "sharing/shapes/Runners.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

/// A callable that somebody keeps without saying more.
static Effect laterEffect() {
  Effect E;
  E.What = EffectKind::Invoke;
  E.Invoked = InvokeWhen::Later;
  return E;
}

/// A callable may be asked for something to wait at: its future.
void MomentFinder::noteAnswer(const Call &C) {
  auto [Owner, Role] = ownerCall(C, Binding);
  if (!Owner || Owner->Holds != Holding::Callable || Role || !C.Receiver ||
      !C.Result || C.Kind != CallKind::Direct)
    return;
  for (const Spot &S : Names.referred(*C.Receiver))
    llvm::append_range(Answers[S], Names.spots(*C.Result));
}

void MomentFinder::takeCallables(const Call &C,
                                 const FunctionContract *Contract,
                                 const FunctionFacts *Facts) {
  std::set<unsigned> Done = std::move(Taken);
  Taken.clear();
  if (C.Kind == CallKind::Destructor || holdsCallable(C))
    return;
  bool IsForeignCxx =
      C.Callee && Symbols[C.Callee].InSystemHeader && !Symbols[C.Callee].IsC;
  if (startInContainer(C))
    return;
  for (unsigned I = 0; I < C.Arguments.size(); ++I) {
    if (Done.count(I))
      continue;
    for (const BoundCall &Bound :
         Names.bindCallable(C.Arguments[I].Value, C, I + 1))
      if (Contract || IsForeignCxx)
        runNow(Bound, {});
      else if (Facts)
        giveToSeen(C, Bound, I, *Facts);
      else
        start(C, Bound, laterEffect(), I);
  }
}

/// A container that makes its element of the arguments, or a call that makes a
/// new object of them, where that is a thread.
bool MomentFinder::startInContainer(const Call &C) {
  auto [Owner, Role] = ownerCall(C, Binding);
  bool Inserts = Owner && Owner->Holds == Holding::Container && Role &&
                 Role->What == MemberRole::Insert;
  const FunctionContract *Made = Binding.contract(C.Callee);
  bool Makes = C.Result && Made && Made->From == Origin::Declared &&
               Made->Result.Built == Returns::NewPointee;
  TypeId Holder = Inserts ? C.ObjectType
                  : Makes ? Names.typeOf(*C.Result)
                          : TypeId();
  TypeId Element = Holder ? solver::argumentOf(Holder, 0, Symbols) : TypeId();
  if (!Element)
    return false;
  llvm::StringRef Name = Symbols.text(Symbols[Element].Name);
  std::string Maker = (Name + "::" + Name.substr(Name.rfind(':') + 1)).str();
  const FunctionContract *Contract =
      Binding.input().Contracts.declared(Maker, unsigned(C.Arguments.size()));
  if (!Contract)
    return false;
  size_t Before = Found.Facts.Starts.size();
  for (const Effect &E : Contract->Effects)
    if (E.What == EffectKind::Invoke)
      invoke(C, E);
  Taken.clear();
  return Found.Facts.Starts.size() != Before;
}

bool MomentFinder::holdsCallable(const Call &C) const {
  const TypeContract *Owner =
      C.Kind == CallKind::Constructor ? Binding.owner(C.ObjectType) : nullptr;
  return Owner && Owner->Holds == Holding::Callable;
}

void MomentFinder::giveToSeen(const Call &C, const BoundCall &Bound, unsigned I,
                              const FunctionFacts &Facts) {
  if (llvm::is_contained(Facts.Calls, Bound.Callee))
    return; // a template of its own; its facts say it all
  auto Called =
      llvm::find_if(Facts.CallsArguments,
                    [&](const CalledArgument &A) { return A.Index == I; });
  if (Called == Facts.CallsArguments.end() || Called->OnThread) {
    Effect Kept = laterEffect();
    if (Own.Submitters.count(C.Callee) || Called != Facts.CallsArguments.end())
      Kept.Invoked = InvokeWhen::OtherThread;
    return start(C, Bound, Kept, I);
  }
  std::vector<Spot> Locks;
  BoundCall Taker = Names.bind(C);
  for (const Spot &L : Called->Locks) {
    Spots Mine = Names.translated(L, Taker);
    Locks.push_back(Mine.empty() ? Spot() : Mine.front());
  }
  runNow(Bound, Locks);
}

/// An object whose class says what another thread is to run.
void MomentFinder::addRunner(const Operand &Object,
                             std::vector<BoundCall> &To) const {
  TypeId T = Object.What == Operand::Load
                 ? Types.pointee(Names.typeOf(Object.Where))
                 : TypeId();
  FunctionId Runs = runnerOf(T, Binding);
  if (!Runs)
    return;
  BoundCall Bound;
  Bound.Callee = Runs;
  Bound.This.What = Names.values(Object);
  To.push_back(std::move(Bound));
}
