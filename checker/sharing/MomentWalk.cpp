//===- MomentWalk.cpp - Locks held and threads running --------------------===//

#include "sharing/FactCollector.h"
#include "solver/Simulation.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

/// A lock and the guard that will free it, if one does.
using HeldLock = std::pair<Spot, Spot>;

/// What holds at one point.
struct Point {
  std::set<HeldLock> Held; ///< on every path
  std::set<Spot> Asked;    ///< statics and the like that every path asked about
  std::set<Spot> Open;     ///< sessions that some path opened and left open
  std::set<Spot> Own;      ///< sessions that every path opened
  /// Threads that may run, and the locals that are no longer those which they
  /// were given.
  std::map<unsigned, std::set<Spot>> Running;

  friend bool operator==(const Point &A, const Point &B) {
    return A.Held == B.Held && A.Asked == B.Asked && A.Open == B.Open &&
           A.Own == B.Own && A.Running == B.Running;
  }
};

template <typename Set> void intersect(Set &To, const Set &With) {
  for (auto It = To.begin(); It != To.end();)
    It = With.count(*It) ? std::next(It) : To.erase(It);
}

void join(Point &To, const Point &With) {
  intersect(To.Held, With.Held);
  intersect(To.Asked, With.Asked);
  intersect(To.Own, With.Own);
  To.Open.insert(With.Open.begin(), With.Open.end());
  for (const auto &[Thread, Stale] : With.Running)
    To.Running[Thread].insert(Stale.begin(), Stale.end());
}

class MomentWalk {
public:
  MomentWalk(const FlowGraph &Graph, const Program &P, Moments Found)
      : Graph(Graph), P(P), Found(std::move(Found)), Facts(this->Found.Facts) {
    for (const std::vector<Moment> &Block : this->Found.ByBlock)
      for (const Moment &S : Block)
        rememberGuard(S);
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        if (const auto *C = std::get_if<Compare>(&I.What))
          if (C->To.Variable && C->To.Path.empty())
            Compared[C->To.Variable] = C;
  }

  FunctionFacts run() {
    dropIdleQuestions();
    if (llvm::any_of(Found.ByBlock, [](const auto &B) { return !B.empty(); }))
      walkAll();
    finish();
    return std::move(Facts);
  }

private:
  /// What was asked matters to openings only.
  void dropIdleQuestions() {
    if (llvm::any_of(Facts.Uses, [](const SessionUse &U) {
          return U.What == UseKind::Opens;
        }))
      return;
    for (std::vector<Moment> &Block : Found.ByBlock)
      llvm::erase_if(Block,
                     [](const Moment &M) { return M.What == Moment::Ask; });
  }

