//===- Machine.h - Runs a flow graph concretely ----------------*- C++ -*-===//
//
// One run of one test function on the graphs of a program, the script giving
// the free choices, yields one trace. Knows the runtime's functions
// (Primitives.cpp) and nothing of C++ beyond what the graph says: it destroys
// what the graph destroys and unwinds along the graph's edges.
//
// Things that a graph must not do show in the trace as words with a '!' that no
// real execution has: an exception from a call without an unwind edge, a local
// variable left without end of storage, a wrong reason for a cleanup.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_LOWERING_MACHINE_H
#define SESSION_TIDY_TEST_LOWERING_MACHINE_H

#include "Memory.h"
#include "Script.h"
#include <string>

namespace session::trace {

/// Mutations that are no change of the graph but of what it means.
struct Quirks {
  bool DestroyAbsent =
      false; ///< a destructor runs whether or not its object exists
  bool ExactTypes = false; ///< a handler fits its very type only
};

enum class Outcome : uint8_t { Normal, Threw, Ended };

/// An argument as the callee gets it.
struct Actual {
  Value What;
  std::optional<Address> Record; ///< Load of a place: where, for records
  flow::Passing How = flow::Passing::Value;
};

/// One call of a function with a graph.
struct Activation {
  const flow::FlowGraph *Graph = nullptr;
  const flow::Function *Self = nullptr;
  std::vector<Address> Where; ///< of each variable
  std::set<unsigned> Live;    ///< locals whose storage has begun and not ended
  std::optional<Address> Receiver;
  bool Unwinding = false;
  flow::TypeId InFlight; ///< type of the exception, while Unwinding
};

/// A call with everything evaluated.
struct Resolved {
  flow::FunctionId Callee;
  flow::TypeId Class;
  std::optional<Address> Receiver;
  std::vector<Actual> Arguments;
  std::optional<Address> Result; ///< where a record result is constructed
  Value Returned;                ///< a scalar result
};

class Machine {
public:
  Machine(flow::Program &Program, Script &Choices, Quirks Quirk)
      : Program(Program), Symbols(Program.Symbols), Choices(Choices),
        Quirk(Quirk) {}

  std::string run(const flow::FlowGraph &Test);

private:
  // Machine.cpp: control.
  Outcome execute(const flow::FlowGraph &G, Resolved &Call);
  void enter(Activation &A, const Resolved &Call);
  Outcome leave(Activation &A, bool Threw);
  std::optional<flow::BlockId> step(Activation &A, const flow::Block &B,
                                    Outcome &O);
  std::optional<flow::BlockId> follow(Activation &A, const flow::Terminator &T,
                                      Outcome &O);
  flow::BlockId dispatch(const Activation &A, const flow::Dispatch &D) const;
  std::optional<bool> decideBranch(const Value &Condition);

  // Machine.cpp: instructions.
  Outcome perform(Activation &A, const flow::Instruction &I);
  Outcome perform(Activation &A, const flow::Assign &O);
  Outcome perform(Activation &A, const flow::Compare &O);
  Outcome perform(Activation &A, const flow::Mask &O);
  Outcome perform(Activation &A, const flow::Add &O);
  Outcome perform(Activation &A, const flow::Not &O);
  Outcome perform(Activation &A, const flow::Call &O);
  Outcome perform(Activation &A, const flow::Closure &O);
  Outcome perform(Activation &A, const flow::StorageLive &O);
  Outcome perform(Activation &A, const flow::StorageDead &O);
  Outcome perform(Activation &A, const flow::Allocate &O);
  Outcome perform(Activation &A, const flow::Release &O);
  Outcome perform(Activation &A, const flow::Catch &O);
  Outcome perform(Activation &A, const flow::EndCatch &O);
  Outcome perform(Activation &A, const flow::Suspend &O);
  Outcome perform(Activation &A, const flow::Region &O);
  Outcome perform(Activation &A, const flow::Opaque &O);
  Address resolve(const Activation &A, const flow::Place &P);
  Value evaluate(const Activation &A, const flow::Operand &O);
  void checkReason(const Activation &A, flow::Leave Why);

  // Calls.cpp.
  Resolved resolve(const Activation &A, const flow::Call &C);
  Outcome call(Resolved &Call, flow::CallKind Kind);
  Outcome construct(Resolved &Call);
  Outcome destroy(Resolved &Call);
  Outcome invokeBody(Resolved &Call);
  Outcome transfer(flow::TypeId Class, const Address &To, const Address &From,
                   bool Move);
  Outcome memberwise(flow::TypeId Class, const Address &To, const Address &From,
                     bool Move);
  Outcome destroyMembers(flow::TypeId Class, const Address &At);
  flow::TypeId dynamicClass(const Address &At, flow::TypeId Static,
                            bool Destroying) const;
  flow::FunctionId overrider(flow::FunctionId F, flow::TypeId Dynamic) const;
  flow::FunctionId special(flow::TypeId Class, flow::SpecialMember Which) const;

  // Primitives.cpp.
  std::optional<Outcome> primitive(Resolved &Call);
  std::optional<Outcome> primitiveMember(Resolved &Call,
                                         llvm::StringRef Member);
  Outcome scriptedThrow(llvm::StringRef Event, const Value &Id);
  Outcome constructPrimitive(Resolved &Call, bool MayThrow);
  Outcome assignPrimitive(Resolved &Call);
  Outcome allocatePrimitive(Resolved &Call, bool Throws);
  Outcome throwNamed(llvm::StringRef TypeName);
  std::optional<bool> nextBit();

  void log(llvm::StringRef Event);
  void log(llvm::StringRef Event, const Value &Id, llvm::StringRef Suffix = "");
  std::string typeName(flow::TypeId T) const;
  Outcome end(llvm::StringRef Event);

  flow::Program &Program;
  flow::SymbolTable &Symbols;
  Script &Choices;
  Quirks Quirk;
  Memory Store;
  std::vector<Address> Statics;
  std::vector<Activation *> Stack;
  std::vector<flow::TypeId> Caught;
  flow::TypeId Thrown; ///< what the last call that Threw has thrown
  std::string Trace;
  unsigned Steps = 0;
  bool AllowUnknown = false;
};

} // namespace session::trace

#endif
