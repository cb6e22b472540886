//===- Defaults.h - What the text form leaves out --------------*- C++ -*-===//
//
// The value that a field has when the text does not mention it. Printer omits
// exactly what these functions return and Parser fills it in, so the two
// cannot drift apart. Mostly the initialisers of the structs; else what the
// name or the declared type makes likely.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_DEFAULTS_H
#define SESSION_TIDY_FLOW_TEXT_DEFAULTS_H

#include "flow/Op.h"

namespace session::flow {

/// From a function's name: `A::A` is a constructor of class `A`.
struct NameShape {
  llvm::StringRef Class; ///< spelling; empty: no special member
  SpecialMember Special = SpecialMember::None;
};
NameShape shapeOf(llvm::StringRef FunctionName);

/// Of one of functionFlags(), when the rest of F is known.
bool defaultFlag(const Function &F, bool Function::*Flag, llvm::StringRef Name);

/// How a parameter of this type is passed when nothing is said.
Passing defaultPassing(TypeId T, const SymbolTable &S);

/// From a type's spelling: `const T *` is a pointer to a const `T`.
struct SpellingShape {
  TypeKind Kind = TypeKind::Record;
  std::string Pointee; ///< spelling; empty unless Pointer or Reference
  bool PointeeIsConst = false;
};
SpellingShape shapeOfType(llvm::StringRef Spelling);

/// Records and enums: the spelling without template arguments.
std::string defaultTypeName(TypeKind Kind, llvm::StringRef Spelling);

// What a call's callee says of the call.
Passing declaredPassing(const Call &C, size_t Argument, const SymbolTable &S);
TypeId declaredObjectType(const Call &C, const SymbolTable &S);
TypeId declaredResultType(const Call &C, const SymbolTable &S);

} // namespace session::flow

#endif
