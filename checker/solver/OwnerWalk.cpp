//===- OwnerWalk.cpp - Values of types that own ---------------------------===//
//
// What a type contract makes of constructing, moving, asking and destroying a
// value; compiler-made copies of plain records; and running callables. The
// session inside is in the value's payload field, so the memory's must-alias
// set knows owners like any other place.
//
//===----------------------------------------------------------------------===//

#include "solver/RawElements.h"
#include "solver/SpentObjects.h"
#include "solver/ValueParts.h"
#include "solver/Walker.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

bool Walker::isImplicitCopy(const CallFrame &Frame) const {
  if (!Frame.Callee || Binding.program().graphOf(Frame.Callee))
    return false;
  const Function &Callee = Binding.symbols()[Frame.Callee];
  if (!Callee.IsImplicit || Frame.Arguments.empty() ||
      Binding.owner(Callee.Class))
    return false;
  return Callee.Special == SpecialMember::CopyConstructor ||
         Callee.Special == SpecialMember::MoveConstructor ||
         Callee.Special == SpecialMember::CopyAssignment ||
         Callee.Special == SpecialMember::MoveAssignment;
}

void Walker::copied(const CallFrame &Frame, SimState &State) {
  if (State.CopiedAt)
    return;
  State.CopiedAt = Frame.At;
  WitnessEvent Event;
  Event.What = WitnessEvent::Copied;
  Event.At = Frame.At;
  record(State, Event);
}

void Walker::copyImplicitly(const CallFrame &Frame, SimState &State) {
  Memory &M = State.Store;
  Location From = M.pointee(Frame.Arguments.front());
  Location To = M.pointee(Frame.Receiver);
  bool IsMove =
      Binding.symbols()[Frame.Callee].Special ==
          SpecialMember::MoveConstructor ||
      Binding.symbols()[Frame.Callee].Special == SpecialMember::MoveAssignment;
  if (State.Tracking && M.object() && IsMove)
    M.moveObject(From, To);
  else if (State.Tracking && M.holdsHandle(From) && !M.object())
    copied(Frame, State);
  M.copyParts(From, To);
  State.CallResult = Frame.Receiver;
}

bool Walker::applyOwner(CallFrame &Frame, SimState State, States &Out) {
  if (!Frame.Callee)
    return false;
  const Function &Callee = Binding.symbols()[Frame.Callee];
  TypeId Class = Frame.ObjectType ? Frame.ObjectType : Callee.Class;
  const TypeContract *Type = Binding.owner(Class);
  if (!Type) {
    // A factory: a record result whose type has a contract is built from the
    // arguments as by a constructor.
    const TypeContract *Made = Binding.owner(Callee.Result);
    if (!Made || Made->Holds != Holding::Guard || !Frame.Result)
      return false;
    CallFrame Construction = Frame;
    Construction.ObjectType = Callee.Result;
    constructOwner(*Made, Construction, *Frame.Result, State);
    finishCall(Frame, std::move(State), Out);
    return true;
  }
  if (!Frame.Receiver)
    return false;
  Location Object = State.Store.pointee(Frame.Receiver);
  if (Type->Holds == Holding::Text) {
    if (!applyText(Frame, Object, State))
      return false;
    finishCall(Frame, std::move(State), Out);
    return true;
  }
  switch (Callee.Special) {
  case SpecialMember::DefaultConstructor:
  case SpecialMember::OtherConstructor:
    constructOwner(*Type, Frame, Object, State);
    finishCall(Frame, std::move(State), Out);
    return true;
  case SpecialMember::CopyConstructor:
  case SpecialMember::MoveConstructor:
    moveOwner(State.Store.pointee(Frame.Arguments.front()), Object,
              Callee.Special == SpecialMember::MoveConstructor, *Type, State);
    finishCall(Frame, std::move(State), Out);
    return true;
  case SpecialMember::CopyAssignment:
  case SpecialMember::MoveAssignment: {
    Location From = State.Store.pointee(Frame.Arguments.front());
    bool IsMove = Callee.Special == SpecialMember::MoveAssignment;
    States Ended;
    endPayload(*Type, Frame, Object, std::move(State), Ended);
    for (SimState &S : Ended) {
      moveOwner(From, Object, IsMove, *Type, S);
      S.CallResult = Frame.Receiver;
      finishCall(Frame, std::move(S), Out);
    }
    return true;
  }
  case SpecialMember::Destructor: {
    States Ended;
    endPayload(*Type, Frame, Object, std::move(State), Ended);
    for (SimState &S : Ended) {
      S.Store.forget(Object);
      finishCall(Frame, std::move(S), Out);
    }
    return true;
  }
  case SpecialMember::None:
    break;
  }
  const MemberRole *Role = Binding.role(Frame.Callee, Class);
  if (!Role)
    return false;
  States After;
  memberOfOwner(*Type, *Role, Frame, Object, std::move(State), After);
  for (SimState &S : After)
    finishCall(Frame, std::move(S), Out);
  return true;
}

