//===- ClassVerdict.cpp - Does a class own what it opens? -----------------===//

#include "solver/ClassVerdict.h"
#include "solver/PathNames.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static bool isNormal(const Outcome &O) {
  return O.When.What != ReturnTest::Throws;
}

static bool hasEvent(const Outcome &O, EventKind Kind) {
  return llvm::is_contained(O.Events, Kind);
}

/// `this->a` or `this->a.b`: in the object itself.
static bool isOwnField(const ContractPath &Path) {
  auto IsDeref = [](const ContractStep &S) {
    return S.What == ContractStep::Deref;
  };
  return Path.Root == ContractPath::This && Path.Steps.size() >= 2 &&
         IsDeref(Path.Steps.front()) &&
         llvm::count_if(Path.Steps, IsDeref) == 1 &&
         Path.Steps.back().Name != PayloadField;
}

static const Effect *eventOn(const FunctionContract *Contract,
                             const ContractPath &Where) {
  if (!Contract)
    return nullptr;
  for (const Effect &E : Contract->Effects)
    if (E.What == EffectKind::Event && E.Where == Where)
      return &E;
  return nullptr;
}

/// Closed, or would be if its statements had been ended.
static bool closes(const Outcome &O) {
  return hasEvent(O, EventKind::Close) || hasEvent(O, EventKind::CloseRefused);
}

/// Some outcome may close, or the session went where that cannot be seen.
static bool mayClose(const Effect &E) {
  return llvm::any_of(E.Outcomes, [](const Outcome &O) {
    return closes(O) || O.Escaped || O.LastMention;
  });
}

static bool onlyUses(const Outcome &O) {
  return llvm::all_of(O.Events, [](EventKind Kind) {
    return Kind == EventKind::Use || Kind == EventKind::Exec ||
           Kind == EventKind::ExecUnknown || Kind == EventKind::ExecFail;
  });
}

/// Every normal outcome closes.
static bool surelyCloses(const Effect *E) {
  return E && llvm::all_of(E->Outcomes, [](const Outcome &O) {
           return !isNormal(O) || closes(O);
         });
}

static TypeId fieldType(TypeId Record, llvm::StringRef Name,
                        const SymbolTable &Symbols, unsigned Depth = 0) {
  for (const Field &F : Symbols[Record].Fields)
    if (Symbols.text(F.Name) == Name)
      return F.Type;
  for (TypeId Base : Symbols[Record].Bases)
    if (TypeId T =
            Depth < 4 ? fieldType(Base, Name, Symbols, Depth + 1) : TypeId())
      return T;
  return TypeId();
}

namespace {

class MemberJudge {
public:
  MemberJudge(const FlowGraph &Graph, const CalleeBinding &Binding,
              FunctionResult &Result)
      : Graph(Graph), Binding(Binding), Symbols(Binding.symbols()),
        Self(Symbols[Graph.Self]), Own(Binding.contract(Graph.Self)),
        Names(Graph, Symbols), Result(Result) {}

  void run() {
    if (!Own || Own->Incomplete || !Self.Class || !Self.IsMember)
      return;
    const Type &Class = Symbols[Self.Class];
    DestructorKnown =
        !Class.Destructor || Binding.program().graphOf(Class.Destructor);
    if (!DestructorKnown)
      return;
    Destructor = Binding.contract(Class.Destructor);
    for (const Effect &E : Own->Effects) {
      if (E.What == EffectKind::Produce && isOwnField(E.Where))
        judgeOpening(E, Self.Class, E.Where);
      else if (E.What == EffectKind::Produce)
        judgeHidden(E);
      else if (E.What == EffectKind::Event && isOwnField(E.Where))
        judgeOwnHandle(E);
      else if (E.What == EffectKind::Event)
        judgeCopy(E);
    }
  }

private:
  /// A handle that nobody of the class closes.
  void judgeOpening(const Effect &E, TypeId Class, const ContractPath &Field) {
    if (!isNeverClosed(Class, Field, Binding))
      return;
    Violation V = violation(E, openingOf(E.Where));
    V.Why = Cause::Return;
    V.HandleInField = true;
    V.Session.Opener = OpenerOf;
    add(std::move(V));
  }

  /// The record's own members open it, and answer for it.
  bool isOpenedBy(TypeId Record) const {
    return llvm::any_of(openingSites(Graph, Binding), [&](const auto &Site) {
      return Site.EffectIndex == OpeningSite::Construction ||
             Symbols[Site.Opener].Class == Record;
    });
  }

