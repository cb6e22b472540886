//===- WriteSet.cpp - What a body may write behind its arguments ----------===//

#include "solver/WriteSet.h"
#include "solver/PathNames.h"
#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr size_t MaxWrites = 16;

bool solver::mayWriteThrough(Passing How) {
  return How != Passing::Value && How != Passing::ConstPointer &&
         How != Passing::ConstReference && How != Passing::ConstHandleRef;
}

namespace {

class WriteCollector {
public:
  WriteCollector(const FlowGraph &Graph, const CalleeBinding &Binding,
                 FunctionContract &Contract)
      : Graph(Graph), Binding(Binding), Contract(Contract),
        Names(Graph, Binding.symbols()) {}

  void run() {
    std::vector<bool> MayThrow = blocksThatThrow();
    for (size_t B = 0; B < Graph.Blocks.size(); ++B) {
      BeforeThrow = MayThrow[B];
      const auto *Inv = std::get_if<Invoke>(&Graph.Blocks[B].End.What);
      ThrowsItself = Inv && !MayThrow[Inv->Normal.index()];
      for (const Instruction &I : Graph.Blocks[B].Body)
        collect(I.What);
    }
    Contract.Writes.assign(Found.begin(), Found.end());
    // Past the cap the roots stand for everything behind them.
    if (Found.size() > MaxWrites) {
      Contract.Writes = roots();
      return;
    }
    for (const ContractPath &Path : Found)
      if (!WrittenBeforeThrow.count(Path))
        Contract.KeepsOnThrow.push_back(Path);
  }

private:
  std::vector<bool> blocksThatThrow() const {
    std::vector<BlockId> Exits;
    for (uint32_t B = 0; B < Graph.Blocks.size(); ++B)
      if (std::holds_alternative<Resume>(Graph.Blocks[B].End.What))
        Exits.push_back(BlockId(B));
    return blocksThatReach(Graph, std::move(Exits));
  }

  std::vector<ContractPath> roots() const {
    std::set<ContractPath> Roots;
    for (ContractPath Path : Found) {
      Path.Steps.resize(std::min<size_t>(Path.Steps.size(), 1));
      Roots.insert(std::move(Path));
    }
    return {Roots.begin(), Roots.end()};
  }

  void write(PathNames::Paths Paths) {
    for (ContractPath &Path : Paths) {
      Contract.WritesStatics |= Path.Root == ContractPath::Static;
      // The callee's own copy of a scalar argument is nobody else's.
      if (Path.Steps.empty())
        continue;
      if (BeforeThrow)
        WrittenBeforeThrow.insert(Path);
      Found.insert(std::move(Path));
    }
  }

  void write(const Place &P) {
    Contract.WritesStatics |= P.Static.isValid();
    // A variable of this function is nobody else's, whatever it was copied
    // from.
    if (P.Static || !P.Path.empty())
      write(Names.of(P));
  }

  void collect(const Op &What) {
    if (const auto *A = std::get_if<Assign>(&What))
      write(A->To);
    else if (const auto *C = std::get_if<Compare>(&What))
      write(C->To);
    else if (const auto *M = std::get_if<Mask>(&What))
      write(M->To);
    else if (const auto *P = std::get_if<Add>(&What))
      write(P->To);
    else if (const auto *N = std::get_if<Not>(&What))
      write(N->To);
    else if (const auto *L = std::get_if<Closure>(&What))
      write(L->To);
    else if (const auto *New = std::get_if<Allocate>(&What))
      write(New->To);
    else if (const auto *O = std::get_if<Opaque>(&What))
      for (const Place &P : O->Clobbers)
        write(P);
    else if (const auto *K = std::get_if<Call>(&What))
      collectCall(*K);
  }

  void collectCall(const Call &C) {
    if (C.Result)
      write(*C.Result);
    const FunctionContract *Known = Binding.contract(C);
    if (Known && Known->From == Origin::Inferred) {
      Contract.WritesStatics |= Known->WritesStatics;
      bool Before = BeforeThrow;
      for (const ContractPath &Path : Known->Writes) {
        bool Kept =
            ThrowsItself && llvm::is_contained(Known->KeepsOnThrow, Path);
        BeforeThrow = Before && !Kept;
        write(Names.of(Path, C));
      }
      BeforeThrow = Before;
      return;
    }
    bool IsQuiet = C.Callee && Binding.symbols()[C.Callee].InSystemHeader;
    Contract.WritesStatics |= !Known && !IsQuiet;
    for (unsigned I = 0; I < C.Arguments.size(); ++I)
      if (mayWriteThrough(C.Arguments[I].How)) {
        ContractPath Behind;
        Behind.Index = I;
        Behind.Steps.push_back({ContractStep::Deref, ""});
        write(Names.of(Behind, C));
      }
    if (C.Receiver && !onlyReads(C.Callee)) {
      ContractPath Behind;
      Behind.Root = ContractPath::This;
      Behind.Steps.push_back({ContractStep::Deref, ""});
      write(Names.of(Behind, C));
    }
  }

  /// A member of a text that hands it out or asks about it.
  bool onlyReads(FunctionId Callee) const {
    const MemberRole *Role = Binding.role(Callee);
    return Role &&
           Binding.owner(Binding.symbols()[Callee].Class)->Holds ==
               Holding::Text &&
           (Role->What == MemberRole::Peek || Role->What == MemberRole::Test);
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  FunctionContract &Contract;
  PathNames Names;
  std::set<ContractPath> Found, WrittenBeforeThrow;
  bool BeforeThrow = false;  ///< an exception can leave after this place
  bool ThrowsItself = false; ///< ... but only that of the block's last call
};

} // namespace

void solver::inferWrites(const FlowGraph &Graph, const CalleeBinding &Binding,
                         FunctionContract &Contract) {
  WriteCollector(Graph, Binding, Contract).run();
}
