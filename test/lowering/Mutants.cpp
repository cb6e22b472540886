#include "Mutants.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::flow;
using namespace session::trace;

using Filter = llvm::function_ref<bool(const Instruction &)>;

/// Removes instructions; a block whose last call goes loses its unwind edge.
static void drop(Block &B, Filter Goes) {
  if (B.Body.empty())
    return;
  bool LastGoes =
      false; // Goes may count: one question an instruction, in order
  llvm::erase_if(B.Body,
                 [&](const Instruction &I) { return LastGoes = Goes(I); });
  const auto *Edge = std::get_if<Invoke>(&B.End.What);
  if (LastGoes && Edge)
    B.End.What = Jump{Edge->Normal};
}

static void drop(FlowGraph &G, Filter Goes) {
  for (Block &B : G.Blocks)
    drop(B, Goes);
}

/// The cleanup call in I (a destructor's or an attribute's), or null.
static const Call *cleanupCall(const Instruction &I) {
  const auto *C = std::get_if<Call>(&I.What);
  return C && C->Why != Leave::None ? C : nullptr;
}

static const Call *destructor(const Instruction &I) {
  const auto *C = std::get_if<Call>(&I.What);
  return C && C->Kind == CallKind::Destructor ? C : nullptr;
}

static std::optional<VariableKind> rootKind(const FlowGraph &G, const Call &C) {
  if (!C.Receiver || !C.Receiver->Where.Variable)
    return std::nullopt;
  return G[C.Receiver->Where.Variable].Kind;
}

template <Leave Why> static void dropLeave(FlowGraph &G, const SymbolTable &) {
  drop(G, [](const Instruction &I) {
    const Call *C = cleanupCall(I);
    return C && C->Why == Why;
  });
}

template <VariableKind Kind>
static void dropUnwindOf(FlowGraph &G, const SymbolTable &) {
  drop(G, [&](const Instruction &I) {
    const Call *C = cleanupCall(I);
    return C && C->Why == Leave::Unwind && rootKind(G, *C) == Kind;
  });
}

static bool isDestructor(const FlowGraph &G, const SymbolTable &S) {
  return S[G.Self].Special == SpecialMember::Destructor;
}

/// Members and bases already built are not destroyed when a constructor throws.
static void membersLeftOnUnwind(FlowGraph &G, const SymbolTable &S) {
  if (!isDestructor(G, S))
    dropUnwindOf<VariableKind::This>(G, S);
}

static void noEpilogue(FlowGraph &G, const SymbolTable &S) {
  if (!isDestructor(G, S))
    return;
  drop(G, [&](const Instruction &I) {
    const Call *C = destructor(I);
    return C && rootKind(G, *C) == VariableKind::This;
  });
}

/// Members and bases are destroyed in the order of their construction.
static void epilogueForwards(FlowGraph &G, const SymbolTable &S) {
  if (!isDestructor(G, S))
    return;
  std::vector<Call *> Calls;
  for (Block &B : G.Blocks)
    for (Instruction &I : B.Body)
      if (auto *C = std::get_if<Call>(&I.What);
          C && destructor(I) && C->Why != Leave::Unwind &&
          rootKind(G, *C) == VariableKind::This)
        Calls.push_back(C);
  for (size_t I = 0, J = Calls.size(); I + 1 < J; ++I)
    std::swap(*Calls[I], *Calls[--J]);
}

static void handlersReversed(FlowGraph &G, const SymbolTable &) {
  for (Block &B : G.Blocks)
    if (auto *D = std::get_if<Dispatch>(&B.End.What))
      std::reverse(D->Handlers.begin(), D->Handlers.end());
}

static void firstHandlerTakesAll(FlowGraph &G, const SymbolTable &) {
  for (Block &B : G.Blocks)
    if (auto *D = std::get_if<Dispatch>(&B.End.What); D && !D->Handlers.empty())
      D->Otherwise = D->Handlers.front().To;
}

static void noHandlers(FlowGraph &G, const SymbolTable &) {
  for (Block &B : G.Blocks)
    if (auto *D = std::get_if<Dispatch>(&B.End.What))
      D->Handlers.clear();
}

