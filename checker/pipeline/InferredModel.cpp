//===- InferredModel.cpp --------------------------------------------------===//
#include "pipeline/InferredModel.h"
#include "contracts/ModelReader.h"
#include "solver/ThrowAnalysis.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <map>
#include <set>

using namespace session;
using namespace session::pipeline;
using flow::Function;

namespace {

class ModelPicker {
public:
  ModelPicker(const UnitResult &Result, const ContractStore &Contracts,
              const Configuration &Config)
      : Program(Result.Unit.Program), Anchors(Result.Unit.Anchors),
        Contracts(Contracts),
        Throws(Program, Contracts, options(Result, Config)) {}

  InferredModel run(llvm::StringRef File) {
    for (const flow::FlowGraph &Graph : Program.Graphs)
      if (isWanted(Graph, File))
        pick(Graph);
    InferredModel Model;
    std::vector<FunctionContract> Told;
    for (auto &[Name, F] : Picked)
      if (Differing.count(Name))
        Model.Ambiguous.push_back(Name);
      else
        Told.push_back(std::move(F));
    // A name without parameters stands for all of its overloads.
    std::vector<std::string> Silent;
    for (const std::string &Name : NoThrow)
      if (!MayThrow.count(Name))
        Silent.push_back(Name);
    Model.Yaml = renderProjectFile(Told, Silent);
    return Model;
  }

private:
  static solver::SolverOptions options(const UnitResult &Result,
                                       const Configuration &Config) {
    solver::SolverOptions Options;
    Options.ForeignMayThrow = Config.Checks.ForeignMayThrow;
    Options.AnyException = Config.Checks.AnyException;
    Options.ExceptionsDisabled = Result.Unit.ExceptionsDisabled;
    return Options;
  }

  llvm::StringRef text(NameId Name) const { return Program.Symbols.text(Name); }

  /// Can another file call it, and see no body?
  bool isWanted(const flow::FlowGraph &Graph, llvm::StringRef File) const {
    const Function &F = Program.Symbols[Graph.Self];
    if (F.IsInternal || F.IsLambda || F.IsImplicit || F.IsMain || !F.At ||
        Graph.HasErrors)
      return false;
    return llvm::sys::fs::equivalent(Anchors.path(Anchors[F.At].File), File);
  }

  void pick(const flow::FlowGraph &Graph) {
    const Function &F = Program.Symbols[Graph.Self];
    solver::ThrowSummary Thrown = Throws.of(Graph.Self);
    bool IsQuiet = Thrown.Rank == ThrowRank::Never;
    std::string Name = text(F.Name).str();
    const FunctionContract *Known = Contracts.inferred(text(F.Usr));
    FunctionContract Told = Known ? *Known : FunctionContract();
    Told.Name = Name;
    Told.Arity = unsigned(F.Parameters.size());
    Told.From = Origin::Inferred;
    leaveOutStatics(Told);
    llvm::for_each(Told.Effects, putAlwaysLast);
    if (!saysSomething(Told) && !takesRecord(F) &&
        Thrown.Rank != ThrowRank::Shown) {
      if (!F.IsC && !F.IsNoExcept)
        (IsQuiet ? NoThrow : MayThrow).insert(Name);
      return;
    }
    if (!F.IsC)
      Told.MayThrow = thrown(Thrown);
    add(std::move(Told));
  }

  /// A reader takes the first outcome that fits; here all do that fit.
  static void putAlwaysLast(Effect &E) {
    std::vector<Outcome> Tested, Always;
    for (Outcome &O : E.Outcomes)
      (O.When.What == ReturnTest::Always ? Always : Tested)
          .push_back(std::move(O));
    E.Outcomes.assign(Tested.begin(), Tested.end());
    llvm::append_range(E.Outcomes, Always);
  }

  /// What only this file can name, others cannot speak of: a session that is
  /// kept in a static object went where they cannot follow.
  static void leaveOutStatics(FunctionContract &F) {
    auto IsStatic = [](const ContractPath &P) {
      return P.Root == ContractPath::Static;
    };
    llvm::erase_if(F.Effects, [&](const Effect &E) {
      return IsStatic(E.Where) || (E.Parent && IsStatic(*E.Parent));
    });
    for (Effect &E : F.Effects)
      for (Outcome &O : E.Outcomes) {
        O.Escaped |= llvm::any_of(O.HeldAt, IsStatic);
        llvm::erase_if(O.HeldAt, IsStatic);
        llvm::erase_if(O.NullAt, IsStatic);
        llvm::erase_if(O.Sets,
                       [&](const Setting &S) { return IsStatic(S.Where); });
      }
    F.WritesStatics |= llvm::any_of(F.Writes, IsStatic);
    llvm::erase_if(F.Writes, IsStatic);
    llvm::erase_if(F.KeepsOnThrow, IsStatic);
    llvm::erase_if(F.Sets, [&](const Setting &S) { return IsStatic(S.Where); });
  }

  void add(FunctionContract Told) {
    std::string Key = Told.Name + "/" + std::to_string(*Told.Arity);
    auto [It, Fresh] = Picked.try_emplace(Key, Told);
    if (!Fresh && renderContract(It->second) != renderContract(Told))
      Differing.insert(Key);
  }

  static bool saysSomething(const FunctionContract &F) {
    return !F.Effects.empty() || !F.Transfers.empty() || !F.Texts.empty() ||
           F.NeverReturns || F.NeverReturnsIf || F.Incomplete;
  }

  /// Of a record that it is given an unseen function may keep a session; that
  /// this one does not is worth saying.
  bool takesRecord(const Function &F) const {
    return llvm::any_of(F.Parameters, [&](const flow::Parameter &P) {
      flow::TypeId T = P.Type;
      for (; T && Program.Symbols[T].Pointee; T = Program.Symbols[T].Pointee)
        ;
      if (!T || Program.Symbols[T].Kind != flow::TypeKind::Record)
        return false;
      const TypeContract *Known = Contracts.type(text(Program.Symbols[T].Name));
      return !Known || Known->Holds != Holding::Text;
    });
  }

  session::Throws thrown(const solver::ThrowSummary &Summary) const {
    session::Throws Told;
    Told.Rank = Summary.Rank;
    const solver::ExceptionSet &What = Summary.What;
    if (Told.Rank == ThrowRank::Never || What.Anything || What.AnyDerived)
      return Told;
    for (const auto *Types : {&What.Exact, &What.Below})
      for (flow::TypeId T : *Types)
        Told.Types.push_back(text(Program.Symbols[T].Name).str());
    return Told;
  }

  const flow::Program &Program;
  const source::AnchorTable &Anchors;
  const ContractStore &Contracts;
  solver::ThrowAnalysis Throws;
  std::map<std::string, FunctionContract> Picked; ///< by name and arity
  std::set<std::string> Differing, NoThrow, MayThrow;
};

} // namespace

InferredModel pipeline::inferredModel(const UnitResult &Result,
                                      const ContractStore &Contracts,
                                      const Configuration &Config,
                                      llvm::StringRef File) {
  return ModelPicker(Result, Contracts, Config).run(File);
}
