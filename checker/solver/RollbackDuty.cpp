//===- RollbackDuty.cpp - Whose is the open transaction? ------------------===//

#include "solver/RollbackDuty.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static bool calls(const FlowGraph &Graph, FunctionId Callee) {
  return llvm::any_of(Graph.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Body, [&](const Instruction &I) {
      const auto *C = std::get_if<Call>(&I.What);
      return C && C->Callee == Callee;
    });
  });
}

/// Every caller can be seen, and opens (hence closes) the session itself:
/// closing ends the transaction.
static bool callersClose(const FlowGraph &Graph, const CalleeBinding &Binding) {
  if (!Binding.symbols()[Graph.Self].IsInternal)
    return false;
  bool Any = false;
  for (const FlowGraph &Other : Binding.program().Graphs) {
    if (!calls(Other, Graph.Self))
      continue;
    std::vector<OpeningSite> Sites = openingSites(Other, Binding);
    if (llvm::all_of(Sites, [](const OpeningSite &S) { return S.IsChild; }))
      return false;
    Any = true;
  }
  return Any;
}

namespace {

/// Does the program keep count of what it has begun? Then the begin hangs on a
/// place outside (`if (!w->begun)`, `if (w->rows == 0)`) that this function
/// writes as well, for its next call.
class KeptCount {
public:
  KeptCount(const FlowGraph &Graph, const CalleeBinding &Binding)
      : Graph(Graph), Binding(Binding) {}

  bool decides(AnchorId BeganAt) {
    for (uint32_t I = 0; I < Graph.Blocks.size(); ++I)
      for (const Instruction &Inst : Graph.Blocks[I].Body)
        if (Inst.At == BeganAt && std::holds_alternative<Call>(Inst.What) &&
            isDecided(BlockId(I), std::get<Call>(Inst.What)))
          return true;
    return false;
  }

private:
  bool isDecided(BlockId Begin, const Call &Begins) {
    std::vector<bool> ToBegin = blocksThatReach(Graph, {Begin});
    for (uint32_t I = 0; I < Graph.Blocks.size(); ++I) {
      const auto *T = std::get_if<Branch>(&Graph.Blocks[I].End.What);
      if (!T || BlockId(I) == Begin || !ToBegin[I] ||
          (ToBegin[T->Then.index()] && ToBegin[T->Else.index()]))
        continue;
      Asked.clear();
      collect(T->Condition, 0);
      for (const Place &P : Asked)
        if (isWritten(P) || isSetBy(Begins, P))
          return true;
    }
    return false;
  }

  /// What the condition was computed from, outside of this function.
  void collect(const Operand &O, unsigned Depth) {
    if (O.What != Operand::Load)
      return;
    bool Outside = O.Where.Static || llvm::any_of(O.Where.Path, isDeref);
    if (Outside)
      Asked.push_back(O.Where);
    bool IsTemporary = O.Where.Variable && O.Where.Path.empty() &&
                       Graph[O.Where.Variable].Kind == VariableKind::Temporary;
    if (!IsTemporary || Depth > 3)
      return;
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        if (const auto *A = std::get_if<Assign>(&I.What); A && A->To == O.Where)
          collect(A->From, Depth + 1);
        else if (const auto *N = std::get_if<Not>(&I.What);
                 N && N->To == O.Where)
          collect(N->From, Depth + 1);
        else if (const auto *C = std::get_if<Compare>(&I.What);
                 C && C->To == O.Where) {
          collect(C->Left, Depth + 1);
          collect(C->Right, Depth + 1);
        }
      }
  }

  static bool isDeref(const Projection &P) {
    return P.What == Projection::Deref;
  }

  bool isWritten(const Place &P) const {
    return llvm::any_of(Graph.Blocks, [&](const Block &B) {
      return llvm::any_of(B.Body, [&](const Instruction &I) {
        const auto *A = std::get_if<Assign>(&I.What);
        const auto *Plus = std::get_if<Add>(&I.What);
        return (A && A->To == P) || (Plus && Plus->To == P);
      });
    });
  }

