//===- Location.h - Where a value is at run time ---------------*- C++ -*-===//
//
// A flow::Place with its dereferences resolved: two places that the solver
// knows to be the same object have the same Location. A root is a variable, a
// static, or what some symbolic value points to; fields follow.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_LOCATION_H
#define SESSION_TIDY_SOLVER_LOCATION_H

#include "flow/Place.h"
#include <tuple>

namespace session::solver {

/// A symbolic value; meaningful only within one Memory.
using ValueId = Id<struct ValueTag>;

struct Location {
  enum RootKind : uint8_t { Variable, Static, Pointee } Root = Variable;
  uint32_t Index = 0; ///< VariableId, StaticId or ValueId
  /// Field names; an invalid name stands for an array's (weak) element.
  llvm::SmallVector<NameId, 3> Fields;

  static Location of(flow::VariableId V) { return {Variable, V.index(), {}}; }
  static Location of(flow::StaticId S) { return {Static, S.index(), {}}; }
  static Location pointee(ValueId V) { return {Pointee, V.index(), {}}; }

  Location field(NameId Name) const {
    Location L = *this;
    L.Fields.push_back(Name);
    return L;
  }
  bool sameRoot(const Location &O) const {
    return Root == O.Root && Index == O.Index;
  }
  /// This is O, or an object that O is a part of.
  bool contains(const Location &O) const {
    return sameRoot(O) && Fields.size() <= O.Fields.size() &&
           std::equal(Fields.begin(), Fields.end(), O.Fields.begin());
  }
  bool isWeak() const {
    for (NameId F : Fields)
      if (!F)
        return true;
    return false;
  }
  friend bool operator==(const Location &A, const Location &B) {
    return A.sameRoot(B) && A.Fields == B.Fields;
  }
  friend bool operator!=(const Location &A, const Location &B) {
    return !(A == B);
  }
  friend bool operator<(const Location &A, const Location &B) {
    if (A.Root != B.Root)
      return A.Root < B.Root;
    if (A.Index != B.Index)
      return A.Index < B.Index;
    return std::lexicographical_compare(A.Fields.begin(), A.Fields.end(),
                                        B.Fields.begin(), B.Fields.end());
  }
};

} // namespace session::solver

#endif
