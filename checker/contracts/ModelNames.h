//===- ModelNames.h - What a model speaks of -------------------*- C++ -*-===//
//
// Finds the functions and types that a model's text has entries for, without
// reading it as YAML: a built-in model is read only where a translation unit
// names something of it.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_MODELNAMES_H
#define SESSION_TIDY_CONTRACTS_MODELNAMES_H

#include "llvm/ADT/StringRef.h"
#include <vector>

namespace session {

/// Qualified, without arity. Only for the spellings that built-in models use
/// (a test compares with what reading them finds); may hold words too many.
std::vector<llvm::StringRef> namesIn(llvm::StringRef ModelText);

/// What its line "library: ..." says.
llvm::StringRef libraryOf(llvm::StringRef ModelText);

/// What its line "marker: ..." says, or nothing.
llvm::StringRef markerOf(llvm::StringRef ModelText);

/// Can it make a session appear, or is one of its types a session?
bool tellsOfSessions(llvm::StringRef ModelText);

} // namespace session

#endif