void Walker::moveOwner(const Location &From, const Location &To, bool IsMove,
                       const TypeContract &Type, SimState &State) {
  Memory &M = State.Store;
  bool Ours = State.Tracking && M.holdsHandle(From);
  if (Type.isObject()) {
    if (State.Tracking && IsMove) {
      noteMovedFrom(Type, From, Binding, State);
      M.moveObject(From, To);
    }
    return;
  }
  bool InValue = Type.Holds == Holding::Value && Ours && M.object();
  if ((Ours && Type.Holds == Holding::Container) || InValue) {
    State.Escaped = true;
    State.Session.Alive = Life::Unknown;
    return;
  }
  M.copyParts(From, To);
  if (!IsMove || Type.Moved == MovedFrom::Unchanged)
    return;
  if (Type.Holds == Holding::Pointer) {
    ValueFact Left = ValueFact::exactly(0);
    if (Ours)
      Left.Origin = Provenance::MovedFrom;
    M.store(From.field(Binding.Payload), M.fresh(std::move(Left)));
  } else if (Type.Holds != Holding::Value) {
    M.forget(From);
  } else {
    // What was inside was moved, each part as its own type does.
    for (const Location &L : M.handleLocations())
      if (From.contains(L))
        M.forget(L);
  }
  if (!Ours)
    return;
  WitnessEvent Event;
  Event.What = WitnessEvent::Moved;
  Event.At = State.LeftAt;
  if (From.Root == Location::Variable)
    Event.Name = Graph.Variables[From.Index].Name;
}

/// The deleter that comes with a raw pointer as argument Index.
static void storeDeleter(const CallFrame &Frame, unsigned Index,
                         const Location &Callable, Memory &M) {
  if (Index >= Frame.Arguments.size()) {
    // Known to have none, which is not the same as nothing known.
    M.store(Callable, M.fresh(ValueFact::exactly(0)));
    return;
  }
  bool Object = Frame.How[Index] != Passing::Value &&
                Frame.How[Index] != Passing::Pointer;
  if (Object)
    M.copyParts(M.pointee(Frame.Arguments[Index]), Callable);
  else
    M.store(Callable, Frame.Arguments[Index]);
}

void Walker::constructOwner(const TypeContract &Type, const CallFrame &Frame,
                            const Location &Object, SimState &State) {
  Memory &M = State.Store;
  M.forget(Object);
  Location Payload = Object.field(Binding.Payload);
  Location Callable = Object.field(Binding.Deleter);
  if (Frame.Arguments.empty()) {
    M.store(Payload, M.fresh(ValueFact::exactly(0)));
    return;
  }
  ValueId First = Frame.Arguments.front();
  Passing How = Frame.How.front();
  bool ByAddress = How != Passing::Value && How != Passing::Pointer &&
                   How != Passing::ConstPointer &&
                   How != Passing::PointerToPointer;
  Location Source = M.pointee(First);
  switch (Type.Holds) {
  case Holding::Pointer: {
    // From a raw pointer (also by reference), or from an owner of its kind.
    ValueId Owned = First;
    if (ByAddress) {
      bool FromOwner = M.peek(Source.field(Binding.Payload)).isValid();
      if (FromOwner) {
        moveOwner(Source, Object, How != Passing::ConstReference, Type, State);
        if (Type.Ends.From == Deleter::ConstructorArgument)
          keepDeleterOf(Frame, Callable, M);
        return;
      }
      Owned = M.load(Source);
    }
    M.store(Payload, Owned);
    unsigned Index =
        Type.Ends.From == Deleter::ConstructorArgument ? Type.Ends.Index : 1;
    storeDeleter(Frame, Index, Callable, M);
    return;
  }
  case Holding::Guard:
  case Holding::Callable:
    if (ByAddress)
      M.copyParts(Source, Callable);
    else
      M.store(Callable, First);
    return;
  case Holding::Value:
    if (constructParts(Type, Frame, Object, Binding, State))
      return;
    if (Frame.Arguments.size() > 1 || (First == Memory::Handle && ByAddress)) {
      for (ValueId V : Frame.Arguments)
        escapeIfOurs(V, State);
    } else if (ByAddress) {
      M.copyParts(Source, Payload);
      if (How == Passing::RValueReference)
        for (const Location &L : M.handleLocations())
          if (Source.contains(L))
            M.forget(L);
    } else {
      M.store(Payload, First);
    }
    return;
  case Holding::Text:
    M.store(Payload, contentOf(Frame, 0, State));
    return;
  case Holding::Container:
  case Holding::Session:
  case Holding::Scope:
    assumedContract(Frame, State);
    return;
  }
}

