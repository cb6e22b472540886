// session-registry-misuse: one session for each thread, and a unit of work that
// uses the registry of them as it is not meant.
#include "checks/SharedFinding.h"

using namespace session;
using namespace session::checks;
using sharing::RegistryMisuse;

static Message messageOf(RegistryMisuse::Kind What) {
  switch (What) {
  case RegistryMisuse::ConfiguredLate:
    return Message::ConfiguredTooLate;
  case RegistryMisuse::AskedInVain:
    return Message::AskedInVain;
  case RegistryMisuse::NotRemoved:
    return Message::NotRemoved;
  case RegistryMisuse::AllClosed:
    return Message::AllClosedInside;
  }
  return Message::NotRemoved;
}

/// So that each kind is told once for a function.
static llvm::StringRef tagOf(RegistryMisuse::Kind What) {
  switch (What) {
  case RegistryMisuse::ConfiguredLate:
    return "configured-late";
  case RegistryMisuse::AskedInVain:
    return "asked-in-vain";
  case RegistryMisuse::NotRemoved:
    return "not-removed";
  case RegistryMisuse::AllClosed:
    return "all-closed";
  }
  return "";
}

void checks::checkRegistryMisuse(const ProgramCheckInput &Input,
                                 std::vector<Finding> &Out) {
  const flow::SymbolTable &Symbols = Input.Program.Symbols;
  for (const RegistryMisuse &M : Input.Result.Registries) {
    Finding F;
    F.Tag = tagOf(M.What);
    F.Text = messageOf(M.What);
    F.Sure = solver::Confidence::Likely;
    F.Session.Kind = M.SessionKind;
    F.Session.Name = Symbols[M.Session].Name;
    if (const Policy *Rules = Input.Contracts.kind(M.SessionKind))
      F.Rules = *Rules;
    F.At = M.At;
    F.In = M.In;
    F.Culprit = M.Culprit;
    F.Declared = M.Session;
    if (M.FirstAt) {
      flow::WitnessEvent First;
      First.What = flow::WitnessEvent::OpenedIn;
      First.At = M.FirstAt;
      First.Callee = M.FirstBy;
      First.In = M.In;
      F.Path.push_back(First);
    }
    F.Path.push_back(declarationOf(F, Symbols));
    Out.push_back(std::move(F));
  }
}
