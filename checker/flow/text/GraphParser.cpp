//===- GraphParser.cpp ----------------------------------------------------===//

#include "flow/text/GraphParser.h"
#include "flow/text/Defaults.h"
#include "flow/text/Words.h"

using namespace session::flow;

FlowGraph GraphParser::body() {
  In.skipNewlines();
  while (!In.atEnd() && !In.peek().is("}")) {
    line();
    In.skipNewlines();
  }
  In.expect("}");
  In.expectLineEnd();
  // Falling off the end of the text returns.
  Graph.end(Return{}, {});
  Names.finish();
  return Graph.take();
}

bool GraphParser::atLabel(size_t Ahead) const {
  const Token &T = In.peek(Ahead);
  return T.Kind == Token::Word && In.peek(Ahead + 1).is(":") &&
         !T.isWord("this") && !T.isWord("return");
}

void GraphParser::label() {
  BlockId B = Names.placeBlock();
  In.expect(":");
  if (In.failed() || Graph.current() == B)
    return;
  Graph.end(Jump{B}, {}); // the block above runs into this one
  Graph.select(B);
}

void GraphParser::line() {
  if (atLabel())
    return label(); // an instruction may follow on the same line
  if (!variableLine())
    instruction();
  In.expectLineEnd();
}

bool GraphParser::variableLine() {
  VariableKind Kind = VariableKind::Local;
  if (In.acceptWord("param"))
    Kind = VariableKind::Parameter;
  else if (In.acceptWord("temp"))
    Kind = VariableKind::Temporary;
  else if (!In.acceptWord("var")) {
    bool Special = In.peek().isWord("this") || In.peek().isWord("return");
    bool Numbered = In.peek(1).is("/") && In.peek(3).is(":");
    if (!Special || (!In.peek(1).is(":") && !Numbered))
      return false;
  }
  VariableId Id = Names.declare(Kind);
  Variable V = Graph.graph()[Id];
  In.accept(":");
  if (Symbols.startsType())
    V.Type = Symbols.type();
  if (V.Kind == VariableKind::Parameter)
    V.Index = Parameters++;
  if (In.acceptWord("index"))
    V.Index = In.number<unsigned>("the parameter's number");
  if (In.acceptWord("named"))
    V.Name = Symbols.name(In.string("the variable's name in quotes"));
  V.At = In.anchor();
  Graph.graph()[Id] = V;
  return true;
}

void GraphParser::instruction() {
  if (!Graph.isOpen())
    return In.fail("expected a label, because the block above has ended");
  if (terminator() || plainOp() || call(std::nullopt))
    return;
  assignment();
}

Leave GraphParser::leave() {
  std::optional<Leave> Why;
  if (In.peek().Kind == Token::Word)
    Why = enumOf<Leave>(In.peek().Text);
  if (Why)
    In.next();
  else
    In.fail("expected a reason, as in 'for ScopeEnd'");
  return Why.value_or(Leave::None);
}

Op GraphParser::catchOp() {
  Catch C;
  if (!In.accept("...") && Symbols.startsType())
    C.Type = Symbols.type();
  if (In.acceptWord("into"))
    C.Into = Names.variable();
  return C;
}

Op GraphParser::opaque() {
  Opaque O;
  if (In.peek().Kind == Token::String)
    O.Reason = Symbols.name(In.next().Value);
  if (In.atLineEnd() || In.peek().is("#"))
    return O;
  do
    O.Clobbers.push_back(Operands.place());
  while (In.accept(","));
  return O;
}

Op GraphParser::region() {
  Region R;
  std::optional<Region::Kind> What;
  if (In.peek().Kind == Token::Word)
    What = enumOf<Region::Kind>(In.peek().Text);
  if (!What)
    In.fail("expected a kind of region, as in 'region team'");
  else
    In.next();
  R.What = What.value_or(Region::Wait);
  if (In.peek().Kind == Token::String)
    R.Name = Symbols.name(In.next().Value);
  return R;
}

/// What starts with a word of its own and is no call.
bool GraphParser::plainOp() {
  if (In.acceptWord("live")) {
    emit(StorageLive{Names.variable()});
  } else if (In.acceptWord("dead")) {
    StorageDead Dead{Names.variable()};
    if (In.acceptWord("for"))
      Dead.Why = leave();
    emit(Dead);
  } else if (In.acceptWord("delete")) {
    emit(Release{Operands.operand()});
  } else if (In.acceptWord("catch")) {
    emit(catchOp());
  } else if (In.acceptWord("endcatch")) {
    emit(EndCatch{});
  } else if (In.acceptWord("suspend")) {
    emit(Suspend{});
  } else if (In.acceptWord("region")) {
    emit(region());
  } else if (In.acceptWord("opaque")) {
    emit(opaque());
  } else {
    return false;
  }
  return true;
}

void GraphParser::assignment() {
  const Token &First = In.peek();
  bool StartsPlace = First.Kind == Token::Word || First.is("*") ||
                     First.is("(") || First.is("%") || First.is("::");
  if (!StartsPlace)
    return In.fail("expected an instruction, a terminator or a label");
  Place To = Operands.place();
  In.expect("=");
  if (In.accept("!"))
    return emit(Not{To, Operands.operand()});
  if (In.acceptWord("closure"))
    return emit(Closure{To, Symbols.function()});
  if (In.acceptWord("new"))
    return emit(Allocate{To, Symbols.startsType() ? Symbols.type() : TypeId()});
  if (call(To))
    return;
  Operand Left = Operands.operand();
  if (In.accept("&")) {
    auto Bits = In.number<uint64_t>("the bits of a mask");
    uint64_t Sets =
        In.accept("|") ? In.number<uint64_t>("the bits that are set") : 0;
    return emit(Mask{To, Left, Bits, Sets});
  }
  if (In.accept("+"))
    return emit(Add{To, Left, In.number<int64_t>("what is added")});
  std::optional<Predicate> Test;
  if (In.peek().Kind == Token::Sign)
    Test = enumOf<Predicate>(In.peek().Text);
  if (!Test)
    return emit(Assign{To, Left});
  In.next();
  emit(Compare{To, *Test, Left, Operands.operand()});
}