/// A deleter that the source's type names goes along with the pointer.
void Walker::keepDeleterOf(const CallFrame &Frame, const Location &Callable,
                           Memory &M) const {
  const SymbolTable &Symbols = Binding.symbols();
  const auto &Parameters = Symbols[Frame.Callee].Parameters;
  TypeId Source = Parameters.empty() ? TypeId() : Parameters.front().Type;
  if (Source && Symbols[Source].Kind == TypeKind::Reference)
    Source = Symbols[Source].Pointee;
  const TypeContract *From = Binding.owner(Source);
  if (!From || From->Ends.From != Deleter::TemplateArgument)
    return;
  TypeId DeleterType = argumentOf(Source, From->Ends.Index, Symbols);
  const TypeContract *Functor = Binding.owner(DeleterType);
  bool Deletes = Functor && Functor->Ends.From == Deleter::OperatorDelete;
  if (!DeleterType || Deletes || Symbols[DeleterType].Kind != TypeKind::Record)
    return;
  ValueFact Body = ValueFact::nonZero();
  Body.Function = Symbols[DeleterType].CallOperator;
  M.forget(Callable);
  M.store(Callable.field(Binding.CallOp), M.fresh(std::move(Body)));
}

void Walker::constructInner(const CallFrame &Frame, const Location &Payload,
                            SimState &State) {
  CallFrame Inner = Frame;
  Inner.ObjectType = argumentOf(Frame.ObjectType, 0, Binding.symbols());
  if (const TypeContract *Type = Binding.owner(Inner.ObjectType)) {
    constructOwner(*Type, Inner, Payload, State);
    return;
  }
  // Built from the arguments by somebody else's constructor.
  for (ValueId V : Frame.Arguments)
    escapeIfOurs(V, State);
}

void Walker::escapeIfOurs(ValueId V, SimState &State) {
  if (!State.Tracking || (V != Memory::Handle && !State.Store.reachesHandle(V)))
    return;
  State.Escaped = true;
  State.Session.Alive = Life::Unknown;
}

void Walker::endPayload(const TypeContract &Type, const CallFrame &Frame,
                        const Location &Object, SimState State, States &Out) {
  Memory &M = State.Store;
  Location Payload = Object.field(Binding.Payload);
  switch (Type.Holds) {
  case Holding::Guard: {
    Location Callable = Object.field(Binding.Deleter);
    // A guard of which nothing is known was cancelled or never made here.
    bool Armed =
        M.peek(Callable) || M.peek(Callable.field(Binding.CallOp)).isValid();
    if (!Armed) {
      Out.push_back(std::move(State));
      return;
    }
    runCallable(Callable, argumentOf(Frame.ObjectType, 0, Binding.symbols()),
                {}, Frame, std::move(State), Out);
    return;
  }
  case Holding::Value: {
    TypeId Inner = argumentOf(Frame.ObjectType, 0, Binding.symbols());
    if (auto Part = partWithHandle(Type, Object, Binding, M)) {
      Payload = Object.field(Binding.fieldNamed(Type.Parts[*Part]));
      Inner = argumentOf(Frame.ObjectType, *Part, Binding.symbols());
    }
    if (!State.Tracking || !M.holdsHandle(Payload)) {
      Out.push_back(std::move(State));
      return;
    }
    // Of a type that only the value knows (std::any) the end is not seen.
    if (!Inner) {
      State.Escaped = true;
      State.Session.Alive = Life::Unknown;
      Out.push_back(std::move(State));
      return;
    }
    const TypeContract *InnerType = Binding.owner(Inner);
    CallFrame Nested = Frame;
    Nested.ObjectType = Inner;
    Nested.Receiver = M.addressOf(Payload);
    if (InnerType) {
      endPayload(*InnerType, Nested, Payload, std::move(State), Out);
      return;
    }
    Nested.Callee = Inner ? Binding.symbols()[Inner].Destructor : FunctionId();
    Nested.Contract = Binding.contract(Nested.Callee);
    Nested.Arguments.clear();
    if (Nested.Contract)
      applyContract(Nested, false, std::move(State), Out);
    else
      Out.push_back(std::move(State));
    return;
  }
  case Holding::Pointer:
    endPointer(Type, Frame, Object, std::move(State), Out);
    return;
  case Holding::Session:
  case Holding::Scope:
    endSession(Type, Frame, Object, std::move(State), Out);
    return;
  case Holding::Container:
    M.forget(Object.field(Binding.Elements));
    [[fallthrough]];
  case Holding::Callable:
  case Holding::Text:
    if (State.Tracking && M.holdsHandle(Object)) {
      State.Escaped = true;
      State.Session.Alive = Life::Unknown;
    }
    Out.push_back(std::move(State));
    return;
  }
}

