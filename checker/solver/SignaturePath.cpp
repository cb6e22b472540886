//===- SignaturePath.cpp - Between locations and a signature's paths ------===//

#include "solver/Inference.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr unsigned MaxDepth = 4;

static VariableId rootVariable(const ContractPath &Path,
                               const FlowGraph &Graph) {
  if (Path.Root == ContractPath::This)
    return Graph.find(VariableKind::This);
  if (Path.Root == ContractPath::Argument)
    return Graph.find(VariableKind::Parameter, Path.Index);
  return VariableId();
}

std::optional<SimState> solver::handedIn(const FlowGraph &Graph,
                                         const CalleeBinding &Binding,
                                         const ContractPath &Path, Life Alive,
                                         SimState State) {
  Memory &M = State.Store;
  std::optional<Location> Where;
  if (Path.Root == ContractPath::Static) {
    StaticId S = Binding.staticNamed(Path.StaticName);
    if (!S)
      return std::nullopt;
    Where = Location::of(S);
  } else if (VariableId V = rootVariable(Path, Graph)) {
    Where = Location::of(V);
  } else {
    return std::nullopt;
  }
  for (const ContractStep &Step : Path.Steps) {
    if (Step.What == ContractStep::Deref) {
      ValueId Pointer = M.load(*Where);
      M.change(Pointer).assume(Predicate::NotEqual, 0);
      Where = M.pointee(Pointer);
    } else if (Step.What == ContractStep::AddressOf) {
      M.becomeHandle(M.addressOf(*Where));
      Where.reset();
      break;
    } else {
      Where->Fields.push_back(Binding.fieldNamed(Step.Name));
    }
  }
  if (Where)
    M.store(*Where, Memory::Handle);
  State.Tracking = true;
  State.Session = {Alive, Transaction::Unknown, Children::Unknown};
  return State;
}

static std::optional<ContractPath>
pathOfValue(ValueId V, const FlowGraph &Graph, const CalleeBinding &Binding,
            const Memory &Store, unsigned Depth);

static std::optional<ContractPath> pathOf(const Location &L,
                                          const FlowGraph &Graph,
                                          const CalleeBinding &Binding,
                                          const Memory &Store, unsigned Depth) {
  ContractPath Path;
  if (L.Root == Location::Static) {
    Path.Root = ContractPath::Static;
    StaticId S(L.Index);
    Path.StaticName = Binding.symbols().text(Binding.symbols()[S].Usr).str();
  } else if (L.Root == Location::Pointee) {
    auto Pointer =
        pathOfValue(ValueId(L.Index), Graph, Binding, Store, Depth + 1);
    if (!Pointer)
      return std::nullopt;
    Path = *Pointer;
    Path.Steps.push_back({ContractStep::Deref, ""});
  } else {
    const Variable &V = Graph.Variables[L.Index];
    if (V.Kind == VariableKind::Result)
      Path.Root = ContractPath::Return;
    else if (V.Kind == VariableKind::This)
      Path.Root = ContractPath::This;
    else if (V.Kind == VariableKind::Parameter)
      Path.Index = V.Index;
    else
      return std::nullopt;
  }
  for (NameId Field : L.Fields)
    Path.Steps.push_back(
        Field ? ContractStep{ContractStep::Field, Binding.fieldText(Field)}
              : ContractStep{ContractStep::Element, ""});
  return Path;
}

static std::optional<ContractPath>
pathOfValue(ValueId V, const FlowGraph &Graph, const CalleeBinding &Binding,
            const Memory &Store, unsigned Depth) {
  if (Depth > MaxDepth)
    return std::nullopt;
  // What the pointer was called at the entry is what the caller knows; for a
  // simulation that kept no such names, what it is called now will do.
  for (const auto *Names : {&Store.initial(), &Store.bindings()})
    for (const auto &[L, Bound] : *Names) {
      if (Bound != V)
        continue;
      if (auto Path = pathOf(L, Graph, Binding, Store, Depth))
        return Path;
    }
  return std::nullopt;
}

std::optional<ContractPath> solver::pathOfPointer(ValueId V,
                                                  const FlowGraph &Graph,
                                                  const CalleeBinding &Binding,
                                                  const Memory &Store) {
  return pathOfValue(V, Graph, Binding, Store, 0);
}

std::vector<ContractPath> solver::pathsOfHandle(const FlowGraph &Graph,
                                                const CalleeBinding &Binding,
                                                const Memory &Store) {
  std::vector<ContractPath> Paths;
  for (const Location &L : Store.handleLocations())
    if (auto Path = pathOfLocation(L, Graph, Binding, Store))
      Paths.push_back(*Path);
  if (Store.object())
    if (auto Path = pathOfLocation(*Store.object(), Graph, Binding, Store)) {
      Path->append({ContractStep::AddressOf, ""});
      Paths.push_back(*Path);
    }
  return Paths;
}

std::optional<ContractPath> solver::pathOfLocation(const Location &L,
                                                   const FlowGraph &Graph,
                                                   const CalleeBinding &Binding,
                                                   const Memory &Store) {
  return pathOf(L, Graph, Binding, Store, 0);
}