  /// A handle in a record of the class's own (`impl_->db`), which only what is
  /// behind the class knows.
  void judgeHidden(const Effect &E) {
    auto &Steps = E.Where.Steps;
    bool Behind = E.Where.Root == ContractPath::This && Steps.size() >= 4 &&
                  Steps[0].What == ContractStep::Deref &&
                  Steps[1].What == ContractStep::Field &&
                  Steps[Steps.size() - 2].What == ContractStep::Deref &&
                  Steps.back().What == ContractStep::Field &&
                  Steps.back().Name != PayloadField;
    if (!Behind)
      return;
    TypeId Holder = fieldType(Self.Class, Steps[1].Name, Symbols);
    bool Owned = Steps.size() == 5 && Steps[2].Name == PayloadField;
    if (!Holder || !(Owned || Steps.size() == 4))
      return;
    TypeId Record =
        Owned ? argumentOf(Holder, 0, Symbols) : Symbols[Holder].Pointee;
    if (!Record || Symbols[Record].Kind != TypeKind::Record)
      return;
    // Only a record of its own: others may be closed where nobody sees it.
    std::string Within = (Symbols.text(Symbols[Self.Class].Name) + "::").str();
    if (!Symbols.text(Symbols[Record].Name).starts_with(Within) ||
        isOpenedBy(Record))
      return;
    ContractPath Field;
    Field.Root = ContractPath::This;
    Field.Steps = {Steps[0], Steps.back()};
    judgeOpening(E, Record, Field);
  }

  void judgeOwnHandle(const Effect &E) {
    bool Overwrites = llvm::any_of(E.Outcomes, [&](const Outcome &O) {
      return isNormal(O) && O.Given.empty() && onlyUses(O) && !O.Escaped &&
             !O.LastMention && O.HeldAt.empty();
    });
    bool Public = Self.IsPublic && Self.Special == SpecialMember::None;
    bool MoveAssigns =
        Self.Special == SpecialMember::MoveAssignment && !Self.IsImplicit;
    if (Overwrites && (MoveAssigns || (Public && opens(E.Where)))) {
      Violation V = violation(E, writeTo(E.Where));
      V.Why = Cause::Overwritten;
      V.Sure = Confidence::Likely;
      add(std::move(V));
    }
    if (Self.Special == SpecialMember::Destructor && surelyCloses(&E) &&
        leftDangling(E.Where)) {
      Violation V = violation(E, Graph.At);
      V.Broken = Breach::ClosedTwice;
      V.Sure = Confidence::Likely;
      add(std::move(V));
    }
  }

  bool opens(const ContractPath &Field) const {
    return llvm::any_of(Own->Effects, [&](const Effect &E) {
      return E.What == EffectKind::Produce && E.Where == Field;
    });
  }

  /// A public member closes the handle and leaves it where it was.
  bool leftDangling(const ContractPath &Field) const {
    for (FunctionId M : Symbols[Self.Class].Methods) {
      const Function &Member = Symbols[M];
      if (!Member.IsPublic || Member.Special != SpecialMember::None)
        continue;
      const Effect *E = eventOn(Binding.contract(M), Field);
      bool Leaves = E && llvm::any_of(E->Outcomes, [&](const Outcome &O) {
                      return isNormal(O) && O.Given.empty() &&
                             hasEvent(O, EventKind::Close) &&
                             llvm::is_contained(O.HeldAt, Field);
                    });
      if (Leaves)
        return true;
    }
    return false;
  }

  /// A copy or move written by hand that leaves the handle in both objects,
  /// each of whose destructors closes it.
  void judgeCopy(const Effect &E) {
    bool Copies = Self.Special == SpecialMember::CopyConstructor ||
                  Self.Special == SpecialMember::MoveConstructor ||
                  Self.Special == SpecialMember::CopyAssignment ||
                  Self.Special == SpecialMember::MoveAssignment;
    if (!Copies || Self.IsImplicit || E.Where.Root != ContractPath::Argument)
      return;
    ContractPath Mine = E.Where;
    Mine.Root = ContractPath::This;
    Mine.Index = 0;
    bool Both =
        isOwnField(Mine) && llvm::any_of(E.Outcomes, [&](const Outcome &O) {
          return isNormal(O) && O.Events.empty() && O.Given.empty() &&
                 llvm::is_contained(O.HeldAt, E.Where) &&
                 llvm::is_contained(O.HeldAt, Mine);
        });
    if (!Both || !surelyCloses(eventOn(Destructor, Mine)))
      return;
    Violation V = violation(E, writeTo(Mine));
    V.Broken = Breach::ClosedTwice;
    V.AfterCopy = true;
    add(std::move(V));
  }

