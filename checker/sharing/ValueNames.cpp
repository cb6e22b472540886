#include "sharing/ValueNames.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

static constexpr size_t MaxNames = 4;
static constexpr unsigned MaxRounds = 5;

static void addName(Spots &To, Spot S) {
  if (!S.isTooLong() && To.size() < MaxNames && !llvm::is_contained(To, S))
    To.push_back(std::move(S));
}

static bool addName(Values &To, Value V) {
  if (V.Where.isTooLong() || To.size() >= MaxNames || llvm::is_contained(To, V))
    return false;
  To.push_back(std::move(V));
  return true;
}

OwnerCall sharing::ownerCall(const Call &C,
                             const solver::CalleeBinding &Binding) {
  OwnerCall Result;
  if (!C.Callee)
    return Result;
  const Function &Callee = Binding.symbols()[C.Callee];
  Result.Owner = Binding.owner(C.ObjectType ? C.ObjectType : Callee.Class);
  llvm::StringRef Name = Binding.symbols().text(Callee.Name);
  size_t Colon = Name.rfind("::");
  if (Result.Owner)
    Result.Role = Result.Owner->member(
        Colon == llvm::StringRef::npos ? Name : Name.substr(Colon + 2));
  return Result;
}

ValueNames::ValueNames(const FlowGraph &Graph,
                       const solver::CalleeBinding &Binding, FactLookup Known)
    : Graph(Graph), Binding(Binding), Known(std::move(Known)) {
  Changed = true;
  for (unsigned Round = 0; Changed && Round < MaxRounds; ++Round) {
    Changed = false;
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        propagate(I.What);
  }
}

bool ValueNames::isOwnLocal(const Spot &S) const {
  if (S.Of != Graph.Self || !S.Where.Variable)
    return false;
  VariableKind Kind = Graph[S.Where.Variable].Kind;
  llvm::ArrayRef<Projection> Path = S.Where.Path;
  // What a constructor puts into its fields it knows by the name that its
  // caller knows, too.
  SpecialMember Special = Binding.symbols()[Graph.Self].Special;
  bool Makes = Special == SpecialMember::DefaultConstructor ||
               Special == SpecialMember::OtherConstructor;
  if (Kind == VariableKind::This)
    return Makes && Path.size() == 2 && Path[0].What == Projection::Deref &&
           Path[1].What == Projection::Field;
  // Nobody else has a new object yet.
  if (!Path.empty() && Path[0].What == Projection::Deref &&
      Allocated.count(S.Where.Variable))
    Path = Path.drop_front();
  bool Derefs = llvm::any_of(
      Path, [](const Projection &P) { return P.What == Projection::Deref; });
  return !Derefs && Kind != VariableKind::Parameter;
}

/// The value of a temporary that came from nowhere: what holds it next is its
/// first name.
bool ValueNames::isNameless(const Value &V) const {
  return V.What == Value::Load && V.Where.Of == Graph.Self &&
         V.Where.Where.Variable && V.Where.Where.Path.empty() &&
         Graph[V.Where.Where.Variable].Kind == VariableKind::Temporary;
}

Values ValueNames::valuesAt(const Spot &S) const {
  auto It = Held.find(S);
  if (It != Held.end())
    return It->second;
  Value Loaded;
  Loaded.Where = S;
  return {Loaded};
}

Spots ValueNames::continued(Spots From,
                            llvm::ArrayRef<Projection> Steps) const {
  for (const Projection &Step : Steps) {
    Spots Next;
    for (const Spot &S : From) {
      if (Step.What != Projection::Deref) {
        addName(Next, S.step(Step));
        // A record that is a copy: the original's field has the same value.
        auto It = Held.find(S);
        if (It != Held.end())
          for (const Value &V : It->second)
            if (V.What == Value::Load)
              addName(Next, V.Where.step(Step));
        continue;
      }
      for (const Value &V : valuesAt(S))
        if (V.What != Value::Function)
          addName(Next, V.What == Value::Address ? V.Where : V.Where.deref());
    }
    From = std::move(Next);
  }
  return From;
}

