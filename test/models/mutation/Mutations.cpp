//===- Mutations.cpp ------------------------------------------------------===//
#include "Mutations.h"
#include "contracts/ModelReader.h"
#include "contracts/ModelWords.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;

namespace {

using Indices = std::vector<size_t>;

Life flipped(Life Old) { return Old == Life::Open ? Life::Absent : Life::Open; }

Transaction flipped(Transaction Old) {
  return Old == Transaction::Active ? Transaction::None : Transaction::Active;
}

/// The event that a mistake would most likely write in its place.
EventKind flipped(EventKind Old) {
  switch (Old) {
  case EventKind::Close:
    return EventKind::Use;
  case EventKind::CloseRefused:
  case EventKind::FreeMemory:
    return EventKind::Close;
  case EventKind::Connect:
    return EventKind::ConnectFail;
  case EventKind::ConnectFail:
    return EventKind::Connect;
  case EventKind::Begin:
    return EventKind::Use;
  case EventKind::Commit:
    return EventKind::Rollback;
  case EventKind::CommitFail:
  case EventKind::Rollback:
    return EventKind::Commit;
  case EventKind::AutocommitOff:
    return EventKind::AutocommitOn;
  case EventKind::AutocommitOn:
    return EventKind::AutocommitOff;
  case EventKind::Exec:
    return EventKind::ExecFail;
  case EventKind::ExecFail:
    return EventKind::Exec;
  case EventKind::Use:
    return EventKind::Close;
  default:
    return EventKind::Use;
  }
}

class Mutator {
public:
  explicit Mutator(const Model &Library) : Library(Library) {}

  std::vector<Mutation> run() {
    for (size_t I = 0; I != Library.Kinds.size(); ++I)
      mutateKind(I);
    for (const Indices &Group : groups())
      mutateFunctions(Group);
    for (size_t I = 0; I != Library.Types.size(); ++I)
      mutateType(I);
    return std::move(All);
  }

private:
  using OnFunction = std::function<void(FunctionContract &)>;
  using OnEffect = std::function<void(Effect &)>;

  /// Functions of one entry: neighbours that say the same. `uses` has an entry
  /// for each.
  std::vector<Indices> groups() const {
    std::vector<Indices> Groups;
    std::string Last;
    unsigned LastLine = 0;
    for (size_t I = 0; I != Library.Functions.size(); ++I) {
      FunctionContract F = Library.Functions[I];
      F.Name.clear();
      F.Arity.reset();
      std::string Text = renderContract(F);
      unsigned Line = F.Effects.empty() ? 0 : F.Effects.front().Line;
      if (Groups.empty() || Text != Last || Line != LastLine)
        Groups.emplace_back();
      Groups.back().push_back(I);
      Last = std::move(Text);
      LastLine = Line;
    }
    return Groups;
  }

  void addFunction(const Indices &Group, unsigned Line, std::string What,
                   OnFunction Change) {
    Mutation M;
    const FunctionContract &First = Library.Functions[Group.front()];
    M.Line = Line ? Line : First.Line;
    M.Subject = First.Name;
    M.What = std::move(What);
    for (size_t I : Group)
      M.Names.push_back(Library.Functions[I].Name);
    M.Apply = [Group, Change = std::move(Change)](Model &Of) {
      for (size_t I : Group)
        Change(Of.Functions[I]);
    };
    All.push_back(std::move(M));
  }

  void addEffect(const Indices &Group, size_t E, std::string What,
                 OnEffect Change) {
    const Effect &Old = Library.Functions[Group.front()].Effects[E];
    std::string Full =
        words::EffectKinds[unsigned(Old.What)].str() + ": " + std::move(What);
    addFunction(Group, Old.Line, std::move(Full),
                [E, Change = std::move(Change)](FunctionContract &F) {
                  Change(F.Effects[E]);
                });
  }

  void mutateFunctions(const Indices &Group) {
    const FunctionContract &F = Library.Functions[Group.front()];
    for (size_t E = 0; E != F.Effects.size(); ++E) {
      deleteEffect(Group, E);
      mutateEffect(Group, E);
    }
    mutateThrows(Group, F);
    mutateResult(Group, F);
    for (size_t I = 0; I != F.Transfers.size(); ++I)
      addFunction(Group, 0, "transfer " + std::to_string(I + 1) + " deleted",
                  [I](FunctionContract &Of) {
                    Of.Transfers.erase(Of.Transfers.begin() + I);
                  });
    for (size_t I = 0; I != F.Texts.size(); ++I)
      addFunction(
          Group, 0, "text " + std::to_string(I + 1) + " deleted",
          [I](FunctionContract &Of) { Of.Texts.erase(Of.Texts.begin() + I); });
    if (!F.Sets.empty())
      addFunction(Group, 0, "sets deleted",
                  [](FunctionContract &Of) { Of.Sets.clear(); });
  }

