#include "sharing/MomentPoint.h"
#include "solver/ValueFact.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

template <typename Set> static void keepCommon(Set &To, const Set &With) {
  for (auto It = To.begin(); It != To.end();)
    It = With.count(*It) ? std::next(It) : To.erase(It);
}

void sharing::intersect(std::set<Spot> &To, const std::set<Spot> &With) {
  keepCommon(To, With);
}

static void keepEqual(Numbers &To, const Numbers &With) {
  for (auto It = To.begin(); It != To.end();) {
    auto Other = With.find(It->first);
    bool Same = Other != With.end() && Other->second == It->second;
    It = Same ? std::next(It) : To.erase(It);
  }
}

static void joinThread(Running &To, const Running &With) {
  To.Stale.insert(With.Stale.begin(), With.Stale.end());
  To.Hands |= With.Hands;
  keepEqual(To.Known, With.Known);
}

void sharing::join(Point &To, const Point &With) {
  keepCommon(To.Held, With.Held);
  keepCommon(To.Read, With.Read);
  keepCommon(To.Asked, With.Asked);
  keepCommon(To.Own, With.Own);
  keepEqual(To.Known, With.Known);
  To.Turns |= With.Turns;
  To.Posted.insert(With.Posted.begin(), With.Posted.end());
  To.Open.insert(With.Open.begin(), With.Open.end());
  for (const auto &[Thread, State] : With.Threads) {
    auto [It, Fresh] = To.Threads.try_emplace(Thread, State);
    if (!Fresh)
      joinThread(It->second, State);
  }
}

std::vector<Spot> sharing::locksOf(const HeldLocks &Held) {
  std::vector<Spot> Locks;
  for (const HeldLock &L : Held)
    if (Locks.empty() || Locks.back() != L.first)
      Locks.push_back(L.first);
  return Locks;
}

bool sharing::freeLock(const Spot &S, HeldLocks &Held) {
  bool Freed = false;
  for (auto It = Held.begin(); It != Held.end();) {
    bool Frees = It->first == S || It->second == S;
    Freed |= Frees;
    It = Frees ? Held.erase(It) : std::next(It);
  }
  return Freed;
}

bool sharing::takeTurns(const Start &A, const Start &B) {
  return A.OneByOne && B.OneByOne &&
         llvm::any_of(A.Handles, [&](const Spot &H) {
           return llvm::is_contained(B.Handles, H);
         });
}

bool sharing::hasRunner(const Start &Handler, const Point &At) {
  return llvm::any_of(Handler.Runners, [&](unsigned Runner) {
    return At.Threads.count(Runner) != 0;
  });
}

void sharing::dropUnrun(const FunctionFacts &Facts, Point &At) {
  for (auto It = At.Threads.begin(); It != At.Threads.end();) {
    const Start &S = Facts.Starts[It->first];
    bool HasEnded = !S.Runners.empty() && !hasRunner(S, At);
    It = HasEnded ? At.Threads.erase(It) : std::next(It);
  }
}

std::set<StaticId> sharing::writtenStatics(const FlowGraph &Graph) {
  std::set<StaticId> Written;
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body)
      if (const auto *A = std::get_if<Assign>(&I.What)) {
        if (A->To.Static)
          Written.insert(A->To.Static);
      } else if (const auto *P = std::get_if<Add>(&I.What)) {
        if (P->To.Static)
          Written.insert(P->To.Static);
      }
  return Written;
}

static bool isResult(const std::vector<VariableId> &Results,
                     const EdgeTest &T) {
  return T.What.Variable && T.What.Path.empty() &&
         llvm::is_contained(Results, T.What.Variable);
}

bool sharing::failed(const Start &S, const EdgeTest &T) {
  solver::ValueFact Result;
  return isResult(S.Results, T) && Result.assume(T.Test, T.Number) &&
         !Result.assume(S.Works);
}

bool sharing::saysEnded(const Verdict &V, const EdgeTest &T) {
  std::optional<ReturnTest> Runs = negated(V.Ended);
  solver::ValueFact Result;
  return Runs && isResult(V.Results, T) && Result.assume(T.Test, T.Number) &&
         !Result.assume(*Runs);
}

bool sharing::saysWhichMember(const Moments &Found, const EdgeTest &T) {
  return T.Test == Predicate::Equal &&
         llvm::any_of(Found.MemberNumbers, [&](const auto &Results) {
           return isResult(Results, T);
         });
}

bool sharing::contradicts(const Numbers &Known, const EdgeTest &T,
                          FunctionId Self) {
  Spot Tested;
  Tested.Where = T.What;
  if (T.What.Variable)
    Tested.Of = Self;
  auto It = Known.find(Tested);
  solver::ValueFact Result;
  return It != Known.end() && Result.assume(Predicate::Equal, It->second) &&
         !Result.assume(T.Test, T.Number);
}

static bool isContainer(const Spot &H, const Program &P) {
  TypeId T = typeOf(H, P);
  return T && !P.Symbols[T].Arguments.empty();
}

bool sharing::isLostHandle(const FunctionFacts &Facts, const Start &S,
                           const Spots &Joined, const FlowGraph &Graph,
                           const Program &P) {
  for (const Start &Other : Facts.Starts)
    for (const Spot &W : Joined)
      if (llvm::is_contained(Other.Handles, W))
        return false;
  return llvm::all_of(S.Handles, [&](const Spot &H) {
    return H.Of != Graph.Self || !H.Where.Variable || H.hasElement() ||
           !Graph[H.Where.Variable].Name || isContainer(H, P);
  });
}
