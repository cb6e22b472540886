//===- PathNames.cpp - What a callee calls its caller's places ------------===//

#include "solver/PathNames.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr size_t MaxPerVariable = 3;

PathNames::PathNames(const FlowGraph &Graph, const SymbolTable &Symbols,
                     Peek HandsOut)
    : Graph(Graph), Symbols(Symbols), Names(Graph.Variables.size()),
      PointsTo(Graph.Variables.size()) {
  seed();
  // Copies of copies of parameters: three rounds reach what people write.
  for (unsigned Round = 0; Round < 3; ++Round)
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        if (const auto *A = std::get_if<Assign>(&I.What))
          propagate(*A);
        else if (const auto *C = std::get_if<Call>(&I.What);
                 C && HandsOut && HandsOut(*C))
          propagateOwned(*C);
}

void PathNames::seed() {
  for (size_t I = 0; I < Graph.Variables.size(); ++I) {
    const Variable &V = Graph.Variables[I];
    ContractPath Path;
    if (V.Kind == VariableKind::This)
      Path.Root = ContractPath::This;
    else if (V.Kind == VariableKind::Parameter)
      Path.Index = V.Index;
    else
      continue;
    Names[I].push_back(Path);
  }
}

void PathNames::appendSteps(ContractPath &Path,
                            llvm::ArrayRef<Projection> Steps) const {
  for (const Projection &Step : Steps) {
    ContractStep Next;
    Next.What = Step.What == Projection::Deref   ? ContractStep::Deref
                : Step.What == Projection::Field ? ContractStep::Field
                                                 : ContractStep::Element;
    if (Step.What == Projection::Field)
      Next.Name = Symbols.text(Step.Name).str();
    Path.append(Next);
  }
}

PathNames::Paths PathNames::of(const Place &P) const {
  Paths Result;
  if (P.Static) {
    ContractPath Path;
    Path.Root = ContractPath::Static;
    Path.StaticName = Symbols.text(Symbols[P.Static].Usr).str();
    Result.push_back(Path);
  } else {
    Result = Names[P.Variable.index()];
  }
  for (ContractPath &Path : Result)
    appendSteps(Path, P.Path);
  bool Derefs =
      P.Variable && !P.Path.empty() && P.Path.front().What == Projection::Deref;
  if (Derefs)
    for (ContractPath Path : PointsTo[P.Variable.index()]) {
      appendSteps(Path, llvm::ArrayRef<Projection>(P.Path).drop_front());
      Result.push_back(std::move(Path));
    }
  llvm::erase_if(Result, [](const ContractPath &Path) {
    return Path.Steps.size() > MaxSteps ||
           llvm::any_of(Path.Steps, [](const ContractStep &S) {
             return S.What == ContractStep::Element;
           });
  });
  return Result;
}

PathNames::Paths PathNames::of(const ContractPath &InCallee,
                               const Call &C) const {
  const Operand *Given = nullptr;
  bool Object = false;
  if (InCallee.Root == ContractPath::This && C.Receiver) {
    Given = &*C.Receiver;
  } else if (InCallee.Root == ContractPath::Argument &&
             InCallee.Index < C.Arguments.size()) {
    Given = &C.Arguments[InCallee.Index].Value;
    Object = C.Arguments[InCallee.Index].How == Passing::Object;
  } else if (InCallee.Root == ContractPath::Static) {
    return {InCallee};
  }
  if (!Given ||
      (Given->What != Operand::Load && Given->What != Operand::Address))
    return {};
  Paths Result = Object ? of(Given->Where) : of(*Given);
  for (ContractPath &Path : Result)
    for (const ContractStep &Step : InCallee.Steps)
      Path.append(Step);
  // An address in between would be the caller's own pointer to something.
  llvm::erase_if(Result, [](const ContractPath &Path) {
    return Path.Steps.size() > MaxSteps ||
           (!Path.Steps.empty() &&
            llvm::any_of(llvm::drop_end(Path.Steps), [](const ContractStep &S) {
              return S.What == ContractStep::AddressOf;
            }));
  });
  return Result;
}

PathNames::Paths PathNames::of(const Operand &Value) const {
  const ContractStep Address{ContractStep::AddressOf, ""};
  if (Value.What != Operand::Load && Value.What != Operand::Address)
    return {};
  Paths Result = of(Value.Where);
  if (Value.What == Operand::Address) {
    for (ContractPath &Path : Result)
      Path.append(Address);
    return Result;
  }
  if (Value.Where.Variable && Value.Where.Path.empty())
    for (ContractPath Path : PointsTo[Value.Where.Variable.index()]) {
      Path.append(Address);
      Result.push_back(std::move(Path));
    }
  return Result;
}

void PathNames::propagate(const Assign &A) {
  bool IsAddress = A.From.What == Operand::Address;
  if ((A.From.What != Operand::Load && !IsAddress) || !A.To.Variable ||
      !A.To.Path.empty())
    return;
  const Variable &To = Graph[A.To.Variable];
  if (To.Kind != VariableKind::Local && To.Kind != VariableKind::Temporary)
    return;
  Paths &Known = (IsAddress ? PointsTo : Names)[A.To.Variable.index()];
  for (ContractPath &Path : of(A.From.Where))
    if (Known.size() < MaxPerVariable && !llvm::is_contained(Known, Path))
      Known.push_back(Path);
}

void PathNames::propagateOwned(const Call &C) {
  if (!C.Receiver || !C.Result || !C.Result->Variable ||
      !C.Result->Path.empty())
    return;
  Paths &Known = Names[C.Result->Variable.index()];
  for (ContractPath Path : of(*C.Receiver)) {
    Path.append({ContractStep::Deref, ""});
    Path.append({ContractStep::Field, PayloadField});
    if (Known.size() < MaxPerVariable && !llvm::is_contained(Known, Path))
      Known.push_back(std::move(Path));
  }
}

TypeId PathNames::typeOf(const Place &P) const {
  TypeId T = P.Variable ? Graph[P.Variable].Type : Symbols[P.Static].Type;
  for (const Projection &Step : P.Path) {
    if (!T)
      return TypeId();
    const Type &Here = Symbols[T];
    if (Step.What == Projection::Field)
      T = fieldType(T, Step.Name, 0);
    else if (Here.Kind == TypeKind::Pointer || Here.Kind == TypeKind::Reference)
      T = Here.Pointee;
    else
      return TypeId();
  }
  return T;
}

TypeId PathNames::fieldType(TypeId Record, NameId Name, unsigned Depth) const {
  for (const Field &F : Symbols[Record].Fields)
    if (F.Name == Name)
      return F.Type;
  if (Depth < 4)
    for (TypeId Parent : Symbols[Record].Bases)
      if (TypeId T = fieldType(Parent, Name, Depth + 1))
        return T;
  return TypeId();
}
