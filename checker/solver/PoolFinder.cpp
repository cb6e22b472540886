//===- PoolFinder.cpp - The program's own pools ---------------------------===//

#include "solver/PoolFinder.h"
#include "solver/Containers.h"
#include "solver/Declared.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::solver;
using namespace session::flow;

namespace {

/// How an element is marked as taken or free: a field that is written, or (with
/// no name) the container itself.
using Marks = std::set<NameId>;

struct Member {
  FunctionId Self;
  Container Of;
  TypeId Element; ///< the pointer or owner that passes in or out
  Marks How;
  unsigned Index = 0; ///< of the parameter that gives back
};

class PoolFinder {
public:
  PoolFinder(const Program &P, const ContractStore &Contracts,
             const Containers::SessionRecords &Records)
      : P(P), Symbols(P.Symbols), Contracts(Contracts), Records(Records) {}

  PoolEffects run() {
    if (Records.empty())
      return {};
    for (bool Taking : {true, false})
      for (const FlowGraph &Graph : P.Graphs)
        if (!Graph.HasErrors && !Graph.IsCoroutine &&
            !Symbols[Graph.Self].IsLambda)
          look(Graph, Taking);
    PoolEffects Found;
    for (const Member &Take : Takers)
      for (const Member &Give : Givers)
        if (Take.Of == Give.Of && Take.Element == Give.Element &&
            Take.Self != Give.Self && haveCommon(Take.How, Give.How)) {
          Found[Take.Self] = taking(Take);
          Found[Give.Self] = giving(Give);
        }
    return Found;
  }

private:
  static bool haveCommon(const Marks &A, const Marks &B) {
    return llvm::any_of(A, [&](NameId N) { return B.count(N) != 0; });
  }

  bool carries(TypeId T, unsigned Depth = 0) const {
    return carriesSession(T, Depth, Symbols, Contracts, Records);
  }

  /// What passes in or out, without references.
  TypeId passed(TypeId T) const {
    return T && Symbols[T].Kind == TypeKind::Reference ? Symbols[T].Pointee : T;
  }

  bool isOwner(TypeId T) const {
    return T && Symbols[T].Kind == TypeKind::Record && carries(T);
  }

  bool isPassable(TypeId T) const {
    bool IsPointer = T && Symbols[T].Kind == TypeKind::Pointer;
    return isOwner(T) || (IsPointer && (carries(T) || carries(T, 1)));
  }

  void look(const FlowGraph &Graph, bool Taking) {
    const Function &Self = Symbols[Graph.Self];
    TypeId Out = passed(Self.Result);
    bool Takes = isPassable(Out) && !isKeyed(Self);
    bool Gives = !Takes && Self.Special == SpecialMember::None &&
                 llvm::any_of(Self.Parameters, [&](const Parameter &Given) {
                   return isPassable(passed(Given.Type));
                 });
    if (!(Taking ? Takes : Gives))
      return;
    Within.emplace(Graph, Symbols, Contracts, Records);
    if (Taking)
      lookForTaking(Graph, Out);
    else
      lookForGiving(Graph);
  }

  /// Which one is handed out depends on what is asked for: no pool.
  bool isKeyed(const Function &Self) const {
    unsigned Pools = Self.IsMember ? 1 : 0;
    for (const Parameter &Given : Self.Parameters) {
      TypeId T = passed(Given.Type);
      bool IsNumber = T && (Symbols[T].Kind == TypeKind::Integer ||
                            Symbols[T].Kind == TypeKind::Enum);
      Pools += !IsNumber;
    }
    return Pools > 1;
  }

  void lookForTaking(const FlowGraph &Graph, TypeId Out) {
    VariableId Result = Graph.find(VariableKind::Result);
    ElementSources From = Within->sources();
    if (!Result || From.of(Result).size() != 1 || opens(Graph.Self, 0))
      return;
    Member Take;
    Take.Self = Graph.Self;
    Take.Of = From.of(Result).front();
    Take.Element = Out;
    Take.How = marksIn(Graph, Take.Of, Out);
    if (!Take.How.empty())
      Takers.push_back(std::move(Take));
  }

  void lookForGiving(const FlowGraph &Graph) {
    const Function &Self = Symbols[Graph.Self];
    for (unsigned I = 0; I < Self.Parameters.size(); ++I) {
      TypeId In = passed(Self.Parameters[I].Type);
      VariableId Given = Graph.find(VariableKind::Parameter, I);
      if (!isPassable(In) || !Given)
        continue;
      for (const Container &C : touchedWith(Graph, Given, In)) {
        Member Give;
        Give.Self = Graph.Self;
        Give.Of = C;
        Give.Element = In;
        Give.Index = I;
        Give.How = marksIn(Graph, C, In);
        if (!Give.How.empty())
          Givers.push_back(std::move(Give));
      }
    }
  }