  Violation violation(const Effect &E, AnchorId At) const {
    Violation V;
    V.Session.Kind = E.Kind;
    V.Session.Name = Binding.fieldNamed(E.Where.Steps.back().Name);
    V.Session.OpenedAt = At;
    V.At = At;
    return V;
  }

  void add(Violation V) {
    Result.TouchesSession = true;
    Result.Violations.push_back(std::move(V));
  }

  /// The first instruction that writes the field, or the function's name.
  AnchorId writeTo(const ContractPath &Field) const {
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        const auto *A = std::get_if<Assign>(&I.What);
        const auto *C = std::get_if<Call>(&I.What);
        const Place *To = A ? &A->To : C && C->Result ? &*C->Result : nullptr;
        if (To && llvm::is_contained(Names.of(*To), Field) && I.At)
          return I.At;
      }
    return Graph.At;
  }

  /// The call that opens into the field.
  AnchorId openingOf(const ContractPath &) {
    std::vector<OpeningSite> Sites = openingSites(Graph, Binding);
    if (Sites.empty())
      return Graph.At;
    OpenerOf = Sites.front().Opener;
    return Sites.front().At;
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  const SymbolTable &Symbols;
  const Function &Self;
  const FunctionContract *Own;
  const FunctionContract *Destructor = nullptr;
  bool DestructorKnown = false;
  FunctionId OpenerOf;
  PathNames Names;
  FunctionResult &Result;
};

} // namespace

/// Path, in F's signature, may be a field of an object of Class.
static bool mayBeIn(TypeId Class, const ContractPath &Path, FunctionId F,
                    const CalleeBinding &Binding) {
  const SymbolTable &Symbols = Binding.symbols();
  const Function &Callee = Symbols[F];
  TypeId Holder;
  if (Path.Root == ContractPath::This)
    Holder = Callee.Class;
  else if (Path.Root == ContractPath::Argument &&
           Path.Index < Callee.Parameters.size())
    Holder = Callee.Parameters[Path.Index].Type;
  else if (Path.Root == ContractPath::Static)
    if (StaticId S = Binding.staticNamed(Path.StaticName))
      Holder = Symbols[S].Type;
  // The record that the last step is a field of.
  bool Owned = false; // what an owner's payload points to
  for (const ContractStep &Step : llvm::ArrayRef(Path.Steps).drop_back()) {
    if (!Holder)
      return true;
    bool IsPayload =
        Step.What == ContractStep::Field && Step.Name == PayloadField;
    if (IsPayload)
      Holder = argumentOf(Holder, 0, Symbols);
    else if (Step.What == ContractStep::Field)
      Holder = fieldType(Holder, Step.Name, Symbols);
    else if (!Owned && Symbols[Holder].Pointee)
      Holder = Symbols[Holder].Pointee;
    else if (!Owned && Path.Root != ContractPath::This)
      return true;
    Owned = IsPayload;
  }
  return !Holder || Symbols.isSameOrBase(Class, Holder) ||
         Symbols.isSameOrBase(Holder, Class);
}

bool solver::isNeverClosed(TypeId Class, const ContractPath &Field,
                           const CalleeBinding &Binding) {
  const SymbolTable &Symbols = Binding.symbols();
  FunctionId End = Symbols[Class].Destructor;
  if (End && !Binding.program().graphOf(End))
    return false;
  if (const Effect *E = eventOn(Binding.contract(End), Field)) {
    // Closed at the end of life, but not when opening had failed. Flags of
    // the class's own are left to its users' paths.
    bool Misses = llvm::any_of(E->Outcomes, [](const Outcome &O) {
      return isNormal(O) && O.Given.empty() && !O.Escaped && !O.LastMention &&
             O.From == Life::Failed && !closes(O);
    });
    if (mayClose(*E))
      return Misses;
  }
  // Somebody else may close it: a method, a friend, a free function.
  for (const FlowGraph &Graph : Binding.program().Graphs) {
    if (Graph.HasErrors)
      return false; // who knows what it would have closed
    const FunctionContract *Known = Binding.contract(Graph.Self);
    if (!Known || Graph.Self == End)
      continue;
    if (Known->Incomplete)
      return false;
    for (const Effect &E : Known->Effects)
      if (E.What == EffectKind::Event && mayClose(E) &&
          !E.Where.Steps.empty() &&
          E.Where.Steps.back() == Field.Steps.back() &&
          mayBeIn(Class, E.Where, Graph.Self, Binding))
        return false;
  }
  return true;
}

void solver::judgeMember(const FlowGraph &Graph, const CalleeBinding &Binding,
                         FunctionResult &Result) {
  MemberJudge(Graph, Binding, Result).run();
}
