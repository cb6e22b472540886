//===- ScopeChain.h - What is left to clean up -----------------*- C++ -*-===//
//
// A persistent chain of scopes (parent pointers): live storage, objects to
// destroy, try blocks, handlers. Decides where an exception goes from each
// scope and what runs on a jump. What makes a scope is the lowering's
// business.
//
// Invariant: a scope is made once and never changes but for its memo, so a
// block made for unwinding serves every call under that scope: linear size.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_BODY_SCOPECHAIN_H
#define SESSION_TIDY_LOWERING_BODY_SCOPECHAIN_H

#include "flow/GraphBuilder.h"
#include <deque>

namespace session::lowering {

/// The address of P; of what a pointer points to, the pointer itself.
inline flow::Operand addressOf(flow::Place P) {
  if (P.Path.empty() || P.Path.back().What != flow::Projection::Deref)
    return flow::Operand::address(std::move(P));
  P.Path.pop_back();
  return flow::Operand::load(std::move(P));
}

struct Scope {
  enum Kind : uint8_t {
    Storage,    ///< What: its storage ends
    Object,     ///< the object at Where: its destructor runs
    Allocation, ///< Memory is released
    Call,       ///< Cleanup: asked for by an attribute, or operator delete
    Handler,    ///< a caught exception ends
    Try,        ///< Handlers
    NoThrow,    ///< an exception that gets here terminates
  } What = Storage;
  /// Runs only while unwinding (parts of an object under construction).
  bool OnlyUnwind = false;
  /// A temporary that outlives its full-expression.
  bool Extended = false;
  flow::VariableId Variable;
  flow::Place Where;
  flow::Operand Memory;
  flow::FunctionId Destructor;
  flow::TypeId Class;
  std::optional<flow::Call> Cleanup;
  llvm::SmallVector<flow::Handler, 2> Handlers;
  AnchorId At;        ///< of cleanups on unwinding
  unsigned Group = 0; ///< see ScopeChain::retire

  const Scope *Parent = nullptr;
  unsigned Depth = 0;
  mutable flow::BlockId Landing; ///< memo of unwindTarget
};

class ScopeChain {
public:
  ScopeChain(flow::GraphBuilder &Builder, const flow::SymbolTable &Symbols,
             bool Exceptions)
      : Builder(Builder), Symbols(Symbols), Exceptions(Exceptions) {}

  const Scope *current() const { return Current; }
  void setCurrent(const Scope *S) { Current = S; }
  void push(Scope S);

  /// Emits a call; with an unwind edge unless no exception can leave it.
  void call(flow::Call C, bool NoThrow, AnchorId At);
  /// Where an exception thrown under S goes.
  flow::BlockId unwindTarget(const Scope *S);
  flow::BlockId unwindTarget() { return unwindTarget(Current); }

  /// Emits what runs on the way from the current scope out to Outer, which
  /// stays current. Scopes marked Extended are carried over into Outer.
  void leave(const Scope *Outer, flow::Leave Why, AnchorId At);
  /// The same for a jump: the current scope is as before afterwards. Skips
  /// the object in Kept, which the function returns.
  void runCleanups(const Scope *Outer, flow::Leave Why, AnchorId At,
                   const flow::Place *Kept = nullptr);
  /// Parts of an object under construction form a group; when the object is
  /// there, its own scope takes over and the group is retired.
  unsigned newGroup() { return ++Groups; }
  /// Puts the scope pushed since Before, if there is one, into Group.
  void mark(const Scope *Before, unsigned Group);
  void retire(unsigned Group);
  /// The innermost scope that both are in.
  static const Scope *common(const Scope *A, const Scope *B);

private:
  void emitCleanup(const Scope &S, flow::Leave Why, AnchorId At);
  void emitDestructor(const Scope &S, flow::Leave Why, AnchorId At);
  flow::BlockId makeLanding(const Scope &S);
  flow::BlockId terminateBlock();

  flow::GraphBuilder &Builder;
  const flow::SymbolTable &Symbols;
  bool Exceptions;
  std::deque<Scope> Scopes;
  const Scope *Current = nullptr;
  unsigned Groups = 0;
  flow::BlockId Resume, Terminate;
};

} // namespace session::lowering

#endif