void Walker::memberOfOwner(const TypeContract &Type, const MemberRole &Role,
                           CallFrame &Frame, const Location &Object,
                           SimState State, States &Out) {
  Memory &M = State.Store;
  Location Payload = Object.field(Binding.Payload);
  unsigned Index = Role.Argument.value_or(0);
  bool HasArgument = Index < Frame.Arguments.size();
  switch (Role.What) {
  case MemberRole::Construct:
    constructOwner(Type, Frame, Object, State);
    break;
  case MemberRole::Take:
    State.CallResult = M.load(Payload);
    M.store(Payload, M.fresh(ValueFact::exactly(0)));
    break;
  case MemberRole::Peek:
    // The payload of a value type is an object: what is handed out is where.
    State.CallResult =
        Type.Holds == Holding::Value ? M.addressOf(Payload) : M.load(Payload);
    break;
  case MemberRole::AddressOf:
    State.CallResult = M.addressOf(Payload);
    break;
  case MemberRole::Test: {
    ValueFact Truth;
    Truth.Low = 0;
    Truth.High = 1;
    ValueId Zero = M.fresh(ValueFact::exactly(0));
    ValueId Held = M.load(Payload);
    if (std::optional<bool> Known = M.decide(Held, Predicate::NotEqual, Zero))
      Truth.Low = Truth.High = *Known;
    if (Type.Holds == Holding::Value && M.holdsHandle(Payload))
      Truth = ValueFact::exactly(1);
    Truth.From = {Definition::Compare, Predicate::NotEqual, Held, Zero};
    State.CallResult = M.fresh(std::move(Truth));
    break;
  }
  case MemberRole::Replace:
  case MemberRole::End: {
    ValueId New = HasArgument && Role.What == MemberRole::Replace
                      ? Frame.Arguments[Index]
                      : M.fresh(ValueFact::exactly(0));
    // A new deleter comes with a new pointer.
    bool BringsDeleter = HasArgument && Role.What == MemberRole::Replace &&
                         Type.Holds == Holding::Pointer &&
                         Type.Ends.From == Deleter::ConstructorArgument &&
                         (Frame.How[Index] == Passing::Value ||
                          Frame.How[Index] == Passing::Pointer);
    States Ended;
    endPayload(Type, Frame, Object, std::move(State), Ended);
    for (SimState &S : Ended) {
      if (Type.Holds == Holding::Value && HasArgument)
        constructInner(Frame, Payload, S);
      else
        S.Store.store(Payload, New);
      if (BringsDeleter)
        storeDeleter(Frame, Index + Type.Ends.Index,
                     Object.field(Binding.Deleter), S.Store);
      Out.push_back(std::move(S));
    }
    return;
  }
  case MemberRole::Swap:
    if (HasArgument) {
      Location Other = M.pointee(Frame.Arguments[Index]);
      Location Spare = Location::pointee(M.fresh());
      M.copyParts(Object, Spare);
      M.copyParts(Other, Object);
      M.copyParts(Spare, Other);
      M.forget(Spare);
    }
    break;
  case MemberRole::Cancel:
    M.forget(Object.field(Binding.Deleter));
    break;
  case MemberRole::Run: {
    size_t Before = Out.size();
    runCallable(Object.field(Binding.Deleter),
                argumentOf(Frame.ObjectType, 0, Binding.symbols()),
                Frame.Arguments, Frame, std::move(State), Out);
    for (SimState &S : llvm::drop_begin(Out, Before))
      if (Type.Holds == Holding::Guard) // which runs once
        S.Store.forget(Object.field(Binding.Deleter));
    return;
  }
  case MemberRole::Insert: {
    // Optimistic: what another's container adopts is closed by whoever empties
    // it (member_container_FN).
    if (HasArgument &&
        !putAmongElements(Frame, Frame.Arguments[Index], Graph, Binding, State))
      escapeIfOurs(Frame.Arguments[Index], State);
    break;
  }
  }
  Out.push_back(std::move(State));
}
