//===- Solver.cpp - The solver's entry points -----------------------------===//

#include "solver/Solver.h"
#include "solver/CallGraph.h"
#include "solver/ClassVerdict.h"
#include "solver/Inference.h"
#include "solver/OutcomeTest.h"
#include "solver/Overriders.h"
#include "solver/Verdict.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::solver;
using namespace session::flow;

void solver::prepare(SolveInput &Input) {
  Input.Facts = std::make_shared<ProgramFacts>(Input);
  Input.Runs = std::make_shared<RunCache>();
}

/// Equal outcomes may be those of other conditions.
static bool sameConditions(llvm::ArrayRef<Effect> A, llvm::ArrayRef<Effect> B) {
  for (auto [Old, New] : llvm::zip(A, B))
    for (auto [Before, Now] : llvm::zip(Old.Outcomes, New.Outcomes))
      if (!(Before.Given == Now.Given))
        return false;
  return true;
}

/// What a call of the function does is the same as before.
static bool sameContract(const FunctionContract *Old,
                         const FunctionContract &New) {
  return Old && Old->Effects == New.Effects &&
         sameConditions(Old->Effects, New.Effects) &&
         Old->Writes == New.Writes && Old->KeepsOnThrow == New.KeepsOnThrow &&
         Old->Sets == New.Sets && Old->Transfers == New.Transfers &&
         Old->Incomplete == New.Incomplete &&
         Old->NeverReturns == New.NeverReturns &&
         Old->Result.Fresh == New.Result.Fresh &&
         Old->Result.Answers == New.Result.Answers &&
         Old->NeverReturnsIf == New.NeverReturnsIf &&
         Old->ThrowsOnlyIf == New.ThrowsOnlyIf;
}

/// Recursion: from "no exit" upwards (SEMANTICS 3.12).
static void startFromNoExit(const Component &Group, const Program &Program,
                            ContractStore &Store) {
  for (size_t Index : Group.Members) {
    const Function &Self = Program.Symbols[Program.Graphs[Index].Self];
    FunctionContract Bottom;
    llvm::StringRef Usr = Program.Symbols.text(Self.Usr);
    Bottom.Name = Usr.str();
    Bottom.From = Origin::Inferred;
    Bottom.NeverReturns = Bottom.Incomplete = true;
    Store.infer(Usr, std::move(Bottom));
  }
}

/// No fixpoint in time: whatever is handed in may go anywhere.
static void assumeUnknown(FunctionContract &Contract) {
  Contract.Incomplete = true;
  Contract.NeverReturns = false;
  Outcome Unknown;
  Unknown.Escaped = true;
  for (Effect &E : Contract.Effects)
    if (E.What == EffectKind::Event)
      E.Outcomes = {Unknown};
}

/// The parameters for which every turn but the first is given a constant, as a
/// retry that says so (`return reopen(db, 1)`).
static std::set<unsigned> constantOnRecursion(const FlowGraph &Graph,
                                              const Component &Group,
                                              const Program &P) {
  std::set<FunctionId> Members;
  for (size_t Index : Group.Members)
    Members.insert(P.Graphs[Index].Self);
  std::set<unsigned> Constant, Other;
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body) {
      const auto *C = std::get_if<Call>(&I.What);
      if (!C || !Members.count(C->Callee))
        continue;
      for (unsigned A = 0; A < C->Arguments.size(); ++A) {
        Operand::Kind What = C->Arguments[A].Value.What;
        bool Is = What == Operand::Integer || What == Operand::Null;
        (Is ? Constant : Other).insert(A);
      }
    }
  for (unsigned A : Other)
    Constant.erase(A);
  return Constant;
}

/// What one turn of a recursion was given is not what the first was given; but
/// for Known, arguments that say which turn it is.
static void forgetConditions(FunctionContract &Contract,
                             const std::set<unsigned> &Known) {
  // An opening that depends on what an object holds would be one on every
  // turn.
  auto AsksObject = [](const Precondition &P) { return !P.Where.isValue(); };
  llvm::erase_if(Contract.Effects, [&](const Effect &E) {
    return opens(E) && llvm::any_of(E.Outcomes, [&](const Outcome &O) {
             return llvm::any_of(O.Given, AsksObject);
           });
  });
  for (Effect &E : Contract.Effects)
    for (Outcome &O : E.Outcomes)
      llvm::erase_if(O.Given, [&](const Precondition &P) {
        return opens(E) || P.Where.Root != ContractPath::Argument ||
               !P.Where.Steps.empty() || !Known.count(P.Where.Index);
      });
  Contract.NeverReturnsIf.reset();
  Contract.ThrowsOnlyIf.reset();
}

