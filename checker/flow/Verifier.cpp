//===- Verifier.cpp -------------------------------------------------------===//
//
// Two parts: OpRules look at one instruction or terminator at a time; flow
// rules (ExceptionState) follow the edges to see where an exception is in
// flight.
//
//===----------------------------------------------------------------------===//

#include "flow/Verifier.h"
#include "flow/ExceptionState.h"
#include "flow/Rules.h"

using namespace session::flow;

namespace {

void verifyBlock(const FlowGraph &G, BlockId B, Rules &R) {
  const Block &Here = G[B];
  R.enter(B);
  for (const Instruction &I : Here.Body)
    std::visit(R, I.What);
  std::visit(R, Here.End.What);
  if (!std::holds_alternative<Invoke>(Here.End.What))
    return;
  if (Here.Body.empty() || !std::holds_alternative<Call>(Here.Body.back().What))
    R.fail("invoke does not follow a call");
}

/// Unwinding or not must be the same on every way into a block: else a
/// throwing path and a returning path share what follows.
void verifyExceptions(const FlowGraph &G, const SymbolTable &S, Rules &R) {
  ExceptionState State(G);
  bool IsNoExcept = S[G.Self].IsNoExcept;
  for (uint32_t I = 0; I != G.Blocks.size(); ++I) {
    BlockId B(I);
    R.enter(B);
    if (State.isMixed(B))
      R.fail("reached both with and without an exception in flight");
    for (llvm::StringRef Problem : State.problems(B))
      R.fail(Problem);
    if (IsNoExcept && State.isReached(B) &&
        std::holds_alternative<Resume>(G[B].End.What))
      R.fail("resume in a noexcept function");
  }
}

} // namespace

std::vector<std::string> session::flow::verify(const FlowGraph &Graph,
                                               const SymbolTable &Symbols) {
  Rules R(Graph, Symbols);
  R.checkHead();
  if (!R.problems().empty())
    return R.take(); // ids of the head are used below
  for (uint32_t I = 0; I != Graph.Blocks.size(); ++I)
    verifyBlock(Graph, BlockId(I), R);
  if (R.problems().empty())
    verifyExceptions(Graph, Symbols, R);
  return R.take();
}
