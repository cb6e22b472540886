//===- SymbolTable.h - Functions, types and statics ------------*- C++ -*-===//
//
// What graphs refer to by number: the functions, types and static objects of
// one translation unit (or, later, of a program). Holds facts of declarations
// only; what a function does to sessions is the contracts' business.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_SYMBOLTABLE_H
#define SESSION_TIDY_FLOW_SYMBOLTABLE_H

#include "support/Interner.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <vector>

namespace session::flow {

using FunctionId = Id<struct FunctionTag>;
using TypeId = Id<struct TypeTag>;
using StaticId = Id<struct StaticTag>;

/// Of a longer text only so much is kept.
constexpr size_t LongestText = 128;

/// How an argument reaches its callee.
enum class Passing : uint8_t {
  Value,            ///< scalar by value
  ConstPointer,     ///< const T *
  Pointer,          ///< T *
  PointerToPointer, ///< T **
  ConstReference,   ///< const T &
  Reference,        ///< T &
  RValueReference,  ///< T &&
  PointerReference, ///< T *&
  Object,           ///< record by value: the argument is the object's place
  ConstHandleRef,   ///< T *const &: the pointer cannot be changed
};

struct Parameter {
  NameId Name;
  TypeId Type;
  Passing How = Passing::Value;
};

enum class SpecialMember : uint8_t {
  None,
  DefaultConstructor,
  CopyConstructor,
  MoveConstructor,
  OtherConstructor,
  CopyAssignment,
  MoveAssignment,
  Destructor,
};

struct Function {
  NameId Usr;
  NameId Name;    ///< qualified, no inline namespaces, no template arguments
  NameId Display; ///< as messages call it: "work", "Conn::open"
  llvm::SmallVector<Parameter, 4> Parameters; ///< `this` not among them
  TypeId Result;
  TypeId Class; ///< of a member
  SpecialMember Special = SpecialMember::None;
  bool IsMember = false;   ///< has a receiver
  bool IsImplicit = false; ///< compiler-made (or defaulted): memberwise
  bool IsNoExcept = false;
  bool IsC = false; ///< C language linkage and no C++ body
  bool InSystemHeader = false;
  bool IsNoReturn = false;
  bool IsVariadic = false;
  bool IsVirtual = false;
  bool IsMain = false;
  bool IsPublic = true;     ///< a public member or no member
  bool IsInternal = false;  ///< internal linkage: every caller is visible
  bool IsLambda = false;    ///< call operator of a closure type
  bool BodyUnknown = false; ///< has a body that was skipped or has errors
  llvm::SmallVector<FunctionId, 2> Overriders; ///< visible ones, direct
  AnchorId At;
};

enum class TypeKind : uint8_t {
  Integer,
  Enum,
  Pointer,
  Reference,
  Record,
  Other
};

struct TemplateArgument {
  TypeId Type;         ///< of a type argument
  FunctionId Function; ///< of a function argument
  std::optional<int64_t> Integer;
};

struct Field {
  NameId Name;
  TypeId Type;
};

struct Type {
  NameId Name;     ///< record or enum: qualified, no template arguments
  NameId Spelling; ///< as messages write it
  TypeKind Kind = TypeKind::Other;
  TypeId Pointee; ///< of Pointer, Reference
  bool PointeeIsConst = false;
  llvm::SmallVector<TemplateArgument, 2> Arguments;
  llvm::SmallVector<TypeId, 2> Bases;
  llvm::SmallVector<Field, 4> Fields;
  FunctionId Destructor;   ///< when not trivial
  FunctionId CallOperator; ///< the only operator(), closures and functors
  llvm::SmallVector<FunctionId, 4> Methods; ///< with bodies in this unit
  bool IsUnion = false;
  AnchorId At;
};

struct Static {
  NameId Usr;
  NameId Name;
  TypeId Type;
  bool IsThreadLocal = false;
  bool IsConst = false;
  bool IsLocal = false;  ///< function static
  bool IsExtern = false; ///< defined elsewhere; At is a declaration
  AnchorId At;
  NameId Text; ///< a constant object that is made of this text
};

/// Append-only; ids stay valid.
class SymbolTable {
public:
  Interner Names;
  std::vector<Function> Functions;
  std::vector<Type> Types;
  std::vector<Static> Statics;

  FunctionId add(Function F);
  TypeId add(Type T);
  StaticId add(Static S);

  Function &operator[](FunctionId I) { return Functions[I.index()]; }
  const Function &operator[](FunctionId I) const {
    return Functions[I.index()];
  }
  Type &operator[](TypeId I) { return Types[I.index()]; }
  const Type &operator[](TypeId I) const { return Types[I.index()]; }
  Static &operator[](StaticId I) { return Statics[I.index()]; }
  const Static &operator[](StaticId I) const { return Statics[I.index()]; }
  llvm::StringRef text(NameId N) const { return Names.text(N); }

  /// Derived == Base, or Base is among Derived's bases, however far up.
  bool isSameOrBase(TypeId Base, TypeId Derived) const;
};

} // namespace session::flow

#endif