/// Functions whose contract some other function, or the verdict on their class,
/// can ask for; by FunctionId. What is called from other files only is not.
static std::vector<bool> askedFor(const Program &P) {
  std::vector<bool> Asked(P.Symbols.Functions.size());
  auto Mark = [&](FunctionId F) {
    if (F)
      Asked[F.index()] = true;
  };
  auto MarkOperand = [&](const Operand &O) {
    if (O.What == Operand::Function)
      Mark(O.Callee);
  };
  for (const Type &T : P.Symbols.Types)
    for (const TemplateArgument &A : T.Arguments)
      Mark(A.Function);
  for (const FlowGraph &Graph : P.Graphs) {
    const Function &Self = P.Symbols[Graph.Self];
    if (Self.Class || Self.IsLambda)
      Mark(Graph.Self);
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        if (const auto *A = std::get_if<Assign>(&I.What))
          MarkOperand(A->From);
        if (const auto *L = std::get_if<Closure>(&I.What))
          Mark(L->Body);
        const auto *C = std::get_if<Call>(&I.What);
        if (!C)
          continue;
        Mark(C->Callee);
        for (const Argument &Given : C->Arguments)
          MarkOperand(Given.Value);
      }
  }
  return Asked;
}

/// What the virtual calls of Graph do, as far as it is known by now. Known:
/// those whose overriders will learn no more.
static void joinCallees(const FlowGraph &Graph, const CalleeBinding &Binding,
                        std::set<FunctionId> &Known, ContractStore &Store) {
  const SymbolTable &Symbols = Binding.symbols();
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body) {
      const auto *C = std::get_if<Call>(&I.What);
      bool Wanted = C && isOverridden(*C, Symbols) && !Known.count(C->Callee);
      if (!Wanted)
        continue;
      std::string Name = nameOfJoin(C->Callee, Symbols);
      if (auto Join = joinOverriders(C->Callee, Binding)) {
        Store.infer(Name, std::move(*Join));
        Known.insert(C->Callee);
      } else if (const FunctionContract *Last = Store.inferred(Name)) {
        FunctionContract Unknown = *Last;
        assumeUnknown(Unknown);
        Store.infer(Name, std::move(Unknown));
      }
    }
}

void solver::inferContracts(const SolveInput &Input, ContractStore &Store) {
  CalleeBinding Binding(Input);
  const SymbolTable &Symbols = Input.Program.Symbols;
  std::vector<bool> Asked;
  if (Input.Options.OnlyAsked)
    Asked = askedFor(Input.Program);
  std::set<FunctionId> Joined;
  for (const Component &Group : calleesFirst(Input.Program)) {
    // What one member learns takes a round to reach the next.
    unsigned Rounds = Group.IsRecursive ? Input.Limits.RecursionRounds +
                                              unsigned(Group.Members.size())
                                        : 1;
    if (Group.IsRecursive)
      startFromNoExit(Group, Input.Program, Store);
    bool Changed = true;
    for (unsigned Round = 0; Changed && Round < Rounds; ++Round) {
      Changed = false;
      for (size_t Index : Group.Members) {
        const FlowGraph &Graph = Input.Program.Graphs[Index];
        std::set<FunctionId> ThisRound;
        joinCallees(Graph, Binding, Group.IsRecursive ? ThisRound : Joined,
                    Store);
        // An unknown callee, never an empty one. A coroutine's body runs at
        // some later time, if ever.
        if (Graph.HasErrors || Graph.IsCoroutine ||
            (!Asked.empty() && !Asked[Graph.Self.index()]))
          continue;
        llvm::StringRef Usr = Symbols.text(Symbols[Graph.Self].Usr);
        FunctionContract New = inferContract(Graph, Binding);
        if (Group.IsRecursive) {
          forgetConditions(New,
                           constantOnRecursion(Graph, Group, Input.Program));
          Binding.runs().forgetQuiet(Graph.Self);
        }
        if (sameContract(Store.inferred(Usr), New))
          continue;
        bool LastRound = Round + 1 == Rounds && Group.IsRecursive;
        if (LastRound)
          assumeUnknown(New);
        Store.infer(Usr, std::move(New));
        Changed = true;
      }
    }
  }
}

FunctionResult solver::solve(const FlowGraph &Graph, const SolveInput &Input) {
  CalleeBinding Binding(Input);
  FunctionResult Result;
  Result.Self = Graph.Self;
  if (Graph.HasErrors) {
    Result.Stopped = GaveUp::Errors;
    return Result;
  }
  for (const OpeningSite &Site : openingSites(Graph, Binding))
    judgeOpened(Graph, Binding, Site, Result);
  for (const EntryPath &Entry : entryPaths(Graph, Binding))
    judgeHanded(Graph, Binding, Entry, Result);
  judgeMember(Graph, Binding, Result);
  llvm::sort(Result.Violations, [](const Violation &A, const Violation &B) {
    return std::tie(A.At, A.Why, A.Session.OpenedAt, A.Session.Kind) <
           std::tie(B.At, B.Why, B.Session.OpenedAt, B.Session.Kind);
  });
  return Result;
}
