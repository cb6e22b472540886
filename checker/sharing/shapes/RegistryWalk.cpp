//===- RegistryWalk.cpp - How registries are used -------------------------===//
//
// Walks each graph once for each registry: is a session handed out on every
// path to a call that sets the registry up, asks with arguments or closes the
// sessions of all?
//
//===----------------------------------------------------------------------===//

#include "sharing/Entries.h"
#include "sharing/shapes/Registries.h"
#include "solver/Reach.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

/// Where the session was handed out last, if it was on every path.
struct Present {
  bool Known = false;
  AnchorId At;
  FunctionId By;
  bool WithArguments = false;
  friend bool operator==(const Present &A, const Present &B) {
    return A.Known == B.Known && A.At == B.At && A.By == B.By;
  }
};

class RegistryWalk {
public:
  RegistryWalk(const Registry &R, llvm::ArrayRef<FunctionFacts> Facts,
               const Entries &Entry, const Program &P,
               std::vector<RegistryMisuse> &Found)
      : R(R), Facts(Facts), Entry(Entry), P(P), Found(Found) {}

  void run() {
    for (const FlowGraph &Graph : P.Graphs) {
      if (!isWalked(Graph))
        continue;
      std::vector<std::optional<Present>> In = statesOf(Graph);
      for (uint32_t B = 0; B < In.size(); ++B)
        if (In[B])
          judge(Graph, BlockId(B), *In[B]);
    }
    findLeftBehind();
  }

private:
  //===--- One graph ------------------------------------------------------===//

  bool isWalked(const FlowGraph &Graph) const {
    return !Graph.HasErrors && !Graph.IsCoroutine &&
           R.roleOf(Graph.Self) == RegistryRole::None &&
           llvm::any_of(Facts[Graph.Self.index()].Calls, [&](FunctionId F) {
             std::set<FunctionId> Seen;
             return reaches(F, RegistryRole::Gives, Seen);
           });
  }

  /// Where the session was handed out when F returns, on whatever path.
  Present afterCall(FunctionId F) {
    auto [It, Fresh] = After.try_emplace(F);
    const FlowGraph *Graph = Fresh && F ? P.graphOf(F) : nullptr;
    if (!Graph || !isWalked(*Graph))
      return After[F];
    std::vector<std::optional<Present>> In = statesOf(*Graph);
    std::optional<Present> AtReturn;
    for (uint32_t B = 0; B < In.size(); ++B) {
      if (!In[B] || !std::holds_alternative<Return>(Graph->Blocks[B].End.What))
        continue;
      Present At = *In[B];
      for (const Instruction &I : Graph->Blocks[B].Body)
        step(I, At);
      bool Agrees = At.Known && (!AtReturn || AtReturn->Known);
      AtReturn = Agrees ? At : Present();
    }
    return After[F] = AtReturn.value_or(Present());
  }

