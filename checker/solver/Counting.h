//===- Counting.h - How far a variable is counted --------------*- C++ -*-===//
//
// What is known of a number after something was added to it. In a loop the
// number of turns is not: there a variable may be anything from its next value
// to the next number that the function compares it with.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_COUNTING_H
#define SESSION_TIDY_SOLVER_COUNTING_H

#include "flow/FlowGraph.h"
#include "solver/ValueFact.h"
#include <map>
#include <set>

namespace session::solver {

class Counting {
public:
  /// InLoop: loopsOf the graph.
  Counting(const flow::FlowGraph &Graph, const std::vector<unsigned> &InLoop);

  bool isInLoop(flow::BlockId B) const { return Loops.count(B.index()) != 0; }
  /// From + Number, when block At stores it.
  ValueFact sum(const ValueFact &From, const flow::Add &Op,
                flow::BlockId At) const;

private:
  void collect(const flow::Op &What);
  void bound(const flow::Operand &O, int64_t Number);
  void compare(const flow::Compare &C);

  std::set<uint32_t> Loops; ///< blocks that count, and that may run again
  /// By variable: the numbers at which a test of it changes its answer.
  std::map<flow::VariableId, std::set<int64_t>> Bounds;
};

} // namespace session::solver

#endif
