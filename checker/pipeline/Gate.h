//===- Gate.h - Is there anything to look for? -----------------*- C++ -*-===//
//
// Decides before any lowering whether a translation unit names something that
// can produce a session. Costs one look into the identifier table a name, so
// that files without a database stay as cheap as they were.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_PIPELINE_GATE_H
#define SESSION_TIDY_PIPELINE_GATE_H

#include "contracts/ContractStore.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace session::pipeline {

/// Every part of the qualified name is among the identifiers that were read.
bool isNamed(clang::ASTContext &Context, llvm::StringRef QualifiedName);

/// Sound: a producer can only be called or declared through its name, and a
/// name that was read, even in a precompiled header, is in the table or in its
/// external source.
bool namesProducer(clang::ASTContext &Context, const ContractStore &Contracts);

/// The same for contracts that stand in the code: their attributes have names.
bool namesCodeContract(clang::ASTContext &Context);

} // namespace session::pipeline

#endif
