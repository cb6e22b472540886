//===- GraphPrinter.cpp ---------------------------------------------------===//

#include "flow/text/GraphPrinter.h"
#include "flow/text/Defaults.h"
#include "flow/text/Words.h"

using namespace session::flow;

static std::string label(BlockId B) {
  return B ? "b" + std::to_string(B.index()) : "none";
}

static std::string anchor(session::AnchorId At) {
  return At ? " #" + std::to_string(At.index()) : "";
}

GraphPrinter::GraphPrinter(const FlowGraph &G, const SymbolLabels &Labels)
    : G(G), Labels(Labels), S(Labels.symbols()), Variables(G, S) {}

void GraphPrinter::print(llvm::raw_ostream &Out) const {
  Out << "graph " << Labels.of(G.Self);
  if (G.IsCoroutine)
    Out << " coroutine";
  if (G.HasErrors)
    Out << " errors";
  Out << anchor(G.At);
  if (G.End)
    Out << " end" << anchor(G.End);
  Out << " {\n";
  for (uint32_t I = 0; I != G.Variables.size(); ++I)
    Out << "  " << variableLine(G.Variables[I], VariableId(I)) << '\n';
  for (uint32_t I = 0; I != G.Blocks.size(); ++I)
    printBlock(BlockId(I), Out);
  Out << "}\n";
}

unsigned GraphPrinter::impliedIndex(VariableId Id) const {
  if (G[Id].Kind != VariableKind::Parameter)
    return 0;
  unsigned Before = 0;
  for (uint32_t I = 0; I != Id.index(); ++I)
    Before += G.Variables[I].Kind == VariableKind::Parameter;
  return Before;
}

std::string GraphPrinter::variableLine(const Variable &V, VariableId Id) const {
  std::string Line;
  if (V.Kind == VariableKind::Local)
    Line = "var ";
  else if (V.Kind == VariableKind::Parameter)
    Line = "param ";
  else if (V.Kind == VariableKind::Temporary)
    Line = "temp ";
  Line += Variables.of(Id);
  if (Line.find(' ') == std::string::npos || V.Type)
    Line += ":";
  if (V.Type)
    Line += " " + Labels.of(V.Type);
  if (V.Index != impliedIndex(Id))
    Line += " index " + std::to_string(V.Index);
  if (S.text(V.Name) != impliedName(V, S))
    Line += " named " + quoted(S.text(V.Name));
  return Line + anchor(V.At);
}

/// A call that may throw and goes on in the next block is one line.
bool GraphPrinter::endsInCallLine(BlockId B) const {
  const Block &Here = G[B];
  const auto *I = std::get_if<Invoke>(&Here.End.What);
  return I && !Here.Body.empty() &&
         std::holds_alternative<Call>(Here.Body.back().What) &&
         I->Normal == BlockId(B.index() + 1) &&
         I->Normal.index() < G.Blocks.size() && I->Unwind &&
         Here.End.At == Here.Body.back().At;
}

void GraphPrinter::printBlock(BlockId B, llvm::raw_ostream &Out) const {
  const Block &Here = G[B];
  Out << label(B) << ":\n";
  bool OneLine = endsInCallLine(B);
  for (size_t I = 0; I != Here.Body.size(); ++I) {
    const Instruction &Each = Here.Body[I];
    Out << "  " << op(Each.What) << anchor(Each.At);
    if (OneLine && I + 1 == Here.Body.size())
      Out << " unwind " << label(std::get<Invoke>(Here.End.What).Unwind);
    Out << '\n';
  }
  if (!OneLine)
    Out << "  " << terminator(Here.End.What) << anchor(Here.End.At) << '\n';
}

std::string GraphPrinter::place(const Place &P) const {
  std::string Text = P.Static ? Labels.of(P.Static) : Variables.of(P.Variable);
  bool Prefixed = false;
  for (const Projection &Step : P.Path) {
    if (Step.What == Projection::Deref) {
      Text = "*" + Text;
      Prefixed = true;
      continue;
    }
    if (Prefixed)
      Text = "(" + Text + ")";
    Prefixed = false;
    if (Step.What == Projection::Element)
      Text += "[]";
    else if (llvm::StringRef Name = S.text(Step.Name); isIdentifier(Name))
      Text += "." + Name.str();
    else
      Text += "." + quoted(Name);
  }
  return Text;
}

std::string GraphPrinter::operand(const Operand &O) const {
  switch (O.What) {
  case Operand::Unknown:
    return "?";
  case Operand::Integer:
    return std::to_string(O.Number);
  case Operand::Null:
    return "null";
  case Operand::Function:
    return Labels.of(O.Callee);
  case Operand::Load:
    return place(O.Where);
  case Operand::Address:
    return "&" + place(O.Where);
  case Operand::Text:
  case Operand::Prefix:
    break;
  }
  std::string Text;
  for (TextId One : O.Texts)
    Text += (Text.empty() ? "" : " | ") + quoted(S.text(One));
  return O.What == Operand::Prefix ? Text + "..." : Text;
}

std::string GraphPrinter::op(const Op &O) const { return std::visit(*this, O); }

std::string GraphPrinter::terminator(const TerminatorOp &T) const {
  return std::visit(*this, T);
}

