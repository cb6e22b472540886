//===- Registries.cpp - One session for each thread -----------------------===//

#include "sharing/shapes/Registries.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

/// The statics that a body reads or writes.
struct StaticUse {
  std::set<StaticId> Read, Written;
};

class RegistryFinder {
public:
  RegistryFinder(llvm::ArrayRef<FunctionFacts> Facts,
                 const solver::CalleeBinding &Binding)
      : Facts(Facts), Binding(Binding), P(Binding.program()),
        Symbols(Binding.symbols()) {}

  std::vector<Registry> run() {
    std::vector<Registry> Found;
    for (uint32_t I = 0; I < Symbols.Statics.size(); ++I) {
      if (!Symbols.Statics[I].IsThreadLocal)
        continue;
      Registry R;
      R.Session = StaticId(I);
      addGivers(R);
      if (R.Roles.empty())
        continue;
      addOthers(R);
      Found.push_back(std::move(R));
    }
    return Found;
  }

private:
  static bool does(const FunctionFacts &F, StaticId S, UseKind What) {
    return llvm::any_of(F.Uses, [&](const SessionUse &U) {
      return U.What == What && U.Session.Where.Static == S;
    });
  }

  void addGivers(Registry &R) {
    for (const FunctionFacts &F : Facts) {
      bool Returns = F.Self && llvm::any_of(F.Returned, [&](const Value &V) {
                       return V.What != Value::Function &&
                              V.Where.Where.Static == R.Session;
                     });
      if (!Returns || !does(F, R.Session, UseKind::Opens))
        continue;
      R.Roles[F.Self] = RegistryRole::Gives;
      for (const SessionUse &U : F.Uses)
        if (U.Session.Where.Static == R.Session && !U.Kind.empty())
          R.Kind = U.Kind;
    }
  }

  void addOthers(Registry &R) {
    StaticUse ByGivers;
    for (const auto &[Giver, Role] : R.Roles)
      collect(*P.graphOf(Giver), ByGivers);
    for (const FlowGraph &Graph : P.Graphs) {
      if (Graph.HasErrors || R.roleOf(Graph.Self) != RegistryRole::None)
        continue;
      RegistryRole Role = roleIn(R, Graph, ByGivers);
      if (Role != RegistryRole::None)
        R.Roles[Graph.Self] = Role;
    }
  }

  RegistryRole roleIn(const Registry &R, const FlowGraph &Graph,
                      const StaticUse &ByGivers) const {
    const FunctionFacts &F = Facts[Graph.Self.index()];
    StaticUse Own;
    collect(Graph, Own);
    bool Touches = Own.Read.count(R.Session) || Own.Written.count(R.Session);
    bool Clears = does(F, R.Session, UseKind::Closes) ||
                  Own.Written.count(R.Session) != 0;
    if (Touches)
      return Clears && !does(F, R.Session, UseKind::Opens)
                 ? RegistryRole::Removes
                 : RegistryRole::None;
    auto IsShared = [&](StaticId S) {
      return !Symbols[S].IsThreadLocal && !Symbols[S].IsConst;
    };
    bool Closes = closes(Graph);
    for (StaticId S : Own.Read)
      if (Closes && IsShared(S) && ByGivers.Written.count(S))
        return RegistryRole::ClosesAll;
    for (StaticId S : Own.Written)
      if (IsShared(S) && ByGivers.Read.count(S) && !ByGivers.Written.count(S) &&
          !uses(F))
        return RegistryRole::Configures;
    return RegistryRole::None;
  }

  /// A function that works with sessions sets nothing up.
  static bool uses(const FunctionFacts &F) { return !F.Uses.empty(); }

  bool closes(const FlowGraph &Graph) const {
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        if (const auto *C = std::get_if<Call>(&I.What))
          if (const FunctionContract *Known = Binding.contract(C->Callee))
            for (const Effect &E : Known->Effects)
              for (const Outcome &O : E.Outcomes)
                if (Known->From == Origin::Declared &&
                    llvm::is_contained(O.Events, EventKind::Close))
                  return true;
    return false;
  }

  void collect(const FlowGraph &Graph, StaticUse &To) const {
    for (const Block &B : Graph.Blocks) {
      for (const Instruction &I : B.Body)
        collect(I.What, To);
      if (const auto *T = std::get_if<Branch>(&B.End.What))
        read(T->Condition, To);
    }
  }

  static void read(const Operand &O, StaticUse &To) {
    if (O.Where.Static)
      To.Read.insert(O.Where.Static);
  }

  void collect(const Op &What, StaticUse &To) const {
    if (const auto *A = std::get_if<Assign>(&What)) {
      read(A->From, To);
      if (A->To.Static)
        To.Written.insert(A->To.Static);
    } else if (const auto *K = std::get_if<Compare>(&What)) {
      read(K->Left, To);
      read(K->Right, To);
    } else if (const auto *C = std::get_if<Call>(&What)) {
      for (const Argument &A : C->Arguments)
        read(A.Value, To);
      if (C->Result && C->Result->Static)
        To.Written.insert(C->Result->Static);
      if (C->Receiver)
        collectReceiver(*C, To);
    }
  }

  /// A member may read its object or write it: by the member's role where the
  /// class has a model, by what it returns where it has none.
  void collectReceiver(const Call &C, StaticUse &To) const {
    StaticId S = C.Receiver->Where.Static;
    if (!S || C.Kind == CallKind::Destructor)
      return;
    read(*C.Receiver, To);
    const MemberRole *Role = Binding.role(C.Callee, C.ObjectType);
    SpecialMember Special =
        C.Callee ? Symbols[C.Callee].Special : SpecialMember::None;
    bool Assigns = Special == SpecialMember::CopyAssignment ||
                   Special == SpecialMember::MoveAssignment;
    bool Writes = Role && (Role->What == MemberRole::Insert ||
                           Role->What == MemberRole::Replace);
    if (Assigns || Writes)
      To.Written.insert(S);
  }

  llvm::ArrayRef<FunctionFacts> Facts;
  const solver::CalleeBinding &Binding;
  const Program &P;
  const SymbolTable &Symbols;
};

} // namespace

std::vector<Registry>
sharing::findRegistries(llvm::ArrayRef<FunctionFacts> Facts,
                        const solver::CalleeBinding &Binding) {
  return RegistryFinder(Facts, Binding).run();
}
