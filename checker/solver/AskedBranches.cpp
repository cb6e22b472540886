//===- AskedBranches.cpp - What a function's branches ask about -----------===//

#include "solver/AskedBranches.h"
#include "solver/PathNames.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

namespace {

/// What a value was computed from, by what it says of the caller's world.
enum class Source : uint8_t { Nothing, Call, Given, State };

class SourceFinder {
public:
  SourceFinder(const FlowGraph &Graph, const CalleeBinding &Binding)
      : Graph(Graph), Binding(Binding), Names(Graph, Binding.symbols()),
        Of(Graph.Variables.size()) {
    for (Changed = true; Changed;) {
      Changed = false;
      for (const Block &B : Graph.Blocks)
        for (const Instruction &I : B.Body)
          propagate(I.What);
    }
  }

  Source of(const Operand &O) const {
    if (O.What != Operand::Load)
      return Source::Nothing;
    const Place &P = O.Where;
    // A handle is asked for to see whether it is there: how a call went.
    if (!P.Variable || !P.Path.empty())
      return isOwnRecord(P) ? Source::Nothing
             : isHandle(P)  ? Source::Call
                            : Source::State;
    const Variable &V = Graph[P.Variable];
    if (V.Kind == VariableKind::Parameter)
      return isPointer(V.Type) ? Source::Given : Source::State;
    return Of[P.Variable.index()];
  }

private:
  bool isHandle(const Place &P) const {
    TypeId T = Names.typeOf(P);
    return isPointer(T) &&
           Binding.handles().count(Binding.symbols()[T].Pointee);
  }

  bool isPointer(TypeId T) const {
    return T && (Binding.symbols()[T].Kind == TypeKind::Pointer ||
                 Binding.symbols()[T].Kind == TypeKind::Reference);
  }

  /// A field of a local record: what this function put there.
  bool isOwnRecord(const Place &P) const {
    if (!P.Variable || Graph[P.Variable].Kind == VariableKind::Parameter ||
        Graph[P.Variable].Kind == VariableKind::This)
      return false;
    return llvm::none_of(P.Path, [](const Projection &Step) {
      return Step.What == Projection::Deref;
    });
  }

  /// A local that counts or collects: not what the caller's world is like.
  bool isLocalCount(const Operand &O) const {
    return O.What == Operand::Load && O.Where.Variable &&
           O.Where.Path.empty() &&
           Graph[O.Where.Variable].Kind == VariableKind::Local &&
           of(O) == Source::Nothing;
  }

  Source ofCall(const flow::Call &C) const {
    const FunctionContract *Known = Binding.contract(C);
    bool IsSessions =
        Known && llvm::any_of(Known->Effects, [](const Effect &E) {
          return E.What != EffectKind::Invoke && E.What != EffectKind::Wait;
        });
    return IsSessions || isPointer(C.ResultType) ? Source::Call : Source::State;
  }

  void add(const Place &To, Source From) {
    if (!To.Variable || !To.Path.empty())
      return;
    Source &Known = Of[To.Variable.index()];
    if (From > Known) {
      Known = From;
      Changed = true;
    }
  }

  void propagate(const Op &What) {
    if (const auto *A = std::get_if<Assign>(&What))
      add(A->To, of(A->From));
    else if (const auto *C = std::get_if<Compare>(&What))
      add(C->To, isLocalCount(C->Left) || isLocalCount(C->Right)
                     ? Source::Nothing
                     : std::max(of(C->Left), of(C->Right)));
    else if (const auto *M = std::get_if<Mask>(&What))
      add(M->To, of(M->From));
    else if (const auto *P = std::get_if<Add>(&What))
      add(P->To, of(P->From));
    else if (const auto *N = std::get_if<Not>(&What))
      add(N->To, of(N->From));
    else if (const auto *Call = std::get_if<flow::Call>(&What))
      if (Call->Result)
        add(*Call->Result, ofCall(*Call));
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  PathNames Names;
  std::vector<Source> Of; ///< by variable
  bool Changed = false;
};

/// The test of a loop: it comes back here, and one way does not.
bool isLoopTest(const FlowGraph &Graph, BlockId B,
                const std::vector<unsigned> &Loops) {
  unsigned Stays = 0, Leaves = 0;
  for (BlockId To : successors(Graph[B].End))
    ++(To != B && Loops[To.index()] == Loops[B.index()] ? Stays : Leaves);
  return Stays && Leaves;
}

} // namespace

AskedBranches::AskedBranches(const FlowGraph &Graph,
                             const CalleeBinding &Binding)
    : Graph(Graph), ByState(Graph.Blocks.size()), ByGiven(Graph.Blocks.size()) {
  SourceFinder Sources(Graph, Binding);
  const std::vector<unsigned> &Loops =
      Binding.runs().plan(Graph, Binding.symbols()).Loops;
  for (uint32_t I = 0; I < Graph.Blocks.size(); ++I) {
    const TerminatorOp &End = Graph.Blocks[I].End.What;
    Source Asked = Source::Nothing;
    if (const auto *B = std::get_if<Branch>(&End))
      Asked = Sources.of(B->Condition);
    else if (const auto *S = std::get_if<Switch>(&End))
      Asked = Sources.of(S->Value);
    bool Counts =
        Asked >= Source::Given && !isLoopTest(Graph, BlockId(I), Loops);
    ByState[I] = Counts && Asked == Source::State;
    ByGiven[I] = Counts && Asked == Source::Given;
  }
}

bool AskedBranches::decides(BlockId Wanted) const {
  std::vector<bool> ToWanted = blocksThatReach(Graph, {Wanted});
  for (uint32_t I = 0; I < Graph.Blocks.size(); ++I) {
    BlockId B(I);
    if (B == Wanted || !ToWanted[I] || !asksAnything(B))
      continue;
    for (BlockId To : successors(Graph[B].End))
      if (!ToWanted[To.index()])
        return true;
  }
  return false;
}
