#include "checks/SharedFinding.h"

using namespace session;
using namespace session::checks;
using flow::WitnessEvent;
using sharing::EntryReason;
using sharing::UseKind;

/// The last name on the way to the session: a field, a variable, a static.
static NameId nameOf(const sharing::Spot &Session, const flow::Program &P) {
  const flow::SymbolTable &Symbols = P.Symbols;
  // A pseudo-field (an owner's payload) is none that a reader knows.
  NameId Field;
  for (const flow::Projection &Step : Session.Where.Path)
    if (Step.What == flow::Projection::Field &&
        Step.Name.index() < Symbols.Names.size())
      Field = Step.Name;
  if (Field)
    return Field;
  if (Session.isStatic())
    return Symbols[Session.Where.Static].Name;
  const flow::FlowGraph *Graph = P.graphOf(Session.Of);
  return Graph ? (*Graph)[Session.Where.Variable].Name : NameId();
}

Finding checks::findingOf(const sharing::SharedSession &S,
                          const ProgramCheckInput &Input) {
  Finding F;
  F.Sure = S.Sure;
  F.Session.Kind = S.Kind;
  F.Session.Name = nameOf(S.Session, Input.Program);
  if (const Policy *Rules = Input.Contracts.kind(S.Kind))
    F.Rules = *Rules;
  F.At = S.At;
  F.In = S.In;
  F.Declared = S.Session.Where.Static;
  F.Sharers = unsigned(S.Parties.size()) + S.MoreParties;
  F.MoreSharers = S.MoreParties;
  F.SomeLocked = S.SomeLocked;
  F.AllRead = S.AllRead;
  return F;
}

WitnessEvent checks::eventOf(const sharing::Party &Who) {
  WitnessEvent E;
  E.What = Who.Use.What == UseKind::Opens    ? WitnessEvent::OpenedIn
           : Who.Use.What == UseKind::Closes ? WitnessEvent::ClosedIn
                                             : WitnessEvent::UsedIn;
  E.At = Who.Use.At;
  E.In = Who.Who;
  E.Callee = Who.Use.Through ? Who.Use.Through : Who.Use.Callee;
  E.Truth = !Who.Use.Locks.empty();
  return E;
}

std::optional<WitnessEvent> checks::startOf(const sharing::Party &Who) {
  if (!Who.StartedAt || Who.Why == EntryReason::External)
    return std::nullopt;
  WitnessEvent E;
  E.What = Who.Why == EntryReason::Thread ? WitnessEvent::ThreadBegun
                                          : WitnessEvent::Registered;
  E.At = Who.StartedAt;
  E.In = Who.Who;
  E.Callee = Who.Starter;
  return E;
}

WitnessEvent checks::declarationOf(const Finding &F,
                                   const flow::SymbolTable &Symbols) {
  WitnessEvent E;
  E.What = WitnessEvent::DeclaredHere;
  E.At = Symbols[F.Declared].At;
  E.Name = F.Session.Name;
  return E;
}
