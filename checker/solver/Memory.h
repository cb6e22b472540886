//===- Memory.h - What a path knows of the program's values ----*- C++ -*-===//
//
// A store from locations to symbolic values, and facts of those values. The
// tracked session's handle is one value (Handle): the locations bound to it are
// its must-alias set, however it was copied. Knows no protocol.
//
// Termination: weaken() only drops bindings, merges values apart and widens
// facts, so a chain of them at one key is finite.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SOLVER_MEMORY_H
#define SESSION_TIDY_SOLVER_MEMORY_H

#include "flow/FlowGraph.h"
#include "solver/FactTable.h"
#include "solver/FlatMap.h"
#include <map>

namespace session::solver {

class Memory {
public:
  /// The tracked session's handle.
  static constexpr ValueId Handle{0};

  using BindingMap = FlatMap<Location, ValueId>;

  ValueId fresh(ValueFact Fact = {});
  /// Not to be kept across a change().
  const ValueFact &fact(ValueId V) const;
  /// To write to.
  ValueFact &change(ValueId V) { return Facts.change(V); }

  /// The value at L; a fresh one is bound when nothing is known. Reading an
  /// array's element binds nothing.
  ValueId load(const Location &L);
  /// The values of constants, which no call changes.
  using Constants = std::map<Location, ValueFact>;
  void knowConstants(const Constants *Known) { Fixed = Known; }
  /// The value bound at L, or an invalid id.
  ValueId peek(const Location &L) const;
  /// The same, or the value that a constant has at L.
  ValueId recall(const Location &L);
  /// Binds L to V; parts of L are forgotten. Of elements only what holds OfAll
  /// is kept.
  void store(const Location &L, ValueId V, bool OfAll = false);
  /// Forgets L and its parts.
  void forget(const Location &L);
  /// Forgets a variable that nothing mentions any more, for good.
  void discard(flow::VariableId V);
  /// What is bound inside From is also bound inside To.
  void copyParts(const Location &From, const Location &To);

  Location locate(const flow::Place &P);
  /// Where V points.
  Location pointee(ValueId V) const;
  ValueId addressOf(const Location &L);
  ValueId evaluate(const flow::Operand &O);

  // A session that is an object: the handle is the object's address.
  /// From now on the handle is V, the address of such an object.
  void becomeHandle(ValueId V);
  /// Where the object is, when it is in a place with a name.
  const std::optional<Location> &object() const { return fact(Handle).Target; }
  /// The object's life is over; whoever points to it still has the handle.
  void endObject();
  /// The object, when it is in From, is in the same part of To from now on.
  void moveObject(const Location &From, const Location &To);

  /// Keeps only what is possible when V is true (false); false: impossible.
  bool assume(ValueId V, bool Truth);
  /// To is From & Bits, where Bits leave out the lowest ones.
  void isMasked(ValueId To, ValueId From, int64_t Bits);
  bool assumeMasked(const Definition &Masked, bool Truth);
  bool assumeEither(const Definition &Either, bool Truth);
  /// What is known of a sum is known of what was added to as well.
  bool narrowSource(ValueId Sum);
  bool assumeRelation(ValueId Left, flow::Predicate Test, ValueId Right);
  /// One or zero: what comparing the two gives.
  ValueId compared(ValueId Left, flow::Predicate Test, ValueId Right);
  /// One where V is one of Numbers, else zero.
  ValueId isOneOf(ValueId V, llvm::ArrayRef<int64_t> Numbers);
  /// One where V is zero, else zero.
  ValueId negation(ValueId V);
  /// The outcome of a comparison, when it is decided.
  std::optional<bool> decide(ValueId Left, flow::Predicate Test,
                             ValueId Right) const;

  /// Somebody still holds the handle: a live variable, a static, or memory
  /// that outlives this function or is itself held.
  bool isHandleHeld() const;
  /// Some place was moved from, and nothing was put there since.
  bool hasMovedFrom() const;
  std::vector<Location> handleLocations() const;
  /// The handle is an array's element: one of many that have one name.
  bool isHandleInElement() const;
  /// Drops places of the handle behind pointers that nobody here holds any
  /// more but somebody outside does; true when there was one.
  bool dropAdrift();
  bool isReachable(ValueId V) const { return isReachable(V, 0); }
  /// Drops what is known of everything that can be reached from V; bindings of
  /// the handle stay.
  void clobberFrom(ValueId V, bool HandleToo = false);
  /// Drops what is known of L and its parts; bindings of the handle stay.
  void clobber(const Location &L, bool HandleToo = false);
  void clobberStatics(bool HandleToo = false);
  /// The handle is in, or can be reached from, what V points to.
  bool reachesHandle(ValueId V) const;
  bool holdsHandle(const Location &L) const;
  /// Something is bound at L or in it.
  bool knowsPartOf(const Location &L) const;

  /// The values whose test will tell whether a call failed, in a fixed order.
  std::vector<ValueId> awaiting() const;

  /// Forgets values that nothing refers to any more, when they are many. No
  /// ValueId that is not bound may be kept across.
  void collect();

  /// Keeps the facts that are true in With as well; false: it knew no others,
  /// and is what it was.
  bool weaken(const Memory &With);

  const BindingMap &bindings() const { return Bindings; }

  /// Remember from now on which values were there when the function began:
  /// what is read of outside memory before it was written. The variables of
  /// Graph's own begin with nothing.
  void keepInitial(const flow::FlowGraph &Graph) { InitialOf = &Graph; }
  const BindingMap &initial() const { return Initial; }
  /// Declares V to be what was at L when the function began.
  void assumeInitial(const Location &L, ValueId V);

private:
  bool isReachable(ValueId V, unsigned Depth) const;
  void collectReachable(const Location &L, std::vector<Location> &Out,
                        std::vector<ValueId> &Seen) const;
  friend class MemoryJoin;

  void touch(const Location &L);
  void rename(ValueId From, ValueId To);
  void rename(BindingMap &Map, ValueId From, ValueId To);
  bool isUntouched(const Location &L) const;
  bool keepsInitial(const Location &L) const;

  BindingMap Bindings;
  /// Invalid values: written before it was read.
  BindingMap Initial;
  const flow::FlowGraph *InitialOf = nullptr; ///< when it is kept
  const Constants *Fixed = nullptr;
  const ValueFact *fixedAt(const Location &L) const;
  FactTable Facts;
  uint32_t NextValue = 1;
};

} // namespace session::solver

#endif
