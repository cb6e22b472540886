//===- ValueSummary.cpp - Where a body puts ordinary values ---------------===//

#include "solver/ValueSummary.h"
#include "solver/PathNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr size_t MaxPreconditions = 2;
static constexpr size_t MaxEntries = 12;

/// The signature's name of a place, when it is short and names one object.
static std::optional<ContractPath> namedPath(const Location &L,
                                             const FlowGraph &Graph,
                                             const CalleeBinding &Binding,
                                             const Memory &Store) {
  if (L.isWeak())
    return std::nullopt;
  auto Path = pathOfLocation(L, Graph, Binding, Store);
  if (!Path || Path->Steps.size() > PathNames::MaxSteps)
    return std::nullopt;
  return Path;
}

namespace {

class ValueSummary {
public:
  ValueSummary(const FlowGraph &Graph, const CalleeBinding &Binding,
               FunctionContract &Contract)
      : Graph(Graph), Binding(Binding), Contract(Contract),
        Run(Graph, Binding, {nullptr, ""}) {}

  void run() {
    SimState Entry = Run.entryState();
    Entry.Store.keepInitial(Graph);
    seedCallables(Entry.Store);
    Run.keepResultsApart();
    Run.run(std::move(Entry));
    if (Run.Stopped != GaveUp::None)
      return;
    std::optional<SimState> AtExit, AtThrow;
    for (const ExitState &Exit : Run.Exits) {
      auto &Joined = Exit.Exceptional ? AtThrow : AtExit;
      if (Joined)
        weaken(*Joined, Exit.State);
      else
        Joined = Exit.State;
    }
    Contract.NeverReturns = !AtExit;
    if (AtThrow)
      Contract.ThrowsOnlyIf = commonArgument(AtThrow->Store);
    if (!AtExit)
      return;
    summarise(AtExit->Store);
    if (!Contract.Result.Answers)
      Contract.Result.Answers = answerByExits(AtExit->Store);
    // An argument for which there is no normal exit (a fatal helper).
    if (auto Common = commonArgument(AtExit->Store))
      if (std::optional<ReturnTest> Never = negated(Common->second))
        Contract.NeverReturnsIf = {Common->first, *Never};
  }

private:
  /// A callable's body is a value like any other, once it has a name.
  void seedCallables(Memory &M) {
    for (size_t I = 0; I < Graph.Variables.size(); ++I) {
      const Variable &V = Graph.Variables[I];
      if (V.Kind != VariableKind::Parameter || !V.Type)
        continue;
      Location Object = Location::of(VariableId(uint32_t(I)));
      const Type *T = &Binding.symbols()[V.Type];
      if (T->Kind == TypeKind::Reference && T->Pointee) {
        ValueId Pointer = M.load(Object);
        M.assumeInitial(Object, Pointer);
        M.change(Pointer).assume(Predicate::NotEqual, 0);
        Object = M.pointee(Pointer);
        T = &Binding.symbols()[T->Pointee];
      }
      const TypeContract *Holder =
          T->Kind == TypeKind::Record
              ? Binding.input().Contracts.type(Binding.symbols().text(T->Name))
              : nullptr;
      if (Holder && Holder->Holds == Holding::Callable)
        M.assumeInitial(Object.field(Binding.Deleter).field(Binding.CallOp),
                        M.fresh(ValueFact::nonZero()));
      else if (T->Kind == TypeKind::Record && T->CallOperator)
        M.assumeInitial(Object.field(Binding.CallOp),
                        M.fresh(ValueFact::nonZero()));
    }
  }

  void summarise(const Memory &M) {
    std::map<ValueId, ContractPath> Origins;
    for (const auto &[L, V] : M.initial())
      if (V)
        if (auto Path = namedPath(L, Graph, Binding, M))
          Origins.try_emplace(V, *Path);
    for (const auto &[L, V] : M.bindings()) {
      auto To = namedPath(L, Graph, Binding, M);
      if (!To)
        continue;
      auto From = Origins.find(V);
      if (From != Origins.end())
        addTransfer(From->second, *To, M, L);
      else if (M.fact(V).isKnown())
        addSetting(*To, M.fact(V).Low);
      else if (!M.fact(V).Texts.empty())
        addText(*To, M.fact(V).Texts);
    }
    VariableId Returned = Graph.find(VariableKind::Result);
    ValueId Value = Returned ? M.peek(Location::of(Returned)) : ValueId();
    if (Value && M.fact(Value).classify().What != ReturnTest::Always)
      Contract.Result.Class = M.fact(Value).classify();
    if (Value)
      Contract.Result.Answers = answer(Value, M, Origins);
    // Memory that nobody else knows of: this function's own, or a callee's.
    if (Value && M.fact(Value).Origin == Provenance::Allocated &&
        !isKeptOutside(Value, M))
      Contract.Result.Fresh = true;
  }

