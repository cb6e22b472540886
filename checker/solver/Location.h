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
#include <algorithm>
#include <tuple>

namespace session::solver {

/// A symbolic value; meaningful only within one Memory.
using ValueId = Id<struct ValueTag>;

/// Names of fields, outermost first; an invalid name stands for an array's
/// (weak) element. Of deeper paths only the first Capacity names are kept, so
/// recursive structures have finitely many locations. Copied as plain memory:
/// stores of hundreds of locations are.
class FieldPath {
public:
  static constexpr unsigned Capacity = 8;

  const NameId *begin() const { return Names; }
  const NameId *end() const { return Names + Count; }
  size_t size() const { return Count; }
  bool empty() const { return Count == 0; }
  NameId operator[](size_t I) const { return Names[I]; }
  NameId front() const { return Names[0]; }
  NameId back() const { return Names[Count - 1]; }
  void push_back(NameId Name) {
    if (Count < Capacity)
      Names[Count++] = Name;
  }
  void pop_back() { --Count; }

  bool startsWith(const FieldPath &O) const {
    return O.Count <= Count && std::equal(O.begin(), O.end(), begin());
  }
  friend bool operator==(const FieldPath &A, const FieldPath &B) {
    return A.Count == B.Count && A.startsWith(B);
  }
  friend bool operator!=(const FieldPath &A, const FieldPath &B) {
    return !(A == B);
  }
  friend bool operator<(const FieldPath &A, const FieldPath &B) {
    return std::lexicographical_compare(A.begin(), A.end(), B.begin(), B.end());
  }

private:
  uint32_t Count = 0;
  NameId Names[Capacity];
};

struct Location {
  enum RootKind : uint8_t { Variable, Static, Pointee } Root = Variable;
  uint32_t Index = 0; ///< VariableId, StaticId or ValueId
  FieldPath Fields;

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
    return sameRoot(O) && O.Fields.startsWith(Fields);
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
    uint64_t Left = uint64_t(A.Root) << 32 | A.Index;
    uint64_t Right = uint64_t(B.Root) << 32 | B.Index;
    return Left != Right ? Left < Right : A.Fields < B.Fields;
  }
};

} // namespace session::solver

#endif
