//===- Defaults.cpp -------------------------------------------------------===//

#include "flow/text/Defaults.h"
#include "llvm/ADT/STLExtras.h"

using namespace session::flow;
using llvm::StringRef;

NameShape session::flow::shapeOf(StringRef FunctionName) {
  auto [Class, Last] = FunctionName.rsplit("::");
  if (Last.empty())
    return {};
  StringRef ClassName =
      Class.contains("::") ? Class.rsplit("::").second : Class;
  if (Last == ClassName)
    return {Class, SpecialMember::OtherConstructor};
  if (Last.consume_front("~") && Last == ClassName)
    return {Class, SpecialMember::Destructor};
  return {};
}

bool session::flow::defaultFlag(const Function &F, bool Function::*Flag,
                                StringRef Name) {
  if (Flag == &Function::IsMember)
    return F.Class.isValid();
  if (Flag == &Function::IsNoExcept)
    return F.Special == SpecialMember::Destructor;
  if (Flag == &Function::IsMain)
    return Name == "main";
  return Flag == &Function::IsPublic;
}

static Passing passingOfPointer(const Type &T, const SymbolTable &S) {
  if (T.Pointee && S[T.Pointee].Kind == TypeKind::Pointer)
    return Passing::PointerToPointer;
  return T.PointeeIsConst ? Passing::ConstPointer : Passing::Pointer;
}

static Passing passingOfReference(const Type &T, const SymbolTable &S) {
  if (S.text(T.Spelling).ends_with("&&"))
    return Passing::RValueReference;
  if (T.Pointee && S[T.Pointee].Kind == TypeKind::Pointer)
    return T.PointeeIsConst ? Passing::ConstHandleRef
                            : Passing::PointerReference;
  return T.PointeeIsConst ? Passing::ConstReference : Passing::Reference;
}

Passing session::flow::defaultPassing(TypeId T, const SymbolTable &S) {
  if (!T)
    return Passing::Value;
  switch (S[T].Kind) {
  case TypeKind::Pointer:
    return passingOfPointer(S[T], S);
  case TypeKind::Reference:
    return passingOfReference(S[T], S);
  case TypeKind::Record:
    return Passing::Object;
  case TypeKind::Integer:
  case TypeKind::Enum:
  case TypeKind::Other:
    return Passing::Value;
  }
  return Passing::Value;
}

static bool isIntegerSpelling(StringRef Spelling) {
  static const StringRef Parts[] = {"bool", "char",   "short",   "int",
                                    "long", "signed", "unsigned"};
  while (!Spelling.empty()) {
    auto [Word, Rest] = Spelling.split(' ');
    if (llvm::find(Parts, Word) == std::end(Parts))
      return false;
    Spelling = Rest;
  }
  return true;
}

SpellingShape session::flow::shapeOfType(StringRef Spelling) {
  SpellingShape Shape;
  // Nobody means 64 stars; each would become a type.
  if (Spelling.size() > 64 &&
      Spelling.take_back(64).find_first_not_of("*& ") == StringRef::npos)
    return Shape;
  StringRef Inner = Spelling;
  if (Inner.consume_back("*"))
    Shape.Kind = TypeKind::Pointer;
  else if (Inner.consume_back("&&") || Inner.consume_back("&"))
    Shape.Kind = TypeKind::Reference;
  else if (Spelling.empty() || Spelling == "void" || Spelling == "float" ||
           Spelling == "double")
    Shape.Kind = TypeKind::Other;
  else if (isIntegerSpelling(Spelling))
    Shape.Kind = TypeKind::Integer;
  if (Inner.size() == Spelling.size())
    return Shape;
  Inner = Inner.rtrim(' ');
  // `const T *` is const in its pointee; `const T **` points to a plain
  // `const T *`; in `T *const &` the const stands behind.
  bool PointsToPointer = Inner.ends_with("*") || Inner.ends_with("&");
  if (Inner.ends_with("*const")) {
    Shape.PointeeIsConst = true;
    Inner = Inner.drop_back(5);
  } else if (!PointsToPointer && Inner.consume_front("const ")) {
    Shape.PointeeIsConst = true;
  }
  Shape.Pointee = Inner.str();
  return Shape;
}

std::string session::flow::defaultTypeName(TypeKind Kind, StringRef Spelling) {
  std::string Name;
  if (Kind != TypeKind::Record && Kind != TypeKind::Enum)
    return Name;
  int Depth = 0;
  for (char C : Spelling) {
    if (C == '<')
      ++Depth;
    if (Depth <= 0)
      Name += C;
    if (C == '>')
      --Depth;
  }
  return Name;
}

Passing session::flow::declaredPassing(const Call &C, size_t Argument,
                                       const SymbolTable &S) {
  if (!C.Callee || C.Callee.index() >= S.Functions.size() ||
      Argument >= S[C.Callee].Parameters.size())
    return Passing::Value;
  return S[C.Callee].Parameters[Argument].How;
}

TypeId session::flow::declaredObjectType(const Call &C, const SymbolTable &S) {
  if (!C.Callee || C.Callee.index() >= S.Functions.size())
    return {};
  return S[C.Callee].Class;
}

TypeId session::flow::declaredResultType(const Call &C, const SymbolTable &S) {
  if (!C.Callee || C.Callee.index() >= S.Functions.size())
    return {};
  return S[C.Callee].Result;
}