  /// What the result says of a value that was there at the beginning.
  static std::optional<Precondition>
  answer(ValueId Result, const Memory &M,
         const std::map<ValueId, ContractPath> &Origins) {
    bool Equals = false; // to Number: the result is zero where it is not
    int64_t Number = 0;
    for (unsigned Step = 0; Step < 4; ++Step) {
      auto About = Origins.find(Result);
      if (About != Origins.end() && Step > 0) {
        ReturnTest Holds;
        Holds.What = Equals ? ReturnTest::OneOf : ReturnTest::NoneOf;
        Holds.Values = {Number};
        return Precondition{About->second, Holds};
      }
      if (Number != 0)
        return std::nullopt;
      const Definition &From = M.fact(Result).From;
      bool Compares =
          From.What == Definition::Compare &&
          (From.Test == Predicate::Equal || From.Test == Predicate::NotEqual) &&
          M.fact(From.Right).isKnown() && Number == 0;
      if (!Compares && From.What != Definition::Negation)
        return std::nullopt;
      Equals ^= !Compares || From.Test == Predicate::Equal;
      Number = Compares ? M.fact(From.Right).Low : 0;
      Result = From.Left;
    }
    return std::nullopt;
  }

  /// The same where the body returns constants, one here and another there.
  std::optional<Precondition> answerByExits(const Memory &Joined) const {
    VariableId Returned = Graph.find(VariableKind::Result);
    std::vector<const Memory *> Yes, No;
    for (const ExitState &Exit : Run.Exits) {
      const Memory &M = Exit.State.Store;
      ValueId V = Returned ? M.peek(Location::of(Returned)) : ValueId();
      std::optional<bool> Truth = V ? M.fact(V).truth() : std::nullopt;
      if (!Exit.Exceptional && !Truth)
        return std::nullopt;
      if (!Exit.Exceptional)
        (*Truth ? Yes : No).push_back(&M);
    }
    if (Yes.empty() || No.empty())
      return std::nullopt;
    for (const auto &[L, V] : Joined.initial()) {
      auto Path = V ? namedPath(L, Graph, Binding, Joined) : std::nullopt;
      if (!Path)
        continue;
      ValueFact IfYes = factAt(L, Yes), IfNo = factAt(L, No);
      ReturnTest Holds;
      if (areThoseLeftOut(IfYes, IfNo))
        Holds = {ReturnTest::OneOf, {IfNo.Holes.begin(), IfNo.Holes.end()}};
      else if (areThoseLeftOut(IfNo, IfYes))
        Holds = {ReturnTest::NoneOf, {IfYes.Holes.begin(), IfYes.Holes.end()}};
      else
        continue;
      return Precondition{*Path, Holds};
    }
    return std::nullopt;
  }

  /// What was at L when the function began, at any of these exits.
  static ValueFact factAt(const Location &L,
                          llvm::ArrayRef<const Memory *> Exits) {
    std::optional<ValueFact> All;
    for (const Memory *M : Exits) {
      auto It = M->initial().find(L);
      ValueFact Here = It != M->initial().end() && It->second
                           ? M->fact(It->second)
                           : ValueFact();
      All = All ? ValueFact::join(*All, Here) : Here;
    }
    return *All;
  }

  /// The one is what the other leaves out.
  static bool areThoseLeftOut(const ValueFact &Are, const ValueFact &LeaveOut) {
    return !LeaveOut.Holes.empty() && Are.Low == LeaveOut.Holes.front() &&
           Are.High == LeaveOut.Holes.back();
  }

  /// Something that outlives the call points to V, or into it.
  bool isKeptOutside(ValueId V, const Memory &M) const {
    return llvm::any_of(M.bindings(), [&](const auto &Bound) {
      const std::optional<Location> &Into = M.fact(Bound.second).Target;
      bool Points =
          Bound.second == V ||
          (Into && Into->Root == Location::Pointee && Into->Index == V.index());
      return Points && Bound.first.Root != Location::Variable;
    });
  }

