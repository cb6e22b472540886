#include "sharing/SessionTypes.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

std::string SessionTypes::kindOfRecord(TypeId T) const {
  if (!T)
    return "";
  auto It = Binding.handles().find(T);
  if (It != Binding.handles().end())
    return It->second;
  const TypeContract *Type = Binding.owner(T);
  // A transaction object is as little for two threads as its session.
  bool IsSession = Type && (Type->Holds == Holding::Scope ||
                            (Type->Holds == Holding::Session &&
                             !Binding.policy(Type->Kind).IsChild));
  return IsSession ? Type->Kind : "";
}

bool SessionTypes::isOwnLibrarys(FunctionId Callee, const Operand &O) const {
  TypeId T = O.What == Operand::Address ? Names.typeOf(O.Where)
             : O.What == Operand::Load  ? pointee(Names.typeOf(O.Where))
                                        : TypeId();
  if (!T || !Callee)
    return false;
  auto Outermost = [&](NameId Name) {
    auto [Head, Rest] = Symbols.text(Name).split("::");
    return Rest.empty() ? llvm::StringRef() : Head;
  };
  llvm::StringRef Space = Outermost(Symbols[T].Name);
  return !Space.empty() && Space == Outermost(Symbols[Callee].Name);
}

TypeId SessionTypes::pointee(TypeId T) const {
  bool Points = T && (Symbols[T].Kind == TypeKind::Pointer ||
                      Symbols[T].Kind == TypeKind::Reference);
  return Points ? Symbols[T].Pointee : TypeId();
}

std::string SessionTypes::kindOf(const Operand &O, TypeId Declared) const {
  if (O.What == Operand::Address)
    return kindOfRecord(Names.typeOf(O.Where));
  if (O.What != Operand::Load)
    return "";
  std::string Kind = kindOfRecord(pointee(Names.typeOf(O.Where)));
  return Kind.empty() ? kindOfRecord(pointee(Declared)) : Kind;
}

std::string SessionTypes::kindOfHandleAt(const Operand &O,
                                         TypeId Declared) const {
  TypeId T = O.What == Operand::Address ? Names.typeOf(O.Where)
                                        : pointee(Names.typeOf(O.Where));
  std::string Kind = kindOfRecord(pointee(T));
  return Kind.empty() ? kindOfRecord(pointee(pointee(Declared))) : Kind;
}

static bool hasEvent(const Effect &E, EventKind Event) {
  return E.What == EffectKind::Event &&
         llvm::any_of(E.Outcomes, [&](const Outcome &O) {
           return llvm::is_contained(O.Events, Event);
         });
}

static bool ends(const Effect &E) {
  return E.What == EffectKind::Consume || E.What == EffectKind::GiveBack ||
         hasEvent(E, EventKind::Close) || hasEvent(E, EventKind::FreeMemory);
}

static bool opens(const Effect &E) {
  return E.What == EffectKind::Produce || E.What == EffectKind::Lease ||
         hasEvent(E, EventKind::Connect);
}

/// Does the effect make the library look at the session?
static bool touches(const Effect &E) {
  switch (E.What) {
  case EffectKind::Event:
    return llvm::any_of(E.Outcomes,
                        [](const Outcome &O) { return !O.Events.empty(); });
  case EffectKind::Adopt:
  case EffectKind::Share:
  case EffectKind::Key:
  case EffectKind::Invoke:
  case EffectKind::Join:
  case EffectKind::Lock:
  case EffectKind::Unlock:
  case EffectKind::Borrow:
    return false;
  default:
    return true;
  }
}

std::optional<UseKind> sharing::doesTo(const FunctionContract &Contract,
                                       ContractPath::RootKind Root,
                                       unsigned Index) {
  auto IsHere = [&](const ContractPath &P) {
    return P.Root == Root && (Root == ContractPath::This || P.Index == Index);
  };
  std::optional<UseKind> Does;
  for (const Effect &E : Contract.Effects) {
    if (IsHere(E.Where) && ends(E))
      return UseKind::Closes;
    if (IsHere(E.Where) && opens(E))
      return UseKind::Opens;
    if (touches(E) && (IsHere(E.Where) || (E.Parent && IsHere(*E.Parent))))
      Does = UseKind::Uses;
  }
  return Does;
}

std::optional<ThreadRule>
sharing::ruleOfOpening(const Call &C, const FunctionContract &Contract) {
  for (const Effect &E : Contract.Effects)
    for (const ThreadMode &M : E.Modes) {
      if (M.Where.Root != ContractPath::Argument ||
          M.Where.Index >= C.Arguments.size())
        continue;
      const Operand &Given = C.Arguments[M.Where.Index].Value;
      if (Given.What == Operand::Integer && (Given.Number & M.Bits) == M.Bits)
        return M.Rule;
    }
  return std::nullopt;
}
