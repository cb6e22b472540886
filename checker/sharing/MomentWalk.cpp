//===- MomentWalk.cpp - Locks held and threads running --------------------===//

#include "sharing/MomentPoint.h"
#include "sharing/shapes/JoinLoops.h"
#include "sharing/shapes/RegionMeetings.h"
#include "solver/Simulation.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

class MomentWalk {
public:
  MomentWalk(const FlowGraph &Graph, const Program &P, Moments Found)
      : Graph(Graph), P(P), Found(std::move(Found)), Facts(this->Found.Facts) {
    for (const std::vector<Moment> &Block : this->Found.ByBlock)
      for (const Moment &S : Block)
        rememberGuard(S);
  }

  FunctionFacts run() {
    dropIdleQuestions();
    if (llvm::any_of(Found.ByBlock, [](const auto &B) { return !B.empty(); }))
      walkAll();
    finish();
    return std::move(Facts);
  }

private:
  void drop(Moment::Kind Kind) {
    for (std::vector<Moment> &Block : Found.ByBlock)
      llvm::erase_if(Block, [&](const Moment &M) { return M.What == Kind; });
  }

  /// What was asked matters to openings only, numbers to threads.
  void dropIdleQuestions() {
    if (Facts.Starts.empty())
      drop(Moment::Set);
    else
      Tests.emplace(Graph);
    if (llvm::none_of(Facts.Uses, [](const SessionUse &U) {
          return U.What == UseKind::Opens;
        }))
      drop(Moment::Ask);
  }

  void walkAll() {
    if (!Facts.Starts.empty())
      findJoiners();
    findFixpoint();
    if (!Found.Regions.empty())
      findMeetings();
    Recording = true;
    Written = writtenStatics(Graph);
    for (uint32_t B = 0; B != Graph.Blocks.size(); ++B) {
      if (!Entry[B])
        continue;
      Point At = *Entry[B];
      walk(BlockId(B), At);
      recordEnd(BlockId(B), At);
    }
  }

  void findFixpoint() {
    std::vector<unsigned> Order = solver::reversePostOrder(Graph);
    Entry.resize(Graph.Blocks.size());
    Entry[Graph.entry().index()] = Point();
    std::set<std::pair<unsigned, uint32_t>> Work;
    Work.insert({Order[0], Graph.entry().index()});
    constexpr unsigned MaxVisits = 16;
    std::vector<unsigned> Visits(Graph.Blocks.size());
    while (!Work.empty()) {
      uint32_t B = Work.begin()->second;
      Work.erase(Work.begin());
      if (++Visits[B] > MaxVisits)
        continue;
      Point At = *Entry[B];
      walk(BlockId(B), At);
      for (BlockId To : successors(Graph.Blocks[B].End)) {
        const auto *Call = std::get_if<Invoke>(&Graph.Blocks[B].End.What);
        bool Unwinds = Call && To == Call->Unwind && To != Call->Normal;
        if (Unwinds && !Found.Throws[B])
          continue;
        std::optional<Point> &Next = Entry[To.index()];
        Point Joined = At;
        follow(Graph.Blocks[B].End, To, Joined);
        if (Unwinds)
          dropThrown(Graph.Blocks[B], Joined);
        leaveLoop(BlockId(B), To, Joined);
        if (Next)
          join(Joined, *Next);
        if (Next && Joined == *Next)
          continue;
        Next = std::move(Joined);
        Work.insert({Order[To.index()], To.index()});
      }
    }
  }

  /// On an edge on which starting a thread has failed it does not run, nor
  /// where a call says that it has ended, nor where a place is not what it is
  /// whenever the thread runs.
  void follow(const Terminator &End, BlockId To, Point &At) {
    if (!Tests || (At.Threads.empty() && Found.MemberNumbers.empty()))
      return;
    for (const EdgeTest &T : Tests->on(End, To)) {
      if (saysWhichMember(Found, T))
        At.Held.insert({Spot(), Spot()});
      for (auto It = At.Threads.begin(); It != At.Threads.end();) {
        bool Rules = failed(Facts.Starts[It->first], T) ||
                     contradicts(It->second.Known, T, Graph.Self);
        It = Rules ? At.Threads.erase(It) : std::next(It);
      }
      for (const Verdict &V : Found.Verdicts)
        if (saysEnded(V, T))
          applyJoin(V.Where, At);
    }
  }

  /// A thread whose starting call throws does not run.
  void dropThrown(const Block &From, Point &At) const {
    for (auto It = At.Threads.begin(); It != At.Threads.end();) {
      const Start &S = Facts.Starts[It->first];
      bool Here = S.At == From.Body.back().At && S.Origin == S.At;
      It = Here ? At.Threads.erase(It) : std::next(It);
    }
  }

