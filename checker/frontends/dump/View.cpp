#include "dump/View.h"
#include "contracts/ModelReader.h"
#include "flow/Printer.h"
#include "flow/Verifier.h"
#include "pipeline/ProgramFile.h"
#include "report/Story.h"
#include "sharing/FactText.h"

using namespace session;
using namespace session::dump;

namespace {

const flow::SymbolTable &symbols(const Shown &S) {
  return S.Result.Unit.Program.Symbols;
}

bool isWanted(const Shown &S, flow::FunctionId Function) {
  if (!Function) // it is about no function
    return S.Function.empty();
  llvm::StringRef Own = symbols(S).text(symbols(S)[Function].Name);
  return S.Function.empty() || Own == S.Function ||
         Own.ends_with("::" + S.Function);
}

template <typename Each> void forEachGraph(const Shown &S, Each Do) {
  for (const flow::FlowGraph &G : S.Result.Unit.Program.Graphs)
    if (isWanted(S, G.Self))
      Do(G, symbols(S).text(symbols(S)[G.Self].Name));
}

int showFlow(const Shown &S, llvm::raw_ostream &Out) {
  if (S.Function.empty())
    flow::print(S.Result.Unit.Program, Out);
  else
    forEachGraph(S, [&](const flow::FlowGraph &G, llvm::StringRef) {
      flow::print(G, symbols(S), Out);
    });
  return 0;
}

int showVerify(const Shown &S, llvm::raw_ostream &Out) {
  int Broken = 0;
  forEachGraph(S, [&](const flow::FlowGraph &G, llvm::StringRef Name) {
    for (const std::string &Problem : flow::verify(G, symbols(S))) {
      llvm::errs() << Name << ": " << Problem << '\n';
      Broken = 1;
    }
  });
  Out << S.Result.Unit.Program.Graphs.size() << " graphs, "
      << symbols(S).Functions.size() << " functions, "
      << symbols(S).Types.size() << " types, " << S.Result.Unit.Anchors.size()
      << " anchors\n";
  return Broken;
}

int showAnchors(const Shown &S, llvm::raw_ostream &Out) {
  S.Result.Unit.Anchors.write(Out);
  return 0;
}

int showStates(const Shown &S, llvm::raw_ostream &Out) {
  const lowering::LoweredUnit &Unit = S.Result.Unit;
  solver::SolveInput Input{Unit.Program, S.Contracts, {}, {}, nullptr, nullptr};
  Input.Options.ExceptionsDisabled = Unit.ExceptionsDisabled;
  solver::prepare(Input);
  forEachGraph(S, [&](const flow::FlowGraph &G, llvm::StringRef Name) {
    Out << Name << ":\n" << solver::dumpStates(G, Input);
  });
  return 0;
}

int showContracts(const Shown &S, llvm::raw_ostream &Out) {
  forEachGraph(S, [&](const flow::FlowGraph &G, llvm::StringRef Name) {
    llvm::StringRef Usr = symbols(S).text(symbols(S)[G.Self].Usr);
    const FunctionContract *Inferred = S.Contracts.inferred(Usr);
    Out << "# " << Name << '\n'
        << (Inferred ? renderContract(*Inferred) : "# touches no session\n");
  });
  return 0;
}

std::string placeOf(const Shown &S, AnchorId At) {
  const source::AnchorTable &Anchors = S.Result.Unit.Anchors;
  if (!At)
    return "nowhere";
  const source::Anchor &A = Anchors[At];
  return (Anchors.path(A.File) + ":" + llvm::Twine(A.Begin.Line) + ":" +
          llvm::Twine(A.Begin.Column))
      .str();
}

/// Each finding with its lines; All: every event of the path, told or not.
void showFindings(const Shown &S, bool All, llvm::raw_ostream &Out) {
  for (const checks::Finding &F : S.Result.Findings) {
    if (!isWanted(S, F.In))
      continue;
    report::Subject About{F, symbols(S), S.Result.Unit.Anchors};
    report::Story Told = report::tell(About);
    if (All)
      Told.Notes.clear();
    for (const flow::WitnessEvent &E : F.Path)
      if (All)
        Told.Notes.push_back({E.At, report::sentence(About, E)});
    Out << placeOf(S, F.At) << ": warning: " << Told.Headline.Text << " ["
        << F.Check << "]\n";
    for (const report::Line &Note : Told.Notes)
      Out << placeOf(S, Note.At) << ": note: " << Note.Text << '\n';
    if (All)
      Out << "  identity " << F.Identity << '\n';
  }
}

int showTold(const Shown &S, llvm::raw_ostream &Out) {
  showFindings(S, /*All=*/false, Out);
  return 0;
}

int showWitness(const Shown &S, llvm::raw_ostream &Out) {
  showFindings(S, /*All=*/true, Out);
  return 0;
}

llvm::StringRef wordFor(GaveUp Reason) {
  switch (Reason) {
  case GaveUp::None:
    return "complete";
  case GaveUp::Steps:
    return "steps";
  case GaveUp::States:
    return "states";
  case GaveUp::Recursion:
    return "recursion";
  case GaveUp::Construct:
    return "construct";
  case GaveUp::Errors:
    return "errors";
  }
  return "?";
}

/// How complete the analysis was: one line that adds up over files, then a
/// line for each function about which it is silent, and why.
int showStatistics(const Shown &S, llvm::raw_ostream &Out) {
  unsigned Touching = 0, Incomplete = 0;
  uint64_t Steps = 0;
  std::string Names;
  for (const solver::FunctionResult &R : S.Result.Functions) {
    Touching += R.TouchesSession;
    Steps += R.Steps;
    if (R.Stopped == GaveUp::None)
      continue;
    Incomplete += R.TouchesSession;
    Names += ("incomplete (" + wordFor(R.Stopped) +
              "): " + symbols(S).text(symbols(S)[R.Self].Name) + "\n")
                 .str();
  }
  Out << (S.Result.Gated ? "gated: " : "") << S.Result.Functions.size()
      << " functions solved, " << Touching << " touch sessions, " << Incomplete
      << " of them incomplete, " << Steps << " steps, "
      << S.Result.Findings.size() << " findings\n"
      << Names;
  return 0;
}

int showSharing(const Shown &S, llvm::raw_ostream &Out) {
  for (const sharing::FunctionFacts &Facts : S.Result.Facts)
    if (Facts.Self && isWanted(S, Facts.Self))
      sharing::printFacts(Facts, S.Result.Unit.Program, Out);
  return 0;
}

int showProgram(const Shown &S, llvm::raw_ostream &Out) {
  pipeline::writeProgram(S.Result, Out);
  return 0;
}

constexpr View Table[] = {
    {"flow", "the flow graphs", showFlow},
    {"states", "the states of each session at each block", showStates},
    {"contracts", "what was inferred, as a model would say it", showContracts},
    {"sharing", "what each function uses under which locks", showSharing},
    {"program", "the unit as a file, which can be given again", showProgram},
    {"witness", "each finding with every event of its path", showWitness},
    {"findings", "each finding as clang-tidy prints it", showTold},
    {"statistics", "how complete the analysis was", showStatistics},
    {"anchors", "the places in the source", showAnchors},
    {"verify", "whether the graphs are well-formed", showVerify},
};

} // namespace

llvm::ArrayRef<View> dump::allViews() { return Table; }
