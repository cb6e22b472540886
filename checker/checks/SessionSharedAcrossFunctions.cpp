// session-shared-across-functions: a session without a single owner.
#include "checks/SharedFinding.h"

using namespace session;
using namespace session::checks;
using sharing::Sharing;

/// Everybody who uses it, and how control comes there.
static Finding global(const sharing::SharedSession &S,
                      const ProgramCheckInput &Input) {
  Finding F = findingOf(S, Input);
  F.Tag = "global";
  F.Text = Message::SharedByFunctions;
  for (const sharing::Party &Who : S.Parties) {
    F.Path.push_back(eventOf(Who));
    if (auto Start = startOf(Who))
      F.Path.push_back(*Start);
  }
  return F;
}

/// The closing functions; the opening one is the headline's.
static Finding split(const sharing::SharedSession &S,
                     const ProgramCheckInput &Input) {
  Finding F = findingOf(S, Input);
  F.Tag = "split";
  F.Text = Message::OpenedAndClosedApart;
  F.Culprit = S.Parties[1].Who;
  F.Session.Opener = S.Parties.front().Use.Callee;
  for (const sharing::Party &Who : llvm::ArrayRef(S.Parties).drop_front())
    F.Path.push_back(eventOf(Who));
  if (F.Declared)
    F.Path.push_back(declarationOf(F, Input.Program.Symbols));
  return F;
}

/// Helpers that act on their caller's transaction.
void checks::checkMeddling(const CheckInput &Input, std::vector<Finding> &Out) {
  for (const solver::Violation &V : Input.Result.Violations) {
    bool Begins = V.Broken == Breach::BegunInside && V.InCallee;
    if (!Begins && V.Broken != Breach::EndedByCallee)
      continue;
    Finding F = findingOf(V, Input);
    F.Tag = Begins ? "nested-begin" : "meddling";
    F.Text = Begins ? Message::BegunByCallee : Message::EndedByCallee;
    Out.push_back(std::move(F));
  }
}

void checks::checkSharedAcrossFunctions(const ProgramCheckInput &Input,
                                        std::vector<Finding> &Out) {
  for (const sharing::SharedSession &S : Input.Result.Shared) {
    if (S.How == Sharing::Global)
      Out.push_back(global(S, Input));
    else if (S.How == Sharing::Split)
      Out.push_back(split(S, Input));
  }
}
