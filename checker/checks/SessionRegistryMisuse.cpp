// session-registry-misuse: one session for each thread, and a unit of work that
// uses the registry of them as it is not meant.
#include "checks/SharedFinding.h"
#include <tuple>

using namespace session;
using namespace session::checks;
using sharing::RegistryMisuse;

/// The message, and a tag so that each kind is told once for a function.
static std::pair<Message, llvm::StringLiteral> told(RegistryMisuse::Kind What) {
  switch (What) {
  case RegistryMisuse::ConfiguredLate:
    return {Message::ConfiguredTooLate, "configured-late"};
  case RegistryMisuse::AskedInVain:
    return {Message::AskedInVain, "asked-in-vain"};
  case RegistryMisuse::NotRemoved:
    return {Message::NotRemoved, "not-removed"};
  case RegistryMisuse::AllClosed:
    break;
  }
  return {Message::AllClosedInside, "all-closed"};
}

void checks::checkRegistryMisuse(const ProgramCheckInput &Input,
                                 std::vector<Finding> &Out) {
  const flow::SymbolTable &Symbols = Input.Program.Symbols;
  for (const RegistryMisuse &M : Input.Result.Registries) {
    Finding F;
    std::tie(F.Text, F.Tag) = told(M.What);
    F.Sure = solver::Confidence::Likely;
    F.Session.Kind = M.SessionKind;
    F.Declared = M.Session.Static;
    F.Session.Name =
        M.Session.Field ? M.Session.Field : Symbols[M.Session.Static].Name;
    if (const Policy *Rules = Input.Contracts.kind(M.SessionKind))
      F.Rules = *Rules;
    F.At = M.At;
    F.In = M.In;
    F.Culprit = M.Culprit;
    if (M.FirstAt) {
      flow::WitnessEvent First;
      First.What = flow::WitnessEvent::OpenedIn;
      First.At = M.FirstAt;
      First.Callee = M.FirstBy;
      First.In = M.In;
      F.Path.push_back(First);
    }
    if (F.Declared)
      F.Path.push_back(declarationOf(F, Symbols));
    Out.push_back(std::move(F));
  }
}