static void rethrowLost(FlowGraph &G, const SymbolTable &) {
  for (Block &B : G.Blocks)
    if (std::holds_alternative<Rethrow>(B.End.What))
      B.End.What = Return{};
}

static void noexceptIgnored(FlowGraph &G, const SymbolTable &) {
  for (Block &B : G.Blocks)
    if (std::holds_alternative<Terminate>(B.End.What))
      B.End.What = Resume{};
}

/// Every unwind edge leads straight out of the function.
static void unwindStraightOut(FlowGraph &G, const SymbolTable &) {
  BlockId Out(uint32_t(G.Blocks.size()));
  bool Used = false;
  for (Block &B : G.Blocks) {
    BlockId *Edge = nullptr;
    if (auto *I = std::get_if<Invoke>(&B.End.What))
      Edge = &I->Unwind;
    else if (auto *T = std::get_if<Throw>(&B.End.What))
      Edge = &T->Unwind;
    if (!Edge)
      continue;
    *Edge = Out;
    Used = true;
  }
  if (!Used)
    return;
  G.Blocks.emplace_back();
  G.Blocks.back().End.What = Resume{};
}

static void elementsForgotten(FlowGraph &G, const SymbolTable &) {
  drop(G, [](const Instruction &I) {
    const Call *C = destructor(I);
    return C && C->Receiver &&
           llvm::any_of(C->Receiver->Where.Path, [](const Projection &P) {
             return P.What == Projection::Element;
           });
  });
}

/// The blocks that can be reached without an exception.
static std::vector<bool> normalBlocks(const FlowGraph &G) {
  std::vector<bool> Seen(G.Blocks.size());
  std::vector<BlockId> Work{G.entry()};
  while (!Work.empty()) {
    BlockId At = Work.back();
    Work.pop_back();
    if (Seen[At.index()])
      continue;
    Seen[At.index()] = true;
    const TerminatorOp &End = G[At].End.What;
    if (const auto *I = std::get_if<Invoke>(&End))
      Work.push_back(I->Normal);
    else if (!std::holds_alternative<Throw>(End) &&
             !std::holds_alternative<Rethrow>(End))
      for (BlockId Next : successors(G[At].End))
        Work.push_back(Next);
  }
  return Seen;
}

template <bool Unwinding>
static void releaseLost(FlowGraph &G, const SymbolTable &) {
  std::vector<bool> Normal = normalBlocks(G);
  for (uint32_t I = 0; I < G.Blocks.size(); ++I)
    if (Normal[I] != Unwinding)
      drop(G.Blocks[I], [](const Instruction &I) {
        return std::holds_alternative<Release>(I.What);
      });
}

template <bool Unwinding>
static void storageNotEnded(FlowGraph &G, const SymbolTable &) {
  drop(G, [](const Instruction &I) {
    const auto *S = std::get_if<StorageDead>(&I.What);
    return S && (S->Why == Leave::Unwind) == Unwinding;
  });
}

static void endCatchLost(FlowGraph &G, const SymbolTable &) {
  drop(G, [](const Instruction &I) {
    return std::holds_alternative<EndCatch>(I.What);
  });
}

/// The end of storage that comes right after I, the last of B's instructions or
/// not, or null.
static const StorageDead *deadAfter(const FlowGraph &G, const Block &B,
                                    const Instruction *I) {
  if (++I == B.Body.data() + B.Body.size()) {
    const auto *Edge = std::get_if<Invoke>(&B.End.What);
    if (!Edge || G[Edge->Normal].Body.empty())
      return nullptr;
    I = &G[Edge->Normal].Body.front();
  }
  return std::get_if<StorageDead>(&I->What);
}