  void leaveLoop(BlockId From, BlockId To, Point &At) {
    if (At.Threads.empty())
      return;
    for (BlockId Block : Loops.left(From, To))
      for (const Moment &M : Found.ByBlock[Block.index()])
        if (M.What == Moment::Join)
          applyJoin(M.Where, At);
  }

  void findJoiners() {
    std::vector<BlockId> Joining;
    for (uint32_t B = 0; B != Graph.Blocks.size(); ++B)
      if (llvm::any_of(Found.ByBlock[B],
                       [](const Moment &M) { return M.What == Moment::Join; }))
        Joining.push_back(BlockId(B));
    Loops = JoinLoops(Graph, Joining);
  }

  void findMeetings() {
    std::vector<RegionUse> Uses;
    for (uint32_t B = 0; B != Graph.Blocks.size(); ++B) {
      if (!Entry[B])
        continue;
      Point At = *Entry[B];
      for (const Moment &M : Found.ByBlock[B]) {
        if (M.What == Moment::Use && M.Region)
          Uses.push_back({withLocks(Facts.Uses[M.Index], At), M.Region});
        apply(M, At);
      }
    }
    for (Overlap &O : meetInRegions(Uses, Found, P))
      addOverlap(std::move(O));
  }

  void walk(BlockId B, Point &At) {
    for (const Moment &S : Found.ByBlock[B.index()])
      apply(S, At);
  }

  void rememberGuard(const Moment &S) {
    if (S.What == Moment::Lock || S.What == Moment::ReadLock)
      for (const Spot &Holder : S.Holder)
        Guards[Holder].insert(S.Where.begin(), S.Where.end());
  }

  void apply(const Moment &S, Point &At) {
    switch (S.What) {
    case Moment::Use:
      applyUse(S, At);
      break;
    case Moment::Begin:
      applyBegin(S.Index, At);
      break;
    case Moment::Join:
      applyJoin(S.Where, At);
      break;
    case Moment::Lock:
      applyLock(S, At);
      break;
    case Moment::Unlock:
      applyUnlock(S.Where, At);
      break;
    case Moment::ReadLock:
      applyReadLock(S, At);
      break;
    case Moment::Signal:
      applySignal(S, At);
      break;
    case Moment::Await:
      applyAwait(S, At);
      break;
    case Moment::Renew:
      for (auto &[Thread, State] : At.Threads)
        State.Stale.insert(S.Where.front());
      break;
    case Moment::Set:
      applySet(S, At);
      break;
    case Moment::Ask:
      At.Asked.insert(S.Where.begin(), S.Where.end());
      break;
    case Moment::CallArgument:
      if (Recording)
        note(ArgumentLocks, S.Index, At.Held);
      break;
    }
  }

  /// A place's number, also as what goes with each thread that runs.
  void applySet(const Moment &S, Point &At) {
    auto Set = [&](Numbers &To) {
      if (S.Number)
        To[S.Where.front()] = *S.Number;
      else
        To.erase(S.Where.front());
    };
    Set(At.Known);
    for (auto &[Thread, State] : At.Threads)
      Set(State.Known);
  }

  void applySignal(const Moment &S, Point &At) {
    At.Turns = TurnAfterSignal;
    if (!S.Index)
      for (auto &[Thread, State] : At.Threads)
        State.Hands = Signalled;
  }

  void applyAwait(const Moment &S, Point &At) {
    // Who only asks need not have waited.
    if (!S.Index)
      At.Turns = TurnAfterWait;
    for (auto &[Thread, State] : At.Threads)
      if (llvm::any_of(Facts.Starts[Thread].Signals, [&](const Spot &Signal) {
            return Signal == Spot() || llvm::is_contained(S.Where, Spot()) ||
                   llvm::is_contained(S.Where, Signal);
          }))
        State.Hands = Awaited;
  }

  /// May the use in the thread happen now, as far as signals tell?
  bool isItsTurn(const SessionUse &Inside, uint8_t Hands) const {
    uint8_t Turns = TurnAfterSignal;
    if (Hands & (Nothing | Signalled))
      Turns |= FirstTurn;
    if ((Hands & Signalled) || ((Hands & Nothing) && !signals()))
      Turns |= TurnAfterWait;
    return (Inside.Turns & Turns) != 0;
  }

  bool signals() const { return !Facts.Signals.empty(); }

  void applyReadLock(const Moment &S, Point &At) {
    Spot Holder = S.Holder.empty() ? Spot() : S.Holder.front();
    for (const Spot &Where : S.Where) {
      auto Guard = Guards.find(Where);
      if (Guard == Guards.end())
        At.Read.insert({Where, Holder});
      else
        for (const Spot &Mutex : Guard->second)
          At.Read.insert({Mutex, Where});
    }
  }

