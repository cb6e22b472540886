//===- Replay.cpp - Is this path feasible? --------------------------------===//

#include "solver/Replay.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr unsigned Unreached = ~0u;
/// A block may stand this often on one path: into a loop, round it, and out.
static constexpr unsigned MaxVisits = 3;
/// A point may be entered this often in one search, when paths are many.
static constexpr unsigned EntriesWhenMany = 6;

Replay::Replay(const FlowGraph &Graph, const CalleeBinding &Binding,
               Tracked Session)
    : Graph(Graph), Binding(Binding), Site(Session.Site),
      Walk(Graph, Binding, Session, *this), Predecessors(Graph.Blocks.size()),
      Steering(Site ? Binding.runs().plan(Graph, Binding.symbols()).Steering
                    : Binding.runs()
                          .plan(Graph, Binding.symbols())
                          .SteeringOfHanded) {
  Walk.Recording = true;
  for (size_t B = 0; B < Graph.Blocks.size(); ++B)
    for (BlockId To : successors(Graph.Blocks[B].End))
      Predecessors[To.index()].push_back(BlockId(uint32_t(B)));
  if (Site)
    ToSite = distancesTo(Site->Block);
}

std::vector<unsigned> Replay::distancesTo(BlockId Target) const {
  std::vector<unsigned> Distance(Graph.Blocks.size(), Unreached);
  std::deque<BlockId> Queue{Target};
  Distance[Target.index()] = 0;
  while (!Queue.empty()) {
    BlockId B = Queue.front();
    Queue.pop_front();
    for (BlockId From : Predecessors[B.index()])
      if (Distance[From.index()] == Unreached) {
        Distance[From.index()] = Distance[B.index()] + 1;
        Queue.push_back(From);
      }
  }
  return Distance;
}

void Replay::suspect(const Suspicion &What, const SimState &State) {
  if (!Found && Now == Wanted->In && What == Wanted->What)
    Found = State;
}

void Replay::orderByDistance(std::vector<Arrival> &Next) const {
  auto DistanceOf = [&](const Arrival &A) {
    const auto &To = A.State.Tracking || !Site ? ToTarget : ToSite;
    return To[A.To.index()];
  };
  llvm::erase_if(Next, [&](const Arrival &A) {
    return !Leading.count({A.To, phaseOf(A.State)});
  });
  // Farthest first: the stack takes the last one.
  std::vector<std::pair<unsigned, size_t>> Ranked;
  for (size_t I = 0; I < Next.size(); ++I)
    Ranked.push_back({~DistanceOf(Next[I]), I});
  llvm::sort(Ranked);
  std::vector<Arrival> Ordered;
  for (auto &[Rank, I] : Ranked)
    Ordered.push_back(std::move(Next[I]));
  Next = std::move(Ordered);
}

std::optional<SimState> Replay::confirm(const PlacedSuspicion &Suspicion,
                                        const SimState &Entry,
                                        std::set<PhasePoint> Points) {
  Wanted = &Suspicion;
  Leading = std::move(Points);
  Found.reset();
  ToTarget = distancesTo(Suspicion.In);
  // First every path there is. Where they are too many, what is found out near
  // their ends is not tried again and again, and their beginnings get a turn.
  if (!search(Entry, 0))
    search(Entry, EntriesWhenMany);
  return std::move(Found);
}

bool Replay::search(SimState Entry, unsigned MaxEntries) {
  // Depth first with an explicit stack; an item without a state marks that a
  // block is left again.
  struct Item {
    BlockId Block;
    std::optional<SimState> State;
  };
  std::vector<Item> Stack;
  std::vector<unsigned> Visits(Graph.Blocks.size());
  std::map<std::pair<BlockId, StateKey>, unsigned> Entries;
  Stack.push_back({Graph.entry(), std::move(Entry)});
  uint64_t Budget = 600 + Binding.input().Limits.ReplaysPerFinding *
                              uint64_t(Graph.Blocks.size());
  while (!Stack.empty() && !Found) {
    Item Top = std::move(Stack.back());
    Stack.pop_back();
    if (!Top.State) {
      --Visits[Top.Block.index()];
      continue;
    }
    if (Visits[Top.Block.index()] >= MaxVisits)
      continue;
    if (MaxEntries && // 0: as often as wanted
        Entries[{Top.Block, keyOf(*Top.State, Steering)}]++ >= MaxEntries)
      continue;
    if (Budget-- == 0)
      return false;
    ++Visits[Top.Block.index()];
    Stack.push_back({Top.Block, std::nullopt});
    Now = Top.Block;
    std::vector<Arrival> Next;
    Walk.run(Now, std::move(*Top.State), Next);
    orderByDistance(Next);
    for (Arrival &A : Next)
      Stack.push_back({A.To, std::move(A.State)});
  }
  return true;
}
