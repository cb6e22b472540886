//===- Containers.cpp - Which container of sessions is meant --------------===//

#include "solver/Containers.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

bool solver::carriesSession(TypeId T, unsigned Depth,
                            const SymbolTable &Symbols,
                            const ContractStore &Contracts,
                            const Containers::SessionRecords &Records) {
  constexpr unsigned Deepest = 5;
  if (!T || Depth == Deepest)
    return false;
  auto Inner = [&](TypeId Part) {
    return carriesSession(Part, Depth + 1, Symbols, Contracts, Records);
  };
  const Type &Here = Symbols[T];
  if (Here.Kind == TypeKind::Pointer || Here.Kind == TypeKind::Reference)
    return Records.count(Here.Pointee) || (Depth && Inner(Here.Pointee));
  if (Here.Kind != TypeKind::Record)
    return false;
  if (Records.count(T))
    return true;
  if (!Here.Arguments.empty() && Contracts.type(Symbols.text(Here.Name))) {
    TypeId Held = Here.Arguments.front().Type;
    return Held && (Records.count(Held) || Inner(Held));
  }
  return llvm::any_of(Here.Fields,
                      [&](const Field &F) { return Inner(F.Type); });
}

void ElementSources::add(VariableId V, const Container &C) {
  if (C.isValid() && !llvm::is_contained(Of[V], C))
    Of[V].push_back(C);
}

void ElementSources::addAll(VariableId V, VariableId From) {
  std::vector<Container> Copy = Of[From];
  for (const Container &C : Copy)
    add(V, C);
}

llvm::ArrayRef<Container> ElementSources::of(VariableId V) const {
  auto It = Of.find(V);
  if (It == Of.end())
    return {};
  return It->second;
}

Container Containers::at(const Place &At) const {
  Container C;
  Place Whole = At;
  if (!Whole.Path.empty() && Whole.Path.back().What == Projection::Field) {
    C.Field = Whole.Path.back().Name;
    Whole.Path.pop_back();
    C.Record = Names.typeOf(Whole);
    if (!C.Record)
      return {};
  } else if (!Whole.Static || !Whole.Path.empty()) {
    return {};
  }
  ContractStep Address{ContractStep::AddressOf, ""};
  if (Whole.Static) {
    C.Static = Whole.Static;
    C.Owner.Root = ContractPath::Static;
    C.Owner.StaticName = Symbols.text(Symbols[Whole.Static].Usr).str();
    C.Owner.Steps = {Address};
    return C;
  }
  for (ContractPath &Path : Names.of(Whole)) {
    C.Owner = std::move(Path);
    C.Owner.append(Address);
    return C;
  }
  return {};
}

Container Containers::containing(const Place &At) const {
  for (size_t I = 0; I < At.Path.size(); ++I)
    if (At.Path[I].What == Projection::Element) {
      Place Whole = At;
      Whole.Path.resize(I);
      return at(Whole);
    }
  return {};
}

bool Containers::holdsElements(TypeId T) const {
  if (!T || Symbols[T].Arguments.empty())
    return false;
  const TypeContract *Type = Contracts.type(Symbols.text(Symbols[T].Name));
  bool IsContainer = !Type || Type->Holds == Holding::Container;
  return IsContainer && carriesSession(Symbols[T].Arguments.front().Type, 1,
                                       Symbols, Contracts, Records);
}

Container Containers::receiver(const Call &C) const {
  bool IsMember = C.Receiver && C.Receiver->What == Operand::Address;
  // The class that declares the member may be a base without arguments.
  if (!IsMember || !holdsElements(Names.typeOf(C.Receiver->Where)))
    return {};
  return at(C.Receiver->Where);
}

Container Containers::arrayAt(const Place &Whole) const {
  TypeId T = Names.typeOf(Whole);
  bool IsScalar = !T || Symbols[T].Kind == TypeKind::Pointer ||
                  Symbols[T].Kind == TypeKind::Record;
  return IsScalar ? Container() : at(Whole);
}

ElementSources Containers::sources() const {
  constexpr unsigned Rounds = 4;
  ElementSources Found;
  for (unsigned Round = 0; Round < Rounds; ++Round)
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        addSource(I.What, Found);
  return Found;
}

void Containers::addSource(const Op &What, ElementSources &Found) const {
  if (const auto *A = std::get_if<Assign>(&What)) {
    if (A->To.Variable && A->To.Path.empty())
      addFrom(A->To.Variable, A->From, Found);
  } else if (const auto *C = std::get_if<Call>(&What)) {
    if (C->Result && C->Result->Variable && C->Result->Path.empty())
      Found.add(C->Result->Variable, receiver(*C));
    // An owner is moved or copied out.
    bool Makes = C->Kind == CallKind::Constructor && C->Receiver &&
                 C->Receiver->What == Operand::Address &&
                 C->Receiver->Where.Variable && C->Arguments.size() == 1;
    if (Makes)
      addFrom(C->Receiver->Where.Variable, C->Arguments[0].Value, Found);
  }
}

void Containers::addFrom(VariableId To, const Operand &From,
                         ElementSources &Found) const {
  if (From.What != Operand::Load && From.What != Operand::Address)
    return;
  Found.add(To, containing(From.Where));
  if (From.What == Operand::Address)
    Found.add(To, arrayAt(From.Where));
  if (From.Where.Variable)
    Found.addAll(To, From.Where.Variable);
}
