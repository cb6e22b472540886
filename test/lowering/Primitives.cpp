//===- Primitives.cpp - runtime.h on a flow graph -------------------------===//
//
// What the functions of runtime.h do, said once more for the machine; must log
// the very same words as runtime.cpp.
//
//===----------------------------------------------------------------------===//
#include "Machine.h"
#include "llvm/ADT/StringSwitch.h"

using namespace session;
using namespace session::flow;
using namespace session::trace;

Outcome Machine::throwNamed(llvm::StringRef TypeName) {
  log("throw");
  Thrown = TypeId();
  for (uint32_t I = 0; I < Symbols.Types.size(); ++I)
    if (Symbols.text(Symbols.Types[I].Name) == TypeName)
      Thrown = TypeId(I);
  if (!Thrown) {
    Type T;
    T.Name = T.Spelling = Symbols.Names.intern(TypeName);
    T.Kind = TypeKind::Record;
    Thrown = Symbols.add(T);
  }
  return Outcome::Threw;
}

Outcome Machine::scriptedThrow(llvm::StringRef Event, const Value &Id) {
  std::optional<bool> Bit = nextBit();
  if (!Bit)
    return Outcome::Ended;
  log(Event, Id, *Bit ? "!" : "");
  return *Bit ? throwNamed("Error") : Outcome::Normal;
}

Outcome Machine::allocatePrimitive(Resolved &Call, bool Throws) {
  std::optional<bool> Bit = nextBit();
  if (!Bit)
    return Outcome::Ended;
  log(*Bit ? "new!" : "new");
  if (*Bit && Throws)
    return throwNamed("std::bad_alloc");
  Call.Returned = *Bit ? Value::null() : Value::pointer(Store.beginStorage());
  return Outcome::Normal;
}

/// Constructors of Obj, Risky and Bomb.
Outcome Machine::constructPrimitive(Resolved &Call, bool MayThrow) {
  SpecialMember Special = Symbols[Call.Callee].Special;
  bool Copies = Special == SpecialMember::CopyConstructor;
  bool Moves = Special == SpecialMember::MoveConstructor;
  Value Id = Value::integer(99);
  if (!Call.Arguments.empty())
    Id = Call.Arguments[0].What;
  std::optional<Address> Source;
  if ((Copies || Moves) && Id.What == Value::Pointer) {
    Source = Id.To;
    Id = Store.count(*Source, Call.Class) ? Store.identity(*Source, Call.Class)
                                          : Value();
  }
  llvm::StringRef Event = Copies ? "copy" : Moves ? "move" : "+";
  if (MayThrow) {
    if (Outcome O = scriptedThrow(Event, Id); O != Outcome::Normal)
      return O;
  } else {
    log(Event, Id);
  }
  if (Moves && Source && Store.count(*Source, Call.Class))
    Store.identity(*Source, Call.Class) = Value::integer(0);
  Store.begin(*Call.Receiver, Call.Class, Id);
  Store.store(Call.Receiver->field(Symbols.Names.intern("Id")), Id);
  return Outcome::Normal;
}

Outcome Machine::assignPrimitive(Resolved &Call) {
  bool Moves = Symbols[Call.Callee].Special == SpecialMember::MoveAssignment;
  Value Source = Call.Arguments.empty() ? Value() : Call.Arguments[0].What;
  Value Id;
  if (Source.What == Value::Pointer && Store.count(Source.To, Call.Class)) {
    Id = Store.identity(Source.To, Call.Class);
    if (Moves)
      Store.identity(Source.To, Call.Class) = Value::integer(0);
  }
  log(Moves ? "moveassign" : "assign", Id);
  if (Call.Receiver && Store.count(*Call.Receiver, Call.Class))
    Store.identity(*Call.Receiver, Call.Class) = Id;
  if (Call.Receiver)
    Call.Returned = Value::pointer(*Call.Receiver);
  return Outcome::Normal;
}

/// A member of one of the runtime's classes, Member being its name in there.
std::optional<Outcome> Machine::primitiveMember(Resolved &Call,
                                                llvm::StringRef Name) {
  auto [Class, Member] = Name.split("::");
  if (Class != "Obj" && Class != "Risky" && Class != "Bomb")
    return std::nullopt;
  if (!Call.Receiver)
    return end("member-of-nothing!");
  if (Member == Class)
    return constructPrimitive(Call, Class == "Risky");
  if (Member.starts_with("~") && Class == "Bomb")
    return scriptedThrow("~", Call.Returned);
  if (Member.starts_with("~")) {
    log("~", Call.Returned);
    return Outcome::Normal;
  }
  if (Member == "operator=")
    return assignPrimitive(Call);
  Value Id = Store.count(*Call.Receiver, Call.Class)
                 ? Store.identity(*Call.Receiver, Call.Class)
                 : Value();
  if (Member == "throwing") {
    Call.Returned = Id;
    return scriptedThrow("m", Id);
  }
  if (Member != "ask")
    return std::nullopt;
  std::optional<bool> Bit = nextBit();
  if (!Bit)
    return Outcome::Ended;
  log("d", Id, *Bit ? "=1" : "=0");
  Call.Returned = Value::integer(*Bit);
  return Outcome::Normal;
}

static TypeId classOfResult(const SymbolTable &Symbols, const Resolved &Call) {
  return Symbols[Call.Callee].Result;
}

/// What a function without a graph does, if it is one of the runtime's.
std::optional<Outcome> Machine::primitive(Resolved &Call) {
  llvm::StringRef Name = Symbols.text(Symbols[Call.Callee].Name);
  if (Name.contains("::") && !Name.starts_with("std::"))
    return primitiveMember(Call, Name);
  Value First = Call.Arguments.empty() ? Value() : Call.Arguments[0].What;
  if (Name == "decide") {
    std::optional<bool> Bit = nextBit();
    if (!Bit)
      return Outcome::Ended;
    log("d", First, *Bit ? "=1" : "=0");
    Call.Returned = Value::integer(*Bit);
    return Outcome::Normal;
  }
  if (Name == "note") {
    log("n", First);
    return Outcome::Normal;
  }
  if (Name == "quit") {
    log("quit", First);
    return Outcome::Ended;
  }
  if (Name == "may_throw" || Name == "checked") {
    Call.Returned = First;
    return scriptedThrow("m", First);
  }
  if (Name == "make") {
    Outcome O = scriptedThrow("m", First);
    if (O != Outcome::Normal)
      return O;
    log("+", First);
    Store.begin(*Call.Result, classOfResult(Symbols, Call), First);
    Store.store(Call.Result->field(Symbols.Names.intern("Id")), First);
    return Outcome::Normal;
  }
  if (Name == "operator new" || Name == "operator new[]") {
    bool Plain = Call.Arguments.size() < 2;
    return allocatePrimitive(Call, Plain);
  }
  if (Name == "operator delete" || Name == "operator delete[]") {
    log("delete");
    return Outcome::Normal;
  }
  if (Name == "std::move" || Name == "std::forward" ||
      Name == "std::addressof") {
    Call.Returned = First;
    return Outcome::Normal;
  }
  if (Name == "std::terminate" || Name == "abort")
    return end("terminate");
  return std::nullopt;
}