  void walkAll() {
    if (!Facts.Starts.empty())
      findJoiners();
    findFixpoint();
    Recording = true;
    prepareRecords();
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
        dropFailed(Graph.Blocks[B].End, To, Joined);
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

  /// On an edge on which starting a thread has failed it does not run.
  void dropFailed(const Terminator &End, BlockId To, Point &At) const {
    const auto *B = std::get_if<Branch>(&End.What);
    if (!B || At.Running.empty() || B->Then == B->Else ||
        B->Condition.What != Operand::Load || !B->Condition.Where.Variable)
      return;
    VariableId Tested = B->Condition.Where.Variable;
    Predicate Test = Predicate::NotEqual;
    int64_t Number = 0;
    auto Made = Compared.find(Tested);
    if (Made != Compared.end()) {
      const Compare &C = *Made->second;
      bool Fits = C.Left.What == Operand::Load && C.Left.Where.Variable &&
                  C.Right.What == Operand::Integer;
      if (!Fits)
        return;
      Tested = C.Left.Where.Variable;
      Test = C.Test;
      Number = C.Right.Number;
    }
    if (To != B->Then)
      Test = solver::negated(Test);
    for (auto It = At.Running.begin(); It != At.Running.end();) {
      const Start &S = Facts.Starts[It->first];
      solver::ValueFact Result;
      bool Failed = llvm::is_contained(S.Results, Tested) &&
                    Result.assume(Test, Number) && !Result.assume(S.Works);
      It = Failed ? At.Running.erase(It) : std::next(It);
    }
  }

  /// A thread whose starting call throws does not run.
  void dropThrown(const Block &From, Point &At) const {
    for (auto It = At.Running.begin(); It != At.Running.end();) {
      const Start &S = Facts.Starts[It->first];
      bool Here = S.At == From.Body.back().At && S.Origin == S.At;
      It = Here ? At.Running.erase(It) : std::next(It);
    }
  }

  /// A loop that joins has joined all when it is left, also where it was not
  /// entered: there are as many to join as were started.
  void leaveLoop(BlockId From, BlockId To, Point &At) {
    if (At.Running.empty())
      return;
    for (const auto &[Block, Reached] : Joiners) {
      bool Leaves = Reached.count(From) && ReachesJoin[Block].count(From) &&
                    !ReachesJoin[Block].count(To);
      if (!Leaves)
        continue;
      for (const Moment &M : Found.ByBlock[Block.index()])
        if (M.What == Moment::Join)
          applyJoin(M.Where, At);
    }
  }

  void findJoiners() {
    for (uint32_t B = 0; B != Graph.Blocks.size(); ++B)
      if (llvm::any_of(Found.ByBlock[B],
                       [](const Moment &M) { return M.What == Moment::Join; }))
        Joiners[BlockId(B)] = reachable(BlockId(B));
    for (const auto &[Block, Reached] : Joiners)
      for (BlockId From : Reached)
        if (reachable(From).count(Block))
          ReachesJoin[Block].insert(From);
  }

  std::set<BlockId> reachable(BlockId From) const {
    std::set<BlockId> Seen;
    std::vector<BlockId> Work{From};
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      for (BlockId To : successors(Graph[B].End))
        if (Seen.insert(To).second)
          Work.push_back(To);
    }
    return Seen;
  }

  void walk(BlockId B, Point &At) {
    for (const Moment &S : Found.ByBlock[B.index()])
      apply(S, At);
  }

  void rememberGuard(const Moment &S) {
    if (S.What == Moment::Lock)
      for (const Spot &Holder : S.Holder)
        Guards[Holder].insert(S.Where.begin(), S.Where.end());
  }

  void apply(const Moment &S, Point &At) {
    switch (S.What) {
    case Moment::Use:
      applyUse(Facts.Uses[S.Index], S.Index, At);
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
    case Moment::Renew:
      for (auto &[Thread, Stale] : At.Running)
        Stale.insert(S.Where.front());
      break;
    case Moment::Ask:
      At.Asked.insert(S.Where.begin(), S.Where.end());
      break;
    case Moment::CallArgument:
      if (Recording)
        note(ArgumentLocks, S.Index, At);
      break;
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
      bool Freed = false;
      for (auto It = At.Held.begin(); It != At.Held.end();) {
        bool Frees = It->first == S || It->second == S;
        Freed |= Frees;
        It = Frees ? At.Held.erase(It) : std::next(It);
      }
      if (!Freed && Recording && !llvm::is_contained(Facts.Releases, S))
        Facts.Releases.push_back(S);
    }
  }

