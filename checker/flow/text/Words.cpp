//===- Words.cpp ----------------------------------------------------------===//

#include "flow/text/Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace session::flow;
using llvm::ArrayRef;
using llvm::StringRef;

ArrayRef<StringRef> session::flow::wordsFor(Passing) {
  static const StringRef Words[] = {
      "Value",          "ConstPointer",  "Pointer",         "PointerToPointer",
      "ConstReference", "Reference",     "RValueReference", "PointerReference",
      "Object",         "ConstHandleRef"};
  return Words;
}

ArrayRef<StringRef> session::flow::wordsFor(SpecialMember) {
  static const StringRef Words[] = {"None",
                                    "DefaultConstructor",
                                    "CopyConstructor",
                                    "MoveConstructor",
                                    "OtherConstructor",
                                    "CopyAssignment",
                                    "MoveAssignment",
                                    "Destructor"};
  return Words;
}

ArrayRef<StringRef> session::flow::wordsFor(TypeKind) {
  static const StringRef Words[] = {"Integer",   "Enum",   "Pointer",
                                    "Reference", "Record", "Other"};
  return Words;
}

ArrayRef<StringRef> session::flow::wordsFor(Leave) {
  static const StringRef Words[] = {"None",        "ScopeEnd", "FullExpr",
                                    "FunctionEnd", "Return",   "Break",
                                    "Continue",    "Goto",     "Unwind"};
  return Words;
}

ArrayRef<StringRef> session::flow::wordsFor(Predicate) {
  static const StringRef Words[] = {"==", "!=", "<", "<=", ">", ">="};
  return Words;
}

ArrayRef<StringRef> session::flow::wordsFor(CallKind) {
  static const StringRef Words[] = {"call", "indirect", "virtual", "construct",
                                    "destroy"};
  return Words;
}

ArrayRef<StringRef> session::flow::wordsFor(Region::Kind) {
  static const StringRef Words[] = {"team", "part", "one", "lock",
                                    "task", "end",  "wait"};
  return Words;
}

ArrayRef<FunctionFlag> session::flow::functionFlags() {
  static const FunctionFlag Flags[] = {
      {"member", &Function::IsMember},
      {"implicit", &Function::IsImplicit},
      {"noexcept", &Function::IsNoExcept},
      {"c", &Function::IsC},
      {"system", &Function::InSystemHeader},
      {"noreturn", &Function::IsNoReturn},
      {"variadic", &Function::IsVariadic},
      {"virtual", &Function::IsVirtual},
      {"main", &Function::IsMain},
      {"public", &Function::IsPublic},
      {"internal", &Function::IsInternal},
      {"lambda", &Function::IsLambda},
      {"skipped", &Function::BodyUnknown},
  };
  return Flags;
}

ArrayRef<StaticFlag> session::flow::staticFlags() {
  static const StaticFlag Flags[] = {{"threadlocal", &Static::IsThreadLocal},
                                     {"const", &Static::IsConst},
                                     {"local", &Static::IsLocal},
                                     {"extern", &Static::IsExtern}};
  return Flags;
}

bool session::flow::isIdentifier(StringRef Text) {
  if (Text.empty() || llvm::isDigit(Text[0]))
    return false;
  for (char C : Text)
    if (!llvm::isAlnum(C) && C != '_' && C != '$')
      return false;
  return true;
}

bool session::flow::isQualifiedName(StringRef Text) {
  do {
    auto [Part, Rest] = Text.split("::");
    bool Cut = Part.size() != Text.size();
    Part.consume_front("~");
    if (!isIdentifier(Part) || (Cut && Rest.empty()))
      return false;
    Text = Rest;
  } while (!Text.empty());
  return true;
}

bool session::flow::isBareType(StringRef Text) {
  Text.consume_front("const ");
  auto [Name, Stars] = Text.split(' ');
  bool Cut = Name.size() != Text.size();
  if (Cut &&
      (Stars.empty() || Stars.find_first_not_of("*&") != StringRef::npos))
    return false;
  static const StringRef Taken[] = {"const", "none",  "into", "unwind",
                                    "named", "index", "end"};
  return isQualifiedName(Name) && !enumOf<Passing>(Name) &&
         llvm::find(Taken, Name) == std::end(Taken);
}

bool session::flow::isReserved(StringRef Word) {
  static const StringRef Taken[] = {
      "live",       "dead",     "delete",   "catch",     "endcatch",  "suspend",
      "opaque",     "jump",     "branch",   "switch",    "invoke",    "throw",
      "rethrow",    "dispatch", "return",   "resume",    "terminate", "else",
      "call",       "virtual",  "indirect", "construct", "destroy",   "closure",
      "new",        "null",     "var",      "param",     "temp",      "this",
      "unreachable"};
  return llvm::find(Taken, Word) != std::end(Taken);
}

std::string session::flow::quoted(StringRef Text) {
  std::string Result = "\"";
  for (unsigned char C : Text) {
    if (C == '"' || C == '\\')
      (Result += '\\') += char(C);
    else if (C == '\n')
      Result += "\\n";
    else if (C == '\t')
      Result += "\\t";
    else if (C < 0x20 || C == 0x7f)
      (Result += "\\x") +=
          {llvm::hexdigit(C >> 4, true), llvm::hexdigit(C & 15, true)};
    else
      Result += char(C);
  }
  return Result + '"';
}
