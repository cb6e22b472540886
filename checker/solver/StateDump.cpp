//===- StateDump.cpp - The states at each block, as text ------------------===//

#include "flow/Printer.h"
#include "solver/Inference.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

namespace {

class StatePrinter {
public:
  StatePrinter(const FlowGraph &Graph, const CalleeBinding &Binding)
      : Graph(Graph), Binding(Binding), Out(Text) {}

  void session(llvm::StringRef Title, const Simulation &Run) {
    Out << Title << ": " << Run.Steps << " visits";
    if (Run.Stopped != GaveUp::None)
      Out << ", gave up";
    Out << '\n';
    for (size_t B = 0; B < Run.StatesAt.size(); ++B)
      for (const auto &[Key, Held] : Run.StatesAt[B]) {
        Out << "  bb" << B << ": ";
        state(Held);
      }
    for (const ExitState &Exit : Run.Exits) {
      Out << (Exit.Exceptional ? "  throws: " : "  returns: ");
      state(Exit.State);
    }
  }

  std::string Text;

private:
  void place(const Location &L) {
    switch (L.Root) {
    case Location::Variable: {
      llvm::StringRef Name =
          Binding.symbols().text(Graph.Variables[L.Index].Name);
      Out << (Name.empty() ? "%" + std::to_string(L.Index) : Name.str());
      break;
    }
    case Location::Static:
      Out << Binding.symbols().text(Binding.symbols()[StaticId(L.Index)].Name);
      break;
    case Location::Pointee:
      Out << "*v" << L.Index;
      break;
    }
    for (NameId Field : L.Fields)
      Out << '.' << (Field ? Binding.fieldText(Field) : "[]");
  }

  void fact(const ValueFact &F) {
    if (F.isKnown())
      Out << '=' << F.Low;
    for (int64_t Hole : F.Holes)
      Out << "!=" << Hole;
    if (F.Target) {
      Out << "=&";
      place(*F.Target);
    }
  }

  void state(const SimState &State) {
    Out << (State.Tracking ? lifeName(State.Session.Alive) : "-");
    if (State.Pending)
      Out << " in flight";
    if (State.LastMention)
      Out << " last-mention";
    if (State.Adrift)
      Out << " adrift";
    if (State.Escaped)
      Out << " escaped";
    Out << " {";
    bool First = true;
    for (const auto &[L, V] : State.Store.bindings()) {
      Out << (First ? "" : ", ");
      First = false;
      place(L);
      if (V == Memory::Handle) {
        Out << ":HANDLE";
        continue;
      }
      Out << ":v" << V.index();
      fact(State.Store.fact(V));
    }
    Out << "}\n";
  }

  const FlowGraph &Graph;
  const CalleeBinding &Binding;
  llvm::raw_string_ostream Out;
};

} // namespace

std::string solver::dumpStates(const FlowGraph &Graph,
                               const SolveInput &Input) {
  CalleeBinding Binding(Input);
  StatePrinter Printer(Graph, Binding);
  for (const OpeningSite &Site : openingSites(Graph, Binding)) {
    Simulation Run(Graph, Binding, {&Site, Site.Kind});
    Run.run(Run.entryState());
    std::string Title =
        "opened by " +
        Binding.symbols().text(Binding.symbols()[Site.Opener].Display).str();
    Printer.session(Title, Run);
  }
  for (const EntryPath &Entry : entryPaths(Graph, Binding)) {
    Simulation Run(Graph, Binding, {nullptr, Entry.Kind});
    auto State =
        handedIn(Graph, Binding, Entry.Path, Life::Open, Run.entryState());
    if (!State)
      continue;
    Run.run(std::move(*State));
    Printer.session("handed in as " + renderContractPath(Entry.Path), Run);
  }
  return std::move(Printer.Text);
}