Spots ValueNames::spots(const Place &P) const {
  Spot Root;
  Root.Where.Variable = P.Variable;
  Root.Where.Static = P.Static;
  if (P.Variable)
    Root.Of = Graph.Self;
  return continued({Root}, P.Path);
}

Values ValueNames::values(const Operand &O) const {
  Values Result;
  switch (O.What) {
  case Operand::Function: {
    Value V;
    V.What = Value::Function;
    V.Callee = O.Callee;
    return {V};
  }
  case Operand::Address:
    for (Spot &S : spots(O.Where)) {
      Value V;
      V.What = Value::Address;
      V.Where = std::move(S);
      addName(Result, std::move(V));
    }
    return Result;
  case Operand::Load:
    for (const Spot &S : spots(O.Where))
      for (Value &V : valuesAt(S))
        addName(Result, std::move(V));
    return Result;
  default:
    return Result;
  }
}

static Spots referredBy(const Values &Given) {
  Spots Result;
  for (const Value &V : Given)
    if (V.What != Value::Function)
      addName(Result, V.What == Value::Address ? V.Where : V.Where.deref());
  return Result;
}

Spots ValueNames::referred(const Operand &O) const {
  return referredBy(values(O));
}

Spots ValueNames::originals(const Spots &Sessions) const {
  Spots Result;
  for (const Spot &S : Sessions) {
    auto It = Held.find(S);
    bool Copied = false;
    if (It != Held.end())
      for (const Value &V : It->second)
        if (V.What == Value::Load) {
          addName(Result, V.Where);
          Copied = true;
        }
    if (!Copied)
      addName(Result, S);
  }
  return Result;
}

Values ValueNames::returned() const {
  VariableId Result = Graph.find(VariableKind::Result);
  if (!Result)
    return {};
  Spot S;
  S.Of = Graph.Self;
  S.Where.Variable = Result;
  auto It = Held.find(S);
  return It == Held.end() ? Values() : It->second;
}

std::vector<std::pair<Spot, Spot>> ValueNames::fields() const {
  std::vector<std::pair<Spot, Spot>> Found;
  for (const auto &[Where, What] : Held)
    if (rootKind(Where, Binding.program()) == VariableKind::This)
      for (const Value &V : What)
        if (V.What == Value::Load && V.Where.Of == Graph.Self &&
            rootKind(V.Where, Binding.program()) == VariableKind::Parameter)
          Found.push_back({Where, V.Where});
  return Found;
}

TypeId ValueNames::typeOf(const Place &P) const {
  Spot S;
  S.Where = P;
  if (P.Variable)
    S.Of = Graph.Self;
  return sharing::typeOf(S, Binding.program());
}

void ValueNames::hold(const Place &To, const Values &What) {
  for (const Spot &S : spots(To))
    hold(S, What);
}

void ValueNames::hold(const Spot &To, const Values &What) {
  if (!isOwnLocal(To))
    return;
  for (const Value &V : What) {
    bool IsSelf = V.What == Value::Load && V.Where == To;
    if (!IsSelf && !isNameless(V))
      Changed |= addName(Held[To], V);
  }
}

void ValueNames::propagate(const Op &What) {
  if (const auto *A = std::get_if<Assign>(&What)) {
    hold(A->To, values(A->From));
  } else if (const auto *New = std::get_if<Allocate>(&What)) {
    if (New->To.Path.empty())
      Allocated.insert(New->To.Variable);
  } else if (const auto *L = std::get_if<Closure>(&What)) {
    for (const Spot &S : spots(L->To)) {
      Value V;
      V.What = Value::Function;
      V.Callee = L->Body;
      V.Where = S;
      if (isOwnLocal(S))
        Changed |= addName(Held[S], V);
    }
  } else if (const auto *C = std::get_if<Call>(&What)) {
    propagateCall(*C);
  }
}

void ValueNames::propagateCall(const Call &C) {
  if (C.Result)
    hold(*C.Result, resultOf(C));
  if (C.Kind != CallKind::Constructor)
    return;
  propagateOwner(C);
  if (const FunctionFacts *Facts = Known(C.Callee))
    propagateFields(*Facts, bind(C));
}