  /// Containers that get what was given, or are searched for it; or, where an
  /// element itself was given, any container of such.
  std::vector<Container> touchedWith(const FlowGraph &Graph, VariableId Given,
                                     TypeId In) const {
    std::vector<Container> Found;
    auto Add = [&](const Container &C) {
      if (C.isValid() && !llvm::is_contained(Found, C))
        Found.push_back(C);
    };
    auto IsGiven = [&](const Operand &O) {
      return (O.What == Operand::Load || O.What == Operand::Address) &&
             O.Where.Variable == Given;
    };
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        if (const auto *A = std::get_if<Assign>(&I.What)) {
          if (IsGiven(A->From))
            Add(Within->containing(A->To));
        } else if (const auto *K = std::get_if<Compare>(&I.What)) {
          if (IsGiven(K->Left) || IsGiven(K->Right))
            Add(Within->containing(IsGiven(K->Left) ? K->Right.Where
                                                    : K->Left.Where));
        } else if (const auto *C = std::get_if<Call>(&I.What)) {
          if (llvm::any_of(C->Arguments,
                           [&](const Argument &A) { return IsGiven(A.Value); }))
            Add(Within->receiver(*C));
        }
      }
    TypeId Element =
        Symbols[In].Kind == TypeKind::Pointer ? Symbols[In].Pointee : TypeId();
    if (Element && !Records.count(Element))
      for (const Member &Take : Takers)
        if (Take.Element == In)
          Add(Take.Of);
    return Found;
  }

