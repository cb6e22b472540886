//===- EntryPaths.cpp - Sessions that a function was handed ---------------===//

#include "solver/EntryPaths.h"
#include "solver/PathNames.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr size_t MaxPaths = 8;

/// In a parameter that is an owner by value: what is taken out of it is this
/// function's to end.
static bool isGiven(const ContractPath &Path, const FlowGraph &Graph,
                    const CalleeBinding &Binding) {
  const auto &Parameters = Binding.symbols()[Graph.Self].Parameters;
  if (Path.Root != ContractPath::Argument || Path.Steps.size() != 1 ||
      Path.Steps.front().Name != PayloadField ||
      Path.Index >= Parameters.size() ||
      Parameters[Path.Index].How != Passing::Object)
    return false;
  const TypeContract *Owner = Binding.owner(Parameters[Path.Index].Type);
  return Owner && Owner->Holds == Holding::Pointer &&
         Owner->Copy == CopyRule::Forbidden;
}

namespace {

class EntryPathFinder {
public:
  EntryPathFinder(const FlowGraph &Graph, const CalleeBinding &Binding)
      : Graph(Graph), Binding(Binding), Symbols(Binding.symbols()),
        Names(Graph, Symbols, [this](const Call &C) { return isPeek(C); }) {}

  std::vector<EntryPath> run() {
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        collect(I.What);
    std::vector<EntryPath> Result;
    for (auto &[Path, Kind] : Found)
      if (Result.size() < MaxPaths)
        Result.push_back({Path, Kind, isGiven(Path, Graph, Binding)});
    return Result;
  }

private:
  /// Of an owner of a record: the session may be in it (`impl_->db`).
  bool isPeek(const Call &C) const {
    const MemberRole *Role = Binding.role(C.Callee, C.ObjectType);
    TypeId Class = C.ObjectType ? C.ObjectType
                   : C.Callee   ? Symbols[C.Callee].Class
                                : TypeId();
    const TypeContract *Owner = Binding.owner(Class);
    return Role && Role->What == MemberRole::Peek && Owner &&
           Owner->Holds == Holding::Pointer;
  }

  std::string kindOf(TypeId Record) const {
    auto It = Binding.handles().find(Record);
    return It == Binding.handles().end() ? std::string() : It->second;
  }

  /// Of a raw handle, or of a pointer or reference to a session.
  std::string kindOfHandle(TypeId T) const {
    bool IsAddress = T && Symbols[T].Pointee &&
                     (Symbols[T].Kind == TypeKind::Pointer ||
                      Symbols[T].Kind == TypeKind::Reference);
    return IsAddress ? kindOf(Symbols[T].Pointee) : std::string();
  }

  /// Of the session in a value's payload.
  std::string kindOwned(TypeId T) const {
    const TypeContract *Owner = Binding.owner(T);
    if (!Owner)
      return std::string();
    bool Refers = Owner->Holds == Holding::Scope ||
                  (Owner->Holds == Holding::Session && !Owner->isObject());
    if (Refers)
      return Owner->Kind;
    if (Owner->Holds != Holding::Pointer || Symbols[T].Arguments.empty())
      return std::string();
    // Of a child only its owner's destructor and the like say that it ends.
    TypeId Owned = Symbols[T].Arguments.front().Type;
    auto Child = Binding.childHandles().find(Owned);
    return Child == Binding.childHandles().end() ? kindOf(Owned)
                                                 : Child->second;
  }

