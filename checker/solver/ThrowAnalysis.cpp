//===- ThrowAnalysis.cpp - From which calls can an exception leave? -------===//

#include "solver/ThrowAnalysis.h"
#include "solver/Declared.h"
#include "solver/Overriders.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static constexpr unsigned MaxRounds = 32;

ThrowAnalysis::ThrowAnalysis(const flow::Program &Program,
                             const ContractStore &Store,
                             const SolverOptions &Options)
    : Program(Program), Store(Store), Options(Options) {
  Root = typeNamed(Store.exceptionRoot());
  Bodies.resize(Program.Symbols.Functions.size());
  if (Options.ExceptionsDisabled)
    return;
  bool Changed = true;
  for (unsigned Round = 0; Changed && Round < MaxRounds; ++Round) {
    Changed = false;
    for (const FlowGraph &Graph : Program.Graphs) {
      ThrowSummary &Old = Bodies[Graph.Self.index()];
      ThrowSummary New = ofBody(Graph);
      Changed |= Old.What.add(New.What) || New.Rank > Old.Rank;
      Old.Rank = std::max(Old.Rank, New.Rank);
      if (!Old.ThrowAt)
        Old.ThrowAt = New.ThrowAt;
    }
  }
}

bool ThrowAnalysis::counts(ThrowRank Rank) const {
  if (Options.ExceptionsDisabled || Rank == ThrowRank::Never)
    return false;
  return Rank != ThrowRank::Foreign || Options.ForeignMayThrow;
}

TypeId ThrowAnalysis::typeNamed(llvm::StringRef Name) const {
  NameId Wanted = Program.Symbols.Names.find(Name);
  if (Name.empty() || !Wanted)
    return TypeId();
  for (size_t I = 0; I < Program.Symbols.Types.size(); ++I)
    if (Program.Symbols.Types[I].Name == Wanted &&
        Program.Symbols.Types[I].Kind == TypeKind::Record)
      return TypeId(uint32_t(I));
  return TypeId();
}

ExceptionSet ThrowAnalysis::unknownException() const {
  ExceptionSet Set;
  (Options.AnyException ? Set.Anything : Set.AnyDerived) = true;
  return Set;
}

ThrowSummary ThrowAnalysis::ofUnseen(FunctionId F) const {
  ThrowSummary Summary;
  const Function &Callee = Program.Symbols[F];
  llvm::StringRef Name = Program.Symbols.text(Callee.Name);
  const FunctionContract *Model = declaredFor(F, Program.Symbols, Store);
  if (Model && Model->MayThrow) {
    Summary.Rank = Model->MayThrow->Rank;
    for (const std::string &Type : Model->MayThrow->Types)
      if (TypeId T = typeNamed(Type))
        Summary.What.addBelow(T); // documentation names the base of many
    if (Summary.What.empty() && Summary.Rank != ThrowRank::Never)
      Summary.What = unknownException();
    return Summary;
  }
  if (Callee.IsNoExcept || Callee.IsC || Store.neverThrows(Name))
    return Summary;
  // What a model names is a library's, wherever its header lies.
  bool Modelled =
      Model ||
      (Callee.Class &&
       Store.type(Program.Symbols.text(Program.Symbols[Callee.Class].Name)));
  Summary.Rank = Callee.InSystemHeader || Modelled ? ThrowRank::Foreign
                                                   : ThrowRank::Project;
  Summary.What = unknownException();
  return Summary;
}

ThrowSummary ThrowAnalysis::of(FunctionId F) const {
  if (!F) {
    // A callable of which nothing is visible counts as an unseen function of
    // the project.
    ThrowSummary Summary;
    Summary.Rank = ThrowRank::Project;
    Summary.What = unknownException();
    return Summary;
  }
  const Function &Callee = Program.Symbols[F];
  llvm::StringRef Name = Program.Symbols.text(Callee.Name);
  if (Callee.IsNoExcept || Store.neverThrows(Name))
    return {};
  bool IsDeclared = declaredFor(F, Program.Symbols, Store) != nullptr;
  if (!IsDeclared && Program.graphOf(F) && !Callee.InSystemHeader)
    return Bodies[F.index()];
  return ofUnseen(F);
}