  /// The helper that begins notes it there.
  bool isSetBy(const Call &Begins, const Place &P) const {
    const FunctionContract *Known = Binding.contract(Begins);
    if (!Known || P.Path.empty() || P.Path.back().What != Projection::Field)
      return false;
    llvm::StringRef Name = Binding.symbols().text(P.Path.back().Name);
    auto IsIt = [&](const Setting &S) {
      return !S.Where.Steps.empty() && S.Where.Steps.back().Name == Name;
    };
    return llvm::any_of(Known->Sets, IsIt) ||
           llvm::any_of(Known->Effects, [&](const Effect &E) {
             return llvm::any_of(E.Outcomes, [&](const Outcome &O) {
               return llvm::any_of(O.Sets, IsIt);
             });
           });
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  std::vector<Place> Asked;
};

/// A test of the begin's result that nobody here understands (a predicate of
/// the program): the side of it that ends nothing is the one without a
/// transaction.
class BeginTest {
public:
  BeginTest(const FlowGraph &Graph, const OwnEnds &Ends)
      : Graph(Graph), Ends(Ends) {}

  bool isFailureOf(AnchorId BeganAt, AnchorId LeftAt) {
    for (uint32_t I = 0; I < Graph.Blocks.size(); ++I)
      for (const Instruction &Inst : Graph.Blocks[I].Body)
        if (const auto *C = std::get_if<Call>(&Inst.What))
          if (Inst.At == BeganAt && C->Result && C->Result->Variable)
            if (leadsTo(I, C->Result->Variable, LeftAt))
              return true;
    return false;
  }

private:
  bool leadsTo(uint32_t Begin, VariableId Result, AnchorId LeftAt) {
    const Branch *Test = firstBranch(BlockId(Begin));
    Known = {Result};
    if (!Test || !isFrom(Test->Condition, 0))
      return false;
    for (auto [Side, Other] :
         {std::pair(Test->Then, Test->Else), std::pair(Test->Else, Test->Then)})
      if (reaches(Side, LeftAt, true) && !reaches(Other, LeftAt, true) &&
          !reaches(Side, Ends.LastCommit, false))
        return true;
    return false;
  }

  const Branch *firstBranch(BlockId From) const {
    for (size_t Steps = 0; Steps < Graph.Blocks.size(); ++Steps) {
      const TerminatorOp &End = Graph[From].End.What;
      if (const auto *J = std::get_if<Jump>(&End))
        From = J->To;
      else if (const auto *I = std::get_if<Invoke>(&End))
        From = I->Normal;
      else
        return std::get_if<Branch>(&End);
    }
    return nullptr;
  }

  /// A block that ends, or has an instruction, at that place.
  bool reaches(BlockId From, AnchorId Wanted, bool AtEnd) const {
    std::vector<BlockId> Targets;
    for (uint32_t I = 0; I < Graph.Blocks.size(); ++I) {
      const Block &B = Graph.Blocks[I];
      bool Has = AtEnd ? B.End.At == Wanted
                       : llvm::any_of(B.Body, [&](const Instruction &Inst) {
                           return Inst.At == Wanted;
                         });
      if (Has)
        Targets.push_back(BlockId(I));
    }
    return blocksThatReach(Graph, Targets)[From.index()];
  }

  bool isFrom(const Operand &O, unsigned Depth) {
    bool Reads = O.What == Operand::Load || O.What == Operand::Address;
    if (!Reads || !O.Where.Variable || Depth > 6)
      return false;
    if (llvm::is_contained(Known, O.Where.Variable))
      return true;
    // What was assigned to it, or computed.
    return llvm::any_of(Graph.Blocks, [&](const Block &B) {
      return llvm::any_of(B.Body, [&](const Instruction &I) {
        return isWriteFrom(I.What, O.Where.Variable, Depth + 1);
      });
    });
  }