std::string GraphPrinter::operator()(const Assign &O) const {
  return place(O.To) + " = " + operand(O.From);
}

std::string GraphPrinter::operator()(const Compare &O) const {
  return place(O.To) + " = " + operand(O.Left) + " " + wordOf(O.Test).str() +
         " " + operand(O.Right);
}

std::string GraphPrinter::operator()(const Mask &O) const {
  std::string Text =
      place(O.To) + " = " + operand(O.From) + " & " + std::to_string(O.Bits);
  return O.Sets ? Text + " | " + std::to_string(O.Sets) : Text;
}

std::string GraphPrinter::operator()(const Add &O) const {
  return place(O.To) + " = " + operand(O.From) + " + " +
         std::to_string(O.Number);
}

std::string GraphPrinter::operator()(const Not &O) const {
  return place(O.To) + " = !" + operand(O.From);
}

std::string GraphPrinter::arguments(const Call &O) const {
  std::string Text;
  for (size_t I = 0; I != O.Arguments.size(); ++I) {
    Text += (I ? ", " : "") + operand(O.Arguments[I].Value);
    Passing Declared = declaredPassing(O, I, S);
    if (O.Arguments[I].How != Declared)
      Text += " " + wordOf(O.Arguments[I].How).str();
  }
  return "(" + Text + ")";
}

std::string GraphPrinter::operator()(const Call &O) const {
  std::string Text = O.Result ? place(*O.Result) + " = " : "";
  Text += wordOf(O.Kind).str() + " ";
  Text +=
      O.Kind == CallKind::Indirect ? operand(O.Target) : Labels.of(O.Callee);
  Text += arguments(O);
  if (O.Receiver)
    Text += " on " + operand(*O.Receiver);
  if (O.ObjectType != declaredObjectType(O, S))
    Text += " of " + Labels.of(O.ObjectType);
  if (O.ResultType != declaredResultType(O, S))
    Text += " as " + Labels.of(O.ResultType);
  if (O.Why != Leave::None)
    Text += " for " + wordOf(O.Why).str();
  return Text;
}

std::string GraphPrinter::operator()(const Closure &O) const {
  return place(O.To) + " = closure " + Labels.of(O.Body);
}

std::string GraphPrinter::operator()(const StorageLive &O) const {
  return "live " + Variables.of(O.What);
}

std::string GraphPrinter::operator()(const StorageDead &O) const {
  std::string Text = "dead " + Variables.of(O.What);
  return O.Why == Leave::ScopeEnd ? Text : Text + " for " + wordOf(O.Why).str();
}

std::string GraphPrinter::operator()(const Allocate &O) const {
  return place(O.To) + " = new" + (O.Type ? " " + Labels.of(O.Type) : "");
}

std::string GraphPrinter::operator()(const Release &O) const {
  return "delete " + operand(O.What);
}

std::string GraphPrinter::operator()(const Catch &O) const {
  std::string Text = "catch " + (O.Type ? Labels.of(O.Type) : "...");
  return O.Into ? Text + " into " + Variables.of(O.Into) : Text;
}

std::string GraphPrinter::operator()(const Region &O) const {
  std::string Text = "region " + wordOf(O.What).str();
  return S.text(O.Name).empty() ? Text : Text + " " + quoted(S.text(O.Name));
}

std::string GraphPrinter::operator()(const Opaque &O) const {
  std::string Text = "opaque";
  if (!S.text(O.Reason).empty())
    Text += " " + quoted(S.text(O.Reason));
  for (size_t I = 0; I != O.Clobbers.size(); ++I)
    Text += (I ? ", " : " ") + place(O.Clobbers[I]);
  return Text;
}

std::string GraphPrinter::operator()(const Jump &T) const {
  return "jump " + label(T.To);
}

std::string GraphPrinter::operator()(const Branch &T) const {
  return "branch " + operand(T.Condition) + " ? " + label(T.Then) + " : " +
         label(T.Else);
}

std::string GraphPrinter::operator()(const Switch &T) const {
  std::string Text;
  for (const SwitchCase &C : T.Cases) {
    Text += (Text.empty() ? "" : ", ") + std::to_string(C.Low);
    if (C.High != C.Low)
      Text += " .. " + std::to_string(C.High);
    Text += ": " + label(C.To);
  }
  return "switch " + operand(T.Value) + " (" + Text + ") else " +
         label(T.Default);
}

std::string GraphPrinter::operator()(const Invoke &T) const {
  return "invoke " + label(T.Normal) + " unwind " + label(T.Unwind);
}

std::string GraphPrinter::operator()(const Throw &T) const {
  return "throw" + (T.Type ? " " + Labels.of(T.Type) : "") + " unwind " +
         label(T.Unwind);
}

std::string GraphPrinter::operator()(const Rethrow &T) const {
  return "rethrow unwind " + label(T.Unwind);
}

std::string GraphPrinter::operator()(const Dispatch &T) const {
  std::string Text;
  for (const Handler &H : T.Handlers)
    Text += (Text.empty() ? "" : ", ") + (H.Type ? Labels.of(H.Type) : "...") +
            ": " + label(H.To);
  Text = "dispatch (" + Text + ")";
  return T.Otherwise ? Text + " else " + label(T.Otherwise) : Text;
}