  /// What some argument satisfied at every exit that was joined.
  std::optional<std::pair<unsigned, ReturnTest>>
  commonArgument(const Memory &M) const {
    for (const auto &[L, V] : M.initial()) {
      bool Parameter = V && L.Root == Location::Variable && L.Fields.empty() &&
                       Graph.Variables[L.Index].Kind == VariableKind::Parameter;
      if (!Parameter || V == Memory::Handle || M.fact(V).Target)
        continue;
      TypeId T = Graph.Variables[L.Index].Type;
      if (T && Binding.symbols()[T].Kind == TypeKind::Reference)
        continue; // an address, and never null
      ReturnTest Test = M.fact(V).classify();
      if (Test.What != ReturnTest::Always)
        return std::make_pair(Graph.Variables[L.Index].Index, Test);
    }
    return std::nullopt;
  }

  static bool isCallee(const ContractPath &To) {
    return To.Steps.empty() && To.Root != ContractPath::Return;
  }

  void addTransfer(ContractPath From, ContractPath To, const Memory &M,
                   const Location &L) {
    auto Unchanged = M.initial().find(L);
    bool Moved =
        Unchanged == M.initial().end() || Unchanged->second != M.peek(L);
    if (!Moved || isCallee(To) || From == To)
      return;
    bool Returned = To.Root == ContractPath::Return && To.Steps.empty();
    if (Returned) {
      Contract.Result.Same = From;
      return;
    }
    auto IsBody = [](const ContractPath &P) {
      return !P.Steps.empty() && P.Steps.back().Name == "$call";
    };
    // A callable goes with its captures: the whole object.
    if (IsBody(From) && IsBody(To)) {
      From.Steps.pop_back();
      To.Steps.pop_back();
    }
    if (Contract.Transfers.size() < MaxEntries)
      Contract.Transfers.push_back({From, To});
  }

  void addSetting(const ContractPath &To, int64_t Number) {
    bool Returned = To.Root == ContractPath::Return && To.Steps.empty();
    if (!isCallee(To) && !Returned && Contract.Sets.size() < MaxEntries)
      Contract.Sets.push_back({To, Number});
  }

  void addText(const ContractPath &To, const KnownTexts &Texts) {
    TextMaking Made;
    Made.To = To;
    for (const KnownText &T : Texts) {
      llvm::StringRef Text = Binding.symbols().text(T.What);
      bool IsWhole = !T.IsPrefix && Text.size() <= T.Length && !Text.empty();
      if (!IsWhole ||
          !llvm::all_of(Text, [](char C) { return llvm::isPrint(C); }))
        return;
      Made.Is.push_back(Text.str());
    }
    if (!isCallee(To) && Contract.Texts.size() < MaxEntries)
      Contract.Texts.push_back(std::move(Made));
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  FunctionContract &Contract;
  Simulation Run;
};

} // namespace

void solver::inferValues(const FlowGraph &Graph, const CalleeBinding &Binding,
                         FunctionContract &Contract) {
  ValueSummary(Graph, Binding, Contract).run();
}

std::vector<Setting> solver::settings(const Memory &AtExit,
                                      const FlowGraph &Graph,
                                      const CalleeBinding &Binding) {
  constexpr size_t MaxSettings = 8;
  std::vector<Setting> Found;
  for (const auto &[L, V] : AtExit.bindings()) {
    bool Constant = V != Memory::Handle && AtExit.fact(V).isKnown() &&
                    !AtExit.fact(V).Target;
    if (!Constant || Found.size() == MaxSettings)
      continue;
    auto Path = namedPath(L, Graph, Binding, AtExit);
    if (Path && !Path->Steps.empty())
      Found.push_back({*Path, AtExit.fact(V).Low});
  }
  return Found;
}

std::vector<Precondition> solver::preconditions(const Memory &AtExit,
                                                const FlowGraph &Graph,
                                                const CalleeBinding &Binding) {
  std::vector<Precondition> Found;
  for (const auto &[L, V] : AtExit.initial()) {
    if (!V || V == Memory::Handle || Found.size() == MaxPreconditions)
      continue;
    ReturnTest Test = AtExit.fact(V).classify();
    bool IsAddress = AtExit.fact(V).Target.has_value();
    if (Test.What == ReturnTest::Always || IsAddress)
      continue;
    auto Path = namedPath(L, Graph, Binding, AtExit);
    if (Path && Path->Root != ContractPath::Return)
      Found.push_back({*Path, Test});
  }
  return Found;
}
