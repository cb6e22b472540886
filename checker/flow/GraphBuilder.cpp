//===- GraphBuilder.cpp ---------------------------------------------------===//

#include "flow/GraphBuilder.h"

using namespace session::flow;

GraphBuilder::GraphBuilder(FunctionId Self) {
  Graph.Self = Self;
  Open = newBlock();
}

VariableId GraphBuilder::addVariable(Variable V) {
  Graph.Variables.push_back(std::move(V));
  return VariableId(uint32_t(Graph.Variables.size() - 1));
}

BlockId GraphBuilder::newBlock() {
  Graph.Blocks.emplace_back();
  Ended.push_back(false);
  return BlockId(uint32_t(Graph.Blocks.size() - 1));
}

void GraphBuilder::select(BlockId B) {
  assert(B && B.index() < Graph.Blocks.size() && "no such block");
  assert(!Ended[B.index()] && "the block has ended");
  Open = B;
}

void GraphBuilder::emit(Op What, session::AnchorId At) {
  if (Open)
    Graph[Open].Body.push_back({std::move(What), At});
}

void GraphBuilder::end(TerminatorOp What, session::AnchorId At) {
  if (!Open)
    return;
  Graph[Open].End = {std::move(What), At};
  Ended[Open.index()] = true;
  Open = BlockId();
}

BlockId GraphBuilder::invoke(Call What, BlockId Unwind, session::AnchorId At) {
  if (!Open)
    return {};
  emit(std::move(What), At);
  BlockId Normal = newBlock();
  end(Invoke{Normal, Unwind}, At);
  Open = Normal;
  return Normal;
}

FlowGraph GraphBuilder::take() {
  // Terminator's default is Unreachable, which is what an unended block gets.
  Open = BlockId();
  return std::move(Graph);
}
