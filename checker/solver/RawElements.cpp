//===- RawElements.cpp - Raw handles in a container of this function ------===//

#include "solver/RawElements.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

bool solver::putAmongElements(const CallFrame &Frame, ValueId Given,
                              const FlowGraph &Graph,
                              const CalleeBinding &Binding, SimState &State) {
  Memory &M = State.Store;
  Location Object = M.pointee(Frame.Receiver);
  bool Local = Object.Root == Location::Variable && Object.Fields.empty() &&
               Graph.Variables[Object.Index].Kind == VariableKind::Local;
  TypeId Element = argumentOf(Frame.ObjectType, 0, Binding.symbols());
  bool IsRaw = Element && Binding.symbols()[Element].Kind == TypeKind::Pointer;
  bool IsHandle =
      Given == Memory::Handle || M.peek(M.pointee(Given)) == Memory::Handle;
  if (!State.Tracking || !Local || !IsRaw || !IsHandle)
    return false;
  M.store(Object.field(Binding.Elements), Memory::Handle);
  return true;
}

/// The call adds to the container, or ends what is in it.
static bool actsBlindly(const CallFrame &Frame, const CalleeBinding &Binding) {
  if (!Frame.Callee)
    return false;
  if (Binding.symbols()[Frame.Callee].Special == SpecialMember::Destructor)
    return true;
  const MemberRole *Role = Binding.role(Frame.Callee, Frame.ObjectType);
  return Role &&
         (Role->What == MemberRole::Insert || Role->What == MemberRole::End);
}

bool solver::looksAtElements(const CallFrame &Frame,
                             const CalleeBinding &Binding,
                             const SimState &State) {
  const Memory &M = State.Store;
  std::optional<Location> In;
  if (State.Tracking)
    for (const Location &L : M.handleLocations())
      if (!L.Fields.empty() && L.Fields.back() == Binding.Elements)
        In = L;
  if (!In)
    return false;
  In->Fields.pop_back();
  bool Itself = Frame.Receiver && M.pointee(Frame.Receiver) == *In;
  if (Itself && actsBlindly(Frame, Binding))
    return false;
  // What holds the handle only by itself is no way to the container.
  Memory Without = M;
  for (const Location &L : M.handleLocations())
    if (!In->contains(L))
      Without.forget(L);
  auto Reaches = [&](ValueId V) {
    return V && V != Memory::Handle && Without.reachesHandle(V);
  };
  return Reaches(Frame.Receiver) || llvm::any_of(Frame.Arguments, Reaches);
}
