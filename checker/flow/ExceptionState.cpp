//===- ExceptionState.cpp -------------------------------------------------===//

#include "flow/ExceptionState.h"

using namespace session::flow;

ExceptionState::ExceptionState(const FlowGraph &G)
    : G(G), Entry(G.Blocks.size(), None) {
  std::vector<BlockId> Work;
  reach(G.entry(), Calm, Work);
  while (!Work.empty()) {
    BlockId Next = Work.back();
    Work.pop_back();
    flow(Next, Work);
  }
}

void ExceptionState::reach(BlockId B, Flight F, std::vector<BlockId> &Work) {
  uint8_t &Known = Entry[B.index()];
  if ((Known | F) == Known)
    return;
  Known |= F;
  Work.push_back(B);
}

ExceptionState::Flight ExceptionState::leaving(BlockId B) const {
  for (const Instruction &I : G[B].Body)
    if (std::holds_alternative<Catch>(I.What))
      return Calm; // nothing but an edge starts a flight
  return Flight(Entry[B.index()]);
}

void ExceptionState::flow(BlockId From, std::vector<BlockId> &Work) {
  const TerminatorOp &End = G[From].End.What;
  Flight Out = leaving(From);
  if (auto *I = std::get_if<Invoke>(&End)) {
    reach(I->Normal, Out, Work);
    reach(I->Unwind, InFlight, Work);
    return;
  }
  if (std::holds_alternative<Throw>(End) ||
      std::holds_alternative<Rethrow>(End))
    Out = InFlight;
  for (BlockId To : successors(G[From].End))
    reach(To, Out, Work);
}

bool ExceptionState::isMixed(BlockId B) const {
  if (Entry[B.index()] != Both)
    return false;
  const TerminatorOp &End = G[B].End.What;
  bool NeverLeaves = std::holds_alternative<Terminate>(End) ||
                     std::holds_alternative<Unreachable>(End);
  return !NeverLeaves || !G[B].Body.empty();
}

llvm::SmallVector<llvm::StringRef, 2>
ExceptionState::problems(BlockId B) const {
  llvm::SmallVector<llvm::StringRef, 2> Result;
  if (Entry[B.index()] == None || Entry[B.index()] == Both)
    return Result;
  bool Flying = Entry[B.index()] == InFlight;
  for (const Instruction &I : G[B].Body) {
    if (!std::holds_alternative<Catch>(I.What))
      continue;
    if (!Flying)
      Result.push_back("catch with no exception in flight");
    Flying = false;
  }
  const TerminatorOp &End = G[B].End.What;
  if (Flying && std::holds_alternative<Return>(End))
    Result.push_back("return with an exception in flight");
  if (!Flying && std::holds_alternative<Resume>(End))
    Result.push_back("resume with no exception in flight");
  if (!Flying && std::holds_alternative<Dispatch>(End))
    Result.push_back("dispatch with no exception in flight");
  return Result;
}
