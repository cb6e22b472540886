//===- QueueFinder.cpp - The program's own pools of threads ---------------===//

#include "sharing/shapes/QueueFinder.h"
#include "solver/PathNames.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

namespace {

/// Where callables wait: a field of a record, or a static.
struct Store {
  TypeId Record;
  NameId Field;
  StaticId Static;
  friend bool operator<(const Store &A, const Store &B) {
    return std::tie(A.Record, A.Field, A.Static) <
           std::tie(B.Record, B.Field, B.Static);
  }
};

class QueueFinder {
public:
  QueueFinder(llvm::ArrayRef<FunctionFacts> Facts,
              const solver::CalleeBinding &Binding)
      : Facts(Facts), Binding(Binding), P(Binding.program()),
        Symbols(Binding.symbols()) {}

  Queues run() {
    for (const FunctionFacts &F : Facts)
      for (const Start &S : F.Starts)
        if (S.When == InvokeWhen::OtherThread && !S.IsStretch)
          visit(S.Entry);
    for (FunctionId F : OnThread)
      if (const FlowGraph *Graph = P.graphOf(F))
        if (runsCallables(*Graph) || isCallable(Symbols[F].Result))
          forEachStore(*Graph,
                       [&](const Store &S, const Op &) { Drained.insert(S); });
    Queues Found;
    addContexts(Found);
    if (Drained.empty())
      return Found;
    for (const FlowGraph &Graph : P.Graphs)
      if (!OnThread.count(Graph.Self) && takesCallable(Graph.Self) &&
          fills(Graph)) {
        Found.Submitters.insert(Graph.Self);
        if (TypeId Class = Symbols[Graph.Self].Class)
          Found.Classes.insert(Class);
      }
    addForwarders(Found);
    return Found;
  }

private:
  void addContexts(Queues &To) const {
    for (const FunctionFacts &F : Facts)
      for (const Start &S : F.Starts)
        for (const Spot &Context : S.RunsKept) {
          MemberKey Key = inClass(Context, P);
          bool Counts = S.When == InvokeWhen::OtherThread && S.In == F.Self &&
                        (Key.Class || Key.Path.isStatic());
          if (!Counts)
            continue;
          auto [It, Fresh] = To.Contexts.try_emplace(Key, S.Repeats);
          It->second |= !Fresh;
        }
  }

  /// Who takes a callable and hands something to such a function submits, too.
  void addForwarders(Queues &To) const {
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const FlowGraph &Graph : P.Graphs) {
        bool Forwards =
            !OnThread.count(Graph.Self) && takesCallable(Graph.Self) &&
            llvm::any_of(Facts[Graph.Self.index()].Calls, [&](FunctionId F) {
              return To.Submitters.count(F) != 0;
            });
        if (Forwards)
          Changed |= To.Submitters.insert(Graph.Self).second;
      }
    }
  }

  void visit(FunctionId F) {
    if (!F || !OnThread.insert(F).second)
      return;
    for (FunctionId Callee : Facts[F.index()].Calls)
      visit(Callee);
  }

  //===--- Types ----------------------------------------------------------===//

  bool isCallable(TypeId T, unsigned Depth = 0) const {
    constexpr unsigned Deepest = 3;
    if (!T || Depth == Deepest)
      return false;
    const Type &Here = Symbols[T];
    if (Here.Kind == TypeKind::Reference)
      return isCallable(Here.Pointee, Depth + 1);
    if (Here.Kind == TypeKind::Pointer)
      return Here.Pointee && (Symbols[Here.Pointee].Kind == TypeKind::Other ||
                              isCallable(Here.Pointee, Depth + 1));
    if (Here.Kind != TypeKind::Record)
      return false;
    const TypeContract *Known = Binding.owner(T);
    if (Known && Known->Holds == Holding::Callable)
      return true;
    if (Known && !Here.Arguments.empty())
      return isCallable(Here.Arguments.front().Type, Depth + 1);
    return Here.CallOperator.isValid();
  }

  bool takesCallable(FunctionId F) const {
    return llvm::any_of(Symbols[F].Parameters, [&](const Parameter &Given) {
      return isCallable(Given.Type);
    });
  }

  //===--- Bodies ---------------------------------------------------------===//

  bool runsCallables(const FlowGraph &Graph) const {
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body)
        if (const auto *C = std::get_if<Call>(&I.What)) {
          const MemberRole *Role = Binding.role(C->Callee, C->ObjectType);
          if (C->Kind == CallKind::Indirect ||
              (Role && Role->What == MemberRole::Run))
            return true;
        }
    return false;
  }

  /// The places of callables that are not a local's: containers on which a
  /// member is called, and fields that are read or written.
  template <typename Each>
  void forEachStore(const FlowGraph &Graph, Each Do) const {
    solver::PathNames Names(Graph, Symbols);
    auto Look = [&](Place At, const Op &What) {
      while (!At.Path.empty() && At.Path.back().What != Projection::Field)
        At.Path.pop_back();
      bool Behind = At.Static || llvm::any_of(At.Path, [](const auto &Step) {
                      return Step.What == Projection::Deref;
                    });
      if (!Behind || !isCallable(Names.typeOf(At)))
        return;
      Store S;
      S.Static = At.Static;
      if (!At.Path.empty()) {
        S.Field = At.Path.back().Name;
        At.Path.pop_back();
        S.Record = Names.typeOf(At);
        S.Static = StaticId(); // one class, one queue
      }
      Do(S, What);
    };
    for (const Block &B : Graph.Blocks)
      for (const Instruction &I : B.Body) {
        if (const auto *C = std::get_if<Call>(&I.What)) {
          if (C->Receiver && C->Receiver->What == Operand::Address)
            Look(C->Receiver->Where, I.What);
          if (C->Kind == CallKind::Indirect)
            Look(C->Target.Where, I.What);
        } else if (const auto *A = std::get_if<Assign>(&I.What)) {
          Look(A->From.Where, I.What);
          Look(A->To, I.What);
        }
      }
  }

  /// A callable parameter, or what a local made of it, goes into such a place.
  bool fills(const FlowGraph &Graph) const {
    bool Found = false;
    forEachStore(Graph, [&](const Store &S, const Op &What) {
      if (!Drained.count(S))
        return;
      auto IsOwn = [&](const Operand &O) {
        return O.Where.Variable && isCallable(Graph[O.Where.Variable].Type);
      };
      if (const auto *C = std::get_if<Call>(&What))
        Found |= llvm::any_of(
            C->Arguments, [&](const Argument &A) { return IsOwn(A.Value); });
      else if (const auto *A = std::get_if<Assign>(&What))
        Found |= IsOwn(A->From);
    });
    return Found;
  }

  llvm::ArrayRef<FunctionFacts> Facts;
  const solver::CalleeBinding &Binding;
  const Program &P;
  const SymbolTable &Symbols;
  std::set<FunctionId> OnThread;
  std::set<Store> Drained;
};

} // namespace

Queues sharing::findQueues(llvm::ArrayRef<FunctionFacts> Facts,
                           const solver::CalleeBinding &Binding) {
  return QueueFinder(Facts, Binding).run();
}
