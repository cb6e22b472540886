//===- SymbolNames.cpp ----------------------------------------------------===//

#include "flow/text/SymbolNames.h"
#include "flow/text/Defaults.h"
#include "flow/text/Words.h"
#include "llvm/ADT/STLExtras.h"

using namespace session::flow;
using llvm::StringRef;

static std::string plain(const std::pair<std::string, unsigned> &L) {
  return L.second == 1 ? L.first : L.first + "/" + std::to_string(L.second);
}

SymbolNames::Label SymbolNames::functionLabel() {
  if (!In.accept("@")) {
    In.fail("expected a function, as in '@work'");
    return {"", 1};
  }
  std::string Name = In.peek().Kind == Token::String
                         ? In.next().Value
                         : In.word("the function's name after '@'").str();
  return {Name, In.ordinal()};
}

SymbolNames::Label SymbolNames::staticLabel() {
  if (!In.accept("::")) {
    In.fail("expected a static, as in '::counter'");
    return {"", 1};
  }
  std::string Name = In.peek().Kind == Token::String
                         ? In.next().Value
                         : In.word("the static's name after '::'").str();
  return {Name, In.ordinal()};
}

bool SymbolNames::startsType() const {
  const Token &T = In.peek();
  return T.Kind == Token::String || T.isWord("const") ||
         (T.Kind == Token::Word && isBareType(T.Text));
}

std::string SymbolNames::bareType() {
  std::string Spelling = In.acceptWord("const") ? "const " : "";
  if (!startsType()) {
    In.fail("expected a type");
    return {};
  }
  Spelling += In.next().Text;
  bool First = true;
  while (In.peek().is("*") || In.peek().is("&") || In.peek().is("&&")) {
    Spelling += (First ? " " : "") + In.next().Text.str();
    First = false;
  }
  return Spelling;
}

SymbolNames::Label SymbolNames::typeLabel() {
  std::string Spelling =
      In.peek().Kind == Token::String ? In.next().Value : bareType();
  return {Spelling, In.ordinal()};
}

FunctionId SymbolNames::addFunction(const Label &L) {
  Function F;
  F.Name = F.Display = name(L.first);
  F.Usr = name(plain(L));
  return Functions[L] = S.add(std::move(F));
}

TypeId SymbolNames::addType(const Label &L) {
  Type T;
  T.Spelling = name(L.first);
  return Types[L] = S.add(std::move(T));
}

StaticId SymbolNames::addStatic(const Label &L) {
  Static V;
  V.Name = name(L.first);
  V.Usr = name(plain(L));
  return Statics[L] = S.add(std::move(V));
}

void SymbolNames::fillDefaults(FunctionId F, const Said &Given) {
  StringRef Name = S.text(S[F].Name);
  NameShape Shape = shapeOf(Name);
  if (!Given.Special)
    S[F].Special = Shape.Special;
  if (!Given.Class && !Shape.Class.empty()) {
    TypeId Class = typeSpelled(Shape.Class);
    S[F].Class = Class;
  }
  Function &Filled = S[F];
  for (const FunctionFlag &Flag : functionFlags())
    if (llvm::find(Given.Flags, Flag.Bit) == Given.Flags.end())
      Filled.*Flag.Bit = defaultFlag(Filled, Flag.Bit, Name);
}

FunctionId SymbolNames::function() {
  Label L = functionLabel();
  if (In.failed())
    return {};
  if (auto It = Functions.find(L); It != Functions.end())
    return It->second;
  FunctionId Fresh = addFunction(L);
  fillDefaults(Fresh, Said());
  return Fresh;
}

TypeId SymbolNames::typeLabelled(const Label &First) {
  TypeId Result, Outer;
  // From the outside in: a pointer, what it points to, and so on.
  Label L = First;
  while (true) {
    auto It = Types.find(L);
    bool Known = It != Types.end();
    TypeId Here = Known ? It->second : addType(L);
    if (Outer)
      S[Outer].Pointee = Here;
    if (!Result)
      Result = Here;
    if (Known)
      return Result;
    SpellingShape Shape = shapeOfType(L.first);
    S[Here].Kind = Shape.Kind;
    S[Here].PointeeIsConst = Shape.PointeeIsConst;
    S[Here].Name = name(defaultTypeName(Shape.Kind, L.first));
    if (Shape.Pointee.empty())
      return Result;
    Outer = Here;
    L = {Shape.Pointee, 1};
  }
}

TypeId SymbolNames::typeSpelled(StringRef Spelling) {
  return typeLabelled({Spelling.str(), 1});
}

TypeId SymbolNames::type() {
  Label L = typeLabel();
  return In.failed() ? TypeId() : typeLabelled(L);
}

TypeId SymbolNames::typeOrNone() {
  return In.acceptWord("none") ? TypeId() : type();
}

StaticId SymbolNames::variable() {
  Label L = staticLabel();
  if (In.failed())
    return {};
  auto It = Statics.find(L);
  return It != Statics.end() ? It->second : addStatic(L);
}

FunctionId SymbolNames::declareFunction() {
  size_t At = In.position();
  Label L = functionLabel();
  if (!In.failed() && Functions.count(L))
    In.failAt(At, "function '" + plain(L) + "' is already declared");
  return In.failed() ? FunctionId() : addFunction(L);
}

TypeId SymbolNames::declareType() {
  size_t At = In.position();
  Label L = typeLabel();
  if (!In.failed() && Types.count(L))
    In.failAt(At, "type '" + plain(L) + "' is already declared");
  return In.failed() ? TypeId() : addType(L);
}

StaticId SymbolNames::declareStatic() {
  size_t At = In.position();
  Label L = staticLabel();
  if (!In.failed() && Statics.count(L))
    In.failAt(At, "static '" + plain(L) + "' is already declared");
  return In.failed() ? StaticId() : addStatic(L);
}