/// The fields of a new object that its constructor fills from parameters.
void ValueNames::propagateFields(const FunctionFacts &Facts,
                                 const BoundCall &Bound) {
  const FlowGraph *Callee = Binding.program().graphOf(Bound.Callee);
  if (!Callee)
    return;
  for (const auto &[Field, From] : Facts.Fields) {
    unsigned Index = (*Callee)[From.Where.Variable].Index;
    Values What;
    if (From.Where.Path.empty() && Index < Bound.Arguments.size())
      What = Bound.Arguments[Index].What;
    if (!From.Where.Path.empty() || !Bound.Arguments[Index].Object.empty()) {
      What.clear();
      for (Spot &S : originals(translated(From, Bound))) {
        Value Original;
        Original.Where = std::move(S);
        What.push_back(std::move(Original));
      }
    }
    for (const Spot &S : translated(Field, Bound))
      hold(S, What);
  }
}

/// The constructor of an owner: a copy shares the payload, a raw pointer
/// becomes it, a callable is held as it is.
void ValueNames::propagateOwner(const Call &C) {
  const TypeContract *Owner = Binding.owner(C.ObjectType);
  if (!Owner || !C.Receiver || C.Receiver->What != Operand::Address ||
      C.Arguments.empty())
    return;
  const Operand &First = C.Arguments.front().Value;
  SpecialMember Special = Binding.symbols()[C.Callee].Special;
  Place Payload = C.Receiver->Where.field(Binding.Payload);
  if (Special == SpecialMember::CopyConstructor ||
      Special == SpecialMember::MoveConstructor) {
    if (First.What != Operand::Address && First.What != Operand::Load)
      return;
    // A moved-in payload has left the place that it came from.
    if (Special == SpecialMember::MoveConstructor &&
        Owner->Holds != Holding::Callable)
      return;
    for (const Spot &S : referred(First)) {
      Values Inside = valuesAt({S.Of, S.Where.field(Binding.Payload)});
      hold(Payload, Inside);
      Value Original;
      Original.Where = S;
      if (Owner->Holds == Holding::Session && Owner->Copy == CopyRule::Shares)
        hold(C.Receiver->Where, {Original});
      auto It = Held.find(S);
      if (It != Held.end())
        hold(C.Receiver->Where, Values(It->second));
    }
  } else if (Owner->Holds == Holding::Callable ||
             Owner->Holds == Holding::Guard) {
    for (const Value &V : values(First))
      if (V.What == Value::Function)
        hold(C.Receiver->Where, {V});
    for (const Spot &S : referred(First)) {
      auto It = Held.find(S);
      if (It != Held.end())
        hold(C.Receiver->Where, Values(It->second));
    }
  } else if (Owner->Holds == Holding::Pointer && First.What == Operand::Load) {
    hold(Payload, values(First));
  }
}

Values ValueNames::resultOf(const Call &C) const {
  auto [Owner, Role] = ownerCall(C, Binding);
  if (Role && Role->What == MemberRole::Peek && C.Receiver) {
    Values Result;
    for (const Spot &S : referred(*C.Receiver)) {
      Value V;
      bool Points = Owner->Holds == Holding::Pointer;
      Spot Inside = Owner->Holds == Holding::Container
                        ? Spot{S.Of, S.Where.element()}
                        : S.field(Binding.Payload);
      V.What = Points ? Value::Load : Value::Address;
      V.Where = Inside;
      if (!Points) {
        addName(Result, std::move(V));
        continue;
      }
      for (Value &Known : valuesAt(Inside))
        addName(Result, std::move(Known));
    }
    return Result;
  }
  if (const FunctionFacts *Facts = C.Callee ? Known(C.Callee) : nullptr) {
    Values Result;
    BoundCall Bound = bind(C);
    for (const Value &V : Facts->Returned) {
      if (V.What == Value::Function) {
        addName(Result, V);
        continue;
      }
      for (Spot &S : translated(V.Where, Bound)) {
        Value Here = V;
        Here.Where = std::move(S);
        addName(Result, std::move(Here));
      }
    }
    return Result;
  }
  const FunctionContract *Contract = Binding.contract(C.Callee);
  if (!Contract)
    return {};
  if (Contract->Result.Same)
    return valueIn(*Contract->Result.Same, C);
  // reference wrappers and the like: what they were made from
  bool Wraps = Contract->From == Origin::Declared &&
               Contract->Result.Built == Returns::Arguments &&
               C.Arguments.size() == 1;
  return Wraps ? values(C.Arguments.front().Value) : Values();
}