  void mention(const Place &P) {
    TypeId T = Names.typeOf(P);
    std::string Owned = kindOwned(T), Raw = kindOfHandle(T);
    if (Owned.empty() && Raw.empty())
      return;
    for (ContractPath &Path : Names.of(P)) {
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

  /// A member that writes a field of its object may lose what was in it; a
  /// constructor finds nothing there.
  void mentionOverwritten(const Place &P) {
    SpecialMember Special = Symbols[Graph.Self].Special;
    bool Constructs = Special == SpecialMember::DefaultConstructor ||
                      Special == SpecialMember::CopyConstructor ||
                      Special == SpecialMember::MoveConstructor ||
                      Special == SpecialMember::OtherConstructor;
    std::string Kind = Constructs ? "" : kindOfHandle(Names.typeOf(P));
    if (Kind.empty())
      return;
    for (ContractPath &Path : Names.of(P))
      if (Path.Root == ContractPath::This && Path.Steps.size() > 1)
        add(std::move(Path), Kind);
  }

  void mention(const Operand &O) {
    if (O.What != Operand::Load && O.What != Operand::Address)
      return;
    mention(O.Where);
    TypeId T = Names.typeOf(O.Where);
    // A reference or pointer to an owner is passed on as it is.
    bool IsAddress = O.What == Operand::Load && T && Symbols[T].Pointee &&
                     (Symbols[T].Kind == TypeKind::Pointer ||
                      Symbols[T].Kind == TypeKind::Reference);
    if (IsAddress) {
      Place Behind = O.Where;
      Behind.Path.push_back({Projection::Deref, NameId()});
      mention(Behind);
    }
    std::string Kind = O.What == Operand::Address ? kindOf(T) : kindOfHandle(T);
    if (!Kind.empty())
      for (ContractPath &Path : Names.of(O))
        add(std::move(Path), Kind);
  }

  void collect(const Op &What) {
    if (const auto *A = std::get_if<Assign>(&What)) {
      mention(A->From);
      mentionOverwritten(A->To);
      return;
    }
    const auto *C = std::get_if<Call>(&What);
    if (C && C->Result)
      mentionOverwritten(*C->Result);
    if (C)
      collectCall(*C);
  }

  void collectCall(const Call &C) {
    for (const Argument &A : C.Arguments)
      mention(A.Value);
    if (C.Receiver)
      mention(*C.Receiver);
    const FunctionContract *Known = Binding.contract(C);
    if (!Known) {
      if (C.Kind == CallKind::Destructor && C.Receiver)
        mentionParts(*C.Receiver);
      return;
    }
    for (const Effect &E : Known->Effects)
      if ((E.What == EffectKind::Event || E.What == EffectKind::Observe ||
           E.What == EffectKind::Consume || E.What == EffectKind::GiveBack) &&
          !isMemoryOnly(E))
        for (ContractPath &Path : Names.of(E.Where, C))
          add(std::move(Path), E.Kind);
  }

  /// An unseen destructor ends what is in its object.
  void mentionParts(const Operand &Object) {
    if (Object.What == Operand::Address)
      mentionParts(Object.Where, Names.typeOf(Object.Where), 0);
  }

  void mentionParts(const Place &P, TypeId Class, unsigned Depth) {
    constexpr unsigned Deepest = 3;
    if (!Class || Depth == Deepest)
      return;
    for (const Field &F : Symbols[Class].Fields) {
      Place Part = P;
      Part.Path.push_back({Projection::Field, F.Name});
      mention(Part);
      mentionParts(Part, F.Type, Depth + 1);
    }
  }

  /// Freeing memory says nothing of a session unless a handle is freed, and
  /// handles are found by their type.
  static bool isMemoryOnly(const Effect &E) {
    return E.Kind.empty() && !E.Outcomes.empty() &&
           llvm::all_of(E.Outcomes, [](const Outcome &O) {
             return llvm::all_of(O.Events, [](EventKind Kind) {
               return Kind == EventKind::FreeMemory;
             });
           });
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  const SymbolTable &Symbols;
  PathNames Names;
  std::map<ContractPath, std::string> Found;
};

} // namespace

std::vector<EntryPath> solver::entryPaths(const FlowGraph &Graph,
                                          const CalleeBinding &Binding) {
  return EntryPathFinder(Graph, Binding).run();
}
