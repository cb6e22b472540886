//===- Components.cpp - Strongly connected components ---------------------===//

#include "support/Components.h"
#include <algorithm>

using namespace session;

namespace {

class ComponentFinder {
public:
  explicit ComponentFinder(const std::vector<std::vector<size_t>> &Next)
      : Next(Next), Number(Next.size()), Low(Next.size()),
        OnStack(Next.size()) {}

  std::vector<std::vector<size_t>> run() {
    for (size_t I = 0; I < Next.size(); ++I)
      if (!Number[I])
        visit(I);
    return std::move(Result);
  }

private:
  struct Frame {
    size_t Node, Index;
  };

  void enter(size_t Node) {
    Number[Node] = Low[Node] = ++Counter;
    Stack.push_back(Node);
    OnStack[Node] = true;
    Frames.push_back({Node, 0});
  }

  void visit(size_t Start) {
    enter(Start);
    while (!Frames.empty()) {
      Frame &Top = Frames.back();
      if (Top.Index < Next[Top.Node].size()) {
        size_t To = Next[Top.Node][Top.Index++];
        if (!Number[To])
          enter(To);
        else if (OnStack[To])
          Low[Top.Node] = std::min(Low[Top.Node], Number[To]);
        continue;
      }
      size_t Node = Top.Node;
      Frames.pop_back();
      if (!Frames.empty())
        Low[Frames.back().Node] = std::min(Low[Frames.back().Node], Low[Node]);
      if (Low[Node] == Number[Node])
        close(Node);
    }
  }

  void close(size_t Root) {
    std::vector<size_t> Members;
    size_t Node;
    do {
      Node = Stack.back();
      Stack.pop_back();
      OnStack[Node] = false;
      Members.push_back(Node);
    } while (Node != Root);
    std::sort(Members.begin(), Members.end());
    Result.push_back(std::move(Members));
  }

  const std::vector<std::vector<size_t>> &Next;
  std::vector<unsigned> Number, Low;
  std::vector<bool> OnStack;
  std::vector<size_t> Stack;
  std::vector<Frame> Frames;
  std::vector<std::vector<size_t>> Result;
  unsigned Counter = 0;
};

} // namespace

std::vector<std::vector<size_t>>
session::stronglyConnected(const std::vector<std::vector<size_t>> &Next) {
  return ComponentFinder(Next).run();
}
