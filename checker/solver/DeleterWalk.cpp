//===- DeleterWalk.cpp - How an owner ends what it owns
//--------------------===//
//
// Finds the deleter of an owning pointer (a function, an object, the type's own
// `delete`) and runs it, and runs callables in general.
//
//===----------------------------------------------------------------------===//

#include "solver/Walker.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

/// Another owner that shares the session is left.
static bool isShared(const Memory &M, const Location &Payload,
                     const TypeContract &Type, NameId PayloadName) {
  if (Type.Copy != CopyRule::Shares)
    return false;
  for (const Location &L : M.handleLocations())
    if (L != Payload && !L.Fields.empty() && L.Fields.back() == PayloadName)
      return true;
  return false;
}

void Walker::endPointer(const TypeContract &Type, const CallFrame &Frame,
                        const Location &Object, SimState State, States &Out) {
  Memory &M = State.Store;
  Location Payload = Object.field(Binding.Payload);
  ValueId Owned = M.peek(Payload);
  bool Ours = State.Tracking && Owned == Memory::Handle;
  bool Carries = State.Tracking && Owned && !Ours && M.reachesHandle(Owned);
  // A guard of any pointer, whose deleter knows the session.
  bool OfNull = llvm::any_of(Type.AtEnd, [](const ScopeEnd &End) {
    return End.RunsDeleter && End.IfNull;
  });
  bool Runs = Owned && (OfNull || !M.fact(Owned).isZero());
  Carries |= State.Tracking && !Ours && Runs &&
             M.reachesHandle(M.addressOf(Object.field(Binding.Deleter)));
  if ((!Ours && !Carries) || isShared(M, Payload, Type, Binding.Payload)) {
    M.forget(Payload);
    Out.push_back(std::move(State));
    return;
  }
  WitnessEvent Event;
  Event.What = WitnessEvent::Cleanup;
  Event.At = Frame.At;
  Event.Callee = Frame.Callee;
  Event.Leaving = Frame.Why;
  record(State, Event);
  States Ended;
  runDeleter(Type, Frame, Object, Owned, std::move(State), Ended);
  for (SimState &S : Ended) {
    S.Store.forget(Payload);
    Out.push_back(std::move(S));
  }
}

void Walker::runDeleter(const TypeContract &Type, const CallFrame &Frame,
                        const Location &Object, ValueId Owned, SimState State,
                        States &Out) {
  const SymbolTable &Symbols = Binding.symbols();
  TypeId DeleterType;
  if (Type.Ends.From == Deleter::TemplateArgument)
    DeleterType = argumentOf(Frame.ObjectType, Type.Ends.Index, Symbols);
  Location Callable = Object.field(Binding.Deleter);
  const TypeContract *Functor = Binding.owner(DeleterType);
  bool Deletes = Type.Ends.From == Deleter::OperatorDelete ||
                 (Functor && Functor->Ends.From == Deleter::OperatorDelete);
  FunctionId Operator =
      DeleterType && Symbols[DeleterType].Kind == TypeKind::Record
          ? Symbols[DeleterType].CallOperator
          : FunctionId();
  // A program's own specialisation of a library's deleter has a body.
  if (Operator && Binding.program().graphOf(Operator))
    Deletes = false;
  bool Given = State.Store.peek(Callable).isValid() ||
               State.Store.peek(Callable.field(Binding.CallOp)).isValid() ||
               State.Store.peek(Callable.field(Binding.Deleter)).isValid();
  ValueId Known = State.Store.peek(Callable);
  bool None = Known && State.Store.fact(Known).isZero();
  if (Type.Ends.From == Deleter::ConstructorArgument && None)
    Deletes = true; // no deleter was given: the library's default
  if (Deletes && (None || !Given)) {
    deletePointee(Frame, Owned, std::move(State), Out);
    return;
  }
  runCallable(Callable, DeleterType, {Owned}, Frame, std::move(State), Out);
}

void Walker::deletePointee(const CallFrame &Frame, ValueId Owned,
                           SimState State, States &Out) {
  bool IsObject = Owned == Memory::Handle && Binding.isObject(Session.Kind);
  if (Owned == Memory::Handle && !IsObject) {
    if (event(EventKind::FreeMemory, Frame, State))
      Out.push_back(std::move(State));
    return;
  }
  CallFrame Nested = Frame;
  TypeId Pointee = argumentOf(Frame.ObjectType, 0, Binding.symbols());
  Nested.Callee =
      Pointee ? Binding.symbols()[Pointee].Destructor : FunctionId();
  Nested.Contract = Binding.contract(Nested.Callee);
  Nested.Receiver = Owned;
  Nested.ObjectType = Pointee;
  Nested.Result.reset();
  Nested.Arguments.clear();
  Nested.How.clear();
  States Ended;
  const TypeContract *Object = Binding.owner(Pointee);
  if (Nested.Contract) {
    applyContract(Nested, false, std::move(State), Ended);
  } else if (Object && IsObject) {
    endSession(*Object, Nested, State.Store.pointee(Owned), std::move(State),
               Ended);
  } else {
    assumedContract(Nested, State);
    Ended.push_back(std::move(State));
  }
  for (SimState &S : Ended) {
    S.Store.forget(S.Store.pointee(Owned));
    Out.push_back(std::move(S));
  }
}

void Walker::runCallable(const Location &Callable, TypeId Type,
                         llvm::ArrayRef<ValueId> Arguments,
                         const CallFrame &Outer, SimState State, States &Out) {
  Memory &M = State.Store;
  const SymbolTable &Symbols = Binding.symbols();
  CallFrame Nested;
  Nested.At = Outer.At;
  Nested.Why = Outer.Why;
  Nested.Receiver = M.addressOf(Callable);
  if (ValueId Body = M.peek(Callable.field(Binding.CallOp)))
    Nested.Callee = M.fact(Body).Function;
  else if (ValueId Pointer = M.peek(Callable))
    Nested.Callee = M.fact(Pointer).Function;
  // A holder of callables (type-erased) has the callable inside.
  Location Inner = Callable.field(Binding.Deleter);
  if (!Nested.Callee &&
      (M.peek(Inner) || M.peek(Inner.field(Binding.CallOp)))) {
    runCallable(Inner, TypeId(), Arguments, Outer, std::move(State), Out);
    return;
  }
  if (!Nested.Callee && Type && Symbols[Type].Kind == TypeKind::Record) {
    Nested.Callee = Symbols[Type].CallOperator;
    for (const TemplateArgument &A : Symbols[Type].Arguments)
      if (A.Function &&
          !(Nested.Callee && Binding.program().graphOf(Nested.Callee)))
        Nested.Callee = A.Function;
  }
  Nested.Contract = Binding.contract(Nested.Callee);
  for (ValueId V : Arguments) {
    Nested.Arguments.push_back(V);
    Nested.How.push_back(Passing::Pointer);
  }
  if (Nested.Contract) {
    ValueId Kept = State.CallResult;
    State.CallResult = M.fresh();
    States After;
    applyContract(Nested, false, std::move(State), After);
    for (SimState &S : After) {
      S.CallResult = Kept;
      Out.push_back(std::move(S));
    }
    return;
  }
  bool Seen = Nested.Callee && Binding.program().graphOf(Nested.Callee);
  bool Ours = llvm::is_contained(Arguments, Memory::Handle) ||
              (State.Tracking && M.holdsHandle(Callable));
  // A body that was seen and has no contract does nothing to a session.
  if (!Seen && Ours && State.Tracking) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
  }
  Out.push_back(std::move(State));
}