  void deleteEffect(const Indices &Group, size_t E) {
    const FunctionContract &F = Library.Functions[Group.front()];
    const Effect &Old = F.Effects[E];
    bool IsPlain = Old.What == EffectKind::Event && Old.Outcomes.size() == 1 &&
                   Old.Outcomes[0].Events.size() == 1 &&
                   Old.Outcomes[0].When == ReturnTest();
    std::string Name = IsPlain ? eventName(Old.Outcomes[0].Events[0]).str()
                               : words::EffectKinds[unsigned(Old.What)].str();
    addFunction(Group, Old.Line, Name + " deleted", [E](FunctionContract &Of) {
      Of.Effects.erase(Of.Effects.begin() + E);
    });
    All.back().IsUse = IsPlain && Name == "use";
  }

  void mutateEffect(const Indices &Group, size_t E) {
    const Effect &Old = Library.Functions[Group.front()].Effects[E];
    for (size_t O = 0; O != Old.Outcomes.size(); ++O)
      mutateOutcome(Group, E, O);
    for (size_t I = 0; I != Old.Choices.size(); ++I)
      addEffect(Group, E, "choice " + std::to_string(I + 1) + " deleted",
                [I](Effect &Of) { Of.Choices.erase(Of.Choices.begin() + I); });
    for (size_t I = 0; I != Old.Modes.size(); ++I)
      addEffect(Group, E, "mode " + std::to_string(I + 1) + " deleted",
                [I](Effect &Of) { Of.Modes.erase(Of.Modes.begin() + I); });
    if (Old.Run != TextRun::Now)
      addEffect(Group, E, "runs now",
                [](Effect &Of) { Of.Run = TextRun::Now; });
    if (Old.Invoked != InvokeWhen::Now)
      addEffect(Group, E, "runs now",
                [](Effect &Of) { Of.Invoked = InvokeWhen::Now; });
    if (Old.Thrown != OnThrow::Leaves)
      addEffect(Group, E, "the exception leaves",
                [](Effect &Of) { Of.Thrown = OnThrow::Leaves; });
  }

  void mutateOutcome(const Indices &Group, size_t E, size_t O) {
    const Effect &In = Library.Functions[Group.front()].Effects[E];
    const Outcome &Old = In.Outcomes[O];
    auto Add = [&](const std::string &What,
                   std::function<void(Outcome &)> Change) {
      std::string Which = "outcome " + std::to_string(O + 1) + " (" +
                          renderReturnTest(Old.When, "return") + ")";
      addEffect(Group, E, Which + ": " + What,
                [O, Change = std::move(Change)](Effect &Of) {
                  Change(Of.Outcomes[O]);
                });
    };
    if (In.Outcomes.size() > 1)
      addEffect(
          Group, E,
          "outcome " + std::to_string(O + 1) + " (" +
              renderReturnTest(Old.When, "return") + ") deleted",
          [O](Effect &Of) { Of.Outcomes.erase(Of.Outcomes.begin() + O); });
    if (Old.Alive) {
      Life New = flipped(*Old.Alive);
      Add(lifeName(*Old.Alive).str() + " -> " + lifeName(New).str(),
          [New](Outcome &Of) { Of.Alive = New; });
    }
    if (Old.Tx) {
      Transaction New = flipped(*Old.Tx);
      Add(transactionName(*Old.Tx).str() + " -> " + transactionName(New).str(),
          [New](Outcome &Of) { Of.Tx = New; });
    }
    for (size_t I = 0; I != Old.Events.size(); ++I) {
      if (Old.Events[I] == EventKind::Use)
        continue; // what can happen to a `use` is its deletion
      EventKind New = flipped(Old.Events[I]);
      Add(eventName(Old.Events[I]).str() + " -> " + eventName(New).str(),
          [I, New](Outcome &Of) { Of.Events[I] = New; });
    }
    if (!Old.Given.empty())
      Add("given deleted", [](Outcome &Of) { Of.Given.clear(); });
    if (!Old.Sets.empty())
      Add("sets deleted", [](Outcome &Of) { Of.Sets.clear(); });
  }

  void mutateThrows(const Indices &Group, const FunctionContract &F) {
    if (!F.MayThrow)
      return;
    addFunction(Group, 0, "throws deleted",
                [](FunctionContract &Of) { Of.MayThrow.reset(); });
    ThrowRank New = F.MayThrow->Rank == ThrowRank::Never ? ThrowRank::Shown
                                                         : ThrowRank::Never;
    addFunction(Group, 0, "throws: " + words::ThrowRanks[unsigned(New)].str(),
                [New](FunctionContract &Of) {
                  Of.MayThrow = Throws();
                  Of.MayThrow->Rank = New;
                });
  }

