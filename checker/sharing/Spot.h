//===- Spot.h - A place that several functions mean -------------*- C++ -*-===//
//
// A place of a flow graph together with the function whose variable it starts
// at, so that facts of several functions can be compared: a static is the same
// spot everywhere, a captured local keeps the name of the function that owns
// it. Syntax and order only; what is where is ValueNames'.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SPOT_H
#define SESSION_TIDY_SHARING_SPOT_H

#include "flow/FlowGraph.h"

namespace session::sharing {

struct Spot {
  flow::FunctionId Of; ///< whose variable; invalid: Where starts at a static
  flow::Place Where;

  static constexpr size_t MaxSteps = 8;

  bool isStatic() const { return Where.Static.isValid(); }
  bool isTooLong() const { return Where.Path.size() > MaxSteps; }
  Spot deref() const { return {Of, Where.deref()}; }
  Spot field(NameId Name) const { return {Of, Where.field(Name)}; }
  Spot step(const flow::Projection &P) const;
  /// The variable itself, without the path from it.
  Spot root() const;
  /// The last field on the path, or an invalid id.
  NameId lastField() const;
  bool hasElement() const;
  /// Other is this, or a part of the object that is here.
  bool contains(const Spot &Other) const;

  friend bool operator==(const Spot &A, const Spot &B) {
    return A.Of == B.Of && A.Where == B.Where;
  }
  friend bool operator!=(const Spot &A, const Spot &B) { return !(A == B); }
  friend bool operator<(const Spot &A, const Spot &B);
};

using Spots = llvm::SmallVector<Spot, 2>;

/// The type of the value at a spot, or an invalid id.
flow::TypeId typeOf(const Spot &S, const flow::Program &Program);
/// The kind of variable that the spot starts at; Local for statics.
flow::VariableKind rootKind(const Spot &S, const flow::Program &Program);

} // namespace session::sharing

#endif
