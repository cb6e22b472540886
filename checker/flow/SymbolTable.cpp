//===- SymbolTable.cpp ----------------------------------------------------===//

#include "flow/SymbolTable.h"
#include "llvm/ADT/STLExtras.h"

using namespace session::flow;

FunctionId SymbolTable::add(Function F) {
  Functions.push_back(std::move(F));
  return FunctionId(uint32_t(Functions.size() - 1));
}

TypeId SymbolTable::add(Type T) {
  Types.push_back(std::move(T));
  return TypeId(uint32_t(Types.size() - 1));
}

StaticId SymbolTable::add(Static S) {
  Statics.push_back(std::move(S));
  return StaticId(uint32_t(Statics.size() - 1));
}

bool SymbolTable::isSameOrBase(TypeId Base, TypeId Derived) const {
  if (!Base || !Derived)
    return false;
  // A table read from text can hold a cycle of bases; Seen ends it.
  llvm::SmallVector<TypeId, 8> Seen = {Derived};
  for (size_t I = 0; I != Seen.size(); ++I) {
    if (Seen[I] == Base)
      return true;
    for (TypeId B : (*this)[Seen[I]].Bases)
      if (B && llvm::find(Seen, B) == Seen.end())
        Seen.push_back(B);
  }
  return false;
}