  void mutateResult(const Indices &Group, const FunctionContract &F) {
    auto Add = [&](bool Said, const char *What, OnFunction Change) {
      if (Said)
        addFunction(Group, 0, std::string(What) + " deleted",
                    std::move(Change));
    };
    using C = FunctionContract;
    Add(F.Result.Same.has_value(), "returns: same",
        [](C &Of) { Of.Result.Same.reset(); });
    Add(F.Result.NullOnFailure, "returns: null-on-failure",
        [](C &Of) { Of.Result.NullOnFailure = false; });
    Add(F.Result.NeverNull, "returns: never-null",
        [](C &Of) { Of.Result.NeverNull = false; });
    Add(F.Result.Fresh, "returns: fresh",
        [](C &Of) { Of.Result.Fresh = false; });
    Add(F.Result.Class.has_value(), "returns: class",
        [](C &Of) { Of.Result.Class.reset(); });
    Add(F.Result.Answers.has_value(), "returns: answers",
        [](C &Of) { Of.Result.Answers.reset(); });
    Add(F.Result.Built != Returns::Unsaid, "returns: built",
        [](C &Of) { Of.Result.Built = Returns::Unsaid; });
    Add(F.NeverReturns, "noreturn", [](C &Of) { Of.NeverReturns = false; });
    Add(F.NeverReturnsIf.has_value(), "noreturn",
        [](C &Of) { Of.NeverReturnsIf.reset(); });
    Add(F.ThrowsOnlyIf.has_value(), "throws-only-if",
        [](C &Of) { Of.ThrowsOnlyIf.reset(); });
  }

  void mutateKind(size_t K) {
    const Policy &Old = Library.Kinds[K], Plain;
    auto Add = [&](bool Said, const char *What,
                   std::function<void(Policy &)> Change) {
      if (!Said)
        return;
      Mutation M;
      M.Subject = "kind " + Old.Kind;
      M.What = std::string(What) + " deleted";
      M.OfKind = true;
      M.Apply = [K, Change = std::move(Change)](Model &Of) {
        Change(Of.Kinds[K]);
      };
      All.push_back(std::move(M));
    };
    Add(!Old.Handle.empty(), "handle", [](Policy &P) { P.Handle.clear(); });
    Add(Old.IsChild, "child", [](Policy &P) {
      P.IsChild = false;
      P.ChildRule = Policy().ChildRule;
    });
    Add(Old.IsTransaction, "transaction",
        [](Policy &P) { P.IsTransaction = false; });
    Add(Old.IsLease, "lease", [](Policy &P) { P.IsLease = false; });
    Add(Old.NoDuties, "no-duties", [](Policy &P) { P.NoDuties = false; });
    Add(Old.PoisonedUntilRollback, "poisoned-until-rollback",
        [](Policy &P) { P.PoisonedUntilRollback = false; });
    Add(!Old.NestedBeginForbidden, "nested-begin-allowed",
        [](Policy &P) { P.NestedBeginForbidden = true; });
    Add(Old.CommitOfPoisonedRollsBack, "commit-of-poisoned-rolls-back",
        [](Policy &P) { P.CommitOfPoisonedRollsBack = false; });
    Add(!Old.CloseOfNullIsFine, "close-of-null-is-fine",
        [](Policy &P) { P.CloseOfNullIsFine = true; });
    Add(Old.FailedCommitEnds, "failed-commit-ends",
        [](Policy &P) { P.FailedCommitEnds = false; });
    Add(Old.SavepointBegins, "savepoint-begins",
        [](Policy &P) { P.SavepointBegins = false; });
    Add(Old.Reopens, "reopens", [](Policy &P) { P.Reopens = false; });
    Add(Old.AtClose != Plain.AtClose, "at-close",
        [](Policy &P) { P.AtClose = Policy().AtClose; });
    Add(Old.WhenDry != Plain.WhenDry, "when-dry",
        [](Policy &P) { P.WhenDry = Policy().WhenDry; });
    Add(Old.Threads != Plain.Threads, "threads",
        [](Policy &P) { P.Threads = Policy().Threads; });
  }

  void mutateType(size_t T) {
    const TypeContract &Old = Library.Types[T];
    auto Add = [&](const std::string &What,
                   std::function<void(TypeContract &)> Change) {
      Mutation M;
      M.Line = Old.Line;
      M.Subject = Old.Name;
      M.What = What;
      M.Names = {Old.Name};
      M.Apply = [T, Change = std::move(Change)](Model &Of) {
        Change(Of.Types[T]);
      };
      All.push_back(std::move(M));
    };
    using C = TypeContract;
    if (Old.Ends.From != Deleter::None)
      Add("deleter deleted", [](C &Of) { Of.Ends = Deleter(); });
    for (size_t I = 0; I != Old.AtEnd.size(); ++I)
      Add("at-end: item " + std::to_string(I + 1) + " deleted",
          [I](C &Of) { Of.AtEnd.erase(Of.AtEnd.begin() + I); });
    if (Old.Copy != CopyRule::Forbidden)
      Add("copy deleted", [](C &Of) { Of.Copy = CopyRule::Forbidden; });
    if (Old.Moved != MovedFrom::Null)
      Add("moved-from deleted", [](C &Of) { Of.Moved = MovedFrom::Null; });
    for (size_t I = 0; I != Old.Members.size(); ++I)
      Add("members: " + Old.Members[I].Name + " (" +
              words::MemberRoles[Old.Members[I].What].str() + ") deleted",
          [I](C &Of) { Of.Members.erase(Of.Members.begin() + I); });
  }

  const Model &Library;
  std::vector<Mutation> All;
};

} // namespace

std::vector<Mutation> session::mutationsOf(const Model &Library) {
  return Mutator(Library).run();
}
