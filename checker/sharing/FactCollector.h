//===- FactCollector.h - A function's facts from its graph ------*- C++ -*-===//
//
// Finds in one graph what happens to sessions and locks and what is started,
// under the names of ValueNames, then walks the graph once (a dataflow: locks
// held on every path, threads that run on some) to say under which locks it
// happens and what may happen at the same time. Callees' facts come first.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_FACTCOLLECTOR_H
#define SESSION_TIDY_SHARING_FACTCOLLECTOR_H

#include "sharing/ValueNames.h"
#include "sharing/shapes/QueueFinder.h"
#include "sharing/shapes/RegionTree.h"

namespace session::sharing {

/// Something that the walk must know of, in the order of the graph.
struct Moment {
  enum Kind : uint8_t {
    Use,          ///< Facts.Uses[Index]
    Begin,        ///< Facts.Starts[Index]
    Join,         ///< the threads behind Where have ended
    Signal,       ///< says to whoever waits at Where that it may go on
    Await,        ///< has waited for that; Index: by asking, not by sleeping
    Lock,         ///< Where is held from now on, by Holder if that is set
    ReadLock,     ///< the same, but others may hold it too
    Unlock,       ///< Where, or what Where holds, is free again
    Renew,        ///< the local at Where is another one from now on
    Set,          ///< the place Where is Number, or unknown, from now on
    Ask,          ///< a branch depends on what is at Where
    CallArgument, ///< Facts.CallsArguments[Index] is called
  } What = Use;
  unsigned Index = 0;
  RegionTree::Node Region = 0; ///< in which it happens
  Spots Where;
  Spots Holder;
  std::optional<int64_t> Number;
};

/// A call whose result may say that threads have ended.
struct Verdict {
  std::vector<flow::VariableId> Results; ///< where the result is
  ReturnTest Ended;
  Spots Where;
};

/// The steps of each block, and the facts that they are about.
struct Moments {
  explicit Moments(const flow::FlowGraph &Graph) : Regions(Graph) {}
  FunctionFacts Facts;
  std::vector<std::vector<Moment>> ByBlock;
  std::vector<Verdict> Verdicts;
  /// Where the number is that a thread has in its team: what depends on one
  /// number one thread does.
  std::vector<std::vector<flow::VariableId>> MemberNumbers;
  RegionTree Regions;
  std::map<RegionTree::Node, unsigned> Stretches; ///< in Facts.Starts
  std::vector<bool> Throws; ///< by block: its end counts as one that may throw
};

/// Finds the steps. Facts.Uses lack locks, Facts.Overlaps are missing.
Moments findMoments(const flow::FlowGraph &Graph,
                    const solver::CalleeBinding &Binding, FactLookup Known,
                    const Queues &Own);
/// Walks them and completes the facts.
FunctionFacts walkMoments(const flow::FlowGraph &Graph, const flow::Program &P,
                          Moments Found);

/// The facts of every function with a body, by FunctionId; functions without
/// one have a default.
std::vector<FunctionFacts> collectFacts(const solver::CalleeBinding &Binding);

} // namespace session::sharing

#endif
