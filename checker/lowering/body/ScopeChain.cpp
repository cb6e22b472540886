//===- ScopeChain.cpp -----------------------------------------------------===//

#include "lowering/body/ScopeChain.h"

using namespace session::flow;

namespace session::lowering {

void ScopeChain::push(Scope S) {
  S.Parent = Current;
  S.Depth = Current ? Current->Depth + 1 : 1;
  S.Landing = BlockId();
  Scopes.push_back(std::move(S));
  Current = &Scopes.back();
}

void ScopeChain::call(Call C, bool NoThrow, AnchorId At) {
  if (!Builder.isOpen())
    return;
  if (NoThrow || !Exceptions) {
    Builder.emit(std::move(C), At);
    return;
  }
  BlockId Unwind = unwindTarget();
  Builder.invoke(std::move(C), Unwind, At);
}

BlockId ScopeChain::terminateBlock() {
  if (Terminate)
    return Terminate;
  BlockId Open = Builder.current();
  Terminate = Builder.newBlock();
  Builder.select(Terminate);
  Builder.end(flow::Terminate{}, AnchorId());
  if (Open)
    Builder.select(Open);
  return Terminate;
}

/// The landing of S; its parent's is made first.
BlockId ScopeChain::makeLanding(const Scope &S) {
  if (S.What == Scope::NoThrow)
    return terminateBlock();
  BlockId Next = unwindTarget(S.Parent);
  if (S.What == Scope::Try && S.Handlers.empty())
    return Next;
  BlockId Open = Builder.current();
  BlockId Landing = Builder.newBlock();
  Builder.select(Landing);
  if (S.What == Scope::Try) {
    bool CatchesAll = !S.Handlers.back().Type;
    Builder.end(Dispatch{S.Handlers, CatchesAll ? BlockId() : Next}, S.At);
  } else {
    // An exception that leaves a cleanup while another is in flight ends the
    // process, so nothing that a cleanup calls here sees the outer scopes.
    const Scope *Saved = Current;
    Scope NoThrow;
    NoThrow.What = Scope::NoThrow;
    Current = nullptr;
    push(NoThrow);
    emitCleanup(S, Leave::Unwind, S.At);
    Current = Saved;
    Builder.end(Jump{Next}, S.At);
  }
  if (Open)
    Builder.select(Open);
  return Landing;
}

BlockId ScopeChain::unwindTarget(const Scope *S) {
  if (!S) {
    if (!Resume) {
      BlockId Open = Builder.current();
      Resume = Builder.newBlock();
      Builder.select(Resume);
      Builder.end(flow::Resume{}, AnchorId());
      if (Open)
        Builder.select(Open);
    }
    return Resume;
  }
  // Without recursion: chains are as long as functions.
  std::vector<const Scope *> Missing;
  for (const Scope *I = S; I && !I->Landing; I = I->Parent)
    Missing.push_back(I);
  for (size_t I = Missing.size(); I-- != 0;)
    Missing[I]->Landing = makeLanding(*Missing[I]);
  return S->Landing;
}

void ScopeChain::emitDestructor(const Scope &S, Leave Why, AnchorId At) {
  Call C;
  C.Kind = CallKind::Destructor;
  C.Callee = S.Destructor;
  C.Receiver = addressOf(S.Where);
  C.ObjectType = S.Class;
  C.Why = Why;
  call(std::move(C), Symbols[S.Destructor].IsNoExcept, At);
}

void ScopeChain::emitCleanup(const Scope &S, Leave Why, AnchorId At) {
  switch (S.What) {
  case Scope::Storage:
    return Builder.emit(StorageDead{S.Variable, Why}, At);
  case Scope::Object:
    return emitDestructor(S, Why, At);
  case Scope::Allocation:
    return Builder.emit(Release{S.Memory}, At);
  case Scope::Call:
    return call(*S.Cleanup, Symbols[S.Cleanup->Callee].IsNoExcept, At);
  case Scope::Handler:
    return Builder.emit(EndCatch{}, At);
  case Scope::Try:
  case Scope::NoThrow:
    return;
  }
}

void ScopeChain::runCleanups(const Scope *Outer, Leave Why, AnchorId At,
                             const Place *Kept) {
  const Scope *Saved = Current;
  while (Current && Current != Outer) {
    const Scope &S = *Current;
    Current = S.Parent;
    bool Returned = Kept && S.What == Scope::Object && S.Where == *Kept;
    bool Outlives = S.Extended && Why == Leave::FullExpr;
    if (!S.OnlyUnwind && !Outlives && !Returned)
      emitCleanup(S, Why, At);
  }
  Current = Saved;
}

void ScopeChain::leave(const Scope *Outer, Leave Why, AnchorId At) {
  if (Current == Outer)
    return;
  runCleanups(Outer, Why, At);
  llvm::SmallVector<const Scope *, 2> Carried;
  for (; Current && Current != Outer; Current = Current->Parent)
    if (Current->Extended)
      Carried.push_back(Current);
  for (size_t I = Carried.size(); I-- != 0;) {
    Scope Copy = *Carried[I];
    Copy.Extended = false;
    push(std::move(Copy));
  }
}

void ScopeChain::mark(const Scope *Before, unsigned Group) {
  if (Current != Before)
    Scopes.back().Group = Group; // the last one pushed is the current one
}

void ScopeChain::retire(unsigned Group) {
  const Scope *Base = nullptr; // the outermost of the group
  for (const Scope *S = Current; S; S = S->Parent)
    if (S->Group == Group)
      Base = S;
  if (!Base)
    return;
  llvm::SmallVector<const Scope *, 4> Kept;
  for (const Scope *S = Current; S != Base; S = S->Parent)
    if (S->Group != Group)
      Kept.push_back(S);
  Current = Base->Parent;
  for (size_t I = Kept.size(); I-- != 0;)
    push(*Kept[I]);
}

const Scope *ScopeChain::common(const Scope *A, const Scope *B) {
  while (A != B) {
    unsigned DepthA = A ? A->Depth : 0, DepthB = B ? B->Depth : 0;
    if (DepthA >= DepthB)
      A = A->Parent;
    if (DepthB >= DepthA)
      B = B->Parent;
  }
  return A;
}

} // namespace session::lowering
