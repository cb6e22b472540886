//===- SessionTypes.h - Which values are sessions --------------*- C++ -*-===//
//
// Tells by their types which values refer to a session (a raw handle, a
// session object) and which are the address of a handle, and what a library's
// model does to such an argument. Says nothing of owners, whose payload is a
// handle like any other.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SESSIONTYPES_H
#define SESSION_TIDY_SHARING_SESSIONTYPES_H

#include "sharing/ValueNames.h"

namespace session::sharing {

class SessionTypes {
public:
  SessionTypes(const solver::CalleeBinding &Binding, const ValueNames &Names)
      : Binding(Binding), Symbols(Binding.symbols()), Names(Names) {}

  /// The kind of session that a record is or stands for, or "".
  std::string kindOfRecord(flow::TypeId T) const;
  /// The kind of the session that a value refers to, or "". Declared: the
  /// type of the parameter that it goes to.
  std::string kindOf(const flow::Operand &O, flow::TypeId Declared) const;
  /// The kind of the handle whose address a value is, or "".
  std::string kindOfHandleAt(const flow::Operand &O,
                             flow::TypeId Declared) const;
  /// Is the callee of the namespace that the session's class is of?
  bool isOwnLibrarys(flow::FunctionId Callee, const flow::Operand &O) const;
  flow::TypeId pointee(flow::TypeId T) const;

private:
  const solver::CalleeBinding &Binding;
  const flow::SymbolTable &Symbols;
  const ValueNames &Names;
};

/// What a library's function does to the session at Root (and Index, of an
/// argument); nullopt: nothing.
std::optional<UseKind> doesTo(const FunctionContract &Contract,
                              ContractPath::RootKind Root, unsigned Index);

/// Who may use what the call opens, as far as its arguments tell.
std::optional<ThreadRule> ruleOfOpening(const flow::Call &C,
                                        const FunctionContract &Contract);

} // namespace session::sharing

#endif
