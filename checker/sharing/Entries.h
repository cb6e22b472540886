//===- Entries.h - Where control comes from --------------------*- C++ -*-===//
//
// Which functions code outside of what is seen may call, and who calls whom
// inside. A function that is only a helper of others speaks through them.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_ENTRIES_H
#define SESSION_TIDY_SHARING_ENTRIES_H

#include "sharing/ProgramResult.h"

namespace session::sharing {

class Entries {
public:
  Entries(llvm::ArrayRef<FunctionFacts> Facts, const flow::Program &P);

  EntryReason reason(flow::FunctionId F) const;
  /// What started or registered F, or nullptr.
  const Start *startOf(flow::FunctionId F) const;
  llvm::ArrayRef<flow::FunctionId> callers(flow::FunctionId F) const {
    return Callers[F.index()];
  }

private:
  const flow::Program &P;
  std::vector<std::vector<flow::FunctionId>> Callers;
  std::vector<const Start *> Starts;
  bool HasMain = false;
};

} // namespace session::sharing

#endif