/// Calls of functions named by cleanup attributes, known by the variable whose
/// address they get and whose storage ends next.
template <bool OnlyUnwinding>
static void attributeLost(FlowGraph &G, const SymbolTable &) {
  const FlowGraph Original = G;
  for (uint32_t N = 0; N < G.Blocks.size(); ++N) {
    const Block &Old = Original.Blocks[N];
    std::vector<bool> Goes;
    for (const Instruction &I : Old.Body) {
      const auto *C = std::get_if<Call>(&I.What);
      const StorageDead *Dead = deadAfter(Original, Old, &I);
      Goes.push_back(C && Dead && C->Kind == CallKind::Direct &&
                     C->Arguments.size() == 1 &&
                     C->Arguments[0].Value.What == Operand::Address &&
                     C->Arguments[0].Value.Where.Variable == Dead->What &&
                     (!OnlyUnwinding || Dead->Why == Leave::Unwind));
    }
    const Instruction *First = G.Blocks[N].Body.data();
    drop(G.Blocks[N],
         [&](const Instruction &I) { return bool(Goes[&I - First]); });
  }
}

/// Only the first of several cleanups on an unwind path runs.
static void unwindRunsOne(FlowGraph &G, const SymbolTable &) {
  for (Block &B : G.Blocks) {
    bool Seen = false;
    drop(B, [&](const Instruction &I) {
      const Call *C = cleanupCall(I);
      if (!C || C->Why != Leave::Unwind)
        return false;
      bool Goes = Seen;
      Seen = true;
      return Goes;
    });
  }
}

/// An exception from a destructor finds no unwind path but terminates.
static void throwingDestructorTerminates(FlowGraph &G, const SymbolTable &) {
  BlockId Out(uint32_t(G.Blocks.size()));
  bool Used = false;
  for (Block &B : G.Blocks)
    if (auto *I = std::get_if<Invoke>(&B.End.What);
        I && destructor(B.Body.back())) {
      I->Unwind = Out;
      Used = true;
    }
  if (!Used)
    return;
  G.Blocks.emplace_back();
  G.Blocks.back().End.What = Terminate{};
}

const std::vector<Mutant> &session::trace::allMutants() {
  static const std::vector<Mutant> All = {
      {"no-destructor-on-unwind", dropLeave<Leave::Unwind>, {}},
      {"temporary-not-destroyed-on-unwind",
       dropUnwindOf<VariableKind::Temporary>,
       {}},
      {"local-not-destroyed-on-unwind", dropUnwindOf<VariableKind::Local>, {}},
      {"result-not-destroyed-on-unwind",
       dropUnwindOf<VariableKind::Result>,
       {}},
      {"members-left-when-constructor-throws", membersLeftOnUnwind, {}},
      {"unwind-runs-first-cleanup-only", unwindRunsOne, {}},
      {"unwind-straight-out", unwindStraightOut, {}},
      {"scope-end-skips-cleanup", dropLeave<Leave::ScopeEnd>, {}},
      {"full-expression-skips-cleanup", dropLeave<Leave::FullExpr>, {}},
      {"function-end-skips-cleanup", dropLeave<Leave::FunctionEnd>, {}},
      {"return-skips-cleanup", dropLeave<Leave::Return>, {}},
      {"break-skips-cleanup", dropLeave<Leave::Break>, {}},
      {"continue-skips-cleanup", dropLeave<Leave::Continue>, {}},
      {"goto-skips-cleanup", dropLeave<Leave::Goto>, {}},
      {"no-destructor-epilogue", noEpilogue, {}},
      {"base-destroyed-first", epilogueForwards, {}},
      {"catch-order-reversed", handlersReversed, {}},
      {"first-handler-takes-all", firstHandlerTakesAll, {}},
      {"no-handlers", noHandlers, {}},
      {"handler-ignores-bases", nullptr, {false, true}},
      {"rethrow-lost", rethrowLost, {}},
      {"end-of-handler-lost", endCatchLost, {}},
      {"noexcept-ignored", noexceptIgnored, {}},
      {"throwing-destructor-terminates", throwingDestructorTerminates, {}},
      {"absent-objects-destroyed", nullptr, {true, false}},
      {"array-elements-forgotten", elementsForgotten, {}},
      {"release-lost-when-constructor-throws", releaseLost<true>, {}},
      {"delete-releases-nothing", releaseLost<false>, {}},
      {"storage-not-ended", storageNotEnded<false>, {}},
      {"storage-not-ended-on-unwind", storageNotEnded<true>, {}},
      {"cleanup-attribute-lost", attributeLost<false>, {}},
      {"cleanup-attribute-lost-on-unwind", attributeLost<true>, {}},
  };
  return All;
}
