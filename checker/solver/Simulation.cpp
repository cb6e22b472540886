//===- Simulation.cpp - One session over one graph ------------------------===//

#include "solver/Simulation.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr size_t InstructionsPerStep = 8;

std::vector<unsigned> solver::reversePostOrder(const FlowGraph &Graph) {
  std::vector<unsigned> Order(Graph.Blocks.size(), ~0u);
  std::vector<bool> Seen(Graph.Blocks.size());
  struct Frame {
    BlockId Block;
    llvm::SmallVector<BlockId, 4> Next;
  };
  std::vector<Frame> Stack;
  std::vector<BlockId> Post;
  auto Enter = [&](BlockId B) {
    Seen[B.index()] = true;
    Stack.push_back({B, successors(Graph[B].End)});
  };
  Enter(Graph.entry());
  while (!Stack.empty()) {
    Frame &Top = Stack.back();
    if (Top.Next.empty()) {
      Post.push_back(Top.Block);
      Stack.pop_back();
      continue;
    }
    BlockId B = Top.Next.pop_back_val();
    if (!Seen[B.index()])
      Enter(B);
  }
  for (size_t I = 0; I < Post.size(); ++I)
    Order[Post[I].index()] = unsigned(Post.size() - 1 - I);
  return Order;
}

Simulation::Simulation(const FlowGraph &Graph, const CalleeBinding &Binding,
                       Tracked Session)
    : Graph(Graph), Binding(Binding), Walk(Graph, Binding, Session, *this),
      Site(Session.Site), Kind(Session.Kind),
      Plan(Binding.runs().plan(Graph, Binding.symbols())),
      Steering(Site ? Plan.Steering : Plan.SteeringOfHanded) {
  StatesAt.resize(Graph.Blocks.size());
  EnteredFrom.resize(Graph.Blocks.size());
  if (Site)
    BeforeSite = blocksThatReach(Graph, {Site->Block});
}

void Simulation::suspect(const Suspicion &What, const SimState &) {
  for (PlacedSuspicion &P : Suspicions)
    if (P.What == What && P.In == Now) {
      P.Phases.insert(NowIn);
      return;
    }
  Suspicions.push_back({What, Now, {NowIn}});
}

std::set<PhasePoint> Simulation::leadingTo(const PlacedSuspicion &P) const {
  std::set<PhasePoint> Found;
  std::vector<PhasePoint> Queue;
  for (const Phase &In : P.Phases)
    Queue.push_back({P.In, In});
  while (!Queue.empty()) {
    PhasePoint Point = Queue.back();
    Queue.pop_back();
    if (!Found.insert(Point).second)
      continue;
    const auto &Entries = EnteredFrom[Point.first.index()];
    auto From = Entries.find(Point.second);
    if (From != Entries.end())
      Queue.insert(Queue.end(), From->second.begin(), From->second.end());
  }
  return Found;
}

void Simulation::leave(bool Exceptional, const SimState &State) {
  if (!Exceptional)
    noteTransaction(State);
  llvm::SmallVector<VariableId, 4> Apart;
  if (VariableId Result = Graph.find(VariableKind::Result))
    if (ResultsApart)
      Apart.push_back(Result);
  // Codes that an opener returns are told apart for its callers.
  if (Asked && Site)
    Apart.assign(Steering.begin(), Steering.end());
  auto Key = std::make_pair(Exceptional, keyOf(State, Apart));
  auto It = ExitStates.find(Key);
  if (It == ExitStates.end())
    ExitStates.emplace(Key, State);
  else
    weaken(It->second, State);
}

void Simulation::noteTransaction(const SimState &State) {
  TransactionExit Exit;
  bool Open =
      State.BeganAt && owesRollback(State.Session, Binding.policy(Kind));
  Exit.How = Open                ? TransactionExit::Open
             : State.BeginFailed ? TransactionExit::BeginFailed
             : State.Ended       ? TransactionExit::Ended
                                 : TransactionExit::NotBegun;
  Exit.Class = Walk.returnClass(State);
  if (!llvm::is_contained(TransactionExits, Exit))
    TransactionExits.push_back(Exit);
}

bool Simulation::isFinished(const Arrival &A) const {
  if (Asked || !Site || BeforeSite[A.To.index()] || A.State.owes())
    return false;
  if (!A.State.Tracking || A.State.Store.hasMovedFrom())
    return !A.State.Tracking;
  bool Gone =
      A.State.Store.handleLocations().empty() && !A.State.Store.object();
  return A.State.Escaped || Gone;
}

void Simulation::arrive(Arrival A) {
  if (isFinished(A))
    return;
  auto &Here = StatesAt[A.To.index()];
  A.State.CallResult = ValueId();
  StateKey Key = keyOf(A.State, Steering);
  auto It = Here.find(Key);
  const Budget &Limits = Binding.input().Limits;
  if (It == Here.end() && Here.size() >= Limits.StatesPerPoint) {
    // Past the cap the finer parts of the key go first, with their facts.
    Key.Holders = Key.Steering = 0;
    It = Here.find(Key);
    if (It == Here.end() && Here.size() >= 2 * Limits.StatesPerPoint) {
      Stopped = GaveUp::States;
      return;
    }
  }
  auto Position = std::make_pair(Plan.Order[A.To.index()], Key);
  if (It == Here.end()) {
    Here.emplace(Key, std::move(A.State));
    Worklist[Position] = A.To;
    return;
  }
  if (weaken(It->second, A.State))
    Worklist[Position] = A.To;
}

void Simulation::run(SimState Entry) {
  arrive({Graph.entry(), std::move(Entry)});
  while (!Worklist.empty()) {
    auto First = Worklist.begin();
    StateKey Key = First->first.second;
    Now = First->second;
    // A block with a long body is a long step.
    Steps += 1 + Graph[Now].Body.size() / InstructionsPerStep;
    if (Steps > Binding.input().Limits.StepsPerSession) {
      Stopped = GaveUp::Steps;
      break;
    }
    Worklist.erase(First);
    std::vector<Arrival> Out;
    NowIn = {Key.Session, Key.Flags};
    Walk.run(Now, StatesAt[Now.index()].at(Key), Out);
    for (Arrival &A : Out) {
      A.State.Asked |= Asked && Asked->asksState(Now);
      if (!Asked)
        EnteredFrom[A.To.index()][phaseOf(A.State)].insert({Now, NowIn});
      arrive(std::move(A));
    }
  }
  for (auto &[Key, State] : ExitStates)
    Exits.push_back({Key.first, State});
}
