//===- Overriders.cpp - What a virtual call may do ------------------------===//

#include "solver/Overriders.h"
#include "solver/CalleeBinding.h"
#include "solver/Declared.h"
#include "solver/OutcomeTest.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

bool solver::isOverridden(const Call &C, const SymbolTable &Symbols) {
  return C.Kind == CallKind::Virtual && C.Callee &&
         !Symbols[C.Callee].Overriders.empty();
}

llvm::SmallVector<FunctionId, 4>
solver::allOverriders(FunctionId F, const SymbolTable &Symbols) {
  llvm::SmallVector<FunctionId, 4> Found(Symbols[F].Overriders.begin(),
                                         Symbols[F].Overriders.end());
  for (size_t I = 0; I < Found.size() && Found.size() <= MaxOverriders; ++I)
    for (FunctionId Further : Symbols[Found[I]].Overriders)
      if (!llvm::is_contained(Found, Further))
        Found.push_back(Further);
  if (Found.size() > MaxOverriders)
    Found.clear();
  return Found;
}

std::string solver::nameOfJoin(FunctionId F, const SymbolTable &Symbols) {
  return (Symbols.text(Symbols[F].Usr) + "#overriders").str();
}

namespace {

/// One of those that a call may run.
struct Candidate {
  FunctionId Self;
  const FunctionContract *Does;
};

class ContractJoin {
public:
  ContractJoin(FunctionId F, const CalleeBinding &Binding)
      : Base(F), Symbols(Binding.symbols()) {}

  bool collect(const CalleeBinding &Binding) {
    // A base without a body is pure; who overrides it must have one.
    auto Overriders = allOverriders(Base, Symbols);
    if (Overriders.empty())
      return false;
    if (Binding.program().graphOf(Base))
      Overriders.push_back(Base);
    for (FunctionId F : Overriders) {
      const FunctionContract *Does = Binding.contract(F);
      bool Known = Does && Does->From == Origin::Inferred && !Does->Incomplete;
      if (!Known)
        return false;
      // What leaves only by exception has no part in how the call returns.
      if (!Does->NeverReturns)
        All.push_back({F, Does});
    }
    return !All.empty();
  }

  std::optional<FunctionContract> run() {
    FunctionContract Join = *All.front().Does;
    Join.Name = nameOfJoin(Base, Symbols);
    for (const Candidate &C : All)
      if (!(C.Does->Transfers == Join.Transfers))
        return std::nullopt;
    joinRest(Join);
    Join.Effects.clear();
    for (const Candidate &C : All)
      for (const Effect &E : C.Does->Effects)
        if (!find(Join.Effects, E))
          joinEffect(E, Join.Effects);
    return Join;
  }

private:
  static bool isEvent(const Effect &E) { return E.What == EffectKind::Event; }

  static const Effect *find(llvm::ArrayRef<Effect> In, const Effect &Like) {
    for (const Effect &E : In)
      if (E.What == Like.What && E.Where == Like.Where && E.Kind == Like.Kind)
        return &E;
    return nullptr;
  }

  /// What a session notices: not how often it was used on the way.
  static Outcome essence(Outcome O) {
    bool Used = llvm::any_of(O.Events, [](EventKind Kind) {
      return Kind == EventKind::Use || Kind == EventKind::Exec ||
             Kind == EventKind::ExecUnknown;
    });
    llvm::erase_if(O.Events, [](EventKind Kind) {
      return Kind == EventKind::Use || Kind == EventKind::Exec ||
             Kind == EventKind::ExecUnknown;
    });
    if (Used && O.Events.empty())
      O.Events = {EventKind::Use};
    return O;
  }

  static bool sameConditions(const Effect &A, const Effect &B) {
    for (size_t I = 0; I < A.Outcomes.size(); ++I)
      if (A.Outcomes[I].Given != B.Outcomes[I].Given ||
          A.Outcomes[I].Sets != B.Outcomes[I].Sets)
        return false;
    return true;
  }

  static std::vector<Outcome> essences(const Effect &E) {
    std::vector<Outcome> All;
    for (const Outcome &O : E.Outcomes) {
      Outcome Short = essence(O);
      if (!llvm::is_contained(All, Short))
        All.push_back(std::move(Short));
    }
    return All;
  }

  /// The field that the effect is about is one of that class alone: whatever
  /// stands there, that class's overrider ran.
  bool isOfOneClass(const Effect &E, FunctionId Of) const {
    TypeId Class = Symbols[Of].Class;
    bool OfField = E.Where.Root == ContractPath::This &&
                   E.Where.Steps.size() > 1 && Class && Of != Base &&
                   E.Where.Steps[1].What == ContractStep::Field;
    return OfField && llvm::any_of(Symbols[Class].Fields, [&](const Field &F) {
             return Symbols.text(F.Name) == E.Where.Steps[1].Name;
           });
  }

