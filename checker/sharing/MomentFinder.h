//===- MomentFinder.h - What a graph does to sessions and threads -*- C++ -*-=//
//
// Goes through a graph's instructions in their order and notes what a walk must
// know of: sessions (MomentFinder.cpp), locks, threads and callables
// (CallableMoments.cpp). What holds when it happens is MomentWalk's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_MOMENTFINDER_H
#define SESSION_TIDY_SHARING_MOMENTFINDER_H

#include "sharing/FactCollector.h"
#include "sharing/Mentions.h"
#include "sharing/SessionTypes.h"

namespace session::sharing {

class MomentFinder {
public:
  MomentFinder(const flow::FlowGraph &Graph,
               const solver::CalleeBinding &Binding, FactLookup Known,
               const Queues &Own)
      : Graph(Graph), Binding(Binding), Symbols(Binding.symbols()),
        Known(Known), Own(Own), Names(Graph, Binding, Known),
        Types(Binding, Names), Found(Graph) {}

  Moments run();

private:
  Moment &add(Moment::Kind What, Spots Where = {});

  // Conditions.

  void collectConditions();
  bool dependsOnStatic() const;
  static void ask(const flow::Terminator &End, const Mentions &Mentioned,
                  std::vector<Moment> &To);
  bool mayThrow(const flow::Block &B) const;

  // Sessions.

  void use(SessionUse U);
  void useAll(const Spots &Sessions, llvm::StringRef Kind, UseKind What,
              flow::FunctionId Callee);
  flow::TypeId parameterType(const flow::Call &C, unsigned I) const;

  /// A callee without a body here, with or without a model.
  void useByUnseen(const flow::Call &C, const FunctionContract *Contract);

  /// `open(&handle)`, with a model or without.
  void useHandleAt(const flow::Call &C, unsigned I,
                   const FunctionContract *Contract,
                   std::optional<UseKind> Does);
  bool makesHandle(const flow::Call &C, const FunctionContract *Contract) const;
  void useReceiver(const flow::Call &C, const FunctionContract *Contract);

  /// A callee's uses in our names, with the locks that it takes itself.
  std::optional<SessionUse> inherited(const SessionUse &U, const Spot &Session,
                                      const BoundCall &Bound);

  /// Inside: every use keeps its place in the callee.
  std::vector<SessionUse> usesOf(const BoundCall &Bound, bool Inside = false);

  // Calls.

  void collectCall(const flow::Call &C);

  /// Called through a pointer: it uses what it is given.
  void collectIndirect(const flow::Call &C);
  void callArgument(unsigned Index);

  /// A parameter that holds a callable is run.
  void runParameter(const flow::Call &C);

  /// The callable runs before this call returns.
  void runNow(const BoundCall &Bound, const std::vector<Spot> &Locks);
  void applyFacts(const flow::Call &C, const FunctionFacts &Facts);

  /// A thread that a callee started and left running is running here too.
  void begin(const Start &InCallee, const BoundCall &Bound);
  void applyEffects(const flow::Call &C, const FunctionContract &Contract);
  void join(const flow::Call &C, const Effect &E, Spots Where);
  void noteJoined(const Spots &Where);
  bool isOthers(const Spot &S) const;
  void signal(const Effect &E, Spots Where);
  void noteSignals(const Spots &Where);
  void lock(const flow::Call &C, const Effect &E, Spots Where);
  Spots named(const Spot &OfCallee, const BoundCall &Bound) const;
  static bool reaches(const ContractPath &Path, const flow::Call &C);

  /// The lock or thread that a value refers to; of a thread's identifier that
  /// is passed by value, where it is kept.
  Spots placesOfSync(const Effect &E, const flow::Call &C) const;

  // Callables.

  void invoke(const flow::Call &C, const Effect &E);
  void addRunner(const flow::Operand &Object, std::vector<BoundCall> &To) const;
  void noteAnswer(const flow::Call &C);

  /// Contexts that keep handlers, and who runs them.
  void noteRun(const Spots &Contexts);
  void keepByContext(const flow::Call &C, const Effect &E,
                     const BoundCall &Bound, Start &S) const;
  void findRunners();
  bool isRepeated();
  bool isForClass(const flow::Call &C, const Effect &E) const;
  static bool endsWithCall(const Effect &E);
  Spot ofStretches() const;

  /// What runs once has a static that says whether it did: call_once(flag, f).
  void askFirstArgument(const flow::Call &C, unsigned Callable);
  void start(const flow::Call &C, const BoundCall &Bound, const Effect &E,
             unsigned Callable);
  bool hasOneThread(const flow::Call &C, const ContractPath &At) const;
  void startParameter(const flow::Operand &Callable);
  std::vector<flow::VariableId> copiesOf(const flow::Place &Result) const;
  void useInUnseenThread(const flow::Argument &A, const BoundCall &Bound,
                         Start &S);

  /// Functions and closures among the arguments that no effect speaks of.
  void takeCallables(const flow::Call &C, const FunctionContract *Contract,
                     const FunctionFacts *Facts);

  /// An object that keeps a callable, to be run through it.
  bool startInContainer(const flow::Call &C);
  bool holdsCallable(const flow::Call &C) const;

  /// A callable for a function with a body: that calls it, or keeps it.
  void giveToSeen(const flow::Call &C, const BoundCall &Bound, unsigned I,
                  const FunctionFacts &Facts);

  /// A member of a thread pool of the program that may wait for its work.
  void joinQueue(const flow::Call &C);

  // Other instructions.

  void storeResult(const flow::Call &C);

  /// A handle goes into a place that is not a local's.
  void storeHandle(const flow::Place &To, llvm::StringRef Kind,
                   flow::FunctionId Callee);
  void applyOwner(const flow::Call &C);
  void set(const flow::Place &To, const flow::Operand *From);
  void renew(const flow::Place &To);
  void renew(flow::VariableId V);
  void collectAssign(const flow::Assign &A);

  /// A function's address in a table, a static or somebody's object: whoever
  /// reads it there may call it.
  void storeCallback(const flow::Assign &A);
  void collect(const flow::Op &What);

  /// Regions: stretches on other threads, and their locks.
  void collectRegion(const flow::Instruction &I);
  void beginStretch();

  const flow::FlowGraph &Graph;
  const solver::CalleeBinding &Binding;
  const flow::SymbolTable &Symbols;
  FactLookup Known;
  const Queues &Own;
  ValueNames Names;
  SessionTypes Types;
  std::set<unsigned> Taken; ///< arguments that an effect invokes
  Moments Found;
  std::vector<flow::FunctionId> Closures;
  std::vector<unsigned> Loops;   ///< of the blocks, when they were needed
  std::map<Spot, Spots> Answers; ///< what callables gave to wait at
  std::optional<ThreadRule> OpeningRule; ///< of the call at hand
  AnchorId Here;
  RegionTree::Node Region = 0;
};

} // namespace session::sharing

#endif
