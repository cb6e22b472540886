//===- Liveness.cpp - When a variable is of no more use -------------------===//

#include "solver/Liveness.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::solver;
using namespace session::flow;

namespace {

/// What an instruction does to the variables that are asked about.
struct Mentions {
  llvm::SmallVector<VariableId, 4> All;
  VariableId Written; ///< the whole of it, and it is not read
};

class MentionFinder {
public:
  MentionFinder(const FlowGraph &Graph, const SymbolTable &Symbols)
      : Wanted(Graph.Variables.size()) {
    for (size_t V = 0; V < Graph.Variables.size(); ++V) {
      const Variable &Named = Graph.Variables[V];
      TypeKind Kind = Named.Type ? Symbols[Named.Type].Kind : TypeKind::Other;
      Wanted[V] = Named.Kind == VariableKind::Temporary ||
                  (Named.Kind == VariableKind::Local &&
                   (Kind == TypeKind::Integer || Kind == TypeKind::Enum));
    }
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        leaveOutAliased(Graph, I.What);
  }

  Mentions of(const Op &What) const {
    Mentions Out;
    for (const Operand *O : operandsOf(What))
      read(*O, Out);
    if (const Place *To = targetOf(What))
      write(*To, Out);
    if (const auto *Dead = std::get_if<StorageDead>(&What))
      read(Dead->What, Out);
    else if (const auto *O = std::get_if<Opaque>(&What))
      for (const Place &P : O->Clobbers)
        read(P.Variable, Out);
    return Out;
  }

  Mentions of(const TerminatorOp &What) const {
    Mentions Out;
    if (const auto *T = std::get_if<Branch>(&What))
      read(T->Condition, Out);
    else if (const auto *S = std::get_if<Switch>(&What))
      read(S->Value, Out);
    return Out;
  }

private:
  void read(VariableId V, Mentions &Out) const {
    if (V && Wanted[V.index()])
      Out.All.push_back(V);
  }
  void read(const Operand &O, Mentions &Out) const {
    if (O.What == Operand::Load || O.What == Operand::Address)
      read(O.Where.Variable, Out);
  }
  void write(const Place &P, Mentions &Out) const {
    bool Reads = llvm::is_contained(Out.All, P.Variable);
    read(P.Variable, Out);
    if (P.Path.empty() && !Reads)
      Out.Written = P.Variable;
  }

  /// A temporary that is referred to is mentioned once more where it ends; a
  /// variable may be read by name long after.
  void leaveOutAliased(const FlowGraph &Graph, const Op &What) {
    for (const Operand *O : operandsOf(What))
      if (O->What == Operand::Address && O->Where.Variable &&
          Graph[O->Where.Variable].Kind == VariableKind::Local)
        Wanted[O->Where.Variable.index()] = false;
  }

  std::vector<bool> Wanted; ///< by variable
};

/// Only what is mentioned in several blocks can live between them, or a
/// variable: temporaries are written once, before they are read.
class LivenessSolver {
public:
  LivenessSolver(const FlowGraph &Graph, const SymbolTable &Symbols)
      : Graph(Graph), Finder(Graph, Symbols), Slots(Graph.Variables.size(), -1),
        LiveIn(Graph.Blocks.size()) {
    for (const Block &B : Graph.Blocks) {
      std::vector<Mentions> Here;
      for (const Instruction &I : B.Body)
        Here.push_back(Finder.of(I.What));
      Here.push_back(Finder.of(B.End.What));
      ByBlock.push_back(std::move(Here));
    }
    giveSlots();
    run();
  }

  llvm::BitVector liveOut(size_t B) const {
    llvm::BitVector Live(NextSlot);
    for (BlockId To : successors(Graph.Blocks[B].End))
      Live |= LiveIn[To.index()];
    return Live;
  }

  /// Backwards through B; Visit is told of each last mention.
  template <typename Function>
  void walk(size_t B, llvm::BitVector Live, Function Visit) const {
    std::set<VariableId> Within; // of those that live nowhere else
    for (size_t I = ByBlock[B].size(); I-- > 0;) {
      for (VariableId V : ByBlock[B][I].All) {
        int Slot = Slots[V.index()];
        bool IsLive = Slot < 0 ? !Within.insert(V).second : Live.test(Slot);
        if (!IsLive)
          Visit(V, I);
        if (Slot >= 0)
          Live.set(Slot);
      }
      int Written = slotWritten(B, I);
      if (Written >= 0)
        Live.reset(Written);
    }
  }

  const llvm::BitVector &liveIn(BlockId B) const { return LiveIn[B.index()]; }

