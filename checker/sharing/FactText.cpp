// Facts as text, one line a fact: what developers of the tool look at.
#include "sharing/FactText.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

static std::string textOf(const Spot &S, const Program &P) {
  const SymbolTable &Symbols = P.Symbols;
  std::string Text = "?";
  if (S.isStatic())
    Text = "::" + Symbols.text(Symbols[S.Where.Static].Name).str();
  else if (const FlowGraph *Graph = S.Of ? P.graphOf(S.Of) : nullptr) {
    const Variable &V = (*Graph)[S.Where.Variable];
    Text = V.Kind == VariableKind::This ? "this"
           : V.Name ? Symbols.text(V.Name).str()
                    : "%" + std::to_string(S.Where.Variable.index());
  }
  for (const Projection &Next : S.Where.Path) {
    if (Next.What == Projection::Deref)
      Text = "(*" + Text + ")";
    else if (Next.What == Projection::Element)
      Text += "[]";
    else
      Text += Next.Name.index() < Symbols.Names.size()
                  ? "." + Symbols.text(Next.Name).str()
                  : ".$";
  }
  return Text;
}

static void printLocks(const std::vector<Spot> &Locks, const Program &P,
                       llvm::raw_ostream &Out) {
  for (const Spot &L : Locks)
    Out << " lock " << textOf(L, P);
}

static void printUse(const SessionUse &U, const Program &P,
                     llvm::raw_ostream &Out) {
  static const char *const Words[] = {"opens", "uses", "closes"};
  Out << Words[unsigned(U.What)] << ' ' << textOf(U.Session, P) << " ("
      << U.Kind << ')';
  for (FunctionId F : {U.Callee, U.Through})
    if (F)
      Out << " by " << P.Symbols.text(P.Symbols[F].Display);
  for (auto [Is, Word] :
       {std::pair(U.Asked, "asked"), std::pair(U.Stays, "stays"),
        std::pair(U.Always, "always"), std::pair(U.Inherited, "inherited")})
    if (Is)
      Out << ' ' << Word;
  printLocks(U.Locks, P, Out);
  Out << '\n';
}

void sharing::printFacts(const FunctionFacts &Facts, const Program &P,
                         llvm::raw_ostream &Out) {
  const SymbolTable &Symbols = P.Symbols;
  auto NameOf = [&](FunctionId F) { return Symbols.text(Symbols[F].Display); };
  Out << NameOf(Facts.Self) << ":\n";
  for (const SessionUse &U : Facts.Uses) {
    Out << "  ";
    printUse(U, P, Out);
  }
  for (const Start &S : Facts.Starts) {
    bool IsThread = S.When == InvokeWhen::OtherThread;
    Out << (IsThread ? "  thread " : "  registers ") << NameOf(S.Entry)
        << (S.Outlives ? " outlives" : "");
    for (const Spot &H : S.Handles)
      Out << " handle " << textOf(H, P);
    Out << '\n';
    for (const SessionUse &U : S.Uses) {
      Out << "    ";
      printUse(U, P, Out);
    }
  }
  for (const Overlap &O : Facts.Overlaps)
    Out << "  overlap of thread " << O.First << " over "
        << textOf(O.Inside.Session, P) << '\n';
  if (!Facts.Acquires.empty() || !Facts.Releases.empty()) {
    Out << "  acquires";
    printLocks(Facts.Acquires, P, Out);
    Out << " releases";
    printLocks(Facts.Releases, P, Out);
    Out << '\n';
  }
}
