//===- EntryPaths.cpp - Sessions that a function was handed ---------------===//

#include "solver/EntryPaths.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr size_t MaxPaths = 8;
static constexpr size_t MaxPerVariable = 3;
static constexpr size_t MaxSteps = 6;

namespace {

class EntryPathFinder {
public:
  EntryPathFinder(const FlowGraph &Graph, const CalleeBinding &Binding)
      : Graph(Graph), Binding(Binding), Symbols(Binding.symbols()),
        Handles(Binding.handles()), Names(Graph.Variables.size()) {}

  std::vector<EntryPath> run() {
    seed();
    // Copies of copies of parameters: three rounds reach what people write.
    for (unsigned Round = 0; Round < 3; ++Round)
      for (const Block &B : Graph.Blocks)
        for (const Instruction &I : B.Body)
          if (const auto *A = std::get_if<Assign>(&I.What))
            propagate(*A);
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        collect(I.What);
    std::vector<EntryPath> Result;
    for (auto &[Path, Kind] : Found)
      if (Result.size() < MaxPaths)
        Result.push_back({Path, Kind});
    return Result;
  }

private:
  using Paths = std::vector<ContractPath>;

  void seed() {
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

  Paths pathsOf(const Place &P) const {
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
      for (const Projection &Step : P.Path) {
        ContractStep Next;
        Next.What = Step.What == Projection::Deref   ? ContractStep::Deref
                    : Step.What == Projection::Field ? ContractStep::Field
                                                     : ContractStep::Element;
        if (Step.What == Projection::Field)
          Next.Name = Symbols.text(Step.Name).str();
        Path.Steps.push_back(Next);
      }
    llvm::erase_if(Result, [](const ContractPath &Path) {
      return Path.Steps.size() > MaxSteps ||
             llvm::any_of(Path.Steps, [](const ContractStep &S) {
               return S.What == ContractStep::Element;
             });
    });
    return Result;
  }

  void propagate(const Assign &A) {
    if (A.From.What != Operand::Load || !A.To.Variable || !A.To.Path.empty())
      return;
    const Variable &To = Graph[A.To.Variable];
    if (To.Kind != VariableKind::Local && To.Kind != VariableKind::Temporary)
      return;
    Paths &Known = Names[A.To.Variable.index()];
    for (ContractPath &Path : pathsOf(A.From.Where))
      if (Known.size() < MaxPerVariable && !llvm::is_contained(Known, Path))
        Known.push_back(Path);
  }

  TypeId typeOf(const Place &P) const {
    TypeId T = P.Variable ? Graph[P.Variable].Type : Symbols[P.Static].Type;
    for (const Projection &Step : P.Path) {
      if (!T)
        return TypeId();
      const Type &Here = Symbols[T];
      if (Step.What == Projection::Field)
        T = fieldType(T, Step.Name, 0);
      else if (Here.Kind == TypeKind::Pointer ||
               Here.Kind == TypeKind::Reference)
        T = Here.Pointee;
      else
        return TypeId();
    }
    return T;
  }

  TypeId fieldType(TypeId Record, NameId Name, unsigned Depth) const {
    for (const Field &F : Symbols[Record].Fields)
      if (F.Name == Name)
        return F.Type;
    if (Depth < 4)
      for (TypeId Base : Symbols[Record].Bases)
        if (TypeId T = fieldType(Base, Name, Depth + 1))
          return T;
    return TypeId();
  }

  std::string kindOf(TypeId Record) const {
    auto It = Handles.find(Record);
    return It == Handles.end() ? std::string() : It->second;
  }

  std::string kindOfHandle(TypeId T) const {
    bool IsPointer =
        T && Symbols[T].Kind == TypeKind::Pointer && Symbols[T].Pointee;
    return IsPointer ? kindOf(Symbols[T].Pointee) : std::string();
  }

  std::string kindOwned(TypeId T) const {
    const TypeContract *Owner = Binding.owner(T);
    if (!Owner || Owner->Holds != Holding::Pointer ||
        Symbols[T].Arguments.empty())
      return std::string();
    return kindOf(Symbols[T].Arguments.front().Type);
  }

  void mention(const Place &P) {
    TypeId T = typeOf(P);
    std::string Owned = kindOwned(T), Raw = kindOfHandle(T);
    if (Owned.empty() && Raw.empty())
      return;
    for (ContractPath &Path : pathsOf(P)) {
      if (!Owned.empty())
        Path.Steps.push_back({ContractStep::Field, PayloadField});
      add(std::move(Path), Owned + Raw);
    }
  }

  /// An effect's kind may be missing, a mention's never is: keep what is known.
  void add(ContractPath Path, const std::string &Kind) {
    std::string &Known = Found[std::move(Path)];
    if (Known.empty())
      Known = Kind;
  }

  void mention(const Operand &O) {
    if (O.What == Operand::Load || O.What == Operand::Address)
      mention(O.Where);
  }

  void collect(const Op &What) {
    if (const auto *A = std::get_if<Assign>(&What)) {
      mention(A->From);
      return;
    }
    if (const auto *C = std::get_if<Call>(&What))
      collectCall(*C);
  }

  void collectCall(const Call &C) {
    for (const Argument &A : C.Arguments)
      mention(A.Value);
    if (C.Receiver)
      mention(*C.Receiver);
    const FunctionContract *Known = Binding.contract(C.Callee);
    if (!Known)
      return;
    for (const Effect &E : Known->Effects)
      if (E.What == EffectKind::Event || E.What == EffectKind::Observe ||
          E.What == EffectKind::Consume || E.What == EffectKind::GiveBack)
        collectEffect(C, E);
  }

  void collectEffect(const Call &C, const Effect &E) {
    const Operand *Given = nullptr;
    bool Object = false;
    if (E.Where.Root == ContractPath::This && C.Receiver) {
      Given = &*C.Receiver;
    } else if (E.Where.Root == ContractPath::Argument &&
               E.Where.Index < C.Arguments.size()) {
      Given = &C.Arguments[E.Where.Index].Value;
      Object = C.Arguments[E.Where.Index].How == Passing::Object;
    } else if (E.Where.Root == ContractPath::Static) {
      add(E.Where, E.Kind);
      return;
    }
    if (!Given)
      return;
    llvm::ArrayRef<ContractStep> Steps = E.Where.Steps;
    if (Given->What == Operand::Address && !Object) {
      // &place and then a dereference is the place.
      if (Steps.empty() || Steps.front().What != ContractStep::Deref)
        return;
      Steps = Steps.drop_front();
    } else if (Given->What != Operand::Load &&
               Given->What != Operand::Address) {
      return;
    }
    for (ContractPath &Path : pathsOf(Given->Where)) {
      Path.Steps.insert(Path.Steps.end(), Steps.begin(), Steps.end());
      if (Path.Steps.size() <= MaxSteps)
        add(std::move(Path), E.Kind);
    }
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  const SymbolTable &Symbols;
  const HandleTypes &Handles;
  std::vector<Paths> Names;
  std::map<ContractPath, std::string> Found;
};

} // namespace

std::vector<EntryPath> solver::entryPaths(const FlowGraph &Graph,
                                          const CalleeBinding &Binding) {
  return EntryPathFinder(Graph, Binding).run();
}