  void joinEffect(const Effect &First, std::vector<Effect> &Out) const {
    const Candidate *Owner = nullptr;
    bool Agree = true, Equal = true;
    for (const Candidate &C : All) {
      const Effect *Same = find(C.Does->Effects, First);
      if (Same && !Owner)
        Owner = &C;
      bool IsEqual = Same && *Same == First && sameConditions(*Same, First);
      bool IsAlike = IsEqual || (isEvent(First) && isAlike(First, Same));
      Equal &= IsEqual;
      Agree &= IsAlike;
    }
    Effect Joined = First;
    // Whose object keeps it, and ends it, is not for this call to say.
    if (opens(First) && First.Where.Root == ContractPath::This)
      return;
    if (Equal || (Owner && isOfOneClass(First, Owner->Self))) {
      Out.push_back(std::move(Joined));
      return;
    }
    // A text that runs, or a session that appears, in some of them only.
    if (!isEvent(First))
      return;
    if (Agree)
      Joined.Outcomes = essences(First);
    else if (!joinClosed(Joined)) {
      Outcome Unknown;
      Unknown.Escaped = true;
      Joined.Outcomes = {Unknown};
    }
    Out.push_back(std::move(Joined));
  }

  /// No effect at all is as good as a use.
  static bool isAlike(const Effect &First, const Effect *Other) {
    auto OnlyUses = [&](const Outcome &O) {
      bool Kept = First.Where.isValue()
                      ? O.HeldAt.empty()
                      : O.HeldAt == std::vector<ContractPath>{First.Where};
      return Kept && !O.Escaped && !O.LastMention &&
             essence(O).Events == std::vector<EventKind>{EventKind::Use};
    };
    if (hasConditions(First) || (Other && hasConditions(*Other)))
      return false;
    return Other ? essences(*Other) == essences(First)
                 : llvm::all_of(First.Outcomes, OnlyUses);
  }

  static bool hasConditions(const Effect &E) {
    return llvm::any_of(E.Outcomes, [](const Outcome &O) {
      return !O.Given.empty() || !O.Sets.empty() || O.From || O.Tx || O.ByState;
    });
  }

  /// Nothing unseen overrides the function, and the class has no other that
  /// might tell the caller which of them it has.
  bool isClosed() const {
    const Function &Self = Symbols[Base];
    if (!Self.IsInternal || !Self.Class)
      return false;
    return llvm::count_if(Symbols.Functions, [&](const Function &F) {
             return F.Class == Self.Class && F.IsVirtual &&
                    F.Special != SpecialMember::Destructor;
           }) == 1;
  }

  /// Each of them may have happened; only where no result tells which.
  bool joinClosed(Effect &Joined) const {
    if (!isClosed())
      return false;
    std::vector<Outcome> Outcomes;
    for (const Candidate &C : All) {
      const Effect *Same = find(C.Does->Effects, Joined);
      if (!Same) {
        Outcome Nothing;
        if (!Joined.Where.isValue())
          Nothing.HeldAt = {Joined.Where};
        Outcomes.push_back(std::move(Nothing));
        continue;
      }
      if (hasConditions(*Same))
        return false;
      for (Outcome &O : essences(*Same))
        if (!llvm::is_contained(Outcomes, O))
          Outcomes.push_back(std::move(O));
    }
    bool Told = llvm::any_of(Outcomes, [](const Outcome &O) {
      return O.When.What != ReturnTest::Always &&
             O.When.What != ReturnTest::Throws;
    });
    constexpr size_t Most = 6;
    if (Told || Outcomes.size() > Most)
      return false;
    Joined.Outcomes = std::move(Outcomes);
    return true;
  }

  template <typename T>
  static void keepCommon(std::vector<T> &Kept, const std::vector<T> &Other) {
    llvm::erase_if(
        Kept, [&](const T &Item) { return !llvm::is_contained(Other, Item); });
  }

  void joinRest(FunctionContract &Join) const {
    Returns &Result = Join.Result;
    for (const Candidate &C : All) {
      const FunctionContract &Does = *C.Does;
      const Returns &Other = Does.Result;
      if (!(Result.Same == Other.Same))
        Result.Same.reset();
      if (!(Result.Class == Other.Class))
        Result.Class.reset();
      if (!(Result.Answers == Other.Answers))
        Result.Answers.reset();
      Result.Fresh &= Other.Fresh;
      Result.NeverNull &= Other.NeverNull;
      keepCommon(Join.Texts, Does.Texts);
      keepCommon(Join.Sets, Does.Sets);
      keepCommon(Join.KeepsOnThrow, Does.KeepsOnThrow);
      for (const ContractPath &Path : Does.Writes)
        if (!llvm::is_contained(Join.Writes, Path))
          Join.Writes.push_back(Path);
      Join.WritesStatics |= Does.WritesStatics;
      if (!(Join.NeverReturnsIf == Does.NeverReturnsIf))
        Join.NeverReturnsIf.reset();
      if (!(Join.ThrowsOnlyIf == Does.ThrowsOnlyIf))
        Join.ThrowsOnlyIf.reset();
    }
    Join.WritesStatics |= !Symbols[Base].IsInternal;
  }

  FunctionId Base;
  const SymbolTable &Symbols;
  llvm::SmallVector<Candidate, 4> All;
};

} // namespace

std::optional<FunctionContract>
solver::joinOverriders(FunctionId F, const CalleeBinding &Binding) {
  const SymbolTable &Symbols = Binding.symbols();
  bool Modelled = declaredFor(F, Symbols, Binding.input().Contracts) != nullptr;
  ContractJoin Join(F, Binding);
  if (Modelled || !Join.collect(Binding))
    return std::nullopt;
  return Join.run();
}
