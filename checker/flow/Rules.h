//===- Rules.h - What holds of one op by itself ----------------*- C++ -*-===//
//
// The verifier's rules that need no look at the edges: ids are in range, an op
// has the parts that its kind asks for. How blocks hang together is
// ExceptionState's and Verifier's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_RULES_H
#define SESSION_TIDY_FLOW_RULES_H

#include "flow/FlowGraph.h"
#include "llvm/ADT/Twine.h"
#include <string>

namespace session::flow {

class Rules {
public:
  Rules(const FlowGraph &G, const SymbolTable &S) : G(G), S(S) {}

  void checkHead(); ///< the graph's own ids and its variables
  void enter(BlockId B) { Here = B; }
  void fail(const llvm::Twine &Problem);
  const std::vector<std::string> &problems() const { return Problems; }
  std::vector<std::string> take() { return std::move(Problems); }

  void operator()(const Assign &O);
  void operator()(const Compare &O);
  void operator()(const Mask &O);
  void operator()(const Add &O);
  void operator()(const Not &O);
  void operator()(const Call &O);
  void operator()(const Closure &O);
  void operator()(const StorageLive &O);
  void operator()(const StorageDead &O);
  void operator()(const Allocate &O);
  void operator()(const Release &O);
  void operator()(const Catch &O);
  void operator()(const EndCatch &) {}
  void operator()(const Suspend &) {}
  void operator()(const Region &) {}
  void operator()(const Opaque &O);

  void operator()(const Jump &T);
  void operator()(const Branch &T);
  void operator()(const Switch &T);
  void operator()(const Invoke &T);
  void operator()(const Throw &T);
  void operator()(const Rethrow &T);
  void operator()(const Dispatch &T);
  void operator()(const Return &) {}
  void operator()(const Resume &) {}
  void operator()(const Terminate &) {}
  void operator()(const Unreachable &) {}

private:
  void place(const Place &P);
  void operand(const Operand &O);
  void variable(VariableId V);
  void function(FunctionId F);
  void typeOrNone(TypeId T);
  void target(BlockId B);

  const FlowGraph &G;
  const SymbolTable &S;
  BlockId Here; ///< invalid: the head
  std::vector<std::string> Problems;
};

} // namespace session::flow

#endif
