//===- Mutants.h - Lowerings with one rule missing -------------*- C++ -*-===//
//
// Each mutant is what the lowering would have made, had it dropped one rule of
// cleanup or unwinding: a rewriting of the graphs, or of what they mean
// (Quirks). The oracle must tell every one of them from the real thing.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_LOWERING_MUTANTS_H
#define SESSION_TIDY_TEST_LOWERING_MUTANTS_H

#include "Machine.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace session::trace {

struct Mutant {
  const char *Name;
  /// Rewrites one graph; null for a mutant that is only a quirk.
  void (*Rewrite)(flow::FlowGraph &, const flow::SymbolTable &);
  Quirks Quirk;
};

const std::vector<Mutant> &allMutants();

} // namespace session::trace

#endif