BoundCall ValueNames::bind(const Call &C) const {
  BoundCall Bound;
  Bound.Callee = C.Callee;
  if (C.Receiver)
    Bound.This.What = values(*C.Receiver);
  for (const Argument &A : C.Arguments) {
    BoundCall::Given Given;
    Given.What = values(A.Value);
    if (A.How == Passing::Object)
      Given.Object = referred(A.Value);
    Bound.Arguments.push_back(std::move(Given));
  }
  return Bound;
}

Spots ValueNames::translated(const Spot &OfCallee,
                             const BoundCall &Bound) const {
  // A lock that a region names is no variable.
  if (OfCallee.Of != Bound.Callee || !OfCallee.Where.Variable)
    return {OfCallee};
  const FlowGraph *Callee = Binding.program().graphOf(Bound.Callee);
  if (!Callee)
    return {};
  const Variable &Root = (*Callee)[OfCallee.Where.Variable];
  const BoundCall::Given *Given = nullptr;
  if (Root.Kind == VariableKind::This)
    Given = &Bound.This;
  else if (Root.Kind == VariableKind::Parameter &&
           Root.Index < Bound.Arguments.size())
    Given = &Bound.Arguments[Root.Index];
  if (!Given)
    return {};
  llvm::ArrayRef<Projection> Steps = OfCallee.Where.Path;
  if (!Given->Object.empty())
    return continued(Given->Object, Steps);
  if (Steps.empty() || Steps.front().What != Projection::Deref)
    return {};
  return continued(referredBy(Given->What), Steps.drop_front());
}

Values ValueNames::valueIn(const ContractPath &Path, const Call &C) const {
  if (Path.Steps.empty()) {
    if (Path.Root == ContractPath::This && C.Receiver)
      return values(*C.Receiver);
    if (Path.Root == ContractPath::Argument && Path.Index < C.Arguments.size())
      return values(C.Arguments[Path.Index].Value);
  }
  Values Result;
  for (const Spot &S : placeIn(Path, C))
    for (Value &V : valuesAt(S))
      addName(Result, std::move(V));
  return Result;
}

Spots ValueNames::placeIn(const ContractPath &Path, const Call &C) const {
  llvm::SmallVector<Projection, 4> Steps;
  for (const ContractStep &Step : Path.Steps) {
    Projection P;
    P.What = Step.What == ContractStep::Deref   ? Projection::Deref
             : Step.What == ContractStep::Field ? Projection::Field
                                                : Projection::Element;
    if (Step.What == ContractStep::Field)
      P.Name = Binding.fieldNamed(Step.Name);
    Steps.push_back(P);
  }
  if (Path.Root == ContractPath::Static) {
    Spot S;
    S.Where.Static = Binding.staticNamed(Path.StaticName);
    return S.isStatic() ? continued({S}, Steps) : Spots();
  }
  if (Path.Root == ContractPath::Return)
    return C.Result ? continued(spots(*C.Result), Steps) : Spots();
  bool IsDeref = !Steps.empty() && Steps.front().What == Projection::Deref;
  const Operand *Given = nullptr;
  if (Path.Root == ContractPath::This)
    Given = C.Receiver ? &*C.Receiver : nullptr;
  else if (Path.Index < C.Arguments.size())
    Given = &C.Arguments[Path.Index].Value;
  if (!Given || !IsDeref)
    return {};
  return continued(referred(*Given),
                   llvm::ArrayRef<Projection>(Steps).drop_front());
}
