//===- Simplifier.cpp -----------------------------------------------------===//

#include "lowering/body/Simplifier.h"

using namespace session::flow;

namespace session::lowering {

namespace {

class Simplifier {
public:
  explicit Simplifier(FlowGraph &G) : G(G) {}

  void run() {
    for (Block &B : G.Blocks)
      retarget(B.End, [&](BlockId To) { return behindEmpty(To); });
    joinChains();
    renumber();
  }

private:
  template <typename Fn> static void retarget(Terminator &T, Fn New) {
    if (auto *J = std::get_if<Jump>(&T.What))
      J->To = New(J->To);
    else if (auto *B = std::get_if<Branch>(&T.What)) {
      B->Then = New(B->Then);
      B->Else = New(B->Else);
    } else if (auto *S = std::get_if<Switch>(&T.What)) {
      for (SwitchCase &C : S->Cases)
        C.To = New(C.To);
      S->Default = New(S->Default);
    } else if (auto *I = std::get_if<Invoke>(&T.What)) {
      I->Normal = New(I->Normal);
      I->Unwind = New(I->Unwind);
    } else if (auto *Th = std::get_if<Throw>(&T.What))
      Th->Unwind = New(Th->Unwind);
    else if (auto *R = std::get_if<Rethrow>(&T.What))
      R->Unwind = New(R->Unwind);
    else if (auto *D = std::get_if<Dispatch>(&T.What)) {
      for (Handler &H : D->Handlers)
        H.To = New(H.To);
      if (D->Otherwise)
        D->Otherwise = New(D->Otherwise);
    }
  }

  BlockId behindEmpty(BlockId B) const {
    for (unsigned Steps = 0; Steps != 64; ++Steps) {
      const auto *J = std::get_if<Jump>(&G[B].End.What);
      // Where control leaves the function is worth telling: `return;`.
      bool Leaves =
          J && G[B].End.At && std::holds_alternative<Return>(G[J->To].End.What);
      if (!J || !G[B].Body.empty() || J->To == B || Leaves)
        return B;
      B = J->To;
    }
    return B;
  }

  std::vector<bool> reachable() const {
    std::vector<bool> Seen(G.Blocks.size());
    std::vector<BlockId> Work = {G.entry()};
    Seen[0] = true;
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      for (BlockId To : successors(G[B].End))
        if (!Seen[To.index()]) {
          Seen[To.index()] = true;
          Work.push_back(To);
        }
    }
    return Seen;
  }

  void joinChains() {
    std::vector<bool> Live = reachable();
    std::vector<unsigned> Entries(G.Blocks.size());
    Entries[0] = 1;
    for (size_t I = 0; I != G.Blocks.size(); ++I)
      if (Live[I])
        for (BlockId To : successors(G.Blocks[I].End))
          ++Entries[To.index()];
    for (size_t I = 0; I != G.Blocks.size(); ++I)
      if (Live[I])
        swallowFollowers(G.Blocks[I], BlockId(uint32_t(I)), Entries, Live);
  }

  void swallowFollowers(Block &B, BlockId Self,
                        const std::vector<unsigned> &Entries,
                        std::vector<bool> &Live) {
    while (const auto *J = std::get_if<Jump>(&B.End.What)) {
      BlockId Next = J->To;
      if (Next == Self || Entries[Next.index()] != 1)
        return;
      Block &Follower = G[Next];
      std::move(Follower.Body.begin(), Follower.Body.end(),
                std::back_inserter(B.Body));
      B.End = Follower.End;
      Follower.Body.clear();
      Follower.End = Terminator();
      Live[Next.index()] = false;
    }
  }

  void renumber() {
    std::vector<bool> Live = reachable();
    std::vector<BlockId> Number(G.Blocks.size());
    std::vector<Block> Kept;
    for (size_t I = 0; I != G.Blocks.size(); ++I)
      if (Live[I]) {
        Number[I] = BlockId(uint32_t(Kept.size()));
        Kept.push_back(std::move(G.Blocks[I]));
      }
    for (Block &B : Kept)
      retarget(B.End, [&](BlockId To) { return Number[To.index()]; });
    G.Blocks = std::move(Kept);
  }

  FlowGraph &G;
};

} // namespace

void simplify(FlowGraph &Graph) { Simplifier(Graph).run(); }

} // namespace session::lowering
