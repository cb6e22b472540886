//===- Calls.cpp - Calls, construction and destruction on a graph ---------===//
#include "Machine.h"

using namespace session;
using namespace session::flow;
using namespace session::trace;

Resolved Machine::resolve(const Activation &A, const Call &C) {
  Resolved R;
  R.Callee = C.Callee;
  if (C.Kind == CallKind::Indirect) {
    Value Target = evaluate(A, C.Target);
    if (Target.What == Value::Pointer) { // a closure called through its object
      R.Receiver = Target.To;
      Target = Store.load(Target.To);
    }
    R.Callee = Target.Callee;
  }
  if (C.Receiver) {
    Value V = evaluate(A, *C.Receiver);
    if (V.What == Value::Pointer)
      R.Receiver = V.To;
    else
      log("call-on-nothing!");
  }
  for (const Argument &Arg : C.Arguments) {
    Actual Given;
    Given.How = Arg.How;
    Given.What = evaluate(A, Arg.Value);
    if (Arg.Value.What == Operand::Load)
      Given.Record = resolve(A, Arg.Value.Where);
    R.Arguments.push_back(std::move(Given));
  }
  R.Class = R.Callee ? Symbols[R.Callee].Class : TypeId();
  if (!R.Class)
    R.Class = C.ObjectType;
  TypeId Result = R.Callee ? Symbols[R.Callee].Result : C.ResultType;
  if (Result && Symbols[Result].Kind == TypeKind::Record)
    R.Result = C.Result ? resolve(A, *C.Result) : Store.fresh();
  return R;
}

Outcome Machine::call(Resolved &Call, CallKind Kind) {
  if (!Call.Callee)
    return end("call-of-nothing!");
  if (Kind == CallKind::Constructor)
    return construct(Call);
  if (Kind == CallKind::Destructor)
    return destroy(Call);
  if (Kind == CallKind::Virtual && Call.Receiver) {
    TypeId Dynamic =
        dynamicClass(*Call.Receiver, Call.Class, /*Destroying=*/false);
    Call.Callee = overrider(Call.Callee, Dynamic);
    if (Symbols[Call.Callee].Special == SpecialMember::Destructor)
      return destroy(Call);
  }
  return invokeBody(Call);
}

/// Runs the callee's graph, or what stands in for one.
Outcome Machine::invokeBody(Resolved &Call) {
  if (const FlowGraph *G = Program.graphOf(Call.Callee))
    return execute(*G, Call);
  if (std::optional<Outcome> O = primitive(Call))
    return *O;
  const Function &F = Symbols[Call.Callee];
  bool Move = F.Special == SpecialMember::MoveConstructor;
  if ((Move || F.Special == SpecialMember::CopyConstructor) && F.IsImplicit &&
      Call.Receiver && Call.Arguments.size() == 1 &&
      Call.Arguments[0].What.What == Value::Pointer)
    return memberwise(Call.Class, *Call.Receiver, Call.Arguments[0].What.To,
                      Move);
  if (F.Special == SpecialMember::DefaultConstructor && F.IsImplicit)
    return Outcome::Normal; // a trivial one, called to say that the object
                            // exists
  if (F.Special == SpecialMember::Destructor && F.IsImplicit && Call.Receiver)
    return destroyMembers(Call.Class, *Call.Receiver);
  return end("no-body!" + Symbols.text(F.Name).str());
}

Outcome Machine::construct(Resolved &Call) {
  if (!Call.Receiver)
    return end("constructor-of-nothing!");
  // A delegating constructor finds the object made by its target.
  size_t Before = Store.count(*Call.Receiver, Call.Class);
  Store.settle(*Call.Receiver, Call.Class);
  Outcome O = invokeBody(Call);
  if (O == Outcome::Normal && Store.count(*Call.Receiver, Call.Class) == Before)
    Store.begin(*Call.Receiver, Call.Class, Value());
  return O;
}

Outcome Machine::destroy(Resolved &Call) {
  if (!Call.Receiver)
    return end("destructor-of-nothing!");
  TypeId Dynamic =
      dynamicClass(*Call.Receiver, Call.Class, /*Destroying=*/true);
  if (Symbols[Call.Callee].IsVirtual && Dynamic != Call.Class) {
    Call.Class = Dynamic;
    Call.Callee = Symbols[Dynamic].Destructor;
  }
  if (!Store.count(*Call.Receiver, Call.Class)) {
    if (!Quirk.DestroyAbsent &&
        !Store.existsByStorage(*Call.Receiver, Call.Class))
      return Outcome::Normal;
    Store.begin(*Call.Receiver, Call.Class, Value());
  }
  Store.settle(*Call.Receiver, Call.Class);
  Call.Returned = Store.identity(*Call.Receiver, Call.Class);
  Store.end(*Call.Receiver, Call.Class);
  return invokeBody(Call);
}