  bool isWriteFrom(const Op &What, VariableId To, unsigned Depth) {
    if (const auto *A = std::get_if<Assign>(&What))
      return A->To.Variable == To && isFrom(A->From, Depth);
    if (const auto *N = std::get_if<Not>(&What))
      return N->To.Variable == To && isFrom(N->From, Depth);
    if (const auto *C = std::get_if<Compare>(&What))
      return C->To.Variable == To &&
             (isFrom(C->Left, Depth) || isFrom(C->Right, Depth));
    const auto *C = std::get_if<Call>(&What);
    return C && C->Result && C->Result->Variable == To &&
           ((C->Receiver && isFrom(*C->Receiver, Depth)) ||
            llvm::any_of(C->Arguments, [&](const Argument &A) {
              return isFrom(A.Value, Depth);
            }));
  }

  const FlowGraph &Graph;
  const OwnEnds &Ends;
  llvm::SmallVector<VariableId, 2> Known;
};

} // namespace

static bool isUnknownBegin(const Suspicion &What, const Simulation &Run,
                           const FlowGraph &Graph) {
  bool Understood =
      llvm::any_of(Run.TransactionExits, [](const TransactionExit &E) {
        return E.How == TransactionExit::BeginFailed;
      });
  return !Understood && Run.ends().LastCommit &&
         BeginTest(Graph, Run.ends()).isFailureOf(What.BeganAt, What.At);
}

static bool sharesClass(const ReturnTest &Class, TransactionExit::Kind How,
                        const Simulation &Run) {
  return llvm::any_of(Run.TransactionExits, [&](const TransactionExit &E) {
    return E.How == How && E.Class == Class;
  });
}

/// The function commits its transaction on one path and rolls it back on
/// another: no caller is meant to. This exit leaves before the commit. (One
/// behind it may be what the function is there for: a begin that commits at
/// once what has nothing to do.)
static bool endsBothWays(const Suspicion &What, const Simulation &Run,
                         const Type *Result) {
  const OwnEnds &Ends = Run.ends();
  bool HandsOut = Result && Result->Kind == TypeKind::Pointer &&
                  What.Class.What != ReturnTest::Zero;
  return Run.wasHandedIn() && Ends.ByRollback && !Ends.BegunAnew &&
         Ends.LastCommit && What.At < Ends.LastCommit && !HandsOut;
}

std::optional<Confidence> solver::dutyOf(const Suspicion &What,
                                         const Simulation &Run,
                                         const FlowGraph &Graph,
                                         const CalleeBinding &Binding) {
  auto DefiniteIf = [](bool Duty) {
    return Duty ? std::optional(Confidence::Definite) : std::nullopt;
  };
  bool Unlooked = What.Broken == Breach::CommitUnlooked;
  if (What.Broken != Breach::LeftInside && !Unlooked)
    return Confidence::Definite;
  if (callersClose(Graph, Binding))
    return std::nullopt;
  if (Unlooked || What.Why == Cause::Unwinding)
    return Confidence::Definite;
  // A begin wrapper, unless its callers cannot tell what they got.
  if (!Run.ends().Any)
    return DefiniteIf(
        What.AfterFailure && What.Class.What != ReturnTest::Always &&
        sharesClass(What.Class, TransactionExit::BeginFailed, Run));
  if (What.AfterFailure)
    return Confidence::Definite;
  if (KeptCount(Graph, Binding).decides(What.BeganAt) ||
      isUnknownBegin(What, Run, Graph))
    return std::nullopt;
  if (sharesClass(What.Class, TransactionExit::Ended, Run))
    return Confidence::Definite;
  const SymbolTable &Symbols = Binding.symbols();
  TypeId Result = Symbols[Graph.Self].Result;
  bool Likely = endsBothWays(What, Run, Result ? &Symbols[Result] : nullptr);
  return Likely ? std::optional(Confidence::Likely) : std::nullopt;
}
