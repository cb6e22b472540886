#include "sharing/Entries.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

Entries::Entries(llvm::ArrayRef<FunctionFacts> Facts, const Program &P)
    : P(P), Callers(P.Symbols.Functions.size()),
      Registrars(P.Symbols.Functions.size()),
      Starts(P.Symbols.Functions.size()) {
  for (const FlowGraph &Graph : P.Graphs)
    HasMain |= P.Symbols[Graph.Self].IsMain;
  for (const FunctionFacts &F : Facts) {
    if (!F.Self)
      continue;
    for (FunctionId Callee : F.Calls)
      if (Callee != F.Self)
        Callers[Callee.index()].push_back(F.Self);
    for (const Start &S : F.Starts) {
      if (S.IsStretch)
        continue;
      Registrars[S.Entry.index()].push_back(S.In);
      const Start *&Known = Starts[S.Entry.index()];
      bool Surer = !Known || (Known->When != InvokeWhen::OtherThread &&
                              S.When == InvokeWhen::OtherThread);
      if (Surer)
        Known = &S;
    }
  }
}

const Start *Entries::startOf(FunctionId F) const { return Starts[F.index()]; }

EntryReason Entries::reason(FunctionId F) const {
  const Function &Self = P.Symbols[F];
  if (const Start *S = startOf(F)) {
    if (S->When != InvokeWhen::OtherThread)
      return EntryReason::Registered;
    // A thread that is joined where it is started is a call with detours.
    return S->Outlives ? EntryReason::Thread : EntryReason::None;
  }
  if (Self.IsMain)
    return EntryReason::External;
  bool IsCalled = !callers(F).empty();
  if (Self.IsLambda || Self.IsImplicit || !Self.IsPublic)
    return EntryReason::None;
  // Next to main there is little that others call, and a function that nobody
  // calls stands in a table which main reads.
  if (HasMain)
    return EntryReason::None;
  // An internal function that nobody calls stands in a table.
  return !Self.IsInternal || !IsCalled ? EntryReason::External
                                       : EntryReason::None;
}

bool Entries::runsOnlyIn(FunctionId Entry, FunctionId F) const {
  std::set<FunctionId> Seen;
  return F != Entry && runsOnlyIn(Entry, F, Seen);
}

bool Entries::runsOnlyIn(FunctionId Entry, FunctionId F,
                         std::set<FunctionId> &Seen) const {
  if (F == Entry || !Seen.insert(F).second)
    return true;
  const Start *S = startOf(F);
  bool StartsElsewhere =
      S ? S->When == InvokeWhen::OtherThread : reason(F) != EntryReason::None;
  auto IsInside = [&](FunctionId From) {
    return runsOnlyIn(Entry, From, Seen);
  };
  const auto &By = Registrars[F.index()];
  return !StartsElsewhere && !(By.empty() && callers(F).empty()) &&
         llvm::all_of(By, IsInside) && llvm::all_of(callers(F), IsInside);
}