/// Copies or moves one subobject.
Outcome Machine::transfer(TypeId Class, const Address &To, const Address &From,
                          bool Move) {
  if (!Class || Symbols[Class].Kind != TypeKind::Record) {
    Store.copy(To, From);
    return Outcome::Normal;
  }
  FunctionId F =
      Move ? special(Class, SpecialMember::MoveConstructor) : FunctionId();
  if (!F)
    F = special(Class, SpecialMember::CopyConstructor);
  if (!F || !Store.count(From, Class))
    return memberwise(Class, To, From, Move);
  Resolved Call;
  Call.Callee = F;
  Call.Class = Class;
  Call.Receiver = To;
  Actual Source;
  Source.What = Value::pointer(From);
  Source.How = Passing::ConstReference;
  Call.Arguments.push_back(Source);
  return construct(Call);
}

/// What a compiler-made copy or move constructor does.
Outcome Machine::memberwise(TypeId Class, const Address &To,
                            const Address &From, bool Move) {
  std::vector<std::pair<TypeId, Address>> Parts;
  std::vector<Address> Sources;
  for (TypeId Base : Symbols[Class].Bases) {
    Parts.push_back({Base, To});
    Sources.push_back(From);
  }
  for (const Field &F : Symbols[Class].Fields) {
    Parts.push_back({F.Type, To.field(F.Name)});
    Sources.push_back(From.field(F.Name));
  }
  for (size_t I = 0; I < Parts.size(); ++I) {
    Outcome O = transfer(Parts[I].first, Parts[I].second, Sources[I], Move);
    if (O != Outcome::Threw) {
      if (O == Outcome::Ended)
        return O;
      continue;
    }
    TypeId Pending = Thrown;
    while (I-- > 0)
      if (Symbols[Parts[I].first].Destructor) {
        Resolved Undo;
        Undo.Class = Parts[I].first;
        Undo.Callee = Symbols[Undo.Class].Destructor;
        Undo.Receiver = Parts[I].second;
        destroy(Undo);
      }
    Thrown = Pending;
    return Outcome::Threw;
  }
  return Outcome::Normal;
}

/// What a compiler-made destructor does.
Outcome Machine::destroyMembers(TypeId Class, const Address &At) {
  std::vector<std::pair<TypeId, Address>> Parts;
  for (TypeId Base : Symbols[Class].Bases)
    Parts.push_back({Base, At});
  for (const Field &F : Symbols[Class].Fields)
    Parts.push_back({F.Type, At.field(F.Name)});
  while (!Parts.empty()) {
    auto [Part, Where] = Parts.back();
    Parts.pop_back();
    if (!Part || !Symbols[Part].Destructor)
      continue;
    Resolved Call;
    Call.Class = Part;
    Call.Callee = Symbols[Part].Destructor;
    Call.Receiver = Where;
    if (Outcome O = destroy(Call); O != Outcome::Normal)
      return O;
  }
  return Outcome::Normal;
}

/// The class that a virtual call on the object at At sees.
TypeId Machine::dynamicClass(const Address &At, TypeId Static,
                             bool Destroying) const {
  if (!Destroying)
    for (auto It = Stack.rbegin(); It != Stack.rend(); ++It) {
      SpecialMember S = (*It)->Self->Special;
      bool Making = S == SpecialMember::DefaultConstructor ||
                    S == SpecialMember::CopyConstructor ||
                    S == SpecialMember::MoveConstructor ||
                    S == SpecialMember::OtherConstructor ||
                    S == SpecialMember::Destructor;
      if (Making && (*It)->Receiver && *(*It)->Receiver == At &&
          Symbols.isSameOrBase(Static, (*It)->Self->Class))
        return (*It)->Self->Class;
    }
  TypeId Best = Static;
  for (TypeId Class : Store.classesAt(At))
    if (Symbols.isSameOrBase(Best, Class))
      Best = Class;
  return Best;
}

FunctionId Machine::overrider(FunctionId F, TypeId Dynamic) const {
  for (FunctionId O : Symbols[F].Overriders)
    if (Symbols.isSameOrBase(Symbols[O].Class, Dynamic))
      return overrider(O, Dynamic);
  return F;
}

FunctionId Machine::special(TypeId Class, SpecialMember Which) const {
  for (uint32_t I = 0; I < Symbols.Functions.size(); ++I)
    if (Symbols.Functions[I].Class == Class &&
        Symbols.Functions[I].Special == Which)
      return FunctionId(I);
  return FunctionId();
}