  std::vector<std::optional<Present>> statesOf(const FlowGraph &Graph) {
    std::vector<std::optional<Present>> In(Graph.Blocks.size());
    In[0] = Present();
    std::vector<BlockId> Work{Graph.entry()};
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      Present At = *In[B.index()];
      for (const Instruction &I : Graph[B].Body)
        step(I, At);
      for (BlockId To : successors(Graph[B].End)) {
        std::optional<Present> &Next = In[To.index()];
        Present Joined = At;
        if (Next && !(*Next == At))
          Joined = Next->Known && At.Known ? *Next : Present();
        if (Next && *Next == Joined)
          continue;
        Next = Joined;
        Work.push_back(To);
      }
    }
    return In;
  }

  void step(const Instruction &I, Present &At) {
    const auto *C = std::get_if<Call>(&I.What);
    switch (C ? R.roleOf(C->Callee) : RegistryRole::None) {
    case RegistryRole::Gives:
      At = {true, I.At, C->Callee, !C->Arguments.empty()};
      break;
    case RegistryRole::Removes:
    case RegistryRole::ClosesAll:
      At = Present();
      break;
    default:
      if (C && removes(C->Callee))
        At = Present();
      Present Left = C ? afterCall(C->Callee) : Present();
      if (Left.Known)
        At = {true, I.At, C->Callee, Left.WithArguments};
    }
  }

  void judge(const FlowGraph &Graph, BlockId B, Present At) {
    for (const Instruction &I : Graph[B].Body) {
      const auto *C = std::get_if<Call>(&I.What);
      RegistryRole Role = C ? R.roleOf(C->Callee) : RegistryRole::None;
      if (At.Known && Role == RegistryRole::Configures)
        add(RegistryMisuse::ConfiguredLate, Graph, I.At, C->Callee, At);
      // Who always asks with the same arguments knows what he gets.
      bool InVain = Role == RegistryRole::Gives && !C->Arguments.empty() &&
                    !At.WithArguments;
      if (At.Known && InVain)
        add(RegistryMisuse::AskedInVain, Graph, I.At, C->Callee, At);
      bool IsInside = Role == RegistryRole::ClosesAll &&
                      (isUnitOfWork(Graph.Self) || isAskedAfter(Graph, B, I));
      if (At.Known && IsInside)
        add(RegistryMisuse::AllClosed, Graph, I.At, C->Callee, At);
      step(I, At);
    }
  }

  bool isAskedAfter(const FlowGraph &Graph, BlockId B,
                    const Instruction &After) const {
    auto Gives = [&](const Instruction &I) {
      const auto *C = std::get_if<Call>(&I.What);
      return C && R.roleOf(C->Callee) == RegistryRole::Gives;
    };
    const std::vector<Instruction> &Body = Graph[B].Body;
    size_t Next = size_t(&After - Body.data()) + 1;
    if (std::any_of(Body.begin() + long(Next), Body.end(), Gives))
      return true;
    for (uint32_t I = 0; I < Graph.Blocks.size(); ++I)
      if (llvm::any_of(Graph.Blocks[I].Body, Gives))
        for (BlockId To : successors(Graph[B].End))
          if (solver::blocksThatReach(Graph, {BlockId(I)})[To.index()])
            return true;
    return false;
  }

  RegistryMisuse &add(RegistryMisuse::Kind What, const FlowGraph &Graph,
                      AnchorId At, FunctionId Culprit, const Present &First) {
    RegistryMisuse M;
    M.What = What;
    M.Session = R.Session;
    M.SessionKind = R.Kind;
    M.In = Graph.Self;
    M.At = At;
    M.Culprit = Culprit;
    M.FirstAt = First.At;
    M.FirstBy = First.By;
    Found.push_back(std::move(M));
    return Found.back();
  }

  //===--- Units of work --------------------------------------------------===//

  bool isUnitOfWork(FunctionId F) const {
    return Entry.reason(F) == EntryReason::Registered ||
           Entry.reason(F) == EntryReason::Thread;
  }

  /// F removes the session, itself or through who it calls.
  bool removes(FunctionId F) const {
    std::set<FunctionId> Seen;
    return reaches(F, RegistryRole::Removes, Seen);
  }

  bool reaches(FunctionId F, RegistryRole Role,
               std::set<FunctionId> &Seen) const {
    if (!F || !Seen.insert(F).second)
      return false;
    if (R.roleOf(F) == Role)
      return true;
    return llvm::any_of(Facts[F.index()].Calls, [&](FunctionId Callee) {
      return reaches(Callee, Role, Seen);
    });
  }

  /// Tasks of a thread that goes on to other work: some remove their session,
  /// so it is theirs to do, and one does not.
  void findLeftBehind() {
    FunctionId Remover;
    std::vector<FunctionId> Forgetful;
    for (const FunctionFacts &F : Facts) {
      const Start *S = F.Self ? Entry.startOf(F.Self) : nullptr;
      // A thread of its own ends, and its session with it; what it does again
      // and again are tasks.
      bool IsTask = S && (S->When == InvokeWhen::Later || S->Handles.empty() ||
                          asksInLoop(F.Self));
      std::set<FunctionId> Seen;
      if (!IsTask || !reaches(F.Self, RegistryRole::Gives, Seen))
        continue;
      if (removes(F.Self))
        Remover = anyRemover();
      else
        Forgetful.push_back(F.Self);
    }
    if (!Remover)
      return;
    for (FunctionId F : Forgetful)
      if (const FlowGraph *Graph = P.graphOf(F))
        addLeftBehind(*Graph, Remover);
  }

  bool asksInLoop(FunctionId F) const {
    const FlowGraph *Graph = P.graphOf(F);
    if (!Graph)
      return false;
    std::vector<unsigned> Loops = solver::loopsOf(*Graph);
    for (uint32_t B = 0; B < Graph->Blocks.size(); ++B)
      if (solver::isInLoop(*Graph, BlockId(B), Loops) &&
          llvm::any_of(Graph->Blocks[B].Body,
                       [&](const Instruction &I) { return asks(I); }))
        return true;
    return false;
  }

  bool asks(const Instruction &I) const {
    const auto *C = std::get_if<Call>(&I.What);
    std::set<FunctionId> Seen;
    return C && reaches(C->Callee, RegistryRole::Gives, Seen);
  }

  FunctionId anyRemover() const {
    for (const auto &[F, Role] : R.Roles)
      if (Role == RegistryRole::Removes)
        return F;
    return FunctionId();
  }

  void addLeftBehind(const FlowGraph &Graph, FunctionId Remover) {
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        if (!asks(I))
          continue;
        add(RegistryMisuse::NotRemoved, Graph, I.At, Remover, Present());
        return;
      }
  }

  const Registry &R;
  llvm::ArrayRef<FunctionFacts> Facts;
  const Entries &Entry;
  const Program &P;
  std::vector<RegistryMisuse> &Found;
  std::map<FunctionId, Present> After;
};

} // namespace

std::vector<RegistryMisuse>
sharing::findRegistryMisuse(llvm::ArrayRef<FunctionFacts> Facts,
                            const solver::CalleeBinding &Binding) {
  std::vector<RegistryMisuse> Found;
  std::vector<Registry> All = findRegistries(Facts, Binding);
  if (All.empty())
    return Found;
  Entries Entry(Facts, Binding.program());
  for (const Registry &R : All)
    RegistryWalk(R, Facts, Entry, Binding.program(), Found).run();
  llvm::sort(Found, [](const RegistryMisuse &A, const RegistryMisuse &B) {
    return std::tie(A.At, A.What) < std::tie(B.At, B.What);
  });
  return Found;
}