  /// What Graph writes of the container and beside it.
  Marks marksIn(const FlowGraph &Graph, const Container &C,
                TypeId Element) const {
    Marks Found;
    TypeId Cell = Symbols[Element].Kind == TypeKind::Pointer
                      ? Symbols[Element].Pointee
                      : TypeId();
    std::set<VariableId> Read = readIn(Graph);
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        if (const auto *A = std::get_if<Assign>(&I.What)) {
          addMark(A->To, C, Cell, Found);
        } else if (const auto *P = std::get_if<flow::Add>(&I.What)) {
          addMark(P->To, C, Cell, Found);
        } else if (const auto *K = std::get_if<Call>(&I.What)) {
          if (changes(*K, Read) && C.isValid() && Within->receiver(*K) == C)
            Found.insert(NameId());
        }
      }
    return Found;
  }

  /// A member that removes or adds: it tells nothing, or returns an iterator
  /// that nobody reads.
  bool changes(const Call &C, const std::set<VariableId> &Read) const {
    bool IsMember = C.Kind == CallKind::Direct && C.Receiver;
    bool IsRecord =
        C.ResultType && Symbols[C.ResultType].Kind == TypeKind::Record;
    return IsMember && (!C.Result || (IsRecord && C.Result->Variable &&
                                      !Read.count(C.Result->Variable)));
  }

  void addMark(const Place &To, const Container &C, TypeId Cell,
               Marks &Found) const {
    bool Behind = To.Static || llvm::any_of(To.Path, [](const Projection &S) {
                    return S.What == Projection::Deref;
                  });
    if (!Behind)
      return;
    if (Within->containing(To) == C &&
        To.Path.back().What == Projection::Element) {
      Found.insert(NameId());
      return;
    }
    // A flag or counter of the pool, or of the element itself.
    Place Flag = To;
    while (!Flag.Path.empty() && Flag.Path.back().What == Projection::Element)
      Flag.Path.pop_back();
    if (Flag.Path.empty() || Flag.Path.back().What != Projection::Field)
      return;
    NameId Name = Flag.Path.back().Name;
    Flag.Path.pop_back();
    TypeId Of = Within->typeOf(Flag);
    if (Of && (Of == C.Record || Of == Cell))
      Found.insert(Name);
  }

  static std::set<VariableId> readIn(const FlowGraph &Graph) {
    std::set<VariableId> Read;
    auto Add = [&](const Operand &O) {
      if (O.Where.Variable)
        Read.insert(O.Where.Variable);
    };
    for (const Block &B : Graph.Blocks) {
      for (const Instruction &I : B.Body) {
        if (const auto *A = std::get_if<Assign>(&I.What)) {
          Add(A->From);
        } else if (const auto *P = std::get_if<flow::Add>(&I.What)) {
          Add(P->From);
        } else if (const auto *K = std::get_if<Compare>(&I.What)) {
          Add(K->Left);
          Add(K->Right);
        } else if (const auto *C = std::get_if<Call>(&I.What)) {
          for (const Argument &A : C->Arguments)
            Add(A.Value);
        }
      }
      if (const auto *T = std::get_if<Branch>(&B.End.What))
        Add(T->Condition);
    }
    return Read;
  }

  /// A pool that opens what it has not got grows.
  bool opens(FunctionId F, unsigned Depth) const {
    constexpr unsigned Deepest = 4;
    const FlowGraph *Graph = Depth < Deepest ? P.graphOf(F) : nullptr;
    if (!Graph)
      return false;
    for (const Block &B : Graph->Blocks)
      for (const Instruction &I : B.Body) {
        const auto *C = std::get_if<Call>(&I.What);
        if (!C || !C->Callee)
          continue;
        const FunctionContract *Known =
            declaredFor(C->Callee, Symbols, Contracts);
        bool Opens = Known && llvm::any_of(Known->Effects, [](const Effect &E) {
                       return E.What == EffectKind::Produce ||
                              E.What == EffectKind::Lease;
                     });
        if (Opens || opens(C->Callee, Depth + 1))
          return true;
      }
    return false;
  }

  //===--- Effects --------------------------------------------------------===//

  PoolWhenDry whenDry(const FlowGraph &Graph) const {
    PoolWhenDry Found = PoolWhenDry::Unknown;
    VariableId Result = Graph.find(VariableKind::Result);
    for (const Block &B : Graph.Blocks) {
      for (const Instruction &I : B.Body) {
        if (const auto *C = std::get_if<Call>(&I.What)) {
          if (waits(C->Callee))
            return PoolWhenDry::Blocks;
        } else if (const auto *A = std::get_if<Assign>(&I.What)) {
          if (A->To.Variable == Result && A->From.What == Operand::Null)
            Found = PoolWhenDry::ReturnsNull;
        }
      }
      if (std::holds_alternative<Throw>(B.End.What))
        Found = PoolWhenDry::Throws;
    }
    return Found;
  }

  bool waits(FunctionId F) const {
    if (!F)
      return false;
    const FunctionContract *Known = declaredFor(F, Symbols, Contracts);
    return Known && llvm::any_of(Known->Effects, [](const Effect &E) {
             return E.What == EffectKind::Wait;
           });
  }

  static const char *kindFor(PoolWhenDry What) {
    switch (What) {
    case PoolWhenDry::Blocks:
      return "program.waiting-lease";
    case PoolWhenDry::Throws:
      return "program.throwing-lease";
    case PoolWhenDry::ReturnsNull:
      return "program.null-lease";
    default:
      return "program.lease";
    }
  }

  Effect taking(const Member &Take) const {
    Effect E;
    E.What = EffectKind::Lease;
    E.Where.Root = ContractPath::Return;
    E.Parent = Take.Of.Owner;
    E.Kind = kindFor(whenDry(*P.graphOf(Take.Self)));
    E.Resource = Take.Of.Field ? Symbols.text(Take.Of.Field).str() : "";
    Outcome Taken, None;
    Taken.Alive = Life::Open;
    bool Owner = isOwner(Take.Element);
    if (Owner) {
      E.Where.Steps = {{ContractStep::Field, PayloadField}};
    } else {
      Taken.When.What = ReturnTest::NonNull;
      None.When.What = ReturnTest::Otherwise;
      None.Alive = Life::Absent;
    }
    E.Outcomes.push_back(Taken);
    if (!Owner)
      E.Outcomes.push_back(None);
    return E;
  }

  Effect giving(const Member &Give) const {
    Effect E;
    E.What = EffectKind::Event;
    E.Where.Index = Give.Index;
    Outcome Given;
    Given.Events = {EventKind::Close};
    if (isOwner(Give.Element)) {
      Passing How = Symbols[Give.Self].Parameters[Give.Index].How;
      if (How != Passing::Object)
        E.Where.Steps.push_back({ContractStep::Deref, ""});
      E.Where.Steps.push_back({ContractStep::Field, PayloadField});
    }
    E.Outcomes.push_back(Given);
    return E;
  }

  const Program &P;
  const SymbolTable &Symbols;
  const ContractStore &Contracts;
  const Containers::SessionRecords &Records;
  std::optional<Containers> Within; ///< of the graph at hand
  std::vector<Member> Takers, Givers;
};

} // namespace

PoolEffects solver::findPools(const Program &Program,
                              const ContractStore &Contracts,
                              const std::map<TypeId, std::string> &Records) {
  return PoolFinder(Program, Contracts, Records).run();
}