  void applyLock(const Moment &S, Point &At) {
    Spot Holder = S.Holder.empty() ? Spot() : S.Holder.front();
    for (const Spot &Where : S.Where) {
      // lock() of a guard takes what the guard was made with.
      auto Guard = Guards.find(Where);
      if (Guard == Guards.end()) {
        At.Held.insert({Where, Holder});
        continue;
      }
      for (const Spot &Mutex : Guard->second)
        At.Held.insert({Mutex, Where});
    }
  }

  void applyUnlock(const Spots &Where, Point &At) {
    for (const Spot &S : Where) {
      bool Freed = freeLock(S, At.Held);
      Freed |= freeLock(S, At.Read);
      if (!Freed && Recording && !llvm::is_contained(Facts.Releases, S))
        Facts.Releases.push_back(S);
    }
  }

  /// A static or field that the function itself sets is a flag of its own.
  bool wasAsked(const SessionUse &U, const Point &At) const {
    return U.Asked || At.Asked.count(U.Session.root()) != 0 ||
           (U.Session.isStatic() &&
            P.Symbols[U.Session.Where.Static].IsLocal) ||
           llvm::any_of(At.Asked, [&](const Spot &S) {
             return S.isStatic() && Written.count(S.Where.Static);
           });
  }

  void applyUse(const Moment &S, Point &At) {
    const unsigned Index = S.Index;
    const SessionUse &U = Facts.Uses[Index];
    bool Asked = U.What == UseKind::Opens && wasAsked(U, At);
    if (U.What == UseKind::Closes) {
      At.Open.erase(U.Session);
      At.Own.erase(U.Session);
      At.Asked.insert(U.Session.root());
    } else if (U.What == UseKind::Opens && (!U.Through || U.Stays)) {
      At.Open.insert(U.Session);
      if (!U.Through || U.Always)
        At.Own.insert(U.Session);
    }
    if (!Recording)
      return;
    note(UseLocks, Index, At.Held);
    note(UseReadLocks, Index, At.Read);
    UseTurns[Index] |= turnsOf(U, At);
    if (!U.Always && !At.Own.count(U.Session))
      NotOwn.insert(Index);
    if (!Asked)
      NotAsked.insert(Index);
    if (U.What != UseKind::Opens)
      overlapAll(withLocks(U, At), taskAround(S.Region, Found), At);
  }

  /// What a callee does in its first turn it does in the turn here.
  static uint8_t turnsOf(const SessionUse &U, const Point &At) {
    uint8_t Later = U.Turns & ~FirstTurn;
    return U.Turns & FirstTurn ? Later | At.Turns : Later;
  }

  SessionUse withLocks(const SessionUse &U, const Point &At) const {
    SessionUse Here = U;
    llvm::append_range(Here.Locks, locksOf(At.Held));
    llvm::append_range(Here.ReadLocks, locksOf(At.Read));
    return Here;
  }

  void applyBegin(unsigned Index, Point &At) {
    const Start &S = Facts.Starts[Index];
    if (!S.Runners.empty()) {
      At.Posted.insert(Index);
      if (!hasRunner(S, At))
        return; // until somebody does
    } else if (S.When != InvokeWhen::OtherThread) {
      return;
    }
    run(Index, At);
    for (unsigned Kept : std::set<unsigned>(At.Posted))
      if (llvm::is_contained(Facts.Starts[Kept].Runners, Index))
        run(Kept, At);
  }

  void run(unsigned Index, Point &At) {
    const Start &S = Facts.Starts[Index];
    At.Posted.erase(Index);
    Running Fresh;
    Fresh.Known = At.Known;
    if (S.IsCrowded && S.Repeats)
      At.Threads[Index] = Fresh;
    // What a stretch does has been seen where it stands.
    if (Recording && !S.IsStretch)
      for (const SessionUse &U : S.Uses)
        if (U.What != UseKind::Opens)
          overlapAll(U, Index, At);
    At.Threads[Index] = std::move(Fresh);
  }

  void applyJoin(const Spots &Where, Point &At) {
    for (auto It = At.Threads.begin(); It != At.Threads.end();) {
      const Start &S = Facts.Starts[It->first];
      bool Joins = llvm::any_of(Where, [&](const Spot &W) {
        return llvm::any_of(S.Handles,
                            [&](const Spot &H) { return H.contains(W); });
      });
      It = Joins || isLostHandle(Facts, S, Where, Graph, P)
               ? At.Threads.erase(It)
               : std::next(It);
    }
    dropUnrun(Facts, At);
  }

