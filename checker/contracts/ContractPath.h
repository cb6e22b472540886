//===- ContractPath.h - Places in a callee's signature ---------*- C++ -*-===//
//
// Names a place as seen from outside a function: a root in the signature and
// steps from there. Written `arg0`, `*arg1`, `return`, `this`, `(*arg0).db`
// (or `arg0->db`), `this->conn_`. For a method `this` stands for the object's
// address, as in C++; for a parameter taken by reference `argN` stands for
// the referred object's address likewise, so `*argN` is the object.
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
  enum Kind : uint8_t { Deref, Field, Element } What = Deref;
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
  unsigned Index = 0;      ///< of an Argument, from 0, `this` not counted
  std::string StaticName;  ///< USR of a Static
  std::vector<ContractStep> Steps;

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
