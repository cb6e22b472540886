//===- SymbolParser.cpp ---------------------------------------------------===//

#include "flow/text/SymbolParser.h"
#include "flow/text/Defaults.h"
#include "flow/text/Words.h"

using namespace session::flow;

session::NameId SymbolParser::nameBeforeColon() {
  if (In.peek().is("%") && In.peek(1).Kind == Token::String) {
    In.next();
    session::NameId Name = Names.name(In.next().Value);
    In.expect(":");
    return Name;
  }
  if (In.peek().Kind != Token::Word || !In.peek(1).is(":"))
    return {};
  session::NameId Name = Names.name(In.next().Text);
  In.next();
  return Name;
}

Parameter SymbolParser::parameter(bool IsNamed) {
  Parameter P;
  size_t Start = In.position();
  P.Name = nameBeforeColon();
  if (IsNamed && !P.Name)
    P.Name = Names.name(In.word("the parameter's name"));
  else if (Names.startsType())
    P.Type = Names.type();
  P.How = defaultPassing(P.Type, S);
  std::optional<Passing> How;
  if (In.peek().Kind == Token::Word)
    How = enumOf<Passing>(In.peek().Text);
  if (How) {
    In.next();
    P.How = *How;
  }
  if (In.position() == Start)
    In.fail("expected a parameter: 'name:', a type, or how it is passed");
  return P;
}

llvm::SmallVector<Parameter, 4> SymbolParser::parameters() {
  llvm::SmallVector<Parameter, 4> Result;
  In.list([&] { Result.push_back(parameter(false)); });
  return Result;
}

llvm::SmallVector<Parameter, 4> SymbolParser::namedParameters() {
  llvm::SmallVector<Parameter, 4> Result;
  In.list([&] { Result.push_back(parameter(true)); });
  return Result;
}

TemplateArgument SymbolParser::templateArgument() {
  TemplateArgument A;
  if (In.accept("?"))
    return A;
  size_t Start = In.position();
  if (Names.startsType())
    A.Type = Names.type();
  if (In.peek().is("@"))
    A.Function = Names.function();
  if (In.peek().Kind == Token::Number)
    A.Integer = In.number<int64_t>("an integer");
  if (In.position() == Start)
    In.fail("expected a template argument: a type, a function or an integer");
  return A;
}

Field SymbolParser::field() {
  Field F;
  F.Name = nameBeforeColon();
  if (!F.Name)
    F.Type = Names.typeOrNone();
  else if (Names.startsType())
    F.Type = Names.type();
  return F;
}

bool SymbolParser::typeScalar(Type &T, TypeSaid &Said) {
  bool Is = !In.acceptWord("not");
  if (In.acceptWord("const")) {
    T.PointeeIsConst = Is;
    Said.Const = true;
    return true;
  }
  if (In.acceptWord("union")) {
    T.IsUnion = Is;
    return true;
  }
  if (!Is)
    In.fail("expected 'const' or 'union' after 'not'");
  if (In.acceptWord("to")) {
    T.Pointee = Names.typeOrNone();
    Said.Pointee = true;
    return true;
  }
  if (In.acceptWord("name")) {
    T.Name = Names.name(In.string("the type's name in quotes"));
    Said.Name = true;
    return true;
  }
  if (In.peek().Kind != Token::Word || Said.Kind)
    return false;
  std::optional<TypeKind> Kind = enumOf<TypeKind>(In.peek().Text);
  if (!Kind)
    return false;
  In.next();
  T.Kind = *Kind;
  return Said.Kind = true;
}

bool SymbolParser::typeList(Type &T) {
  if (In.acceptWord("arguments"))
    In.list([&] { T.Arguments.push_back(templateArgument()); });
  else if (In.acceptWord("bases"))
    In.list([&] { T.Bases.push_back(Names.typeOrNone()); });
  else if (In.acceptWord("fields"))
    In.list([&] { T.Fields.push_back(field()); });
  else if (In.acceptWord("methods"))
    In.list([&] { T.Methods.push_back(Names.function()); });
  else if (In.acceptWord("destructor"))
    T.Destructor = Names.function();
  else if (In.acceptWord("call"))
    T.CallOperator = Names.function();
  else
    return false;
  return true;
}

