#include "pipeline/Unit.h"
#include "pipeline/BrokenFunctions.h"
#include "pipeline/Gate.h"
#include "sharing/FactCollector.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace session;
using namespace session::pipeline;
using checks::Finding;

static solver::SolverOptions solverOptions(const Configuration &Config,
                                           const lowering::LoweredUnit &Unit) {
  solver::SolverOptions Options;
  Options.ForeignMayThrow = Config.Checks.ForeignMayThrow;
  Options.AnyException = Config.Checks.AnyException;
  Options.ReportInMain = Config.Checks.ReportInMain;
  Options.ExceptionsDisabled = Unit.ExceptionsDisabled;
  Options.OnlyAsked = !Config.AllContracts;
  return Options;
}

/// Where a finding stands in the source, for order and for merging.
static auto placeOf(const Finding &F, const source::AnchorTable &Anchors) {
  auto Place = [&](AnchorId At) {
    if (!At)
      return std::make_pair(0u, 0u);
    const source::Anchor &A = Anchors[At];
    return std::make_pair(A.File.index(), A.Begin.Offset);
  };
  return std::make_tuple(Place(F.At), F.Check, F.Text,
                         Place(F.Session.OpenedAt));
}

/// Source order; the instantiations of one template say a thing once, and the
/// first of them, in the order of lowering, says it.
static std::vector<Finding> sortAndMerge(std::vector<Finding> Findings,
                                         const source::AnchorTable &Anchors) {
  std::map<decltype(placeOf(Findings.front(), Anchors)), size_t> Chosen;
  for (size_t I = 0; I != Findings.size(); ++I)
    Chosen.try_emplace(placeOf(Findings[I], Anchors), I);
  std::vector<Finding> Sorted;
  for (const auto &[Place, Index] : Chosen)
    Sorted.push_back(std::move(Findings[Index]));
  return Sorted;
}

UnitResult pipeline::analyze(clang::ASTContext &Context,
                             ContractStore &Contracts,
                             const Configuration &Config,
                             llvm::ArrayRef<ErrorPlace> Errors) {
  UnitResult Result;
  Result.Gated =
      !namesProducer(Context, Contracts) && !namesCodeContract(Context);
  if (Result.Gated)
    return Result;
  lowering::LoweredUnit Unit = lowering::lowerUnit(Context);
  markBroken(Unit, Errors);
  return solveUnit(std::move(Unit), Contracts, Config);
}

UnitResult pipeline::solveUnit(lowering::LoweredUnit Unit,
                               ContractStore &Contracts,
                               const Configuration &Config) {
  UnitResult Result;
  Result.Unit = std::move(Unit);
  const flow::Program &Program = Result.Unit.Program;
  solver::SolveInput Input{
      Program,           Contracts,       solverOptions(Config, Result.Unit),
      Config.Limits,
      /*Facts=*/nullptr, /*Runs=*/nullptr};
  solver::prepare(Input);
  solver::inferContracts(Input, Contracts);

  std::vector<llvm::StringRef> Enabled;
  for (const checks::Check &C : checks::allChecks())
    Enabled.push_back(C.Name);
  for (const flow::FlowGraph &Graph : Program.Graphs) {
    if (Graph.HasErrors)
      continue; // what Clang could not compile is not judged
    solver::FunctionResult Solved = solver::solve(Graph, Input);
    llvm::append_range(
        Result.Findings,
        checks::runChecks({Program, Contracts, Solved, Config.Checks},
                          Enabled));
    Result.Functions.push_back(std::move(Solved));
  }
  solver::CalleeBinding Binding(Input);
  Result.Facts = sharing::collectFacts(Binding);
  Result.Shared = sharing::joinFacts(Result.Facts, Binding);
  llvm::append_range(
      Result.Findings,
      checks::runProgramChecks(
          {Program, Contracts, Result.Shared, Config.Checks}, Enabled));
  Result.Findings =
      sortAndMerge(std::move(Result.Findings), Result.Unit.Anchors);
  return Result;
}
