#include "sharing/Spot.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

Spot Spot::step(const Projection &P) const {
  Spot Next = *this;
  Next.Where.Path.push_back(P);
  return Next;
}

Spot Spot::root() const {
  Spot Root = *this;
  Root.Where.Path.clear();
  return Root;
}

NameId Spot::lastField() const {
  for (const Projection &P : llvm::reverse(Where.Path))
    if (P.What == Projection::Field)
      return P.Name;
  return NameId();
}

bool Spot::contains(const Spot &Other) const {
  const auto &Inner = Other.Where.Path;
  size_t Steps = Where.Path.size();
  return root() == Other.root() && Steps <= Inner.size() &&
         std::equal(Where.Path.begin(), Where.Path.end(), Inner.begin()) &&
         std::none_of(
             Inner.begin() + Steps, Inner.end(),
             [](const Projection &P) { return P.What == Projection::Deref; });
}

bool Spot::hasElement() const {
  return llvm::any_of(Where.Path, [](const Projection &P) {
    return P.What == Projection::Element;
  });
}

static bool comesBefore(const Projection &A, const Projection &B) {
  return std::tie(A.What, A.Name) < std::tie(B.What, B.Name);
}

bool sharing::operator<(const Spot &A, const Spot &B) {
  auto Root = [](const Spot &S) {
    return std::make_tuple(S.Of, S.Where.Static, S.Where.Variable);
  };
  if (Root(A) != Root(B))
    return Root(A) < Root(B);
  return std::lexicographical_compare(A.Where.Path.begin(), A.Where.Path.end(),
                                      B.Where.Path.begin(), B.Where.Path.end(),
                                      comesBefore);
}

static TypeId fieldType(TypeId Record, NameId Name, const SymbolTable &Symbols,
                        unsigned Depth) {
  constexpr unsigned MaxDepth = 4;
  for (const Field &F : Symbols[Record].Fields)
    if (F.Name == Name)
      return F.Type;
  if (Depth < MaxDepth)
    for (TypeId Base : Symbols[Record].Bases)
      if (TypeId T = fieldType(Base, Name, Symbols, Depth + 1))
        return T;
  return TypeId();
}

static const Variable *variableOf(const Spot &S, const Program &Program) {
  const FlowGraph *Graph = S.Of ? Program.graphOf(S.Of) : nullptr;
  return Graph && S.Where.Variable ? &(*Graph)[S.Where.Variable] : nullptr;
}

TypeId sharing::typeOf(const Spot &S, const Program &Program) {
  const SymbolTable &Symbols = Program.Symbols;
  TypeId T;
  if (S.isStatic())
    T = Symbols[S.Where.Static].Type;
  else if (const Variable *V = variableOf(S, Program))
    T = V->Type;
  for (const Projection &P : S.Where.Path) {
    if (!T)
      return TypeId();
    const Type &Here = Symbols[T];
    bool Points =
        Here.Kind == TypeKind::Pointer || Here.Kind == TypeKind::Reference;
    if (P.What == Projection::Field)
      T = fieldType(T, P.Name, Symbols, 0);
    else if (P.What == Projection::Deref && Points)
      T = Here.Pointee;
    else
      T = TypeId();
  }
  return T;
}

VariableKind sharing::rootKind(const Spot &S, const Program &Program) {
  const Variable *V = variableOf(S, Program);
  return V ? V->Kind : VariableKind::Local;
}
