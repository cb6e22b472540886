//===- SlotUse.cpp - What a body does to statics and members --------------===//

#include "sharing/shapes/SlotUse.h"
#include "sharing/ValueNames.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

class SlotCollector {
public:
  SlotCollector(const FlowGraph &Graph, const solver::CalleeBinding &Binding,
                SlotUse &To)
      : Graph(Graph), Binding(Binding), Symbols(Binding.symbols()), To(To) {}

  void run() {
    for (const Block &B : Graph.Blocks) {
      for (const Instruction &I : B.Body)
        collect(I.What);
      if (const auto *T = std::get_if<Branch>(&B.End.What))
        read(T->Condition);
    }
  }

private:
  std::optional<Slot> slotOf(const Place &P) const {
    Slot S;
    size_t Step = 0;
    if (P.Static) {
      S.Static = P.Static;
      if (Symbols[P.Static].IsThreadLocal)
        return S;
    } else if (P.Variable && Graph[P.Variable].Kind == VariableKind::This) {
      S.Class = Symbols[Graph.Self].Class;
      Step = 1;
    } else {
      return std::nullopt;
    }
    bool HasField = Step < P.Path.size() &&
                    P.Path[Step].What == Projection::Field &&
                    P.Path[Step].Name != Binding.Payload;
    if (HasField)
      S.Field = P.Path[Step].Name;
    return S.Static || S.Field ? std::optional<Slot>(S) : std::nullopt;
  }

  void read(const Operand &O) {
    if (auto S = slotOf(O.Where))
      To.Read.insert(*S);
  }
  void write(const Place &P) {
    if (auto S = slotOf(P))
      To.Written.insert(*S);
  }

  void collect(const Op &What) {
    if (const auto *A = std::get_if<Assign>(&What)) {
      read(A->From);
      write(A->To);
    } else if (const auto *K = std::get_if<Compare>(&What)) {
      read(K->Left);
      read(K->Right);
    } else if (const auto *C = std::get_if<Call>(&What)) {
      for (const Argument &A : C->Arguments)
        read(A.Value);
      if (C->Result)
        write(*C->Result);
      if (C->Receiver && C->Kind != CallKind::Destructor)
        collectReceiver(*C);
    }
  }

  /// A member may read its object or write it: by the member's role where the
  /// class has a model, by what it returns where it has none.
  void collectReceiver(const Call &C) {
    auto S = slotOf(C.Receiver->Where);
    if (!S)
      return;
    To.Read.insert(*S);
    auto [Owner, Role] = ownerCall(C, Binding);
    SpecialMember Special =
        C.Callee ? Symbols[C.Callee].Special : SpecialMember::None;
    bool Assigns = Special == SpecialMember::CopyAssignment ||
                   Special == SpecialMember::MoveAssignment;
    bool Inserts = Role && Role->What == MemberRole::Insert;
    if (Assigns || Inserts || (Role && Role->What == MemberRole::Replace))
      To.Written.insert(*S);
    if (!Owner || !Role)
      return;
    if (Owner->Holds != Holding::Container) {
      if (Role->What == MemberRole::End)
        To.Cleared.insert(*S);
      return;
    }
    bool ByOwnKey = !C.Arguments.empty() && isOwnKey(C.Arguments[0].Value, 0);
    if (Inserts)
      To.Filled.insert(*S);
    if (ByOwnKey && (Inserts || Role->What == MemberRole::Peek))
      To.Keyed.insert(*S);
    if (Role->What == MemberRole::End && (ByOwnKey || C.Arguments.empty()))
      (ByOwnKey ? To.Erased : To.Cleared).insert(*S);
  }

  /// What a call without arguments says: which thread this is, which scope.
  bool isOwnKey(const Operand &Key, unsigned Depth) const {
    constexpr unsigned Deepest = 4;
    VariableId V = Key.Where.Variable;
    if (!V || Depth == Deepest || Graph[V].Kind == VariableKind::This ||
        Graph[V].Kind == VariableKind::Parameter)
      return false;
    auto MakesOwn = [&](const Instruction &I) {
      if (const auto *A = std::get_if<Assign>(&I.What))
        return A->To.Variable == V && isOwnKey(A->From, Depth + 1);
      const auto *C = std::get_if<Call>(&I.What);
      if (!C)
        return false;
      if (C->Result && C->Result->Variable == V)
        return C->Arguments.empty();
      return C->Kind == CallKind::Constructor && C->Receiver &&
             C->Receiver->Where.Variable == V && C->Arguments.size() == 1 &&
             isOwnKey(C->Arguments[0].Value, Depth + 1);
    };
    return llvm::any_of(Graph.Blocks, [&](const Block &B) {
      return llvm::any_of(B.Body, MakesOwn);
    });
  }

  const FlowGraph &Graph;
  const solver::CalleeBinding &Binding;
  const SymbolTable &Symbols;
  SlotUse &To;
};

} // namespace

void sharing::collectSlots(const FlowGraph &Graph,
                           const solver::CalleeBinding &Binding, SlotUse &To) {
  SlotCollector(Graph, Binding, To).run();
}
