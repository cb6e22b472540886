//===- OperandParser.cpp --------------------------------------------------===//

#include "flow/text/OperandParser.h"
#include "flow/text/Words.h"

using namespace session::flow;

/// Parentheses in a place; more of them is no place that anybody wrote.
static constexpr unsigned DeepestPlace = 1000;

Place OperandParser::root(unsigned Depth) {
  Place P;
  if (In.accept("(")) {
    if (Depth == DeepestPlace)
      In.fail("expected fewer parentheses");
    else
      P = place(Depth + 1);
    In.expect(")");
  } else if (In.peek().is("::")) {
    P.Static = Symbols.variable();
  } else {
    P.Variable = Names.variable();
  }
  return P;
}

session::NameId OperandParser::fieldName() {
  if (In.peek().Kind == Token::String)
    return Symbols.intern(In.next().Value);
  if (In.peek().Kind == Token::Word && isIdentifier(In.peek().Text))
    return Symbols.intern(In.next().Text);
  In.fail("expected the name of a field");
  return {};
}

Place OperandParser::place(unsigned Depth) {
  unsigned Stars = 0;
  while (In.accept("*"))
    ++Stars;
  Place P = root(Depth);
  while (!In.failed()) {
    if (In.accept("->")) {
      P.Path.push_back({Projection::Deref, NameId()});
      P.Path.push_back({Projection::Field, fieldName()});
    } else if (In.accept(".")) {
      P.Path.push_back({Projection::Field, fieldName()});
    } else if (In.accept("[")) {
      In.expect("]");
      P.Path.push_back({Projection::Element, NameId()});
    } else {
      break;
    }
  }
  for (; Stars; --Stars)
    P.Path.push_back({Projection::Deref, NameId()});
  return P;
}

Operand OperandParser::texts() {
  Operand O;
  O.What = Operand::Text;
  do
    O.Texts.push_back(Symbols.intern(In.string("a text in quotes")));
  while (In.accept("|"));
  if (In.accept("..."))
    O.What = Operand::Prefix;
  return O;
}

Operand OperandParser::operand() {
  if (In.accept("?"))
    return Operand::unknown();
  if (In.acceptWord("null"))
    return Operand::null();
  if (In.peek().Kind == Token::Number)
    return Operand::integer(In.number<int64_t>("an integer of 64 bits"));
  if (In.peek().Kind == Token::String)
    return texts();
  if (In.peek().is("@"))
    return Operand::function(Symbols.function());
  if (In.accept("&"))
    return Operand::address(place());
  const Token &T = In.peek();
  if (T.Kind != Token::Word && !T.is("*") && !T.is("(") && !T.is("%") &&
      !T.is("::"))
    In.fail("expected an operand");
  return Operand::load(place());
}