void SymbolParser::fillDefaults(Type &T, const TypeSaid &Said) {
  std::string Spelling = S.text(T.Spelling).str();
  SpellingShape Shape = shapeOfType(Spelling);
  if (!Said.Kind)
    T.Kind = Shape.Kind;
  bool Points = T.Kind == TypeKind::Pointer || T.Kind == TypeKind::Reference;
  if (!Said.Pointee && Points && !Shape.Pointee.empty())
    T.Pointee = Names.typeSpelled(Shape.Pointee);
  if (!Said.Const)
    T.PointeeIsConst = Points && Shape.PointeeIsConst;
  if (!Said.Name)
    T.Name = Names.name(defaultTypeName(T.Kind, Spelling));
}

void SymbolParser::type(TypeId Id) {
  // Filled apart: naming other types may move the table.
  Type T = S[Id];
  TypeSaid Said;
  while (!In.atLineEnd() && !In.peek().is("#"))
    if (!typeScalar(T, Said) && !typeList(T))
      In.fail("expected a property of a type");
  T.At = In.anchor();
  In.expectLineEnd();
  fillDefaults(T, Said);
  if (!In.failed())
    S[Id] = std::move(T);
}

bool SymbolParser::functionFlag(Function &F, SymbolNames::Said &Said) {
  bool Is = !In.acceptWord("not");
  if (Is && In.acceptWord("project")) {
    F.InSystemHeader = false;
    Said.Flags.push_back(&Function::InSystemHeader);
    return true;
  }
  for (const FunctionFlag &Flag : functionFlags())
    if (In.acceptWord(Flag.Word)) {
      F.*Flag.Bit = Is;
      Said.Flags.push_back(Flag.Bit);
      return true;
    }
  if (!Is)
    In.fail("expected a property of a function after 'not'");
  return false;
}

bool SymbolParser::functionWord(Function &F, SymbolNames::Said &Said) {
  if (In.peek().is("("))
    F.Parameters = parameters();
  else if (In.accept("->"))
    F.Result = Names.type();
  else if (In.acceptWord("overriders"))
    In.list([&] { F.Overriders.push_back(Names.function()); });
  else if (In.acceptWord("usr"))
    F.Usr = Names.name(In.string("the USR in quotes"));
  else if (In.acceptWord("display"))
    F.Display = Names.name(In.string("the displayed name in quotes"));
  else if (In.acceptWord("class")) {
    F.Class = Names.typeOrNone();
    Said.Class = true;
  } else if (std::optional<SpecialMember> Special =
                 enumOf<SpecialMember>(In.peek().Text)) {
    In.next();
    F.Special = *Special;
    Said.Special = true;
  } else {
    return false;
  }
  return true;
}

void SymbolParser::function(FunctionId Id) {
  Function F = S[Id];
  SymbolNames::Said Said;
  while (!In.atLineEnd() && !In.peek().is("#"))
    if (!functionWord(F, Said) && !functionFlag(F, Said))
      In.fail("expected a property of a function");
  F.At = In.anchor();
  In.expectLineEnd();
  S[Id] = std::move(F);
  if (!In.failed())
    Names.fillDefaults(Id, Said);
}

void SymbolParser::variable(StaticId Id) {
  Static V = S[Id];
  if (In.accept(":"))
    V.Type = Names.type();
  while (!In.atLineEnd() && !In.peek().is("#")) {
    bool Is = !In.acceptWord("not"), Known = false;
    for (const StaticFlag &Flag : staticFlags())
      if (!Known && In.acceptWord(Flag.Word)) {
        V.*Flag.Bit = Is;
        Known = true;
      }
    if (!Known && Is && In.acceptWord("usr"))
      V.Usr = Names.name(In.string("the USR in quotes"));
    else if (!Known && Is && In.acceptWord("text"))
      V.Text = Names.name(In.string("the text in quotes"));
    else if (!Known)
      In.fail("expected a property of a static");
  }
  V.At = In.anchor();
  In.expectLineEnd();
  S[Id] = std::move(V);
}
