//===- ContractPath.h - Places in a callee's signature ---------*- C++ -*-===//
//
// Names a place as seen from outside a function: a root in the signature and
// steps from there. Written `arg0`, `*arg1`, `return`, `this`, `(*arg0).db`
// (or `arg0->db`), `this->conn_`. For a method `this` stands for the object's
// address, as in C++; for a parameter taken by reference `argN` stands for
// the referred object's address likewise, so `*argN` is the object. `&` in
// front
// (`&this->conn_`) is the address of a place: of an object that is a session.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_CONTRACTPATH_H
#define SESSION_TIDY_CONTRACTS_CONTRACTPATH_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <tuple>
#include <vector>

namespace session {

struct ContractStep {
  enum Kind : uint8_t { Deref, Field, Element, AddressOf } What = Deref;
  std::string Name; ///< of a Field
  friend bool operator==(const ContractStep &A, const ContractStep &B) {
    return A.What == B.What && A.Name == B.Name;
  }
  friend bool operator<(const ContractStep &A, const ContractStep &B) {
    return std::tie(A.What, A.Name) < std::tie(B.What, B.Name);
  }
};

struct ContractPath {
  enum RootKind : uint8_t { Argument, This, Return, Static } Root = Argument;
  unsigned Index = 0;     ///< of an Argument, from 0, `this` not counted
  std::string StaticName; ///< USR of a Static
  std::vector<ContractStep> Steps;

  /// Names a value that the place of an object makes, not a place that holds
  /// one: `arg0`, `this`, `&this->conn_`.
  bool isValue() const {
    return Steps.empty() || Steps.back().What == ContractStep::AddressOf;
  }
  /// One step further; what follows an address of a place is the place.
  void append(const ContractStep &Step);
  friend bool operator==(const ContractPath &A, const ContractPath &B) {
    return std::tie(A.Root, A.Index, A.StaticName, A.Steps) ==
           std::tie(B.Root, B.Index, B.StaticName, B.Steps);
  }
  friend bool operator<(const ContractPath &A, const ContractPath &B) {
    return std::tie(A.Root, A.Index, A.StaticName, A.Steps) <
           std::tie(B.Root, B.Index, B.StaticName, B.Steps);
  }
};

/// Reads the written form. The error says what is wrong with the text.
llvm::Expected<ContractPath> parseContractPath(llvm::StringRef Text);
/// The written form; parseContractPath reads it back.
std::string renderContractPath(const ContractPath &Path);

} // namespace session

#endif
