//===- Place.h - Where a value can be --------------------------*- C++ -*-===//
//
// An access path as the program writes it: a variable or static, then fields
// and dereferences. Syntax only: which places are the same object at run time
// is the solver's to find out.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_PLACE_H
#define SESSION_TIDY_FLOW_PLACE_H

#include "flow/SymbolTable.h"

namespace session::flow {

using VariableId = Id<struct VariableTag>;
using TextId = NameId;

struct Projection {
  enum Kind : uint8_t {
    Deref,   ///< what the pointer (or reference) at this place points to
    Field,   ///< a field, also of a base class (bases are flattened)
    Element, ///< some element of an array: one weak element
  } What = Deref;
  NameId Name; ///< of a Field
  friend bool operator==(const Projection &A, const Projection &B) {
    return A.What == B.What && A.Name == B.Name;
  }
};

/// Exactly one of Variable, Static is valid.
struct Place {
  VariableId Variable;
  StaticId Static;
  llvm::SmallVector<Projection, 2> Path;

  friend bool operator==(const Place &A, const Place &B) {
    return A.Variable == B.Variable && A.Static == B.Static && A.Path == B.Path;
  }
  Place deref() const { return extended({Projection::Deref, NameId()}); }
  Place field(NameId N) const { return extended({Projection::Field, N}); }
  Place element() const { return extended({Projection::Element, NameId()}); }

private:
  Place extended(Projection P) const {
    Place Copy = *this;
    Copy.Path.push_back(P);
    return Copy;
  }
};

/// What an op reads.
struct Operand {
  enum Kind : uint8_t {
    Unknown,  ///< some value
    Integer,  ///< integer, enum, bool or character constant
    Null,     ///< null pointer constant
    Text,     ///< a string constant, or one of several (c ? "a" : "b"); a text
              ///< whose tail is not known (concatenation, format) is Prefix
    Prefix,   ///< a text of which only the head is known
    Function, ///< the address of a function
    Load,     ///< the value at Where
    Address,  ///< the address of Where
  } What = Unknown;
  int64_t Number = 0;
  llvm::SmallVector<TextId, 1> Texts;
  FunctionId Callee;
  Place Where;

  static Operand unknown() { return {}; }
  static Operand integer(int64_t N) {
    Operand O;
    O.What = Integer;
    O.Number = N;
    return O;
  }
  static Operand null() {
    Operand O;
    O.What = Null;
    return O;
  }
  static Operand function(FunctionId F) {
    Operand O;
    O.What = Function;
    O.Callee = F;
    return O;
  }
  static Operand load(Place P) {
    Operand O;
    O.What = Load;
    O.Where = std::move(P);
    return O;
  }
  static Operand address(Place P) {
    Operand O;
    O.What = Address;
    O.Where = std::move(P);
    return O;
  }
};

} // namespace session::flow

#endif