  void overlapAll(const SessionUse &U, std::optional<unsigned> Second,
                  const Point &At) {
    for (const auto &[Thread, State] : At.Threads) {
      bool Apart =
          Second && takeTurns(Facts.Starts[Thread], Facts.Starts[*Second]);
      if (Apart || State.Stale.count(U.Session.root()))
        continue;
      for (const SessionUse &Inside : Facts.Starts[Thread].Uses)
        if (Inside.What != UseKind::Opens && Inside.Session == U.Session &&
            isItsTurn(Inside, State.Hands) && !haveCommonLock(Inside, U, P))
          addOverlap({Thread, Inside, U, Second});
    }
  }

  void addOverlap(Overlap O) {
    bool Known = llvm::any_of(Facts.Overlaps, [&](const Overlap &Old) {
      return Old.First == O.First && Old.Second == O.Second &&
             Old.Inside.Session == O.Inside.Session;
    });
    if (!Known)
      Facts.Overlaps.push_back(std::move(O));
  }

  // Recording.

  using LocksByIndex = std::map<unsigned, std::set<Spot>>;

  void note(LocksByIndex &To, unsigned Index, const HeldLocks &Held) {
    std::vector<Spot> Locks = locksOf(Held);
    std::set<Spot> Set(Locks.begin(), Locks.end());
    auto [It, Fresh] = To.try_emplace(Index, Set);
    if (!Fresh)
      intersect(It->second, Set);
  }

  void recordEnd(BlockId B, const Point &At) {
    if (!std::holds_alternative<Return>(Graph[B].End.What))
      return;
    OpenAtReturn.insert(At.Open.begin(), At.Open.end());
    for (const auto &[Thread, State] : At.Threads)
      Facts.Starts[Thread].Outlives = !Facts.Starts[Thread].IsStretch;
    std::vector<Spot> Locks = locksOf(At.Held), Reads = locksOf(At.Read);
    std::set<Spot> Set(Locks.begin(), Locks.end());
    std::set<Spot> ReadSet(Reads.begin(), Reads.end());
    if (!Returns) {
      HeldAtReturn = Set;
      ReadAtReturn = ReadSet;
      OwnAtReturn = At.Own;
    }
    intersect(HeldAtReturn, Set);
    intersect(ReadAtReturn, ReadSet);
    intersect(OwnAtReturn, At.Own);
    Returns = true;
  }

  void finish() {
    for (unsigned I = 0; I < Facts.Uses.size(); ++I) {
      SessionUse &U = Facts.Uses[I];
      for (const Spot &L : UseLocks[I])
        if (!llvm::is_contained(U.Locks, L))
          U.Locks.push_back(L);
      for (const Spot &L : UseReadLocks[I])
        if (!llvm::is_contained(U.ReadLocks, L))
          U.ReadLocks.push_back(L);
      if (UseTurns[I])
        U.Turns = UseTurns[I];
      U.Asked = U.What == UseKind::Opens && !NotAsked.count(I);
      if (U.What == UseKind::Uses)
        U.Always = !NotOwn.count(I);
      else
        U.Always = U.What == UseKind::Opens && OwnAtReturn.count(U.Session);
      U.Stays = U.What == UseKind::Opens && OpenAtReturn.count(U.Session);
    }
    for (unsigned I = 0; I < Facts.CallsArguments.size(); ++I)
      Facts.CallsArguments[I].Locks.assign(ArgumentLocks[I].begin(),
                                           ArgumentLocks[I].end());
    Facts.Acquires.assign(HeldAtReturn.begin(), HeldAtReturn.end());
    Facts.AcquiresToRead.assign(ReadAtReturn.begin(), ReadAtReturn.end());
    llvm::sort(Facts.Calls);
    Facts.Calls.erase(std::unique(Facts.Calls.begin(), Facts.Calls.end()),
                      Facts.Calls.end());
  }

  const FlowGraph &Graph;
  const Program &P;
  Moments Found;
  FunctionFacts &Facts;
  std::vector<std::optional<Point>> Entry;
  std::map<Spot, std::set<Spot>> Guards; ///< what each guard was made with
  std::optional<EdgeTests> Tests;        ///< where threads are started
  JoinLoops Loops;
  bool Recording = false;
  LocksByIndex UseLocks, UseReadLocks, ArgumentLocks;
  std::map<unsigned, uint8_t> UseTurns;
  std::set<unsigned> NotAsked, NotOwn;
  std::set<StaticId> Written;
  std::set<Spot> OpenAtReturn, OwnAtReturn, HeldAtReturn, ReadAtReturn;
  bool Returns = false;
};

} // namespace

FunctionFacts sharing::walkMoments(const FlowGraph &Graph, const Program &P,
                                   Moments Found) {
  return MomentWalk(Graph, P, std::move(Found)).run();
}
