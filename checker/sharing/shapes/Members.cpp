#include "sharing/shapes/Members.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

MemberKey sharing::inClass(Spot S, const Program &Program) {
  MemberKey Key;
  if (rootKind(S, Program) == VariableKind::This) {
    Key.Class = Program.Symbols[S.Of].Class;
    S.Of = FunctionId();
    S.Where.Variable = VariableId();
  }
  Key.Path = std::move(S);
  return Key;
}

/// The session by the field that has the pointer to it.
static Spot throughField(const FunctionFacts &F, const Spot &Session) {
  for (const auto &[Field, Held] : F.Fields) {
    size_t Steps = Held.Where.Path.size();
    bool IsInside = Held.root() == Session.root() &&
                    Steps <= Session.Where.Path.size() &&
                    std::equal(Held.Where.Path.begin(), Held.Where.Path.end(),
                               Session.Where.Path.begin());
    if (!IsInside)
      continue;
    Spot Found = Field;
    for (size_t I = Steps; I < Session.Where.Path.size(); ++I)
      Found = Found.step(Session.Where.Path[I]);
    return Found;
  }
  return Session;
}

std::optional<MemberKey> sharing::memberOf(const FunctionFacts &F,
                                           const Spot &Session,
                                           const Program &Program) {
  Spot Named = throughField(F, Session);
  if (Named.Of != F.Self || Named.hasElement() ||
      rootKind(Named, Program) != VariableKind::This)
    return std::nullopt;
  return inClass(std::move(Named), Program);
}
