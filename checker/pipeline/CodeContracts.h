//===- CodeContracts.h - Contracts that stand in the code ------*- C++ -*-===//
//
// What attributes say of a function as contracts like those of a model. A
// model that speaks of the same function wins, a body does not. Handles whose
// records no model knows get a kind of their own, so that a program without
// any library's session can be checked as well.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PIPELINE_CODECONTRACTS_H
#define SESSION_TIDY_PIPELINE_CODECONTRACTS_H

#include "contracts/ContractStore.h"
#include "lowering/ContractAttributes.h"

namespace session::pipeline {

/// Problems: what cannot be understood, `file:line:column: what; remedy`.
void addCodeContracts(llvm::ArrayRef<lowering::SaidContract> Said,
                      ContractStore &Contracts,
                      std::vector<std::string> &Problems);

} // namespace session::pipeline

#endif