void GraphParser::argument(Call &C) {
  Argument A;
  A.Value = Operands.operand();
  A.How = declaredPassing(C, C.Arguments.size(), S);
  std::optional<Passing> How;
  if (In.peek().Kind == Token::Word)
    How = enumOf<Passing>(In.peek().Text);
  if (How) {
    In.next();
    A.How = *How;
  }
  C.Arguments.push_back(std::move(A));
}

void GraphParser::callClauses(Call &C) {
  while (!In.failed()) {
    if (In.acceptWord("on"))
      C.Receiver = Operands.operand();
    else if (In.acceptWord("of"))
      C.ObjectType = Symbols.typeOrNone();
    else if (In.acceptWord("as"))
      C.ResultType = Symbols.typeOrNone();
    else if (In.acceptWord("for"))
      C.Why = leave();
    else
      return;
  }
}

bool GraphParser::call(std::optional<Place> Result) {
  std::optional<CallKind> Kind;
  if (In.peek().Kind == Token::Word)
    Kind = enumOf<CallKind>(In.peek().Text);
  if (!Kind)
    return false;
  In.next();
  Call C;
  C.Kind = *Kind;
  C.Result = std::move(Result);
  if (C.Kind == CallKind::Indirect)
    C.Target = Operands.operand();
  else
    C.Callee = Symbols.function();
  C.ObjectType = declaredObjectType(C, S);
  C.ResultType = declaredResultType(C, S);
  if (In.peek().is("("))
    In.list([&] { argument(C); });
  callClauses(C);
  callEnd(std::move(C));
  return true;
}

/// The anchor and, where the call may throw, the end of the block.
void GraphParser::callEnd(Call C) {
  session::AnchorId At = In.anchor();
  if (!In.peek().isWord("unwind"))
    return Graph.emit(std::move(C), At);
  BlockId Unwind = unwind();
  session::AnchorId EndAt = In.peek().is("#") ? In.anchor() : At;
  Graph.emit(std::move(C), At);
  // What follows is the normal successor, whether it has a label or not.
  bool IsLabelled = In.peek().Kind == Token::Newline && atLabel(1);
  BlockId Normal =
      IsLabelled ? Names.block(In.peek(1).Text) : Names.placeUnnamed();
  Graph.end(Invoke{Normal, Unwind}, EndAt);
  if (!IsLabelled)
    Graph.select(Normal);
}

/// Without `unwind`, the exception leaves the function.
BlockId GraphParser::unwind() {
  return In.acceptWord("unwind") ? Names.block() : Names.block("resume");
}

TerminatorOp GraphParser::branch() {
  Branch B;
  B.Condition = Operands.operand();
  In.expect("?");
  B.Then = Names.block();
  In.expect(":");
  B.Else = Names.block();
  return B;
}

TerminatorOp GraphParser::switchOp() {
  Switch T;
  T.Value = Operands.operand();
  In.list([&] {
    SwitchCase C;
    C.Low = C.High = In.number<int64_t>("a case's value");
    if (In.accept(".."))
      C.High = In.number<int64_t>("the last value of the range");
    In.expect(":");
    C.To = Names.block();
    T.Cases.push_back(C);
  });
  if (!In.acceptWord("else"))
    In.fail("expected 'else' and the default's label");
  T.Default = Names.block();
  return T;
}

TerminatorOp GraphParser::throwOp() {
  Throw T;
  if (Symbols.startsType())
    T.Type = Symbols.type();
  T.Unwind = unwind();
  return T;
}

TerminatorOp GraphParser::dispatch() {
  Dispatch T;
  In.list([&] {
    Handler H;
    if (!In.accept("..."))
      H.Type = Symbols.type();
    In.expect(":");
    H.To = Names.block();
    T.Handlers.push_back(H);
  });
  if (In.acceptWord("else"))
    T.Otherwise = Names.block();
  return T;
}

std::optional<TerminatorOp> GraphParser::terminatorOp() {
  if (In.acceptWord("jump"))
    return Jump{Names.block()};
  if (In.acceptWord("branch"))
    return branch();
  if (In.acceptWord("switch"))
    return switchOp();
  if (In.acceptWord("invoke")) {
    BlockId Normal = Names.block();
    return Invoke{Normal, unwind()};
  }
  if (In.acceptWord("throw"))
    return throwOp();
  if (In.acceptWord("rethrow"))
    return Rethrow{unwind()};
  if (In.acceptWord("dispatch"))
    return dispatch();
  if (In.acceptWord("resume"))
    return Resume{};
  if (In.acceptWord("terminate"))
    return Terminate{};
  if (In.acceptWord("unreachable"))
    return Unreachable{};
  const Token &After = In.peek(1);
  // Else it is the returned value's variable.
  bool Ends = After.Kind == Token::Newline || After.is("}") || After.is("#");
  if (Ends && In.acceptWord("return"))
    return Return{};
  return std::nullopt;
}

bool GraphParser::terminator() {
  std::optional<TerminatorOp> What = terminatorOp();
  if (What)
    end(std::move(*What));
  return What.has_value();
}
