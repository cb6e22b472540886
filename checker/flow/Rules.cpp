//===- Rules.cpp ----------------------------------------------------------===//

#include "flow/Rules.h"

using namespace session::flow;

void Rules::fail(const llvm::Twine &Problem) {
  std::string Where = Here ? "block " + std::to_string(Here.index()) : "head";
  Problems.push_back(Where + ": " + Problem.str());
}

void Rules::checkHead() {
  if (!G.Self || G.Self.index() >= S.Functions.size())
    fail("the graph is of no function");
  if (G.Blocks.empty())
    fail("no entry block");
  for (size_t I = 0; I != G.Variables.size(); ++I) {
    const Variable &V = G.Variables[I];
    typeOrNone(V.Type);
    if (V.Kind == VariableKind::Local || V.Kind == VariableKind::Temporary)
      continue;
    if (G.find(V.Kind, V.Index).index() != I)
      fail("variable " + llvm::Twine(I) +
           " repeats a parameter, this or result");
  }
}

void Rules::variable(VariableId V) {
  if (!V || V.index() >= G.Variables.size())
    fail("no such variable");
}

void Rules::function(FunctionId F) {
  if (!F || F.index() >= S.Functions.size())
    fail("no such function");
}

void Rules::typeOrNone(TypeId T) {
  if (T && T.index() >= S.Types.size())
    fail("no such type");
}

void Rules::target(BlockId B) {
  if (!B || B.index() >= G.Blocks.size())
    fail("an edge to no block");
}

void Rules::place(const Place &P) {
  if (P.Variable.isValid() == P.Static.isValid())
    fail("a place needs a variable or a static, not both");
  else if (P.Variable)
    variable(P.Variable);
  else if (P.Static.index() >= S.Statics.size())
    fail("no such static");
  for (const Projection &Step : P.Path)
    if ((Step.What == Projection::Field) != Step.Name.isValid())
      fail("a field needs a name, and nothing else has one");
}

void Rules::operand(const Operand &O) {
  switch (O.What) {
  case Operand::Unknown:
  case Operand::Integer:
  case Operand::Null:
    return;
  case Operand::Text:
  case Operand::Prefix:
    if (O.Texts.empty())
      fail("a text operand without a text");
    return;
  case Operand::Function:
    return function(O.Callee);
  case Operand::Load:
  case Operand::Address:
    return place(O.Where);
  }
}

void Rules::operator()(const Assign &O) {
  place(O.To);
  operand(O.From);
}

void Rules::operator()(const Compare &O) {
  place(O.To);
  operand(O.Left);
  operand(O.Right);
}

void Rules::operator()(const Mask &O) {
  place(O.To);
  operand(O.From);
}

void Rules::operator()(const Add &O) {
  place(O.To);
  operand(O.From);
}

void Rules::operator()(const Not &O) {
  place(O.To);
  operand(O.From);
}

void Rules::operator()(const Call &O) {
  if (O.Kind != CallKind::Indirect)
    function(O.Callee);
  else if (O.Callee)
    fail("an indirect call names its callee");
  operand(O.Target);
  if (O.Kind != CallKind::Indirect && O.Target.What != Operand::Unknown)
    fail("only an indirect call has a target");
  bool NeedsReceiver =
      O.Kind != CallKind::Direct && O.Kind != CallKind::Indirect;
  if (NeedsReceiver && !O.Receiver)
    fail("this kind of call needs a receiver");
  if (O.Receiver)
    operand(*O.Receiver);
  for (const Argument &A : O.Arguments)
    operand(A.Value);
  if (O.Result)
    place(*O.Result);
  typeOrNone(O.ObjectType);
  typeOrNone(O.ResultType);
  if (O.Why != Leave::None && O.Kind != CallKind::Destructor)
    fail("only a destructor call is a cleanup");
}

void Rules::operator()(const Closure &O) {
  place(O.To);
  function(O.Body);
}

void Rules::operator()(const StorageLive &O) { variable(O.What); }

void Rules::operator()(const StorageDead &O) {
  variable(O.What);
  if (O.Why == Leave::None)
    fail("storage ends for no reason");
}

void Rules::operator()(const Allocate &O) {
  place(O.To);
  typeOrNone(O.Type);
}

void Rules::operator()(const Release &O) { operand(O.What); }

void Rules::operator()(const Catch &O) {
  typeOrNone(O.Type);
  if (O.Into)
    variable(O.Into);
}

void Rules::operator()(const Opaque &O) {
  for (const Place &P : O.Clobbers)
    place(P);
}

void Rules::operator()(const Jump &T) { target(T.To); }

void Rules::operator()(const Branch &T) {
  operand(T.Condition);
  target(T.Then);
  target(T.Else);
}

void Rules::operator()(const Switch &T) {
  operand(T.Value);
  for (const SwitchCase &C : T.Cases) {
    target(C.To);
    if (C.Low > C.High)
      fail("a case with an empty range");
    for (const SwitchCase &Other : T.Cases) {
      if (&Other == &C)
        break;
      if (C.Low <= Other.High && Other.Low <= C.High)
        fail("two cases for one value");
    }
  }
  target(T.Default);
}

void Rules::operator()(const Invoke &T) {
  target(T.Normal);
  target(T.Unwind);
}

void Rules::operator()(const Throw &T) {
  typeOrNone(T.Type);
  target(T.Unwind);
}

void Rules::operator()(const Rethrow &T) { target(T.Unwind); }

void Rules::operator()(const Dispatch &T) {
  bool CatchesAll = false;
  for (const Handler &H : T.Handlers) {
    if (CatchesAll)
      fail("a handler after the one for all types");
    typeOrNone(H.Type);
    target(H.To);
    CatchesAll |= !H.Type;
  }
  if (T.Otherwise || !CatchesAll)
    target(T.Otherwise);
}