ThrowSummary ThrowAnalysis::ofOverriders(FunctionId F) const {
  const SymbolTable &Symbols = Program.Symbols;
  auto Overriders = allOverriders(F, Symbols);
  // Of a closed hierarchy the base's own body is one of many, or pure.
  bool IsPure = Symbols[F].IsInternal && !Program.graphOf(F) &&
                !Symbols[F].BodyUnknown && !Overriders.empty();
  ThrowSummary Summary = IsPure ? ThrowSummary() : of(F);
  for (FunctionId Overrider : Overriders) {
    ThrowSummary Other = of(Overrider);
    Summary.What.add(Other.What);
    if (Other.Rank <= Summary.Rank)
      continue;
    Summary.Rank = Other.Rank;
    Summary.ThrowAt = Other.ThrowAt;
  }
  return Summary;
}

ExceptionSet ThrowAnalysis::leaving(const FlowGraph &Graph, BlockId Unwind,
                                    ExceptionSet What,
                                    ExceptionSet &Caught) const {
  // Follows an exception from an unwind edge to Resume. Cleanups are straight
  // lines here: a branch inside one (a destructor with a condition) belongs to
  // another graph, so the first successor of a plain block will do.
  llvm::SmallVector<BlockId, 8> Seen;
  for (BlockId At = Unwind; At && Seen.size() < Graph.Blocks.size();) {
    Seen.push_back(At);
    const TerminatorOp &End = Graph[At].End.What;
    if (std::holds_alternative<Resume>(End))
      return What;
    if (const auto *D = std::get_if<Dispatch>(&End)) {
      for (const Handler &H : D->Handlers) {
        HandlerSplit Split =
            splitByHandler(What, H.Type, Root, Program.Symbols);
        Caught.add(Split.Taken);
        What = Split.Left;
      }
      if (What.empty())
        return What;
      At = D->Otherwise;
      continue;
    }
    llvm::SmallVector<BlockId, 4> Next = successors(Graph[At].End);
    if (Next.empty())
      return {};
    At = Next.front();
  }
  return {};
}

/// What a block's end lets fly, its rank, and where that is told.
namespace {
struct Launch {
  ExceptionSet What;
  ThrowRank Rank = ThrowRank::Never;
  BlockId Unwind;
  AnchorId At;
};
} // namespace

static std::optional<Launch> launchOf(const Block &B,
                                      const ThrowAnalysis &Analysis,
                                      const SymbolTable &Symbols) {
  if (const auto *T = std::get_if<Throw>(&B.End.What)) {
    ExceptionSet Thrown;
    Thrown.add(T->Type);
    return Launch{Thrown, ThrowRank::Shown, T->Unwind, B.End.At};
  }
  const auto *I = std::get_if<Invoke>(&B.End.What);
  const auto *C =
      I && !B.Body.empty() ? std::get_if<Call>(&B.Body.back().What) : nullptr;
  if (!C)
    return std::nullopt;
  ThrowSummary Callee = isOverridden(*C, Symbols)
                            ? Analysis.ofOverriders(C->Callee)
                            : Analysis.of(C->Callee);
  if (!Analysis.counts(Callee.Rank))
    return std::nullopt;
  return Launch{Callee.What, Callee.Rank, I->Unwind, Callee.ThrowAt};
}

ThrowSummary ThrowAnalysis::ofBody(const FlowGraph &Graph) const {
  // What did not compile proves nothing; what a coroutine throws, its promise
  // gets.
  if (Graph.HasErrors || Graph.IsCoroutine)
    return {};
  ThrowSummary Summary;
  ExceptionSet Caught;
  ThrowRank CaughtRank = ThrowRank::Never;
  auto Follow = [&](const Launch &L) {
    ExceptionSet Taken;
    ExceptionSet Left = leaving(Graph, L.Unwind, L.What, Taken);
    if (!Taken.empty()) {
      Caught.add(Taken);
      CaughtRank = std::max(CaughtRank, L.Rank);
    }
    if (Left.empty())
      return;
    Summary.What.add(Left);
    if (L.Rank > Summary.Rank) {
      Summary.Rank = L.Rank;
      Summary.ThrowAt = L.At;
    }
  };
  for (const Block &B : Graph.Blocks)
    if (std::optional<Launch> L = launchOf(B, *this, Program.Symbols))
      Follow(*L);
  // A handler can only rethrow what some handler of this function was given.
  for (const Block &B : Graph.Blocks)
    if (const auto *R = std::get_if<Rethrow>(&B.End.What))
      if (!Caught.empty())
        Follow({Caught, CaughtRank, R->Unwind, B.End.At});
  return Summary;
}
