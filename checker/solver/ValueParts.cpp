//===- ValueParts.cpp - Values with a field for each argument -------------===//

#include "solver/ValueParts.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static bool isByAddress(Passing How) {
  switch (How) {
  case Passing::Object:
  case Passing::Reference:
  case Passing::ConstReference:
  case Passing::RValueReference:
  case Passing::PointerReference:
  case Passing::ConstHandleRef:
    return true;
  default:
    return false;
  }
}

bool solver::constructParts(const TypeContract &Type, const CallFrame &Frame,
                            const Location &Object,
                            const CalleeBinding &Binding, SimState &State) {
  size_t Parts = Type.Parts.size();
  if (Parts == 0 || Parts != Frame.Arguments.size())
    return false;
  Memory &M = State.Store;
  for (size_t I = 0; I < Parts; ++I) {
    Location To = Object.field(Binding.fieldNamed(Type.Parts[I]));
    if (!isByAddress(Frame.How[I])) {
      M.store(To, Frame.Arguments[I]);
      continue;
    }
    Location From = M.pointee(Frame.Arguments[I]);
    M.copyParts(From, To);
    // What was moved is there no longer; a pointer stays where it was.
    bool Moves = Frame.How[I] == Passing::RValueReference && !M.peek(From);
    for (const Location &L : M.handleLocations())
      if (Moves && From.contains(L))
        M.forget(L);
  }
  return true;
}

std::optional<unsigned> solver::partWithHandle(const TypeContract &Type,
                                               const Location &Object,
                                               const CalleeBinding &Binding,
                                               const Memory &M) {
  for (unsigned I = 0; I < Type.Parts.size(); ++I)
    if (M.holdsHandle(Object.field(Binding.fieldNamed(Type.Parts[I]))))
      return I;
  return std::nullopt;
}