  /// In the order of their numbers.
  std::vector<VariableId> slotted() const {
    std::vector<VariableId> Found(NextSlot);
    for (size_t V = 0; V < Slots.size(); ++V)
      if (Slots[V] >= 0)
        Found[Slots[V]] = VariableId(uint32_t(V));
    return Found;
  }

private:
  void giveSlots() {
    std::vector<int> In(Graph.Variables.size(), -1);
    for (size_t B = 0; B < ByBlock.size(); ++B)
      for (const Mentions &Here : ByBlock[B])
        for (VariableId V : Here.All) {
          bool Between = Graph[V].Kind == VariableKind::Local ||
                         (In[V.index()] >= 0 && size_t(In[V.index()]) != B);
          In[V.index()] = int(B);
          if (Between && Slots[V.index()] < 0)
            Slots[V.index()] = int(NextSlot++);
        }
  }

  /// Negative: none. Nothing is written when the call throws.
  int slotWritten(size_t B, size_t I) const {
    VariableId V = ByBlock[B][I].Written;
    bool MayThrow = I + 2 == ByBlock[B].size() &&
                    std::holds_alternative<Invoke>(Graph.Blocks[B].End.What);
    return V && !MayThrow ? Slots[V.index()] : -1;
  }

  /// What B reads before it writes it, and what it writes.
  void summarise(size_t B, llvm::BitVector &Reads,
                 llvm::BitVector &Writes) const {
    Reads.resize(NextSlot);
    Writes.resize(NextSlot);
    for (size_t I = ByBlock[B].size(); I-- > 0;) {
      for (VariableId V : ByBlock[B][I].All)
        if (Slots[V.index()] >= 0)
          Reads.set(Slots[V.index()]);
      int Written = slotWritten(B, I);
      if (Written < 0)
        continue;
      Reads.reset(Written);
      Writes.set(Written);
    }
  }

  void run() {
    std::vector<std::vector<uint32_t>> Predecessors(Graph.Blocks.size());
    std::vector<llvm::BitVector> Reads(Graph.Blocks.size());
    std::vector<llvm::BitVector> Writes(Graph.Blocks.size());
    std::vector<uint32_t> Queue;
    for (uint32_t B = 0; B < Graph.Blocks.size(); ++B) {
      for (BlockId To : successors(Graph.Blocks[B].End))
        Predecessors[To.index()].push_back(B);
      summarise(B, Reads[B], Writes[B]);
      LiveIn[B].resize(NextSlot);
      Queue.push_back(B);
    }
    std::vector<bool> Queued(Graph.Blocks.size(), true);
    while (!Queue.empty()) {
      uint32_t B = Queue.back();
      Queue.pop_back();
      Queued[B] = false;
      llvm::BitVector Live = liveOut(B);
      Live.reset(Writes[B]);
      Live |= Reads[B];
      if (Live == LiveIn[B])
        continue;
      LiveIn[B] = std::move(Live);
      for (uint32_t From : Predecessors[B])
        if (!Queued[From]) {
          Queued[From] = true;
          Queue.push_back(From);
        }
    }
  }

  const FlowGraph &Graph;
  MentionFinder Finder;
  std::vector<std::vector<Mentions>> ByBlock; ///< the terminator's is last
  std::vector<int> Slots;                     ///< by variable; negative: none
  unsigned NextSlot = 0;
  std::vector<llvm::BitVector> LiveIn; ///< by block, of slots
};

} // namespace

Liveness::Liveness(const FlowGraph &Graph, const SymbolTable &Symbols)
    : Deaths(Graph.Blocks.size()), DeadOnEntry(Graph.Blocks.size()) {
  LivenessSolver Solver(Graph, Symbols);
  std::vector<VariableId> Slotted = Solver.slotted();
  for (size_t B = 0; B < Graph.Blocks.size(); ++B) {
    llvm::BitVector Live = Solver.liveOut(B);
    for (BlockId To : successors(Graph.Blocks[B].End)) {
      llvm::BitVector Dead = Live;
      Dead.reset(Solver.liveIn(To));
      Variables &OnEntry = DeadOnEntry[To.index()];
      for (unsigned Slot : Dead.set_bits())
        if (!llvm::is_contained(OnEntry, Slotted[Slot]))
          OnEntry.push_back(Slotted[Slot]);
    }
    Deaths[B].resize(Graph.Blocks[B].Body.size() + 1);
    Solver.walk(B, std::move(Live), [&](VariableId V, size_t Index) {
      Deaths[B][Index].push_back(V);
    });
  }
}
