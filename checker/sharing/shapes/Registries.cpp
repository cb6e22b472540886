//===- Registries.cpp - One session for each thread -----------------------===//

#include "sharing/SessionTypes.h"
#include "sharing/shapes/SlotUse.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

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
      R.Session.Static = StaticId(I);
      addGivers(R);
      if (!R.Roles.empty())
        Found.push_back(std::move(R));
    }
    addKeyed(Found);
    for (Registry &R : Found)
      addOthers(R);
    return Found;
  }

private:
  static bool does(const FunctionFacts &F, StaticId S, UseKind What) {
    return llvm::any_of(F.Uses, [&](const SessionUse &U) {
      return U.What == What && U.Session.Where.Static == S;
    });
  }

  void addGivers(Registry &R) {
    StaticId Session = R.Session.Static;
    for (const FunctionFacts &F : Facts) {
      bool Returns =
          F.Self && llvm::any_of(F.Returned, [&](const Value &V) {
            return V.What != Value::Function && V.Where.Where.Static == Session;
          });
      std::string Filled = Returns ? filled(F.Self, Session) : "";
      if (!Returns || (Filled.empty() && !does(F, Session, UseKind::Opens)))
        continue;
      R.Roles[F.Self] = RegistryRole::Gives;
      R.Kind = Filled;
      for (const SessionUse &U : F.Uses)
        if (U.Session.Where.Static == Session && !U.Kind.empty())
          R.Kind = U.Kind;
    }
  }

  /// The kind of session that F makes inside the static.
  std::string filled(FunctionId F, StaticId Session) const {
    const FlowGraph *Graph = P.graphOf(F);
    std::string Kind;
    if (Graph)
      forEachFill(*Graph, [&](const Call &C) {
        if (C.Receiver->Where.Static == Session)
          Kind = kindIn(C.ObjectType, *Graph);
      });
    return Kind;
  }

  /// Calls that put something into what owns or contains one value.
  template <typename Each>
  void forEachFill(const FlowGraph &Graph, Each Do) const {
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        const auto *C = std::get_if<Call>(&I.What);
        const MemberRole *Role = C ? ownerCall(*C, Binding).Role : nullptr;
        if (Role && Role->What == MemberRole::Replace && C->Receiver &&
            !C->Arguments.empty())
          Do(*C);
      }
  }

  //===--- Containers with a session for each thread ----------------------===//

  void addKeyed(std::vector<Registry> &To) {
    std::map<Slot, Registry> BySlot;
    for (const FlowGraph &Graph : P.Graphs) {
      if (Graph.HasErrors)
        continue;
      SlotUse Own;
      collectSlots(Graph, Binding, Own);
      if (Own.Keyed.size() != 1)
        continue;
      std::string Kind = handedOut(Graph);
      if (Kind.empty() ||
          !(Own.Filled.count(*Own.Keyed.begin()) || opens(Graph, Kind)))
        continue;
      Registry &R = BySlot[*Own.Keyed.begin()];
      R.Session = *Own.Keyed.begin();
      R.IsKeyed = true;
      R.Kind = Kind;
      R.Roles[Graph.Self] = RegistryRole::Gives;
    }
    for (auto &[Session, R] : BySlot)
      To.push_back(std::move(R));
  }

  /// The kind of session that the function returns, in whatever wrapping.
  std::string handedOut(const FlowGraph &Graph) const {
    return kindIn(Symbols[Graph.Self].Result, Graph);
  }

  std::string kindIn(TypeId T, const FlowGraph &Graph) const {
    ValueNames Names(Graph, Binding, [](FunctionId) { return nullptr; });
    SessionTypes Types(Binding, Names);
    for (unsigned Depth = 0; T && Depth < 3; ++Depth) {
      bool Points = Symbols[T].Kind == TypeKind::Pointer ||
                    Symbols[T].Kind == TypeKind::Reference;
      std::string Kind = Points ? "" : Types.kindOfRecord(T);
      if (!Kind.empty())
        return Kind;
      const TypeContract *Owner = Points ? nullptr : Binding.owner(T);
      bool Wraps = Owner && (Owner->Holds == Holding::Pointer ||
                             Owner->Holds == Holding::Value);
      if (!Points && !Wraps)
        return "";
      T = Points ? Symbols[T].Pointee : solver::argumentOf(T, 0, Symbols);
    }
    return "";
  }

  /// It opens a session, or fills what owns one.
  bool opens(const FlowGraph &Graph, llvm::StringRef Kind) const {
    if (llvm::any_of(Facts[Graph.Self.index()].Uses, [](const SessionUse &U) {
          return U.What == UseKind::Opens;
        }))
      return true;
    bool Found = false;
    forEachFill(Graph, [&](const Call &C) {
      Found |= kindIn(C.ObjectType, Graph) == Kind;
    });
    return Found;
  }

  //===--- The other functions --------------------------------------------===//

  void addOthers(Registry &R) {
    SlotUse ByGivers;
    std::set<FunctionId> Seen;
    for (const auto &[Giver, Role] : R.Roles)
      collectWithCallees(Giver, 0, ByGivers, Seen);
    for (const FlowGraph &Graph : P.Graphs) {
      if (Graph.HasErrors || R.roleOf(Graph.Self) != RegistryRole::None)
        continue;
      SlotUse Own;
      collectSlots(Graph, Binding, Own);
      RegistryRole Role = R.IsKeyed ? roleOfKeyed(R, Own)
                                    : roleOfStatic(R, Graph, Own, ByGivers);
      if (Role == RegistryRole::None && configures(R, Graph, Own, ByGivers))
        Role = RegistryRole::Configures;
      if (Role != RegistryRole::None)
        R.Roles[Graph.Self] = Role;
    }
  }

  /// What a giver opens a session with is often read by its helper.
  void collectWithCallees(FunctionId F, unsigned Depth, SlotUse &To,
                          std::set<FunctionId> &Seen) const {
    constexpr unsigned Deepest = 2;
    const FlowGraph *Graph = F ? P.graphOf(F) : nullptr;
    if (!Graph || !Seen.insert(F).second)
      return;
    collectSlots(*Graph, Binding, To);
    if (Depth != Deepest)
      for (FunctionId Callee : Facts[F.index()].Calls)
        collectWithCallees(Callee, Depth + 1, To, Seen);
  }

  static RegistryRole roleOfKeyed(const Registry &R, const SlotUse &Own) {
    if (Own.Cleared.count(R.Session))
      return RegistryRole::ClosesAll;
    bool Removes = Own.Erased.count(R.Session) && !Own.Filled.count(R.Session);
    return Removes ? RegistryRole::Removes : RegistryRole::None;
  }

  RegistryRole roleOfStatic(const Registry &R, const FlowGraph &Graph,
                            const SlotUse &Own, const SlotUse &ByGivers) const {
    const FunctionFacts &F = Facts[Graph.Self.index()];
    StaticId Session = R.Session.Static;
    bool Touches = Own.Read.count(R.Session) || Own.Written.count(R.Session);
    bool Clears = does(F, Session, UseKind::Closes) ||
                  Own.Written.count(R.Session) || Own.Cleared.count(R.Session);
    if (Touches)
      return Clears && !does(F, Session, UseKind::Opens) ? RegistryRole::Removes
                                                         : RegistryRole::None;
    bool Closes = closes(Graph);
    for (const Slot &S : Own.Read)
      if (Closes && isShared(S) && ByGivers.Written.count(S))
        return RegistryRole::ClosesAll;
    return RegistryRole::None;
  }

  bool isShared(const Slot &S) const {
    return !S.Static ||
           (!Symbols[S.Static].IsThreadLocal && !Symbols[S.Static].IsConst);
  }

  /// A function that works with sessions sets nothing up, nor does one that
  /// makes the registry.
  bool configures(const Registry &R, const FlowGraph &Graph, const SlotUse &Own,
                  const SlotUse &ByGivers) const {
    bool Touches = Own.Read.count(R.Session) || Own.Written.count(R.Session);
    if (Touches || !Facts[Graph.Self.index()].Uses.empty() ||
        Symbols[Graph.Self].Special != SpecialMember::None)
      return false;
    return llvm::any_of(Own.Written, [&](const Slot &S) {
      return isShared(S) && ByGivers.Read.count(S) &&
             !ByGivers.Written.count(S);
    });
  }

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
