//===- CallbackSplit.cpp - Opened and closed by callbacks -----------------===//

#include "sharing/shapes/CallbackSplit.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

class CallbackSplit {
public:
  CallbackSplit(llvm::ArrayRef<FunctionFacts> Facts, const Entries &Entry,
                const Program &P)
      : Facts(Facts), Entry(Entry), P(P) {}

  std::vector<SharedSession> run() {
    std::vector<SharedSession> Found;
    for (const FunctionFacts &F : Facts)
      if (isCallback(F))
        for (const SessionUse &U : F.Uses)
          if (opensForLater(F, U))
            add(F, U, Found);
    return Found;
  }

private:
  bool isCallback(const FunctionFacts &F) const {
    return F.Self && Entry.reason(F.Self) == EntryReason::Registered &&
           Entry.callers(F.Self).empty();
  }

  /// A field of what the callback was given as its user data: a pointer that
  /// says nothing of what it points to.
  NameId userField(const FunctionFacts &F, const SessionUse &U) const {
    const FlowGraph *Graph = P.graphOf(F.Self);
    if (U.Session.Of != F.Self || !U.Session.Where.Variable || !Graph)
      return NameId();
    const Variable &Given = (*Graph)[U.Session.Where.Variable];
    TypeId T = Given.Type;
    bool IsUntyped = Given.Kind == VariableKind::Parameter && T &&
                     P.Symbols[T].Kind == TypeKind::Pointer &&
                     !P.Symbols[T].Pointee;
    return IsUntyped ? U.Session.lastField() : NameId();
  }

  bool opensForLater(const FunctionFacts &F, const SessionUse &U) const {
    return U.What == UseKind::Opens && !U.Asked && U.Stays &&
           userField(F, U).isValid() && !closes(F, userField(F, U));
  }

  bool closes(const FunctionFacts &F, NameId Field) const {
    return llvm::any_of(F.Uses, [&](const SessionUse &U) {
      return U.What == UseKind::Closes && U.Session.lastField() == Field;
    });
  }

  /// Somebody who is no callback ends it too: the one who has the object.
  bool hasOwner(NameId Field) const {
    return llvm::any_of(Facts, [&](const FunctionFacts &F) {
      return F.Self && !isCallback(F) && closes(F, Field);
    });
  }

  void add(const FunctionFacts &F, const SessionUse &Open,
           std::vector<SharedSession> &Found) const {
    NameId Field = userField(F, Open);
    if (hasOwner(Field))
      return;
    SharedSession S;
    S.How = Sharing::Split;
    S.Session = Open.Session;
    S.Kind = Open.Kind;
    S.At = Open.At;
    S.In = F.Self;
    S.Parties.push_back({F.Self, Open, EntryReason::Registered, {}, {}});
    for (const FunctionFacts &Other : Facts)
      for (const SessionUse &U : Other.Uses)
        if (isCallback(Other) && Other.Self != F.Self &&
            U.What == UseKind::Closes && userField(Other, U) == Field)
          S.Parties.push_back({Other.Self, U, EntryReason::Registered, {}, {}});
    if (S.Parties.size() > 1)
      Found.push_back(std::move(S));
  }

  llvm::ArrayRef<FunctionFacts> Facts;
  const Entries &Entry;
  const Program &P;
};

} // namespace

std::vector<SharedSession>
sharing::findCallbackSplits(llvm::ArrayRef<FunctionFacts> Facts,
                            const Entries &Entry, const Program &P) {
  return CallbackSplit(Facts, Entry, P).run();
}