  std::vector<Spot> locksAt(const Point &At) const {
    std::vector<Spot> Locks;
    for (const HeldLock &L : At.Held)
      if (Locks.empty() || Locks.back() != L.first)
        Locks.push_back(L.first);
    return Locks;
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

  void applyUse(SessionUse &U, unsigned Index, Point &At) {
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
    note(UseLocks, Index, At);
    if (!U.Always && !At.Own.count(U.Session))
      NotOwn.insert(Index);
    if (!Asked)
      NotAsked.insert(Index);
    if (U.What != UseKind::Opens)
      overlapAll(withLocks(U, At), std::nullopt, At);
  }

  SessionUse withLocks(const SessionUse &U, const Point &At) const {
    SessionUse Here = U;
    llvm::append_range(Here.Locks, locksAt(At));
    return Here;
  }

  void applyBegin(unsigned Index, Point &At) {
    if (Facts.Starts[Index].When != InvokeWhen::OtherThread)
      return;
    if (Recording)
      for (const SessionUse &U : Facts.Starts[Index].Uses)
        if (U.What != UseKind::Opens)
          overlapAll(U, Index, At);
    At.Running[Index].clear();
  }

  void applyJoin(const Spots &Where, Point &At) {
    for (auto It = At.Running.begin(); It != At.Running.end();) {
      const Start &S = Facts.Starts[It->first];
      bool Joins = llvm::any_of(Where, [&](const Spot &W) {
        return llvm::is_contained(S.Handles, W);
      });
      It = Joins || isLostHandle(S, Where) ? At.Running.erase(It)
                                           : std::next(It);
    }
  }

  /// The thread went into a container or member: a join that means no thread
  /// which is known by its own handle may mean this one.
  /// Optimistic: joins_another_FN.
  bool isLostHandle(const Start &S, const Spots &Joined) const {
    for (const Start &Other : Facts.Starts)
      for (const Spot &W : Joined)
        if (llvm::is_contained(Other.Handles, W))
          return false;
    return llvm::all_of(S.Handles, [&](const Spot &H) {
      return H.Of != Graph.Self || !H.Where.Variable || H.hasElement() ||
             !Graph[H.Where.Variable].Name || isContainer(H);
    });
  }

  bool isContainer(const Spot &H) const {
    TypeId T = typeOf(H, P);
    return T && !P.Symbols[T].Arguments.empty();
  }

  void overlapAll(const SessionUse &U, std::optional<unsigned> Second,
                  const Point &At) {
    for (const auto &[Thread, Stale] : At.Running) {
      if (Stale.count(U.Session.root()))
        continue;
      for (const SessionUse &Inside : Facts.Starts[Thread].Uses)
        if (Inside.What != UseKind::Opens && Inside.Session == U.Session &&
            !haveCommonLock(Inside, U, P))
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

  void note(LocksByIndex &To, unsigned Index, const Point &At) {
    std::vector<Spot> Locks = locksAt(At);
    std::set<Spot> Set(Locks.begin(), Locks.end());
    auto [It, Fresh] = To.try_emplace(Index, Set);
    if (!Fresh)
      intersect(It->second, Set);
  }

  void prepareRecords() {
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        if (const auto *A = std::get_if<Assign>(&I.What)) {
          if (A->To.Static)
            Written.insert(A->To.Static);
        } else if (const auto *P = std::get_if<Add>(&I.What)) {
          if (P->To.Static)
            Written.insert(P->To.Static);
        }
  }

  void recordEnd(BlockId B, const Point &At) {
    if (!std::holds_alternative<Return>(Graph[B].End.What))
      return;
    OpenAtReturn.insert(At.Open.begin(), At.Open.end());
    for (const auto &[Thread, Stale] : At.Running)
      Facts.Starts[Thread].Outlives = true;
    std::vector<Spot> Locks = locksAt(At);
    std::set<Spot> Set(Locks.begin(), Locks.end());
    if (!Returns) {
      HeldAtReturn = Set;
      OwnAtReturn = At.Own;
    }
    intersect(HeldAtReturn, Set);
    intersect(OwnAtReturn, At.Own);
    Returns = true;
  }

  void finish() {
    for (unsigned I = 0; I < Facts.Uses.size(); ++I) {
      SessionUse &U = Facts.Uses[I];
      for (const Spot &L : UseLocks[I])
        if (!llvm::is_contained(U.Locks, L))
          U.Locks.push_back(L);
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
  std::map<VariableId, const Compare *> Compared;
  /// Blocks that join, with what is reached from them; and, of that, what can
  /// reach them again: the loop around them.
  std::map<BlockId, std::set<BlockId>> Joiners, ReachesJoin;
  bool Recording = false;
  LocksByIndex UseLocks, ArgumentLocks;
  std::set<unsigned> NotAsked, NotOwn;
  std::set<StaticId> Written;
  std::set<Spot> OpenAtReturn, OwnAtReturn, HeldAtReturn;
  bool Returns = false;
};

} // namespace

FunctionFacts sharing::walkMoments(const FlowGraph &Graph, const Program &P,
                                   Moments Found) {
  return MomentWalk(Graph, P, std::move(Found)).run();
}
