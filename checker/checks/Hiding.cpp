#include "checks/Hiding.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace session;
using namespace session::checks;
using solver::Cause;

namespace {

/// What findings must share to be one (SEMANTICS 3.16). A session that was
/// handed in has no opening site, so its handle's name stands for it.
auto keyOf(const Finding &F) {
  NameId Handle = F.Session.OpenedAt ? NameId() : F.Session.Name;
  return std::make_tuple(F.Check, F.In, F.Session.Opener,
                         F.Session.OpenerOrdinal, F.Session.OpenedAt, Handle,
                         F.Why, F.Declared, F.Tag);
}

llvm::StringRef causeName(Cause Why) {
  switch (Why) {
  case Cause::None:
    return "use";
  case Cause::FailedOpen:
    return "failed-open";
  case Cause::Return:
    return "return";
  case Cause::Unwinding:
    return "unwinding";
  case Cause::Overwritten:
    return "overwritten";
  case Cause::Discarded:
    return "discarded";
  case Cause::WrongRelease:
    return "wrong-release";
  case Cause::RefusedClose:
    return "refused-close";
  }
  return "";
}

} // namespace

/// A leak hides the leaks of the session's children on the same way out; a
/// refused close is about the child that is alive.
static void hideChildrenOfLost(std::vector<Finding> &Findings) {
  auto LostAt = [&](const Finding &Child) {
    return llvm::any_of(Findings, [&](const Finding &F) {
      bool SameWay = F.At == Child.At && F.Why == Child.Why;
      return !F.Rules.IsChild && F.In == Child.In &&
             (SameWay || F.Why == Cause::RefusedClose);
    });
  };
  std::vector<bool> Hidden;
  for (const Finding &F : Findings)
    Hidden.push_back(F.Rules.IsChild && F.Why != Cause::None && LostAt(F));
  std::vector<Finding> Left;
  for (size_t I = 0; I != Findings.size(); ++I)
    if (!Hidden[I])
      Left.push_back(std::move(Findings[I]));
  Findings = std::move(Left);
}

/// Where the transaction was begun that the finding is about, if it is.
static AnchorId beganAt(const Finding &F) {
  AnchorId At;
  for (const flow::WitnessEvent &E : F.Path)
    if (E.What == flow::WitnessEvent::EventHappened &&
        (E.Event == EventKind::Begin || E.Event == EventKind::AutocommitOff))
      At = E.At;
  return At;
}

/// A session that is opened only where none was handed in goes the way of the
/// one that was: one transaction, one finding.
static void hideOpenedInstead(std::vector<Finding> &Findings) {
  llvm::SmallVector<const Finding *, 4> HandedIn;
  for (const Finding &F : Findings)
    if (!F.Session.OpenedAt && beganAt(F))
      HandedIn.push_back(&F);
  if (HandedIn.empty())
    return;
  std::vector<Finding> Left;
  for (const Finding &F : Findings) {
    bool Same = F.Session.OpenedAt && llvm::any_of(HandedIn, [&](auto *Other) {
                  return Other->Check == F.Check && Other->In == F.In &&
                         Other->At == F.At && beganAt(*Other) == beganAt(F);
                });
    if (!Same)
      Left.push_back(F);
  }
  Findings = std::move(Left);
}

/// Who waits for itself does not get as far as to begin.
static void hideBeginOfTaken(std::vector<Finding> &Findings) {
  std::vector<std::pair<AnchorId, flow::FunctionId>> Taken;
  for (const Finding &F : Findings)
    if (F.Check == "session-nested-acquire")
      Taken.push_back({F.At, F.In});
  llvm::erase_if(Findings, [&](const Finding &F) {
    return F.Tag == "nested-begin" &&
           llvm::is_contained(Taken, std::make_pair(F.At, F.In));
  });
}

std::vector<Finding> checks::hideRepeated(std::vector<Finding> Findings) {
  hideChildrenOfLost(Findings);
  hideOpenedInstead(Findings);
  hideBeginOfTaken(Findings);
  std::map<decltype(keyOf(Findings.front())), size_t> Chosen;
  for (size_t I = 0; I != Findings.size(); ++I) {
    auto [It, Fresh] = Chosen.try_emplace(keyOf(Findings[I]), I);
    bool Surer = Findings[I].Sure < Findings[It->second].Sure;
    if (!Fresh && Surer)
      It->second = I;
  }
  std::vector<Finding> Left;
  for (size_t I = 0; I != Findings.size(); ++I)
    if (Chosen.at(keyOf(Findings[I])) == I)
      Left.push_back(Findings[I]);
  return Left;
}

std::string checks::identityOf(const Finding &F,
                               const flow::SymbolTable &Symbols) {
  auto Text = [&](flow::FunctionId Id, NameId flow::Function::*Name) {
    return Id ? Symbols.text(Symbols[Id].*Name).str() : std::string();
  };
  std::string Opener = Text(F.Session.Opener, &flow::Function::Name);
  // A static is its own identity: it has no opening site of its own.
  llvm::StringRef Static =
      F.Declared ? Symbols.text(Symbols[F.Declared].Usr) : llvm::StringRef();
  std::string Holder = F.In ? Text(F.In, &flow::Function::Usr) : Static.str();
  std::string Cause = F.Tag.empty() ? causeName(F.Why).str() : F.Tag.str();
  return F.Check.str() + "|" + Holder + "|" + Opener + "|" +
         std::to_string(F.Session.OpenerOrdinal) + "|" + Cause;
}
